import type { FleetChange } from "../report/report.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { overall } from "../verdict/conclusion.ts";
import { configOf, type JudgeContext, judgePools } from "../verdict/judge.ts";

/** The same configs under the fleet in force and under the proposed one, each with the data sets that it declares. */
export function fleetChange(
  inForce: { readonly runs: readonly TrainingRun[]; readonly context: JudgeContext },
  proposed: { readonly runs: readonly TrainingRun[]; readonly context: JudgeContext },
): FleetChange {
  const others = new Map(proposed.runs.map((run) => [run.id, run]));
  const compared = inForce.runs.flatMap((run) => {
    const other = others.get(run.id);
    return other === undefined
      ? []
      : [{ id: run.id, inForce: verdictOf(run, inForce.context), proposed: verdictOf(other, proposed.context) }];
  });
  return { differing: compared.filter((each) => each.inForce !== each.proposed), judged: compared.length };
}

function verdictOf(run: TrainingRun, context: JudgeContext) {
  const { require } = context.rules.poolsFor(configOf(run));
  return overall(judgePools(run, context, "deciding"), require);
}
