import type { Recording } from "./recording.ts";

/** Classes of the data sets that traces are recorded on. */
const CLASSES: Readonly<Record<string, number>> = {
  detect: 80,
  segment: 80,
  pose: 1,
  obb: 15,
  classify: 10,
  semantic: 19,
  depth: 1,
};

/**
 * The run of a trace as a line of `estimate --runs`: as it stands there, or what the tracer runs where only arguments are
 * given: four steps of one epoch, 8 labels an image, then two validation batches.
 */
export function recordedLine(
  { cfg, gpu, ultralytics }: NonNullable<Recording["run"]>,
  id: string,
): Readonly<Record<string, unknown>> {
  if ("train" in cfg) return cfg;
  if ("predict" in cfg) return { ...cfg, environment: { gpu, ultralytics, torch: "2.11.0" } };
  const { task_: task = "detect", trace: _, ...train } = cfg;
  const images = 4 * Number(train["batch"]);
  return {
    id,
    mode: "train",
    task: String(task),
    train: { epochs: 1, mosaic: 0, scale: 0, plots: false, ...train },
    dataset: {
      classes: CLASSES[String(task)] ?? 80,
      labelsPerImage: 8,
      trainImages: images,
      valImages: images,
      imageSize: [640, 640],
    },
    environment: { gpu, ultralytics, torch: "2.11.0" },
  };
}
