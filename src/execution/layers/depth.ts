import type { LayerOf } from "../../graph/layer.ts";
import type { Network } from "../network.ts";
import { silu } from "../ops/activation.ts";
import { bilinear } from "../ops/bilinear.ts";
import { add } from "../ops/elementwise.ts";
import type { Tensor } from "../tensor.ts";

export interface DepthPrediction {
  readonly kind: "depth";
  readonly depth: Tensor;
}

/** Coarse to fine: enlarge, add the finer level, refine; then the head, clamped, and its exponential in fp32. */
export function depthHead(network: Network, layer: LayerOf<"Depth">, inputs: readonly Tensor[]): DepthPrediction {
  const { tape } = network;
  const levels = layer.project.map((project, level) => {
    const input = inputs[level];
    if (input === undefined) throw new Error("a depth head with more levels than inputs");
    return network.run(project, input);
  });
  const coarsest = levels.at(-1);
  if (coarsest === undefined) throw new Error("a depth head needs an input");
  let map = tape.keep(coarsest);
  for (let level = levels.length - 2; level >= 0; level--) {
    const [finer, refine] = [levels[level], layer.refine[level]];
    if (finer === undefined || refine === undefined) continue;
    const enlarged = bilinear(tape, map, { height: map.dim(2) * 2, width: map.dim(3) * 2, order: tape.order });
    tape.drop(map);
    const sum = add(tape, enlarged, finer);
    tape.drop(enlarged);
    map = network.run(refine, sum);
    tape.drop(sum);
  }
  const raw = network.run(layer.head, map);
  tape.drop(map);
  const clamped = silu(tape, raw);
  tape.drop(raw);
  const wide = tape.cast(clamped, "fp32");
  const depth = tape.attachOne(tape.like(wide), [wide], [wide], (_, [saved]) => [saved && tape.like(saved)]);
  tape.drop(wide, clamped, ...levels);
  return { kind: "depth", depth };
}
