import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFleet } from "../../src/fleet/read-fleet.ts";
import { problemText } from "../../src/problem.ts";

const problemsOf = (lines: readonly string[]) => readFleet("fleet.yml", lines.join("\n")).problems.map(problemText);
/** Of a file whose third line is this pool. */
const poolProblems = (pool: string) => problemsOf(["version: 1", "pools:", `  a: ${pool}`]);
const withPool = (...lines: readonly string[]) => problemsOf(["version: 1", "pools: {a: {gpu: L40}}", ...lines]);

describe("a pool", () => {
  test.each([
    [
      "{gpu: RTX 3095}",
      "fleet.yml:3:12: error: `RTX 3095` is no GPU that gpu-memory knows. The nearest names are RTX 3090, RTX 3050 8GB and RTX 3060; `gpu-memory gpus` lists all, and `memory: N GiB` declares any other.",
    ],
    [
      "{gpu: A100}",
      "fleet.yml:3:12: error: `A100` means GPUs of different size: the card exists with 40 and 80 GB. Write one of A100-40GB and A100-80GB.",
    ],
    [
      "{gpu: B100}",
      "fleet.yml:3:12: error: The memory of NVIDIA B100 is not known: nobody has published what nvidia-smi or CUDA prints. Declare it: `memory: N GiB` with what torch.cuda.mem_get_info() reports as total.",
    ],
    [
      "{instance: aws/g6.xlarg}",
      "fleet.yml:3:17: error: `aws/g6.xlarg` is no instance type that gpu-memory knows. The nearest are aws/g6.xlarge, aws/g5.xlarge, aws/g6.2xlarge; or name its GPU: `gpu: L4`.",
    ],
    [
      "{memory: 24}",
      "fleet.yml:3:15: error: `pools.a.memory` is `24`: it must be a size with its unit, such as `300 MiB` or `24 GiB`.",
    ],
    [
      "{gpu: L40, reserve: 60 GiB}",
      "fleet.yml:3:26: error: The pool `a` keeps 60.0 GiB free, and its GPU has 44.4 GiB in all. Declare what is left to training: a reserve well below the GPU's memory.",
    ],
    ["{gpu: L40, price: -1}", "fleet.yml:3:24: error: `pools.a.price` is `-1`: it must not be negative."],
    [
      "{gpu: L40, count: 1.5}",
      "fleet.yml:3:24: error: `pools.a.count` is `1.5`: it must be a whole number of GPUs, 1 or more.",
    ],
    [
      "{gpu: L40, count: 2, gpus-per-run: 4}",
      "fleet.yml:3:41: error: A run in the pool `a` may use 4 GPUs, and there are 2 in the pool. Write `gpus-per-run: 2` or less.",
    ],
    [
      "{instance: aws/g6.12xlarge, count: 8, gpus-per-run: 8}",
      "fleet.yml:3:58: error: A run in the pool `a` may use 8 GPUs, and there are 4 in one aws/g6.12xlarge. Write `gpus-per-run: 4` or less.",
    ],
    ["{gpu: L40, gup: T4}", "fleet.yml:3:17: error: `pools.a` has an unknown key `gup`. Did you mean `gpu`?"],
    [
      "{gpu: L40, smoke: always}",
      "fleet.yml:3:24: warning: The pool `a` asks for smoke tests but names no runner. Add `runner:` with the `runs-on` labels of a self-hosted runner that has this GPU.",
    ],
    ["", "fleet.yml:3:6: error: `pools.a` is empty: it must be a map of what a pool has."],
    [
      "{memory: 8 GiB, architecture: Amper}",
      "fleet.yml:3:36: error: `Amper` is no architecture that gpu-memory knows. Did you mean `Ampere`?",
    ],
  ])("%s", (pool, expected) => {
    expect(poolProblems(pool)).toEqual([expected]);
  });

  test.each([
    ["{count: 2}", "fleet.yml:3:3: error: The pool `a` names no GPU."],
    ["{gpu: L40, instance: aws/g6.xlarge}", "fleet.yml:3:27: error: The pool `a` has both `gpu` and `instance`."],
    [
      "{instance: aws/g6.xlarge, memory: 8 GiB}",
      "fleet.yml:3:40: error: The pool `a` has both `instance` and `memory`.",
    ],
    ["{gpu: L40, architecture: Ada}", "fleet.yml:3:31: error: The pool `a` names its architecture beside its GPU."],
  ])("%s says how a pool names its GPU", (pool, expected) => {
    const way =
      " Write `gpu`, `instance`, or `memory` (with `architecture` if you like); `memory` beside `gpu` is for a changed card.";
    expect(poolProblems(pool)).toEqual([expected + way]);
  });

  test("has a name of its own", () => {
    expect(problemsOf(["version: 1", "pools:", "  a: {gpu: L40}", "  a: {gpu: L40}"])).toEqual([
      "fleet.yml:4:3: error: Two pools are named `a`. Rename or remove one of the two.",
    ]);
  });
});

describe("the rest of the file", () => {
  test.each([
    [["configs: [{paths: x, pools: [aa]}]"], "fleet.yml:3:30: error: No pool is named `aa`. Did you mean `a`?"],
    [["configs: [{pools: a}]"], "fleet.yml:3:11: error: `configs[0]` has no `paths`."],
    [
      ["configs: [{paths: x, require: some}]"],
      "fleet.yml:3:31: error: `configs[0].require` is `some`: it must be `any` or `all`.",
    ],
    [
      ["configs: [{paths: '!x'}]"],
      'fleet.yml:3:19: error: The rule excludes configs but names none. Add a glob that it is for, such as `"configs/**/*.yaml"`.',
    ],
    [["configs: {paths: x}"], "fleet.yml:3:10: error: `configs` is a map: it must be a list of rules."],
    [
      ["datasets: {d: {labels-per-image: {mean: 9, max: 5}}}"],
      "fleet.yml:3:34: error: `datasets.d` has 9 labels an image on average, more than the 5 of its densest image. `max` is the number of labels of the image that has the most.",
    ],
    [
      ["datasets: {d: {labels-per-image: {mean: 9}}}"],
      "fleet.yml:3:16: error: `datasets.d.labels-per-image` has no `max`.",
    ],
    [
      ["policy: {headroom: 5}"],
      "fleet.yml:3:20: error: `policy.headroom` is `5`: it must be a share from 0% to less than 100%, such as `5%`.",
    ],
    [["policy: {tihgt: fail}"], "fleet.yml:3:10: error: `policy` has an unknown key `tihgt`. Did you mean `tight`?"],
    [["polcy: {}"], "fleet.yml:3:1: error: The fleet file has an unknown key `polcy`. Did you mean `policy`?"],
    [
      ["environment: {torch: latest}"],
      "fleet.yml:3:22: error: `environment.torch` is `latest`: it must be a version, such as `8.4.190`.",
    ],
    [
      ["waivers: [{config: c, owner: o, reason: r, until: 2027-02-30}]"],
      "fleet.yml:3:51: error: `waivers[0].until` is `2027-02-30`: it must be a date, such as `2027-03-31`.",
    ],
    [
      ["waivers: [{config: c, owner: o, reason: r, until: 2027-02-28, pool: b}]"],
      "fleet.yml:3:69: error: No pool is named `b`. Did you mean `a`?",
    ],
    [["waivers: [{config: c, reason: r, until: 2027-02-28}]"], "fleet.yml:3:11: error: `waivers[0]` has no `owner`."],
    [
      ["configs: [", "a"],
      "fleet.yml:3:10: error: What is opened here is never closed: `]` is missing. Add the closing `]`.",
    ],
  ])("%j", (lines, expected) => {
    expect(withPool(...lines)).toContainEqual(expected);
  });

  test("an unknown version of the format is refused", () => {
    expect(problemsOf(["version: 2", "pools: {a: {gpu: L40}}"])).toEqual([
      "fleet.yml:1:10: error: `version` is `2`: it must be 1.",
    ]);
  });

  test("an empty file declares nothing", () => {
    expect(problemsOf([""])).toEqual([
      "fleet.yml:1:1: error: The fleet file declares nothing. Write `version: 1` and `pools:`, or remove the file.",
    ]);
  });

  test("a merge conflict and an unknown tag are mistakes of syntax at their place", () => {
    const codes = (text: string) =>
      readFleet("f", text).problems.map(({ line, column, code, severity }) => [line, column, code, severity]);
    expect(codes("version: 1\n<<<<<<< HEAD\npools: {a: {gpu: L40}}\n")).toContainEqual([2, 1, "fleet-syntax", "error"]);
    expect(codes("version: 1\npools: {a: {gpu: !x L40}}\n")).toEqual([[2, 18, "fleet-syntax", "warning"]]);
  });

  test("an alias bomb is refused, not followed", () => {
    const level = (i: number) => `l${i}: &l${i} [${Array.from({ length: 10 }, () => `*l${i - 1}`).join(", ")}]`;
    const bomb = ["l0: &l0 [x]", ...Array.from({ length: 9 }, (_, i) => level(i + 1))];
    expect(problemsOf(bomb)).toEqual([expect.stringContaining("fleet.yml:1:1: error: Aliases can't be followed")]);
  });
});

test("all mistakes come at once, in the order of the file, those beside a faulty key too", () => {
  const text = [
    "version: 1",
    "pools:",
    "  a: {gpu: L41, cuont: 4}",
    "  b: {gpu: V100}",
    "configs:",
    "  - {paths: x, pools: [c], require: some}",
  ];
  expect(
    readFleet("fleet.yml", text.join("\n")).problems.map(({ line, column, code }) => [line, column, code]),
  ).toEqual([
    [3, 12, "unknown-gpu"],
    [3, 17, "unknown-key"],
    [4, 12, "ambiguous-gpu"],
    [6, 24, "unknown-pool"],
    [6, 37, "invalid-value"],
  ]);
});

test("a file with an error gives no fleet, one with a warning does", () => {
  expect(readFleet("f", "version: 1\npools: {a: {gpu: A100}}\n").fleet).toBeUndefined();
  expect(readFleet("f", "version: 1\npools: {a: {gpu: L40, smoke: always}}\n").fleet?.pools.length).toBe(1);
});

test("no text makes the reader throw", () => {
  const words = fc.constantFrom(
    "version: 1",
    "pools:",
    "  a: {gpu: L4}",
    "configs:",
    "  - paths: x",
    "&a",
    "*a",
    "{",
    "[",
    "- ",
    ": ",
    "\n",
    "!!x",
    "<<<<<<< HEAD",
    "null",
    "? ",
    "| ",
    "  ",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words).map((parts) => parts.join("\n")),
        fc.array(words).map((parts) => parts.join("")),
      ),
      (text) => {
        for (const problem of readFleet("f", text).problems) expect(problem.line).toBeGreaterThan(0);
      },
    ),
    { numRuns: 500 },
  );
});
