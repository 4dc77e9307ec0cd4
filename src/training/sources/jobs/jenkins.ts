import { LineTable } from "../../evaluate/lines.ts";
import type { Job, JobFile } from "./job.ts";

/** `sh '...'` steps of a Jenkinsfile. */
export function jenkinsJobs({ path, text }: JobFile): Job[] {
  const table = new LineTable(text);
  return [
    ...text.matchAll(/\b(?:sh|bat|powershell)[ (]+(?:"""([\s\S]*?)"""|'''([\s\S]*?)'''|"([^"\n]*)"|'([^'\n]*)')/g),
  ].map((match) => {
    const command = match[1] ?? match[2] ?? match[3] ?? match[4] ?? "";
    const from = match.index + match[0].lastIndexOf(command);
    return {
      file: path,
      folder: "",
      variables: new Map(),
      source: command,
      placeAt: (offset) => table.placeAt(from + offset, path),
    };
  });
}
