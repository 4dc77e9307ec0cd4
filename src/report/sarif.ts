import { type Annotation, allAnnotations } from "./annotations.ts";
import { headline } from "./headline.ts";
import type { Report } from "./report.ts";

// SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0), with what GitHub's code scanning reads of it.

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

const RULES = {
  "does-not-fit": "A training run does not fit the GPUs that it has to fit.",
  tight: "A training run fits only tightly.",
  unknown: "A training run could not be predicted.",
  mistake: "A file has a mistake.",
} as const;
type Rule = keyof typeof RULES;

const ruleOf = ({ title }: Annotation): Rule => {
  const verdict = title.replace(/^GPU memory(?:: )?/, "");
  return verdict === "" ? "mistake" : (verdict.toLowerCase().replaceAll(" ", "-") as Rule);
};

/** The report as SARIF: everything that annotations say, without their limit. */
export function reportSarif(report: Report): string {
  const { version, head, repositoryUrl } = report.provenance;
  const source =
    head === undefined || repositoryUrl === undefined ? [] : [{ revisionId: head, repositoryUri: repositoryUrl }];
  const rules = Object.entries(RULES).map(([id, text]) => ({ id, shortDescription: { text } }));
  const run = {
    tool: { driver: { name: "gpu-memory", version, rules } },
    automationDetails: { id: "gpu-memory/" },
    ...(source.length === 0 ? {} : { versionControlProvenance: source }),
    columnKind: "utf16CodeUnits",
    invocations: [{ executionSuccessful: true, exitCodeDescription: headline(report) }],
    results: allAnnotations(report).map(result),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [run] }, null, 2)}\n`;
}

function result(annotation: Annotation) {
  const { file, line, column, level, message } = annotation;
  const ruleId = ruleOf(annotation);
  const uri = file.split("/").map(encodeURIComponent).join("/");
  return {
    ruleId,
    level,
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri, uriBaseId: "%SRCROOT%" },
          region: { startLine: line, startColumn: column },
        },
      },
    ],
    // The same finding stays the same when lines above it come and go.
    partialFingerprints: { "gpuMemory/v1": ruleId === "mistake" ? `${ruleId} ${uri} ${message}` : `${ruleId} ${uri}` },
  };
}
