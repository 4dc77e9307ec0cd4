import { LineTable } from "../../evaluate/lines.ts";
import { text, type Value } from "../../evaluate/value.ts";
import { expandText } from "../shell/expand.ts";
import type { Job, JobFile } from "./job.ts";

interface Instruction {
  readonly name: string;
  readonly from: number;
  readonly argument: string;
  readonly argumentFrom: number;
}

/** Commands of a Dockerfile: RUN, CMD and ENTRYPOINT, with ENV and ARG as variables; ENTRYPOINT and CMD lists are one command. */
export function dockerfileJobs({ path, text: source }: JobFile): Job[] {
  const table = new LineTable(source);
  const placeAt = (offset: number) => table.placeAt(offset, path);
  const variables = new Map<string, Value>();
  const jobs: Job[] = [];
  let entry: { words: Value[]; at: number } | undefined;
  for (const { name, from, argument, argumentFrom } of instructionsOf(source)) {
    if (name === "ENV" || name === "ARG") settingsOf(argument, placeAt(from), variables, path);
    const list = /^\s*\[/.test(argument) ? wordsIn(argument, argumentFrom, placeAt) : undefined;
    if (name === "ENTRYPOINT" && list) {
      entry = { words: list, at: jobs.length };
      jobs.push({ file: path, folder: "", variables, words: list, place: placeAt(from) });
    } else if (name === "CMD" && list) {
      const place =
        entry === undefined ? placeAt(from) : (jobs[entry.at] as { place: ReturnType<typeof placeAt> }).place;
      const job: Job = { file: path, folder: "", variables, words: [...(entry?.words ?? []), ...list], place };
      if (entry === undefined) jobs.push(job);
      else jobs[entry.at] = job;
    } else if (name === "RUN" || name === "CMD" || name === "ENTRYPOINT") {
      jobs.push({
        file: path,
        folder: "",
        variables,
        source: argument,
        placeAt: (offset) => placeAt(argumentFrom + offset),
      });
    }
  }
  return jobs;
}

function instructionsOf(source: string): Instruction[] {
  return [
    ...source.matchAll(/^[ \t]*([A-Z]+)[ \t]+((?:[^\n\\]|\\(?!\r?\n)|\\[ \t]*\r?\n(?:[ \t]*#[^\n]*\n)*)+)/gim),
  ].map((match) => {
    const [whole, name = "", argument = ""] = match;
    return {
      name: name.toUpperCase(),
      from: match.index + whole.search(/\S/),
      argument,
      argumentFrom: match.index + whole.length - argument.length,
    };
  });
}

function settingsOf(
  argument: string,
  place: ReturnType<LineTable["placeAt"]>,
  variables: Map<string, Value>,
  path: string,
): void {
  const state = {
    variables,
    positional: [],
    file: path,
    folder: new Map([["now", ""] as const]),
    placeAt: () => place,
    output: () => undefined,
  };
  const [, oldName, oldValue = ""] = /^(\w+)[ \t]+([^=\n]+)$/.exec(argument) ?? [];
  if (oldName !== undefined) variables.set(oldName, text(oldValue.trim(), place));
  for (const [, name = "", value = ""] of argument.matchAll(/(\w+)=("[^"]*"|'[^']*'|[^\s\\]*)/g))
    variables.set(name, expandText(value, state, place));
}

function wordsIn(
  argument: string,
  from: number,
  placeAt: (offset: number) => ReturnType<LineTable["placeAt"]>,
): Value[] {
  return [...argument.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(({ 1: word = "", index }) =>
    text(word.replace(/\\(.)/g, "$1"), placeAt(from + index + 1)),
  );
}
