import type { LayerOf } from "../layer.ts";
import { conv, type Style } from "./conv.ts";

export function spp(
  style: Style,
  input: number,
  output: number,
  kernels: readonly number[] = [5, 9, 13],
): LayerOf<"SPP"> {
  const hidden = Math.floor(input / 2);
  return {
    kind: "SPP",
    cv1: conv(style, input, hidden),
    cv2: conv(style, hidden * (kernels.length + 1), output),
    kernels,
  };
}

export interface SppfOptions {
  readonly kernel?: number;
  readonly pools?: number;
  readonly shortcut?: boolean;
  /** Does the first convolution have an activation? */
  readonly activated?: boolean;
}

export function sppf(style: Style, input: number, output: number, options: SppfOptions = {}): LayerOf<"SPPF"> {
  const hidden = Math.floor(input / 2);
  const pools = options.pools ?? 3;
  return {
    kind: "SPPF",
    cv1: conv(style, input, hidden, options.activated ? {} : { act: "none" }),
    cv2: conv(style, hidden * (pools + 1), output),
    kernel: options.kernel ?? 5,
    pools,
    add: (options.shortcut ?? false) && input === output,
  };
}
