import { type Bytes, bytes } from "../bytes.ts";
import { INSTANCE_TYPES, type InstanceType } from "./catalogue.ts";
import type { Device } from "./device.ts";
import { type DeviceNotFound, deviceNamed } from "./device-named.ts";
import { editDistance } from "./nearest.ts";

export interface InstanceFound {
  readonly device: Device;
  /** GPUs of one instance; 1 where it has a share of one. */
  readonly count: number;
  readonly notes: readonly string[];
}

const NEAREST = 3;

const instanceKey = (name: string): string => name.toLowerCase().replace(/\s+/g, "");
const fullName = (type: InstanceType): string => `${type.provider}/${type.type}`;

/** GPU and count of a cloud instance type, `aws/g6.xlarge` or `g6.xlarge`; else why there is none and what is near. */
export function instanceNamed(name: string): InstanceFound | DeviceNotFound {
  const type = INSTANCE_TYPES.find((candidate) => isNamed(candidate, name));
  if (type === undefined) return unknownInstance(name);
  const answer = deviceNamed(type.gpu);
  if (!("device" in answer)) return answer;
  const [numerator = 1, denominator = 1] = type.count.split("/").map(Number);
  if (denominator === 1) return { device: answer.device, count: numerator, notes: answer.notes };
  const totalBytes: Bytes = bytes(Math.floor((answer.device.totalBytes * numerator) / denominator));
  const device = { ...answer.device, name: `${answer.device.name} (${type.count})`, totalBytes };
  const note = `${fullName(type)} has ${type.count} of an ${type.gpu}: that share of the card's CUDA total is assumed.`;
  return { device, count: 1, notes: [...answer.notes, note] };
}

/** By its own name; a `*` in it stands for one part of a name, as in `n1-standard-* + 1x nvidia-tesla-t4`. */
function isNamed(type: InstanceType, name: string): boolean {
  const wanted = instanceKey(name);
  return [fullName(type), type.type].map(instanceKey).some((own) => {
    if (own === wanted) return true;
    const pattern = own.split("*").map((part) => part.replace(/[.+/]/g, "\\$&"));
    return pattern.length > 1 && new RegExp(`^${pattern.join("[a-z0-9-]+")}$`).test(wanted);
  });
}

/** The instance types that have this GPU, by full name. */
export const instancesWith = (gpuName: string): readonly string[] =>
  INSTANCE_TYPES.filter((type) => type.gpu === gpuName).map(fullName);

function unknownInstance(name: string): DeviceNotFound {
  const wanted = instanceKey(name);
  const scored = INSTANCE_TYPES.map((type) => ({
    name: fullName(type),
    distance: Math.min(...[fullName(type), type.type].map((own) => editDistance(wanted, instanceKey(own)))),
  }));
  scored.sort((a, b) => a.distance - b.distance);
  const candidates = scored.slice(0, NEAREST).map((entry) => entry.name);
  return {
    problem: {
      code: "unknown-instance",
      message: `\`${name}\` is no instance type that gpu-memory knows.`,
      remedy: `The nearest are ${candidates.join(", ")}; or name its GPU: \`gpu: L4\`.`,
    },
    candidates,
  };
}
