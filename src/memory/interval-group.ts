import type { Task, TrainingRun } from "../training/training-run.ts";
import { allocatorSettings } from "./allocator-settings.ts";
import { atLeast } from "./version.ts";

/** Tasks whose loss follows the number of labels on each image. */
const LABELLED: ReadonlySet<Task> = new Set<Task>(["detect", "segment", "pose", "obb"]);

/** Is any epoch trained on mosaics? The trainer closes mosaic for the last `close_mosaic` epochs, and with rect for all. */
const hasMosaic = ({ mosaic, rect, epochs, close_mosaic: closing }: TrainingRun["arguments"]): boolean =>
  mosaic > 0 && !rect && (closing === 0 || epochs > closing);

/** Does the densest image of a batch differ from batch to batch? Then memory depends on which images meet. */
function variesInLabels({ task, dataset, arguments: args }: TrainingRun): boolean {
  const { mean, maximum } = dataset.labelsPerImage;
  return LABELLED.has(task) && (mean !== maximum || hasMosaic(args));
}

/**
 * The group of measured runs whose errors speak for a run. Groups are cut where errors differ: what is exact to
 * the byte where every image has as many labels is random where they vary.
 */
export function errorGroup(run: TrainingRun): string {
  const { task, arguments: args, environment } = run;
  if (run.mode === "predict") return "prediction";
  if (!atLeast(environment.ultralytics, "8.4.0")) return "before 8.4";
  if (args.multi_scale > 0) return "multi_scale";
  // What its probes leave cached is not played.
  if (args.batch < 1) return "AutoBatch";
  if (variesInLabels(run)) return task === "segment" ? "varied labels, masks" : "varied labels";
  if (args.devices.length > 1) return "several GPUs";
  if (allocatorSettings(environment.allocator).expandableSegments) return "expandable segments";
  if (task !== "detect") return task;
  return args.amp === "fp16" && args.channels_last !== false ? "detect" : "detect, other precision or layout";
}

/** Groups with a cause of error that no run around them has: they take from the group around and give nothing to it. */
export const OWN_CAUSE: ReadonlySet<string> = new Set(["multi_scale", "AutoBatch"]);

/** The wider group that speaks with a group of too few runs; undefined: none is wider. */
export function groupAround(group: string): string | undefined {
  if (group === "varied labels, masks" || group === "AutoBatch") return "varied labels";
  if (["prediction", "before 8.4", "varied labels", "equal labels"].includes(group)) return undefined;
  return "equal labels";
}
