import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Inputs, readInputs } from "../../src/inputs.ts";

const HEAD = "a".repeat(40);
let folder = "";
let before: NodeJS.ProcessEnv = {};

// What the runner hands over lies in the environment, and @actions/core reads inputs from nowhere else.
beforeEach(() => {
  before = process.env;
  folder = mkdtempSync(join(tmpdir(), "gpu-memory-inputs-"));
});
afterEach(() => {
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
});

function read(change: NodeJS.ProcessEnv = {}, event = '{"action":"opened"}'): ReturnType<typeof readInputs> {
  const path = join(folder, "event.json");
  writeFileSync(path, event);
  process.env = {
    GITHUB_REPOSITORY: "acme/vision",
    GITHUB_WORKSPACE: "/workspace/vision",
    RUNNER_TEMP: "/home/runner/temp",
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: path,
    GITHUB_SHA: HEAD,
    GITHUB_RUN_ID: "1842",
    GITHUB_RUN_ATTEMPT: "2",
    "INPUT_GITHUB-TOKEN": "secret",
    ...change,
  };
  return readInputs(process.env);
}

function valid(change: NodeJS.ProcessEnv = {}): Inputs {
  const inputs = read(change);
  if ("mistakes" in inputs) throw new Error(inputs.mistakes.join("\n"));
  return inputs;
}

describe("inputs", () => {
  it("have defaults, and say where and as which run the action runs", () => {
    const { wanted, ...others } = valid();
    expect(others).toEqual({
      token: "secret",
      fleetFile: ".github/gpu-fleet.yml",
      mode: "auto",
      comment: "auto",
      suggestions: "never",
      check: "never",
      issue: "never",
      status: "never",
      labels: "never",
      html: "never",
      pools: [],
      readmes: "never",
      key: "default",
      python: "python3",
      event: { name: "pull_request", sha: HEAD, payload: { action: "opened" }, mistakes: [] },
      place: {
        owner: "acme",
        repo: "vision",
        workspace: "/workspace/vision",
        temporary: "/home/runner/temp",
        apiUrl: "https://api.github.com",
        serverUrl: "https://github.com",
        run: 1842,
        attempt: 2,
        workflow: undefined,
      },
    });
    expect(wanted).toBe(undefined);
  });

  it("take the addresses of an Enterprise Server from the runner", () => {
    const { apiUrl, serverUrl } = valid({
      GITHUB_API_URL: "https://git.acme.example/api/v3",
      GITHUB_SERVER_URL: "https://git.acme.example",
    }).place;
    expect([apiUrl, serverUrl]).toEqual(["https://git.acme.example/api/v3", "https://git.acme.example"]);
  });

  it("are all told at once where they are wrong, each with what would be right", () => {
    const wrong = read({ INPUT_MODE: "adit", INPUT_COMMENT: "yes", INPUT_FLEET: "../fleet.yml", INPUT_KEY: "a b" });
    expect(wrong).toEqual({
      mistakes: [
        'mode: "adit" is none of auto, audit, smoke, doctor.',
        'comment: "yes" is none of auto, never.',
        'fleet: "../fleet.yml" must be a path inside the repository.',
        'key: "a b" must be 1 to 50 letters, digits, dots, underscores or hyphens.',
      ],
    });
  });

  it("refuse an event that is cut off, and a run outside of a workflow", () => {
    expect(read({}, '{"action":')).toMatchObject({ mistakes: [expect.stringContaining("the event can't be read")] });
    expect(read({ GITHUB_EVENT_NAME: undefined, GITHUB_REPOSITORY: undefined })).toEqual({
      mistakes: [
        'GITHUB_REPOSITORY: "" is no owner/name.',
        "GITHUB_EVENT_NAME is not set: this program runs as a step of a GitHub workflow.",
      ],
    });
  });

  it("keep to the repository, however a path is written", () => {
    expect(valid({ INPUT_FLEET: "././ops/fleet.yml" }).fleetFile).toBe("ops/fleet.yml");
    for (const path of ["/etc/passwd", "a/../../b", ".."])
      expect(read({ INPUT_FLEET: path }), path).toMatchObject({ mistakes: [expect.stringContaining("fleet: ")] });
  });
});

describe("globs", () => {
  const chosen = (paths: string): readonly string[] =>
    ["configs/a.yaml", "configs/old/b.yaml", "other/c.yaml"].filter(valid({ INPUT_PATHS: paths }).wanted!);

  it("choose configs, one glob a line", () => {
    expect(chosen("configs/**\n\nother/*.yaml")).toEqual(["configs/a.yaml", "configs/old/b.yaml", "other/c.yaml"]);
    expect(chosen("configs/*.yaml")).toEqual(["configs/a.yaml"]);
  });

  it("leave files out after an exclamation mark, whatever the order", () => {
    expect(chosen("!configs/old/**")).toEqual(["configs/a.yaml", "other/c.yaml"]);
    expect(chosen("!configs/old/**\nconfigs/**")).toEqual(["configs/a.yaml"]);
  });
});
