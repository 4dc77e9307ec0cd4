import type { TrainingRun } from "../../training/training-run.ts";
import type { Rules } from "../rules.ts";
import { PythonRandom } from "./python-random.ts";

/** Steps of an epoch that are played with sizes drawn at random: after 60 nothing was added in 240, nor measured in nine runs. */
export const DRAWN_STEPS = 60;

/** Of the sizes drawn: enough for all steps that are played. */
const DRAWS = 6 * DRAWN_STEPS;

/** COCO, where the number of images is not known. */
const TRAIN_IMAGES = 118_287;
const VAL_IMAGES = 5000;
/** Files whose reading speed is tried before training starts, picked with the same generator. */
const TRIED_FILES = 5;

/**
 * The image sizes of a run's steps, in order; its one size without multi_scale. The trainer seeds Python's generator with 0
 * (`seed`, plus one on several GPUs) and draws one size a step, so they are the same in every run with as many images
 * (models/yolo/detect/train.py, preprocess_batch; data/utils.py, check_file_speeds).
 */
export function drawnSizes(run: TrainingRun, stride: number, rules: Pick<Rules, "triesFiles">): readonly number[] {
  const { imgsz, multi_scale: range, fraction, devices } = run.arguments;
  if (range === 0) return [imgsz];
  const random = new PythonRandom(devices.length > 1 ? 1 : 0);
  if (rules.triesFiles) {
    const { trainImages = TRAIN_IMAGES, valImages = VAL_IMAGES } = run.dataset;
    for (const images of [Math.round(trainImages * fraction), valImages])
      random.sample(images, Math.min(TRIED_FILES, images));
  }
  const least = Math.max(stride, Math.trunc(imgsz * (1 - range)));
  const beyond = Math.trunc(imgsz * (1 + range) + stride);
  return Array.from({ length: DRAWS }, () => Math.floor(random.range(least, beyond) / stride) * stride);
}
