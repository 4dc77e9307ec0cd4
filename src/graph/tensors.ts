import { children, type Layer, type LayerOf } from "./layer.ts";

/** A tensor that a layer owns. Counters are int64 scalars (BatchNorm's number of batches), everything else is fp32. */
export interface OwnTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly role: "parameter" | "buffer" | "counter";
}

const parameter = (name: string, ...shape: number[]): OwnTensor => ({ name, shape, role: "parameter" });
const buffer = (name: string, ...shape: number[]): OwnTensor => ({ name, shape, role: "buffer" });

/** Networks named s (scale) and t (translation), and the buffers of a prior that is no longer read. */
function flowTensors({ couplings, hidden }: LayerOf<"Flow">): readonly OwnTensor[] {
  const widths = [2, hidden, hidden, 2];
  const network = (name: string): OwnTensor[] =>
    widths.slice(1).flatMap((width, i) => {
      // Between two linear layers stands an activation, which counts.
      const at = `${name}.${2 * i}`;
      return [parameter(`${at}.weight`, width, widths[i] ?? width), parameter(`${at}.bias`, width)];
    });
  const all = (letter: string) => Array.from({ length: couplings }, (_, i) => network(`${letter}.${i}`)).flat();
  return [...all("s"), ...all("t"), buffer("loc", 2), buffer("cov", 2, 2), buffer("mask", couplings, 2)];
}

/** Parameters, then buffers, that this layer itself registers (not its children). */
export function ownTensors(layer: Layer): readonly OwnTensor[] {
  switch (layer.kind) {
    case "Conv2d": {
      const [rows, columns] = layer.kernel;
      const weight = layer.transposed
        ? parameter("weight", layer.in, layer.out / layer.groups, rows, columns)
        : parameter("weight", layer.out, layer.in / layer.groups, rows, columns);
      return layer.bias ? [weight, parameter("bias", layer.out)] : [weight];
    }
    case "BatchNorm2d": {
      const c = layer.channels;
      return [
        parameter("weight", c),
        parameter("bias", c),
        buffer("mean", c),
        buffer("variance", c),
        { name: "batches", shape: [], role: "counter" },
      ];
    }
    case "Linear":
      return layer.bias === false
        ? [parameter("weight", layer.out, layer.in)]
        : [parameter("weight", layer.out, layer.in), parameter("bias", layer.out)];
    case "MaxSigmoidAttention":
      return [parameter("bias", layer.heads)];
    case "ContrastiveHead":
      return [parameter("bias", 1), parameter("logit_scale")];
    case "ImagePoolingAttn":
      return layer.scaled ? [parameter("scale", 1)] : [];
    case "LayerNorm":
      return [parameter("weight", layer.channels), parameter("bias", layer.channels)];
    case "Embedding":
      return [parameter("weight", layer.count, layer.width)];
    case "MultiheadAttention":
      return [
        parameter("in_proj_weight", 3 * layer.channels, layer.channels),
        parameter("in_proj_bias", 3 * layer.channels),
      ];
    case "Flow":
      return flowTensors(layer);
    case "A2C2f":
      return layer.residual ? [parameter("gamma", layer.out)] : [];
    case "Depth":
      return [buffer("scale"), buffer("shift")];
    default:
      return [];
  }
}

const elements = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

/** Layers that own tensors, children before the layer's own: the order in which module.to(device) moves them. */
export function* owners(layer: Layer): Generator<Layer> {
  for (const child of children(layer)) yield* owners(child);
  if (ownTensors(layer).length > 0) yield layer;
}

/** Number of parameters, frozen ones included. */
export function parameterCount(layer: Layer): number {
  let count = 0;
  for (const owner of owners(layer))
    for (const tensor of ownTensors(owner)) if (tensor.role === "parameter") count += elements(tensor.shape);
  return count;
}

const BYTES = { parameter: 4, buffer: 4, counter: 8 } as const;

/** Bytes of all tensors that are saved with the model and not trained. */
export function bufferBytes(layers: readonly Layer[]): number {
  let total = 0;
  for (const layer of layers)
    for (const owner of owners(layer))
      for (const { role, shape } of ownTensors(owner)) if (role !== "parameter") total += elements(shape) * BYTES[role];
  return total;
}
