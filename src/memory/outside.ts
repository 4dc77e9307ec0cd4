import { type Bytes, bytes, MIB } from "../bytes.ts";
import type { Device } from "../fleet/device.ts";

interface Reading {
  readonly mib: number;
  /** Above or below it by so much in what was seen. */
  readonly spreadMib: number;
  readonly source: string;
}

/**
 * CUDA context, modules and library handles of one PyTorch process, by architecture. Hopper: 271 measured runs (666 to
 * 704 MiB, torch 2.11, CUDA 13.0). Others: out-of-memory messages of real runs (process size less allocated less
 * reserved), with the largest common reading taken and the rest as spread.
 */
const READINGS: Readonly<Record<string, Reading>> = {
  Hopper: { mib: 700, spreadMib: 10, source: "measured runs, torch 2.11.0, CUDA 13.0" },
  Blackwell: {
    mib: 700,
    spreadMib: 100,
    source: "out-of-memory messages: B200 0.70 GiB, RTX PRO 6000 0.68, RTX 5090 0.58",
  },
  Ada: {
    mib: 500,
    spreadMib: 150,
    source: "out-of-memory messages: L40 0.49 GiB, RTX 4090 0.49, RTX 6000 Ada 0.42, L4 0.21 to 0.38",
  },
  Ampere: {
    mib: 500,
    spreadMib: 150,
    source: "out-of-memory messages: A100 0.40 to 0.66 GiB, A10 0.22, RTX 3090 0.31",
  },
  Turing: { mib: 320, spreadMib: 130, source: "out-of-memory messages: T4 0.14 to 0.19 GiB; context 0.30 GiB" },
  Volta: { mib: 450, spreadMib: 100, source: "out-of-memory messages: V100 0.45 GiB" },
  Pascal: { mib: 320, spreadMib: 130, source: "out-of-memory messages: P100 0.32 GiB" },
};
const UNSEEN: Reading = {
  mib: 700,
  spreadMib: 300,
  source: "no reading for this architecture: the largest of the others",
};

const readingOf = (device: Device): Reading => READINGS[device.architecture] ?? UNSEEN;

/** What one process holds outside PyTorch's allocator. */
export const outsideAllocator = (device: Device): Bytes => bytes(readingOf(device).mib * MIB);

export const outsideNote = (device: Device): string | undefined =>
  READINGS[device.architecture] === undefined
    ? `Memory outside the allocator was never seen on ${device.architecture}: 700 MiB assumed.`
    : undefined;
