import { bytes } from "../bytes.ts";
import { deviceNamed } from "./device-named.ts";
import type { Fleet, Policy, Pool } from "./fleet.ts";

/** Common GPUs, small to large in the vendor's GB: what most teams train YOLO on. */
const COMMON = ["T4", "L4", "RTX 3090", "A100-40GB", "A100-80GB", "H100"];

export const DEFAULT_POLICY: Policy = { tight: "pass", unknown: "warn", halved: "fail", headroom: 0 };

/** The fleet of a repository without a fleet file. It has no `file`, and then nothing ever fails. */
export function defaultFleet(): Fleet {
  return {
    pools: COMMON.map(commonPool),
    rules: [],
    datasets: {},
    environment: {},
    policy: DEFAULT_POLICY,
    waivers: [],
  };
}

function commonPool(name: string): Pool {
  const answer = deviceNamed(name);
  if (!("device" in answer)) throw new Error(answer.problem.message);
  return { name, device: answer.device, gpusPerRun: 1, reserveBytes: bytes(0), smoke: "never", notes: answer.notes };
}
