#!/usr/bin/env node
import { appendFileSync, readFileSync, realpathSync, statSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { isatty } from "node:tty";
import { parseArgs } from "node:util";
import { isMainThread, Worker } from "node:worker_threads";
import { type Answer, UsageError } from "./commands/answer.ts";
import { dispatch } from "./commands/dispatch.ts";
import { didYouMean } from "./fleet/nearest.ts";
import { examine, NoAnswer } from "./github/examine.ts";
import { readLog } from "./github/log-file.ts";
import { openRepository, UnknownCommit } from "./github/open-repository.ts";
import { VERSION } from "./version.ts";

const OPTIONS = {
  base: { type: "string" },
  head: { type: "string" },
  fleet: { type: "string" },
  format: { type: "string" },
  gpu: { type: "string", multiple: true },
  runs: { type: "string" },
  vary: { type: "string", multiple: true },
  "right-size": { type: "boolean" },
  "explain-discovery": { type: "boolean" },
  readmes: { type: "boolean" },
  least: { type: "string" },
  pool: { type: "string" },
  write: { type: "string" },
  python: { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

function readArguments() {
  try {
    return parseArgs({ args: process.argv.slice(2), options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const unknown = /Unknown option '(--?[\w-]+)/.exec((error as Error).message)?.[1];
    const near = unknown === undefined ? undefined : didYouMean(unknown.replace(/^-+/, ""), Object.keys(OPTIONS));
    throw new UsageError(
      unknown === undefined
        ? (error as Error).message
        : `${unknown} is no option.${near === undefined ? "" : ` Did you mean --${near}?`}`,
    );
  }
}

async function main(): Promise<Answer> {
  const { values, positionals } = readArguments();
  if (values.version === true) return { out: `${VERSION}\n`, errors: [], exit: 0 };
  const files = {
    readFile: (path: string) => {
      try {
        return readFileSync(resolve(path), "utf8");
      } catch {
        return undefined;
      }
    },
    readLog: (path: string) => readLog(path === "-" ? path : resolve(path)),
    append: (path: string, text: string) => appendFileSync(resolve(path), text),
  };
  return dispatch({
    values,
    positionals,
    files,
    folders: { absolute: (path) => realpathSync(resolve(path)).replaceAll("\\", "/"), kind },
    now: new Date().toISOString(),
    ...(isatty(STANDARD_ERROR) ? { progress } : {}),
    examine,
    open: openRepository,
  });
}

/** Its file descriptor: a thread's own stream is no terminal, and shows nothing before the thread rests. */
const STANDARD_ERROR = 2;

/** Milliseconds that nobody minds waiting without a word. */
const UNEXPLAINED = 1000;

/** Shows on a terminal what is being done, in a line that the next one replaces; "" takes it away. */
function progress(text: string): void {
  if (performance.now() < UNEXPLAINED) return;
  writeSync(STANDARD_ERROR, `\r\u001b[K${text}`);
}

function kind(path: string): "file" | "folder" | undefined {
  const found = statSync(resolve(path), { throwIfNoEntry: false });
  return found === undefined ? undefined : found.isDirectory() ? "folder" : "file";
}

function end({ out, errors, exit }: Answer): void {
  for (const line of errors) process.stderr.write(`${line}\n`);
  process.exitCode = exit;
  process.stdout.write(out);
}

// Whoever reads only the first lines (`| head`) ends the command, not breaks it.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });

/** What the user can mend: told in words, without a trace of the program. */
const TOLD = [UsageError, UnknownCommit, NoAnswer];

function answer(): void {
  main().then(end, (error: Error) => {
    if (!TOLD.some((kind) => error instanceof kind)) throw error;
    end({ out: "", errors: [`gpu-memory: ${error.message}`], exit: 2 });
  });
}

/** Room for new objects, in MiB. Node's own bound lets short-lived tensors fill 100 MiB before they are swept away. */
const YOUNG_GENERATION = 12;
/** Programs and their values live shorter still: of 50,000 files less than 300 MB is to be held in all. */
const YOUNG_GENERATION_OF_RUNS = 4;

/** The same command in a thread, whose memory can be bounded as that of a running process can't. */
function answerInThread(): void {
  const worker = new Worker(realpathSync(process.argv[1] ?? ""), {
    argv: process.argv.slice(2),
    resourceLimits: {
      maxYoungGenerationSizeMb: process.argv[2] === "runs" ? YOUNG_GENERATION_OF_RUNS : YOUNG_GENERATION,
    },
  });
  worker.on("exit", (code) => {
    process.exitCode = code;
  });
}

// Many runs and whole repositories allocate much; one run is answered before a thread has started.
if (isMainThread && process.argv.some((argument) => /^(audit|runs|--runs(=.*)?)$/.test(argument))) answerInThread();
else answer();
