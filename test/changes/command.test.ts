import { describe, expect, it } from "vitest";
import { orderIn } from "../../src/changes/command.ts";

describe("the order in a comment", () => {
  it.each([
    ["/gpu-memory recheck", { kind: "recheck" }],
    ["  /gpu-memory   recheck  \r\nthanks", { kind: "recheck" }],
    ["/gpu-memory smoke configs/a.yaml", { kind: "smoke", config: "configs/a.yaml", pool: undefined }],
    ["/gpu-memory smoke configs/a.yaml team-l4", { kind: "smoke", config: "configs/a.yaml", pool: "team-l4" }],
    ['/gpu-memory smoke "configs/two words.yaml" l4', { kind: "smoke", config: "configs/two words.yaml", pool: "l4" }],
    ["/gpu-memory help", { kind: "help" }],
  ])("%j is read", (text, order) => {
    expect(orderIn(text)).toEqual(order);
  });

  it.each([
    "/gpu-memory",
    "/gpu-memory rechek",
    "/gpu-memory recheck now",
    "/gpu-memory smoke",
    "/gpu-memory smoke a.yaml l4 more",
  ])("%j is answered with help", (text) => {
    expect(orderIn(text)).toEqual({ kind: "help" });
  });

  it.each(["../a.yaml", "a/../../b.yaml", "/etc/a.yaml", "-x.yaml", "$(id).yaml", "`id`", "a;b", "a\u202eb.yaml"])(
    "names no config like %j",
    (config) => {
      expect(orderIn(`/gpu-memory smoke ${config}`)).toEqual({ kind: "help" });
    },
  );

  it.each([
    "",
    "please /gpu-memory recheck",
    "> /gpu-memory recheck",
    "/gpu-memoryrecheck",
    "hello\n/gpu-memory recheck",
  ])("is not in %j", (text) => {
    expect(orderIn(text)).toBeUndefined();
  });
});
