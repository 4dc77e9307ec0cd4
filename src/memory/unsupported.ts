import type { TrainingRun, UnknownReason } from "../training/training-run.ts";
import { atLeast } from "./version.ts";

const reason = (code: string, message: string, remedy?: string): UnknownReason => ({
  code,
  message,
  ...(remedy === undefined ? {} : { remedy }),
});

/** What the engine does not play: said, never guessed. */
export function unsupported(run: TrainingRun): UnknownReason | undefined {
  const { arguments: args, mode } = run;
  if (mode === "predict" && !atLeast(run.environment.ultralytics, "8.4.0"))
    return reason("predict-mode", "Memory of prediction before Ultralytics 8.4 is not worked out.");
  if (mode === "predict" && args.batch < 1)
    return reason("predict-batch", `batch: ${args.batch} is no number of images that a prediction can take.`);
  if (args.batch < 1 && args.devices.length > 1)
    return reason(
      "auto-batch",
      `batch: ${args.batch} lets the trainer choose a batch, which it does on one GPU only.`,
      "Write a fixed batch.",
    );
  if (args.distill_model !== undefined)
    return reason(
      "distillation",
      "Memory of training with a teacher model (distill_model) is not worked out. In six measured runs training reserved 9 to 27 % more than without one.",
      "Measure the run on a GPU with smoke/measure.py.",
    );
  if (args.compile !== false && args.compile !== "False")
    return reason(
      "compile",
      "Memory of compiled models is not worked out: the compiler decides what is kept. In four measured runs it took 12 to 30 % less than without compile.",
      "Train without compile, or measure the run on a GPU with smoke/measure.py.",
    );
  if (args.quantize !== undefined && args.quantize !== 16 && args.quantize !== 32)
    return reason(
      "quantize",
      "Memory of quantization-aware training is not worked out.",
      "Measure the run on a GPU with smoke/measure.py.",
    );
  return undefined;
}
