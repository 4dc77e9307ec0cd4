import type { Place, Problem } from "../problem.ts";
import { argumentValue, type WrittenArguments, writtenArguments } from "./arguments.ts";
import {
  noModel,
  noTask,
  resumeReasons,
  taskArgument,
  taskProblems,
  timeAssumption,
  unreadableConfig,
} from "./config-reasons.ts";
import type { DeclaredFacts } from "./declared.ts";
import { strideOf } from "./model-stride.ts";
import type { PublishedModels } from "./published.ts";
import type { PyMap, PyNode } from "./pyyaml-nodes.ts";
import type { RepositoryFiles } from "./repository.ts";
import { type ResolvedDataset, resolveDataset } from "./resolve-dataset.ts";
import { resolveModel } from "./resolve-model.ts";
import { trainArguments } from "./train-arguments.ts";
import { trainedDataset } from "./trained-dataset.ts";
import type { Assumption, Environment, Model, Task, TrainArguments, TrainingRun, UnknownRun } from "./training-run.ts";

/** What a run is resolved with. */
export interface RunSources {
  readonly repository: RepositoryFiles;
  readonly published: PublishedModels;
  readonly datasets: DeclaredFacts["datasets"];
  readonly environment: Environment;
  /** What was taken for granted about the environment. */
  readonly assumptions: readonly Assumption[];
}

/** A run as it is written somewhere: its arguments as a map with places. */
export interface WrittenRun {
  readonly id: string;
  readonly place: Place;
  readonly config: PyMap;
  /** The files that its arguments come from; absent: that of its place. */
  readonly files?: readonly string[];
}

export type RunOfConfig = { readonly problems: readonly Problem[] } & (
  | { readonly run: TrainingRun }
  | { readonly unknown: UnknownRun }
);

/** What Ultralytics trains on where a config names no data (TASK2DATA of its cfg/__init__.py). */
const STANDARD_DATA: Readonly<Record<Task, string>> = {
  detect: "coco8.yaml",
  segment: "coco8-seg.yaml",
  semantic: "cityscapes8.yaml",
  depth: "depth8.yaml",
  classify: "imagenet10",
  pose: "coco8-pose.yaml",
  obb: "dota8.yaml",
};

// The trainer writes args.yaml beside its weights: every argument of the release that ran, which nobody is to mend.
const RECORD = /(?:^|\/)args\.yaml$/;
const OF_ANOTHER_RELEASE: ReadonlySet<string> = new Set(["unknown-argument", "deprecated-argument"]);

/** The training run that a config describes, or why it can't be made into one; all mistakes at once. */
export async function runOfConfig(written: WrittenRun, sources: RunSources): Promise<RunOfConfig> {
  const args = writtenArguments(written.config, sources.environment.ultralytics);
  const asked = textArgument(args, "model");
  const model = asked === undefined ? noModel(args, written.place) : await resolveModel(asked, sources);
  const task = model.task ?? taskArgument(args);
  const dataTask = task ?? taskOfData(args);
  const data = dataTask && (await datasetOf(args, { task: dataTask, place: written.place, sources }));
  const resolved = trainArguments(args, model.model ? strideOf(model.model) : 32);
  const problems = [
    ...args.problems,
    ...taskProblems(args, model),
    ...model.problems,
    ...resolved.problems,
    ...(data?.problems ?? []),
  ].filter(({ code }) => !(RECORD.test(written.place.file) && OF_ANOTHER_RELEASE.has(code)));
  const reasons = [
    ...unreadableConfig(problems),
    ...model.reasons,
    ...resolved.reasons,
    ...resumeReasons(args),
    ...noTask(task, model, written.place),
  ];
  const files = [...new Set([...(written.files ?? [written.place.file]), ...model.files, ...(data?.files ?? [])])];
  if (reasons.length > 0 || !model.model || !task || !data) {
    return { problems, unknown: { id: written.id, place: written.place, reasons, files, ...(task && { task }) } };
  }
  const parts = { args, model: model.model, task, data, resolved: resolved.arguments, files };
  return { problems, run: assembled(written, parts, sources) };
}

// A model that is not known leaves the task open; a data file can be judged all the same, which only classifiers don't have.
function taskOfData(args: WrittenArguments): Task | undefined {
  return /\.ya?ml$/i.test(textArgument(args, "data")?.written ?? "") ? "detect" : undefined;
}

interface Parts {
  readonly args: WrittenArguments;
  readonly model: Model;
  readonly task: Task;
  readonly data: NamedDataset;
  readonly resolved: TrainArguments;
  readonly files: readonly string[];
}

function assembled({ id, place }: WrittenRun, parts: Parts, { environment, assumptions }: RunSources): TrainingRun {
  const { args, task, data, files } = parts;
  const model = withDataFacts(parts.model, task, data);
  const trained = trainedDataset({
    name: data.name,
    resolved: data,
    model,
    task,
    arguments: parts.resolved,
    fraction: argumentValue(args, "fraction"),
    ultralytics: environment.ultralytics,
  });
  return {
    id,
    mode: "train",
    place,
    task,
    model,
    arguments: parts.resolved,
    dataset: trained.dataset,
    environment,
    assumptions: [...assumptions, ...data.assumptions, ...trained.assumptions, ...timeAssumption(args)],
    places: Object.fromEntries([...args.nodes].map(([name, node]) => [name, node.place])),
    written: Object.fromEntries(args.values),
    files,
  };
}

interface NamedDataset extends ResolvedDataset {
  readonly name: string;
  readonly assumptions: readonly Assumption[];
}

async function datasetOf(
  args: WrittenArguments,
  { task, place, sources }: { task: Task; place: Place; sources: RunSources },
): Promise<NamedDataset> {
  const asked = textArgument(args, "data");
  const name = asked?.written ?? STANDARD_DATA[task];
  const where = { written: name, place: asked?.place ?? place, task };
  const resolved = await resolveDataset(where, { repository: sources.repository, declared: sources.datasets });
  const text = `The config names no data; Ultralytics trains on ${name} then. Write \`data\`.`;
  return { ...resolved, name, assumptions: asked === undefined ? [{ name: "data", text }] : [] };
}

// The data set's key points and image channels replace those of the model file; of a classifier's channels the file's count.
function withDataFacts(model: Model, task: Task, { facts }: ResolvedDataset): Model {
  const channels = facts && task !== "classify" ? (facts.channels ?? 3) : model.description.inputChannels;
  const keypoints = task === "pose" ? facts?.keypoints : undefined;
  const description = {
    ...model.description,
    ...(channels && { inputChannels: channels }),
    ...(keypoints && { keypoints }),
  };
  return { ...model, description };
}

/** Of models and data sets; what is longer is no path. */
const LONGEST_NAME = 500;

function textArgument(args: WrittenArguments, name: string): { written: string; place: Place } | undefined {
  const node: PyNode | undefined = args.nodes.get(name);
  const written = node?.kind === "str" ? node.value.slice(0, LONGEST_NAME).trim() : "";
  return node === undefined || written === "" ? undefined : { written, place: node.place };
}
