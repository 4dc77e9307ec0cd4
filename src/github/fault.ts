import { UnknownPool } from "../fleet/only-pools.ts";

/** The HTTP status of an error that Octokit threw; a lost connection is 500 there; undefined for other errors. */
export function statusOf(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === "number" ? status : undefined;
}

/** Types of GraphQL errors, which come with status 200 (docs.github.com/en/graphql/reference); none for other errors. */
export function typesOf(error: unknown): readonly string[] {
  const errors = (error as { errors?: unknown } | null)?.errors;
  return Array.isArray(errors) ? errors.flatMap((each) => (typeof each?.type === "string" ? [each.type] : [])) : [];
}

/** What GraphQL says where REST answers 403. */
const FORBIDDEN = ["FORBIDDEN", "INSUFFICIENT_SCOPES"];

/** Something that can't be read, and is nobody's bug: its message is all that the user needs. */
export class Unreadable extends Error {}

/** Why no verdict could be found, for the user; a bug keeps its stack. */
export function inWords(error: unknown): string {
  if (error instanceof Unreadable || error instanceof UnknownPool) return error.message;
  if (statusOf(error) !== undefined) return `Files could not be read. ${explained(error, "pull-requests: write")}`;
  return `gpu-memory has a bug, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** One precise sentence on what GitHub refused, and the line to add where a permission is missing. */
export function explained(error: unknown, permission: string): string {
  const status = typesOf(error).some((type) => FORBIDDEN.includes(type)) ? 403 : statusOf(error);
  const said = textOf(error);
  if (/rate limit/i.test(said)) return `GitHub's rate limit is used up: ${said}.`;
  switch (status) {
    case 401:
      return "GitHub does not accept the token (401); is `github-token` set to a token that has expired?";
    case 403:
      return `The token may not do this (403: ${said}). A fork's or Dependabot's pull request gets a read-only token; elsewhere add \`permissions: {contents: read, ${permission}}\` to the job.`;
    case 404:
      return `GitHub finds no such place, or hides it from this token (404). In a private repository the job needs \`permissions: {contents: read, ${permission}}\`.`;
    case 422:
      return `GitHub refuses the content (422: ${said}).`;
    case undefined:
      return `GitHub could not be asked: ${said}.`;
    default:
      return `GitHub answers ${status}: ${said}.`;
  }
}

/** GitHub's own words in one short line, without the address of its documentation. */
function textOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .replace(/^Request failed due to following response errors:\s*(?:- )?/, "")
    .replace(/ - https:\/\/\S+$/, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/\.$/, "")
    .slice(0, 200);
}
