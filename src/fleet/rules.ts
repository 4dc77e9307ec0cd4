import type { ConfigRule, Fleet, Pool } from "./fleet.ts";
import { globMatches } from "./globs.ts";

export interface PoolsForConfig {
  /** Every pool of the fleet, those that the rule names first. */
  readonly pools: readonly Pool[];
  /** Those that the rule names; empty where no rule matches. */
  readonly required: readonly Pool[];
  /** Of the required pools, or of all where none is: the config has to fit in any or in each. */
  readonly require: "any" | "all";
  /** The rule that decides; undefined where none matches. */
  readonly rule?: ConfigRule;
}

/** A config, or all files that a run goes through. */
export type ConfigFiles = string | readonly string[];

/** The pools that a config is judged by: the last rule that matches it counts. Without one, it has to fit anywhere. */
export function poolsFor(config: ConfigFiles, fleet: Fleet): PoolsForConfig {
  const rule = ruleFor(config, fleet);
  if (rule === undefined) return { pools: fleet.pools, required: [], require: "any" };
  const required = fleet.pools.filter((pool) => rule.pools.includes(pool.name));
  const others = fleet.pools.filter((pool) => !rule.pools.includes(pool.name));
  return { pools: [...required, ...others], required, require: rule.require, rule };
}

/** The last rule that matches; a file that one matches is a training config. */
export const ruleFor = (config: ConfigFiles, fleet: Fleet): ConfigRule | undefined =>
  fleet.rules.findLast((rule) => ruleMatches(rule, config));

/** Whether a rule names one of the files and does not exclude it. */
export const ruleMatches = (rule: ConfigRule, config: ConfigFiles): boolean =>
  filesOf(config).some(
    (file) =>
      rule.paths.some((glob) => globMatches(glob, file)) && !rule.exclude.some((glob) => globMatches(glob, file)),
  );

export const filesOf = (config: ConfigFiles): readonly string[] => (typeof config === "string" ? [config] : config);
