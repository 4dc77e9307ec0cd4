import { expect, test } from "vitest";
import { defaultFleet } from "../../src/fleet/default-fleet.ts";
import type { Fleet, Waiver } from "../../src/fleet/fleet.ts";
import { standing, waiverFor, waiverProblems } from "../../src/fleet/waivers.ts";
import { problemText } from "../../src/problem.ts";

const waiver = (over: Partial<Waiver> = {}): Waiver => ({
  config: "configs/huge.yaml",
  owner: "@ml",
  reason: "moving",
  until: "2027-03-31",
  place: { file: "f", line: 7, column: 5 },
  ...over,
});
const fleetWith = (...waivers: readonly Waiver[]): Fleet => ({ ...defaultFleet(), waivers });

test.each([
  ["2027-01-01", "holds"],
  ["2027-03-16", "holds"],
  ["2027-03-17", "ends-soon"],
  ["2027-03-31", "ends-soon"],
  ["2027-04-01", "expired"],
])("on %s it %s", (today, expected) => {
  expect(standing(waiver(), today)).toBe(expected);
});

test.each([
  ["2027-04-01", "f:7:5: error: The waiver of @ml for `configs/huge.yaml` expired on 2027-03-31."],
  ["2027-03-31", "f:7:5: warning: The waiver of @ml for `configs/huge.yaml` ends today, on 2027-03-31."],
  ["2027-03-30", "f:7:5: warning: The waiver of @ml for `configs/huge.yaml` ends tomorrow, on 2027-03-31."],
  ["2027-03-21", "f:7:5: warning: The waiver of @ml for `configs/huge.yaml` ends in 10 days, on 2027-03-31."],
])("on %s: %s", (today, expected) => {
  expect(waiverProblems(fleetWith(waiver()), today).map(problemText)).toEqual([
    `${expected} Make the config fit, or agree on a new date and write it to \`until\`.`,
  ]);
});

test("a waiver that holds is no problem", () => {
  expect(waiverProblems(fleetWith(waiver()), "2027-01-01")).toEqual([]);
});

test("a waiver is for its config and its pool, or for every pool", () => {
  const fleet = fleetWith(waiver({ pool: "a" }), waiver({ config: "old/**" }));
  expect(waiverFor(fleet, "configs/huge.yaml", "a")).toEqual(waiver({ pool: "a" }));
  expect(waiverFor(fleet, "configs/huge.yaml", "b")).toBeUndefined();
  expect(waiverFor(fleet, "old/x/y.yaml", "b")).toEqual(waiver({ config: "old/**" }));
});

test("of several waivers the one that holds longest counts", () => {
  const fleet = fleetWith(waiver({ until: "2027-01-01" }), waiver({ until: "2027-12-31" }), waiver());
  expect(waiverFor(fleet, "configs/huge.yaml", "a")?.until).toBe("2027-12-31");
});
