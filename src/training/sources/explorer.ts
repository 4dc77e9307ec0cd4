import type { Place } from "../../problem.ts";
import { LineTable } from "../evaluate/lines.ts";
import type { StartEvent, TrainEvent } from "../evaluate/machine.ts";
import { joinedPath } from "../evaluate/operators.ts";
import { folderOf } from "../evaluate/paths.ts";
import { itemsOf, textOf, type Value } from "../evaluate/value.ts";
import { insideRepository, isOutside } from "../repository.ts";
import { jobsIn } from "./jobs/index.ts";
import type { Job } from "./jobs/job.ts";
import { type Launch, launchOf } from "./launch.ts";
import { legacyRun } from "./legacy.ts";
import { mainFileIn } from "./modules.ts";
import { filesWritten } from "./notebook.ts";
import { type Listener, Programs } from "./programs.ts";
import { parsePython } from "./python/parse.ts";
import { pythonRun } from "./python-run.ts";
import { runShell, type StartedCommand } from "./shell/run.ts";
import type { SourceRun } from "./source-run.ts";
import { pathsFrom } from "./texts.ts";
import type { World } from "./world.ts";
import { yoloRun } from "./yolo-command.ts";

/** How far a chain of commands has come, and where the run of a program is said to be written. */
interface Chain {
  readonly depth: number;
  readonly files: readonly string[];
  /** The command that gave the running program its arguments; undefined: it has none. */
  readonly started?: Place;
}

const DEEPEST_CHAIN = 6;

/** Follows commands and programs from where they are written to the trainings that they start. */
export class Explorer {
  readonly runs: SourceRun[] = [];
  /** Scripts and programs that something starts. */
  readonly launched = new Set<string>();
  private readonly programs: Programs;
  private readonly world: World;
  private readonly following = new Set<string>();
  private inline = 0;

  constructor(world: World) {
    this.world = world;
    this.programs = new Programs(world);
  }

  /** Everything that a file of commands starts. */
  commands(path: string, positional: readonly Value[] = [], chain: Chain = { depth: 0, files: [] }): void {
    const text = this.world.read(path);
    if (text === undefined) return;
    for (const job of jobsIn({ path, text, read: this.world.read })) this.job(job, positional, chain);
  }

  /** Files that a notebook writes are there for what it starts: beside it, or where their paths say. */
  filesOf(notebook: string): void {
    for (const { path, text, program } of filesWritten(this.world.read(notebook) ?? "", notebook)) {
      const inside = isOutside(path) ? path : insideRepository(joinedPath(folderOf(notebook), path));
      if (inside === undefined || this.world.isOfRepository(inside)) continue;
      this.world.write(inside, text);
      if (program !== undefined) this.programs.add(inside, program);
    }
  }

  /** A program, started without arguments. */
  program(path: string): void {
    this.programs.start(path, { argv: [], environment: new Map() }, this.listener({ depth: 0, files: [] }));
  }

  /** Functions of a program that nothing was seen to call. */
  restOf(path: string): void {
    this.programs.startRest(path, this.listener({ depth: 0, files: [] }));
  }

  private job(job: Job, positional: readonly Value[], chain: Chain): void {
    if ("program" in job) {
      this.inline += 1;
      const name = `${job.file}\0${this.inline}`;
      this.programs.add(name, job.program);
      this.programs.start(name, { argv: [], environment: job.variables }, this.listener(chain));
      return;
    }
    if ("words" in job) {
      this.command({ words: job.words, place: job.place, folder: job.folder, variables: job.variables }, chain);
      return;
    }
    const { file, source, placeAt, folder, variables, dialect } = job;
    runShell({ file, source, placeAt, folder, variables, positional, ...(dialect && { dialect }) }, (command) =>
      this.command(command, chain, placeAt),
    );
  }

  private command(command: StartedCommand, chain: Chain, placeAt?: (offset: number) => Place): void {
    const launch = launchOf(command);
    const from = { ...chain, files: [...chain.files, command.place.file] };
    if (
      command.input !== undefined &&
      (launch === undefined || launch.kind === "code" || (launch.kind === "python" && launch.path === "-"))
    ) {
      const name = textOf(command.words[0] ?? { kind: "str", value: "", text: "", place: command.place }) ?? "";
      const { input } = command;
      if (/python/.test(name))
        this.code(
          input.text,
          { place: command.place, placeAt: placeAt && ((offset) => placeAt(input.from + offset)) },
          command,
          from,
        );
      return;
    }
    if (launch !== undefined && chain.depth < DEEPEST_CHAIN)
      this.follow(launch, command, { ...from, depth: chain.depth + 1 });
  }

  private follow(launch: Launch, command: StartedCommand, chain: Chain): void {
    const at = command.words[launch.at];
    const place =
      at !== undefined && "place" in at && launch.at > 0 && at.place.file === command.place.file
        ? at.place
        : command.place;
    switch (launch.kind) {
      case "yolo":
        this.found(yoloRun({ words: launch.words, place: command.place, folder: command.folder }, this.world), chain);
        return;
      case "python":
        this.script(launch.path, launch.argv, command, chain);
        return;
      case "module":
        this.module(launch.module, launch.argv, command, chain);
        return;
      case "shell":
        this.shell(launch, command, chain);
        return;
      case "shell-code": {
        const source = textOf(launch.code);
        if (source !== undefined)
          runShell(
            {
              file: command.place.file,
              source,
              placeAt: inside(launch.code, place),
              folder: command.folder,
              variables: command.variables,
              positional: [],
            },
            (inner) => this.command(inner, chain),
          );
        return;
      }
      case "code": {
        const source = textOf(launch.code);
        if (source !== undefined) this.code(source, { place, placeAt: undefined }, command, chain);
      }
    }
  }

  private script(path: string, argv: readonly Value[], command: StartedCommand, chain: Chain): void {
    const file = [...pathsFrom(path, { folder: command.folder, file: command.place.file }), path].find((each) =>
      this.world.paths.has(each),
    );
    const text = file === undefined ? "" : (this.world.read(file) ?? "");
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (name === "train.py" && (file === undefined || /parse_opt|opt\.hyp/.test(text))) {
      const inYolov5 = /yolov5/.test(`${command.folder}/${path}`);
      const task = path.includes("segment/") ? "segment" : path.includes("classify/") ? "classify" : "detect";
      this.found(legacyRun(argv, { place: command.place, inYolov5, task }), chain);
      return;
    }
    if (file !== undefined) this.start(file, argv, command, chain);
  }

  private module(module: string, argv: readonly Value[], command: StartedCommand, chain: Chain): void {
    const from = command.folder === "" ? command.place.file : `${command.folder}/_`;
    const file = mainFileIn(this.world.paths, module, from) ?? mainFileIn(this.world.paths, module, "_");
    if (file !== undefined) this.start(file, argv, command, chain);
  }

  private start(file: string, argv: readonly Value[], command: StartedCommand, chain: Chain): void {
    this.launched.add(file);
    if (this.following.has(file)) return;
    this.following.add(file);
    const started = argv.length > 0 ? command.place : undefined;
    this.programs.start(
      file,
      { argv, environment: command.variables },
      this.listener({ ...chain, ...(started && { started }) }),
    );
    this.following.delete(file);
  }

  private shell({ path, argv }: Extract<Launch, { kind: "shell" }>, command: StartedCommand, chain: Chain): void {
    const file = pathsFrom(path, { folder: command.folder, file: command.place.file }).find((each) =>
      this.world.paths.has(each),
    );
    if (file === undefined || this.following.has(file)) return;
    this.launched.add(file);
    this.following.add(file);
    this.commands(file, argv, chain);
    this.following.delete(file);
  }

  // A program in a command: `python -c "..."`, `python - <<EOF`.
  private code(
    source: string,
    { place, placeAt }: { readonly place: Place; readonly placeAt: ((offset: number) => Place) | undefined },
    command: StartedCommand,
    chain: Chain,
  ): void {
    this.inline += 1;
    const name = `${place.file}\0${this.inline}`;
    const table = new LineTable(this.world.read(place.file) ?? "");
    const offset = (at: number): number => table.offsetOf(placeAt?.(at) ?? { ...place, column: place.column });
    this.programs.add(name, {
      ...parsePython({ file: place.file, text: source }),
      fileText: this.world.read(place.file) ?? "",
      offsetInFile: offset,
    });
    this.programs.start(name, { argv: [], environment: command.variables }, this.listener(chain));
  }

  private listener(chain: Chain): Listener {
    return {
      onTrain: (event: TrainEvent, files) => {
        const run = pythonRun(event, this.world);
        const place = chain.started ?? run.place;
        this.found({ ...run, place, call: run.place, files: [...new Set([...run.files, ...files])] }, chain);
      },
      onStart: (event: StartEvent) => this.startedBy(event, chain),
    };
  }

  // A list of words, or a text for a shell.
  private startedBy({ command, place, folder }: StartEvent, chain: Chain): void {
    const next = { ...chain, depth: chain.depth + 1 };
    if (chain.depth >= DEEPEST_CHAIN) return;
    if (command.kind === "list") {
      const words = itemsOf(command) ?? [];
      this.command({ words, place, folder, variables: new Map() }, next);
    } else {
      const source = textOf(command) ?? (command.kind === "unknown" ? command.text : undefined);
      if (source !== undefined)
        runShell(
          {
            file: place.file,
            source: source.replace(/^!/, ""),
            placeAt: () => place,
            folder,
            variables: new Map(),
            positional: [],
          },
          (inner) => this.command(inner, next),
        );
    }
  }

  private found(run: SourceRun | undefined, chain: Chain): void {
    if (run !== undefined)
      this.runs.push({ ...run, files: [...new Set([run.place.file, ...chain.files, ...run.files])] });
  }
}

const inside =
  (code: Value, place: Place) =>
  (offset: number): Place => {
    const from = "place" in code ? code.place : place;
    const before = (textOf(code) ?? "").slice(0, offset);
    const lines = before.split("\n").length - 1;
    return lines === 0 ? { ...from, column: from.column + offset } : { ...from, line: from.line + lines, column: 1 };
  };
