import { describe, expect, it } from "vitest";
import { answerMistakes, operationFor, requestMistakes } from "./openapi/description.ts";

const repo = "/repos/acme/vision";
const none = new URLSearchParams();

function mistakesOf(method: string, path: string, body: unknown): readonly string[] {
  const found = operationFor(method, path);
  if (found === undefined) throw new Error(`No operation for ${method} ${path}`);
  return requestMistakes(found.operation, none, body);
}

function checkRun(output: object): object {
  return { name: "gpu-memory", head_sha: "a".repeat(40), status: "completed", conclusion: "failure", output };
}

const annotation = { path: "a.yaml", start_line: 1, end_line: 1, annotation_level: "failure", message: "too large" };

describe("GitHub's description, cut down", () => {
  it("finds the operation and its path parameters, with slashes where GitHub takes them", () => {
    const found = operationFor("GET", `${repo}/contents/configs/a%20b.yaml`);
    expect([found?.id, found?.parameters]).toEqual([
      "repos/get-content",
      { owner: "acme", repo: "vision", path: "configs/a b.yaml" },
    ]);
    expect(operationFor("GET", `${repo}/compare/main...fork:topic/a`)?.parameters["basehead"]).toBe(
      "main...fork:topic/a",
    );
    expect(operationFor("GET", `${repo}/nowhere`)).toBeUndefined();
  });

  it("takes a comment and refuses one without text, with a number as text, or with a misspelt field", () => {
    const path = `${repo}/issues/7/comments`;
    expect(mistakesOf("POST", path, { body: "hello" })).toEqual([]);
    expect(mistakesOf("POST", path, {})).toEqual(["body must have required property 'body'"]);
    expect(mistakesOf("POST", path, undefined)).toEqual(["body: missing"]);
    expect(mistakesOf("POST", path, { body: 1 })).toEqual(["body/body must be string"]);
    expect(mistakesOf("POST", path, { body: "x", text: "y" })).toEqual([
      "body must NOT have additional properties: text",
    ]);
  });

  it("refuses 51 annotations, an unknown level and a misspelt field of an annotation", () => {
    const path = `${repo}/check-runs`;
    const output = { title: "t", summary: "s" };
    expect(mistakesOf("POST", path, checkRun({ ...output, annotations: Array(50).fill(annotation) }))).toEqual([]);
    expect(mistakesOf("POST", path, checkRun({ ...output, annotations: Array(51).fill(annotation) }))).toContain(
      "body/output/annotations must NOT have more than 50 items",
    );
    expect(
      mistakesOf("POST", path, checkRun({ ...output, annotations: [{ ...annotation, annotation_level: "error" }] })),
    ).toContain("body/output/annotations/0/annotation_level must be equal to one of the allowed values");
    expect(mistakesOf("POST", path, checkRun({ ...output, annotations: [{ ...annotation, line: 1 }] }))).toContain(
      "body/output/annotations/0 must NOT have additional properties: line",
    );
  });

  it("refuses unknown query names and values of the wrong type", () => {
    const found = operationFor("GET", `${repo}/issues/7/comments`)!;
    expect(requestMistakes(found.operation, new URLSearchParams("per_page=100&page=2"), undefined)).toEqual([]);
    expect(requestMistakes(found.operation, new URLSearchParams("perPage=100"), undefined)).toEqual([
      'query: issues/list-comments knows no "perPage"',
    ]);
    expect(requestMistakes(found.operation, new URLSearchParams("page=two"), undefined)).toEqual([
      "/value must be integer",
    ]);
  });

  it("finds an answer that GitHub would not give", () => {
    const { operation } = operationFor("GET", `${repo}/collaborators/ann/permission`)!;
    expect(answerMistakes(operation, 200, { permission: "write", role_name: "write", user: null })).toEqual([]);
    expect(answerMistakes(operation, 200, { permission: "write", user: null })).toEqual([
      " must have required property 'role_name'",
    ]);
    expect(answerMistakes(operation, 201, {})).toEqual(["repos/get-collaborator-permission-level never answers 201"]);
  });
});
