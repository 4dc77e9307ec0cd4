import { formatGiB } from "../bytes.ts";
import { aligned } from "./aligned.ts";
import { code } from "./escape.ts";
import { details, list } from "./markdown.ts";
import { inOrder, type Report } from "./report.ts";

interface Line {
  readonly id: string;
  readonly pool: string;
  readonly how: string;
  readonly figure: string;
}

/** Cheaper pools that configs would fit too, on request. */
function lines({ runs }: Report): readonly Line[] {
  return inOrder(runs).flatMap(({ id, run, smaller = [] }) =>
    smaller.map(({ pool, batch, needBytes, limitBytes }) => ({
      id,
      pool: pool.name,
      how: batch === run?.arguments.batch ? "as it is" : `with batch ${batch}`,
      figure: `${formatGiB(needBytes)} of ${formatGiB(limitBytes)}`,
    })),
  );
}

export function smallerText(report: Report): string {
  const rows = lines(report).map(({ id, pool, how, figure }) => [id, pool, how, figure]);
  return rows.length === 0 ? "" : aligned([["ALSO FITS", "POOL", "HOW", "NEEDS"], ...rows]);
}

export function smallerPart(report: Report): string {
  const all = lines(report).map(({ id, pool, how, figure }) => `${code(id)} on ${code(pool)} ${how}: ${figure}`);
  return all.length === 0 ? "" : details("<b>Cheaper pools that would do</b>", list(all));
}
