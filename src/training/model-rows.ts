import type { Place, Problem } from "../problem.ts";
import { entryOf, type PyList, type PyMap, type PyNode, pythonText } from "./pyyaml-nodes.ts";
import type { ModelRow, RowValue } from "./training-run.ts";

export interface ModelRows {
  readonly backbone: readonly ModelRow[];
  readonly head: readonly ModelRow[];
  readonly problems: readonly Problem[];
}

const FORM = "A row is `[from, repeats, module, [arguments]]`, such as `[-1, 1, Conv, [64, 3, 2]]`.";

/** The rows of a model file with their places; what they refer to must come before them. Modules are not judged here. */
export function modelRows(file: PyMap): ModelRows {
  const problems: Problem[] = [];
  const backbone = section(file, "backbone", 0, problems);
  const head = section(file, "head", backbone.length, problems);
  return { backbone, head, problems };
}

function section(file: PyMap, name: "backbone" | "head", offset: number, problems: Problem[]): ModelRow[] {
  const node = entryOf(file, name)?.value;
  if (node?.kind !== "list" || node.items.length === 0) {
    const place = node?.place ?? file.place;
    const message = `A model file needs \`${name}\`, a list of rows.`;
    problems.push({ ...place, code: "bad-model-file", severity: "error", message, remedy: FORM });
    return [];
  }
  return node.items.map((item, index) => {
    const { row, problem } = rowOf(item, offset + index);
    if (problem !== undefined) problems.push({ ...problem, severity: "error" });
    // A bad row keeps its index, so that the rows after it are judged rightly.
    return row ?? { from: -1, repeats: 1, module: "", args: [], place: item.place };
  });
}

interface ReadRow {
  readonly row?: ModelRow;
  readonly problem?: Omit<Problem, "severity">;
}

function rowOf(node: PyNode, index: number): ReadRow {
  const row = shapeOf(node);
  if (row === undefined) {
    const message = `Row ${index} is malformed: ${pythonText(node)}.`;
    return { problem: { ...node.place, code: "bad-model-row", message, remedy: FORM } };
  }
  const sources = typeof row.from === "number" ? [row.from] : row.from;
  const wrong = sources.find((source) => !comesBefore(source, index));
  return wrong === undefined ? { row } : { row, problem: badSource(node.place, wrong, { index, module: row.module }) };
}

function shapeOf(node: PyNode): ModelRow | undefined {
  if (node.kind !== "list" || node.items.length !== 4) return undefined;
  const [fromNode, repeatsNode, moduleNode, argsNode] = node.items;
  const from = sourcesOf(fromNode);
  if (from === undefined || repeatsNode?.kind !== "int" || repeatsNode.value < 1) return undefined;
  if (moduleNode?.kind !== "str" || argsNode?.kind !== "list") return undefined;
  return { from, repeats: repeatsNode.value, module: moduleNode.value, args: valuesOf(argsNode, 0), place: node.place };
}

function sourcesOf(node: PyNode | undefined): number | readonly number[] | undefined {
  if (node?.kind === "int") return node.value;
  if (node?.kind !== "list" || node.items.length === 0) return undefined;
  const sources = node.items.map((item) => (item.kind === "int" ? item.value : Number.NaN));
  return sources.some(Number.isNaN) ? undefined : sources;
}

// The image is what row 0 reads with -1; it has no number of its own.
const comesBefore = (source: number, index: number): boolean => {
  return source < 0 ? -source <= Math.max(index, 1) : source < index;
};

function badSource(
  place: Place,
  source: number,
  { index, module }: { index: number; module: string },
): Omit<Problem, "severity"> {
  const row = `Row ${index} (${module})`;
  if (source < 0) {
    const message = `${row} reads ${source}, which lies before the first row.`;
    const remedy = index === 0 ? "Row 0 reads the image: -1." : `At row ${index} the least is ${-index}.`;
    return { ...place, code: "bad-model-source", message, remedy };
  }
  const message = `${row} reads row ${source}, which does not come before it.`;
  const others = index === 1 ? "row 0" : `one of the rows 0 to ${index - 1}`;
  const remedy = index === 0 ? "Row 0 reads the image: -1." : `Refer to ${others}, or to -1, the row before.`;
  return { ...place, code: "bad-model-source", message, remedy };
}

function valuesOf(list: PyList, depth: number): RowValue[] {
  return list.items.map((item) => {
    if (item.kind === "list") return depth < 4 ? valuesOf(item, depth + 1) : [];
    return item.kind === "map" ? pythonText(item) : item.value;
  });
}
