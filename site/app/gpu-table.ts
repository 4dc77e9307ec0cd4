import { inGiB } from "../../src/bytes.ts";
import { element } from "../viewer/element.ts";
import { COLUMNS, type Column, type GpuRow } from "./question.ts";
import { need, SIGN, verdictClass } from "./words.ts";

const HEAD = ["GPU", "Total, GiB", "Needs, GiB", "Verdict", "Largest batch", "Largest imgsz", "AutoBatch picks"];

/** The table over all GPUs, filled row by row, smallest card first. */
export class GpuTable {
  readonly root: HTMLElement;
  private readonly body = element("tbody");
  private readonly rows = new Map<string, { readonly row: GpuRow; readonly line: HTMLTableRowElement }>();
  /** What is known of the present question, by GPU. */
  private readonly values = new Map<string, Map<Column, string>>();
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

  /** Another question: rows stay, greyed, until new ones come. */
  begin(): void {
    this.values.clear();
    this.root.classList.add("old");
    this.state.textContent = "Working out all GPUs …";
  }

  fill(rows: readonly GpuRow[]): void {
    this.root.classList.remove("old");
    for (const row of rows) {
      const line = lineOf(row, this.values.get(row.name));
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
    this.tell();
  }

  /** One cell; its row may come later. */
  put(gpu: string, column: Column, text: string): void {
    const values = this.values.get(gpu) ?? new Map<Column, string>();
    this.values.set(gpu, values.set(column, text));
    const cell = this.rows.get(gpu)?.line.querySelector(`[data-column=${column}]`);
    if (cell) cell.textContent = text;
    this.tell();
  }

  private tell(): void {
    const whole = [...this.values.values()].filter(({ size }) => size === COLUMNS.length).length;
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

function lineOf(
  { name, totalBytes, judged }: GpuRow,
  values: ReadonlyMap<Column, string> | undefined,
): HTMLTableRowElement {
  return element(
    "tr",
    { "data-gpu": name },
    element("th", { scope: "row" }, name),
    element("td", { class: "number" }, element("data", { value: totalBytes }, inGiB(totalBytes))),
    element("td", { class: "number" }, need(judged)),
    element("td", { class: verdictClass(judged.verdict) }, `${SIGN[judged.verdict]} ${judged.verdict}`),
    ...COLUMNS.map((column) => element("td", { class: "number", "data-column": column }, values?.get(column) ?? "…")),
  );
}
