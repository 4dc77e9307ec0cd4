import { ofCheckpoint } from "../execution/phases/fused-model.ts";
import type { OptimizerName } from "../execution/phases/optimizer.ts";
import { planRun } from "../execution/phases/plan.ts";
import { trainingStream } from "../execution/phases/play.ts";
import { type PredictionPlan, predictionStream } from "../execution/phases/prediction.ts";
import type { Stream } from "../execution/stream.ts";
import type { Device } from "../fleet/device.ts";
import { buildGraph, type GraphResult } from "../graph/build.ts";
import type { Graph } from "../graph/graph.ts";
import { published } from "../graph/models/index.ts";
import type { Model, TrainingRun } from "../training/training-run.ts";
import { settingsOf, trainsInHalf } from "./settings.ts";
import { atLeast } from "./version.ts";

const graphs = new WeakMap<Model, Map<number, GraphResult>>();

/** The graph of a run; built once for all runs that share a model and differ in arguments. */
export function graphOf({ model, dataset: { classes } }: TrainingRun): GraphResult {
  const known = graphs.get(model) ?? new Map<number, GraphResult>();
  graphs.set(model, known);
  const graph = known.get(classes) ?? buildGraph(model, classes);
  known.set(classes, graph);
  return graph;
}

export interface StreamChoices {
  readonly batch: number;
  readonly optimizer: OptimizerName;
}

/** The small model that the trainer's AMP check loads: YOLO11n in 8.3, YOLO26n in 8.4 (utils/checks.py). */
const CHECK_CLASSES = 80;
const checkGraphs = new Map<string, Graph | undefined>();
function checkGraph(run: TrainingRun): Graph | undefined {
  const name = atLeast(run.environment.ultralytics, "8.4.0") ? "yolo26n.pt" : "yolo11n.pt";
  if (!checkGraphs.has(name)) {
    const found = published.find(name);
    const built = found === undefined ? undefined : buildGraph(found.model, CHECK_CLASSES);
    checkGraphs.set(name, built !== undefined && "graph" in built ? built.graph : undefined);
  }
  return checkGraphs.get(name);
}

/** The model of the AMP check, where the run makes one. */
export const checkedWith = (run: TrainingRun, device: Device): Graph | undefined =>
  run.environment.ampCheck && run.arguments.amp === "fp16" && trainsInHalf(run, device) ? checkGraph(run) : undefined;

/** The allocations and frees of a run whose model is known. */
export function streamOf(run: TrainingRun, device: Device, choices: StreamChoices): Stream {
  const built = graphOf(run);
  if ("unknown" in built) throw new Error(built.unknown.message);
  if (run.mode === "predict") return predictionOf(run, device, { ...choices, graph: built.graph, collector: "late" });
  const settings = settingsOf(run, device);
  const { rules } = settings;
  return trainingStream(
    planRun(run, built.graph, { ...choices, checkedWith: checkedWith(run, device), rules }),
    settings,
  );
}

/**
 * A prediction whose first results Python's collector finds before the second one, where others are of the case that it comes
 * late: nobody can know which, and no other moment in between reserves less. Undefined where nothing is predicted.
 */
export function leastStreamOf(run: TrainingRun, device: Device, choices: StreamChoices): Stream | undefined {
  if (run.mode !== "predict") return undefined;
  const built = graphOf(run);
  if ("unknown" in built) throw new Error(built.unknown.message);
  return predictionOf(run, device, { ...choices, graph: built.graph, collector: "early" });
}

/** Predictions keep the layout that models are stored in unless told otherwise, and ask for no deterministic kernels. */
function predictionOf(
  run: TrainingRun,
  device: Device,
  plan: Pick<PredictionPlan, "graph" | "batch" | "collector">,
): Stream {
  const { imgsz, quantize, channels_last: channelsLast } = run.arguments;
  const own = run.fromWeights ? ofCheckpoint(settingsOf(run, device)) : settingsOf(run, device);
  const settings = { ...own, channelsLast: channelsLast ?? false, deterministic: false };
  // Since 8.4.75 `half` is another word for `quantize: 16`; every other precision predicts in full.
  const half = run.arguments.half || quantize === 16;
  const { graph, batch, collector } = plan;
  return predictionStream({ graph, batch, imgsz, half, collector }, settings);
}
