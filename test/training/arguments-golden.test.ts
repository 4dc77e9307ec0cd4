import { expect, test } from "vitest";
import { ARGUMENTS } from "../../src/training/argument-table.ts";
import { type WrittenArguments, writtenArguments } from "../../src/training/arguments.ts";
import { readPyYaml } from "../../src/training/pyyaml.ts";
import golden from "./arguments/golden.json" with { type: "json" };

interface Version {
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly outcomes: Readonly<Record<string, readonly unknown[]>>;
}
const versions = golden.versions as unknown as Readonly<Record<string, Version>>;

function written(name: string, value: string, version: string): WrittenArguments {
  const { root } = readPyYaml(`${name}: ${value}\n`, "a.yaml");
  if (root?.kind !== "map") throw new Error(`${name}: ${value} is no map`);
  return writtenArguments(root, version);
}
const isRefused = ({ problems }: WrittenArguments) => problems.some(({ severity }) => severity === "error");

/** Let pass by the check, refused here: what fails once training starts. Older versions let pass more. */
const failsLater = (version: string, value: string, mine: string): boolean => {
  const failing = version === "8.4.190" ? [".nan"] : ["null", "None", ".nan", "no", "0", "-1"];
  return mine === "refused" && failing.includes(value);
};

test.each(Object.keys(versions))("what Ultralytics %s refuses is refused, and what it takes is taken", (version) => {
  const differences: string[] = [];
  for (const [name, outcomes] of Object.entries(versions[version]?.outcomes ?? {})) {
    for (const [index, value] of golden.values.entries()) {
      const mine = isRefused(written(name, value, version)) ? "refused" : "taken";
      const theirs = outcomes[index] === "refused" ? "refused" : "taken";
      if (mine !== theirs && !failsLater(version, value, mine))
        differences.push(`${name}: ${value} is ${theirs}, here ${mine}`);
    }
  }
  expect(differences).toEqual([]);
});

/** Kept here as what they mean in that version: AMP or not, half the image size or nothing. */
const TRANSLATED: Readonly<Record<string, readonly string[]>> = {
  "8.3.63": ["amp", "multi_scale"],
  "8.3.253": ["amp", "multi_scale"],
  "8.4.50": ["amp"],
  "8.4.112": ["amp"],
};

test.each(Object.keys(versions))("values are what Ultralytics %s makes of them", (version) => {
  const differences: string[] = [];
  for (const [name, outcomes] of Object.entries(versions[version]?.outcomes ?? {})) {
    for (const [index, value] of golden.values.entries()) {
      if (TRANSLATED[version]?.includes(name)) continue;
      const theirs = outcomes[index];
      const mine = written(name, value, version);
      if (["refused", "gone", "other"].includes(String(theirs)) || isRefused(mine)) continue;
      // True is 1 in Python.
      const number = typeof theirs === "boolean" && typeof mine.values.get(name) === "number";
      if (JSON.stringify(mine.values.get(name)) !== JSON.stringify(number ? Number(theirs) : theirs)) {
        differences.push(
          `${name}: ${value} is ${JSON.stringify(theirs)}, here ${JSON.stringify(mine.values.get(name))}`,
        );
      }
    }
  }
  expect(differences).toEqual([]);
});

test("the defaults are those of 8.4.190, and so are all names", () => {
  const own = Object.fromEntries(ARGUMENTS.filter(({ until }) => !until).map((row) => [row.name, row.default]));
  const theirs = versions["8.4.190"]?.defaults ?? {};
  expect(Object.fromEntries(Object.keys(theirs).map((name) => [name, own[name]]))).toEqual(theirs);
});
