import { describe, expect, it } from "vitest";
import type { Files } from "../support/git-repository.ts";
import { type Answered, type Otherwise, play } from "./scenario.ts";

// What a pull request may hold that nobody expects: answered or refused by name, and nothing outside is read.

const CONFIG = "model: yolov8n.yaml\ndata: data/vehicles.yaml\nepochs: 10\nimgsz: 640\nbatch: 4\noptimizer: SGD\n";
const TOO_LARGE = CONFIG.replace("batch: 4", "batch: 256");
const SHALLOW = { checkout: "shallow" } as const;
const NONE = { checkout: "none" } as const;

/** A pull request on repositories/vision that adds or changes these files. */
async function pushed(head: Files, otherwise: Otherwise = {}): Promise<Answered> {
  const { answers, mistakes } = await play("first-comment", { ...otherwise, files: { head } });
  expect(mistakes).toEqual([]);
  const [answered] = answers;
  if (answered === undefined) throw new Error("Nothing was pushed.");
  expect(answered.result.stderr).toBe("");
  expect(answered.result.stdout).not.toMatch(/ {4}at /);
  return answered;
}

const comment = ({ comments }: Answered): string => comments.at(-1)?.body ?? "";
const annotations = ({ result }: Answered): readonly string[] => {
  return result.stdout.split("\n").filter((line) => line.startsWith("::"));
};

describe("paths", () => {
  const names = [
    "configs/two words.yaml",
    "configs/quo\"te's.yaml",
    "configs/new\nline.yaml",
    "configs/\u{1f600} größer.yaml",
    "configs/pipe|tick`<b>.yaml",
    "configs/@acme-team.yaml",
    "configs/--flag.yaml",
    "configs/a,b::c%0A.yaml",
    "configs/<!-- gpu-memory -->.yaml",
  ];
  for (const checkout of ["full", "shallow", "none"] as const)
    it.concurrent(`of every kind are answered (checkout: ${checkout})`, async () => {
      const answered = await pushed(Object.fromEntries(names.map((name) => [name, TOO_LARGE])), { checkout });
      expect(answered.result.outputs["configs-failed"]).toBe(String(names.length));
      const report = comment(answered);
      expect(report).not.toMatch(/(^|[^`\w/])@acme-team/);
      expect(report.match(/<!-- gpu-memory /g)).toHaveLength(1);
      const rows = report.split("\n").filter((line) => line.includes("DOES NOT FIT"));
      expect(rows.length).toBeGreaterThanOrEqual(names.length);
      // No name starts a workflow command, or ends one early.
      expect(annotations(answered).every((line) => /^::(error|warning|notice) [^\n]+::/.test(line))).toBe(true);
    });
});

describe("files that are no files", () => {
  for (const checkout of [{}, SHALLOW, NONE])
    it.concurrent(`a link out of the repository is not followed ${JSON.stringify(checkout)}`, async () => {
      const answered = await pushed({ "configs/link.yaml": { link: "/etc/passwd" } }, checkout);
      expect(answered.result.stdout + comment(answered) + answered.result.summary).not.toContain("root:");
      expect(answered.result.outputs["conclusion"]).toBe("warn");
      expect(comment(answered)).toContain("configs/link.yaml");
    });

  for (const checkout of [{}, SHALLOW, NONE])
    it.concurrent(`a submodule in the place of a config is named, and not read ${JSON.stringify(checkout)}`, async () => {
      const head = { "configs/vendor.yaml": { submodule: "c".repeat(40) }, "configs/small.yaml": CONFIG };
      const answered = await pushed(head, checkout);
      expect(answered.result.outputs).toMatchObject({ configs: "2", "configs-unknown": "1" });
      expect(comment(answered)).toMatch(/configs\/vendor\.yaml.*submodule/);
    });

  it.concurrent("a link to a config inside the repository is named too", async () => {
    const answered = await pushed({ "configs/link.yaml": { link: "vehicles.yaml" } });
    expect(comment(answered)).toContain("configs/link.yaml");
  });

  it.concurrent("a model that lies outside of the repository is not read", async () => {
    const answered = await pushed({ "configs/out.yaml": CONFIG.replace("yolov8n.yaml", "../../../etc/model.yaml") });
    expect(answered.result.outputs["configs-unknown"]).toBe("1");
    expect(comment(answered)).toContain("etc/model.yaml");
  });
});

// One after the other, since they are timed.
describe("sizes", () => {
  it("a config of 1 MiB and more is refused by name, the other is answered", async () => {
    const large = `${CONFIG}# ${"x".repeat(1 << 20)}\n`;
    const answered = await pushed({ "configs/large.yaml": large, "configs/small.yaml": CONFIG });
    expect(answered.result.outputs).toMatchObject({ configs: "2", "configs-unknown": "1" });
    expect(comment(answered)).toContain("configs/large.yaml");
  });

  it("an alias bomb is refused by name, in time", async () => {
    const layers = Array.from({ length: 12 }, (_, level) => {
      const before = level === 0 ? '"x"' : `*a${level - 1}`;
      return `a${level}: &a${level} [${Array(10).fill(before).join(", ")}]`;
    });
    const answered = await pushed({ "configs/bomb.yaml": `${CONFIG}${layers.join("\n")}\n` });
    expect(answered.result.outputs).toMatchObject({ configs: "1", "configs-unknown": "1" });
    expect(comment(answered)).toContain("configs/bomb.yaml");
    expect(answered.result.milliseconds).toBeLessThan(15_000);
  });

  it("500 failing configs make one valid comment, summary and annotations", async () => {
    const files = Array.from({ length: 500 }, (_, index) => [`configs/run-${index}.yaml`, TOO_LARGE] as const);
    const answered = await pushed(Object.fromEntries(files));
    expect(answered.result.exitCode).toBe(1);
    expect(answered.result.outputs["configs-failed"]).toBe("500");
    expect(answered.comments).toHaveLength(1);
    expect(comment(answered).length).toBeLessThanOrEqual(65_536);
    expect(Buffer.byteLength(answered.result.summary)).toBeLessThan(1 << 20);
    expect(answered.result.summary).toContain("configs/run-499.yaml");
    expect(annotations(answered).filter((line) => line.startsWith("::error")).length).toBeLessThanOrEqual(10);
    expect(answered.result.milliseconds).toBeLessThan(20_000);
  });

  it("500 failing configs among 3,000 changed files are answered in 20 seconds", async () => {
    const configs = Array.from({ length: 500 }, (_, index) => [`configs/run-${index}.yaml`, TOO_LARGE] as const);
    const others = Array.from({ length: 2500 }, (_, index) => [`src/file-${index}.py`, `print(${index})\n`] as const);
    const answered = await pushed(Object.fromEntries([...configs, ...others]));
    expect(answered.result.outputs["configs-failed"]).toBe("500");
    expect(answered.comments).toHaveLength(1);
    expect(comment(answered).length).toBeLessThanOrEqual(65_536);
    expect(Buffer.byteLength(answered.result.summary)).toBeLessThan(1 << 20);
    expect(answered.result.milliseconds).toBeLessThan(20_000);
  });

  for (const checkout of ["full", "shallow"] as const)
    it(`3,000 changed files are no reason to miss the config among them (${checkout})`, async () => {
      const files = Array.from({ length: 3000 }, (_, index) => [`src/file-${index}.py`, `print(${index})\n`] as const);
      const answered = await pushed({ ...Object.fromEntries(files), "zoo/train.yaml": TOO_LARGE }, { checkout });
      expect(answered.result.outputs).toMatchObject({ configs: "1", conclusion: "pass" });
      expect(answered.result.milliseconds).toBeLessThan(20_000);
    });
});
