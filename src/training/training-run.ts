import type { Place } from "../problem.ts";

export const TASKS = ["detect", "segment", "pose", "obb", "classify", "semantic", "depth"] as const;
export type Task = (typeof TASKS)[number];

/** One value of a model row: YAML scalars and lists as written. */
export type RowValue = string | number | boolean | null | readonly RowValue[];

/** One row of a model file: `[from, repeats, module, arguments]`. */
export interface ModelRow {
  readonly from: number | readonly number[];
  readonly repeats: number;
  readonly module: string;
  readonly args: readonly RowValue[];
  /** Where the row is written; absent in our own tables. */
  readonly place?: Place;
}

/** What a model file says, before scaling: the same for a user's file and for our own tables of published models. */
export interface ModelDescription {
  /** `yolov8`, or the user's file name. */
  readonly name: string;
  /** Where it is written; absent in our own tables. */
  readonly place?: Place;
  readonly task?: Task;
  readonly classes?: number;
  /** Scale letter -> [depth multiple, width multiple, most channels]. Order as written: the first one is the default. */
  readonly scales?: Readonly<Record<string, readonly [depth: number, width: number, maxChannels: number]>>;
  readonly depthMultiple?: number;
  readonly widthMultiple?: number;
  readonly maxChannels?: number;
  /** As written, such as `nn.ReLU()`. Absent: SiLU. */
  readonly activation?: string;
  readonly regMax?: number;
  readonly endToEnd?: boolean;
  readonly keypoints?: readonly [count: number, dimensions: number];
  readonly inputChannels?: number;
  readonly backbone: readonly ModelRow[];
  readonly head: readonly ModelRow[];
  /** Any other top-level scalar that rows may refer to by name (Ultralytics resolves such names in args). */
  readonly constants?: Readonly<Record<string, RowValue>>;
}

/** A model together with the scale that was asked for. */
export interface Model {
  readonly description: ModelDescription;
  /** The scale letter, or "" where the description has none. */
  readonly scale: string;
  /** As the user wrote it: `yolov8n.yaml`, `yolo11m.pt`, `models/ours.yaml`. */
  readonly written: string;
}

/** Labels of one image before mosaic. `maximum` is that of the densest image. */
export interface LabelsPerImage {
  readonly mean: number;
  readonly maximum: number;
}

export interface Dataset {
  readonly classes: number;
  readonly labelsPerImage: LabelsPerImage;
  /** undefined: unknown; then everything that depends on it must hold for every count. */
  readonly trainImages?: number;
  readonly valImages?: number;
  /** Height and width on disk, where known. */
  readonly imageSize?: readonly [height: number, width: number];
}

export interface Environment {
  readonly ultralytics: string;
  readonly torch: string;
  readonly cuda?: string;
  readonly cudnn?: string;
  readonly os: "linux" | "windows" | "macos";
  /** PYTORCH_CUDA_ALLOC_CONF as written; undefined: PyTorch's defaults. */
  readonly allocator?: string;
  /** Play the AMP check at the start, where the version makes one. */
  readonly ampCheck: boolean;
  /** Play the evaluation of the best weights at the end. */
  readonly finalEvaluation: boolean;
}

/** Train arguments that decide memory, resolved: what the config says, else that version's default. Names are Ultralytics' own. */
export interface TrainArguments {
  /** A whole number; -1 or a fraction (0, 1) for AutoBatch. Of all GPUs together. */
  readonly batch: number;
  /** After rounding up to the model's stride. */
  readonly imgsz: number;
  readonly epochs: number;
  readonly optimizer: string;
  readonly amp: "fp16" | "bf16" | "off";
  readonly nbs: number;
  /** First n layers, or the layers by index, or names such as `23.cv2`; undefined: none. */
  readonly freeze?: number | readonly (number | string)[];
  readonly multi_scale: number;
  readonly rect: boolean;
  readonly deterministic: boolean;
  /** undefined: that version's own choice. */
  readonly channels_last?: boolean;
  readonly compile: boolean | string;
  readonly val: boolean;
  readonly mosaic: number;
  readonly close_mosaic: number;
  readonly mixup: number;
  readonly cutmix: number;
  readonly copy_paste: number;
  readonly overlap_mask: boolean;
  readonly mask_ratio: number;
  readonly dropout: number;
  readonly single_cls: boolean;
  readonly warmup_epochs: number;
  readonly half: boolean;
  readonly quantize?: number | string;
  readonly distill_model?: string;
  readonly fraction: number;
  readonly max_det: number;
  readonly plots: boolean;
  readonly pretrained: boolean | string;
  /** GPU indices; one entry for a single GPU. */
  readonly devices: readonly number[];
}

/** Something the config does not say and that the answer rests on; printed with the answer. */
export interface Assumption {
  /** Stable name: `labels-per-image`, `train-images`, `ultralytics-version`. */
  readonly name: string;
  /** One sentence: what was assumed, and where to declare it. */
  readonly text: string;
}

/** Everything that decides the memory of one training (or prediction) run. Plain data; equal runs have equal estimates. */
export interface TrainingRun {
  /** Unique in a report: the file, with `#n` behind it where a file describes several runs. */
  readonly id: string;
  readonly mode: "train" | "predict";
  /** Where the run is written. */
  readonly place: Place;
  readonly task: Task;
  readonly model: Model;
  readonly arguments: TrainArguments;
  readonly dataset: Dataset;
  readonly environment: Environment;
  /** The prediction's model is read from weights (`.pt`), which has activations write into their input. */
  readonly fromWeights?: true;
  /** Every block runs under torch.utils.checkpoint. No config can say so: it is asked for in advice, and needs code. */
  readonly checkpointing?: true;
  readonly assumptions: readonly Assumption[];
  /** Argument name -> where it is written. Only what the user wrote. */
  readonly places: Readonly<Record<string, Place>>;
  /** What the user wrote, by argument; absent where no config was read. */
  readonly written?: Readonly<Record<string, unknown>>;
  /** Files whose change changes this run (config, data file, model file), relative to the repository. */
  readonly files: readonly string[];
  /** Of these, the ones in which its arguments and the way to it are written; absent: that of its place. */
  readonly writtenIn?: readonly string[];
}

/** The files in which a run is written: commands, programs and configs, but no data or model file. */
export const writtenIn = ({ place, writtenIn = [] }: Pick<TrainingRun, "place" | "writtenIn">): readonly string[] => [
  ...new Set([place.file, ...writtenIn]),
];

/** Why a run has no estimate: shown as UNKNOWN, with the place and the way out. */
export interface UnknownReason {
  /** Stable: `custom-weights`, `unknown-layer`, `unreadable-config`, `unsupported-argument`. */
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
  readonly place?: Place;
}

/** A config that was found but can't be made into a run. */
export interface UnknownRun {
  readonly id: string;
  readonly place: Place;
  readonly reasons: readonly UnknownReason[];
  readonly files: readonly string[];
  readonly writtenIn?: readonly string[];
  /** What is known of its task and of its arguments as they are written. */
  readonly task?: Task;
  readonly written?: Readonly<Record<string, unknown>>;
}
