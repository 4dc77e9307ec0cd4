import type { BlockKind, LayerOf } from "../../graph/layer.ts";
import type { Network } from "../network.ts";
import type { Tensor } from "../tensor.ts";
import * as attention from "./attention.ts";
import * as basic from "./basic.ts";
import * as csp from "./csp.ts";
import { perceptron } from "./deformable-layer.ts";
import * as hgnet from "./hgnet.ts";
import * as positionFree from "./position-free-transformer.ts";
import * as rare from "./rare.ts";
import * as resnet from "./resnet.ts";
import * as transformer from "./transformer.ts";
import * as v9 from "./v9.ts";

/** What a block does with one tensor: borrowed in, owned out. */
export type Forward<K extends BlockKind> = (network: Network, layer: LayerOf<K>, x: Tensor) => Tensor;

/** Every block kind and how it runs: a kind without an entry does not compile. */
export const BLOCKS: { readonly [K in BlockKind]: Forward<K> } = {
  Conv2d: basic.conv2d,
  BatchNorm2d: basic.batchNorm2d,
  Linear: basic.fullyConnected,
  Upsample: basic.upsampled,
  MaxPool2d: basic.maxPooled,
  ZeroPad2d: basic.padded,
  Identity: basic.identity,
  Sequential: basic.sequential,
  Flow: basic.identity,
  Conv: basic.conv,
  Bottleneck: csp.bottleneck,
  RepConv: v9.repConv,
  C2f: csp.c2f,
  C2: csp.c2,
  C3: csp.c3,
  SPP: csp.spp,
  SPPF: csp.sppf,
  Attention: attention.attention,
  PSABlock: attention.psaBlock,
  PSA: attention.psa,
  C2PSA: attention.c2psa,
  SCDown: basic.scDown,
  RepVGGDW: basic.repVggDw,
  CIB: csp.cib,
  GhostConv: csp.ghostConv,
  GhostBottleneck: csp.ghostBottleneck,
  ELAN: v9.elan,
  AConv: v9.aConv,
  ADown: v9.aDown,
  SPPELAN: v9.sppElan,
  AreaAttention: attention.areaAttention,
  AreaBlock: attention.areaBlock,
  A2C2f: attention.a2c2f,
  AdaptiveAvgPool2d: rare.adaptivelyPooled,
  Dropout: rare.dropped,
  AvgPool2d: rare.averagePooled,
  Activate: rare.activated,
  Conv2: rare.conv2,
  ConvTranspose: rare.convTranspose,
  Focus: rare.focus,
  C1: rare.c1,
  BottleneckCSP: rare.bottleneckCsp,
  RepC3: hgnet.repC3,
  HGStem: hgnet.hgStem,
  LightConv: hgnet.lightConv,
  HGBlock: hgnet.hgBlock,
  ResNetBlock: resnet.resNetBlock,
  ResNetLayer: resnet.resNetLayer,
  TorchVisionBlock: resnet.torchVisionBlock,
  TorchVision: resnet.torchVision,
  LayerNorm: transformer.normalized,
  MLP: perceptron,
  AIFI: transformer.aifi,
  TransformerLayer: positionFree.transformerLayer,
  TransformerBlock: positionFree.transformerBlock,
  Proto: basic.proto,
  Proto26: basic.proto26,
};
