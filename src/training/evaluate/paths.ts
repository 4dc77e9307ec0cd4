import type { Place } from "../../problem.ts";
import { joinedPath } from "./operators.ts";
import { HOLE, list, type PathValue, text, textOf, unknown, type Value } from "./value.ts";

/** The folder of a path; "." for one without. */
export function folderOf(path: string): string {
  const at = path.lastIndexOf("/");
  if (at > 0) return path.slice(0, at);
  return at === 0 ? "/" : path === "." || path === ".." ? ".." : ".";
}

const fileOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const stemOf = (path: string): string => fileOf(path).replace(/(?<=.)\.[^.]*$/, "");
const suffixOf = (path: string): string => /(?<=.)\.[^.]*$/.exec(fileOf(path))?.[0] ?? "";

/** `path.parent` and the like; undefined where it is a method. */
export function pathAttribute(path: PathValue, name: string, place: Place): Value | undefined {
  const { value } = path;
  if (name === "parent") return { ...path, value: folderOf(value) };
  if (name === "parents") {
    const above: Value[] = [];
    for (let at = folderOf(value); above.length < 20; at = folderOf(at)) above.push({ ...path, value: at });
    return list(above, place);
  }
  if (name === "name") return text(fileOf(value), place);
  if (name === "stem") return text(stemOf(value), place);
  return name === "suffix" ? text(suffixOf(value), place) : undefined;
}

/** Methods of paths that say something without a disk. */
export function pathMethod(path: PathValue, name: string, given: readonly Value[]): Value | undefined {
  const argument = textOf(given[0]);
  if (["resolve", "absolute", "expanduser"].includes(name)) return path;
  if (name === "as_posix" || name === "__str__") return text(path.value, path.place);
  if (name === "joinpath") return given.reduce<Value | undefined>((at, part) => joinOf(at, part), path);
  if (name === "with_suffix" && argument !== undefined)
    return { ...path, value: joinedPath(folderOf(path.value), stemOf(path.value) + argument) };
  if (name === "with_name" && argument !== undefined)
    return { ...path, value: joinedPath(folderOf(path.value), argument) };
  return name === "open" || name === "read_text" || name === "read_bytes"
    ? { kind: "file", path, place: path.place }
    : undefined;
}

function joinOf(at: Value | undefined, part: Value): Value | undefined {
  const [a, b] = [textOf(at), textOf(part)];
  return a === undefined || b === undefined || at?.kind !== "path" ? undefined : { ...at, value: joinedPath(a, b) };
}

/** Functions of `os.path`, by their last name. */
export function pathFunction(name: string, given: readonly Value[], place: Place): Value | undefined {
  const [first] = given;
  const path = textOf(first);
  if (name === "join") {
    const parts = given.map(
      (part) => textOf(part) ?? (part.kind === "unknown" && part.text !== undefined ? part.text : undefined),
    );
    const missing = given.find((part) => textOf(part) === undefined);
    const whole = parts.map((part) => part ?? HOLE).reduce(joinedPath, "");
    if (missing === undefined) return text(whole, place);
    return missing.kind === "unknown" ? unknown(missing.why, missing.place, { text: whole }) : undefined;
  }
  if (path === undefined) return first?.kind === "unknown" ? first : undefined;
  if (name === "dirname") return text(folderOf(path), place);
  if (name === "basename") return text(fileOf(path), place);
  if (["abspath", "realpath", "normpath", "expanduser"].includes(name))
    return text(path, first?.kind === "str" ? first.place : place);
  if (name !== "splitext") return undefined;
  const suffix = suffixOf(path);
  return list([text(path.slice(0, path.length - suffix.length), place), text(suffix, place)], place);
}
