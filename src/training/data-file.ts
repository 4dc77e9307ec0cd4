import type { Problem } from "../problem.ts";
import { KEYPOINTS, keypointShape } from "./model-file.ts";
import { readPyYaml } from "./pyyaml.ts";
import { entryOf, givenValue, type PyMap, type PyNode, pythonText } from "./pyyaml-nodes.ts";

/** What a data file says that decides memory. */
export interface DataFile {
  readonly classes: number;
  readonly keypoints?: readonly [count: number, dimensions: number];
  /** Of the images; absent: 3. */
  readonly channels?: number;
  /** Semantic classes are read from mask images, not from polygons. */
  readonly masks: boolean;
}

export interface ReadDataFile {
  /** undefined where the file has errors. */
  readonly data?: DataFile;
  readonly problems: readonly Problem[];
}

/** What a data file says, checked as Ultralytics checks it before training; all mistakes at once. */
export function readDataFile(text: string, file: string): ReadDataFile {
  const { root, problems } = readPyYaml(text, file);
  if (root === undefined && problems.length > 0) return { problems };
  if (root?.kind !== "map") {
    const place = root?.place ?? { file, line: 1, column: 1 };
    return { problems: [problemAt(place, "A data file is a map with `train`, `val` and `names`.")] };
  }
  return describe(root);
}

function describe(root: PyMap): ReadDataFile {
  const found: Problem[] = [...splitProblems(root)];
  const classes = classesOf(root, found);
  const shape = givenValue(root, "kpt_shape");
  const keypoints = shape && keypointShape(shape);
  if (shape !== undefined && keypoints === undefined) found.push(wrong("kpt_shape", shape, KEYPOINTS));
  const channelsNode = givenValue(root, "channels");
  const channels = channelsNode && wholeNumber(channelsNode);
  if (channelsNode !== undefined && channels === undefined)
    found.push(wrong("channels", channelsNode, "a whole number"));
  if (classes === undefined || found.length > 0) return { problems: found };
  const masks = givenValue(root, "masks_dir") !== undefined;
  return { data: { classes, masks, ...(keypoints && { keypoints }), ...(channels && { channels }) }, problems: [] };
}

function splitProblems(root: PyMap): Problem[] {
  return (["train", "val"] as const).flatMap((split): Problem[] => {
    const entry = entryOf(root, split) ?? (split === "val" ? entryOf(root, "validation") : undefined);
    const remedy = `Write \`${split}: images/${split}\`.`;
    if (entry === undefined)
      return [problemAt(root.place, `A data file needs \`${split}\`, where its images are.`, remedy)];
    const { kind } = entry.value;
    return kind === "str" || kind === "list" || kind === "null"
      ? []
      : [wrong(split, entry.value, "a path or a list of paths")];
  });
}

function classesOf(root: PyMap, found: Problem[]): number | undefined {
  const names = givenValue(root, "names");
  const nc = entryOf(root, "nc")?.value;
  const count = nc && wholeNumber(nc);
  if (nc !== undefined && count === undefined) found.push(wrong("nc", nc, "a whole number of at least 1"));
  if (names === undefined) {
    if (nc === undefined)
      found.push(problemAt(root.place, "A data file needs `names`, the class names, or `nc`, their number."));
    return count;
  }
  const named = countOfNames(names, found);
  if (named !== undefined && count !== undefined && named !== count) {
    found.push(
      problemAt(
        names.place,
        `\`names\` has ${named} classes and \`nc\` says ${count}.`,
        "Remove `nc`, or make them equal.",
      ),
    );
  }
  return named;
}

function countOfNames(names: PyNode, found: Problem[]): number | undefined {
  if (names.kind === "list" || names.kind === "map") {
    const count = names.kind === "list" ? names.items.length : names.entries.length;
    if (count === 0) found.push(problemAt(names.place, "`names` is empty; at least one class is needed."));
    if (names.kind === "map") found.push(...indexProblems(names));
    return count > 0 ? count : undefined;
  }
  found.push(wrong("names", names, "a list of names, or a map from 0, 1, ... to names"));
  return undefined;
}

// The greatest index must be below the number of classes, so that 0 to n - 1 is all there is.
function indexProblems(names: PyMap): Problem[] {
  const last = names.entries.length - 1;
  const bad = names.entries.find(({ key }) => !/^\d+$/.test(key.text) || Number(key.text) > last);
  if (bad === undefined) return [];
  const message = `\`${bad.key.text}\` is no class index of ${last + 1} classes.`;
  return [problemAt(bad.key.place, message, `The indices are 0 to ${last}.`)];
}

// `10`, `10.0` and `'10'` are all taken.
function wholeNumber(node: PyNode): number | undefined {
  if (node.kind !== "int" && node.kind !== "float" && node.kind !== "str") return undefined;
  const value = Number(node.value);
  return node.value !== "" && Number.isInteger(value) && value >= 1 && value < 1e6 ? value : undefined;
}

function wrong(name: string, node: PyNode, expected: string): Problem {
  return problemAt(node.place, `\`${name}: ${pythonText(node)}\` can't be used; ${expected} is expected.`);
}

function problemAt(place: Problem | PyNode["place"], message: string, remedy?: string): Problem {
  const { file, line, column } = place;
  return { file, line, column, code: "bad-data-file", severity: "error", message, ...(remedy && { remedy }) };
}
