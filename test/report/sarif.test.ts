import { describe, expect, it } from "vitest";
import { reportSarif } from "../../src/report/sarif.ts";
import { sarifMistakes } from "../support/sarif/sarif-mistakes.ts";
import { judged, PROVENANCE, reportOf } from "./given.ts";

const sarif = (report: Parameters<typeof reportSarif>[0]) => JSON.parse(reportSarif(report)).runs[0];

describe("the report as SARIF", () => {
  it("is valid by the schema, which notices what is not", () => {
    const report = reportOf([judged({ arguments: { imgsz: 960 } }), judged({ file: "configs/two words, <b>|.yaml" })]);
    expect(sarifMistakes(reportSarif(report))).toEqual([]);
    expect(sarifMistakes(reportSarif(reportOf([])))).toEqual([]);
    const spoilt = (from: string, to: string) => sarifMistakes(reportSarif(report).replace(from, to));
    expect(spoilt('"level": "error"', '"level": "failure"')).not.toEqual([]);
    expect(spoilt('"startLine": 4', '"startLine": 0')).not.toEqual([]);
    expect(spoilt('"uri": "configs/a.yaml"', '"uri": "configs/a b.yaml"')).not.toEqual([]);
    expect(spoilt('"columnKind"', '"columnkind"')).not.toEqual([]);
  });

  it("has a result for each config that does not fit, at its line, under a rule that is described", () => {
    const run = sarif(reportOf([judged({ arguments: { imgsz: 960 } }), judged({ file: "configs/fits.yaml" })]));
    expect(run.results.map(({ ruleId, level, locations }: never) => [ruleId, level, locations])).toEqual([
      [
        "does-not-fit",
        "error",
        [
          {
            physicalLocation: {
              artifactLocation: { uri: "configs/a.yaml", uriBaseId: "%SRCROOT%" },
              region: { startLine: 4, startColumn: 8 },
            },
          },
        ],
      ],
    ]);
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toContain("does-not-fit");
    expect(run.versionControlProvenance).toEqual([
      { revisionId: PROVENANCE.head, repositoryUri: PROVENANCE.repositoryUrl },
    ]);
  });

  it("has every mistake, however many, and escapes paths", () => {
    const problems = Array.from({ length: 30 }, (_, index) => ({
      file: "configs/two words.yaml",
      line: index + 1,
      column: 1,
      code: "unknown-argument",
      severity: "error" as const,
      message: "No such argument.",
    }));
    const { results } = sarif(reportOf([], { problems }));
    expect(results).toHaveLength(30);
    expect(results[0].ruleId).toBe("mistake");
    expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe("configs/two%20words.yaml");
  });
});
