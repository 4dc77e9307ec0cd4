import type { ChangedFile } from "../changes/repository.ts";
import type { Client } from "./client.ts";
import { linesOfPatch } from "./patch.ts";
import type { RepositoryName } from "./place.ts";

/** How two commits differ, as GitHub tells it in one read. */
export interface Comparison {
  readonly mergeBase: string;
  /** Undefined where there are more files than GitHub tells. */
  readonly changed: readonly ChangedFile[] | undefined;
}

/** A comparison tells at most 300 files. */
const MOST_FILES = 300;

export async function compare(
  client: Client,
  repository: RepositoryName,
  { base, head }: { base: string; head: string },
): Promise<Comparison> {
  const { data } = await client.rest.repos.compareCommitsWithBasehead({
    ...repository,
    basehead: `${base}...${head}`,
    per_page: 1,
  });
  const files = data.files ?? [];
  return {
    mergeBase: data.merge_base_commit.sha,
    changed: files.length < MOST_FILES ? files.map(changedFile) : undefined,
  };
}

interface File {
  readonly filename: string;
  readonly status: string;
  readonly previous_filename?: string;
  readonly patch?: string;
}

const STATUSES: Readonly<Record<string, ChangedFile["status"]>> = {
  added: "added",
  copied: "added",
  removed: "removed",
  renamed: "renamed",
};

function changedFile({ filename, status, previous_filename: previousPath, patch }: File): ChangedFile {
  const kind = STATUSES[status] ?? "modified";
  return {
    path: filename,
    status: kind,
    ...(kind === "renamed" && previousPath !== undefined ? { previousPath } : {}),
    ...(patch === undefined || kind === "removed" ? {} : { lines: linesOfPatch(patch) }),
  };
}
