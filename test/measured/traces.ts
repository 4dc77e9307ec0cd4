import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

type Action = "alloc" | "free_requested" | "free_completed" | "segment_alloc" | "segment_free";

/** What PyTorch's allocator recorded of a real run: every request, free and segment, in order. */
export interface Trace {
  readonly name: string;
  /** Ultralytics arguments of the run; `task_` names the data set. */
  readonly cfg: Readonly<Record<string, unknown>>;
  readonly gpu: string;
  readonly torch: string;
  readonly ultralytics: string;
  /** Action, address, bytes requested, index into `names`. */
  readonly events: readonly (readonly [Action, number, number, number])[];
  /** `module or phase|ATen op|autograd node|place in the source`. */
  readonly names: readonly string[];
}

const FOLDER = new URL("traces/", import.meta.url);

export const traceNames: readonly string[] = readdirSync(FOLDER)
  .map((file) => file.replace(".json.gz", ""))
  .sort();

/** The recorded trace of that name. */
export function traceOf(name: string): Trace {
  const text = gunzipSync(readFileSync(new URL(`${name}.json.gz`, FOLDER))).toString("utf8");
  return { name, ...JSON.parse(text) };
}
