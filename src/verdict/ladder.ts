import type { Model, TrainingRun } from "../training/training-run.ts";
import { withArguments } from "./advice/change.ts";

export const VARIED = ["batch", "imgsz", "scale"] as const;
export type Varied = (typeof VARIED)[number];

/** The values that an argument may take, smallest first. */
export interface Ladder {
  readonly count: number;
  readonly at: (index: number) => { readonly value: string; readonly run: TrainingRun };
}

/** Beyond these a value fits everywhere that matters; AutoBatch stops at the same batch (utils/autobatch.py). */
const MOST_BATCH = 1024;
const MOST_IMGSZ = 8192;

/** The values of one argument of a run, all others kept. `stride`: what image sizes are rounded to. */
export function ladder(
  run: TrainingRun,
  vary: Varied,
  { stride, mostBatch = MOST_BATCH }: { readonly stride: number; readonly mostBatch?: number },
): Ladder {
  switch (vary) {
    case "batch": {
      const step = run.arguments.devices.length;
      // A batch has no more images than there are.
      const most = Math.min(mostBatch, run.dataset.trainImages ?? MOST_BATCH);
      return numbers(step, Math.max(1, Math.floor(most / step)), (batch) => withArguments(run, { batch }));
    }
    case "imgsz":
      return numbers(stride, Math.floor(MOST_IMGSZ / stride), (imgsz) => withArguments(run, { imgsz }));
    case "scale":
      return scales(run, run.model);
  }
}

const numbers = (step: number, count: number, make: (value: number) => TrainingRun): Ladder => ({
  count,
  at: (index) => ({ value: String((index + 1) * step), run: make((index + 1) * step) }),
});

function scales(run: TrainingRun, model: Model): Ladder {
  const letters = Object.entries(model.description.scales ?? { [model.scale]: [1, 1, 1] as const })
    .sort(([, [depthA, widthA]], [, [depthB, widthB]]) => depthA * widthA ** 2 - depthB * widthB ** 2)
    .map(([letter]) => letter);
  const at = (index: number) => {
    const scale = letters[index] ?? model.scale;
    return { value: scale === "" ? model.written : scale, run: { ...run, model: { ...model, scale } } };
  };
  return { count: letters.length, at };
}
