import type { Place } from "../../problem.ts";
import { Journal } from "./journal.ts";
import type { LineTable } from "./lines.ts";
import { joinedPath } from "./operators.ts";
import type { Program } from "./program.ts";
import type { Call, ModuleValue, Scope, Value } from "./value.ts";

/** A training that a program starts: what it is called with, by whom. */
export interface TrainEvent {
  readonly place: Place;
  /** The model it is called on; undefined: a trainer, whose arguments name it. */
  readonly model: Value | undefined;
  readonly task: Value | undefined;
  readonly call: Call;
}

/** A command that a program starts: a list of words, or one text for a shell. */
export interface StartEvent {
  readonly place: Place;
  readonly command: Value;
  /** Where it runs; "": where the program does. */
  readonly folder: string;
}

/** The world around a program. It is asked for texts and told what happens; it executes nothing. */
export interface Host {
  readonly readText: (path: string) => string | undefined;
  readonly program: (path: string) => Program | undefined;
  /** The file of a module as an import in `from` names it. */
  readonly moduleFile: (module: {
    readonly name: string;
    readonly level: number;
    readonly from: string;
  }) => string | undefined;
  readonly onTrain: (event: TrainEvent) => unknown;
  readonly onStart: (event: StartEvent) => unknown;
  /** Which of several values to take where each is wanted (a sweep): a number below `count`. */
  readonly choose: (count: number) => number;
}

/** What a started program is given. */
export interface Start {
  readonly file: string;
  readonly argv: readonly Value[];
  readonly environment: ReadonlyMap<string, Value>;
}

/** Far more than programs that train need; keeps any text from taking long. */
const MOST_STEPS = 50_000;
const DEEPEST_CALL = 24;

/** The state of one evaluation. */
export class Machine {
  readonly journal = new Journal();
  readonly modules = new Map<string, ModuleValue>();
  /** Functions that were called, as `file:offset`. */
  readonly called = new Set<string>();
  readonly environment: Map<string, Value>;
  /** Where the program went (`os.chdir`, `%cd`); empty: where it was started. */
  readonly folder = new Map<"now", string>();
  /** What `wandb.config` holds. */
  readonly sweep = new Map<"config", Value>();
  readonly host: Host;
  readonly start: Start;
  private readonly lines: (program: Program) => LineTable;
  /** A `raise` was reached outside of a `try`. */
  raised = false;
  /** What is raised does not end the program: a check that fails on what is filled in later. */
  readonly lenient: boolean;
  private steps = 0;
  private depth = 0;

  constructor(
    host: Host,
    start: Start,
    { lines, lenient = false }: { lines: (program: Program) => LineTable; lenient?: boolean },
  ) {
    this.lenient = lenient;
    this.host = host;
    this.start = start;
    this.lines = lines;
    this.environment = new Map(start.environment);
  }

  /** False once the program takes too long: then nothing more is followed. */
  step(): boolean {
    this.steps += 1;
    return this.steps < MOST_STEPS;
  }

  get exhausted(): boolean {
    return this.steps >= MOST_STEPS;
  }

  /** Runs a call one level deeper; undefined where calls are too deep. */
  deeper<T>(call: () => T): T | undefined {
    if (this.depth >= DEEPEST_CALL) return undefined;
    this.depth += 1;
    try {
      return call();
    } finally {
      this.depth -= 1;
    }
  }

  /** The program goes to another folder; undefined: it is not known where, so that paths are looked for everywhere. */
  goTo(path: string | undefined): void {
    this.journal.set(this.folder, "now", path === undefined ? "" : joinedPath(this.folder.get("now") ?? "", path));
  }

  placeOf(scope: Scope, offset: number): Place {
    const program = this.host.program(scope.file);
    if (program === undefined) return { file: scope.file, line: 1, column: 1 };
    return this.lines(program).placeAt(program.offsetInFile(offset), program.file);
  }
}

/** Ends a program: `sys.exit()` and exceptions. */
export class Stopped extends Error {}
