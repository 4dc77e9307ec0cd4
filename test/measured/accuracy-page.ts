import { markdownTable } from "markdown-table";
import { answersOf } from "./answers.ts";
import { BARS, limitOf, metricOf } from "./bars.ts";
import { countedFiles, GROUPINGS, type Grouping } from "./groups.ts";
import { type GroupMargin, type HeldOut, leaveOneFamilyOut, type Miss, marginsOf, missesOf } from "./margins.ts";
import reasons from "./reasons.json" with { type: "json" };
import {
  type Answered,
  autoBatchPicks,
  batchOutcomes,
  type Comparison,
  comparisons,
  median,
  type Quantity,
  summary,
} from "./score.ts";

const percent = (value: number): string => (Number.isNaN(value) ? "" : `${value.toFixed(2)} %`);
const signed = (value: number): string => (Number.isNaN(value) ? "" : `${value > 0 ? "+" : ""}${value.toFixed(2)} %`);

/** The three peaks of the tables. Those of predictions stand with those of training. */
const PEAKS: readonly { readonly name: string; readonly of: readonly Quantity[] }[] = [
  { name: "live", of: ["trainLivePeak", "predictLivePeak"] },
  { name: "reserved", of: ["trainReservedPeak", "predictReservedPeak"] },
  { name: "reserved after validation", of: ["validationReservedPeak"] },
];

const compared = (answers: readonly Answered[], of: readonly Quantity[]): readonly Comparison[] =>
  of.flatMap((quantity) => comparisons(answers, quantity));

/** One line: how many runs and how many of them without an estimate, then median, p95 and worst of each peak. */
function groupRow(name: string, answers: readonly Answered[]): readonly string[] {
  const [live, reserved, later] = PEAKS.map(({ of }) => summary(compared(answers, of)));
  const errors = [live!, reserved!, later!].map((each) =>
    each.n === each.unknown ? "" : [each.median, each.p95, Math.abs(each.worst)].map((x) => x.toFixed(2)).join(" / "),
  );
  return [
    name,
    String(reserved!.n),
    String(reserved!.unknown),
    ...errors,
    String(reserved!.under),
    String(reserved!.exact),
  ];
}

const HEADER = ["runs", "n", "unknown", ...PEAKS.map(({ name }) => name), "under", "to the byte"];
const ALIGN = ["l", "r", "r", "r", "r", "r", "r", "r"] as const;

function groupTable({ title, groups }: Grouping, answers: readonly Answered[]): string {
  const rows = groups
    .map(({ name, rows: has }) =>
      groupRow(
        name,
        answers.filter(({ row }) => has(row)),
      ),
    )
    .filter(([, n]) => n !== "0");
  return `### ${title}\n\n${markdownTable([HEADER, ...rows], { align: [...ALIGN] })}`;
}

/** What the estimates are held to, and where they stand. */
function barTable(): string {
  const rows = BARS.flatMap((bars) =>
    bars.bars.map((bar) => {
      const answers = answersOf(bars.file).filter(({ row }) => bars.rows(row));
      const value = metricOf(summary(comparisons(answers, bar.quantity)), bar);
      const show = (x: number): string => (bar.metric === "unknown" ? String(x) : percent(x));
      const met = value <= bar.goal ? "yes" : `no, held at ${show(limitOf(bar))}`;
      return [bars.name, bar.quantity, bar.metric, show(bar.goal), show(value), met];
    }),
  );
  const table = [["runs", "quantity", "metric", "goal", "now", "reached"], ...rows];
  return `### Goals\n\n${markdownTable(table, { align: ["l", "l", "l", "r", "r", "l"] })}`;
}

function limitTable(): string {
  const rows = ["h200-8.4.190-capped", "failing-8.4.190"].map((file) => {
    const outcomes = batchOutcomes(answersOf(file));
    const count = (test: (said: number, measured: number) => boolean): string =>
      String(outcomes.filter(({ said, measured }) => said !== undefined && test(said, measured)).length);
    return [
      file,
      String(outcomes.length),
      count((said, measured) => said === measured),
      count((said, measured) => said < measured),
      count((said, measured) => said > measured),
    ];
  });
  const table = [["runs", "n", "right", "said smaller", "said larger (dangerous)"], ...rows];
  return `### Batch after the first epoch, allocator limited\n\n${markdownTable(table, { align: ["l", "r", "r", "r", "r"] })}`;
}

function autoBatchTable(): string {
  const answers = answersOf("autobatch-8.4.190");
  const rows = autoBatchPicks(answers).map(({ id, measured, said }) => {
    const { model, batch, imgsz } = { ...answers.find(({ row }) => row.id === id)?.row.train };
    const error = said === undefined ? "" : signed((100 * (said - measured)) / measured);
    return [id, `${model}, batch ${batch}, imgsz ${imgsz}`, String(measured), String(said ?? "unknown"), error];
  });
  const table = [["run", "what", "picked", "said", "error"], ...rows];
  return `### The batch that AutoBatch picks\n\n${markdownTable(table, { align: ["l", "l", "r", "r", "r"] })}`;
}

const WORST = 10;

/** The runs whose largest reserved peak is furthest from its estimate. */
function worstTable(misses: readonly Miss[], answers: readonly Answered[]): string {
  const worst = [...misses].sort((a, b) => distance(b) - distance(a)).slice(0, WORST);
  const rows = worst.map((miss) => {
    const row = answers.find((each) => each.row.id === miss.id)?.row;
    const { model, batch, imgsz } = { ...row?.train, ...row?.predict };
    const error = 100 * (1 / (1 + miss.share) - 1);
    const reason = (reasons as Readonly<Record<string, string>>)[miss.id] ?? "not explained";
    return [miss.id, `${model}, batch ${batch}, imgsz ${imgsz}`, signed(error), reason];
  });
  const table = [["run", "what", "error", "reason"], ...rows];
  return `### The ten worst\n\nOf the largest reserved peak of all phases.\n\n${markdownTable(table, { align: ["l", "l", "r", "l"] })}`;
}

/** |estimate / measured - 1| */
const distance = ({ share }: Miss): number => Math.abs(1 / (1 + share) - 1);

const medianWidth = (outcomes: readonly HeldOut[]): number =>
  median(outcomes.map(({ width }) => width).sort((a, b) => a - b));

function intervalRow(name: string, outcomes: readonly HeldOut[], margin: GroupMargin | undefined): readonly string[] {
  const covered = outcomes.filter((each) => each.covered).length;
  const ends = margin === undefined ? "" : `-${percent(100 * margin.below)}, +${percent(100 * margin.above)}`;
  return [
    name,
    String(outcomes.length),
    ends,
    outcomes.length === 0 ? "" : `${((100 * covered) / outcomes.length).toFixed(1)} %`,
    percent(medianWidth(outcomes)),
  ];
}

/** Coverage of the intervals, each family of models under the margins that all others give. */
function intervalTable(misses: readonly Miss[]): string {
  const margins = marginsOf(misses);
  const heldOut = leaveOneFamilyOut(misses);
  const rows = margins
    .filter(({ group }) => heldOut.some((each) => each.group === group))
    .map((margin) =>
      intervalRow(
        margin.group,
        heldOut.filter(({ group }) => group === margin.group),
        margin,
      ),
    );
  const table = [
    ["group", "n", "interval", "coverage, family left out", "median width, family left out"],
    ...rows,
    intervalRow("all", heldOut, undefined),
  ];
  return `### Intervals\n\n${markdownTable(table, { align: ["l", "r", "r", "r", "r"] })}`;
}

/** Everything that is generated of the accuracy page, in Markdown. */
export function accuracyTables(): string {
  const answers = countedFiles.flatMap(answersOf);
  const misses = missesOf(answers);
  return [
    ...GROUPINGS.map((grouping) => groupTable(grouping, answers)),
    barTable(),
    limitTable(),
    autoBatchTable(),
    worstTable(misses, answers),
    intervalTable(misses),
  ].join("\n\n");
}
