import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { folderWith, gpuMemory } from "./command.ts";

// What the command advises, written into the files by hand and judged by the command again.

const PINS = "ultralytics==8.4.190\ntorch==2.11.0\n";
const POOLS = { t4: "T4", l4: "L4", a10g: "A10G", "rtx-3080": "RTX 3080 10GB", h100: "H100" } as const;

/** Tens of runs, each judged by a process that begins with nothing known. */
const MINUTES = 300_000;

type Values = Readonly<Record<string, string | number>>;
interface Pair {
  readonly pool: keyof typeof POOLS;
  readonly values: Values;
}

const pairs = fc.sample(
  fc.record({
    pool: fc.constantFrom(...(Object.keys(POOLS) as (keyof typeof POOLS)[])),
    values: fc.record({
      model: fc.constantFrom("yolov8s.pt", "yolov8m.pt", "yolo11m.pt", "yolov8s-seg.pt", "yolov10m.pt", "yolo26s.pt"),
      data: fc.constant("coco.yaml"),
      batch: fc.constantFrom("-1", 12, 24, 40, 64),
      imgsz: fc.constantFrom(800, 1024, 1280, 1536),
      optimizer: fc.constantFrom("SGD", "AdamW"),
      epochs: fc.constant(2),
    }),
  }),
  { numRuns: 30, seed: 11 },
);

/** Runs that a smaller batch does not help, or not alone. */
const others: readonly Pair[] = [
  { model: "yolov8m.pt", batch: 8, imgsz: 1280, amp: "False", optimizer: "SGD" },
  { model: "yolov8x.yaml", batch: 1, imgsz: 3584, optimizer: "SGD" },
  { model: "yolov8x.pt", batch: 1, imgsz: 3584, optimizer: "AdamW" },
  { model: "yolov8l.pt", batch: 8, imgsz: 1280, optimizer: "SGD", nbs: 8 },
].map((values) => ({ pool: "t4", values: { ...values, data: "coco.yaml", epochs: 2 } }));

interface Advice {
  readonly kind: string;
  readonly change: string;
  readonly pool: string;
  readonly needBytes: number;
}
interface Judged {
  readonly id: string;
  readonly verdict: string;
  readonly advice: readonly Advice[];
  readonly pools: readonly { readonly pool: string; readonly verdict: string; readonly needBytes: number }[];
}

/** The runs of a repository with these configs, each of which has to fit its own pool. */
async function judged(configs: readonly (Pair & { readonly name: string })[], allocator?: string) {
  const pools = Object.entries(POOLS).map(([name, gpu]) => `  ${name}: {gpu: ${gpu}, count: 4}\n`);
  const rules = configs.map(({ name, pool }) => `  - {paths: [configs/${name}.yaml], pools: [${pool}]}\n`);
  const environment = allocator === undefined ? "" : `environment: {allocator: "${allocator}"}\n`;
  const fleet = `version: 1\n${environment}pools:\n${pools.join("")}configs:\n${rules.join("")}`;
  const text = (values: Values): string =>
    Object.entries(values)
      .map(([key, value]) => `${key}: ${value}\n`)
      .join("");
  const files = configs.map(({ name, values }) => [`configs/${name}.yaml`, text(values)] as const);
  const folder = folderWith({ ".github/gpu-fleet.yml": fleet, "requirements.txt": PINS, ...Object.fromEntries(files) });
  const { out, errors } = await gpuMemory(["check", folder, "--format", "json"]);
  expect(errors).toEqual([]);
  const runs: readonly Judged[] = JSON.parse(out).runs;
  return new Map(runs.map((run) => [run.id.replace(/^configs\/|\.yaml$/g, ""), run]));
}

/** `batch: 24 → 9, nbs: 64 → 72` writes two values. */
function applied({ values }: Pair, { change }: Advice): Values {
  const written = [...change.matchAll(/(\w+): (?:\S+) → ([\w.,-]+)(?:, |$)/g)].map(([, key, value]) => [key, value]);
  expect(written, change).not.toEqual([]);
  return { ...values, ...Object.fromEntries(written) };
}

describe("on 30 random configs and pools, with the real command", () => {
  it("every change that is advised makes the config FIT, with the need that was told", {
    timeout: MINUTES,
  }, async () => {
    const all = [...pairs, ...others];
    const first = await judged(all.map((pair, index) => ({ ...pair, name: `c${index}` })));
    const advised = all.flatMap((pair, index) =>
      (first.get(`c${index}`)?.advice ?? []).map((advice, at) => ({ pair, advice, name: `c${index}-${at}` })),
    );
    const kinds = advised.map(({ advice }) => advice.kind);
    expect(kinds).toEqual(expect.arrayContaining(["batch", "amp", "imgsz", "freeze", "scale", "pool"]));
    expect(advised.length).toBeGreaterThan(20);

    const inConfig = advised.filter(({ advice }) => advice.kind !== "allocator");
    const again = await judged(
      inConfig.map(({ pair, advice, name }) => ({
        name,
        pool: advice.pool as Pair["pool"],
        values: advice.kind === "pool" ? pair.values : applied(pair, advice),
      })),
    );
    for (const { advice, name } of inConfig) {
      const pool = again.get(name)?.pools.find((each) => each.pool === advice.pool);
      expect([name, advice.change, pool?.verdict, pool?.needBytes]).toEqual([
        name,
        advice.change,
        "FITS",
        advice.needBytes,
      ]);
    }
    for (const { pair, advice, name } of advised.filter(({ advice: { kind } }) => kind === "allocator")) {
      const setting = advice.change.replace("PYTORCH_CUDA_ALLOC_CONF=", "");
      expect((await judged([{ ...pair, name }], setting)).get(name)?.verdict).toBe("FITS");
    }
  });

  it("the largest batch is FITS, and one more is not", { timeout: MINUTES }, async () => {
    const small = ["t4", "l4", "rtx-3080"] as const;
    const found: { readonly name: string; readonly pool: Pair["pool"]; readonly values: Values; batch: number }[] = [];
    for (const [index, { values }] of pairs.slice(0, 10).entries()) {
      const { batch: _, model = "", ...others } = values;
      const words = Object.entries(others).map(([key, value]) => `${key}=${value}`);
      const gpus = small.flatMap((pool) => ["--gpu", POOLS[pool]]);
      const folder = folderWith({ "requirements.txt": PINS });
      const { out } = await gpuMemory(["fit", String(model), ...words, ...gpus, "--vary", "batch"], folder);
      const largest = [...out.matchAll(/ batch +(\d+|none) /g)].map(([, batch]) => Number(batch));
      expect(largest.length).toBe(small.length);
      for (const [at, pool] of small.entries())
        found.push({ name: `f${index}-${pool}`, pool, values: { model, ...others }, batch: largest[at] || 0 });
    }
    expect(found.length).toBe(30);
    const fitting = found.filter(({ batch }) => batch > 0);
    expect(fitting.length).toBeGreaterThan(20);
    const verdicts = await judged(
      found.flatMap(({ name, pool, values, batch }) => [
        { name: `${name}-largest`, pool, values: { ...values, batch: Math.max(1, batch) } },
        { name: `${name}-next`, pool, values: { ...values, batch: batch + 1 } },
      ]),
    );
    for (const { name, batch } of fitting)
      expect([name, batch, verdicts.get(`${name}-largest`)?.verdict]).toEqual([name, batch, "FITS"]);
    for (const { name } of found) expect([name, verdicts.get(`${name}-next`)?.verdict]).not.toEqual([name, "FITS"]);
  });
});

it("says so where no change makes a config fit", async () => {
  const folder = folderWith({
    ".github/gpu-fleet.yml": "version: 1\npools: {t4: {gpu: T4}}\n",
    "requirements.txt": PINS,
    "configs/huge.yaml": "model: yolov8x.pt\ndata: coco.yaml\nbatch: 1\nimgsz: 6400\noptimizer: AdamW\nepochs: 2\n",
  });
  const { out } = await gpuMemory(["check", folder]);
  expect(out).toMatch(/^ {2}No single change of batch, .* makes it fit, and no other pool does\.$/m);
});
