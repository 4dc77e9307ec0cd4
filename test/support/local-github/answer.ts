import type { State, Token } from "./state.ts";

/** A request as the answers see it: already checked against GitHub's description. */
export interface Question {
  readonly state: State;
  readonly token: Token;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** Media type asked for, such as application/vnd.github.raw+json. */
  readonly accept: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it is when it is bytes. */
  readonly body?: unknown;
}

export type Answers = Readonly<Record<string, (question: Question) => Answer>>;

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });

/** An error as GitHub words it. */
export function refusal(status: number, message: string): Answer {
  return { status, body: { message, documentation_url: "https://docs.github.com/rest", status: String(status) } };
}

export const notFound = (): Answer => refusal(404, "Not Found");

/** A 422 as GitHub answers it when the request's form is right and its content is not. */
export function invalid(message: string): Answer {
  const errors = [{ resource: "IssueComment", code: "unprocessable", field: "data", message }];
  return {
    status: 422,
    body: { message: "Validation Failed", errors, documentation_url: "https://docs.github.com/rest" },
  };
}

export interface Paging {
  readonly page: number;
  readonly perPage: number;
}

/** The page asked for; as on GitHub 30 entries unless told, 100 at most. */
export function pagingOf(query: URLSearchParams): Paging {
  const perPage = Math.min(Number(query.get("per_page") ?? 30), 100);
  return { perPage, page: Math.max(Number(query.get("page") ?? 1), 1) };
}

/** One page of a list, and the Link header that leads to the others. */
export function paged<T>(
  entries: readonly T[],
  address: string,
  query: URLSearchParams,
): { page: readonly T[]; headers: Record<string, string> } {
  const { page, perPage } = pagingOf(query);
  const last = Math.max(1, Math.ceil(entries.length / perPage));
  const link = (to: number, rel: string): string => {
    const there = new URLSearchParams(query);
    there.set("page", String(to));
    return `<${address}?${there}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, "prev"), link(1, "first")] : []),
    ...(page < last ? [link(page + 1, "next"), link(last, "last")] : []),
  ];
  return {
    page: entries.slice((page - 1) * perPage, page * perPage),
    headers: links.length === 0 ? {} : { link: links.join(", ") },
  };
}
