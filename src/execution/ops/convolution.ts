import type { LayerOf } from "../../graph/layer.ts";
import type { Settings, Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import {
  type ConvSizes,
  dataGradientWorkspace,
  transformWorkspace,
  weightGradientWorkspace,
} from "./conv-workspaces.ts";
import { pixelSum } from "./pixel-sum.ts";
import { planarWorkspace } from "./planar-workspaces.ts";

/** Weights of a convolution as they lie on the device. */
export interface ConvWeights {
  readonly weight: Tensor;
  readonly bias: Tensor | undefined;
}

function outputSide(layer: LayerOf<"Conv2d">, side: number, axis: 0 | 1): number {
  if (layer.transposed) return (side - 1) * layer.stride - 2 * layer.padding[axis] + layer.kernel[axis];
  return (
    Math.floor((side + 2 * layer.padding[axis] - layer.dilation * (layer.kernel[axis] - 1) - 1) / layer.stride) + 1
  );
}

/** Bias gradients of small maps take no staging; strided gradients (prediction convolutions) are staged as halves. */
function biasGradientWorkspace(tape: Tape, s: ConvSizes, dense: boolean): void {
  const { out } = s.layer;
  const pixels = s.batch * s.outHeight * s.outWidth;
  if (pixels <= 4000 || out < 8) return;
  if (dense && tape.settings.channelsLast) pixelSum(tape, out, pixels);
  else tape.workspace(out % 8 === 0 ? pixels * out * 2 : Math.floor((pixels * out) / 2));
}

/** Planar layouts are looked up; interleaved ones follow rules. */
function forwardWorkspace(sizes: ConvSizes, settings: Settings): number {
  const { layer, dtype } = sizes;
  if (settings.channelsLast || layer.groups > 1) return transformWorkspace(sizes, settings);
  const [kernel] = layer.kernel;
  return planarWorkspace({ ...sizes, ...layer, dtype, kernel });
}

/** Forward: casts (bias, weight, input), a dense copy of a sliced input, output, workspace. Backward: data, weights, bias. */
export function convolution(tape: Tape, input: Tensor, layer: LayerOf<"Conv2d">, weights: ConvWeights): Tensor {
  tape.operation("convolution");
  const bias = weights.bias && tape.low(weights.bias);
  const weight = tape.low(weights.weight);
  const x = tape.low(input);
  const [batch, , height, width] = x.nchw;
  const sizes: ConvSizes = {
    layer,
    batch,
    height,
    width,
    outHeight: outputSide(layer, height, 0),
    outWidth: outputSide(layer, width, 1),
    dtype: x.dtype,
  };
  const copy = tape.denseCopy(x);
  const output = tape.tensor([batch, layer.out, sizes.outHeight, sizes.outWidth], x.dtype, tape.order);
  // A transposed convolution runs as the data gradient of a convolution, which copies everything it touches.
  tape.workspace(
    layer.transposed && tape.settings.channelsLast
      ? output.bytes + x.bytes + layer.in * layer.out * 8 + 16
      : forwardWorkspace(sizes, tape.settings),
  );
  tape.drop(copy);
  const needs = {
    input: x.requiresGrad,
    weight: weights.weight.requiresGrad && tape.gradients,
    bias: weights.bias?.requiresGrad ?? false,
  };
  tape.attachOne(output, [x, weight, bias], [x, weight], ([gradient], [savedInput, savedWeight]) => {
    if (gradient === undefined || savedInput === undefined || savedWeight === undefined) return [];
    const inputCopy = tape.denseCopy(savedInput);
    const dense = tape.dense(gradient);
    let data: Tensor | undefined;
    if (needs.input) {
      data = tape.ordered(savedInput);
      const gradientCopy = tape.denseCopy(gradient);
      tape.workspace(dataGradientWorkspace(sizes, tape.settings));
      tape.drop(gradientCopy);
    }
    let ofWeight: Tensor | undefined;
    if (needs.weight) {
      const gradientCopy = tape.denseCopy(gradient);
      ofWeight = tape.tensor(savedWeight.shape, savedWeight.dtype, tape.order);
      tape.workspace(weightGradientWorkspace(sizes, tape.settings));
      tape.drop(gradientCopy);
    }
    let ofBias: Tensor | undefined;
    if (needs.bias) {
      ofBias = tape.tensor([layer.out], savedWeight.dtype);
      biasGradientWorkspace(tape, sizes, dense);
    }
    tape.drop(inputCopy);
    return [data, ofWeight, ofBias];
  });
  tape.drop(x, bias, weight);
  return output;
}
