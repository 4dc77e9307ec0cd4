import { bytes, formatGiB, inMiB } from "../../src/bytes.ts";
import type { Timeline } from "../../src/memory/timeline.ts";
import { curvesOf } from "../viewer/curves.ts";
import { button, element, table } from "../viewer/element.ts";
import { scaleOf, TimelineView } from "../viewer/timeline-view.ts";
import { newWorker } from "./new-worker.ts";
import type { PageQuestion, ReadyMessage } from "./question.ts";
import type { RecordingAnswer, RecordingAsk } from "./recording.ts";

type Replayed = Extract<RecordingAnswer, { kind: "replayed" }>;

/** Differences that are listed. */
const SHOWN = 20;

/** The part of the page where a recording of a real run is dropped, replayed, drawn and compared with the prediction. */
export class RecordingPart {
  readonly root: HTMLElement;
  private readonly told = element("p", { role: "status" });
  private readonly shown = element("div");
  private readonly question: () => PageQuestion;
  private readonly take: (text: string) => void;
  private file: File | undefined;
  private worker: Worker | undefined;
  private made: TimelineView[] = [];

  constructor(question: () => PageQuestion, take: (text: string) => void) {
    this.question = question;
    this.take = take;
    const input = element("input", { type: "file", accept: ".pickle,.pkl,.json,.gz", id: "recording-file" });
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      if (file !== undefined) void this.open(file);
    });
    this.root = element(
      "div",
      {},
      element(
        "p",
        {},
        "Drop a memory snapshot of a real run here (",
        element("code", {}, "torch.cuda.memory._dump_snapshot()"),
        "), or a trace of this project. It is replayed through our allocator, drawn, and compared with the prediction for the config above. It stays in this browser.",
      ),
      element("p", {}, element("label", { for: "recording-file" }, "Snapshot or trace: "), input),
      this.told,
      this.shown,
    );
  }

  views(): readonly TimelineView[] {
    return this.made;
  }

  /** Reads it in a worker of its own: an older one that is still at work is ended. */
  async open(file: File): Promise<void> {
    this.file = file;
    this.worker?.terminate();
    this.told.textContent = `Reading ${file.name} …`;
    const worker = newWorker();
    this.worker = worker;
    await new Promise<void>((done) => {
      worker.addEventListener("message", ({ data }: MessageEvent<RecordingAnswer | ReadyMessage>) => {
        if (data.kind === "ready") return;
        this.show(data);
        worker.terminate();
        done();
      });
      worker.addEventListener("error", (event) => {
        this.told.textContent = `${file.name} can't be read: ${event.message}`;
        done();
      });
      worker.postMessage({ kind: "recording", file, question: this.question() } satisfies RecordingAsk);
    });
  }

  private again(): void {
    if (this.file !== undefined) void this.open(this.file);
  }

  private show(answer: RecordingAnswer): void {
    if (answer.kind === "refused") {
      this.told.textContent = `${answer.name}: ${answer.why}`;
      this.shown.replaceChildren();
      return;
    }
    this.told.textContent = replayText(answer);
    const own = answer.line;
    const tools = element(
      "p",
      { class: "actions" },
      own === undefined
        ? undefined
        : button(
            "Ask about the trace's own run",
            "Ask about the trace's own run: it is put above, and compared with",
            () => {
              this.take(own);
              this.again();
            },
          ),
      button("Compare again", "Compare again, with the config as it is above now", () => this.again()),
    );
    this.shown.replaceChildren(tools, this.pictures(answer), comparisonView(answer));
  }

  private pictures({ name, replayed, predicted }: Replayed): HTMLElement {
    const states: { title: string; timeline: Timeline }[] = [
      { title: `Recorded: ${name}`, timeline: replayed.timeline },
    ];
    if (predicted.kind === "answered" && predicted.timeline !== undefined)
      states.push({ title: `Predicted: ${predicted.run.text}`, timeline: predicted.timeline });
    const drawn = states.map((state) => ({ ...state, curves: curvesOf(state.timeline), outsideBytes: 0, limits: [] }));
    const mostBytes = Math.max(...drawn.map(({ curves }) => scaleOf(curves, 0, [])));
    this.made = drawn.map(({ curves, ...options }) => new TimelineView({ ...options, mostBytes }, curves));
    return element("div", { class: "timelines" }, ...this.made.map(({ root }) => root));
  }
}

function replayText({ name, source, isWhole, replayed }: Replayed): string {
  const { reservedPeakBytes: ours, recordedPeakBytes: real, partsAt, timeline } = replayed;
  const peaks =
    ours === real
      ? `our allocator reserves ${formatGiB(bytes(ours))} at most, to the byte what was recorded`
      : `our allocator reserves ${formatGiB(bytes(ours))} at most, recorded were ${formatGiB(bytes(real))}`;
  const parting = partsAt === undefined || ours === real ? "" : `; they part at event ${partsAt} of the recording`;
  const part = isWhole ? "" : " The history does not reach back to the start: what was held before is not in it.";
  return `${name}: a ${source} of ${timeline.events.length} requests and frees; ${peaks}${parting}.${part}`;
}

function comparisonView({ comparison, predicted, replayed }: Replayed): HTMLElement {
  if (comparison === undefined || predicted.kind !== "answered" || predicted.judged.estimate.status !== "estimated")
    return element("p", {}, "There is no prediction for the config above to compare with.");
  const { estimate } = predicted.judged;
  const off = (100 * (estimate.reservedPeakBytes - replayed.recordedPeakBytes)) / replayed.recordedPeakBytes;
  const summary = element(
    "p",
    { class: "comparison" },
    `Predicted are ${formatGiB(estimate.reservedPeakBytes)} reserved, ${off.toFixed(2)} % off what was recorded. `,
    comparison.first === undefined
      ? `All ${comparison.recorded} requests and frees above 1 MiB are the same, in the same order.`
      : `Of ${comparison.recorded} recorded and ${comparison.predicted} predicted requests and frees above 1 MiB `,
    comparison.first === undefined ? "" : partingText(comparison),
  );
  const { differing } = comparison;
  if (differing === undefined || comparison.first === undefined) return element("div", {}, summary);
  const rows = [
    ...differing.missing.map((each) => ({ ...each, side: "recorded only" })),
    ...differing.extra.map((each) => ({ ...each, side: "predicted only" })),
  ];
  const cells = rows
    .slice(0, SHOWN)
    .map(({ side, event, what, who }) => [
      side,
      String(event),
      what.startsWith("-") ? "free" : "request",
      inMiB(bytes(Math.abs(Number(what)))),
      who,
    ]);
  return element(
    "div",
    {},
    summary,
    element(
      "div",
      { class: "scroll" },
      table(
        `The first ${cells.length} of ${rows.length} differences`,
        ["Where", "Event", "What", "MiB", "Who asks"],
        cells,
        [1, 3],
      ),
    ),
  );
}

function partingText({ first, differing }: NonNullable<Replayed["comparison"]>): string {
  const side = (each: { readonly what: string; readonly who: string; readonly event: number } | undefined): string =>
    each === undefined
      ? "the end"
      : `${each.what.startsWith("-") ? "a free" : "a request"} of ${inMiB(bytes(Math.abs(Number(each.what))))} MiB by ${each.who || "the start-up"} (event ${each.event})`;
  const count =
    differing === undefined
      ? "too many differ to be listed"
      : `${differing.missing.length + differing.extra.length} differ`;
  return `${count}. They part first at ${side(first?.recorded)} of the recording, where ${side(first?.predicted)} was predicted.`;
}
