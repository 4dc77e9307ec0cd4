import { expect, test } from "vitest";
import { problemText } from "../../src/problem.ts";
import { pep440Of, requirementsIn } from "../../src/training/version-pins.ts";
import { mayPinVersions, withIncluded } from "../../src/training/version-sources.ts";
import { findVersions } from "../../src/training/versions.ts";

function found(files: Record<string, string>) {
  const versions = findVersions(Object.entries(files).map(([path, text]) => ({ path, text })));
  const brief = (version: (typeof versions)["torch"]) => {
    return version && [version.version, `${version.place.file}:${version.place.line}:${version.place.column}`];
  };
  return { ultralytics: brief(versions.ultralytics), torch: brief(versions.torch) };
}

test("exact versions are found in every kind of file, with their place", () => {
  const cases: Record<string, string> = {
    "requirements.txt": "numpy\nultralytics[export]==8.3.63 ; python_version > '3.8'  # pinned\ntorch == 2.4.1+cu121\n",
    "requirements/train.in": "# ultralytics==8.0.0\nultralytics==8.3.63\ntorch===2.4.1\n",
    "pyproject.toml": '[project]\ndependencies = [\n  "ultralytics==8.3.63",\n  "torch[opt]==2.4.1",\n]\n',
    "poetry/pyproject.toml":
      '[tool.poetry.dependencies]\nultralytics = "8.3.63"\ntorch = {version = "2.4.1", source = "pytorch"}\n',
    "uv.lock":
      'version = 1\n\n[[package]]\nname = "torch"\nversion = "2.4.1+cu121"\n\n[[package]]\nname = "ultralytics"\nversion = "8.3.63"\n',
    "poetry.lock":
      '[[package]]\nname = "ultralytics"\nversion = "8.3.63"\n[[package]]\nname = "torch"\nversion = "2.4.1"\n',
    "Pipfile.lock": '{"default": {\n"ultralytics": {"version": "==8.3.63"},\n"torch": {"version": "==2.4.1"}}}',
    "environment.yml": "dependencies:\n  - pytorch::pytorch=2.4.1=py3.10_cuda\n  - pip:\n    - ultralytics==8.3.63\n",
    "setup.cfg": "[options]\ninstall_requires =\n    ultralytics==8.3.63\n    torch==2.4.1\n",
    "docker/Dockerfile":
      "FROM python\nRUN pip install --no-cache-dir \\\n    'ultralytics==8.3.63' \\\n    torch==2.4.1 && echo done\n",
    ".github/workflows/ci.yml": "jobs:\n  a:\n    steps:\n      - run: pip install torch==2.4.1 ultralytics==8.3.63\n",
  };
  const places = Object.fromEntries(Object.entries(cases).map(([path, text]) => [path, found({ [path]: text })]));
  expect(places).toEqual({
    "requirements.txt": { ultralytics: ["8.3.63", "requirements.txt:2:1"], torch: ["2.4.1", "requirements.txt:3:1"] },
    "requirements/train.in": {
      ultralytics: ["8.3.63", "requirements/train.in:2:1"],
      torch: ["2.4.1", "requirements/train.in:3:1"],
    },
    "pyproject.toml": { ultralytics: ["8.3.63", "pyproject.toml:3:3"], torch: ["2.4.1", "pyproject.toml:4:3"] },
    "poetry/pyproject.toml": {
      ultralytics: ["8.3.63", "poetry/pyproject.toml:2:1"],
      torch: ["2.4.1", "poetry/pyproject.toml:3:1"],
    },
    "uv.lock": { ultralytics: ["8.3.63", "uv.lock:8:1"], torch: ["2.4.1", "uv.lock:4:1"] },
    "poetry.lock": { ultralytics: ["8.3.63", "poetry.lock:2:1"], torch: ["2.4.1", "poetry.lock:5:1"] },
    "Pipfile.lock": { ultralytics: ["8.3.63", "Pipfile.lock:2:1"], torch: ["2.4.1", "Pipfile.lock:3:1"] },
    "environment.yml": { ultralytics: ["8.3.63", "environment.yml:4:5"], torch: ["2.4.1", "environment.yml:2:3"] },
    "setup.cfg": { ultralytics: ["8.3.63", "setup.cfg:3:5"], torch: ["2.4.1", "setup.cfg:4:5"] },
    "docker/Dockerfile": {
      ultralytics: ["8.3.63", "docker/Dockerfile:3:6"],
      torch: ["2.4.1", "docker/Dockerfile:4:5"],
    },
    ".github/workflows/ci.yml": {
      ultralytics: ["8.3.63", ".github/workflows/ci.yml:4:39"],
      torch: ["2.4.1", ".github/workflows/ci.yml:4:26"],
    },
  });
  expect(Object.keys(cases).filter((path) => !mayPinVersions(path))).toEqual([]);
});

test("a tag of the repository and of the projects' own images is a version", () => {
  expect(
    found({
      "requirements.txt": "git+https://github.com/ultralytics/ultralytics.git@v8.3.63\n",
      Dockerfile: "FROM --platform=linux/amd64 pytorch/pytorch:2.3.1-cuda12.1-cudnn8-runtime AS base\n",
    }),
  ).toEqual({ ultralytics: ["8.3.63", "requirements.txt:1:1"], torch: ["2.3.1", "Dockerfile:1:1"] });
  expect(found({ Dockerfile: "FROM ghcr.io/ultralytics/ultralytics:8.3.20\nRUN pip install torch==2.4.1\n" })).toEqual({
    ultralytics: ["8.3.20", "Dockerfile:1:1"],
    torch: ["2.4.1", "Dockerfile:2:17"],
  });
  expect(found({ Dockerfile: "FROM ultralytics/ultralytics:latest\nFROM me/pytorch-like:2.3.1\n" })).toEqual({});
});

test("files of requirements that others name count, whatever they are called, and may name each other", async () => {
  const files: Record<string, string> = {
    "requirements.txt": "-r deps/base.txt\n--constraint=deps/pins.in\n-r ../outside.txt\n-r /etc/passwd\n",
    "deps/base.txt": "-r pins.in\nultralytics\n",
    "deps/pins.in": "-r base.txt\n-r ../requirements.txt\nultralytics==8.3.40\ntorch==2.4.1\n",
  };
  const asked: string[] = [];
  const all = await withIncluded([{ path: "requirements.txt", text: files["requirements.txt"]! }], (path) => {
    asked.push(path);
    return files[path];
  });
  const { ultralytics, torch } = findVersions(all);
  expect([ultralytics?.version, ultralytics?.place.file, torch?.version]).toEqual(["8.3.40", "deps/pins.in", "2.4.1"]);
  expect(asked).toEqual(["deps/base.txt", "deps/pins.in"]);
});

test("of a range the newest release that it allows is taken, and said", () => {
  const assumed = (text: string) => findVersions([{ path: "requirements.txt", text }]).ultralytics;
  expect(assumed("ultralytics>=8.2,<8.4\n")).toEqual({
    version: "8.3.253",
    place: { file: "requirements.txt", line: 1, column: 1 },
    assumed:
      "requirements.txt:1 asks for ultralytics>=8.2,<8.4; 8.3.253, the newest known release that it allows, is assumed.",
  });
  expect(assumed("ultralytics~=8.3.40\n")?.version).toBe("8.3.253");
  expect(assumed("ultralytics>=8.0, !=8.4.190\n")?.version).toBe("8.4.189");
  expect(assumed("ultralytics==8.2.*\n")?.version).toBe("8.2.103");
  expect(assumed("ultralytics\n")).toMatchObject({
    version: "8.4.190",
    assumed: "requirements.txt:1 asks for ultralytics without a version; 8.4.190, the newest known, is assumed.",
  });
  expect(assumed("ultralytics>=9\n")?.assumed).toBe(
    "requirements.txt:1 asks for ultralytics>=9, which no known release satisfies; 8.4.190 is assumed.",
  );
  expect(assumed("torch==2.4.1\n")).toBeUndefined();
});

test("lock files count before projects, requirements, containers and workflows; who disagrees is named", () => {
  const files = [
    { path: "Dockerfile", text: "RUN pip install ultralytics==8.1.0\n" },
    { path: "requirements.txt", text: "ultralytics==8.2.0\n" },
    { path: "pyproject.toml", text: '[project]\ndependencies = ["ultralytics>=8.3"]\n' },
    { path: "uv.lock", text: '[[package]]\nname = "ultralytics"\nversion = "8.3.63"\n' },
  ];
  const { ultralytics, problems } = findVersions(files);
  expect(ultralytics?.version).toBe("8.3.63");
  expect(problems.map(problemText)).toEqual([
    "requirements.txt:1:1: warning: `ultralytics==8.2.0` disagrees with uv.lock:2, which gives 8.3.63. 8.3.63 is used. Make the two agree, or declare the version under `environment` in the fleet file.",
    "Dockerfile:1:17: warning: `ultralytics==8.1.0` disagrees with uv.lock:2, which gives 8.3.63. 8.3.63 is used. Make the two agree, or declare the version under `environment` in the fleet file.",
  ]);
  expect(findVersions(files.slice(0, 3)).ultralytics?.version).toBe("8.4.190");
});

test("a file that says nothing of the version does not hide one that does, and the root counts before folders", () => {
  expect(
    found({ "pyproject.toml": '[project]\ndependencies = ["torch"]\n', Dockerfile: "RUN pip install torch==2.5.1\n" })
      .torch?.[0],
  ).toBe("2.5.1");
  expect(found({ "sub/requirements.txt": "torch==2.1.0\n", "requirements.txt": "torch==2.5.1\n" }).torch?.[0]).toBe(
    "2.5.1",
  );
});

test("constraints of Poetry and of git are understood", () => {
  expect(["^8.3.0", "^0.2.1", "~8.3", "~8", "~8.3.4", "8.3.63", "*", ">=8,<9"].map(pep440Of)).toEqual([
    ">=8.3.0,<9",
    ">=0.2.1,<0.3",
    ">=8.3,<8.4",
    "==8.*",
    ">=8.3.4,<8.4",
    "==8.3.63",
    "",
    ">=8,<9",
  ]);
  expect(requirementsIn("ultralytics @ git+https://github.com/ultralytics/ultralytics@v8.3.63")).toEqual([
    { package: "ultralytics", specifier: "==8.3.63", column: 1 },
  ]);
});

test("other packages and mentions are not ours", () => {
  const text =
    "torchvision==0.16\nultralytics-thop==2.0\npytorch-lightning==2.0\n--find-links https://x/torch_stable.html\n-e git+https://github.com/ultralytics/ultralytics\n";
  expect(found({ "requirements.txt": text })).toEqual({ ultralytics: undefined, torch: undefined });
  expect(found({ Dockerfile: "COPY torch==2.0.0 .\n" })).toEqual({ ultralytics: undefined, torch: undefined });
});

test("a requirements file in UTF-16, and broken files of other tools, are read as far as they go", () => {
  const utf16 = `\ufffd\ufffd${[..."ultralytics==8.3.63\r\n"].map((letter) => `${letter}\0`).join("")}`;
  expect(found({ "requirements.txt": utf16 }).ultralytics).toEqual(["8.3.63", "requirements.txt:1:1"]);
  expect(found({ "pyproject.toml": "[project", "uv.lock": "\0", "Pipfile.lock": "{" })).toEqual({
    ultralytics: undefined,
    torch: undefined,
  });
});

test("an exact version that a range allows says what is installed, wherever it stands", () => {
  const project = '[project]\ndependencies = ["torch>=1.8.0"]\n';
  expect(found({ "pyproject.toml": project, "requirements.txt": "torch==2.2.2\n" }).torch).toEqual([
    "2.2.2",
    "requirements.txt:1:1",
  ]);
  const files = Object.entries({ "pyproject.toml": project, "requirements.txt": "torch==2.2.2\n" });
  expect(findVersions(files.map(([path, text]) => ({ path, text }))).problems).toEqual([]);
  expect(found({ "pyproject.toml": project, "requirements.txt": "torch==1.7.1\n" }).torch?.[1]).toBe(
    "pyproject.toml:2:17",
  );
});
