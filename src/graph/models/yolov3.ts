import { COCO_CLASSES, type Published } from "./entry.ts";
import { block, halve, type LayerIndex, Sketch } from "./sketch.ts";

const PLAIN = { depthMultiple: 1, widthMultiple: 1 } as const;

/** Darknet-53 (table 1 of https://arxiv.org/abs/1804.02767): channels and residual blocks of levels 1 to 5. */
const DARKNET = [
  [64, 1],
  [128, 2],
  [256, 8],
  [512, 8],
  [1024, 4],
] as const;

const wide = block("Conv", 1, [3, 1]);
const narrow = block("Conv", 1, [1, 1]);
const straight = block("Bottleneck", 1, [false]);

function drawDarknet(net: Sketch): LayerIndex[] {
  block("Conv", 1, [3, 1])(net, 32);
  const levels = DARKNET.map(([channels, repeats]) => {
    halve(net, channels);
    return net.add("Bottleneck", [channels], { repeats });
  });
  net.endBackbone();
  return levels;
}

/** From the layer before the last one to the next larger map. */
function enlarge(net: Sketch, channels: number, join: LayerIndex): void {
  net.add("Conv", [channels, 1, 1], { from: -2 });
  net.up();
  net.join(join);
}

function drawV3(name: string, pooled: boolean): Published {
  const net = new Sketch();
  const levels = drawDarknet(net);
  straight(net, 1024);
  if (pooled) net.add("SPP", [512, [5, 9, 13]]);
  else narrow(net, 512);
  wide(net, 1024);
  narrow(net, 512);
  const small = wide(net, 1024);
  enlarge(net, 256, levels[3] ?? 0);
  straight(net, 512);
  straight(net, 512);
  narrow(net, 256);
  const medium = wide(net, 512);
  enlarge(net, 128, levels[2] ?? 0);
  straight(net, 256);
  const large = net.add("Bottleneck", [256, false], { repeats: 2 });
  net.add("Detect", ["nc"], { from: [large, medium, small] });
  return { ...net.describe({ name, ...PLAIN }), task: "detect", classes: COCO_CLASSES };
}

/** Channels of the tiny model's convolutions, each but the last followed by a pooling that halves. */
const TINY = [16, 32, 64, 128, 256, 512] as const;

function drawTiny(): Published {
  const net = new Sketch();
  let fourth = 0;
  TINY.forEach((channels, i) => {
    const index = wide(net, channels);
    if (channels === 256) fourth = index;
    if (i < TINY.length - 1) net.add("nn.MaxPool2d", [2, 2, 0]);
  });
  net.add("nn.ZeroPad2d", [[0, 1, 0, 1]]);
  net.add("nn.MaxPool2d", [2, 1, 0]);
  net.endBackbone();
  wide(net, 1024);
  narrow(net, 256);
  const small = wide(net, 512);
  enlarge(net, 128, fourth);
  const large = wide(net, 256);
  net.add("Detect", ["nc"], { from: [large, small] });
  return { ...net.describe({ name: "yolov3-tiny", ...PLAIN }), task: "detect", classes: COCO_CLASSES };
}

/** YOLOv3, with spatial pyramid pooling, and tiny; all with the head of YOLOv8. */
export function yolov3(): readonly Published[] {
  return [drawV3("yolov3", false), drawV3("yolov3-spp", true), drawTiny()];
}
