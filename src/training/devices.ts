import type { ArgumentValue } from "./argument-values.ts";

/** The GPUs of a run by index, or what other device it asks for. */
export type Devices = { readonly gpus: readonly number[] } | { readonly other: string };

/**
 * Reads a device request as `parse_device` of Ultralytics does: `0`, `[0, 1]`, `"0,1"`, `cuda:0`, `-1` (an idle GPU; two for
 * `[-1, -1]`). Nothing said: one GPU.
 */
export function devicesOf(value: ArgumentValue | undefined): Devices {
  const request = (Array.isArray(value) ? value.join(",") : String(value ?? "")).toLowerCase();
  const cleaned = request.replace(/cuda:|none|[()[\]' ]/g, "");
  if (cleaned === "" || cleaned === "cuda") return { gpus: [0] };
  const parts = cleaned.split(",").filter((part) => part !== "");
  if (parts.length === 0 || !parts.every((part) => part === "-1" || /^\d{1,4}$/.test(part))) return { other: cleaned };
  return { gpus: parts.map((part, index) => (part === "-1" ? index : Number(part))) };
}
