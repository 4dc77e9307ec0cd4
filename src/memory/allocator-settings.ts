import { MIB } from "../bytes.ts";

/** PYTORCH_CUDA_ALLOC_CONF (since 2.9 PYTORCH_ALLOC_CONF), read. */
export interface AllocatorSettings {
  readonly expandableSegments: boolean;
  /** Blocks of this size and more are never split. */
  readonly maxSplitBytes: number;
  /** Requests are rounded up to such a fraction of the power of two below them; by size of the request. */
  readonly roundupDivisions: readonly (readonly [fromBytes: number, divisions: number])[];
  /** Share of the process limit above which old cached blocks are given back; 0: never. */
  readonly collectionThreshold: number;
}

export const DEFAULT_ALLOCATOR: AllocatorSettings = {
  expandableSegments: false,
  maxSplitBytes: Number.POSITIVE_INFINITY,
  roundupDivisions: [],
  collectionThreshold: 0,
};

/** Does the allocator do nothing but what it does by default? */
export const isPlain = (settings: AllocatorSettings): boolean =>
  !settings.expandableSegments &&
  settings.maxSplitBytes === Number.POSITIVE_INFINITY &&
  settings.roundupDivisions.length === 0 &&
  settings.collectionThreshold === 0;

/** Splits at commas that are not inside brackets. */
function entries(text: string): string[] {
  return text.match(/(?:[^,[]|\[[^\]]*\])+/g)?.map((entry) => entry.trim()) ?? [];
}

/** `4`, or `[256:1,512:2,>:4]`: sizes in MiB. */
function divisions(value: string): AllocatorSettings["roundupDivisions"] {
  if (!value.startsWith("[")) return [[0, Number.parseInt(value, 10) || 0]];
  const pairs = value
    .slice(1, -1)
    .split(",")
    .map((pair) => pair.split(":"));
  let from = 0;
  return pairs.map(([size = "", count = "0"]) => {
    const entry: readonly [number, number] = [from, Number.parseInt(count, 10) || 0];
    if (size.trim() !== ">") from = Number.parseInt(size, 10) * MIB;
    return entry;
  });
}

/** The settings that an environment variable's text asks for; what it does not name keeps PyTorch's default. */
export function allocatorSettings(text: string | undefined): AllocatorSettings {
  let settings = DEFAULT_ALLOCATOR;
  for (const entry of entries(text ?? "")) {
    const at = entry.indexOf(":");
    const [name, value] = [entry.slice(0, at).trim(), entry.slice(at + 1).trim()];
    switch (name) {
      case "expandable_segments":
        settings = { ...settings, expandableSegments: /^true$/i.test(value) };
        break;
      case "max_split_size_mb":
        settings = { ...settings, maxSplitBytes: Number.parseInt(value, 10) * MIB };
        break;
      case "roundup_power2_divisions":
        settings = { ...settings, roundupDivisions: divisions(value) };
        break;
      case "garbage_collection_threshold":
        settings = { ...settings, collectionThreshold: Number.parseFloat(value) || 0 };
        break;
    }
  }
  return settings;
}
