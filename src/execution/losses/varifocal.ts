import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";

/** What the class loss keeps until backward. */
interface Kept {
  readonly targets: Tensor;
  readonly squashed: Tensor;
  readonly wideSquashed: Tensor | undefined;
  readonly others: Tensor;
  readonly weight: Tensor;
  readonly logits: Tensor;
  readonly entropy: Tensor;
}

/** weight = alpha x p^gamma x (1 - label) + score x label; then binary cross-entropy in fp32. */
function forward(tape: Tape, scores: Tensor): Kept {
  const { shape } = scores;
  const wide = (): Tensor => tape.tensor(shape, "fp32");
  const half = scores.dtype === "fp16";
  const targets = wide();
  const squashed = tape.like(scores);
  const wideSquashed = half ? wide() : undefined;
  const power = wide();
  const scaled = wide();
  tape.drop(power);
  const others = tape.tensor(shape, "int64");
  const ofOthers = wide();
  tape.drop(scaled);
  const ofLabel = wide();
  const weight = wide();
  tape.drop(ofOthers, ofLabel);
  const logits = half ? wide() : tape.keep(scores);
  const temporary = wide();
  const entropy = wide();
  tape.drop(temporary, wide());
  return { targets, squashed, wideSquashed, others, weight, logits, entropy };
}

/** Gradients of the weight and of the entropy meet at the scores. */
function gradientOfScores(tape: Tape, scores: Pick<Tensor, "shape" | "dtype">, saved: (Tensor | undefined)[]): Tensor {
  const wide = (): Tensor => tape.tensor(scores.shape, "fp32");
  const drop = (...indices: number[]): void => {
    for (const index of indices) {
      tape.drop(saved[index]);
      saved[index] = undefined;
    }
  };
  const mean = wide();
  const [ofWeight, ofEntropy] = [wide(), wide()];
  tape.drop(mean);
  drop(0, 1);
  const ofLogits = wide();
  tape.drop(ofEntropy);
  drop(2, 3);
  const result = tape.castGradient(ofLogits, scores.dtype);
  tape.drop(ofLogits);
  const scaled = wide();
  tape.drop(ofWeight);
  drop(4);
  const power = wide();
  tape.drop(scaled, wide());
  drop(5);
  const narrow = tape.castGradient(power, scores.dtype);
  tape.drop(power, narrow, tape.tensor(scores.shape, scores.dtype));
  drop(6);
  return result;
}

/** Class loss of one layer's scores, weighed by how well the boxes fit: a scalar. */
export function varifocalLoss(tape: Tape, scores: Tensor): Tensor {
  tape.operation("varifocal loss");
  const [batch, queries, classes] = [scores.dim(0), scores.dim(1), scores.dim(2)];
  const oneHot = tape.tensor([batch, queries, classes + 1], "int64");
  const kept = forward(tape, scores);
  const { weight, entropy, logits, targets, others, wideSquashed, squashed } = kept;
  const saved = [weight, entropy, logits, targets, others, wideSquashed ?? squashed, squashed];
  const { shape, dtype } = scores;
  const loss = tape.tensor([], "fp32");
  tape.attachOne(loss, [scores], saved, (_, held) => [gradientOfScores(tape, { shape, dtype }, held)]);
  tape.drop(weight, entropy, logits, targets, others, wideSquashed, squashed, oneHot);
  return loss;
}
