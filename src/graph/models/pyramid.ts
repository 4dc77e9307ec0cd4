import { halve, type LayerIndex, type Sketch, type Stage } from "./sketch.ts";

/** Layers by pyramid level: level n has 1/2^n of the image's height and width. */
export type Levels = ReadonlyMap<number, LayerIndex>;

/** One level of a backbone: a layer that halves the size, and what follows it. */
export interface BackboneLevel {
  /** Channels of the halving layer. */
  readonly channels: number;
  readonly block: Stage;
  /** Channels of the block where they differ from those of the halving layer. */
  readonly blockChannels?: number;
  /** Default: a 3x3 convolution of stride 2. */
  readonly halve?: Stage;
}

export interface Backbone {
  /** Channels of the first convolution (level 1). */
  readonly stem: number;
  /** Default: a 3x3 convolution of stride 2. */
  readonly stemStage?: Stage;
  /** Level 2 and up. */
  readonly levels: readonly BackboneLevel[];
  /** What pools or attends on the last level. */
  readonly tail?: Stage;
}

/** Draws a backbone; yields the last layer of each level. */
export function drawBackbone(net: Sketch, backbone: Backbone): Levels {
  const levels = new Map<number, LayerIndex>();
  levels.set(1, (backbone.stemStage ?? halve)(net, backbone.stem));
  backbone.levels.forEach((level, i) => {
    (level.halve ?? halve)(net, level.channels);
    levels.set(i + 2, level.block(net, level.blockChannels ?? level.channels));
  });
  const last = backbone.levels.at(-1);
  if (backbone.tail && last) levels.set(backbone.levels.length + 1, backbone.tail(net, last.channels));
  net.endBackbone();
  return levels;
}

/** The neck's work at one level: channels and the blocks on the way down (to larger maps) and up (to smaller ones). */
export interface NeckLevel {
  readonly channels: number;
  /** Absent on the smallest map. */
  readonly down?: Stage;
  /** Absent on the largest map. */
  readonly up?: Stage;
  /** Channels of the layer that halves towards this level; default: those of the level below. */
  readonly halveChannels?: number;
  readonly halve?: Stage;
}

export interface Neck {
  /** By pyramid level. */
  readonly levels: Readonly<Record<number, NeckLevel>>;
  /** YOLOv5 and v6 squeeze before they enlarge; the way up then joins the squeezed map. Gets the channels of the level it goes to. */
  readonly squeeze?: Stage;
  /** Drawn between the way down and the way up, from which the latter starts again at the largest map. */
  readonly between?: (net: Sketch, down: Levels) => void;
  /** Default: nearest neighbour. Gets the channels of the level it goes to. */
  readonly enlarge?: Stage;
}

const enlargePlainly: Stage = (net) => net.up();

function at<T>(levels: Readonly<Record<number, T>>, level: number): T {
  const found = levels[level];
  if (found === undefined) throw new Error(`no level ${level} in this neck`);
  return found;
}

/** The way from the smallest map to the largest. Yields each level's last layer and what the way back joins there. */
function drawDown(net: Sketch, neck: Neck, backbone: Levels) {
  const outputs = new Map<number, LayerIndex>();
  const joins = new Map<number, LayerIndex>();
  const order = Object.keys(neck.levels)
    .map(Number)
    .sort((a, b) => b - a);
  for (const [i, level] of order.entries()) {
    if (i > 0) outputs.set(level, goDown(net, neck, { level, backbone, joins }));
    else joins.set(level, backbone.get(level) ?? -1);
    if (i > 0 && !neck.squeeze) joins.set(level, outputs.get(level) ?? -1);
  }
  return { outputs, joins, order };
}

function goDown(net: Sketch, neck: Neck, at_: { level: number; backbone: Levels; joins: Map<number, LayerIndex> }) {
  const { level, backbone, joins } = at_;
  const { channels, down } = at(neck.levels, level);
  if (neck.squeeze) joins.set(level + 1, neck.squeeze(net, channels));
  (neck.enlarge ?? enlargePlainly)(net, channels);
  net.join(backbone.get(level) ?? -1);
  if (!down) throw new Error(`no block on the way down at level ${level}`);
  return down(net, channels);
}

/** A path aggregation network: down to the largest map and, unless `downOnly`, up again. Yields the outputs of each level. */
export function drawNeck(net: Sketch, neck: Neck, backbone: Levels): Levels {
  const { outputs, joins, order } = drawDown(net, neck, backbone);
  const levels = new Map(outputs);
  if (neck.between) {
    neck.between(net, outputs);
    net.goOnFrom(headInputs(outputs)[0] ?? -1);
  }
  for (const level of order.reverse().slice(1)) {
    const { channels, up, halveChannels, halve: halveHere } = at(neck.levels, level);
    if (!up) continue;
    (halveHere ?? halve)(net, halveChannels ?? at(neck.levels, level - 1).channels);
    net.join(joins.get(level) ?? -1);
    levels.set(level, up(net, channels));
  }
  return levels;
}

/** The outputs that a head reads, largest map first. */
export function headInputs(levels: Levels): LayerIndex[] {
  return [...levels.entries()].sort(([a], [b]) => a - b).map(([, index]) => index);
}
