import type { ExtraBranch, Layer, LayerOf } from "../layer.ts";
import { type ConvOptions, conv, conv2d, convTranspose2d, depthwise, type Style, sequential } from "./conv.ts";

export interface DetectOptions {
  readonly classes: number;
  readonly regMax: number;
  readonly endToEnd: boolean;
  readonly channels: readonly number[];
  /** Class branch of plain 3x3 convolutions (before YOLO11) instead of depthwise ones. */
  readonly legacy: boolean;
  readonly extra?: ExtraBranch;
  /** Hidden channels of the mask prototypes. */
  readonly protoHidden?: number;
  /** Number of keypoints of a pose head. */
  readonly keypoints?: number;
}

/** Box, class and extra branches of one set (one-to-many, or one-to-one). */
export function branches(style: Style, options: Omit<DetectOptions, "endToEnd"> & { readonly embedding?: number }) {
  const { classes, regMax, channels, legacy } = options;
  // Scored by text: as wide as its embedding.
  const scores = options.embedding ?? classes;
  const narrowest = channels[0] ?? 0;
  const boxHidden = Math.max(16, Math.floor(narrowest / 4), regMax * 4);
  const classHidden = Math.max(narrowest, Math.min(classes, 100));
  const box = (c: number) =>
    sequential(
      conv(style, c, boxHidden, { kernel: 3 }),
      conv(style, boxHidden, boxHidden, { kernel: 3 }),
      conv2d(boxHidden, 4 * regMax),
    );
  const plain = (c: number) =>
    sequential(
      conv(style, c, classHidden, { kernel: 3 }),
      conv(style, classHidden, classHidden, { kernel: 3 }),
      conv2d(classHidden, scores),
    );
  const light = (c: number) =>
    sequential(
      sequential(depthwise(style, c, c, { kernel: 3 }), conv(style, c, classHidden)),
      sequential(depthwise(style, classHidden, classHidden, { kernel: 3 }), conv(style, classHidden, classHidden)),
      conv2d(classHidden, scores),
    );
  return { boxes: channels.map(box), scores: channels.map(legacy ? plain : light) };
}

export const plainExtra = (style: Style, input: number, hidden: number, outputs: number): Layer =>
  sequential(
    conv(style, input, hidden, { kernel: 3 }),
    conv(style, hidden, hidden, { kernel: 3 }),
    conv2d(hidden, outputs),
  );

/** Sigma of two coordinates a keypoint. */
const SIGMAS_PER_KEYPOINT = 2;
function poseWithFlow(style: Style, options: DetectOptions, outputs: number) {
  const { channels, keypoints = 17 } = options;
  const hidden = Math.max(Math.floor((channels[0] ?? 0) / 4), outputs + keypoints * SIGMAS_PER_KEYPOINT);
  return {
    extras: channels.map((c) =>
      sequential(conv(style, c, hidden, { kernel: 3 }), conv(style, hidden, hidden, { kernel: 3 })),
    ),
    keypoints: channels.map(() => conv2d(hidden, outputs)),
    sigmas: channels.map(() => conv2d(hidden, keypoints * SIGMAS_PER_KEYPOINT)),
  };
}

export const proto = (style: Style, input: number, hidden: number, outputs: number): Layer => ({
  kind: "Proto",
  cv1: conv(style, input, hidden, { kernel: 3 }),
  upsample: convTranspose2d(hidden, hidden),
  cv2: conv(style, hidden, hidden, { kernel: 3 }),
  cv3: conv(style, hidden, outputs),
});

export function proto26(
  style: Style,
  options: Pick<DetectOptions, "channels" | "classes">,
  hidden: number,
  outputs: number,
): Layer {
  const [first = 0, ...others] = options.channels;
  return {
    kind: "Proto26",
    cv1: conv(style, hidden, hidden, { kernel: 3 }),
    upsample: convTranspose2d(hidden, hidden),
    cv2: conv(style, hidden, hidden, { kernel: 3 }),
    cv3: conv(style, hidden, outputs),
    refine: others.map((c) => conv(style, c, first)),
    fuse: conv(style, first, hidden, { kernel: 3 }),
    semantic: sequential(
      conv(style, first, hidden, { kernel: 3 }),
      conv(style, hidden, hidden, { kernel: 3 }),
      conv2d(hidden, options.classes),
    ),
  };
}

/** Six couplings, each with a network for scale and one for translation, 64 wide inside. */
const FLOW: LayerOf<"Flow"> = { kind: "Flow", couplings: 6, hidden: 64 };

function extraFields(style: Style, options: DetectOptions) {
  const { extra, channels, endToEnd } = options;
  if (extra === undefined) return {};
  const first = channels[0] ?? 0;
  if (extra.kind === "pose26") {
    const many = poseWithFlow(style, options, extra.outputs);
    if (!endToEnd) return { extra, extras: many.extras, flow: FLOW, keypoints: many.keypoints, sigmas: many.sigmas };
    const one = poseWithFlow(style, options, extra.outputs);
    return {
      extra,
      extras: many.extras,
      oneToOneExtras: one.extras,
      flow: FLOW,
      keypoints: many.keypoints,
      sigmas: many.sigmas,
      oneToOneKeypoints: one.keypoints,
      oneToOneSigmas: one.sigmas,
    };
  }
  const hidden = Math.max(Math.floor(first / 4), extra.outputs);
  const branch = () => channels.map((c) => plainExtra(style, c, hidden, extra.outputs));
  const protoHidden = options.protoHidden ?? 256;
  const masks =
    extra.kind === "segment"
      ? { proto: proto(style, first, protoHidden, extra.outputs) }
      : extra.kind === "segment26"
        ? { proto: proto26(style, options, protoHidden, extra.outputs) }
        : {};
  return { extra, ...masks, extras: branch(), ...(endToEnd ? { oneToOneExtras: branch() } : {}) };
}

/** The detect head and its segment, pose and oriented forms. */
export function detect(style: Style, options: DetectOptions): LayerOf<"Detect"> {
  const { classes, regMax, endToEnd, channels } = options;
  const many = branches(style, options);
  const one = endToEnd ? branches(style, options) : undefined;
  return {
    kind: "Detect",
    classes,
    regMax,
    endToEnd,
    channels,
    ...many,
    ...(regMax > 1 ? { dfl: conv2d(regMax, 1, { bias: false, frozen: true }) } : {}),
    ...(one === undefined ? {} : { oneToOneBoxes: one.boxes, oneToOneScores: one.scores }),
    ...extraFields(style, options),
  };
}

/** Width of the last convolution of a classifier: that of EfficientNet-B0, as Ultralytics has it. */
const CLASSIFY_HIDDEN = 1280;

export function classify(
  style: Style,
  input: number,
  options: ConvOptions & { readonly classes: number },
): LayerOf<"Classify"> {
  const { classes, ...convolution } = options;
  return {
    kind: "Classify",
    conv: conv(style, input, CLASSIFY_HIDDEN, convolution),
    linear: { kind: "Linear", in: CLASSIFY_HIDDEN, out: classes },
  };
}

export function semanticSegment(
  style: Style,
  classes: number,
  channels: readonly number[],
): LayerOf<"SemanticSegment"> {
  const [first = 0, second] = channels;
  const branch = (c: number) => sequential(conv(style, c, first, { kernel: 3 }), conv2d(first, classes));
  return {
    kind: "SemanticSegment",
    classes,
    channels,
    main: branch(first),
    ...(second === undefined ? {} : { aux: branch(second) }),
  };
}

export function depth(style: Style, width: number, channels: readonly number[]): LayerOf<"Depth"> {
  const half = Math.floor(width / 2);
  const quarter = Math.floor(width / 4);
  return {
    kind: "Depth",
    channels,
    project: channels.map((c) => conv(style, c, width)),
    refine: channels
      .slice(1)
      .map(() => sequential(conv(style, width, width, { kernel: 3 }), conv(style, width, width, { kernel: 3 }))),
    head: sequential(
      conv(style, width, half, { kernel: 3 }),
      convTranspose2d(half, half),
      conv(style, half, quarter, { kernel: 3 }),
      conv2d(quarter, 1),
    ),
  };
}
