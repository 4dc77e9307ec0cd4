import type { Place } from "../problem.ts";
import type { Model, ModelDescription, ModelRow, RowValue, UnknownReason } from "../training/training-run.ts";
import { activationOf } from "./activation.ts";
import type { Graph, GraphLayer } from "./graph.ts";
import type { Activation } from "./layer.ts";
import { isHeadModule, MODULES } from "./modules.ts";
import { type Multiples, multiplesOf } from "./multiples.ts";
import { resolver } from "./resolve.ts";
import { roundHalfEven } from "./rounding.ts";
import { ENDS_LEGACY } from "./rows/blocks.ts";
import { BadArgument, type Module, type RowContext, UnsupportedArgument } from "./rows/row.ts";
import { PROBE, rowShapes } from "./shapes.ts";
import { parameterCount } from "./tensors.ts";

/** A graph, or why there is none: the first reason, and all of them. */
export type GraphResult =
  | { readonly graph: Graph }
  | { readonly unknown: UnknownReason; readonly all: readonly UnknownReason[] };

const DEFAULT_REG_MAX = 16;
const RGB = 3;
const sourcesOf = (from: number | readonly number[]): readonly number[] => (typeof from === "number" ? [from] : from);

const counted = (n: number): string => (n === 1 ? "1 argument" : `${n} arguments`);

/** A row being read: its module, its arguments as values, and what messages call it. */
interface Reading {
  readonly module: Module;
  readonly args: readonly RowValue[];
  readonly what: string;
}

/** One pass over the rows of a description. Mistakes are collected; a row that reads a mistaken one is not blamed for it. */
class Builder {
  readonly reasons: UnknownReason[] = [];
  readonly layers: GraphLayer[] = [];
  readonly saved = new Set<number>();
  readonly #description: ModelDescription;
  readonly #multiples: Multiples;
  readonly #fixed: Pick<RowContext, "style" | "classes" | "scale" | "regMax" | "endToEnd" | "multiples" | "width">;
  readonly #resolve: ReturnType<typeof resolver>;
  /** Channels that the parser counts, by row; undefined after a mistake. */
  readonly #channels: (number | undefined)[] = [];
  #legacy = true;

  constructor(model: Model, classes: number, options: { readonly act: Activation; readonly multiples: Multiples }) {
    const { description } = model;
    this.#description = description;
    this.#multiples = options.multiples;
    this.#fixed = {
      style: { act: options.act },
      classes,
      scale: options.multiples.scale,
      regMax: description.regMax ?? DEFAULT_REG_MAX,
      endToEnd: description.endToEnd ?? false,
      multiples: options.multiples,
      width: options.multiples.channels,
    };
    this.#resolve = resolver(description, { classes, multiples: options.multiples });
  }

  blame(code: string, message: string, options: { readonly place: Place | undefined; readonly remedy?: string }): void {
    const place = options.place ?? this.#description.place;
    const { remedy } = options;
    this.reasons.push({
      code,
      message,
      ...(remedy === undefined ? {} : { remedy }),
      ...(place === undefined ? {} : { place }),
    });
  }

  add(row: ModelRow): void {
    const index = this.#channels.length;
    const module = MODULES.get(row.module);
    const what = `Layer ${index} (${row.module})`;
    if (module === undefined) {
      this.blame("unknown-layer", `${what} is not a layer that the estimate knows.`, {
        place: row.place,
        remedy: "Measure this run on a GPU with smoke/measure.py.",
      });
      this.#channels.push(undefined);
      return;
    }
    const inputs = this.#inputs(row, module, what);
    if (ENDS_LEGACY.has(row.module)) this.#legacy = false;
    const args = row.args.map(this.#resolve);
    const built =
      this.#counts(row, { module, args, what }) && inputs && this.#build(row, { module, inputs, args, what });
    const [width] = args;
    const said = module.scaled && typeof width === "number" ? this.#multiples.channels(width) : undefined;
    this.#channels.push(built || said);
    // As the parser notes them: negative references count from this layer, -1 is never kept.
    for (const from of sourcesOf(row.from)) if (from !== -1) this.saved.add(from < 0 ? index + from : from);
  }

  /** Channels of each input; undefined where one is missing or was mistaken. */
  #inputs(row: ModelRow, module: Module, what: string): readonly number[] | undefined {
    const index = this.#channels.length;
    const list = typeof row.from !== "number";
    if (list !== (module.reads === "several")) {
      const reads = module.reads === "several" ? "a list of layers, such as [-1]" : "one layer, not a list";
      this.blame("bad-model-row", `${what} reads ${reads}.`, { place: row.place });
      return undefined;
    }
    const known = index === 0 ? [this.#description.inputChannels ?? RGB] : this.#channels;
    const missing = sourcesOf(row.from).filter(
      (from) => !Number.isInteger(from) || from >= known.length || from < -known.length,
    );
    for (const from of missing) {
      const message = `${what} reads layer ${from}, which does not come before it.`;
      this.blame("bad-model-row", message, { place: row.place, remedy: `Layers ${-known.length} to ${index - 1} do.` });
    }
    const inputs = sourcesOf(row.from).map((from) => known.at(from));
    return missing.length > 0 || inputs.includes(undefined) ? undefined : (inputs as number[]);
  }

  /** Whether the row has as many arguments as its module takes. */
  #counts(row: ModelRow, { module, args, what }: Reading): boolean {
    const { fewest, most } = module;
    if (args.length >= fewest && args.length <= most) return true;
    const takes = args.length < fewest ? `at least ${counted(fewest)}` : `at most ${counted(most)}`;
    this.blame("bad-model-row", `${what}: it takes ${takes}, not ${args.length}.`, { place: row.place });
    return false;
  }

  /** Builds the layer; yields its channels, or undefined where it can't be built. */
  #build(
    row: ModelRow,
    { module, inputs, args, what }: Reading & { readonly inputs: readonly number[] },
  ): number | undefined {
    const input = inputs[0] ?? 0;
    const n = row.repeats > 1 ? Math.max(roundHalfEven(row.repeats * this.#multiples.depth), 1) : row.repeats;
    const previous = this.#channels.at(-1) ?? input;
    const place = row.place === undefined ? {} : { place: row.place };
    try {
      const built = module.build({ ...this.#fixed, legacy: this.#legacy, input, inputs, previous, n, args });
      this.layers.push({ index: this.#channels.length, from: row.from, module: row.module, ...built, ...place });
      return built.outChannels;
    } catch (error) {
      if (!(error instanceof BadArgument)) throw error;
      const code = error instanceof UnsupportedArgument ? "unsupported-argument" : "bad-model-row";
      this.blame(code, `${what}: ${error.message}`, { place: row.place });
      return undefined;
    }
  }

  /** What only the whole shows: that it ends in a head, and that the maps fit together. */
  check(inputChannels: number, rows: readonly ModelRow[]): void {
    if (this.reasons.length > 0) return;
    const last = rows.at(-1);
    if (last === undefined || !isHeadModule(last.module)) {
      const message =
        last === undefined ? "The model has no layers." : `The model ends in a ${last.module}, which is no head.`;
      this.blame("model-without-head", message, { place: last?.place });
      return;
    }
    rowShapes(this.layers, { channels: inputChannels, height: PROBE, width: PROBE }, (row, message) =>
      this.blame("bad-model-row", `Layer ${row.index} (${row.module}): ${message}`, { place: row.place }),
    );
  }
}

/** The module tree of a model with so many classes: what Ultralytics' parser would build of the same rows. */
export function buildGraph(model: Model, classes: number): GraphResult {
  const { description } = model;
  const multiples = multiplesOf(model);
  const act = activationOf(description.activation);
  const builder = new Builder(model, classes, { act: act ?? "SiLU", multiples });
  const place = description.place;
  if (act === undefined)
    builder.blame(
      "unknown-activation",
      `The activation ${description.activation} is not one that the estimate knows.`,
      { place },
    );
  if (multiples.unknownScale !== undefined) {
    const remedy = `It has ${Object.keys(description.scales ?? {}).join(", ")}.`;
    builder.blame("unknown-scale", `${description.name} has no scale ${multiples.unknownScale}.`, { place, remedy });
  }
  const rows = [...description.backbone, ...description.head];
  for (const row of rows) builder.add(row);
  const inputChannels = description.inputChannels ?? RGB;
  builder.check(inputChannels, rows);
  const { layers, saved, reasons } = builder;
  const [first] = reasons;
  if (first !== undefined) return { unknown: first, all: reasons };
  const parameters = layers.reduce((sum, row) => sum + parameterCount(row.layer), 0);
  return { graph: { model, classes, inputChannels, layers, saved, parameters } };
}
