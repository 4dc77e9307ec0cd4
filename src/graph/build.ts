import type { Place } from "../problem.ts";
import type { Model, ModelDescription, ModelRow, RowValue, UnknownReason } from "../training/training-run.ts";
import { activationOf } from "./activation.ts";
import type { Graph, GraphLayer } from "./graph.ts";
import { BadArgument, ENDS_LEGACY, MODULES, type RowContext, widthOf } from "./modules.ts";
import { roundHalfEven } from "./rounding.ts";
import { parameterCount } from "./tensors.ts";

export type GraphResult = { readonly graph: Graph } | { readonly unknown: UnknownReason };

interface Multiples {
  readonly depth: number;
  readonly width: number;
  readonly maxChannels: number;
}

function multiplesOf(model: Model): Multiples {
  const { description, scale } = model;
  const scaled = description.scales?.[scale] ?? Object.values(description.scales ?? {})[0];
  if (scaled !== undefined) return { depth: scaled[0], width: scaled[1], maxChannels: scaled[2] };
  // Without scales the parser reads the multiples, but never a top-level max_channels.
  return { depth: description.depthMultiple ?? 1, width: description.widthMultiple ?? 1, maxChannels: Number.POSITIVE_INFINITY };
}

/** Names that a row may use for values: nc, the file's other scalars, Python's constants. */
function resolver(description: ModelDescription, classes: number): (value: RowValue) => RowValue {
  const names: Record<string, RowValue> = {
    ...description.constants,
    nc: classes,
    kpt_shape: description.keypoints ?? null,
    reg_max: description.regMax ?? 16,
    None: null,
    True: true,
    False: false,
  };
  return (value) => {
    if (typeof value !== "string") return value;
    if (Object.hasOwn(names, value)) return names[value] ?? null;
    return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  };
}

const unknown = (code: string, message: string, place: Place | undefined): { readonly unknown: UnknownReason } => ({
  unknown: { code, message, ...(place === undefined ? {} : { place }) },
});

const sourcesOf = (row: ModelRow): readonly number[] => (typeof row.from === "number" ? [row.from] : row.from);

/** The module tree of a model with so many classes: what Ultralytics' parser would build of the same rows. */
export function buildGraph(model: Model, classes: number): GraphResult {
  const { description } = model;
  const act = activationOf(description.activation);
  if (act === undefined) return unknown("unknown-activation", `The activation ${description.activation} is not one that the estimate knows.`, description.place);
  const { depth, width, maxChannels } = multiplesOf(model);
  const resolve = resolver(description, classes);
  const inputChannels = description.inputChannels ?? 3;
  const layers: GraphLayer[] = [];
  const saved = new Set<number>();
  let legacy = true;
  for (const [index, row] of [...description.backbone, ...description.head].entries()) {
    const build = MODULES[row.module];
    if (build === undefined)
      return unknown("unknown-layer", `Layer ${index} is a ${row.module}, which the estimate does not know.`, row.place ?? description.place);
    const channelsOf = (from: number): number | undefined => (index === 0 ? inputChannels : layers.at(from < 0 ? index + from : from)?.outChannels);
    const inputs: number[] = [];
    for (const from of sourcesOf(row)) {
      const channels = from >= index ? undefined : channelsOf(from);
      if (channels === undefined) return unknown("bad-model-row", `Layer ${index} (${row.module}) reads layer ${from}, which does not come before it.`, row.place ?? description.place);
      inputs.push(channels);
    }
    if (ENDS_LEGACY.has(row.module)) legacy = false;
    const context: RowContext = {
      style: { act },
      input: inputs[0] ?? inputChannels,
      inputs,
      n: row.repeats > 1 ? Math.max(roundHalfEven(row.repeats * depth), 1) : row.repeats,
      args: row.args.map(resolve),
      classes,
      scale: model.scale,
      regMax: description.regMax ?? 16,
      endToEnd: description.endToEnd ?? false,
      legacy,
      width: widthOf(width, maxChannels),
    };
    try {
      const built = build(context);
      layers.push({ index, from: row.from, module: row.module, ...built, ...(row.place === undefined ? {} : { place: row.place }) });
    } catch (error) {
      if (!(error instanceof BadArgument)) throw error;
      return unknown("bad-model-row", `Layer ${index} (${row.module}): ${error.message}`, row.place ?? description.place);
    }
    // As the parser notes them: negative references count from this layer, -1 is never kept.
    for (const from of sourcesOf(row)) if (from !== -1) saved.add(from < 0 ? index + from : from);
  }
  const parameters = layers.reduce((sum, row) => sum + parameterCount(row.layer), 0);
  return { graph: { model, classes, inputChannels, layers, saved, parameters } };
}
