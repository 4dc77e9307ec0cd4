import { AMBIGUOUS_NAMES, type AmbiguousName, GPUS, type Gpu, isMigSlice, isUnified } from "./catalogue.ts";
import { editDistance } from "./nearest.ts";

/** The form in which names are compared: spaces, hyphens, case and the vendor's prefix do not matter. */
export function nameKey(name: string): string {
  const letters = name.toLowerCase().replace(/[^a-z0-9.+]/g, "");
  return letters.replace(/^nvidia(?=.)/, "");
}

/** Without the brand either: `RTX 3090` and `3090` for `GeForce RTX 3090`, `V100` for `Tesla V100`; without `GPU` behind. */
const shortKey = (name: string): string =>
  nameKey(name)
    .replace(/^(geforce|tesla|orin(?=jetson)|xavier(?=jetson))(?=.)/, "")
    .replace(/^[rg]tx(?=\d)/, "")
    .replace(/(?<=.)gpu$/, "");

/** Also with the size behind it (`T4-16GB`), which tells sizes of one name apart. */
function keysOf(gpu: Gpu): ReadonlySet<string> {
  const names = [gpu.name, gpu.prints, ...gpu.aliases];
  const plain = [gpu.name, ...gpu.aliases].flatMap((name) => [nameKey(name), shortKey(name)]);
  if (isMigSlice(gpu)) return new Set(plain);
  const sized = names.flatMap((name) => [`${nameKey(name)}${gpu.vendorGB}gb`, `${shortKey(name)}${gpu.vendorGB}gb`]);
  return new Set([...plain, ...sized, ...sized.map((key) => key.replace(/b$/, ""))]);
}

const byKey = new Map<string, Gpu[]>();
for (const gpu of GPUS) {
  for (const key of keysOf(gpu)) byKey.set(key, [...(byKey.get(key) ?? []), gpu]);
}
const byOwnName = new Map(GPUS.map((gpu) => [nameKey(gpu.name), gpu]));
const ambiguousByKey = new Map(AMBIGUOUS_NAMES.map((entry) => [shortKey(entry.name), entry]));

/** The row with exactly this canonical name (vendor's prefix aside). */
export const ownName = (name: string): Gpu | undefined => byOwnName.get(nameKey(name));

/** Every row that the name may mean; more than one where cards share an alias. Empty: unknown. */
export function rowsNamed(name: string): readonly Gpu[] {
  return byKey.get(nameKey(name)) ?? byKey.get(shortKey(name)) ?? slicesNamed(name);
}

/** Names known to mean cards of different size, such as `A100`. */
export const ambiguousName = (name: string): AmbiguousName | undefined => ambiguousByKey.get(shortKey(name));

/** `H100 PCIe MIG 1g.10gb`, `A100 80GB 2g.20gb`: any name of the card, then the slice. */
function slicesNamed(name: string): readonly Gpu[] {
  const match = /^(.+?)(?:mig)?([1-7]g\.\d+gb(?:\+me)?)$/.exec(nameKey(name));
  if (match === null) return [];
  const [, card = "", slice = ""] = match;
  const cards = (ambiguousName(card)?.means ?? [card]).flatMap(rowsNamed);
  return GPUS.filter(
    (gpu) => isMigSlice(gpu) && nameKey(gpu.name).endsWith(`mig${slice}`) && cards.some((c) => isSliceOf(gpu, c)),
  );
}

/** Slices stand under the name of one board; they are the same on a board of the same architecture and size. */
function isSliceOf(slice: Gpu, card: Gpu): boolean {
  const parent = ownName(slice.name.slice(0, slice.name.indexOf(" MIG ")));
  return parent !== undefined && parent.architecture === card.architecture && parent.totalMiB === card.totalMiB;
}

/** A name that means this row alone, for a message that the reader can copy from: `RTX 3080 10GB`, `T4`, `A30-1g.6gb`. */
export function shortName(gpu: Gpu): string {
  if (isMigSlice(gpu) || isUnified(gpu)) return gpu.aliases[0] ?? gpu.name;
  const brandless = gpu.name.replace(/^NVIDIA /, "").replace(/^(GeForce|Tesla) /, "");
  return ambiguousName(brandless) === undefined ? brandless : `${brandless} ${gpu.vendorGB}GB`;
}

/** The names (one a card) that are written most alike, nearest first. */
export function nearestNames(name: string, count: number): readonly string[] {
  const wanted = shortKey(name);
  const wantsSlice = /\dg\.?\d/.test(wanted);
  const scored = GPUS.filter((gpu) => isMigSlice(gpu) === wantsSlice).map((gpu) => ({
    name: shortName(gpu),
    distance: Math.min(...[...keysOf(gpu)].map((key) => unlikeness(wanted, key))),
  }));
  scored.sort((a, b) => a.distance - b.distance);
  return [...new Set(scored.map((entry) => entry.name))].slice(0, count);
}

/** 0 (equal) to 1: edits by length; a name that holds the whole text is half as far as its length says. */
function unlikeness(wanted: string, key: string): number {
  const share = editDistance(wanted, key) / Math.max(wanted.length, key.length, 1);
  return wanted.length > 1 && key.includes(wanted) ? share / 2 : share;
}
