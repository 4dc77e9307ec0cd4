import { argumentChange, type Change, type ToChange, withArguments } from "./change.ts";

/** SGD keeps one number a weight (its momentum), the Adam family two. */
export function* optimizer({ run }: ToChange): Generator<Change> {
  const { optimizer: written } = run.arguments;
  if (written.toLowerCase() === "sgd") return;
  yield {
    run: withArguments(run, { optimizer: "SGD" }),
    ...argumentChange("optimizer", written, "SGD"),
    effect: "less optimizer state; lr0 has to be chosen anew",
  };
}
