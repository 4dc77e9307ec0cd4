import { byPlace, type Problem } from "../problem.ts";
import type { Fleet, Policy, Pool } from "./fleet.ts";
import { type FleetDocument, readDocument } from "./fleet-document.ts";
import { readDataset } from "./read-dataset.ts";
import { readPool } from "./read-pool.ts";
import { readRule } from "./read-rule.ts";
import { readWaiver } from "./read-waiver.ts";
import type { FleetInput } from "./schema.ts";
import { checked } from "./schema-problems.ts";
import { parseShare } from "./size.ts";

export interface FleetRead {
  /** Absent where a problem is an error. */
  readonly fleet?: Fleet;
  /** All of them, in the order of the file. */
  readonly problems: readonly Problem[];
}

/** The fleet that a fleet file declares, or every mistake in it with line and column. Never throws. */
export function readFleet(file: string, text: string): FleetRead {
  const document = readDocument(file, text);
  if (document.value === undefined || document.value === null) {
    const empty: Problem = {
      ...document.place([]),
      code: "fleet-empty",
      severity: "error",
      message: "The fleet file declares nothing.",
      remedy: "Write `version: 1` and `pools:`, or remove the file.",
    };
    return { problems: document.problems.length > 0 ? document.problems : [empty] };
  }
  const { input, problems } = checked(document);
  if (input === undefined)
    return { problems: [...document.problems, ...problems, ...poolProblems(document)].sort(byPlace) };
  const read = fleetOf(document, input);
  const all = [...document.problems, ...read.problems].sort(byPlace);
  return all.some((problem) => problem.severity === "error") ? { problems: all } : { fleet: read.fleet, problems: all };
}

/** What is wrong with the GPUs of those pools that are whole, although something else in the file is not. */
function poolProblems(document: FleetDocument): readonly Problem[] {
  const { pools } = document.value as { pools?: unknown };
  if (typeof pools !== "object" || pools === null) return [];
  return Object.keys(pools).flatMap((name) => {
    const alone = checked({
      ...document,
      value: { version: 1, pools: { [name]: (pools as Record<string, unknown>)[name] } },
    });
    const input = alone.input?.pools[name];
    return input === undefined ? [] : readPool(document, name, input).problems;
  });
}

function fleetOf(document: FleetDocument, input: FleetInput): { fleet: Fleet; problems: readonly Problem[] } {
  const reads = Object.entries(input.pools).map(([name, pool]) => readPool(document, name, pool));
  const names = Object.keys(input.pools);
  const rules = input.configs.map((rule, i) => readRule(document, { index: i, rule, poolNames: names }));
  const datasets = Object.entries(input.datasets).map(([name, dataset]) => readDataset(document, name, dataset));
  const waivers = input.waivers.map((waiver, i) => readWaiver(document, { index: i, waiver, poolNames: names }));
  const fleet: Fleet = {
    file: document.place([]).file,
    pools: reads.flatMap(({ pool }): Pool[] => (pool === undefined ? [] : [pool])),
    rules: rules.map((read) => read.rule),
    datasets: Object.fromEntries(datasets.map((read) => [read.name, read.dataset])),
    environment: environmentOf(document, input),
    policy: policyOf(input),
    waivers: waivers.map((read) => read.waiver),
  };
  return { fleet, problems: [...reads, ...rules, ...datasets, ...waivers].flatMap((read) => read.problems) };
}

function environmentOf(document: FleetDocument, input: FleetInput): Fleet["environment"] {
  const keys = ["ultralytics", "torch", "allocator"] as const;
  const written = keys.filter((key) => input.environment?.[key] !== undefined);
  return Object.fromEntries(written.map((key) => [key, document.text(["environment", key]) ?? ""]));
}

function policyOf({ policy }: FleetInput): Policy {
  return { ...policy, headroom: parseShare(String(policy.headroom)) ?? 0 };
}
