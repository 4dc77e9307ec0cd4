import type { Changes, Snapshot } from "../changes/repository.ts";
import { deviceNamed } from "../fleet/device-named.ts";
import type { Fleet } from "../fleet/fleet.ts";
import { gpusJson, gpusText } from "../fleet/gpus.ts";
import { didYouMean } from "../fleet/nearest.ts";
import { published } from "../graph/models/index.ts";
import { createEstimator } from "../memory/estimator.ts";
import { optimizersOf } from "../memory/optimizer-choice.ts";
import { outsideAllocator } from "../memory/outside.ts";
import { streamOf } from "../memory/play-run.ts";
import { fleetAt, rulesOf, type Search } from "../pipeline/side.ts";
import { problemText } from "../problem.ts";
import { run, runsIn } from "../run.ts";
import { strideOf } from "../training/model-stride.ts";
import { VARIED, type Varied } from "../verdict/ladder.ts";
import { VERSION } from "../version.ts";
import { type Answer, UsageError } from "./answer.ts";
import { calibrationLines } from "./calibrate.ts";
import { checkAnswer, FORMATS, type Format } from "./check.ts";
import { type CommandLine, fleetFileOf, oneOf, text, texts, wholeFile } from "./command-line.ts";
import { discoveryText } from "./discovery.ts";
import { doctorAnswer } from "./doctor.ts";
import { estimate } from "./estimate.ts";
import { estimateRuns } from "./estimate-runs.ts";
import { explainLog } from "./explain.ts";
import { largestThatFits } from "./fit.ts";
import { HELP } from "./help.ts";
import { LEDGER_FORMATS, ledgerAnswer } from "./ledger.ts";
import { isBelow, locate } from "./place.ts";
import { askedRun, poolNamed } from "./question.ts";
import { listRuns } from "./runs.ts";
import { trace } from "./trace.ts";

const COMMANDS: Readonly<Record<string, (line: CommandLine, rest: readonly string[]) => Promise<Answer> | Answer>> = {
  check: (line, rest) => check(line, rest, "check"),
  audit: (line, rest) => check(line, rest, "audit"),
  estimate: estimateCommand,
  fit: fitCommand,
  runs: runsCommand,
  gpus: gpusCommand,
  trace: traceCommand,
  explain: explainCommand,
  calibrate: calibrateCommand,
  doctor: doctorCommand,
  ledger: async (line) => {
    const format = oneOf(line, "format", LEDGER_FORMATS);
    const { head: snapshot } = await line.open(locate([], line.folders).root, {});
    return ledgerAnswer(await fleetOf(line, snapshot), format);
  },
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

async function check(line: CommandLine, paths: readonly string[], occasion: "check" | "audit"): Promise<Answer> {
  const format: Format = oneOf(line, "format", FORMATS);
  const [base, head] = [text(line, "base"), text(line, "head")];
  const place = locate(paths, line.folders);
  const changes = await line.open(place.root, {
    ...(base === undefined ? {} : { base }),
    ...(head === undefined ? {} : { head }),
  });
  const wanted = isBelow(place.paths);
  const estimator = createEstimator();
  const report = await run({
    occasion: base === undefined ? occasion : "pull-request",
    changes,
    fleetFile: fleetFileOf(line),
    ...(wanted === undefined ? {} : { wanted }),
    progress: (done, of) => line.progress?.(done === of ? "" : `${done} of ${of} configs judged`),
    rightSize: line.values["right-size"] === true,
    readmes: line.values["readmes"] === true,
    provenance: provenanceOf(changes, line.now),
    estimator,
  });
  const answer = checkAnswer(report, format, estimator);
  if (line.values["explain-discovery"] !== true) return answer;
  if (format !== "text") throw new UsageError("--explain-discovery goes with --format text.");
  const explained = await runsIn(changes.head, await searchOf(line, changes.head), wanted);
  return { ...answer, out: `${discoveryText(explained)}\n${answer.out}` };
}

const provenanceOf = (changes: Changes, at: string) => ({
  version: VERSION,
  at,
  ...(changes.head.commit === undefined ? {} : { head: changes.head.commit }),
  ...(changes.base?.commit === undefined ? {} : { base: changes.base.commit }),
});

async function searchOf(line: CommandLine, snapshot: Snapshot): Promise<Search> {
  const inForce = await fleetAt(snapshot, fleetFileOf(line));
  if (inForce.broken) throw new UsageError(inForce.problems.map(problemText).join("\n"));
  return { inForce, fleetFile: fleetFileOf(line), readmes: line.values["readmes"] === true };
}

const fleetOf = async (line: CommandLine, snapshot: Snapshot): Promise<Fleet> =>
  (await searchOf(line, snapshot)).inForce.fleet;

async function asked(line: CommandLine, rest: readonly string[]) {
  const [target, ...pairs] = rest;
  if (target === undefined) throw new UsageError("A config, a model file or the name of a model is missing.");
  const isFile = line.folders.kind(target) === "file";
  const { root, paths } = locate(isFile ? [target] : [], line.folders);
  const { head: snapshot } = await line.open(root, {});
  const fleet = await fleetOf(line, snapshot);
  const answer = await askedRun({ target: isFile ? (paths[0] ?? target) : target, pairs, snapshot, fleet });
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
  const estimator = createEstimator();
  const unknown = gpus.flatMap(({ device }) => {
    const estimate = estimator.estimate(question.run, device);
    return estimate.status === "unknown" ? [`gpu-memory: UNKNOWN: ${estimate.reason.message}`] : [];
  });
  if (unknown.length > 0) return { out: "", errors: [...question.problems, ...unknown.slice(0, 1)], exit: 1 };
  const vary = varied.length > 0 ? (varied as Varied[]) : VARIED;
  const { progress } = line;
  const answer = largestThatFits(
    { run: question.run, pools: gpus, policy: question.fleet.policy, vary, ...(progress && { progress }) },
    estimator,
  );
  return { ...answer, errors: question.problems };
}

async function runsCommand(line: CommandLine, rest: readonly string[]): Promise<Answer> {
  const format = oneOf(line, "format", ["text", "json"]);
  const { root, paths } = locate(rest, line.folders);
  const { head } = await line.open(root, {});
  return listRuns(await runsIn(head, await searchOf(line, head), isBelow(paths)), format);
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
  const least = Number(text(line, "least") ?? 0);
  if (!(least >= 0)) throw new UsageError(`--least ${text(line, "least")} is no number of bytes.`);
  return trace(streamOf(question.run, device.device, { batch, optimizer }), least);
}

/** The repository is the current folder's: model files and data files that the log names are looked for there. */
async function explainCommand(line: CommandLine, rest: readonly string[]): Promise<Answer> {
  const [name, ...more] = rest;
  if (name === undefined || more.length > 0)
    throw new UsageError("One log is expected: gpu-memory explain LOG, or - for standard input.");
  const format = oneOf(line, "format", ["text", "json"]);
  const pool = texts(line, "gpu").map(poolNamed)[0];
  const bytes = line.files.readLog(name);
  if (bytes === undefined) throw new UsageError(`${name}: no such file.`);
  const { head: snapshot } = await line.open(locate([], line.folders).root, {});
  const fleet = await fleetOf(line, snapshot);
  return explainLog(
    { name: name === "-" ? "Standard input" : name, bytes, format },
    {
      published,
      repository: { readText: (path) => snapshot.read(path) },
      fleet,
      judge: { rules: rulesOf(fleet), estimator: createEstimator(), strideOf, today: line.now.slice(0, 10) },
      ...(pool === undefined ? {} : { pool }),
    },
  );
}

async function calibrateCommand(line: CommandLine, rest: readonly string[]): Promise<Answer> {
  const [file, ...more] = rest;
  if (file === undefined || more.length > 0)
    throw new UsageError("One file is expected, as smoke/measure.py writes it: gpu-memory calibrate MEASURED.jsonl.");
  const records = line.files.readFile(file);
  if (records === undefined) throw new UsageError(`${file}: no such file.`);
  const { head: snapshot } = await line.open(locate([], line.folders).root, {});
  const target = text(line, "write");
  const present = target === undefined ? "" : (line.files.readFile(target) ?? "");
  const folder = file.slice(0, file.lastIndexOf("/") + 1);
  const answer = await calibrationLines(
    {
      file,
      text: records,
      pool: text(line, "pool"),
      fleet: await fleetOf(line, snapshot),
      readBeside: (path) => line.files.readFile(folder + path),
      snapshot,
      present,
    },
    createEstimator(),
  );
  if (target === undefined || answer.exit === 2) return answer;
  const isWhole = present === "" || present.endsWith("\n");
  if (answer.out !== "") line.files.append(target, isWhole ? answer.out : `\n${answer.out}`);
  const added = answer.out.split("\n").length - 1;
  return { ...answer, out: `${added === 1 ? "1 measurement" : `${added} measurements`} added to ${target}.\n` };
}

async function doctorCommand(line: CommandLine, rest: readonly string[]): Promise<Answer> {
  const [file, ...more] = rest;
  if (more.length > 0) throw new UsageError("One record is expected, or none: gpu-memory doctor [RECORD].");
  const format = oneOf(line, "format", ["text", "json"]);
  const { head: snapshot } = await line.open(locate([], line.folders).root, {});
  const fleet = await fleetOf(line, snapshot);
  const printed = file === undefined ? await line.examine(text(line, "python") ?? "python3") : wholeFile(line, file);
  return doctorAnswer({ printed, name: file ?? "smoke/measure.py", fleet, pool: text(line, "pool"), format });
}
