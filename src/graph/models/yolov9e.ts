import { drawNeck, type Levels } from "./pyramid.ts";
import { block, halve, type LayerIndex, type Sketch } from "./sketch.ts";

/** Channels of the two backbones' levels: after halving, of the block, inside the block. */
const LEVELS = [
  { halved: 128, block: 256, inner: 128 },
  { halved: 256, block: 512, inner: 256 },
  { halved: 512, block: 1024, inner: 512 },
  { halved: 1024, block: 1024, inner: 512 },
] as const;
/** Widths that the composite connections hand over, by level from 1 on: a deeper layer hands over one more. */
const COMPOSITE = [64, 128, 256, 512, 1024] as const;
const STEM = 64;
const DEPTH = 2;

type Level = (typeof LEVELS)[number];
const aDown = block("ADown");
const elan = (net: Sketch, channels: number, inner: number): LayerIndex =>
  net.add("RepNCSPELAN4", [channels, inner, inner / 2, DEPTH]);
const halveLevel = (net: Sketch, level: Level, first: boolean): LayerIndex =>
  (first ? halve : aDown)(net, level.halved);

/** The first backbone; yields the last layer of levels 1 to 5. */
function drawFirst(net: Sketch): LayerIndex[] {
  const outputs = [halve(net, STEM)];
  LEVELS.forEach((level, i) => {
    halveLevel(net, level, i === 0);
    outputs.push(elan(net, level.block, level.inner));
  });
  return outputs;
}

/** The second backbone, which adds to its map at each level what the first one found at that level and deeper. */
function drawSecond(net: Sketch, image: LayerIndex, composites: readonly LayerIndex[]): Map<number, LayerIndex> {
  const fuse = (level: number) =>
    net.add("CBFuse", [composites.slice(level - 1).map(() => level - 1)], {
      from: [...composites.slice(level - 1), -1],
    });
  const outputs = new Map<number, LayerIndex>();
  net.add("Conv", [STEM, 3, 2], { from: image });
  fuse(1);
  LEVELS.forEach((level, i) => {
    halveLevel(net, level, i === 0);
    fuse(i + 2);
    outputs.set(i + 2, elan(net, level.block, level.inner));
  });
  return outputs;
}

/** YOLOv9e: two backbones with composite connections (figure 3 of https://arxiv.org/abs/2402.13616), one neck. */
export function drawReversible(net: Sketch): Levels {
  const image = net.add("nn.Identity");
  const first = drawFirst(net);
  const composites = first.map((from, i) => net.add("CBLinear", [COMPOSITE.slice(0, i + 1)], { from }));
  const levels = drawSecond(net, image, composites);
  levels.set(5, net.add("SPPELAN", [512, 256]));
  net.endBackbone();
  const same = (n: Sketch, channels: number) => elan(n, channels, channels);
  const last = (n: Sketch, channels: number) => elan(n, channels, 2 * channels);
  return drawNeck(
    net,
    {
      levels: {
        3: { channels: 256, down: same },
        4: { channels: 512, down: same, up: same, halve: aDown },
        5: { channels: 512, up: last, halve: aDown },
      },
    },
    levels,
  );
}
