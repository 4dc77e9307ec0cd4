import type { ChangedFile, Snapshot } from "../changes/repository.ts";
import { defaultFleet } from "../fleet/default-fleet.ts";
import type { Fleet } from "../fleet/fleet.ts";
import { limitBytes } from "../fleet/limits.ts";
import { readFleet } from "../fleet/read-fleet.ts";
import { poolsFor, ruleFor } from "../fleet/rules.ts";
import { waiverFor } from "../fleet/waivers.ts";
import { published } from "../graph/models/index.ts";
import { type MeasuredFleet, measuredFleet } from "../measurements/measured-fleet.ts";
import { measurementsFileOf } from "../measurements/measurement.ts";
import type { Problem } from "../problem.ts";
import { type FoundRuns, findRuns } from "../training/sources/find-runs.ts";
import { mayPinVersions, withIncluded } from "../training/version-sources.ts";
import { findVersions } from "../training/versions.ts";
import type { FleetRules } from "../verdict/judge.ts";

export interface FleetAt {
  /** The built-in list where there is no file or none that can be read. */
  readonly fleet: Fleet;
  readonly problems: readonly Problem[];
  /** undefined: there is no file. */
  readonly text: string | undefined;
  /** What was measured on its pools, as it is written; likewise. */
  readonly measured?: string | undefined;
  readonly broken: boolean;
}

/** The fleet that a snapshot declares. */
export async function fleetAt(snapshot: Snapshot, file: string): Promise<FleetAt> {
  const text = await snapshot.read(file);
  if (text === undefined) return { fleet: defaultFleet(), problems: [], text, broken: false };
  const { fleet, problems } = readFleet(file, text);
  if (fleet === undefined) return { fleet: defaultFleet(), problems, text, broken: true };
  const beside = measurementsFileOf(file);
  const measured = await snapshot.read(beside);
  const found =
    measured === undefined ? await unmeasured(fleet, snapshot, beside) : measuredFleet(fleet, beside, measured);
  return { fleet: found.fleet, problems: [...problems, ...found.problems], text, measured, broken: false };
}

/** A fleet without measurements, and why a file of them was not read. */
async function unmeasured(fleet: Fleet, snapshot: Snapshot, file: string): Promise<MeasuredFleet> {
  const refusal = await snapshot.refusal(file);
  return { fleet, problems: refusal === undefined ? [] : [refusal] };
}

/** What the verdict stage asks of a fleet. */
export const rulesOf = (fleet: Fleet): FleetRules => ({
  fleet,
  poolsFor: (config) => poolsFor(config, fleet),
  limitBytes,
  waiverFor: (config, pool) => waiverFor(fleet, config, pool),
});

/** What runs are looked for with. */
export interface Search {
  /** Its runs, data sets and versions; of the base in a pull request. */
  readonly inForce: FleetAt;
  readonly fleetFile: string;
  readonly changed?: readonly ChangedFile[];
  /** Whether code blocks of READMEs are read too. */
  readonly readmes?: boolean | undefined;
}

/** The training runs of a snapshot, wherever they are written, with those that a fleet declares. */
export async function runsAt(
  snapshot: Snapshot,
  { inForce, fleetFile, changed = [], readmes = false }: Search,
): Promise<FoundRuns> {
  const { fleet, text, broken } = inForce;
  const paths = await snapshot.list();
  const texts = async (paths: readonly string[]) => {
    const read = await Promise.all(paths.map(async (path) => ({ path, text: await snapshot.read(path) })));
    return read.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]));
  };
  return findRuns({
    paths,
    ...(text === undefined || broken ? {} : { fleetFile: { path: fleetFile, text } }),
    ...(snapshot.affordable && { affordable: snapshot.affordable }),
    readmes,
    changed: new Set(changed.map(({ path }) => path)),
    isDeclared: (path) => ruleFor(path, fleet) !== undefined,
    repository: { readText: (path) => snapshot.read(path) },
    published,
    declared: { datasets: fleet.datasets, environment: fleet.environment },
    versions: findVersions(
      await withIncluded(await texts(await affordablePins(snapshot, paths)), (path) => snapshot.read(path)),
    ),
  });
}

/** Files that pin versions and cost a request each, at most: those at the root say what is installed. */
const MOST_PINS = 40;

async function affordablePins({ affordable }: Snapshot, paths: readonly string[]): Promise<readonly string[]> {
  const pins = paths.filter(mayPinVersions);
  const depth = (path: string): number => path.split("/").length;
  return affordable === undefined
    ? pins
    : affordable(
        pins.toSorted((a, b) => depth(a) - depth(b)),
        { most: MOST_PINS },
      );
}
