import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ENOUGH } from "../../src/measurements/calibration.ts";
import { LAST } from "../../src/measurements/ledger.ts";
import { MeasurementSchema } from "../../src/measurements/measurement.ts";

const page = readFileSync(new URL("../../docs/calibration.md", import.meta.url), "utf8");

interface Described {
  readonly entries?: Readonly<Record<string, Described>>;
  readonly wrapped?: Described;
}

/** Every key of a schema, and of the maps in it. */
const keysOf = ({ entries, wrapped }: Described): readonly string[] =>
  wrapped !== undefined
    ? keysOf(wrapped)
    : Object.entries(entries ?? {}).flatMap(([key, inner]) => [key, ...keysOf(inner)]);

test("the page on calibration names every key of a measurement, and the numbers that the program has", () => {
  const keys = keysOf(MeasurementSchema as unknown as Described).filter(
    (key) => !["id", "below", "above"].includes(key),
  );
  expect(keys.length).toBeGreaterThan(15);
  expect(keys.filter((key) => !page.includes(`\`${key}\``))).toEqual([]);
  expect(page).toContain(`From ${ENOUGH} runs on`);
  expect(page).toContain(`The last ${LAST} measured runs of each pool`);
});
