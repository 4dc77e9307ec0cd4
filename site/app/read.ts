import type { Snapshot } from "../../src/changes/repository.ts";
import { poolNamed, readQuestion, withoutStandIn } from "../../src/commands/question.ts";
import { defaultFleet } from "../../src/fleet/default-fleet.ts";
import { deviceNamed } from "../../src/fleet/device-named.ts";
import type { Fleet, Pool } from "../../src/fleet/fleet.ts";
import { published } from "../../src/graph/models/index.ts";
import { runsAt } from "../../src/pipeline/side.ts";
import type { Problem } from "../../src/problem.ts";
import { runOfLine } from "../../src/training/run-line.ts";
import type { TrainingRun, UnknownReason } from "../../src/training/training-run.ts";
import type { PageQuestion } from "./question.ts";
import { TEXT_FILE } from "./text-file.ts";

export type ReadRun = { readonly problems: readonly Problem[] } & (
  | { readonly run: TrainingRun; readonly pool: Pool; readonly more: number }
  | { readonly reasons: readonly UnknownReason[] }
);

/** Characters beyond which nobody pastes a config. */
const MOST_CHARACTERS = 500_000;

/** The files that the page was given, as a repository. Nothing else can be read. */
function snapshotOf(files: Readonly<Record<string, string>>): Snapshot {
  return {
    list: async () => Object.keys(files),
    read: async (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
    refusal: async () => undefined,
  };
}

const number = (text: string): number | undefined => {
  const value = Number(text);
  return text.trim() !== "" && value > 0 ? value : undefined;
};

/** The default fleet with the versions and the data set that the page's fields declare. */
function fleetOf(question: PageQuestion): Fleet {
  const { ultralytics, torch, files } = question;
  const data = /(?:^|[\s{,"'])data["']?[ \t]*[:=][ \t]*["']?([^\s"',#}]+)/m.exec(question.text)?.[1];
  const images = number(question.images);
  const mean = number(question.labelsMean);
  const most = number(question.labelsMost) ?? mean;
  const declared = {
    ...(images !== undefined && { images: Math.round(images) }),
    ...(most !== undefined && { labelsPerImage: { mean: mean ?? most, maximum: most } }),
  };
  // What a data file says that was not given is left open, as for one that lies on the training machine.
  const isGiven = data !== undefined && Object.hasOwn(files, data);
  const says = Object.keys(declared).length > 0;
  const isOpen = data !== undefined && (says || (!isGiven && /[/.]/.test(data)));
  return {
    ...defaultFleet(),
    environment: { ...(ultralytics && { ultralytics }), ...(torch && { torch }) },
    datasets: isOpen ? { [data]: declared } : {},
  };
}

const isLine = (text: string): boolean => text.trimStart().startsWith("{") && /"(?:train|predict)"\s*:/.test(text);
const isProgram = (text: string): boolean => /^\s*(?:from|import)\s+\w|\bYOLO\s*\(/m.test(text);
const isCommand = (text: string): boolean => /(?:^|[\s;&|])yolo\s+\S/m.test(text) && !/^\s*model\s*:/m.test(text);
/** `yolov8m.pt batch=16`: what `gpu-memory estimate` takes. */
const isNamed = (text: string): boolean => /^\s*\S+\.(?:pt|ya?ml)(?:\s+[\w-]+=\S+)*\s*$/.test(text);

/** The run that the page's text describes, or why it describes none; as the command reads it. */
export async function readRun(question: PageQuestion): Promise<ReadRun> {
  const { text, files } = question;
  if (text.length > MOST_CHARACTERS) return refused("too-long", "The text is longer than any train config.");
  if (text.trim() === "") return refused("empty", "Paste a train config, a model file or a `yolo train` line.");
  if (isLine(text)) return lineRun(question);
  const pool = poolNamed(question.gpu);
  if (isProgram(text)) return foundRun(question, "train.py", pool);
  if (isCommand(text)) return foundRun(question, "train.sh", pool);
  const [target = "", ...pairs] = isNamed(text) ? text.trim().split(/\s+/) : [TEXT_FILE];
  const snapshot = snapshotOf(isNamed(text) ? files : { ...files, [TEXT_FILE]: text });
  const found = await readQuestion({ target, pairs, snapshot, fleet: fleetOf(question) });
  if ("run" in found) return { run: found.run, pool, problems: found.problems, more: 0 };
  return { problems: found.problems, reasons: found.unknown.reasons };
}

function lineRun({ text, files }: PageQuestion): ReadRun {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch (error) {
    return refused("unreadable-line", `This is no JSON: ${(error as Error).message}`);
  }
  const place = { file: TEXT_FILE, line: 1, column: 1 };
  const readModel = (path: string) => (Object.hasOwn(files, path) ? files[path] : undefined);
  const read = runOfLine(line, { published, place, readModel });
  if ("unknown" in read) return { problems: [], reasons: [read.unknown] };
  const gpu = (line as { environment?: { gpu?: unknown } }).environment?.gpu;
  const found = deviceNamed(String(gpu));
  if (!("device" in found)) return refused(found.problem.code, `${found.problem.message} ${found.problem.remedy}`);
  return { run: read.run, pool: poolNamed(String(gpu)), problems: [], more: 0 };
}

/** Of a command or a program, whose runs are searched for as in a repository. */
async function foundRun(question: PageQuestion, file: string, pool: Pool): Promise<ReadRun> {
  const snapshot = snapshotOf({ ...question.files, [file]: question.text });
  const fleet = fleetOf(question);
  const inForce = { fleet, problems: [], text: undefined, broken: false };
  const { runs, unknown, problems } = await runsAt(snapshot, { inForce, fleetFile: "" });
  const [run] = runs;
  if (run !== undefined) return { run: withoutStandIn(run), pool, problems, more: runs.length + unknown.length - 1 };
  const reasons = unknown[0]?.reasons ?? [{ code: "no-run", message: "No training run was found in it." }];
  return { problems, reasons };
}

const refused = (code: string, message: string): ReadRun => ({ problems: [], reasons: [{ code, message }] });
