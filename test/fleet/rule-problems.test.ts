import { expect, test } from "vitest";
import { readFleet } from "../../src/fleet/read-fleet.ts";
import { ruleProblems } from "../../src/fleet/rule-problems.ts";
import { problemText } from "../../src/problem.ts";

function problems(configs: readonly string[], ...lines: readonly string[]): readonly string[] {
  const { fleet } = readFleet("f", ["version: 1", "pools: {a: {gpu: L40}}", ...lines].join("\n"));
  if (fleet === undefined) throw new Error("unreadable");
  return ruleProblems(fleet, configs).map(problemText);
}

test("rules that share no config and match something are in order", () => {
  expect(problems(["a/x.yaml", "b/x.yaml"], "configs:", "  - paths: a/*", "  - paths: [b/*]")).toEqual([]);
});

test("a glob that matches nothing is pointed at", () => {
  expect(problems(["a/x.yaml"], "configs:", "  - paths: [a/*, c/*]")).toEqual([
    "f:4:18: warning: The glob `c/*` matches no config. Globs are relative to the repository's root.",
  ]);
});

test("a rule that shares configs with a later one overlaps it", () => {
  expect(problems(["a/x.yaml", "a/y.yaml"], "configs:", "  - paths: a/*", "  - paths: a/y.*")).toEqual([
    "f:4:5: warning: This rule overlaps the rule in line 5: 1 of its 2 configs, `a/y.yaml` for one, follow that one. The last rule that matches counts; `exclude` makes it plain.",
  ]);
});

test("a rule whose configs all follow later rules is unused", () => {
  expect(problems(["a/x.yaml"], "configs:", "  - paths: a/x.yaml", "  - paths: a/*")).toEqual([
    "f:4:5: warning: This rule decides nothing: later rules match all of its configs, `a/x.yaml` for one (the rule in line 5). The last rule that matches counts: remove this one or move it down.",
  ]);
});

test("a waiver for no config is pointed at", () => {
  expect(problems(["a/x.yaml"], "waivers:", "  - {config: a/z.yaml, owner: o, reason: r, until: 2027-01-01}")).toEqual([
    "f:4:5: warning: The waiver for `a/z.yaml` matches no config.",
  ]);
});
