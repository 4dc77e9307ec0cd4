import { expect, test } from "vitest";
import { type Listed, listedIn, repositories, repository } from "./corpus.ts";

const sorted = (runs: readonly Listed[]): string[] => runs.map(textOf).sort();
const textOf = ({ train, ...run }: Listed): string =>
  JSON.stringify([run, Object.entries(train).sort(([a], [b]) => (a < b ? -1 : 1))]);

test.each(repositories)("%s: every run is found as it is written, and nothing else", async (name) => {
  const { files, expected } = repository(name);
  expect(sorted(await listedIn(files))).toEqual(sorted(expected));
});

/** What a run is recognised by. */
const identity = ({ file, model, train }: Listed): string =>
  JSON.stringify([file, model, train["batch"], train["imgsz"]]);

test("nine of ten runs are found with the right file, model, batch and image size, and one in twenty is false at most", async () => {
  let [right, wanted, found] = [0, 0, 0];
  for (const name of repositories) {
    const { files, expected } = repository(name);
    const left = expected.map(identity);
    const listed = await listedIn(files);
    wanted += expected.length;
    found += listed.length;
    for (const run of listed) {
      const at = left.indexOf(identity(run));
      if (at < 0) continue;
      left.splice(at, 1);
      right += 1;
    }
  }
  console.log(
    `recall ${((100 * right) / wanted).toFixed(1)} % (${right} of ${wanted}), precision ${((100 * right) / found).toFixed(1)} % (${right} of ${found})`,
  );
  expect(right / wanted).toBeGreaterThanOrEqual(0.9);
  expect(right / found).toBeGreaterThanOrEqual(0.95);
});
