import { categoryIndex } from "../stream.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import type { DeviceModel } from "./device-model.ts";
import type { Optimizer } from "./optimizer.ts";

/** A half copy of the averaged model (by way of a full one), then copies of the optimizer's state, halved one by one. */
export function saveCheckpoint(tape: Tape, model: DeviceModel, optimizer: Optimizer): void {
  const { recorder } = tape;
  recorder.category = categoryIndex("ema");
  tape.operation("copy for the checkpoint");
  for (const weights of model.average.values()) for (const tensor of Object.values(weights)) checkFinite(tape, tensor);
  const full: Tensor[] = [];
  for (const weights of model.average.values())
    for (const tensor of Object.values(weights)) full.push(tape.like(tensor));
  const halves = full.map((tensor) => {
    const half = tensor.dtype === "fp32" ? tape.like(tensor, "fp16") : tape.keep(tensor);
    tape.drop(tensor);
    return half;
  });
  const contiguous = halves.map((tensor) => {
    if (tensor.shape.length !== 4) return tensor;
    const copy = tape.tensor(tensor.shape, tensor.dtype);
    tape.drop(tensor);
    return copy;
  });
  recorder.category = categoryIndex("optimizer");
  const copies = optimizer.kept.map((tensor) => tape.like(tensor));
  const saved = copies.map((tensor) => {
    const half = tape.like(tensor, "fp16");
    tape.drop(tensor);
    return half;
  });
  tape.drop(...saved, ...contiguous);
}

/** isfinite of a tensor: its absolute value and two masks. */
function checkFinite(tape: Tape, tensor: Tensor): void {
  const equal = tape.like(tensor, "int8");
  const absolute = tape.like(tensor);
  const finite = tape.like(tensor, "int8");
  tape.drop(absolute, equal, finite);
}
