import { type Bytes, bytes, GIB, KIB, MIB } from "../bytes.ts";

/** IEC units are powers of 1024, SI units powers of 1000, as their names say. */
const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  kib: KIB,
  mib: MIB,
  gib: GIB,
  tib: 1024 * GIB,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
};

/** A size says its unit. Without flags, so that it can stand in a JSON Schema as it is. */
export const SIZE_PATTERN = /^\s*(\d+(?:\.\d+)?)\s*((?:[KkMmGgTt][Ii]?)?[Bb])\s*$/;
export const SHARE_PATTERN = /^\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/;

/** `300 MiB`, `24 GiB`, `1.5 GB`; undefined when the text is no such size. */
export function parseSize(text: string): Bytes | undefined {
  const match = SIZE_PATTERN.exec(text);
  const unit = UNITS[(match?.[2] ?? "").toLowerCase()];
  if (match === null || unit === undefined) return undefined;
  return bytes(Math.floor(Number(match[1]) * unit));
}

/** `5%` or `0.05` -> 0.05; undefined unless it is at least 0 and less than 1. */
export function parseShare(text: string): number | undefined {
  const match = SHARE_PATTERN.exec(text);
  if (match === null) return undefined;
  const share = Number(match[1]) / (match[2] === "%" ? 100 : 1);
  return share < 1 ? share : undefined;
}
