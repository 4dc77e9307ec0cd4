import { describe, expect, it } from "vitest";
import type { ChangedFile, Snapshot } from "../../src/changes/repository.ts";
import type { Report } from "../../src/report/report.ts";
import { run } from "../../src/run.ts";
import { estimatorOf, reservedGiB } from "../verdict/given.ts";

type Files = Readonly<Record<string, string>>;

const snapshot = (files: Files): Snapshot => ({
  list: async () => Object.keys(files),
  read: async (path) => files[path],
  refusal: async () => undefined,
});

const FLEET = ".github/gpu-fleet.yml";
// The run below needs 18.5 GiB by the formula of the tests: an L4 (22.0 GiB) has it, a T4 (14.6 GiB) does not.
const CONFIG = "model: yolov8m.yaml\ndata: coco.yaml\nbatch: 16\nimgsz: 640\noptimizer: AdamW\n";
const BASE: Files = {
  [FLEET]: "version: 1\npools:\n  team: {gpu: L4}\nconfigs:\n  - {paths: [configs/*.yaml], pools: [team]}\n",
  "configs/a.yaml": CONFIG,
  "configs/b.yaml": CONFIG,
};

/** The report on a pull request from BASE, with `more` in it, to the same with `head` on top. */
async function reported(head: Files, more: Files = {}, changed?: readonly ChangedFile[]): Promise<Report> {
  const base = { ...BASE, ...more };
  const renamed = new Set(changed?.flatMap(({ previousPath = [] }) => previousPath));
  const after = { ...Object.fromEntries(Object.entries(base).filter(([path]) => !renamed.has(path))), ...head };
  return run({
    occasion: "pull-request",
    changes: {
      head: snapshot(after),
      base: snapshot(base),
      changed: changed ?? Object.keys(head).map((path) => ({ path, status: path in base ? "modified" : "added" })),
    },
    fleetFile: FLEET,
    provenance: { version: "0", at: "2026-11-24T09:00:00Z" },
    estimator: estimatorOf(),
  });
}

const audited = (files: Files): Promise<Report> =>
  run({
    occasion: "audit",
    changes: { head: snapshot({ ...BASE, ...files }) },
    fleetFile: FLEET,
    provenance: { version: "0", at: "2026-11-24T09:00:00Z" },
    estimator: estimatorOf(),
  });

const told = ({ runs, conclusion, notShown }: Report) => ({
  runs: runs.map(({ id, verdict, before }) => `${id}${before === undefined ? " new" : ""}: ${verdict}`),
  conclusion,
  ...notShown,
});

describe("which configs a pull request is about", () => {
  it("those that mean something else; a comment changes nothing", async () => {
    const report = await reported({ "configs/a.yaml": CONFIG.replace("16", "32"), "configs/b.yaml": `# b\n${CONFIG}` });
    expect(told(report)).toEqual({
      runs: ["configs/a.yaml: DOES NOT FIT"],
      conclusion: "fail",
      unchanged: 1,
      unmoved: 0,
    });
  });

  it("a new one has no before", async () => {
    expect(told(await reported({ "configs/c.yaml": CONFIG })).runs).toEqual(["configs/c.yaml new: FITS"]);
  });

  it("a renamed one keeps its history", async () => {
    const changed = [{ path: "configs/c.yaml", previousPath: "configs/a.yaml", status: "renamed" as const }];
    const report = await reported({ "configs/c.yaml": CONFIG.replace("16", "8") }, {}, changed);
    expect(told(report).runs).toEqual(["configs/c.yaml: FITS"]);
  });

  it("every one that a shared file moves by more than 5 %, and no other", async () => {
    const model = "nc: 3\nbackbone:\n  - [-1, 1, Conv, [16, 3, 2]]\nhead:\n  - [[0], 1, Detect, [nc]]\n";
    const files = { "models/own.yaml": model, "configs/own.yaml": CONFIG.replace("yolov8m.yaml", "models/own.yaml") };
    const wider = { "models/own.yaml": model.replace("16", "32") };
    expect(told(await reported(wider, files))).toMatchObject({ runs: [], unchanged: 2, unmoved: 1 });
    const moves = estimatorOf(
      (each) => reservedGiB(each) * (each.model.description.backbone[0]?.args[0] === 32 ? 1.06 : 1),
    );
    const report = await run({
      occasion: "pull-request",
      changes: {
        head: snapshot({ ...BASE, ...files, ...wider }),
        base: snapshot({ ...BASE, ...files }),
        changed: [{ path: "models/own.yaml", status: "modified" }],
      },
      fleetFile: FLEET,
      provenance: { version: "0", at: "2026-11-24T09:00:00Z" },
      estimator: moves,
    });
    expect(told(report)).toMatchObject({ runs: ["configs/own.yaml: FITS"], unchanged: 2, unmoved: 0 });
  });

  it("a pinned version re-judges every config", async () => {
    const pins = { "requirements.txt": "ultralytics==8.4.190\ntorch==2.11.0\n" };
    const report = await reported({ "requirements.txt": "ultralytics==8.4.170\ntorch==2.11.0\n" }, pins);
    expect(told(report)).toMatchObject({ runs: [], unmoved: 2 });
  });

  it("a config that was unreadable before, and is not touched, is not told again", async () => {
    const broken = { "configs/broken.yaml": "model: yolov8m.yaml\nbatch: banana\n" };
    const report = await reported({ "configs/a.yaml": CONFIG.replace("16", "8") }, broken);
    expect(told(report)).toMatchObject({ runs: ["configs/a.yaml: FITS"], unchanged: 2 });
    expect(report.problems).toEqual([]);
  });

  it("one that can't be read is UNKNOWN, and the others are answered", async () => {
    const report = await reported({ "configs/a.yaml": "model: [", "configs/b.yaml": CONFIG.replace("16", "8") });
    expect(told(report)).toMatchObject({
      runs: ["configs/b.yaml: FITS", "configs/a.yaml new: UNKNOWN"],
      conclusion: "warn",
    });
  });
});

describe("the fleet file of the base is in force", () => {
  const smaller = BASE[FLEET]?.replace("L4", "T4") ?? "";
  const edit = { "configs/a.yaml": CONFIG.replace("16", "15") };

  it("a smaller pool is told, and does not fail yet", async () => {
    const report = await reported({ [FLEET]: smaller });
    expect(report.conclusion).toBe("pass");
    expect(report.fleetChange).toEqual({
      differing: ["configs/a.yaml", "configs/b.yaml"].map((id) => ({ id, inForce: "FITS", proposed: "DOES NOT FIT" })),
      judged: 2,
    });
  });

  const waivers = (until: string) =>
    `waivers:\n  - {config: configs/a.yaml, owner: "@ml", reason: "moves", until: ${until}}\n`;

  it("a pull request can't waive itself", async () => {
    const report = await reported({ ...edit, [FLEET]: smaller + waivers("2026-12-31") }, { [FLEET]: smaller });
    expect(told(report)).toMatchObject({ runs: ["configs/a.yaml: DOES NOT FIT"], conclusion: "fail" });
    const merged = await reported(edit, { [FLEET]: smaller + waivers("2026-12-31") });
    expect(told(merged)).toMatchObject({ runs: ["configs/a.yaml: DOES NOT FIT"], conclusion: "warn" });
  });

  it("an expired waiver fails, until it is removed", async () => {
    const expired = { [FLEET]: (BASE[FLEET] ?? "") + waivers("2026-11-01") };
    const report = await reported(edit, expired);
    expect(told(report)).toMatchObject({ runs: ["configs/a.yaml: FITS"], conclusion: "fail" });
    expect(report.problems.map(({ code }) => code)).toEqual(["waiver-expired"]);
    expect((await reported({ ...edit, [FLEET]: BASE[FLEET] ?? "" }, expired)).conclusion).toBe("pass");
  });

  it("one that is broken in the pull request fails", async () => {
    const report = await reported({ ...edit, [FLEET]: "version: 1\npools:\n  team: {gpu: L44}\n" });
    expect(report).toMatchObject({ conclusion: "fail", fleetBroken: true });
    expect(report.problems.map(({ code, line, column }) => [code, line, column])).toEqual([["unknown-gpu", 3, 15]]);
  });
});

describe("an audit", () => {
  it("judges every config and lists every waiver with where it stands", async () => {
    const fleet = `${BASE[FLEET]?.replace("L4", "T4")}waivers:
  - {config: configs/a.yaml, owner: "@ml", reason: "moves", until: 2026-12-01}
  - {config: configs/b.yaml, owner: "@ml", reason: "moves", until: 2027-03-31, cap: 10 GiB}
`;
    const report = await audited({ [FLEET]: fleet });
    expect(told(report)).toMatchObject({
      runs: ["configs/a.yaml new: DOES NOT FIT", "configs/b.yaml new: DOES NOT FIT"],
      conclusion: "fail",
    });
    expect(report.waivers.map(({ standing, daysLeft, needed }) => [standing, daysLeft, needed])).toEqual([
      ["ends-soon", 7, ["configs/a.yaml"]],
      ["holds", 127, []],
    ]);
    expect(report.problems.map(({ code, severity }) => [code, severity])).toEqual([["waiver-ends-soon", "warning"]]);
  });

  it("warns of globs that match nothing", async () => {
    const report = await audited({
      [FLEET]: (BASE[FLEET] ?? "").replace("[configs/*.yaml]", "[configs/*.yaml, confs/*.yaml]"),
    });
    expect(report.problems.map(({ code }) => code)).toEqual(["glob-without-match"]);
  });
});
