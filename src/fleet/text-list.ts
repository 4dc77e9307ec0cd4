import type { FleetDocument, Path } from "./fleet-document.ts";

/** One text or a list of them, as a list, each as it is written; undefined where there is none. */
export function listOf(
  document: FleetDocument,
  path: Path,
  value: string | readonly string[] | undefined,
): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const values = typeof value === "string" ? [value] : value;
  return values.map((item, i) => (typeof value === "string" ? item : (document.text([...path, i]) ?? item)));
}
