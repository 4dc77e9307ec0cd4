import { type Bytes, bytes, gib } from "../../src/bytes.ts";
import type { Device } from "../../src/fleet/device.ts";
import type { Fleet, Pool, Waiver } from "../../src/fleet/fleet.ts";
import {
  CATEGORIES,
  type Estimate,
  type Estimated,
  type Estimator,
  type Outcome,
} from "../../src/memory/estimate-types.ts";
import type { TrainArguments, TrainingRun } from "../../src/training/training-run.ts";
import type { FleetRules, JudgeContext } from "../../src/verdict/judge.ts";

// A small world for the verdict: cards of round sizes, and memory that grows with batch and image area.

const CONFIG = "configs/a.yaml";

const ARGUMENTS: TrainArguments = {
  batch: 16,
  imgsz: 640,
  epochs: 100,
  optimizer: "AdamW",
  amp: "fp16",
  nbs: 64,
  multi_scale: 0,
  rect: false,
  deterministic: true,
  compile: false,
  val: true,
  mosaic: 1,
  close_mosaic: 10,
  mixup: 0,
  cutmix: 0,
  copy_paste: 0,
  overlap_mask: true,
  mask_ratio: 4,
  dropout: 0,
  single_cls: false,
  warmup_epochs: 3,
  half: false,
  fraction: 1,
  max_det: 300,
  plots: true,
  pretrained: true,
  devices: [0],
};

export interface Wanted {
  readonly arguments?: Partial<TrainArguments>;
  readonly written?: string;
  readonly file?: string;
}

/** A run of a model with scales n, s and m. */
export function aRun({ arguments: args = {}, written = "yolov8m.pt", file = CONFIG }: Wanted = {}): TrainingRun {
  return {
    id: file,
    mode: "train",
    place: { file, line: 1, column: 1 },
    task: "detect",
    model: {
      written,
      scale: "m",
      description: {
        name: "yolov8",
        scales: { n: [0.33, 0.25, 1024], s: [0.33, 0.5, 1024], m: [0.67, 0.75, 768] },
        backbone: Array.from({ length: 10 }, () => ({ from: -1, repeats: 1, module: "Conv", args: [64, 3, 2] })),
        head: [{ from: [-1], repeats: 1, module: "Detect", args: ["nc"] }],
      },
    },
    arguments: { ...ARGUMENTS, ...args },
    dataset: { classes: 80, labelsPerImage: { mean: 7, maximum: 60 } },
    environment: { ultralytics: "8.4.190", torch: "2.11.0", os: "linux", ampCheck: true, finalEvaluation: true },
    assumptions: [],
    places: {
      model: { file, line: 1, column: 8 },
      batch: { file, line: 3, column: 8 },
      imgsz: { file, line: 4, column: 8 },
    },
    files: [file],
  };
}

export const device = (name: string, total: number): Device => ({
  name,
  architecture: "Ada",
  computeCapability: "8.9",
  multiprocessors: 58,
  totalBytes: gib(total),
});

export const pool = (name: string, total: number, more: Partial<Pool> = {}): Pool => ({
  name,
  device: device(name, total),
  gpusPerRun: 1,
  reserveBytes: bytes(0),
  smoke: "never",
  notes: [],
  ...more,
});

export interface World {
  readonly pools: readonly Pool[];
  /** Names of the required ones. */
  readonly required?: readonly string[];
  readonly require?: "any" | "all";
  readonly policy?: Partial<Fleet["policy"]>;
  readonly waivers?: readonly Waiver[];
  /** undefined where there is no fleet file. */
  readonly file?: string | undefined;
  readonly estimator?: Estimator;
}

export function fleetOf({ pools, policy, waivers = [], ...rest }: World): Fleet {
  const file = "file" in rest ? rest.file : ".github/gpu-fleet.yml";
  return {
    ...(file === undefined ? {} : { file }),
    pools,
    rules: [],
    datasets: {},
    environment: {},
    policy: { tight: "pass", unknown: "warn", halved: "fail", headroom: 0, ...policy },
    waivers,
  };
}

export function contextOf(world: World): JudgeContext {
  const fleet = fleetOf(world);
  const required = fleet.pools.filter(({ name }) => world.required?.includes(name) ?? false);
  const rules: FleetRules = {
    fleet,
    poolsFor: () => ({
      pools: [...required, ...fleet.pools.filter((each) => !required.includes(each))],
      required,
      require: world.require ?? "any",
    }),
    limitBytes: (each, { headroom }) =>
      bytes(Math.floor((each.device.totalBytes - each.reserveBytes) * (1 - headroom))),
    waiverFor: (_, name) => fleet.waivers.find((waiver) => waiver.pool === undefined || waiver.pool === name),
  };
  return { rules, estimator: world.estimator ?? estimatorOf(), strideOf: () => 32, today: "2026-11-24" };
}

/** Outside the allocator, on every card. */
const OUTSIDE = 0.5;

/** 2 GiB and 1 GiB an image of 640 by 640, in fp32 twice as much; half of that and 2 GiB for a card each of two. */
export function reservedGiB(run: TrainingRun): number {
  const { batch, imgsz, amp, devices, freeze } = run.arguments;
  const width = { n: 0.25, s: 0.5, m: 1 }[run.model.scale] ?? 1;
  const image = (imgsz / 640) ** 2 * (amp === "off" ? 2 : 1) * width;
  const state = run.arguments.optimizer === "SGD" ? 1.5 : 2;
  const unused = run.environment.allocator?.includes("expandable_segments:True") ? 0.95 : 1;
  const kept = (freeze === undefined ? 1 : 0.6) * (run.checkpointing ? 0.5 : 1);
  return ((batch / devices.length) * image * kept + state) * unused;
}

/** An engine by a formula: interval of 5 % to both sides, survival with nine tenths, halving three times at most. */
export function estimatorOf(need: (run: TrainingRun, on: Device) => number = reservedGiB): Estimator {
  const reserved = (run: TrainingRun, on: Device): Bytes => gib(need(run, on));
  const survivable = (run: TrainingRun, on: Device): Bytes => bytes(Math.round(reserved(run, on) * 0.9));
  return {
    estimate: (run, on) => estimateOf(reserved(run, on), run.arguments.batch),
    batch: (run) => run.arguments.batch,
    reservedPeak: (run, on) => estimateOf(reserved(run, on), run.arguments.batch) as Estimated,
    survivable,
    outcome: (run, on, limit): Outcome => {
      for (let halvings = 0, { batch } = run.arguments; halvings <= 3; halvings++, batch = Math.floor(batch / 2)) {
        const smaller = { ...run, arguments: { ...run.arguments, batch } };
        if (survivable(smaller, on) <= limit) return halvings === 0 ? { kind: "trains" } : { kind: "halved", batch };
      }
      return { kind: "fails", phase: "training" };
    },
  };
}

export function estimateOf(reserved: Bytes, batch: number): Estimate {
  const half = bytes(Math.floor(reserved / 2));
  const breakdown = Object.fromEntries(CATEGORIES.map((category) => [category, bytes(0)]));
  return {
    status: "estimated",
    parameters: 25_900_000,
    optimizer: "AdamW",
    optimizerStateBytes: gib(0.2),
    phases: { training: { livePeakBytes: bytes(Math.round(reserved * 0.8)), reservedPeakBytes: reserved } },
    reservedPeakBytes: reserved,
    livePeakBytes: bytes(Math.round(reserved * 0.8)),
    peakPhase: "training",
    outsideAllocatorBytes: gib(OUTSIDE),
    outsideInterval: { lowerBytes: gib(OUTSIDE), upperBytes: gib(OUTSIDE) },
    interval: { lowerBytes: bytes(Math.floor(reserved * 0.95)), upperBytes: bytes(Math.ceil(reserved * 1.05)) },
    breakdown: { ...breakdown, activations: half, slack: bytes(reserved - half) } as never,
    notes: [],
    batch,
  };
}
