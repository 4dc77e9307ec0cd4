import { byPlace, type Problem } from "../problem.ts";
import { type RunOfConfig, runOfConfig } from "./run-of-config.ts";
import { type RunSourcesInput, runSources } from "./run-sources.ts";
import { datasetsSplit } from "./several-datasets.ts";
import { recognise } from "./train-config.ts";
import type { TrainingRun, UnknownRun } from "./training-run.ts";

export interface TrainingRunsInput extends RunSourcesInput {
  /** Files to look at, with their texts; paths relative to the repository. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Whether a `configs` rule of the fleet file names the path. */
  readonly isDeclared: (path: string) => boolean;
}

export interface TrainingRuns {
  readonly runs: readonly TrainingRun[];
  /** Configs that were found but can't be made into runs. */
  readonly unknown: readonly UnknownRun[];
  /** Every mistake and warning, by place, each once. */
  readonly problems: readonly Problem[];
  /** Files that are no train configs, and why. */
  readonly skipped: readonly { readonly path: string; readonly why: string }[];
}

/** All training runs that the files describe, in the order of the files. Texts are only parsed, never executed. */
export async function trainingRuns(input: TrainingRunsInput): Promise<TrainingRuns> {
  const sources = runSources(input);
  const results: RunOfConfig[] = [];
  const skipped: { path: string; why: string }[] = [];
  for (const { path, text } of input.files) {
    const recognised = recognise({ path, text, declared: input.isDeclared(path) }, input.published);
    if (recognised.kind === "other") skipped.push({ path, why: recognised.why });
    else if (recognised.kind === "broken") results.push(brokenConfig(path, recognised.problems));
    else {
      const place = { file: path, line: 1, column: 1 };
      const configs = datasetsSplit(recognised.config);
      for (const [index, config] of configs.entries()) {
        const id = configs.length === 1 ? path : `${path}#${index + 1}`;
        results.push(await runOfConfig({ id, place, config }, sources));
      }
    }
  }
  return {
    runs: results.flatMap((result) => ("run" in result ? [result.run] : [])),
    unknown: results.flatMap((result) => ("unknown" in result ? [result.unknown] : [])),
    problems: eachOnce([...input.versions.problems, ...results.flatMap(({ problems }) => problems)]),
    skipped,
  };
}

function brokenConfig(path: string, problems: readonly Problem[]): RunOfConfig {
  const [first] = problems;
  const place = { file: path, line: first?.line ?? 1, column: first?.column ?? 1 };
  const message = first?.message ?? "The file can't be read.";
  const reason = { code: "unreadable-config", message, ...(first?.remedy && { remedy: first.remedy }), place };
  return {
    problems,
    unknown: { id: path, place: { file: path, line: 1, column: 1 }, reasons: [reason], files: [path] },
  };
}

function eachOnce(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  const fresh = problems.filter(({ file, line, column, code, message }) => {
    const identity = JSON.stringify([file, line, column, code, message]);
    return !seen.has(identity) && seen.add(identity);
  });
  return fresh.sort(byPlace);
}
