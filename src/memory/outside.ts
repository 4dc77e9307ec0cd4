import { type Bytes, bytes, MIB } from "../bytes.ts";
import type { Device } from "../fleet/device.ts";
import type { Expected } from "./estimate-types.ts";

interface Reading {
  readonly mib: number;
  /** The least and the most that a process may hold. */
  readonly from: number;
  readonly to: number;
  readonly source: string;
}

/**
 * CUDA context, modules and library handles of one PyTorch process, in MiB, by architecture. Hopper: measured runs (666
 * to 708, torch 2.11, CUDA 13.0). Others: out-of-memory messages of real programs (process size less allocated less
 * reserved): the largest common reading; from the smallest one to 100 or 150 above it, since on Hopper training holds as
 * much more than such messages show (0.50 GiB).
 */
const READINGS: Readonly<Record<string, Reading>> = {
  Hopper: { mib: 700, from: 666, to: 708, source: "measured runs, torch 2.11.0, CUDA 13.0" },
  Blackwell: {
    mib: 700,
    from: 590,
    to: 800,
    source: "out-of-memory messages: B200 0.70 GiB, RTX PRO 6000 0.68, RTX 5090 0.58",
  },
  Ada: {
    mib: 500,
    from: 210,
    to: 650,
    source: "out-of-memory messages: L40 0.49 GiB, RTX 4090 0.49, RTX 6000 Ada 0.42, L4 0.21 to 0.38",
  },
  Ampere: {
    mib: 500,
    from: 220,
    to: 680,
    source: "out-of-memory messages: A100 0.40 to 0.66 GiB, A10 0.22, RTX 3090 0.31",
  },
  Turing: {
    mib: 320,
    from: 140,
    to: 450,
    source: "out-of-memory messages: T4 0.14 to 0.19 GiB; context 0.30 GiB",
  },
  Volta: { mib: 450, from: 350, to: 550, source: "out-of-memory messages: V100 0.45 GiB" },
  Pascal: { mib: 320, from: 190, to: 450, source: "out-of-memory messages: P100 0.32 GiB" },
};
const UNSEEN: Reading = {
  mib: 700,
  from: 140,
  to: 1000,
  source: "no reading for this architecture: the largest of the others",
};

const readingOf = (device: Device): Reading => READINGS[device.architecture] ?? UNSEEN;

const inMib = (mib: number): Bytes => bytes(mib * MIB);

/** What the process of a run on one GPU holds outside PyTorch's allocator. */
export const outsideAllocator = (device: Device): Bytes => inMib(readingOf(device).mib);

/** The same, with the least and the most that it may hold, and NCCL's part where the run trains on several GPUs. */
export function outsideOf(device: Device, collectives: Expected | undefined): Expected {
  const { mib, from, to } = readingOf(device);
  const { bytes: shared, interval } = collectives ?? NOTHING;
  return {
    bytes: bytes(inMib(mib) + shared),
    interval: {
      lowerBytes: bytes(inMib(from) + interval.lowerBytes),
      upperBytes: bytes(inMib(to) + interval.upperBytes),
    },
  };
}

const NOTHING: Expected = { bytes: bytes(0), interval: { lowerBytes: bytes(0), upperBytes: bytes(0) } };

export const outsideNote = (device: Device): string | undefined =>
  READINGS[device.architecture] === undefined
    ? `Memory outside the allocator was never seen on ${device.architecture}: 700 MiB assumed.`
    : undefined;
