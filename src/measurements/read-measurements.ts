import * as v from "valibot";
import { readDocument } from "../fleet/fleet-document.ts";
import { schemaProblems } from "../fleet/schema-problems.ts";
import type { Problem } from "../problem.ts";
import { type Measurement, MeasurementSchema } from "./measurement.ts";

export interface MeasurementsRead {
  /** Of the sound lines, in the order of the file. */
  readonly measurements: readonly Placed[];
  /** Every mistake of the others. */
  readonly problems: readonly Problem[];
}

export interface Placed {
  readonly measurement: Measurement;
  /** From 1. */
  readonly line: number;
}

/** The measurements in a file of JSON lines. A line that is none is told with its place; the others count all the same. */
export function readMeasurements(file: string, text: string): MeasurementsRead {
  const read = text
    .split(/\r?\n/)
    .flatMap((line, index) => (line.trim() === "" ? [] : [readLine(file, line, index + 1)]));
  return {
    measurements: read.flatMap((each) => ("measurement" in each ? [each] : [])),
    problems: read.flatMap((each) => ("problems" in each ? each.problems : [])),
  };
}

function readLine(file: string, text: string, line: number): Placed | { readonly problems: readonly Problem[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problems: [noJson({ file, line, column: columnOf(error as Error, text) })] };
  }
  const parsed = v.safeParse(MeasurementSchema, value);
  if (parsed.success) return { measurement: parsed.output, line };
  // JSON is YAML too: its parser knows where each value stands.
  const document = readDocument(file, text);
  const problems = schemaProblems(document, parsed.issues, { schema: MeasurementSchema, name: "The line" });
  return { problems: problems.map((problem) => ({ ...problem, line })) };
}

const noJson = (place: Pick<Problem, "file" | "line" | "column">): Problem => ({
  ...place,
  code: "measurement-syntax",
  severity: "error",
  message: "The line is no JSON from here on.",
  remedy: "Write one JSON object a line, as `gpu-memory calibrate` does, or remove the line.",
});

/** Where JSON.parse gave up: it tells the offset, or nothing where the text ends too soon. */
function columnOf({ message }: Error, text: string): number {
  const offset = /at position (\d+)/.exec(message)?.[1];
  return (offset === undefined ? text.length : Number(offset)) + 1;
}
