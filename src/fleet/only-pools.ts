import type { Fleet } from "./fleet.ts";
import { didYouMean } from "./nearest.ts";

/** A pool was asked for that the fleet does not have; the message names those that it has. */
export class UnknownPool extends Error {}

/**
 * The fleet with these pools alone; all where none is named. A rule keeps those of its pools that are left, and where none is,
 * its configs have to fit in any of the named ones: who asks for some pools wants to know what would fit there.
 */
export function onlyPools(fleet: Fleet, names: readonly string[]): Fleet {
  if (names.length === 0) return fleet;
  const known = fleet.pools.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name)).map((name) => mistake(name, known));
  if (unknown.length > 0) throw new UnknownPool(unknown.join("\n"));
  return {
    ...fleet,
    pools: fleet.pools.filter(({ name }) => names.includes(name)),
    rules: fleet.rules.map((rule) => ({ ...rule, pools: rule.pools.filter((name) => names.includes(name)) })),
    waivers: fleet.waivers.filter(({ pool }) => pool === undefined || names.includes(pool)),
  };
}

function mistake(name: string, known: readonly string[]): string {
  const near = didYouMean(name, known);
  return `pools: no pool is named ${JSON.stringify(name)}. ${near === undefined ? `There are ${known.join(", ")}.` : `Did you mean ${near}?`}`;
}
