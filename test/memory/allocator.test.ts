import { expect, test } from "vitest";
import { MIB } from "../../src/bytes.ts";
import { Allocator } from "../../src/memory/allocator.ts";

/** What one request takes: the block's bytes, the segment's bytes, the free bytes left in it. */
function taken(request: number): readonly [block: number, segment: number, left: number] {
  const allocator = new Allocator();
  const block = allocator.allocate(request);
  return [block?.size ?? 0, allocator.reserved, allocator.reserved - allocator.allocated];
}

test.each([
  ["1 byte", 1, [512, 2 * MIB, 2 * MIB - 512]],
  ["512 bytes", 512, [512, 2 * MIB, 2 * MIB - 512]],
  ["513 bytes", 513, [1024, 2 * MIB, 2 * MIB - 1024]],
  ["1 MiB, the most that is small", MIB, [MIB, 2 * MIB, MIB]],
  ["a byte more than 1 MiB", MIB + 1, [MIB + 512, 20 * MIB, 19 * MIB - 512]],
  ["9.5 MiB", 9.5 * MIB, [9.5 * MIB, 20 * MIB, 10.5 * MIB]],
  ["10 MiB", 10 * MIB, [10 * MIB, 10 * MIB, 0]],
  ["12.5 MiB, whose rest is more than 1 MiB", 12.5 * MIB, [12.5 * MIB, 14 * MIB, 1.5 * MIB]],
  ["13.5 MiB, whose rest is too small to be split off", 13.5 * MIB, [14 * MIB, 14 * MIB, 0]],
])("%s: block, segment and rest", (_, request, expected) => {
  expect(taken(request)).toEqual(expected);
});

test("the smallest free block that fits is taken, the lowest of equal ones", () => {
  const allocator = new Allocator();
  const wide = allocator.allocate(40 * MIB)!;
  const first = allocator.allocate(30 * MIB)!;
  const second = allocator.allocate(30 * MIB)!;
  for (const block of [wide, first, second]) allocator.release(block);
  const lowest = Math.min(first.address, second.address);
  expect(allocator.allocate(29.5 * MIB)?.address).toBe(lowest);
  expect(allocator.reserved).toBe(100 * MIB);
});

test("a freed block joins its free neighbours", () => {
  const allocator = new Allocator();
  const blocks = [2, 3, 4].map((size) => allocator.allocate(size * MIB)!);
  allocator.release(blocks[0]!);
  allocator.release(blocks[2]!);
  allocator.release(blocks[1]!);
  expect(allocator.allocate(9.9 * MIB)?.address).toBe(blocks[0]!.address);
  expect(allocator.reserved).toBe(20 * MIB);
});

test("segments are kept when their blocks are freed, and given back when the cache is emptied", () => {
  const allocator = new Allocator();
  const kept = allocator.allocate(1);
  allocator.release(allocator.allocate(50 * MIB)!);
  expect([allocator.reserved, allocator.allocated]).toEqual([52 * MIB, 512]);
  allocator.emptyCache();
  expect([allocator.reserved, allocator.allocated]).toEqual([2 * MIB, 512]);
  allocator.release(kept!);
  allocator.emptyCache();
  expect([allocator.reserved, allocator.reservedPeak, allocator.allocatedPeak]).toEqual([0, 52 * MIB, 50 * MIB + 512]);
});

test("peaks are counted anew from where they are reset", () => {
  const allocator = new Allocator();
  allocator.release(allocator.allocate(50 * MIB)!);
  allocator.resetPeaks();
  allocator.allocate(10 * MIB);
  expect([allocator.reservedPeak, allocator.allocatedPeak]).toEqual([50 * MIB, 10 * MIB]);
});

test("a request that the limit forbids is served after what is cached went back", () => {
  const allocator = new Allocator({ limit: 60 * MIB });
  allocator.release(allocator.allocate(40 * MIB)!);
  expect(allocator.allocate(50 * MIB)?.size).toBe(50 * MIB);
  expect(allocator.reserved).toBe(50 * MIB);
});

test("a request that the limit forbids even then is not served, and the cache is empty afterwards", () => {
  const allocator = new Allocator({ limit: 60 * MIB });
  allocator.release(allocator.allocate(40 * MIB)!);
  const inUse = allocator.allocate(12 * MIB);
  expect([allocator.allocate(50 * MIB), allocator.reserved]).toEqual([undefined, 40 * MIB]);
  allocator.release(inUse!);
  expect(allocator.allocate(50 * MIB)?.size).toBe(50 * MIB);
});
