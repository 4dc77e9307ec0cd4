import type { Problem } from "../problem.ts";
import type { GraphResult } from "./build.ts";

/** Reasons that are mistakes in the model file: Ultralytics would refuse it too. */
const MISTAKES: ReadonlySet<string> = new Set(["bad-model-row", "model-without-head", "unknown-scale"]);

/** The mistakes in a model file that only building it shows; empty where it builds, or where the estimate is what lacks. */
export function modelProblems(result: GraphResult): readonly Problem[] {
  if ("graph" in result) return [];
  return result.all.flatMap(({ code, message, remedy, place }): Problem[] => {
    if (!MISTAKES.has(code) || place === undefined) return [];
    return [{ ...place, code, severity: "error", message, ...(remedy === undefined ? {} : { remedy }) }];
  });
}
