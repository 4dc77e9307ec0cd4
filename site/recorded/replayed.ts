import { Allocator } from "../../src/memory/allocator.ts";
import type { Block } from "../../src/memory/pool.ts";
import type { Timeline } from "../../src/memory/timeline.ts";
import type { Recording } from "./recording.ts";

/** A recording, served by our allocator. */
export interface Replayed {
  readonly timeline: Timeline;
  /** Most that our allocator reserved, and most that the recorded one did. */
  readonly reservedPeakBytes: number;
  readonly recordedPeakBytes: number;
  /** The first event after which the two had reserved another amount; undefined: never. */
  readonly partsAt: number | undefined;
}

const CATEGORIES = ["model", "loss", "backward", "optimizer", "validation", "recorded"] as const;

/** Who asked, as far as the name tells. */
function categoryOf(module: string): number {
  const named = (CATEGORIES as readonly string[]).indexOf(module);
  if (named >= 0) return named;
  if (module.startsWith("model.")) return 0;
  if (module.startsWith("after-val")) return 4;
  return CATEGORIES.length - 1;
}

/** Plays the requests and frees of a recording; the cache is emptied where recorded segments went back. */
export function replayed(recording: Recording): Replayed {
  const allocator = new Allocator();
  const live = new Map<number, { block: Block; index: number }>();
  const events: number[] = [];
  const sizes: number[] = [];
  const categories: number[] = [];
  const modules: number[] = [];
  const operations: number[] = [];
  const reserved: { at: number[]; bytes: number[] } = { at: [], bytes: [] };
  const phases: { at: number; name: string }[] = [{ at: 0, name: "recorded" }];
  const parts = recording.names.map((name) => name.split("|"));
  let [recorded, recordedPeak, seen, fullest, peakEvent, peak] = [0, 0, 0, 0, 0, 0];
  let partsAt: number | undefined;
  let previous = "";
  let phase = "recorded";
  recording.events.forEach(({ action, address, bytes, name }, position) => {
    const module = parts[name]?.[0] ?? "";
    if (action === "alloc") {
      const now = phaseOf(module) ?? phase;
      if (now !== phase) phases.push({ at: events.length, name: now });
      phase = now;
      const block = allocator.allocate(bytes);
      if (block !== undefined) {
        const index = sizes.push(bytes) - 1;
        categories.push(categoryOf(module));
        modules.push(name);
        operations.push(name);
        events.push(index);
        live.set(address, { block, index });
      }
    }
    const held = action === "free" ? live.get(address) : undefined;
    if (held !== undefined) {
      allocator.release(held.block);
      events.push(~held.index);
      live.delete(address);
    }
    if (action === "segment-alloc") recorded += bytes;
    if (action === "segment-free") {
      recorded -= bytes;
      if (previous !== "segment-free") allocator.emptyCache();
    }
    previous = action;
    recordedPeak = Math.max(recordedPeak, recorded);
    if (allocator.reserved !== seen) {
      seen = allocator.reserved;
      reserved.at.push(events.length);
      reserved.bytes.push(seen);
    }
    // A new segment is recorded just before the request that it is for.
    const isSettled = action === "alloc" || action === "free";
    if (partsAt === undefined && isSettled && recorded !== allocator.reserved) partsAt = position;
    if (allocator.reserved > peak || (allocator.reserved === peak && allocator.allocated > fullest)) {
      peak = allocator.reserved;
      fullest = allocator.allocated;
      peakEvent = events.length - 1;
    }
  });
  const timeline: Timeline = {
    events: Int32Array.from(events),
    sizes: Float64Array.from(sizes),
    categories: Uint8Array.from(categories),
    modules: Uint16Array.from(modules),
    operations: Uint16Array.from(operations),
    categoryNames: CATEGORIES,
    moduleNames: parts.map(([module = "", , , place = ""]) => (module === "" ? place : module)),
    operationNames: parts.map(([, operation = "", node = ""]) => (operation === "" ? node : operation)),
    phases,
    steps: [],
    reserved: { at: Int32Array.from(reserved.at), bytes: Float64Array.from(reserved.bytes) },
    peakEvent: Math.max(0, peakEvent),
  };
  return { timeline, reservedPeakBytes: allocator.reservedPeak, recordedPeakBytes: recordedPeak, partsAt };
}

function phaseOf(module: string): string | undefined {
  if (module.startsWith("model.") || module === "loss" || module === "backward") return undefined;
  if (module === "validation") return "validation";
  if (module.startsWith("after-val")) return "checkpoint";
  return module === "optimizer" || module === "after-step" ? "training" : undefined;
}
