import type { Graph } from "./graph.ts";
import { type Activation, type Kind, type Layer, walk } from "./layer.ts";

/** Layers that have a rule and are in no measured run (test/measured): their rules follow the code, not a trace. */
const UNMEASURED: ReadonlySet<Kind> = new Set<Kind>([
  "AvgPool2d",
  "Activate",
  "Conv2",
  "ConvTranspose",
  "Focus",
  "C1",
  "BottleneckCSP",
  "TorchVisionBlock",
  "TorchVision",
  "TorchVisionStages",
  "Index",
  "AdaptiveAvgPool2d",
  "Dropout",
]);

/** Activations of the measured runs. */
const MEASURED_ACTIVATIONS: ReadonlySet<Activation> = new Set<Activation>(["SiLU", "ReLU", "none"]);

const unmeasured = (layer: Layer): boolean =>
  UNMEASURED.has(layer.kind) || (layer.kind !== "AIFI" && "act" in layer && !MEASURED_ACTIVATIONS.has(layer.act));

const known = new WeakMap<Graph, readonly string[]>();

/** Modules of the graph, each once, in which no measured run has tested what the estimate says; for the interval. */
export function unmeasuredModules(graph: Graph): readonly string[] {
  const before = known.get(graph);
  if (before !== undefined) return before;
  const found = new Set<string>();
  for (const row of graph.layers) for (const layer of walk(row.layer)) if (unmeasured(layer)) found.add(row.module);
  const names = [...found];
  known.set(graph, names);
  return names;
}
