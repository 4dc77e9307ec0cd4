import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";

/** Values of a map at given points, in fp32 by autocast's rule; keeps the map and the points. Maps and points are borrowed. */
export function gridSample(tape: Tape, map: Tensor, points: Tensor): Tensor {
  tape.operation("grid sample");
  const x = tape.autocast ? tape.cast(map, "fp32") : tape.keep(map);
  const [rows, columns] = [points.dim(1), points.dim(2)];
  const { shape } = x;
  const output = tape.tensor([x.dim(0), x.dim(1), rows, columns], x.dtype);
  const { shape: pointShape, dtype } = points;
  tape.attachOne(output, [x, points], [points, x], () => [tape.tensor(shape, dtype), tape.tensor(pointShape, dtype)]);
  tape.drop(x);
  return output;
}
