import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { accuracyTables } from "./accuracy-page.ts";
import { between } from "./markers.ts";
import reasons from "./reasons.json" with { type: "json" };
import { measuredFiles, rowsOf } from "./runs.ts";

test("docs/accuracy.md says what the code reaches (else: npm run accuracy -- --markdown)", () => {
  const page = readFileSync(new URL("../../docs/accuracy.md", import.meta.url), "utf8");
  expect(page).toBe(between(page, accuracyTables()));
});

test("a page without its markers is not overwritten", () => {
  expect(() => between("# Accuracy\n", "tables")).toThrow("lost its markers");
});

test("every run that a reason is given for exists", () => {
  const ids = new Set(measuredFiles.flatMap(rowsOf).map(({ id }) => id));
  expect(Object.keys(reasons).filter((id) => !ids.has(id))).toEqual([]);
});
