import type { PublishedModels } from "../../training/published.ts";
import type { Published } from "./entry.ts";
import { lookUp, namesOf, nearestOf } from "./names.ts";
import { rtdetr } from "./rtdetr.ts";
import { yolo11To26 } from "./yolo11.ts";
import { yolov3 } from "./yolov3.ts";
import { yolov5And6 } from "./yolov5.ts";
import { yolov8 } from "./yolov8.ts";
import { yolov9 } from "./yolov9.ts";
import { yolov10 } from "./yolov10.ts";

/** Drawn when first asked for: a run needs one of them, most processes a few. */
let drawn: ReadonlyMap<string, Published> | undefined;

/** Every published architecture by its name without scale. */
export function publishedDescriptions(): ReadonlyMap<string, Published> {
  drawn ??= new Map(
    [yolov3, yolov5And6, yolov8, yolov9, yolov10, yolo11To26, rtdetr]
      .flatMap((family) => family())
      .map((description) => [description.name, description]),
  );
  return drawn;
}

/** The models that Ultralytics publishes, found by the names it knows them by. */
export const published: PublishedModels = {
  find(name) {
    const model = lookUp(publishedDescriptions(), name);
    const task = model && publishedDescriptions().get(model.description.name)?.task;
    return task && { model, task };
  },
  nearest(name) {
    return nearestOf([...publishedDescriptions().values()].flatMap(namesOf), name);
  },
};
