import { errorGroup, groupAround, OWN_CAUSE } from "../../src/memory/interval-group.ts";
import { type MeasuredRow, playable } from "./runs.ts";
import { type Answered, largestReserved } from "./score.ts";

/** How far the largest reserved peak of one measured run was from its estimate. */
export interface Miss {
  readonly id: string;
  readonly family: string;
  readonly group: string;
  /** (measured - estimated) / estimated: positive where more was measured. Of a prediction: how far outside of its two cases. */
  readonly share: number;
  /** How far the lesser case of a prediction lies below the estimate, as a share of it; 0 of all others. */
  readonly spread?: number;
}

/** `yolo8`, `yolo26`, `rtdetr`, or `own model files`: what is left out together when coverage is measured. */
export function familyOf({ train, predict }: MeasuredRow): string {
  const model = String((train ?? predict)?.model).toLowerCase();
  if (model.includes("/")) return "own model files";
  const version = /^yolov?(\d+)/.exec(model)?.[1];
  return version === undefined ? (/^[a-z]+/.exec(model)?.[0] ?? model) : `yolo${version}`;
}

/** What the estimate reserves at most: its breakdown sums to it. */
const estimatedReserved = (line: Extract<Answered["line"], { status: "estimated" }>): number =>
  Object.values(line.breakdown).reduce((sum, bytes) => sum + bytes, 0);

/** The misses of runs that have an estimate and no limited allocator. */
export function missesOf(answers: readonly Answered[]): readonly Miss[] {
  return answers.flatMap(({ row, line }) => {
    const truth = largestReserved(row);
    const found = playable(row);
    if (line.status !== "estimated" || !("run" in found)) return [];
    if (truth === 0 || row.environment.allocatorCapBytes !== undefined) return [];
    const estimated = estimatedReserved(line);
    const least = line.predict?.leastReservedPeakBytes ?? estimated;
    const share = truth < least ? truth / least - 1 : truth <= estimated ? 0 : truth / estimated - 1;
    const spread = 1 - least / estimated;
    return [{ id: row.id, family: familyOf(row), group: errorGroup(found.run), share, spread }];
  });
}

export interface GroupMargin {
  readonly group: string;
  readonly below: number;
  readonly above: number;
  readonly runs: number;
}

/** How many of further runs of a group may lie below its margin, and as many above. */
const TAIL = 0.02;
/**
 * No interval is narrower on either side: one large request that just misses or just hits a free block moves the reserved
 * peak by about a percent, in runs that are otherwise exact.
 */
const NARROWEST = 0.01;
/** A group of fewer runs can't show what 1 of 20 runs does. */
const ENOUGH_RUNS = 20;

/** Shares are rounded up to a tenth of a percent. */
const up = (share: number): number => Math.ceil(Math.max(NARROWEST, share) * 1000 - 1e-9) / 1000;

/**
 * The bound that a further run of the group stays within with a probability of 1 - TAIL: of n measured errors, sorted, the one at
 * rank ceil((n + 1)(1 - TAIL)), the largest where there are too few (split conformal prediction; Lei et al., "Distribution-free
 * predictive inference for regression", 2018, section 2.2). Without the 1 a bound from few runs is too narrow for new ones.
 */
const boundFor = (sorted: readonly number[]): number =>
  sorted[Math.min(sorted.length, Math.ceil((sorted.length + 1) * (1 - TAIL) - 1e-9)) - 1] ?? Number.NaN;

function ownMargin(group: string, shares: readonly number[]): GroupMargin {
  const above = [...shares].sort((a, b) => a - b);
  const below = above.map((share) => -share).reverse();
  return {
    group,
    below: up(boundFor(below)),
    above: up(boundFor(above)),
    runs: shares.length,
  };
}

/** Shares of a group and, where they speak for more than itself, of every group around it. */
function sharesByGroup(misses: readonly Miss[]): ReadonlyMap<string, readonly number[]> {
  const shares = new Map<string, number[]>();
  for (const miss of misses) {
    for (let group: string | undefined = miss.group; group !== undefined; group = groupAround(group))
      if (group === miss.group || !OWN_CAUSE.has(miss.group))
        shares.set(group, [...(shares.get(group) ?? []), miss.share]);
  }
  return shares;
}

/** The margins of all groups: those of their own errors; where the runs are few, not less than those of the group around. */
export function marginsOf(misses: readonly Miss[]): readonly GroupMargin[] {
  const shares = sharesByGroup(misses);
  const resolved = (group: string): GroupMargin => {
    const own = ownMargin(group, shares.get(group) ?? []);
    const wider = groupAround(group);
    if (own.runs >= ENOUGH_RUNS || wider === undefined) return own;
    const around = resolved(wider);
    return { ...own, below: Math.max(own.below, around.below), above: Math.max(own.above, around.above) };
  };
  return [...shares.keys()].sort().map(resolved);
}

/** The margin that a group gets, where runs of it were measured or of a group around it; else the widest of all. */
export function marginFor(group: string, margins: readonly GroupMargin[]): Omit<GroupMargin, "group" | "runs"> {
  for (let each: string | undefined = group; each !== undefined; each = groupAround(each)) {
    const found = margins.find((margin) => margin.group === each);
    if (found !== undefined) return found;
  }
  return widestOf(margins);
}

export const widestOf = (margins: readonly GroupMargin[]): Omit<GroupMargin, "group" | "runs"> => ({
  below: Math.max(0, ...margins.map(({ below }) => below)),
  above: Math.max(0, ...margins.map(({ above }) => above)),
});

export interface HeldOut {
  readonly id: string;
  readonly family: string;
  readonly group: string;
  readonly covered: boolean;
  /** In percent of what was measured. */
  readonly width: number;
}

/** Each run under the margins that all other families of models give: what a new family can expect. */
export function leaveOneFamilyOut(misses: readonly Miss[]): readonly HeldOut[] {
  const families = [...new Set(misses.map(({ family }) => family))].sort();
  return families.flatMap((family) => {
    const margins = marginsOf(misses.filter((miss) => miss.family !== family));
    return misses
      .filter((miss) => miss.family === family)
      .map(({ id, group, share, spread = 0 }) => {
        const { below, above } = marginFor(group, margins);
        return {
          id,
          family,
          group,
          covered: share >= -below && share <= above,
          width: (100 * (below + above + spread)) / (1 + share),
        };
      });
  });
}
