import type { Problem } from "../problem.ts";
import { type ArgumentValue, isTrue } from "./argument-values.ts";
import { argumentValue, type WrittenArguments } from "./arguments.ts";
import { devicesOf } from "./devices.ts";
import { trainImageSize } from "./image-size.ts";
import type { TrainArguments, UnknownReason } from "./training-run.ts";

export interface ResolvedArguments {
  readonly arguments: TrainArguments;
  readonly problems: readonly Problem[];
  /** Why the run can't be answered whatever its model is. */
  readonly reasons: readonly UnknownReason[];
}

/** Where a config names no image size. */
const STANDARD_SIZE = 640;

/** Everything the arguments decide, with that version's defaults; `stride` is the model's largest. */
export function trainArguments(written: WrittenArguments, stride: number): ResolvedArguments {
  const reader = readerOf(written);
  const imgsz = written.nodes.get("imgsz");
  const size = imgsz && trainImageSize(imgsz, stride);
  const devices = devicesOf(argumentValue(written, "device"));
  const gpus = "gpus" in devices ? devices.gpus : [0];
  const batch = reader.number("batch");
  const resolved: TrainArguments = {
    batch,
    imgsz: size?.imgsz ?? Math.ceil(STANDARD_SIZE / stride) * stride,
    ...reader.all(),
    devices: gpus,
    // Several GPUs train square: the trainer switches `rect` off.
    rect: reader.flag("rect") && gpus.length === 1,
  };
  const reasons = "other" in devices ? [notOnGpus(written, devices.other)] : [];
  return {
    arguments: resolved,
    problems: [...(size?.problems ?? []), ...autoBatchProblems(written, resolved)],
    reasons,
  };
}

type Plain = Omit<TrainArguments, "batch" | "imgsz" | "devices" | "rect">;

interface Reader {
  number(name: string): number;
  flag(name: string): boolean;
  all(): Plain;
}

// The values were checked by kind; what is of another kind all the same (unchecked arguments) counts by its truth, as in Python.
function readerOf(written: WrittenArguments): Reader {
  const number = (name: string): number => {
    const value = argumentValue(written, name);
    return typeof value === "number" ? value : 0;
  };
  const flag = (name: string): boolean => isTrue(argumentValue(written, name));
  const numbers = <N extends string>(...names: N[]) =>
    Object.fromEntries(names.map((name) => [name, number(name)])) as Record<N, number>;
  const flags = <N extends string>(...names: N[]) =>
    Object.fromEntries(names.map((name) => [name, flag(name)])) as Record<N, boolean>;
  const all = (): Plain => ({
    ...numbers("epochs", "nbs", "multi_scale", "mosaic", "close_mosaic", "mixup", "cutmix", "copy_paste"),
    ...numbers("mask_ratio", "dropout", "warmup_epochs", "max_det"),
    ...flags("deterministic", "val", "overlap_mask", "single_cls", "plots", "half"),
    optimizer: String(argumentValue(written, "optimizer")),
    amp: ampOf(argumentValue(written, "amp")),
    compile: textOrFlag(argumentValue(written, "compile")),
    pretrained: textOrFlag(argumentValue(written, "pretrained")),
    fraction: shareOf(argumentValue(written, "fraction")),
    ...optional(written),
  });
  return { number, flag, all };
}

function optional(
  written: WrittenArguments,
): Pick<TrainArguments, "freeze" | "channels_last" | "quantize" | "distill_model"> {
  const freeze = freezeOf(argumentValue(written, "freeze"));
  const channelsLast = argumentValue(written, "channels_last");
  const quantize = argumentValue(written, "quantize");
  const teacher = argumentValue(written, "distill_model");
  return {
    ...(freeze === undefined ? {} : { freeze }),
    ...(typeof channelsLast === "boolean" ? { channels_last: channelsLast } : {}),
    ...(typeof quantize === "number" || typeof quantize === "string" ? { quantize } : {}),
    ...(typeof teacher === "string" ? { distill_model: teacher } : {}),
  };
}

const ampOf = (value: unknown): TrainArguments["amp"] => {
  if (value === "bf16") return "bf16";
  return value === false || value === "fp32" || value === null ? "off" : "fp16";
};

// A count or a list is applied to the data set's images, see `imagesUsed`; the share that remains is all of them.
const shareOf = (value: unknown): number => (typeof value === "number" && value <= 1 ? value : 1);

// Only a whole number or a list freezes anything; a text does not.
function freezeOf(value: unknown): TrainArguments["freeze"] {
  if (typeof value === "number") return value > 0 ? Math.floor(value) : undefined;
  if (typeof value === "boolean") return value ? 1 : undefined;
  if (!Array.isArray(value)) return undefined;
  const layers = value.filter((item) => typeof item === "number" || typeof item === "string");
  return layers.length === 0 ? undefined : layers;
}

const textOrFlag = (value: ArgumentValue): boolean | string =>
  typeof value === "string" && value !== "" ? value : isTrue(value);

function notOnGpus(written: WrittenArguments, device: string): UnknownReason {
  const place = written.nodes.get("device")?.place;
  const message = `The run asks for the device \`${device}\`; only CUDA GPUs are predicted.`;
  return {
    code: "not-a-gpu",
    message,
    remedy: "Leave `device` out, or name GPUs: `device: 0`.",
    ...(place && { place }),
  };
}

function autoBatchProblems(written: WrittenArguments, { batch, devices }: TrainArguments): Problem[] {
  const place = written.nodes.get("batch")?.place;
  if (batch >= 1 || devices.length === 1 || place === undefined) return [];
  const message = `AutoBatch (\`batch: ${batch}\`) works on one GPU only; the trainer refuses it on ${devices.length}.`;
  const remedy = `Write the number of images of one step on all GPUs together, such as \`batch: ${devices.length * 8}\`.`;
  return [{ ...place, code: "autobatch-on-many", severity: "error", message, remedy }];
}
