// Prints how long the estimates of the measured runs take in a warm process, how much memory that uses, and how long the whole
// action takes. Build first: the action that runs is dist/.
import { estimateLine } from "../src/memory/estimate-line.ts";
import { createEstimator } from "../src/memory/estimator.ts";
import { type MeasuredRow, type PlayableRow, playable, rowsOf } from "../test/measured/runs.ts";
import { median } from "../test/measured/score.ts";
import { play } from "../test/scenarios/scenario.ts";

const FILE = "h200-8.4.190";
const REPEATS = 3;

const milliseconds = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

const medianOf = (values: readonly number[]): number => median([...values].sort((a, b) => a - b));
const ms = (value: number): string => `${value.toFixed(1)} ms`;

/** One estimate with nothing remembered, as for a config that a pull request changes. */
const estimateOnce = ({ run, device }: PlayableRow): void => {
  createEstimator().estimate(run, device);
};

/** Everything that `estimate --runs` answers about the rows, from their text on; answers are remembered as there. */
function answerRows(texts: readonly string[]): void {
  const estimator = createEstimator();
  for (const text of texts) {
    const row: MeasuredRow = JSON.parse(text);
    const found = playable(row);
    if ("run" in found) estimateLine(estimator, { run: found.run, device: found.device, capBytes: undefined });
  }
}

const config = (model: string): string => `model: ${model}.pt\ndata: coco.yaml\nepochs: 100\nimgsz: 640\nbatch: 16\n`;
const PULL_REQUEST = {
  "configs/one.yaml": config("yolov8s"),
  "configs/two.yaml": config("yolov8m"),
  "configs/three.yaml": config("yolov10n"),
};

/** The action's process on a pull request of three new configs, from its start to its end, the comment posted to a local GitHub. */
async function wholeRun(): Promise<number> {
  const { answers } = await play("first-comment", { files: { head: PULL_REQUEST } });
  const { comments = [], result } = answers[0] ?? {};
  const answered = Object.keys(PULL_REQUEST).every((file) => comments.some(({ body }) => body.includes(file)));
  if (!answered || result === undefined) throw new Error("the pull request was not answered");
  return result.milliseconds;
}

const rows = rowsOf(FILE);
const runs = rows.flatMap((row) => {
  const found = playable(row);
  return "run" in found ? [found] : [];
});
const texts = rows.map((row) => JSON.stringify(row));
const mebibytes = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

const cold = milliseconds(() => answerRows(texts));
const memory = mebibytes();
const whole = Array.from({ length: REPEATS }, () => milliseconds(() => answerRows(texts)));
const single = runs.map((run) =>
  medianOf(Array.from({ length: REPEATS }, () => milliseconds(() => estimateOnce(run)))),
);

console.log(`${FILE}: ${rows.length} runs, medians of ${REPEATS} repeats in a warm process, node ${process.version}`);
console.log(`one estimate         ${ms(medianOf(single))} in the median, ${ms(Math.max(...single))} at most`);
console.log(`all of them          ${ms(single.reduce((sum, each) => sum + each, 0))}`);
console.log(
  `estimate --runs      ${ms(medianOf(whole))} warm, ${ms(cold)} cold: with the smallest limit each run survives`,
);
console.log(`memory of the first  ${memory} MiB at most`);

const actions: number[] = [];
for (let repeat = 0; repeat < REPEATS; repeat++) actions.push(await wholeRun());
console.log(
  `the action           ${ms(medianOf(actions))} on a pull request of three configs, its process from start to end`,
);
