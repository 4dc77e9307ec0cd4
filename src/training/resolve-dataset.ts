import type { Place, Problem } from "../problem.ts";
import { type DataFile, readDataFile } from "./data-file.ts";
import type { DeclaredDataset } from "./declared.ts";
import { asChoice, nearestNames } from "./nearest.ts";
import {
  candidatePaths,
  insideRepository,
  isOutside,
  isTemplate,
  namedFile,
  type RepositoryFiles,
} from "./repository.ts";
import { CLASSIFICATION_DATASETS, type KnownDataset, SHIPPED_DATASETS } from "./shipped-datasets.ts";
import type { Task } from "./training-run.ts";

/** A data set as a config names it, and where. */
export interface WrittenDataset {
  readonly written: string;
  readonly place: Place;
  readonly task: Task;
}

export interface ResolvedDataset {
  /** What the data file, or the table of known data sets, says; undefined where only the model's classes are left. */
  readonly facts?: DataFile;
  readonly known?: KnownDataset;
  readonly declared?: DeclaredDataset;
  readonly problems: readonly Problem[];
  readonly files: readonly string[];
}

export interface DatasetSources {
  readonly repository: RepositoryFiles;
  /** Of the fleet file, by the path or name of the data set. */
  readonly declared: Readonly<Record<string, DeclaredDataset>>;
}

/** What is known of the data set that a config names: a file of the repository before a shipped one of the same name. */
export async function resolveDataset(asked: WrittenDataset, sources: DatasetSources): Promise<ResolvedDataset> {
  const { written, place, task } = asked;
  const file = task === "classify" ? undefined : await namedFile(namesOf(written), place.file, sources.repository);
  const declared = declaredOf(
    [written, ...(file ? [file.path] : candidatePaths(written, place.file))],
    sources.declared,
  );
  const base = { ...(declared && { declared }), files: file ? [file.path] : [] };
  if (file !== undefined) {
    const { data, problems } = readDataFile(file.text, file.path);
    return { ...base, ...(data && { facts: data }), problems: [...problems, ...missingKeypoints(data, asked)] };
  }
  const known = task === "classify" ? knownFolder(written) : shipped(written);
  if (known !== undefined)
    return { ...base, known, facts: factsOf(known), problems: missingKeypoints(factsOf(known), asked) };
  const elsewhere =
    declared !== undefined || isOutside(written) || isTemplate(written) || insideRepository(written) === undefined;
  return { ...base, problems: elsewhere ? [] : unknownDataset(asked) };
}

// A bare name is the file of that name: `coco8` is `coco8.yaml`.
const namesOf = (written: string): readonly string[] =>
  /\.ya?ml$/i.test(written) ? [written] : [`${written}.yaml`, `${written}.yml`, `${written}/data.yaml`];

function declaredOf(names: readonly string[], declared: DatasetSources["declared"]): DeclaredDataset | undefined {
  const name = names.find((candidate) => Object.hasOwn(declared, candidate));
  return name === undefined ? undefined : declared[name];
}

// Where the package keeps its data files: Ultralytics looks a relative path up there too.
const SHIPPED_FOLDER = /^(?:\.\/)?(?:ultralytics\/)?(?:cfg\/)?(?:datasets\/)?([^/]+?)(?:\.ya?ml)?$/;

function shipped(written: string): KnownDataset | undefined {
  const name = SHIPPED_FOLDER.exec(written)?.[1] ?? "";
  return Object.hasOwn(SHIPPED_DATASETS, name) ? SHIPPED_DATASETS[name] : undefined;
}

function knownFolder(written: string): KnownDataset | undefined {
  const name = written.replace(/\/+$/, "").split("/").at(-1) ?? "";
  return Object.hasOwn(CLASSIFICATION_DATASETS, name) ? CLASSIFICATION_DATASETS[name] : undefined;
}

const factsOf = ({ classes, keypoints, channels, masks = false }: KnownDataset): DataFile => {
  return { classes, masks, ...(keypoints && { keypoints }), ...(channels && { channels }) };
};

function missingKeypoints(data: DataFile | undefined, { written, place, task }: WrittenDataset): Problem[] {
  if (task !== "pose" || data === undefined || data.keypoints !== undefined) return [];
  const message = `\`${written}\` has no \`kpt_shape\`, which training a pose model needs.`;
  const remedy = "Write `kpt_shape: [17, 3]` in the data file: how many points, and 2 or 3 numbers each.";
  return [{ ...place, code: "no-keypoints", severity: "error", message, remedy }];
}

// Folders of classification images are seldom in a repository: only a slip in a known name is a mistake.
function unknownDataset({ written, place, task }: WrittenDataset): Problem[] {
  const classify = task === "classify";
  const extension = /\.ya?ml$/i.exec(written)?.[0] ?? "";
  if (classify && extension !== "") {
    const message = `\`${written}\` is a file; a classifier is trained on a folder of images.`;
    const remedy = "Name the folder that holds `train` and `val`.";
    return [{ ...place, code: "unknown-data", severity: "error", message, remedy }];
  }
  const stem = written.slice(written.lastIndexOf("/") + 1, written.length - extension.length);
  const near = nearestNames(Object.keys(classify ? CLASSIFICATION_DATASETS : SHIPPED_DATASETS), stem);
  if (classify && (near.length === 0 || written.includes("/"))) return [];
  const message = `\`${written}\` is neither a file of the repository nor a data set that Ultralytics ships.`;
  const meant = near.length === 0 ? "" : `Did you mean ${asChoice(near.map((name) => name + extension))}? `;
  const remedy = `${meant}If it exists on the training machine only, declare it under \`datasets\` in the fleet file.`;
  return [{ ...place, code: "unknown-data", severity: "error", message, remedy }];
}
