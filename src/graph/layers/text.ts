import type { ExtraBranch, Layer, LayerOf } from "../layer.ts";
import { conv, conv2d, repeat, type Style, sequential } from "./conv.ts";
import { bottleneck } from "./csp.ts";
import { branches, plainExtra, proto, proto26 } from "./heads.ts";
import { layerNorm, linear } from "./transformer.ts";

export interface C2fAttnOptions {
  readonly n: number;
  readonly embedding: number;
  readonly heads: number;
  /** Length of a text embedding. */
  readonly guide: number;
  readonly shortcut: boolean;
  readonly groups: number;
  readonly hidden: number;
}

/** C2f with one more part, which looks at the text. */
export function c2fAttn(style: Style, input: number, output: number, options: C2fAttnOptions): LayerOf<"C2fAttn"> {
  const { n, embedding, heads, guide, hidden, shortcut, groups } = options;
  return {
    kind: "C2fAttn",
    cv1: conv(style, input, 2 * hidden),
    cv2: conv(style, (3 + n) * hidden, output),
    m: repeat(n, () => bottleneck(style, hidden, hidden, { shortcut, groups, expansion: 1 })),
    attention: {
      kind: "MaxSigmoidAttention",
      heads,
      ...(hidden === embedding ? {} : { embed: conv(style, hidden, embedding, { act: "none" }) }),
      guide: linear(guide, embedding),
      project: conv(style, hidden, hidden, { kernel: 3, act: "none" }),
    },
  };
}

export interface PoolingOptions {
  readonly embedding: number;
  readonly text: number;
  readonly scaled: boolean;
}

export function imagePoolingAttn(channels: readonly number[], options: PoolingOptions): LayerOf<"ImagePoolingAttn"> {
  const { embedding, text, scaled } = options;
  const normed = (width: number) => sequential(layerNorm(width), linear(width, embedding));
  return {
    kind: "ImagePoolingAttn",
    query: normed(text),
    key: normed(embedding),
    value: normed(embedding),
    project: linear(embedding, text),
    scaled,
    projections: channels.map((c) => conv2d(c, embedding)),
  };
}

export interface TextDetectOptions {
  readonly classes: number;
  readonly regMax: number;
  readonly endToEnd: boolean;
  readonly channels: readonly number[];
  readonly legacy: boolean;
  readonly embedding: number;
  /** Are maps normed before they are compared with text? */
  readonly normed: boolean;
}

const contrast = ({ normed, channels, embedding }: TextDetectOptions): Layer[] =>
  channels.map(() => ({
    kind: "ContrastiveHead",
    ...(normed ? { norm: { kind: "BatchNorm2d", channels: embedding } } : {}),
  }));

/** The head of YOLO-World. */
export function worldDetect(style: Style, options: TextDetectOptions): LayerOf<"TextDetect"> {
  const { classes, regMax, endToEnd, embedding, channels } = options;
  const many = branches(style, { ...options, legacy: true });
  const one = endToEnd ? branches(style, { classes, regMax, channels, legacy: options.legacy }) : undefined;
  return {
    kind: "TextDetect",
    ...{ classes, regMax, endToEnd, embedding, channels },
    ...many,
    ...integral(regMax),
    ...(one === undefined ? {} : { oneToOneBoxes: one.boxes, oneToOneScores: one.scores }),
    contrast: contrast(options),
  };
}

const integral = (regMax: number) => (regMax > 1 ? { dfl: conv2d(regMax, 1, { bias: false, frozen: true }) } : {});

/** Channels inside the visual prompt encoder. */
const PROMPT_CHANNELS = 16;
/** A gated feed-forward network four times as wide, half of it the gate. */
const TEXT_EXPANSION = 4;

function visualPrompts(style: Style, options: TextDetectOptions): Layer {
  const { channels, classes, embedding } = options;
  const width = Math.max(channels[0] ?? 0, Math.min(classes, 100));
  // Levels but the largest map are enlarged to it, two and four times.
  const enlarged = (level: number): Layer =>
    level === 1 || level === 2 ? { kind: "Upsample", factor: 2 * level } : { kind: "Identity" };
  const three = (input: number) => conv(style, input, width, { kernel: 3 });
  return {
    kind: "VisualPrompts",
    cv1: channels.map((c, level) => sequential(three(c), three(width), enlarged(level))),
    cv2: channels.map((c, level) => sequential(conv(style, c, width), enlarged(level))),
    cv3: conv2d(3 * width, embedding),
    cv4: conv2d(3 * width, PROMPT_CHANNELS, { kernel: 3, padding: 1 }),
    cv5: conv2d(1, PROMPT_CHANNELS, { kernel: 3, padding: 1 }),
    cv6: sequential(
      conv(style, 2 * PROMPT_CHANNELS, PROMPT_CHANNELS, { kernel: 3 }),
      conv2d(PROMPT_CHANNELS, PROMPT_CHANNELS, { kernel: 3, padding: 1 }),
    ),
  };
}

export interface Masks {
  readonly kind: Extract<ExtraBranch["kind"], "segment" | "segment26">;
  readonly coefficients: number;
  readonly hidden: number;
}

function maskFields(style: Style, options: TextDetectOptions, { kind, coefficients, hidden }: Masks) {
  const { channels, endToEnd } = options;
  const [first = 0] = channels;
  const width = Math.max(Math.floor(first / 4), coefficients);
  const branch = () => channels.map((c) => plainExtra(style, c, width, coefficients));
  return {
    proto:
      kind === "segment" ? proto(style, first, hidden, coefficients) : proto26(style, options, hidden, coefficients),
    masks: branch(),
    ...(endToEnd ? { oneToOneMasks: branch() } : {}),
  };
}

/** The head of YOLOE, with or without masks. */
export function yoloeDetect(style: Style, options: TextDetectOptions, masks?: Masks): LayerOf<"TextDetect"> {
  const { classes, regMax, endToEnd, embedding, channels } = options;
  const many = branches(style, options);
  const one = endToEnd ? branches(style, options) : undefined;
  return {
    kind: "TextDetect",
    ...{ classes, regMax, endToEnd, embedding, channels },
    ...many,
    ...integral(regMax),
    ...(one === undefined ? {} : { oneToOneBoxes: one.boxes, oneToOneScores: one.scores }),
    contrast: contrast(options),
    ...(endToEnd ? { oneToOneContrast: contrast(options) } : {}),
    text: {
      kind: "TextPrompts",
      widen: linear(embedding, TEXT_EXPANSION * embedding),
      narrow: linear((TEXT_EXPANSION / 2) * embedding, embedding),
    },
    visual: visualPrompts(style, options),
    ...(masks === undefined ? {} : maskFields(style, options, masks)),
  };
}
