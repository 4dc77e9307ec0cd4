import type { Backward } from "./autograd.ts";
import { Tape } from "./tape.ts";
import { type DType, type Order, type Shape, Tensor } from "./tensor.ts";

type Compute = () => readonly Tensor[];

/** A block that is worked out a second time when backward first asks for something that it would have saved. */
interface Frame {
  readonly inputs: readonly Tensor[];
  readonly compute: Compute;
  readonly module: number;
  /** Tensors made so far in the pass at hand. */
  made: number;
  /** When the operation before was recorded: tensors made, and blocks in the stream. */
  before: { readonly made: number; readonly blocks: number };
  /** So many tensors have been made when the last thing that is saved exists: there the second pass stops. */
  enough: number;
  /** Operations that save something, in order of the first pass. */
  saving: number;
  /** What the second pass made of it, by operation; undefined: not worked out yet. */
  recomputed: (readonly Tensor[])[] | undefined;
}

/**
 * A tape on which every block runs under torch.utils.checkpoint (use_reentrant=False, as PyTorch recommends): between forward
 * and backward a block keeps its inputs alone. The first of its operations that backward reaches works the whole block out
 * again, up to the last tensor that is saved; each of those goes once its operation has run. Nothing the trainer offers.
 * https://docs.pytorch.org/docs/stable/checkpoint.html, torch/utils/checkpoint.py (_checkpoint_without_reentrant_generator)
 */
export class CheckpointingTape extends Tape {
  private forward: Frame | undefined;
  private again: Frame | undefined;
  private frames: Frame[] = [];

  override block(inputs: readonly Tensor[], compute: Compute): readonly Tensor[] {
    if (!this.gradients) return compute();
    const frame: Frame = {
      inputs,
      compute,
      module: this.recorder.module,
      made: 0,
      before: { made: 0, blocks: this.recorder.sizes.length },
      enough: 0,
      saving: 0,
      recomputed: undefined,
    };
    this.forward = frame;
    const outputs = compute();
    this.forward = undefined;
    this.frames.push(frame);
    return outputs;
  }

  override backward(loss: Tensor): void {
    super.backward(loss);
    // Of operations that the loss does not depend on.
    for (const { recomputed = [] } of this.frames) this.drop(...recomputed.flat());
    this.frames = [];
  }

  override tensor(shape: Shape, dtype: DType, order: Order = "nchw"): Tensor {
    const over = this.isOver;
    const frame = this.again ?? this.forward;
    if (frame !== undefined) frame.made++;
    return over
      ? new Tensor({ refs: 1, block: -1 }, shape, { dtype, order, strided: false })
      : super.tensor(shape, dtype, order);
  }

  override workspace(bytes: number): void {
    if (!this.isOver) super.workspace(bytes);
  }

  override attach<T extends readonly Tensor[]>(
    outputs: T,
    inputs: readonly (Tensor | undefined)[],
    saved: readonly Tensor[],
    backward: Backward,
  ): T {
    const frame = this.again ?? this.forward;
    if (frame === undefined || !this.gradients || !inputs.some((x) => x?.requiresGrad))
      return super.attach(outputs, inputs, saved, backward);
    const { before } = frame;
    frame.before = { made: frame.made, blocks: this.recorder.sizes.length };
    if (saved.length === 0) return super.attach(outputs, inputs, saved, backward);
    if (this.again !== undefined) {
      frame.recomputed?.push(saved.map((x) => this.view(x)));
      return super.attach(outputs, inputs, [], backward);
    }
    // PyTorch saves an operation's inputs before it runs, its results after.
    const savesResults = saved.some((x) => x.storage.block >= before.blocks);
    frame.enough = savesResults ? frame.made : before.made;
    return super.attach(outputs, inputs, frame.inputs, this.later(frame, frame.saving++, backward));
  }

  /** Backward of an operation that saved nothing. */
  private later(frame: Frame, index: number, backward: Backward): Backward {
    return (gradients) => {
      const recomputed = frame.recomputed ?? this.recompute(frame);
      const saved: (Tensor | undefined)[] = [...(recomputed[index] ?? [])];
      recomputed[index] = [];
      const results = backward(gradients, saved);
      this.drop(...saved);
      return results;
    };
  }

  /** The second pass, with gradients and autocast as in the first. What it casts goes at its end. */
  private recompute(frame: Frame): (readonly Tensor[])[] {
    const { recorder } = this;
    const { module, operation } = recorder;
    const recomputed: (readonly Tensor[])[] = [];
    frame.recomputed = recomputed;
    frame.made = 0;
    recorder.module = frame.module;
    this.again = frame;
    this.gradients = true;
    this.autocast = this.settings.amp;
    this.drop(...frame.compute());
    this.endAutocast();
    this.gradients = false;
    this.again = undefined;
    recorder.module = module;
    recorder.operation = operation;
    if (recomputed.length !== frame.saving) throw new Error("a block that saves other tensors when it runs again");
    return recomputed;
  }

  /** The second pass has all that it is for. PyTorch ends it by an exception; here what follows takes no memory. */
  private get isOver(): boolean {
    return this.again !== undefined && this.again.made >= this.again.enough;
  }
}
