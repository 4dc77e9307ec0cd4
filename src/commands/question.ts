import { bytes } from "../bytes.ts";
import type { Snapshot } from "../changes/repository.ts";
import { deviceNamed } from "../fleet/device-named.ts";
import type { Fleet, Pool } from "../fleet/fleet.ts";
import { published } from "../graph/models/index.ts";
import { problemText } from "../problem.ts";
import { runOfCommand } from "../training/run-of-command.ts";
import type { RunOfConfig } from "../training/run-of-config.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { mayPinVersions, withIncluded } from "../training/version-sources.ts";
import { findVersions } from "../training/versions.ts";
import { UsageError } from "./answer.ts";

export interface Question {
  readonly target: string;
  /** key=value pairs, which win over the config. */
  readonly pairs: readonly string[];
  readonly snapshot: Snapshot;
  readonly fleet: Fleet;
}

export interface Asked {
  readonly run?: TrainingRun;
  /** `file:line:column: ...`, one a line. */
  readonly problems: readonly string[];
  /** Why there is no run. */
  readonly failed?: string;
}

/** The run that a command asks about, with the versions that the repository pins; or why there is none. */
export async function readQuestion({ target, pairs, snapshot, fleet }: Question): Promise<RunOfConfig> {
  const paths = (await snapshot.list()).filter(mayPinVersions);
  const texts = await Promise.all(paths.map(async (path) => ({ path, text: (await snapshot.read(path)) ?? "" })));
  const found = await runOfCommand({
    target,
    pairs,
    repository: { readText: (path) => snapshot.read(path) },
    published,
    declared: { datasets: fleet.datasets, environment: fleet.environment },
    versions: findVersions(await withIncluded(texts, (path) => snapshot.read(path))),
  });
  return "run" in found ? { ...found, run: withoutStandIn(found.run) } : found;
}

/** The same, with problems and reasons as texts. */
export async function askedRun(question: Question): Promise<Asked> {
  const found = await readQuestion(question);
  const problems = found.problems.map(problemText);
  if ("run" in found) return { run: found.run, problems };
  const failed = found.unknown.reasons.map((reason) => `${reason.message} ${reason.remedy ?? ""}`.trim()).join(" ");
  return { problems, failed };
}

/** A pool of one GPU for a name given on the command line. */
export function poolNamed(name: string): Pool {
  const answer = deviceNamed(name);
  if (!("device" in answer)) throw new UsageError(`${answer.problem.message} ${answer.problem.remedy}`);
  return { name, device: answer.device, gpusPerRun: 1, reserveBytes: bytes(0), smoke: "never", notes: answer.notes };
}

/**
 * Where no data is named, Ultralytics trains on a sample of four images, which would make every batch fit. The question is
 * about a real data set: its classes are kept, its size is left open.
 */
export function withoutStandIn(run: TrainingRun): TrainingRun {
  if (run.places["data"] !== undefined) return run;
  const { classes, labelsPerImage } = run.dataset;
  const assumption = {
    name: "train-images",
    text: "No data is named: the number of images is left open. Add data=FILE to have it counted.",
  };
  return { ...run, dataset: { classes, labelsPerImage }, assumptions: [...run.assumptions, assumption] };
}
