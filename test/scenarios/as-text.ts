import { VERSION } from "../../src/version.ts";
import type { Answered } from "./scenario.ts";

/** What a run did, as the files that are kept to compare with. What differs from run to run is named instead. */
export function asFiles(answered: Answered): Readonly<Record<string, string>> {
  const { result, comments, requests } = answered;
  const answer = [
    `exit code: ${result.exitCode}`,
    section(
      "outputs",
      Object.entries(result.outputs).map(([name, value]) => `${name}: ${value}`),
    ),
    section("requests", inStableOrder(requests)),
    section("log", result.stdout.trimEnd().split("\n")),
    section("errors", result.stderr.trimEnd().split("\n")),
  ];
  const named = (text: string): string => withNames(text, answered);
  return {
    "comment.md": comments.map(({ author, body }) => `${author} wrote:\n\n${named(body)}\n`).join("\n---\n\n"),
    "summary.md": named(result.summary),
    "answer.txt": named(`${answer.filter((part) => part !== "").join("\n\n")}\n`),
  };
}

function section(title: string, lines: readonly string[]): string {
  const written = lines.filter((line, index) => line !== "" || index > 0);
  return written.length === 0 ? "" : [`${title}:`, ...written.map((line) => `  ${line}`.trimEnd())].join("\n");
}

/** Reads may be sent at once and arrive in any order; between writes they are sorted. */
function inStableOrder(requests: readonly string[]): readonly string[] {
  const isRead = (line: string): boolean => line.startsWith("GET ");
  return requests.reduce<string[]>((sorted, line) => {
    const index = isRead(line) ? sorted.findLastIndex((one) => !isRead(one) || one <= line) + 1 : sorted.length;
    return sorted.toSpliced(index, 0, line);
  }, []);
}

function withNames(text: string, { commits, workspace, result }: Answered): string {
  const { merge, head, mergeBase, base } = commits;
  const shas = { merge, head, "merge base": mergeBase, base };
  const names = Object.entries(shas).reduce((written, [name, sha]) => {
    if (sha === undefined) return written;
    return written.replaceAll(sha, `<${name}>`).replaceAll(sha.slice(0, 7), `<${name}>`);
  }, text);
  const temporary = /\/\S*gpu-memory-runner-\w+/g;
  return names
    .replaceAll(workspace, "<workspace>")
    .replace(temporary, "<temp>")
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, "<api>")
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, "<time>")
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, "<time>")
    .replaceAll(`gpu-memory ${VERSION}`, "gpu-memory <version>")
    .replaceAll(/\b\d+ ms\b/g, result.milliseconds > 0 ? "<duration>" : "");
}
