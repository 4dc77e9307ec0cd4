import { expect, test } from "vitest";
import { MIB } from "../../src/bytes.ts";
import { unplayedLayer } from "../../src/graph/unplayed.ts";
import { optimizersOf } from "../../src/memory/optimizer-choice.ts";
import { graphOf, streamOf } from "../../src/memory/play-run.ts";
import { unsupported } from "../../src/memory/unsupported.ts";
import { type MeasuredRow, playable, rowsOf } from "../measured/runs.ts";
import { aliveByCategory } from "./listing.ts";

/** The stream of a row and its graph; undefined where the engine gives no estimate. */
function played(row: MeasuredRow) {
  const found = playable(row);
  if (!("run" in found) || unsupported(found.run) !== undefined || found.run.mode !== "train") return undefined;
  const built = graphOf(found.run);
  if (!("graph" in built) || unplayedLayer(built.graph) !== undefined) return undefined;
  const { batch } = found.run.arguments;
  const [optimizer] = optimizersOf(found.run, batch);
  return { graph: built.graph, stream: streamOf(found.run, found.device, { batch, optimizer: optimizer! }) };
}

/** One line of complaint for everything that a stream leaves behind and a run does not. */
function leaks({ graph, stream }: NonNullable<ReturnType<typeof played>>): readonly string[] {
  const { parameters = 0, ema = 0, optimizer = 0, input = 0, workspace = 0, ...rest } = aliveByCategory(stream);
  const { gradients = 0, ...leaked } = rest;
  const weights = 4 * graph.parameters;
  return [
    ...Object.entries(leaked).map(([category, bytes]) => `${bytes} bytes of ${category} are left`),
    ...(parameters >= weights && parameters < 1.02 * weights + MIB ? [] : [`${parameters} bytes of parameters`]),
    ...(ema >= weights && ema <= parameters ? [] : [`${ema} bytes of the moving average`]),
    ...(gradients <= weights ? [] : [`${gradients} bytes of gradients`]),
    ...(optimizer === stream.optimizerStateBytes ? [] : [`${optimizer} bytes of optimizer state`]),
    ...(input > 0 ? [] : ["no batch is alive at the end"]),
    // Two threads' matrix library handles, one for linear layers, and the anchors of RT-DETR.
    ...(workspace <= 66 * MIB ? [] : [`${workspace} bytes of workspaces`]),
  ];
}

test.each(["h200-8.4.190", "h100-8.3.63", "default-settings-8.4.190"])(
  "%s: every block is freed once, but for weights, average, optimizer state, open gradients and the last batches",
  (file) => {
    let streams = 0;
    const complaints = rowsOf(file).flatMap((row) => {
      const found = played(row);
      if (found === undefined) return [];
      streams++;
      return leaks(found).map((complaint) => `${row.id}: ${complaint}`);
    });
    expect(complaints).toEqual([]);
    expect(streams).toBeGreaterThan(50);
  },
);
