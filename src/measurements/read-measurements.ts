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

/** A measurement has about a thousand characters; to find the places of mistakes in a text without end would take as long. */
const LONGEST = 10_000;
/** Of more broken lines, the number is told. */
const MOST_BROKEN = 100;

/** The measurements in a file of JSON lines. A line that is none is told with its place; the others count all the same. */
export function readMeasurements(file: string, text: string): MeasurementsRead {
  const measurements: Placed[] = [];
  const broken: Broken[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const read = readLine(file, line, index + 1);
    if ("measurement" in read) measurements.push(read);
    else broken.push(read);
  }
  const told = broken.slice(0, MOST_BROKEN).flatMap(({ problems }) => problems());
  const [next] = broken.slice(MOST_BROKEN);
  return { measurements, problems: next === undefined ? told : [...told, more(file, next.line, broken.length)] };
}

interface Broken {
  readonly line: number;
  /** Worked out where they are told. */
  readonly problems: () => readonly Problem[];
}

function readLine(file: string, text: string, line: number): Placed | Broken {
  const place = { file, line, column: 1 };
  if (text.length > LONGEST) return { line, problems: () => [tooLong(place, text.length)] };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { line, problems: () => [noJson({ ...place, column: columnOf(error as Error, text) })] };
  }
  const parsed = v.safeParse(MeasurementSchema, value);
  if (parsed.success) return { measurement: parsed.output, line };
  return {
    line,
    problems: () => {
      // JSON is YAML too: its parser knows where each value stands.
      const document = readDocument(file, text);
      const problems = schemaProblems(document, parsed.issues, { schema: MeasurementSchema, name: "The line" });
      return problems.map((problem) => ({ ...problem, line }));
    },
  };
}

const more = (file: string, line: number, broken: number): Problem => ({
  ...{ file, line, column: 1 },
  code: "measurement-syntax",
  severity: "error",
  message: `From here on, ${broken - MOST_BROKEN} more lines are no measurements.`,
});

const tooLong = (place: Pick<Problem, "file" | "line" | "column">, characters: number): Problem => ({
  ...place,
  code: "measurement-syntax",
  severity: "error",
  message: `The line has ${characters} characters, and a measurement has about a thousand.`,
  remedy: "Write one measurement a line, as `gpu-memory calibrate` does.",
});

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
