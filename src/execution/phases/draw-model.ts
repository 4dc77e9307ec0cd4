import { headOf } from "../../graph/graph.ts";
import type { Predictions } from "../layers/heads.ts";
import { dropPredictions } from "../losses/loss.ts";
import { Network } from "../network.ts";
import { categoryIndex } from "../stream.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { fusedCopy } from "./fused-copy.ts";

/** One square image of floats, whatever the batch. */
const image = (tape: Tape, network: Network, imgsz: number): Tensor =>
  tape.tensor([1, network.graph.inputChannels, imgsz, imgsz], "fp32");

/** Evaluates an image; what it yields is the caller's. */
function pass(network: Network, input: Tensor, gradients: boolean): Predictions {
  const { tape } = network;
  tape.gradients = gradients;
  const predictions = network.predict(input);
  tape.gradients = true;
  return predictions;
}

/** Traces a network: a pass that records for backward, and then some to check the trace, on a copy of the image. */
function trace(network: Network, input: Tensor, imgsz: number): void {
  const { tape } = network;
  dropPredictions(tape, pass(network, input, true));
  for (let check = 0; check < 2; check++) {
    const copy = image(tape, network, imgsz);
    const predictions = pass(network, copy, false);
    tape.drop(copy);
    dropPredictions(tape, predictions);
  }
}

/**
 * What the TensorBoard callback of 8.3 does before training, where tensorboard is installed (utils/callbacks/tensorboard.py):
 * it traces the model in evaluation, in fp32. Only classifiers trace at once; the others fail, and are copied, fused and
 * traced again. Yields what the fused copy holds until the garbage collector comes, after the first epoch.
 */
export function drawModel(network: Network, imgsz: number): readonly Tensor[] {
  const { tape, graph } = network;
  tape.recorder.category = categoryIndex("workspace");
  network.training = false;
  const input = image(tape, network, imgsz);
  trace(network, input, imgsz);
  network.training = true;
  const left: Tensor[] = [];
  if (headOf(graph).kind !== "Classify") {
    // The exception that the first attempt ends with holds an image until the second attempt is over.
    const failed = image(tape, network, imgsz);
    const { weights, held } = fusedCopy(
      tape,
      graph.layers.map((row) => row.layer),
      network.weights,
    );
    const fused = new Network(tape, graph, { weights, fused: true });
    fused.training = false;
    dropPredictions(tape, pass(fused, input, true));
    trace(fused, input, imgsz);
    tape.drop(failed);
    left.push(...[...weights.values()].flatMap((each) => Object.values(each)), ...held);
  }
  tape.drop(input);
  tape.recorder.module = 0;
  return left;
}
