import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { asFiles } from "./as-text.ts";
import { systemNode } from "./run-action.ts";
import { play, readScenario } from "./scenario.ts";

// UPDATE=1 rewrites what is expected: look at every difference before it is committed.
const UPDATE = process.env["UPDATE"] === "1";
const here = import.meta.dirname;
const names = readdirSync(here).filter((name) => existsSync(join(here, name, "scenario.json")));

describe("a run of the whole action", () => {
  for (const name of names)
    it.concurrent(`${name}: ${readScenario(name).title}`, async () => {
      const { answers, mistakes } = await play(name);
      for (const answered of answers)
        for (const [file, text] of Object.entries(asFiles(answered)))
          compare(join(here, name, "expected", answered.push, file), text);
      expect(mistakes).toEqual([]);
    });

  it("gives the same answer on the Node that the system has", async () => {
    const node = systemNode();
    const { answers } = await play("first-comment", node === undefined ? {} : { node });
    for (const answered of answers)
      for (const [file, text] of Object.entries(asFiles(answered)))
        expect(text).toBe(readFileSync(join(here, "first-comment/expected", answered.push, file), "utf8"));
  });
});

function compare(path: string, text: string): void {
  if (UPDATE) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(text, path.slice(here.length + 1)).toBe(existsSync(path) ? readFileSync(path, "utf8") : "");
}
