import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse } from "yaml";

const schema = JSON.parse(readFileSync("gpu-fleet.schema.json", "utf8")) as { $schema: string };
const accepts = new Ajv({ strict: false }).compile(schema);
const accepted = (text: string) => accepts(parse(text));

test("the published schema and the reference page are what the code says", () => {
  expect(execFileSync(process.execPath, ["scripts/schema.mjs", "--check"], { encoding: "utf8" })).toBe("");
});

test("it is draft-07, which editors read", () => {
  expect(schema.$schema).toBe("http://json-schema.org/draft-07/schema#");
});

test("it accepts the example to copy", () => {
  expect(accepted(readFileSync("examples/gpu-fleet.yml", "utf8"))).toBe(true);
});

test.each([
  "version: 1\npools: {a: {gpu: 3090}}",
  "version: 1\nenvironment: {torch: 2.10, ultralytics: 8.4.190}\npools: {a: {gpu: L4, runner: x}}",
  "version: 1\npools: {a: {memory: 24 GiB}}\npolicy: {headroom: 0.05}\ndatasets: {d: {labels-per-image: 3}}",
])("it accepts %j", (text) => {
  expect(accepted(text)).toBe(true);
});

test.each([
  "pools: {a: {gpu: L4}}",
  "version: 2\npools: {a: {gpu: L4}}",
  "version: 1\npools: {}",
  "version: 1\npools: {a: {gup: L4}}",
  "version: 1\npools: {a: {gpu: L4, price: -1}}",
  "version: 1\npools: {a: {gpu: L4, reserve: 300}}",
  "version: 1\npools: {a: {gpu: L4, reserve: 300 Mi}}",
  "version: 1\npools: {a: {gpu: L4, count: 0}}",
  "version: 1\npools: {a: {gpu: L4}}\nconfigs: [{pools: [a]}]",
  "version: 1\npools: {a: {gpu: L4}}\npolicy: {tight: maybe}",
  "version: 1\npools: {a: {gpu: L4}}\nwaivers: [{config: c, owner: o, reason: r, until: soon}]",
])("it refuses %j", (text) => {
  expect(accepted(text)).toBe(false);
});
