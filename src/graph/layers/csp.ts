import type { Layer, LayerOf, Pair } from "../layer.ts";
import { psaBlock } from "./attention.ts";
import { conv, repeat, type Style, sequential } from "./conv.ts";

/** Of the two convolutions of a bottleneck. */
export type Kernels = readonly [first: number | Pair, second: number | Pair];

/** Options that the blocks built of bottlenecks share. */
export interface Csp {
  readonly n?: number;
  readonly shortcut?: boolean;
  readonly groups?: number;
  readonly expansion?: number;
}

export function bottleneck(
  style: Style,
  input: number,
  output: number,
  options: Omit<Csp, "n"> & { readonly kernels?: Kernels } = {},
): LayerOf<"Bottleneck"> {
  const hidden = Math.trunc(output * (options.expansion ?? 0.5));
  const [first, second] = options.kernels ?? [3, 3];
  return {
    kind: "Bottleneck",
    cv1: conv(style, input, hidden, { kernel: first }),
    cv2: conv(style, hidden, output, { kernel: second, groups: options.groups ?? 1 }),
    add: (options.shortcut ?? true) && input === output,
  };
}

/** C2f with any kind of inner block, handed in by its hidden width. */
export function c2fOf(
  style: Style,
  input: number,
  output: number,
  options: { readonly n: number; readonly expansion: number; readonly inner: (hidden: number) => Layer },
): LayerOf<"C2f"> {
  const hidden = Math.trunc(output * options.expansion);
  return {
    kind: "C2f",
    cv1: conv(style, input, 2 * hidden),
    cv2: conv(style, (2 + options.n) * hidden, output),
    m: repeat(options.n, () => options.inner(hidden)),
  };
}

export function c2f(style: Style, input: number, output: number, options: Csp = {}): LayerOf<"C2f"> {
  const { n = 1, shortcut = false, groups = 1, expansion = 0.5 } = options;
  const inner = (hidden: number) => bottleneck(style, hidden, hidden, { shortcut, groups, expansion: 1 });
  return c2fOf(style, input, output, { n, expansion, inner });
}

export function c2(style: Style, input: number, output: number, options: Csp = {}): LayerOf<"C2"> {
  const { n = 1, shortcut = true, groups = 1, expansion = 0.5 } = options;
  const hidden = Math.trunc(output * expansion);
  return {
    kind: "C2",
    cv1: conv(style, input, 2 * hidden),
    cv2: conv(style, 2 * hidden, output),
    m: sequential(...repeat(n, () => bottleneck(style, hidden, hidden, { shortcut, groups, expansion: 1 }))),
  };
}

/** C3 with any kind of inner block. */
export function c3Of(
  style: Style,
  input: number,
  output: number,
  options: { readonly n: number; readonly expansion: number; readonly inner: (hidden: number) => Layer },
): LayerOf<"C3"> {
  const hidden = Math.trunc(output * options.expansion);
  return {
    kind: "C3",
    cv1: conv(style, input, hidden),
    cv2: conv(style, input, hidden),
    cv3: conv(style, 2 * hidden, output),
    m: sequential(...repeat(options.n, () => options.inner(hidden))),
  };
}

export function c3(
  style: Style,
  input: number,
  output: number,
  options: Csp & { readonly kernels?: Kernels } = {},
): LayerOf<"C3"> {
  const { n = 1, shortcut = true, groups = 1, expansion = 0.5, kernels = [1, 3] } = options;
  const inner = (hidden: number) => bottleneck(style, hidden, hidden, { shortcut, groups, kernels, expansion: 1 });
  return c3Of(style, input, output, { n, expansion, inner });
}

export const c3k = (
  style: Style,
  input: number,
  output: number,
  options: Csp & { readonly kernel?: number } = {},
): LayerOf<"C3"> => c3(style, input, output, { ...options, kernels: [options.kernel ?? 3, options.kernel ?? 3] });

export function c3k2(
  style: Style,
  input: number,
  output: number,
  options: Csp & { readonly c3k?: boolean; readonly attention?: boolean } = {},
): LayerOf<"C2f"> {
  const { n = 1, shortcut = true, groups = 1, expansion = 0.5 } = options;
  const inner = (hidden: number): Layer => {
    if (options.attention) {
      const plain = bottleneck(style, hidden, hidden, { shortcut, groups });
      return sequential(
        plain,
        psaBlock(style, hidden, { attentionRatio: 0.5, heads: Math.max(Math.floor(hidden / 64), 1) }),
      );
    }
    if (options.c3k) return c3k(style, hidden, hidden, { n: 2, shortcut, groups });
    return bottleneck(style, hidden, hidden, { shortcut, groups });
  };
  return c2fOf(style, input, output, { n, expansion, inner });
}
