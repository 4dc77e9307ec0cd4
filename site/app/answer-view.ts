import { bytes, formatGiB, inGiB } from "../../src/bytes.ts";
import { CATEGORIES, type Estimated, type PhaseName } from "../../src/memory/estimate-types.ts";
import type { Advice } from "../../src/verdict/verdict.ts";
import { categoryText, colorName } from "../viewer/categories.ts";
import { element, table } from "../viewer/element.ts";
import type { PageAnswer } from "./question.ts";
import { accuracyText, gib, need, SIGN, sentence, verdictClass } from "./words.ts";

type Answered = Extract<PageAnswer, { kind: "answered" }>;

/** Text with names in backticks: those become code. */
export function marked(text: string): HTMLElement {
  const parts = text.split(/`([^`]*)`/);
  return element("span", {}, ...parts.map((part, index) => (index % 2 === 1 ? element("code", {}, part) : part)));
}

export function verdictView({ judged, run, accuracy }: Answered): HTMLElement {
  return element(
    "div",
    { class: "answer-verdict" },
    element("p", { class: `big ${verdictClass(judged.verdict)}` }, `${SIGN[judged.verdict]} ${judged.verdict}`),
    element("p", {}, sentence(judged)),
    element(
      "p",
      {},
      "Needs ",
      need(judged),
      " GiB of ",
      gib(judged.limitBytes, "limit"),
      ", as nvidia-smi shows them.",
    ),
    element("p", { class: "muted" }, run.text, run.more > 0 ? ` (the first of ${run.more + 1} runs in the text)` : ""),
    element(
      "p",
      { class: "muted accuracy" },
      `${accuracyText(accuracy)} `,
      element("a", { href: "docs/accuracy.html" }, "How accurate is this?"),
    ),
  );
}

/** One stacked bar up to the limit, and the same as a table. */
export function barView({ judged }: Answered): HTMLElement {
  const { estimate, limitBytes } = judged;
  if (estimate.status !== "estimated") return element("div");
  const parts = partsOf(estimate);
  const total = judged.needBytes ?? 0;
  const most = Math.max(total, limitBytes) * 1.02;
  const share = (size: number): string => `${((100 * size) / most).toFixed(3)}%`;
  const bar = element(
    "div",
    { class: "bar", role: "img", "aria-label": `${formatGiB(bytes(total))} of ${formatGiB(limitBytes)}` },
    ...parts.map(([name, size]) =>
      element("span", { style: `width:${share(size)};background:var(${colorName(name)})` }),
    ),
    element("span", { class: "limit", style: `left:${share(limitBytes)}` }),
  );
  const rows = parts
    .filter(([, size]) => size > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([name, size]) => [
      element(
        "span",
        {},
        element("span", { class: "swatch", style: `background:var(${colorName(name)})` }),
        categoryText(name),
      ),
      element("data", { value: size, "data-name": name }, inGiB(bytes(size))),
      `${((100 * size) / total).toFixed(0)} %`,
    ]);
  return element(
    "div",
    {},
    bar,
    element(
      "div",
      { class: "side-by-side" },
      table("Where it goes at the peak", ["Part", "GiB", "Share"], rows, [1, 2]),
      phaseTable(estimate),
    ),
  );
}

const partsOf = (estimate: Estimated): readonly (readonly [string, number])[] => [
  ["outside", estimate.outsideAllocatorBytes],
  ...CATEGORIES.map((category) => [category, estimate.breakdown[category]] as const),
];

function phaseTable(estimate: Estimated): HTMLElement {
  const entries = Object.entries(estimate.phases) as [
    PhaseName,
    { livePeakBytes: number; reservedPeakBytes: number },
  ][];
  const rows = entries.map(([name, peaks]) => [
    name,
    element("data", { value: peaks.livePeakBytes, "data-name": `${name}: live` }, inGiB(bytes(peaks.livePeakBytes))),
    element(
      "data",
      { value: peaks.reservedPeakBytes, "data-name": `${name}: reserved` },
      inGiB(bytes(peaks.reservedPeakBytes)),
    ),
  ]);
  return table("Peaks by phase, in the allocator", ["Phase", "Live", "Reserved"], rows, [1, 2]);
}

export function assumedView({ run }: Answered): HTMLElement {
  const texts = [...new Set([...run.assumptions.map(({ text }) => text), ...run.notes])];
  return element(
    "details",
    {},
    element("summary", {}, `${texts.length} ${texts.length === 1 ? "thing is" : "things are"} assumed`),
    element("ul", {}, ...texts.map((text) => element("li", {}, marked(text)))),
  );
}

export function fixesView(fixes: readonly Advice[]): HTMLElement {
  if (fixes.length === 0) return element("div");
  return element(
    "div",
    {},
    element("p", { class: "heading" }, fixes.length === 1 ? "This makes it fit" : "Any one of these makes it fit"),
    element(
      "ul",
      {},
      ...fixes.map((each) =>
        element(
          "li",
          {},
          marked(each.change),
          ": ",
          gib(each.needBytes),
          " of ",
          gib(each.limitBytes),
          "; ",
          marked(each.effect),
        ),
      ),
    ),
  );
}
