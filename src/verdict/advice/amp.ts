import { argumentChange, type Change, type ToChange, withArguments } from "./change.ts";

/** Mixed precision where it is switched off. */
export function* amp({ run }: ToChange): Generator<Change> {
  if (run.arguments.amp !== "off") return;
  yield {
    run: withArguments(run, { amp: "fp16" }),
    ...argumentChange("amp", "False", "True"),
    effect: "activations in half precision, weights stay in fp32",
  };
}
