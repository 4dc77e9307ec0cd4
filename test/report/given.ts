import type { Provenance, Report } from "../../src/report/report.ts";
import { worst } from "../../src/report/report.ts";
import { judgeRun, type RunQuestion } from "../../src/verdict/judge.ts";
import type { RunVerdict } from "../../src/verdict/verdict.ts";
import { aRun, contextOf, fleetOf, pool, type Wanted, type World } from "../verdict/given.ts";

export const PROVENANCE: Provenance = {
  head: "9c1f2ab000000000000000000000000000000000",
  base: "41d07ee000000000000000000000000000000000",
  version: "0.1.0",
  at: "2026-11-24T09:41:07Z",
  repositoryUrl: "https://github.com/acme/vision",
  runUrl: "https://github.com/acme/vision/actions/runs/1842",
};

/** Two pools, of which the smaller one is required. */
export const WORLD: World = {
  pools: [pool("team-l4", 22), pool("train-a100", 80)],
  required: ["team-l4"],
};

/** A run that was at imgsz 640 (18.5 GiB) and is changed in some arguments. */
export function judged(wanted: Wanted = {}, more: Partial<RunQuestion> & { readonly world?: World } = {}): RunVerdict {
  const { world = WORLD, ...question } = more;
  const before = aRun(wanted.file === undefined ? {} : { file: wanted.file });
  return judgeRun({ run: aRun(wanted), before, problems: [], ...question }, contextOf(world));
}

export function reportOf(runs: readonly RunVerdict[], more: Partial<Report> = {}): Report {
  return {
    occasion: "pull-request",
    runs,
    conclusion: worst(runs.map(({ conclusion }) => conclusion)),
    fleet: fleetOf(WORLD),
    fleetFile: ".github/gpu-fleet.yml",
    fleetBroken: false,
    baseFleetBroken: false,
    problems: [],
    waivers: [],
    notShown: { unchanged: 0, unmoved: 0 },
    provenance: PROVENANCE,
    ...more,
  };
}
