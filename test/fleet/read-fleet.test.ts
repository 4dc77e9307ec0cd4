import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { gib, mib } from "../../src/bytes.ts";
import type { Fleet } from "../../src/fleet/fleet.ts";
import { readFleet } from "../../src/fleet/read-fleet.ts";

const FILE = ".github/gpu-fleet.yml";

function fleetOf(text: string): Fleet {
  const { fleet, problems } = readFleet(FILE, text);
  expect(problems).toEqual([]);
  if (fleet === undefined) throw new Error("no fleet");
  return fleet;
}

test("the smallest file has a pool and the default policy", () => {
  expect(fleetOf("version: 1\npools:\n  team: {gpu: L40}\n")).toEqual({
    file: FILE,
    pools: [
      {
        name: "team",
        device: {
          name: "NVIDIA L40",
          architecture: "Ada",
          computeCapability: "8.9",
          multiprocessors: 142,
          totalBytes: mib(45_466),
        },
        place: { file: FILE, line: 3, column: 3 },
        gpusPerRun: 1,
        reserveBytes: 0,
        smoke: "never",
        notes: [],
      },
    ],
    rules: [],
    datasets: {},
    environment: {},
    policy: { tight: "pass", unknown: "warn", halved: "fail", headroom: 0 },
    waivers: [],
  });
});

test("a pool keeps all that is declared of it", () => {
  const [pool] = fleetOf(
    "version: 1\npools:\n  a: {gpu: L40, count: 4, gpus-per-run: 2, reserve: 300 MiB, runner: [self-hosted, l40], smoke: always, price: 1.5}\n",
  ).pools;
  expect({ ...pool, device: undefined }).toEqual({
    name: "a",
    place: { file: FILE, line: 3, column: 3 },
    count: 4,
    gpusPerRun: 2,
    reserveBytes: mib(300),
    runner: ["self-hosted", "l40"],
    smoke: "always",
    price: 1.5,
    notes: [],
  });
});

test("pools are declared by GPU, instance type, memory, or a GPU with changed memory", () => {
  const { pools } = fleetOf(
    [
      "version: 1",
      "pools:",
      "  gpu: {gpu: 3090}",
      "  cloud: {instance: aws/g6.12xlarge}",
      "  size: {memory: 24 GiB, architecture: Ada}",
      "  changed: {gpu: RTX 4090, memory: 47.4 GiB}",
      "  unsized: {gpu: B100, memory: 178 GiB}",
    ].join("\n"),
  );
  expect(pools.map((pool) => [pool.name, pool.device.name, pool.device.totalBytes, pool.count])).toEqual([
    ["gpu", "NVIDIA GeForce RTX 3090", mib(24_259), undefined],
    ["cloud", "NVIDIA L4", mib(22_559), 4],
    ["size", "24.0 GiB Ada GPU", gib(24), undefined],
    ["changed", "NVIDIA GeForce RTX 4090 with 47.4 GiB", Math.floor(47.4 * 1024 ** 3), undefined],
    ["unsized", "NVIDIA B100 with 178.0 GiB", gib(178), undefined],
  ]);
});

test("versions are read from the text: 2.10 is not 2.1", () => {
  const text =
    "version: 1\nenvironment: {ultralytics: 8.4.190, torch: 2.10, allocator: 'expandable_segments:True'}\npools: {a: {gpu: L40}}\n";
  expect(fleetOf(text).environment).toEqual({
    ultralytics: "8.4.190",
    torch: "2.10",
    allocator: "expandable_segments:True",
  });
});

test("a rule keeps its globs with their places; `!` excludes; without pools it means all", () => {
  const text =
    'version: 1\npools: {a: {gpu: L40}, b: {gpu: L40}}\nconfigs:\n  - paths: ["c/*.yaml", "!c/x.yaml"]\n    exclude: c/y.yaml\n    require: all\n';
  expect(fleetOf(text).rules).toEqual([
    {
      paths: ["c/*.yaml"],
      exclude: ["c/x.yaml", "c/y.yaml"],
      pools: ["a", "b"],
      require: "all",
      place: { file: FILE, line: 4, column: 5 },
      pathPlaces: [{ file: FILE, line: 4, column: 13 }],
    },
  ]);
});

test("labels of an image are one number, or a mean and the most", () => {
  const text =
    "version: 1\npools: {a: {gpu: L40}}\ndatasets:\n  d.yaml: {images: 84000, labels-per-image: 60}\n  e.yaml: {labels-per-image: {mean: 2.5, max: 90}}\n";
  expect(fleetOf(text).datasets).toEqual({
    "d.yaml": { images: 84_000, labelsPerImage: { mean: 60, maximum: 60 }, place: { file: FILE, line: 4, column: 3 } },
    "e.yaml": { labelsPerImage: { mean: 2.5, maximum: 90 }, place: { file: FILE, line: 5, column: 3 } },
  });
});

test("policy and waivers are read in the program's units", () => {
  const text = [
    "version: 1",
    "pools: {a: {gpu: L40}}",
    "policy: {tight: fail, headroom: 5%}",
    "waivers:",
    '  - {config: c.yaml, pool: a, owner: "@ml", reason: moving, until: 2027-03-31, cap: 24 GiB}',
  ].join("\n");
  const fleet = fleetOf(text);
  expect(fleet.policy).toEqual({ tight: "fail", unknown: "warn", halved: "fail", headroom: 0.05 });
  expect(fleet.waivers).toEqual([
    {
      config: "c.yaml",
      pool: "a",
      owner: "@ml",
      reason: "moving",
      until: "2027-03-31",
      capBytes: gib(24),
      place: { file: FILE, line: 5, column: 5 },
    },
  ]);
});

test("anchors and aliases can be used", () => {
  expect(fleetOf("version: 1\npools:\n  a: &l {gpu: L40}\n  b: *l\n").pools.map((pool) => pool.device.name)).toEqual([
    "NVIDIA L40",
    "NVIDIA L40",
  ]);
});

test("the example to copy is read without a word", () => {
  const fleet = fleetOf(readFileSync("examples/gpu-fleet.yml", "utf8"));
  expect(fleet.pools.map((pool) => pool.name)).toEqual(["edge-t4", "team-l4", "train-a100", "shared-mig", "lab"]);
});
