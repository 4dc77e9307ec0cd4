import type { Place } from "../../problem.ts";
import type { PyMap } from "../pyyaml-nodes.ts";

/** What a comment says about the run on its line or below it. */
export interface Remark {
  readonly ignored?: string;
  readonly labelsPerImage?: number;
}

const REMARK = /(?:#|\/\/|::|\brem\b)\s*gpu-memory:\s*(.*)$/i;

/** The remark of a run: at its place, else at the end of a line with one of its arguments, first one counting. */
export function remarkOf(text: string, place: Place, config: PyMap): Remark {
  if (!text.includes("gpu-memory:")) return {};
  const at = remarkAt(text, place);
  if (at.ignored !== undefined || at.labelsPerImage !== undefined) return at;
  const own = config.entries.flatMap(({ value }) => (value.place.file === place.file ? [value.place.line] : []));
  const lines = text.split(/\r?\n/);
  for (const line of [...new Set(own)].sort((a, b) => a - b)) {
    const found = REMARK.exec(lines[line - 1] ?? "");
    if (found !== null) return read(found[1] ?? "");
  }
  return {};
}

/** The remark at a run: at the end of its line, or on the lines of comments right above it. */
export function remarkAt(text: string, place: Place): Remark {
  if (!text.includes("gpu-memory:")) return {};
  const lines = text.split(/\r?\n/, place.line);
  const own = REMARK.exec(lines[place.line - 1] ?? "");
  if (own !== null) return read(own[1] ?? "");
  for (let at = place.line - 2; at >= 0; at--) {
    const line = lines[at]?.trim() ?? "";
    // Commands of a Makefile or a cell may have a line between.
    if (!/^(?:#|\/\/|::|rem\b|"?#)/i.test(line)) return {};
    const above = REMARK.exec(line);
    if (above !== null) return read(above[1] ?? "");
  }
  return {};
}

function read(remark: string): Remark {
  const labels = /\blabels-per-image\s*=\s*(\d+(?:\.\d+)?)/.exec(remark)?.[1];
  const ignored = /^ignore\b(?:\s+reason=(?:"([^"]*)"|'([^']*)'|(\S+)))?/.exec(remark.replaceAll('\\"', '"'));
  return {
    ...(ignored && { ignored: ignored[1] ?? ignored[2] ?? ignored[3] ?? "no reason is given" }),
    ...(labels !== undefined && { labelsPerImage: Number(labels) }),
  };
}
