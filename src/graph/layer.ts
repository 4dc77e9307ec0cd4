import type { DetectFields, RtdetrFields, TextDetectFields } from "./head-fields.ts";

export type { DetectFields, ExtraBranch, RtdetrFields, TextDetectFields } from "./head-fields.ts";
export { children, type NamedChild, namedChildren, walk } from "./tree.ts";

/**
 * The closed list of layers. A layer is plain data: its kind, what decides its shape, and its children in the order
 * in which the real module registers them (the order in which its parameters reach the GPU).
 */
export type Activation = "SiLU" | "ReLU" | "LeakyReLU" | "Hardswish" | "GELU" | "Mish" | "Sigmoid" | "none";
export type Pair = readonly [number, number];

interface Fields {
  // Primitives: they own parameters or change a shape.
  Conv2d: {
    readonly in: number;
    readonly out: number;
    readonly kernel: Pair;
    readonly stride: number;
    readonly padding: Pair;
    readonly groups: number;
    readonly dilation: number;
    readonly bias: boolean;
    readonly transposed: boolean;
    /** Never trained (the fixed weights of the DFL integral). */
    readonly frozen: boolean;
    /** Of a transposed convolution: rows and columns added on one side. Absent: none. */
    readonly outputPadding?: number;
  };
  BatchNorm2d: { readonly channels: number };
  /** Without a bias only where `bias` is false. */
  Linear: { readonly in: number; readonly out: number; readonly bias?: boolean };
  Upsample: { readonly factor: number };
  MaxPool2d: { readonly kernel: number; readonly stride: number; readonly padding: number };
  ZeroPad2d: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  Identity: Record<never, never>;
  Sequential: { readonly layers: readonly Layer[] };
  /** The normalising flow of the pose heads of YOLO26: pairs of small networks with two hidden layers. */
  Flow: { readonly couplings: number; readonly hidden: number };
  /** Linear layers with ReLU between. */
  MLP: { readonly layers: readonly LayerOf<"Linear">[] };

  LayerNorm: { readonly channels: number };
  Embedding: { readonly count: number; readonly width: number };
  MultiheadAttention: { readonly channels: number; readonly heads: number; readonly out: LayerOf<"Linear"> };
  AvgPool2d: { readonly kernel: number; readonly stride: number; readonly padding: number };
  AdaptiveAvgPool2d: { readonly size: Pair };
  Dropout: { readonly p: number };
  Activate: { readonly act: Activation };

  // Blocks.
  Conv: { readonly conv: LayerOf<"Conv2d">; readonly bn: LayerOf<"BatchNorm2d">; readonly act: Activation };
  Bottleneck: { readonly cv1: Layer; readonly cv2: Layer; readonly add: boolean };
  /** `bn` is the identity branch, which only a row of its own can ask for. */
  RepConv: {
    readonly bn?: LayerOf<"BatchNorm2d">;
    readonly conv1: Layer;
    readonly conv2: Layer;
    readonly act: Activation;
  };
  C2f: { readonly cv1: Layer; readonly cv2: Layer; readonly m: readonly Layer[] };
  C2: { readonly cv1: Layer; readonly cv2: Layer; readonly m: Layer };
  C3: { readonly cv1: Layer; readonly cv2: Layer; readonly cv3: Layer; readonly m: Layer };
  SPP: { readonly cv1: Layer; readonly cv2: Layer; readonly kernels: readonly number[] };
  SPPF: {
    readonly cv1: Layer;
    readonly cv2: Layer;
    readonly kernel: number;
    readonly pools: number;
    readonly add: boolean;
  };
  Attention: {
    readonly heads: number;
    readonly headDim: number;
    readonly keyDim: number;
    readonly qkv: Layer;
    readonly proj: Layer;
    readonly pe: Layer;
  };
  PSABlock: { readonly attn: Layer; readonly ffn: Layer; readonly add: boolean };
  PSA: {
    readonly channels: number;
    readonly cv1: Layer;
    readonly cv2: Layer;
    readonly attn: Layer;
    readonly ffn: Layer;
  };
  C2PSA: { readonly channels: number; readonly cv1: Layer; readonly cv2: Layer; readonly m: Layer };
  SCDown: { readonly cv1: Layer; readonly cv2: Layer };
  RepVGGDW: { readonly conv: Layer; readonly conv1: Layer };
  CIB: { readonly cv1: Layer; readonly add: boolean };
  GhostConv: { readonly cv1: Layer; readonly cv2: Layer };
  GhostBottleneck: { readonly conv: Layer; readonly shortcut: Layer };
  /** RepNCSPELAN4 and its simple form ELAN1. */
  ELAN: { readonly cv1: Layer; readonly cv2: Layer; readonly cv3: Layer; readonly cv4: Layer };
  AConv: { readonly cv1: Layer };
  ADown: { readonly cv1: Layer; readonly cv2: Layer };
  SPPELAN: { readonly cv1: Layer; readonly kernel: number; readonly cv5: Layer };
  AreaAttention: {
    readonly area: number;
    readonly heads: number;
    readonly headDim: number;
    readonly qkv: Layer;
    readonly proj: Layer;
    readonly pe: Layer;
  };
  AreaBlock: { readonly attn: Layer; readonly mlp: Layer };
  A2C2f: {
    readonly cv1: Layer;
    readonly cv2: Layer;
    readonly out: number;
    readonly residual: boolean;
    readonly m: readonly Layer[];
  };
  Proto: { readonly cv1: Layer; readonly upsample: Layer; readonly cv2: Layer; readonly cv3: Layer };
  Proto26: {
    readonly cv1: Layer;
    readonly upsample: Layer;
    readonly cv2: Layer;
    readonly cv3: Layer;
    readonly refine: readonly Layer[];
    readonly fuse: Layer;
    readonly semantic: Layer;
  };
  Conv2: {
    readonly conv: LayerOf<"Conv2d">;
    readonly bn: LayerOf<"BatchNorm2d">;
    readonly cv2: LayerOf<"Conv2d">;
    readonly act: Activation;
  };
  ConvTranspose: { readonly conv: LayerOf<"Conv2d">; readonly bn?: LayerOf<"BatchNorm2d">; readonly act: Activation };
  Focus: { readonly conv: Layer };
  C1: { readonly cv1: Layer; readonly m: Layer };
  BottleneckCSP: {
    readonly cv1: Layer;
    readonly cv2: Layer;
    readonly cv3: Layer;
    readonly cv4: Layer;
    readonly bn: LayerOf<"BatchNorm2d">;
    readonly m: Layer;
  };
  RepC3: { readonly cv1: Layer; readonly cv2: Layer; readonly m: Layer; readonly cv3: Layer };
  HGStem: {
    readonly stem1: Layer;
    readonly stem2a: Layer;
    readonly stem2b: Layer;
    readonly stem3: Layer;
    readonly stem4: Layer;
  };
  LightConv: { readonly conv1: Layer; readonly conv2: Layer };
  HGBlock: { readonly m: readonly Layer[]; readonly squeeze: Layer; readonly excite: Layer; readonly add: boolean };
  ResNetBlock: { readonly cv1: Layer; readonly cv2: Layer; readonly cv3: Layer; readonly shortcut: Layer };
  ResNetLayer: { readonly layer: LayerOf<"Sequential"> };
  /** A residual block of torchvision: bare convolutions and norms, ReLU between them and after the sum. */
  TorchVisionBlock: { readonly main: readonly Layer[]; readonly shortcut?: LayerOf<"Sequential"> };
  /** A torchvision backbone. */
  TorchVision: { readonly layers: readonly Layer[] };
  /** The same where later rows pick: it yields its input and the output of each layer. */
  TorchVisionStages: { readonly layers: readonly Layer[] };
  Index: { readonly index: number };
  /** Self-attention over the map without position: q, k and v are projected twice. */
  TransformerLayer: {
    readonly q: LayerOf<"Linear">;
    readonly k: LayerOf<"Linear">;
    readonly v: LayerOf<"Linear">;
    readonly attention: LayerOf<"MultiheadAttention">;
    readonly fc1: LayerOf<"Linear">;
    readonly fc2: LayerOf<"Linear">;
  };
  TransformerBlock: {
    readonly conv?: Layer;
    readonly linear: LayerOf<"Linear">;
    readonly layers: LayerOf<"Sequential">;
  };
  AIFI: {
    readonly attention: LayerOf<"MultiheadAttention">;
    readonly fc1: Layer;
    readonly fc2: Layer;
    readonly norm1: Layer;
    readonly norm2: Layer;
    readonly act: Activation;
    readonly normalizeBefore: boolean;
  };
  /** One layer of RT-DETR's decoder: attention among the queries, then at sampled points of the maps. */
  DeformableLayer: {
    readonly attention: LayerOf<"MultiheadAttention">;
    readonly norm1: Layer;
    readonly offsets: Layer;
    readonly weights: Layer;
    readonly value: Layer;
    readonly output: Layer;
    readonly norm2: Layer;
    readonly linear1: Layer;
    readonly linear2: Layer;
    readonly norm3: Layer;
  };
  /** Weighs each head's channels by how well the map fits the text. */
  MaxSigmoidAttention: {
    readonly heads: number;
    readonly embed?: Layer;
    readonly guide: Layer;
    readonly project: Layer;
  };
  C2fAttn: { readonly cv1: Layer; readonly cv2: Layer; readonly m: readonly Layer[]; readonly attention: Layer };
  /** Compares a map with text embeddings, with or without norm. */
  ContrastiveHead: { readonly norm?: LayerOf<"BatchNorm2d"> };
  /** What turns visual prompts into embeddings. */
  VisualPrompts: {
    readonly cv1: readonly Layer[];
    readonly cv2: readonly Layer[];
    readonly cv3: Layer;
    readonly cv4: Layer;
    readonly cv5: Layer;
    readonly cv6: Layer;
  };
  /** What refines text embeddings. */
  TextPrompts: { readonly widen: Layer; readonly narrow: Layer };
  /** One convolution whose output is split into maps of these widths. */
  CBLinear: { readonly conv: LayerOf<"Conv2d">; readonly splits: readonly number[] };

  // Joins: several inputs.
  Concat: Record<never, never>;
  /** Of every input but the last, the map of that number is enlarged to the last input's size; all are summed. */
  CBFuse: { readonly picks: readonly number[] };

  /** Maps pooled to a few patches, which the text attends to. */
  ImagePoolingAttn: {
    readonly query: Layer;
    readonly key: Layer;
    readonly value: Layer;
    readonly project: Layer;
    readonly scaled: boolean;
    readonly projections: readonly Layer[];
  };

  // Heads: the last layer.
  TextDetect: TextDetectFields;
  Detect: DetectFields;
  Classify: { readonly conv: Layer; readonly linear: LayerOf<"Linear"> };
  SemanticSegment: {
    readonly classes: number;
    readonly channels: readonly number[];
    readonly main: Layer;
    readonly aux?: Layer;
  };
  RTDETRDecoder: RtdetrFields;
  Depth: {
    readonly channels: readonly number[];
    readonly project: readonly Layer[];
    readonly refine: readonly Layer[];
    readonly head: Layer;
  };
}

export type Kind = keyof Fields;
export type LayerOf<K extends Kind> = { readonly kind: K } & Fields[K];
export type Layer = { [K in Kind]: LayerOf<K> }[Kind];

/**
 * Layers whose shapes and parameters are known and whose allocations are not: a run with one of them is UNKNOWN
 * (`unplayedLayer` in unplayed.ts says which). Whoever writes a rule takes the kind off this list; then the table of
 * rules does not compile without it.
 */
export const UNPLAYED = [
  "MaxSigmoidAttention",
  "C2fAttn",
  "ContrastiveHead",
  "VisualPrompts",
  "TextPrompts",
  "ImagePoolingAttn",
  "TextDetect",
] as const satisfies readonly Kind[];
export type UnplayedKind = (typeof UNPLAYED)[number];
export type HeadKind = Exclude<
  "Detect" | "Classify" | "SemanticSegment" | "Depth" | "RTDETRDecoder" | "TextDetect",
  UnplayedKind
>;
export type JoinKind = Exclude<"Concat" | "CBFuse" | "Index" | "ImagePoolingAttn", UnplayedKind>;
/** Layers that yield several tensors. */
export type SplitKind = "CBLinear" | "TorchVisionStages";
/** Layers that only another layer runs, with several inputs. */
export type PartKind = Exclude<"MultiheadAttention" | "Embedding" | "DeformableLayer", UnplayedKind>;
/** Layers from one tensor to one tensor. */
export type BlockKind = Exclude<Kind, HeadKind | JoinKind | SplitKind | PartKind | UnplayedKind>;
