import type { SyntaxNode } from "@lezer/common";
import type { Argument, Clause, Expression, Item } from "../../evaluate/program.ts";

/** Deeper nesting is no program that people write; it would exhaust the stack. */
export const DEEPEST = 200;

/** All children of a node, tokens included; what could not be parsed is left out. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (!child.type.isError && child.name !== "Comment") children.push(child);
  }
  return children;
}

/** Children between tokens of one kind: `a, b` is two groups. */
export function groupsOf(children: readonly SyntaxNode[], separator = ","): SyntaxNode[][] {
  const groups: SyntaxNode[][] = [[]];
  for (const child of children) {
    if (child.name === separator) groups.push([]);
    else groups.at(-1)?.push(child);
  }
  return groups.filter((group) => group.length > 0);
}

/** The children without brackets around them. */
export const inner = (node: SyntaxNode): SyntaxNode[] => childrenOf(node).slice(1, -1);

const BRACKETS: ReadonlySet<string> = new Set(["(", ")", "[", "]", "{", "}"]);
export const withoutBrackets = (node: SyntaxNode): SyntaxNode[] =>
  childrenOf(node).filter(({ name }) => !BRACKETS.has(name));

type Read = (node: SyntaxNode) => Expression;

/** Items of a list, with `*x` marked. */
export function itemsOf(children: readonly SyntaxNode[], read: Read): Item[] {
  return groupsOf(children).flatMap((group) => {
    const value = group.at(-1);
    return value === undefined ? [] : [{ value: read(value), starred: group[0]?.name === "*" }];
  });
}

/** Arguments of a call: `f(a, *b, k=1, **c)`. */
export function argumentsOf(list: SyntaxNode, source: string, read: Read): Argument[] {
  const children = withoutBrackets(list);
  return groupsOf(children).flatMap((group): Argument[] => {
    const [first, second] = group;
    const value = group.at(-1);
    if (first === undefined || value === undefined) return [];
    if (first.name === "*" || first.name === "**") return [{ stars: first.name === "*" ? 1 : 2, value: read(value) }];
    if (second?.name !== "AssignOp") return [{ stars: 0, value: read(first) }];
    return [{ name: source.slice(first.from, first.to), stars: 0, value: read(value) }];
  });
}

/** `for x in y if z for ...` behind the element of a comprehension. */
export function clausesOf(
  children: readonly SyntaxNode[],
  read: Read,
  tuple: (nodes: SyntaxNode[]) => Expression,
): Clause[] {
  const clauses: { target: Expression; iterable: Expression; tests: Expression[] }[] = [];
  for (let at = 0; at < children.length; at++) {
    const child = children[at];
    const next = children[at + 1];
    if (child?.name === "for") {
      const end = children.findIndex(({ name }, index) => index > at && name === "in");
      const iterable = children[end + 1];
      if (end < 0 || iterable === undefined) return clauses;
      clauses.push({ target: tuple(children.slice(at + 1, end)), iterable: read(iterable), tests: [] });
      at = end + 1;
    } else if (child?.name === "if" && next !== undefined) {
      clauses.at(-1)?.tests.push(read(next));
      at += 1;
    }
  }
  return clauses;
}

/** The block among the parts of a statement. */
export const bodyIn = (children: readonly SyntaxNode[]): SyntaxNode | undefined =>
  children.find(({ name }) => name === "Body");

/** The block behind one of its words. */
export function bodyAfter(children: readonly SyntaxNode[], word: string): SyntaxNode | undefined {
  const at = children.findIndex(({ name }) => name === word);
  return at < 0 ? undefined : bodyIn(children.slice(at));
}

interface Junction {
  readonly left: SyntaxNode;
  readonly operator: string;
  readonly right: SyntaxNode;
}

/** The `and` and `or` of an expression that stand in no brackets, outermost first, as far as its left side holds some. */
export function junctionsIn(node: SyntaxNode, source: string): readonly Junction[] {
  const junctions: Junction[] = [];
  for (let at = node; at.name === "BinaryExpression" && junctions.length < DEEPEST; ) {
    const [left, sign, right] = childrenOf(at);
    const operator = sign === undefined ? "" : source.slice(sign.from, sign.to);
    if (left === undefined || right === undefined || (operator !== "and" && operator !== "or")) break;
    junctions.push({ left, operator, right });
    at = left;
  }
  return junctions;
}
