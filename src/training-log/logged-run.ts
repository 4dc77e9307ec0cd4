import { MEMORY_ARGUMENTS } from "../training/memory-arguments.ts";
import type { PublishedModels } from "../training/published.ts";
import type { Task } from "../training/training-run.ts";
import type { TrainingLog } from "./training-log.ts";

/** The command that would start the run of a log again: a model and `key=value`. */
export interface LoggedCommand {
  readonly model: string;
  readonly pairs: readonly string[];
  /** The data set as the log names it. */
  readonly data?: string;
}

/** Arguments that decide memory; the others of the line (tracker, export, predict) are left out. */
const DECIDING = ["task", "data", ...MEMORY_ARGUMENTS, "amp", "compile", "device"] as const;

/** Optimizers that a log names and Ultralytics takes by this name. */
const OPTIMIZERS = new Set(["SGD", "Adam", "AdamW", "NAdam", "RAdam", "RMSProp", "MuSGD"]);
const SUFFIX: Readonly<Partial<Record<Task, string>>> = {
  segment: "-seg",
  pose: "-pose",
  obb: "-obb",
  classify: "-cls",
};

/** The command of a log's run; undefined where its arguments or its model are not told. */
export function loggedCommand(log: TrainingLog, published: PublishedModels): LoggedCommand | undefined {
  const { arguments: written } = log;
  const model = modelOf(log, published);
  if (model === undefined) return undefined;
  const isSet = (name: string): boolean => ![undefined, "None", "null", ""].includes(written[name]);
  const values = new Map(DECIDING.filter(isSet).map((name) => [name as string, written[name] ?? ""]));
  // `auto` was decided by the trainer, and so was -1.
  if (log.optimizer !== undefined && OPTIMIZERS.has(log.optimizer)) values.set("optimizer", log.optimizer);
  if (typeof log.autoBatch === "number") values.set("batch", String(log.autoBatch));
  const [data] = [values.get("data")];
  const pairs = [...values].map(([name, value]) => `${name}=${value}`);
  return { model, pairs, ...(data === undefined ? {} : { data }) };
}

/** The model's name without its folder, where it is a published one; of weights of one's own, the name in the summary line. */
function modelOf({ arguments: written, summary }: TrainingLog, published: PublishedModels): string | undefined {
  const name = written["model"]?.split(/[\\/]/).at(-1);
  if (name === undefined || name === "") return undefined;
  if (published.find(name) !== undefined || summary === undefined) return name;
  const stem = summary.name.toLowerCase();
  const suffix = SUFFIX[written["task"] as Task] ?? "";
  return [`${stem}.pt`, `${stem}${suffix}.pt`].find((each) => published.find(each) !== undefined) ?? name;
}
