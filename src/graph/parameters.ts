import type { Graph } from "./graph.ts";
import { type Kind, type Layer, namedChildren } from "./layer.ts";
import { ownTensors } from "./tensors.ts";

/** A parameter by the name that Ultralytics knows it by (`model.0.conv.weight`). */
export interface NamedParameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly layer: Layer;
}

/** Our field -> torch's attribute, where they differ. An empty one adds nothing to the name. */
const ATTRIBUTES: { readonly [K in Kind]?: Readonly<Record<string, string>> } = {
  Sequential: { layers: "" },
  ConvTranspose: { conv: "conv_transpose" },
  HGBlock: { squeeze: "sc", excite: "ec" },
  TorchVision: { layers: "m" },
  TorchVisionStages: { layers: "m" },
  TorchVisionBlock: { shortcut: "downsample" },
  TransformerLayer: { attention: "ma" },
  TransformerBlock: { layers: "tr" },
  MultiheadAttention: { out: "out_proj" },
  AIFI: { attention: "ma" },
  Proto26: { refine: "feat_refine", fuse: "feat_fuse", semantic: "semseg" },
  DeformableLayer: {
    attention: "self_attn",
    offsets: "cross_attn.sampling_offsets",
    weights: "cross_attn.attention_weights",
    value: "cross_attn.value_proj",
    output: "cross_attn.output_proj",
  },
  Detect: {
    boxes: "cv2",
    scores: "cv3",
    dfl: "dfl.conv",
    oneToOneBoxes: "one2one_cv2",
    oneToOneScores: "one2one_cv3",
    extras: "cv4",
    oneToOneExtras: "one2one_cv4",
    flow: "flow_model",
    keypoints: "cv4_kpts",
    sigmas: "cv4_sigma",
    oneToOneKeypoints: "one2one_cv4_kpts",
    oneToOneSigmas: "one2one_cv4_sigma",
  },
  MaxSigmoidAttention: { embed: "ec", guide: "gl", project: "proj_conv" },
  C2fAttn: { attention: "attn" },
  ImagePoolingAttn: { project: "proj" },
  TextPrompts: { widen: "m.w12", narrow: "m.w3" },
  TextDetect: {
    boxes: "cv2",
    scores: "cv3",
    dfl: "dfl.conv",
    oneToOneBoxes: "one2one_cv2",
    oneToOneScores: "one2one_cv3",
    contrast: "cv4",
    oneToOneContrast: "one2one_cv4",
    text: "reprta",
    visual: "savpe",
    masks: "cv5",
    oneToOneMasks: "one2one_cv5",
  },
  SemanticSegment: { main: "classifier", aux: "aux_head" },
  Depth: { project: "proj" },
  RTDETRDecoder: {
    project: "input_proj",
    layers: "decoder.layers",
    denoisingEmbedding: "denoising_class_embed",
    queryEmbedding: "tgt_embed",
    queryPosition: "query_pos_head",
    encoderOutput: "enc_output",
    encoderScore: "enc_score_head",
    encoderBox: "enc_bbox_head",
    scores: "dec_score_head",
    boxes: "dec_bbox_head",
  },
};

/** torchvision numbers convolutions and norms from 1 on, in pairs. */
const torchvisionName = (index: number): string => `${index % 2 === 0 ? "conv" : "bn"}${Math.floor(index / 2) + 1}`;

function segment(layer: Layer, field: string, index: number | undefined): string {
  if (layer.kind === "TorchVisionBlock" && field === "main") return torchvisionName(index ?? 0);
  const attribute = ATTRIBUTES[layer.kind]?.[field] ?? field;
  return [attribute, index].filter((part) => part !== undefined && part !== "").join(".");
}

/** Own parameters first, then the children's: the order of torch's named_parameters. */
function* below(layer: Layer, path: string): Generator<NamedParameter> {
  for (const { name, shape, role } of ownTensors(layer))
    if (role === "parameter") yield { name: `${path}.${name}`, shape, layer };
  for (const { child, field, index } of namedChildren(layer))
    yield* below(child, `${path}.${segment(layer, field, index)}`);
}

/** Every parameter with its name and shape, in the order in which optimizers and `freeze` see them. */
export function parametersOf(graph: Graph): readonly NamedParameter[] {
  return graph.layers.flatMap((row) => [...below(row.layer, `model.${row.index}`)]);
}
