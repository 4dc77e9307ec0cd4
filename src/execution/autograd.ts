import type { Tensor } from "./tensor.ts";

/**
 * From the gradients of a node's outputs (absent where none arrived) to those of its inputs, in order.
 * Gradients and saved tensors are borrowed: they go when the function returns. It may let one go earlier by dropping it
 * and writing undefined in its place. What it returns belongs to the caller.
 */
export type Backward = (gradients: (Tensor | undefined)[], saved: (Tensor | undefined)[]) => (Tensor | undefined)[];

export interface Edge {
  readonly node: Node;
  readonly output: number;
}

/** One recorded operation, or the end of the line at a parameter (`leaf`). */
export interface Node {
  /** Creation number: backward runs the newest first. Infinite for leaves, which are served at once. */
  readonly sequence: number;
  readonly backward: Backward | undefined;
  readonly edges: readonly (Edge | undefined)[];
  readonly leaf: Tensor | undefined;
  /** Index of the module that recorded it. */
  readonly module: number;
  /** Index of the operation that recorded it, of its forward part. */
  readonly operation: number;
  saved: (Tensor | undefined)[];
  /** Output tensors and later nodes that hold it; a node that nobody holds gives up what it saved. */
  refs: number;
  /** Only during backward: how many later nodes still owe a gradient, and what arrived. */
  pending: number;
  gradients: (Tensor | undefined)[];
  reached: boolean;
  /** Has run: what comes before it is no longer its business. */
  done: boolean;
}

/** Nodes that may run, newest first; leaves before all others, in the order in which they became ready. */
export class Ready {
  private readonly nodes: Node[] = [];

  get size(): number {
    return this.nodes.length;
  }

  push(node: Node): void {
    let at = this.nodes.length;
    while (at > 0 && (this.nodes[at - 1]?.sequence ?? 0) >= node.sequence) at--;
    this.nodes.splice(at, 0, node);
  }

  pop(): Node | undefined {
    return this.nodes.pop();
  }
}

/** All nodes that a loss depends on learn how many gradients they will receive. */
export function countPending(root: Node): void {
  const stack = [root];
  root.reached = true;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (const edge of node.edges) {
      if (edge === undefined) continue;
      edge.node.pending++;
      if (edge.node.reached) continue;
      edge.node.reached = true;
      stack.push(edge.node);
    }
  }
}
