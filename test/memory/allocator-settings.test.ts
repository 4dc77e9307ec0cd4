import { expect, test } from "vitest";
import { MIB } from "../../src/bytes.ts";
import { Allocator } from "../../src/memory/allocator.ts";
import { allocatorSettings, DEFAULT_ALLOCATOR } from "../../src/memory/allocator-settings.ts";

const withSettings = (text: string, limit?: number): Allocator =>
  new Allocator({ settings: allocatorSettings(text), ...(limit === undefined ? {} : { limit }) });

/** Allocates, frees at once. */
function pass(allocator: Allocator, bytes: number): void {
  const block = allocator.allocate(bytes);
  if (block !== undefined) allocator.release(block);
}

test("the text of the environment variable is read, and what it does not name keeps PyTorch's default", () => {
  expect(allocatorSettings(undefined)).toEqual(DEFAULT_ALLOCATOR);
  expect(allocatorSettings("expandable_segments:True, max_split_size_mb:128")).toEqual({
    ...DEFAULT_ALLOCATOR,
    expandableSegments: true,
    maxSplitBytes: 128 * MIB,
  });
  expect(allocatorSettings("garbage_collection_threshold:0.8,roundup_power2_divisions:[256:1,512:2,>:4]")).toEqual({
    ...DEFAULT_ALLOCATOR,
    collectionThreshold: 0.8,
    roundupDivisions: [
      [0, 1],
      [256 * MIB, 2],
      [512 * MIB, 4],
    ],
  });
});

test("roundup_power2_divisions rounds a request up to the next of so many steps between two powers of two", () => {
  // The example of PyTorch's documentation: 1,200 with four divisions lies between 1,024 and 2,048 in steps of 256.
  const sizes = [1200 * 1024, 1024 * 1024 * 4, 5000 * 1024].map(
    (bytes) => withSettings("roundup_power2_divisions:4").allocate(bytes)?.size,
  );
  expect(sizes).toEqual([1280 * 1024, 4096 * 1024, 5120 * 1024]);
});

test("expandable segments grow by the pages that are missing, so that a growing request leaves no hole", () => {
  const allocator = withSettings("expandable_segments:True");
  pass(allocator, 30 * MIB);
  expect(allocator.reserved).toBe(40 * MIB);
  pass(allocator, 41 * MIB);
  expect(allocator.reserved).toBe(60 * MIB);
  const fixed = new Allocator();
  pass(fixed, 30 * MIB);
  pass(fixed, 41 * MIB);
  expect(fixed.reserved).toBe(72 * MIB);
});

test("expandable segments split a block from 512 bytes on", () => {
  const allocator = withSettings("expandable_segments:True");
  allocator.allocate(13.5 * MIB);
  expect(allocator.allocated).toBe(13.5 * MIB);
});

test("expandable segments give back the pages behind the last block in use", () => {
  const allocator = withSettings("expandable_segments:True");
  const kept = allocator.allocate(30 * MIB)!;
  pass(allocator, 45 * MIB);
  expect(allocator.reserved).toBe(80 * MIB);
  allocator.emptyCache();
  expect(allocator.reserved).toBe(40 * MIB);
  allocator.release(kept);
  allocator.emptyCache();
  expect(allocator.reserved).toBe(0);
});

test("with max_split_size_mb larger blocks are never split, and serve only requests of nearly their size", () => {
  const allocator = withSettings("max_split_size_mb:50");
  pass(allocator, 100 * MIB);
  allocator.allocate(10 * MIB);
  expect(allocator.reserved).toBe(110 * MIB);
  const large = allocator.allocate(90 * MIB);
  expect([large?.size, allocator.reserved]).toEqual([100 * MIB, 110 * MIB]);
  pass(allocator, 60 * MIB);
  allocator.release(large!);
  allocator.allocate(75 * MIB);
  expect(allocator.reserved).toBe(110 * MIB + 60 * MIB + 76 * MIB);
});

test("with max_split_size_mb only enough oversize blocks go back when the limit is reached", () => {
  const allocator = withSettings("max_split_size_mb:50", 200 * MIB);
  const [first, second, small] = [60, 80, 30].map((size) => allocator.allocate(size * MIB)!);
  for (const block of [first!, second!, small!]) allocator.release(block);
  allocator.allocate(110 * MIB);
  // 80 MiB alone are not enough for 110, both together are; the block of 30 MiB stays cached.
  expect(allocator.reserved).toBe(140 * MIB);
});

test("with garbage_collection_threshold blocks unused for long go back before a new segment is taken", () => {
  const play = (allocator: Allocator): number => {
    const [old, recent, passing] = [80, 60, 12].map((size) => allocator.allocate(size * MIB)!);
    for (const block of [old!, passing!]) allocator.release(block);
    for (let i = 0; i < 20; i++) pass(allocator, 12 * MIB);
    allocator.release(recent!);
    allocator.allocate(90 * MIB);
    return allocator.reserved / MIB;
  };
  expect(play(withSettings("garbage_collection_threshold:0.5", 250 * MIB))).toBe(60 + 12 + 90);
  expect(play(new Allocator({ limit: 250 * MIB }))).toBe(80 + 60 + 12 + 90);
  // Without a limit there is nothing to take a share of.
  expect(play(withSettings("garbage_collection_threshold:0.5"))).toBe(80 + 60 + 12 + 90);
});
