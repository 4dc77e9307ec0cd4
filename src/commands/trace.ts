import type { Stream } from "../execution/stream.ts";
import { CATEGORIES } from "../memory/estimate-types.ts";
import { heldBytes } from "../memory/rounding.ts";
import type { Answer } from "./answer.ts";

/** The generated stream, one event a line: what, block, bytes, category, module; with a line where a phase or step begins. */
export function trace(stream: Stream, least: number): Answer {
  const lines: string[] = [];
  let mark = 0;
  let live = 0;
  stream.events.forEach((event, at) => {
    for (let next = stream.marks[mark]; next !== undefined && next.at <= at; next = stream.marks[++mark])
      lines.push(`# ${next.name}`);
    const block = event < 0 ? ~event : event;
    const size = stream.sizes[block] ?? 0;
    const rounded = heldBytes(size);
    live += event < 0 ? -rounded : rounded;
    if (size < least) return;
    const module = stream.moduleNames[stream.modules[block] ?? 0] ?? "";
    const category = CATEGORIES[stream.categories[block] ?? 0] ?? "";
    lines.push([event < 0 ? "free " : "alloc", String(block), String(size), category, module, String(live)].join("\t"));
  });
  return { out: `# event\tblock\tbytes\tcategory\tmodule\tlive after it\n${lines.join("\n")}\n`, errors: [], exit: 0 };
}
