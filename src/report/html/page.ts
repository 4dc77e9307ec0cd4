import { inGiB } from "../../bytes.ts";
import type { Timelines } from "../../memory/estimate-types.ts";
import { problemText } from "../../problem.ts";
import type { RunVerdict } from "../../verdict/verdict.ts";
import { poolBefore } from "../config-table.ts";
import { headline, signOf } from "../headline.ts";
import { poolsInOrder } from "../matrix.ts";
import { reason } from "../reason.ts";
import { allProblems, inOrder, type Report } from "../report.ts";
import { cellText, needText, SIGN, shownPool } from "../words.ts";
import { Html, html, message } from "./html.ts";
import { runPart } from "./run-part.ts";
import { TimelineStore } from "./timelines.ts";
import viewer from "./viewer.json" with { type: "json" };

/** Runs that get a part of their own; the table has all. */
const MOST_PARTS = 100;

/** The report as one file that needs no network: a script of ours, named by its hash, and no other may run. */
export function reportHtml(report: Report, timelines: Timelines): string {
  const runs = inOrder(report.runs);
  const store = new TimelineStore(timelines);
  const anchors = new Map(runs.map((run, index) => [run, `run-${index}`]));
  const parts = runs.slice(0, MOST_PARTS).map((run) => runPart(run, anchors.get(run) ?? "", store));
  const { lead, rest } = reason(report);
  const policy = `default-src 'none'; script-src '${viewer.hash}'; style-src 'unsafe-inline'`;
  const data = store
    .entries()
    .map(([name, text]) => new Html(`<script type="text/plain" id="${name}">${text}</script>\n`));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>GPU memory: ${headline(report)}</title>
<style>${new Html(viewer.style)}</style>
</head>
<body>
<main>
<h1>${signOf(report)} GPU memory: ${headline(report)}</h1>
<p>${lead === "" ? "" : html`<strong>${message(lead)}</strong> `}${message(rest)}</p>
${configs(report, runs, anchors)}
${matrix(report, runs)}
${problems(report)}
${parts}
${store.leftOut > 0 ? html`<p class="muted">${store.leftOut} timelines had no room in this page.</p>` : ""}
</main>
<footer class="muted"><p>${footer(report)}</p></footer>
${data}<script>${new Html(viewer.script)}</script>
</body>
</html>
`.text;
}

function configs(report: Report, runs: readonly RunVerdict[], anchors: ReadonlyMap<RunVerdict, string>): Html {
  if (runs.length === 0) return html``;
  const compares = runs.some((run) => run.before !== undefined);
  const rows = runs.map((run) => {
    const pool = shownPool(run);
    const before = poolBefore(run, pool)?.needBytes;
    return html`<tr><th scope="row"><a href="#${anchors.get(run)}">${run.id}</a></th><td>${pool?.pool.name ?? "–"}</td>${compares ? html`<td class="number">${before === undefined ? "–" : inGiB(before)}</td>` : ""}<td class="number">${pool === undefined ? "–" : html`<data value="${pool.needBytes ?? ""}">${needText(pool)}</data>`}</td><td class="number">${pool === undefined ? "–" : inGiB(pool.limitBytes)}</td><td class="verdict ${run.verdict.replaceAll(" ", "-")}">${SIGN[run.verdict]} ${run.verdict}${run.waived ? ", waived" : ""}</td></tr>`;
  });
  return html`<div class="scroll"><table><caption>GiB, as nvidia-smi would show them; in parentheses the 95 % interval</caption><thead><tr><th scope="col">Config</th><th scope="col">${report.fleet.file === undefined ? "GPU" : "Pool"}</th>${compares ? html`<th scope="col">Before</th>` : ""}<th scope="col">${compares ? "After" : "Needs"}</th><th scope="col">Limit</th><th scope="col">Result</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function matrix(report: Report, runs: readonly RunVerdict[]): Html {
  const pools = poolsInOrder(report);
  const known = runs.filter((run) => run.pools.length > 0);
  if (pools.length < 2 || known.length === 0) return html``;
  const cell = (run: RunVerdict, name: string): Html => {
    const found = run.pools.find(({ pool }) => pool.name === name);
    if (found === undefined) return html`<td>–</td>`;
    return html`<td class="${found.verdict.replaceAll(" ", "-")}">${cellText(found)}${found.required ? html` <strong>required</strong>` : ""}</td>`;
  };
  const rows = known.map(
    (run) => html`<tr><th scope="row">${run.id}</th>${pools.map(({ name }) => cell(run, name))}</tr>`,
  );
  return html`<div class="scroll"><table><caption>Every config on every pool: share of the pool's limit, and where the peak lies</caption><thead><tr><th scope="col">Config</th>${pools.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function problems(report: Report): Html {
  const all = allProblems(report);
  if (all.length === 0) return html``;
  return html`<details><summary>${all.length} ${all.length === 1 ? "remark" : "remarks"} on the files</summary><ul>${all.map((each) => html`<li>${problemText(each)}</li>`)}</ul></details>`;
}

function footer({ provenance: { head, base, version, at } }: Report): string {
  const commits =
    head === undefined ? [] : [`${head.slice(0, 7)}${base === undefined ? "" : ` against ${base.slice(0, 7)}`}`];
  return [...commits, `gpu-memory ${version}`, `${at.slice(0, 16).replace("T", " ")} UTC`].join(" · ");
}
