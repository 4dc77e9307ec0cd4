import * as v from "valibot";
import { bytes } from "../bytes.ts";
import { PHASES } from "../memory/estimate-types.ts";
import type { Finding } from "./finding.ts";
import { ERROR_REASONS } from "./measured-record.ts";

const text = () => v.pipe(v.string(), v.maxLength(1000));
const size = () => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 44), v.transform(bytes));
const OutcomeSchema = v.variant("kind", [
  v.object({ kind: v.literal("trains") }),
  v.object({ kind: v.literal("halved"), batch: v.pipe(v.number(), v.integer()) }),
  v.object({ kind: v.literal("fails"), phase: v.picklist(PHASES) }),
]);
const about = { id: text(), pool: text() };

const FindingsSchema = v.pipe(
  v.array(
    v.variant("kind", [
      v.object({
        kind: v.literal("not-measured"),
        ...about,
        reason: v.picklist([...ERROR_REASONS, "no-runner", "no-record", "left-out"]),
        why: text(),
      }),
      v.object({
        kind: v.literal("measured"),
        ...about,
        outcome: OutcomeSchema,
        reservedPeakBytes: size(),
        outsideBytes: size(),
        squeezed: v.boolean(),
        predicted: v.exactOptional(
          v.object({
            verdict: v.picklist(["FITS", "TIGHT", "DOES NOT FIT", "UNKNOWN"]),
            outcome: OutcomeSchema,
            reservedPeakBytes: size(),
            lowerBytes: size(),
            upperBytes: size(),
          }),
        ),
        wrong: v.array(text()),
        remarks: v.array(text()),
        seconds: v.exactOptional(v.number()),
      }),
    ]),
  ),
  v.maxLength(100),
);

/** Findings as an earlier comment keeps them, which whoever may write to the repository can have edited; undefined: none. */
export function readFindings(value: unknown): readonly Finding[] | undefined {
  const parsed = v.safeParse(FindingsSchema, value);
  return parsed.success && parsed.output.length > 0 ? parsed.output : undefined;
}
