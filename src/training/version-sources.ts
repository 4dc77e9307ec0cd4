import { parse as parseToml } from "smol-toml";
import { insideRepository, isOutside } from "./repository.ts";
import { PACKAGES, type Package, type Pin, packageOf, pep440Of, requirementsIn, type Source } from "./version-pins.ts";

export interface VersionFile {
  readonly path: string;
  readonly text: string;
  /** Another file of requirements names it, whatever it is called. */
  readonly included?: boolean;
}

type Reader = (file: VersionFile) => readonly Pin[];

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Which file is read how; the first that fits. */
const READERS: readonly { readonly name: RegExp; readonly source: Source; readonly read: Reader }[] = [
  { name: /^__init__\.py$/, source: "package", read: packageVersion },
  { name: /^(?:uv|poetry|pdm)\.lock$/, source: "lock", read: tomlLock },
  { name: /^Pipfile\.lock$/, source: "lock", read: pipfileLock },
  { name: /^pyproject\.toml$/, source: "project", read: pyproject },
  { name: /^setup\.(?:cfg|py)$/, source: "project", read: requirementLines("project") },
  { name: /^Pipfile$/, source: "project", read: tomlTables("project") },
  {
    name: /^[\w.-]*(?:requirements|constraints)[\w.-]*\.(?:txt|in)$/i,
    source: "requirements",
    read: requirementLines("requirements"),
  },
  { name: /^(?:environment|conda|env)[\w.-]*\.ya?ml$/i, source: "requirements", read: condaLines },
  { name: /^(?:[\w.-]*\.)?(?:Docker|Container)file(?:\.[\w.-]+)?$/i, source: "container", read: pipLines("container") },
];

/** Whether a path may pin versions, so that it is worth reading. */
export function mayPinVersions(path: string): boolean {
  return readerOf(path) !== undefined;
}

function readerOf(path: string): Reader | undefined {
  if (/(?:^|\/)(?:requirements|reqs?|constraints)\/[\w.-]+\.(?:txt|in)$/.test(path))
    return requirementLines("requirements");
  if (/^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return pipLines("workflow");
  if (nameOf(path) === "__init__.py" && !/(?:^|\/)ultralytics\/__init__\.py$/.test(path)) return undefined;
  return READERS.find(({ name }) => name.test(nameOf(path)))?.read;
}

/** Every place in a file where Ultralytics or torch is asked for. A file that can't be parsed has none. */
export function pinsIn({ path, text, included = false }: VersionFile): readonly Pin[] {
  // A UTF-16 file that was read as UTF-8 has a NUL beside every letter.
  const plain = text.replaceAll("\0", "").replace(/^[\ufeff\ufffd]+/, "");
  const reader = readerOf(path) ?? (included ? requirementLines("requirements") : undefined);
  return reader?.({ path, text: plain }) ?? [];
}

/** The files of requirements that others name (`-r base.txt`, `-c pins.txt`), with those that they name in turn, each once. */
export async function withIncluded(
  files: readonly VersionFile[],
  read: (path: string) => Promise<string | undefined> | string | undefined,
): Promise<readonly VersionFile[]> {
  const all = new Map(files.map((file) => [file.path, file]));
  let fresh = files;
  for (let round = 0; round < DEEPEST_INCLUDE && fresh.length > 0; round++) {
    const paths = [...new Set(fresh.flatMap(namedIn))].filter((path) => !all.has(path)).slice(0, MOST_INCLUDED);
    const texts = await Promise.all(paths.map(async (path) => ({ path, text: await read(path) })));
    fresh = texts.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text, included: true }]));
    for (const file of fresh) all.set(file.path, file);
  }
  return [...all.values()];
}

/** Nobody nests them deeper or has more. */
const DEEPEST_INCLUDE = 5;
const MOST_INCLUDED = 20;

function namedIn({ path, text }: VersionFile): string[] {
  if (!/\.(?:txt|in)$/i.test(path)) return [];
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const named = text.matchAll(/^[ \t]*(?:-r|--requirement|-c|--constraint)(?:[ \t]+|=)([^\s#]+)/gm);
  return [...named].flatMap(([, name = ""]) => (isOutside(name) ? [] : (insideRepository(folder + name) ?? [])));
}

// The package itself in the repository: it is found before an installed one.
function packageVersion({ path, text }: VersionFile): readonly Pin[] {
  const found = /^__version__[ \t]*=[ \t]*["'](\d+\.\d+\.\d+)["']/m.exec(text);
  if (found === null) return [];
  const line = text.slice(0, found.index).split("\n").length;
  return [
    { package: "ultralytics", specifier: `==${found[1]}`, source: "package", place: { file: path, line, column: 1 } },
  ];
}

function requirementLines(source: Source): Reader {
  return ({ path, text }) => {
    return linesOf(text).flatMap((written, index) => {
      const line = written.replace(/(?:^|\s)#.*$/, "");
      // A line that begins with a dash is an option of pip.
      if (/^\s*-/.test(line)) return [];
      return requirementsIn(line).map(({ column, ...pin }) => ({
        ...pin,
        source,
        place: { file: path, line: index + 1, column },
      }));
    });
  };
}

// Lines of a shell command that installs, with those that continue it.
function pipLines(source: Source): Reader {
  return ({ path, text }) => {
    let installing = false;
    return linesOf(text).flatMap((line, index) => {
      if (/^\s*#/.test(line)) return [];
      const image = imagePin(line);
      if (image !== undefined) return [{ ...image, source, place: { file: path, line: index + 1, column: 1 } }];
      installing = installing || installs(line);
      const found = installing ? requirementsIn(line) : [];
      installing = installing && /[\\|>]\s*$/.test(line);
      return found.map(({ column, ...pin }) => ({ ...pin, source, place: { file: path, line: index + 1, column } }));
    });
  };
}

// The images that the two projects publish have their version for a tag: `FROM pytorch/pytorch:2.3.1-cuda12.1-cudnn8-runtime`.
function imagePin(line: string): Pick<Pin, "package" | "specifier"> | undefined {
  const [, name, version] =
    /^\s*FROM\s+(?:--\S+\s+)?(?:[\w.:-]+\/)?(ultralytics\/ultralytics|pytorch\/pytorch):v?(\d+\.\d+\.\d+)(?![\w.])/i.exec(
      line,
    ) ?? [];
  if (version === undefined) return undefined;
  return { package: /^ultra/i.test(name ?? "") ? "ultralytics" : "torch", specifier: `==${version}` };
}

function installs(line: string): boolean {
  const start = line.search(/\b(?:pip3?|uv|conda|mamba|poetry)\b/);
  return start >= 0 && /\b(?:install|add)\b/.test(line.slice(start));
}

// `- pytorch=2.4.1`, `- pytorch::pytorch>=2.4`, and pip's own lines in between.
function condaLines({ path, text }: VersionFile): readonly Pin[] {
  return linesOf(text).flatMap((line, index): Pin[] => {
    const place = { file: path, line: index + 1, column: line.length - line.trimStart().length + 1 };
    const [, name = "", constraint = ""] = /^\s*-\s*["']?(?:[\w-]+::)?([\w-]+)\s*([=<>!~][^"'#]*)?/.exec(line) ?? [];
    const found = packageOf(name);
    if (found === undefined) return [];
    const version = /^=\s*([\d.]+)(?:=.*)?$/.exec(constraint.trim())?.[1];
    const specifier = version === undefined ? constraint.replace(/\s+/g, "") : `==${version}`;
    return [{ package: found, specifier, source: "requirements", place }];
  });
}

function tomlLock({ path, text }: VersionFile): readonly Pin[] {
  const packages = fieldOf(parsedToml(text), "package");
  if (!Array.isArray(packages)) return [];
  return packages.flatMap((entry) => {
    const { name, version } = tableOf(entry);
    return lockedPin({ path, text }, name, version);
  });
}

function pipfileLock({ path, text }: VersionFile): readonly Pin[] {
  const lock = parsedJson(text);
  return ["default", "develop"].flatMap((section) => {
    return Object.entries(tableOf(fieldOf(lock, section))).flatMap(([name, entry]) => {
      const version = fieldOf(entry, "version");
      return lockedPin({ path, text }, name, typeof version === "string" ? version.replace(/^==/, "") : undefined);
    });
  });
}

function lockedPin({ path, text }: VersionFile, name: unknown, version: unknown): Pin[] {
  const found = typeof name === "string" ? packageOf(name) : undefined;
  if (found === undefined || typeof version !== "string") return [];
  const place = placeOf(path, text, new RegExp(`^[ \\t]*(?:name = )?"${found}"`, "m"));
  return [{ package: found, specifier: `==${version}`, source: "lock", place }];
}

// PEP 621 lists are requirement texts; Poetry's tables are names with constraints.
function pyproject(file: VersionFile): readonly Pin[] {
  const toml = parsedToml(file.text);
  const poetry = tomlTables("project")(file);
  const tables = [fieldOf(toml, "project"), fieldOf(toml, "dependency-groups"), fieldOf(fieldOf(toml, "tool"), "uv")];
  const lists = tables.flatMap((table) => textsIn(table, 0));
  const listed = lists.flatMap((text) => requirementsIn(text).filter(({ column }) => column === 1));
  return [
    ...listed.map(({ package: name, specifier }): Pin => {
      const place = placeOf(file.path, file.text, new RegExp(`["']${name}\\b`, "i"));
      return { package: name, specifier, source: "project", place };
    }),
    ...poetry,
  ];
}

function tomlTables(source: Source): Reader {
  return ({ path, text }) => {
    const found: Pin[] = [];
    const visit = (value: unknown, depth: number): void => {
      for (const [name, item] of Object.entries(tableOf(value))) {
        const constraint = typeof item === "string" ? item : fieldOf(item, "version");
        const known = PACKAGES.find((candidate) => candidate === packageOf(name));
        if (known !== undefined && typeof constraint === "string")
          found.push(tablePin(known, constraint, { path, text, source }));
        else if (depth < 8) visit(item, depth + 1);
      }
    };
    visit(parsedToml(text), 0);
    return found;
  };
}

function tablePin(name: Package, constraint: string, { path, text, source }: VersionFile & { source: Source }): Pin {
  const place = placeOf(path, text, new RegExp(`^[ \\t]*["']?${name}["']?[ \\t]*=`, "im"));
  return { package: name, specifier: pep440Of(constraint), source, place };
}

function textsIn(value: unknown, depth: number): readonly string[] {
  if (typeof value === "string") return [value];
  if (depth > 4 || typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((item) => textsIn(item, depth + 1));
}

function placeOf(path: string, text: string, pattern: RegExp): Pin["place"] {
  const match = pattern.exec(text);
  if (match === null) return { file: path, line: 1, column: 1 };
  const offset = match.index + (match[0].length - match[0].trimStart().length);
  const before = text.slice(0, offset);
  return { file: path, line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

const linesOf = (text: string): readonly string[] => text.split(/\r?\n|\r/);

const tableOf = (value: unknown): Readonly<Record<string, unknown>> => {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
};

const fieldOf = (value: unknown, name: string): unknown => {
  const table = tableOf(value);
  return Object.hasOwn(table, name) ? table[name] : undefined;
};

// A file of another tool that is broken is not this program's to complain about.
function parsedToml(text: string): unknown {
  try {
    return parseToml(text);
  } catch {
    return undefined;
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
