import { argumentChange, type Change, type ToChange, withArguments } from "./change.ts";

/** The backbone frozen, where weights are loaded that make that sensible. */
export function* freeze({ run }: ToChange): Generator<Change> {
  const { arguments: args, model } = run;
  if (args.freeze !== undefined || args.pretrained === false || !model.written.endsWith(".pt")) return;
  const layers = model.description.backbone.length;
  yield {
    run: withArguments(run, { freeze: layers }),
    ...argumentChange("freeze", "None", String(layers)),
    effect: "the backbone keeps its pretrained weights",
  };
}
