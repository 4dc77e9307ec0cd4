import type { Changes, Snapshot } from "../changes/repository.ts";
import { defaultFleet } from "../fleet/default-fleet.ts";
import { deviceNamed } from "../fleet/device-named.ts";
import type { Fleet } from "../fleet/fleet.ts";
import { gpusJson, gpusText } from "../fleet/gpus.ts";
import { didYouMean } from "../fleet/nearest.ts";
import { readFleet } from "../fleet/read-fleet.ts";
import { createEstimator } from "../memory/estimator.ts";
import { optimizersOf } from "../memory/optimizer-choice.ts";
import { outsideAllocator } from "../memory/outside.ts";
import { streamOf } from "../memory/play-run.ts";
import { problemText } from "../problem.ts";
import { run, runsIn } from "../run.ts";
import { VARIED, type Varied } from "../verdict/ladder.ts";
import { VERSION } from "../version.ts";
import { type Answer, type CommandFiles, UsageError } from "./answer.ts";
import { checkAnswer, FORMATS, type Format } from "./check.ts";
import { estimate } from "./estimate.ts";
import { estimateRuns } from "./estimate-runs.ts";
import { largestThatFits } from "./fit.ts";
import { HELP } from "./help.ts";
import { askedRun, poolNamed } from "./question.ts";
import { listRuns } from "./runs.ts";
import { trace } from "./trace.ts";

export const FLEET_FILE = ".github/gpu-fleet.yml";

export interface CommandLine {
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
  readonly files: CommandFiles;
  /** ISO time. */
  readonly now: string;
  /** The files of a folder; with refs, what changed between them. A ref that there is none of is a UsageError. */
  readonly open: (folder: string, refs: { readonly base?: string; readonly head?: string }) => Promise<Changes>;
}

const COMMANDS: Readonly<Record<string, (line: CommandLine, rest: readonly string[]) => Promise<Answer> | Answer>> = {
  check: (line, rest) => check(line, rest, "check"),
  audit: (line, rest) => check(line, rest, "audit"),
  estimate: estimateCommand,
  fit: fitCommand,
  runs: runsCommand,
  gpus: gpusCommand,
  trace: traceCommand,
};

/** Runs the command that a command line names. A mistake in the line is thrown as a UsageError. */
export async function dispatch(line: CommandLine): Promise<Answer> {
  const [name = "", ...rest] = line.positionals;
  const help = HELP[name];
  if (name === "" || (line.values["help"] === true && help !== undefined))
    return { out: help ?? "", errors: [], exit: name === "" && line.values["help"] !== true ? 2 : 0 };
  const command = COMMANDS[name];
  if (command === undefined) {
    const near = didYouMean(name, Object.keys(COMMANDS));
    throw new UsageError(
      `${name} is no command.${near === undefined ? "" : ` Did you mean ${near}?`} gpu-memory --help lists them.`,
    );
  }
  return command(line, rest);
}

const text = (line: CommandLine, name: string): string | undefined => {
  const value = line.values[name];
  return typeof value === "string" ? value : undefined;
};

const texts = (line: CommandLine, name: string): readonly string[] => {
  const value = line.values[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
};

function oneOf<T extends string>(line: CommandLine, name: string, choices: readonly T[]): T {
  const written = text(line, name);
  const found = written === undefined ? choices[0] : choices.find((choice) => choice === written);
  if (found === undefined) throw new UsageError(`--${name} ${written} is none of ${choices.join(", ")}.`);
  return found;
}

async function check(line: CommandLine, paths: readonly string[], occasion: "check" | "audit"): Promise<Answer> {
  const format: Format = oneOf(line, "format", FORMATS);
  const [first = "."] = paths;
  const [base, head] = [text(line, "base"), text(line, "head")];
  const isFile = line.files.readFile(first) !== undefined;
  const folder = isFile ? "." : first;
  const changes = await line.open(folder, {
    ...(base === undefined ? {} : { base }),
    ...(head === undefined ? {} : { head }),
  });
  const files = isFile ? paths.map((path) => path.replace(/^\.\//, "")) : [];
  const wanted = (path: string): boolean => (files.length > 0 ? files.includes(path) : true);
  const report = await run({
    occasion: base === undefined ? occasion : "pull-request",
    changes,
    fleetFile: text(line, "fleet") ?? FLEET_FILE,
    wanted,
    provenance: provenanceOf(changes, line.now),
    estimator: createEstimator(),
  });
  return checkAnswer(report, format);
}

const provenanceOf = (changes: Changes, at: string) => ({
  version: VERSION,
  at,
  ...(changes.head.commit === undefined ? {} : { head: changes.head.commit }),
  ...(changes.base?.commit === undefined ? {} : { base: changes.base.commit }),
});

async function here(line: CommandLine): Promise<{ readonly snapshot: Snapshot; readonly fleet: Fleet }> {
  const changes = await line.open(".", {});
  const snapshot = changes.head;
  const file = text(line, "fleet") ?? FLEET_FILE;
  const written = await snapshot.read(file);
  if (written === undefined) return { snapshot, fleet: defaultFleet() };
  const { fleet, problems } = readFleet(file, written);
  if (fleet === undefined) throw new UsageError(problems.map(problemText).join("\n"));
  return { snapshot, fleet };
}

async function asked(line: CommandLine, rest: readonly string[]) {
  const [target, ...pairs] = rest;
  if (target === undefined) throw new UsageError("A config, a model file or the name of a model is missing.");
  const { snapshot, fleet } = await here(line);
  const answer = await askedRun({ target, pairs, snapshot, fleet });
  if (answer.run === undefined)
    return {
      failed: {
        out: "",
        errors:
          answer.problems.length > 0 ? answer.problems : [`gpu-memory: ${answer.failed ?? "there is no run in it."}`],
        exit: 2,
      } satisfies Answer,
    };
  return { run: answer.run, fleet, problems: answer.problems };
}

async function estimateCommand(line: CommandLine, rest: readonly string[]): Promise<Answer> {
  const runs = text(line, "runs");
  if (runs !== undefined) return estimateRuns(runs, line.files, createEstimator());
  const format = oneOf(line, "format", ["text", "json"]);
  const gpus = texts(line, "gpu").map(poolNamed);
  const question = await asked(line, rest);
  if (question.failed !== undefined) return question.failed;
  const pools = gpus.length > 0 ? gpus : question.fleet.pools;
  const answer = estimate({ run: question.run, pools, policy: question.fleet.policy, format }, createEstimator());
  return { ...answer, errors: question.problems };
}

async function fitCommand(line: CommandLine, rest: readonly string[]): Promise<Answer> {
  const varied = texts(line, "vary");
  const wrong = varied.find((each) => !VARIED.includes(each as Varied));
  if (wrong !== undefined) throw new UsageError(`--vary ${wrong} is none of ${VARIED.join(", ")}.`);
  const gpus = texts(line, "gpu").map(poolNamed);
  if (gpus.length === 0) throw new UsageError("--gpu NAME is missing: fits what? gpu-memory gpus lists the names.");
  const question = await asked(line, rest);
  if (question.failed !== undefined) return question.failed;
  const vary = varied.length > 0 ? (varied as Varied[]) : VARIED;
  const answer = largestThatFits(
    { run: question.run, pools: gpus, policy: question.fleet.policy, vary },
    createEstimator(),
  );
  return { ...answer, errors: question.problems };
}

async function runsCommand(line: CommandLine, rest: readonly string[]): Promise<Answer> {
  const format = oneOf(line, "format", ["text", "json"]);
  const changes = await line.open(rest[0] ?? ".", {});
  const file = text(line, "fleet") ?? FLEET_FILE;
  const written = await changes.head.read(file);
  const fleet = (written === undefined ? undefined : readFleet(file, written).fleet) ?? defaultFleet();
  return listRuns(await runsIn(changes.head, fleet), format);
}

function gpusCommand(line: CommandLine, rest: readonly string[]): Answer {
  const name = rest.length === 0 ? undefined : rest.join(" ");
  const answer =
    oneOf(line, "format", ["text", "json"]) === "json"
      ? gpusJson(name, outsideAllocator)
      : gpusText(name, outsideAllocator);
  return {
    out: answer.text === "" ? "" : `${answer.text}\n`,
    errors: answer.error === undefined ? [] : [answer.error],
    exit: answer.exit,
  };
}

async function traceCommand(line: CommandLine, rest: readonly string[]): Promise<Answer> {
  const device = deviceNamed(texts(line, "gpu")[0] ?? "H100");
  if (!("device" in device)) throw new UsageError(`${device.problem.message} ${device.problem.remedy}`);
  const question = await asked(line, rest);
  if (question.failed !== undefined) return question.failed;
  const { batch } = question.run.arguments;
  const [optimizer = "AdamW"] = optimizersOf(question.run, batch);
  const estimated = createEstimator().estimate(question.run, device.device);
  if (estimated.status === "unknown") throw new UsageError(estimated.reason.message);
  return trace(streamOf(question.run, device.device, { batch, optimizer }), Number(text(line, "least") ?? 0));
}
