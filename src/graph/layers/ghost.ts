import type { Activation, LayerOf } from "../layer.ts";
import { conv, depthwise, type Style, sequential } from "./conv.ts";
import { type Csp, c3Of } from "./csp.ts";

export function ghostConv(
  style: Style,
  input: number,
  output: number,
  options: {
    readonly kernel?: number;
    readonly stride?: number;
    readonly groups?: number;
    readonly act?: Activation;
  } = {},
): LayerOf<"GhostConv"> {
  const half = Math.floor(output / 2);
  const act = options.act === undefined ? {} : { act: options.act };
  return {
    kind: "GhostConv",
    cv1: conv(style, input, half, {
      kernel: options.kernel ?? 1,
      stride: options.stride ?? 1,
      groups: options.groups ?? 1,
      ...act,
    }),
    cv2: conv(style, half, half, { kernel: 5, groups: half, ...act }),
  };
}

export function ghostBottleneck(
  style: Style,
  input: number,
  output: number,
  options: { readonly kernel?: number; readonly stride?: number } = {},
): LayerOf<"GhostBottleneck"> {
  const { kernel = 3, stride = 1 } = options;
  const hidden = Math.floor(output / 2);
  const strided = stride === 2;
  return {
    kind: "GhostBottleneck",
    conv: sequential(
      ghostConv(style, input, hidden),
      strided ? depthwise(style, hidden, hidden, { kernel, stride, act: "none" }) : { kind: "Identity" },
      ghostConv(style, hidden, output, { act: "none" }),
    ),
    shortcut: strided
      ? sequential(
          depthwise(style, input, input, { kernel, stride, act: "none" }),
          conv(style, input, output, { act: "none" }),
        )
      : { kind: "Identity" },
  };
}

export function c3Ghost(style: Style, input: number, output: number, options: Csp = {}): LayerOf<"C3"> {
  const inner = (hidden: number) => ghostBottleneck(style, hidden, hidden);
  return c3Of(style, input, output, { n: options.n ?? 1, expansion: options.expansion ?? 0.5, inner });
}
