import type { TrainEvent } from "../evaluate/machine.ts";
import { type Call, REST, textOf, unknown, type Value } from "../evaluate/value.ts";
import { readPyYaml } from "../pyyaml.ts";
import type { PyEntry } from "../pyyaml-nodes.ts";
import type { Assumption, UnknownReason } from "../training-run.ts";
import { entryOfName, nodeOfValue, textNode } from "./nodes.ts";
import { mapOf, notFollowed, type SourceRun } from "./source-run.ts";
import { readDataFileText, type Texts } from "./texts.ts";

/** What `train` and `tune` take beside Ultralytics' own arguments. */
const NO_ARGUMENTS: ReadonlySet<string> = new Set(
  "trainer callbacks use_ray iterations space grace_period gpu_per_trial max_samples tune_dir self cfg _callbacks".split(
    " ",
  ),
);

/** The training that a call in a program starts. */
export function pythonRun(event: TrainEvent, texts: Texts): SourceRun {
  const reader = new CallReader(event, texts);
  if (event.model === undefined && event.call.positional.length + event.call.named.size > 0 && isTrainer(event.call))
    reader.trainer();
  else reader.model();
  return reader.run();
}

const isTrainer = ({ named, positional }: Call): boolean =>
  named.has("overrides") || named.has("cfg") || positional.some(({ kind }) => kind === "dict");

/**
 * Weights that lie in one folder or another are the same model, and a checkpoint of an earlier run (`last.pt`) is that of the
 * model beside it: of such alternatives the published name is taken.
 */
function oneModel(model: Value): Value {
  const options = model.kind === "unknown" ? model.options : undefined;
  const texts = options?.map(textOf);
  if (options === undefined || texts === undefined) return model;
  const names = texts.map((text) => text?.replaceAll("\\", "/").replace(/^.*\//, ""));
  const fresh = names.filter((name) => name === undefined || !/^(?:last|best|epoch\d+|checkpoint)\.pt$/.test(name));
  const [first] = fresh;
  if (first === undefined || fresh.some((name) => name !== first)) return model;
  return (
    options
      .toSorted((a, b) => (textOf(a)?.length ?? 0) - (textOf(b)?.length ?? 0))
      .find((option) => textOf(option)?.endsWith(first)) ?? model
  );
}

class CallReader {
  private entries: PyEntry[] = [];
  private readonly reasons: UnknownReason[] = [];
  private readonly assumptions: Assumption[] = [];
  private readonly files = new Set<string>();
  private readonly event: TrainEvent;
  private readonly texts: Texts;

  constructor(event: TrainEvent, texts: Texts) {
    this.event = event;
    this.texts = texts;
    this.files.add(event.place.file);
  }

  // Keyword arguments win over the file that `cfg` names; the model is that which is trained.
  model(): void {
    const { model, task, call } = this.event;
    const cfg = call.named.get("cfg");
    if (cfg !== undefined) this.config(cfg);
    if (task !== undefined) this.argument("task", task);
    for (const [name, value] of call.named) this.argument(name, value);
    if (call.rest !== undefined) this.open(call.rest);
    if (model !== undefined) this.argument("model", oneModel(model));
  }

  trainer(): void {
    const { named, positional } = this.event.call;
    const cfg = named.get("cfg");
    if (cfg !== undefined && cfg.kind !== "external") this.config(cfg);
    const overrides = named.get("overrides") ?? positional.find(({ kind }) => kind === "dict");
    if (overrides?.kind !== "dict") {
      if (overrides?.kind === "unknown") this.open(overrides);
      return;
    }
    for (const [name, value] of overrides.entries) {
      if (name === REST) this.open(value);
      else this.argument(name, value);
    }
  }

  private argument(name: string, value: Value): void {
    if (NO_ARGUMENTS.has(name)) return;
    this.entries = this.entries.filter(({ key }) => key.text !== name);
    const node = nodeOfValue(value);
    if (node !== undefined) this.entries.push(entryOfName(name, node));
    else if (name === "data" && value.kind === "unknown" && value.text !== undefined)
      this.entries.push(entryOfName(name, textNode(value.text, value.place)));
    else if (name === "data" && value.kind === "unknown")
      this.entries.push(entryOfName(name, textNode("\u0024{data}", value.place)));
    else this.missing(name, value);
  }

  private missing(name: string, value: Value): void {
    const why = value.kind === "unknown" ? value.why : "it is no plain value";
    const place = "place" in value ? value.place : this.event.place;
    const { reason, assumption } = notFollowed(name, why, place);
    if (reason !== undefined) this.reasons.push(reason);
    if (assumption !== undefined) this.assumptions.push(assumption);
  }

  // `**options` that may hold anything: batch and imgsz decide, where nobody writes them beside.
  private open(rest: Value): void {
    const given = new Set(this.entries.map(({ key }) => key.text));
    const open = ["batch", "imgsz"].filter((name) => !given.has(name));
    for (const name of open.slice(0, 1)) this.missing(name, rest);
  }

  private config(cfg: Value): void {
    const node = nodeOfValue(cfg);
    const file =
      node?.kind === "str"
        ? readDataFileText(node.value, { folder: "", file: this.event.place.file }, this.texts)
        : undefined;
    const { root } = file === undefined ? {} : readPyYaml(file.text, file.path);
    if (file !== undefined) this.files.add(file.path);
    if (root?.kind === "map") this.entries = root.entries.filter(({ key }) => !NO_ARGUMENTS.has(key.text));
    else if (node?.kind === "map") this.entries = [...node.entries];
    else if (node?.kind === "str" && file === undefined)
      this.missing("cfg", unknown(`\`${node.value}\` is not in the repository`, node.place));
    else this.missing("cfg", cfg);
  }

  run(): SourceRun {
    const { place } = this.event;
    const entries = this.entries.filter(({ key }) => key.text !== "mode");
    return {
      place,
      config: mapOf(entries, place),
      unknown: this.reasons,
      assumptions: this.assumptions,
      files: [...this.files],
    };
  }
}
