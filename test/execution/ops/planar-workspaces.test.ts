import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { recordedConvolutions, tableText } from "../../../scripts/planar-workspaces.ts";
import { type PlanarConvolution, planarWorkspace } from "../../../src/execution/ops/planar-workspaces.ts";

const recorded = recordedConvolutions();

test("the table is what the record says (else: node scripts/planar-workspaces.ts)", () => {
  const table = new URL("../../../src/execution/ops/planar-workspaces.json", import.meta.url);
  expect(readFileSync(table, "utf8")).toBe(tableText());
});

test("every recorded convolution is given its workspace, to the byte", () => {
  expect(recorded).toHaveLength(9453);
  const off = recorded.filter((each) => planarWorkspace(each) !== each.h200Bytes);
  expect(off).toEqual([]);
});

test("an H100 takes the same as an H200, with few exceptions", () => {
  const off = recorded.filter((each) => planarWorkspace(each) !== each.h100Bytes);
  expect(off).toHaveLength(58);
});

const square = (side: number, batch = 1): PlanarConvolution => ({
  dtype: "fp32",
  transposed: false,
  batch,
  in: 64,
  out: 64,
  kernel: 3,
  stride: 1,
  height: side,
  width: side,
  outHeight: side,
  outWidth: side,
});

test("a size that was not recorded follows the nearest that was", () => {
  // 160 x 160 was recorded: copies of the input and the weights. 168 x 168 was not.
  const copies = (side: number): number => 4 * (64 * side * side + 64 * 64 * 9) + 16;
  expect(planarWorkspace(square(160))).toBe(copies(160));
  expect(planarWorkspace(square(168))).toBe(copies(168));
});

test("channels that were not recorded: all three copies, nothing for 1x1", () => {
  const odd = { ...square(40), in: 72, out: 424 };
  expect(planarWorkspace(odd)).toBe(4 * (72 * 1600 + 72 * 424 * 9 + 424 * 1600) + 16);
  expect(planarWorkspace({ ...odd, kernel: 1 })).toBe(0);
});
