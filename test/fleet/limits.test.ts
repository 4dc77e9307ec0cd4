import { expect, test } from "vitest";
import { mib } from "../../src/bytes.ts";
import { limitBytes, usableBytes } from "../../src/fleet/limits.ts";
import { readFleet } from "../../src/fleet/read-fleet.ts";

test("usable is CUDA's total less the reserve; the limit is that less the headroom", () => {
  const { fleet } = readFleet(
    "f",
    "version: 1\npools: {a: {memory: 20000 MiB, reserve: 1000 MiB}}\npolicy: {headroom: 5%}\n",
  );
  const [pool] = fleet?.pools ?? [];
  if (fleet === undefined || pool === undefined) throw new Error("unreadable");
  expect(usableBytes(pool)).toBe(mib(19_000));
  expect(limitBytes(pool, fleet.policy)).toBe(mib(18_050));
  expect(limitBytes(pool, { ...fleet.policy, headroom: 0 })).toBe(mib(19_000));
});
