import { type Ending, type Published, pyramidEndings } from "./entry.ts";
import { drawBackbone, drawNeck, headInputs, type Levels, type Neck } from "./pyramid.ts";
import { block, Sketch, type Stage } from "./sketch.ts";
import { drawReversible } from "./yolov9e.ts";

/** One size of YOLOv9 with a single backbone. Widths are written out: these models have no scales. */
interface Size {
  readonly stem: number;
  /** Levels 2 to 5 of the backbone: channels after halving, of the block, and inside the block where these differ. */
  readonly backbone: readonly (readonly [halved: number, block: number, inner?: number])[];
  /** Channels of levels 3, 4 and 5 in the neck, and of the halving towards levels 4 and 5. */
  readonly neck: readonly [number, number, number];
  readonly halvings: readonly [number, number];
  readonly module: "AConv" | "ADown";
  /** Repeats inside each block. */
  readonly depth: number;
  /** The first block is a plain one (ELAN1) in the two smallest sizes. */
  readonly plainFirst: boolean;
}

const SIZES: Readonly<Record<"t" | "s" | "m" | "c", Size>> = {
  t: {
    stem: 16,
    backbone: [
      [32, 32],
      [64, 64],
      [96, 96],
      [128, 128],
    ],
    neck: [64, 96, 128],
    halvings: [48, 64],
    module: "AConv",
    depth: 3,
    plainFirst: true,
  },
  s: {
    stem: 32,
    backbone: [
      [64, 64],
      [128, 128],
      [192, 192],
      [256, 256],
    ],
    neck: [128, 192, 256],
    halvings: [96, 128],
    module: "AConv",
    depth: 3,
    plainFirst: true,
  },
  m: {
    stem: 32,
    backbone: [
      [64, 128],
      [240, 240],
      [360, 360],
      [480, 480],
    ],
    neck: [240, 360, 480],
    halvings: [180, 240],
    module: "AConv",
    depth: 1,
    plainFirst: false,
  },
  c: {
    stem: 64,
    backbone: [
      [128, 256, 128],
      [256, 512, 256],
      [512, 512],
      [512, 512],
    ],
    neck: [256, 512, 512],
    halvings: [256, 512],
    module: "ADown",
    depth: 1,
    plainFirst: false,
  },
};

/** A block whose widths inside are `inner` (default: its channels) and half of it. */
function elan(depth: number, inner?: number): Stage {
  return (net, channels) => {
    const width = inner ?? channels;
    return net.add("RepNCSPELAN4", [channels, width, width / 2, depth]);
  };
}

const plainElan: Stage = (net, channels) => net.add("ELAN1", [channels, channels, channels / 2]);
const pooled: Stage = (net, channels) => net.add("SPPELAN", [channels, channels / 2]);

function drawSingle(net: Sketch, size: Size): Levels {
  const halving = block(size.module);
  const levels = size.backbone.map(([channels, blockChannels, inner = blockChannels], i) => ({
    channels,
    blockChannels,
    block: i === 0 && size.plainFirst ? plainElan : elan(size.depth, inner),
    ...(i === 0 ? {} : { halve: halving }),
  }));
  const backbone = drawBackbone(net, { stem: size.stem, levels, tail: pooled });
  return drawNeck(net, neckOf(size), backbone);
}

function neckOf(size: Size): Neck {
  const [three, four, five] = size.neck;
  const stage = elan(size.depth);
  const halve = block(size.module);
  return {
    levels: {
      3: { channels: three, down: stage },
      4: { channels: four, down: stage, up: stage, halve, halveChannels: size.halvings[0] },
      5: { channels: five, up: stage, halve, halveChannels: size.halvings[1] },
    },
  };
}

const endings = pyramidEndings("", 1);

function draw(letter: string, ending: Ending, drawIt: (net: Sketch) => Levels): Published {
  const net = new Sketch();
  ending.head(net, headInputs(drawIt(net)));
  const { suffix, task, classes } = ending;
  return { ...net.describe({ name: `yolov9${letter}${suffix}` }), task, classes };
}

/** YOLOv9 t, s, m, c and e; the last two also with masks. */
export function yolov9(): readonly Published[] {
  const [detect, segment] = endings as readonly [Ending, Ending];
  const small = Object.entries(SIZES).map(([letter, size]) => draw(letter, detect, (net) => drawSingle(net, size)));
  const { c } = SIZES;
  return [
    ...small,
    draw("c", segment, (net) => drawSingle(net, c)),
    draw("e", detect, drawReversible),
    draw("e", segment, drawReversible),
  ];
}
