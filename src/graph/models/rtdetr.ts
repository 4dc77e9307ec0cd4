import { COCO_CLASSES, type Published } from "./entry.ts";
import { drawResNet, RESNET_BLOCKS } from "./resnet.ts";
import { type LayerIndex, Sketch } from "./sketch.ts";

/** One stage of PP-HGNetV2: blocks of `inner` channels inside and `outer` outside; from the third stage on light ones of 5x5. */
interface HgStage {
  readonly inner: number;
  readonly outer: number;
  readonly blocks: number;
}

interface HgNet {
  readonly stem: readonly [inner: number, outer: number];
  readonly stages: readonly [HgStage, HgStage, HgStage, HgStage];
}

const L: HgNet = {
  stem: [32, 48],
  stages: [
    { inner: 48, outer: 128, blocks: 1 },
    { inner: 96, outer: 512, blocks: 1 },
    { inner: 192, outer: 1024, blocks: 3 },
    { inner: 384, outer: 2048, blocks: 1 },
  ],
};

const X: HgNet = {
  stem: [32, 64],
  stages: [
    { inner: 64, outer: 128, blocks: 1 },
    { inner: 128, outer: 512, blocks: 2 },
    { inner: 256, outer: 1024, blocks: 5 },
    { inner: 512, outer: 2048, blocks: 2 },
  ],
};

/** Layers inside each block, before depth scaling. */
const BLOCK_DEPTH = 6;
const FIRST_LIGHT_STAGE = 2;

/** Draws the stem and the stages; yields the last layer of each stage. */
function drawHgNet(net: Sketch, { stem, stages }: HgNet): readonly LayerIndex[] {
  net.add("HGStem", stem);
  const outputs = stages.map((stage, i) => {
    const entry = stages[i - 1];
    if (entry) net.add("DWConv", [entry.outer, 3, 2, 1, false]);
    return drawHgStage(net, stage, i >= FIRST_LIGHT_STAGE);
  });
  net.endBackbone();
  return outputs;
}

/** The first block changes the width, the others have a shortcut. */
function drawHgStage(net: Sketch, { inner, outer, blocks }: HgStage, light: boolean): LayerIndex {
  let last = -1;
  for (let i = 0; i < blocks; i++) {
    const options = light || i > 0 ? [light, i > 0] : [];
    last = net.add("HGBlock", [inner, outer, light ? 5 : 3, ...options], { repeats: BLOCK_DEPTH });
  }
  return last;
}

interface Encoder {
  readonly channels: number;
  /** Hidden width of the feed-forward network of the attention over the smallest map. */
  readonly feedForward: number;
}

/** Heads of that attention. */
const HEADS = 8;
/** RepC3 fusions: convolutions inside. */
const FUSION_DEPTH = 3;

/** The hybrid encoder (figure 4 of https://arxiv.org/abs/2304.08069); yields what the decoder reads, largest map first. */
function drawEncoder(net: Sketch, stages: readonly LayerIndex[], { channels, feedForward }: Encoder): LayerIndex[] {
  const project = (from: LayerIndex) => net.add("Conv", [channels, 1, 1, null, 1, 1, false], { from });
  const fuse = () => net.add("RepC3", [channels], { repeats: FUSION_DEPTH });
  project(-1);
  net.add("AIFI", [feedForward, HEADS]);
  const laterals = [net.add("Conv", [channels, 1, 1])];
  const down = [...stages]
    .reverse()
    .slice(1, 3)
    .map((stage, i) => {
      if (i > 0) laterals.push(net.add("Conv", [channels, 1, 1]));
      net.up();
      project(stage);
      net.add("Concat", [1], { from: [-2, -1] });
      return fuse();
    });
  const outputs = [down.at(-1) ?? -1];
  for (const lateral of laterals.reverse()) {
    net.add("Conv", [channels, 3, 2]);
    net.join(lateral);
    outputs.push(fuse());
  }
  return outputs;
}

type Backbone = (net: Sketch) => readonly LayerIndex[];

function draw(
  name: string,
  backbone: Backbone,
  encoder: Encoder & { readonly scale: "l" | "x"; readonly cap: number },
): Published {
  const net = new Sketch();
  const stages = backbone(net);
  net.add("RTDETRDecoder", ["nc"], { from: drawEncoder(net, stages, encoder) });
  const scales = { [encoder.scale]: [1, 1, encoder.cap] as const };
  return { ...net.describe({ name, scales }), task: "detect", classes: COCO_CLASSES };
}

/** RT-DETR with HGNetV2 (l, x) and with ResNet-50 and -101. */
export function rtdetr(): readonly Published[] {
  const usual = { channels: 256, feedForward: 1024, scale: "l", cap: 1024 } as const;
  return [
    draw("rtdetr-l", (net) => drawHgNet(net, L), usual),
    draw("rtdetr-x", (net) => drawHgNet(net, X), { channels: 384, feedForward: 2048, scale: "x", cap: 2048 }),
    draw("rtdetr-resnet50", (net) => drawResNet(net, RESNET_BLOCKS[50]), usual),
    draw("rtdetr-resnet101", (net) => drawResNet(net, RESNET_BLOCKS[101]), usual),
  ];
}
