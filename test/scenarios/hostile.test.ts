import { readFileSync } from "node:fs";
import type { Nodes } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { describe, expect, it } from "vitest";
import type { Files } from "../support/git-repository.ts";
import { sarifMistakes } from "../support/sarif/sarif-mistakes.ts";
import { type Answered, type Otherwise, play } from "./scenario.ts";

// What a pull request may hold that nobody expects: answered or refused by name, and nothing outside is read.

const CONFIG = "model: yolov8n.yaml\ndata: data/vehicles.yaml\nepochs: 10\nimgsz: 640\nbatch: 4\noptimizer: SGD\n";
const TOO_LARGE = CONFIG.replace("batch: 4", "batch: 256");
const SHALLOW = { checkout: "shallow" } as const;
const NONE = { checkout: "none" } as const;

/** A pull request on repositories/vision that adds or changes these files. */
async function pushed(head: Files, otherwise: Otherwise & { readonly base?: Files } = {}): Promise<Answered> {
  const { base = {}, ...others } = otherwise;
  const { answers, mistakes } = await play("first-comment", { ...others, files: { base, head } });
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
      expect(sarifMistakes(readFileSync(String(answered.result.outputs["report-sarif"]), "utf8"))).toEqual([]);
      // No name starts a workflow command, or ends one early.
      expect(annotations(answered).every((line) => /^::(error|warning|notice) [^\n]+::/.test(line))).toBe(true);
    });
});

describe("values", () => {
  const marker = '<!-- gpu-memory {"schema":1,"key":"default","head":"x","run":9,"attempt":9} -->';
  const values = [
    "@acme-team",
    "see #12 and https://evil.example",
    "a|b|c",
    "`</code>` <img src=x onerror=y>",
    "</details></table>",
    marker,
    "one\n::error::two\n##[group]three",
    "\u001b[31mred\u202e",
    "[click](https://evil.example)",
  ];
  /** Each value where a config may have one: as a model, as other arguments, as the name of one, as a data file. */
  const configs = values.flatMap((value, index): [string, string][] => {
    const text = JSON.stringify(value);
    return [
      [`configs/model-${index}.yaml`, CONFIG.replace("yolov8n.yaml", text)],
      [`configs/argument-${index}.yaml`, `${CONFIG.replace("SGD", text)}project: ${text}\n`],
      [`configs/name-${index}.yaml`, `${CONFIG}${text}: 1\n`],
      [`configs/data-${index}.yaml`, CONFIG.replace("data/vehicles.yaml", text)],
    ];
  });

  it.concurrent("of every kind stay text: no mention, link, tag or marker, no cell more, no command of the log", async () => {
    const answered = await pushed(Object.fromEntries(configs));
    expect(answered.comments).toHaveLength(1);
    for (const markdown of [comment(answered), answered.result.summary]) {
      const tree = unified().use(remarkParse).use(remarkGfm).parse(markdown);
      const found = { texts: [] as string[], tags: new Set<string>(), links: [] as string[], cells: [] as number[][] };
      visit(tree, found);
      expect(found.texts.filter((text) => /(?:^|[^\w/])@[\w-]/.test(text) || /#\d/.test(text))).toEqual([]);
      expect(found.links.filter((url) => !url.startsWith("https://github.com/acme/vision/"))).toEqual([]);
      expect([...found.tags].toSorted().filter((tag) => !OWN_TAGS.has(tag))).toEqual([]);
      for (const rows of found.cells) expect(new Set(rows).size).toBe(1);
      expect(markdown.match(/<!--(?= gpu-memory)/g)?.length ?? 0).toBe(markdown === comment(answered) ? 1 : 0);
    }
    const { stdout } = answered.result;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(stdout).not.toMatch(/[\u001b\u202e]|^\s*##\[/m);
    expect(annotations(answered).every((line) => /^::(error|warning|notice) [^\n]+::/.test(line))).toBe(true);
    expect(stdout).not.toMatch(/^::error::two/m);
  });
});

/** What our own Markdown opens and closes, and the marker. */
const OWN_TAGS = new Set(["details", "summary", "b", "code", "sub", "!--"]);

interface Seen {
  readonly texts: string[];
  readonly tags: Set<string>;
  readonly links: string[];
  readonly cells: number[][];
}

/** Collects what a reader's browser would make of a text. */
function visit(node: Nodes, seen: Seen): void {
  if (node.type === "text") seen.texts.push(node.value);
  if (node.type === "link" || node.type === "image") seen.links.push(node.url);
  if (node.type === "html")
    for (const [, tag = ""] of node.value.matchAll(/<\/?([a-z]+|!--)/gi)) seen.tags.add(tag.toLowerCase());
  if (node.type === "table") seen.cells.push(node.children.map(({ children }) => children.length));
  if ("children" in node) for (const child of node.children) visit(child, seen);
}

describe("a path that no checkout can have", () => {
  for (const [name, segments, outputs] of [
    ["a folder `..`", ["configs", "..", "evil.yaml"], { configs: "1", "configs-unknown": "0" }],
    ["a file `..`", ["configs", ".."], { configs: "1", "configs-unknown": "0" }],
    // A rule of the fleet file names it.
    ["a folder `.git`", ["configs", ".GIT", "train.yaml"], { configs: "2", "configs-unknown": "1" }],
  ] as const)
    it.concurrent(`is refused by name, and the others are answered (${name})`, async () => {
      const answered = await pushed(
        { "configs/small.yaml": CONFIG },
        { ...NONE, entry: { segments, text: TOO_LARGE } },
      );
      expect(answered.result.outputs).toMatchObject({ ...outputs, "configs-failed": "0" });
      expect(answered.requests.filter((line) => /\.\.(?!\.)|\.GIT/.test(line.replace("...", "")))).toEqual([]);
      const path = segments.join("/");
      if (path.endsWith(".yaml"))
        expect(annotations(answered).join()).toContain("No file of a checkout can have this path");
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
    expect(sarifMistakes(readFileSync(String(answered.result.outputs["report-sarif"]), "utf8"))).toEqual([]);
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

  it("without a checkout, 260 changed configs are answered as far as requests go, and the others are named UNKNOWN", async () => {
    const files = Array.from({ length: 260 }, (_, index) => [`configs/run-${index}.yaml`, CONFIG] as const);
    const answered = await pushed(Object.fromEntries(files.map(([path, text]) => [path, `${text}# ${path}\n`])), NONE);
    const { outputs, summary, stdout, exitCode } = answered.result;
    const unknown = Number(outputs["configs-unknown"]);
    expect([exitCode, outputs["conclusion"], outputs["configs"], outputs["configs-failed"]]).toEqual([
      0,
      "warn",
      "260",
      "0",
    ]);
    expect(unknown).toBeGreaterThanOrEqual(60);
    expect(unknown).toBeLessThan(80);
    // Files that were not changed are among these, and cost nothing but the completeness of the answer.
    for (const text of [comment(answered), summary, stdout]) {
      const [, notRead] = /Not read: (\d+) files that may write training runs\./.exec(text) ?? [];
      expect(Number(notRead)).toBeGreaterThanOrEqual(unknown);
    }
    expect(summary).toMatch(/configs\/run-\d+\.yaml.*This file was not read: without a checkout/);
    expect(answered.requests.length).toBeLessThanOrEqual(210);
  });

  it("without a checkout, a config that goes makes no other one look new, however many there are", async () => {
    const base = Array.from(
      { length: 260 },
      (_, index) => [`configs/run-${index}.yaml`, `${CONFIG}# ${index}\n`] as const,
    );
    const head = { "configs/run-7.yaml": null, "configs/run-9.yaml": CONFIG.replace("batch: 4", "batch: 5") };
    const answered = await pushed(head, { ...NONE, base: Object.fromEntries(base) });
    expect(answered.result.outputs).toMatchObject({ configs: "1", conclusion: "pass" });
    expect(comment(answered)).toMatch(/Not read: \d+ files that may write training runs\. Without a checkout/);
    expect(answered.requests.length).toBeLessThanOrEqual(220);
  });

  for (const checkout of ["full", "shallow"] as const)
    it(`3,000 changed files are no reason to miss the config among them (${checkout})`, async () => {
      const files = Array.from({ length: 3000 }, (_, index) => [`src/file-${index}.py`, `print(${index})\n`] as const);
      const answered = await pushed({ ...Object.fromEntries(files), "zoo/train.yaml": TOO_LARGE }, { checkout });
      expect(answered.result.outputs).toMatchObject({ configs: "1", conclusion: "pass" });
      expect(answered.result.milliseconds).toBeLessThan(20_000);
    });
});
