import type { Report, Since, VerdictThen } from "../report/report.ts";
import { decisive } from "../verdict/conclusion.ts";
import type { RunVerdict } from "../verdict/verdict.ts";

/** What a later audit finds otherwise than an earlier one: new and removed runs, other verdicts, other conclusions. */
export function sinceAudit(earlier: Report, now: Report): Since {
  const [then, present] = [byId(earlier), byId(now)];
  const ids = [...new Set([...then.keys(), ...present.keys()])].sort();
  const changes = ids.flatMap((id) => {
    const [before, after] = [then.get(id), present.get(id)];
    const same = before?.verdict === after?.verdict && before?.conclusion === after?.conclusion;
    return same ? [] : [{ id, ...(before && { before: told(before) }), ...(after && { after: told(after) }) }];
  });
  const { head } = earlier.provenance;
  return { ...(head === undefined ? {} : { commit: head }), changes };
}

const byId = ({ runs }: Report): ReadonlyMap<string, RunVerdict> => new Map(runs.map((run) => [run.id, run]));

function told(run: RunVerdict): VerdictThen {
  const pool = decisive(run.pools, run);
  return {
    verdict: run.verdict,
    waived: run.waived,
    ...(pool === undefined ? {} : { pool: pool.pool.name }),
    ...(pool?.needBytes === undefined ? {} : { needBytes: pool.needBytes }),
  };
}
