import type { DeclaredFacts } from "./declared.ts";
import type { Assumption, Environment } from "./training-run.ts";
import { NEWEST_KNOWN } from "./ultralytics-version.ts";
import type { FoundVersions } from "./versions.ts";

const NAMES = ["ultralytics", "torch"] as const;

/**
 * Where runs take place: the versions that the fleet file declares, else those that the repository pins, else the newest known
 * (an assumption). The trainer does the AMP check and the final evaluation.
 */
export function environmentOf(
  declared: DeclaredFacts["environment"],
  found: FoundVersions,
): { readonly environment: Environment; readonly assumptions: readonly Assumption[] } {
  const assumptions: Assumption[] = [];
  const versionOf = (name: (typeof NAMES)[number]): string => {
    const own = declared[name];
    if (own !== undefined) return own;
    const version = found[name];
    const text = version === undefined ? nothingPinned(name) : version.assumed;
    if (text !== undefined) assumptions.push({ name: `${name}-version`, text });
    return version?.version ?? NEWEST_KNOWN[name];
  };
  const [ultralytics, torch] = [versionOf("ultralytics"), versionOf("torch")];
  const { allocator } = declared;
  return {
    environment: {
      ultralytics,
      torch,
      os: "linux",
      ...(allocator && { allocator }),
      ampCheck: true,
      finalEvaluation: true,
    },
    assumptions,
  };
}

function nothingPinned(name: (typeof NAMES)[number]): string {
  const measured = name === "torch" ? ", with which the estimates were measured," : "";
  return `Nothing in the repository says which ${name} is used; ${NEWEST_KNOWN[name]}${measured} is assumed. Declare it under \`environment\` in the fleet file.`;
}
