import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

type Action = "alloc" | "free_requested" | "free_completed" | "segment_alloc" | "segment_free";

/** What PyTorch's allocator recorded of a real run: every request, free and segment, in order. */
export interface Trace {
  readonly name: string;
  /** Ultralytics arguments of the run (`task_` names the data set), or a line of `estimate --runs`. */
  readonly cfg: Readonly<Record<string, unknown>>;
  readonly gpu: string;
  readonly torch: string;
  readonly ultralytics: string;
  /** Action, address, bytes requested, index into `names`. */
  readonly events: readonly (readonly [Action, number, number, number])[];
  /** `module or phase|ATen op|autograd node|place in the source`. */
  readonly names: readonly string[];
}

const filesOf = (folder: string): (readonly [string, URL])[] => {
  const url = new URL(folder, import.meta.url);
  const files = readdirSync(url).filter((file) => file.endsWith(".json.gz"));
  return files.map((file) => [file.replace(".json.gz", ""), new URL(file, url)] as const);
};

const TRAININGS = ["traces/", "more-traces/"].flatMap(filesOf);
const PREDICTIONS = filesOf("prediction-traces/");
const FILES: ReadonlyMap<string, URL> = new Map([...TRAININGS, ...PREDICTIONS]);

export const traceNames: readonly string[] = TRAININGS.map(([name]) => name).sort();
export const predictionTraceNames: readonly string[] = PREDICTIONS.map(([name]) => name).sort();

/** The recorded trace of that name. */
export function traceOf(name: string): Trace {
  const file = FILES.get(name);
  if (file === undefined) throw new Error(`no trace ${name}`);
  return { name, ...JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) };
}
