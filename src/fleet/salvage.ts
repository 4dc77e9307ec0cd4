import * as v from "valibot";

/**
 * What the schema makes of the data; where it is faulty, of those of its keys that are not, so that the rest can be
 * checked further and all mistakes come at once. undefined where that is not enough.
 */
export function salvage<S extends v.GenericSchema>(schema: S, raw: unknown): v.InferOutput<S> | undefined {
  const result = v.safeParse(schema, raw);
  if (result.success) return result.output;
  if (typeof raw !== "object" || raw === null) return undefined;
  const faulty = new Set(result.issues.map((issue) => String(issue.path?.[0]?.key)));
  const sound = Object.fromEntries(Object.entries(raw).filter(([key]) => !faulty.has(key)));
  const again = v.safeParse(schema, sound);
  return again.success ? again.output : undefined;
}
