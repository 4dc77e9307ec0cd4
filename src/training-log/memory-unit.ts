import { type Bytes, bytes, GIB } from "../bytes.ts";
import { compareVersions } from "../training/ultralytics-version.ts";

/** What one `G` of the column GPU_mem is. */
export interface MemoryUnit {
  readonly name: "GB" | "GiB";
  readonly bytes: number;
}

const GB: MemoryUnit = { name: "GB", bytes: 1e9 };
const GIB_UNIT: MemoryUnit = { name: "GiB", bytes: GIB };

/**
 * The first release that prints `memory_reserved() / 2**30` (engine/trainer.py, `_get_memory`); those before, and YOLOv5, divide
 * by 1e9. The wheels of 8.3.75 and 8.3.76 were compared.
 */
const GIB_SINCE = "8.3.76";

export function memoryUnit(version: string | undefined): MemoryUnit {
  return version !== undefined && compareVersions(version, GIB_SINCE) >= 0 ? GIB_UNIT : GB;
}

/** Three digits are printed. */
export const inBytes = (printed: number, unit: MemoryUnit): Bytes => bytes(Math.round(printed * unit.bytes));
