import ambiguousRows from "./data/ambiguous-names.json" with { type: "json" };
import gpuRows from "./data/gpus.json" with { type: "json" };
import instanceRows from "./data/instances.json" with { type: "json" };

/** One GPU or MIG slice. Joined from data/*.tsv by scripts/catalogue.mjs; every figure keeps its source there. */
export interface Gpu {
  /** Canonical: as nvidia-smi prints it, with the size behind it where two sizes print the same. */
  readonly name: string;
  readonly aliases: readonly string[];
  /** What nvidia-smi and CUDA print. */
  readonly prints: string;
  /** GB in the vendor's counting, for telling cards of one name apart. */
  readonly vendorGB: number;
  /** nvidia-smi's total (of a Jetson: CUDA's); null: not known. */
  readonly totalMiB: number | null;
  readonly otherReadings: string;
  readonly computeCapability: string;
  readonly architecture: string;
  readonly ecc: string;
  readonly source: string;
  readonly confidence: string;
  readonly multiprocessors: number;
  /** `data sheet`, `printed` by a tool, or `assumed`. */
  readonly multiprocessorsBasis: string;
  readonly multiprocessorsSource: string;
  /** The smallest total that CUDA was seen to report; null: never seen. */
  readonly cudaMiB: number | null;
  /** All totals seen, as text; "" where none was. */
  readonly cudaReadings: string;
  readonly cudaSource: string;
}

/** One machine type of a cloud, or a hosted runner's label. */
export interface InstanceType {
  readonly provider: string;
  readonly type: string;
  readonly gpu: string;
  /** `4`, or a share of one GPU such as `1/2`. */
  readonly count: string;
  readonly vendorGB: number;
  readonly note: string;
  readonly source: string;
  readonly confidence: string;
}

/** A name that means cards of different size. */
export interface AmbiguousName {
  readonly name: string;
  /** Names that each mean one size. */
  readonly means: readonly string[];
  readonly reason: string;
}

export const GPUS: readonly Gpu[] = gpuRows;
export const INSTANCE_TYPES: readonly InstanceType[] = instanceRows;
export const AMBIGUOUS_NAMES: readonly AmbiguousName[] = ambiguousRows;

export const isMigSlice = (gpu: Gpu): boolean => gpu.name.includes(" MIG ");

/** Memory shared with the CPU (Jetson, GB10): there the catalogue's figure is CUDA's own total. */
export const isUnified = (gpu: Gpu): boolean => gpu.ecc.startsWith("unified");
