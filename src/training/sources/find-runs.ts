import { byPlace, type Place, type Problem } from "../../problem.ts";
import { entryOf, type PyMap, pythonText } from "../pyyaml-nodes.ts";
import { type RunSourcesInput, runSources } from "../run-sources.ts";
import { datasetsSplit } from "../several-datasets.ts";
import type { TrainingRuns } from "../training-runs.ts";
import { remarkOf } from "./comments.ts";
import { configFiles, isRecorded, recordedBy, sameRun, whyNoRun } from "./configs.ts";
import { declaredRuns } from "./declared-runs.ts";
import { Explorer } from "./explorer.ts";
import { isReadme, isScript, mayHoldCommands } from "./jobs/index.ts";
import { LabelStatistics } from "./label-statistics.ts";
import {
  isCandidate,
  isMentioned,
  isTest,
  likeliestFirst,
  mentionedIn,
  relevantFiles,
  vendoredFolders,
} from "./relevance.ts";
import { brokenConfig, type Resolved, resolved } from "./resolved.ts";
import { filledLater, type SourceRun } from "./source-run.ts";
import { World } from "./world.ts";

export interface FindRunsInput extends RunSourcesInput {
  /** Every file of the repository. Only those that may hold a run by their name are read. */
  readonly paths: readonly string[];
  /** Whether a `configs` rule of the fleet file names the path. */
  readonly isDeclared: (path: string) => boolean;
  /** The fleet file, which may declare runs that no other file shows; of the base in a pull request. */
  readonly fleetFile?: { readonly path: string; readonly text: string };
  /** Which of some files, likeliest first, are worth what reading them costs (`whole`: none unless all are); absent: all. */
  readonly affordable?: (paths: readonly string[], limit?: { readonly whole: boolean }) => Promise<readonly string[]>;
  /** Whether code blocks of READMEs are read too. */
  readonly readmes?: boolean;
  /** Files that were changed: they are read before others. */
  readonly changed?: ReadonlySet<string>;
}

export interface FoundRuns extends TrainingRuns {
  /** Files that were read to look for runs. */
  readonly looked: readonly string[];
  /** Files that may hold runs and were not read, because reading them costs too much. */
  readonly notRead: readonly string[];
}

/**
 * All training runs of a repository, wherever they are written: train configs, commands, programs, notebooks, job files.
 * Texts are only parsed, never executed; what can't be followed is unknown, with its place.
 */
export async function findRuns(input: FindRunsInput): Promise<FoundRuns> {
  const world = new World(input.paths, input.repository);
  const vendored = vendoredFolders(input.paths);
  const possible = likeliestFirst(
    input.paths.filter(
      (path) => isCandidate(path, input.readmes) && !vendored.some((folder) => path.startsWith(folder)),
    ),
    input.changed,
  );
  const candidates = (await input.affordable?.(possible)) ?? possible;
  await world.load(candidates);
  let written = discover(candidates, world, input);
  // A file that is asked for on the way (a data file, a module) is read, and all is followed anew.
  for (let round = 0; round < 8 && (await world.loadWanted()); round++) written = discover(candidates, world, input);
  const read = new Set(candidates);
  return {
    ...(await resolveAll(written, candidates, { world, input })),
    notRead: possible.filter((path) => !read.has(path)),
  };
}

/** Nobody writes more into one file by hand. */
const MOST_RUNS = 300;

interface Written {
  readonly runs: readonly SourceRun[];
  readonly configs: readonly { readonly path: string; readonly config: PyMap }[];
  readonly broken: readonly { readonly path: string; readonly problems: readonly Problem[] }[];
  readonly skipped: readonly { readonly path: string; readonly why: string }[];
}

function discover(candidates: readonly string[], world: World, input: FindRunsInput): Written {
  const relevant = [...relevantFiles(candidates, world.read)].sort();
  const explorer = new Explorer(world);
  for (const path of relevant) if (path.endsWith(".ipynb")) explorer.filesOf(path);
  const words = new Set<string>();
  for (const path of relevant) for (const word of mentionedIn(path, world.read(path) ?? "")) words.add(word);
  const first = (paths: readonly string[]): readonly string[] => [
    ...paths.filter((path) => !isMentioned(path, words)),
    ...paths.filter((path) => isMentioned(path, words)),
  ];
  for (const path of relevant.filter((each) => (mayHoldCommands(each) && !isScript(each)) || isReadme(each)))
    explorer.commands(path);
  for (const path of first(relevant.filter(isScript))) if (!explorer.launched.has(path)) explorer.commands(path);
  const programs = relevant.filter((path) => /\.(?:py|ipynb)$/.test(path) && !isTest(path));
  const starting = (path: string): boolean => /subprocess|os\.system|popen/.test(world.read(path) ?? "");
  for (const path of first([...programs.filter(starting), ...programs.filter((each) => !starting(each))])) {
    if (!explorer.launched.has(path)) explorer.program(path);
  }
  for (const path of first(programs))
    if (/\.(?:train|tune)\(|yolo\b/.test(world.read(path) ?? "")) explorer.restOf(path);
  return withConfigs(explorer.runs, candidates, { world, input });
}

interface Context {
  readonly world: World;
  readonly input: FindRunsInput;
}

function withConfigs(found: readonly SourceRun[], candidates: readonly string[], { world, input }: Context): Written {
  const skipped: { path: string; why: string }[] = [];
  const configs: { path: string; config: PyMap }[] = [];
  const broken: { path: string; problems: readonly Problem[] }[] = [];
  const runs = eachOnce(found);
  for (const { path, recognised } of configFiles(candidates, {
    world,
    published: input.published,
    isDeclared: input.isDeclared,
  })) {
    if (recognised.kind === "other") skipped.push({ path, why: recognised.why });
    else if (recognised.kind === "broken") broken.push({ path, problems: recognised.problems });
    else {
      const why = standsForItself(recognised.config, path, input) ? undefined : whyNoRun(recognised.config, path, runs);
      const start = { file: path, line: recognised.config.entries[0]?.key.place.line ?? 1, column: 1 };
      const ignored = why ?? remarkWhy(world, start, recognised.config);
      if (ignored !== undefined) skipped.push({ path, why: ignored });
      else for (const config of datasetsSplit(recognised.config)) configs.push({ path, config });
    }
  }
  const written = configs.filter(({ path, config }) => !isRecorded(config, path));
  const recorded = configs.filter((each) => !written.includes(each));
  for (const { path, config } of recorded) {
    const twin = written.find((each) => recordedBy(each.config, config));
    if (twin === undefined) written.push({ path, config });
    else skipped.push({ path, why: `was recorded by the run of ${twin.path}` });
  }
  // A config that a rule names stands for itself; the command that only passes it on says the same again.
  const again = (run: SourceRun): boolean =>
    written.some(
      ({ path, config }) => run.files.includes(path) && run.place.file !== path && sameRun(run.config, config),
    );
  return { runs: runs.filter((run) => !again(run)), configs: written, broken, skipped };
}

// What a rule names is judged, but for settings without a model that a program reads.
const standsForItself = (config: PyMap, path: string, { isDeclared }: FindRunsInput): boolean =>
  isDeclared(path) && entryOf(config, "model") !== undefined;

const remarkWhy = (world: World, place: Place, config: PyMap): string | undefined => {
  const { ignored } = remarkOf(world.read(place.file) ?? "", place, config);
  return ignored === undefined ? undefined : `is left out by a comment at line ${place.line}: ${ignored}`;
};

/** One run reached in two ways (a loop that changes nothing, a program that two commands start alike) is one. */
function eachOnce(runs: readonly SourceRun[]): SourceRun[] {
  const seen = new Set<string>();
  return runs.filter(({ place, call = place, config, unknown }) => {
    const key = JSON.stringify([
      call,
      config.entries.map(({ key: name, value }) => [name.text, pythonText(value)]).sort(),
      unknown.map(({ message }) => message),
    ]);
    return !seen.has(key) && seen.add(key);
  });
}

async function resolveAll(
  { runs, configs, broken, skipped }: Written,
  candidates: readonly string[],
  { world, input }: Context,
): Promise<Omit<FoundRuns, "notRead">> {
  const { packaged } = world;
  const readText = (path: string) => world.writtenText(path) ?? input.repository.readText(path);
  const sources = runSources({ ...input, repository: { readText, packaged } });
  const labels = new LabelStatistics(world, input.affordable);
  const results: Resolved[] = [];
  const left: { path: string; why: string }[] = [...skipped];
  const fromConfigs = configs.map(({ path, config }): SourceRun => {
    const line = config.entries[0]?.key.place.line ?? 1;
    return { place: { file: path, line, column: 1 }, ...filledLater(config), files: [path] };
  });
  const all = [...fromConfigs, ...runs, ...declaredRuns(input.fleetFile)].sort((a, b) => byPlace(a.place, b.place));
  const counts = new Map<string, number>();
  for (const { place } of all) counts.set(place.file, (counts.get(place.file) ?? 0) + 1);
  const numbers = new Map<string, number>();
  for (const run of all) {
    const { file } = run.place;
    const remark = remarkOf(world.read(file) ?? "", run.place, run.config);
    if (remark.ignored !== undefined) {
      left.push({ path: file, why: `line ${run.place.line} is left out by a comment: ${remark.ignored}` });
      continue;
    }
    const number = (numbers.get(file) ?? 0) + 1;
    if (number > MOST_RUNS) {
      if (number === MOST_RUNS + 1)
        left.push({ path: file, why: `holds more than ${MOST_RUNS} runs; the others are left out` });
      numbers.set(file, number);
      continue;
    }
    numbers.set(file, number);
    const id = run.name === undefined && counts.get(file) === 1 ? file : `${file}#${run.name ?? number}`;
    const result = await resolved({ id, run, remark }, sources);
    results.push("run" in result ? { ...result, run: await labels.counted(result.run) } : result);
  }
  for (const { path, problems } of broken) results.push(brokenConfig(path, problems));
  return {
    runs: results.flatMap((result) => ("run" in result ? [result.run] : [])),
    unknown: results.flatMap((result) => ("unknown" in result ? [result.unknown] : [])),
    problems: problemsOnce([...input.versions.problems, ...results.flatMap(({ problems }) => problems)]),
    skipped: left,
    looked: candidates,
  };
}

function problemsOnce(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  const fresh = problems.filter(({ file, line, column, code, message }) => {
    const identity = JSON.stringify([file, line, column, code, message]);
    return !seen.has(identity) && seen.add(identity);
  });
  return fresh.sort(byPlace);
}
