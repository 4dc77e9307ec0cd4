import type { SyntaxNode } from "@lezer/common";
import type {
  ClassDefinition,
  Expression,
  FunctionDefinition,
  ImportedName,
  Statement,
} from "../../evaluate/program.ts";
import type { ExpressionReader } from "./expressions.ts";
import { argumentsOf, bodyAfter, bodyIn, childrenOf, DEEPEST, groupsOf } from "./tree.ts";

/** Reads statements of a parsed Python text. `shell` are the offsets of lines that IPython hands to a shell. */
export class StatementReader {
  private depth = 0;
  private readonly expressions: ExpressionReader;
  private readonly shell: ReadonlyMap<number, string>;
  private readonly source: string;

  constructor(source: string, expressions: ExpressionReader, shell: ReadonlyMap<number, string>) {
    this.source = source;
    this.expressions = expressions;
    this.shell = shell;
  }

  /** Statements of a file or of a block. */
  block(node: SyntaxNode | undefined): Statement[] {
    if (node === undefined || this.depth > DEEPEST) return [];
    this.depth += 1;
    const statements = childrenOf(node).flatMap((child) => this.statement(child, []));
    this.depth -= 1;
    return statements;
  }

  private statement(node: SyntaxNode, decorators: readonly Expression[]): Statement[] {
    const { from, to } = node;
    const children = childrenOf(node);
    const { read, tuple } = this.expressions;
    switch (node.name) {
      case "StatementGroup":
        return children.flatMap((child) => this.statement(child, []));
      case "ExpressionStatement": {
        const command = this.shell.get(from);
        return [
          command === undefined
            ? { kind: "expression", value: tuple(children), from, to }
            : { kind: "shell", command, from, to },
        ];
      }
      case "AssignStatement":
        return [this.assignment(node)];
      case "UpdateStatement": {
        const [target, operator, ...value] = children;
        if (target === undefined || operator === undefined) return [];
        return [
          {
            kind: "augment",
            target: read(target),
            operator: this.text(operator).slice(0, -1),
            value: tuple(value),
            from,
            to,
          },
        ];
      }
      case "ReturnStatement":
      case "YieldStatement":
        return [{ kind: "return", value: children.length > 1 ? tuple(children.slice(1)) : undefined, from, to }];
      case "IfStatement":
        return [{ kind: "if", branches: this.branches(children), from, to }];
      case "WhileStatement": {
        const test = children[1];
        return test === undefined
          ? []
          : [{ kind: "while", test: read(test), body: this.block(bodyIn(children)), from, to }];
      }
      case "ForStatement":
        return this.loop(node);
      case "TryStatement":
        return [this.attempt(node)];
      case "WithStatement":
        return [this.context(node)];
      case "FunctionDefinition":
        return [this.functionDefinition(node, decorators)];
      case "ClassDefinition":
        return [this.classDefinition(node, decorators)];
      case "DecoratedStatement":
        return this.decorated(children);
      case "ImportStatement":
        return this.imports(node);
      case "ScopeStatement": {
        const names = children.filter(({ name }) => name === "VariableName").map((child) => this.text(child));
        return [{ kind: "global", names, from, to }];
      }
      case "DeleteStatement":
        return [{ kind: "delete", targets: groupsOf(children.slice(1)).map(tuple), from, to }];
      case "MatchStatement":
        return this.match(node);
      case "RaiseStatement":
        return [{ kind: "raise", from, to }];
      case "BreakStatement":
        return [{ kind: "break", from, to }];
      case "ContinueStatement":
        return [{ kind: "continue", from, to }];
      default:
        return [];
    }
  }

  private text(node: SyntaxNode): string {
    return this.source.slice(node.from, node.to);
  }

  // `a = b, c = 1`, `x: int = 3`: groups between the signs, the last one is the value.
  private assignment(node: SyntaxNode): Statement {
    const children = childrenOf(node).filter(({ name }) => name !== "TypeDef");
    const groups = groupsOf(children, "AssignOp").map(this.expressions.tuple);
    const assigned = children.some(({ name }) => name === "AssignOp");
    const { from, to } = node;
    return {
      kind: "assign",
      targets: assigned ? groups.slice(0, -1) : groups,
      value: assigned ? groups.at(-1) : undefined,
      from,
      to,
    };
  }

  private branches(children: readonly SyntaxNode[]) {
    const branches: { test?: Expression; body: readonly Statement[] }[] = [];
    for (let at = 0; at < children.length; at++) {
      const word = children[at]?.name;
      const next = children[at + 1];
      if ((word === "if" || word === "elif") && next !== undefined) {
        const body = children[at + 2];
        branches.push({ test: this.expressions.read(next), body: body?.name === "Body" ? this.block(body) : [] });
      } else if (word === "else") branches.push({ body: this.block(next) });
    }
    return branches;
  }

  private loop(node: SyntaxNode): Statement[] {
    const children = childrenOf(node);
    const start = children.findIndex(({ name }) => name === "for");
    const middle = children.findIndex(({ name }) => name === "in");
    const body = children.findIndex(({ name }) => name === "Body");
    if (middle < 0 || body < 0) return [];
    const target = this.expressions.tuple(children.slice(start + 1, middle));
    const iterable = this.expressions.tuple(children.slice(middle + 1, body));
    const { from, to } = node;
    return [
      {
        kind: "for",
        target,
        iterable,
        body: this.block(children[body]),
        otherwise: this.block(bodyAfter(children, "else")),
        from,
        to,
      },
    ];
  }

  private attempt(node: SyntaxNode): Statement {
    const children = childrenOf(node);
    const handlers: (readonly Statement[])[] = [];
    for (const [at, child] of children.entries()) {
      if (child.name === "except") handlers.push(this.block(children.slice(at).find(({ name }) => name === "Body")));
    }
    const { from, to } = node;
    const body = this.block(bodyAfter(children, "try"));
    return {
      kind: "try",
      body,
      handlers,
      otherwise: this.block(bodyAfter(children, "else")),
      finally: this.block(bodyAfter(children, "finally")),
      from,
      to,
    };
  }

  private context(node: SyntaxNode): Statement {
    const children = childrenOf(node);
    const start = children.findIndex(({ name }) => name === "with");
    const between = children.slice(start + 1).filter(({ name }) => name !== "Body" && name !== "(" && name !== ")");
    const items = groupsOf(between).flatMap((group) => {
      const [value, as, target] = group;
      if (value === undefined) return [];
      return [
        {
          value: this.expressions.read(value),
          ...(as?.name === "as" && target && { target: this.expressions.read(target) }),
        },
      ];
    });
    return { kind: "with", items, body: this.block(bodyIn(children)), from: node.from, to: node.to };
  }

  private functionDefinition(node: SyntaxNode, decorators: readonly Expression[]): FunctionDefinition {
    const children = childrenOf(node);
    const name = children.find((child) => child.name === "VariableName");
    const list = children.find((child) => child.name === "ParamList");
    return {
      kind: "function",
      name: name ? this.text(name) : "",
      parameters: list ? this.expressions.parameters(list) : [],
      body: this.block(bodyIn(children)),
      decorators,
      from: node.from,
      to: node.to,
    };
  }

  private classDefinition(node: SyntaxNode, decorators: readonly Expression[]): ClassDefinition {
    const children = childrenOf(node);
    const name = children.find((child) => child.name === "VariableName");
    const list = children.find((child) => child.name === "ArgList");
    const bases = list ? argumentsOf(list, this.source, this.expressions.read) : [];
    return {
      kind: "class",
      name: name ? this.text(name) : "",
      bases,
      body: this.block(bodyIn(children)),
      decorators,
      from: node.from,
      to: node.to,
    };
  }

  private decorated(children: readonly SyntaxNode[]): Statement[] {
    const decorators = children.filter(({ name }) => name === "Decorator").map((node) => this.decorator(node));
    const definition = children.at(-1);
    return definition === undefined ? [] : this.statement(definition, decorators);
  }

  // The grammar lists the names of `@a.b(1)` one by one.
  private decorator(node: SyntaxNode): Expression {
    const children = childrenOf(node).slice(1);
    const { from, to } = node;
    let value: Expression = { kind: "other", from, to };
    for (const [at, child] of children.entries()) {
      if (child.name === "ArgList") {
        value = {
          kind: "call",
          callee: value,
          arguments: argumentsOf(child, this.source, this.expressions.read),
          from,
          to,
        };
      } else if (child.name === "VariableName" || child.name === "PropertyName") {
        const name = this.text(child);
        value = at === 0 ? { kind: "name", name, from, to } : { kind: "attribute", object: value, name, from, to };
      } else if (child.name !== ".") value = this.expressions.read(child);
    }
    return value;
  }

  private imports(node: SyntaxNode): Statement[] {
    const { from, to } = node;
    const words = childrenOf(node).filter(({ name }) => name !== "(" && name !== ")");
    const split = words.findIndex(({ name }) => name === "import");
    const names = groupsOf(words.slice(split + 1)).flatMap((group): ImportedName[] => {
      const as = group.findIndex(({ name }) => name === "as");
      const name = group
        .slice(0, as < 0 ? undefined : as)
        .map((part) => this.text(part))
        .join("");
      const alias = as < 0 ? undefined : group[as + 1];
      return name === "" ? [] : [{ name, ...(alias && { as: this.text(alias) }) }];
    });
    if (words[0]?.name !== "from") return [{ kind: "import", modules: names, from, to }];
    const path = words
      .slice(1, split)
      .map((part) => this.text(part))
      .join("");
    const level = /^\.*/.exec(path)?.[0].length ?? 0;
    return [{ kind: "from", level, module: path.slice(level), names, from, to }];
  }

  private match(node: SyntaxNode): Statement[] {
    const subject = childrenOf(node)[1];
    const body = childrenOf(node).find(({ name }) => name === "MatchBody");
    if (subject === undefined || body === undefined) return [];
    const cases = childrenOf(body).flatMap((clause) => {
      if (clause.name !== "MatchClause") return [];
      const [, pattern] = childrenOf(clause);
      const literal = pattern?.name === "LiteralPattern" ? pattern.firstChild : undefined;
      const wildcard = pattern?.name === "CapturePattern";
      const test: { pattern?: Expression } =
        wildcard || pattern === undefined ? {} : { pattern: this.expressions.read(literal ?? pattern) };
      return [{ ...test, body: this.block(bodyIn(childrenOf(clause))) }];
    });
    return [{ kind: "match", subject: this.expressions.read(subject), cases, from: node.from, to: node.to }];
  }
}
