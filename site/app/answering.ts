import { createEstimator } from "../../src/memory/estimator.ts";
import { answer } from "./answer.ts";
import { pause } from "./pause.ts";
import type { AnswerMessage, AskMessage } from "./question.ts";

const engine = createEstimator();
let newest = 0;

/** Answers the newest of the questions that came in while the last one was answered. */
export async function answering({ id, question }: AskMessage): Promise<void> {
  newest = id;
  await pause();
  if (newest !== id) return;
  const start = performance.now();
  const made = await answer(question, engine);
  const message: AnswerMessage = { kind: "answer", id, answer: made, milliseconds: performance.now() - start };
  const timeline = made.kind === "answered" ? made.timeline : undefined;
  const arrays =
    timeline === undefined
      ? []
      : [timeline.events, timeline.sizes, timeline.categories, timeline.modules, timeline.operations];
  self.postMessage(message, { transfer: arrays.map(({ buffer }) => buffer) });
}
