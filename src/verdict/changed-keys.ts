import type { Place } from "../problem.ts";
import type { TrainArguments, TrainingRun } from "../training/training-run.ts";

/** Something that decides memory and differs between two runs of one config. */
export interface ChangedKey {
  /** As it is written in a config or file: `imgsz`, `model`, `classes`, `ultralytics`; of a changed model file its path. */
  readonly key: string;
  /** Both are empty where a file of the same name has other contents. */
  readonly from: string;
  readonly to: string;
  /** Where the new value is written; absent where nothing is written, as for a changed default. */
  readonly place?: Place;
  /** The earlier run with this one change made. */
  readonly alone: TrainingRun;
}

const shown = (value: unknown): string =>
  value === undefined ? "default" : typeof value === "string" ? value : JSON.stringify(value);

const text = (value: unknown): string =>
  JSON.stringify(value, (key, each: unknown) => (key === "place" ? undefined : each)) ?? "";

const differ = (a: unknown, b: unknown): boolean => text(a) !== text(b);

/** Everything that differs between two runs, by meaning: values as resolved, so that a changed default counts too. */
export function changedKeys(before: TrainingRun, after: TrainingRun): readonly ChangedKey[] {
  return [
    ...model(before, after),
    ...trainArguments(before, after),
    ...dataset(before, after),
    ...environment(before, after),
  ];
}

function model(before: TrainingRun, after: TrainingRun): readonly ChangedKey[] {
  if (!differ([before.model, before.task], [after.model, after.task])) return [];
  const [from, to] = [before.model.written, after.model.written];
  const place = after.model.description.place ?? after.places["model"];
  const alone = { ...before, model: after.model, task: after.task };
  if (from !== to) return [{ key: "model", from, to, ...at(after.places["model"] ?? place), alone }];
  if (!differ(rowsOf(before), rowsOf(after))) return [];
  return [{ key: to, from: "", to: "", ...at(place), alone }];
}

// The number of classes stands in the model too; it is told with the data set, where it comes from.
const rowsOf = ({ model: { description, scale } }: TrainingRun): unknown => [{ ...description, classes: 0 }, scale];

function trainArguments(before: TrainingRun, after: TrainingRun): readonly ChangedKey[] {
  const names = [...new Set([...Object.keys(before.arguments), ...Object.keys(after.arguments)])];
  return (names as (keyof TrainArguments)[])
    .filter((name) => differ(before.arguments[name], after.arguments[name]))
    .map((name) => ({
      key: name,
      from: shown(before.arguments[name]),
      to: shown(after.arguments[name]),
      ...at(after.places[name]),
      alone: { ...before, arguments: { ...before.arguments, [name]: after.arguments[name] } },
    }));
}

const DATASET = [
  ["classes", "classes"],
  ["labelsPerImage", "labels per image"],
  ["trainImages", "images"],
  ["valImages", "validation images"],
  ["imageSize", "image size on disk"],
] as const;

function dataset(before: TrainingRun, after: TrainingRun): readonly ChangedKey[] {
  return DATASET.filter(([name]) => differ(before.dataset[name], after.dataset[name])).map(([name, key]) => ({
    key,
    from: shownFact(before.dataset[name]),
    to: shownFact(after.dataset[name]),
    ...at(after.places["data"]),
    alone: { ...before, dataset: { ...before.dataset, [name]: after.dataset[name] } },
  }));
}

/** Of labels per image, the densest image decides. */
const shownFact = (value: unknown): string =>
  typeof value === "object" && value !== null && "maximum" in value
    ? `at most ${String(value.maximum)}`
    : value === undefined
      ? "not known"
      : shown(value);

const ENVIRONMENT = ["ultralytics", "torch", "allocator"] as const;

function environment(before: TrainingRun, after: TrainingRun): readonly ChangedKey[] {
  return ENVIRONMENT.filter((name) => differ(before.environment[name], after.environment[name])).map((name) => ({
    key: name === "allocator" ? "PYTORCH_CUDA_ALLOC_CONF" : name,
    from: shown(before.environment[name]),
    to: shown(after.environment[name]),
    alone: { ...before, environment: { ...before.environment, [name]: after.environment[name] } },
  }));
}

const at = (place: Place | undefined): { place?: Place } => (place === undefined ? {} : { place });
