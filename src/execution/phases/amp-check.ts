import type { Graph } from "../../graph/graph.ts";
import { dropPredictions } from "../losses/loss.ts";
import { Network } from "../network.ts";
import { categoryIndex } from "../stream.ts";
import { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { load, ofCheckpoint } from "./fused-model.ts";

/** The picture that the trainer checks with, eight times: 810 x 1080 pixels, brought to 192 x 256. */
const IMAGES = [8, 3, 256, 192];

/**
 * What the trainer does before training with mixed precision: a small published model, fused, predicts once to warm up, once
 * in full precision and once under autocast. Its matrix workspace stays for good, its weights until the caller drops what
 * is returned: the garbage collector finds them only after the moving average is made.
 */
export function ampCheck(training: Tape, graph: Graph): readonly Tensor[] {
  const { recorder } = training;
  const tape = new Tape(
    recorder,
    { ...ofCheckpoint(training.settings), amp: false, channelsLast: false },
    training.handles,
  );
  recorder.category = categoryIndex("workspace");
  const weights = load(tape, graph, "fp32");
  const network = new Network(tape, graph, { weights, fused: true });
  network.training = false;
  tape.gradients = false;
  for (const pass of ["warm-up", "full", "autocast"]) {
    const bytes = tape.tensor(IMAGES, "int8");
    const image = tape.tensor(IMAGES, "fp32");
    tape.drop(bytes);
    tape.autocast = pass === "autocast";
    dropPredictions(tape, network.predict(image));
    tape.endAutocast();
    tape.drop(image);
  }
  recorder.module = 0;
  return [...weights.values()].flatMap((each) => Object.values(each));
}
