// Joins the hand-kept tables of src/fleet/data/*.tsv into the JSON that the program reads: `node scripts/catalogue.mjs`.
// `--check` only says whether the JSON is current (exit 1 when it is not).
import { readFileSync, writeFileSync } from "node:fs";

const folder = new URL("../src/fleet/data/", import.meta.url);
const MIB_PER_GIB = 1024;

/** Rows of a tab-separated file as objects, keyed by its first line. */
function table(name) {
  const [head, ...lines] = readFileSync(new URL(name, folder), "utf8").trimEnd().split("\n");
  const columns = head.split("\t");
  return lines.map((line) => {
    const cells = line.split("\t");
    if (cells.length !== columns.length)
      throw new Error(`${name}: ${cells.length} cells, not ${columns.length}: ${line}`);
    return Object.fromEntries(columns.map((column, i) => [column, cells[i]]));
  });
}

const byGpu = (rows) => new Map(rows.map((row) => [row.gpu, row]));
const list = (cell) => (cell === "" ? [] : cell.split("|"));
const number = (cell) => (cell === "" ? null : Number(cell));

/** `79.11 GiB` or `14912 MiB` -> MiB. */
function readingMiB(text) {
  const [value, unit] = text.split(" ");
  return Math.round(unit === "GiB" ? Number(value) * MIB_PER_GIB : Number(value));
}

function gpus() {
  const multiprocessors = byGpu(table("multiprocessors.tsv"));
  const readings = byGpu(table("cuda-totals.tsv"));
  return [...table("gpus.tsv"), ...table("variants.tsv")].map((row) => {
    const sm = multiprocessors.get(row.canonical_name);
    const cuda = readings.get(row.canonical_name);
    return {
      name: row.canonical_name,
      aliases: list(row.aliases),
      prints: row.prints ?? row.canonical_name,
      vendorGB: Number(row.vendor_gb),
      totalMiB: number(row.total_mib),
      otherReadings: row.total_mib_other_readings,
      computeCapability: row.compute_capability,
      architecture: row.architecture,
      ecc: row.ecc_note,
      source: row.source,
      confidence: row.confidence,
      multiprocessors: Number(sm.multiprocessors),
      multiprocessorsBasis: sm.basis,
      multiprocessorsSource: sm.source,
      cudaMiB: cuda === undefined ? null : readingMiB(cuda.smallest),
      cudaReadings: cuda?.seen ?? "",
      cudaSource: cuda?.source ?? "",
    };
  });
}

const instances = () =>
  table("instances.tsv").map((row) => ({
    provider: row.provider,
    type: row.instance_type_or_label,
    gpu: row.gpu_canonical_name,
    count: row.gpu_count,
    vendorGB: Number(row.vendor_gb_per_gpu),
    note: row.note,
    source: row.source,
    confidence: row.confidence,
  }));

const ambiguous = () => table("ambiguous-names.tsv").map((row) => ({ ...row, means: list(row.means) }));

/** One row a line, so that a changed row is one changed line. */
const asJson = (rows) => `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`;

const outputs = { "gpus.json": gpus(), "instances.json": instances(), "ambiguous-names.json": ambiguous() };
for (const [name, rows] of Object.entries(outputs)) {
  const url = new URL(name, folder);
  if (!process.argv.includes("--check")) writeFileSync(url, asJson(rows));
  else if (readFileSync(url, "utf8") !== asJson(rows)) {
    console.error(`src/fleet/data/${name} is not current: run node scripts/catalogue.mjs`);
    process.exitCode = 1;
  }
}
