import type { LayerIndex, Sketch } from "./sketch.ts";

/** Bottlenecks of the four stages, table 1 of https://arxiv.org/abs/1512.03385. */
export const RESNET_BLOCKS = { 50: [3, 4, 6, 3], 101: [3, 4, 23, 3] } as const;

/** A stage widens its narrow channels four times. */
const WIDENING = 4;
const FIRST_CHANNELS = 64;

/** Draws the stem and the four stages; yields the last layer of each stage, largest map first. Channels are not scaled. */
export function drawResNet(net: Sketch, blocks: readonly number[]): readonly LayerIndex[] {
  net.add("ResNetLayer", [3, FIRST_CHANNELS, 1, true, 1]);
  const stages = blocks.map((count, i) => {
    const narrow = FIRST_CHANNELS * 2 ** i;
    const input = i === 0 ? FIRST_CHANNELS : (narrow / 2) * WIDENING;
    return net.add("ResNetLayer", [input, narrow, i === 0 ? 1 : 2, false, count]);
  });
  net.endBackbone();
  return stages;
}
