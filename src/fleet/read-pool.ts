import { bytes, formatGiB } from "../bytes.ts";
import type { Problem } from "../problem.ts";
import type { Device } from "./device.ts";
import { deviceNamed, deviceWithMemory } from "./device-named.ts";
import type { Pool } from "./fleet.ts";
import type { FleetDocument, Path } from "./fleet-document.ts";
import { instanceNamed } from "./instance.ts";
import { memoryDevice } from "./memory-device.ts";
import type { PoolInput } from "./schema.ts";
import { parseSize } from "./size.ts";
import { listOf } from "./text-list.ts";

export interface PoolRead {
  /** Absent where the GPU can't be told. */
  readonly pool?: Pool;
  readonly problems: readonly Problem[];
}

interface Hardware {
  readonly device: Device;
  readonly notes: readonly string[];
  /** GPUs in one machine, where the declaration says so. */
  readonly perMachine?: number;
}

/** The pool that is declared under this name, or every reason why it can't be. */
export function readPool(document: FleetDocument, name: string, input: PoolInput): PoolRead {
  const path: Path = ["pools", name];
  const mistake = (key: string, problem: Fault): Problem => ({
    ...document.place([...path, key]),
    severity: "error",
    ...problem,
  });
  const found = hardware(document, path, input);
  if (found === undefined) return { problems: [] };
  if ("problem" in found) return { problems: [mistake(found.key, found.problem)] };
  const pool = poolOf(document, name, input, found);
  return { pool, problems: poolMistakes(pool, found, input).map(({ key, ...problem }) => mistake(key, problem)) };
}

type Fault = Pick<Problem, "code" | "message" | "remedy"> & { readonly severity?: Problem["severity"] };

/** undefined where what names the GPU is faulty in its form, which the schema has said. */
function hardware(
  document: FleetDocument,
  path: Path,
  input: PoolInput,
): Hardware | { key: string; problem: Fault } | undefined {
  const gpu = input.gpu === undefined ? undefined : document.text([...path, "gpu"]);
  if (gpu !== undefined && input.instance !== undefined)
    return refused("instance", "has both `gpu` and `instance`", path);
  if (input.architecture !== undefined && (gpu ?? input.instance) !== undefined) {
    return refused("architecture", "names its architecture beside its GPU", path);
  }
  const memory = input.memory === undefined ? undefined : parseSize(input.memory);
  if (input.instance !== undefined) {
    if (memory !== undefined) return refused("memory", "has both `instance` and `memory`", path);
    const answer = instanceNamed(input.instance);
    return "device" in answer ? { ...answer, perMachine: answer.count } : { key: "instance", problem: answer.problem };
  }
  if (gpu !== undefined) {
    const answer = memory === undefined ? deviceNamed(gpu) : deviceWithMemory(gpu, memory);
    return "device" in answer ? answer : { key: "gpu", problem: answer.problem };
  }
  if (memory === undefined) {
    const faulty = ["gpu", "instance", "memory"].some((key) => document.has([...path, key]));
    return faulty ? undefined : refused("gpu", "names no GPU", path);
  }
  const answer = memoryDevice(memory, input.architecture);
  return "device" in answer ? answer : { key: "architecture", problem: answer.problem };
}

const refused = (key: string, fault: string, path: Path): { key: string; problem: Fault } => ({
  key,
  problem: {
    code: "pool-hardware",
    message: `The pool \`${path[path.length - 1]}\` ${fault}.`,
    remedy:
      "Write `gpu`, `instance`, or `memory` (with `architecture` if you like); `memory` beside `gpu` is for a changed card.",
  },
});

function poolOf(document: FleetDocument, name: string, input: PoolInput, found: Hardware): Pool {
  const count = input.count ?? found.perMachine;
  const runner = listOf(document, ["pools", name, "runner"], input.runner);
  return {
    name,
    device: found.device,
    place: document.keyPlace(["pools", name]),
    ...(count === undefined ? {} : { count }),
    gpusPerRun: input["gpus-per-run"],
    reserveBytes: parseSize(input.reserve) ?? bytes(0),
    ...(runner === undefined ? {} : { runner }),
    smoke: input.smoke,
    ...(input.price === undefined ? {} : { price: input.price }),
    notes: found.notes,
  };
}

type Mistake = Fault & { readonly key: string };

function poolMistakes(pool: Pool, found: Hardware, input: PoolInput): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  if (pool.reserveBytes >= pool.device.totalBytes) {
    mistakes.push({
      key: "reserve",
      code: "reserve-too-large",
      message: `The pool \`${pool.name}\` keeps ${formatGiB(pool.reserveBytes)} free, and its GPU has ${formatGiB(pool.device.totalBytes)} in all.`,
      remedy: "Declare what is left to training: a reserve well below the GPU's memory.",
    });
  }
  const most = Math.min(pool.count ?? Number.POSITIVE_INFINITY, found.perMachine ?? Number.POSITIVE_INFINITY);
  if (pool.gpusPerRun > most) {
    mistakes.push({
      key: "gpus-per-run",
      code: "gpus-per-run-too-large",
      message: `A run in the pool \`${pool.name}\` may use ${pool.gpusPerRun} GPUs, and there are ${most} ${most === found.perMachine ? `in one ${input.instance}` : "in the pool"}.`,
      remedy: `Write \`gpus-per-run: ${most}\` or less.`,
    });
  }
  if (pool.smoke !== "never" && pool.runner === undefined) {
    mistakes.push({
      key: "smoke",
      severity: "warning",
      code: "smoke-without-runner",
      message: `The pool \`${pool.name}\` asks for smoke tests but names no runner.`,
      remedy: "Add `runner:` with the `runs-on` labels of a self-hosted runner that has this GPU.",
    });
  }
  return mistakes;
}
