// Cuts GitHub's OpenAPI description down to the operations that this project uses.
//
//   npm pack @octokit/openapi@23.0.2            (in a folder outside the project: it unpacks to 385 MB)
//   node test/support/openapi/cut-openapi.mjs package/generated/api.github.com.json > test/support/openapi/github.json
//
// What is left is JSON Schema: texts and examples dropped, `nullable` written as a type.
import { readFileSync } from "node:fs";

const OPERATIONS = [
  "issues/list-comments",
  "issues/get-comment",
  "issues/create-comment",
  "issues/update-comment",
  "issues/delete-comment",
  "issues/list-for-repo",
  "issues/get",
  "issues/create",
  "issues/update",
  "issues/add-labels",
  "issues/remove-label",
  "reactions/create-for-issue-comment",
  "pulls/list",
  "pulls/get",
  "pulls/list-files",
  "pulls/list-reviews",
  "pulls/list-review-comments",
  "pulls/create-review",
  "pulls/delete-review-comment",
  "repos/get",
  "repos/get-commit",
  "repos/get-content",
  "repos/compare-commits-with-basehead",
  "repos/list-pull-requests-associated-with-commit",
  "repos/create-commit-status",
  "repos/list-commit-statuses-for-ref",
  "repos/get-collaborator-permission-level",
  "git/get-tree",
  "git/get-blob",
  "git/get-commit",
  "git/get-ref",
  "checks/create",
  "checks/update",
  "checks/list-for-ref",
  "actions/create-workflow-dispatch",
  "actions/get-workflow-run",
  "actions/list-workflow-runs",
  "actions/list-jobs-for-workflow-run-attempt",
  "actions/cancel-workflow-run",
  "git/create-ref",
  "git/update-ref",
  "repos/create-or-update-file-contents",
  "pulls/create",
  "pulls/update",
];

const TEXTS = new Set(["description", "example", "examples", "externalDocs", "title", "deprecated", "xml", "readOnly"]);

/** A schema without texts and vendor fields. Names of properties are kept, whatever they are. */
function schemaOf(value) {
  if (Array.isArray(value)) return value.map(schemaOf);
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(
    ([key, child]) => !TEXTS.has(key) && !key.startsWith("x-") && !isPlainDefault(key, child),
  );
  const schema = Object.fromEntries(
    kept.map(([key, child]) => [key, key === "properties" ? mapValues(child, schemaOf) : schemaOf(child)]),
  );
  return "nullable" in schema ? withNull(schema) : schema;
}

function isPlainDefault(key, child) {
  return key === "default" && typeof child !== "object";
}

function withNull({ nullable, ...schema }) {
  if (!nullable) return schema;
  if (schema.type === undefined) return { anyOf: [schema, { type: "null" }] };
  const type = [].concat(schema.type, "null");
  return schema.enum === undefined
    ? { ...schema, type }
    : { ...schema, type, enum: [...new Set([...schema.enum, null])] };
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

function resolved(document, value) {
  if (value.$ref === undefined) return value;
  return value.$ref
    .slice(2)
    .split("/")
    .reduce((node, key) => node[key.replaceAll("~1", "/").replaceAll("~0", "~")], document);
}

function jsonSchema(content) {
  const schema = content?.["application/json"]?.schema;
  return schema === undefined ? undefined : schemaOf(schema);
}

/** The description's forms of an answer overlap: a plain error is of two of them, where only one may be. */
const anyOf = ({ oneOf, ...schema }) => (oneOf === undefined ? schema : { ...schema, anyOf: oneOf });

function operationOf(document, { method, path, item, operation }) {
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((one) =>
    resolved(document, one),
  );
  const query = parameters.filter((one) => one.in === "query");
  const body = operation.requestBody === undefined ? undefined : resolved(document, operation.requestBody);
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    query: Object.fromEntries(query.map((one) => [one.name, schemaOf(one.schema)])),
    ...(body === undefined ? {} : { body: { required: body.required === true, schema: jsonSchema(body.content) } }),
    responses: mapValues(operation.responses, (one) => anyOf(jsonSchema(resolved(document, one).content) ?? {})),
  };
}

/** Every component schema that a value refers to, however far. */
function addReferred(document, value, found) {
  if (value === null || typeof value !== "object") return;
  const name = typeof value.$ref === "string" ? value.$ref.replace("#/components/schemas/", "") : undefined;
  if (name !== undefined && !found.has(name)) {
    const schema = schemaOf(document.components.schemas[name]);
    found.set(name, schema);
    addReferred(document, schema, found);
  }
  for (const child of Object.values(value)) addReferred(document, child, found);
}

function cut(document) {
  const operations = Object.entries(document.paths)
    .flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([, operation]) => OPERATIONS.includes(operation.operationId))
        .map(([method, operation]) => operationOf(document, { method, path, item, operation })),
    )
    .sort((a, b) => OPERATIONS.indexOf(a.id) - OPERATIONS.indexOf(b.id));
  const missing = OPERATIONS.filter((id) => !operations.some((operation) => operation.id === id));
  if (missing.length > 0) throw new Error(`Not in the description: ${missing.join(", ")}`);
  const schemas = new Map();
  addReferred(document, operations, schemas);
  return {
    source: "@octokit/openapi 23.0.2, api.github.com (MIT licence, Copyright (c) 2020 Octokit contributors)",
    operations,
    components: { schemas: Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1))) },
  };
}

const file = process.argv[2];
if (file === undefined) throw new Error("Give the path of api.github.com.json from the package @octokit/openapi.");
process.stdout.write(`${JSON.stringify(cut(JSON.parse(readFileSync(file, "utf8"))))}\n`);
