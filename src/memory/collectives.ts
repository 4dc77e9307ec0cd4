import { type Bytes, bytes, MIB } from "../bytes.ts";
import type { Device } from "../fleet/device.ts";
import type { TrainingRun } from "../training/training-run.ts";
import type { Expected } from "./estimate-types.ts";
import { atLeast } from "./version.ts";

/**
 * What NCCL holds outside of PyTorch's allocator, in MiB, on the first GPU. Measured with NCCL 2.28.9 on two H100 of one host,
 * over NVLink and through the host's memory, with 2, 4, 8, 16 and 24 channels (test/measured/README.md): each of these sums
 * gives every reading to the MiB.
 */
const COLLECTIVES = {
  /** Kernels and what the first collective sets up. */
  base: 372,
  /** A channel to the next GPU over NVLink or PCIe: 10 of it is the buffer that receives. */
  channel: 18,
  /** The same where data goes through the host's memory, which has the buffers. */
  hostChannel: 6,
  /** Handshake buffers with all channels in use. */
  handshake: 48,
} as const;

/** Gathering results on the first GPU, which each validation ends with: kernels, and a buffer for each channel from a GPU. */
const GATHERING = { base: 58, channel: 10 } as const;

/** As NCCL chose them: over NVLink for collectives and from GPU to GPU; without peer access. */
const CHANNELS = { nvlink: 24, pointToPoint: 32, host: 4 } as const;

/** Rings are all that two GPUs need; with more there are trees, with up to two more buffers a channel. */
const TREE_BUFFERS = 2 * GATHERING.channel;

/** ultralytics#22377: every GPU validates its share, and the first one gathers the results. */
const GATHERS_SINCE = "8.3.218";

/** Cards that come on boards where NVLink joins all of them. Of `H100 NVL` and the like pairs may be bridged, or not. */
export const isLinked = ({ name }: Device): boolean => /SXM|HBM3|H200$|H20$|H800|B[123]00/.test(name);

/**
 * What a run on several GPUs holds on the first one for NCCL; undefined on one. More than two GPUs were not measured: a buffer
 * for each further GPU is what follows from two. Nor were other architectures than Hopper, or PCIe with peer access, whose
 * channels are taken as those over NVLink, but as few as through the host.
 */
export function collectivesOf(run: TrainingRun, device: Device): Expected | undefined {
  const gpus = run.arguments.devices.length;
  if (gpus < 2) return undefined;
  const gathers = atLeast(run.environment.ultralytics, GATHERS_SINCE);
  const gathering = (channels: number): number => (gathers ? GATHERING.base + GATHERING.channel * channels : 0);
  const trees = (channels: number): number => (gpus === 2 ? 0 : channels * TREE_BUFFERS);
  const { base, channel, hostChannel, handshake } = COLLECTIVES;
  const { nvlink, pointToPoint, host } = CHANNELS;
  const throughHost = base + hostChannel * host;
  if (isLinked(device)) {
    const training = base + channel * nvlink + handshake;
    const mib = training + gathering(pointToPoint * (gpus - 1));
    return expected(mib, { from: Math.min(training, throughHost + gathering(0)), to: mib + trees(nvlink) });
  }
  const peers = base + channel * host + gathering(host * (gpus - 1));
  return expected(throughHost + gathering(0), { from: throughHost, to: peers + trees(host) });
}

const inMib = (mib: number): Bytes => bytes(mib * MIB);

const expected = (mib: number, { from, to }: { readonly from: number; readonly to: number }): Expected => ({
  bytes: inMib(mib),
  interval: { lowerBytes: inMib(from), upperBytes: inMib(to) },
});

/** What is taken for granted on several GPUs. */
export function collectivesNote(run: TrainingRun, device: Device): readonly string[] {
  const found = collectivesOf(run, device);
  if (found === undefined) return [];
  const gpus = run.arguments.devices.length;
  const way = isLinked(device) ? "over NVLink" : "through the host's memory";
  const more = gpus > 2 ? `, with buffers for ${gpus}` : "";
  const mib = found.bytes / MIB;
  return [
    `This is the first of ${gpus} GPUs, which needs most. NCCL is taken to hold ${mib} MiB there, as on two H100 ${way}${more}.`,
  ];
}
