import type { Problem } from "../problem.ts";
import type { DeclaredDataset } from "./fleet.ts";
import type { FleetDocument } from "./fleet-document.ts";
import type { DatasetInput } from "./schema.ts";
import { spoken } from "./schema-problems.ts";

interface DatasetRead {
  readonly name: string;
  readonly dataset: DeclaredDataset;
  readonly problems: readonly Problem[];
}

/** One entry of `datasets`. A single number of labels is both the mean and the most. */
export function readDataset(document: FleetDocument, name: string, input: DatasetInput): DatasetRead {
  const path = ["datasets", name];
  const labels = input["labels-per-image"];
  const both = typeof labels === "number" ? { mean: labels, max: labels } : labels;
  const dataset: DeclaredDataset = {
    ...(input.images === undefined ? {} : { images: input.images }),
    ...(both === undefined ? {} : { labelsPerImage: { mean: both.mean, maximum: both.max } }),
    place: document.keyPlace(path),
  };
  const problem: Problem = {
    ...document.place([...path, "labels-per-image"]),
    code: "labels-mean-above-max",
    severity: "error",
    message: `${spoken(path)} has ${both?.mean} labels an image on average, more than the ${both?.max} of its densest image.`,
    remedy: "`max` is the number of labels of the image that has the most.",
  };
  return { name, dataset, problems: both !== undefined && both.mean > both.max ? [problem] : [] };
}
