import type { Bytes } from "../bytes.ts";
import type { Outcome } from "../memory/estimate-types.ts";
import type { Verdict } from "../verdict/verdict.ts";
import type { ErrorReason } from "./measured-record.ts";

/** What a smoke test of one run on one pool has found. */
export type Finding = MeasuredFinding | NotMeasured;

/** Why there is no measurement beyond what smoke/measure.py itself says. */
export type NotMeasuredReason = ErrorReason | "no-runner" | "no-record" | "left-out";

export interface NotMeasured {
  readonly kind: "not-measured";
  readonly id: string;
  readonly pool: string;
  readonly reason: NotMeasuredReason;
  /** A sentence without its full stop, with names in backticks; it may hold other people's text. */
  readonly why: string;
}

/** The prediction for what was measured: with the versions that the runner has. */
export interface Predicted {
  readonly verdict: Verdict;
  readonly outcome: Outcome;
  readonly reservedPeakBytes: Bytes;
  readonly lowerBytes: Bytes;
  readonly upperBytes: Bytes;
}

export interface MeasuredFinding {
  readonly kind: "measured";
  readonly id: string;
  readonly pool: string;
  /** Within the pool's limit. */
  readonly outcome: Outcome;
  /** The largest reserved peak of all phases. */
  readonly reservedPeakBytes: Bytes;
  /** What the process held beside; predicted where the runner could not tell. */
  readonly outsideBytes: Bytes;
  /** The allocator was short and gave cached memory back, so that its peak says nothing about an easier run. */
  readonly squeezed: boolean;
  /** Absent where the action can't predict the run. */
  readonly predicted?: Predicted;
  /** How the prediction was wrong, a sentence each without its full stop; empty: it was right. */
  readonly wrong: readonly string[];
  readonly remarks: readonly string[];
  readonly seconds?: number;
}
