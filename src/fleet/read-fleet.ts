import * as v from "valibot";
import { byPlace, type Problem } from "../problem.ts";
import { DEFAULT_POLICY } from "./default-fleet.ts";
import type { Fleet, Policy, Pool } from "./fleet.ts";
import { type FleetDocument, readDocument } from "./fleet-document.ts";
import { readDataset } from "./read-dataset.ts";
import { readPool } from "./read-pool.ts";
import { readRule } from "./read-rule.ts";
import { readWaiver } from "./read-waiver.ts";
import { salvage } from "./salvage.ts";
import {
  DatasetSchema,
  EnvironmentSchema,
  FleetSchema,
  PolicySchema,
  PoolSchema,
  RuleSchema,
  WaiverSchema,
} from "./schema.ts";
import { schemaProblems } from "./schema-problems.ts";
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
  const result = v.safeParse(FleetSchema, document.value);
  const { fleet, problems } = fleetOf(document, document.value as Sections);
  const ofSchema = result.success ? [] : schemaProblems(document, result.issues);
  const all = [...document.problems, ...ofSchema, ...problems].sort(byPlace);
  return all.some((problem) => problem.severity === "error") ? { problems: all } : { fleet, problems: all };
}

/** The file's sections, not yet checked. */
interface Sections {
  readonly environment?: unknown;
  readonly pools?: unknown;
  readonly configs?: unknown;
  readonly datasets?: unknown;
  readonly policy?: unknown;
  readonly waivers?: unknown;
}

/** All that is sound in the file, and what is wrong with it beyond its form. */
function fleetOf(document: FleetDocument, raw: Sections): { fleet: Fleet; problems: readonly Problem[] } {
  const poolNames = Object.keys(entries(raw.pools));
  const pools = sound(PoolSchema, entries(raw.pools)).map(([name, pool]) => readPool(document, name, pool));
  const rules = sound(RuleSchema, items(raw.configs)).map(([i, rule]) =>
    readRule(document, { index: Number(i), rule, poolNames }),
  );
  const datasets = sound(DatasetSchema, entries(raw.datasets)).map(([name, dataset]) =>
    readDataset(document, name, dataset),
  );
  const waivers = sound(WaiverSchema, items(raw.waivers)).map(([i, waiver]) =>
    readWaiver(document, { index: Number(i), waiver, poolNames }),
  );
  const fleet: Fleet = {
    file: document.place([]).file,
    pools: pools.flatMap(({ pool }): Pool[] => (pool === undefined ? [] : [pool])),
    rules: rules.map((read) => read.rule),
    datasets: Object.fromEntries(datasets.map((read) => [read.name, read.dataset])),
    environment: environmentOf(document, raw),
    policy: policyOf(raw),
    waivers: waivers.map((read) => read.waiver),
  };
  return { fleet, problems: [...pools, ...rules, ...datasets, ...waivers].flatMap((read) => read.problems) };
}

const entries = (section: unknown): Readonly<Record<string, unknown>> =>
  typeof section === "object" && section !== null && !Array.isArray(section)
    ? (section as Record<string, unknown>)
    : {};

const items = (section: unknown): Readonly<Record<string, unknown>> => (Array.isArray(section) ? { ...section } : {});

/** The parts that can be read, by name or index; those that can't have their problems from the schema. */
function sound<S extends v.GenericSchema>(
  schema: S,
  section: Readonly<Record<string, unknown>>,
): readonly [string, v.InferOutput<S>][] {
  return Object.entries(section).flatMap(([key, raw]): [string, v.InferOutput<S>][] => {
    const input = salvage(schema, raw);
    return input === undefined ? [] : [[key, input]];
  });
}

function environmentOf(document: FleetDocument, raw: Sections): Fleet["environment"] {
  const input = salvage(EnvironmentSchema, raw.environment ?? {});
  const keys = ["ultralytics", "torch", "allocator"] as const;
  const written = keys.filter((key) => input?.[key] !== undefined);
  return Object.fromEntries(written.map((key) => [key, document.text(["environment", key]) ?? ""]));
}

function policyOf(raw: Sections): Policy {
  const policy = salvage(PolicySchema, raw.policy ?? {});
  return policy === undefined ? DEFAULT_POLICY : { ...policy, headroom: parseShare(String(policy.headroom)) ?? 0 };
}
