import type { Bytes } from "../bytes.ts";
import type { Measurement } from "../measurements/measurement.ts";
import type { Place } from "../problem.ts";
import type { LabelsPerImage } from "../training/training-run.ts";
import type { Device } from "./device.ts";

/** GPUs of one kind that training runs may use. */
export interface Pool {
  readonly name: string;
  readonly device: Device;
  /** Where it is declared; absent in the built-in list of common GPUs. */
  readonly place?: Place;
  /** GPUs in the pool; undefined: not said. */
  readonly count?: number;
  readonly gpusPerRun: number;
  /** Kept free by the pool's owner. */
  readonly reserveBytes: Bytes;
  /** `runs-on` labels of the self-hosted runner that has such a GPU. */
  readonly runner?: readonly string[];
  readonly smoke: "never" | "when-undecided" | "always";
  /** Of one GPU and hour, in the repository's own unit. */
  readonly price?: number;
  /** What was taken for granted while the device was resolved, one sentence each. */
  readonly notes: readonly string[];
  /** The newest runs that were measured on its GPUs, latest first; absent or empty: none. */
  readonly measurements?: readonly Measurement[];
}

/** Which configs must fit where. The last rule that matches a config counts. */
export interface ConfigRule {
  readonly paths: readonly string[];
  readonly exclude: readonly string[];
  readonly pools: readonly string[];
  readonly require: "any" | "all";
  readonly place?: Place;
  /** Where each of `paths` is written. */
  readonly pathPlaces?: readonly Place[];
}

export type Action = "pass" | "warn" | "fail";

export interface Policy {
  readonly tight: Action;
  readonly unknown: Action;
  readonly halved: Action;
  /** Share of the usable memory to keep free: 0.05 is 5 %. */
  readonly headroom: number;
}

export interface Waiver {
  readonly config: string;
  /** undefined: every pool. */
  readonly pool?: string;
  readonly owner: string;
  readonly reason: string;
  /** ISO date, the last day on which it holds. */
  readonly until: string;
  readonly capBytes?: Bytes;
  readonly place?: Place;
}

export interface DeclaredDataset {
  readonly images?: number;
  readonly labelsPerImage?: LabelsPerImage;
  readonly place?: Place;
}

export interface Fleet {
  /** The file, or undefined for the built-in list: then nothing ever fails. */
  readonly file?: string;
  readonly pools: readonly Pool[];
  readonly rules: readonly ConfigRule[];
  readonly datasets: Readonly<Record<string, DeclaredDataset>>;
  readonly environment: { readonly ultralytics?: string; readonly torch?: string; readonly allocator?: string };
  readonly policy: Policy;
  readonly waivers: readonly Waiver[];
}
