import { inGiB } from "../../src/bytes.ts";
import { element } from "../viewer/element.ts";
import type { GpuRow } from "./question.ts";
import { need, SIGN, verdictClass } from "./words.ts";

const HEAD = ["GPU", "Total, GiB", "Needs, GiB", "Verdict", "Largest batch", "Largest imgsz", "AutoBatch picks"];

/** The table over all GPUs, filled row by row, smallest card first. */
export class GpuTable {
  readonly root: HTMLElement;
  private readonly body = element("tbody");
  private readonly rows = new Map<string, { readonly row: GpuRow; readonly line: HTMLTableRowElement }>();
  private readonly filter = element("input", { type: "search", placeholder: "T4, 24 GB, MIG …" });
  private readonly state = element("p", { class: "muted", role: "status" });

  constructor() {
    this.filter.addEventListener("input", () => this.sift());
    const head = element("tr", {}, ...HEAD.map((text) => element("th", { scope: "col" }, text)));
    this.root = element(
      "div",
      {},
      element("p", {}, element("label", {}, "Only GPUs named ", this.filter)),
      this.state,
      element(
        "div",
        { class: "scroll tall", tabindex: 0, role: "region", "aria-label": "All GPUs" },
        element(
          "table",
          {},
          element("caption", {}, "In parentheses the 95 % interval. Largest values with all else kept."),
          element("thead", {}, head),
          this.body,
        ),
      ),
    );
  }

  /** Empties the table for another question; rows stay, greyed, until new ones come. */
  begin(): void {
    this.root.classList.add("old");
    this.state.textContent = "Working out all GPUs …";
  }

  fill(rows: readonly GpuRow[]): void {
    this.root.classList.remove("old");
    for (const row of rows) {
      const line = lineOf(row);
      const known = this.rows.get(row.name);
      this.rows.set(row.name, { row, line });
      if (known !== undefined) known.line.replaceWith(line);
      else {
        const next = [...this.rows.values()]
          .filter((each) => each.row.name !== row.name && isAfter(each.row, row))
          .sort((a, b) => (isAfter(a.row, b.row) ? 1 : -1))[0];
        this.body.insertBefore(line, next?.line ?? null);
      }
      this.siftLine(row, line);
    }
    const whole = [...this.rows.values()].filter(({ row }) => row.largestBatch !== undefined).length;
    this.state.textContent = `${this.rows.size} GPUs judged, ${whole} of them with their largest values.`;
  }

  /** Told by each worker that shares the table; the last one counts. */
  progress(state: "judged" | "milliseconds", milliseconds: number): void {
    const known = Number(this.root.dataset[state] ?? 0);
    this.root.dataset[state] = String(Math.max(known, Math.round(milliseconds)));
  }

  private sift(): void {
    for (const { row, line } of this.rows.values()) this.siftLine(row, line);
  }

  private siftLine(row: GpuRow, line: HTMLTableRowElement): void {
    line.hidden = !row.name.toLowerCase().includes(this.filter.value.trim().toLowerCase());
  }
}

const isAfter = (a: GpuRow, b: GpuRow): boolean =>
  a.totalBytes > b.totalBytes || (a.totalBytes === b.totalBytes && a.name > b.name);

function lineOf({ name, totalBytes, judged, largestBatch, largestImgsz, autoBatch }: GpuRow): HTMLTableRowElement {
  return element(
    "tr",
    { "data-gpu": name },
    element("th", { scope: "row" }, name),
    element("td", { class: "number" }, element("data", { value: totalBytes }, inGiB(totalBytes))),
    element("td", { class: "number" }, need(judged)),
    element("td", { class: verdictClass(judged.verdict) }, `${SIGN[judged.verdict]} ${judged.verdict}`),
    element("td", { class: "number" }, largestBatch ?? "…"),
    element("td", { class: "number" }, largestImgsz ?? "…"),
    element(
      "td",
      { class: "number" },
      autoBatch === undefined ? (largestBatch === undefined ? "…" : "–") : String(autoBatch),
    ),
  );
}
