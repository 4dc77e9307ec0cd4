import type { Problem } from "../problem.ts";
import { ARGUMENTS, type ArgumentRow, CONFUSIONS, DEPRECATED, ELSEWHERE } from "./argument-table.ts";
import { asChoice, nearestNames } from "./nearest.ts";
import type { PyScalar } from "./pyyaml-nodes.ts";
import { compareVersions } from "./ultralytics-version.ts";

const NAMES: ReadonlySet<string> = new Set(ARGUMENTS.map(({ name }) => name));

/** The argument that a name means in a version of Ultralytics; undefined where that version has none of the name. */
export function argumentOf(name: string, version: string): ArgumentRow | undefined {
  return NAMES.has(name) ? ARGUMENTS.find((row) => row.name === name && isKnownIn(row, version)) : undefined;
}

// An argument that came between two versions whose tables are known is let pass in between: a guess against it would be worse.
function isKnownIn(row: ArgumentRow, version: string): boolean {
  if (row.after !== undefined && compareVersions(version, row.after) <= 0) return false;
  return row.until === undefined || compareVersions(version, row.until) <= 0;
}

/** What is to be said of a key that is no argument of that version: an error, or a warning where it is still taken. */
export function strangeKey(key: PyScalar, version: string): Problem {
  const name = key.text.slice(0, 60);
  if (key.kind === "str" && Object.hasOwn(DEPRECATED, name)) {
    const successor = DEPRECATED[name];
    const remedy = successor === undefined ? "Remove it." : `Write \`${successor}\`.`;
    const message = `\`${name}\` is out of date; Ultralytics ${version} warns of it.`;
    return { ...key.place, code: "deprecated-argument", severity: "warning", message, remedy };
  }
  const message = `Ultralytics ${version} has no train argument \`${name}\` and refuses it.`;
  return { ...key.place, code: "unknown-argument", severity: "error", message, ...remedyFor(key, version) };
}

function remedyFor(key: PyScalar, version: string): { remedy?: string } {
  const name = key.text.toLowerCase().replaceAll("-", "_").replace(/^_+/, "");
  if (key.kind === "bool") return { remedy: "PyYAML reads this key as true or false: put it in quotes." };
  if (Object.hasOwn(ELSEWHERE, name)) return { remedy: ELSEWHERE[name] ?? "" };
  const meant = Object.hasOwn(CONFUSIONS, name) ? CONFUSIONS[name] : undefined;
  if (meant === "nbs") {
    return { remedy: "Did you mean `nbs`? Gradients add up over round(nbs / batch) batches: nbs = batch x steps." };
  }
  const near = meant === undefined ? nearestNames(namesIn(version), name) : [meant];
  if (near.length > 0) return { remedy: `Did you mean ${asChoice(near)}?` };
  const newer = ARGUMENTS.find(({ name: known }) => known === key.text)?.after;
  return newer === undefined ? {} : { remedy: `It came after ${newer}: pin a newer Ultralytics, or remove it.` };
}

function namesIn(version: string): string[] {
  return ARGUMENTS.filter((row) => isKnownIn(row, version)).map((row) => row.name);
}
