import type { Estimator } from "../memory/estimate-types.ts";
import { compare, notMeasured } from "./compare.ts";
import type { Finding } from "./finding.ts";
import type { MeasuredRecord } from "./measured-record.ts";
import type { LeftOut, SmokeTest } from "./smoke-tests.ts";

export interface Evidence {
  /** The commit that was to be measured. */
  readonly commit: string;
  readonly records: readonly MeasuredRecord[];
  /** Pools for which no runner took the job. */
  readonly unanswered: ReadonlySet<string>;
}

/** One finding for each test and for each run that was left out, in their order; records that nobody asked for count for nothing. */
export function findings(
  planned: { readonly tests: readonly SmokeTest[]; readonly leftOut: readonly LeftOut[] },
  { commit, records, unanswered }: Evidence,
  estimator: Estimator,
): readonly Finding[] {
  const found = planned.tests.map((test) => {
    const pool = test.predicted.pool.name;
    const record = records.find((each) => each.id === test.run.id && each.pool === pool && each.commit === commit);
    if (record !== undefined) return compare(test, record, estimator);
    return unanswered.has(pool)
      ? notMeasured(test, "no-runner", `no runner answered for the pool \`${pool}\``)
      : notMeasured(test, "no-record", "its job ended without a record");
  });
  const leftOut = planned.leftOut.map(({ id, pool = "", why }): Finding => {
    return { kind: "not-measured", id, pool, reason: "left-out", why: lowerFirst(why.replace(/\.$/, "")) };
  });
  return [...found, ...leftOut];
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
