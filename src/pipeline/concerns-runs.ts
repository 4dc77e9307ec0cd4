import type { ChangedFile } from "../changes/repository.ts";
import { measurementsFileOf } from "../measurements/measurement.ts";
import { isCandidate } from "../training/sources/relevance.ts";
import { mayPinVersions } from "../training/version-sources.ts";

/** Settings that programs read, and labels, which are counted. */
const isData = (path: string): boolean => /\.(?:ya?ml|json|toml)$|(?:^|\/)labels\/.*\.txt$/i.test(path);

/** Whether a changed file may write a run or change one, by its name: its path now, or before it was renamed. */
export const concernsRuns = (
  { path, previousPath = path }: ChangedFile,
  { fleetFile, readmes = false }: { readonly fleetFile: string; readonly readmes?: boolean | undefined },
): boolean =>
  [path, previousPath].some(
    (each) =>
      [fleetFile, measurementsFileOf(fleetFile)].includes(each) ||
      isCandidate(each, readmes) ||
      mayPinVersions(each) ||
      isData(each),
  );
