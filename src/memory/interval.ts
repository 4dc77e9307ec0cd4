import { type Bytes, bytes } from "../bytes.ts";
import type { Device } from "../fleet/device.ts";
import type { TrainingRun } from "../training/training-run.ts";
import type { Interval } from "./estimate-types.ts";
import margins from "./interval-margins.json" with { type: "json" };

/** Relative errors of the reserved peak, below and above, that cover 95 of 100 measured runs of a group. */
interface Margin {
  readonly group: string;
  /** How far the truth was below the estimate: a positive share. */
  readonly below: number;
  /** How far the truth was above the estimate. */
  readonly above: number;
  readonly runs: number;
}

const GROUPS: readonly Margin[] = margins.groups;
const MARGINS: ReadonlyMap<string, Margin> = new Map(GROUPS.map((margin) => [margin.group, margin]));

/** The group whose measured error speaks for a run: its task, and for detection its precision and layout. */
export function errorGroup(run: TrainingRun): string {
  const { task, arguments: args } = run;
  if (task !== "detect") return task;
  return args.amp === "off" || args.channels_last === false ? "detect, other precision or layout" : "detect";
}

/** cuDNN chooses workspaces by architecture; only Hopper was measured, so others get more room on both sides. */
const UNMEASURED_ARCHITECTURE = 0.04;

/** Where the reserved peak lies with 95 % confidence, from the measured errors of the run's group. */
export function intervalOf(run: TrainingRun, device: Device, reserved: Bytes): Interval {
  const margin = MARGINS.get(errorGroup(run)) ?? margins.widest;
  const extra = device.architecture === "Hopper" ? 0 : UNMEASURED_ARCHITECTURE;
  return {
    lowerBytes: bytes(Math.floor(reserved * (1 - margin.below - extra))),
    upperBytes: bytes(Math.ceil(reserved * (1 + margin.above + extra))),
  };
}
