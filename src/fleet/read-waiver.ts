import { bytes } from "../bytes.ts";
import type { Problem } from "../problem.ts";
import type { Waiver } from "./fleet.ts";
import type { FleetDocument } from "./fleet-document.ts";
import { unknownPool } from "./read-rule.ts";
import type { WaiverInput } from "./schema.ts";
import { parseSize } from "./size.ts";

/** One entry of `waivers`. Whether it still holds is a question of the day: waivers.ts. */
export function readWaiver(
  document: FleetDocument,
  { index, waiver, poolNames }: { index: number; waiver: WaiverInput; poolNames: readonly string[] },
): { waiver: Waiver; problems: readonly Problem[] } {
  const path = ["waivers", index];
  const { pool } = waiver;
  const read: Waiver = {
    config: waiver.config,
    ...(pool === undefined ? {} : { pool }),
    owner: waiver.owner,
    reason: waiver.reason,
    until: waiver.until,
    ...(waiver.cap === undefined ? {} : { capBytes: parseSize(waiver.cap) ?? bytes(0) }),
    place: document.place(path),
  };
  const named = pool === undefined || poolNames.includes(pool);
  return { waiver: read, problems: named ? [] : [unknownPool(document, [...path, "pool"], { name: pool, poolNames })] };
}
