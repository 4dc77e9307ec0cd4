import type { Graph } from "../../graph/graph.ts";
import type { TrainingRun } from "../../training/training-run.ts";
import { type LabelPlan, labelPlan } from "./label-plan.ts";
import type { OptimizerName } from "./optimizer.ts";
import { type EpochPlan, epochPlans } from "./schedule.ts";

/** Everything that the played run needs, worked out of the training run: plain numbers, no defaults left open. */
export interface RunPlan {
  readonly run: TrainingRun;
  readonly graph: Graph;
  /** Images of a training batch on one GPU. */
  readonly batch: number;
  readonly validationBatch: number;
  readonly imgsz: number;
  /** The largest size that multi_scale draws; imgsz without it. */
  readonly largestImgsz: number;
  readonly validationImgsz: number;
  /** Largest stride of the model, at least 32. */
  readonly stride: number;
  readonly optimizer: OptimizerName;
  readonly epochs: readonly EpochPlan[];
  readonly labels: LabelPlan;
  readonly maskRatio: number;
  readonly overlapMasks: boolean;
}

/** Validation pads rectangles by half a stride and rounds up: 640 becomes 672. Dense tasks and classes keep the size. */
function validationSize(task: TrainingRun["task"], imgsz: number, stride: number): number {
  if (task === "classify" || task === "semantic" || task === "depth") return imgsz;
  return Math.ceil(imgsz / stride + 0.5) * stride;
}

/** Validation takes twice the training batch, except where masks and maps are large. */
const validationBatch = (task: TrainingRun["task"], batch: number): number =>
  ["obb", "semantic", "depth"].includes(task) ? batch : 2 * batch;

/** Sizes are drawn up to imgsz x (1 + range) and rounded down to the stride; one stride more can just not be drawn. */
const largestSize = (imgsz: number, range: number, stride: number): number =>
  range === 0 ? imgsz : Math.floor((Math.trunc(imgsz * (1 + range) + stride) - 1) / stride) * stride;

export interface PlanChoices {
  readonly batch: number;
  readonly optimizer: OptimizerName;
}

export function planRun(run: TrainingRun, graph: Graph, choices: PlanChoices): RunPlan {
  const { task, arguments: args } = run;
  const perGpu = Math.max(1, Math.floor(choices.batch / args.devices.length));
  const stride = strideOf(graph);
  return {
    run,
    graph,
    batch: perGpu,
    validationBatch: validationBatch(task, perGpu),
    imgsz: args.imgsz,
    largestImgsz: largestSize(args.imgsz, args.multi_scale, stride),
    validationImgsz: validationSize(task, args.imgsz, stride),
    stride,
    optimizer: choices.optimizer,
    epochs: epochPlans(run, choices.batch),
    labels: labelPlan(run),
    maskRatio: args.mask_ratio,
    overlapMasks: args.overlap_mask,
  };
}

/** Levels of the head tell the largest stride: three levels end at 32, four of a P6 model at 64. */
export function strideOf(graph: Graph): number {
  let stride = 1;
  const strides: number[] = [];
  for (const row of graph.layers) {
    const from = typeof row.from === "number" ? [row.from] : row.from;
    const input = row.index === 0 ? 1 : Math.max(...from.map((f) => strides.at(f) ?? 1));
    const own = downsampling(row.layer);
    strides.push(row.layer.kind === "Concat" ? Math.min(...from.map((f) => strides.at(f) ?? 1)) : input * own);
    if (isHeadKind(row.layer.kind)) stride = input;
  }
  return Math.max(32, Math.round(stride));
}

const isHeadKind = (kind: string): boolean => ["Detect", "SemanticSegment", "Depth", "Classify"].includes(kind);

function downsampling(layer: Graph["layers"][number]["layer"]): number {
  switch (layer.kind) {
    case "Conv2d":
      return layer.transposed ? 1 / layer.stride : layer.stride;
    case "Conv":
      return layer.conv.stride;
    case "MaxPool2d":
      return layer.stride;
    case "Upsample":
      return 1 / layer.factor;
    case "AConv":
    case "ADown":
      return 2;
    case "GhostConv":
      return downsampling(layer.cv1);
    case "SCDown":
      return downsampling(layer.cv2);
    case "Sequential":
      return layer.layers.reduce((product, each) => product * downsampling(each), 1);
    case "GhostBottleneck":
      return downsampling(layer.conv);
    default:
      return 1;
  }
}
