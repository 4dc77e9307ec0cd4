import { expect, it } from "vitest";
import { folderWith, gpuMemory } from "./command.ts";

const MS_PER_DAY = 86_400_000;
/** `YYYY-MM-DD`, so many days from today. */
const inDays = (days: number): string => new Date(Date.now() + days * MS_PER_DAY).toISOString().slice(0, 10);

const LARGE = "model: yolov8m.pt\ndata: coco.yaml\nbatch: 16\nimgsz: 1600\nepochs: 10\noptimizer: SGD\n";
const NAMES = ["expired", "outgrown", "ending", "held"] as const;

const fleet = (names: readonly (typeof NAMES)[number][]): string => {
  const more = {
    expired: `until: ${inDays(-1)}`,
    outgrown: `until: ${inDays(100)}, cap: 24 GiB`,
    ending: `until: ${inDays(6)}, cap: 60 GiB`,
    held: `until: ${inDays(100)}`,
  };
  const waivers = names.map(
    (name) => `  - {config: configs/${name}.yaml, pool: l4, owner: "@ml", reason: "moves", ${more[name]}}\n`,
  );
  return `version: 1\npools: {l4: {gpu: L4}}\nconfigs: [{paths: ["configs/*.yaml"], pools: [l4]}]\nwaivers:\n${waivers.join("")}`;
};

const audited = (names: readonly (typeof NAMES)[number][]) =>
  gpuMemory(
    ["audit"],
    folderWith({
      ".github/gpu-fleet.yml": fleet(names),
      "requirements.txt": "ultralytics==8.4.190\ntorch==2.11.0\n",
      ...Object.fromEntries(names.map((name) => [`configs/${name}.yaml`, LARGE])),
    }),
  );

it("an audit lists all waivers: an expired one and one that was outgrown fail, one about to end warns", async () => {
  const { out, errors, exit } = await audited(NAMES);
  expect(exit).toBe(1);
  expect(out).toMatch(/^configs\/expired\.yaml +l4 .* DOES NOT FIT {2}/m);
  expect(out).toMatch(/^configs\/held\.yaml +l4 .* DOES NOT FIT, waived {2}/m);
  expect(out).toContain(`  The waiver of @ml ended on ${inDays(-1)}.\n`);
  expect(out).toContain("  The waiver of @ml ends at 24.0 GiB, which this is past.\n");
  const table = out.slice(out.indexOf("WAIVER FOR")).split("\n\n")[0] ?? "";
  expect(
    table.split("\n").map((line) => line.split(/ {2,}/).filter((_, column) => column === 0 || column > 3)),
  ).toEqual([
    ["WAIVER FOR", "CAP", "STANDING", "REASON"],
    ["configs/expired.yaml", "none", "expired", "moves"],
    ["configs/ending.yaml", "60.0 GiB", "lets 1 config pass; ends in 6 days", "moves"],
    ["configs/held.yaml", "none", "lets 1 config pass", "moves"],
    ["configs/outgrown.yaml", "24.0 GiB", "1 config past its cap", "moves"],
  ]);
  expect(errors.map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
    ".github/gpu-fleet.yml:5:5: error:",
    ".github/gpu-fleet.yml:7:5: warning:",
  ]);
});

it("one that holds, or is about to end, lets an audit pass", async () => {
  const { out, exit } = await audited(["ending", "held"]);
  expect(out).toMatch(/^GPU memory: 2 of 2 configs do not fit their pools \(waived\)\.$/m);
  expect(exit).toBe(0);
});
