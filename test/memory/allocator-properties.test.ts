import fc from "fast-check";
import { expect, test } from "vitest";
import { MIB } from "../../src/bytes.ts";
import { Allocator } from "../../src/memory/allocator.ts";
import { allocatorSettings } from "../../src/memory/allocator-settings.ts";
import type { Block } from "../../src/memory/pool.ts";

/** A request of so many bytes, or the free of the n-th live block. */
type Step = { readonly ask: number } | { readonly free: number } | { readonly empty: true };

const size = fc.oneof(
  fc.integer({ min: 1, max: 4096 }),
  fc.integer({ min: 1, max: 3 * MIB }),
  fc.integer({ min: MIB, max: 64 * MIB }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: size.map((ask) => ({ ask })) },
  { weight: 5, arbitrary: fc.nat(1000).map((free) => ({ free })) },
  { weight: 1, arbitrary: fc.constant({ empty: true } as const) },
);
const steps = fc.array(step, { maxLength: 200 });
const SETTINGS = ["", "expandable_segments:True", "max_split_size_mb:20", "roundup_power2_divisions:4"];
const settings = fc.constantFrom(...SETTINGS);

function overlapping(blocks: readonly Block[]): boolean {
  // Blocks of the two pools of expandable segments lie in address spaces of their own.
  return [true, false].some((small) => {
    const sorted = blocks.filter((block) => block.pool.small === small).sort((a, b) => a.address - b.address);
    return sorted.some((block, i) => i > 0 && sorted[i - 1]!.address + sorted[i - 1]!.size > block.address);
  });
}

/** Plays the steps and looks at the state after each. */
function play(allocator: Allocator, script: readonly Step[], look: (live: readonly Block[]) => void): Block[] {
  const live: Block[] = [];
  for (const each of script) {
    if ("ask" in each) {
      const block = allocator.allocate(each.ask);
      if (block !== undefined) live.push(block);
    } else if ("empty" in each) allocator.emptyCache();
    else if (live.length > 0) allocator.release(live.splice(each.free % live.length, 1)[0]!);
    look(live);
  }
  return live;
}

test("no two live blocks overlap, and the sums hold after every step", () => {
  fc.assert(
    fc.property(steps, settings, (script, text) => {
      const allocator = new Allocator({ settings: allocatorSettings(text) });
      play(allocator, script, (live) => {
        expect(allocator.allocated).toBe(live.reduce((sum, block) => sum + block.size, 0));
        expect(allocator.reserved).toBeGreaterThanOrEqual(allocator.allocated);
        expect(allocator.reservedPeak).toBeGreaterThanOrEqual(allocator.reserved);
        expect(overlapping(live)).toBe(false);
      });
    }),
    { numRuns: 150 },
  );
});

test("after everything was freed an emptied cache holds nothing", () => {
  fc.assert(
    fc.property(steps, settings, (script, text) => {
      const allocator = new Allocator({ settings: allocatorSettings(text) });
      for (const block of play(allocator, script, () => {})) allocator.release(block);
      allocator.emptyCache();
      expect([allocator.allocated, allocator.reserved]).toEqual([0, 0]);
    }),
    { numRuns: 150 },
  );
});

test("a limit is never passed", () => {
  fc.assert(
    fc.property(steps, settings, fc.integer({ min: 2, max: 400 }), (script, text, limit) => {
      const allocator = new Allocator({ settings: allocatorSettings(text), limit: limit * MIB });
      play(allocator, script, () => expect(allocator.reserved).toBeLessThanOrEqual(limit * MIB));
    }),
    { numRuns: 100 },
  );
});
