import { type Bytes, bytes, MIB } from "../bytes.ts";
import type { Device } from "../fleet/device.ts";
import type { Graph } from "../graph/graph.ts";
import { unmeasuredModules } from "../graph/unmeasured.ts";
import type { TrainingRun } from "../training/training-run.ts";
import type { Interval, Unmeasured } from "./estimate-types.ts";
import { errorGroup } from "./interval-group.ts";
import data from "./interval-margins.json" with { type: "json" };

/** Shares of the estimate: how far the truth may lie below and above it. */
export interface Margin {
  readonly below: number;
  readonly above: number;
}

const MARGINS: ReadonlyMap<string, Margin> = new Map(data.groups.map((group) => [group.group, group]));

/** Two segments of the small pool: what the recorded repeats of one run differ by. */
const SMALLEST = 4 * MIB;

/** What has been measured: anything else makes the interval wider, and is said. */
const MEASURED = {
  architecture: "Hopper",
  torch: /^2\.11\./,
  ultralytics: new Set(["8.3.63", "8.4.190"]),
} as const;

interface Reason {
  readonly margin: Margin;
  readonly text: string;
}

export interface IntervalSubject {
  readonly run: TrainingRun;
  readonly device: Device;
  readonly graph: Graph;
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

const reason = (margin: Margin, text: string): Reason => ({
  margin,
  text: `${text}: the interval is wider by ${percent(margin.below)} below and ${percent(margin.above)} above.`,
});

/** cuDNN and its choice of workspaces: the card and the release of torch decide together, so the wider of both counts. */
function libraryReason({ run, device }: IntervalSubject): Reason | undefined {
  if (device.architecture !== MEASURED.architecture)
    return reason(data.unmeasured.architecture, `No run on ${device.architecture} has been measured`);
  if (!MEASURED.torch.test(run.environment.torch))
    return reason(data.unmeasured.torch, `No run with torch ${run.environment.torch} has been measured`);
  return undefined;
}

function reasonsOf({ run, graph }: IntervalSubject): readonly Reason[] {
  const { ultralytics } = run.environment;
  const reasons: Reason[] = [];
  if (!MEASURED.ultralytics.has(ultralytics))
    reasons.push(reason(data.unmeasured.ultralytics, `No run of Ultralytics ${ultralytics} has been measured`));
  const modules = unmeasuredModules(graph);
  if (modules.length > 0)
    reasons.push(reason(data.unmeasured.layer, `No run with ${modules.join(", ")} has been measured`));
  return reasons;
}

export interface IntervalFound {
  readonly interval: Interval;
  readonly notes: readonly string[];
  /** What of it stands for libraries that were never measured. */
  readonly libraries: Unmeasured | undefined;
}

/**
 * Where the largest reserved peak lies with 95 % confidence: the measured errors of the run's group, and more where
 * something about the run was never measured. `notes` say what that is, and how much it adds. `least`: what the same
 * run reserves by chance, where that is less.
 */
export function intervalOf(subject: IntervalSubject, reserved: Bytes, least = reserved): IntervalFound {
  const margin = MARGINS.get(errorGroup(subject.run)) ?? data.widest;
  const libraries = libraryReason(subject);
  const reasons = [...(libraries === undefined ? [] : [libraries]), ...reasonsOf(subject)];
  const sum = (end: keyof Margin): number => reasons.reduce((total, each) => total + each.margin[end], margin[end]);
  const below = Math.max(SMALLEST, least * sum("below"));
  const above = Math.max(SMALLEST, reserved * sum("above"));
  return {
    interval: {
      lowerBytes: bytes(Math.max(0, Math.floor(least - below))),
      upperBytes: bytes(Math.ceil(reserved + above)),
    },
    notes: reasons.map(({ text }) => text),
    libraries: libraries && { ...libraries.margin, notes: [libraries.text] },
  };
}

/** The margins of every group of measured runs: how accurate estimates have been so far. */
export const measuredAccuracy = (): readonly (Margin & { readonly group: string; readonly runs: number })[] =>
  data.groups;
