import type { LayerOf } from "../layer.ts";
import { conv, repeat, type Style, sequential } from "./conv.ts";
import { c2fOf, c3k } from "./csp.ts";

export function attention(
  style: Style,
  channels: number,
  options: { readonly heads: number; readonly ratio: number },
): LayerOf<"Attention"> {
  const headDim = Math.floor(channels / options.heads);
  const keyDim = Math.trunc(headDim * options.ratio);
  return {
    kind: "Attention",
    heads: options.heads,
    headDim,
    keyDim,
    qkv: conv(style, channels, channels + keyDim * options.heads * 2, { act: "none" }),
    proj: conv(style, channels, channels, { act: "none" }),
    pe: conv(style, channels, channels, { kernel: 3, groups: channels, act: "none" }),
  };
}

const feedForward = (style: Style, channels: number) =>
  sequential(conv(style, channels, channels * 2), conv(style, channels * 2, channels, { act: "none" }));

export function psaBlock(
  style: Style,
  channels: number,
  options: { readonly attentionRatio: number; readonly heads: number; readonly shortcut?: boolean },
): LayerOf<"PSABlock"> {
  return {
    kind: "PSABlock",
    attn: attention(style, channels, { heads: options.heads, ratio: options.attentionRatio }),
    ffn: feedForward(style, channels),
    add: options.shortcut ?? true,
  };
}

export function psa(style: Style, input: number, expansion = 0.5): LayerOf<"PSA"> {
  const channels = Math.trunc(input * expansion);
  return {
    kind: "PSA",
    channels,
    cv1: conv(style, input, 2 * channels),
    cv2: conv(style, 2 * channels, input),
    attn: attention(style, channels, { heads: Math.max(Math.floor(channels / 64), 1), ratio: 0.5 }),
    ffn: feedForward(style, channels),
  };
}

export function c2psa(
  style: Style,
  input: number,
  options: { readonly n?: number; readonly expansion?: number } = {},
): LayerOf<"C2PSA"> {
  const channels = Math.trunc(input * (options.expansion ?? 0.5));
  const block = () => psaBlock(style, channels, { attentionRatio: 0.5, heads: Math.max(Math.floor(channels / 64), 1) });
  return {
    kind: "C2PSA",
    channels,
    cv1: conv(style, input, 2 * channels),
    cv2: conv(style, 2 * channels, input),
    m: sequential(...repeat(options.n ?? 1, block)),
  };
}

function areaAttention(
  style: Style,
  channels: number,
  options: { readonly heads: number; readonly area: number },
): LayerOf<"AreaAttention"> {
  const headDim = Math.floor(channels / options.heads);
  const all = headDim * options.heads;
  return {
    kind: "AreaAttention",
    area: options.area,
    heads: options.heads,
    headDim,
    qkv: conv(style, channels, all * 3, { act: "none" }),
    proj: conv(style, all, channels, { act: "none" }),
    pe: conv(style, all, channels, { kernel: 7, padding: 3, groups: channels, act: "none" }),
  };
}

function areaBlock(
  style: Style,
  channels: number,
  options: { readonly heads: number; readonly mlpRatio: number; readonly area: number },
): LayerOf<"AreaBlock"> {
  const hidden = Math.trunc(channels * options.mlpRatio);
  return {
    kind: "AreaBlock",
    attn: areaAttention(style, channels, options),
    mlp: sequential(conv(style, channels, hidden), conv(style, hidden, channels, { act: "none" })),
  };
}

export interface A2C2fOptions {
  readonly n?: number;
  readonly attention?: boolean;
  readonly area?: number;
  readonly residual?: boolean;
  readonly mlpRatio?: number;
  readonly expansion?: number;
  readonly groups?: number;
  readonly shortcut?: boolean;
}

export function a2c2f(style: Style, input: number, output: number, options: A2C2fOptions = {}): LayerOf<"A2C2f"> {
  const {
    n = 1,
    attention: withAttention = true,
    area = 1,
    residual = false,
    mlpRatio = 2,
    expansion = 0.5,
    groups = 1,
    shortcut = true,
  } = options;
  const hidden = Math.trunc(output * expansion);
  const block = () =>
    withAttention
      ? sequential(...repeat(2, () => areaBlock(style, hidden, { heads: Math.floor(hidden / 32), mlpRatio, area })))
      : c3k(style, hidden, hidden, { n: 2, shortcut, groups });
  return {
    kind: "A2C2f",
    cv1: conv(style, input, hidden),
    cv2: conv(style, (1 + n) * hidden, output),
    out: output,
    residual: withAttention && residual,
    m: repeat(n, block),
  };
}

/** C2f with attention inside. */
export function c2fPsa(
  style: Style,
  channels: number,
  options: { readonly n: number; readonly expansion: number },
): LayerOf<"C2f"> {
  const inner = (hidden: number) =>
    psaBlock(style, hidden, { attentionRatio: 0.5, heads: Math.max(Math.floor(hidden / 64), 1) });
  return c2fOf(style, channels, channels, { ...options, inner });
}
