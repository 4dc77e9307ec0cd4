import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  checkOut,
  type Files,
  type GitRepository,
  newRepository,
  openPullRequest,
  temporaryFolder,
} from "../support/git-repository.ts";
import type { Fault } from "../support/local-github/fault.ts";
import { type LocalGitHub, startLocalGitHub } from "../support/local-github/server.ts";
import { pullShape } from "../support/local-github/shapes.ts";
import { emptyState, type PullRequest } from "../support/local-github/state.ts";
import { type ActionResult, runAction } from "./run-action.ts";

// The stages of the smoke test, each the bundle in a process of its own. What a GPU says is a recorded transcript of
// smoke/measure.py (test/smoke/recorded, docs/measuring.md): no GPU is at hand where tests run.

const FLEET = `version: 1
environment: {ultralytics: 8.4.190, torch: 2.11.0}
pools:
  team-h100: {gpu: H100 80GB HBM3, runner: [self-hosted, h100], smoke: always}
  edge-l4: {gpu: L4, runner: [self-hosted, l4], smoke: when-undecided}
  away: {gpu: L4}
configs:
  - {paths: ["configs/**"], pools: [team-h100, edge-l4, away]}
  - {paths: ["h100/**"], pools: [team-h100]}
datasets:
  data/vehicles.yaml: {images: 64, labels-per-image: 8}
`;
const CLASSES = Array.from({ length: 80 }, (_, index) => `  ${index}: c${index}\n`).join("");
const BASE: Files = {
  ".github/gpu-fleet.yml": FLEET,
  "data/vehicles.yaml": `path: vehicles\ntrain: train\nval: val\nnames:\n${CLASSES}`,
};
/** The run u004 of the recording. */
const NANO = "model: yolov8n.yaml\ndata: data/vehicles.yaml\nepochs: 1\nmosaic: 0\nbatch: 16\nimgsz: 640\n";
const RECORDED = new URL("../smoke/recorded/traced.jsonl", import.meta.url);

const open: LocalGitHub[] = [];
afterAll(async () => {
  for (const github of open.splice(0)) await github.close();
});

interface Scene {
  readonly github: LocalGitHub;
  readonly repository: GitRepository;
  readonly pull: PullRequest;
}

/** A pull request of these files, by somebody with a branch in this repository unless told. */
async function scene(head: Files, more: Partial<PullRequest> = {}, faults: readonly Fault[] = []): Promise<Scene> {
  const repository = newRepository();
  repository.commit("Start", BASE);
  repository.switchTo("topic", "main");
  repository.commit("Add", head);
  const commits = openPullRequest(repository, { number: 7, branch: "topic" });
  const pull: PullRequest = { ...commits, title: "Add", headOwner: "acme", state: "open", ...more };
  const github = await startLocalGitHub(emptyState(repository.folder), { faults });
  github.state.pulls.push(pull);
  open.push(github);
  return { github, repository, pull };
}

type Stage = "dispatch" | "plan" | "measure" | "report" | "watch";

async function stage(
  name: Stage,
  { github, repository, pull }: Scene,
  inputs: Readonly<Record<string, string>> = {},
  cancelWhen?: () => boolean,
): Promise<ActionResult> {
  const isCheck = name === "dispatch";
  const event = isCheck
    ? { name: "pull_request", payload: { action: "opened", pull_request: pullShape(github.state, pull) } }
    : { name: "workflow_dispatch", payload: { inputs: { sha: pull.head } } };
  const ref = isCheck ? "refs/pull/7/merge" : "refs/heads/main";
  const sha = isCheck ? pull.merge : pull.base;
  const given = { mode: "smoke", stage: name, ...(isCheck ? {} : { sha: pull.head }), ...inputs };
  const workspace =
    name === "measure" ? temporaryFolder("runner") : checkOut(repository, ref, isCheck ? "shallow" : "full");
  const at = { event, sha, ref, workspace, apiUrl: github.url, token: "token-write", runId: 5000 };
  const result = await runAction({ ...at, inputs: given, ...(cancelWhen === undefined ? {} : { cancelWhen }) });
  expect(github.mistakes).toEqual([]);
  return result;
}

interface Job {
  readonly pool: string;
  readonly runner: readonly string[];
  readonly gpu: string;
  readonly runs: readonly {
    readonly id: string;
    readonly train: object;
    readonly environment: Record<string, unknown>;
    readonly modelText?: string;
  }[];
}
const jobsOf = ({ outputs }: ActionResult): readonly Job[] => JSON.parse(outputs["matrix"] || "[]");

/** A folder as download-artifact leaves it: one folder an artifact. */
function artifacts(...texts: readonly string[]): string {
  const folder = temporaryFolder("records");
  for (const [index, text] of texts.entries()) {
    mkdirSync(join(folder, `gpu-memory-records-${index}`));
    writeFileSync(join(folder, `gpu-memory-records-${index}`, "gpu-memory-records.jsonl"), text);
  }
  return folder;
}

interface Change {
  readonly id?: string;
  readonly pool?: string;
  readonly commit?: string;
  readonly measured?: object;
}

/** The recorded run u004 as the record of this pull request's config. */
function recorded({ pull }: Scene, { measured, ...change }: Change = {}): string {
  const lines = readFileSync(RECORDED, "utf8").split("\n").filter(Boolean);
  const record = lines.map((line) => JSON.parse(line)).find(({ id }) => id === "u004-off");
  const about = { id: "configs/nano.yaml", pool: "team-h100", commit: pull.head };
  return `${JSON.stringify({ ...record, ...about, ...change, measured: { ...record.measured, ...measured } })}\n`;
}

const failed = ({ pull }: Scene, reason: string, message: string): string =>
  `${JSON.stringify({ id: "configs/nano.yaml", pool: "team-h100", commit: pull.head, error: { reason, message } })}\n`;

const statuses = ({ github }: Scene): readonly object[] =>
  github.state.statuses.map(({ sha, context, state, description }) => ({ sha, context, state, description }));
const status = (at: Scene, state: string, description: unknown): object => ({
  sha: at.pull.head,
  context: "gpu-memory/smoke",
  state,
  description,
});
const comment = ({ github }: Scene): string => github.state.comments.at(-1)?.body ?? "";
const writes = ({ github }: Scene): readonly string[] =>
  github.requests
    .filter(({ method, path }) => method !== "GET" && path !== "/graphql")
    .map(({ operation }) => operation);

describe("the stage dispatch, in the check's workflow", () => {
  it.concurrent("starts the default branch's workflow with the full SHA, and writes nothing else", async () => {
    const at = await scene({ "configs/nano.yaml": NANO });
    const result = await stage("dispatch", at);
    expect(at.github.state.dispatches).toEqual([
      { workflow: "gpu-memory-smoke.yml", ref: "main", inputs: { sha: at.pull.head, config: "", pool: "" } },
    ]);
    expect([result.exitCode, writes(at)]).toEqual([0, ["actions/create-workflow-dispatch"]]);
  });

  it.concurrent("asks for nothing on a fork, a head that has moved on, or where nothing is to be measured", async () => {
    const fork = await scene({ "configs/nano.yaml": NANO }, { headOwner: "guest" });
    expect((await stage("dispatch", fork)).stdout).toContain("The code of a fork never runs");
    const moved = await scene({ "configs/nano.yaml": NANO });
    Object.assign(moved.github.state, { pulls: [{ ...moved.pull, head: moved.pull.base }] });
    expect((await stage("dispatch", moved)).stdout).toContain("has moved on");
    const nothing = await scene({ "README.md": "Hello\n" });
    expect((await stage("dispatch", nothing)).stdout).toContain("No run of this pull request is to be measured");
    for (const at of [fork, moved, nothing]) expect(at.github.state.dispatches).toEqual([]);
  });

  it.concurrent("is no gate where the workflow is missing", async () => {
    const fault: Fault = {
      operation: "actions/create-workflow-dispatch",
      what: { kind: "status", status: 404, message: "Not Found" },
    };
    const at = await scene({ "configs/nano.yaml": NANO }, {}, [fault]);
    const { exitCode, stdout } = await stage("dispatch", at);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining("No smoke test was asked for.")]);
  });
});

describe("the stage plan", () => {
  it.concurrent("puts out what is measured where, by the base's fleet file, and says what is waited for", async () => {
    const theirs = FLEET.replaceAll("always", "never").replaceAll("self-hosted", "elsewhere");
    const at = await scene({ "configs/nano.yaml": NANO, ".github/gpu-fleet.yml": theirs });
    const result = await stage("plan", at);
    const jobs = jobsOf(result);
    expect(jobs).toMatchObject([{ pool: "team-h100", runner: ["self-hosted", "h100"], gpu: "NVIDIA H100 80GB HBM3" }]);
    expect(jobs[0]?.runs).toMatchObject([
      {
        id: "configs/nano.yaml",
        commit: at.pull.head,
        train: { model: "yolov8n.yaml", epochs: 1, mosaic: 0, batch: 16, imgsz: 640 },
        dataset: { classes: 80, labelsPerImage: 8, trainImages: 64 },
        environment: { ampCheck: true, finalEval: true },
      },
    ]);
    expect(Number(jobs[0]?.runs[0]?.environment["allocatorCapBytes"])).toBeGreaterThan(70 * 2 ** 30);
    expect(statuses(at)).toEqual([status(at, "pending", "Waiting for a run to be measured on team-h100")]);
  });

  it.concurrent("takes an undecided run where the pool says so, and named ones on named pools", async () => {
    // 24 GiB of an L4 are just about what this takes.
    const at = await scene({ "configs/nano.yaml": NANO.replace("batch: 16", "batch: 192") });
    const asked = await stage("plan", at);
    const named = await stage("plan", at, { paths: "configs/*.yaml", pools: "edge-l4,away" });
    expect(jobsOf(named).map(({ pool }) => pool)).toEqual(["edge-l4"]);
    expect(named.stdout).toContain("names no `runner`");
    expect(jobsOf(asked).map(({ pool }) => pool)).toContain("team-h100");
    expect(jobsOf(await stage("plan", at, { paths: "other/**" }))).toEqual([]);
    expect(statuses(at).at(-1)).toEqual(status(at, "error", expect.stringContaining("is what was named")));
  });

  it.concurrent("hands on no argument that names a file, and no model file as it is", async () => {
    const model = `nc: 80\nbackbone:\n  - [-1, 1, Conv, [16, 3, 2]] # secret remark\n  - [-1, 1, Conv, [32, 3, 2]]\nhead:\n  - [[0, 1], 1, Detect, [nc]]\n`;
    const own = NANO.replace("yolov8n.yaml", "models/ours.yaml").concat("pretrained: evil.pt\nproject: /etc\n");
    const evil = model.replace("backbone", `activation: "__import__('os').system('x')"\nbackbone`);
    const at = await scene({
      "configs/own.yaml": own,
      "models/ours.yaml": model,
      "configs/evil.yaml": own.replace("ours", "evil"),
      "models/evil.yaml": evil,
    });
    const result = await stage("plan", at, { pools: "team-h100" });
    const runs = jobsOf(result).flatMap((job) => job.runs);
    expect(runs.map(({ id }) => id)).toEqual(["configs/own.yaml"]);
    expect(runs[0]?.train).toEqual({ model: "ours.yaml", epochs: 1, mosaic: 0, batch: 16, imgsz: 640 });
    expect(JSON.parse(runs[0]?.modelText ?? "")).toMatchObject({ nc: 80, head: [[[0, 1], 1, "Detect", ["nc"]]] });
    expect(result.outputs["matrix"]).not.toMatch(/secret|evil|etc/);
    expect(result.stdout).toContain("configs/evil.yaml on team-h100: The activation of its model file");
  });

  it.concurrent("refuses a fork, a head that has moved on, and what is no SHA", async () => {
    const fork = await scene({ "configs/nano.yaml": NANO }, { headOwner: "guest" });
    const moved = await scene({ "configs/nano.yaml": NANO });
    const results = [
      await stage("plan", fork),
      await stage("plan", moved, { sha: moved.pull.base }),
      await stage("plan", moved, { sha: "topic" }),
    ];
    expect(results.map(({ exitCode }) => exitCode)).toEqual([1, 1, 1]);
    expect(results.map(({ outputs }) => outputs["matrix"] ?? "")).toEqual(["", "", ""]);
    expect(results[0]?.stdout).toContain("comes from a fork");
    expect(results[1]?.stdout).toContain("is the head of no open pull request");
    expect(results[2]?.stdout).toContain('sha: "topic" must be the full SHA');
    expect([...writes(fork), ...writes(moved)]).toEqual([]);
  });
});

/** The pull request of which the stage `measure` was run on an H100: the same files give the same commit. */
const ON_AN_H100: Files = {
  "h100/nano.yaml": "model: yolov8n.pt\ndata: data/vehicles.yaml\nepochs: 3\nbatch: 16\nimgsz: 640\n",
  "h100/eleven.yaml": "model: yolo11s.yaml\ndata: data/vehicles.yaml\nepochs: 1\nmosaic: 0\nbatch: 16\nimgsz: 640\n",
  "h100/ten.yaml":
    "model: yolov10n.yaml\ndata: data/vehicles.yaml\nepochs: 1\nmosaic: 0\nbatch: 8\nimgsz: 640\noptimizer: SGD\n",
  "h100/seg.yaml":
    "task: segment\nmodel: yolo26n-seg.yaml\ndata: data/vehicles.yaml\nepochs: 1\nmosaic: 0\nbatch: 8\nimgsz: 640\n",
  "h100/own.yaml": "model: models/own.yaml\ndata: data/vehicles.yaml\nepochs: 1\nmosaic: 0\nbatch: 8\nimgsz: 640\n",
  "models/own.yaml": readFileSync(new URL("../../examples/vision-team/models/defects.yaml", import.meta.url), "utf8"),
};
const WHOLE_STAGES = new URL("../smoke/recorded/whole-stages.jsonl", import.meta.url);

it("plans what was measured on an H100, and reports that recording: five runs, as predicted", async () => {
  const at = await scene(ON_AN_H100);
  const [job] = jobsOf(await stage("plan", at));
  const text = readFileSync(WHOLE_STAGES, "utf8");
  const records: { id: string; commit: string }[] = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(job?.runs.map(({ id }) => id)).toEqual(records.map(({ id }) => id));
  expect(new Set(records.map(({ commit }) => commit))).toEqual(new Set([at.pull.head]));
  await stage("report", at, { records: artifacts(text) });
  expect(statuses(at).at(-1)).toEqual(status(at, "success", "5 runs measured: all train as written, as predicted"));
  expect(comment(at)).toContain("<b>Measured on GPUs</b>: 5 of 5 runs");
});

describe("the stage measure", () => {
  const planned = async () => {
    const at = await scene({ "configs/nano.yaml": NANO });
    const [job] = jobsOf(await stage("plan", at));
    return { at, job: JSON.stringify(job) };
  };

  it.concurrent("says `no CUDA device` within 5 s where there is none, and the report tells it", async () => {
    const { at, job } = await planned();
    const before = at.github.requests.length;
    // The quickest of three: a machine that is busy with other things is no measure.
    let measured = await stage("measure", at, { job });
    for (let more = 0; more < 2 && measured.milliseconds > 5000; more++) measured = await stage("measure", at, { job });
    expect(measured.milliseconds).toBeLessThan(5000);
    expect([measured.exitCode, at.github.requests.length]).toEqual([0, before]);
    const text = readFileSync(measured.outputs["records"] ?? "", "utf8");
    expect(
      text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { id: "configs/nano.yaml", pool: "team-h100", commit: at.pull.head, error: { reason: "no-cuda-device" } },
    ]);
    await stage("report", at, { records: artifacts(text) });
    expect(statuses(at).at(-1)).toEqual(
      status(
        at,
        "error",
        expect.stringContaining(
          "configs/nano.yaml on team-h100 was not measured: the runner has no CUDA device: the NVIDIA driver",
        ),
      ),
    );
    expect(comment(at)).toContain("not measured: the runner has no CUDA device");
  });

  it.concurrent("makes a record of a Python that is missing, that fails or that is killed", async () => {
    const { at, job } = await planned();
    const folder = temporaryFolder("python");
    const program = (name: string, body: string): string => {
      writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
      return join(folder, name);
    };
    const said: string[] = [];
    for (const python of [
      join(folder, "none"),
      program("fails", "echo broken >&2; exit 3"),
      program("dies", "kill -9 $$"),
      program("talks", "echo nonsense"),
    ]) {
      const { exitCode, outputs } = await stage("measure", at, { job, python });
      const { error } = JSON.parse(readFileSync(outputs["records"] ?? "", "utf8"));
      said.push(`${exitCode} ${error.reason}: ${error.message}`);
    }
    expect(said).toEqual([
      expect.stringMatching(/^0 failed: .*none could not be started: .*ENOENT/),
      "0 failed: smoke/measure.py ended with code 3: broken",
      "0 failed: smoke/measure.py ended by SIGKILL",
      "0 failed: smoke/measure.py ended with code 0",
    ]);
  });

  it.concurrent("leaves nothing running when its job is cancelled, and a record all the same", async () => {
    const { at, job } = await planned();
    const folder = temporaryFolder("python");
    const python = join(folder, "hangs");
    writeFileSync(python, `#!/bin/sh\necho $$ > ${folder}/pid\nexec sleep 600\n`, { mode: 0o755 });
    const { outputs, milliseconds } = await stage("measure", at, { job, python }, () =>
      existsSync(join(folder, "pid")),
    );
    expect(milliseconds).toBeLessThan(120_000);
    const { error } = JSON.parse(readFileSync(outputs["records"] ?? "", "utf8"));
    expect(error).toEqual({ reason: "failed", message: "smoke/measure.py ended by SIGTERM" });
    expect(() => process.kill(Number(readFileSync(join(folder, "pid"), "utf8")), 0)).toThrow("ESRCH");
  });

  it.concurrent("takes nothing but an entry of the matrix", async () => {
    const { at, job } = await planned();
    const evil = { ...JSON.parse(job) };
    evil.runs[0] = { ...evil.runs[0], modelText: "nc: 1", train: { model: "../../evil.yaml" } };
    for (const wrong of ["", "nonsense", "{}", JSON.stringify(evil)]) {
      const { exitCode, stdout } = await stage("measure", at, { job: wrong });
      expect([exitCode, stdout]).toEqual([1, expect.stringContaining("job: ")]);
    }
  });
});

describe("the stage report, on a recorded transcript", () => {
  it.concurrent("tells that a run trains as predicted, in the status and in the comment", async () => {
    const at = await scene({ "configs/nano.yaml": NANO });
    const result = await stage("report", at, { records: artifacts(recorded(at)) });
    expect(result.exitCode).toBe(0);
    expect(statuses(at)).toEqual([status(at, "success", "1 run measured: it trains as written, as predicted")]);
    expect(comment(at)).toContain("<b>Measured on GPUs</b>: 1 of 1 run, as predicted");
    expect(comment(at)).toMatch(
      /\| `configs\/nano\.yaml` \| `team-h100` \| +[\d.]+ \| +3\.6 \| ✅ trained as written \|/,
    );
    expect(comment(at)).toContain(`"head":"${at.pull.head}"`);
    expect(result.summary).toContain("Measured on GPUs");
    const only = await scene({ "h100/nano.yaml": NANO });
    await stage("report", only, { records: artifacts(recorded(only, { id: "h100/nano.yaml" })) });
    expect(comment(only)).toMatch(/\| [\d.]+ \([\d.]+–[\d.]+\), measured 3\.6 \|/);
  });

  it.concurrent("says a wrong prediction plainly", async () => {
    const at = await scene({ "configs/nano.yaml": NANO });
    await stage("report", at, { records: artifacts(recorded(at, { measured: { batchAfterFirstEpoch: 8 } })) });
    expect(statuses(at)).toEqual([
      status(at, "failure", "configs/nano.yaml on team-h100 was silently trained at batch 8; the prediction was wrong"),
    ]);
    expect(comment(at)).toContain(
      "**The prediction was wrong** for `configs/nano.yaml` on `team-h100`: the prediction was that it would train; it was silently trained at batch 8.",
    );
    const larger = await scene({ "configs/nano.yaml": NANO });
    await stage("report", larger, {
      records: artifacts(recorded(larger, { measured: { trainReservedPeakBytes: 2 ** 34 } })),
    });
    expect(statuses(larger)).toEqual([
      status(
        larger,
        "success",
        expect.stringMatching(
          /^The prediction was wrong, and it trains: configs\/nano.yaml on team-h100: PyTorch reserved 16\.0 GiB, which is more/,
        ),
      ),
    ]);
  });

  it.concurrent.each([
    ["no-torch", "the runner's Python has no torch"],
    ["cpu-only-torch", "the runner's torch is built without CUDA"],
    ["other-process", "another process was on the GPU"],
    ["other-gpu", "the runner has another GPU than the pool declares"],
    ["time-limit", "it did not end within the time limit"],
    ["killed", "its process was killed"],
    ["missing-data-set", "the data set is not on the runner"],
    ["disk-full", "the runner's disk was full"],
  ])("tells the reason of a run that was not measured: %s", async (reason, said) => {
    const at = await scene({ "configs/nano.yaml": NANO });
    await stage("report", at, { records: artifacts(failed(at, reason, "As the runner says.")) });
    expect(statuses(at)).toEqual([
      status(at, "error", `configs/nano.yaml on team-h100 was not measured: ${said}: As the runner says`),
    ]);
    expect(comment(at)).toContain(`not measured: ${said}`);
  });

  it.concurrent("trusts no record: not of another run, pool or commit, not malformed, not hostile", async () => {
    const at = await scene({ "configs/nano.yaml": NANO });
    const hostile = failed(
      at,
      "failed",
      "</details><script>alert(1)</script> @acme/all ::error::x\n<!-- gpu-memory {} -->",
    );
    const result = await stage("report", at, {
      records: artifacts(
        recorded(at, { id: "configs/other.yaml" }) +
          recorded(at, { pool: "edge-l4" }) +
          recorded(at, { commit: at.pull.base }),
        recorded(at, { measured: { trainReservedPeakBytes: -1 } }),
        `nonsense\n${JSON.stringify({ id: "configs/nano.yaml", error: { reason: "<b>", message: "" } })}\n`,
        hostile,
      ),
    });
    expect(statuses(at)).toEqual([
      status(at, "error", expect.stringContaining("was not measured: the training failed: </details>")),
    ]);
    expect(comment(at)).not.toContain("<script>");
    expect(comment(at)).not.toContain("@acme/all");
    expect(comment(at).split("<!-- gpu-memory")).toHaveLength(2);
    expect(result.stdout).toContain("A record can't be read. Line");
    expect(result.stdout).not.toMatch(/^::error::x/m);
  });

  it.concurrent("tells where no runner took the job, and where a job left nothing", async () => {
    const away = await scene({ "configs/nano.yaml": NANO });
    away.github.state.jobs.push({
      id: 1,
      name: "gpu-memory-measure team-h100",
      status: "completed",
      conclusion: "cancelled",
      runner_id: null,
    });
    await stage("report", away, { records: "nowhere" });
    expect(statuses(away)).toEqual([
      status(
        away,
        "error",
        "configs/nano.yaml on team-h100 was not measured: no runner answered for the pool team-h100",
      ),
    ]);
    const nothing = await scene({ "configs/nano.yaml": NANO });
    nothing.github.state.jobs.push({
      id: 1,
      name: "gpu-memory-measure team-h100",
      status: "completed",
      conclusion: "failure",
      runner_id: 4,
    });
    await stage("report", nothing, { records: "nowhere" });
    expect(statuses(nothing)).toEqual([
      status(nothing, "error", "configs/nano.yaml on team-h100 was not measured: its job ended without a record"),
    ]);
  });

  it.concurrent("writes no comment for a head that moved on meanwhile, and ends its status", async () => {
    const at = await scene({ "configs/nano.yaml": NANO });
    Object.assign(at.github.state, { pulls: [{ ...at.pull, head: at.pull.base }] });
    const { exitCode } = await stage("report", at, { records: artifacts(recorded(at)) });
    expect([exitCode, writes(at)]).toEqual([1, ["repos/create-commit-status"]]);
    expect(statuses(at)).toEqual([status(at, "error", "The pull request has moved on, or is closed")]);
  });

  it.concurrent("takes the place of the check's comment, and stays when the check's run is slower", async () => {
    const at = await scene({ "configs/nano.yaml": NANO });
    const event = {
      name: "pull_request",
      payload: { action: "opened", pull_request: pullShape(at.github.state, at.pull) },
    };
    const check = async (runId: number): Promise<void> => {
      const workspace = checkOut(at.repository, "refs/pull/7/merge", "shallow");
      const ref = { sha: at.pull.merge, ref: "refs/pull/7/merge" };
      await runAction({ event, ...ref, workspace, apiUrl: at.github.url, token: "token-write", runId });
    };
    await check(4999);
    expect(comment(at)).not.toContain("Measured on GPUs");
    await stage("report", at, { records: artifacts(recorded(at)) });
    expect(comment(at)).toContain("Measured on GPUs");
    await check(4999);
    expect(comment(at)).toContain("Measured on GPUs");
    // A later run for the same head has nothing else to say: it would have rewritten a comment without the measured rows.
    await check(5001);
    expect(comment(at)).toContain("Measured on GPUs");
    expect(at.github.state.comments).toHaveLength(1);
  });
});

describe("the stage watch", () => {
  const job = (id: number, pool: string, status: string) => {
    return {
      id,
      name: `gpu-memory-measure ${pool}`,
      status,
      conclusion: status === "completed" ? "success" : null,
      runner_id: status === "queued" ? 0 : 4,
    };
  };

  it.concurrent("says that no runner answered, and cancels the run", async () => {
    const at = await scene({ "configs/nano.yaml": NANO });
    at.github.state.jobs.push(job(1, "team-h100", "queued"), job(2, "edge-l4", "completed"));
    const { exitCode } = await stage("watch", at, { minutes: "0.02" });
    expect(exitCode).toBe(0);
    expect(statuses(at)).toEqual([status(at, "error", "No runner answered within 0.02 min for team-h100")]);
    expect(at.github.state.cancelled).toEqual([5000]);
  });

  it.concurrent("lets go on what a runner has taken, and ends when every job is", async () => {
    const at = await scene({ "configs/nano.yaml": NANO });
    const [first, second] = [job(1, "team-h100", "queued"), job(2, "edge-l4", "in_progress")];
    at.github.state.jobs.push(first, second);
    const watched = stage("watch", at, { minutes: "0.02" });
    await new Promise((passed) => setTimeout(passed, 4000));
    expect([statuses(at), at.github.state.cancelled]).toEqual([[], []]);
    Object.assign(first, { status: "in_progress", runner_id: 4 });
    expect((await watched).stdout).toContain("Every job was answered by a runner.");
    expect([statuses(at), at.github.state.cancelled]).toEqual([[], []]);
  });
});
