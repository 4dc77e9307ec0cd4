import {
  CITYSCAPES_CLASSES,
  COCO_CLASSES,
  classifyEnding,
  type Ending,
  IMAGENET_CLASSES,
  type Published,
  pyramidEndings,
  yoloeEndings,
} from "./entry.ts";
import { type Backbone, type BackboneLevel, drawBackbone, drawNeck, headInputs, type Neck } from "./pyramid.ts";
import { V11_SCALES } from "./scales.ts";
import { block, chain, Sketch, type Stage } from "./sketch.ts";

/** What makes 11, 12 and 26 different. */
interface Generation {
  readonly name: string;
  /** Blocks of level 4 and deeper in the backbone. */
  readonly deep4: Stage;
  readonly deep5: Stage;
  readonly tail?: Stage;
  readonly neck: Stage;
  /** Block of the smallest map on the way up. */
  readonly last: Stage;
  readonly endings: readonly Ending[];
  readonly endToEnd: boolean;
}

const light = block("C3k2", 2, [false]);
const heavy = block("C3k2", 2, [true]);
/** A quarter of the width inside: the two largest maps of every backbone. */
const slim = block("C3k2", 2, [false, 0.25]);
const attention = block("C2PSA", 2);

const ELEVEN: Generation = {
  name: "yolo11",
  deep4: heavy,
  deep5: heavy,
  tail: chain(block("SPPF", 1, [5]), attention),
  neck: light,
  last: heavy,
  endings: pyramidEndings("", COCO_CLASSES),
  endToEnd: false,
};

const TWELVE: Generation = {
  name: "yolo12",
  deep4: block("A2C2f", 4, [true, 4]),
  deep5: block("A2C2f", 4, [true, 1]),
  neck: block("A2C2f", 2, [false, -1]),
  last: heavy,
  endings: pyramidEndings("", COCO_CLASSES),
  endToEnd: false,
};

/** `residual`: whether the pooling adds its input; the six-level model does not. */
const tail26 = (residual: boolean) => chain(block("SPPF", 1, [5, 3, residual]), attention);

const TWENTY_SIX: Generation = {
  name: "yolo26",
  deep4: heavy,
  deep5: heavy,
  tail: tail26(true),
  neck: heavy,
  last: block("C3k2", 1, [true, 0.5, true]),
  endings: pyramidEndings("26", COCO_CLASSES),
  endToEnd: true,
};

/** Levels 2 and 3 widen in their block; the others keep the width of the halving. */
function backboneOf(generation: Generation, six: boolean): Backbone {
  const levels: BackboneLevel[] = [
    { channels: 128, block: slim, blockChannels: 256 },
    { channels: 256, block: slim, blockChannels: 512 },
    { channels: 512, block: generation.deep4 },
    ...(six ? [{ channels: 768, block: generation.deep5 }] : []),
    { channels: 1024, block: generation.deep5 },
  ];
  const { tail } = generation;
  return { stem: 64, levels, ...(tail === undefined ? {} : { tail }) };
}

const FIVE = { 3: 256, 4: 512, 5: 1024 };
const WITH_TWO = { 2: 128, ...FIVE };
const SIX = { 3: 256, 4: 512, 5: 768, 6: 1024 };

function neckOf(generation: Generation, channels: Readonly<Record<number, number>>): Neck {
  const top = Math.max(...Object.keys(channels).map(Number));
  const levels = Object.entries(channels).map(([level, c]) => {
    const up = Number(level) === top ? generation.last : generation.neck;
    return [level, { channels: c, down: generation.neck, up }] as const;
  });
  return { levels: Object.fromEntries(levels) };
}

interface Shape {
  readonly suffix: string;
  readonly channels: Readonly<Record<number, number>>;
}

function draw(generation: Generation, ending: Ending, shape: Shape): Published {
  const net = new Sketch();
  const backbone = drawBackbone(net, backboneOf(generation, 6 in shape.channels));
  ending.head(net, headInputs(drawNeck(net, neckOf(generation, shape.channels), backbone)));
  const name = `${generation.name}${ending.suffix}${shape.suffix}`;
  const facts = { ...(generation.endToEnd ? { endToEnd: true, regMax: 1 } : {}), ...ending.facts };
  return { ...net.describe({ name, scales: V11_SCALES, ...facts }), task: ending.task, classes: ending.classes };
}

function classifier(generation: Generation): Published {
  const net = new Sketch();
  const { tail: _, ...backbone } = backboneOf(generation, false);
  drawBackbone(net, backbone);
  if (generation.tail) attention(net, 1024);
  return finishClassifier(net, { name: `${generation.name}-cls`, scales: V11_SCALES });
}

function finishClassifier(net: Sketch, facts: Parameters<Sketch["describe"]>[0]): Published {
  classifyEnding(net);
  return { ...net.describe(facts), task: "classify", classes: IMAGENET_CLASSES };
}

/** ResNet-18 as torchvision has it, without its pooling and its last layer. */
function torchvisionClassifier(): Published {
  const net = new Sketch();
  net.add("TorchVision", [512, "resnet18", "DEFAULT", true, 2]);
  net.endBackbone();
  return finishClassifier(net, { name: "yolo11-cls-resnet18" });
}

const WHOLE: Shape = { suffix: "", channels: FIVE };
const dense = { endToEnd: false };

/** YOLO26 for depth: one channel out, no boxes. */
const depthEnding: Ending = {
  suffix: "-depth",
  task: "depth",
  classes: 1,
  head: (net, inputs) => net.add("Depth", [256], { from: inputs }),
};

/** YOLO26 for semantic segmentation: the way down only, levels 3 and 4. */
function semantic(): Published {
  const net = new Sketch();
  const backbone = drawBackbone(net, backboneOf(TWENTY_SIX, false));
  const { neck } = TWENTY_SIX;
  const levels = { 3: { channels: 256, down: neck }, 4: { channels: 512, down: neck }, 5: { channels: 1024 } };
  net.add("SemanticSegment", ["nc"], { from: headInputs(drawNeck(net, { levels }, backbone)) });
  const facts = { name: "yolo26-sem", scales: V11_SCALES };
  return { ...net.describe(facts), task: "semantic", classes: CITYSCAPES_CLASSES };
}

/** YOLO11, 12 and 26 in all their tasks and forms. */
export function yolo11To26(): readonly Published[] {
  const generations = [ELEVEN, TWELVE, TWENTY_SIX];
  const detect26 = TWENTY_SIX.endings[0] as Ending;
  return [
    ...generations.flatMap((generation) => generation.endings.map((ending) => draw(generation, ending, WHOLE))),
    ...generations.map(classifier),
    torchvisionClassifier(),
    ...yoloeEndings("").map((ending) => draw({ ...ELEVEN, name: "yoloe-11" }, ending, WHOLE)),
    ...yoloeEndings("26").map((ending) => draw({ ...TWENTY_SIX, name: "yoloe-26" }, ending, WHOLE)),
    draw(TWENTY_SIX, detect26, { suffix: "-p2", channels: WITH_TWO }),
    draw({ ...TWENTY_SIX, tail: tail26(false) }, detect26, { suffix: "-p6", channels: SIX }),
    draw({ ...TWENTY_SIX, ...dense }, depthEnding, WHOLE),
    semantic(),
  ];
}
