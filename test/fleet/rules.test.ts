import { expect, test } from "vitest";
import type { Fleet } from "../../src/fleet/fleet.ts";
import { readFleet } from "../../src/fleet/read-fleet.ts";
import { poolsFor } from "../../src/fleet/rules.ts";

function fleetWith(...rules: readonly string[]): Fleet {
  const configs = rules.length === 0 ? "" : `configs:\n${rules.map((rule) => `  - ${rule}`).join("\n")}\n`;
  const { fleet } = readFleet("f", `version: 1\npools: {a: {gpu: L40}, b: {gpu: T4}, c: {gpu: L4}}\n${configs}`);
  if (fleet === undefined) throw new Error("unreadable");
  return fleet;
}

/** `b a c, of which b: any` */
function answer(config: string, fleet: Fleet): string {
  const { pools, required, require } = poolsFor(config, fleet);
  const names = (list: typeof pools) => list.map((pool) => pool.name).join(" ");
  return `${names(pools)}, of which ${names(required) || "none"}: ${require}`;
}

test("a config that no rule matches has to fit in any pool, and none is required", () => {
  expect(answer("configs/x.yaml", fleetWith())).toBe("a b c, of which none: any");
  expect(answer("other/x.yaml", fleetWith("{paths: 'configs/*', pools: [b]}"))).toBe("a b c, of which none: any");
});

test("required pools come first", () => {
  expect(answer("configs/x.yaml", fleetWith("{paths: 'configs/*', pools: [b], require: all}"))).toBe(
    "b a c, of which b: all",
  );
});

test("the last rule that matches counts", () => {
  const fleet = fleetWith(
    "{paths: '**/*.yaml', pools: [a, b]}",
    "{paths: 'configs/edge/*.yaml', pools: [c]}",
    "{paths: 'nothing', pools: [a]}",
  );
  expect(answer("configs/edge/x.yaml", fleet)).toBe("c a b, of which c: any");
  expect(answer("configs/x.yaml", fleet)).toBe("a b c, of which a b: any");
});

test("an excluded config is left to the rules before", () => {
  const fleet = fleetWith(
    "{paths: '**', pools: [a]}",
    "{paths: ['configs/**', '!configs/old/**'], exclude: '**/tmp.yaml', pools: [b]}",
  );
  expect(answer("configs/new/x.yaml", fleet)).toBe("b a c, of which b: any");
  expect(answer("configs/old/x.yaml", fleet)).toBe("a b c, of which a: any");
  expect(answer("configs/new/tmp.yaml", fleet)).toBe("a b c, of which a: any");
});

test.each([
  ["configs/*.yaml", "configs/x.yaml", true],
  ["configs/*.yaml", "configs/deep/x.yaml", false],
  ["configs/**/*.yaml", "configs/x.yaml", true],
  ["configs/**/*.yaml", "configs/a/b/x.yaml", true],
  ["./configs/x.yaml", "configs/x.yaml", true],
  ["configs/{a,b}.yaml", "configs/b.yaml", true],
  ["**/*.yaml", ".github/x.yaml", true],
  ["Configs/*.yaml", "configs/x.yaml", false],
  ["configs", "configs/x.yaml", false],
])("%s against %s: %j", (glob, path, expected) => {
  const { required } = poolsFor(path, fleetWith(`{paths: "${glob}", pools: [a]}`));
  expect(required.length === 1).toBe(expected);
});
