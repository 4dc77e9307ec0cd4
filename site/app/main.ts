import "../style/base.css";
import "../style/timeline.css";
import "../style/report.css";
import "../style/app.css";
import { button, element } from "../viewer/element.ts";
import { followScheme, TimelineView } from "../viewer/timeline-view.ts";
import { addressOf, questionIn } from "./address.ts";
import { assumedView, barView, fixesView, verdictView } from "./answer-view.ts";
import { Editor } from "./editor.ts";
import { fleetFile } from "./fleet-file.ts";
import { GpuTable } from "./gpu-table.ts";
import { newWorker } from "./new-worker.ts";
import type {
  AnswerMessage,
  AskMessage,
  BehindMessage,
  PageAnswer,
  PageQuestion,
  ReadyMessage,
  StopMessage,
  TableMessage,
} from "./question.ts";
import { RecordingPart } from "./recording-part.ts";
import { TEXT_FILE } from "./text-file.ts";

/** Workers that share the table, as many as can be of use; they stop as soon as another question is asked. */
const TABLE_WORKERS = Math.max(1, Math.min(3, navigator.hardwareConcurrency || 2));
/** What is typed faster than this asks for one table. */
const TABLE_PAUSE = 350;

type Field = "gpu" | "ultralytics" | "torch" | "images" | "labelsMean" | "labelsMost";

class Page {
  private question: PageQuestion = questionIn(location.hash);
  private id = 0;
  private view: TimelineView | undefined;
  private readonly editor = new Editor(() => this.typed());
  private readonly gpus = new GpuTable();
  private readonly verdict = element("div", { "aria-live": "polite" });
  private readonly bars = element("div");
  private readonly fixes = element("div");
  private readonly picture = element("div");
  private readonly assumed = element("div");
  private readonly given = element("ul", { class: "given" });
  private readonly told = element("p", { class: "muted", role: "status" });
  private readonly fields = new Map<Field, HTMLInputElement | HTMLSelectElement>();
  private readonly recording = new RecordingPart(
    () => this.question,
    (text) => this.take({ ...this.question, text }),
  );
  private readonly answerer = newWorker();
  private behind: Worker[] = [];
  /** Workers that have done their part of the table for the present question. */
  private finished = 0;
  /** When the engine was loaded. */
  private readyAt: number | undefined;
  private due: ReturnType<typeof setTimeout> | undefined;

  start(): void {
    this.build();
    this.show();
    this.answerer.addEventListener("message", ({ data }: MessageEvent<AnswerMessage | ReadyMessage>) => {
      if (data.kind === "ready") this.ready(data);
      else if (data.id === this.id) this.answered(data);
    });
    for (let index = 0; index < TABLE_WORKERS; index++) {
      const worker = newWorker();
      worker.addEventListener("message", ({ data }: MessageEvent<BehindMessage | ReadyMessage>) => {
        if (data.kind !== "ready") this.came(data);
      });
      this.behind.push(worker);
    }
    window.addEventListener("hashchange", () => {
      const asked = questionIn(location.hash);
      if (addressOf(asked) !== addressOf(this.question)) this.take(asked);
    });
    followScheme(() => [...(this.view === undefined ? [] : [this.view]), ...this.recording.views()]);
    this.ask();
  }

  private build(): void {
    const field = (name: Field, text: string, input: HTMLInputElement | HTMLSelectElement) => {
      this.fields.set(name, input);
      input.addEventListener("input", () => this.take({ ...this.question, [name]: input.value }));
      return element("label", {}, `${text} `, input);
    };
    const box = (placeholder: string, mode = "text") =>
      element("input", { type: "text", inputmode: mode, placeholder, size: 10 });
    const files = element("input", { type: "file", multiple: true, accept: ".yaml,.yml,.sh,.py,.txt,.json,.jsonl" });
    files.addEventListener("change", () => void this.addFiles([...(files.files ?? [])]));
    document.querySelector("#question")?.append(
      element("label", { for: "config", class: "heading" }, "Train config, model file or yolo train line"),
      this.editor.root,
      element(
        "div",
        { class: "fields" },
        field("gpu", "GPU", element("select", { id: "gpu" })),
        field("ultralytics", "Ultralytics", box("8.4.190")),
        field("torch", "torch", box("2.11.0")),
        field("images", "Training images", box("not said", "numeric")),
        field("labelsMean", "Labels an image, mean", box("7.3", "decimal")),
        field("labelsMost", "at most", box("93", "decimal")),
      ),
      element("p", {}, element("label", {}, "Open a config, and files that it names (model, data): ", files)),
      this.given,
      element(
        "p",
        { class: "actions" },
        button("Copy the link", "Copy the link to this answer", () => void this.share()),
        button("Fleet file", "Fleet file to start from, as a download", () => this.download()),
      ),
      this.told,
    );
    document.querySelector("#answer")?.append(this.verdict, this.fixes, this.bars, this.assumed);
    document.querySelector("#timeline")?.append(this.picture);
    document.querySelector("#gpus")?.append(this.gpus.root);
    document.querySelector("#recording")?.append(this.recording.root);
    document.body.addEventListener("dragover", (event) => event.preventDefault());
    document.body.addEventListener("drop", (event) => {
      event.preventDefault();
      void this.addFiles([...(event.dataTransfer?.files ?? [])]);
    });
  }

  private ready({ gpus }: ReadyMessage): void {
    this.readyAt = performance.now();
    this.listGpus(gpus);
  }

  private listGpus(names: readonly string[]): void {
    const select = this.fields.get("gpu");
    if (select === undefined) return;
    select.replaceChildren(...names.map((name) => element("option", { value: name }, name)));
    this.show();
  }

  private show(): void {
    if (this.editor.input.value !== this.question.text) {
      this.editor.input.value = this.question.text;
      this.editor.mark([], []);
    }
    for (const [name, input] of this.fields) {
      // A name in an address may be an alias, which the list of canonical names has not.
      if (input instanceof HTMLSelectElement && ![...input.options].some(({ value }) => value === this.question[name]))
        input.prepend(element("option", { value: this.question[name] }, this.question[name]));
      input.value = this.question[name];
    }
    this.given.replaceChildren(
      ...Object.keys(this.question.files).map((name) =>
        element(
          "li",
          {},
          element("code", {}, name),
          " ",
          button("×", `Remove ${name}`, () => this.remove(name)),
        ),
      ),
    );
  }

  private typed(): void {
    this.question = { ...this.question, text: this.editor.input.value };
    this.ask();
  }

  private take(question: PageQuestion): void {
    this.question = question;
    this.show();
    this.ask();
  }

  private remove(name: string): void {
    const { [name]: _, ...files } = this.question.files;
    this.take({ ...this.question, files });
  }

  /** Recordings go to their own part; the first config becomes the text, others stand beside it under their names. */
  private async addFiles(files: readonly File[]): Promise<void> {
    const isText = (file: File): boolean => /\.(?:ya?ml|sh|py|txt)$/i.test(file.name) && file.size < 1_000_000;
    for (const file of files) if (!isText(file)) await this.recording.open(file);
    const texts = await Promise.all(
      files.filter(isText).map(async (file) => ({ name: file.name, text: await file.text() })),
    );
    const config = texts.find(({ text }) => /^\s*model\s*:/m.test(text)) ?? (texts.length === 1 ? texts[0] : undefined);
    const beside = texts.filter((each) => each !== config).map(({ name, text }) => [name, text] as const);
    if (texts.length === 0) return;
    this.take({
      ...this.question,
      ...(config !== undefined && { text: config.text }),
      files: { ...this.question.files, ...Object.fromEntries(beside) },
    });
  }

  private async share(): Promise<void> {
    try {
      await navigator.clipboard.writeText(location.href);
      this.told.textContent = "The link is copied. It holds everything; nothing was sent.";
    } catch {
      this.told.textContent = "The address of this page is the link.";
    }
  }

  private download(): void {
    const link = element("a", {
      download: "gpu-fleet.yml",
      href: `data:text/yaml;charset=utf-8,${encodeURIComponent(fleetFile(this.question))}`,
    });
    link.click();
  }

  private ask(): void {
    this.id++;
    this.finished = 0;
    const address = addressOf(this.question);
    history.replaceState(null, "", address === "" ? location.pathname : `#${address}`);
    const { id, question } = this;
    for (const worker of this.behind) worker.postMessage({ kind: "stop", id } satisfies StopMessage);
    this.answerer.postMessage({ kind: "ask", id, question } satisfies AskMessage);
    clearTimeout(this.due);
    this.due = setTimeout(() => {
      this.gpus.begin();
      this.behind.forEach((worker, index) => {
        worker.postMessage({
          kind: "table",
          id,
          question,
          part: { index, of: this.behind.length },
        } satisfies TableMessage);
      });
    }, TABLE_PAUSE);
  }

  /** What can't be read leaves the last good answer, and is marked. */
  private answered({ answer, milliseconds }: AnswerMessage): void {
    const reasons = answer.kind === "unread" ? answer.reasons : [];
    const inText = answer.problems.filter(({ file }) => file === TEXT_FILE || /^train\.(?:sh|py)$/.test(file));
    const others = [
      ...answer.problems
        .filter((each) => !inText.includes(each))
        .map(({ file, line, message, remedy }) => `${file}:${line}: ${message} ${remedy ?? ""}`),
      ...reasons
        .filter(({ message }) => !answer.problems.some((each) => each.message === message))
        .map(({ message, remedy }) => `${message} ${remedy ?? ""}`),
    ];
    this.editor.mark(inText, others);
    document.querySelector("#answer")?.classList.toggle("old", answer.kind === "unread");
    if (answer.kind === "answered") this.draw(answer);
    document.body.dataset["milliseconds"] = milliseconds.toFixed(1);
    document.body.dataset["answered"] = String(this.id);
  }

  private draw(answer: Extract<PageAnswer, { kind: "answered" }>): void {
    this.verdict.replaceChildren(verdictView(answer));
    this.bars.replaceChildren(barView(answer));
    this.assumed.replaceChildren(assumedView(answer));
    this.fixes.replaceChildren();
    const { timeline, judged, run } = answer;
    if (timeline !== undefined && judged.estimate.status === "estimated") {
      this.view = new TimelineView({
        title: run.text,
        timeline,
        outsideBytes: judged.estimate.outsideAllocatorBytes,
        limits: [{ name: judged.gpu, bytes: judged.limitBytes }],
      });
      this.picture.replaceChildren(this.view.root);
      this.view.paint();
    }
    document.body.dataset["first"] ??= String(performance.now() - (this.readyAt ?? 0));
    document.body.classList.add("answer-ready");
  }

  private came(message: BehindMessage): void {
    if (message.id !== this.id) return;
    if (message.kind === "fixes") this.fixes.replaceChildren(fixesView(message.fixes));
    if (message.kind === "rows") this.gpus.fill(message.rows);
    if (message.kind === "value") this.gpus.put(message.gpu, message.column, message.text);
    if (message.kind === "judged") this.gpus.progress("judged", message.milliseconds);
    if (message.kind === "done" && ++this.finished === this.behind.length)
      this.gpus.progress("milliseconds", message.milliseconds);
  }
}

new Page().start();
