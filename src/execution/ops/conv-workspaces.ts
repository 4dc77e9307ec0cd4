import type { LayerOf } from "../../graph/layer.ts";
import { ceilDiv } from "../ceil-div.ts";
import type { Settings } from "../tape.ts";
import { type DType, WIDTH } from "../tensor.ts";
import recorded from "./weight-gradient-workspaces.json" with { type: "json" };

/** Everything that a convolution's workspaces depend on. */
export interface ConvSizes {
  readonly layer: LayerOf<"Conv2d">;
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly dtype: DType;
}

const roundUp = (x: number, m: number): number => ceilDiv(x, m) * m;
const padded = (channels: number): number => roundUp(channels, 8);

const RECORDED: ReadonlyMap<string, number> = new Map(
  recorded.rows.map((row) => [row.slice(0, 8).join(), row[8] ?? 0]),
);

const inputElements = (s: ConvSizes, channels: number): number => s.batch * channels * s.height * s.width;
const outputElements = (s: ConvSizes, channels: number): number => s.batch * channels * s.outHeight * s.outWidth;

/**
 * Copies that cuDNN makes inside its workspace where the layout or the channel count does not suit its kernels.
 * Read off traces on an H200 (memory-rules, workspaces): exact for half precision.
 */
export function transformWorkspace(s: ConvSizes, settings: Settings): number {
  const { layer, dtype } = s;
  const k = layer.kernel[0];
  if (layer.groups > 1 || dtype !== "fp16") return 0;
  const weight = padded(layer.in) * padded(layer.out) * k * k;
  if (!settings.channelsLast) {
    if (layer.in <= 4 || k === 1) return 0;
    return WIDTH[dtype] * (inputElements(s, padded(layer.in)) + outputElements(s, padded(layer.out)) + weight) + 16;
  }
  const raggedIn = layer.in % 8 !== 0;
  const raggedOut = layer.out % 8 !== 0;
  if (k === 1 || !((raggedIn && layer.in > 4) || raggedOut)) return 0;
  const input = raggedIn ? inputElements(s, padded(layer.in)) : 0;
  const output = raggedOut ? outputElements(s, padded(layer.out)) : 0;
  return WIDTH[dtype] * (input + output + weight) + 16;
}

/** The same for the weight gradient. The 233,983 bytes beside the copies were seen in two fp32 layers. */
function transformWeightGradient(s: ConvSizes, settings: Settings): number {
  const { layer, dtype } = s;
  const k = layer.kernel[0];
  if (layer.groups > 1) return 0;
  const both = WIDTH[dtype] * (inputElements(s, layer.in) + outputElements(s, layer.out));
  if (dtype === "fp32") return k > 1 && layer.in <= 16 ? both + 233_983 : 0;
  const copiesBoth = !settings.channelsLast && (layer.in <= 4 || (k === 1 && Math.max(layer.in, layer.out) <= 48));
  return copiesBoth ? both + 16 : transformWorkspace(s, settings);
}

/** Partial sums of a 1x1 weight gradient: one copy of the weights a split (splits seen: 4, 19, 76, at most 132). */
function splitsOfPointwise(s: ConvSizes): number {
  const { layer } = s;
  const pixels = s.batch * s.outHeight * s.outWidth;
  if (pixels < 3000) return 0;
  const weight = (layer.in > 64 && layer.in < 96 ? roundUp(layer.in, 96) : layer.in) * layer.out * 4;
  const wanted = pixels < 12_000 ? 4 : Math.round(pixels / 1344);
  const tiles = Math.max(1, ceilDiv(layer.in, 128) * ceilDiv(layer.out, 128));
  const splits = Math.max(1, Math.min(wanted, 132, Math.max(4, Math.trunc(132 / tiles))));
  return splits * weight + 272;
}

/** Partial sums of a wider weight gradient; the split counts were seen between recorded shapes, not derived. */
function splitsOfSpatial(s: ConvSizes): number {
  const { layer } = s;
  const k = layer.kernel[0];
  const pixels = s.batch * s.outHeight * s.outWidth;
  if (pixels < 3000) return 0;
  if (layer.in <= 4) return pixels > 500_000 ? 3_214_563 : 1_062_063;
  const weight = roundUp(layer.in, 64) * roundUp(layer.out, 64) * k * k * 4;
  const tiles = ceilDiv(layer.in, 64) * ceilDiv(layer.out, 64);
  const many = tiles <= 2 ? 13 : tiles <= 8 ? 6 : tiles <= 16 ? 3 : 1;
  const splits = pixels >= 20_000 ? many : tiles <= 2 ? 5 : 0;
  return splits === 0 ? 131 : Math.trunc(Math.min(splits * weight, 8 << 20)) + 663;
}

function splitWorkspace(s: ConvSizes): number {
  const { layer } = s;
  const k = layer.kernel[0];
  if (s.dtype === "fp16") {
    const key = [s.batch, layer.in, s.outHeight, s.outWidth, layer.out, k, layer.stride, layer.groups].join();
    const seen = RECORDED.get(key);
    if (seen !== undefined) return seen;
  }
  if (layer.groups > 1) return k > 1 ? Math.floor((4 * 16 * k * k * roundUp(layer.in, 64)) / 8) : 0;
  return k === 1 ? splitsOfPointwise(s) : splitsOfSpatial(s);
}

/** Workspace of the gradient of the weights. */
export function weightGradientWorkspace(s: ConvSizes, settings: Settings): number {
  return imagewiseWeightGradient(s, settings) ?? splitWorkspace(s) + transformWeightGradient(s, settings);
}

/** The largest such gradient that was recorded, 256 x 1280; classifiers of 512 x 1280 peak lower than it would have them. */
const MOST_IMAGEWISE = 327_680;

/** One fp32 weight gradient an image: half-precision 1x1 convolutions in NCHW order, as recorded from 8.3.63. */
function imagewiseWeightGradient(s: ConvSizes, settings: Settings): number | undefined {
  const { layer, dtype, batch } = s;
  if (settings.channelsLast || dtype === "fp32" || layer.kernel[0] !== 1 || layer.groups > 1) return undefined;
  if (Math.max(layer.in, layer.out) <= 48 || layer.in * layer.out > MOST_IMAGEWISE) return undefined;
  return batch * layer.in * layer.out * 4;
}

/** Workspace of the gradient of the input. The narrow strided case was seen once, in one layer. */
export function dataGradientWorkspace(s: ConvSizes, settings: Settings): number {
  const { layer } = s;
  const narrow =
    settings.channelsLast &&
    s.dtype === "fp16" &&
    layer.stride === 2 &&
    layer.kernel[0] === 3 &&
    layer.in <= 16 &&
    s.height <= 112;
  if (narrow) return 2 * (inputElements(s, layer.in) + outputElements(s, layer.out)) + 247_824;
  return transformWorkspace(s, settings);
}
