import type { TrainArguments } from "./training-run.ts";

/**
 * Arguments that decide the memory of a training, as numbers, switches and names. Nothing that names a file or an address is
 * among them (`pretrained`, `data`, `distill_model`, `cfg`): a trainer may be handed them from a config of anybody's.
 */
export const MEMORY_ARGUMENTS = [
  "batch",
  "imgsz",
  "epochs",
  "optimizer",
  "nbs",
  "freeze",
  "multi_scale",
  "rect",
  "deterministic",
  "channels_last",
  "val",
  "mosaic",
  "close_mosaic",
  "mixup",
  "cutmix",
  "copy_paste",
  "overlap_mask",
  "mask_ratio",
  "dropout",
  "single_cls",
  "warmup_epochs",
  "fraction",
  "max_det",
] as const satisfies readonly (keyof TrainArguments)[];
