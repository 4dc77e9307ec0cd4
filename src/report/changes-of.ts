import { type Bytes, bytes, formatGiB } from "../bytes.ts";
import type { Cause, RunVerdict } from "../verdict/verdict.ts";
import { code } from "./escape.ts";

const signed = (n: Bytes): string => `${n < 0 ? "−" : "+"}${formatGiB(bytes(Math.abs(n)))}`;

/** `imgsz 640 → 1280`, without markup. */
export const changeText = ({ key, from, to }: Cause): string => (from === to ? key : `${key} ${from} → ${to}`);

/** The changes as short Markdown texts, the largest growth first; with their growth where there are several. */
export function changesOf({ causes }: RunVerdict): readonly string[] {
  return causes.map((cause) => {
    const { key, from, to, growthBytes } = cause;
    const change = from === to ? code(key) : `${code(key)} ${code(from)} → ${code(to)}`;
    return causes.length === 1 || growthBytes === undefined ? change : `${change} (${signed(growthBytes)})`;
  });
}
