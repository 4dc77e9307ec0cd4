import type { Place } from "../../problem.ts";
import { ARGUMENTS } from "../argument-table.ts";
import type { Value } from "../evaluate/value.ts";
import { commandLineValue } from "../python-literal.ts";
import { readPyYaml } from "../pyyaml.ts";
import type { PyEntry } from "../pyyaml-nodes.ts";
import { type Assumption, TASKS, type UnknownReason } from "../training-run.ts";
import { entryOfName, textNode } from "./nodes.ts";
import { mapOf, notFollowed, type SourceRun } from "./source-run.ts";
import { readDataFileText, type Texts } from "./texts.ts";

const MODES: ReadonlySet<string> = new Set(["train", "val", "predict", "export", "track", "benchmark", "tune"]);
const SWITCHES: ReadonlySet<string> = new Set(ARGUMENTS.filter(({ kind }) => kind === "bool").map(({ name }) => name));

export interface YoloCommand {
  /** Behind the word `yolo`. */
  readonly words: readonly Value[];
  readonly place: Place;
  readonly folder: string;
}

/** The training that a `yolo` command starts; undefined where it does something else. */
export function yoloRun({ words, place, folder }: YoloCommand, texts: Texts): SourceRun | undefined {
  const reader = new ArgumentReader(place, folder, texts);
  for (const word of joined(words)) reader.word(word);
  return reader.run();
}

interface Text {
  /** undefined: nothing of it is known. */
  readonly text: string | undefined;
  readonly why?: string;
  readonly place: Place;
  /** Where the value behind its `=` is written, where that is elsewhere. */
  readonly behind?: Place;
}

// `data = x` and `data= x` are one argument, as Ultralytics takes them.
function joined(words: readonly Value[]): Text[] {
  const texts = words.map(textOfWord).filter(({ text }) => text !== "");
  const made: Text[] = [];
  for (let at = 0; at < texts.length; at++) {
    const [word, next, third] = [texts[at], texts[at + 1], texts[at + 2]];
    const before = made.at(-1);
    if (word === undefined) continue;
    if (word.text === "=" && before !== undefined && next !== undefined) {
      made[made.length - 1] = together(before, "=", next);
      at += 1;
    } else if (word.text?.endsWith("=") && next !== undefined && !next.text?.includes("=")) {
      made.push(together(word, "", next));
      at += 1;
    } else if (word.text?.startsWith("=") && before !== undefined && !before.text?.includes("="))
      made[made.length - 1] = together(before, "", word);
    else made.push(word);
    if (third === undefined && next === undefined) break;
  }
  return made;
}

function together(a: Text, between: string, b: Text): Text {
  const text = `${a.text ?? "\u0024{?}"}${between}${b.text ?? "\u0024{?}"}`;
  const why = a.why ?? b.why;
  return { text, place: a.place, ...(why !== undefined && { why }) };
}

function textOfWord(word: Value): Text {
  const place = "place" in word ? word.place : { file: "", line: 1, column: 1 };
  if (word.kind === "unknown") return { text: word.text, why: word.why, place };
  if (word.kind === "str") return { text: word.value, place, ...(word.behind && { behind: word.behind }) };
  if (word.kind === "path") return { text: word.value, place };
  return { text: word.kind === "int" || word.kind === "float" ? String(word.value) : undefined, place };
}

class ArgumentReader {
  private entries: PyEntry[] = [];
  private mode: string | undefined;
  private readonly reasons: UnknownReason[] = [];
  private readonly assumptions: Assumption[] = [];
  private readonly files = new Set<string>();
  private readonly place: Place;
  private readonly folder: string;
  private readonly texts: Texts;
  private pairs = 0;
  private isOther = false;

  constructor(place: Place, folder: string, texts: Texts) {
    this.place = place;
    this.folder = folder;
    this.texts = texts;
    this.files.add(place.file);
  }

  word({ text, why, place, behind }: Text): void {
    const plain = text?.replace(/^--/, "").replace(/,$/, "");
    if (plain === undefined) return;
    const [, key = "", value = ""] = /^([\w.-]+)=(.*)$/s.exec(plain) ?? [];
    if (key === "") this.bare(plain, place);
    else {
      const here = { ...place, column: place.column + (text?.indexOf("=") ?? 0) + 1 };
      this.pair(key, value, { place: behind ?? here, why });
    }
  }

  private bare(word: string, place: Place): void {
    const task = TASKS.find((each) => each === word);
    if (MODES.has(word)) this.mode ??= word;
    else if (task !== undefined) this.entries.push(entryOfName("task", textNode(task, place)));
    else if (SWITCHES.has(word)) this.entries.push(entryOfName(word, { kind: "bool", value: true, text: word, place }));
    // `yolo settings`, `yolo help`, and programs of others that have the word in their names.
    else if (!word.includes("\u0024")) this.isOther = true;
  }

  private pair(
    key: string,
    value: string,
    { place, why }: { readonly place: Place; readonly why: string | undefined },
  ): void {
    this.pairs += 1;
    if (key === "mode") this.mode = value;
    else if (key === "cfg") this.config(value, place, why);
    else if (why === undefined) this.entries.push(entryOfName(key, commandLineValue(value, place)));
    else if (key === "data") this.entries.push(entryOfName(key, textNode(value, place)));
    else this.missing(key, why, place);
  }

  private missing(key: string, why: string, place: Place): void {
    const { reason, assumption } = notFollowed(key, why, place);
    if (reason) this.reasons.push(reason);
    if (assumption) this.assumptions.push(assumption);
    this.entries = this.entries.filter((entry) => entry.key.text !== key);
  }

  // The file replaces all that stands in front of it.
  private config(path: string, place: Place, why: string | undefined): void {
    const file =
      why === undefined ? readDataFileText(path, { folder: this.folder, file: place.file }, this.texts) : undefined;
    if (file === undefined) {
      this.missing("cfg", why ?? `\`${path}\` is not in the repository`, place);
      return;
    }
    const { root } = readPyYaml(file.text, file.path);
    this.files.add(file.path);
    if (root?.kind !== "map") return;
    this.entries = root.entries.filter(({ key }) => key.text !== "cfg");
    const mode = root.entries.find(({ key }) => key.text === "mode")?.value;
    if (mode?.kind === "str") this.mode ??= mode.value;
  }

  run(): SourceRun | undefined {
    // `yolo cfg=train.yaml` trains: the mode is train unless something else is said.
    const mode = this.mode ?? (this.pairs > 0 ? "train" : undefined);
    if (this.isOther || (mode !== "train" && mode !== "tune")) return undefined;
    const config = mapOf(
      this.entries.filter(({ key }) => key.text !== "mode"),
      this.place,
    );
    return { place: this.place, config, unknown: this.reasons, assumptions: this.assumptions, files: [...this.files] };
  }
}
