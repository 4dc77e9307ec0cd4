import { expect, test } from "vitest";
import { planRun } from "../../../src/execution/phases/plan.ts";
import { trainingStream } from "../../../src/execution/phases/play.ts";
import { optimizersOf } from "../../../src/memory/optimizer-choice.ts";
import { checkedWith, graphOf } from "../../../src/memory/play-run.ts";
import { settingsOf } from "../../../src/memory/settings.ts";
import { playable, rowsOf } from "../../measured/runs.ts";

const FILES = ["default-settings-8.4.190", "h200-8.4.190", "h100-8.3.63"] as const;

/** Two of the whole streams: with parts copied, and with every part played. */
function streams(row: Parameters<typeof playable>[0]) {
  const found = playable(row);
  if (!("run" in found) || found.run.arguments.batch < 1) return undefined;
  const { run, device } = found;
  const built = graphOf(run);
  if (!("graph" in built)) return undefined;
  const settings = settingsOf(run, device);
  const { batch } = run.arguments;
  const optimizer = optimizersOf(run, batch)[0];
  if (optimizer === undefined) return undefined;
  const plan = planRun(run, built.graph, {
    batch,
    optimizer,
    checkedWith: checkedWith(run, device),
    rules: settings.rules,
  });
  return { copied: trainingStream(plan, settings), played: trainingStream(plan, settings, { playsAll: true }) };
}

test.each(FILES)(
  "%s: parts that are copied are what playing them again would give",
  (file) => {
    let compared = 0;
    for (const row of rowsOf(file)) {
      const both = row.mode === "train" ? streams(row) : undefined;
      if (both === undefined) continue;
      compared++;
      expect(both.copied, row.id).toEqual(both.played);
    }
    expect(compared).toBeGreaterThan(50);
  },
  600_000,
);
