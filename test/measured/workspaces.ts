import type { Stream } from "../../src/execution/stream.ts";
import { unplayedLayer } from "../../src/graph/unplayed.ts";
import { CATEGORIES } from "../../src/memory/estimate-types.ts";
import { optimizersOf } from "../../src/memory/optimizer-choice.ts";
import { graphOf, streamOf } from "../../src/memory/play-run.ts";
import { replay } from "../../src/memory/replay.ts";
import { unsupported } from "../../src/memory/unsupported.ts";
import { type MeasuredRow, playable, rowsOf } from "./runs.ts";
import { nearestRank } from "./score.ts";

const WORKSPACE = CATEGORIES.indexOf("workspace");

/** The same stream with the workspaces that operators take and give back at once changed by a factor. */
function withWorkspaces(stream: Stream, factor: number): Stream {
  const sizes = stream.sizes.slice();
  for (const [at, block] of stream.events.entries()) {
    if (block < 0 || stream.categories[block] !== WORKSPACE || stream.events[at + 1] !== ~block) continue;
    sizes[block] = Math.max(1, Math.trunc(sizes[block]! * factor));
  }
  return { ...stream, sizes };
}

/** How the reserved peak of a row's estimate changes with the workspaces, as a share; undefined: no estimate. */
function change(row: MeasuredRow, factor: number): number | undefined {
  const found = playable(row);
  if (!("run" in found) || unsupported(found.run) !== undefined || found.run.mode !== "train") return undefined;
  const { run, device } = found;
  const built = graphOf(run);
  if (!("graph" in built) || unplayedLayer(built.graph) !== undefined) return undefined;
  const { batch } = run.arguments;
  const stream = streamOf(run, device, { batch, optimizer: optimizersOf(run, batch)[0]! });
  const peak = (each: Stream): number => replay(each, { totalBytes: device.totalBytes }).reservedPeakBytes;
  return peak(withWorkspaces(stream, factor)) / peak(stream) - 1;
}

/**
 * What another choice of cuDNN can do to the reserved peak: 97.5 of 100 runs lose no more than `below` without any
 * workspace, and gain no more than `above` with workspaces twice as large.
 */
export function workspaceMargin(file: string): { readonly below: number; readonly above: number } {
  const changes = (factor: number): number[] => rowsOf(file).flatMap((row) => change(row, factor) ?? []);
  const ascending = (shares: number[]): number[] => shares.sort((a, b) => a - b);
  const up = (share: number): number => Math.ceil(share * 1000 - 1e-9) / 1000;
  return {
    below: up(nearestRank(ascending(changes(0).map((share) => -share)), 0.975)),
    above: up(nearestRank(ascending(changes(2)), 0.975)),
  };
}
