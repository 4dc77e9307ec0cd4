/** The repository's files, read by whoever calls this stage. Paths are relative to its root, with `/`. */
export interface RepositoryFiles {
  /** undefined: there is no such file. */
  readonly readText: (path: string) => Promise<string | undefined> | string | undefined;
  /** The file that Ultralytics would find by this name in its own folder, where the repository holds the package. */
  readonly packaged?: (name: string) => string | undefined;
}

/** The path without `.` and `..`, or undefined where it leaves the repository. */
export function insideRepository(path: string): string | undefined {
  const plain = path.replaceAll("\\", "/");
  if (isOutside(plain) || plain.includes("\0") || plain.length > 1000) return undefined;
  const parts: string[] = [];
  for (const part of plain.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.length === 0 ? undefined : parts.join("/");
}

/** Whether a path names something on the training machine or on the net, which no repository can hold. */
export function isOutside(path: string): boolean {
  return /^(?:[/\\~]|[A-Za-z]:[/\\]|[A-Za-z][A-Za-z0-9+.-]*:\/\/)/.test(path);
}

/** Whether the value is filled in later, by a shell or a template. */
export function isTemplate(text: string): boolean {
  return /\$\{|\$\(|\$[A-Za-z_]|\{\{|<[A-Z_]+>/.test(text);
}

/**
 * Where a path written in a config may be meant: from the root, where training is started, or from a folder of the config.
 * In order of likelihood, each once.
 */
export function candidatePaths(written: string, config: string): readonly string[] {
  const folders = config.split("/").slice(0, -1);
  const bases = ["", ...folders.map((_, index) => `${folders.slice(0, folders.length - index).join("/")}/`)];
  const paths = bases.map((base) => (isOutside(written) ? undefined : insideRepository(base + written)));
  return [...new Set(paths.filter((path) => path !== undefined))];
}

/** The first file of the repository that one of the names means, else that of the package in it, with its text. */
export async function namedFile(
  names: readonly string[],
  config: string,
  repository: RepositoryFiles,
): Promise<{ readonly path: string; readonly text: string } | undefined> {
  const paths = names.flatMap((name) => candidatePaths(name, config));
  const packaged = names.flatMap((name) => repository.packaged?.(name) ?? []);
  return firstFile([...new Set([...paths, ...packaged])], repository);
}

/** The first of the files that exists, with its text. */
export async function firstFile(
  paths: readonly string[],
  { readText }: RepositoryFiles,
): Promise<{ readonly path: string; readonly text: string } | undefined> {
  for (const path of paths) {
    const text = await readText(path);
    if (text !== undefined) return { path, text };
  }
  return undefined;
}
