import { LineTable } from "../../evaluate/lines.ts";
import { text, type Value } from "../../evaluate/value.ts";
import { expandText } from "../shell/expand.ts";
import type { Job, JobFile } from "./job.ts";

interface Line {
  readonly from: number;
  /** With the lines that continue it. */
  readonly text: string;
}

/** Recipes of a Makefile or a justfile, each line a command of its own, with the variables of the file. */
export function makefileJobs({ path, text: source }: JobFile): Job[] {
  const table = new LineTable(source);
  const placeAt = (offset: number) => table.placeAt(offset, path);
  const variables = new Map<string, Value>();
  const jobs: Job[] = [];
  for (const { from, text: line } of linesOf(source)) {
    const place = placeAt(from);
    const [, name, value] = /^(?:export\s+|override\s+)?([A-Za-z_][\w.-]*)\s*(?:::?|\?|\+)?=\s*(.*)$/s.exec(line) ?? [];
    if (name !== undefined && !/^\s/.test(line)) {
      const state = {
        variables,
        positional: [],
        file: path,
        folder: new Map([["now", ""] as const]),
        placeAt: () => place,
        output: () => undefined,
      };
      variables.set(name, expandText((value ?? "").replace(/\s+#.*$/, "").trim(), state, place));
    } else if (/^[ \t]+\S/.test(line)) {
      jobs.push({ file: path, folder: "", variables, source: line, placeAt: (offset) => placeAt(from + offset) });
    } else for (const [parameter, fallback] of parametersOf(line)) variables.set(parameter, text(fallback, place));
  }
  return jobs;
}

function linesOf(source: string): Line[] {
  return [...source.matchAll(/(?:[^\n\\]|\\(?!\r?\n)|\\\r?\n)+/g)].map((match) => ({
    from: match.index,
    text: match[0],
  }));
}

// just: `train batch="21":`
function parametersOf(line: string): [string, string][] {
  const [, parameters = ""] = /^[\w-]+((?:\s+[*+$]?\w+="[^"]*"|\s+[*+$]?\w+='[^']*')+)\s*:/.exec(line) ?? [];
  return [...parameters.matchAll(/(\w+)=["']([^"']*)["']/g)].map(([, name = "", value = ""]) => [name, value]);
}
