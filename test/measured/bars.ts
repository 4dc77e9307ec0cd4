import type { MeasuredRow } from "./runs.ts";
import type { Quantity, Summary } from "./score.ts";

/** Bars stand in percent of the absolute error; `unknown` is a number of runs. */
export interface Bar {
  readonly quantity: Quantity;
  readonly metric: "median" | "p95" | "worst" | "unknown";
  /** What the project means to reach. */
  readonly goal: number;
  /** What is reached where the goal is not: only ever made smaller. */
  readonly reached?: number;
}

export interface Bars {
  readonly name: string;
  readonly file: string;
  readonly rows: (row: MeasuredRow) => boolean;
  /** How many rows that must be at least. */
  readonly count: number;
  readonly bars: readonly Bar[];
}

const PLAIN = new Set([
  "model",
  "epochs",
  "mosaic",
  "scale",
  "plots",
  "batch",
  "imgsz",
  "optimizer",
  "nbs",
  "single_cls",
  "val",
]);

/** YOLOv8 and YOLOv10 detectors, all scales, with no argument that changes what is computed. */
function isPlainDetector({ mode, train = {}, environment }: MeasuredRow): boolean {
  return (
    mode === "train" &&
    /^yolo(v8[nsmlx]|v10[nsmblx])\.yaml$/.test(String(train.model)) &&
    Object.keys(train).every((key) => PLAIN.has(key)) &&
    environment.allocator === undefined
  );
}

const isMultiScale = ({ train }: MeasuredRow): boolean => train?.multi_scale !== undefined;

const bar = (quantity: Quantity, metric: Bar["metric"], goal: number, reached?: number): Bar => ({
  quantity,
  metric,
  goal,
  ...(reached === undefined ? {} : { reached }),
});

/** What the estimates are held to. */
export const BARS: readonly Bars[] = [
  {
    name: "YOLOv8 and YOLOv10 detectors as they come",
    file: "h200-8.4.190",
    rows: isPlainDetector,
    count: 37,
    bars: [
      bar("trainLivePeak", "median", 0.02),
      bar("trainLivePeak", "worst", 0.2),
      bar("trainReservedPeak", "median", 0.02),
      bar("trainReservedPeak", "worst", 1.5),
      bar("validationReservedPeak", "median", 0.02),
      bar("validationReservedPeak", "worst", 1.5),
      bar("trainReservedPeak", "unknown", 0),
    ],
  },
  {
    name: "every model, task and argument, 8.4.190",
    file: "h200-8.4.190",
    rows: (row) => !isMultiScale(row),
    count: 148,
    bars: [
      bar("trainLivePeak", "median", 0.01),
      bar("trainLivePeak", "p95", 0.4),
      bar("trainReservedPeak", "median", 0.01),
      bar("trainReservedPeak", "p95", 3),
      bar("validationReservedPeak", "median", 0.01),
      bar("validationReservedPeak", "p95", 3),
      bar("validationLivePeak", "median", 1),
      bar("checkpointLivePeak", "median", 1),
      bar("trainReservedPeak", "unknown", 0, 1),
      bar("predictReservedPeak", "unknown", 0),
      bar("predictReservedPeak", "median", 2),
      bar("predictReservedPeak", "p95", 10, 15.7),
    ],
  },
  {
    name: "every model, task and argument, 8.3.63",
    file: "h100-8.3.63",
    rows: (row) => !isMultiScale(row),
    count: 121,
    bars: [
      bar("trainLivePeak", "median", 0.5),
      bar("trainLivePeak", "p95", 3),
      bar("trainReservedPeak", "median", 1),
      bar("trainReservedPeak", "p95", 5, 6.5),
      bar("validationReservedPeak", "median", 1),
      bar("trainLivePeak", "unknown", 0),
    ],
  },
  {
    name: "several GPUs, 8.4.190",
    file: "several-gpus-8.4.190",
    rows: () => true,
    count: 40,
    bars: [
      bar("trainLivePeak", "median", 0.01),
      bar("trainLivePeak", "p95", 1),
      bar("trainReservedPeak", "median", 0.01),
      bar("trainReservedPeak", "p95", 3),
      bar("validationReservedPeak", "median", 0.01),
      bar("validationReservedPeak", "p95", 4),
      bar("trainReservedPeak", "unknown", 0),
    ],
  },
  {
    name: "as users start them, 8.4.190",
    file: "default-settings-8.4.190",
    rows: () => true,
    count: 59,
    bars: [
      bar("trainLivePeak", "median", 0.5),
      bar("trainLivePeak", "p95", 5, 6.1),
      bar("trainReservedPeak", "median", 1, 1.2),
      bar("trainReservedPeak", "p95", 5, 8.8),
      bar("validationReservedPeak", "p95", 5, 8.8),
      bar("finalEvaluationLivePeak", "median", 0.5),
      bar("finalEvaluationLivePeak", "p95", 5),
      bar("finalEvaluationReservedPeak", "median", 2),
      bar("finalEvaluationReservedPeak", "p95", 5, 8.8),
      bar("trainReservedPeak", "unknown", 0, 3),
    ],
  },
];

/** The limit that a bar sets today. */
export const limitOf = ({ goal, reached }: Bar): number => Math.max(goal, reached ?? goal);

/** The measured value of a bar's metric, without its sign. */
export const metricOf = (summary: Summary, { metric }: Bar): number => Math.abs(summary[metric]);
