import { joinedPath } from "../evaluate/operators.ts";
import { folderOf } from "../evaluate/paths.ts";
import { readPyYaml } from "../pyyaml.ts";
import { entryOf, givenValue, type PyMap } from "../pyyaml-nodes.ts";
import { insideRepository } from "../repository.ts";
import type { LabelsPerImage, TrainingRun } from "../training-run.ts";
import type { FindRunsInput } from "./find-runs.ts";
import type { World } from "./world.ts";

/** More label files are not read: their statistics would be no other. */
const MOST_FILES = 2000;

type Affordable = NonNullable<FindRunsInput["affordable"]>;

/** Counts labels per image where the label files of a data set are in the repository; each data set once. */
export class LabelStatistics {
  private readonly known = new Map<string, Promise<LabelsPerImage | undefined>>();
  private folders: ReadonlyMap<string, readonly string[]> | undefined;
  private readonly world: World;
  private readonly affordable: Affordable;

  constructor(world: World, affordable: Affordable = async (paths) => paths) {
    this.world = world;
    this.affordable = affordable;
  }

  /** The run with labels per image as counted, where they were assumed before. */
  async counted(run: TrainingRun): Promise<TrainingRun> {
    if (!run.assumptions.some(({ name }) => name === "labels-per-image")) return run;
    const file = run.files.find((path) => this.dataFile(path) !== undefined);
    if (file === undefined) return run;
    const counting = this.known.get(file) ?? this.count(file);
    this.known.set(file, counting);
    const labelsPerImage = await counting;
    if (labelsPerImage === undefined) return run;
    const assumptions = run.assumptions.filter(({ name }) => name !== "labels-per-image");
    return { ...run, dataset: { ...run.dataset, labelsPerImage }, assumptions };
  }

  private dataFile(path: string): PyMap | undefined {
    const text = /\.ya?ml$/i.test(path) ? this.world.read(path) : undefined;
    const { root } = text === undefined ? {} : readPyYaml(text, path);
    return root?.kind === "map" && entryOf(root, "train") && (entryOf(root, "names") ?? entryOf(root, "nc"))
      ? root
      : undefined;
  }

  private async count(file: string): Promise<LabelsPerImage | undefined> {
    const root = this.dataFile(file);
    const files = root === undefined ? [] : this.labelFiles(root, file);
    // Of some files alone the densest image would not be known.
    const read = await this.affordable(files.slice(0, MOST_FILES), { whole: true });
    if (read.length === 0) return undefined;
    await this.world.load(read);
    const counts = read.map(
      (path) => (this.world.read(path) ?? "").split("\n").filter((line) => line.trim() !== "").length,
    );
    const mean = counts.reduce((total, count) => total + count, 0) / counts.length;
    return { mean: Math.round(mean * 10) / 10, maximum: counts.reduce((most, count) => Math.max(most, count), 0) };
  }

  // Ultralytics finds labels where it finds images, with `images` replaced by `labels` in the path.
  private labelFiles(root: PyMap, file: string): readonly string[] {
    const base = givenValue(root, "path");
    const train = givenValue(root, "train");
    const written =
      train?.kind === "str"
        ? [train.value]
        : train?.kind === "list"
          ? train.items.flatMap((item) => (item.kind === "str" ? [item.value] : []))
          : [];
    const below = base?.kind === "str" ? base.value : "";
    return written.flatMap((path) => {
      const starts = ["", folderOf(file)].flatMap((folder) => [
        joinedPath(folder, joinedPath(below, path)),
        joinedPath(folder, path.replace(/^(?:\.\.\/)+/, "")),
      ]);
      const folders = starts
        .flatMap((start) => insideRepository(start) ?? [])
        .map((folder) => `/${folder}`.replace(/\/images(?=\/|$)(?!.*\/images(?:\/|$))/, "/labels").slice(1));
      return folders.map((folder) => this.inFolder(folder)).find((found) => found.length > 0) ?? [];
    });
  }

  private inFolder(folder: string): readonly string[] {
    this.folders ??= textsByFolder(this.world.paths);
    return this.folders.get(folder) ?? [];
  }
}

function textsByFolder(paths: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    if (!path.endsWith(".txt")) continue;
    const folder = folderOf(path);
    const files = folders.get(folder);
    if (files === undefined) folders.set(folder, [path]);
    else files.push(path);
  }
  return folders;
}
