import { ceilDiv } from "../ceil-div.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";

/** cuDNN's partial sums of a channels-last batch norm: exact on an H200; none were seen in NCHW. */
function workspace(tape: Tape, x: Tensor, pass: "forward" | "backward"): number {
  if (!tape.settings.channelsLast) return 0;
  const [n, c, h, w] = x.nchw;
  const pixels = n * h * w;
  const block = c % 8 === 0 ? 64 : 16;
  const groups = ceilDiv(c, block);
  if (pass === "backward") return 1056 + 4 * groups + groups * ceilDiv(pixels, 96) * 512;
  const rows = x.dtype === "fp16" ? 160 : 64;
  return 1072 + 4 * groups + groups * ceilDiv(pixels, rows) * (block * 8 + 4);
}

/** Training: output, mean, inverse deviation, workspace; keeps the input and both statistics. Evaluation: the output. */
export function batchNorm(
  tape: Tape,
  x: Tensor,
  parameters: { readonly weight: Tensor; readonly bias: Tensor; readonly training: boolean },
): Tensor {
  tape.operation("batch norm");
  const output = tape.ordered(x);
  if (!parameters.training) return output;
  const channels = x.dim(1);
  const mean = tape.tensor([channels], "fp32");
  const deviation = tape.tensor([channels], "fp32");
  tape.workspace(workspace(tape, x, "forward"));
  tape.attachOne(output, [x, parameters.weight, parameters.bias], [x, mean, deviation], ([gradient], [input]) => {
    if (gradient === undefined || input === undefined) return [];
    const copy = tape.denseCopy(gradient);
    const data = tape.ordered(input);
    const ofWeight = tape.tensor([channels], "fp32");
    const ofBias = tape.tensor([channels], "fp32");
    tape.workspace(workspace(tape, input, "backward"));
    tape.drop(copy);
    return [data, ofWeight, ofBias];
  });
  tape.drop(mean, deviation);
  return output;
}
