import { faultIn } from "./faults.ts";
import type { LogLine } from "./lines.ts";
import { framesIn, momentOf, type Printed } from "./moment.ts";
import { type OutOfMemory, outOfMemoryIn } from "./out-of-memory.ts";
import type { LoggedFault, LoggedGpu, Moment, Progress, TrainingLog } from "./training-log.ts";

/** `engine/trainer: task=detect, mode=train, model=...`; before 8.0.144 `yolo/engine/trainer:`, on Windows with backslashes. */
const ARGUMENTS = /(?:^|\s)(?:(?:yolo[\\/])?engine[\\/]trainer: ?|train: (?=weights=))(\w+=.*)/;
const BANNER = /\b(Ultralytics|YOLOv5)\b.{0,12}?\bv?(\d+\.\d+(?:\.\d+)?)\S*.{0,40}?\bPython-\S+ torch-(\d+\.\d+\.\d+)/;
const GPU = /\bCUDA:\d{1,3} \(([^()]{1,80}(?:\([^()]{0,40}\)[^()]{0,40})?), (\d{3,7})MiB\)/g;
const SUMMARY = /^\s*([\w.-]+) summary(?: \(fused\))?: [\d,]+ layers, ([\d,]+) parameters/;
const CLASSES = /Overriding model\.yaml nc=\d+ with nc=(\d{1,6})/;
const OPTIMIZER = /^\s*optimizer: ([A-Za-z]+)\(/;
const IMAGES = /^\s*(train|val): .{0,2000}?\b(\d{1,9}) images?, (\d{1,9}) (?:backgrounds|missing)/;
const PROGRESS = /^\s*(\d{1,6})\/(\d{1,6})\s+(\d+(?:\.\d+)?(?:e[+-]\d+)?)G\s+(.*)/;
const VALIDATION = /^\s*Class\s+Images\s+(?:Instances|Labels)\b|^\s*classes\s+top1_acc\b|\bValidating \S+/;
const HALVED = /with batch=(\d{1,6})\. Reducing to batch=(\d{1,6})/;
const ASSIGNER = /in TaskAlignedAssigner\b/;
const AUTO_BATCH = /AutoBatch: ?(.*)/;

/** What a log tells of its last training run. */
export function readTrainingLog(lines: readonly LogLine[]): TrainingLog {
  const reader = new Reader();
  for (const line of joined(lines)) reader.read(line);
  return reader.log();
}

/** An out-of-memory message that a terminal or a chat has wrapped is one line again. */
function* joined(lines: readonly LogLine[]): Generator<LogLine> {
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined) return;
    if (!/Tried to allocate/.test(line.text)) {
      yield line;
      continue;
    }
    let { text } = line;
    const next = (): string => lines[i + 1]?.text.trim() ?? "";
    for (let more = 0; more < WRAPPED && CONTINUES.test(next()); more++, i++) text += ` ${next()}`;
    yield { text: text.replace(/\s+/g, " "), number: line.number };
  }
}

const WRAPPED = 8;
const CONTINUES =
  /^(?:GPU \d|\(GPU|of which|total capac|Process \d|Including|this process|Of the alloc|is (?:free|alloc|reserved)|memory in use|reserved|free;|already|\d+(?:\.\d+)? [KMG]iB|by PyTorch)/;

/** Frames of one traceback that are looked at. */
const MOST_FRAMES = 200;

type Written<T> = { -readonly [K in keyof T]: T[K] };

class Reader {
  private found: Written<TrainingLog> = fresh();
  private printed: Printed = "nothing";
  private frames: string[] = [];
  private probing = false;

  read({ text, number }: LogLine): void {
    const args = ARGUMENTS.exec(text)?.[1];
    this.banner(text);
    if (args !== undefined) {
      this.begin(args);
      return;
    }
    if (/Traceback \(most recent call last\)/.test(text)) this.frames = [];
    if (this.frames.length < MOST_FRAMES) this.frames.push(...framesIn(text));
    this.facts(text);
    if (this.progress(text) || this.rescued(text)) return;
    this.failure(text, number);
  }

  log(): TrainingLog {
    return this.found;
  }

  /** Whatever came before belongs to an earlier run; workers of several GPUs print the same arguments again. */
  private begin(written: string): void {
    const values = argumentsIn(written);
    const { program, version, torch, gpus } = this.found;
    const flavour = Object.hasOwn(values, "weights") ? "yolov5" : "ultralytics";
    const kept = {
      ...(version === undefined ? {} : { version }),
      ...(torch === undefined ? {} : { torch }),
      program: program ?? flavour,
      gpus,
    } as const;
    this.found = { ...fresh(), ...kept, arguments: values, recognised: true };
    this.printed = "arguments";
    this.frames = [];
  }

  private banner(text: string): void {
    const banner = BANNER.exec(text);
    if (banner !== null) {
      const [, name, version = "", torch = ""] = banner;
      this.found.program = name === "YOLOv5" ? "yolov5" : "ultralytics";
      Object.assign(this.found, { version, torch, gpus: [], recognised: true });
    }
    const gpus = [...text.matchAll(GPU)].map(([, name = "", total]): LoggedGpu => ({ name, totalMiB: Number(total) }));
    if (gpus.length > 0) this.found.gpus = [...this.found.gpus, ...gpus].slice(0, 64);
  }

  private facts(text: string): void {
    const { found } = this;
    const summary = SUMMARY.exec(text);
    if (summary !== null && !text.includes("(fused)"))
      found.summary = { name: summary[1] ?? "", parameters: numberOf(summary[2]) };
    const classes = CLASSES.exec(text)?.[1];
    if (classes !== undefined) found.classes = Number(classes);
    const optimizer = OPTIMIZER.exec(text)?.[1];
    if (optimizer !== undefined) found.optimizer = optimizer;
    const images = IMAGES.exec(text);
    if (images !== null) {
      // YOLOv5 and Ultralytics count images with labels and backgrounds apart where they scan, as one where they don't say.
      const count = Number(images[2]) + (text.includes("backgrounds") ? Number(images[3]) : 0);
      if (images[1] === "train") found.trainImages = count;
      else found.valImages = count;
    }
    if (/\d epochs completed in /.test(text)) found.completed = true;
  }

  private progress(text: string): boolean {
    const [, epoch, epochs, memory, rest = ""] = PROGRESS.exec(text) ?? [];
    if (memory !== undefined) {
      const instances = /(\d+)\s+\d+(?::|\s*$)/.exec(rest)?.[1];
      const state: Progress = {
        epoch: Number(epoch),
        epochs: Number(epochs),
        memory: Number(memory),
        ...(instances === undefined ? {} : { instances: Number(instances) }),
      };
      this.found.last = state;
      if (state.memory >= (this.found.fullest?.memory ?? 0)) this.found.fullest = state;
      if (instances !== undefined)
        this.found.mostInstances = Math.max(this.found.mostInstances ?? 0, Number(instances));
      this.printed = "training";
      this.found.recognised = true;
      return true;
    }
    if (!VALIDATION.test(text)) return false;
    if (this.printed !== "nothing") this.printed = "validation";
    return true;
  }

  private rescued(text: string): boolean {
    const [, from, to] = HALVED.exec(text) ?? [];
    if (to !== undefined) {
      this.found.halvings = [...this.found.halvings, { from: Number(from), to: Number(to) }].slice(-10);
      this.found.recognised = true;
      return true;
    }
    if (ASSIGNER.test(text)) {
      this.found.assignerFallbacks++;
      this.found.recognised = true;
      return true;
    }
    return this.autoBatch(AUTO_BATCH.exec(text)?.[1]);
  }

  private autoBatch(said: string | undefined): boolean {
    if (said === undefined) return false;
    const picked = /Using batch-size (\d{1,6})/.exec(said)?.[1];
    if (/Computing optimal/.test(said)) [this.probing, this.printed] = [true, "auto-batch"];
    else if (picked !== undefined) [this.found.autoBatch, this.probing] = [Number(picked), false];
    else if (/no usable batch size|using default batch-size|anomaly/.test(said))
      [this.found.autoBatch, this.probing] = ["failed", false];
    if (picked !== undefined) this.printed = "arguments";
    return true;
  }

  private failure(text: string, line: number): void {
    const { found } = this;
    const memory = outOfMemoryIn(text, line);
    if (memory !== undefined) {
      // A probe of AutoBatch that is too large is told without the name of an exception, and is no failure.
      if (this.probing && !/Error:/.test(text)) return;
      found.recognised = true;
      found.outOfMemory = fuller(found.outOfMemory, { ...memory, moment: momentOf(this.frames, this.printed) });
      return;
    }
    const kind = faultIn(text);
    if (kind === undefined) return;
    const fault: LoggedFault = { kind, line, text: text.trim().slice(0, 300) };
    // The first one is the cause, but for a bare exception: what is known by its words says more.
    if (found.fault === undefined || found.fault.kind === "other-error") found.fault = fault;
    if (kind !== "other-error") found.recognised = true;
  }
}

const fresh = (): Written<TrainingLog> => ({
  gpus: [],
  arguments: {},
  halvings: [],
  assignerFallbacks: 0,
  completed: false,
  recognised: false,
});

type Failure = OutOfMemory & { readonly moment: Moment };

/** The first failure is the cause; one that is told again with figures, or with its place, completes it. */
function fuller(before: Failure | undefined, now: Failure): Failure {
  if (before === undefined) return now;
  const moment = before.moment === "unknown" ? now.moment : before.moment;
  return { ...(before.triedBytes === undefined ? { ...now, line: before.line } : before), moment };
}

const numberOf = (text = ""): number => Number(text.replaceAll(",", ""));

/** `a=1, b=[1, 2], c=None`: a comma ends a value only where the next argument follows. */
function argumentsIn(written: string): Readonly<Record<string, string>> {
  const pairs = written.split(/, (?=\w+=)/).flatMap((pair) => {
    const at = pair.indexOf("=");
    return at < 1 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const];
  });
  return Object.fromEntries(pairs);
}
