/** How Ultralytics checks an argument. Kinds with a name of their own have rules of their own. */
export type ArgumentKind =
  | "number"
  | "fraction"
  | "int"
  | "bool"
  | "text"
  | "batch"
  | "imgsz"
  | "scale"
  | "share"
  | "compile"
  | "amp"
  | "quantize"
  | "freeze"
  | "device"
  | "optimizer"
  | "multi_scale"
  | "free";

export interface ArgumentRow {
  readonly name: string;
  readonly kind: ArgumentKind;
  readonly default: string | number | boolean | null;
  /** Least whole number. */
  readonly minimum?: number;
  /** The last version seen that does not know it yet, in this kind. */
  readonly after?: string;
  /** The last version seen that knows it in this kind. */
  readonly until?: string;
  /** The last version seen that takes any value for it. */
  readonly looseUntil?: string;
  /** May be empty although its default is not. */
  readonly nullable?: boolean;
}

// Names, defaults and checks as of Ultralytics 8.4.190 (cfg/default.yaml and cfg/__init__.py of its wheel on PyPI), compared
// with those of 8.3.63, 80, 100, 125, 150, 175, 200, 253 and 8.4.0, 25, 50, 75, 100, 112, 125, 138, 150, 170.

type Default = ArgumentRow["default"];
const rows = (kind: ArgumentKind, defaults: Readonly<Record<string, Default>>, more: Partial<ArgumentRow> = {}) =>
  Object.entries(defaults).map(([name, value]): ArgumentRow => ({ name, kind, default: value, ...more }));
const whole = (name: string, value: Default, minimum?: number): ArgumentRow => {
  return { name, kind: "int", default: value, ...(minimum === undefined ? {} : { minimum }) };
};

/** One row an argument; two where versions differ in its kind or default. */
export const ARGUMENTS: readonly ArgumentRow[] = [
  ...rows("free", { task: "detect", mode: "train", model: null, data: null, cache: false, project: null, name: null }),
  ...rows("free", { pretrained: true, resume: false, source: null, classes: null, embed: null, format: "torchscript" }),
  ...rows("free", { cfg: null, tracker: "tracktrack.yaml", save_dir: null }),
  ...rows("bool", { nms: false }, { until: "8.4.138" }),
  ...rows("bool", { nms: null }, { after: "8.4.138" }),
  ...rows("bool", { end2end: null }, { after: "8.4.0", until: "8.4.138" }),
  ...rows("free", { augmentations: null }, { after: "8.3.200" }),
  ...rows("free", { distill_model: null }, { after: "8.4.75" }),
  ...rows("batch", { batch: 16 }),
  ...rows("imgsz", { imgsz: 640 }),
  ...rows("device", { device: null }),
  ...rows("optimizer", { optimizer: "auto" }),
  ...rows("amp", { amp: true }),
  ...rows("share", { fraction: 1 }),
  ...rows("freeze", { freeze: null }),
  ...rows("multi_scale", { multi_scale: 0 }),
  ...rows("compile", { compile: false }, { after: "8.3.175", looseUntil: "8.4.75" }),
  ...rows("quantize", { quantize: null }, { after: "8.4.75" }),
  ...rows("scale", { scale: 0.5 }),
  whole("epochs", 100, 1),
  whole("patience", 100, 0),
  whole("workers", 8),
  whole("seed", 0, 0),
  whole("close_mosaic", 10),
  whole("mask_ratio", 4, 1),
  whole("max_det", 300, 1),
  whole("vid_stride", 1, 1),
  whole("line_width", null),
  whole("nbs", 64, 1),
  whole("save_period", -1),
  ...rows("int", { opset: null }, { looseUntil: "8.4.150" }),
  ...rows("number", { time: null, warmup_epochs: 3, box: 7.5, cls: 0.5, dfl: 1.5, workspace: null }),
  ...rows("number", { pose: 12, kobj: 1 }, { looseUntil: "8.4.100" }),
  ...rows("number", { degrees: 0, shear: 0 }),
  ...rows("number", { rle: 1, angle: 1 }, { after: "8.3.253", looseUntil: "8.4.100" }),
  ...rows("number", { dis: 6 }, { after: "8.4.75" }),
  ...rows("number", { dlog: 1, dgrad: 0.5 }, { after: "8.4.100" }),
  ...rows("fraction", { dropout: 0, lr0: 0.01, lrf: 0.01, momentum: 0.937, weight_decay: 0.0005 }),
  ...rows("fraction", { warmup_momentum: 0.8, warmup_bias_lr: 0.1, hsv_h: 0.015, hsv_s: 0.7, hsv_v: 0.4 }),
  ...rows("fraction", { translate: 0.1, perspective: 0, flipud: 0, fliplr: 0.5, bgr: 0, mosaic: 1, mixup: 0 }),
  ...rows("fraction", { copy_paste: 0, conf: null, iou: 0.7 }),
  ...rows("fraction", { erasing: 0.4 }, { looseUntil: "8.4.100" }),
  ...rows("fraction", { cutmix: 0 }, { after: "8.3.100" }),
  ...rows("number", { cls_pw: 0 }, { after: "8.4.25", until: "8.4.75" }),
  ...rows("fraction", { cls_pw: 0 }, { after: "8.4.75" }),
  ...rows("fraction", { dlam: 1 }, { after: "8.4.100" }),
  ...rows("bool", { save: true, exist_ok: false, verbose: true, deterministic: true, single_cls: false, rect: false }),
  ...rows("bool", { cos_lr: false, overlap_mask: true, val: true, save_json: false, dnn: false, plots: true }),
  ...rows("bool", { show: false, save_txt: false, save_conf: false, save_crop: false, save_frames: false }),
  ...rows("bool", { show_labels: true, show_conf: true, show_boxes: true, visualize: false, augment: false }),
  ...rows("bool", { agnostic_nms: false, retina_masks: false, optimize: false, dynamic: false }),
  ...rows("bool", { stream_buffer: false }, { looseUntil: "8.4.150" }),
  ...rows("bool", { simplify: true, profile: false }),
  ...rows("bool", { cls_remap: true }, { after: "8.4.75" }),
  ...rows("bool", { channels_last: false }, { after: "8.4.100", until: "8.4.125" }),
  ...rows("bool", { channels_last: null }, { after: "8.4.125" }),
  ...rows("text", { split: "val", copy_paste_mode: "flip" }, { looseUntil: "8.4.75" }),
  ...rows("text", { auto_augment: "randaugment" }, { looseUntil: "8.4.75", nullable: true }),
  ...rows("bool", { half: false, int8: false }, { until: "8.4.75" }),
  ...rows("bool", { keras: false }, { until: "8.4.150" }),
  ...rows("bool", { save_hybrid: false }, { until: "8.3.100" }),
  ...rows("free", { crop_fraction: 1 }, { until: "8.3.100" }),
  ...rows("free", { label_smoothing: 0 }, { until: "8.2.103" }),
];

/** Removed or renamed arguments that Ultralytics still takes, with a warning; undefined: they change nothing any more. */
export const DEPRECATED: Readonly<Record<string, string | undefined>> = {
  boxes: "show_boxes",
  hide_labels: "show_labels",
  hide_conf: "show_conf",
  line_thickness: "line_width",
  end2end: "nms",
  half: "quantize",
  int8: "quantize",
  keras: undefined,
  save_hybrid: undefined,
  crop_fraction: undefined,
  label_smoothing: undefined,
};

/** What people write who come from another trainer, an older YOLO or plain memory, and what Ultralytics calls it. */
export const CONFUSIONS: Readonly<Record<string, string>> = {
  accumulate: "nbs",
  accumulation_steps: "nbs",
  grad_accum: "nbs",
  gradient_accumulation: "nbs",
  gradient_accumulation_steps: "nbs",
  nominal_batch_size: "nbs",
  batch_size: "batch",
  batchsize: "batch",
  bs: "batch",
  img: "imgsz",
  img_size: "imgsz",
  image_size: "imgsz",
  imgsize: "imgsz",
  input_size: "imgsz",
  size: "imgsz",
  lr: "lr0",
  learning_rate: "lr0",
  wd: "weight_decay",
  weights: "model",
  arch: "model",
  checkpoint: "model",
  dataset: "data",
  data_yaml: "data",
  num_epochs: "epochs",
  n_epochs: "epochs",
  max_epochs: "epochs",
  num_workers: "workers",
  gpu: "device",
  gpus: "device",
  devices: "device",
  fp16: "amp",
  mixed_precision: "amp",
  half_precision: "amp",
  precision: "amp",
  early_stopping: "patience",
  warmup: "warmup_epochs",
  freeze_layers: "freeze",
  image_weights: "cls_pw",
  hyp: "cfg",
  output_dir: "project",
};

/** What no Ultralytics argument does, and where it belongs. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  nc: "The number of classes is written in the data file (`nc` or `names`).",
  num_classes: "The number of classes is written in the data file (`nc` or `names`).",
  names: "The class names are written in the data file.",
  gradient_checkpointing: "Ultralytics has no switch for gradient checkpointing; it needs code.",
};
