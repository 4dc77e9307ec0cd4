import type { Dataset, TrainArguments } from "./training-run.ts";
import { compareVersions } from "./ultralytics-version.ts";

/** The last version seen that trains with `single_cls` on a model of all classes (parameter counts of its measured runs); 8.3.80 does not. */
const SINGLE_CLASS_AFTER = "8.3.63";

/** The data set as the trainer hands it to the model: with `single_cls` it has one class. */
export function withTrainedClasses(dataset: Dataset, { single_cls }: TrainArguments, ultralytics: string): Dataset {
  const single = single_cls && compareVersions(ultralytics, SINGLE_CLASS_AFTER) > 0;
  return single ? { ...dataset, classes: 1 } : dataset;
}
