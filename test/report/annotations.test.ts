import { describe, expect, it } from "vitest";
import { annotations } from "../../src/report/annotations.ts";
import { outputs } from "../../src/report/outputs.ts";
import { judgeUnknown } from "../../src/verdict/judge.ts";
import { contextOf, pool } from "../verdict/given.ts";
import { judged, reportOf, WORLD } from "./given.ts";

describe("annotations", () => {
  it("stand on the line of the change that costs most", () => {
    expect(annotations(reportOf([judged({ arguments: { imgsz: 960 } })]))).toEqual([
      {
        file: "configs/a.yaml",
        line: 4,
        column: 8,
        level: "error",
        title: "GPU memory: DOES NOT FIT",
        message:
          "configs/a.yaml needs 38.5 GiB and team-l4 allows 22.0 GiB: short by 16.5 GiB. It will silently train at batch 8. The change that costs most: imgsz 640 → 960. Fits with: batch: 16 → 8; or imgsz: 960 → 672; or train it on train-a100.",
      },
    ]);
  });

  it("of a new config stand on its model", () => {
    const run = judged({ arguments: { imgsz: 960 } }, { before: undefined });
    expect(annotations(reportOf([run]))).toMatchObject([{ file: "configs/a.yaml", line: 1, column: 8 }]);
  });

  it("of a tight run are warnings, of one that fits there are none", () => {
    const tight = judged({}, { world: { ...WORLD, pools: [pool("team-l4", 17)] } });
    expect(annotations(reportOf([tight]))).toMatchObject([{ level: "warning", title: "GPU memory: TIGHT" }]);
    expect(annotations(reportOf([judged()]))).toEqual([]);
  });

  it("of an unreadable config stand on the mistake, once", () => {
    const place = { file: "configs/b.yaml", line: 3, column: 8 };
    const reasons = [{ code: "unreadable-config", message: "`batch: banana` is no number.", place }];
    const problem = {
      ...place,
      code: "not-a-number",
      severity: "error",
      message: "`batch: banana` is no number.",
    } as const;
    const unknown = { id: place.file, place, reasons, files: [place.file] };
    const run = judgeUnknown(unknown, [problem], contextOf(WORLD));
    expect(annotations(reportOf([run]))).toEqual([
      { ...place, level: "warning", title: "GPU memory: UNKNOWN", message: "batch: banana is no number." },
    ]);
  });

  it("are ten of a level at most, failing configs before problems", () => {
    const problems = Array.from({ length: 30 }, (_, index) => ({
      file: "configs/z.yaml",
      line: index + 1,
      column: 1,
      code: "unknown-argument",
      severity: "error" as const,
      message: "No such argument.",
    }));
    const found = annotations(reportOf([judged({ arguments: { imgsz: 960 } })], { problems }));
    expect(found).toHaveLength(10);
    expect(found[0]).toMatchObject({ title: "GPU memory: DOES NOT FIT" });
  });
});

describe("outputs", () => {
  it("count the verdicts", () => {
    const runs = [judged({ arguments: { imgsz: 960 } }), judged({ file: "configs/b.yaml" })];
    expect(outputs(reportOf(runs))).toEqual({
      conclusion: "fail",
      verdict: "DOES NOT FIT",
      headline: "1 of 2 changed configs does not fit its pool",
      configs: "2",
      "configs-failed": "1",
      "configs-tight": "0",
      "configs-unknown": "0",
    });
  });

  it("have no verdict where there was nothing to judge", () => {
    expect(outputs(reportOf([]))).toMatchObject({ verdict: "", headline: "no training config or fleet change" });
  });
});
