import { expect, test } from "vitest";
import { dropPredictions } from "../../../src/execution/losses/loss.ts";
import { Network, type Weights } from "../../../src/execution/network.ts";
import { buildGraph } from "../../../src/graph/build.ts";
import type { Layer } from "../../../src/graph/layer.ts";
import { owners, ownTensors } from "../../../src/graph/tensors.ts";
import { modelOfText } from "../../graph/custom-models.ts";
import { aliveByCategory, newTape } from "../listing.ts";

/** A resnet18 whose stages at strides 8, 16 and 32 are picked. */
const TEXT = `
nc: 2
backbone:
  - [-1, 1, TorchVision, [512, resnet18, DEFAULT, True, 2, True]]
head:
  - [0, 1, Index, [128, 6]]
  - [0, 1, Index, [256, 7]]
  - [0, 1, Index, [512, 8]]
  - [-1, 1, nn.Dropout, [0.1]]
  - [[1, 2, 4], 1, Detect, [nc]]
`;

test("rows pick stages of a torchvision backbone, and nothing outlives the predictions", () => {
  const built = buildGraph(modelOfText(TEXT, "stages.yaml"), 2);
  if (!("graph" in built)) throw new Error(built.unknown.message);
  const { graph } = built;
  const tape = newTape();
  const weights = new Map<Layer, Weights>();
  for (const row of graph.layers)
    for (const layer of owners(row.layer))
      weights.set(
        layer,
        Object.fromEntries(ownTensors(layer).map((own) => [own.name, tape.tensor(own.shape, "fp32")])),
      );
  for (const table of weights.values()) for (const tensor of Object.values(table)) tensor.requiresGrad = true;
  const network = new Network(tape, graph, { weights });
  const before = aliveByCategory(tape.recorder);
  const image = tape.tensor([1, 3, 64, 64], "fp32");
  tape.autocast = true;
  const predictions = network.predict(image);
  if (predictions.kind !== "detect") throw new Error("no detection");
  expect(predictions.many.boxes?.shape).toEqual([1, 64, 64 + 16 + 4]);
  dropPredictions(tape, predictions);
  tape.endAutocast();
  tape.drop(image);
  expect(aliveByCategory(tape.recorder)).toEqual(before);
});
