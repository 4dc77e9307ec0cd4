import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";

// GitHub's own description of the operations that this project uses, cut by cut-openapi.mjs.

type Schema = Readonly<Record<string, unknown>>;

type Operation = Readonly<{
  id: string;
  method: string;
  path: string;
  query: Readonly<Record<string, Schema>>;
  body?: Readonly<{ required: boolean; schema?: Schema }>;
  responses: Readonly<Record<string, Schema>>;
}>;

type Description = Readonly<{
  operations: readonly Operation[];
  components: { schemas: Readonly<Record<string, Schema>> };
}>;

/** An operation found for a request, with the values of its path parameters, decoded. */
export type MatchedOperation = Readonly<{
  id: string;
  operation: Operation;
  parameters: Readonly<Record<string, string>>;
}>;

const description: Description = JSON.parse(readFileSync(new URL("./github.json", import.meta.url), "utf8"));

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, coerceTypes: false });
const ajvForText = new Ajv({ strict: false, validateFormats: false, allErrors: true, coerceTypes: "array" });
const compiled = new Map<Schema, ValidateFunction>();

// Longer templates first, since {ref} and {path} may hold slashes.
const routes = description.operations
  .map((operation) => ({ operation, pattern: patternOf(operation.path) }))
  .sort((a, b) => segments(b.operation) - segments(a.operation));

/** The operation that answers this method and path; undefined where GitHub's (cut) description has none. */
export function operationFor(method: string, path: string): MatchedOperation | undefined {
  for (const { operation, pattern } of routes) {
    const match = operation.method === method ? pattern.exec(path) : null;
    if (match !== null) return { id: operation.id, operation, parameters: decoded(match.groups ?? {}) };
  }
  return undefined;
}

/** What GitHub would refuse in a request's query and body, in words; empty when nothing. */
export function requestMistakes(operation: Operation, query: URLSearchParams, body: unknown): readonly string[] {
  return [...queryMistakes(operation, query), ...bodyMistakes(operation, body)];
}

/** Where an answer differs from what GitHub's description promises; empty when nowhere. */
export function answerMistakes(operation: Operation, status: number, body: unknown): readonly string[] {
  const schema = operation.responses[String(status)];
  if (schema === undefined) return status < 400 ? [`${operation.id} never answers ${status}`] : [];
  if (Object.keys(schema).length === 0) return body === undefined ? [] : [`${operation.id} ${status} has no body`];
  return mistakes(ajv, schema, body);
}

function queryMistakes(operation: Operation, query: URLSearchParams): readonly string[] {
  return [...query].flatMap(([name, value]) => {
    const schema = operation.query[name];
    if (schema === undefined) return [`query: ${operation.id} knows no "${name}"`];
    return mistakes(ajvForText, { type: "object", properties: { value: schema } }, { value });
  });
}

function bodyMistakes(operation: Operation, body: unknown): readonly string[] {
  const described = operation.body;
  if (body === undefined) return described?.required === true ? ["body: missing"] : [];
  if (described?.schema === undefined) return [`body: ${operation.id} takes none`];
  return mistakes(ajv, closedOnce(described.schema), body).map((text) => `body${text}`);
}

const closedSchemas = new Map<Schema, Schema>();

function closedOnce(schema: Schema): Schema {
  const known = closedSchemas.get(schema) ?? closed(schema);
  closedSchemas.set(schema, known);
  return known;
}

/** The schema with unknown fields refused: GitHub ignores them, so that a misspelt field goes unnoticed. */
function closed(schema: Schema): Schema {
  const { properties, items } = schema;
  return {
    ...schema,
    ...(isSchema(items) ? { items: closed(items) } : {}),
    ...(isSchema(properties) ? { properties: closedEach(properties), additionalProperties: false } : {}),
  };
}

function closedEach(properties: Schema): Schema {
  return Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, isSchema(one) ? closed(one) : one]));
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mistakes(checker: Ajv, schema: Schema, value: unknown): readonly string[] {
  const validate = compiled.get(schema) ?? checker.compile({ ...schema, components: description.components });
  compiled.set(schema, validate);
  return validate(value) ? [] : (validate.errors ?? []).map(inWords);
}

function inWords({ instancePath, message, params }: ErrorObject): string {
  const unknown = params["additionalProperty"];
  return `${instancePath} ${message ?? "is wrong"}${unknown === undefined ? "" : `: ${unknown}`}`;
}

function segments({ path }: Operation): number {
  return path.split("/").length;
}

/** `{path}` and `{ref}` may hold slashes, as GitHub's own routes let them. */
function patternOf(path: string): RegExp {
  const source = path
    .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${/^(path|ref|basehead)$/.test(name) ? ".*" : "[^/]+"})`);
  return new RegExp(`^${source}$`);
}

function decoded(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
}

/** GitHub's schemas by name. */
export const components: Readonly<Record<string, Schema>> = description.components.schemas;
