import { rmSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commitNamed, gitIn, mergeBase, parentsOf } from "../../src/github/git.ts";
import { gitChanges, statusOf } from "../../src/github/git-changes.ts";
import { gitSnapshot } from "../../src/github/git-snapshot.ts";
import { openRepository } from "../../src/github/open-repository.ts";
import { filesOfPatch, linesOfPatch } from "../../src/github/patch.ts";
import { checkOut, newRepository } from "../support/git-repository.ts";

const repository = newRepository();
const git = gitIn(repository.folder);

const odd = 'configs/a "b"\nc 🚀.yaml';
const first = repository.commit("First", {
  "configs/a.yaml": "model: yolov8n.pt\nbatch: 16\nimgsz: 640\n",
  "configs/old.yaml": "model: yolov8s.pt\ndata: coco8.yaml\nepochs: 3\nbatch: 8\n",
  "configs/gone.yaml": "model: yolov8m.pt\n",
  "README.md": "hello\n",
});
const second = repository.commit("Second", {
  "configs/a.yaml": "model: yolov8n.pt\nbatch: 32\nimgsz: 640\namp: false\n",
  "configs/old.yaml": null,
  "configs/new.yaml": "model: yolov8s.pt\ndata: coco8.yaml\nepochs: 4\nbatch: 8\n",
  "configs/gone.yaml": null,
  [odd]: "model: yolov8l.pt\n",
  "README.md": "hello\nyou\n",
  "configs/link.yaml": { link: "../../../etc/passwd" },
  "configs/folder": { link: ".." },
  "configs/large.yaml": "a".repeat(1024 * 1024 + 1),
  "configs/image.yaml": new Uint8Array([0x89, 0x50, 0, 1]),
  "configs/latin.yaml": new Uint8Array([0x61, 0xe9, 0x0a]),
});

describe("a commit of the local repository", () => {
  const snapshot = gitSnapshot(git, second);

  it("lists plain files, however they are named, and no links", async () => {
    expect([...(await snapshot.list())].sort()).toEqual(
      [
        "README.md",
        odd,
        "configs/a.yaml",
        "configs/image.yaml",
        "configs/large.yaml",
        "configs/latin.yaml",
        "configs/new.yaml",
      ].sort(),
    );
  });

  it("gives the text of files asked for together or one by one", async () => {
    expect(await Promise.all([odd, "configs/a.yaml", "nowhere.yaml"].map((path) => snapshot.read(path)))).toEqual([
      "model: yolov8l.pt\n",
      "model: yolov8n.pt\nbatch: 32\nimgsz: 640\namp: false\n",
      undefined,
    ]);
    expect(await gitSnapshot(git, first).read("README.md")).toBe("hello\n");
  });

  it.each([
    ["configs/link.yaml", "refused-symlink"],
    ["configs/folder", "refused-symlink"],
    ["configs/large.yaml", "refused-too-large"],
    ["configs/image.yaml", "refused-not-text"],
    ["configs/latin.yaml", "refused-not-text"],
    ["configs/a.yaml", undefined],
    ["../outside.yaml", undefined],
  ])("says why %j is not read: %s", async (path, code) => {
    expect((await snapshot.refusal(path))?.code).toBe(code);
    if (code !== undefined) expect(await snapshot.read(path)).toBeUndefined();
  });

  it("reads no submodule", async () => {
    const other = newRepository();
    other.commit("Start", { "a.yaml": "a: 1\n" });
    repository.git(
      "-c",
      "protocol.file.allow=always",
      "submodule",
      "--quiet",
      "add",
      `file://${other.folder}`,
      "sub.yaml",
    );
    const commit = repository.commit("Add a submodule", {});
    repository.git("reset", "--quiet", "--hard", second);
    const withModule = gitSnapshot(git, commit);
    expect(await withModule.list()).not.toContain("sub.yaml");
    expect((await withModule.refusal("sub.yaml"))?.message).toBe("This is a submodule, whose files are not read.");
  });
});

describe("what differs between two commits", () => {
  it("tells kind, renames and changed lines, for any name", async () => {
    const changed = await gitChanges(git, first, second);
    expect(
      changed
        .filter(({ path }) => !/large|image|latin|link|folder/.test(path))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
    ).toEqual([
      { path: "README.md", status: "modified" },
      { path: odd, status: "added", lines: [[1, 1]] },
      {
        path: "configs/a.yaml",
        status: "modified",
        lines: [
          [2, 2],
          [4, 4],
        ],
      },
      { path: "configs/gone.yaml", status: "removed" },
      { path: "configs/new.yaml", status: "renamed", previousPath: "configs/old.yaml", lines: [[3, 3]] },
    ]);
  });

  it("reads copies and changes of kind as git prints them", () => {
    expect(statusOf("C100\0a\0b\0T\0c\0D\0d\0")).toEqual([
      { path: "b", status: "added" },
      { path: "c", status: "modified" },
      { path: "d", status: "removed" },
    ]);
  });

  it("takes no line of content for the head of a file", () => {
    const patch =
      "diff --git a/x b/x\n@@ -1 +1,2 @@\n-diff --git a/y b/y\n+@@ -9 +9 @@\n+b\ndiff --git a/y b/y\n@@ -3,2 +2,0 @@\n-a\n-b\n";
    expect(filesOfPatch(patch).map(linesOfPatch)).toEqual([[[1, 2]], []]);
  });
});

describe("commits by name", () => {
  it("finds what the repository holds and nothing else, even where a name looks like an option", async () => {
    expect(await commitNamed(git, "HEAD~1")).toBe(first);
    expect(await commitNamed(git, "0".repeat(40))).toBeUndefined();
    expect(await commitNamed(git, "--all")).toBeUndefined();
    expect(await mergeBase(git, first, second)).toBe(first);
    expect(await mergeBase(git, first, "0".repeat(40))).toBeUndefined();
  });

  it("knows a commit's parents, held or not", async () => {
    const copy = gitIn(checkOut(repository, "refs/heads/main", "shallow"));
    expect(await parentsOf(copy, second)).toEqual([first]);
    expect(await commitNamed(copy, first)).toBeUndefined();
  });
});

describe("a local folder", () => {
  it("is compared with the merge base, files that git does not know yet included", async () => {
    writeFileSync(`${repository.folder}/configs/a.yaml`, "model: yolov8x.pt\n");
    writeFileSync(`${repository.folder}/configs/fresh.yaml`, "model: yolov8n.pt\n");
    const changes = await openRepository(repository.folder, { base: "HEAD" });
    expect(changes.base?.commit).toBe(second);
    expect(changes.changed).toEqual([
      { path: "configs/a.yaml", status: "modified", lines: [[1, 1]] },
      { path: "configs/fresh.yaml", status: "added" },
    ]);
    expect(await changes.head.read("configs/a.yaml")).toBe("model: yolov8x.pt\n");
    repository.git("checkout", "--quiet", "--", ".");
    rmSync(`${repository.folder}/configs/fresh.yaml`);
  });

  it("is its own root: nothing above it is read or listed", async () => {
    const changes = await openRepository(`${repository.folder}/configs`, { base: first, head: second });
    expect(await changes.head.list()).not.toContain("README.md");
    expect(await changes.head.read("a.yaml")).toContain("batch: 32");
    expect(changes.changed?.map(({ path }) => path)).toContain("a.yaml");
    const worktree = (await openRepository(`${repository.folder}/configs`, {})).head;
    expect(await worktree.list()).toContain("a.yaml");
    expect(await worktree.read("../README.md")).toBeUndefined();
    expect(await worktree.read("folder/README.md")).toBeUndefined();
    expect((await worktree.refusal("folder/README.md"))?.code).toBe("refused-symlink");
    expect((await worktree.refusal("link.yaml"))?.code).toBe("refused-symlink");
  });

  it("names a commit that is not there", async () => {
    await expect(openRepository(repository.folder, { base: "nowhere" })).rejects.toThrow(
      'There is no commit "nowhere" in this repository.',
    );
  });

  it("says how to get what a shallow clone lacks", async () => {
    const shallow = checkOut(repository, "refs/heads/main", "shallow");
    await expect(openRepository(shallow, { base: "HEAD~1" })).rejects.toThrow("git fetch --unshallow");
  });
});
