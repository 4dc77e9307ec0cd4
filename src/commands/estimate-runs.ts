import { deviceNamed } from "../fleet/device-named.ts";
import { published } from "../graph/models/index.ts";
import { estimateLine, unknownLine } from "../memory/estimate-line.ts";
import type { Estimator } from "../memory/estimate-types.ts";
import { runOfLine } from "../training/run-line.ts";
import type { Answer, CommandFiles } from "./answer.ts";
import { UsageError } from "./answer.ts";

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);

function capOf(line: unknown): number | undefined {
  const environment = (line as { environment?: { allocatorCapBytes?: unknown } } | null)?.environment;
  return typeof environment?.allocatorCapBytes === "number" ? environment.allocatorCapBytes : undefined;
}

const gpuOf = (line: unknown): string => {
  const gpu = (line as { environment?: { gpu?: unknown } } | null)?.environment?.gpu;
  return typeof gpu === "string" ? gpu : "";
};

function answerLine(
  text: string,
  number: number,
  context: { readonly file: string; readonly files: CommandFiles; readonly estimator: Estimator },
): string {
  const place = { file: context.file, line: number, column: 1 };
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch (error) {
    return JSON.stringify(
      unknownLine(String(number), {
        code: "unreadable-line",
        message: `Line ${number} is no JSON: ${(error as Error).message}`,
        place,
      }),
    );
  }
  const read = runOfLine(line, {
    published,
    place,
    readModel: (path) => context.files.readFile(folderOf(context.file) + path),
  });
  if ("unknown" in read) return JSON.stringify(unknownLine(read.id, read.unknown));
  const device = deviceNamed(gpuOf(line));
  if (!("device" in device))
    return JSON.stringify(
      unknownLine(read.id, {
        code: device.problem.code,
        message: `${device.problem.message} ${device.problem.remedy}`,
      }),
    );
  const cap = capOf(line);
  return JSON.stringify(
    estimateLine(context.estimator, {
      run: read.run,
      device: device.device,
      capBytes: cap === undefined ? undefined : (cap as never),
    }),
  );
}

/** `estimate --runs FILE`: one run a line in, one estimate a line out, in order. */
export function estimateRuns(file: string, files: CommandFiles, estimator: Estimator): Answer {
  const text = files.readFile(file);
  if (text === undefined) throw new UsageError(`${file}: no such file.`);
  const lines = text
    .split("\n")
    .flatMap((line, index) => (line.trim() === "" ? [] : [answerLine(line, index + 1, { file, files, estimator })]));
  return { out: lines.map((line) => `${line}\n`).join(""), errors: [], exit: 0 };
}
