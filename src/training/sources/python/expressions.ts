import type { SyntaxNode } from "@lezer/common";
import type { Expression, Parameter, TemplatePart } from "../../evaluate/program.ts";
import { stringValue, unescaped } from "./strings.ts";
import { argumentsOf, childrenOf, clausesOf, DEEPEST, groupsOf, inner, itemsOf, junctionsIn } from "./tree.ts";

/** Reads expressions of a parsed Python text. */
export class ExpressionReader {
  private depth = 0;
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  readonly read = (node: SyntaxNode): Expression => {
    if (this.depth > DEEPEST) return other(node);
    this.depth += 1;
    try {
      return this.expression(node);
    } finally {
      this.depth -= 1;
    }
  };

  /** `a, b` without brackets is a tuple; a single expression is itself. */
  readonly tuple = (nodes: readonly SyntaxNode[]): Expression => {
    const [first] = nodes;
    const last = nodes.at(-1);
    if (first === undefined || last === undefined) return { kind: "other", from: 0, to: 0 };
    if (nodes.length === 1) return this.read(first);
    return { kind: "list", items: itemsOf(nodes, this.read), from: first.from, to: last.to };
  };

  textOf(node: SyntaxNode): string {
    return this.source.slice(node.from, node.to);
  }

  private expression(node: SyntaxNode): Expression {
    const reader = READERS[node.name];
    return reader === undefined ? other(node) : { ...reader.call(this, node), from: node.from, to: node.to };
  }

  template(node: SyntaxNode): Expression {
    const literal = this.textOf(node);
    const [open = "", prefix = "", quote = ""] = /^([A-Za-z]*)("""|'''|"|')/.exec(literal) ?? [];
    const parts: TemplatePart[] = [];
    let at = node.from + open.length;
    const plain = (to: number): void => {
      const piece = unescaped(this.source.slice(at, to), /r/i.test(prefix));
      if (to > at) parts.push(piece.replaceAll("{{", "{").replaceAll("}}", "}"));
    };
    for (const hole of childrenOf(node)) {
      if (hole.name !== "FormatReplacement") continue;
      plain(hole.from);
      parts.push(this.hole(hole));
      at = hole.to;
    }
    plain(literal.endsWith(quote) ? node.to - quote.length : node.to);
    return { kind: "template", parts, from: node.from, to: node.to };
  }

  private hole(node: SyntaxNode): TemplatePart {
    const children = childrenOf(node);
    const of = (name: string): string => {
      const child = children.find((each) => each.name === name);
      return child === undefined ? "" : this.textOf(child).slice(1);
    };
    const value = children[1];
    const expression: Expression =
      value === undefined ? { kind: "other", from: node.from, to: node.to } : this.read(value);
    return { value: expression, conversion: of("FormatConversion"), format: of("FormatSpec") };
  }

  parameters(list: SyntaxNode): Parameter[] {
    const children = childrenOf(list).filter(({ name }) => name !== "(" && name !== ")");
    return groupsOf(children).flatMap((group): Parameter[] => {
      const name = group.find((node) => node.name === "VariableName");
      if (name === undefined) return [];
      const stars = group[0]?.name === "*" ? 1 : group[0]?.name === "**" ? 2 : 0;
      const assigned = group.findIndex((node) => node.name === "AssignOp");
      const value = assigned < 0 ? undefined : group[assigned + 1];
      const annotation = group.find((node) => node.name === "TypeDef")?.lastChild;
      return [
        {
          name: this.textOf(name),
          stars,
          ...(value && { default: this.read(value) }),
          ...(annotation && { annotation: this.read(annotation) }),
        },
      ];
    });
  }

  comprehension(node: SyntaxNode): Expression {
    const children = inner(node);
    const start = children.findIndex(({ name }) => name === "for");
    const [key, colon, second] = children;
    const isDict = colon?.name === ":" && second !== undefined;
    const value = isDict ? second : key;
    if (value === undefined || start < 0) return other(node);
    const clauses = clausesOf(children.slice(start), this.read, this.tuple);
    return {
      kind: "comprehension",
      ...(isDict && key && { key: this.read(key) }),
      value: this.read(value),
      clauses,
      from: node.from,
      to: node.to,
    };
  }
}

const other = ({ from, to }: SyntaxNode): Expression => ({ kind: "other", from, to });

type Reader = (this: ExpressionReader, node: SyntaxNode) => Expression;

const member: Reader = function (node) {
  const children = childrenOf(node);
  const [object, dot, name] = children;
  if (object === undefined || name === undefined) return other(node);
  const { from, to } = node;
  if (dot?.name === ".") return { kind: "attribute", object: this.read(object), name: this.textOf(name), from, to };
  const between = children.slice(2, -1);
  if (between.some((child) => child.name === ":")) {
    const bounds: (Expression | undefined)[] = [undefined, undefined, undefined];
    let at = 0;
    for (const child of between) {
      if (child.name === ":") at += 1;
      else bounds[at] = this.read(child);
    }
    return { kind: "index", object: this.read(object), index: { kind: "slice", bounds, from, to }, from, to };
  }
  return { kind: "index", object: this.read(object), index: this.tuple(between), from, to };
};

const binary: Reader = function (node) {
  const children = childrenOf(node);
  const [left] = children;
  const right = children.at(-1);
  if (left === undefined || right === undefined || children.length < 3) return other(node);
  const operator = children
    .slice(1, -1)
    .map((child) => this.textOf(child))
    .join(" ");
  return { kind: "binary", operator, left: this.read(left), right: this.read(right), from: node.from, to: node.to };
};

const call: Reader = function (node) {
  const [callee, list] = childrenOf(node);
  if (callee === undefined || list === undefined) return other(node);
  const isComprehension = childrenOf(list).some(({ name }) => name === "for");
  const args = isComprehension
    ? [{ stars: 0 as const, value: this.comprehension(list) }]
    : argumentsOf(list, this.source, this.read);
  return { kind: "call", callee: this.read(callee), arguments: args, from: node.from, to: node.to };
};

const dictionary: Reader = function (node) {
  const entries = groupsOf(inner(node)).flatMap((group) => {
    const [key, colon] = group;
    const value = group.at(-1);
    if (key === undefined || value === undefined) return [];
    if (key.name === "**") return [{ value: this.read(value) }];
    return colon?.name === ":" && group.length > 2 ? [{ key: this.read(key), value: this.read(value) }] : [];
  });
  return { kind: "dict", entries, from: node.from, to: node.to };
};

const joined: Reader = function (node) {
  const parts = childrenOf(node).flatMap((child): readonly TemplatePart[] => {
    if (child.name === "FormatString") {
      const template = this.template(child);
      return template.kind === "template" ? template.parts : [];
    }
    return [stringValue(this.textOf(child)) ?? ""];
  });
  return { kind: "template", parts, from: node.from, to: node.to };
};

const sequence: Reader = function (node) {
  return { kind: "list", items: itemsOf(inner(node), this.read), from: node.from, to: node.to };
};
const comprehension: Reader = function (node) {
  return this.comprehension(node);
};
const firstInner: Reader = function (node) {
  const [child] = inner(node);
  return child === undefined ? other(node) : this.read(child);
};

const READERS: Readonly<Record<string, Reader | undefined>> = {
  VariableName(node) {
    return { kind: "name", name: this.textOf(node), from: node.from, to: node.to };
  },
  Number(node) {
    return { kind: "number", text: this.textOf(node), from: node.from, to: node.to };
  },
  String(node) {
    const value = stringValue(this.textOf(node));
    return value === undefined ? other(node) : { kind: "string", value, from: node.from, to: node.to };
  },
  FormatString(node) {
    return this.template(node);
  },
  ContinuedString: joined,
  Boolean(node) {
    return { kind: "constant", value: this.textOf(node) === "True", from: node.from, to: node.to };
  },
  None({ from, to }) {
    return { kind: "constant", value: null, from, to };
  },
  ParenthesizedExpression: firstInner,
  TupleExpression: sequence,
  ArrayExpression: sequence,
  SetExpression: sequence,
  DictionaryExpression: dictionary,
  ArrayComprehensionExpression: comprehension,
  SetComprehensionExpression: comprehension,
  DictionaryComprehensionExpression: comprehension,
  ComprehensionExpression: comprehension,
  CallExpression: call,
  MemberExpression: member,
  BinaryExpression: binary,
  UnaryExpression(node) {
    const [sign, operand] = childrenOf(node);
    if (sign === undefined || operand === undefined) return other(node);
    const operator = this.textOf(sign);
    // The grammar gives `not` all that follows it; Python's `not` ends before `and` and `or`.
    const spine = operator === "not" ? junctionsIn(operand, this.source) : [];
    const first = spine.at(-1)?.left ?? operand;
    const unary: Expression = { kind: "unary", operator, operand: this.read(first), from: node.from, to: first.to };
    return spine.reduceRight<Expression>(
      (left, { operator: junction, right }) => ({
        kind: "binary",
        operator: junction,
        left,
        right: this.read(right),
        from: node.from,
        to: right.to,
      }),
      unary,
    );
  },
  ConditionalExpression(node) {
    const [whenTrue, , test, , otherwise] = childrenOf(node);
    if (whenTrue === undefined || test === undefined || otherwise === undefined) return other(node);
    return {
      kind: "conditional",
      test: this.read(test),
      whenTrue: this.read(whenTrue),
      otherwise: this.read(otherwise),
      from: node.from,
      to: node.to,
    };
  },
  LambdaExpression(node) {
    const children = childrenOf(node);
    const list = children.find(({ name }) => name === "ParamList");
    const body = children.at(-1);
    if (body === undefined) return other(node);
    return {
      kind: "lambda",
      parameters: list ? this.parameters(list) : [],
      body: this.read(body),
      from: node.from,
      to: node.to,
    };
  },
  NamedExpression(node) {
    const [name, , value] = childrenOf(node);
    if (name === undefined || value === undefined) return other(node);
    return { kind: "named", name: this.textOf(name), value: this.read(value), from: node.from, to: node.to };
  },
  AwaitExpression(node) {
    const value = childrenOf(node)[1];
    return value === undefined ? other(node) : this.read(value);
  },
};
