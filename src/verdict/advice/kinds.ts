import type { TrainingRun } from "../../training/training-run.ts";
import { type Change, type Changes, withArguments } from "./change.ts";

const EXPANDABLE = "expandable_segments:True";

function* allocator(run: TrainingRun): Generator<Change> {
  const { allocator: written } = run.environment;
  if (written?.includes("expandable_segments") || run.environment.os === "windows") return;
  const setting = written === undefined ? EXPANDABLE : `${written},${EXPANDABLE}`;
  yield {
    run: { ...run, environment: { ...run.environment, allocator: setting } },
    change: `set PYTORCH_CUDA_ALLOC_CONF=${setting}`,
    effect: "nothing about the training changes",
  };
}

/** Halves keep the effective batch equal where nbs is a multiple: gradients are accumulated over more batches. */
function* batch(run: TrainingRun): Generator<Change> {
  const { batch: written, nbs, devices } = run.arguments;
  for (let value = Math.floor(written / 2); value >= devices.length; value = Math.floor(value / 2)) {
    const same = Math.round(nbs / value) * value === Math.round(nbs / written) * written;
    yield {
      run: withArguments(run, { batch: value }),
      change: `batch: ${written} → ${value}`,
      argument: { name: "batch", value: String(value) },
      effect: same
        ? `the effective batch stays ${nbs} (nbs): gradients accumulate over more batches`
        : `nbs stays ${nbs}, the effective batch nearly the same`,
    };
  }
}

function* amp(run: TrainingRun): Generator<Change> {
  if (run.arguments.amp !== "off") return;
  yield {
    run: withArguments(run, { amp: "fp16" }),
    change: "amp: False → True",
    argument: { name: "amp", value: "True" },
    effect: "activations in half precision, weights stay fp32",
  };
}

/** No smaller than half the size: what is trained beyond that is another detector. */
function* imgsz(run: TrainingRun): Generator<Change> {
  const { imgsz: written } = run.arguments;
  const stride = 32;
  for (let value = written - stride; value >= written / 2; value -= stride)
    yield {
      run: withArguments(run, { imgsz: value }),
      change: `imgsz: ${written} → ${value}`,
      argument: { name: "imgsz", value: String(value) },
      effect: "smaller images: small objects suffer first",
    };
}

/** Layers of a backbone in the published families. */
const BACKBONE_LAYERS = 10;

function* freeze(run: TrainingRun): Generator<Change> {
  if (run.arguments.freeze !== undefined || run.arguments.pretrained === false) return;
  yield {
    run: withArguments(run, { freeze: BACKBONE_LAYERS }),
    change: `freeze: ${BACKBONE_LAYERS}`,
    argument: { name: "freeze", value: String(BACKBONE_LAYERS) },
    effect: "the backbone is not trained: sensible with pretrained weights only",
  };
}

function* optimizer(run: TrainingRun): Generator<Change> {
  if (run.arguments.optimizer.toLowerCase() === "sgd") return;
  yield {
    run: withArguments(run, { optimizer: "SGD" }),
    change: `optimizer: ${run.arguments.optimizer} → SGD`,
    argument: { name: "optimizer", value: "SGD" },
    effect: "half the optimizer state; lr0 has to be chosen anew",
  };
}

/** Scales of the same description, from the next smaller one down. */
function* scale(run: TrainingRun): Generator<Change> {
  const { description, scale: current, written } = run.model;
  const scales = Object.entries(description.scales ?? {});
  const size = ([, [depth, width]]: (typeof scales)[number]): number => depth * width * width;
  const own = scales.find(([letter]) => letter === current);
  if (own === undefined) return;
  const smaller = scales.filter((each) => size(each) < size(own)).sort((a, b) => size(b) - size(a));
  for (const [letter] of smaller) {
    const name = written.replace(new RegExp(`(\\d+)${current}(?=[-.u]|$)`), `$1${letter}`);
    if (name === written) return;
    yield {
      run: { ...run, model: { ...run.model, scale: letter, written: name } },
      change: `model: ${written} → ${name}`,
      argument: { name: "model", value: name },
      effect: "a smaller model of the same family",
    };
  }
}

/** Kinds of advice, ordered by how little they change the training. */
export const KINDS: readonly (readonly [kind: string, changes: Changes])[] = [
  ["allocator", allocator],
  ["batch", batch],
  ["amp", amp],
  ["imgsz", imgsz],
  ["freeze", freeze],
  ["optimizer", optimizer],
  ["scale", scale],
];
