import {
  COCO_CLASSES,
  classifyEnding,
  type Ending,
  IMAGENET_CLASSES,
  type Published,
  pyramidEndings,
  worldEnding,
  yoloeEndings,
} from "./entry.ts";
import { type Backbone, drawBackbone, drawNeck, headInputs, type Levels, type Neck } from "./pyramid.ts";
import { drawResNet, RESNET_BLOCKS } from "./resnet.ts";
import { type Scales, V8_CLASSIFY_SCALES, V8_SCALES } from "./scales.ts";
import { block, halve, Sketch, type Stage } from "./sketch.ts";

/** Channels and repeats of each level, from level 2 on: one list for five levels, one for six. */
const FIVE = [
  [128, 3],
  [256, 6],
  [512, 6],
  [1024, 3],
] as const;
const SIX = [
  [128, 3],
  [256, 6],
  [512, 6],
  [768, 3],
  [1024, 3],
] as const;
type Grid = typeof FIVE | typeof SIX;
const pooled = block("SPPF", 1, [5]);

/** What YOLOv8 is made of; its ghost form exchanges both parts. */
interface Parts {
  readonly module: string;
  readonly halve: Stage;
  /** Block of the neck, where it is another one. */
  readonly neck: Stage;
}

const PLAIN: Parts = { module: "C2f", halve, neck: block("C2f", 3) };
const PLAIN_SIX: Parts = { ...PLAIN, neck: block("C2", 3, [false]) };
const GHOST: Parts = { module: "C3Ghost", halve: block("GhostConv", 1, [3, 2]), neck: block("C3Ghost", 3) };

function v8Backbone(grid: Grid, parts: Parts = PLAIN): Backbone {
  const levels = grid.map(([channels, repeats]) => ({
    channels,
    halve: parts.halve,
    block: block(parts.module, repeats, [true]),
  }));
  return { stem: 64, levels, tail: pooled };
}

/** The neck from level `largest` (the largest map) to the last level of the grid. */
function v8Neck(grid: Grid, largest: number, parts: Parts = PLAIN): Neck {
  const levels: Record<number, Neck["levels"][number]> = {};
  grid.forEach(([channels], i) => {
    if (i + 2 >= largest) levels[i + 2] = { channels, down: parts.neck, up: parts.neck, halve: parts.halve };
  });
  return { levels };
}

/** Channels of one attention head of a text-guided block. */
const HEAD_CHANNELS = 64;

/** C2f that looks at the text: its embedding and its heads grow with the channels. */
const guided: Stage = (net, channels) =>
  net.add("C2fAttn", [channels, channels / 2, channels / HEAD_CHANNELS], { repeats: 3 });
const GUIDED: Parts = { ...PLAIN, neck: guided };

interface Variant {
  readonly grid: Grid;
  readonly largest: number;
  readonly parts: Parts;
}

const P5: Variant = { grid: FIVE, largest: 3, parts: PLAIN };
const P6: Variant = { grid: SIX, largest: 3, parts: PLAIN_SIX };
const P2: Variant = { grid: FIVE, largest: 2, parts: PLAIN };

function draw(name: string, variant: Variant, ending: Ending): Published {
  const net = new Sketch();
  const backbone = drawBackbone(net, v8Backbone(variant.grid, variant.parts));
  ending.head(net, headInputs(drawNeck(net, v8Neck(variant.grid, variant.largest, variant.parts), backbone)));
  const { task, classes, facts } = ending;
  return { ...net.describe({ name, scales: V8_SCALES, ...facts }), task, classes };
}

/** YOLO-World. In its first version the text also attends to the maps, between the way down and the way up. */
function drawWorld(ending: Ending, pools: boolean): Published {
  const net = new Sketch();
  const backbone = drawBackbone(net, v8Backbone(FIVE));
  const between = (sketch: Sketch, down: Levels) => {
    sketch.add("ImagePoolingAttn", [256], { from: [...headInputs(down), backbone.get(5) ?? -1] });
  };
  const neck = { ...v8Neck(FIVE, 3, GUIDED), ...(pools ? { between } : {}) };
  ending.head(net, headInputs(drawNeck(net, neck, backbone)));
  const { task, classes } = ending;
  return { ...net.describe({ name: `yolov8${ending.suffix}`, scales: V8_SCALES }), task, classes };
}

function classifier(name: string, scales: Scales, drawIt: (net: Sketch) => void): Published {
  const net = new Sketch();
  drawIt(net);
  classifyEnding(net);
  return { ...net.describe({ name, scales }), task: "classify", classes: IMAGENET_CLASSES };
}

/** YOLOv8's pose files count one class: the person. */
const PERSON = 1;
const endings = pyramidEndings("", PERSON);
const detect = endings[0] as Ending;
const rtdetr: Ending = {
  suffix: "-rtdetr",
  task: "detect",
  classes: COCO_CLASSES,
  head: (net, inputs) => net.add("RTDETRDecoder", ["nc"], { from: inputs }),
};
/** Tasks that have a six-level form. */
const WITH_P6 = ["", "-seg", "-pose"];

/** YOLOv8 in all its tasks and forms. */
export function yolov8(): readonly Published[] {
  const plainClassifier = (net: Sketch) => drawBackbone(net, { stem: 64, levels: v8Backbone(FIVE).levels });
  return [
    ...endings.map((ending) => draw(`yolov8${ending.suffix}`, P5, ending)),
    ...endings.filter((e) => WITH_P6.includes(e.suffix)).map((e) => draw(`yolov8${e.suffix}-p6`, P6, e)),
    draw("yolov8-p2", P2, detect),
    draw("yolov8-ghost", { ...P5, parts: GHOST }, detect),
    draw("yolov8-ghost-p2", { ...P2, parts: GHOST }, detect),
    draw("yolov8-ghost-p6", { ...P6, parts: GHOST }, detect),
    draw("yolov8-rtdetr", P5, rtdetr),
    ...yoloeEndings("").map((ending) => draw(`yoloe-v8${ending.suffix}`, P5, ending)),
    drawWorld(worldEnding("-world", false), true),
    drawWorld(worldEnding("-worldv2", true), false),
    classifier("yolov8-cls", V8_CLASSIFY_SCALES, plainClassifier),
    classifier("yolov8-cls-resnet50", V8_CLASSIFY_SCALES, (net) => drawResNet(net, RESNET_BLOCKS[50])),
    classifier("yolov8-cls-resnet101", V8_CLASSIFY_SCALES, (net) => drawResNet(net, RESNET_BLOCKS[101])),
  ];
}
