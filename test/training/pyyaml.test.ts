import { expect, test } from "vitest";
import { readPyYaml } from "../../src/training/pyyaml.ts";
import { type PyNode, pythonText } from "../../src/training/pyyaml-nodes.ts";
import golden from "./pyyaml/golden.json" with { type: "json" };

interface GoldenCase {
  readonly text: string;
  readonly error?: string;
  readonly value?: unknown;
  readonly places?: readonly (readonly [string, number, number])[] | null;
}

const cases = golden.cases as unknown as readonly GoldenCase[];

function typed(node: PyNode | undefined): unknown {
  if (node === undefined) return ["null", null];
  if (node.kind === "map") return ["map", node.entries.map((entry) => [typed(entry.key), typed(entry.value)])];
  if (node.kind === "list") return ["list", node.items.map(typed)];
  if (node.kind === "other") return ["other", null];
  if (node.kind !== "float" || Number.isFinite(node.value)) return [node.kind, node.value];
  return ["float", Number.isNaN(node.value) ? "nan" : node.value > 0 ? "inf" : "-inf"];
}

function places(node: PyNode | undefined): unknown[] {
  if (node === undefined) return [];
  if (node.kind === "list") return node.items.flatMap(places);
  if (node.kind === "map") return node.entries.flatMap((entry) => [...places(entry.key), ...places(entry.value)]);
  return node.text === "" ? [] : [[node.text, node.place.line, node.place.column]];
}

const plain = (text: string): boolean => !/['"|>]/.test(text);

test.each(cases.filter((one) => one.error === undefined))("reads $text as PyYAML does", ({ text, value }) => {
  const read = readPyYaml(text, "a.yaml");
  expect(read.problems).toEqual([]);
  expect(typed(read.root)).toEqual(value);
});

test.each(cases.filter((one) => one.error !== undefined))("refuses $text as PyYAML does", ({ text }) => {
  const { root, problems } = readPyYaml(text, "a.yaml");
  expect(root).toBeUndefined();
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.every((problem) => problem.line >= 1 && problem.column >= 1)).toBe(true);
});

test("gives every plain value the place that PyYAML gives it", () => {
  const withPlaces = cases.filter((one) => one.places !== undefined && one.places !== null && plain(one.text));
  expect(withPlaces.length).toBeGreaterThan(140);
  for (const { text, places: expected } of withPlaces) {
    expect({ text, places: places(readPyYaml(text, "a.yaml").root) }).toEqual({ text, places: expected });
  }
});

const problemsOf = (text: string) =>
  readPyYaml(text, "a.yaml").problems.map(({ code, line, column }) => ({ code, line, column }));

test("finds every duplicate key, also where PyYAML makes two spellings equal", () => {
  expect(problemsOf("batch: 8\nimgsz: 640\nbatch: 16\non: 1\nyes: 2\n")).toEqual([
    { code: "duplicate-key", line: 3, column: 1 },
    { code: "duplicate-key", line: 5, column: 1 },
  ]);
});

test("finds merge conflict markers and nothing else in a file that has them", () => {
  expect(problemsOf("a: 1\n<<<<<<< HEAD\nbatch: 8\n=======\nbatch: 16\n>>>>>>> feature\n")).toEqual([
    { code: "merge-conflict", line: 2, column: 1 },
    { code: "merge-conflict", line: 6, column: 1 },
  ]);
});

test("refuses a tag that names code", () => {
  expect(readPyYaml("a: 1\nb: !!python/object/apply:os.system [x]\n", "a.yaml").problems).toEqual([
    {
      file: "a.yaml",
      line: 2,
      column: 36,
      code: "unknown-tag",
      severity: "error",
      message: "The tag `!!python/object/apply:os.system` is not known.",
      remedy: "Leave the tag out: nothing in a config may name code, and only plain values are read.",
    },
  ]);
});

test("names a tab", () => {
  expect(problemsOf("a:\n\tb: 1\n")).toEqual([{ code: "yaml-tab", line: 2, column: 1 }]);
});

test("refuses aliases that multiply, and aliases inside their own anchor", () => {
  const levels = Array.from({ length: 12 }, (_, level) => {
    const items =
      level === 0
        ? "x"
        : Array(9)
            .fill(`*l${level - 1}`)
            .join(", ");
    return `l${level}: &l${level} [${items}]`;
  });
  expect(problemsOf(levels.join("\n")).map(({ code }) => code)).toEqual(["too-many-aliases"]);
  expect(problemsOf("a: &a [*a]\n").map(({ code }) => code)).toEqual(["unknown-alias"]);
});

test("refuses a file above 1 MiB and one that nests without end", () => {
  expect(problemsOf("a: 1\n".repeat(300_000)).map(({ code }) => code)).toEqual(["file-too-large"]);
  expect(problemsOf("[".repeat(20_000)).length).toBeGreaterThan(0);
});

test("places a value that an alias repeats where the alias stands", () => {
  const { root } = readPyYaml("a: &n 8\nb: *n\n", "a.yaml");
  expect(root?.kind === "map" && root.entries[1]?.value).toEqual({
    kind: "int",
    value: 8,
    text: "8",
    place: { file: "a.yaml", line: 2, column: 4 },
  });
});

test("shows values as Python prints them", () => {
  const { root } = readPyYaml("a: [yes, ~, 1.0, 1, x, {}]\n", "a.yaml");
  expect(root?.kind === "map" && root.entries[0] && pythonText(root.entries[0].value)).toBe(
    "[True, None, 1.0, 1, 'x', {}]",
  );
});

test("names the place where a bracket or a quote is opened that nothing closes, not the line where that is noticed", () => {
  const at = (line: number, column: number) => [{ code: "yaml-syntax", line, column }];
  expect(problemsOf("model: a\nclasses: [1, 2\nbatch: 4\n")).toEqual(at(2, 10));
  expect(problemsOf("model: a\nclasses: [1, [2, 3]\nbatch: 4\n")).toEqual(at(2, 10));
  expect(problemsOf("extra: {a: 1\nbatch: 4\n")).toEqual(at(1, 8));
  expect(problemsOf('model: "a\nbatch: 4\n')).toEqual(at(1, 8));
});
