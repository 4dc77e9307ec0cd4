import * as v from "valibot";
import { type MeasuredRecord, MeasuredRecordSchema } from "./measured-record.ts";

/** Far more than a pull request's runs take; what is longer is not looked at. */
export const MOST_CHARACTERS = 8_000_000;
const MOST_LINES = 2000;
const MOST_MISTAKES = 20;

export interface RecordsRead {
  readonly records: readonly MeasuredRecord[];
  /** A sentence for each line that is no record, with its number; the first 20. */
  readonly mistakes: readonly string[];
}

/** The records in JSON lines as smoke/measure.py prints them. Nothing in them is trusted: see the schema. */
export function readRecords(text: string): RecordsRead {
  if (text.length > MOST_CHARACTERS) {
    return {
      records: [],
      mistakes: [`The records are ${text.length} characters long; ${MOST_CHARACTERS} are allowed.`],
    };
  }
  const lines = text.split(/\r?\n/).flatMap((line, index) => (line.trim() === "" ? [] : [{ line, number: index + 1 }]));
  if (lines.length > MOST_LINES) {
    return { records: [], mistakes: [`There are ${lines.length} records; ${MOST_LINES} are allowed.`] };
  }
  const read = lines.map(({ line, number }) => readRecord(line, number));
  return {
    records: read.flatMap((each) => (typeof each === "string" ? [] : [each])),
    mistakes: read.filter((each) => typeof each === "string").slice(0, MOST_MISTAKES),
  };
}

function readRecord(line: string, number: number): MeasuredRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return `Line ${number} is not JSON.`;
  }
  const parsed = v.safeParse(MeasuredRecordSchema, value);
  return parsed.success ? parsed.output : `Line ${number} is no record: ${parsed.issues.map(inWords).join("; ")}.`;
}

// The value itself is left out: it may be anything, and would stand in a log.
const inWords = (issue: v.BaseIssue<unknown>): string => {
  const path = v.getDotPath(issue)?.slice(0, 80);
  return path === undefined
    ? issue.message.slice(0, 80)
    : `\`${path}\` must be ${(issue.expected ?? "another value").slice(0, 80)}`;
};
