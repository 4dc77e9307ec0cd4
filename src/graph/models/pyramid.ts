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

function required<T>(found: T | undefined, level: number): T {
  if (found === undefined) throw new Error(`nothing drawn for level ${level}`);
  return found;
}

const levelsOf = (neck: Neck): number[] => Object.keys(neck.levels).map(Number);

/** What the way down leaves: each level's last layer, and what the way up joins there. */
interface Down {
  readonly outputs: Levels;
  readonly joins: Levels;
}

/** The way from the smallest map to the largest. */
function drawDown(net: Sketch, neck: Neck, backbone: Levels): Down {
  const top = Math.max(...levelsOf(neck));
  const outputs = new Map<number, LayerIndex>();
  const joins = new Map([[top, required(backbone.get(top), top)]]);
  for (const level of levelsOf(neck).sort((a, b) => b - a)) {
    if (level === top) continue;
    const { channels, down } = required(neck.levels[level], level);
    if (neck.squeeze) joins.set(level + 1, neck.squeeze(net, channels));
    (neck.enlarge ?? enlargePlainly)(net, channels);
    net.join(required(backbone.get(level), level));
    const output = required(down, level)(net, channels);
    outputs.set(level, output);
    joins.set(level, output);
  }
  return { outputs, joins };
}

/** A path aggregation network: down to the largest map, and up again as far as levels have a block for it. Yields each level's output. */
export function drawNeck(net: Sketch, neck: Neck, backbone: Levels): Levels {
  const { outputs, joins } = drawDown(net, neck, backbone);
  const levels = new Map(outputs);
  const largest = Math.min(...outputs.keys());
  if (neck.between) {
    neck.between(net, outputs);
    net.goOnFrom(required(outputs.get(largest), largest));
  }
  for (const level of levelsOf(neck).sort((a, b) => a - b)) {
    const { channels, up, halveChannels, halve: halveHere } = required(neck.levels[level], level);
    if (!up || level === largest) continue;
    (halveHere ?? halve)(net, halveChannels ?? required(neck.levels[level - 1], level).channels);
    net.join(required(joins.get(level), level));
    levels.set(level, up(net, channels));
  }
  return levels;
}

/** The outputs that a head reads, largest map first. */
export function headInputs(levels: Levels): LayerIndex[] {
  return [...levels.entries()].sort(([a], [b]) => a - b).map(([, index]) => index);
}
