import type { Graph } from "../../graph/graph.ts";
import type { BranchPredictions } from "../layers/detect.ts";
import type { Predictions } from "../layers/heads.ts";
import { dropPredictions } from "../losses/loss.ts";
import { categoryIndex, Recorder, type Stream } from "../stream.ts";
import { type Settings, Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { modelOnDevice } from "./device-model.ts";

export interface ProbePlan {
  readonly graph: Graph;
  /** In the order in which they are tried. */
  readonly batches: readonly number[];
  readonly imgsz: number;
  /** The model that mixed precision was checked with, which leaves something behind. */
  readonly checkedWith: Graph | undefined;
}

const branchTensors = (branch: BranchPredictions | undefined): readonly (Tensor | undefined)[] =>
  branch === undefined
    ? []
    : [
        branch.boxes,
        branch.scores,
        branch.extra,
        branch.sigma,
        branch.proto,
        branch.semantic,
        ...branch.levels,
        ...branch.features,
      ];

function outputs(predictions: Predictions): readonly Tensor[] {
  switch (predictions.kind) {
    case "classify":
      return [predictions.logits];
    case "semantic":
      return [predictions.main, ...(predictions.aux === undefined ? [] : [predictions.aux])];
    case "depth":
      return [predictions.depth];
    case "detect":
      return [...branchTensors(predictions.many), ...branchTensors(predictions.one)].filter((x) => x !== undefined);
    case "rtdetr":
      return [predictions.boxes, predictions.scores, predictions.encoderBoxes, predictions.encoderScores];
  }
}

/** The sum of a tensor: its gradient is one number seen in every place, so it takes no memory of its own. */
function summed(tape: Tape, x: Tensor): Tensor {
  const { shape, order } = x;
  return tape.attachOne(tape.tensor([], "fp32"), [x], [], ([gradient]) => [
    gradient && tape.view(gradient, shape, { order, strided: true }),
  ]);
}

/** Name of the mark behind a probe: what is reserved there is its reading. */
export const readingOf = (batch: number): string => `probe ${batch}`;

/**
 * The probes of AutoBatch: a copy of the model goes forward over empty images and backward from the sum of its outputs, without
 * loss, optimizer and moving average (utils/torch_utils.py, profile_ops). One autocast spans all of them, so its cache keeps
 * every probe's half images, and through them the images and their gradients.
 */
export function probesStream(plan: ProbePlan, settings: Settings): Stream {
  const recorder = new Recorder();
  const tape = new Tape(recorder, settings);
  recorder.mark("start-up");
  const { checking } = modelOnDevice(tape, plan.graph, { freeze: undefined, checkedWith: plan.checkedWith });
  const { network } = modelOnDevice(tape, plan.graph, { freeze: undefined, checkedWith: undefined });
  tape.drop(...checking);
  tape.autocast = settings.amp;
  let before: Predictions | undefined;
  for (const batch of plan.batches) {
    recorder.mark("emptied", "release-cache");
    recorder.category = categoryIndex("input");
    const image = tape.tensor([batch, plan.graph.inputChannels, plan.imgsz, plan.imgsz], "fp32");
    image.requiresGrad = true;
    recorder.category = categoryIndex("activations");
    const predictions = network.predict(image);
    if (before !== undefined) dropPredictions(tape, before);
    before = predictions;
    backFromSums(tape, outputs(predictions));
    recorder.mark(readingOf(batch), "reading");
    // Without autocast nothing else holds the images.
    if (!settings.amp) tape.drop(image.grad, image);
  }
  return recorder.finished();
}

function backFromSums(tape: Tape, tensors: readonly Tensor[]): void {
  const sums = tensors.filter((x) => x.requiresGrad).map((x) => summed(tape, x));
  const total = tape.attachOne(tape.tensor([], "fp32"), sums, [], ([gradient]) =>
    sums.map(() => gradient && tape.keep(gradient)),
  );
  tape.drop(...sums);
  if (total.node !== undefined) tape.backward(total);
  tape.drop(total);
}
