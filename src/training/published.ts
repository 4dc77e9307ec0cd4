import type { Model, Task } from "./training-run.ts";

/** The models that Ultralytics publishes, by name. Handed to this stage by the composition, which has them from `graph/models`. */
export interface PublishedModels {
  /** The model that `name` (`yolov8n.pt`, `yolo11m-seg.yaml`, `rtdetr-l`) means; undefined if none. */
  find(name: string): { readonly model: Model; readonly task: Task } | undefined;
  /** Published names like `name`, nearest first, at most three; for "did you mean". */
  nearest(name: string): readonly string[];
}
