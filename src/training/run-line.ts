import { type Place, problemText } from "../problem.ts";
import { writtenArguments } from "./arguments.ts";
import { withTrainedClasses } from "./model-classes.ts";
import { readModelFile } from "./model-file.ts";
import { scaledModel } from "./model-names.ts";
import { strideOf } from "./model-stride.ts";
import type { PublishedModels } from "./published.ts";
import { nodeOf, type PyMap } from "./pyyaml-nodes.ts";
import { LineReader } from "./run-line-reader.ts";
import { trainArguments } from "./train-arguments.ts";
import type { Assumption, Dataset, Environment, Model, Task, TrainingRun, UnknownReason } from "./training-run.ts";
import { NEWEST_KNOWN } from "./ultralytics-version.ts";

export interface LineContext {
  readonly published: PublishedModels;
  /** The text of a model file named in a line, relative to the file of the lines; undefined: there is none. */
  readonly readModel: (path: string) => string | undefined;
  /** Where the line stands. */
  readonly place: Place;
}

export type RunOfLine =
  | { readonly id: string; readonly run: TrainingRun }
  | { readonly id: string; readonly unknown: UnknownReason };

/**
 * The run that one line of `estimate --runs` describes, or why it describes none. Arguments are checked as in a config;
 * the AMP check and the final evaluation are played only where the line says `true`.
 */
export function runOfLine(line: unknown, context: LineContext): RunOfLine {
  const reader = new LineReader(line);
  const id = reader.text("id") ?? `${context.place.line}`;
  try {
    return { id, run: readRun(reader, id, context) };
  } catch (error) {
    if (error instanceof NoRun) return { id, unknown: error.reason };
    throw error;
  }
}

/** Carries the first reason why a line is no run up to `runOfLine`. */
class NoRun extends Error {
  readonly reason: UnknownReason;

  constructor(reason: UnknownReason) {
    super(reason.message);
    this.reason = reason;
  }
}

function readRun(reader: LineReader, id: string, context: LineContext): TrainingRun {
  const mode = reader.text("mode") ?? "train";
  if (mode !== "train" && mode !== "predict")
    throw refused(context, `\`mode\` is "${mode}"; \`train\` or \`predict\` is expected.`);
  const config = nodeOf(reader.value(mode), context.place);
  if (config.kind !== "map") throw refused(context, `The line has no \`${mode}\` with the run's arguments.`);
  const { environment, assumptions } = environmentOf(reader, context);
  const { model, task } = modelOf(config, context);
  const args = argumentsOf(mode === "predict" ? withPredictDefaults(config) : config, { model, environment, context });
  const trainedOn = (dataset: Dataset, of: Task): Dataset =>
    withTrainedClasses(withBackground(dataset, of), args, environment.ultralytics);
  const written = reader.datasetOr(model.description.classes ?? 80);
  if ("wrong" in written) throw refused(context, written.wrong);
  return {
    id,
    mode,
    ...(mode === "predict" && isWeights(config) ? { fromWeights: true } : {}),
    place: context.place,
    task: reader.task() ?? task,
    model,
    arguments: args,
    dataset: mode === "predict" ? written : trainedOn(written, reader.task() ?? task),
    environment,
    assumptions,
    places: {},
    files: [],
  };
}

// Semantic sets of a line are polygons, as the measured ones: what none covers is a class of its own.
const withBackground = (dataset: Dataset, task: Task): Dataset =>
  task === "semantic" ? { ...dataset, classes: dataset.classes + 1 } : dataset;

function environmentOf(
  reader: LineReader,
  context: LineContext,
): { environment: Environment; assumptions: Assumption[] } {
  const environment = reader.environment(NEWEST_KNOWN);
  if ("wrong" in environment) throw refused(context, environment.wrong);
  const missing = (["ultralytics", "torch"] as const).filter(
    (name) => reader.at("environment").text(name) === undefined,
  );
  const assumptions = missing.map(
    (name): Assumption => ({
      name: `${name}-version`,
      text: `The line names no ${name} version; ${NEWEST_KNOWN[name]} is assumed.`,
    }),
  );
  return { environment, assumptions };
}

function modelOf(config: PyMap, context: LineContext): { model: Model; task: Task } {
  const node = config.entries.find(({ key }) => key.value === "model")?.value;
  if (node?.kind !== "str") throw refused(context, "The line names no `model`.");
  const written = node.value;
  const text = written.includes("/") ? context.readModel(written) : undefined;
  if (text !== undefined) return modelOfFile(text, written, context);
  const found = context.published.find(written);
  if (found !== undefined) return found;
  const near = context.published.nearest(written);
  const remedy = near.length === 0 ? {} : { remedy: `Did you mean ${near.join(" or ")}?` };
  const code = written.endsWith(".pt") ? "custom-weights" : "unknown-model";
  throw new NoRun({
    code,
    message: `The model \`${written}\` is neither a published one nor a file beside the line.`,
    ...remedy,
  });
}

const isWeights = (config: PyMap): boolean =>
  config.entries.some(({ key, value }) => key.value === "model" && value.kind === "str" && value.value.endsWith(".pt"));

function modelOfFile(text: string, written: string, { place }: LineContext): { model: Model; task: Task } {
  const { description, problems } = readModelFile(text, written);
  const scaled = description && scaledModel(description, written, place);
  const errors = [...problems, ...(scaled?.problems ?? [])].filter(({ severity }) => severity === "error");
  if (scaled?.model === undefined) {
    throw new NoRun({ code: "unreadable-model", message: errors.map(problemText).join(" "), place });
  }
  return { model: scaled.model, task: description?.task ?? "detect" };
}

interface Known {
  readonly model: Model;
  readonly environment: Environment;
  readonly context: LineContext;
}

function argumentsOf(config: PyMap, { model, environment, context }: Known): TrainingRun["arguments"] {
  const written = writtenArguments(config, environment.ultralytics);
  const resolved = trainArguments(written, strideOf(model));
  const problems = [...written.problems, ...resolved.problems].filter(({ severity }) => severity === "error");
  const first = resolved.reasons[0];
  if (problems.length > 0) throw refused(context, problems.map(({ message }) => message).join(" "));
  if (first !== undefined) throw new NoRun(first);
  return resolved.arguments;
}

// `Model.predict` takes one image at a time where nothing else is said.
function withPredictDefaults(config: PyMap): PyMap {
  if (config.entries.some(({ key }) => key.value === "batch")) return config;
  const { place } = config;
  const key = { kind: "str", value: "batch", text: "batch", place } as const;
  return { ...config, entries: [...config.entries, { key, value: nodeOf(1, place) }] };
}

const refused = ({ place }: LineContext, message: string): NoRun =>
  new NoRun({ code: "unreadable-line", message, place });
