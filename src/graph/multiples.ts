import type { Model } from "../training/training-run.ts";
import { divisibleBy8 } from "./rounding.ts";

/** How a scale changes a description. */
export interface Multiples {
  /** The letter in force: the one asked for, else the first of the file; where the file has none, the one its name has. */
  readonly scale: string;
  readonly depth: number;
  readonly width: number;
  readonly maxChannels: number;
  /** Scales a channel count: at most maxChannels, times width, rounded up to 8. */
  readonly channels: (channels: number) => number;
  /** The letter asked for, where the file has scales and not this one. */
  readonly unknownScale?: string;
}

export function multiplesOf({ description, scale }: Model): Multiples {
  const { scales = {} } = description;
  const letter = scale || Object.keys(scales)[0] || "";
  const asked = Object.hasOwn(scales, letter) ? scales[letter] : undefined;
  // Without scales the parser reads the multiples, but never a top-level max_channels.
  const written = [description.depthMultiple ?? 1, description.widthMultiple ?? 1, Number.POSITIVE_INFINITY] as const;
  const [depth, width, maxChannels] = asked ?? Object.values(scales)[0] ?? written;
  const channels = (wanted: number) => divisibleBy8(Math.min(wanted, maxChannels) * width);
  const missing = asked === undefined && Object.keys(scales).length > 0;
  return { scale: letter, depth, width, maxChannels, channels, ...(missing ? { unknownScale: letter } : {}) };
}
