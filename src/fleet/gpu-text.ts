import { type Bytes, formatGiB, MIB } from "../bytes.ts";
import type { GpuEntry } from "./gpus.ts";

const HEAD = ["GPU", "nvidia-smi", "CUDA", "usable", "architecture", "aliases"];

/** Columns in step, one GPU a line. */
export function gpuTable(entries: readonly GpuEntry[]): string {
  const rows = [HEAD, ...entries.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const cells = (entry: GpuEntry): string[] => [
  entry.name,
  inMiB(entry.nvidiaSmiBytes),
  inMiB(entry.cudaBytes),
  entry.usableBytes === null ? "not known" : formatGiB(entry.usableBytes),
  entry.architecture,
  entry.aliases.join(", "),
];

const inMiB = (n: Bytes | null): string => (n === null ? "not known" : `${Math.round(n / MIB)} MiB`);

/** Everything about one GPU, a fact a line. */
export function gpuDetails(entry: GpuEntry): string {
  const facts: readonly (readonly [string, string])[] = [
    ["aliases", entry.aliases.join(", ") || "none"],
    ["prints", entry.prints],
    ["nvidia-smi", inMiB(entry.nvidiaSmiBytes)],
    ["CUDA", inMiB(entry.cudaBytes)],
    ["usable", entry.usableBytes === null ? "not known" : `${formatGiB(entry.usableBytes)} for PyTorch's allocator`],
    [
      "architecture",
      `${entry.architecture}, compute capability ${entry.computeCapability}, ${entry.multiprocessors} multiprocessors`,
    ],
    ["instances", entry.instances.join(", ") || "none known"],
    ...entry.notes.map((note) => ["note", note] as const),
    ["source", `${entry.confidence}: ${entry.source}`],
  ];
  return [entry.name, ...facts.map(([label, fact]) => `  ${label.padEnd(13)} ${fact}`)].join("\n");
}
