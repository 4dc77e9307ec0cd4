import type { Activation } from "../../graph/layer.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";

/** Keeps its input; the gradient has the gradient's order. SiLU, and every activation whose derivative needs the input. */
export function silu(tape: Tape, x: Tensor): Tensor {
  tape.operation("activation");
  return tape.attachOne(tape.like(x), [x], [x], ([gradient], [input]) => [
    gradient && input && tape.tensor(input.shape, input.dtype, gradient.order),
  ]);
}

/** Keeps its output. */
export function relu(tape: Tape, x: Tensor): Tensor {
  tape.operation("activation");
  const output = tape.like(x);
  return tape.attachOne(output, [x], [output], (_, [saved]) => [saved && tape.like(saved)]);
}

/** Keeps its output, as relu; gradient in the gradient's order. */
export function sigmoid(tape: Tape, x: Tensor): Tensor {
  return relu(tape, x);
}

/** Without a graph an activation that may writes into its input. */
const inPlace = (tape: Tape, activation: Activation): boolean =>
  tape.settings.rules.activatesInPlace &&
  !tape.gradients &&
  ["SiLU", "ReLU", "LeakyReLU", "Hardswish"].includes(activation);

/** Activation of a block; the tensor itself, held once more, where there is none. */
export function activate(tape: Tape, x: Tensor, activation: Activation): Tensor {
  if (activation === "none" || inPlace(tape, activation)) return tape.keep(x);
  switch (activation) {
    case "ReLU":
    case "Sigmoid":
      return relu(tape, x);
    case "SiLU":
    case "LeakyReLU":
    case "Hardswish":
    case "GELU":
    case "Mish":
      return silu(tape, x);
  }
}
