import type { Problem } from "../../problem.ts";
import type { PyMap, PyNode } from "../pyyaml-nodes.ts";
import { type RunOfConfig, type RunSources, runOfConfig } from "../run-of-config.ts";
import type { TrainingRun, UnknownReason, UnknownRun } from "../training-run.ts";
import type { Remark } from "./comments.ts";
import type { SourceRun } from "./source-run.ts";

export type Resolved = RunOfConfig;

export interface ToResolve {
  readonly id: string;
  readonly run: SourceRun;
  readonly remark: Remark;
}

/** A run as written, resolved with models, data sets and versions; what its source could not follow makes it unknown. */
export async function resolved({ id, run, remark }: ToResolve, sources: RunSources): Promise<Resolved> {
  const result = await runOfConfig({ id, place: run.place, config: run.config, files: run.files }, sources);
  // What another trainer is given is not Ultralytics' to check.
  if (run.unknown.some(({ code }) => code === "legacy-trainer")) {
    return {
      problems: [],
      unknown: {
        id,
        place: run.place,
        written: writtenOf(run.config),
        reasons: run.unknown,
        files: run.files,
        writtenIn: run.files,
        ...taskOf(result),
      },
    };
  }
  const problems =
    run.unknown.length === 0 ? result.problems : result.problems.filter(({ code }) => code !== "missing-model");
  const written = writtenOf(run.config);
  if ("run" in result && run.unknown.length === 0)
    return { problems, run: withRemark({ ...result.run, written, writtenIn: run.files }, run, remark) };
  const reasons = "unknown" in result ? result.unknown.reasons : [];
  const unknown: UnknownRun = {
    id,
    place: run.place,
    written,
    reasons: reasonsOf(run, reasons, problems),
    files: "run" in result ? result.run.files : result.unknown.files,
    writtenIn: run.files,
    ...taskOf(result),
  };
  return { problems, unknown };
}

const taskOf = (result: RunOfConfig): Pick<UnknownRun, "task"> =>
  "run" in result ? { task: result.run.task } : result.unknown.task === undefined ? {} : { task: result.unknown.task };

// A model that can't be followed is no missing one.
function reasonsOf(run: SourceRun, reasons: readonly UnknownReason[], problems: readonly Problem[]): UnknownReason[] {
  const others =
    run.unknown.length === 0 || problems.some(({ severity }) => severity === "error")
      ? reasons
      : reasons.filter(({ code }) => code !== "unreadable-config");
  return [...run.unknown, ...others];
}

function withRemark(run: TrainingRun, { assumptions }: SourceRun, { labelsPerImage }: Remark): TrainingRun {
  const all = [...run.assumptions, ...assumptions];
  if (labelsPerImage === undefined) return { ...run, assumptions: all };
  const dataset = { ...run.dataset, labelsPerImage: { mean: labelsPerImage, maximum: labelsPerImage } };
  return { ...run, dataset, assumptions: all.filter(({ name }) => name !== "labels-per-image") };
}

/** Arguments as plain values, for those who list them; what is empty is left out. */
function writtenOf(config: PyMap): Record<string, unknown> {
  const entries = config.entries.filter(
    ({ key, value }) => value.kind !== "null" && key.text !== "task" && key.text !== "mode",
  );
  return Object.fromEntries(
    entries
      .filter(({ key, value }) => !(key.text === "data" && value.kind === "str" && value.value.includes("\u0024{")))
      .map(({ key, value }) => [key.text, plainOf(value)]),
  );
}

function plainOf(node: PyNode): unknown {
  if (node.kind === "list") return node.items.map(plainOf);
  if (node.kind === "map") return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plainOf(value)]));
  return node.value;
}

/** A file that is meant to be a train config and can't be read. */
export function brokenConfig(path: string, problems: readonly Problem[]): Resolved {
  const [first] = problems;
  const place = { file: path, line: first?.line ?? 1, column: first?.column ?? 1 };
  const message = first?.message ?? "The file can't be read.";
  const reason = { code: "unreadable-config", message, ...(first?.remedy && { remedy: first.remedy }), place };
  return {
    problems,
    unknown: { id: path, place: { file: path, line: 1, column: 1 }, reasons: [reason], files: [path] },
  };
}
