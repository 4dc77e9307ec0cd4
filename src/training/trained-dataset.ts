import type { ArgumentValue } from "./argument-values.ts";
import { withTrainedClasses } from "./model-classes.ts";
import { labelsOfPublic, publicDataset } from "./public-datasets.ts";
import type { ResolvedDataset } from "./resolve-dataset.ts";
import { COCO_LABELS } from "./shipped-datasets.ts";
import type { Assumption, Dataset, Model, Task, TrainArguments } from "./training-run.ts";

export interface DatasetQuestion {
  readonly name: string;
  readonly resolved: ResolvedDataset;
  readonly model: Model;
  readonly task: Task;
  readonly arguments: TrainArguments;
  /** `fraction` as written: a share, a count, or both splits' as a list. */
  readonly fraction: ArgumentValue;
  readonly ultralytics: string;
}

export interface TrainedDataset {
  readonly dataset: Dataset;
  readonly assumptions: readonly Assumption[];
}

/** COCO's classes: what a model file that names none is taken to have. */
const STANDARD_CLASSES = 80;
const DECLARE = "Declare it under `datasets` in the fleet file.";

/** The data set as training sees it, with everything that had to be assumed. */
export function trainedDataset(question: DatasetQuestion): TrainedDataset {
  const assumptions: Assumption[] = [];
  const classes = classesOf(question, assumptions);
  const labelsPerImage = labelsOf(question, assumptions);
  const counts = countsOf(question, assumptions);
  const dataset: Dataset = { classes, labelsPerImage, ...counts };
  return { dataset: withTrainedClasses(dataset, question.arguments, question.ultralytics), assumptions };
}

function classesOf({ name, resolved, model, task }: DatasetQuestion, assumptions: Assumption[]): number {
  const { facts } = resolved;
  if (facts === undefined) {
    const classes = model.description.classes ?? STANDARD_CLASSES;
    const text = `The data set ${name} is not in the repository; the model's own ${classes} classes are assumed. Commit the data file.`;
    assumptions.push({ name: "classes", text });
    return classes;
  }
  if (task !== "semantic" || facts.masks || facts.classes === 1) return facts.classes;
  const text = `${name} names no \`masks_dir\`: masks are assumed to be drawn from polygons, which adds a class for the background.`;
  assumptions.push({ name: "semantic-masks", text });
  return facts.classes + 1;
}

const WITHOUT_LABELS: ReadonlySet<Task> = new Set(["classify", "semantic", "depth"]);

function labelsOf({ name, resolved, task }: DatasetQuestion, assumptions: Assumption[]): Dataset["labelsPerImage"] {
  if (WITHOUT_LABELS.has(task)) return { mean: 0, maximum: 0 };
  const known = resolved.declared?.labelsPerImage ?? resolved.known?.labels;
  if (known !== undefined) return known;
  const named = publicDataset(name);
  if (named !== undefined) {
    const labels = labelsOfPublic(named);
    const text = `Labels per image of ${name} are assumed to be those of ${named.name}, which its name says: ${labels.mean} on average, from ${named.source}, and ${labels.maximum} on the densest, in COCO's proportion. ${DECLARE}`;
    assumptions.push({ name: "labels-per-image", text });
    return labels;
  }
  const { mean, maximum } = COCO_LABELS;
  const text = `Labels per image of ${name} are not known; those of COCO are assumed: ${mean} on average, ${maximum} on the densest. ${DECLARE}`;
  assumptions.push({ name: "labels-per-image", text });
  return COCO_LABELS;
}

function countsOf({ name, resolved, fraction }: DatasetQuestion, assumptions: Assumption[]): Partial<Dataset> {
  const all = { train: resolved.declared?.images ?? resolved.known?.train, val: resolved.known?.val };
  const [trainPart, valPart] = Array.isArray(fraction) ? fraction : [fraction, undefined];
  // A share of the training images stays in the arguments; all else is settled here.
  const train = typeof fraction === "number" && fraction <= 1 ? all.train : imagesUsed(all.train, trainPart);
  const val = imagesUsed(all.val, valPart);
  if (train === undefined) {
    const text = `How many images ${name} trains on is not known; the answer holds for any number. ${DECLARE}`;
    assumptions.push({ name: "train-images", text });
  }
  return { ...(train !== undefined && { trainImages: train }), ...(val !== undefined && { valImages: val }) };
}

// Above 1 a count, up to 1 a share.
function imagesUsed(images: number | undefined, part: unknown): number | undefined {
  if (typeof part !== "number") return images;
  if (part > 1) return images === undefined ? part : Math.min(images, part);
  return images === undefined ? undefined : Math.max(1, Math.round(images * part));
}
