import type { Problem } from "../problem.ts";
import { looksLikeModelFile } from "./model-file.ts";
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

/**
 * Whether a file is a train config: because it is declared as one, else because it looks like one. A pattern that declares
 * a folder may also catch its model and data files, and configs of other modes: those are none.
 */
export function recognise({ path, text, declared }: CandidateFile, published: PublishedModels): Recognised {
  if (!/\.ya?ml$/i.test(path)) return other("is no YAML file");
  // Reading is what costs: most YAML files of a repository don't even have the words.
  if (!declared && !hasTheKeys(text)) return other(NO_KEYS);
  const { root, problems } = withoutTemplates(text, path);
  if (problems.length > 0) return declared || looksBroken(text) ? { kind: "broken", problems } : other("can't be read");
  if (root?.kind !== "map") return declared ? noMap(path) : other("is no map");
  const why = otherKind(root) ?? (declared ? undefined : unlike(root, published));
  return why === undefined ? { kind: "config", config: root } : other(why);
}

// A template that is no YAML yet is read with what is filled in later as texts.
function withoutTemplates(text: string, path: string): ReturnType<typeof readPyYaml> {
  const read = readPyYaml(text, path);
  if (read.problems.length === 0 || !/\{[{%]/.test(text)) return read;
  const quoted = text
    .replace(/^([ \t]*)\{%/gm, "$1#%")
    .replace(/(:[ \t]+)(\{\{[^\n"'#]{0,300}\}\}[^\s"'#]{0,100})/g, '$1"$2"');
  const again = readPyYaml(quoted, path);
  return again.problems.length === 0 ? again : read;
}

const NO_KEYS = `has no \`model\` with ${COMPANIONS.join(", ")}`;
const other = (why: string): Recognised => ({ kind: "other", why });

// At the start of a line, or in a map of one line in braces.
function hasTheKeys(text: string): boolean {
  const has = (key: string): boolean => new RegExp(`(?:^|[{,])[ \\t]*["']?${key}["']?[ \\t]*:`, "m").test(text);
  return has("model") && COMPANIONS.some(has);
}

// Text that can't be parsed: a top-level model that is a YOLO's says that it is meant for us, and not for a template engine.
function looksBroken(text: string): boolean {
  // Tabs before a key are one of the mistakes.
  const model = /^\t*["']?model["']?[ \t]*:(.*)$/m.exec(text)?.[1] ?? "";
  const beside = COMPANIONS.some((key) => new RegExp(`^\\t*["']?${key}["']?[ \\t]*:`, "m").test(text));
  return beside && /yolo|rtdetr|\.pt\b|\.ya?ml\b/i.test(model.slice(0, 300));
}

/** What Ultralytics does beside training. */
const OTHER_MODES: ReadonlySet<string> = new Set(["val", "predict", "export", "track", "benchmark"]);

function otherKind(root: PyMap): string | undefined {
  const has = (key: string): boolean => entryOf(root, key) !== undefined;
  const mode = entryOf(root, "mode")?.value;
  if (looksLikeModelFile(root)) return "is a model file";
  if (!has("model") && (has("names") || has("nc")) && (has("train") || has("val"))) return "is a data file";
  return mode?.kind === "str" && OTHER_MODES.has(mode.value) ? `is for the mode ${mode.value}` : undefined;
}

function unlike(root: PyMap, published: PublishedModels): string | undefined {
  const model = entryOf(root, "model")?.value;
  if (model === undefined || !COMPANIONS.some((key) => entryOf(root, key))) return NO_KEYS;
  if (model.kind !== "str" || model.value.length > 300) return "has a `model` that is no name";
  const name = model.value;
  const ours = /\.(?:pt|ya?ml)$/i.test(name) || published.find(name) || published.nearest(name).length > 0;
  return ours ? undefined : `has the model ${name}, which is no YOLO`;
}

function noMap(path: string): Recognised {
  const message = "A train config is a map of arguments, and this is none.";
  const remedy = "Write for instance `model: yolov8n.pt` and `data: coco8.yaml`.";
  return {
    kind: "broken",
    problems: [{ file: path, line: 1, column: 1, code: "no-config", severity: "error", message, remedy }],
  };
}
