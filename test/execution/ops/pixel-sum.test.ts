import { expect, test } from "vitest";
import { onCard } from "../../../src/execution/ops/pixel-sum.ts";
import { optimizersOf } from "../../../src/memory/optimizer-choice.ts";
import { streamOf } from "../../../src/memory/play-run.ts";
import { playable, rowsOf } from "../../measured/runs.ts";

/** A T4, an L4, an A100, and one of few multiprocessors. */
const MULTIPROCESSORS = [40, 58, 108, 5];

test("a stream brought to another card is the one that is played there", () => {
  let brought = 0;
  let otherSizes = 0;
  for (const row of rowsOf("h200-8.4.190").filter(({ mode }) => mode === "train")) {
    const found = playable(row);
    if (!("run" in found) || found.run.arguments.batch < 1) continue;
    const { run, device } = found;
    const { batch } = run.arguments;
    const choice = { batch, optimizer: optimizersOf(run, batch)[0]! };
    const stream = streamOf(run, device, choice);
    const multiprocessors = MULTIPROCESSORS[brought % MULTIPROCESSORS.length]!;
    const there = onCard(stream, multiprocessors);
    if (there === undefined) continue;
    brought++;
    if (there !== stream) otherSizes++;
    expect(there, row.id).toEqual(streamOf(run, { ...device, multiprocessors }, choice));
  }
  expect(brought).toBeGreaterThan(100);
  expect(otherSizes).toBeGreaterThan(10);
}, 120_000);
