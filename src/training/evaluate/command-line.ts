import { type Call, list, none, type Option, text, textOf, truth, type Value } from "./value.ts";

/** An option as `add_argument` and its like declare it; undefined where it takes nothing that matters. */
export function optionsOf(flags: readonly string[], { named, place }: Call): Option | undefined {
  const long = flags.find((flag) => flag.startsWith("--")) ?? flags[0];
  if (long === undefined) return undefined;
  // click: a name without dashes beside the flags is what the function calls it.
  const plain = flags.find((flag) => !flag.startsWith("-"));
  const name =
    textOf(named.get("dest")) ?? (plain ?? long.replace(/^-+/, "")).split("/")[0]?.replaceAll("-", "_") ?? "";
  const action = textOf(named.get("action"));
  const several = named.has("nargs") && textOf(named.get("nargs")) !== "?";
  const fallback =
    action === "store_true" ? truth(false, place) : action === "store_false" ? truth(true, place) : undefined;
  const constant =
    action === "store_true"
      ? truth(true, place)
      : action === "store_false"
        ? truth(false, place)
        : action === "store_const"
          ? named.get("const")
          : undefined;
  const required = named.get("required");
  const isPositional = !long.startsWith("-");
  return {
    flags,
    name,
    default: named.get("default") ?? fallback,
    convert: named.get("type"),
    required:
      (required?.kind === "bool" && required.value) || (isPositional && !named.has("nargs") && !named.has("default")),
    ...(constant && { constant }),
    several,
    place,
  };
}

export interface Parsed {
  readonly values: readonly { readonly option: Option; readonly value: Value | undefined; readonly given: boolean }[];
  /** Words that belong to no option. */
  readonly others: readonly Value[];
}

/** Takes a command line apart: `--batch 8`, `--batch=8`, `-b 8`, flags, positional words; prefixes of long flags count too. */
export function parseOptions(options: readonly Option[], argv: readonly Value[]): Parsed {
  const given = new Map<Option, Value>();
  const others: Value[] = [];
  const positional = options.filter(({ flags }) => flags.every((flag) => !flag.startsWith("-")));
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at];
    const written = word && wordOf(word);
    const [, flag = "", inline] = /^(--?[A-Za-z][\w.-]*)(?:=(.*))?$/s.exec(written ?? "") ?? [];
    const option = flag === "" ? undefined : flagged(options, flag);
    if (word === undefined) continue;
    if (option === undefined) {
      const next = flag === "" ? positional.find((each) => !given.has(each) || each.several) : undefined;
      if (next === undefined) others.push(word);
      else given.set(next, next.several ? added(given.get(next), word) : word);
    } else if (option.constant !== undefined) given.set(option, option.constant);
    else if (inline !== undefined) given.set(option, inlineValue(word, inline, option));
    else {
      const count = valuesBehind(argv, at, option);
      const values = argv.slice(at + 1, at + 1 + count);
      given.set(option, option.several ? list(values, option.place) : (values[0] ?? none(option.place)));
      at += count;
    }
  }
  return {
    values: options.map((option) => ({ option, value: given.get(option) ?? option.default, given: given.has(option) })),
    others,
  };
}

const wordOf = (word: Value): string | undefined => textOf(word) ?? (word.kind === "unknown" ? word.text : undefined);

function flagged(options: readonly Option[], flag: string): Option | undefined {
  const exact = options.find(({ flags }) => flags.some((each) => each.split("/")[0] === flag));
  if (exact !== undefined || !flag.startsWith("--")) return exact;
  const near = options.filter(({ flags }) => flags.some((each) => each.startsWith(flag)));
  return near.length === 1 ? near[0] : undefined;
}

function inlineValue(word: Value, inline: string, option: Option): Value {
  if (word.kind === "unknown") return { ...word, text: inline };
  const place = "place" in word ? word.place : option.place;
  const value = text(inline, place);
  return option.several ? list([value], place) : value;
}

const added = (before: Value | undefined, word: Value): Value => {
  return before?.kind === "list"
    ? list([...(before.content.get(0) ?? []), word], before.place)
    : list([word], "place" in word ? word.place : { file: "", line: 1, column: 1 });
};

function valuesBehind(argv: readonly Value[], at: number, { several }: Option): number {
  const most = several ? argv.length : 1;
  let count = 0;
  while (count < most && at + 1 + count < argv.length) {
    const next = argv[at + 1 + count];
    if (next === undefined || /^--?[A-Za-z]/.test(wordOf(next) ?? "")) break;
    count += 1;
  }
  return count;
}
