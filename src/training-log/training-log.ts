import type { OutOfMemory } from "./out-of-memory.ts";

/** A GPU as the trainer names it at its start: CUDA's name and total. */
export interface LoggedGpu {
  readonly name: string;
  readonly totalMiB: number;
}

/** A state of the trainer's progress line. */
export interface Progress {
  readonly epoch: number;
  readonly epochs: number;
  /** As printed, in the unit of the version. */
  readonly memory: number;
  readonly instances?: number;
}

export interface Halving {
  readonly from: number;
  readonly to: number;
}

/** What is known to end a training other than the GPU's memory. */
export const FAULTS = ["host-memory", "driver", "cuda-error", "no-gpu", "other-error"] as const;
export type Fault = (typeof FAULTS)[number];

export interface LoggedFault {
  readonly kind: Fault;
  readonly line: number;
  readonly text: string;
}

/** What the trainer was doing. */
export type Moment = "start-up" | "auto-batch" | "training" | "assigner" | "validation" | "prediction" | "unknown";

/** The last training run of a log, as it is printed. */
export interface TrainingLog {
  readonly program?: "ultralytics" | "yolov5";
  readonly version?: string;
  readonly torch?: string;
  readonly gpus: readonly LoggedGpu[];
  /** Of the trainer's argument line, as written there. */
  readonly arguments: Readonly<Record<string, string>>;
  /** The name and parameters of the summary line. */
  readonly summary?: { readonly name: string; readonly parameters: number };
  readonly classes?: number;
  readonly optimizer?: string;
  readonly trainImages?: number;
  readonly valImages?: number;
  /** The fullest and the last state of the progress line. */
  readonly fullest?: Progress;
  readonly last?: Progress;
  readonly mostInstances?: number;
  readonly autoBatch?: number | "failed";
  readonly halvings: readonly Halving[];
  /** How often labels were assigned elsewhere because memory ran out. */
  readonly assignerFallbacks: number;
  readonly outOfMemory?: OutOfMemory & { readonly moment: Moment };
  readonly fault?: LoggedFault;
  readonly completed: boolean;
  /** Whether any line was one of a training. */
  readonly recognised: boolean;
}
