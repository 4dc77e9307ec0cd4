import type { Bytes } from "../bytes.ts";
import type { Device } from "../fleet/device.ts";
import type { TrainingRun, UnknownReason } from "../training/training-run.ts";
import type { Breakdown, Estimator, Interval, PhasePeaks } from "./estimate-types.ts";

/** One line that `estimate --runs` prints (design: commands). */
export type EstimateLine =
  | { readonly id: string; readonly status: "unknown"; readonly reason: string }
  | {
      readonly id: string;
      readonly status: "estimated";
      readonly parameters: number;
      readonly optimizer: string;
      readonly optimizerStateBytes: Bytes;
      readonly training?: PhasePeaks;
      readonly validation?: PhasePeaks;
      readonly checkpoint?: PhasePeaks;
      readonly finalEvaluation?: PhasePeaks;
      /** Of a prediction also the reserved peak where Python's collector finds the first results early. */
      readonly predict?: PhasePeaks & { readonly leastReservedPeakBytes: Bytes };
      readonly outsideAllocatorBytes: Bytes;
      readonly interval: Interval;
      readonly survivableBytes: Bytes;
      /** 0: the run fails. */
      readonly batchAfterFirstEpoch: number;
      readonly breakdown: Breakdown;
      readonly notes: readonly string[];
    };

export const unknownLine = (id: string, reason: UnknownReason): EstimateLine => ({
  id,
  status: "unknown",
  reason: `${reason.code}: ${reason.message}`,
});

export interface LineQuestion {
  readonly run: TrainingRun;
  readonly device: Device;
  /** Most that the allocator may reserve; the card's own memory where it is not given. */
  readonly capBytes: Bytes | undefined;
}

const phase = (name: string, peaks: PhasePeaks | undefined) => (peaks === undefined ? {} : { [name]: peaks });

/** The answer to one line: peaks by phase, interval, survival, and the batch after the first epoch under the cap. */
export function estimateLine(estimator: Estimator, question: LineQuestion): EstimateLine {
  const { run, device } = question;
  const estimate = estimator.estimate(run, device);
  if (estimate.status === "unknown") return unknownLine(run.id, estimate.reason);
  const { phases, outsideAllocatorBytes } = estimate;
  const limit = question.capBytes ?? ((device.totalBytes - outsideAllocatorBytes) as Bytes);
  const outcome =
    limit >= estimate.reservedPeakBytes ? ({ kind: "trains" } as const) : estimator.outcome(run, device, limit);
  const batch = outcome?.kind === "halved" ? outcome.batch : outcome?.kind === "fails" ? 0 : estimate.batch;
  return {
    id: run.id,
    status: "estimated",
    parameters: estimate.parameters,
    optimizer: estimate.optimizer,
    optimizerStateBytes: estimate.optimizerStateBytes,
    ...phase("training", phases.training),
    ...phase("validation", phases.validation),
    ...phase("checkpoint", phases.checkpoint),
    ...phase("finalEvaluation", phases["final evaluation"]),
    ...(phases.predict === undefined
      ? {}
      : {
          predict: {
            ...phases.predict,
            leastReservedPeakBytes: estimate.leastReservedPeakBytes ?? phases.predict.reservedPeakBytes,
          },
        }),
    outsideAllocatorBytes,
    interval: estimate.interval,
    survivableBytes: estimator.survivable(run, device) ?? estimate.reservedPeakBytes,
    batchAfterFirstEpoch: batch,
    breakdown: estimate.breakdown,
    notes: estimate.notes,
  };
}
