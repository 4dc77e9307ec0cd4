import { markdownTable } from "markdown-table";
import { formatGiB, inGiB } from "../bytes.ts";
import type { PoolVerdict, RunVerdict } from "../verdict/verdict.ts";
import { breakdownTable } from "./breakdown.ts";
import { changesOf } from "./changes-of.ts";
import { code, escapeMarkdown, escapePath } from "./escape.ts";
import { COMMENT_CHARACTERS, VISIBLE_FIXES, VISIBLE_ROWS } from "./limits.ts";
import { inOrder, type Report } from "./report.ts";
import { happening, headline, missOf, needText, percentOfLimit, runText, SIGN, shownPool, signOf } from "./words.ts";

const details = (title: string, body: string, open = false): string =>
  `<details${open ? " open" : ""}><summary>${title}</summary>\n\n${body}\n\n</details>`;

const short = (sha: string | undefined): string => sha?.slice(0, 7) ?? "";

function link(report: Report, run: RunVerdict): string {
  const file = run.run?.place.file ?? run.id.replace(/#\d+$/, "");
  const { repositoryUrl, head } = report.provenance;
  const text = code(run.id);
  if (repositoryUrl === undefined || head === undefined) return text;
  const line = run.run?.places["batch"]?.line ?? run.run?.place.line ?? 1;
  return `[${text}](${repositoryUrl}/blob/${head}/${escapePath(file)}#L${line})`;
}

const samePool = (run: RunVerdict, pool: PoolVerdict): PoolVerdict | undefined =>
  run.before?.pools.find((each) => each.pool.name === pool.pool.name);

function row(report: Report, run: RunVerdict): string[] {
  const pool = shownPool(run);
  const before = pool && samePool(run, pool);
  const isNew = report.occasion === "pull-request" && run.before === undefined ? " 🆕" : "";
  if (pool === undefined) return [`${link(report, run)}${isNew}`, "–", "–", "–", "–", `${SIGN.UNKNOWN} UNKNOWN`];
  const result = `${SIGN[run.verdict]} ${run.verdict}${pool.needBytes === undefined ? "" : ` (${percentOfLimit(pool)})`}`;
  return [
    `${link(report, run)}${isNew}`,
    code(pool.pool.name),
    before?.needBytes === undefined ? "–" : inGiB(before.needBytes),
    pool.verdict === "DOES NOT FIT" ? `**${needText(pool)}**` : needText(pool),
    inGiB(pool.limitBytes),
    result,
  ];
}

function table(report: Report, runs: readonly RunVerdict[]): string {
  const header = ["Config", report.fleet.file === undefined ? "GPU" : "Pool", "Before", "After", "Limit", "Result"];
  const rows = runs.map((run) => row(report, run));
  const withBefore = runs.some((run) => run.before !== undefined);
  const columns = withBefore ? [0, 1, 2, 3, 4, 5] : [0, 1, 3, 4, 5];
  const pick = (cells: readonly string[]): string[] =>
    columns.map((column) => (!withBefore && cells === header && column === 3 ? "Needs" : (cells[column] ?? "")));
  const align = ["l", "l", "r", "r", "r", "l"];
  return markdownTable([pick(header), ...rows.map(pick)], { align: columns.map((column) => align[column] ?? "l") });
}

/** Line 2: the reason and the size of the miss, or what is worth knowing when nothing is missed. */
function reason(ordered: readonly RunVerdict[]): string {
  const [first] = ordered;
  if (first === undefined) return "";
  const changes = changesOf(first);
  const cause =
    changes.length === 0
      ? ""
      : ` ${changes.length === 1 ? "The only change is" : "Changed:"} ${changes.slice(0, 3).join(", ")}.`;
  const pool = shownPool(first);
  if (first.unknown !== undefined || pool?.estimate.status === "unknown") {
    const why = first.unknown?.[0] ?? (pool?.estimate.status === "unknown" ? pool.estimate.reason : undefined);
    const place = why?.place === undefined ? "" : ` (${code(`${why.place.file}:${why.place.line}`)})`;
    return `${code(first.id)}: ${escapeMarkdown(why?.message ?? "")}${place}`;
  }
  if (pool === undefined) return "";
  if (first.verdict === "FITS")
    return `${code(first.id)} needs ${formatGiB(pool.needBytes ?? pool.limitBytes)} of ${formatGiB(pool.limitBytes)} on ${code(pool.pool.name)}.${cause}`;
  const what = happening(pool.outcome);
  return `**${code(first.id)} ${missOf(pool)}**${what === undefined ? "." : `; it ${what}.`}${cause}`;
}

function fixes(run: RunVerdict): string {
  if (run.advice.length === 0) return "";
  const pool = run.advice[0]?.pool.name ?? "";
  const lines = run.advice
    .slice(0, VISIBLE_FIXES)
    .map(
      (advice) =>
        `- ${code(advice.change)} gives ${formatGiB(advice.needBytes)} (${Math.round((100 * advice.needBytes) / advice.limitBytes)} % of ${code(advice.pool.name)}): ${advice.effect}.`,
    );
  return `**To make ${code(run.id)} fit ${code(pool)}, any one of:**\n${lines.join("\n")}`;
}

function whereItGoes(run: RunVerdict, open: boolean): string {
  const pool = shownPool(run);
  if (pool === undefined || pool.estimate.status !== "estimated") return "";
  const title = `<b>Where the memory goes</b>: ${escapeMarkdown(run.id)} (${escapeMarkdown(runText(run))})`;
  const peak = `Peak in ${pool.estimate.peakPhase === "training" ? "a training step" : `the ${pool.estimate.peakPhase}`}, in GiB:`;
  return details(title, `${peak}\n\n${breakdownTable(pool, samePool(run, pool))}`, open);
}

function matrix(report: Report, runs: readonly RunVerdict[]): string {
  const pools = report.fleet.pools.map((pool) => pool.name);
  const cell = (run: RunVerdict, name: string): string => {
    const found = run.pools.find((pool) => pool.pool.name === name);
    if (found === undefined) return "–";
    return `${SIGN[found.verdict]} ${percentOfLimit(found)}${found.required ? " **required**" : ""}`.trim();
  };
  const header = [
    "Config",
    ...report.fleet.pools.map(
      (pool) =>
        `${code(pool.name)} (${inGiB(runs[0]?.pools.find((each) => each.pool.name === pool.name)?.limitBytes ?? pool.device.totalBytes)})`,
    ),
  ];
  const body = markdownTable([header, ...runs.map((run) => [code(run.id), ...pools.map((name) => cell(run, name))])]);
  return details("<b>Every config on every pool</b>", `${body}\n\nShare of each pool's limit; limits in GiB.`);
}

function assumptions(report: Report, runs: readonly RunVerdict[]): string {
  const lines = new Set<string>();
  for (const run of runs) {
    for (const assumption of run.run?.assumptions ?? []) lines.add(escapeMarkdown(assumption.text));
    for (const pool of run.pools) {
      if (pool.estimate.status === "estimated") for (const note of pool.estimate.notes) lines.add(escapeMarkdown(note));
      for (const note of pool.pool.notes) lines.add(`${code(pool.pool.name)}: ${escapeMarkdown(note)}`);
    }
  }
  const { base, head } = report.provenance;
  const reproduce =
    base === undefined || head === undefined
      ? []
      : [
          `Same result offline: ${code(`gpu-memory check --base ${short(base)} --head ${short(head)} --format markdown`)}`,
        ];
  const unchecked =
    report.unchanged === 0
      ? []
      : [`Not checked: ${report.unchanged} unchanged ${report.unchanged === 1 ? "config" : "configs"}.`];
  const all = [...lines, ...unchecked, ...reproduce];
  return all.length === 0
    ? ""
    : details("<b>Assumptions, limits, reproduce</b>", all.map((line) => `- ${line}`).join("\n"));
}

function problems(report: Report): string {
  const all = [...report.problems, ...report.runs.flatMap((run) => run.problems)];
  if (all.length === 0) return "";
  const lines = all.map((problem) =>
    `- ${code(`${problem.file}:${problem.line}:${problem.column}`)} ${escapeMarkdown(problem.message)} ${escapeMarkdown(problem.remedy ?? "")}`.trim(),
  );
  return details(
    `<b>${all.length === 1 ? "1 remark" : `${all.length} remarks`} on the files</b>`,
    lines.join("\n"),
    report.runs.some((run) => run.unknown !== undefined),
  );
}

function fleetLine(report: Report): string {
  const change = report.fleetChange;
  if (change === undefined) return "";
  const n = change.differing.length;
  const effect =
    n === 0
      ? "no verdict would change with it"
      : `${n} ${n === 1 ? "verdict" : "verdicts"} would change with it: ${change.differing
          .slice(0, 3)
          .map((each) => `${code(each.id)} ${each.now} → ${each.then}`)
          .join(", ")}`;
  return `**${code(change.file)} changed here.** Limits and policy are those of the base until this is merged; ${effect}.`;
}

function footer(report: Report): string {
  const { head, base, version, at, runUrl } = report.provenance;
  const commits =
    head === undefined ? "" : `${short(head)}${base === undefined ? "" : ` against merge base ${short(base)}`} · `;
  const run = runUrl === undefined ? "" : ` · [run](${runUrl})`;
  const how = report.fleet.file === undefined ? ` · no fleet file: judged by common GPUs, never failing` : "";
  return `<sub>${commits}gpu-memory ${version} · ${at.slice(0, 16).replace("T", " ")} UTC${run}${how} · updated in place</sub>`;
}

/** The report as a comment, without marker. Details go first where it would be too long, then rows. */
export function commentBody(report: Report): string {
  const ordered = inOrder(report.runs);
  const failing = ordered.filter((run) => run.verdict === "DOES NOT FIT");
  const levels = [
    { rows: VISIBLE_ROWS, breakdowns: 10, matrix: true },
    { rows: VISIBLE_ROWS, breakdowns: 1, matrix: false },
    { rows: VISIBLE_ROWS, breakdowns: 0, matrix: false },
  ];
  let body = "";
  for (const level of levels) {
    const rest = ordered.length - level.rows;
    const parts = [
      `### ${signOf(report)} GPU memory: ${headline(report)}`,
      [fleetLine(report), reason(ordered)].filter((line) => line !== "").join("\n\n"),
      ordered.length === 0 ? "" : table(report, ordered.slice(0, level.rows)),
      rest > 0 ? `${rest} more in the job summary.` : "",
      ordered.length === 0
        ? ""
        : "Values in GiB as nvidia-smi would show them; the range holds 95 of 100 measured runs.",
      failing[0] === undefined ? "" : fixes(failing[0]),
      ...failing.slice(0, level.breakdowns).map((run) => whereItGoes(run, failing.length === 1)),
      level.matrix && report.fleet.pools.length > 1 && ordered.length > 0 ? matrix(report, ordered.slice(0, 50)) : "",
      problems(report),
      assumptions(report, ordered),
      footer(report),
    ];
    body = parts.filter((part) => part !== "").join("\n\n");
    if (body.length <= COMMENT_CHARACTERS) return `${body}\n`;
  }
  return `${body.slice(0, COMMENT_CHARACTERS)}\n\n…\n`;
}
