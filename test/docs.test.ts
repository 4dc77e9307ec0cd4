import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readme } from "../scripts/readme.ts";
import { HELP } from "../src/commands/help.ts";
import { VERSION } from "../src/version.ts";

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

describe("the README", () => {
  it("shows the help and the accuracy table as they are (node scripts/readme.ts)", () => {
    expect(read("README.md")).toBe(readme());
  });

  it("links to files that exist", () => {
    const links = [...read("README.md").matchAll(/(?:\]\(|src(?:set)?=")(?!https?:)([^)"#]+)/g)].map(
      ([, path]) => path,
    );
    expect(links.filter((path) => !existsSync(new URL(`../${path}`, import.meta.url)))).toEqual([]);
  });
});

describe("the version", () => {
  it("is that of package.json", () => {
    expect(VERSION).toBe(JSON.parse(read("package.json")).version);
  });
});

describe("the help", () => {
  it("has a page for each command that it lists", () => {
    const listed = [...(HELP[""] ?? "").matchAll(/^ {2}gpu-memory ([a-z]+)/gm)].map(([, name]) => name);
    expect(listed.filter((name) => !(name! in HELP))).toEqual([]);
  });
});
