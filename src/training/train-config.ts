import type { Problem } from "../problem.ts";
import type { PublishedModels } from "./published.ts";
import { readPyYaml } from "./pyyaml.ts";
import { entryOf, type PyMap } from "./pyyaml-nodes.ts";

/** What a file turned out to be. */
export type Recognised =
  | { readonly kind: "config"; readonly config: PyMap }
  | { readonly kind: "broken"; readonly problems: readonly Problem[] }
  | { readonly kind: "other"; readonly why: string };

export interface CandidateFile {
  readonly path: string;
  readonly text: string;
  /** A `configs` rule of the fleet file names it. */
  readonly declared: boolean;
}

/** Beside `model`, one of these makes a map a train config. */
const COMPANIONS = ["data", "epochs", "imgsz", "batch"];

/** Whether a file is a train config: because it is declared as one, else because it looks like one. */
export function recognise({ path, text, declared }: CandidateFile, published: PublishedModels): Recognised {
  if (!/\.ya?ml$/i.test(path)) return { kind: "other", why: "is no YAML file" };
  // Reading is what costs: most YAML files of a repository don't even have the words.
  if (!declared && !hasTheKeys(text)) return { kind: "other", why: `has no \`model\` with ${COMPANIONS.join(", ")}` };
  const { root, problems } = readPyYaml(text, path);
  if (problems.length > 0) return { kind: "broken", problems };
  if (root?.kind !== "map") return declared ? noMap(path) : { kind: "other", why: "is no map" };
  return declared ? { kind: "config", config: root } : judged(root, published);
}

// At the start of a line, or in a map of one line in braces.
function hasTheKeys(text: string): boolean {
  const has = (key: string): boolean => new RegExp(`(?:^|[{,])[ \\t]*["']?${key}["']?[ \\t]*:`, "m").test(text);
  return has("model") && COMPANIONS.some(has);
}

function judged(root: PyMap, published: PublishedModels): Recognised {
  const model = entryOf(root, "model")?.value;
  const mode = entryOf(root, "mode")?.value;
  if (model === undefined || !COMPANIONS.some((key) => entryOf(root, key))) {
    return { kind: "other", why: `has no \`model\` with ${COMPANIONS.join(", ")}` };
  }
  if (model.kind !== "str" || model.value.length > 300) return { kind: "other", why: "has a `model` that is no name" };
  if (mode?.kind === "str" && mode.value !== "train") return { kind: "other", why: `is for the mode ${mode.value}` };
  const ours =
    /\.(?:pt|ya?ml)$/i.test(model.value) || published.find(model.value) || published.nearest(model.value).length > 0;
  return ours
    ? { kind: "config", config: root }
    : { kind: "other", why: `has the model ${model.value}, which is no YOLO` };
}

function noMap(path: string): Recognised {
  const message = "A train config is a map of arguments, and this is none.";
  const remedy = "Write for instance `model: yolov8n.pt` and `data: coco8.yaml`.";
  return {
    kind: "broken",
    problems: [{ file: path, line: 1, column: 1, code: "no-config", severity: "error", message, remedy }],
  };
}
