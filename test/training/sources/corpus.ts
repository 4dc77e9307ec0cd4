import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { published } from "../../../src/graph/models/index.ts";
import { type FindRunsInput, type FoundRuns, findRuns } from "../../../src/training/sources/find-runs.ts";
import { listedRuns } from "../../../src/training/sources/listing.ts";
import { mayPinVersions } from "../../../src/training/version-sources.ts";
import { findVersions } from "../../../src/training/versions.ts";

const CORPUS = fileURLToPath(new URL("../../corpus/", import.meta.url));

/** A run as `runs --format json` lists it; what the expected ones leave out is not compared. */
export interface Listed {
  readonly file: string;
  readonly line: number;
  readonly model?: string;
  readonly task?: string;
  readonly train: Readonly<Record<string, unknown>>;
  readonly unknown?: readonly string[];
}

export const repositories: readonly string[] = readdirSync(CORPUS, { withFileTypes: true })
  .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  .sort();

export interface Repository {
  readonly files: ReadonlyMap<string, string>;
  readonly expected: readonly Listed[];
}

export function repository(name: string): Repository {
  const root = join(CORPUS, name);
  const paths = readdirSync(root, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = relative(root, join(entry.parentPath, entry.name));
    return entry.isFile() && path !== "expected.json" ? [path] : [];
  });
  const files = new Map(paths.sort().map((path) => [path, readFileSync(join(root, path), "utf8")]));
  return { files, expected: JSON.parse(readFileSync(join(root, "expected.json"), "utf8")) as Listed[] };
}

const FLEET = ".github/gpu-fleet.yml";

/** Runs of files that are at hand. */
export function runsIn(
  files: ReadonlyMap<string, string>,
  { isDeclared = () => false, readmes = false }: Partial<Pick<FindRunsInput, "isDeclared" | "readmes">> = {},
): Promise<FoundRuns> {
  const fleet = files.get(FLEET);
  const pinning = [...files].flatMap(([path, text]) => (mayPinVersions(path) ? [{ path, text }] : []));
  return findRuns({
    paths: [...files.keys()],
    repository: { readText: (path) => files.get(path) },
    published,
    declared: { datasets: {}, environment: {} },
    versions: findVersions(pinning),
    isDeclared,
    readmes,
    ...(fleet !== undefined && { fleetFile: { path: FLEET, text: fleet } }),
  });
}

/** The same as a list, cut to what expected runs say. */
export async function listedIn(files: ReadonlyMap<string, string>): Promise<Listed[]> {
  return listedRuns(await runsIn(files)).map(({ file, line, model, task, train, unknown }) => {
    return {
      file,
      line,
      ...(model && { model }),
      ...(task && { task }),
      train,
      ...(unknown.length > 0 && { unknown }),
    };
  });
}
