import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { answerMistakes, operationFor, requestMistakes } from "../openapi/description.ts";
import { type Answer, type Answers, ok, refusal } from "./answer.ts";
import { checkAnswers } from "./check-answers.ts";
import { type Fault, faultPlan } from "./fault.ts";
import { gitAnswers } from "./git-answers.ts";
import { answerGraphql } from "./graphql.ts";
import { issueAnswers } from "./issue-answers.ts";
import { pullAnswers } from "./pull-answers.ts";
import { type State, type Token, tokens } from "./state.ts";

/** A request as it came in and was answered. */
export interface LoggedRequest {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
  readonly status: number;
}

export interface LocalGitHub {
  readonly url: string;
  readonly state: State;
  readonly requests: LoggedRequest[];
  /** What GitHub would not accept in requests, or not send in answers. A test holds that it is empty. */
  readonly mistakes: string[];
  close(): Promise<void>;
}

export interface Behaviour {
  readonly faults?: readonly Fault[];
  /** Milliseconds before a request is carried out and before its answer is sent; drawn anew each time. */
  readonly delay?: () => number;
  /** Seconds that the server's clock is ahead, as its Date header tells. */
  readonly clockAhead?: number;
  /** What happens on GitHub just before a request is carried out, told by its operation and its number among those, from 1. */
  readonly meanwhile?: (operation: string, request: number) => void | Promise<void>;
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly text: string;
  readonly body: unknown;
  readonly token: Token | undefined;
  readonly accept: string;
}

const answers: Answers = { ...issueAnswers, ...pullAnswers, ...checkAnswers, ...gitAnswers };

/** Starts a GitHub on a free port of this machine that answers from `state`. */
export async function startLocalGitHub(state: State, behaviour: Behaviour = {}): Promise<LocalGitHub> {
  const requests: LoggedRequest[] = [];
  const mistakes: string[] = [];
  const faultFor = faultPlan(behaviour.faults ?? []);
  const server = createServer(async (incoming, response) => {
    const request = await read(incoming);
    const operation = operationNamed(request);
    const fault = faultFor(operation);
    await wait(behaviour.delay?.() ?? 0);
    await behaviour.meanwhile?.(operation, requests.filter((each) => each.operation === operation).length + 1);
    const now = (): number => Date.now() + (behaviour.clockAhead ?? 0) * 1000;
    const answer = refusedBy(fault, now()) ?? answerTo(state, request, mistakes);
    const { method, path, query, body } = request;
    const status = fault?.kind === "status-after" ? fault.status : answer.status;
    requests.push({ operation, method, path, query: query.toString(), body, status });
    await wait(fault?.kind === "stall" ? fault.milliseconds : (behaviour.delay?.() ?? 0));
    response.setHeader("date", new Date(now()).toUTCString());
    send(response, answer, fault);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  state.url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return {
    url: state.url,
    state,
    requests,
    mistakes,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

async function read(incoming: IncomingMessage): Promise<Request> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part);
  const text = Buffer.concat(parts).toString();
  const { pathname: written, searchParams } = new URL(incoming.url ?? "/", "http://localhost");
  // Enterprise Server answers below /api/v3, and GraphQL at /api/graphql.
  const pathname = written.replace(/^\/api\/v3(?=\/)|^\/api(?=\/graphql$)/, "");
  const given = incoming.headers.authorization?.replace(/^(token|bearer) /i, "") ?? "";
  const accept = incoming.headers.accept ?? "";
  const request = { method: incoming.method ?? "GET", path: pathname, query: searchParams, text, accept };
  return { ...request, body: text === "" ? undefined : parsed(text), token: tokens[given] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const isGraphql = ({ method, path }: Request): boolean => method === "POST" && path === "/graphql";

function operationNamed(request: Request): string {
  if (isGraphql(request)) return "graphql";
  return operationFor(request.method, request.path)?.id ?? "unknown";
}

function answerTo(state: State, request: Request, mistakes: string[]): Answer {
  if (request.token === undefined) return refusal(401, "Bad credentials");
  const asker = { state, token: request.token };
  if (isGraphql(request)) return ok(answerGraphql(asker, request.body as { query: string }));
  const found = operationFor(request.method, request.path);
  const name = `${request.method} ${request.path}`;
  if (found === undefined) {
    mistakes.push(`${name}: not among the operations of the cut-down description`);
    return refusal(404, "Not Found");
  }
  const wrong = requestMistakes(found.operation, request.query, request.body);
  mistakes.push(...wrong.map((text) => `${name}: ${text}`));
  if (wrong.length > 0) return refusal(422, "Invalid request.");
  if (request.method !== "GET" && !asker.token.mayWrite) return refusal(403, "Resource not accessible by integration");
  if (!belongsTo(state, found.parameters)) return refusal(404, "Not Found");
  const { accept, query, body } = request;
  const question = {
    ...asker,
    parameters: found.parameters,
    query,
    accept,
    body: (body ?? {}) as Record<string, unknown>,
  };
  const answer = answers[found.id]?.(question) ?? refusal(501, `${found.id} has no answer here`);
  if (!(answer.body instanceof Uint8Array)) {
    const untrue = answerMistakes(found.operation, answer.status, answer.body);
    mistakes.push(...untrue.map((text) => `answer to ${name}: ${text}`));
  }
  return answer;
}

function belongsTo({ owner, repository }: State, parameters: Readonly<Record<string, string>>): boolean {
  return parameters["owner"] === owner && parameters["repo"] === repository;
}

function refusedBy(fault: Fault["what"] | undefined, now: number): Answer | undefined {
  if (fault?.kind !== "status") return undefined;
  const worded = refusal(fault.status, fault.message ?? "Something went wrong");
  const answer = fault.body === undefined ? worded : { ...worded, body: fault.body };
  const { headers = {}, limitLiftsIn } = fault;
  if (limitLiftsIn === undefined) return { ...answer, headers };
  const reset = String(Math.ceil(now / 1000) + limitLiftsIn);
  return { ...answer, headers: { ...headers, "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset } };
}

function send(response: ServerResponse, answer: Answer, fault: Fault["what"] | undefined): void {
  const shown = fault?.kind === "status-after" ? refusal(fault.status, "Server Error") : answer;
  const { body, headers } = fault?.kind === "cut-page" ? cutPage(shown, fault.entries) : shown;
  const bytes = body instanceof Uint8Array ? body : Buffer.from(body === undefined ? "" : JSON.stringify(body));
  response.writeHead(shown.status, { "content-type": "application/json; charset=utf-8", ...headers });
  const half = bytes.subarray(0, bytes.length / 2);
  if (fault?.kind === "reset") response.write(half, () => response.socket?.resetAndDestroy());
  else response.end(fault?.kind === "malformed" ? half : bytes);
}

function cutPage(answer: Answer, entries: number): Answer {
  const { status, body } = answer;
  if (Array.isArray(body)) return { status, body: body.slice(0, entries) };
  const cut = (key: string, value: unknown): unknown =>
    key === "nodes" && Array.isArray(value) ? value.slice(0, entries) : key === "hasNextPage" ? false : value;
  return { status, body: JSON.parse(JSON.stringify(body), cut) };
}
