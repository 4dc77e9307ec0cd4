import { describe, expect, it } from "vitest";
import { reportJson } from "../../src/report/json.ts";
import { reportText } from "../../src/report/text.ts";
import { judged, reportOf } from "./given.ts";

describe("the report on a terminal", () => {
  it("is the headline, aligned columns, and everything about each config that does not fit", () => {
    const runs = [judged({ arguments: { imgsz: 960 } }), judged({ arguments: { batch: 8 }, file: "configs/b.yaml" })];
    expect(reportText(reportOf(runs, { notShown: { unchanged: 2, unmoved: 0 } }))).toBe(
      `GPU memory: 1 of 2 changed configs does not fit its pool.

CONFIG          POOL            NEEDS GiB  LIMIT  VERDICT
configs/a.yaml  team-l4  38.5 (36.6–40.4)   22.0  DOES NOT FIT  175 %
configs/b.yaml  team-l4  10.5 (10.0–11.0)   22.0  FITS           48 %

configs/a.yaml needs 38.5 GiB and team-l4 allows 22.0 GiB: short by 16.5 GiB; it will silently train at batch 8.
  yolov8m.pt, detect, batch 16, imgsz 960, AMP
  Changed:
    imgsz 640 → 960: +20.0 GiB
  Where it goes at the peak, in a training step, GiB:
    Activations                             19.0  +10.0 GiB
    Allocator slack (reserved, not in use)  19.0  +10.0 GiB
    CUDA context and libraries              0.50   0.00 GiB
  Any one of these makes it fit:
    batch: 16 → 8: 20.5 GiB of 22.0 GiB on team-l4; gradients add up over 8 batches (nbs 64 is kept), so the effective batch stays 64
    imgsz: 960 → 672: 20.1 GiB of 22.0 GiB on team-l4; smaller images; small objects suffer first
    train it on train-a100: 38.5 GiB of 80.0 GiB on train-a100; the config stays as it is
  Gradient checkpointing of every block: 20.5 GiB, 93 % of team-l4. It needs code: Ultralytics has no switch for it.

Not checked: 2 configs that this does not change.
`,
    );
  });

  it("shows every required pool", () => {
    expect(reportText(reportOf([]))).toBe("GPU memory: no training config or fleet change.\n");
  });
});

describe("the report as JSON", () => {
  it("has bytes as numbers and stable names", () => {
    const report = JSON.parse(reportJson(reportOf([judged({ arguments: { imgsz: 960 } })])));
    expect(report).toMatchObject({
      schema: 1,
      conclusion: "fail",
      fleetFile: ".github/gpu-fleet.yml",
      runs: [
        {
          id: "configs/a.yaml",
          verdict: "DOES NOT FIT",
          conclusion: "fail",
          waived: false,
          causes: [{ key: "imgsz", from: "640", to: "960", growthBytes: 20 * 2 ** 30 }],
          advice: [{ kind: "batch", pool: "team-l4" }, { kind: "imgsz" }, { kind: "pool", pool: "train-a100" }],
        },
      ],
    });
  });
});
