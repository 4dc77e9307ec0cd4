import { expect, test } from "vitest";
import { Network, type Weights } from "../../../src/execution/network.ts";
import type { Tape } from "../../../src/execution/tape.ts";
import { buildGraph } from "../../../src/graph/build.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import type { Layer } from "../../../src/graph/layer.ts";
import { owners, ownTensors } from "../../../src/graph/tensors.ts";
import { modelOfText } from "../../graph/custom-models.ts";
import { listing, newTape } from "../listing.ts";

/** A model whose second row is the block; its head is not played. */
function graphWith(row: string, channels: number): Graph {
  const text = `nc: 2\nbackbone:\n  - [-1, 1, Conv, [${channels}, 1, 1]]\n  - ${row}\nhead:\n  - [[1], 1, Detect, [nc]]\n`;
  const built = buildGraph(modelOfText(text, "block.yaml"), 2);
  if (!("graph" in built)) throw new Error(built.unknown.message);
  return built.graph;
}

/** Trained weights for every layer. */
function weightsOf(tape: Tape, graph: Graph): ReadonlyMap<Layer, Weights> {
  const table = new Map<Layer, Weights>();
  for (const row of graph.layers) {
    for (const layer of owners(row.layer)) {
      const weights = ownTensors(layer).map((own) => {
        const tensor = tape.tensor(own.shape, "fp32", own.shape.length === 4 ? tape.order : "nchw");
        tensor.requiresGrad = own.role === "parameter";
        return [own.name, tensor] as const;
      });
      table.set(layer, Object.fromEntries(weights));
    }
  }
  return table;
}

interface Options {
  readonly training?: boolean;
  readonly channels?: number;
}

/** What a block asks for in a forward pass on one image of 64 channels, 8 x 8, in halves: 8,192 bytes. The image stays. */
function forward(row: string, { training = true, channels = 64 }: Options = {}): readonly string[] {
  const graph = graphWith(row, channels);
  const tape = newTape();
  const network = new Network(tape, graph, { weights: weightsOf(tape, graph) });
  network.training = training;
  tape.gradients = training;
  tape.autocast = tape.settings.amp;
  const x = tape.tensor([1, channels, 8, 8], "fp16", tape.order);
  x.requiresGrad = training;
  const from = tape.recorder.events.length;
  network.run(graph.layers[1]!.layer, x);
  return listing(tape.recorder, from);
}

test("Conv in training keeps the cast weight, the convolved and the normed map, and the statistics", () => {
  expect(forward("[-1, 1, Conv, [64, 1, 1]]")).toEqual([
    "+a 8192", // half weight, 64 x 64
    "+b 8192", // convolved
    "+c 8192", // normed
    "+d 256", // mean
    "+e 256", // inverse deviation
    "+f 1592", // partial sums of the batch norm
    "-f",
    "+g 8192", // activated
  ]);
});

test("Conv in evaluation frees each result when the next one exists", () => {
  expect(forward("[-1, 1, Conv, [64, 1, 1]]", { training: false })).toEqual([
    "+a 8192", // half weight
    "+b 8192", // convolved
    "-a",
    "+c 8192", // normed
    "-b",
    "+d 8192", // activated
    "-c",
  ]);
});

test("a bottleneck's sum comes last; what it adds to is its argument, which lives on", () => {
  expect(forward("[-1, 1, Bottleneck, [64, True]]", { training: false })).toEqual([
    "+a 36864", // half weight of the first convolution, 3 x 3 to half the channels
    "+b 4096",
    "-a",
    "+c 4096",
    "-b",
    "+d 4096", // its result
    "-c",
    "+e 36864",
    "+f 8192",
    "-e",
    "+g 8192",
    "-f",
    "+h 8192", // result of the second convolution
    "-g",
    "-d",
    "+i 8192", // sum
    "-h",
  ]);
});

test("SPPF pools three times, each with int64 indices that evaluation frees at once, and joins four maps", () => {
  const events = forward("[-1, 1, SPPF, [64, 5]]", { training: false });
  expect(events.slice(7, 18)).toEqual([
    "+e 4096", // pooled, half the channels
    "+f 16384", // indices, four times as large
    "-f",
    "+g 4096",
    "+h 16384",
    "-h",
    "+i 4096",
    "+j 16384",
    "-j",
    "+k 16384", // joined
    "+l 16384", // half weight of the last convolution, 128 x 64
  ]);
});

test("attention keeps copies of its operands, the fp32 softmax and its half copy; the products go", () => {
  // One head of 64 channels with keys of 32, on 64 positions; q, k and v come as 128 channels in one map.
  const events = forward("[-1, 1, C2PSA, [128]]", { channels: 128 });
  const start = events.indexOf("+o 4096");
  expect(events.slice(start, start + 17)).toEqual([
    "+o 4096", // q, scaled
    "+p 4096", // copy of q
    "+q 4096", // copy of k
    "+r 8192", // q.k of all pairs of positions
    "+s 33554432", // the matrix library's workspace, once
    "-o",
    "+t 16384", // softmax, fp32
    "-r",
    "+u 8192", // its half copy
    "+v 8192", // copy of v
    "+w 8192", // their product
    "+x 8192", // copy of v as a map, for the positional convolution
    "+y 1152", // its half weight
    "+z 8192", // the map in channels-last order
    "+aa 8192", // convolved
    "-z",
    "+ab 8192", // normed
  ]);
});
