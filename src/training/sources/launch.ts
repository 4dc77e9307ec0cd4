import { textOf, type Value } from "../evaluate/value.ts";
import type { StartedCommand } from "./shell/run.ts";

/** What a command starts. */
export type Launch =
  | { readonly kind: "yolo"; readonly words: readonly Value[]; readonly at: number }
  | { readonly kind: "python"; readonly path: string; readonly argv: readonly Value[]; readonly at: number }
  | { readonly kind: "module"; readonly module: string; readonly argv: readonly Value[]; readonly at: number }
  | { readonly kind: "code"; readonly code: Value; readonly at: number }
  | { readonly kind: "shell"; readonly path: string; readonly argv: readonly Value[]; readonly at: number }
  | { readonly kind: "shell-code"; readonly code: Value; readonly at: number };

/** Commands whose words are texts, paths or names, never a command. */
const TEXTUAL: ReadonlySet<string> = new Set(
  "echo printf cat grep egrep rg sed awk ls mkdir rm cp mv touch find git pip pip3 apt apt-get brew which type test [ [[ tail head wget curl chmod chown tar unzip zip kill pkill set unset shift read trap wait sleep module alias unalias tee diff less more ssh-add rem title pause".split(
    " ",
  ),
);

/** Modes of `yolo`, without one of which (or a pair) the word is a name of something else. */
const TELLS_YOLO = /^(?:train|tune|mode=(?:train|tune)|cfg=.+|task=.+|model=.+)$/;

/** What a command starts that may train: behind wrappers such as `srun`, `nohup` or `docker run IMAGE`. */
export function launchOf({ words }: Pick<StartedCommand, "words">): Launch | undefined {
  const texts = words.map((word) => textOf(word));
  const first = nameOf(texts[0]);
  if (TEXTUAL.has(first)) return undefined;
  for (const [at, text] of texts.entries()) {
    const name = nameOf(text);
    const rest = words.slice(at + 1);
    if (name === "yolo" && !text?.startsWith("./") && (at === 0 || !texts[at - 1]?.startsWith("-n"))) {
      if (at === 0 || texts.slice(at + 1).some((each) => TELLS_YOLO.test(each ?? "")))
        return { kind: "yolo", words: rest, at };
    } else if (/^(?:python[\d.]*|py|ipython)$/.test(name)) {
      const launch = pythonOf(rest, at);
      if (launch !== undefined) return launch;
    } else if (/^(?:bash|sh|zsh|dash|source|\.|sbatch|qsub)$/.test(name)) {
      const launch = shellOf(rest, at);
      if (launch !== undefined) return launch;
    } else if (/\.(?:sh|bash|sbatch|slurm|bat|cmd|ps1)$/.test(name) && text !== undefined)
      return { kind: "shell", path: text, argv: rest, at };
    else if (/\.py$/.test(name) && text !== undefined) return { kind: "python", path: text, argv: rest, at };
  }
  return undefined;
}

const nameOf = (text: string | undefined): string =>
  (text ?? "")
    .replaceAll("\\", "/")
    .replace(/^.*\//, "")
    .replace(/\.exe$/i, "")
    .replace(/^@?-?(?=[a-z.])/, "");

/** Options of Python that take a value. */
const WITH_VALUE: ReadonlySet<string> = new Set(["-W", "-X"]);
/** Modules that start a program named behind them. */
const STARTERS = /^(?:torch\.distributed\.(?:run|launch)|accelerate\.commands\.launch|pdb|cProfile|debugpy|coverage)$/;

function pythonOf(rest: readonly Value[], at: number): Launch | undefined {
  for (let index = 0; index < rest.length; index++) {
    const text = textOf(rest[index] as Value);
    const next = rest[index + 1];
    if (text === "-c" && next !== undefined) return { kind: "code", code: next, at: at + index + 2 };
    if (text === "-m" && next !== undefined) {
      const module = textOf(next) ?? "";
      const argv = rest.slice(index + 2);
      if (module === "ultralytics") return { kind: "yolo", words: argv, at: at + index + 2 };
      return STARTERS.test(module) ? scriptIn(argv, at) : { kind: "module", module, argv, at };
    }
    if (text !== undefined && WITH_VALUE.has(text)) index += 1;
    else if (text !== undefined && !text.startsWith("-"))
      return { kind: "python", path: text, argv: rest.slice(index + 1), at };
  }
  return undefined;
}

function scriptIn(argv: readonly Value[], at: number): Launch | undefined {
  const index = argv.findIndex((word) => /\.py$/.test(textOf(word) ?? ""));
  const path = index < 0 ? undefined : textOf(argv[index] as Value);
  return path === undefined ? undefined : { kind: "python", path, argv: argv.slice(index + 1), at };
}

function shellOf(rest: readonly Value[], at: number): Launch | undefined {
  const texts = rest.map((word) => textOf(word));
  const code = texts.findIndex((text) => /^-[a-z]*c$/.test(text ?? ""));
  const next = rest[code + 1];
  if (code >= 0 && next !== undefined) return { kind: "shell-code", code: next, at: at + code + 2 };
  const index = texts.findIndex((text) => text !== undefined && !text.startsWith("-"));
  const path = texts[index];
  return path === undefined || !/\.|\//.test(path)
    ? undefined
    : { kind: "shell", path, argv: rest.slice(index + 1), at };
}
