import { isReadme, isScript, mayHoldCommands } from "./jobs/index.ts";
import type { TextReader } from "./texts.ts";

/** Folders that hold others' code or what programs made. */
const FOREIGN =
  /(?:^|\/)(?:node_modules|\.git|\.?venv|env|site-packages|dist-packages|__pycache__|\.tox|\.ipynb_checkpoints|third_party|vendor)\//;
const TESTS = /(?:^|\/)(?:tests?|testing)\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/;

/** Kinds of files that may write a training, by their name; READMEs only where they are asked for. */
export function isCandidate(path: string, readmes = false): boolean {
  if (FOREIGN.test(path)) return false;
  return (readmes && isReadme(path)) || /\.(?:py|ipynb)$/i.test(path) || mayHoldCommands(path);
}

/** Of files that may write a training: those that were changed first, then those that say so by their name. */
export function likeliestFirst(paths: readonly string[], changed: ReadonlySet<string> = new Set()): readonly string[] {
  const rank = (path: string): number =>
    changed.has(path) ? 0 : SPEAKING.test(path) ? 1 : /\.py$/.test(path) ? 4 : /\.ya?ml$/.test(path) ? 3 : 2;
  return paths
    .map((path) => [rank(path), path] as const)
    .sort(([a], [b]) => a - b)
    .map(([, path]) => path);
}

// What people call what trains, and what starts it.
const SPEAKING = /train|tune|yolo|ultralytics|rtdetr|(?:^|\/)(?:[Mm]akefile|dvc\.yaml|run\.sh)$/i;

/** Whether a file is a test of a program: what it trains is no run of the team's. */
export const isTest = (path: string): boolean => TESTS.test(path);

/**
 * Folders of the Ultralytics package itself, where a repository holds it: its own code, tests and documents train nothing for
 * the team. Given as prefixes of paths.
 */
export function vendoredFolders(paths: Iterable<string>): readonly string[] {
  const roots: string[] = [];
  for (const path of paths) {
    const [, root] =
      /^((?:.*\/)?)ultralytics\/(?:engine\/trainer\.py|engine\/model\.py|yolo\/engine\/trainer\.py)$/.exec(path) ?? [];
    if (root !== undefined) roots.push(root);
  }
  return [...new Set(roots)].flatMap((root) =>
    ["ultralytics/", "tests/", "docs/", "examples/", "docker/", ".github/"].map((folder) => root + folder),
  );
}

const PACKAGED = /(?:^|\/)ultralytics\/cfg\/(?:.*\/)?[^/]+\.ya?ml$/;

/**
 * The file of a package in the repository by the name that a run gives it: Ultralytics looks below its own folder for a file
 * that is not found otherwise, and takes it where it is the only one.
 */
export function packagedIn(paths: Iterable<string>): (name: string) => string | undefined {
  const all = [...paths].filter((path) => PACKAGED.test(path));
  return (name) => {
    const plain = name.replaceAll("\\", "/").replace(/^(?:\.?\/)+/, "");
    const found = plain === "" ? [] : all.filter((path) => path.endsWith(`/${plain}`));
    return found.length === 1 ? found[0] : undefined;
  };
}

const OURS = /yolo|ultralytics|rtdetr/i;
const TRAINS = /train|tune|yolov5/i;
// Only from where a word begins: tried from every letter of a long word it would take the square of its length.
const STARTED = /(?<![\w-])[\w-]+\.(?:py|sh|bash|sbatch|slurm|bat|cmd|ps1)\b|-m[ "',]+[\w.]+/g;
const IMPORT_LINE = /^[ \t]*(?:from|import)[ \t]+[^\n]{1,300}/gm;

/** Files that write a training, or start or import one that does, at any distance. Files that are not read are not relevant. */
export function relevantFiles(candidates: readonly string[], read: TextReader): ReadonlySet<string> {
  const relevant = new Set<string>();
  const mentions = new Map<string, ReadonlySet<string>>();
  for (const path of candidates) {
    const text = read(path);
    if (text === undefined) continue;
    if (OURS.test(text) && TRAINS.test(text)) relevant.add(path);
    else mentions.set(path, mentionedIn(path, text));
  }
  let fresh: readonly string[] = [...relevant];
  for (let round = 0; round < 5 && fresh.length > 0; round++) {
    const names = new Set(fresh.filter((path) => path.endsWith(".py") || isScript(path)).flatMap(namesOf));
    fresh = [...mentions].flatMap(([path, words]) => (intersects(words, names) ? [path] : []));
    for (const path of fresh) {
      relevant.add(path);
      mentions.delete(path);
    }
  }
  return relevant;
}

/** Names of files and modules that a text starts or imports. */
export function mentionedIn(path: string, text: string): ReadonlySet<string> {
  const words = new Set(
    (text.match(STARTED) ?? []).map((word) =>
      word.startsWith("-m") ? (word.split(".").at(-1) ?? "").replace(/^-m[ "',]+/, "") : word,
    ),
  );
  if (!path.endsWith(".py")) return words;
  for (const line of text.match(IMPORT_LINE) ?? []) for (const word of line.split(/\W+/)) words.add(word);
  return words;
}

/** How a file is named by those that start or import it. */
function namesOf(path: string): string[] {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const stem = name.replace(/\.[^.]*$/, "");
  const folder = path.split("/").at(-2) ?? "";
  return path.endsWith(".py") ? [name, stem === "__init__" || stem === "__main__" ? folder : stem] : [name];
}

/** Whether one of the texts names a file. */
export const isMentioned = (path: string, words: ReadonlySet<string>): boolean =>
  namesOf(path).some((name) => words.has(name));

const intersects = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const word of small) if (large.has(word)) return true;
  return false;
};
