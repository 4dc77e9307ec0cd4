import type { Layer, LayerOf } from "./layer.ts";

/** What segment, pose and oriented heads add to a detect head. */
export interface ExtraBranch {
  readonly kind: "segment" | "segment26" | "pose" | "pose26" | "obb" | "obb26";
  /** Outputs per anchor: mask coefficients, keypoint values, or the angle. */
  readonly outputs: number;
}

export interface DetectFields {
  readonly classes: number;
  readonly regMax: number;
  readonly endToEnd: boolean;
  readonly channels: readonly number[];
  readonly boxes: readonly Layer[];
  readonly scores: readonly Layer[];
  readonly dfl?: LayerOf<"Conv2d">;
  readonly oneToOneBoxes?: readonly Layer[];
  readonly oneToOneScores?: readonly Layer[];
  readonly extra?: ExtraBranch;
  readonly proto?: Layer;
  readonly extras?: readonly Layer[];
  readonly oneToOneExtras?: readonly Layer[];
  readonly flow?: LayerOf<"Flow">;
  readonly keypoints?: readonly Layer[];
  readonly sigmas?: readonly Layer[];
  readonly oneToOneKeypoints?: readonly Layer[];
  readonly oneToOneSigmas?: readonly Layer[];
}

/** Heads that score by text embeddings: those of YOLO-World and YOLOE. */
export interface TextDetectFields {
  readonly classes: number;
  readonly regMax: number;
  readonly endToEnd: boolean;
  readonly embedding: number;
  readonly channels: readonly number[];
  readonly boxes: readonly Layer[];
  readonly scores: readonly Layer[];
  readonly dfl?: LayerOf<"Conv2d">;
  readonly oneToOneBoxes?: readonly Layer[];
  readonly oneToOneScores?: readonly Layer[];
  readonly contrast: readonly Layer[];
  readonly oneToOneContrast?: readonly Layer[];
  readonly text?: Layer;
  readonly visual?: Layer;
  readonly proto?: Layer;
  readonly masks?: readonly Layer[];
  readonly oneToOneMasks?: readonly Layer[];
}

export interface RtdetrFields {
  readonly classes: number;
  readonly channels: readonly number[];
  readonly hidden: number;
  readonly queries: number;
  readonly points: number;
  readonly heads: number;
  readonly feedForward: number;
  readonly denoising: number;
  readonly project: readonly Layer[];
  readonly layers: readonly LayerOf<"DeformableLayer">[];
  readonly denoisingEmbedding: Layer;
  readonly queryEmbedding?: Layer;
  readonly queryPosition: LayerOf<"MLP">;
  readonly encoderOutput: LayerOf<"Sequential">;
  readonly encoderScore: Layer;
  readonly encoderBox: LayerOf<"MLP">;
  readonly scores: readonly Layer[];
  readonly boxes: readonly LayerOf<"MLP">[];
}
