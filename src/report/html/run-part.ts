import { bytes, formatGiB, inGiB } from "../../bytes.ts";
import type { Estimated } from "../../memory/estimate-types.ts";
import { problemText } from "../../problem.ts";
import type { PoolVerdict, RunVerdict } from "../../verdict/verdict.ts";
import { breakdownRows } from "../breakdown.ts";
import { calibrationText } from "../calibration.ts";
import { poolBefore } from "../config-table.ts";
import { unknownReasons } from "../report.ts";
import {
  changeText,
  happening,
  missOf,
  needText,
  percentOfLimit,
  phaseText,
  runText,
  SIGN,
  shownPool,
  signedGiB,
} from "../words.ts";
import { bars } from "./bars.ts";
import { type Html, html, message } from "./html.ts";
import type { TimelineStore } from "./timelines.ts";

interface Described {
  readonly title: string;
  readonly outsideBytes: number;
  readonly limits: readonly { readonly name: string; readonly bytes: number }[];
  readonly source: string;
}

/** Everything about one config: verdict, bars, where the memory goes, its timeline before and after, and what helps. */
export function runPart(run: RunVerdict, anchor: string, store: TimelineStore): Html {
  const pool = shownPool(run);
  const head = html`<h2 id="${anchor}">${SIGN[run.verdict]} ${run.id}</h2>`;
  if (pool?.estimate.status !== "estimated") return html`<section class="run">${head}${unknown(run)}</section>`;
  const before = poolBefore(run, pool);
  return html`<section class="run">${head}
<p><span class="verdict ${run.verdict.replaceAll(" ", "-")}">${run.verdict}</span> on <code>${pool.pool.name}</code> (${pool.pool.device.name}): needs ${needText(pool)} GiB of ${inGiB(pool.limitBytes)}, ${percentOfLimit(pool)}. <span class="muted">${runText(run)}</span></p>
${verdictLine(pool)}${causes(run)}${fixes(run)}
${bars([...(before === undefined ? [] : [{ name: "before", pool: before }]), { name: before === undefined ? "this run" : "after", pool }])}
${whereItGoes(pool, before)}
${timelines(run, pool, { before, store })}
${phases(pool.estimate)}${assumed(run, pool, pool.estimate)}</section>`;
}

function unknown(run: RunVerdict): Html {
  const reasons = unknownReasons(run).map(
    ({ code, message: text, remedy, place }) =>
      html`<li><code>${code}</code>: ${message(text)} ${remedy === undefined ? "" : message(remedy)}${place === undefined ? "" : html` <span class="muted">${place.file}:${place.line}</span>`}</li>`,
  );
  const problems = run.problems.map((problem) => html`<li>${problemText(problem)}</li>`);
  return html`<p class="verdict UNKNOWN">UNKNOWN</p><ul>${reasons}${problems}</ul>`;
}

function verdictLine(pool: PoolVerdict): Html {
  if (pool.verdict === "FITS") return html``;
  const what = happening(pool.outcome);
  return html`<p>It ${message(missOf(pool))}.${what === undefined ? "" : ` It ${what}.`}</p>`;
}

function causes({ causes: all }: RunVerdict): Html {
  if (all.length === 0) return html``;
  const rows = all.map(
    (cause) =>
      html`<li>${message(changeText(cause))}${cause.growthBytes === undefined ? "" : `: ${signedGiB(cause.growthBytes)}`}</li>`,
  );
  return html`<p>${all.length === 1 ? "Changed:" : "Changed, each alone:"}</p><ul>${rows}</ul>`;
}

function fixes({ advice }: RunVerdict): Html {
  if (advice.length === 0) return html``;
  const rows = advice.map(
    (each) =>
      html`<li>${message(each.change)}: ${formatGiB(each.needBytes)} of ${formatGiB(each.limitBytes)} on <code>${each.pool.name}</code>; ${message(each.effect)}</li>`,
  );
  return html`<p>${advice.length === 1 ? "This makes it fit:" : "Any one of these makes it fit:"}</p><ul>${rows}</ul>`;
}

function whereItGoes(pool: PoolVerdict, before: PoolVerdict | undefined): Html {
  if (pool.estimate.status !== "estimated") return html``;
  const compares = before?.estimate.status === "estimated";
  const rows = breakdownRows(pool, before).map(
    ({ name, before: earlier, after }) =>
      html`<tr><th scope="row">${name}</th>${compares ? html`<td class="number">${inGiB(earlier ?? bytes(0))}</td>` : ""}<td class="number"><data value="${after}">${inGiB(after)}</data></td>${compares ? html`<td class="number">${signedGiB(after - (earlier ?? 0))}</td>` : ""}</tr>`,
  );
  return html`<div class="scroll"><table><caption>Where the memory goes at the peak, in ${phaseText(pool.estimate.peakPhase)}; GiB</caption><thead><tr><th scope="col">Part</th>${compares ? html`<th scope="col">Before</th>` : ""}<th scope="col">${compares ? "After" : "GiB"}</th>${compares ? html`<th scope="col">Change</th>` : ""}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function timelines(
  run: RunVerdict,
  pool: PoolVerdict,
  { before, store }: { readonly before: PoolVerdict | undefined; readonly store: TimelineStore },
): Html {
  const states = [
    ...(run.before === undefined || before === undefined
      ? []
      : [{ title: "Before", run: run.before.run, pool: before }]),
    ...(run.run === undefined
      ? []
      : [{ title: before === undefined ? "Memory over the run" : "After", run: run.run, pool }]),
  ];
  const described = states.flatMap(({ title, run: state, pool: on }): Described[] => {
    const source = on.estimate.status === "estimated" ? store.add(state, on) : undefined;
    if (source === undefined || on.estimate.status !== "estimated") return [];
    const limits = [{ name: on.pool.name, bytes: on.limitBytes }, ...otherLimits(run, on)];
    return [{ title, outsideBytes: on.estimate.outsideAllocatorBytes, limits, source }];
  });
  if (described.length === 0) return html`<p class="muted">No room for its timeline in this page.</p>`;
  return html`<div class="timelines" data-timelines="${JSON.stringify(described)}"><p class="muted">The timeline is drawn by a script, which this viewer does not run; the tables hold the numbers.</p></div>`;
}

/** The limits of the other pools: a picture shows those that are near. */
const otherLimits = (run: RunVerdict, shown: PoolVerdict): Described["limits"] =>
  run.pools
    .filter(({ pool, limitBytes }) => pool.name !== shown.pool.name && limitBytes !== shown.limitBytes)
    .map(({ pool, limitBytes }) => ({ name: pool.name, bytes: limitBytes }));

function phases(estimate: Estimated): Html {
  const rows = Object.entries(estimate.phases).map(
    ([name, peaks]) =>
      html`<tr><th scope="row">${name}</th><td class="number"><data value="${peaks.livePeakBytes}">${inGiB(peaks.livePeakBytes)}</data></td><td class="number"><data value="${peaks.reservedPeakBytes}">${inGiB(peaks.reservedPeakBytes)}</data></td></tr>`,
  );
  return html`<details><summary>Peaks by phase</summary><table><caption>In the allocator, GiB</caption><thead><tr><th scope="col">Phase</th><th scope="col">Live</th><th scope="col">Reserved</th></tr></thead><tbody>${rows}</tbody></table></details>`;
}

function assumed({ run, problems }: RunVerdict, pool: PoolVerdict, estimate: Estimated): Html {
  const calibrated = calibrationText(pool);
  const texts = [
    ...(calibrated === undefined ? [] : [calibrated]),
    ...(run?.assumptions ?? []).map(({ text }) => text),
    ...estimate.notes,
    ...problems.map((problem) => problemText(problem)),
  ];
  if (texts.length === 0) return html``;
  return html`<details><summary>Assumed and remarked</summary><ul>${texts.map((text) => html`<li>${message(text)}</li>`)}</ul></details>`;
}
