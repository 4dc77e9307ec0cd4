import type { Bytes } from "../bytes.ts";
import type { Fleet, Policy, Pool, Waiver } from "../fleet/fleet.ts";
import type { Estimator } from "../memory/estimate-types.ts";
import type { Problem } from "../problem.ts";
import type { Model, TrainingRun, UnknownRun } from "../training/training-run.ts";
import { advise, checkpointed } from "./advice/advise.ts";
import { causes } from "./cause.ts";
import { conclude, decisive, overall } from "./conclusion.ts";
import { judgePool } from "./pool-verdict.ts";
import { smallerPools } from "./right-size.ts";
import type { PoolVerdict, RunVerdict } from "./verdict.ts";
import { isWaived } from "./waiver.ts";

/** What the fleet stage answers, handed in by the composition. */
export interface FleetRules {
  readonly fleet: Fleet;
  /** By all files that a run goes through. */
  poolsFor(files: readonly string[]): {
    readonly pools: readonly Pool[];
    readonly required: readonly Pool[];
    readonly require: "any" | "all";
  };
  limitBytes(pool: Pool, policy: Policy): Bytes;
  waiverFor(files: readonly string[], pool: string): Waiver | undefined;
}

export interface JudgeContext {
  readonly rules: FleetRules;
  readonly estimator: Estimator;
  /** What image sizes of a model are rounded to. */
  readonly strideOf: (model: Model) => number;
  /** ISO date. */
  readonly today: string;
  /** Whether cheaper pools are looked for. */
  readonly rightSize?: boolean;
}

/** The files by which rules and waivers find a run: where it is written first, then all others that it goes through. */
export const configOf = ({ place, files }: Pick<TrainingRun, "place" | "files">): readonly string[] => [
  ...new Set([place.file, ...files]),
];

/** A run on every pool, required ones first; or on those alone that decide. */
export function judgePools(
  run: TrainingRun,
  context: JudgeContext,
  which: "all" | "deciding" = "all",
): readonly PoolVerdict[] {
  const { rules, estimator } = context;
  const { pools, required } = rules.poolsFor(configOf(run));
  const asked = which === "deciding" && required.length > 0 ? required : pools;
  return asked.map((pool) => {
    const waiver = rules.waiverFor(configOf(run), pool.name);
    const question = {
      run,
      pool,
      required: required.includes(pool),
      limitBytes: rules.limitBytes(pool, rules.fleet.policy),
      ...(waiver === undefined ? {} : { waiver }),
    };
    return judgePool(question, estimator);
  });
}

export interface RunQuestion {
  readonly run: TrainingRun;
  /** The same config at the merge base. */
  readonly before?: TrainingRun | undefined;
  readonly problems: readonly Problem[];
}

/** Everything that is said about one run: verdict on every pool, conclusion, advice, the state before. */
export function judgeRun(question: RunQuestion, context: JudgeContext): RunVerdict {
  const { run, before, problems } = question;
  const { require } = context.rules.poolsFor(configOf(run));
  const pools = judgePools(run, context);
  const verdict = overall(pools, require);
  const shown = decisive(pools, { verdict, require });
  const judged = { run, pools, require, verdict };
  const conclusion = conclude(pools, { fleet: context.rules.fleet, require, today: context.today });
  const missed = verdict === "DOES NOT FIT" || (verdict === "TIGHT" && conclusion !== "pass");
  const needsCode = missed ? checkpointed(judged, context) : undefined;
  return {
    id: run.id,
    place: run.place,
    files: configOf(run),
    ...judged,
    conclusion,
    waived: verdict === "DOES NOT FIT" && shown !== undefined && isWaived(shown, context.today),
    ...(before === undefined ? {} : { before: { run: before, pools: judgePools(before, context, "deciding") } }),
    causes: before && shown ? causes({ before, after: run }, shown.pool.device, context.estimator) : [],
    advice: missed ? advise(judged, context) : [],
    ...(needsCode === undefined ? {} : { checkpointed: needsCode }),
    ...(context.rightSize ? { smaller: smallerPools(run, judged, { fits: shown, context }) } : {}),
    problems,
  };
}

/** A config that could not be made into a run follows the policy for UNKNOWN. */
export function judgeUnknown(unknown: UnknownRun, problems: readonly Problem[], context: JudgeContext): RunVerdict {
  const { fleet } = context.rules;
  return {
    id: unknown.id,
    place: unknown.place,
    files: unknown.files,
    unknown: unknown.reasons,
    pools: [],
    require: "any",
    verdict: "UNKNOWN",
    conclusion: fleet.file === undefined && fleet.policy.unknown === "fail" ? "warn" : fleet.policy.unknown,
    waived: false,
    causes: [],
    advice: [],
    problems,
  };
}
