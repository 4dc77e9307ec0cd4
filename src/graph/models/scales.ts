import type { ModelDescription } from "../../training/training-run.ts";

export type Scales = NonNullable<ModelDescription["scales"]>;

// Depth, width, most channels, as the model files at https://github.com/ultralytics/ultralytics/tree/v8.4.190/ultralytics/cfg/models say.

/** YOLOv8 and all that is drawn on its grid: larger models are capped harder. */
export const V8_SCALES: Scales = {
  n: [0.33, 0.25, 1024],
  s: [0.33, 0.5, 1024],
  m: [0.67, 0.75, 768],
  l: [1, 1, 512],
  x: [1, 1.25, 512],
};

/** The classifiers of YOLOv8: the same multiples, not capped. */
export const V8_CLASSIFY_SCALES: Scales = {
  n: [0.33, 0.25, 1024],
  s: [0.33, 0.5, 1024],
  m: [0.67, 0.75, 1024],
  l: [1, 1, 1024],
  x: [1, 1.25, 1024],
};

/** YOLOv5: as the classifiers of YOLOv8, deeper at the end. */
export const V5_SCALES: Scales = { ...V8_CLASSIFY_SCALES, x: [1.33, 1.25, 1024] };

/** YOLO11, 12 and 26. */
export const V11_SCALES: Scales = {
  n: [0.5, 0.25, 1024],
  s: [0.5, 0.5, 1024],
  m: [0.5, 1, 512],
  l: [1, 1, 512],
  x: [1, 1.5, 512],
};
