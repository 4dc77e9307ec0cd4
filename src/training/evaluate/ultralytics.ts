import type { Machine } from "./machine.ts";
import { type Call, dict, itemsOf, REST, type Scope, type UnknownValue, unknown, type Value } from "./value.ts";

const MODEL_CLASS = /^ultralytics\.(?:.*\.)?(?:YOLO\w*|RTDETR)$/;
const TRAINER_CLASS = /^ultralytics\..*Trainer$/;

/** Whether a library's name is one of the model classes of Ultralytics (`ultralytics.YOLO`; forks add `YOLOv10`). */
export const isModelClass = (name: string): boolean => MODEL_CLASS.test(name);
export const isTrainerClass = (name: string): boolean => TRAINER_CLASS.test(name);

/** What calling one of these classes makes. */
export function modelOf(name: string, call: Call): Value {
  if (isTrainerClass(name)) return { kind: "trainer", call, place: call.place };
  const [source, task] = call.positional;
  // `YOLO(model)` of what is a model already.
  if (source?.kind === "model") return source;
  return {
    kind: "model",
    source: source ?? call.named.get("model") ?? call.rest,
    task: task ?? call.named.get("task"),
    place: call.place,
  };
}

/** Methods that yield the model itself. */
const FLUENT: ReadonlySet<string> = new Set([
  "load",
  "to",
  "cuda",
  "cpu",
  "fuse",
  "half",
  "float",
  "eval",
  "reset_weights",
  "share_memory",
]);

/** A method of a model or a trainer: trainings are told to the host. */
export function callModel(machine: Machine, self: Value, name: string, call: Call): Value {
  if (self.kind === "model" && FLUENT.has(name)) return self;
  if (self.kind === "model" && (name === "train" || name === "tune") && !setsMode(name, call)) {
    machine.host.onTrain({ place: call.place, model: self.source, task: self.task, call });
  } else if (self.kind === "trainer" && name === "train") {
    machine.host.onTrain({ place: call.place, model: undefined, task: undefined, call: self.call });
  }
  return unknown(`what \`${name}\` yields is known when it runs`, call.place, { origin: `ultralytics.${name}` });
}

// Without arguments `model.train()` is what PyTorch's own loops call: it sets a mode.
const setsMode = (name: string, { positional, named, rest }: Call): boolean =>
  name === "train" && named.size === 0 && rest === undefined && positional.every(({ kind }) => kind === "bool");

/** What only a training of Ultralytics is given together. */
const TELLING = ["epochs", "imgsz", "batch"];

/**
 * A method of something that can't be followed. `.train(data=..., epochs=...)` in a file that uses Ultralytics is a training
 * all the same, of a model that is not known; a study that suggests one of several values makes a run of each.
 */
export function callUnknown(
  machine: Machine,
  { self, name, call }: { self: UnknownValue; name: string; call: Call },
  scope: Scope,
): Value | undefined {
  const choices = call.positional[1] ?? call.named.get("choices");
  if (name === "suggest_categorical" && choices?.kind === "list") {
    const items = itemsOf(choices) ?? [];
    return items.length === 0 ? undefined : items[machine.host.choose(items.length)];
  }
  // What a copy is given later is known, whatever else it holds.
  if (name === "copy" && call.positional.length === 0) return dict([[REST, self]], call.place);
  if (name !== "train" || self.origin !== undefined) return undefined;
  if (!call.named.has("data") || !TELLING.some((key) => call.named.has(key))) return undefined;
  if (/\bultralytics\b/.test(machine.host.readText(scope.file) ?? "")) {
    machine.host.onTrain({ place: call.place, model: self, task: undefined, call });
  }
  return undefined;
}
