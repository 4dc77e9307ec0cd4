import type { Place } from "../problem.ts";
import type { RunVerdict } from "../verdict/verdict.ts";
import { printable } from "./escape.ts";
import { ANNOTATIONS_OF_A_LEVEL } from "./limits.ts";
import { allProblems, inOrder, type Report, unknownReasons } from "./report.ts";
import { changeText, happening, missOf, shownPool, withoutBackticks } from "./words.ts";

/** A remark at a line of a file, as GitHub shows it beside the diff. */
export interface Annotation extends Place {
  readonly level: "error" | "warning";
  readonly title: string;
  readonly message: string;
}

/** One for each config that is not FITS and one for each problem: failing ones first. */
export function allAnnotations(report: Report): readonly Annotation[] {
  const told = inOrder(report.runs).flatMap(ofRun);
  const places = new Set(told.map(placeKey));
  return [...told, ...ofProblems(report).filter((each) => !places.has(placeKey(each)))];
}

/** The same, at most ten of a level: GitHub shows no more of one step. */
export function annotations(report: Report): readonly Annotation[] {
  const all = allAnnotations(report);
  return (["error", "warning"] as const).flatMap((level) =>
    all.filter((each) => each.level === level).slice(0, ANNOTATIONS_OF_A_LEVEL),
  );
}

const placeKey = ({ file, line, column }: Place): string => JSON.stringify([file, line, column]);

function ofRun(run: RunVerdict): readonly Annotation[] {
  const pool = shownPool(run);
  const level = run.conclusion === "fail" ? "error" : "warning";
  if (run.verdict === "UNKNOWN" || pool === undefined) return unknown(run, level);
  if (run.verdict === "FITS") return [];
  const cause = run.causes.find(({ place, growthBytes }) => place !== undefined && (growthBytes ?? 0) > 0);
  const what = happening(pool.outcome);
  const sentences = [
    `${run.id} ${missOf(pool)}.`,
    ...(what === undefined ? [] : [`It ${what}.`]),
    ...(cause === undefined ? [] : [`The change that costs most: ${changeText(cause)}.`]),
    ...(run.advice.length === 0 ? [] : [`Fits with: ${run.advice.map(({ change }) => change).join("; or ")}.`]),
  ];
  return [at(cause?.place ?? placeOf(run), { level, title: `GPU memory: ${run.verdict}`, text: sentences.join(" ") })];
}

// What a command or a program changes stands at its place; the model may be written in another file.
const placeOf = ({ run, place }: RunVerdict): Place => {
  const model = run?.places["model"];
  return model?.file === place.file ? model : place;
};

function unknown(run: RunVerdict, level: Annotation["level"]): readonly Annotation[] {
  return unknownReasons(run).map((why) => {
    const text = `${why.message} ${why.remedy ?? ""}`.trim();
    return at(why.place ?? placeOf(run), { level, title: "GPU memory: UNKNOWN", text });
  });
}

const ofProblems = (report: Report): readonly Annotation[] =>
  allProblems(report).map((problem) => {
    const text = `${problem.message} ${problem.remedy ?? ""}`.trim();
    return at(problem, { level: problem.severity, title: "GPU memory", text });
  });

const at = (
  { file, line, column }: Place,
  { level, title, text }: { readonly level: Annotation["level"]; readonly title: string; readonly text: string },
): Annotation => ({ file, line, column, level, title, message: printable(withoutBackticks(text)) });
