import type { FleetChange, FleetDifference, JudgedBy } from "../report/report.ts";
import type { TrainingRun } from "../training/training-run.ts";
import type { TrainingRuns } from "../training/training-runs.ts";
import { conclude, decisive, overall } from "../verdict/conclusion.ts";
import { configOf, type JudgeContext, judgePools, judgeUnknown } from "../verdict/judge.ts";
import { isFar } from "./moved.ts";

/** The runs of the head as one fleet has them, with the data sets, versions and runs that it declares. */
export interface FleetSide {
  readonly found: Pick<TrainingRuns, "runs" | "unknown">;
  readonly context: JudgeContext;
}

/** The same head under the fleet in force and under the proposed one: every run that one of them has. */
export function fleetChange(
  inForce: FleetSide,
  proposed: FleetSide,
  told: Pick<FleetChange, "file" | "isMeasured">,
): FleetChange {
  const [then, now] = [judgedBy(inForce), judgedBy(proposed)];
  const all = [...new Set([...then.keys(), ...now.keys()])].map((id): FleetDifference => {
    const [before, after] = [then.get(id), now.get(id)];
    return { id, ...(before && { inForce: before }), ...(after && { proposed: after }) };
  });
  return {
    ...told,
    differing: all.filter(differs),
    moved: all.filter((each) => !differs(each) && isFar(each.inForce, each.proposed)),
    judged: all.length,
  };
}

const differs = ({ inForce, proposed }: FleetDifference): boolean =>
  inForce?.verdict !== proposed?.verdict || inForce?.conclusion !== proposed?.conclusion;

const judgedBy = ({ found, context }: FleetSide): ReadonlyMap<string, JudgedBy> =>
  new Map([
    ...found.runs.map((run) => [run.id, judgedRun(run, context)] as const),
    ...found.unknown.map((each) => {
      const { verdict, conclusion } = judgeUnknown(each, [], context);
      return [each.id, { verdict, conclusion }] as const;
    }),
  ]);

function judgedRun(run: TrainingRun, context: JudgeContext): JudgedBy {
  const { rules, today } = context;
  const { require } = rules.poolsFor(configOf(run));
  const pools = judgePools(run, context, "deciding");
  const verdict = overall(pools, require);
  const conclusion = conclude(pools, { fleet: rules.fleet, require, today });
  const shown = decisive(pools, { verdict, require });
  if (shown === undefined) return { verdict, conclusion };
  const { pool, needBytes, limitBytes } = shown;
  return { verdict, conclusion, pool: pool.name, limitBytes, ...(needBytes === undefined ? {} : { needBytes }) };
}
