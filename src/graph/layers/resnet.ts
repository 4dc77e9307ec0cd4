import type { Layer, LayerOf } from "../layer.ts";
import { conv, conv2d, type Style, sequential } from "./conv.ts";

export interface ResNetLayerOptions {
  readonly input: number;
  readonly narrow: number;
  readonly stride: number;
  readonly first: boolean;
  readonly n: number;
  readonly widening: number;
}

function resNetBlock(style: Style, input: number, options: ResNetLayerOptions): LayerOf<"ResNetBlock"> {
  const { narrow, stride } = options;
  const wide = options.widening * narrow;
  return {
    kind: "ResNetBlock",
    cv1: conv(style, input, narrow),
    cv2: conv(style, narrow, narrow, { kernel: 3, stride, padding: 1 }),
    cv3: conv(style, narrow, wide, { act: "none" }),
    shortcut:
      stride !== 1 || input !== wide
        ? sequential(conv(style, input, wide, { stride, act: "none" }))
        : { kind: "Identity" },
  };
}

/** The stem of a ResNet (`first`), or one of its stages. */
export function resNetLayer(style: Style, options: ResNetLayerOptions): LayerOf<"ResNetLayer"> {
  const { input, narrow, n, widening } = options;
  if (options.first) {
    const pool: Layer = { kind: "MaxPool2d", kernel: 3, stride: 2, padding: 1 };
    const stem = conv(style, input, narrow, { kernel: 7, stride: 2, padding: 3 });
    return { kind: "ResNetLayer", layer: sequential(stem, pool) };
  }
  const later = Array.from({ length: Math.max(n - 1, 0) }, () =>
    resNetBlock(style, widening * narrow, { ...options, stride: 1 }),
  );
  return { kind: "ResNetLayer", layer: sequential(resNetBlock(style, input, options), ...later) };
}

/** torchvision's ResNets: blocks of the four stages, and whether they are bottlenecks (table 1 of https://arxiv.org/abs/1512.03385). */
const TORCHVISION: Readonly<Record<string, { readonly blocks: readonly number[]; readonly bottleneck: boolean }>> = {
  resnet18: { blocks: [2, 2, 2, 2], bottleneck: false },
  resnet34: { blocks: [3, 4, 6, 3], bottleneck: false },
  resnet50: { blocks: [3, 4, 6, 3], bottleneck: true },
  resnet101: { blocks: [3, 4, 23, 3], bottleneck: true },
  resnet152: { blocks: [3, 8, 36, 3], bottleneck: true },
};

export const TORCHVISION_MODELS: readonly string[] = Object.keys(TORCHVISION);

const bare = (input: number, output: number, kernel: number, stride = 1): Layer[] => [
  conv2d(input, output, { kernel, stride, padding: Math.floor(kernel / 2), bias: false }),
  { kind: "BatchNorm2d", channels: output },
];

/** Images have three channels, whatever the model file says. */
const IMAGE_CHANNELS = 3;
const FIRST = 64;
const IMAGENET_CLASSES = 1000;

function torchvisionBlock(
  input: number,
  narrow: number,
  options: { readonly stride: number; readonly bottleneck: boolean },
) {
  const { stride, bottleneck } = options;
  const output = bottleneck ? 4 * narrow : narrow;
  const main = bottleneck
    ? [...bare(input, narrow, 1), ...bare(narrow, narrow, 3, stride), ...bare(narrow, output, 1)]
    : [...bare(input, narrow, 3, stride), ...bare(narrow, narrow, 3)];
  const widened = stride !== 1 || input !== output;
  const shortcut = widened ? { shortcut: sequential(...bare(input, output, 1, stride)) } : {};
  return { layer: { kind: "TorchVisionBlock", main, ...shortcut } satisfies Layer, output };
}

/** A torchvision ResNet without its last `truncate` layers (pooling and classifier are the last two); undefined for another name. */
export function torchvision(
  name: string,
  truncate: number,
  split: boolean,
): LayerOf<"TorchVision"> | LayerOf<"TorchVisionStages"> | undefined {
  const model = TORCHVISION[name];
  if (model === undefined) return undefined;
  const { bottleneck } = model;
  let channels = FIRST;
  const stages = model.blocks.map((count, stage) => {
    const blocks = Array.from({ length: count }, (_, i) => {
      const stride = stage > 0 && i === 0 ? 2 : 1;
      const { layer, output } = torchvisionBlock(channels, FIRST * 2 ** stage, { stride, bottleneck });
      channels = output;
      return layer;
    });
    return sequential(...blocks);
  });
  const layers: Layer[] = [
    ...bare(IMAGE_CHANNELS, FIRST, 7, 2),
    { kind: "Activate", act: "ReLU" },
    { kind: "MaxPool2d", kernel: 3, stride: 2, padding: 1 },
    ...stages,
    { kind: "AdaptiveAvgPool2d", size: [1, 1] },
    { kind: "Linear", in: channels, out: IMAGENET_CLASSES },
  ];
  return {
    kind: split ? "TorchVisionStages" : "TorchVision",
    layers: truncate > 0 ? layers.slice(0, -truncate) : layers,
  };
}
