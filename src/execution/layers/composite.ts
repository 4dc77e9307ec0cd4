import type { LayerOf } from "../../graph/layer.ts";
import type { Network } from "../network.ts";
import { upsample } from "../ops/resampling.ts";
import { split } from "../ops/views.ts";
import type { Tape } from "../tape.ts";
import { type Tensor, WIDTH } from "../tensor.ts";

/** One convolution, its output seen as several maps. */
export function cbLinear(network: Network, layer: LayerOf<"CBLinear">, x: Tensor): readonly Tensor[] {
  const whole = network.run(layer.conv, x);
  const parts = split(network.tape, whole, layer.splits);
  network.tape.drop(whole);
  return parts;
}

/** All maps in one new dimension, in the widest type, and their sum over it. Backward hands slices of one gradient. */
function stackAndSum(tape: Tape, maps: readonly Tensor[]): Tensor {
  const [first] = maps;
  if (first === undefined) throw new RangeError("nothing to sum");
  const dtype = maps.reduce((widest, x) => (WIDTH[x.dtype] > WIDTH[widest] ? x.dtype : widest), first.dtype);
  const cast = maps.map((x) => tape.cast(x, dtype));
  const { shape } = first;
  const parts = cast.map((x) => x.requiresGrad);
  const stacked = tape.attachOne(tape.tensor([maps.length, ...shape], dtype), cast, [], ([gradient]) =>
    gradient === undefined
      ? []
      : parts.map((needed) => (needed ? tape.view(gradient, shape, { strided: true }) : undefined)),
  );
  tape.drop(...cast);
  // The gradient of a sum is expanded, not written out.
  const sum = tape.attachOne(tape.tensor(shape, dtype), [stacked], [], ([gradient]) => [
    gradient && tape.view(gradient, [maps.length, ...shape], { strided: true }),
  ]);
  tape.drop(stacked);
  return sum;
}

/** Of each input but the last one map, enlarged to the last input's size; all summed. */
export function cbFuse(network: Network, layer: LayerOf<"CBFuse">, inputs: readonly (readonly Tensor[])[]): Tensor {
  const { tape } = network;
  const last = inputs.at(-1)?.[0];
  if (last === undefined) throw new RangeError("nothing to fuse");
  const enlarged = inputs.slice(0, -1).map((maps, i) => {
    const map = maps.at(layer.picks[i] ?? 0);
    if (map === undefined) throw new RangeError(`no map ${layer.picks[i]} to fuse`);
    return upsample(tape, map, last.dim(2) / map.dim(2));
  });
  const sum = stackAndSum(tape, [...enlarged, last]);
  tape.drop(...enlarged);
  return sum;
}
