import { describe, expect, test } from "vitest";
import { optimizersOf } from "../../src/memory/optimizer-choice.ts";
import { deviceKey, runKey } from "../../src/memory/run-key.ts";
import { settingsOf } from "../../src/memory/settings.ts";
import { atLeast } from "../../src/memory/version.ts";
import { gpu, runWith } from "./run-with.ts";

describe("the optimizer", () => {
  const auto = (train: Record<string, unknown>, dataset: Record<string, unknown> = {}, ultralytics = "8.4.190") =>
    optimizersOf(runWith({ train: { batch: 64, ...train }, dataset, environment: { ultralytics } }), 64);

  test("is the one that is written, however its name is written", () => {
    expect([auto({ optimizer: "SGD" }), auto({ optimizer: "RMSProp" })]).toEqual([["SGD"], ["RMSProp"]]);
  });

  test("follows the number of optimizer steps where it is auto: more than 10,000 take MuSGD", () => {
    expect(auto({ epochs: 100 }, { trainImages: 6400 })).toEqual(["AdamW"]);
    expect(auto({ epochs: 100 }, { trainImages: 6401 })).toEqual(["MuSGD"]);
  });

  test("was SGD in the place of MuSGD before 8.4", () => {
    expect(auto({ epochs: 100 }, { trainImages: 6401 }, "8.3.63")).toEqual(["SGD"]);
  });

  test("can be either where the number of images is not known", () => {
    const run = runWith({ train: { epochs: 100 } });
    const { trainImages: _, ...dataset } = run.dataset;
    expect(optimizersOf({ ...run, dataset }, 64)).toEqual(["AdamW", "MuSGD"]);
  });
});

describe("precision and layout", () => {
  const h200 = gpu("NVIDIA H200");

  test("are mixed precision and channels last by default", () => {
    expect(settingsOf(runWith(), h200)).toMatchObject({ amp: true, channelsLast: true, multiprocessors: 132 });
  });

  test("channels_last is not the default before 8.4.138 nor on Windows, unless written", () => {
    const layout = (environment: Record<string, string>, train = {}) =>
      settingsOf(runWith({ environment, train }), h200).channelsLast;
    expect(layout({ ultralytics: "8.3.63" })).toBe(false);
    expect(layout({ os: "windows" })).toBe(false);
    expect(layout({ os: "windows" }, { channels_last: true })).toBe(true);
    expect(layout({}, { channels_last: false })).toBe(false);
  });

  test("mixed precision is off where it is written, and on cards on which the trainer switches it off", () => {
    const amp = (train: object, name: string) => settingsOf(runWith({ train: { ...train } }), gpu(name)).amp;
    expect([amp({ amp: false }, "NVIDIA H200"), amp({}, "GTX 1660"), amp({ amp: true }, "T4")]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

test("versions are compared by their numbers, not as text", () => {
  expect(
    [
      ["8.4.13", "8.4.13"],
      ["8.4.190", "8.4.13"],
      ["8.4.9", "8.4.13"],
      ["8.10.0", "8.4.13"],
      ["9", "8.4.13"],
      ["8.4", "8.4.13"],
      ["8.4.13+cu130", "8.4.13"],
    ].map(([version = "", since = ""]) => atLeast(version, since)),
  ).toEqual([true, true, false, true, true, false, true]);
});

describe("keys", () => {
  test("are equal for runs that differ only in where they are written", () => {
    const run = runWith();
    const elsewhere = { ...run, id: "other", place: { file: "other.yaml", line: 9, column: 1 }, files: ["other.yaml"] };
    expect(runKey(elsewhere)).toBe(runKey(run));
    expect(runKey(runWith({ train: { batch: 5 } }))).not.toBe(runKey(run));
    expect(runKey(runWith({ dataset: { labelsPerImage: 9 } }))).not.toBe(runKey(run));
    expect(runKey(runWith({ environment: { torch: "2.6.0" } }))).not.toBe(runKey(run));
  });

  test("differ for cards of different memory or architecture", () => {
    const keys = ["NVIDIA H200", "NVIDIA L4", "T4", "A100-80GB"].map((name) => deviceKey(gpu(name)));
    expect(new Set(keys).size).toBe(4);
  });
});
