import type { Place } from "../../problem.ts";
import { callFunction, construct } from "../evaluate/calls.ts";
import { moduleOf } from "../evaluate/imports.ts";
import { LineTable } from "../evaluate/lines.ts";
import { type Host, Machine, type StartEvent, Stopped, type TrainEvent } from "../evaluate/machine.ts";
import { callCommand, isCommand } from "../evaluate/options.ts";
import type { Program } from "../evaluate/program.ts";
import { type FunctionValue, type Scope, textOf, unknown, type Value } from "../evaluate/value.ts";
import { moduleFileIn } from "./modules.ts";
import { notebookProgram } from "./notebook.ts";
import { everyPoint } from "./points.ts";
import { parsePython } from "./python/parse.ts";
import type { World } from "./world.ts";

/** What programs tell while they are followed. */
export interface Listener {
  readonly onTrain: (event: TrainEvent, files: readonly string[]) => unknown;
  readonly onStart: (event: StartEvent) => unknown;
}

export interface ProgramStart {
  readonly argv: readonly Value[];
  readonly environment: ReadonlyMap<string, Value>;
}

/** The Python programs of a repository: parsed once, followed as often as they are started. */
export class Programs {
  /** Pieces of other files, by names that no file has. */
  private readonly pieces = new Map<string, Program>();
  private readonly tables = new WeakMap<Program, LineTable>();
  private readonly called = new Set<string>();
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** A program that stands in another file (a here-document, `python -c`), by a name that no file has. */
  add(name: string, program: Program): void {
    this.pieces.set(name, program);
  }

  program(path: string): Program | undefined {
    const piece = this.pieces.get(path);
    if (piece !== undefined) return piece;
    const { programs } = this.world;
    if (!programs.has(path)) {
      const text = this.world.read(path);
      if (text === undefined) return undefined;
      programs.set(path, path.endsWith(".ipynb") ? notebookProgram(text, path) : parsePython({ file: path, text }));
    }
    return programs.get(path);
  }

  /** Follows a program as if it were started. */
  start(path: string, { argv, environment }: ProgramStart, listener: Listener): void {
    let told = 0;
    let raised = false;
    const counting: Listener = {
      onTrain: (event, files) => {
        told += 1;
        listener.onTrain(event, files);
      },
      onStart: (event) => {
        told += 1;
        listener.onStart(event);
      },
    };
    const follow = (lenient: boolean): void =>
      everyPoint((choose) => {
        const machine = this.machine(path, { argv, environment }, { listener: counting, choose, lenient });
        this.guarded(() => {
          const module = moduleOf(machine, path, "__main__");
          if (module !== undefined && told === 0) this.commandsOf(machine, module.scope, argv);
        });
        for (const call of machine.called) this.called.add(call);
        raised ||= machine.raised;
      });
    follow(false);
    // A check that fails on what is filled in later says nothing about the training behind it.
    if (told === 0 && raised) follow(true);
  }

  /** Follows the functions of a file that nobody was seen to call: a service, a library. Outer ones first. */
  startRest(path: string, listener: Listener): void {
    const start = { argv: [], environment: new Map() };
    everyPoint((choose) => {
      // What the file does by itself was told before.
      let loading = true;
      const onlyCalls: Listener = {
        onTrain: (event, files) => loading || listener.onTrain(event, files),
        onStart: (event) => loading || listener.onStart(event),
      };
      const machine = this.machine(path, start, { listener: onlyCalls, choose });
      this.guarded(() => {
        const module = moduleOf(machine, path);
        loading = false;
        if (module !== undefined) this.callEach(machine, path, module.scope);
      });
      for (const call of machine.called) this.called.add(call);
    });
  }

  // `app()` of click or typer runs one of the functions that are its commands: the one that is named, or all in turn.
  private commandsOf(machine: Machine, scope: Scope, argv: readonly Value[]): void {
    const commands = [...scope.names.values()]
      .filter((value) => value.kind === "function")
      .filter((value) => isCommand(value) && !machine.called.has(keyOf(value)));
    const named = commands.find(
      ({ definition }) => definition.name.replaceAll("_", "-") === textOf(argv[0])?.replaceAll("_", "-"),
    );
    for (const command of named === undefined ? commands : [named]) {
      this.guarded(() =>
        callCommand(
          machine,
          command,
          machine.placeOf(scope, command.definition.kind === "function" ? command.definition.from : 0),
        ),
      );
    }
  }

  private callEach(machine: Machine, path: string, scope: Scope): void {
    const text = this.program(path)?.text ?? "";
    const values = [...scope.names.values()];
    const functions = values.flatMap((value) =>
      value.kind === "function" && value.scope === scope ? [{ function: value, owner: undefined }] : [],
    );
    const methods = values.flatMap((value) => {
      if (value.kind !== "class" || value.scope !== scope) return [];
      return [...value.attributes.values()].flatMap((each) =>
        each.kind === "function" && each.owner === value ? [{ function: each, owner: value }] : [],
      );
    });
    const waiting = [...functions, ...methods].filter(
      (each) => !this.called.has(keyOf(each.function)) && bodyOf(each.function, text) !== "",
    );
    const named = new Set(
      waiting.flatMap((each) => bodyOf(each.function, text).match(/\w+(?=\()|(?<=\.)\w+|(?<=target=)\w+/g) ?? []),
    );
    const outer = waiting.filter((each) => !named.has(each.function.definition.name));
    for (const each of [...outer, ...waiting]) {
      if (
        this.called.has(keyOf(each.function)) ||
        machine.called.has(keyOf(each.function)) ||
        each.function.definition.name.startsWith("test")
      )
        continue;
      this.guarded(() => {
        const place = machine.placeOf(scope, "from" in each.function.definition ? each.function.definition.from : 0);
        const self = each.owner && construct(machine, each.owner, { positional: [], named: new Map(), place });
        callFunction(machine, each.function, { positional: self ? [self] : [], named: new Map(), place });
      });
    }
  }

  private machine(
    path: string,
    { argv, environment }: ProgramStart,
    { listener, choose, lenient = false }: { listener: Listener; choose: (count: number) => number; lenient?: boolean },
  ): Machine {
    const files = new Set<string>();
    const host: Host = {
      readText: (file) => {
        const text = this.world.read(file) ?? this.pieces.get(file)?.text;
        if (text !== undefined) files.add(file);
        return text;
      },
      program: (file) => this.program(file),
      moduleFile: ({ name, level, from }) =>
        moduleFileIn(this.world.paths, { name, level, from: this.program(from)?.file ?? from }),
      onTrain: (event) =>
        listener.onTrain(
          event,
          [...files].filter((file) => /\.(?:ya?ml|json|toml)$/.test(file)),
        ),
      onStart: listener.onStart,
      choose,
    };
    return new Machine(host, { file: path, argv, environment }, { lines: (program) => this.table(program), lenient });
  }

  private table(program: Program): LineTable {
    const known = this.tables.get(program) ?? new LineTable(program.fileText);
    this.tables.set(program, known);
    return known;
  }

  // Programs that nest too deeply exhaust the stack: nothing more is followed then.
  private guarded(run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof Stopped) && !(error instanceof RangeError)) throw error;
    }
  }
}

const keyOf = ({ definition, scope }: FunctionValue): string =>
  `${scope.file}:${definition.kind === "function" ? definition.from : 0}`;

// Only functions in which something may be trained or started.
function bodyOf({ definition }: FunctionValue, text: string): string {
  if (definition.kind !== "function") return "";
  return text.slice(definition.from, definition.to);
}

/** A value that whoever starts a program gives it. */
export const given = (name: string, place: Place): Value =>
  unknown(`${name} is given when the program is started`, place);
