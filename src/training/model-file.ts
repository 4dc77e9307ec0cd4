import type { Place, Problem } from "../problem.ts";
import { taskOfHead } from "./model-names.ts";
import { modelRows } from "./model-rows.ts";
import { readPyYaml } from "./pyyaml.ts";
import { entryOf, givenValue, type PyMap, type PyNode, pythonText } from "./pyyaml-nodes.ts";
import type { ModelDescription } from "./training-run.ts";

export interface ReadModelFile {
  /** undefined where the file has errors. */
  readonly description?: ModelDescription;
  readonly problems: readonly Problem[];
}

/** What a model file says, each row with its place; all mistakes at once. Whether its modules exist is the graph's to say. */
export function readModelFile(text: string, file: string): ReadModelFile {
  const { root, problems } = readPyYaml(text, file);
  if (root === undefined && problems.length > 0) return { problems };
  if (root?.kind !== "map") {
    const message = "A model file is a map with `nc`, `backbone` and `head`.";
    const place = root?.place ?? { file, line: 1, column: 1 };
    return { problems: [{ ...place, code: "bad-model-file", severity: "error", message }] };
  }
  return describe(root, file);
}

function describe(root: PyMap, file: string): ReadModelFile {
  const rows = modelRows(root);
  const reader = new FactReader(root);
  const facts = factsOf(reader);
  const problems = [...rows.problems, ...reader.problems];
  if (facts.classes === undefined && reader.problems.length === 0) problems.push(missingClasses(root.place));
  if (problems.some((problem) => problem.severity === "error")) return { problems };
  const task = taskOfHead(rows.head.at(-1)?.module ?? "");
  const name = file.slice(file.lastIndexOf("/") + 1);
  const { backbone, head } = rows;
  const description = { name, place: root.place, ...(task && { task }), ...facts, backbone, head };
  return { description, problems };
}

type Facts = Omit<ModelDescription, "name" | "place" | "task" | "backbone" | "head" | "constants">;

// A `max_channels` on top and a `scale` are read by nobody: the scale comes from the name the model is asked for by.
function factsOf(reader: FactReader): Facts {
  const facts = {
    classes: reader.number("nc", { whole: true, least: 1 }),
    scales: reader.scales(),
    depthMultiple: reader.number("depth_multiple"),
    widthMultiple: reader.number("width_multiple"),
    activation: reader.text("activation"),
    regMax: reader.number("reg_max", { whole: true, least: 1 }),
    endToEnd: reader.flag("end2end"),
    keypoints: reader.keypoints(),
    inputChannels: reader.number("channels", { whole: true, least: 1 }),
  };
  const given = Object.entries(facts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Facts;
}

type Scales = NonNullable<ModelDescription["scales"]>;

/** Reads the facts beside the rows, and collects what is wrong with them. */
class FactReader {
  readonly problems: Problem[] = [];
  private readonly root: PyMap;

  constructor(root: PyMap) {
    this.root = root;
  }

  number(name: string, { whole = false, least = 0 } = {}): number | undefined {
    const node = givenValue(this.root, name);
    if (node === undefined) return undefined;
    const good = (node.kind === "int" || (node.kind === "float" && !whole)) && node.value >= least && node.value < 1e9;
    return good ? node.value : this.wrong(name, node, whole ? `a whole number of at least ${least}` : "a number");
  }

  text(name: string): string | undefined {
    const node = givenValue(this.root, name);
    if (node === undefined || node.kind === "str") return node?.value;
    return this.wrong(name, node, "a text");
  }

  flag(name: string): boolean | undefined {
    const node = givenValue(this.root, name);
    if (node === undefined || node.kind === "bool") return node?.value;
    return this.wrong(name, node, "`True` or `False`");
  }

  keypoints(): readonly [number, number] | undefined {
    const node = givenValue(this.root, "kpt_shape");
    return node === undefined ? undefined : (keypointShape(node) ?? this.wrong("kpt_shape", node, KEYPOINTS));
  }

  scales(): Scales | undefined {
    const node = givenValue(this.root, "scales");
    if (node === undefined) return undefined;
    const expected = "a map such as `{n: [0.33, 0.25, 1024]}`: depth, width, most channels by scale";
    if (node.kind !== "map" || node.entries.length === 0) return this.wrong("scales", node, expected);
    const scales: Record<string, readonly [number, number, number]> = {};
    for (const { key, value } of node.entries) {
      const multiples = tripleOf(value);
      if (multiples === undefined) this.wrong(`scales: ${key.text}`, value, "depth, width, most channels");
      else scales[key.text] = multiples;
    }
    return scales;
  }

  private wrong(name: string, node: PyNode, expected: string): undefined {
    const message = `\`${name}: ${pythonText(node)}\` can't be used; ${expected} is expected.`;
    this.problems.push({ ...node.place, code: "bad-model-file", severity: "error", message });
    return undefined;
  }
}

export const KEYPOINTS = "`[points, 2]` or `[points, 3]`";

/** `[17, 3]`: how many key points, and with how many numbers each. */
export function keypointShape(node: PyNode): readonly [number, number] | undefined {
  if (node.kind !== "list" || node.items.length !== 2) return undefined;
  const [count, dimensions] = node.items.map((item) => (item.kind === "int" ? item.value : 0));
  if (count === undefined || count < 1 || count > 10_000) return undefined;
  return dimensions === 2 || dimensions === 3 ? [count, dimensions] : undefined;
}

function tripleOf(node: PyNode): readonly [number, number, number] | undefined {
  if (node.kind !== "list" || node.items.length !== 3) return undefined;
  const numbers = node.items.map((item) => (item.kind === "int" || item.kind === "float" ? item.value : Number.NaN));
  const [depth = 0, width = 0, most = 0] = numbers;
  return numbers.every((number) => number > 0) ? [depth, width, most] : undefined;
}

function missingClasses(place: Place): Problem {
  const message = "A model file needs `nc`, the number of classes.";
  const remedy = "Write `nc: 80`; the data file's number replaces it.";
  return { ...place, code: "bad-model-file", severity: "error", message, remedy };
}

/** Whether a YAML map is a model file: it has the rows. */
export const looksLikeModelFile = (root: PyMap): boolean => {
  return entryOf(root, "backbone") !== undefined && entryOf(root, "head") !== undefined;
};
