import { COCO_CLASSES, type Published } from "./entry.ts";
import { drawBackbone, drawNeck, headInputs } from "./pyramid.ts";
import type { Scales } from "./scales.ts";
import { block, chain, Sketch, type Stage } from "./sketch.ts";

/** The places where a YOLOv10 model may have compact inverted blocks (C2fCIB) instead of C2f. */
interface Compact {
  readonly backbone4?: Stage;
  readonly backbone5?: Stage;
  readonly down4?: Stage;
  readonly up4?: Stage;
  readonly up5: Stage;
}

const compact = block("C2fCIB", 3, [true]);
/** With the 7x7 depthwise convolution that pays off in small models only (section 3.3 of https://arxiv.org/abs/2405.14458). */
const large = block("C2fCIB", 3, [true, true]);
const neck = { down4: compact, up4: compact, up5: compact };

/** The larger the model, the more of its stages are compact: each scale is a model of its own. */
const MODELS: Readonly<Record<string, { readonly scale: Scales[string]; readonly compact: Compact }>> = {
  n: { scale: [0.33, 0.25, 1024], compact: { up5: large } },
  s: { scale: [0.33, 0.5, 1024], compact: { backbone5: large, up5: large } },
  m: { scale: [0.67, 0.75, 768], compact: { backbone5: compact, up4: compact, up5: compact } },
  b: { scale: [0.67, 1, 512], compact: { backbone5: compact, ...neck } },
  l: { scale: [1, 1, 512], compact: { backbone5: compact, ...neck } },
  x: { scale: [1, 1.25, 512], compact: { backbone4: block("C2fCIB", 6, [true]), backbone5: compact, ...neck } },
};

const plain = block("C2f", 3);
const residual = (repeats: number) => block("C2f", repeats, [true]);
/** Channels first, then halving: cheaper than a strided 3x3 convolution. */
const decoupled = block("SCDown", 1, [3, 2]);

function draw(letter: string, at: Compact, scale: Scales[string]): Published {
  const net = new Sketch();
  const backbone = drawBackbone(net, {
    stem: 64,
    levels: [
      { channels: 128, block: residual(3) },
      { channels: 256, block: residual(6) },
      { channels: 512, halve: decoupled, block: at.backbone4 ?? residual(6) },
      { channels: 1024, halve: decoupled, block: at.backbone5 ?? residual(3) },
    ],
    tail: chain(block("SPPF", 1, [5]), block("PSA")),
  });
  const levels = {
    3: { channels: 256, down: plain },
    4: { channels: 512, down: at.down4 ?? plain, up: at.up4 ?? plain },
    5: { channels: 1024, halve: decoupled, up: at.up5 },
  };
  net.add("v10Detect", ["nc"], { from: headInputs(drawNeck(net, { levels }, backbone)) });
  return {
    ...net.describe({ name: `yolov10${letter}`, scales: { [letter]: scale } }),
    task: "detect",
    classes: COCO_CLASSES,
  };
}

/** YOLOv10 n, s, m, b, l and x. */
export function yolov10(): readonly Published[] {
  return Object.entries(MODELS).map(([letter, { compact: at, scale }]) => draw(letter, at, scale));
}
