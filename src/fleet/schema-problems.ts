import type * as v from "valibot";
import { type Problem, problemText } from "../problem.ts";
import type { FleetDocument, Path } from "./fleet-document.ts";
import { didYouMean } from "./nearest.ts";
import { FleetSchema } from "./schema.ts";

type Issue = v.BaseIssue<unknown>;

/** What a document should be, and how it is called. */
export interface Expected {
  readonly schema: v.GenericSchema;
  readonly name: string;
}

const FLEET: Expected = { schema: FleetSchema, name: "The fleet file" };

/** Every way in which the document differs from the schema, each at its place. */
export function schemaProblems(
  document: FleetDocument,
  issues: readonly Issue[],
  expected: Expected = FLEET,
): readonly Problem[] {
  const problems = issues.flatMap((issue) => inner(issue)).map((found) => problemOf(document, found, expected));
  return [...new Map(problems.map((problem) => [problemText(problem), problem])).values()];
}

interface Flat {
  readonly issue: Issue;
  readonly path: Path;
}

/** Of a value that may have several forms, the mistakes inside the form that was written, else the value's own. */
function inner(issue: Issue, before: Path = []): readonly Flat[] {
  const path = [...before, ...(issue.path ?? []).map((item) => item.key as string | number)];
  const deeper = (issue.issues ?? []).filter((sub) => sub.path !== undefined);
  if (issue.type === "union" && deeper.length > 0) return deeper.flatMap((sub) => inner(sub, path));
  return [{ issue, path }];
}

function problemOf(document: FleetDocument, { issue, path }: Flat, expected: Expected): Problem {
  const key = String(path[path.length - 1] ?? "");
  if (issue.type === "never") return unknownKey(document, path, expected);
  if (issue.type === "object_with_rest" && issue.received === "undefined" && issue.input === undefined) {
    return {
      ...document.place(path),
      code: "missing-key",
      severity: "error",
      message: `${parent(path, expected)} has no \`${key}\`.`,
    };
  }
  return {
    ...document.place(path),
    code: "invalid-value",
    severity: "error",
    message: `${path.length === 0 ? expected.name : spoken(path)} is ${shown(document, path, issue)}: it ${issue.message}.`,
  };
}

function unknownKey(document: FleetDocument, path: Path, expected: Expected): Problem {
  const key = String(path[path.length - 1]);
  const known = keysAt(expected, path.slice(0, -1));
  const meant = didYouMean(key, known);
  return {
    ...document.keyPlace(path),
    code: "unknown-key",
    severity: "error",
    message: `${parent(path, expected)} has an unknown key \`${key}\`.`,
    remedy:
      meant === undefined
        ? `Known are ${known.map((name) => `\`${name}\``).join(", ")}.`
        : `Did you mean \`${meant}\`?`,
  };
}

const parent = (path: Path, { name }: Expected): string => (path.length < 2 ? name : spoken(path.slice(0, -1)));

/** `pools.team-l4.count`, `configs[0].paths` */
export const spoken = (path: Path): string =>
  `\`${path.map((step, i) => (typeof step === "number" ? `[${step}]` : i === 0 ? step : `.${step}`)).join("")}\``;

function shown(document: FleetDocument, path: Path, issue: Issue): string {
  const text = document.text(path);
  if (issue.input === null || text === "") return "empty";
  if (text !== undefined) return `\`${text}\``;
  if (!Array.isArray(issue.input)) return "a map";
  return issue.input.length === 0 ? "an empty list" : "a list";
}

interface Described {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Described>>;
  readonly wrapped?: Described;
  readonly item?: Described;
  readonly value?: Described;
  readonly options?: readonly Described[];
}

/** The keys that the schema knows for the map at this path. */
function keysAt({ schema }: Expected, path: Path): readonly string[] {
  let schemas: readonly Described[] = plain(schema as unknown as Described);
  for (const step of path) {
    schemas = schemas.flatMap((schema) => plain(schema.entries?.[step] ?? schema.item ?? schema.value));
  }
  return schemas.flatMap((schema) => Object.keys(schema.entries ?? {}));
}

/** Without what makes it optional, and with each form of a union on its own. */
function plain(schema: Described | undefined): readonly Described[] {
  if (schema === undefined) return [];
  if (schema.wrapped !== undefined) return plain(schema.wrapped);
  if (schema.options !== undefined) return schema.options.flatMap(plain);
  return [schema];
}
