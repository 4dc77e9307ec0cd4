import type { Task } from "../../training/training-run.ts";
import { categoryIndex } from "../stream.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";

/** The numbers of a batch before it is on the device. */
export interface BatchPlan {
  readonly task: Task;
  readonly images: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Labels of all images together, and of the densest one. */
  readonly labels: number;
  readonly maskRatio: number;
  readonly overlapMasks: boolean;
}

/** A batch on the device: the image and everything that came with it. */
export interface Batch {
  readonly image: Tensor;
  readonly labels: readonly Tensor[];
}

export const dropBatch = (tape: Tape, batch: Batch | undefined): void => {
  if (batch !== undefined) tape.drop(batch.image, ...batch.labels);
};

/** Index, class and box of every label, then what the task adds. */
function labelTables(tape: Tape, plan: BatchPlan): Tensor[] {
  const { images, labels } = plan;
  const tables = [tape.tensor([labels], "fp32"), tape.tensor([labels, 4], "fp32"), tape.tensor([labels], "fp32")];
  return images === 0 ? [] : tables;
}

function taskLabels(tape: Tape, plan: BatchPlan): Tensor[] {
  const { task, images, height, width } = plan;
  if (task === "semantic") return [tape.tensor([images, height, width], "int32")];
  if (task === "depth") return [tape.tensor([images, height, width], "fp32")];
  if (task !== "segment") return [];
  const [rows, columns] = [Math.floor(height / plan.maskRatio), Math.floor(width / plan.maskRatio)];
  const masks = plan.overlapMasks ? images : plan.labels;
  return [tape.tensor([masks, rows, columns], "fp32"), tape.tensor([images, rows, columns], "int8")];
}

/** uint8, then fp32, then fp32 / 255; the earlier two go once the last exists. Classification arrives as fp32. */
export function uploadTrainBatch(tape: Tape, plan: BatchPlan): Batch {
  tape.recorder.category = categoryIndex("input");
  tape.operation("batch to the device");
  const shape = [plan.images, plan.channels, plan.height, plan.width];
  const labels = labelTables(tape, plan);
  if (plan.task === "classify") return { image: tape.tensor(shape, "fp32"), labels };
  const bytes = tape.tensor(shape, "int8");
  const floats = tape.tensor(shape, "fp32");
  const image = tape.tensor(shape, "fp32");
  tape.drop(floats, bytes);
  return { image, labels: [...labels, ...taskLabels(tape, plan)] };
}

/** As for training, but in half precision where the run trains in it. */
export function uploadValidationBatch(tape: Tape, plan: BatchPlan): Batch {
  tape.recorder.category = categoryIndex("input");
  tape.operation("batch to the device");
  const shape = [plan.images, plan.channels, plan.height, plan.width];
  const dtype = tape.settings.amp ? "fp16" : "fp32";
  const labels = labelTables(tape, plan);
  if (plan.task === "classify") {
    const floats = tape.tensor(shape, "fp32");
    if (dtype === "fp32") return { image: floats, labels };
    const image = tape.tensor(shape, dtype);
    tape.drop(floats);
    return { image, labels };
  }
  const bytes = tape.tensor(shape, "int8");
  const dense = denseLabels(tape, plan);
  const floats = tape.tensor(shape, dtype);
  const image = tape.tensor(shape, dtype);
  tape.drop(floats, bytes);
  return { image, labels: [...labels, ...dense] };
}

/** Maps and masks of a validation batch; masks (int32 where merged into one map, else bytes) stay beside the fp32 copy that the loss makes. */
function denseLabels(tape: Tape, plan: BatchPlan): Tensor[] {
  const { task, images, height, width } = plan;
  if (task === "semantic" || task === "depth") return [tape.tensor([images, height, width], "fp32")];
  if (task !== "segment") return [];
  const [rows, columns] = [Math.floor(height / plan.maskRatio), Math.floor(width / plan.maskRatio)];
  const arrived = plan.overlapMasks
    ? tape.tensor([images, rows, columns], "int32")
    : tape.tensor([plan.labels, rows, columns], "int8");
  return [arrived, tape.tensor([images, rows, columns], "int8")];
}
