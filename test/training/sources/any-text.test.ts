import fc from "fast-check";
import { expect, test } from "vitest";
import { jobsIn } from "../../../src/training/sources/jobs/index.ts";
import { filesWritten, notebookProgram } from "../../../src/training/sources/notebook.ts";
import { parsePython } from "../../../src/training/sources/python/parse.ts";
import { runShell } from "../../../src/training/sources/shell/run.ts";
import { tomlMap } from "../../../src/training/toml-nodes.ts";
import { runsIn } from "./corpus.ts";

const PYTHON = `import argparse
from ultralytics import YOLO
cfg = dict(data="coco8.yaml", **{"batch": 2 * 8})
for size in ["n", "s"]:
    if cfg["batch"] > 4 and size != "x":
        YOLO(f"yolov8{size}.pt").train(**cfg, imgsz=640)
class T(YOLO):
    def fit(self, *a, lr=1e-3, **k):
        return [x for x in a if x] or lambda: super().train(**k)
!yolo train model=yolov8n.pt batch={cfg}
try:
    T("a.pt").fit(1, data="x")
except Exception as e:
    raise SystemExit(e)
`;
const SHELL = `#!/bin/bash
B=\${B:-16}; A=(x=1 "y=2")
f() { local m="$1"; yolo train model=$m batch=$B "\${A[@]}" imgsz=$((2*320)); }
for m in yolov8{n,s}.pt; do f "$m" || exit 1; done
if [ "$B" -gt 8 ] && test -n "$X"; then python train.py --batch $B <<EOF
x
EOF
fi
case $1 in a|b) yolo val;; *) echo "\`pwd\`" > log;; esac
`;
const OTHERS: Readonly<Record<string, string>> = {
  Makefile: "B ?= 8\nM := yolov8n\ntrain: x\n\t@yolo train model=$(M).pt \\\n\t  batch=$(B) # c\n",
  Dockerfile:
    'ARG B=4\nENV A=1 C="2"\nRUN yolo train batch=$B \\\n  model=a.pt\nENTRYPOINT ["yolo", "train"]\nCMD ["batch=1"]\n',
  "train.bat": 'set B=4\r\nset "M=yolov8n.pt"\r\nyolo train model=%M% ^\r\n batch=%B%\r\n',
  "train.ps1": 'param([int]$B = 4)\n$m = "yolov8$B.pt"\n& yolo train model=$m `\n  batch=$B\n',
  "a.yml":
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the workflow\'s own
    "env: {A: 1}\njobs:\n  a:\n    strategy: {matrix: {m: [n, s]}}\n    steps:\n      - run: |\n          yolo train model=${{ matrix.m }}.pt\n          x\n---\ncommand: [yolo, train]\nargs: [a=$(A)]\n",
  "README.md":
    "# Train\n\n```bash\n$ yolo train model=yolov8n.pt \\\n  batch=4\n```\n> ~~~python\nYOLO('a.pt').train(batch=2)\n~~~\n````\nx\n```\n",
  ".vscode/launch.json":
    '{\n  // trains\n\t"configurations": [{"program": "$' +
    '{workspaceFolder}/t.py", "args": ["--batch", "8"], "env": {"A": "1"},},],\n "tasks": [{"command": "yolo train a=1"}] /* x */ }\n',
  Jenkinsfile: "sh '''yolo train model=a.pt'''\nsh \"x\"\n",
};
const NOTEBOOK = JSON.stringify({
  cells: [
    { cell_type: "markdown", source: "x" },
    { cell_type: "code", source: ["a = 1\n", "!yolo train \\\n", " model=é.pt"] },
    { cell_type: "code", source: 'print("\u2713")', outputs: [{ text: "a" }] },
  ],
});

const PIECES = [
  "\n",
  "\r\n",
  "\t",
  "  ",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  "'",
  '"',
  '"""',
  "f'{",
  "\\",
  "$",
  "${",
  "$(",
  "`",
  "#",
  "<<EOF\n",
  ";",
  "&&",
  "|",
  "=",
  ":",
  ",",
  "*",
  "**",
  "@",
  "!",
  "%",
  "\0",
  "\ufeff",
  "{{",
  "}}",
  "if ",
  "for x in ",
  "do ",
  "done",
  "fi",
  "def f(",
  "class A(",
  "lambda ",
  "yield ",
  "import ",
  "else:",
  "é",
  "😀",
];
const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "grapheme", maxLength: 3 }));

/** A text with a few cuts, repeats and pieces put in; or pieces only. */
function mutated(text: string) {
  const edit = fc.record({ at: fc.nat(text.length), cut: fc.nat(12), put: piece, times: fc.nat(3) });
  const edited = fc
    .array(edit, { maxLength: 6 })
    .map((edits) =>
      edits.reduce((now, { at, cut, put, times }) => now.slice(0, at) + put.repeat(times) + now.slice(at + cut), text),
    );
  return fc.oneof(
    { weight: 3, arbitrary: edited },
    fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join("")),
  );
}

const RUNS = { numRuns: 20_000 };
const read = (): undefined => undefined;

test("no text crashes the reader of Python", () => {
  fc.assert(
    fc.property(mutated(PYTHON), (text) => {
      expect(Array.isArray(parsePython({ file: "a.py", text }).body)).toBe(true);
    }),
    RUNS,
  );
}, 240_000);

test("no text crashes the reader of shells", () => {
  fc.assert(
    fc.property(mutated(SHELL), (source) => {
      runShell({ file: "a.sh", source, positional: [], variables: new Map(), folder: "" }, ({ place }) =>
        expect(place.line).toBeGreaterThan(0),
      );
    }),
    RUNS,
  );
}, 240_000);

test.each(Object.keys(OTHERS))(
  "no text crashes the reader of a %s",
  (path) => {
    fc.assert(
      fc.property(mutated(OTHERS[path] ?? ""), (text) => {
        for (const job of jobsIn({ path, text, read })) {
          if ("source" in job) runShell({ ...job, positional: [] }, () => undefined);
          else if ("words" in job) expect(job.words.length).toBeGreaterThanOrEqual(0);
          else expect(Array.isArray(job.program.body)).toBe(true);
        }
      }),
      RUNS,
    );
  },
  240_000,
);

test("no text crashes the reader of notebooks, and every offset of its code is one of the file", () => {
  fc.assert(
    fc.property(mutated(NOTEBOOK), (text) => {
      const program = notebookProgram(text, "a.ipynb");
      if (program === undefined) return;
      for (let at = 0; at < program.text.length; at += 7) {
        expect(program.offsetInFile(at)).toBeGreaterThanOrEqual(0);
        expect(program.offsetInFile(at)).toBeLessThanOrEqual(text.length);
      }
    }),
    RUNS,
  );
}, 240_000);

const TOML = 'title = "x"\n[tool.vision]\nbatch = 2\n"a b" = [1, 2.5, {c = true}]\n[[tool.more]]\nat = 2020-01-01\n';

test("no text crashes the reader of TOML, and every value has a place", () => {
  fc.assert(
    fc.property(mutated(TOML), (text) => {
      for (const { value } of tomlMap(text, "a.toml")?.entries ?? []) expect(value.place.line).toBeGreaterThan(0);
    }),
    RUNS,
  );
}, 240_000);

test("no text crashes the reader of files that a notebook writes", () => {
  const written = JSON.stringify({
    cells: [
      { cell_type: "code", source: ["%%writefile a.py\n", "x = 1\n"] },
      { cell_type: "code", source: "%%file ./b.yaml\nx: 1" },
    ],
  });
  fc.assert(
    fc.property(mutated(written), (text) => {
      for (const { path } of filesWritten(text, "a.ipynb")) expect(path).not.toBe("");
    }),
    RUNS,
  );
}, 240_000);

test("no text crashes the search for runs, and every run and reason has a place", async () => {
  const all = fc.record({
    py: mutated(PYTHON),
    sh: mutated(SHELL),
    nb: mutated(NOTEBOOK),
    make: mutated(OTHERS["Makefile"] ?? ""),
    yml: mutated(OTHERS["a.yml"] ?? ""),
  });
  await fc.assert(
    fc.asyncProperty(all, async ({ py, sh, nb, make, yml }) => {
      const files = new Map([
        ["train.py", py],
        ["a.sh", sh],
        ["a.ipynb", nb],
        ["Makefile", make],
        ["a.yml", yml],
      ]);
      const { runs, unknown } = await runsIn(files);
      for (const { place } of [...runs, ...unknown])
        expect(files.has(place.file) && place.line >= 1 && place.column >= 1).toBe(true);
      expect(unknown.every(({ reasons }) => reasons.length > 0)).toBe(true);
    }),
    { numRuns: 2000 },
  );
}, 240_000);

const YOLO = "from ultralytics import YOLO # train\n";
const LONG: Readonly<Record<string, readonly [string, (length: number) => string]>> = {
  "open brackets of Python": ["a.py", (length) => YOLO + "(".repeat(length)],
  "open braces of Python": ["a.py", (length) => `${YOLO}x = ${"{1: ".repeat(length / 4)}`],
  "calls in calls": ["a.py", (length) => `${YOLO}${"f(".repeat(length / 3)}1${")".repeat(length / 3)}`],
  "attributes of attributes": ["a.py", (length) => `${YOLO}x${".train".repeat(length / 6)}()`],
  sums: ["a.py", (length) => `${YOLO}x = 1${" + 1".repeat(length / 4)}`],
  "texts added up": ["a.py", (length) => `${YOLO}x = ""\n${"x += 'train'\n".repeat(length / 13)}`],
  conditions: ["a.py", (length) => `${YOLO}${"if a:\n b = 1\nelse:\n b = 2\n".repeat(length / 26)}`],
  "loops in loops": [
    "a.py",
    (length) =>
      `${YOLO}${Array.from({ length: 12 }, (_, at) => `${" ".repeat(at)}for i in range(60):\n`).join("")}${" ".repeat(12)}YOLO("yolov8n.pt").train(batch=i)\n${"# train\n".repeat(length / 8)}`,
  ],
  "functions that call each other": [
    "a.py",
    (length) =>
      `${YOLO}${Array.from({ length: length / 60 }, (_, at) => `def f${at}():\n  f${at + 1}(); f${at + 2}(); YOLO("a.pt").train()\n`).join("")}f0()`,
  ],
  trainings: ["a.py", (length) => YOLO + 'YOLO("yolov8n.pt").train(batch=1)\n'.repeat(length / 34)],
  quotes: ["a.py", (length) => YOLO + "'".repeat(length)],
  commands: ["a.sh", (length) => "yolo train model=yolov8n.pt batch=1\n".repeat(length / 36)],
  "open quotes of a shell": ["a.sh", (length) => "yolo train 'a\n\"b ".repeat(length / 17)],
  substitutions: ["a.sh", (length) => `yolo train ${"$(".repeat(length / 2)}`],
  "conditions of a shell": [
    "a.sh",
    (length) => `# yolo train\n${"if [ -f x ]; then a=1; else a=2; fi\n".repeat(length / 36)}`,
  ],
  "defaults in defaults": ["a.sh", (length) => `yolo train a=${"${a:-".repeat(length / 5)}`],
  escapes: ["Makefile", (length) => `t:\n\tyolo train ${"\\\n".repeat(length / 2)}`],
  "variables of make": [
    "Makefile",
    (length) => `# yolo train\n${Array.from({ length: length / 20 }, (_, at) => `A${at} = $(A${at - 1})x\n`).join("")}`,
  ],
  instructions: ["Dockerfile", (length) => "RUN yolo train a=1 \\\n".repeat(length / 21)],
  "steps of a workflow": ["a.yml", (length) => `jobs:\n${"  - run: yolo train a=1\n".repeat(length / 25)}`],
  "blocks of a README": ["README.md", (length) => "```sh\nyolo train a=1\n```\n".repeat(length / 23)],
  "open fences": ["README.md", (length) => "```".repeat(length / 3)],
  "launch configurations": [
    ".vscode/launch.json",
    (length) => `{"configurations": [${'{"module": "ultralytics", "args": ["train"]},\n'.repeat(length / 46)}]}`,
  ],
  "open comments": [".vscode/launch.json", (length) => `{"yolo train": ${"/* ".repeat(length / 3)}`],
  cells: [
    "a.ipynb",
    (length) =>
      JSON.stringify({
        cells: Array.from({ length: length / 60 }, () => ({ cell_type: "code", source: ["yolo.train()\n"] })),
      }),
  ],
  "brackets of a notebook": ["a.ipynb", (length) => `{"yolo train": 1, "cells": ${"[".repeat(length)}`],
};

async function took(kind: string, length: number): Promise<number> {
  const [path, make] = LONG[kind] ?? ["a.py", () => ""];
  const files = new Map([[path, make(length)]]);
  // What this process computes, not what it waits for: other work on the machine does not count.
  const begin = process.cpuUsage();
  await runsIn(files, { readmes: true });
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

test.each(Object.keys(LONG))(
  "100,000 characters of %s take no time to speak of, and ten times the text about ten times as long",
  async (kind) => {
    await took(kind, 1000);
    const [small, large] = [await took(kind, 10_000), await took(kind, 100_000)];
    expect(large).toBeLessThan(1000);
    expect(large).toBeLessThan(25 * small + 200);
  },
);
