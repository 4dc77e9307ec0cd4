import { readFileSync } from "node:fs";
import type { Event } from "../changes/occasion.ts";

/** The event that started the run, and what is wrong with how it is told. */
export function readEvent(environment: NodeJS.ProcessEnv): Event & { readonly mistakes: readonly string[] } {
  const { GITHUB_EVENT_NAME: name = "", GITHUB_EVENT_PATH: path, GITHUB_SHA: sha = "" } = environment;
  const unnamed = "GITHUB_EVENT_NAME is not set: this program runs as a step of a GitHub workflow.";
  const mistakes = name === "" ? [unnamed] : [];
  try {
    return { name, sha, payload: path === undefined ? {} : JSON.parse(readFileSync(path, "utf8")), mistakes };
  } catch (error) {
    mistakes.push(`GITHUB_EVENT_PATH: the event can't be read: ${(error as Error).message}.`);
    return { name, sha, payload: {}, mistakes };
  }
}
