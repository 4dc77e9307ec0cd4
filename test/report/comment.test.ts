import { describe, expect, it } from "vitest";
import { gib } from "../../src/bytes.ts";
import type { Action } from "../../src/fleet/fleet.ts";
import { commentBody } from "../../src/report/comment.ts";
import { COMMENT_CHARACTERS, SUMMARY_BYTES, VISIBLE_LINES } from "../../src/report/limits.ts";
import { summaryBody } from "../../src/report/summary.ts";
import { visibleLines } from "../../src/report/visible-lines.ts";
import type { RunVerdict, Verdict } from "../../src/verdict/verdict.ts";
import { pool } from "../verdict/given.ts";
import { judged, reportOf, WORLD } from "./given.ts";

/** The lines before the first fold. */
const visible = (markdown: string): readonly string[] =>
  (markdown.split("<details")[0] ?? "").split("\n").filter((line) => line !== "");

const many = (count: number, more: { readonly file?: (index: number) => string } = {}): readonly RunVerdict[] =>
  Array.from({ length: count }, (_, index) =>
    judged({
      arguments: { imgsz: 1280 },
      file: more.file?.(index) ?? `configs/${String(index).padStart(4, "0")}.yaml`,
    }),
  );

const FLEET_FILE = { file: ".github/gpu-fleet.yml", isMeasured: false };

describe("the comment", () => {
  it("says the verdict, the miss and its cause, the table, and what to do", () => {
    const runs = [judged({ arguments: { batch: 8 }, file: "configs/b.yaml" }), judged({ arguments: { imgsz: 960 } })];
    expect(visible(commentBody(reportOf(runs)))).toEqual(
      [
        "### ❌ GPU memory: 1 of 2 changed configs does not fit its pool",
        "**`configs/a.yaml` needs 38.5 GiB and `team-l4` allows 22.0 GiB: short by 16.5 GiB.** It will silently train at batch 8. The only change is `imgsz` `640` → `960`.",
        "| Config                                                                                                                    | Pool      | Before |                After | Limit | Result                 |",
        "| :------------------------------------------------------------------------------------------------------------------------ | :-------- | -----: | -------------------: | ----: | :--------------------- |",
        "| [`configs/a.yaml`](https://github.com/acme/vision/blob/9c1f2ab000000000000000000000000000000000/configs/a.yaml#L4) | `team-l4` |   18.5 | **38.5 (36.6–40.4)** |  22.0 | ❌ DOES NOT FIT (175 %) |",
        "| [`configs/b.yaml`](https://github.com/acme/vision/blob/9c1f2ab000000000000000000000000000000000/configs/b.yaml#L1) | `team-l4` |   18.5 |      10.5 (10.0–11.0) |  22.0 | ✅ FITS (48 %)          |",
        "GiB, as nvidia-smi would show them; in parentheses the 95 % interval.",
        "**To make `configs/a.yaml` fit, any one of:**",
        "- `batch: 16 → 8`: 20.5 GiB, 93 % of `team-l4`. Gradients add up over 8 batches (nbs 64 is kept), so the effective batch stays 64.",
        "- `imgsz: 960 → 672`: 20.1 GiB, 92 % of `team-l4`. Smaller images; small objects suffer first.",
        "- Train it on `train-a100`: 38.5 GiB, 48 % of its limit; the config stays as it is.",
        "Gradient checkpointing of every block: 20.5 GiB, 93 % of `team-l4`. It needs code: Ultralytics has no switch for it.",
      ].map((line) => expect.stringMatching(loosely(line))),
    );
  });

  it("is short when all fit", () => {
    expect(visible(commentBody(reportOf([judged({ arguments: { batch: 8 } })]))).slice(0, 2)).toEqual([
      "### ✅ GPU memory: the changed config fits",
      "`configs/a.yaml` needs 10.5 GiB of 22.0 GiB on `team-l4`. The only change is `batch` `16` → `8`.",
    ]);
  });

  it("says several changes with what each brings alone", () => {
    const run = judged({ arguments: { imgsz: 960, batch: 20 } });
    expect(visible(commentBody(reportOf([run])))[1]).toContain(
      "Changed, each alone: `imgsz` `640` → `960` (+20.0 GiB), `batch` `16` → `20` (+4.0 GiB).",
    );
  });

  it("says what the fleet file's change would change", () => {
    const by = (verdict: Verdict, conclusion: Action, limit: number) => ({
      verdict,
      conclusion,
      pool: "team",
      needBytes: gib(16),
      limitBytes: gib(limit),
    });
    const differing = [
      { id: "configs/a.yaml", inForce: by("FITS", "pass", 20), proposed: by("DOES NOT FIT", "fail", 15) },
    ];
    const report = reportOf([], { fleetChange: { ...FLEET_FILE, differing, moved: [], judged: 14 } });
    expect(visible(commentBody(report)).slice(0, 2)).toEqual([
      "### ⚠️ GPU memory: this fleet change leaves 1 of 14 configs without a pool",
      "**`.github/gpu-fleet.yml` changed here.** Limits, policy and waivers are those of the base until this is merged; 1 of 14 verdicts would change: `configs/a.yaml` FITS → DOES NOT FIT.",
    ]);
    const waived = { id: "b.yaml", inForce: by("DOES NOT FIT", "fail", 15), proposed: by("DOES NOT FIT", "warn", 15) };
    const moved = [{ id: "c.yaml", inForce: by("FITS", "pass", 20), proposed: by("FITS", "pass", 80) }];
    const text = commentBody(reportOf([], { fleetChange: { ...FLEET_FILE, differing: [waived], moved, judged: 14 } }));
    expect(visible(text).slice(0, 2)).toEqual([
      "### ✅ GPU memory: this fleet change changes 1 of 14 verdicts",
      "**`.github/gpu-fleet.yml` changed here.** Limits, policy and waivers are those of the base until this is merged; 1 of 14 verdicts would change: `b.yaml` DOES NOT FIT (fail) → DOES NOT FIT (warn); 1 more would move by over 5 %.",
    ]);
    expect(text).toContain("| `c.yaml` | FITS, 80 % of `team`");
  });

  it("says that a waiver lets a config pass, and whose", () => {
    const waiver = { config: "configs/a.yaml", owner: "@ml-platform", reason: "moves in March", until: "2026-12-31" };
    const run = judged({ arguments: { imgsz: 960 } }, { world: { ...WORLD, waivers: [waiver] } });
    const lines = visible(commentBody(reportOf([run])));
    expect(lines[0]).toBe("### ⚠️ GPU memory: the changed config does not fit its pool (waived)");
    expect(lines[1]).toContain("Waived by `@ml-platform` until 2026-12-31: moves in March.");
  });

  it("counts what was not checked", () => {
    const report = reportOf([judged({ arguments: { batch: 8 } })], { notShown: { unchanged: 3, unmoved: 1 } });
    expect(commentBody(report)).toContain("- Not checked: 3 configs that this does not change.\n- Not shown: 1 config");
  });

  it("never fails without a fleet file, and says so", () => {
    const world = { pools: [pool("L4", 22)], file: undefined };
    const run = judged({ arguments: { imgsz: 960 } }, { world });
    const report = reportOf([run], { fleet: { ...reportOf([]).fleet, file: undefined } as never });
    expect(run.conclusion).toBe("warn");
    expect(commentBody(report)).toContain("no fleet file: judged by common GPUs, never failing");
    expect(commentBody(report)).toContain("the changed config does not fit any common GPU");
  });
});

describe("limits of the comment", () => {
  it("one failing config: the breakdown is open, and all is in 25 visible lines", () => {
    const body = commentBody(reportOf(many(1)));
    expect(body).toContain("<details open><summary><b>Where the memory goes</b>");
    expect(visibleLines(body)).toBeLessThanOrEqual(VISIBLE_LINES);
  });

  it.each([2, 10, 11, 100, 1000])("%i failing configs: ten rows, 25 visible lines, 60,000 characters", (count) => {
    const body = commentBody(reportOf(many(count)));
    expect(visibleLines(body)).toBeLessThanOrEqual(VISIBLE_LINES);
    expect(body.length).toBeLessThanOrEqual(COMMENT_CHARACTERS);
    expect(visible(body).filter((line) => line.includes("DOES NOT FIT"))).toHaveLength(Math.min(10, count));
    expect(body.includes(`${count - 10} more in the job summary.`)).toBe(count > 10);
  });

  it("names of thousands of characters are cut", () => {
    const body = commentBody(reportOf(many(30, { file: (index) => `configs/${"x".repeat(4000)}${index}.yaml` })));
    expect(body.length).toBeLessThanOrEqual(COMMENT_CHARACTERS + 10);
    expect(body).toContain("30 of 30 changed configs do not fit their pools");
  });

  it("the summary has all rows, in less than the mebibyte that GitHub takes", () => {
    const body = summaryBody(reportOf(many(600)));
    expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(SUMMARY_BYTES);
    expect(visible(body).filter((line) => line.includes("DOES NOT FIT"))).toHaveLength(600);
  });

  it("the same report gives the same text, whatever the order of its runs", () => {
    const runs = many(12);
    expect(commentBody(reportOf([...runs].reverse()))).toBe(commentBody(reportOf(runs)));
  });
});

/** Columns of tables are padded to their widest cell; how far is not the claim. */
function loosely(line: string): RegExp {
  const parts = line.split(/[ -]{2,}| /).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[ -]+")}$`);
}
