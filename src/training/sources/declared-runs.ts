import { readPyYaml } from "../pyyaml.ts";
import { givenValue } from "../pyyaml-nodes.ts";
import type { SourceRun } from "./source-run.ts";

/** Runs that a fleet file declares under `runs`, each with the keys of a train config. What is wrong with the file is said elsewhere. */
export function declaredRuns(fleetFile: { readonly path: string; readonly text: string } | undefined): SourceRun[] {
  if (fleetFile === undefined) return [];
  const { path: file, text } = fleetFile;
  const { root } = readPyYaml(text, file);
  const runs = root?.kind === "map" ? givenValue(root, "runs") : undefined;
  if (runs?.kind !== "map") return [];
  return runs.entries.flatMap(({ key, value }): SourceRun[] => {
    if (value.kind !== "map") return [];
    const place = value.entries[0]?.key.place ?? key.place;
    return [{ name: key.text, place, config: value, unknown: [], assumptions: [], files: [file] }];
  });
}
