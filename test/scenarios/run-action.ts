import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { temporaryFolder } from "../support/git-repository.ts";

/** What a workflow run hands to the action. */
export interface ActionRun {
  readonly event: { readonly name: string; readonly payload: object };
  readonly workspace: string;
  readonly apiUrl: string;
  readonly token: string;
  /** GITHUB_SHA and GITHUB_REF of that event. */
  readonly sha: string;
  readonly ref: string;
  readonly runId?: number;
  readonly attempt?: number;
  /** GITHUB_SERVER_URL of an Enterprise Server. */
  readonly serverUrl?: string;
  /** Values of `with:`; the others have the defaults of action.yml. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** The job is cancelled as soon as this holds: the runner sends SIGTERM. */
  readonly cancelWhen?: () => boolean;
  /** Path of the Node to run on; the project's own Node 24 when absent. */
  readonly node?: string;
}

/** What is left when the process has ended. */
export interface ActionResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly milliseconds: number;
}

interface Metadata {
  readonly inputs?: Readonly<Record<string, { readonly default?: string | boolean | number }>>;
  readonly runs: { readonly main: string };
}

/** A run that takes longer is ended: no scenario leaves a process behind. */
const LONGEST_RUN_MS = 150_000;

const root = join(import.meta.dirname, "../..");
const ownNode = join(root, "node_modules/node/bin/node");

/** Runs the action as action.yml describes it, in a process of its own, with the variables and files of the runner. */
export async function runAction(run: ActionRun): Promise<ActionResult> {
  const metadata: Metadata = parse(readFileSync(join(root, "action.yml"), "utf8"));
  const folder = temporaryFolder("runner");
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: folder,
    CI: "true",
    ...runnerVariables(run),
    ...inputVariables(metadata, run),
    RUNNER_TEMP: folder,
    GITHUB_EVENT_PATH: file("event.json", JSON.stringify(run.event.payload)),
    GITHUB_OUTPUT: file("output", ""),
    GITHUB_STEP_SUMMARY: file("summary.md", ""),
  };
  const started = performance.now();
  const options = { cwd: run.workspace, env, timeout: LONGEST_RUN_MS } as const;
  const child = spawn(run.node ?? ownNode, [join(root, metadata.runs.main)], options);
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const cancel = setInterval(() => run.cancelWhen?.() && child.kill("SIGTERM"), 100);
  const exitCode = await new Promise<number | null>((ended) => child.on("close", ended));
  clearInterval(cancel);
  return {
    exitCode,
    stdout: stdout(),
    stderr: stderr(),
    outputs: outputsIn(readFileSync(env.GITHUB_OUTPUT, "utf8")),
    summary: readFileSync(env.GITHUB_STEP_SUMMARY, "utf8"),
    milliseconds: performance.now() - started,
  };
}

/** The Node that the system has; undefined where it has none but the project's. */
export function systemNode(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(":").filter((folder) => !folder.includes("node_modules"));
  return folders.map((folder) => join(folder, "node")).find((path) => existsSync(path));
}

function runnerVariables({
  event,
  workspace,
  apiUrl,
  serverUrl,
  sha,
  ref,
  runId,
  attempt,
}: ActionRun): Record<string, string> {
  return {
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: apiUrl,
    GITHUB_GRAPHQL_URL: `${apiUrl.replace(/\/v3$/, "")}/graphql`,
    GITHUB_SERVER_URL: serverUrl ?? "https://github.com",
    GITHUB_EVENT_NAME: event.name,
    GITHUB_REPOSITORY: "acme/vision",
    GITHUB_REPOSITORY_OWNER: "acme",
    GITHUB_WORKSPACE: workspace,
    GITHUB_SHA: sha,
    GITHUB_REF: ref,
    GITHUB_RUN_ID: String(runId ?? 1842),
    GITHUB_RUN_NUMBER: "12",
    GITHUB_RUN_ATTEMPT: String(attempt ?? 1),
    GITHUB_WORKFLOW: "gpu-memory",
    GITHUB_WORKFLOW_REF: "acme/vision/.github/workflows/gpu-memory.yml@refs/heads/main",
    GITHUB_JOB: "gpu-memory",
    GITHUB_ACTION: "gpu-memory",
    GITHUB_ACTOR: "ann",
    RUNNER_OS: "Linux",
  };
}

/** As the runner does it: names in capitals with spaces as underscores, defaults from action.yml, `github.token` filled in. */
function inputVariables({ inputs = {} }: Metadata, run: ActionRun): Record<string, string> {
  const values = Object.entries(inputs).map(([name, about]) => {
    const value = run.inputs?.[name] ?? String(about.default ?? "");
    return [
      `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`,
      value.replace(/\$\{\{ *github\.token *\}\}/, run.token),
    ];
  });
  return Object.fromEntries(values);
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const parts: Buffer[] = [];
  stream.on("data", (part: Buffer) => parts.push(part));
  return () => Buffer.concat(parts).toString();
}

/** `name<<delimiter`, lines, `delimiter`; or `name=value`. */
function outputsIn(text: string): Record<string, string> {
  const block = /^([^\n=<]+)(?:=(.*)|<<(.+)\n([\s\S]*?)\n?\3)$/gm;
  return Object.fromEntries(
    [...text.matchAll(block)].map(([, name = "", short, , long]) => [name, short ?? long ?? ""]),
  );
}
