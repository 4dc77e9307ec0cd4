import type { LayerOf } from "../../graph/layer.ts";
import type { Network, Targets } from "../network.ts";
import type { Tensor } from "../tensor.ts";

/** Queries made of the labels with noise, which the decoder learns to clean. */
export interface Denoising {
  /** Queries of one image. */
  readonly queries: number;
  /** How often each label is denoised: once as itself and once as something else in every group. */
  readonly groups: number;
  readonly embedding: Tensor;
  readonly boxes: Tensor;
  /** Which query may not see which. */
  readonly mask: Tensor;
}

/**
 * As many groups of the fullest image's labels as there are denoising queries; at most that many labels of an image.
 * Where counts vary, some batch's fullest image divides their number, and no queries are lost: that batch is played.
 */
export function denoisingGroups(
  denoising: number,
  targets: Pick<Targets, "most" | "vary">,
): { readonly groups: number; readonly queries: number } {
  const labels = Math.min(targets.most, denoising);
  if (labels < 1) return { groups: 0, queries: 0 };
  const groups = targets.vary ? denoising / labels : Math.floor(denoising / labels);
  return { groups, queries: Math.round(2 * groups * labels) };
}

/** Noisy labels of a training batch, their classes embedded; undefined where nothing is denoised. */
export function denoising(
  network: Network,
  layer: LayerOf<"RTDETRDecoder">,
  targets: Targets & { readonly batch: number; readonly queries: number },
): Denoising | undefined {
  const { tape } = network;
  const { groups, queries } = denoisingGroups(layer.denoising, targets);
  if (queries === 0) return undefined;
  const labels = Math.round(2 * groups * Math.min(targets.total, targets.batch * layer.denoising));
  const index = () => tape.tensor([labels], "int64");
  const classes = index();
  const known = tape.tensor([labels, 4], "fp32");
  const images = index();
  const noisy = [known, ...Array.from({ length: 5 }, () => tape.tensor([labels, 4], "fp32"))];
  const table = network.weight(layer.denoisingEmbedding, "weight");
  const { shape } = table;
  const rows = [labels, layer.hidden];
  const embedded = tape.attachOne(tape.tensor(rows, "fp32"), [table], [classes], () => [tape.tensor(shape, "fp32")]);
  // Written into zeros at each query's place.
  const padded = tape.tensor([targets.batch, queries, layer.hidden], "fp32");
  const embedding = tape.attachOne(padded, [embedded], [images], () => [tape.tensor(rows, "fp32")]);
  const boxes = tape.tensor([targets.batch, queries, 4], "fp32");
  const side = queries + targets.queries;
  const mask = tape.tensor([side, side], "int8");
  tape.drop(...noisy, embedded, classes, images);
  return { queries, groups, embedding, boxes, mask };
}
