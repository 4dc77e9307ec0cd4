import { describe, expect, it } from "vitest";
import { gib } from "../../src/bytes.ts";
import type { Varied } from "../../src/verdict/ladder.ts";
import { largest } from "../../src/verdict/largest.ts";
import { aRun, estimatorOf, pool, reservedGiB, type Wanted } from "./given.ts";

const find = (vary: Varied, limit: number, { wanted = {}, estimator = estimatorOf() }: Asked = {}) => {
  const question = { pool: pool("card", 24), vary, limitBytes: gib(limit), stride: 32 };
  return largest(aRun(wanted), question, estimator);
};

interface Asked {
  readonly wanted?: Wanted;
  readonly estimator?: ReturnType<typeof estimatorOf>;
}

describe("the largest value that fits", () => {
  it("batch: one more would not", () => {
    // (2 + batch) x 1.05 + 0.5 <= 20
    expect(find("batch", 20)?.value).toBe("16");
    expect(find("batch", 19.3)?.value).toBe("15");
  });

  it("batch: a multiple of the number of GPUs", () => {
    expect(find("batch", 20, { wanted: { arguments: { devices: [0, 1] } } })?.value).toBe("32");
  });

  it("imgsz: a multiple of the stride", () => {
    expect(find("imgsz", 20)?.value).toBe("640");
    expect(find("imgsz", 16)?.value).toBe("544");
  });

  it("scale: by letter", () => {
    expect(find("scale", 20)?.value).toBe("m");
    expect(find("scale", 12)?.value).toBe("s");
  });

  it("is none where the smallest does not fit", () => {
    expect(find("batch", 3)).toBeUndefined();
  });

  it("is the last before the first that does not fit, also where a larger one would", () => {
    const needs: Readonly<Record<number, number>> = { 4: 18, 5: 30 };
    const estimator = estimatorOf((run) => needs[run.arguments.batch] ?? reservedGiB(run));
    expect(find("batch", 20, { estimator })?.value).toBe("4");
  });

  it("is no more than the images that there are", () => {
    const run = { ...aRun(), dataset: { ...aRun().dataset, trainImages: 12 } };
    const question = { pool: pool("card", 24), vary: "batch" as const, limitBytes: gib(100), stride: 32 };
    expect(largest(run, question, estimatorOf())).toMatchObject({ value: "12", unlimited: true });
  });
});
