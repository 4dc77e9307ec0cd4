import { type Bytes, bytes } from "../bytes.ts";
import { MEMORY_ARGUMENTS } from "../training/memory-arguments.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { modelText } from "./model-text.ts";
import type { SmokeTest } from "./smoke-tests.ts";

/** A run as smoke/measure.py takes it, with the name that its record will have. */
export interface MeasureLine {
  readonly id: string;
  readonly pool: string;
  readonly commit: string;
  readonly mode: "train";
  readonly task: string;
  readonly train: Readonly<Record<string, unknown>>;
  readonly dataset: Readonly<Record<string, unknown>>;
  readonly environment: Readonly<Record<string, unknown>>;
}

/** What may be handed to a trainer. */
const HANDED = [...MEMORY_ARGUMENTS, "half"] as const;

/** A name that a runner can write a file under, and that says the scale as Ultralytics reads it. */
const MODEL_FILE = /^[\w][\w.-]{0,99}\.ya?ml$/;

/** The line, and the model file's text where the model is one of the repository; or why there can be none. */
export type Handed = { readonly line: MeasureLine; readonly modelText?: string } | { readonly why: string };

/** The line for one test of a commit, or why there can be none, in a sentence. */
export function measureLine({ run, predicted }: SmokeTest, commit: string): Handed {
  const model = modelOf(run);
  if ("why" in model) return model;
  const { environment } = run;
  const cap = capOf({ run, predicted });
  const line: MeasureLine = {
    id: run.id,
    pool: predicted.pool.name,
    commit,
    mode: "train",
    task: run.task,
    train: { model: model.name, ...argumentsOf(run) },
    dataset: datasetOf(run),
    environment: {
      gpu: predicted.pool.device.name,
      ultralytics: environment.ultralytics,
      torch: environment.torch,
      ...(environment.allocator === undefined ? {} : { allocator: environment.allocator }),
      ...(cap === undefined ? {} : { allocatorCapBytes: cap }),
      ampCheck: environment.ampCheck,
      finalEval: environment.finalEvaluation,
    },
  };
  return { line, ...(model.text === undefined ? {} : { modelText: model.text }) };
}

/** What the allocator may reserve within the pool's limit; undefined where what is outside of it can't be told. */
export function capOf({ predicted: { estimate, limitBytes } }: SmokeTest): Bytes | undefined {
  return estimate.status === "estimated" ? bytes(Math.max(0, limitBytes - estimate.outsideAllocatorBytes)) : undefined;
}

/** A name without a folder: before a published model's there would be one of the runner, and a file is put where it is free. */
function modelOf({ model }: TrainingRun): { readonly name: string; readonly text?: string } | { readonly why: string } {
  // As the run writes it, since Ultralytics reads the scale from it.
  const name = model.written.slice(model.written.lastIndexOf("/") + 1);
  if (model.description.place === undefined) return { name };
  if (!MODEL_FILE.test(name)) return { why: `A model file of the name \`${name}\` can't be handed to a runner.` };
  const text = modelText(model.description);
  return typeof text === "string" ? { name, text } : text;
}

/** Only what is written: a runner with another version has defaults of its own, and its record says the version. */
function argumentsOf(run: TrainingRun): Readonly<Record<string, unknown>> {
  const written = new Set(Object.keys(run.written ?? run.places));
  const handed = HANDED.filter((name) => written.has(name)).map((name) => [name, run.arguments[name]]);
  const amp = written.has("amp") ? { amp: run.arguments.amp === "bf16" ? "bf16" : run.arguments.amp === "fp16" } : {};
  return { ...Object.fromEntries(handed.filter(([, value]) => value !== undefined)), ...amp };
}

function datasetOf({ dataset, task }: TrainingRun): Readonly<Record<string, unknown>> {
  const { classes, labelsPerImage, trainImages, valImages, imageSize } = dataset;
  const { mean, maximum } = labelsPerImage;
  return {
    // Polygons are drawn, and Ultralytics adds a class for what none covers.
    classes: task === "semantic" && classes > 1 ? classes - 1 : classes,
    labelsPerImage: mean === maximum ? mean : { mean, max: maximum },
    ...(trainImages === undefined ? {} : { trainImages }),
    ...(valImages === undefined ? {} : { valImages }),
    ...(imageSize === undefined ? {} : { imageSize }),
  };
}
