import type { RowValue } from "../../training/training-run.ts";
import type { Activation, Layer, Pair } from "../layer.ts";
import { repeat, type Style, sequential } from "../layers/conv.ts";

/** What a row's arguments are made with. */
export interface RowContext {
  readonly style: Style;
  /** Channels of the first input. */
  readonly input: number;
  /** Channels of every input. */
  readonly inputs: readonly number[];
  /** Channels that the parser counts for the row before: what it goes on with after modules it does not look into. */
  readonly previous: number;
  /** Repeats after the depth multiple. */
  readonly n: number;
  /** Arguments with names such as nc resolved. */
  readonly args: readonly RowValue[];
  readonly classes: number;
  readonly scale: string;
  readonly regMax: number;
  readonly endToEnd: boolean;
  /** No block of YOLO10, 11, 12, 26 has come yet: the class branch is the older one. */
  readonly legacy: boolean;
  /** The width multiple and the cap, for the one module that scales something else by them: attention heads. */
  readonly multiples: { readonly width: number; readonly maxChannels: number };
  /** Scales a channel count: at most max_channels, times the width multiple, rounded up to 8. */
  readonly width: (channels: number) => number;
}

export interface Built {
  readonly layer: Layer;
  /** Channels that the parser counts for this row. */
  readonly outChannels: number;
}

/** A module of model files: how many arguments it takes, whether it reads one layer or a list of layers, what it builds. */
export interface Module {
  readonly fewest: number;
  readonly most: number;
  readonly reads: "one" | "several";
  readonly build: (row: RowContext) => Built;
  /** Is its first argument its output width, scaled? Then the rows after it can be read whatever else is wrong with it. */
  readonly scaled?: boolean;
}

/** A row argument that is not what the module takes. build.ts turns it into a reason at the row. */
export class BadArgument extends Error {}
/** A row argument that torch takes and the estimate does not. */
export class UnsupportedArgument extends BadArgument {}

const shown = (value: RowValue | undefined): string => JSON.stringify(value ?? null);

export function number(row: RowContext, index: number, standard?: number): number {
  const value = row.args[index] ?? standard;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (Array.isArray(value))
    throw new UnsupportedArgument(`argument ${index + 1} is a list, which the estimate does not know here.`);
  throw new BadArgument(`argument ${index + 1} must be a number, not ${shown(value)}.`);
}

/** A number of channels, heads, groups: whole and above zero. */
export function count(row: RowContext, index: number, standard?: number): number {
  const value = number(row, index, standard);
  if (Number.isInteger(value) && value > 0) return value;
  throw new BadArgument(`argument ${index + 1} must be a whole number above 0, not ${value}.`);
}

export function flag(row: RowContext, index: number, standard: boolean): boolean {
  const value = row.args[index] ?? standard;
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0;
  throw new BadArgument(`argument ${index + 1} must be True or False, not ${shown(value)}.`);
}

export function numbers(row: RowContext, index: number, standard?: readonly number[]): readonly number[] {
  const value = row.args[index] ?? standard;
  if (Array.isArray(value) && value.every((item) => typeof item === "number")) return value;
  throw new BadArgument(`argument ${index + 1} must be a list of numbers, not ${shown(value)}.`);
}

function pairOf(row: RowContext, index: number): Pair {
  const [a, b, ...more] = numbers(row, index);
  if (a === undefined || b === undefined || more.length > 0)
    throw new BadArgument(`argument ${index + 1} must be one number or a list of two.`);
  return [a, b];
}

/** A kernel size: one number or one a side. */
export const kernel = (row: RowContext, index: number, standard = 1): number | Pair =>
  Array.isArray(row.args[index]) ? pairOf(row, index) : count(row, index, standard);

/** Padding; undefined where the row leaves it to the module. */
export function padding(row: RowContext, index: number): number | Pair | undefined {
  const value = row.args[index];
  if (value === undefined || value === null) return undefined;
  return Array.isArray(value) ? pairOf(row, index) : number(row, index);
}

/** True means the model's activation; all else that a file can say means none, texts such as `nn.ReLU()` too. */
export const activation = (row: RowContext, index: number): Activation =>
  row.args[index] === undefined || row.args[index] === true ? row.style.act : "none";

/** Refuses an argument that torch takes and the estimate does not, where the row gives it. */
export function absent(row: RowContext, index: number, what: string): void {
  const value = row.args[index];
  if (value === undefined || value === null || value === false) return;
  throw new UnsupportedArgument(`argument ${index + 1}, ${what}, is not something that the estimate knows here.`);
}

type Counts = readonly [fewest: number, most: number];
type Make = (row: RowContext, output: number) => Layer;

/** As often as the row says, one after the other. */
function times(row: RowContext, make: () => Layer): Layer {
  return row.n > 1 ? sequential(...repeat(row.n, make)) : make();
}

const scaledOutput = (row: RowContext): number => row.width(count(row, 0));

/** A module whose first argument is its output width, scaled. */
export const scaled = ([fewest, most]: Counts, make: Make): Module => ({
  fewest,
  most,
  reads: "one",
  scaled: true,
  build: (row) => {
    const output = scaledOutput(row);
    return { layer: times(row, () => make(row, output)), outChannels: output };
  },
});

/** The same, for modules that take the number of repeats themselves. */
export const stacked = ([fewest, most]: Counts, make: Make): Module => ({
  fewest,
  most,
  reads: "one",
  scaled: true,
  build: (row) => {
    const output = scaledOutput(row);
    return { layer: make(row, output), outChannels: output };
  },
});

/** A module whose arguments are taken as written; the parser counts on as `channels` says. */
export const literal = (
  [fewest, most]: Counts,
  make: (row: RowContext) => Layer,
  channels: (row: RowContext) => number = (row) => row.input,
): Module => ({
  fewest,
  most,
  reads: "one",
  build: (row) => ({ layer: times(row, () => make(row)), outChannels: channels(row) }),
});

/** A module that reads a list of layers. */
export const joining = (
  [fewest, most]: Counts,
  make: (row: RowContext) => Layer,
  channels: (row: RowContext) => number = (row) => row.previous,
): Module => ({ fewest, most, reads: "several", build: (row) => ({ layer: make(row), outChannels: channels(row) }) });
