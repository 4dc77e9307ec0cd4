import type { Node } from "./autograd.ts";

export type DType = "fp32" | "fp16" | "int64" | "int32" | "int8";
/** Bytes of one element. fp16 stands for bfloat16 too, int8 for uint8 and bool. */
export const WIDTH: Readonly<Record<DType, number>> = { fp32: 4, fp16: 2, int64: 8, int32: 4, int8: 1 };

/** Order of the elements in memory: channels last is nhwc. */
export type Order = "nchw" | "nhwc";
export type Shape = readonly number[];

/** A block of memory with the number of tensors that look at it; it is freed when the last one goes. */
export interface Storage {
  refs: number;
  /** Block in the stream; -1 where there are no bytes. */
  readonly block: number;
}

/** A tensor without values: what it occupies, how it lies, and what made it. */
export class Tensor {
  /** Who holds it. The function that makes a tensor holds it once; see Tape. */
  refs = 1;
  readonly storage: Storage;
  readonly shape: Shape;
  readonly dtype: DType;
  readonly order: Order;
  /** A slice of a larger tensor: an operator that needs dense memory copies it first. */
  readonly strided: boolean;
  node: Node | undefined = undefined;
  /** Which output of `node` it is. */
  output = 0;
  requiresGrad = false;
  /** Of a parameter: its gradient, and the node on which gradients land. */
  grad: Tensor | undefined = undefined;
  accumulator: Node | undefined = undefined;

  constructor(
    storage: Storage,
    shape: Shape,
    layout: { readonly dtype: DType; readonly order: Order; readonly strided: boolean },
  ) {
    this.storage = storage;
    this.shape = shape;
    this.dtype = layout.dtype;
    this.order = layout.order;
    this.strided = layout.strided;
  }

  get elements(): number {
    let product = 1;
    for (const side of this.shape) product *= side;
    return product;
  }

  get bytes(): number {
    return this.elements * WIDTH[this.dtype];
  }

  /** Batch, channels, height, width of an image-like tensor. */
  get nchw(): readonly [number, number, number, number] {
    const [n = 1, c = 1, h = 1, w = 1] = this.shape;
    return [n, c, h, w];
  }

  dim(index: number): number {
    const side = this.shape.at(index);
    if (side === undefined) throw new RangeError(`no dimension ${index} in [${this.shape.join(", ")}]`);
    return side;
  }
}
