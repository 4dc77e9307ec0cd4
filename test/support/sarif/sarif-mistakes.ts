import { readFileSync } from "node:fs";
import { Ajv } from "ajv";

// The schema of SARIF 2.1.0 as SchemaStore has it (src/schemas/json/sarif-2.1.0.json, Apache-2.0), descriptions taken out.
const schema = JSON.parse(readFileSync(new URL("./sarif-2.1.0.json", import.meta.url), "utf8"));

const validate = new Ajv({
  strict: false,
  allErrors: true,
  formats: {
    uri: (text: string) => URL.canParse(text),
    "uri-reference": (text: string) => URL.canParse(text, "file:///") && !/[\s"<>\\^`{|}]/.test(text),
    "date-time": (text: string) => !Number.isNaN(Date.parse(text)),
  },
}).compile(schema);

/** What code scanning takes of one run (docs.github.com, SARIF support for code scanning: limits). */
const MOST_RESULTS = 25_000;

/** What is wrong with a SARIF file, by its schema and GitHub's limits. */
export function sarifMistakes(text: string): readonly string[] {
  const sarif = JSON.parse(text);
  const wrong = validate(sarif)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  const results: number = sarif.runs?.[0]?.results?.length ?? 0;
  return results > MOST_RESULTS ? [...wrong, `${results} results`] : wrong;
}
