import type { TrainingRun } from "../training/training-run.ts";
import type { RunVerdict } from "../verdict/verdict.ts";
import { code } from "./escape.ts";

const shown = (value: unknown): string =>
  value === undefined ? "default" : typeof value === "string" ? value : JSON.stringify(value);

/** Keys whose value differs between the two runs, with both values: `imgsz 640 → 1280`. */
export function changedKeys(
  before: TrainingRun,
  after: TrainingRun,
): readonly { readonly key: string; readonly from: string; readonly to: string }[] {
  const changed: { key: string; from: string; to: string }[] = [];
  const compare = (key: string, from: unknown, to: unknown): void => {
    if (JSON.stringify(from) !== JSON.stringify(to)) changed.push({ key, from: shown(from), to: shown(to) });
  };
  compare("model", before.model.written, after.model.written);
  const keys = new Set([...Object.keys(before.arguments), ...Object.keys(after.arguments)]) as Set<
    keyof TrainingRun["arguments"]
  >;
  for (const key of keys) compare(key, before.arguments[key], after.arguments[key]);
  compare("classes", before.dataset.classes, after.dataset.classes);
  compare("labels per image", before.dataset.labelsPerImage.maximum, after.dataset.labelsPerImage.maximum);
  compare("ultralytics", before.environment.ultralytics, after.environment.ultralytics);
  compare("torch", before.environment.torch, after.environment.torch);
  const sameText = before.model.written === after.model.written;
  const rows = (run: TrainingRun): string =>
    JSON.stringify([run.model.description.backbone, run.model.description.head], (key, value: unknown) =>
      key === "place" ? undefined : value,
    );
  if (sameText && rows(before) !== rows(after)) changed.push({ key: "model file", from: "", to: after.model.written });
  return changed;
}

/** The same as short Markdown texts. */
export function changesOf(run: RunVerdict): readonly string[] {
  if (run.before === undefined || run.run === undefined) return [];
  return changedKeys(run.before.run, run.run).map(({ key, from, to }) =>
    from === "" ? `${key} ${code(to)}` : `${code(key)} ${code(from)} → ${code(to)}`,
  );
}
