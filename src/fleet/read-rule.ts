import type { Problem } from "../problem.ts";
import type { ConfigRule } from "./fleet.ts";
import type { FleetDocument, Path } from "./fleet-document.ts";
import { didYouMean } from "./nearest.ts";
import type { RuleInput } from "./schema.ts";
import { listOf } from "./text-list.ts";

/** One rule of `configs`. Globs with `!` before them are exclusions; without `pools` it means every pool. */
export function readRule(
  document: FleetDocument,
  { index, rule, poolNames }: { index: number; rule: RuleInput; poolNames: readonly string[] },
): { rule: ConfigRule; problems: readonly Problem[] } {
  const path: Path = ["configs", index];
  const globs = listOf(document, [...path, "paths"], rule.paths) ?? [];
  const at = (i: number) => document.place(Array.isArray(rule.paths) ? [...path, "paths", i] : [...path, "paths"]);
  const placed = globs.map((glob, i) => ({ glob, place: at(i) }));
  const wanted = placed.filter(({ glob }) => !glob.startsWith("!"));
  const excluded = placed.filter(({ glob }) => glob.startsWith("!")).map(({ glob }) => glob.slice(1));
  const pools = listOf(document, [...path, "pools"], rule.pools);
  const problems = (pools ?? []).flatMap((name, i) => {
    const step: Path = Array.isArray(rule.pools) ? [...path, "pools", i] : [...path, "pools"];
    return poolNames.includes(name) ? [] : [unknownPool(document, step, { name, poolNames })];
  });
  return {
    rule: {
      paths: wanted.map(({ glob }) => glob),
      exclude: [...excluded, ...(listOf(document, [...path, "exclude"], rule.exclude) ?? [])],
      pools: pools ?? poolNames,
      require: rule.require,
      place: document.place(path),
      pathPlaces: wanted.map(({ place }) => place),
    },
    problems: [...problems, ...(wanted.length === 0 ? [onlyExclusions(document, path)] : [])],
  };
}

/** A rule or waiver names a pool that is not declared. */
export function unknownPool(
  document: FleetDocument,
  path: Path,
  { name, poolNames }: { name: string; poolNames: readonly string[] },
): Problem {
  const meant = didYouMean(name, poolNames);
  const known = poolNames.map((pool) => `\`${pool}\``).join(", ");
  return {
    ...document.place(path),
    code: "unknown-pool",
    severity: "error",
    message: `No pool is named \`${name}\`.`,
    remedy: meant === undefined ? `The pools are ${known}.` : `Did you mean \`${meant}\`?`,
  };
}

const onlyExclusions = (document: FleetDocument, path: Path): Problem => ({
  ...document.place([...path, "paths"]),
  code: "rule-without-paths",
  severity: "error",
  message: "The rule excludes configs but names none.",
  remedy: 'Add a glob that it is for, such as `"configs/**/*.yaml"`.',
});
