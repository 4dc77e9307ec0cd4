import { type Graph, headOf } from "../../graph/graph.ts";
import { stridesOf } from "../../graph/shapes.ts";
import type { TrainingRun } from "../../training/training-run.ts";
import type { Rules } from "../rules.ts";
import { drawnSizes } from "./drawn-sizes.ts";
import { type LabelPlan, labelPlan } from "./label-plan.ts";
import type { OptimizerName } from "./optimizer.ts";
import { type EpochPlan, epochPlans } from "./schedule.ts";
import { imagesPerGpu, validationShare } from "./shares.ts";

/** Everything that the played run needs, worked out of the training run: plain numbers, no defaults left open. */
export interface RunPlan {
  readonly run: TrainingRun;
  readonly graph: Graph;
  /** Images of a training batch on one GPU. */
  readonly batch: number;
  readonly validationBatch: number;
  /** Images that this GPU validates; undefined where their number is not known. */
  readonly validationImages: number | undefined;
  readonly imgsz: number;
  /** The sizes that multi_scale draws, in order; imgsz alone without it. */
  readonly sizes: readonly number[];
  /** Training images as they reach the model. */
  readonly train: Size;
  readonly validation: Size & { readonly shrink: number };
  /** Largest stride of the model, at least 32. */
  readonly stride: number;
  readonly optimizer: OptimizerName;
  readonly epochs: readonly EpochPlan[];
  readonly labels: LabelPlan;
  /** The model that mixed precision is checked with, where the check is played. */
  readonly checkedWith: Graph | undefined;
  readonly maskRatio: number;
  readonly overlapMasks: boolean;
  /** Is the best checkpoint validated at the end? */
  readonly finalEvaluation: boolean;
}

/** Images of a batch are of one size: the square, or the rectangle of its images rounded up to the stride. */
export interface Size {
  readonly height: number;
  readonly width: number;
}

/** Share of the square's height and width that images of a data set fill; a square where their size is not known. */
function aspect(run: TrainingRun): Size {
  const { imageSize } = run.dataset;
  if (imageSize === undefined) return { height: 1, width: 1 };
  const [height, width] = imageSize;
  const longest = Math.max(height, width, 1);
  return { height: height / longest, width: width / longest };
}

const DENSE_TASKS: readonly string[] = ["classify", "semantic", "depth"];

/** Images of dense tasks and of RT-DETR are always squares, whatever rect says. */
const squaresOnly = (run: TrainingRun, graph: Graph): boolean =>
  DENSE_TASKS.includes(run.task) || headOf(graph).kind === "RTDETRDecoder";

/** rect: rectangles without padding. Mosaic and its like are off then, as the trainer has it. */
function trainSize(run: TrainingRun, graph: Graph): Size {
  const { imgsz, rect } = run.arguments;
  if (!rect || squaresOnly(run, graph)) return { height: imgsz, width: imgsz };
  const share = aspect(run);
  const stride = strideOf(graph);
  const side = (part: number): number => Math.ceil((part * imgsz) / stride) * stride;
  return { height: side(share.height), width: side(share.width) };
}

/** Validation pads rectangles by half a stride and rounds up: 640 becomes 672. Dense tasks and classes keep the size. */
function validationSize(run: TrainingRun, graph: Graph): RunPlan["validation"] {
  const { imgsz } = run.arguments;
  if (squaresOnly(run, graph)) return { height: imgsz, width: imgsz, shrink: 1 };
  const share = aspect(run);
  const stride = strideOf(graph);
  const side = (part: number): number => Math.ceil((part * imgsz) / stride + 0.5) * stride;
  const size = { height: side(share.height), width: side(share.width) };
  const area = share.height * share.width * imgsz * imgsz;
  return { ...size, shrink: Math.sqrt(area / (size.height * size.width)) };
}

/** Validation takes twice the training batch, except where masks and maps are large. */
const validationBatch = (task: TrainingRun["task"], batch: number): number =>
  ["obb", "semantic", "depth"].includes(task) ? batch : 2 * batch;

export interface PlanChoices {
  readonly batch: number;
  readonly optimizer: OptimizerName;
  readonly checkedWith: Graph | undefined;
  readonly rules: Rules;
}

export function planRun(run: TrainingRun, graph: Graph, choices: PlanChoices): RunPlan {
  const { task, arguments: args } = run;
  const gpus = args.devices.length;
  const perGpu = imagesPerGpu(choices.batch, gpus);
  const whole = validationBatch(task, perGpu);
  const { valImages } = run.dataset;
  const validating = choices.rules.validatesOn === "all" ? gpus : 1;
  const stride = strideOf(graph);
  return {
    run,
    graph,
    batch: perGpu,
    validationBatch: whole,
    validationImages: valImages === undefined ? undefined : validationShare(valImages, whole, validating),
    imgsz: args.imgsz,
    sizes: drawnSizes(run, stride, choices.rules),
    train: trainSize(run, graph),
    validation: validationSize(run, graph),
    stride,
    optimizer: choices.optimizer,
    checkedWith: choices.checkedWith,
    epochs: epochPlans(run, choices.batch, choices.rules),
    labels: labelPlan(run),
    maskRatio: args.mask_ratio,
    overlapMasks: args.overlap_mask,
    finalEvaluation: run.environment.finalEvaluation,
  };
}

/** The largest stride at which the head reads, at least 32: three levels end at 32, four of a P6 model at 64. */
export const strideOf = (graph: Graph): number => Math.max(32, ...stridesOf(graph).map(Math.round));
