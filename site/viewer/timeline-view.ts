import { bytes, formatGiB, inMiB } from "../../src/bytes.ts";
import type { Timeline } from "../../src/memory/timeline.ts";
import { categoryText, colorName, stackingOf } from "./categories.ts";
import { type Curves, curvesOf, heldAt, holdingsAt, phaseAt, stepAt, UNIT } from "./curves.ts";
import { draw, type Limit, MARGIN, plotWidth, type Window } from "./draw.ts";
import { button, element, table } from "./element.ts";

export interface TimelineOptions {
  readonly title: string;
  readonly timeline: Timeline;
  /** What the process holds beside the allocator: the foot of the stack. */
  readonly outsideBytes: number;
  readonly limits: readonly Limit[];
  /** Top of the scale, where several pictures share one. */
  readonly mostBytes?: number;
}

/** Rows of the table of tensors. */
const SHOWN_HOLDINGS = 12;
const HEIGHT = 260;
const FEWEST_EVENTS = 24;
const ZOOM = 1.6;

/** What a picture's scale must reach: its own memory and the limits, unless they are far above. */
export function scaleOf(curves: Curves, outsideBytes: number, limits: readonly Limit[]): number {
  const need = curves.reservedPeak * UNIT + outsideBytes;
  const near = limits.map(({ bytes: limit }) => limit).filter((limit) => limit < 2.5 * need);
  return Math.max(need, ...near, 1) * 1.06;
}

/** A picture of a run's memory to look around in, by pointer, by keys, and as text. */
export class TimelineView {
  readonly root: HTMLElement;
  readonly curves: Curves;
  private readonly options: TimelineOptions;
  private readonly canvas = element("canvas", { "aria-hidden": "true" });
  private readonly plot: HTMLElement;
  private readonly told = element("div", {
    class: "timeline-moment",
    tabindex: 0,
    role: "group",
    "aria-label": "At this moment",
  });
  private readonly legend = element("ul", { class: "timeline-legend" });
  private window: Window;
  private moment: number;
  private most: number;
  /** The width for which it was drawn last. */
  private painted = 0;
  private due = 0;
  private toldDue: ReturnType<typeof setTimeout> | undefined;
  private grip: { readonly x: number; readonly window: Window; moved: boolean } | undefined;

  constructor(options: TimelineOptions, curves = curvesOf(options.timeline)) {
    this.options = options;
    this.curves = curves;
    this.window = { from: 0, to: curves.length - 1 };
    this.moment = Math.min(options.timeline.peakEvent + 1, curves.length - 1);
    this.most = options.mostBytes ?? scaleOf(curves, options.outsideBytes, options.limits);
    this.plot = element(
      "div",
      {
        class: "timeline-plot",
        role: "slider",
        tabindex: 0,
        "aria-label": `${options.title}: moment of the run`,
        "aria-valuemin": 0,
        "aria-valuemax": curves.length - 1,
        "aria-description":
          "Arrow keys move, with Shift by one event; page keys go from phase to phase, P to the peak; plus, minus and 0 zoom.",
      },
      this.canvas,
    );
    this.root = element(
      "figure",
      { class: "timeline" },
      element("figcaption", {}, options.title),
      this.toolbar(),
      this.plot,
      this.legend,
      this.told,
    );
    this.listen();
    this.tell();
    new ResizeObserver(() => {
      if (this.plot.clientWidth !== this.painted) this.refresh();
    }).observe(this.plot);
  }

  /** Draws at the next frame; several wishes until then are one. */
  refresh(): void {
    if (this.due !== 0) return;
    this.due = requestAnimationFrame(() => {
      this.due = 0;
      this.paint();
    });
  }

  /** Draws now: for frames that are counted, and for print. */
  paint(): void {
    const width = this.plot.clientWidth;
    if (width === 0) return;
    this.painted = width;
    const ratio = window.devicePixelRatio || 1;
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(HEIGHT * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(HEIGHT * ratio);
    }
    const context = this.canvas.getContext("2d");
    if (context === null) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const style = getComputedStyle(this.root);
    const known = new Map<string, string>();
    const of = (name: string): string => {
      const color = known.get(name) ?? (style.getPropertyValue(name).trim() || "#888");
      known.set(name, color);
      return color;
    };
    const { timeline, outsideBytes, limits } = this.options;
    const { curves, window: seen, moment } = this;
    draw(
      { timeline, curves, window: seen, moment, outsideBytes, limits, mostBytes: this.most },
      { context, width, height: HEIGHT },
      { of },
    );
  }

  /** Shows the state after so many events, and keeps it within the window. */
  moveTo(moment: number): void {
    this.moment = Math.round(Math.min(Math.max(moment, 0), this.curves.length - 1));
    const { from, to } = this.window;
    const span = to - from;
    if (this.moment < from) this.look(this.moment - span * 0.1, span);
    else if (this.moment > to) this.look(this.moment - span * 0.9, span);
    this.tell();
    this.refresh();
  }

  /** Zooms around a moment; factors above 1 show less of the run. */
  zoom(factor: number, around = this.moment): void {
    const { from, to } = this.window;
    const span = Math.max(FEWEST_EVENTS, Math.min(this.curves.length - 1, (to - from) / factor));
    const share = (around - from) / Math.max(1, to - from);
    this.look(around - span * Math.min(1, Math.max(0, share)), span);
    this.refresh();
  }

  private look(from: number, span: number): void {
    const last = this.curves.length - 1;
    const start = Math.max(0, Math.min(from, last - span));
    this.window = { from: start, to: Math.min(last, start + span) };
  }

  private whole(): void {
    this.look(0, this.curves.length - 1);
    this.refresh();
  }

  private peak(): void {
    this.moveTo(this.options.timeline.peakEvent + 1);
  }

  private phase(direction: 1 | -1): void {
    const starts = this.options.timeline.phases.map(({ at }) => at);
    const next =
      direction === 1 ? starts.find((at) => at > this.moment) : starts.filter((at) => at < this.moment).at(-1);
    this.moveTo(next ?? (direction === 1 ? this.curves.length - 1 : 0));
  }

  private toolbar(): HTMLElement {
    return element(
      "div",
      { class: "timeline-tools", role: "group", "aria-label": "Look around" },
      button("+", "Zoom in", () => this.zoom(ZOOM)),
      button("−", "Zoom out", () => this.zoom(1 / ZOOM)),
      button("Whole run", "Show the whole run", () => this.whole()),
      button("Peak", "Go to the peak", () => this.peak()),
    );
  }

  private eventAt(clientX: number): number {
    const box = this.plot.getBoundingClientRect();
    const share = (clientX - box.left - MARGIN.left) / plotWidth(box.width);
    return this.window.from + Math.min(1, Math.max(0, share)) * (this.window.to - this.window.from);
  }

  private listen(): void {
    const { plot } = this;
    plot.addEventListener("keydown", (event) => this.key(event));
    plot.addEventListener("pointerdown", (event) => {
      plot.setPointerCapture(event.pointerId);
      this.grip = { x: event.clientX, window: this.window, moved: false };
    });
    plot.addEventListener("pointermove", (event) => {
      const { grip } = this;
      if (grip === undefined) return;
      const moved = event.clientX - grip.x;
      if (Math.abs(moved) > 3) grip.moved = true;
      if (!grip.moved) return;
      const span = grip.window.to - grip.window.from;
      this.look(grip.window.from - (moved / plotWidth(plot.clientWidth)) * span, span);
      this.refresh();
    });
    plot.addEventListener("pointerup", (event) => {
      if (this.grip !== undefined && !this.grip.moved) this.moveTo(this.eventAt(event.clientX));
      this.grip = undefined;
    });
    // The page scrolls as ever; the wheel zooms with Ctrl (as a pinch does) or where the picture has the focus.
    plot.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey && document.activeElement !== plot) return;
        event.preventDefault();
        this.zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, this.eventAt(event.clientX));
      },
      { passive: false },
    );
    plot.addEventListener("dblclick", (event) => this.zoom(ZOOM * ZOOM, this.eventAt(event.clientX)));
  }

  private key(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    const column = Math.max(1, (this.window.to - this.window.from) / plotWidth(this.plot.clientWidth));
    const step = event.shiftKey ? 1 : column * 4;
    const acts: Readonly<Record<string, () => void>> = {
      ArrowRight: () => this.moveTo(this.moment + step),
      ArrowUp: () => this.moveTo(this.moment + step),
      ArrowLeft: () => this.moveTo(this.moment - step),
      ArrowDown: () => this.moveTo(this.moment - step),
      PageDown: () => this.phase(1),
      PageUp: () => this.phase(-1),
      Home: () => this.moveTo(0),
      End: () => this.moveTo(this.curves.length - 1),
      p: () => this.peak(),
      P: () => this.peak(),
      "+": () => this.zoom(ZOOM),
      "=": () => this.zoom(ZOOM),
      "-": () => this.zoom(1 / ZOOM),
      "0": () => this.whole(),
    };
    const act = acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  }

  /** Numbers at once, the table of tensors when the moment rests: it goes through all events before it. */
  private tell(): void {
    const { timeline, outsideBytes } = this.options;
    const { curves, moment } = this;
    const live = (curves.live[moment] ?? 0) * UNIT;
    const reserved = (curves.reserved[moment] ?? 0) * UNIT;
    const step = stepAt(timeline, moment);
    const phase = phaseAt(timeline, moment);
    const where = `${phase}${phase === "training" && step > 0 ? `, step ${step}` : ""}`;
    const text = `${where}, event ${moment} of ${curves.length - 1}: ${formatGiB(bytes(live))} live, ${formatGiB(bytes(reserved))} reserved, ${formatGiB(bytes(reserved + outsideBytes))} with CUDA's own`;
    this.plot.setAttribute("aria-valuenow", String(moment));
    this.plot.setAttribute("aria-valuetext", text);
    const item = (name: string, held: number) =>
      element(
        "li",
        {},
        element("span", { class: "swatch", style: `background:var(${colorName(name)})` }),
        `${categoryText(name)} `,
        element("data", { value: held }, formatGiB(bytes(held))),
      );
    const now = heldAt(timeline, curves, [moment]);
    const parts = stackingOf(timeline.categoryNames).map((index) => ({
      name: timeline.categoryNames[index] ?? "",
      held: (now[index]?.[0] ?? 0) * UNIT,
    }));
    this.legend.replaceChildren(
      ...(outsideBytes > 0 ? [item("outside", outsideBytes)] : []),
      ...parts.filter(({ held }) => held > 0).map(({ name, held }) => item(name, held)),
      item("slack", reserved - live),
    );
    const line = element("p", {}, text);
    const known = this.told.querySelector("table");
    this.told.replaceChildren(line, ...(known === null ? [] : [known]));
    clearTimeout(this.toldDue);
    if (known === null) this.tellHoldings();
    else this.toldDue = setTimeout(() => this.tellHoldings(), 120);
  }

  private tellHoldings(): void {
    const { timeline } = this.options;
    const holdings = holdingsAt(timeline, this.moment);
    const rest = holdings.slice(SHOWN_HOLDINGS);
    const row = (name: string, cells: readonly (string | Node)[], held: number) => [
      name,
      ...cells,
      element("data", { value: held }, inMiB(bytes(held))),
    ];
    const rows = holdings
      .slice(0, SHOWN_HOLDINGS)
      .map(({ module, operation, category, bytes: held, blocks }) =>
        row(
          module === "" ? "–" : module,
          [operation, categoryText(timeline.categoryNames[category] ?? ""), String(blocks)],
          held,
        ),
      );
    if (rest.length > 0)
      rows.push(
        row(
          `${rest.length} more groups`,
          ["", "", String(rest.reduce((sum, each) => sum + each.blocks, 0))],
          rest.reduce((sum, each) => sum + each.bytes, 0),
        ),
      );
    const made = table(
      "Tensors that hold the memory at this moment",
      ["Module", "Operation", "For", "Blocks", "MiB"],
      rows,
      [3, 4],
    );
    this.told.querySelector("table")?.remove();
    this.told.append(made);
  }
}

/** Draws all views anew when the scheme changes and for print, whose colors are other ones. */
export function followScheme(views: () => Iterable<TimelineView>): void {
  const again = (): void => {
    for (const view of views()) view.paint();
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  window.addEventListener("beforeprint", again);
  window.addEventListener("afterprint", again);
}
