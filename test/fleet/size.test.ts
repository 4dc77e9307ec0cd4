import { expect, test } from "vitest";
import { parseShare, parseSize } from "../../src/fleet/size.ts";

test.each([
  ["300 MiB", 314_572_800],
  ["24 GiB", 25_769_803_776],
  ["1.5 GB", 1_500_000_000],
  ["24gib", 25_769_803_776],
  [" 512 KiB ", 524_288],
  ["0 MiB", 0],
])("%j is %i bytes", (text, expected) => {
  expect(parseSize(text)).toBe(expected);
});

test.each(["24", "24 GiBs", "GiB", "-1 GiB", "1e3 MiB", "24 G", ""])("%j is no size", (text) => {
  expect(parseSize(text)).toBeUndefined();
});

test.each([
  ["5%", 0.05],
  ["0.05", 0.05],
  ["12.5 %", 0.125],
  ["0", 0],
])("%j is the share %d", (text, expected) => {
  expect(parseShare(text)).toBe(expected);
});

test.each(["5", "100%", "-1%", "half", ""])("%j is no share", (text) => {
  expect(parseShare(text)).toBeUndefined();
});
