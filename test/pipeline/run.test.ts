import { describe, expect, it } from "vitest";
import type { ChangedFile, Snapshot } from "../../src/changes/repository.ts";
import type { JudgedBy, Report } from "../../src/report/report.ts";
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

  describe("that commands and programs write", () => {
    const SCRIPT = "yolo train model=yolov8m.yaml data=coco.yaml batch=8 imgsz=640 optimizer=AdamW\n";
    const PROGRAM =
      "from ultralytics import YOLO\nYOLO('yolov8m.yaml').train(data='coco.yaml', batch=8, imgsz=640, optimizer='AdamW')\n";
    const told2 = async (before: Files, after: Files, changed?: readonly ChangedFile[]) =>
      told(await reported(after, before, changed));

    it("a comment, another order of arguments and lines above change nothing", async () => {
      const head = {
        "train.sh": `# nightly\n\n${SCRIPT.replace("batch=8 imgsz=640", "imgsz=640 batch=8")}`,
        "train.py": `# by hand\n${PROGRAM.replace("batch=8, imgsz=640", "imgsz=640, batch=8")}`,
      };
      const { runs, unchanged } = await told2({ "train.sh": SCRIPT, "train.py": PROGRAM }, head);
      expect([runs, unchanged]).toEqual([[], 4]);
    });

    it("a run put in front of others is the only new one", async () => {
      const more = SCRIPT.replace("batch=8", "batch=4");
      expect((await told2({ "train.sh": SCRIPT }, { "train.sh": more + SCRIPT })).runs).toEqual([
        "train.sh#1 new: FITS",
      ]);
    });

    it("each is paired with what it was in its file, by its model", async () => {
      const small = SCRIPT.replace("yolov8m", "yolov8n");
      const larger = SCRIPT.replace("batch=8", "batch=4");
      expect((await told2({ "train.sh": SCRIPT + small }, { "train.sh": small + larger })).runs).toEqual([
        "train.sh#2: FITS",
      ]);
    });

    it("a renamed script keeps its history, and a moved run is no new one", async () => {
      const changed = [{ path: "run.sh", previousPath: "train.sh", status: "renamed" as const }];
      const head = { "run.sh": SCRIPT.replace("batch=8", "batch=4") };
      expect((await told2({ "train.sh": SCRIPT }, head, changed)).runs).toEqual(["run.sh: FITS"]);
      const moved = [
        { path: "run.sh", status: "added" as const },
        { path: "train.sh", previousPath: "train.sh", status: "removed" as const },
      ];
      expect((await told2({ "train.sh": SCRIPT }, { "run.sh": SCRIPT }, moved)).runs).toEqual([]);
    });

    it("a changed data or model file changes the runs that use it", async () => {
      const model = "nc: 3\nbackbone:\n  - [-1, 1, Conv, [16, 3, 2]]\nhead:\n  - [[0], 1, Detect, [nc]]\n";
      const own = SCRIPT.replace("yolov8m.yaml", "models/own.yaml");
      const before = { "models/own.yaml": model, "train.sh": own + SCRIPT };
      const head = { "models/own.yaml": model.replace("16", "64") };
      // By the formula of the tests the model's width moves nothing, so it is only counted.
      const { notShown } = await reported(head, before);
      expect(notShown).toEqual({ unmoved: 1, unchanged: 3 });
    });

    it("rules find a run by every file that it goes through", async () => {
      const program = PROGRAM.replace("data='coco.yaml', batch=8", "**yaml.safe_load(open('settings/a.yaml'))");
      const before = {
        "train.py": `import yaml\n${program}`,
        "settings/a.yaml": "data: coco.yaml\nbatch: 8\n",
        [FLEET]:
          "version: 1\npools:\n  team: {gpu: L4}\n  large: {gpu: A100-80GB}\nconfigs:\n  - {paths: [settings/*.yaml], pools: [team]}\n",
      };
      const report = await reported({ "settings/a.yaml": "data: coco.yaml\nbatch: 32\n" }, before);
      expect(told(report)).toMatchObject({ runs: ["train.py: DOES NOT FIT"], conclusion: "fail" });
      expect(report.runs[0]?.causes.map(({ place }) => place)).toEqual([
        { file: "settings/a.yaml", line: 2, column: 8 },
      ]);
    });

    it("runs of the fleet file are those of the base", async () => {
      const fleet = (batch: number): string =>
        `version: 1\npools:\n  team: {gpu: L4}\nruns:\n  nightly: {model: yolov8m.yaml, data: data/v.yaml, batch: ${batch}, imgsz: 640, optimizer: AdamW}\n`;
      const before = { [FLEET]: fleet(16), "data/v.yaml": "train: a\nval: b\nnames: [a, b]\n" };
      const head = { [FLEET]: fleet(1), "data/v.yaml": "train: a\nval: b\nnames: [a, b, c]\n" };
      const report = await reported(head, before);
      expect(report.runs.map(({ id, run }) => [id, run?.arguments.batch])).toEqual([[`${FLEET}#nightly`, 16]]);
      expect(report.fleetChange?.judged).toBe(3);
      const written = (await audited(before)).runs.find(({ id }) => id === `${FLEET}#nightly`);
      expect(written?.run?.arguments.batch).toBe(16);
    });

    it("what is not known is told when it is new, and not again because a line moved", async () => {
      const before = { "train.py": PROGRAM.replace("batch=8", "batch=int(input())") };
      expect((await told2({}, before)).runs).toEqual(["train.py new: UNKNOWN"]);
      expect((await told2(before, { "train.py": `# more\n${before["train.py"]}` })).runs).toEqual([]);
    });
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
    expect(fleetTold(report)).toEqual([
      "configs/a.yaml: FITS (pass) -> DOES NOT FIT (fail)",
      "configs/b.yaml: FITS (pass) -> DOES NOT FIT (fail)",
    ]);
    expect(report.fleetChange).toMatchObject({ moved: [], judged: 2 });
  });

  it("a limit that moves by more than 5 % is told, by less it is not", async () => {
    const reserve = (text: string) => ({ [FLEET]: BASE[FLEET]?.replace("gpu: L4", `gpu: L4, reserve: ${text}`) ?? "" });
    expect((await reported(reserve("1 GiB"))).fleetChange).toMatchObject({ differing: [], moved: [], judged: 2 });
    const { moved = [] } = (await reported(reserve("1.2 GiB"))).fleetChange ?? {};
    expect(moved.map(({ id, inForce, proposed }) => [id, inForce?.verdict, proposed?.verdict])).toEqual([
      ["configs/a.yaml", "FITS", "FITS"],
      ["configs/b.yaml", "FITS", "FITS"],
    ]);
  });

  it("a rule that declares a config, and one that no longer does, change what is judged", async () => {
    const file = { "jobs/short.yaml": "model: yolov8m.yaml\n" };
    const declaring = `${BASE[FLEET]}  - {paths: [jobs/*.yaml], pools: [team]}\n`;
    expect(fleetTold(await reported({ [FLEET]: declaring }, file))).toEqual(["jobs/short.yaml: none -> FITS (pass)"]);
    const back = await reported({ [FLEET]: BASE[FLEET] ?? "" }, { ...file, [FLEET]: declaring });
    expect(fleetTold(back)).toEqual(["jobs/short.yaml: FITS (pass) -> none"]);
  });

  it("a policy or a waiver changes what becomes of a verdict", async () => {
    const waiver = `waivers:\n  - {config: configs/a.yaml, owner: "@ml", reason: "moves", until: 2026-12-31}\n`;
    expect(fleetTold(await reported({ [FLEET]: smaller + waiver }, { [FLEET]: smaller }))).toEqual([
      "configs/a.yaml: DOES NOT FIT (fail) -> DOES NOT FIT (warn)",
    ]);
    const lax = `${smaller}policy: {halved: warn}\n`;
    expect(fleetTold(await reported({ [FLEET]: lax }, { [FLEET]: smaller }))).toHaveLength(2);
  });

  const fleetTold = ({ fleetChange }: Report): readonly string[] => {
    const side = (judged: JudgedBy | undefined): string =>
      judged === undefined ? "none" : `${judged.verdict} (${judged.conclusion})`;
    return (fleetChange?.differing ?? []).map(
      ({ id, inForce, proposed }) => `${id}: ${side(inForce)} -> ${side(proposed)}`,
    );
  };

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
