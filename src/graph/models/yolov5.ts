import { COCO_CLASSES, type Published } from "./entry.ts";
import { drawBackbone, drawNeck, headInputs, type Neck } from "./pyramid.ts";
import { type Scales, V5_SCALES, V8_SCALES } from "./scales.ts";
import { block, chain, Sketch } from "./sketch.ts";

interface Grid {
  readonly name: string;
  /** Channels and repeats of each level from level 2 on. */
  readonly levels: readonly (readonly [channels: number, repeats: number])[];
}

const P5: Grid = {
  name: "yolov5",
  levels: [
    [128, 3],
    [256, 6],
    [512, 9],
    [1024, 3],
  ],
};
const P6: Grid = {
  name: "yolov5-p6",
  levels: [
    [128, 3],
    [256, 6],
    [512, 9],
    [768, 3],
    [1024, 3],
  ],
};
const plain = block("C3", 3, [false]);
const pooled = block("SPPF", 1, [5]);

function detector(
  net: Sketch,
  name: string,
  facts: { readonly scales: Scales; readonly activation?: string },
): Published {
  return { ...net.describe({ name, ...facts }), task: "detect", classes: COCO_CLASSES };
}

function drawV5(grid: Grid): Published {
  const net = new Sketch();
  const backbone = drawBackbone(net, {
    stem: 64,
    stemStage: block("Conv", 1, [6, 2, 2]),
    levels: grid.levels.map(([channels, repeats]) => ({ channels, block: block("C3", repeats) })),
    tail: pooled,
  });
  const levels: Record<number, Neck["levels"][number]> = {};
  grid.levels.forEach(([channels], i) => {
    if (i > 0) levels[i + 2] = { channels, down: plain, up: plain };
  });
  const neck: Neck = { levels, squeeze: block("Conv", 1, [1, 1]) };
  net.add("Detect", ["nc"], { from: headInputs(drawNeck(net, neck, backbone)) });
  return detector(net, grid.name, { scales: V5_SCALES });
}

/** Plain convolutions one after the other. */
const convolutions = (repeats: number) => block("Conv", repeats, [3, 1]);

function drawV6(): Published {
  const net = new Sketch();
  const backbone = drawBackbone(net, {
    stem: 64,
    levels: [
      { channels: 128, block: convolutions(6) },
      { channels: 256, block: convolutions(12) },
      { channels: 512, block: convolutions(18) },
      { channels: 1024, block: convolutions(6) },
    ],
    tail: pooled,
  });
  const stage = chain(convolutions(1), convolutions(9));
  const levels = {
    3: { channels: 128, down: stage },
    4: { channels: 256, down: stage, up: stage },
    5: { channels: 512, up: stage },
  };
  const neck: Neck = { levels, squeeze: block("Conv", 1, [1, 1]), enlarge: block("nn.ConvTranspose2d", 1, [2, 2, 0]) };
  net.add("Detect", ["nc"], { from: headInputs(drawNeck(net, neck, backbone)) });
  return detector(net, "yolov6", { scales: V8_SCALES, activation: "torch.nn.ReLU()" });
}

/** YOLOv5 (five and six levels) and YOLOv6, both with the head of YOLOv8. */
export function yolov5And6(): readonly Published[] {
  return [drawV5(P5), drawV5(P6), drawV6()];
}
