import { argumentChange, type Change, type ToChange, withArguments } from "./change.ts";

/** Beyond half the size it is another detector that is trained. */
const LEAST_SHARE = 0.5;

/** Image sizes from the next stride down. */
export function* imgsz({ run, strideOf }: ToChange): Generator<Change> {
  const { imgsz: written } = run.arguments;
  const stride = strideOf(run.model);
  for (let value = written - stride; value >= written * LEAST_SHARE; value -= stride)
    yield {
      run: withArguments(run, { imgsz: value }),
      ...argumentChange("imgsz", String(written), String(value)),
      effect: "smaller images; small objects suffer first",
    };
}
