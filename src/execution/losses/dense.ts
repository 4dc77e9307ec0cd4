import type { DepthPrediction } from "../layers/depth.ts";
import type { SemanticPrediction } from "../layers/heads.ts";
import { bilinear } from "../ops/bilinear.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { joinedLoss } from "./pieces.ts";

const pixelCount = (x: Tensor): number => x.dim(0) * x.dim(2) * x.dim(3);

/** Cross-entropy over pixels: log-softmax kept, cast to fp32, and kept again with the targets. */
function crossEntropy(tape: Tape, x: Tensor): Tensor {
  const { shape, dtype } = x;
  const pixels = [pixelCount(x)];
  const targets = tape.tensor(pixels, "int64");
  tape.drop(tape.tensor(pixels, "int64"));
  const logs = tape.tensor(shape, dtype);
  tape.attachOne(logs, [x], [logs], () => [tape.tensor(shape, dtype)]);
  const wide = tape.cast(logs, "fp32");
  const loss = tape.attachOne(tape.tensor([], "fp32"), [wide], [wide, targets], () => [tape.tensor(shape, "fp32")]);
  tape.drop(targets, logs, wide);
  return loss;
}

/** Indices of all pixels, sorted for a deterministic scatter: five vectors at once. */
function sortedIndices(tape: Tape, pixels: number): void {
  const vectors = [1, 1, 1, 1, 2].map((factor) => tape.tensor([factor * pixels], "int64"));
  tape.drop(...vectors);
}

/** Dice over the probabilities of each pixel's own class. */
function dice(tape: Tape, x: Tensor): Tensor {
  const { shape, dtype } = x;
  const pixels = pixelCount(x);
  const vector = (kind: "fp32" | "int64" | "int32") => tape.tensor([pixels], kind);
  const probabilities = tape.tensor(shape, "fp32");
  tape.drop(tape.tensor(shape, dtype));
  tape.attachOne(probabilities, [x], [probabilities], () => {
    const result = tape.tensor(shape, dtype);
    tape.drop(tape.tensor(shape, "fp32"), tape.tensor(shape, "fp32"));
    return [result];
  });
  const nonzero = vector("int64");
  const narrow = vector("int32");
  tape.drop(nonzero);
  const targets = vector("int64");
  tape.drop(narrow);
  const flat = tape.tensor(shape, "fp32");
  const indices = vector("int64");
  const picked = tape.tensor(shape, "fp32");
  tape.drop(indices);
  tape.attachOne(picked, [probabilities], [], () => {
    const result = tape.tensor(shape, "fp32");
    sortedIndices(tape, pixels);
    return [result];
  });
  tape.drop(flat);
  const gathered = vector("fp32");
  sortedIndices(tape, pixels);
  tape.drop(gathered);
  const ones = vector("fp32");
  sortedIndices(tape, pixels);
  tape.drop(ones);
  const loss = tape.attachOne(tape.tensor([], "fp32"), [picked], [picked, targets], (_, saved) => {
    const values = vector("fp32");
    const zeros = tape.tensor(shape, "fp32");
    sortedIndices(tape, pixels);
    tape.drop(values);
    for (const [index, tensor] of saved.entries()) {
      tape.drop(tensor);
      saved[index] = undefined;
    }
    const result = tape.tensor(shape, "fp32");
    tape.drop(zeros);
    return [result];
  });
  tape.drop(probabilities, targets, picked);
  return loss;
}

/** Cross-entropy and Dice of the main map, cross-entropy of the auxiliary one, both resized to the image. */
export function semanticLoss(tape: Tape, predictions: SemanticPrediction, imgsz: number): Tensor {
  tape.operation("semantic loss");
  const { main, aux } = predictions;
  const size = { height: imgsz, width: imgsz };
  const valid = tape.tensor([main.dim(0) * imgsz * imgsz], "int8");
  const resized = bilinear(tape, main, size);
  const parts = [crossEntropy(tape, resized), dice(tape, resized)];
  let resizedAux: Tensor | undefined;
  if (aux !== undefined) {
    resizedAux = bilinear(tape, aux, size);
    parts.push(crossEntropy(tape, resizedAux));
  }
  const total = tape.tensor([], "fp32");
  tape.attachOne(total, parts, [valid], () => parts.map(() => tape.tensor([1], "fp32")));
  tape.drop(...parts, valid, resized, resizedAux);
  return total;
}

/** Pixel loss at full size: gathers of the valid pixels, logarithms, differences in two directions and at scales. */
export function depthLoss(tape: Tape, predictions: DepthPrediction, imgsz: number): Tensor {
  tape.operation("depth loss");
  const { depth } = predictions;
  const batch = depth.dim(0);
  const pixels = batch * imgsz * imgsz;
  const map = [batch, 1, imgsz, imgsz];
  const t = (share = 1) => tape.tensor([Math.floor(pixels / share)], "fp32");
  const indexed = (): Tensor => tape.tensor([pixels, 4], "int64");
  const resized = bilinear(tape, depth, { height: imgsz, width: imgsz });
  const valid = tape.tensor([pixels], "int8");
  tape.drop(tape.tensor([pixels], "int64"));
  const firstIndices = indexed();
  const values = t();
  tape.drop(firstIndices);
  const secondIndices = indexed();
  const labels = t();
  tape.drop(secondIndices);
  const clamped = t();
  const [a, b, difference] = [t(), t(), t()];
  tape.drop(a, b);
  const error = t();
  tape.drop(t());
  tape.attachOne(values, [resized], [valid], () => {
    const result = tape.tensor(map, "fp32");
    const indices = [tape.tensor([pixels], "int64"), tape.tensor([pixels], "int64"), tape.tensor([pixels], "int64")];
    tape.drop(...indices);
    return [result];
  });
  const clampedMap = t();
  const logs = t();
  const clampedLabels = t();
  const labelLogs = t();
  tape.drop(clampedLabels);
  const weights = t();
  const gradients = [t(), t(), t(), t()];
  const [kept1, kept2] = [t(), t()];
  tape.drop(...gradients);
  const [small1, small2] = [t(4), t(4)];
  const mixed = t();
  tape.drop(logs);
  const second = t();
  tape.drop(labelLogs, second);
  const [small3, small4] = [t(4), t(4)];
  const pixelLoss = tape.attachOne(tape.tensor([], "fp32"), [values], [values, clamped, error, weights], (_, saved) => {
    const [first, result] = [t(), t()];
    for (const [index, tensor] of saved.entries()) {
      tape.drop(tensor);
      saved[index] = undefined;
    }
    tape.drop(first);
    return [result];
  });
  const scaleLoss = tape.attachOne(
    tape.tensor([], "fp32"),
    [resized],
    [clampedMap, kept1, kept2, small1, small2, small3, small4, mixed],
    () => {
      const [first, other] = [t(), t()];
      tape.drop(first);
      const result = tape.tensor(map, "fp32");
      tape.drop(other);
      return [result];
    },
  );
  const loss = joinedLoss(tape, [pixelLoss, scaleLoss]);
  tape.drop(
    pixelLoss,
    scaleLoss,
    resized,
    valid,
    values,
    labels,
    clamped,
    difference,
    error,
    clampedMap,
    weights,
    kept1,
    kept2,
    small1,
    small2,
    mixed,
    small3,
    small4,
  );
  return loss;
}

/** Cross-entropy of the logits. */
export function classificationLoss(tape: Tape, logits: Tensor): Tensor {
  tape.operation("classification loss");
  const wide = tape.cast(logits, "fp32");
  const { shape } = wide;
  const logs = tape.tensor(shape, "fp32");
  tape.attachOne(logs, [wide], [logs], () => [tape.tensor(shape, "fp32")]);
  tape.drop(wide);
  const loss = tape.attachOne(tape.tensor([], "fp32"), [logs], [logs], () => [tape.tensor(shape, "fp32")]);
  tape.drop(logs);
  return loss;
}
