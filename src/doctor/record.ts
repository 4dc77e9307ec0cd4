import * as v from "valibot";
import { bytes } from "../bytes.ts";
import { ERROR_REASONS } from "../smoke/measured-record.ts";

/**
 * What `python smoke/measure.py --doctor` prints of a machine: one JSON object. What the driver or CUDA would not tell is
 * absent.
 */

/** More than any GPU has. */
const MOST_BYTES = 2 ** 44;
const size = () => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_BYTES), v.transform(bytes));
const count = () => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e6));
const text = (characters = 100) => v.pipe(v.string(), v.maxLength(characters));

const DoctorRecordSchema = v.object({
  /** As the driver names the card, and as CUDA names what a process sees of it: with MIG a slice. */
  gpu: v.nullish(text()),
  cudaName: v.optional(text()),
  /** In this machine. */
  gpus: v.optional(count()),
  mig: v.optional(v.boolean()),
  driver: v.nullish(text()),
  torch: v.optional(text()),
  cuda: v.nullish(text()),
  ultralytics: v.optional(text()),
  driverTotalBytes: v.optional(size()),
  cudaTotalBytes: v.optional(size()),
  /** Of other processes, before anything was run. */
  otherBytes: v.optional(size()),
  processes: v.optional(v.pipe(v.array(v.object({ pid: count(), usedBytes: v.nullish(size()) })), v.maxLength(1000))),
  /**
   * Of a process that has run a small convolution and its backward pass: training holds as much or more (on an H100 639 MiB,
   * and 670 to 708).
   */
  outsideAllocatorBytes: v.optional(size()),
  multiprocessors: v.optional(count()),
  error: v.optional(v.object({ reason: v.picklist(ERROR_REASONS), message: text(2000) })),
});

export type DoctorRecord = v.InferOutput<typeof DoctorRecordSchema>;

/** The record in a text, or why there is none. */
export function readDoctorRecord(printed: string): DoctorRecord | { readonly mistake: string } {
  let value: unknown;
  try {
    value = JSON.parse(printed);
  } catch {
    return { mistake: "this is no JSON; give what `python smoke/measure.py --doctor` prints" };
  }
  const parsed = v.safeParse(DoctorRecordSchema, value);
  if (parsed.success) return parsed.output;
  const fields = parsed.issues.map(
    (issue) => `\`${v.getDotPath(issue) ?? "the record"}\` must be ${issue.expected ?? "another value"}`,
  );
  return { mistake: `this is no record of \`smoke/measure.py --doctor\`: ${fields.join("; ")}` };
}
