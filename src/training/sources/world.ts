import type { Program } from "../evaluate/program.ts";
import type { RepositoryFiles } from "../repository.ts";
import { packagedIn } from "./relevance.ts";
import { decoded, type TextReader } from "./texts.ts";

/** Larger files are no programs that people write. */
const LONGEST = 2 * 1024 * 1024;
/** Those asked for in one turn may be answered by one git process: many at a time, but not all. */
const AT_ONCE = 256;
/** Notebooks hold pictures. */
const LONGEST_NOTEBOOK = 16 * 1024 * 1024;

/**
 * The texts of a repository as they are asked for. A text that is not at hand is noted, so that whoever reads without waiting
 * can be run again once it is there.
 */
export class World {
  readonly paths: ReadonlySet<string>;
  private readonly known: Set<string>;
  private readonly written = new Set<string>();
  private readonly inPackage: (name: string) => string | undefined;
  /** Programs that were parsed, by their paths: what is followed anew is not parsed anew. */
  readonly programs = new Map<string, Program | undefined>();
  private readonly texts = new Map<string, string | undefined>();
  private readonly wanted = new Set<string>();
  private readonly repository: RepositoryFiles;

  constructor(paths: readonly string[], repository: RepositoryFiles) {
    this.known = new Set(paths);
    this.paths = this.known;
    this.inPackage = packagedIn(paths);
    this.repository = repository;
  }

  /** A file that no path leads to: one that a notebook writes outside of the repository, or that lies in the package. */
  readonly packaged = (name: string): string | undefined => (this.written.has(name) ? name : this.inPackage(name));

  isOfRepository(path: string): boolean {
    return this.known.has(path) && !this.written.has(path);
  }

  /** A file that a notebook writes before it is used, where the repository has none of that name. */
  write(path: string, text: string): void {
    if (this.isOfRepository(path)) return;
    this.known.add(path);
    this.written.add(path);
    this.texts.set(path, text);
  }

  /** The text of a file that a notebook writes. */
  writtenText(path: string): string | undefined {
    return this.written.has(path) ? this.texts.get(path) : undefined;
  }

  readonly read: TextReader = (path) => {
    if (!this.paths.has(path)) return undefined;
    if (!this.texts.has(path)) this.wanted.add(path);
    return this.texts.get(path);
  };

  /** Reads files; those that are there already cost nothing. */
  async load(paths: Iterable<string>): Promise<void> {
    const fresh = [...new Set(paths)].filter((path) => !this.texts.has(path) && this.paths.has(path));
    for (let at = 0; at < fresh.length; at += AT_ONCE) {
      await Promise.all(fresh.slice(at, at + AT_ONCE).map((path) => this.loadOne(path)));
    }
  }

  private async loadOne(path: string): Promise<void> {
    const text = await this.repository.readText(path);
    const most = path.endsWith(".ipynb") ? LONGEST_NOTEBOOK : LONGEST;
    this.texts.set(path, text === undefined || text.length > most ? undefined : decoded(text));
  }

  /** Reads what was asked for in vain; false where nothing was. */
  async loadWanted(): Promise<boolean> {
    const wanted = [...this.wanted];
    this.wanted.clear();
    await this.load(wanted);
    return wanted.length > 0;
  }

  get readCount(): number {
    return this.texts.size;
  }
}
