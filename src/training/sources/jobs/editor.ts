import type { Place } from "../../../problem.ts";
import { text, type Value } from "../../evaluate/value.ts";
import { readPyYaml } from "../../pyyaml.ts";
import { givenValue, type PyMap, type PyNode } from "../../pyyaml-nodes.ts";
import type { Job, JobFile } from "./job.ts";

/** Launch configurations and tasks of VS Code: programs, modules and commands with their arguments. */
export function editorJobs({ path, text: source }: JobFile): Job[] {
  const { root } = readPyYaml(plainJson(source), path);
  if (root?.kind !== "map") return [];
  return ["configurations", "tasks"].flatMap((key) => {
    const list = givenValue(root, key);
    return list?.kind === "list" ? list.items.flatMap((item) => (item.kind === "map" ? jobOf(item, path) : [])) : [];
  });
}

interface Word {
  readonly kind: "str";
  readonly value: string;
  readonly text: string;
  readonly place: Place;
}

function jobOf(map: PyMap, file: string): Job[] {
  const place = map.entries[0]?.key.place ?? map.place;
  const [program, module, command] = ["program", "module", "command"].map((key) => wordOf(givenValue(map, key)));
  const options = givenValue(map, "options");
  const inner = options?.kind === "map" ? options : map;
  const folder = wordOf(givenValue(inner, "cwd"));
  const args = wordsOf(givenValue(map, "args"));
  const job = {
    file,
    folder: folder?.kind === "str" ? folder.value.replace(/^\.?\/?$/, "") : "",
    variables: variablesOf(givenValue(inner, "env")),
  };
  const python = text("python", place);
  if (program !== undefined) return [{ ...job, words: [python, program, ...args], place }];
  if (module !== undefined) return [{ ...job, words: [python, text("-m", place), module, ...args], place }];
  if (command?.kind !== "str") return [];
  // A task of a shell may hold the whole command in one text.
  return args.length > 0
    ? [{ ...job, words: [command, ...args], place }]
    : [{ ...job, source: command.value, placeAt: () => command.place }];
}

function wordsOf(node: PyNode | undefined): Value[] {
  if (node?.kind === "list") return node.items.flatMap((item) => wordOf(item) ?? []);
  const word = wordOf(node);
  return word?.kind === "str" ? word.value.split(/\s+/).map((each) => text(each, word.place)) : [];
}

// The workspace is the repository; what the editor fills in otherwise stays as it is written.
function wordOf(node: PyNode | undefined): Word | undefined {
  if (node === undefined || node.kind === "list" || node.kind === "map" || node.kind === "null") return undefined;
  const written = node.text.replace(/\$\{workspace(?:Folder|Root)\}[/\\]?/g, "");
  return { kind: "str", value: written, text: written, place: node.place };
}

function variablesOf(node: PyNode | undefined): Map<string, Value> {
  const entries = node?.kind === "map" ? node.entries : [];
  return new Map(
    entries.flatMap(({ key, value }): [string, Value][] => {
      const word = wordOf(value);
      return word === undefined ? [] : [[key.text, word]];
    }),
  );
}

/** JSON as editors take it, without comments, tabs and commas behind the last item; every letter stays where it is. */
function plainJson(source: string): string {
  return source
    .replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, (part) =>
      part.startsWith('"') ? part : part.replace(/[^\r\n]/g, " "),
    )
    .replaceAll("\t", " ")
    .replace(/,(?=\s{0,400}[}\]])/g, " ");
}
