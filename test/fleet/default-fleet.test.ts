import { expect, test } from "vitest";
import { MIB } from "../../src/bytes.ts";
import { defaultFleet } from "../../src/fleet/default-fleet.ts";

test("without a fleet file there are six common GPUs of different size, and no file to fail by", () => {
  const fleet = defaultFleet();
  expect(fleet.file).toBeUndefined();
  expect(fleet.pools.map((pool) => `${pool.name}: ${pool.device.name}, ${pool.device.totalBytes / MIB} MiB`)).toEqual([
    "T4: Tesla T4, 14912 MiB",
    "L4: NVIDIA L4, 22559 MiB",
    "RTX 3090: NVIDIA GeForce RTX 3090, 24259 MiB",
    "A100-40GB: NVIDIA A100-PCIE-40GB, 40325 MiB",
    "A100-80GB: NVIDIA A100 80GB PCIe, 81050 MiB",
    "H100: NVIDIA H100 80GB HBM3, 81009 MiB",
  ]);
});
