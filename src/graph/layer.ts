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
  };
  BatchNorm2d: { readonly channels: number };
  Linear: { readonly in: number; readonly out: number };
  Upsample: { readonly factor: number };
  MaxPool2d: { readonly kernel: number; readonly stride: number; readonly padding: number };
  ZeroPad2d: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  Identity: Record<never, never>;
  Sequential: { readonly layers: readonly Layer[] };
  /** A tiny network of plain parameter matrices (the flow of the pose heads). */
  Flow: { readonly shapes: readonly (readonly number[])[] };

  // Blocks.
  Conv: { readonly conv: LayerOf<"Conv2d">; readonly bn: LayerOf<"BatchNorm2d">; readonly act: Activation };
  Bottleneck: { readonly cv1: Layer; readonly cv2: Layer; readonly add: boolean };
  RepConv: { readonly conv1: Layer; readonly conv2: Layer; readonly act: Activation };
  C2f: { readonly cv1: Layer; readonly cv2: Layer; readonly m: readonly Layer[] };
  C2: { readonly cv1: Layer; readonly cv2: Layer; readonly m: Layer };
  C3: { readonly cv1: Layer; readonly cv2: Layer; readonly cv3: Layer; readonly m: Layer };
  SPP: { readonly cv1: Layer; readonly cv2: Layer; readonly kernels: readonly number[] };
  SPPF: { readonly cv1: Layer; readonly cv2: Layer; readonly kernel: number; readonly pools: number; readonly add: boolean };
  Attention: { readonly heads: number; readonly headDim: number; readonly keyDim: number; readonly qkv: Layer; readonly proj: Layer; readonly pe: Layer };
  PSABlock: { readonly attn: Layer; readonly ffn: Layer; readonly add: boolean };
  PSA: { readonly channels: number; readonly cv1: Layer; readonly cv2: Layer; readonly attn: Layer; readonly ffn: Layer };
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
  AreaAttention: { readonly area: number; readonly heads: number; readonly headDim: number; readonly qkv: Layer; readonly proj: Layer; readonly pe: Layer };
  AreaBlock: { readonly attn: Layer; readonly mlp: Layer };
  A2C2f: { readonly cv1: Layer; readonly cv2: Layer; readonly out: number; readonly residual: boolean; readonly m: readonly Layer[] };
  Proto: { readonly cv1: Layer; readonly upsample: Layer; readonly cv2: Layer; readonly cv3: Layer };
  Proto26: {
    readonly cv1: Layer; readonly upsample: Layer; readonly cv2: Layer; readonly cv3: Layer;
    readonly refine: readonly Layer[]; readonly fuse: Layer; readonly semantic: Layer;
  };

  // Joins: several inputs.
  Concat: Record<never, never>;

  // Heads: the last layer.
  Detect: DetectFields;
  Classify: { readonly conv: Layer; readonly linear: LayerOf<"Linear"> };
  SemanticSegment: { readonly classes: number; readonly channels: readonly number[]; readonly main: Layer; readonly aux?: Layer };
  Depth: { readonly channels: readonly number[]; readonly project: readonly Layer[]; readonly refine: readonly Layer[]; readonly head: Layer };
}

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
  readonly flow?: readonly Layer[];
  readonly extras?: readonly Layer[];
  readonly keypoints?: readonly Layer[];
  readonly sigmas?: readonly Layer[];
  readonly oneToOneExtras?: readonly Layer[];
  readonly oneToOneKeypoints?: readonly Layer[];
  readonly oneToOneSigmas?: readonly Layer[];
}

export type Kind = keyof Fields;
export type LayerOf<K extends Kind> = { readonly kind: K } & Fields[K];
export type Layer = { [K in Kind]: LayerOf<K> }[Kind];
export type HeadKind = "Detect" | "Classify" | "SemanticSegment" | "Depth";
export type JoinKind = "Concat";
export type BlockKind = Exclude<Kind, HeadKind | JoinKind>;

const isLayer = (value: unknown): value is Layer => typeof value === "object" && value !== null && "kind" in value && "kind" in value && typeof (value as { kind: unknown }).kind === "string" && !("outputs" in value);

/** Direct children in registration order: fields are written in that order. */
export function children(layer: Layer): Layer[] {
  const found: Layer[] = [];
  for (const value of Object.values(layer)) {
    if (isLayer(value)) found.push(value);
    else if (Array.isArray(value)) for (const item of value) if (isLayer(item)) found.push(item);
  }
  return found;
}

/** The layer and everything below it, parents first. */
export function* walk(layer: Layer): Generator<Layer> {
  yield layer;
  for (const child of children(layer)) yield* walk(child);
}
