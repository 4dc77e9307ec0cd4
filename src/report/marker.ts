/**
 * The first line of our comment: a JSON header inside an HTML comment. It says whose comment it is, and which run wrote it for
 * which commits, so that later runs find it, and older ones leave it alone.
 */
export interface Marker {
  readonly schema: 1;
  /** Comments of one pull request are told apart by it, where a repository uses the action more than once. */
  readonly key: string;
  readonly head: string;
  readonly base?: string;
  readonly run: number;
  readonly attempt: number;
  /** ISO time. */
  readonly at: string;
  readonly verdict: "pass" | "warn" | "fail";
  /** What smoke tests of this head found, so that later answers for it tell it too; nothing is known of its shape. */
  readonly measured?: unknown;
}

const START = "<!-- gpu-memory ";
const END = " -->";

/** The header as the comment's first line, without its newline. */
export function markerLine(marker: Marker): string {
  // Inside JSON strings, `>` can be written in another way, so that no text ends the HTML comment early; `@` mentions nobody.
  const text = JSON.stringify(marker)
    .replaceAll(">", "\\u003e")
    .replaceAll("--", "-\\u002d")
    .replaceAll("@", "\\u0040");
  return `${START}${text}${END}`;
}

/** The header of a comment's text; undefined where the first line is none, or not one of this schema. */
export function markerOf(text: string): Marker | undefined {
  const line = text.split(/\r?\n/, 1)[0] ?? "";
  if (!line.startsWith(START) || !line.endsWith(END)) return undefined;
  try {
    const marker: unknown = JSON.parse(line.slice(START.length, -END.length));
    return isMarker(marker) ? marker : undefined;
  } catch {
    return undefined;
  }
}

/** Whether two texts say the same to a reader: what changes with every run (time, run id) is left out. */
export function sameForReader(a: string, b: string): boolean {
  return lasting(a) === lasting(b);
}

const lasting = (text: string): string => {
  const marker = markerOf(text);
  const rest = text
    .replace(/^.*\r?\n/, "")
    .replaceAll("\r\n", "\n")
    .trimEnd();
  const footer = rest.lastIndexOf("<sub>");
  return JSON.stringify([
    marker?.key,
    marker?.head,
    marker?.base,
    marker?.verdict,
    footer < 0 ? rest : rest.slice(0, footer),
  ]);
};

function isMarker(value: unknown): value is Marker {
  if (typeof value !== "object" || value === null) return false;
  const { schema, key, head, run, attempt } = value as Partial<Record<keyof Marker, unknown>>;
  return (
    schema === 1 &&
    typeof key === "string" &&
    typeof head === "string" &&
    typeof run === "number" &&
    typeof attempt === "number"
  );
}
