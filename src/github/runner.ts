import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { error, info, notice, setFailed, setOutput, summary, warning } from "@actions/core";
import type { Annotation } from "../report/annotations.ts";
import { logLines } from "../report/escape.ts";

// What a step of a workflow can say. Other people's text reaches the log only through here: it can't be read as a command
// of the runner, since core escapes what stands inside one, and what stands outside of one can't begin like one.

/** Lines of the log. */
export function say(text: string): void {
  info(logLines(text));
}

/** Something a maintainer should know, without any effect on the verdict. */
export function remark(text: string): void {
  notice(text, { title: "gpu-memory" });
}

/** Ends the step as failed, with the reason on the run's page. */
export function fail(text: string): void {
  setFailed(text);
}

/** Ends the step as failed; why is told by annotations and summary. */
export function failQuietly(): void {
  process.exitCode = 1;
}

/** Remarks at the lines of files, beside the diff. */
export function annotate(annotations: readonly Annotation[]): void {
  for (const { level, file, line, column, title, message } of annotations) {
    const place = { file, startLine: line, startColumn: column, title };
    if (level === "error") error(message, place);
    else warning(message, place);
  }
}

/** The step's part of the run's page. */
export async function summarize(markdown: string): Promise<void> {
  if (process.env["GITHUB_STEP_SUMMARY"] === undefined) return;
  await summary.addRaw(markdown, true).write();
}

/** Values for later steps. */
export function putOut(outputs: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}

/** Writes reports into a folder of their own; yields their paths by name. */
export async function writeReports(
  folder: string,
  reports: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  return Promise.all(
    Object.entries(reports).map(async ([name, text]) => {
      const file = join(folder, name);
      await writeFile(file, text);
      return file;
    }),
  );
}
