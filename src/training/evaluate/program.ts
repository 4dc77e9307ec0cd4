/** A program as its text says, in a form that the evaluator walks. Offsets are those of the text. */
export interface Program {
  readonly file: string;
  readonly text: string;
  readonly body: readonly Statement[];
  /** Offset in the file of an offset in `text`; the same but for notebooks. */
  readonly offsetInFile: (offset: number) => number;
  readonly fileText: string;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

export type Expression = Span &
  (
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "number"; readonly text: string }
    | { readonly kind: "string"; readonly value: string }
    | { readonly kind: "template"; readonly parts: readonly TemplatePart[] }
    | { readonly kind: "constant"; readonly value: boolean | null }
    | { readonly kind: "list"; readonly items: readonly Item[] }
    | { readonly kind: "dict"; readonly entries: readonly { readonly key?: Expression; readonly value: Expression }[] }
    | { readonly kind: "call"; readonly callee: Expression; readonly arguments: readonly Argument[] }
    | { readonly kind: "attribute"; readonly object: Expression; readonly name: string }
    | { readonly kind: "index"; readonly object: Expression; readonly index: Expression }
    | { readonly kind: "slice"; readonly bounds: readonly (Expression | undefined)[] }
    | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression }
    | { readonly kind: "unary"; readonly operator: string; readonly operand: Expression }
    | {
        readonly kind: "conditional";
        readonly test: Expression;
        readonly whenTrue: Expression;
        readonly otherwise: Expression;
      }
    | { readonly kind: "lambda"; readonly parameters: Parameters; readonly body: Expression }
    | {
        readonly kind: "comprehension";
        readonly key?: Expression;
        readonly value: Expression;
        readonly clauses: readonly Clause[];
      }
    | { readonly kind: "named"; readonly name: string; readonly value: Expression }
    | { readonly kind: "other" }
  );

export type TemplatePart =
  | string
  | { readonly value: Expression; readonly conversion: string; readonly format: string };

export interface Item {
  readonly value: Expression;
  readonly starred: boolean;
}

export interface Argument {
  readonly name?: string;
  /** `*x` is 1, `**x` is 2. */
  readonly stars: 0 | 1 | 2;
  readonly value: Expression;
}

export interface Clause {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly tests: readonly Expression[];
}

export interface Parameter {
  readonly name: string;
  readonly stars: 0 | 1 | 2;
  readonly default?: Expression;
  readonly annotation?: Expression;
}
export type Parameters = readonly Parameter[];

export interface FunctionDefinition extends Span {
  readonly kind: "function";
  readonly name: string;
  readonly parameters: Parameters;
  readonly body: readonly Statement[];
  readonly decorators: readonly Expression[];
}

export interface ClassDefinition extends Span {
  readonly kind: "class";
  readonly name: string;
  readonly bases: readonly Argument[];
  readonly body: readonly Statement[];
  readonly decorators: readonly Expression[];
}

export interface ImportedName {
  readonly name: string;
  readonly as?: string;
}

export type Statement =
  | FunctionDefinition
  | ClassDefinition
  | (Span &
      (
        | { readonly kind: "expression"; readonly value: Expression }
        | { readonly kind: "assign"; readonly targets: readonly Expression[]; readonly value: Expression | undefined }
        | {
            readonly kind: "augment";
            readonly target: Expression;
            readonly operator: string;
            readonly value: Expression;
          }
        | { readonly kind: "return"; readonly value: Expression | undefined }
        | {
            readonly kind: "if";
            readonly branches: readonly { readonly test?: Expression; readonly body: readonly Statement[] }[];
          }
        | {
            readonly kind: "for";
            readonly target: Expression;
            readonly iterable: Expression;
            readonly body: readonly Statement[];
            readonly otherwise: readonly Statement[];
          }
        | { readonly kind: "while"; readonly test: Expression; readonly body: readonly Statement[] }
        | {
            readonly kind: "try";
            readonly body: readonly Statement[];
            readonly handlers: readonly (readonly Statement[])[];
            readonly otherwise: readonly Statement[];
            readonly finally: readonly Statement[];
          }
        | {
            readonly kind: "with";
            readonly items: readonly { readonly value: Expression; readonly target?: Expression }[];
            readonly body: readonly Statement[];
          }
        | { readonly kind: "import"; readonly modules: readonly ImportedName[] }
        | {
            readonly kind: "from";
            readonly level: number;
            readonly module: string;
            readonly names: readonly ImportedName[];
          }
        | { readonly kind: "global"; readonly names: readonly string[] }
        | { readonly kind: "delete"; readonly targets: readonly Expression[] }
        | {
            readonly kind: "match";
            readonly subject: Expression;
            readonly cases: readonly { readonly pattern?: Expression; readonly body: readonly Statement[] }[];
          }
        /** A line that IPython hands to a shell: `!yolo train ...`. */
        | { readonly kind: "shell"; readonly command: string }
        | { readonly kind: "break" | "continue" | "raise" | "other" }
      ));
