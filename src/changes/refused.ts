import type { Problem } from "../problem.ts";
import { mayHoldRuns, type SelectionRules } from "./may-hold-runs.ts";
import type { Changes } from "./repository.ts";

/** Changed files (in an audit: all) that may hold training runs and are not read, each with the reason. */
export async function refusedFiles({ head, changed }: Changes, rules: SelectionRules): Promise<readonly Problem[]> {
  const paths = changed?.filter(({ status }) => status !== "removed").map(({ path }) => path) ?? (await head.list());
  const refused = await Promise.all(paths.filter((path) => mayHoldRuns(path, rules)).map((path) => head.refusal(path)));
  return refused.filter((problem) => problem !== undefined);
}
