import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";

/** fp32 by autocast's rule; keeps its input and two statistics a row. */
export function layerNorm(
  tape: Tape,
  input: Tensor,
  parameters: { readonly weight: Tensor; readonly bias: Tensor },
): Tensor {
  tape.operation("layer norm");
  const x = tape.autocast ? tape.cast(input, "fp32") : tape.keep(input);
  const { shape, dtype } = x;
  const channels = x.dim(-1);
  const rows = [x.elements / channels];
  const output = tape.tensor(shape, dtype);
  const mean = tape.tensor(rows, "fp32");
  const deviation = tape.tensor(rows, "fp32");
  tape.attachOne(output, [x, parameters.weight, parameters.bias], [x, mean, deviation], () => [
    tape.tensor(shape, dtype),
    tape.tensor([channels], "fp32"),
    tape.tensor([channels], "fp32"),
  ]);
  tape.drop(mean, deviation, x);
  return output;
}
