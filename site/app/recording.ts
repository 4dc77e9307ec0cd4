import { createEstimator } from "../../src/memory/estimator.ts";
import { type Comparison, compared } from "../recorded/compare.ts";
import { recordedLine } from "../recorded/recorded-line.ts";
import { NoRecording, readRecording } from "../recorded/recording.ts";
import { type Replayed, replayed } from "../recorded/replayed.ts";
import { answer } from "./answer.ts";
import type { PageAnswer, PageQuestion } from "./question.ts";

export interface RecordingAsk {
  readonly kind: "recording";
  readonly file: File;
  readonly question: PageQuestion;
}
export type RecordingAnswer =
  | { readonly kind: "refused"; readonly name: string; readonly why: string }
  | {
      readonly kind: "replayed";
      readonly name: string;
      readonly source: "trace" | "snapshot";
      readonly isWhole: boolean;
      readonly replayed: Replayed;
      /** The run that the trace itself names, as a line for the page's text. */
      readonly line: string | undefined;
      readonly predicted: PageAnswer;
      readonly comparison: Comparison | undefined;
    };

async function answered({ file, question }: RecordingAsk): Promise<RecordingAnswer> {
  const read = await readRecording(new Uint8Array(await file.arrayBuffer()));
  const made = replayed(read);
  const predicted = await answer(question, createEstimator());
  const timeline = predicted.kind === "answered" ? predicted.timeline : undefined;
  return {
    kind: "replayed",
    name: file.name,
    source: read.kind,
    isWhole: read.isWhole,
    replayed: made,
    line: read.run && `${JSON.stringify(recordedLine(read.run, file.name))}\n`,
    predicted,
    comparison: timeline && compared(made.timeline, timeline),
  };
}

/** Reads, replays and compares a recording, or says why it can't be read. */
export async function recording(ask: RecordingAsk): Promise<void> {
  try {
    self.postMessage(await answered(ask));
  } catch (error) {
    const why = error instanceof NoRecording ? error.message : `It can't be replayed: ${(error as Error).message}`;
    self.postMessage({ kind: "refused", name: ask.file.name, why } satisfies RecordingAnswer);
  }
}
