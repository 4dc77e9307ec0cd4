import { categoryIndex } from "../stream.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";

/** Optimizers that Ultralytics offers. `auto` is resolved before. */
export type OptimizerName = "SGD" | "MuSGD" | "Adam" | "AdamW" | "Adamax" | "NAdam" | "RAdam" | "RMSProp";

interface Rule {
  /** Tensors of the parameter's size that are kept from the first step on. */
  readonly state: number;
  /** Does it keep a step counter on the device for each parameter? */
  readonly counter: boolean;
  /** Tensors of the parameter's size that live at the same time during a step, above what is kept. */
  readonly temporary: number;
}

/** State and step peaks as measured (memory-rules, optimizer step); those without a measurement follow PyTorch's source. */
export const OPTIMIZERS: Readonly<Record<OptimizerName, Rule>> = {
  SGD: { state: 1, counter: false, temporary: 1 },
  MuSGD: { state: 2, counter: false, temporary: 3 },
  Adam: { state: 2, counter: true, temporary: 0 },
  AdamW: { state: 2, counter: true, temporary: 0 },
  Adamax: { state: 2, counter: true, temporary: 2 },
  NAdam: { state: 2, counter: true, temporary: 2 },
  RAdam: { state: 2, counter: true, temporary: 2 },
  RMSProp: { state: 2, counter: true, temporary: 2 },
};

/** Orthogonalisation works on three half copies of the largest matrix (Newton-Schulz iteration). */
const MUSGD_HALF_COPIES = 3;

/** Unscale, clip, step, clear gradients. Creates the optimizer's state in its first step. */
export class Optimizer {
  private readonly state: Tensor[] = [];
  private readonly tape: Tape;
  private readonly parameters: readonly Tensor[];
  private readonly name: OptimizerName;

  constructor(tape: Tape, parameters: readonly Tensor[], name: OptimizerName) {
    this.tape = tape;
    this.parameters = parameters;
    this.name = name;
  }

  /** Tensors that the optimizer keeps. */
  get kept(): readonly Tensor[] {
    return this.state;
  }

  step(): void {
    const { tape, name } = this;
    const rule = OPTIMIZERS[name];
    const trained = this.parameters.filter((parameter) => parameter.requiresGrad && parameter.grad !== undefined);
    tape.recorder.category = categoryIndex("optimizer");
    tape.operation("optimizer step");
    // One norm a gradient for clipping, then their stack.
    const norms = trained.map(() => tape.tensor([1], "fp32"));
    const stack = tape.tensor([trained.length], "fp32");
    if (this.state.length === 0) this.createState(trained);
    const temporary: Tensor[] = [];
    for (let copy = 0; copy < rule.temporary; copy++)
      for (const parameter of trained) temporary.push(tape.tensor(parameter.shape, "fp32"));
    if (name === "MuSGD") {
      const largest = trained.reduce((most, parameter) => Math.max(most, parameter.elements), 0);
      tape.drop(...Array.from({ length: MUSGD_HALF_COPIES }, () => tape.tensor([largest], "fp16")));
    }
    tape.drop(...temporary, ...norms, stack);
    for (const parameter of this.parameters) {
      tape.drop(parameter.grad);
      parameter.grad = undefined;
    }
  }

  private createState(trained: readonly Tensor[]): void {
    const rule = OPTIMIZERS[this.name];
    for (const parameter of trained) {
      if (rule.counter) this.state.push(this.tape.tensor([1], "fp32"));
      for (let i = 0; i < rule.state; i++) this.state.push(this.tape.tensor(parameter.shape, "fp32"));
    }
  }
}
