import type { Place, Problem } from "../problem.ts";
import { asChoice } from "./nearest.ts";
import type { Model, ModelDescription, Task } from "./training-run.ts";

/** The task that the module at the end of a model means; undefined where its name says none. */
export function taskOfHead(module: string): Task | undefined {
  const name = module.toLowerCase();
  if (["classify", "classifier", "cls", "fc"].includes(name)) return "classify";
  // In this order: `SemanticSegment` also has "segment" in it.
  if (name.includes("detect") || name.includes("rtdetr")) return "detect";
  if (name.includes("semanticsegment")) return "semantic";
  if (name.includes("segment")) return "segment";
  if (name.includes("pose")) return "pose";
  if (name.includes("obb")) return "obb";
  return name.includes("depth") ? "depth" : undefined;
}

/** The scale letter in a model's name (`yolov8x-ours.yaml`: x), or "". Only names that begin like published ones have one. */
export function scaleInName(path: string): string {
  const stem = path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
  return /yolo(?:e-)?v?\d+([nslmx])/.exec(stem)?.[1] ?? "";
}

/** The name of the file that holds all scales of a model: `yolov8x-ours.yaml` is read from `yolov8-ours.yaml`. */
export function nameWithoutScale(path: string): string {
  return path.replace(/(\d+)([nslmx])(.+)?$/, "$1$3");
}

export interface ScaledModel {
  readonly model?: Model;
  readonly problems: readonly Problem[];
}

/** A user's model at the scale that the name it is asked for by says; without one the first scale of the file, with a warning. */
export function scaledModel(description: ModelDescription, written: string, place: Place): ScaledModel {
  const scales = Object.keys(description.scales ?? {});
  const scale = scaleInName(written);
  const first = scales[0];
  // Blocks look at the letter in the name even where the file has no scales (C3k2 is a larger one at m, l and x).
  if (first === undefined) return { model: { description, scale, written }, problems: [] };
  if (scales.includes(scale)) return { model: { description, scale, written }, problems: [] };
  if (scale !== "") {
    const message = `\`${written}\` asks for the scale ${scale}, which ${description.name} does not have.`;
    const remedy = `Its scales are ${asChoice(scales)}.`;
    return { problems: [{ ...place, code: "unknown-scale", severity: "error", message, remedy }] };
  }
  const problems: Problem[] = [];
  if (scales.length > 1) {
    const message = `\`${written}\` names no scale; Ultralytics takes the first one of the file, ${first}.`;
    problems.push({ ...place, code: "scale-assumed", severity: "warning", message });
  }
  return { model: { description, scale: first, written }, problems };
}
