import type { DetectFields } from "../../graph/layer.ts";
import type { BranchPredictions } from "../layers/detect.ts";
import { bilinear } from "../ops/bilinear.ts";
import { matrixHandle } from "../ops/matrix.ts";
import { copy, unbind } from "../ops/views.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { detectionLoss } from "./detection.ts";
import type { BatchLabels } from "./labels.ts";
import { halfIfAutocast, joinedLoss, rowsAt } from "./pieces.ts";

interface ImageMasks {
  readonly coefficients: Tensor;
  readonly prototypes: Tensor;
  readonly positives: number;
  /** Target masks, where masks are not merged into one. */
  readonly targets: Tensor | undefined;
}

/** Mask loss of one image: the masks of its positives, cross-entropy, cropping, mean. */
function imageMaskLoss(tape: Tape, masks: ImageMasks): Tensor {
  const { coefficients, prototypes, positives } = masks;
  const [outputs, height, width] = [prototypes.dim(0), prototypes.dim(1), prototypes.dim(2)];
  const shape = [positives, height, width];
  const targets = masks.targets === undefined ? tape.tensor(shape, "int8") : tape.keep(masks.targets);
  const wideTargets = masks.targets === undefined ? tape.tensor(shape, "fp32") : tape.keep(masks.targets);
  tape.drop(targets);
  const rows = rowsAt(tape, coefficients, positives, outputs);
  const low = tape.low(rows);
  const product = tape.tensor(shape, halfIfAutocast(tape));
  matrixHandle(tape, "forward");
  const { shape: protoShape } = prototypes;
  const { dtype } = product;
  tape.attachOne(product, [low, prototypes], [prototypes], () => {
    const ofPrototypes = tape.tensor(protoShape, dtype);
    matrixHandle(tape, "backward");
    return [tape.tensor([positives, outputs], dtype), ofPrototypes];
  });
  const wide = tape.cast(product, "fp32");
  const temporary = tape.tensor(shape, "fp32");
  const entropy = tape.tensor(shape, "fp32");
  tape.drop(temporary);
  const gradient = (): Tensor[] => [tape.tensor(shape, "fp32")];
  tape.attachOne(entropy, [wide], [wide, wideTargets], gradient);
  tape.drop(wide, wideTargets);
  const cropped = crop(tape, entropy, gradient);
  const averaged = tape.attachOne(tape.view(cropped), [cropped], [], gradient);
  tape.drop(entropy, cropped);
  const loss = tape.attachOne(tape.tensor([positives], "fp32"), [averaged], [], gradient);
  tape.drop(product, averaged, low, rows);
  return loss;
}

/** Outside the boxes: written in place, or multiplied with a map of truth values, which stays for backward. */
function crop(tape: Tape, x: Tensor, gradient: () => Tensor[]): Tensor {
  if (tape.settings.rules.masks === "to-masks") return tape.attachOne(tape.view(x), [x], [], gradient);
  const inside = tape.like(x, "int8");
  const product = tape.attachOne(tape.like(x), [x], [inside], gradient);
  tape.drop(inside);
  return product;
}

/** Candidates a label whose masks the assigner decodes: ten a label, three times over; about seven in the other branch. */
const DECODED_PER_LABEL = { oneToMany: 30, oneToOne: 21 };
/** Masks are compared in chunks of at most so many pixels. */
const CHUNK_PIXELS = 1 << 27;

/** Mask-aware assignment: the best candidates of each label get their masks decoded and compared with the label's. */
function compareMasks(
  tape: Tape,
  options: {
    readonly predictions: BranchPredictions;
    readonly labels: BatchLabels;
    readonly map: readonly [number, number];
  },
): (oneToOne: boolean) => void {
  const { predictions, labels, map } = options;
  const [batch, outputs, anchors] = [predictions.images, predictions.extra?.dim(1) ?? 0, predictions.anchors];
  const { most, candidates } = labels;
  const pixels = map[0] * map[1];
  return (oneToOne) => {
    const half = halfIfAutocast(tape);
    const scores = tape.tensor([batch, most, anchors], "fp32");
    const chosen = tape.tensor([batch, most, anchors], "int8");
    const [values, indices] = [tape.tensor([candidates], "fp32"), tape.tensor([candidates], "int64")];
    const perLabel = oneToOne ? DECODED_PER_LABEL.oneToOne : DECODED_PER_LABEL.oneToMany;
    const decoded = Math.round(most * perLabel * (1 - labels.shared));
    const images = Math.max(1, Math.floor(CHUNK_PIXELS / Math.max(1, decoded * pixels)));
    const coefficients = tape.tensor([batch, decoded, outputs], half);
    const overlaps = tape.tensor([batch, most, decoded], "fp32");
    for (let first = 0; first < batch; first += images) {
      const count = Math.min(images, batch - first);
      const prototypes = tape.tensor([count, outputs, pixels], half);
      const logits = tape.tensor([count, decoded, pixels], half);
      tape.drop(prototypes);
      const masks = tape.tensor([count, decoded, pixels], "int8");
      tape.drop(logits);
      const labelled = tape.tensor([count, most, pixels], "fp16");
      const compared = tape.tensor([count, decoded, pixels], "fp16");
      const sums = tape.tensor([count, decoded, pixels], "int64");
      tape.drop(sums, masks, labelled, compared);
    }
    tape.drop(scores, chosen, values, indices, coefficients, overlaps);
  };
}

/** Cross-entropy and Dice of the semantic branch, targets brought to the size of the logits. */
function semanticBranchLoss(tape: Tape, logits: Tensor): readonly Tensor[] {
  const { shape, dtype, elements } = logits;
  const fp32 = () => tape.tensor(shape, "fp32");
  const targets = fp32();
  const wide = tape.cast(logits, "fp32");
  const entropy = fp32();
  tape.drop(fp32());
  const mean = tape.attachOne(tape.tensor([], "fp32"), [wide], [wide, targets], () => [fp32()]);
  tape.drop(entropy);
  const squashed = tape.like(logits);
  tape.attachOne(squashed, [logits], [squashed], (_, [saved]) => [saved && tape.like(saved)]);
  const product = fp32();
  tape.drop(tape.tensor([2 * elements], "fp32"));
  tape.drop(product);
  tape.drop(tape.tensor([2 * elements], "fp32"));
  const dice = tape.attachOne(tape.tensor([], "fp32"), [squashed], [targets], () => {
    const temporary = fp32();
    const result = tape.tensor(shape, dtype);
    tape.drop(temporary);
    return [result];
  });
  tape.drop(targets, wide, squashed);
  return [mean, dice];
}

export interface SegmentationLoss {
  readonly head: DetectFields;
  readonly predictions: BranchPredictions;
  readonly labels: BatchLabels;
  readonly oneToOne?: boolean;
}

/** Positives of one image: each label's ten best anchors (an anchor that two labels want counts once, which is rare). */
const positivesOfImage = (labels: BatchLabels, image: number, oneToOne: boolean): number =>
  Math.max(1, Math.round((labels.perImage[image] ?? labels.most) * (oneToOne ? 1 : 10)));

/** Detection loss, then masks image by image, then the semantic branch where there is one. */
export function segmentationLoss(tape: Tape, options: SegmentationLoss): Tensor {
  tape.operation("mask loss");
  const { head, predictions, labels, oneToOne = false } = options;
  const { extra, proto, semantic } = predictions;
  if (extra === undefined || proto === undefined) throw new Error("a segment head without masks");
  const [batch, outputs, anchors] = [extra.dim(0), extra.dim(1), extra.dim(2)];
  const coefficients = copy(tape, extra, [batch, anchors, outputs]);
  const map: readonly [number, number] = [proto.dim(2), proto.dim(3)];
  const aware = head.extra?.kind === "segment26";
  const labelMasks = aware ? tape.tensor([batch, labels.most, ...map], "int8") : undefined;
  const compare = aware ? { compare: compareMasks(tape, { predictions, labels, map }) } : {};
  const locals: Tensor[] = [];
  const detection = detectionLoss(tape, { head, predictions, labels, oneToOne, locals, ...compare });
  tape.drop(labelMasks);
  const [rows, columns] = [Math.floor(labels.height / labels.maskRatio), Math.floor(labels.width / labels.maskRatio)];
  const labelCount = labels.overlapMasks ? batch : batch * labels.most;
  const resized = tape.settings.rules.masks === "to-prototypes" && rows !== map[0];
  const masks = resized
    ? tape.tensor([labelCount, ...map], "fp32")
    : tape.gradients
      ? undefined
      : tape.tensor([labelCount, rows, columns], "fp32");
  const prototypes =
    resized || rows === map[0] ? tape.keep(proto) : bilinear(tape, proto, { height: rows, width: columns });
  const boxes = [
    tape.tensor([batch, anchors, 4], "fp32"),
    tape.tensor([batch, anchors], "fp32"),
    tape.tensor([batch, anchors, 4], "fp32"),
  ];
  const prototypesOf = unbind(tape, prototypes);
  const coefficientsOf = unbind(tape, coefficients);
  const parts = [detection];
  for (let image = 0; image < batch; image++) {
    const [ofImage, its] = [prototypesOf[image], coefficientsOf[image]];
    if (ofImage === undefined || its === undefined) continue;
    const positives = positivesOfImage(labels, image, oneToOne);
    const targets = labels.overlapMasks ? undefined : tape.tensor([positives, ofImage.dim(1), ofImage.dim(2)], "fp32");
    parts.push(imageMaskLoss(tape, { coefficients: its, prototypes: ofImage, positives, targets }));
    tape.drop(targets);
  }
  const semanticTargets: Tensor[] = [];
  if (semantic !== undefined) {
    const indices = tape.tensor([batch, ...map], "int64");
    const oneHot = tape.tensor([batch, head.classes, ...map], "fp32");
    tape.drop(tape.tensor([batch, ...map], "fp32"));
    parts.push(...semanticBranchLoss(tape, semantic));
    tape.drop(oneHot);
    semanticTargets.push(indices);
  }
  const loss = joinedLoss(tape, parts);
  tape.drop(
    ...parts,
    ...semanticTargets,
    ...prototypesOf,
    ...coefficientsOf,
    prototypes,
    coefficients,
    masks,
    ...boxes,
    ...locals,
  );
  return loss;
}
