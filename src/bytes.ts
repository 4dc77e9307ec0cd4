declare const unit: unique symbol;
/** A number of bytes. Elements, MiB and GiB also pass through here as numbers; this one is branded so they can't be mixed up. */
export type Bytes = number & { readonly [unit]: "bytes" };

export const bytes = (n: number): Bytes => n as Bytes;
export const KIB = 1024;
export const MIB = 1024 * KIB;
export const GIB = 1024 * MIB;
export const mib = (n: number): Bytes => bytes(Math.round(n * MIB));
export const gib = (n: number): Bytes => bytes(Math.round(n * GIB));

/** `9.1`: GiB with one decimal, two below 1 GiB. Here and in `inMiB` alone bytes become a text. */
export function inGiB(n: Bytes): string {
  const value = n / GIB;
  return value.toFixed(Math.abs(value) < 0.995 ? 2 : 1);
}

/** `9.1`: MiB with one decimal, for single tensors. */
export const inMiB = (n: Bytes): string => (n / MIB).toFixed(1);

/** `9.1 GiB` */
export const formatGiB = (n: Bytes): string => `${inGiB(n)} GiB`;

/** Need, limit and the miss between them, with as many decimals as it takes to tell them apart; the first two as shown differ by the third. */
export function missTexts(
  need: Bytes,
  limit: Bytes,
): { readonly need: string; readonly limit: string; readonly miss: string } {
  const least = Math.min(need, limit) / GIB < 0.995 ? 2 : 1;
  for (let decimals = least; ; decimals++) {
    const [a, b] = [(need / GIB).toFixed(decimals), (limit / GIB).toFixed(decimals)];
    if (a === b && decimals < 4) continue;
    return { need: `${a} GiB`, limit: `${b} GiB`, miss: `${(Number(a) - Number(b)).toFixed(decimals)} GiB` };
  }
}
