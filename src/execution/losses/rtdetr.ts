import type { LayerOf } from "../../graph/layer.ts";
import type { RtdetrPredictions } from "../layers/rtdetr-decoder.ts";
import { part } from "../ops/permutation.ts";
import { concat, split, unbind } from "../ops/views.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import type { BatchLabels } from "./labels.ts";
import { matchQueries } from "./matcher.ts";
import { joinedLoss, rowsAt } from "./pieces.ts";
import { varifocalLoss } from "./varifocal.ts";

/** Vectors that a generalised overlap of matched pairs keeps until backward. */
const OVERLAP_VECTORS = 15;

/** Distance and overlap of the matched boxes, one row a pair. */
function boxLoss(tape: Tape, boxes: Tensor, pairs: number): Tensor {
  const predicted = rowsAt(tape, boxes, pairs, 4);
  const labelled = tape.tensor([pairs, 4], "fp32");
  const difference = tape.tensor([pairs, 4], "fp32");
  tape.drop(tape.tensor([pairs, 4], "fp32"));
  const vectors = Array.from({ length: OVERLAP_VECTORS }, () => tape.tensor([pairs], "fp32"));
  const { shape, dtype } = predicted;
  const loss = tape.attachOne(
    tape.tensor([], "fp32"),
    [predicted],
    [predicted, labelled, difference, ...vectors],
    () => [tape.tensor(shape, dtype)],
  );
  tape.drop(...vectors, difference, labelled, predicted);
  return loss;
}

interface Queries {
  readonly boxes: Tensor;
  readonly scores: Tensor;
  /** Query and label pairs: all labels, in each denoising group. */
  readonly pairs: number;
  /** Labels of the fullest image, where queries are matched; undefined where their labels are known. */
  readonly matched: number | undefined;
}

/** The losses of one layer. */
function layerLoss(tape: Tape, { boxes, scores, pairs, matched }: Queries): Tensor[] {
  if (matched !== undefined) matchQueries(tape, scores, matched);
  const [batch, queries] = [scores.dim(0), scores.dim(1)];
  const classes = tape.tensor([batch, queries], "int64");
  const overlaps = tape.tensor([batch, queries], "fp32");
  const losses = [varifocalLoss(tape, scores), boxLoss(tape, boxes, pairs)];
  tape.drop(classes, overlaps);
  return losses;
}

/** The last layer's losses, then those of all layers before it. */
function allLayers(tape: Tape, queries: Queries): Tensor[] {
  const { boxes, scores } = queries;
  const layers = scores.dim(0);
  const last = (x: Tensor): Tensor => part(tape, x, x.shape.slice(1));
  const before = (x: Tensor): Tensor[] => {
    const first = part(tape, x, x.shape.with(0, layers - 1));
    const each = unbind(tape, first);
    tape.drop(first);
    return each;
  };
  const main = { ...queries, boxes: last(boxes), scores: last(scores) };
  const losses = layerLoss(tape, main);
  tape.drop(main.boxes, main.scores);
  if (layers === 1) return losses;
  const [otherBoxes, otherScores] = [before(boxes), before(scores)];
  for (const [i, each] of otherBoxes.entries()) {
    const its = otherScores[i];
    if (its !== undefined) losses.push(...layerLoss(tape, { ...queries, boxes: each, scores: its }));
  }
  tape.drop(...otherBoxes, ...otherScores);
  return losses;
}

/** With the encoder's predictions as one layer more, before the others. */
function withEncoder(tape: Tape, encoder: Tensor, decoder: Tensor): Tensor {
  const one = tape.attachOne(tape.view(encoder, [1, ...encoder.shape]), [encoder], [], ([gradient]) => [
    gradient && tape.view(gradient, encoder.shape),
  ]);
  const all = concat(tape, [one, decoder], 0);
  tape.drop(one);
  return all;
}

/** Losses of the matched queries of every layer, then of the denoising ones. Predictions are borrowed. */
export function rtdetrLoss(
  tape: Tape,
  head: LayerOf<"RTDETRDecoder">,
  batch: { readonly predictions: RtdetrPredictions; readonly labels: BatchLabels },
): Tensor {
  tape.operation("RT-DETR loss");
  const { predictions, labels } = batch;
  const { noise } = predictions;
  const total = labels.perImage.reduce((sum, count) => sum + count, 0);
  const sizes = [noise.queries, predictions.scores.dim(2) - noise.queries];
  const divided = (x: Tensor): Tensor[] => (noise.queries === 0 ? [tape.keep(x)] : split(tape, x, sizes, 2));
  const [boxes, scores] = [divided(predictions.boxes), divided(predictions.scores)];
  const [decoderBoxes, decoderScores] = [boxes.at(-1), scores.at(-1)];
  if (decoderBoxes === undefined || decoderScores === undefined) throw new Error("a decoder without queries");
  const allBoxes = withEncoder(tape, predictions.encoderBoxes, decoderBoxes);
  const allScores = withEncoder(tape, predictions.encoderScores, decoderScores);
  const losses = allLayers(tape, { boxes: allBoxes, scores: allScores, pairs: total, matched: labels.most });
  const [noisyBoxes, noisyScores] = [boxes.at(-2), scores.at(-2)];
  if (noisyBoxes !== undefined && noisyScores !== undefined) {
    const pairs = Math.round(noise.groups * Math.min(total, labels.perImage.length * head.denoising));
    losses.push(...allLayers(tape, { boxes: noisyBoxes, scores: noisyScores, pairs, matched: undefined }));
  }
  const loss = joinedLoss(tape, losses);
  tape.drop(...losses, allBoxes, allScores, ...boxes, ...scores);
  return loss;
}
