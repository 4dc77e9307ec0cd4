import { type Backward, countPending, type Node, Ready } from "./autograd.ts";
import type { Rules } from "./rules.ts";
import { categoryIndex, type Recorder } from "./stream.ts";
import { type DType, type Order, type Shape, type Storage, Tensor, WIDTH } from "./tensor.ts";

export interface Settings {
  /** Mixed precision: autocast to half. */
  readonly amp: boolean;
  readonly channelsLast: boolean;
  /** Of the GPU: two workspace formulas depend on it. */
  readonly multiprocessors: number;
  /** Ask for deterministic kernels, as the trainer does by default. */
  readonly deterministic: boolean;
  /** Of the generation of Ultralytics. */
  readonly rules: Rules;
}

const GRADIENTS = categoryIndex("gradients");
const WORKSPACE = categoryIndex("workspace");

/**
 * The machine that code in the shape of the real code runs on: it hands out tensors, records the autograd graph, plays
 * backward, and writes every allocation and free to a stream.
 *
 * Lifetimes are those of counted references, as in CPython: **a function borrows its arguments and owns what it makes**.
 * What it made it returns (then the caller owns it) or drops at the moment where the real code's last reference goes.
 * A block is freed with the last tensor that looks at it; reserved memory is right only if that moment is.
 */
export class Tape {
  readonly recorder: Recorder;
  readonly settings: Settings;
  /** Are operations recorded for backward? */
  gradients = true;
  /** Are the arguments of half-precision operators cast? */
  autocast = false;
  /** Casts of parameters, kept until autocast ends. */
  private readonly casts = new Map<Tensor, Tensor>();
  /** Workspaces that stay: one matrix library handle a thread. */
  readonly handles: Map<string, Tensor>;
  private sequence = 0;

  constructor(recorder: Recorder, settings: Settings, handles = new Map<string, Tensor>()) {
    this.handles = handles;
    this.recorder = recorder;
    this.settings = settings;
  }

  /** The order that convolutions work in. */
  get order(): Order {
    return this.settings.channelsLast ? "nhwc" : "nchw";
  }

  /** Names the operation that asks for memory from here on. */
  operation(name: string): void {
    this.recorder.operation = this.recorder.operationNamed(name);
  }

  tensor(shape: Shape, dtype: DType, order: Order = "nchw"): Tensor {
    let bytes = WIDTH[dtype];
    for (const side of shape) bytes *= side;
    const block = bytes > 0 ? this.recorder.allocate(bytes) : -1;
    return new Tensor({ refs: 1, block }, shape, { dtype, order, strided: false });
  }

  /** A dense tensor of the same shape and order. */
  like(x: Tensor, dtype: DType = x.dtype): Tensor {
    return this.tensor(x.shape, dtype, x.order);
  }

  /** A new tensor with the permuted strides of x. */
  permuted(x: Tensor): Tensor {
    const dense = this.tensor(x.shape, x.dtype);
    return new Tensor(dense.storage, x.shape, { dtype: x.dtype, order: "nchw", strided: true });
  }

  /** The same memory, seen otherwise. Not recorded for backward. */
  view(x: Tensor, shape: Shape = x.shape, layout: { readonly order?: Order; readonly strided?: boolean } = {}): Tensor {
    x.storage.refs++;
    return new Tensor(x.storage, shape, {
      dtype: x.dtype,
      order: layout.order ?? x.order,
      strided: layout.strided ?? x.strided,
    });
  }

  /** Memory that an operator takes and gives back before it returns. */
  workspace(bytes: number): void {
    if (bytes < 1) return;
    const { category } = this.recorder;
    this.recorder.category = WORKSPACE;
    this.recorder.free(this.recorder.allocate(Math.trunc(bytes)));
    this.recorder.category = category;
  }

  /** Holds a tensor once more. */
  keep(x: Tensor): Tensor {
    x.refs++;
    return x;
  }

  drop(...tensors: (Tensor | undefined)[]): void {
    for (const x of tensors) {
      if (x === undefined) continue;
      if (--x.refs > 0) continue;
      this.releaseStorage(x.storage);
      if (x.node !== undefined) this.releaseNode(x.node);
    }
  }

  private releaseStorage(storage: Storage): void {
    if (--storage.refs === 0 && storage.block >= 0) this.recorder.free(storage.block);
  }

  /** A node without holders will never run: what it saved goes, and so may the nodes before it. */
  private releaseNode(node: Node): void {
    const stack = [node];
    for (let each = stack.pop(); each !== undefined; each = stack.pop()) {
      if (--each.refs > 0 || each.done || each.leaf !== undefined) continue;
      each.done = true;
      const { saved } = each;
      each.saved = [];
      this.drop(...saved);
      for (const edge of each.edges) if (edge !== undefined) stack.push(edge.node);
    }
  }

  /** Where the gradient of a parameter lands. */
  private accumulator(leaf: Tensor): Node {
    leaf.accumulator ??= this.node({ backward: undefined, edges: [], leaf, saved: [] }, Number.POSITIVE_INFINITY);
    return leaf.accumulator;
  }

  private node(parts: Pick<Node, "backward" | "edges" | "leaf" | "saved">, sequence: number): Node {
    return {
      ...parts,
      sequence,
      module: this.recorder.module,
      operation: this.recorder.operation,
      refs: 0,
      pending: 0,
      gradients: [],
      reached: false,
      done: false,
    };
  }

  /** Records an operation when any input needs a gradient. Holds `saved` until backward has used it. Yields the outputs. */
  attach<T extends readonly Tensor[]>(
    outputs: T,
    inputs: readonly (Tensor | undefined)[],
    saved: readonly Tensor[],
    backward: Backward,
  ): T {
    if (!this.gradients || !inputs.some((x) => x?.requiresGrad)) return outputs;
    const edges = inputs.map((x) =>
      x?.requiresGrad ? { node: x.node ?? this.accumulator(x), output: x.output } : undefined,
    );
    for (const edge of edges) if (edge !== undefined) edge.node.refs++;
    // An output that is saved is saved without its past, else it would hold itself.
    const held = saved.map((x) => (outputs.includes(x) ? this.view(x) : this.keep(x)));
    const node = this.node({ backward, edges, leaf: undefined, saved: held }, this.sequence++);
    outputs.forEach((output, index) => {
      output.node = node;
      output.output = index;
      output.requiresGrad = true;
    });
    node.refs = outputs.length;
    return outputs;
  }

  /** As attach, for the one output that most operations have. */
  attachOne(
    output: Tensor,
    inputs: readonly (Tensor | undefined)[],
    saved: readonly Tensor[],
    backward: Backward,
  ): Tensor {
    this.attach([output], inputs, saved, backward);
    return output;
  }

  /** A block of the model, worked out from its inputs, which are borrowed. Where blocks are checkpointed, it keeps nothing else. */
  block(_inputs: readonly Tensor[], compute: () => readonly Tensor[]): readonly Tensor[] {
    return compute();
  }

  /** Gradients of the parameters that the loss depends on. The loss stays the caller's. */
  backward(loss: Tensor): void {
    if (loss.node === undefined) throw new Error("a loss that depends on no parameter has no backward");
    this.gradients = false;
    const { module, operation } = this.recorder;
    countPending(loss.node);
    loss.node.gradients[0] = this.tensor([], "fp32");
    const ready = new Ready();
    ready.push(loss.node);
    for (let node = ready.pop(); node !== undefined; node = ready.pop()) this.run(node, ready);
    this.recorder.module = module;
    this.recorder.operation = operation;
    this.gradients = true;
  }

  private run(node: Node, ready: Ready): void {
    const { gradients } = node;
    node.gradients = [];
    node.reached = false;
    if (node.leaf !== undefined) {
      this.land(node.leaf, gradients[0]);
      return;
    }
    this.recorder.module = node.module;
    this.recorder.operation = node.operation + 1;
    node.done = true;
    const { saved } = node;
    const results = node.backward?.(gradients, saved) ?? [];
    // The gradients that came in go first, in order, then the saved tensors.
    this.drop(...gradients);
    node.saved = [];
    this.drop(...saved);
    for (const [index, edge] of node.edges.entries()) {
      const result = results[index];
      if (edge === undefined) {
        this.drop(result);
        continue;
      }
      if (result !== undefined) this.hand(result, edge.node, edge.output);
      edge.node.refs--;
      if (--edge.node.pending === 0) ready.push(edge.node);
    }
  }

  /** A gradient arrives. A second one is added in place where the first is dense and held by nobody else. */
  private hand(gradient: Tensor, node: Node, output: number): void {
    const first = node.gradients[output];
    if (first === undefined) {
      node.gradients[output] = gradient;
      return;
    }
    const inPlace = first.refs === 1 && first.storage.refs === 1 && !first.strided;
    if (!inPlace) {
      node.gradients[output] = this.like(first);
      this.drop(first);
    }
    this.drop(gradient);
  }

  private land(leaf: Tensor, gradient: Tensor | undefined): void {
    if (gradient === undefined) return;
    if (leaf.grad === undefined) {
      leaf.grad = gradient;
      this.recorder.recategorize(gradient.storage.block, GRADIENTS);
    } else this.drop(gradient);
  }

  /** The tensor in another type; itself, held once more, where it has that type. Backward casts the gradient back. */
  cast(x: Tensor, dtype: DType): Tensor {
    if (x.dtype === dtype) return this.keep(x);
    const source = x.dtype;
    return this.attachOne(this.like(x, dtype), [x], [], ([gradient]) => [
      gradient && this.castGradient(gradient, source),
    ]);
  }

  /** A gradient in the type that its receiver has. */
  castGradient(gradient: Tensor, dtype: DType): Tensor {
    return gradient.dtype === dtype ? this.keep(gradient) : this.like(gradient, dtype);
  }

  /** What autocast makes of an argument of a half-precision operator. Casts of trained parameters are made once. */
  low(x: Tensor): Tensor {
    if (!this.autocast || x.dtype !== "fp32") return this.keep(x);
    if (x.node !== undefined || !x.requiresGrad || !this.gradients) return this.cast(x, "fp16");
    const cached = this.casts.get(x);
    if (cached !== undefined) return this.keep(cached);
    const made = this.cast(x, "fp16");
    this.casts.set(x, made);
    return this.keep(made);
  }

  /** Ends autocast: the cached casts go, unless an operation saved them. */
  endAutocast(): void {
    this.autocast = false;
    for (const cast of this.casts.values()) this.drop(cast);
    this.casts.clear();
  }

  /** Memory that a library handle takes the first time a thread needs it, and keeps. */
  handle(name: string, bytes: number): void {
    if (this.handles.has(name)) return;
    const { category } = this.recorder;
    this.recorder.category = WORKSPACE;
    this.handles.set(name, this.tensor([bytes], "int8"));
    this.recorder.category = category;
  }

  /** Is it dense, in the order that convolutions work in? */
  dense(x: Tensor): boolean {
    return !x.strided && x.order === this.order;
  }

  /** A new tensor of that shape in the order that convolutions work in. */
  ordered(x: Tensor): Tensor {
    return this.tensor(x.shape, x.dtype, this.order);
  }

  /** A copy in that order where the tensor is not so already; to be dropped. */
  denseCopy(x: Tensor): Tensor | undefined {
    return this.dense(x) ? undefined : this.ordered(x);
  }
}
