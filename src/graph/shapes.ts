import type { Graph, GraphLayer } from "./graph.ts";
import type { Layer, LayerOf } from "./layer.ts";

/** One feature map of one image. */
export interface MapShape {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** Two layers that do not fit together. build.ts turns it into a reason at the row. */
export class Misfit extends Error {}

const side = (
  length: number,
  options: { readonly kernel: number; readonly stride: number; readonly padding: number; readonly dilation?: number },
) => {
  const { kernel, stride, padding, dilation = 1 } = options;
  return Math.floor((length + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1;
};

function positive(shape: MapShape, what: string): MapShape {
  if (shape.height > 0 && shape.width > 0) return shape;
  throw new Misfit(`${what} is larger than the map that it reads.`);
}

function convolved(layer: LayerOf<"Conv2d">, x: MapShape): MapShape {
  const { in: input, out, groups, kernel, padding, stride, dilation } = layer;
  if (x.channels !== input) throw new Misfit(`a convolution is made for ${input} channels and gets ${x.channels}.`);
  if (input % groups !== 0 || out % groups !== 0)
    throw new Misfit(`its ${input} input and ${out} output channels can't both be divided into ${groups} groups.`);
  const one = (length: number, axis: 0 | 1) => {
    if (!layer.transposed) return side(length, { kernel: kernel[axis], stride, padding: padding[axis], dilation });
    return (length - 1) * stride - 2 * padding[axis] + dilation * (kernel[axis] - 1) + (layer.outputPadding ?? 0) + 1;
  };
  return positive({ channels: out, height: one(x.height, 0), width: one(x.width, 1) }, "a kernel");
}

function pooled(layer: LayerOf<"MaxPool2d"> | LayerOf<"AvgPool2d">, x: MapShape): MapShape {
  const shape = { channels: x.channels, height: side(x.height, layer), width: side(x.width, layer) };
  return positive(shape, "a pooling window");
}

function same(layer: Layer, x: MapShape, channels: number): MapShape {
  if (x.channels === channels) return x;
  throw new Misfit(`a ${layer.kind} is made for ${channels} channels and gets ${x.channels}.`);
}

const chained = (layers: readonly Layer[], x: MapShape): MapShape =>
  layers.reduce((shape, layer) => through(layer, shape), x);

/** Channels that a layer yields, by its last convolution. */
function outputOf(layer: Layer): number {
  if (layer.kind === "Conv2d") return layer.out;
  if (layer.kind === "Conv") return layer.conv.out;
  throw new Error(`a block that ends in a ${layer.kind}`);
}

/** Blocks that keep the size after their first convolution, whatever happens between it and the last one. */
const ends = (first: Layer, last: Layer, x: MapShape): MapShape => ({ ...through(first, x), channels: outputOf(last) });

/** YOLOv9's average pooling by 2 at stride 1: one row and column less. */
const blurred = (x: MapShape): MapShape => ({ ...x, height: x.height - 1, width: x.width - 1 });

/** Shape of a block's output for one image. Throws Misfit where torch would refuse. */
export function through(layer: Layer, x: MapShape): MapShape {
  switch (layer.kind) {
    case "Conv2d":
      return convolved(layer, x);
    case "BatchNorm2d":
      return same(layer, x, layer.channels);
    case "Upsample":
      return { ...x, height: Math.floor(x.height * layer.factor), width: Math.floor(x.width * layer.factor) };
    case "MaxPool2d":
    case "AvgPool2d":
      return pooled(layer, x);
    case "AdaptiveAvgPool2d":
      return { ...x, height: layer.size[0], width: layer.size[1] };
    case "ZeroPad2d":
      return { ...x, height: x.height + layer.top + layer.bottom, width: x.width + layer.left + layer.right };
    case "Sequential":
    case "TorchVision":
      return chained(layer.layers, x);
    case "Conv":
    case "Conv2":
    case "ConvTranspose":
      return convolved(layer.conv, x);
    case "Focus":
      return through(layer.conv, {
        channels: 4 * x.channels,
        height: Math.ceil(x.height / 2),
        width: Math.ceil(x.width / 2),
      });
    default:
      return throughBlock(layer, x);
  }
}

function throughBlock(layer: Layer, x: MapShape): MapShape {
  switch (layer.kind) {
    case "Bottleneck":
    case "SCDown":
      return chained([layer.cv1, layer.cv2], x);
    case "RepConv":
      return through(layer.conv1, x);
    case "C2f":
    case "C2":
    case "SPP":
    case "SPPF":
    case "PSA":
    case "C2PSA":
    case "A2C2f":
    case "C2fAttn":
      return ends(layer.cv1, layer.cv2, x);
    case "C3":
      return ends(layer.cv1, layer.cv3, x);
    case "ELAN":
    case "BottleneckCSP":
      return ends(layer.cv1, layer.cv4, x);
    case "SPPELAN":
      return ends(layer.cv1, layer.cv5, x);
    case "RepC3":
      return chained([layer.cv1, layer.m, layer.cv3], x);
    case "C1":
      return chained([layer.cv1, layer.m], x);
    case "CIB":
    case "AConv":
      return through(layer.cv1, layer.kind === "AConv" ? blurred(x) : x);
    case "RepVGGDW":
      return through(layer.conv, x);
    case "ResNetLayer":
      return through(layer.layer, x);
    case "ResNetBlock":
      return chained([layer.cv1, layer.cv2, layer.cv3], x);
    case "TorchVisionBlock":
      return chained(layer.main, x);
    case "LightConv":
      return chained([layer.conv1, layer.conv2], x);
    default:
      return throughJoined(layer, x);
  }
}

/** Blocks that join what they made. */
function throughJoined(layer: Layer, x: MapShape): MapShape {
  switch (layer.kind) {
    case "GhostConv": {
      const first = through(layer.cv1, x);
      return { ...first, channels: first.channels + outputOf(layer.cv2) };
    }
    case "GhostBottleneck":
      return through(layer.conv, x);
    case "ADown": {
      const first = through(layer.cv1, { ...blurred(x), channels: Math.floor(x.channels / 2) });
      return { ...first, channels: first.channels + outputOf(layer.cv2) };
    }
    case "HGStem": {
      const first = through(layer.stem1, x);
      return chained([layer.stem3, layer.stem4], { ...first, channels: first.channels + outputOf(layer.stem2b) });
    }
    case "HGBlock":
      return { ...x, channels: outputOf(layer.excite) };
    case "AIFI":
      return same(layer, x, layer.attention.channels);
    default:
      return x;
  }
}

/** What a row of the model yields: one map, or several where its readers pick one. */
export type RowShape = MapShape | readonly MapShape[];

const several = (shape: RowShape | undefined): shape is readonly MapShape[] => Array.isArray(shape);

function single(shape: RowShape | undefined): MapShape {
  if (shape === undefined) throw new Misfit("it reads nothing.");
  if (several(shape))
    throw new Misfit("it reads a layer that yields several maps, of which only Index and CBFuse pick one.");
  return shape as MapShape;
}

const sizeOf = ({ height, width }: MapShape): string => `${height}x${width}`;

function concatenated(inputs: readonly MapShape[]): MapShape {
  const [first] = inputs;
  if (first === undefined) throw new Misfit("it joins nothing.");
  const other = inputs.find((shape) => sizeOf(shape) !== sizeOf(first));
  if (other)
    throw new Misfit(
      `it joins maps of different sizes: ${inputs.map(sizeOf).join(", ")} for an image of ${PROBE}x${PROBE}.`,
    );
  return { ...first, channels: inputs.reduce((sum, { channels }) => sum + channels, 0) };
}

function picked(shape: RowShape | undefined, index: number): MapShape {
  if (!several(shape)) throw new Misfit("it picks a map of a layer that yields only one.");
  const found = shape.at(index);
  if (found === undefined) throw new Misfit(`it picks map ${index} of a layer that yields ${shape.length}.`);
  return found;
}

function fused(picks: readonly number[], inputs: readonly RowShape[]): MapShape {
  const last = single(inputs.at(-1));
  inputs.slice(0, -1).forEach((input, i) => {
    const { channels } = picked(input, picks[i] ?? 0);
    if (channels !== last.channels) throw new Misfit(`it sums maps of ${channels} and of ${last.channels} channels.`);
  });
  return last;
}

function rowShape({ layer }: GraphLayer, inputs: readonly RowShape[]): RowShape {
  switch (layer.kind) {
    case "Concat":
      return concatenated(inputs.map(single));
    case "CBFuse":
      return fused(layer.picks, inputs);
    case "CBLinear": {
      const whole = convolved(layer.conv, single(inputs[0]));
      return layer.splits.map((channels) => ({ ...whole, channels }));
    }
    case "Index":
      return picked(inputs[0], layer.index);
    case "TorchVisionStages":
      return stages(layer, single(inputs[0]));
    case "Detect":
    case "SemanticSegment":
    case "Depth":
    case "RTDETRDecoder":
    case "TextDetect":
      return headShape(layer.channels, inputs.map(single));
    case "ImagePoolingAttn":
      // It changes the text, not the map.
      return single(inputs.at(-1));
    case "Classify":
      return through(layer.conv, single(inputs[0]));
    default:
      return through(layer, single(inputs[0]));
  }
}

function stages(layer: LayerOf<"TorchVisionStages">, x: MapShape): readonly MapShape[] {
  const shapes = [x];
  for (const stage of layer.layers) shapes.push(through(stage, shapes.at(-1) ?? x));
  return shapes;
}

function headShape(channels: readonly number[], inputs: readonly MapShape[]): readonly MapShape[] {
  channels.forEach((expected, i) => {
    const got = inputs[i]?.channels;
    if (got !== expected)
      throw new Misfit(`it is made for ${expected} channels on input ${i + 1} and gets ${got ?? 0}.`);
  });
  return inputs;
}

/** Side of the image that Ultralytics sends through a new model to learn its strides. */
export const PROBE = 256;

/** Shape of each row's output for one image; a head's are those of its inputs. Where rows do not fit, `misfit` gets the first of them. */
export function rowShapes(
  rows: readonly GraphLayer[],
  image: MapShape,
  misfit: (row: GraphLayer, message: string) => void,
): readonly RowShape[] {
  const shapes: RowShape[] = [];
  for (const row of rows) {
    const sources = typeof row.from === "number" ? [row.from] : row.from;
    const inputs = sources.map((from) => (row.index === 0 ? image : (shapes.at(from) ?? image)));
    try {
      shapes.push(rowShape(row, inputs));
    } catch (error) {
      if (!(error instanceof Misfit)) throw error;
      misfit(row, error.message);
      return shapes;
    }
  }
  return shapes;
}

/** Pixels of the image a side to one of each map that the head reads: 8, 16, 32 in most models. */
export function stridesOf(graph: Graph): readonly number[] {
  const image = { channels: graph.inputChannels, height: PROBE, width: PROBE };
  const last = rowShapes(graph.layers, image, (row, message) => {
    throw new Error(`layer ${row.index}: ${message}`);
  }).at(-1);
  return several(last) ? last.map(({ height }) => PROBE / height) : [];
}
