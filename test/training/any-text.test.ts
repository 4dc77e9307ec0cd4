import fc from "fast-check";
import { expect, test } from "vitest";
import { published } from "../../src/graph/models/index.ts";
import { readDataFile } from "../../src/training/data-file.ts";
import { readModelFile } from "../../src/training/model-file.ts";
import { readPyYaml } from "../../src/training/pyyaml.ts";
import { runOfLine } from "../../src/training/run-line.ts";
import { findRuns } from "../../src/training/sources/find-runs.ts";
import { findVersions } from "../../src/training/versions.ts";

const CONFIG = `# a run
model: yolov8n.pt
data: data/vehicles.yaml
epochs: 100 # long
batch: &b 16
imgsz: [640, 480]
lr0: 1e-3
freeze: [0, '22.cv2']
base: {<<: {amp: yes}, nbs: *b}
device: "0,1"
`;
const MODEL = `nc: 80
scales: {n: [0.33, 0.25, 1024]}
backbone:
  - [-1, 1, Conv, [64, 3, 2]]
  - [-1, 3, C2f, [128, True]]
head:
  - [[-1, 0], 1, Concat, [1]]
  - [[1], 1, Detect, [nc]]
`;
const DATA = "path: ../x\ntrain: a\nval: [b, c]\nnames:\n  0: car\n  1: 'no'\nkpt_shape: [17, 3]\n";
const TOML =
  '[project]\ndependencies = ["ultralytics>=8.3,<9", "torch==2.4.1+cu121"]\n[[package]]\nname = "torch"\nversion = "2.4.1"\n';
const PIP = "RUN pip install \\\n  'ultralytics[export]==8.3.63' \\\n  torch>=2.0\n  - pytorch::pytorch=2.4.1\n";

/** Pieces that mean something to a parser, and any character. */
const piece = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 3 }),
  fc.constantFrom(
    "\n",
    "\t",
    " ",
    ":",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "*b",
    "&b ",
    "<<: ",
    "!!int ",
    "!x ",
    "'",
    '"',
    "|\n",
    ">-\n",
    "#",
    "?",
    "\0",
    "\r",
    "\ufeff",
    "---\n",
    "%",
    "==",
    ">=",
    ",",
  ),
);

/** One of the texts with a few cuts, repeats and pieces put in; or pieces only. */
function mutated(...texts: string[]) {
  const edit = fc.record({ at: fc.nat(400), cut: fc.nat(12), piece, times: fc.nat(3) });
  const edited = fc
    .tuple(fc.constantFrom(...texts), fc.array(edit, { maxLength: 6 }))
    .map(([text, edits]) =>
      edits.reduce(
        (now, { at, cut, piece: put, times }) => now.slice(0, at) + put.repeat(times) + now.slice(at + cut),
        text,
      ),
    );
  return fc.oneof(
    edited,
    fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join("")),
  );
}

const placed = (problems: readonly { line: number; column: number; message: string }[]) =>
  problems.every(
    ({ line, column, message }) => line >= 1 && column >= 1 && message.length > 0 && message.length < 1000,
  );

test("no text crashes the YAML reader, and whatever it refuses has a place", () => {
  fc.assert(
    fc.property(mutated(CONFIG, MODEL, DATA), (text) => {
      const { root, problems } = readPyYaml(text, "a.yaml");
      expect(placed(problems)).toBe(true);
      expect(root === undefined || problems.length === 0).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test("no text crashes the readers of model and data files", () => {
  fc.assert(
    fc.property(mutated(MODEL, DATA), (text) => {
      const model = readModelFile(text, "m.yaml");
      const data = readDataFile(text, "d.yaml");
      expect(placed([...model.problems, ...data.problems])).toBe(true);
      expect(model.description === undefined && model.problems.length === 0).toBe(false);
      expect(data.data === undefined && data.problems.length === 0).toBe(false);
    }),
    { numRuns: 3000 },
  );
});

test("no config crashes the stage: each declared file is a run or is unknown with a reason", async () => {
  await fc.assert(
    fc.asyncProperty(mutated(CONFIG), mutated(MODEL), mutated(DATA), async (config, model, data) => {
      const files: Record<string, string> = { "a.yaml": config, "yolov8n.yaml": model, "data/vehicles.yaml": data };
      const { runs, unknown, problems } = await findRuns({
        paths: ["a.yaml"],
        repository: { readText: (path) => files[path] },
        published,
        declared: { datasets: {}, environment: {} },
        versions: { problems: [] },
        isDeclared: () => true,
      });
      expect(runs.length + unknown.length).toBeGreaterThan(0);
      expect(unknown.every(({ reasons }) => reasons.length > 0)).toBe(true);
      expect(placed(problems)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("no line crashes `estimate --runs`", () => {
  const place = { file: "x.jsonl", line: 1, column: 1 };
  const args = fc.dictionary(
    fc.constantFrom("model", "batch", "imgsz", "amp", "freeze", "device", "x"),
    fc.jsonValue(),
  );
  const line = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        id: fc.jsonValue(),
        mode: fc.constantFrom("train", "predict", 1),
        train: args,
        predict: args,
        dataset: fc.jsonValue(),
        environment: fc.jsonValue(),
      },
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(line, (value) => {
      const result = runOfLine(value, { published, place, readModel: () => MODEL });
      expect("run" in result || result.unknown.message.length > 0).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test("no text crashes the search for versions", () => {
  const path = fc.constantFrom(
    "requirements.txt",
    "pyproject.toml",
    "uv.lock",
    "Pipfile.lock",
    "environment.yml",
    "setup.cfg",
    "Dockerfile",
    ".github/workflows/a.yml",
  );
  fc.assert(
    fc.property(path, mutated(TOML, PIP), (file, text) => {
      expect(placed(findVersions([{ path: file, text }]).problems)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

const LONG: Readonly<Record<string, (length: number) => string>> = {
  "blank lines": (length) => "\n".repeat(length),
  spaces: (length) => `model: ${" ".repeat(length)}x`,
  "open brackets": (length) => "[".repeat(length),
  "open braces": (length) => "{a: ".repeat(length / 4),
  dashes: (length) => "- ".repeat(length / 2),
  quotes: (length) => "'".repeat(length),
  digits: (length) => `model: ${"1".repeat(length)}.yaml\nimgsz: ${"1".repeat(length)}`,
  "many keys": (length) => Array.from({ length: length / 10 }, (_, index) => `k${index}: 1`).join("\n"),
  "many aliases": (length) => `a: &a 1\nb: [${"*a, ".repeat(length / 4)}]`,
  "unknown keys": (length) => "x: 1\n".repeat(length / 5),
  colons: (length) => "a: ".repeat(length / 3),
  "pip pip": (length) => "pip ".repeat(length / 4),
  torches: (length) => "pip install torch ".repeat(length / 18),
  "torch and spaces": (length) => `torch${" ".repeat(length)}x`,
  hashes: (length) => " #".repeat(length / 2),
};

test.each(Object.keys(LONG))("100,000 characters of %s take no time to speak of", async (kind) => {
  const text = LONG[kind]?.(100_000) ?? "";
  const begin = performance.now();
  await findRuns({
    paths: ["a.yaml"],
    repository: { readText: (path) => (path === "a.yaml" ? `model: x.yaml\nbatch: 1\n${text}` : text) },
    published,
    declared: { datasets: {}, environment: {} },
    versions: findVersions(
      ["requirements.txt", "Dockerfile", "environment.yml", "uv.lock", "pyproject.toml"].map((path) => ({
        path,
        text,
      })),
    ),
    isDeclared: () => true,
  });
  // Generous for a shared machine; what grows with the square takes minutes.
  expect(performance.now() - begin).toBeLessThan(2000);
});
