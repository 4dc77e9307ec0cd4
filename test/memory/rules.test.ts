import { expect, test } from "vitest";
import { LATEST } from "../../src/execution/rules.ts";
import { rulesOf } from "../../src/memory/rules.ts";

test("the latest measured release has the latest rules, and so has whatever comes after it", () => {
  expect(rulesOf("8.4.190")).toEqual(LATEST);
  expect(rulesOf("9.0.0")).toEqual(LATEST);
});

test("8.3.63 differs in head, loss, assigner, loop, validation, cache and the drawing of the model", () => {
  expect(rulesOf("8.3.63")).toEqual({
    head: "levels",
    assigner: "pairs",
    loss: "flat",
    masks: "to-prototypes",
    batchesAlive: 1,
    leastWarmup: 100,
    warmupSparesLast: false,
    drawsModel: true,
    triesFiles: false,
    activatesInPlace: true,
    validation: "halved",
    validatesOn: "first",
    emptiesCache: "after-epoch",
  });
});

test("each change has a release of its own", () => {
  expect(rulesOf("8.4.13")).toEqual({ ...LATEST, assigner: "pairs" });
  expect(rulesOf("8.3.150")).toEqual({ ...rulesOf("8.3.63"), emptiesCache: "crowded" });
});
