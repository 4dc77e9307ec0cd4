import type { ModelDescription, Task } from "../../training/training-run.ts";
import type { LayerIndex, Sketch } from "./sketch.ts";

/** A published model: a description that knows its task and its classes. */
export type Published = ModelDescription & { readonly task: Task; readonly classes: number };

/** Classes of COCO, of ImageNet and of Cityscapes, on which the published weights were trained. */
export const COCO_CLASSES = 80;
export const IMAGENET_CLASSES = 1000;
export const CITYSCAPES_CLASSES = 19;
/** Seventeen points of a person, each x, y and visibility. */
export const COCO_KEYPOINTS = [17, 3] as const;

/** Mask coefficients and hidden prototype channels of all published segment heads. */
export const MASKS = [32, 256] as const;

/** How a task ends a model: the head, what else its file says, what its name is followed by. */
export interface Ending {
  readonly suffix: string;
  readonly task: Task;
  readonly classes: number;
  readonly facts?: Partial<ModelDescription>;
  readonly head: (net: Sketch, inputs: readonly LayerIndex[]) => LayerIndex;
}

const headed = (module: string, ...args: readonly (string | number | boolean)[]): Ending["head"] => {
  return (net, inputs) => net.add(module, ["nc", ...args], { from: inputs });
};

/** The four endings that read a pyramid. `generation` 26 has heads of its own. */
export function pyramidEndings(generation: "" | "26", poseClasses: number): readonly Ending[] {
  const coco = { classes: COCO_CLASSES };
  return [
    { suffix: "", task: "detect", ...coco, head: headed("Detect") },
    { suffix: "-seg", task: "segment", ...coco, head: headed(`Segment${generation}`, ...MASKS) },
    {
      suffix: "-pose",
      task: "pose",
      classes: poseClasses,
      facts: { keypoints: COCO_KEYPOINTS },
      head: headed(`Pose${generation}`, "kpt_shape"),
    },
    { suffix: "-obb", task: "obb", ...coco, head: headed(`OBB${generation}`, 1) },
  ];
}

/** The ending of a classifier: it reads the layer before. */
export function classifyEnding(net: Sketch): LayerIndex {
  return net.add("Classify", ["nc"]);
}

/** Length of the text embeddings that the open-vocabulary heads compare with. */
const EMBEDDING = 512;

/** YOLOE: the same models with heads that score by text. */
export function yoloeEndings(generation: "" | "26"): readonly Ending[] {
  const coco = { classes: COCO_CLASSES };
  return [
    { suffix: "", task: "detect", ...coco, head: headed("YOLOEDetect", EMBEDDING, true) },
    { suffix: "-seg", task: "segment", ...coco, head: headed(`YOLOESegment${generation}`, ...MASKS, EMBEDDING, true) },
  ];
}

/** YOLO-World; the second version norms before it compares. */
export const worldEnding = (suffix: string, normed: boolean): Ending => ({
  suffix,
  task: "detect",
  classes: COCO_CLASSES,
  head: headed("WorldDetect", EMBEDDING, normed),
});
