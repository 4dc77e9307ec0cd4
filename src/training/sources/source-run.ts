import type { Place } from "../../problem.ts";
import type { PyEntry, PyMap } from "../pyyaml-nodes.ts";
import { isTemplate } from "../repository.ts";
import type { Assumption, UnknownReason } from "../training-run.ts";

/** A run as a source writes it: what of its arguments is known, each with its place, and what could not be followed. */
export interface SourceRun {
  /** Given to it by its owner; absent: it is told by its place. */
  readonly name?: string;
  /** The call of a program that trains, where it is started by a command. */
  readonly call?: Place;
  /** Where it is started: the outermost place that gives it arguments. */
  readonly place: Place;
  readonly config: PyMap;
  readonly unknown: readonly UnknownReason[];
  readonly assumptions: readonly Assumption[];
  /** The files that it goes through, and those that its arguments come from. */
  readonly files: readonly string[];
}

/** Arguments whose value decides memory by itself: a run without them has no answer. */
const DECIDING: ReadonlySet<string> = new Set([
  "model",
  "batch",
  "imgsz",
  "optimizer",
  "amp",
  "nbs",
  "freeze",
  "multi_scale",
  "rect",
  "channels_last",
  "compile",
  "overlap_mask",
  "mask_ratio",
  "quantize",
  "distill_model",
  "cfg",
]);

/** Arguments that matter less: their default is taken, and said. */
const ASSUMED: ReadonlySet<string> = new Set([
  "epochs",
  "device",
  "val",
  "mosaic",
  "close_mosaic",
  "mixup",
  "cutmix",
  "copy_paste",
  "dropout",
  "deterministic",
  "fraction",
  "single_cls",
  "pretrained",
  "warmup_epochs",
  "max_det",
  "half",
]);

/** What is said of an argument that can't be followed; nothing where it has no part in memory. */
export function notFollowed(
  name: string,
  why: string,
  place: Place,
): { readonly reason?: UnknownReason; readonly assumption?: Assumption } {
  const message = `The value of \`${name}\` can't be followed: ${why}.`;
  if (DECIDING.has(name)) {
    const remedy = `Write \`${name}\` as a plain value, or declare the run under \`runs\` in the fleet file.`;
    return { reason: { code: "not-followed", message, remedy, place } };
  }
  if (!ASSUMED.has(name)) return {};
  return { assumption: { name, text: `${message} The default is taken.` } };
}

/** Entries of a map by name, the later of two counting. */
export function mapOf(entries: readonly PyEntry[], place: Place): PyMap {
  return { kind: "map", entries: [...new Map(entries.map((entry) => [entry.key.text, entry])).values()], place };
}

/** A config without what is filled in when the run starts (`{{ batch }}`, `${SIZE}`): models and data sets are judged by name. */
export function filledLater(config: PyMap): Pick<SourceRun, "config" | "unknown" | "assumptions"> {
  const isOpen = ({ key, value }: PyEntry): boolean =>
    value.kind === "str" &&
    isTemplate(value.value) &&
    !NAMED.has(key.text) &&
    (DECIDING.has(key.text) || ASSUMED.has(key.text));
  const open = config.entries.filter(isOpen).map(({ key, value }) => {
    const written = value.kind === "str" ? value.value.slice(0, 60) : "";
    return notFollowed(key.text, `\`${written}\` is filled in when the run starts`, value.place);
  });
  return {
    config: open.length === 0 ? config : { ...config, entries: config.entries.filter((entry) => !isOpen(entry)) },
    unknown: open.flatMap(({ reason }) => reason ?? []),
    assumptions: open.flatMap(({ assumption }) => assumption ?? []),
  };
}

const NAMED: ReadonlySet<string> = new Set(["model", "data"]);
