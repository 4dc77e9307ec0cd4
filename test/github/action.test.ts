import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import {
  CHECK_MODES,
  COMMENT_MODES,
  HTML_MODES,
  ISSUE_MODES,
  LABEL_MODES,
  MODES,
  README_MODES,
  STAGES,
  STATUS_MODES,
  SUGGESTION_MODES,
} from "../../src/inputs.ts";
import { outputs } from "../../src/report/outputs.ts";
import type { Report } from "../../src/report/report.ts";

const root = join(import.meta.dirname, "../..");
const text = (path: string): string => readFileSync(join(root, path), "utf8");

interface Described {
  readonly description: string;
}
interface Metadata extends Described {
  readonly inputs: Readonly<Record<string, Described & { readonly required: boolean; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, Described>>;
  readonly runs: { readonly using: string; readonly main: string };
}
interface Types {
  readonly inputs: Readonly<Record<string, { readonly type: string; readonly "allowed-values"?: readonly string[] }>>;
  readonly outputs: Types["inputs"];
}
const action: Metadata = parse(text("action.yml"));

const nothing = { runs: [], conclusion: "pass", problems: [], notShown: { unchanged: 0, unmoved: 0 } };

describe("action.yml", () => {
  it("names the inputs that the program reads, and no others", () => {
    const source = text("src/inputs.ts");
    const called = [...source.matchAll(/\b(?:getInput|choice|wantedBy|listed)\("([\w-]+)"/g)].map(([, name]) => name);
    expect(Object.keys(action.inputs).sort()).toEqual([...new Set(called)].sort());
  });

  it("names the outputs that the program sets, and no others", () => {
    const written = Object.keys(outputs(nothing as unknown as Report));
    const files = [
      "report-json",
      "report-md",
      "report-sarif",
      "report-html",
      "badge-json",
      "comment-id",
      "issue-number",
      "matrix",
      "records",
    ];
    const sources = ["deliver", "keep-comment", "keep-issue", "smoke/plan", "smoke/measure"];
    const put = sources.map((file) => text(`src/github/${file}.ts`)).join();
    for (const name of files) expect(put).toMatch(new RegExp(`"${name}"|putOut\\(\\{ ${name}\\b`));
    expect(Object.keys(action.outputs).sort()).toEqual([...written, ...files].sort());
  });

  it("documents every input and output, and every choice", () => {
    for (const { description } of [action, ...Object.values(action.inputs), ...Object.values(action.outputs)])
      expect(description).toMatch(/^.{10,}$/s);
    const named = (input: string): readonly string[] =>
      [...(action.inputs[input]?.description ?? "").matchAll(/`(\w+)`:/g)].map(([, choice = ""]) => choice);
    expect(["mode", "comment", "suggestions", "check", "issue", "status", "labels"].map(named)).toEqual([
      [...MODES],
      [...COMMENT_MODES],
      [...SUGGESTION_MODES],
      [...CHECK_MODES],
      [...ISSUE_MODES],
      [...STATUS_MODES],
      [...LABEL_MODES],
    ]);
  });

  it("requires nothing: each input has a default that is its first choice", () => {
    expect(Object.values(action.inputs).map(({ required }) => required)).not.toContain(true);
    expect([action.inputs["mode"]?.default, action.inputs["comment"]?.default]).toEqual([MODES[0], COMMENT_MODES[0]]);
  });

  it("has a type for each, whose choices are those of the program", () => {
    const types: Types = parse(text("action-types.yml"));
    expect(Object.keys(types.inputs)).toEqual(Object.keys(action.inputs));
    expect(Object.keys(types.outputs)).toEqual(Object.keys(action.outputs));
    const choices = Object.entries(types.inputs).flatMap(([name, { type, "allowed-values": allowed }]) =>
      type === "enum" ? [[name, allowed]] : [],
    );
    expect(Object.fromEntries(choices)).toEqual({
      mode: MODES,
      comment: COMMENT_MODES,
      suggestions: SUGGESTION_MODES,
      check: CHECK_MODES,
      issue: ISSUE_MODES,
      status: STATUS_MODES,
      labels: LABEL_MODES,
      html: HTML_MODES,
      readmes: README_MODES,
      stage: STAGES,
    });
  });

  it("runs on Node 24 a file that the build writes", () => {
    expect(action.runs).toEqual({ using: "node24", main: "dist/main.js" });
    expect(text("scripts/bundle.mjs")).toContain('ENTRIES = ["main", "cli"]');
    expect(existsSync(join(root, "src/main.ts"))).toBe(true);
  });
});
