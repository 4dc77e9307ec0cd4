import { formatGiB, GIB } from "../../src/bytes.ts";
import type { Timeline } from "../../src/memory/timeline.ts";
import { colorName, stackingOf } from "./categories.ts";
import { type Curves, heldAt, UNIT } from "./curves.ts";

export interface Limit {
  readonly name: string;
  readonly bytes: number;
}

/** The part of a run that is seen, in numbers of events. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

export interface Scene {
  readonly timeline: Timeline;
  readonly curves: Curves;
  readonly window: Window;
  /** Chosen with keys or pointer. */
  readonly moment: number;
  readonly outsideBytes: number;
  readonly limits: readonly Limit[];
  /** Top of the scale. */
  readonly mostBytes: number;
}

export interface Colors {
  readonly of: (name: string) => string;
}

export const MARGIN = { left: 52, right: 12, top: 22, bottom: 8 } as const;

/** Steps of the scale: 1, 2 or 5 times a power of ten, about five of them. */
function scaleStep(most: number): number {
  const rough = most / GIB / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5].find((step) => step * power >= rough) ?? 10) * power * GIB;
}

export interface Surface {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
}

export const plotWidth = (width: number): number => Math.max(1, width - MARGIN.left - MARGIN.right);

/** Draws the part of a run that is seen: live memory stacked by category, the reserved line, limits, phases, the moment. */
export function draw(scene: Scene, { context, width, height }: Surface, colors: Colors): void {
  const columns = Math.floor(plotWidth(width));
  const plot = height - MARGIN.top - MARGIN.bottom;
  const y = (bytes: number): number => MARGIN.top + plot * (1 - bytes / scene.mostBytes);
  const { from, to } = scene.window;
  const x = (event: number): number => MARGIN.left + ((event - from) / Math.max(1, to - from)) * columns;
  context.clearRect(0, 0, width, height);
  context.fillStyle = colors.of("--memory-ground");
  context.fillRect(0, 0, width, height);
  context.font = "11px system-ui, sans-serif";
  context.textBaseline = "middle";
  context.lineWidth = 1;
  drawScale(scene, { context, width, height }, { y, colors });

  const fullest = fullestOf(scene, columns);
  const level = new Float64Array(columns).fill(scene.outsideBytes);
  band(context, { color: colors.of(colorName("outside")), y, below: undefined, above: level });
  const { timeline, curves } = scene;
  const held = heldAt(timeline, curves, fullest);
  for (const category of stackingOf(timeline.categoryNames)) {
    const values = held[category];
    if (values === undefined) continue;
    const below = level.slice();
    let any = false;
    for (let column = 0; column < columns; column++) {
      const bytes = (values[column] ?? 0) * UNIT;
      any ||= bytes > 0;
      level[column] = (level[column] ?? 0) + bytes;
    }
    if (any)
      band(context, { color: colors.of(colorName(timeline.categoryNames[category] ?? "")), y, below, above: level });
  }
  const reserved = new Float64Array(columns);
  for (let column = 0; column < columns; column++)
    reserved[column] = scene.outsideBytes + (curves.reserved[fullest[column] ?? 0] ?? 0) * UNIT;
  band(context, { color: colors.of(colorName("slack")), y, below: level, above: reserved });
  line(context, colors.of("--memory-ink"), reserved, y);
  drawLimits(scene, { context, width, height }, { y, colors });
  drawPhases(scene, { context, width, height }, { x, colors });
  if (scene.moment >= from && scene.moment <= to) {
    context.strokeStyle = colors.of("--memory-ink");
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(x(scene.moment), MARGIN.top);
    context.lineTo(x(scene.moment), height - MARGIN.bottom);
    context.stroke();
  }
}

/** Of the events in each column the one with most memory in use: no peak is lost between two pixels. */
function fullestOf({ curves, window: { from, to } }: Scene, columns: number): Int32Array {
  const found = new Int32Array(columns);
  const { live, length } = curves;
  for (let column = 0; column < columns; column++) {
    const first = Math.min(length - 1, Math.floor(from + ((to - from) * column) / columns));
    const last = Math.min(length, Math.max(first + 1, Math.floor(from + ((to - from) * (column + 1)) / columns)));
    let best = first;
    for (let event = first + 1; event < last; event++) if ((live[event] ?? 0) > (live[best] ?? 0)) best = event;
    found[column] = best;
  }
  return found;
}

interface Band {
  readonly color: string;
  readonly y: (bytes: number) => number;
  /** undefined: from the foot. */
  readonly below: Float64Array | undefined;
  readonly above: Float64Array;
}

function band(context: CanvasRenderingContext2D, { color, y, below, above }: Band): void {
  const columns = above.length;
  context.fillStyle = color;
  context.beginPath();
  context.moveTo(MARGIN.left, y(below?.[0] ?? 0));
  for (let column = 0; column < columns; column++) {
    const top = y(above[column] ?? 0);
    context.lineTo(MARGIN.left + column, top);
    context.lineTo(MARGIN.left + column + 1, top);
  }
  for (let column = columns - 1; column >= 0; column--) {
    const bottom = y(below?.[column] ?? 0);
    context.lineTo(MARGIN.left + column + 1, bottom);
    context.lineTo(MARGIN.left + column, bottom);
  }
  context.closePath();
  context.fill();
}

function line(
  context: CanvasRenderingContext2D,
  color: string,
  values: Float64Array,
  y: (bytes: number) => number,
): void {
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.beginPath();
  for (let column = 0; column < values.length; column++) {
    const height = y(values[column] ?? 0);
    if (column === 0) context.moveTo(MARGIN.left, height);
    else context.lineTo(MARGIN.left + column, height);
    context.lineTo(MARGIN.left + column + 1, height);
  }
  context.stroke();
}

interface Vertical {
  readonly y: (bytes: number) => number;
  readonly colors: Colors;
}

function drawScale({ mostBytes }: Scene, { context, width }: Surface, { y, colors }: Vertical): void {
  const step = scaleStep(mostBytes);
  context.textAlign = "right";
  for (let bytes = 0; bytes <= mostBytes; bytes += step) {
    context.strokeStyle = colors.of("--memory-grid");
    context.beginPath();
    context.moveTo(MARGIN.left, Math.round(y(bytes)) + 0.5);
    context.lineTo(width - MARGIN.right, Math.round(y(bytes)) + 0.5);
    context.stroke();
    context.fillStyle = colors.of("--memory-muted");
    context.fillText(formatGiB(bytes as never), MARGIN.left - 4, y(bytes));
  }
}

function drawLimits(scene: Scene, { context, width }: Surface, { y, colors }: Vertical): void {
  context.textAlign = "right";
  for (const { name, bytes } of scene.limits) {
    if (bytes > scene.mostBytes) continue;
    context.strokeStyle = colors.of("--memory-limit");
    context.lineWidth = 1.5;
    context.setLineDash([6, 4]);
    context.beginPath();
    context.moveTo(MARGIN.left, y(bytes));
    context.lineTo(width - MARGIN.right, y(bytes));
    context.stroke();
    context.setLineDash([]);
    const text = `${name}: ${formatGiB(bytes as never)}`;
    const wide = context.measureText(text).width;
    context.fillStyle = colors.of("--memory-ground");
    context.fillRect(width - MARGIN.right - wide - 8, y(bytes) - 15, wide + 6, 13);
    context.fillStyle = colors.of("--memory-limit");
    context.fillText(text, width - MARGIN.right - 5, y(bytes) - 8);
  }
}

/** Narrower than this a phase's name is left out. */
const NAMED_FROM = 46;

function drawPhases(
  { timeline, curves, window }: Scene,
  { context, height }: Surface,
  { x, colors }: { readonly x: (event: number) => number; readonly colors: Colors },
): void {
  context.textAlign = "left";
  timeline.phases.forEach(({ at, name }, index) => {
    const end = timeline.phases[index + 1]?.at ?? curves.length;
    if (end <= window.from || at >= window.to) return;
    const left = Math.max(MARGIN.left, x(at));
    const right = x(Math.min(end, window.to));
    if (at > window.from) {
      context.strokeStyle = colors.of("--memory-grid");
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(left, 4);
      context.lineTo(left, height - MARGIN.bottom);
      context.stroke();
    }
    if (right - left < NAMED_FROM) return;
    context.save();
    context.beginPath();
    context.rect(left, 0, right - left - 2, MARGIN.top);
    context.clip();
    context.fillStyle = colors.of("--memory-muted");
    context.fillText(name, left + 4, 11);
    context.restore();
  });
}
