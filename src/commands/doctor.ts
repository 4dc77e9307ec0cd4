import { type Diagnosis, diagnose } from "../doctor/diagnose.ts";
import { readDoctorRecord } from "../doctor/record.ts";
import type { Fleet } from "../fleet/fleet.ts";
import { outsideOf } from "../memory/outside.ts";
import { doctorJson, doctorText, isWell } from "../report/doctor.ts";
import { type Answer, UsageError } from "./answer.ts";
import { poolOf } from "./calibrate.ts";

export interface DoctorCommand {
  /** What smoke/measure.py printed, and where it was read. */
  readonly printed: string;
  readonly name: string;
  readonly fleet: Fleet;
  readonly pool: string | undefined;
  readonly format: "text" | "json";
}

const RENDER: Readonly<Record<DoctorCommand["format"], (diagnosis: Diagnosis) => string>> = {
  text: doctorText,
  json: doctorJson,
};

/** `doctor [RECORD]`: exit 1 where the machine differs from what its pools declare, 2 where there is no GPU to speak of. */
export function doctorAnswer({ printed, name, fleet, pool, format }: DoctorCommand): Answer {
  const record = readDoctorRecord(printed);
  if ("mistake" in record) throw new UsageError(`${name}: ${record.mistake}.`);
  if (record.error !== undefined) return { out: "", errors: [`gpu-memory: ${record.error.message}`], exit: 2 };
  const pools = pool === undefined ? [] : [poolOf(fleet, pool)];
  const diagnosis = diagnose({ record, fleet, pools, outside: (device) => outsideOf(device, undefined).interval });
  return { out: RENDER[format](diagnosis), errors: [], exit: isWell(diagnosis) ? 0 : 1 };
}
