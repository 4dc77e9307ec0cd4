import type { Device } from "../../src/fleet/device.ts";
import { deviceNamed } from "../../src/fleet/device-named.ts";
import type { TrainingRun } from "../../src/training/training-run.ts";
import { type MeasuredRow, playable } from "../measured/runs.ts";

export interface Changes {
  readonly train?: Readonly<Record<string, unknown>>;
  readonly dataset?: Readonly<Record<string, unknown>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly task?: string;
  readonly mode?: string;
}

/** A short run of yolov8n at batch 4 with equal labels and no mosaic, changed. */
export function runWith(changes: Changes = {}): TrainingRun {
  const { task = "detect", mode = "train" } = changes;
  const args = { model: "yolov8n.yaml", batch: 4, imgsz: 640, ...(mode === "train" ? { epochs: 1, mosaic: 0 } : {}) };
  const row: MeasuredRow = {
    id: "run",
    mode,
    task,
    [mode]: { ...args, ...changes.train },
    dataset: {
      classes: 80,
      labelsPerImage: 8,
      trainImages: 16,
      valImages: 16,
      imageSize: [640, 640],
      ...changes.dataset,
    },
    environment: { gpu: "NVIDIA H200", ultralytics: "8.4.190", torch: "2.11.0", ...changes.environment },
    measured: {},
  };
  const found = playable(row);
  if (!("run" in found)) throw new Error(found.message);
  return found.run;
}

/** The card of that name. */
export function gpu(name: string): Device {
  const found = deviceNamed(name);
  if (!("device" in found)) throw new Error(found.problem.message);
  return found.device;
}
