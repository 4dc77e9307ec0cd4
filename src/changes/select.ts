import type { Changes, Snapshot } from "./repository.ts";

/** Files that may hold or change a training run: YAML, and what pins versions. */
const isYaml = (path: string): boolean => /\.ya?ml$/i.test(path);
const isVersionFile = (path: string): boolean =>
  /(?:^|\/)(?:[\w.-]*requirements[\w.-]*|[\w.-]*constraints[\w.-]*|pyproject|uv|poetry|Pipfile|setup|environment)[\w.-]*$/i.test(
    path,
  ) || /(?:^|\/)[\w.-]*Dockerfile[\w.-]*$/i.test(path);
/** Folders whose YAML configures other programs. */
const isOther = (path: string): boolean =>
  /(?:^|\/)(?:\.git|\.github|node_modules|\.venv|venv|site-packages)\//.test(path);

export interface Selection {
  readonly head: readonly string[];
  readonly base: readonly string[];
}

export interface SelectionRules {
  readonly fleetFile: string;
  readonly wanted: ((path: string) => boolean) | undefined;
  readonly isDeclared: (path: string) => boolean;
}

/** Whether a file of this name may hold a training run, and is wanted. */
export const mayHoldRuns = (path: string, { wanted = () => true }: Pick<SelectionRules, "wanted">): boolean =>
  isYaml(path) && !isOther(path) && wanted(path);

/**
 * Configs worth reading at head and base. A changed config is read alone; where anything else changed that configs rest on
 * (data and model files, pinned versions, the fleet file), every candidate is read, and the comparison of runs decides.
 */
export async function affectedConfigs(changes: Changes, rules: SelectionRules): Promise<Selection> {
  const candidates = async (snapshot: Snapshot): Promise<readonly string[]> =>
    (await snapshot.list()).filter((path) => mayHoldRuns(path, rules));
  if (changes.changed === undefined) return { head: await candidates(changes.head), base: [] };
  const relevant = changes.changed.filter(({ path, previousPath }) =>
    [path, previousPath ?? path].some(
      (each) => each === rules.fleetFile || isVersionFile(each) || (isYaml(each) && !isOther(each)),
    ),
  );
  if (relevant.length === 0) return { head: [], base: [] };
  return {
    head: await candidates(changes.head),
    base: changes.base === undefined ? [] : await candidates(changes.base),
  };
}
