import { describe, expect, it } from "vitest";
import { modelText } from "../../src/smoke/model-text.ts";
import { readModelFile } from "../../src/training/model-file.ts";

const file = (more = "", row = "[-1, 1, SPPF, [1024, 5]]"): string =>
  `nc: 4\nscales: {n: [0.33, 0.25, 1024]}\n${more}backbone:\n  - [-1, 1, Conv, [64, 3, 2]]\n  - ${row}\nhead:\n  - [-1, 1, nn.Upsample, [None, 2, "nearest"]]\n  - [[0], 1, Detect, [nc]]\n`;
const handed = (text: string) => {
  const { description, problems } = readModelFile(text, "models/ours.yaml");
  expect(problems).toEqual([]);
  return modelText(description!);
};

describe("a model file for a runner", () => {
  it("says what the one of the repository says", () => {
    const text = handed(file("activation: nn.LeakyReLU(0.1, inplace=True)\n"));
    expect(typeof text).toBe("string");
    const [before, after] = [file("activation: nn.LeakyReLU(0.1, inplace=True)\n"), String(text)].map((each) =>
      JSON.parse(JSON.stringify(readModelFile(each, "models/ours.yaml").description), (key, value) =>
        key === "place" ? undefined : value,
      ),
    );
    expect(after).toEqual(before);
  });

  it.each([
    "__import__('os').system('x')",
    "nn.ReLU(__import__('os').system('x'))",
    "nn.ReLU() if exit() else 0",
    "nn.ReLU()\nexit()",
    "[exit() for _ in '1']",
  ])("has no activation that could do more than be one: %s", (activation) => {
    expect(handed(file(`activation: ${JSON.stringify(activation)}\n`))).toEqual({
      why: expect.stringContaining("activation"),
    });
  });

  it.each([
    "[-1, 1, torch_load, [evil]]",
    "[-1, 1, check_requirements, [evil]]",
    "[-1, 1, constructor, [1]]",
    '[-1, 1, Conv, ["exit()"]]',
  ])("has no row that names anything but a known layer with plain arguments: %s", (row) => {
    expect(handed(file("", row))).toEqual({ why: expect.stringContaining("row") });
  });
});
