import type { LayerOf } from "../layer.ts";
import { conv, type Style, sequential } from "./conv.ts";
import { type Csp, c2fOf } from "./csp.ts";

export const scDown = (
  style: Style,
  input: number,
  output: number,
  options: { readonly kernel: number; readonly stride: number },
): LayerOf<"SCDown"> => ({
  kind: "SCDown",
  cv1: conv(style, input, output),
  cv2: conv(style, output, output, { ...options, groups: output, act: "none" }),
});

export const repVggDw = (style: Style, channels: number): LayerOf<"RepVGGDW"> => ({
  kind: "RepVGGDW",
  conv: conv(style, channels, channels, { kernel: 7, padding: 3, groups: channels, act: "none" }),
  conv1: conv(style, channels, channels, { kernel: 3, padding: 1, groups: channels, act: "none" }),
});

export function cib(
  style: Style,
  input: number,
  output: number,
  options: { readonly shortcut?: boolean; readonly expansion?: number; readonly largeKernel?: boolean } = {},
): LayerOf<"CIB"> {
  const hidden = Math.trunc(output * (options.expansion ?? 0.5));
  const wide = 2 * hidden;
  return {
    kind: "CIB",
    cv1: sequential(
      conv(style, input, input, { kernel: 3, groups: input }),
      conv(style, input, wide),
      options.largeKernel ? repVggDw(style, wide) : conv(style, wide, wide, { kernel: 3, groups: wide }),
      conv(style, wide, output),
      conv(style, output, output, { kernel: 3, groups: output }),
    ),
    add: (options.shortcut ?? true) && input === output,
  };
}

export function c2fCib(
  style: Style,
  input: number,
  output: number,
  options: Csp & { readonly largeKernel?: boolean } = {},
): LayerOf<"C2f"> {
  const { n = 1, shortcut = false, expansion = 0.5, largeKernel = false } = options;
  const inner = (hidden: number) => cib(style, hidden, hidden, { shortcut, expansion: 1, largeKernel });
  return c2fOf(style, input, output, { n, expansion, inner });
}
