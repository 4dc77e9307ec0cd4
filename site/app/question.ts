import type { Bytes } from "../../src/bytes.ts";
import type { Estimate, Outcome } from "../../src/memory/estimate-types.ts";
import type { Timeline } from "../../src/memory/timeline.ts";
import type { Problem } from "../../src/problem.ts";
import type { Assumption, UnknownReason } from "../../src/training/training-run.ts";
import type { Advice, Verdict } from "../../src/verdict/verdict.ts";

/** Everything that the page's answer rests on; also what its address holds. */
export interface PageQuestion {
  /** A train config, a model file, a `yolo train` line, a name of a model with arguments, or a line of `estimate --runs`. */
  readonly text: string;
  readonly gpu: string;
  /** Of the training machine; "" leaves it open. */
  readonly ultralytics: string;
  readonly torch: string;
  /** Of the data set; "" where not known. */
  readonly images: string;
  readonly labelsMean: string;
  readonly labelsMost: string;
  /** Files that the config names, by the names under which it does. */
  readonly files: Readonly<Record<string, string>>;
}

export const FIRST_QUESTION: PageQuestion = {
  text: "model: yolov8m.pt\ndata: coco.yaml\nepochs: 100\nbatch: 16\nimgsz: 640\n",
  gpu: "L4",
  ultralytics: "",
  torch: "",
  images: "",
  labelsMean: "",
  labelsMost: "",
  files: {},
};

/** How far measured runs of this kind were from their estimates. */
export interface Accuracy {
  readonly group: string;
  readonly runs: number;
  /** Shares within which 96 of 100 of them lie. */
  readonly below: number;
  readonly above: number;
}

/** One run on one GPU. */
export interface Judged {
  readonly gpu: string;
  readonly verdict: Verdict;
  readonly needBytes: Bytes | undefined;
  readonly needLowerBytes: Bytes | undefined;
  readonly needUpperBytes: Bytes | undefined;
  readonly limitBytes: Bytes;
  readonly outcome: Outcome | undefined;
  readonly estimate: Estimate;
}

export interface PageRun {
  /** In a few words. */
  readonly text: string;
  /** As it is written; -1 and fractions are AutoBatch. */
  readonly batch: number;
  readonly imgsz: number;
  readonly assumptions: readonly Assumption[];
  readonly notes: readonly string[];
  /** More runs in the text than the one that is answered. */
  readonly more: number;
}

export type PageAnswer =
  | {
      readonly kind: "answered";
      readonly problems: readonly Problem[];
      readonly run: PageRun;
      readonly judged: Judged;
      readonly accuracy: Accuracy;
      readonly timeline: Timeline | undefined;
    }
  /** Nothing to judge: the text is half written, or says something that can't be predicted. */
  | {
      readonly kind: "unread";
      readonly problems: readonly Problem[];
      readonly reasons: readonly UnknownReason[];
    };

/** One row of the table over all GPUs: what holds for the values as they are written. */
export interface GpuRow {
  readonly name: string;
  readonly totalBytes: Bytes;
  readonly judged: Judged;
}

/** What the table tells of each GPU beside that; each is worked out for all GPUs together. */
export const COLUMNS = ["largestBatch", "largestImgsz", "autoBatch"] as const;
export type Column = (typeof COLUMNS)[number];

/** What the workers are asked and what they say; `id` counts questions, and what belongs to older ones is dropped. */
export interface AskMessage {
  readonly kind: "ask";
  readonly id: number;
  readonly question: PageQuestion;
}
export interface TableMessage {
  readonly kind: "table";
  readonly id: number;
  readonly question: PageQuestion;
  /** Which of how many workers that share the table. */
  readonly part: { readonly index: number; readonly of: number };
}
/** What belongs to older questions need not be worked out any more. */
export interface StopMessage {
  readonly kind: "stop";
  readonly id: number;
}
export interface ReadyMessage {
  readonly kind: "ready";
  readonly gpus: readonly string[];
}
export interface AnswerMessage {
  readonly kind: "answer";
  readonly id: number;
  readonly answer: PageAnswer;
  readonly milliseconds: number;
}
export type BehindMessage =
  | { readonly id: number; readonly kind: "fixes"; readonly fixes: readonly Advice[] }
  | { readonly id: number; readonly kind: "rows"; readonly rows: readonly GpuRow[] }
  | {
      readonly id: number;
      readonly kind: "value";
      readonly gpu: string;
      readonly column: Column;
      readonly text: string;
    }
  | { readonly id: number; readonly kind: "judged"; readonly milliseconds: number }
  | { readonly id: number; readonly kind: "done"; readonly milliseconds: number };
