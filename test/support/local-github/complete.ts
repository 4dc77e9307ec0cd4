import { components } from "../openapi/description.ts";

type Schema = Readonly<Record<string, unknown>>;

const filled = new Map<string, unknown>();

/** The schema's required fields with the plainest values it allows, overlaid with what is known. */
export function complete(schema: string, known: object): Record<string, unknown> {
  const plain = filled.get(schema) ?? plainest({ $ref: `#/components/schemas/${schema}` });
  filled.set(schema, plain);
  return { ...(plain as object), ...known };
}

function plainest(schema: Schema): unknown {
  const { $ref, enum: values, anyOf, oneOf, allOf } = schema;
  if (typeof $ref === "string") return plainest(components[$ref.replace("#/components/schemas/", "")] ?? {});
  if (typesOf(schema).includes("null")) return null;
  if (Array.isArray(values)) return values[0];
  if (Array.isArray(allOf)) return Object.assign({}, ...allOf.map(plainest));
  const choices = anyOf ?? oneOf;
  if (Array.isArray(choices)) return choices.some((one) => one.type === "null") ? null : plainest(choices[0]);
  return plainestOf(schema);
}

function plainestOf(schema: Schema): unknown {
  switch (typesOf(schema)[0]) {
    case "string":
      return schema["format"] === "date-time" ? "2026-03-01T00:00:00Z" : "";
    case "integer":
    case "number":
      return 0;
    case "boolean":
      return false;
    case "array":
      return [];
    default:
      return requiredFields(schema);
  }
}

function requiredFields({ properties = {}, required = [] }: Schema): object {
  const known = properties as Readonly<Record<string, Schema>>;
  return Object.fromEntries((required as readonly string[]).map((name) => [name, plainest(known[name] ?? {})]));
}

function typesOf({ type }: Schema): readonly unknown[] {
  return Array.isArray(type) ? type : [type];
}
