import { expect, test } from "vitest";
import { matchQueries } from "../../../src/execution/losses/matcher.ts";
import { varifocalLoss } from "../../../src/execution/losses/varifocal.ts";
import { listing, newTape } from "../listing.ts";

test("matching peaks where distances are summed: 13 tensors of queries by labels, twice four of them coordinates; none stays", () => {
  const tape = newTape();
  const scores = tape.tensor([2, 300, 80], "fp16");
  const from = tape.recorder.events.length;
  matchQueries(tape, scores, 100);
  const cost = 2 * 300 * 100 * 4;
  const live = new Map<string, number>();
  let most = 0;
  for (const event of listing(tape.recorder, from)) {
    const [name = "", bytes] = event.slice(1).split(" ");
    if (event.startsWith("-")) live.delete(name);
    else live.set(name, Number(bytes));
    most = Math.max(
      most,
      [...live.values()].filter((size) => size >= cost).reduce((sum, size) => sum + size / cost, 0),
    );
  }
  expect([...live]).toEqual([]);
  expect(most).toBe(13);
});

test("the class loss keeps seven tensors to backward, the labels as int64", () => {
  const tape = newTape();
  tape.autocast = true;
  const scores = tape.tensor([1, 2, 4], "fp16");
  scores.requiresGrad = true;
  const loss = varifocalLoss(tape, scores);
  const alive = (): readonly number[] => {
    const { sizes, events } = tape.recorder;
    const freed = new Set(events.filter((event) => event < 0).map((event) => ~event));
    return [...sizes].filter((_, block) => !freed.has(block));
  };
  // Scores, score targets, probabilities twice, other labels, weight, wide logits, entropy, and the loss.
  expect(alive()).toEqual([16, 32, 16, 32, 64, 32, 32, 32, 4]);
  tape.backward(loss);
  // Scores, loss, and the gradient of the scores.
  expect(alive()).toEqual([16, 4, 16]);
});
