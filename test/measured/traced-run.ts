import { recordedLine } from "../../site/recorded/recorded-line.ts";
import type { Stream } from "../../src/execution/stream.ts";
import { optimizersOf } from "../../src/memory/optimizer-choice.ts";
import { streamOf } from "../../src/memory/play-run.ts";
import { type MeasuredRow, playable } from "./runs.ts";
import type { Trace } from "./traces.ts";

/** The recorded run as a line. */
const lineOf = (trace: Trace): MeasuredRow =>
  ({ measured: {}, ...recordedLine({ ...trace }, trace.name) }) as unknown as MeasuredRow;

/** The stream that is generated for a recorded run, from its configuration alone. */
export function generatedStream(trace: Trace): Stream {
  const found = playable(lineOf(trace));
  if (!("run" in found)) throw new Error(found.message);
  const { batch } = found.run.arguments;
  return streamOf(found.run, found.device, { batch, optimizer: optimizersOf(found.run, batch)[0]! });
}

/** A request (`+bytes`) or a free (`-bytes`), and who asked for it. */
export interface Event {
  readonly what: string;
  readonly who: string;
}

const LARGE = 1024 * 1024;

/** Requests and frees of more than 1 MiB, in order: those that decide reserved memory. */
export function recordedEvents(trace: Trace): readonly Event[] {
  const events = trace.events.flatMap(([action, , size, name]): Event[] => {
    if (size <= LARGE || (action !== "alloc" && action !== "free_completed")) return [];
    return [{ what: `${action === "alloc" ? "+" : "-"}${size}`, who: placeIn(trace.names[name] ?? "") }];
  });
  return ordered(events);
}

/** `optimizer|baddbmm||optim/muon.py:step:47` -> `muon.py:step baddbmm`, without the line, and with `validation: ` before it. */
function placeIn(name: string): string {
  const [module = "", op = "", , place = ""] = name.split("|");
  const [file = "", fn = ""] = place.split(":");
  const phase = module === "validation" ? "validation: " : "";
  return `${phase}${file.split("/").at(-1)}:${fn} ${op}`.trim();
}

export function generatedEvents(stream: Stream): readonly Event[] {
  const events = [...stream.events].flatMap((entry): Event[] => {
    const block = entry < 0 ? ~entry : entry;
    const size = stream.sizes[block] ?? 0;
    if (size <= LARGE) return [];
    const who = stream.moduleNames[stream.modules[block] ?? 0] ?? "";
    return [{ what: `${entry < 0 ? "-" : "+"}${size}`, who }];
  });
  return ordered(events);
}

/** Frees with no request between them leave the same memory in any order, so they are compared largest first. */
function ordered(events: readonly Event[]): readonly Event[] {
  const sorted: Event[] = [];
  let frees: Event[] = [];
  const flush = (): void => {
    sorted.push(...frees.sort((a, b) => Number(a.what) - Number(b.what)));
    frees = [];
  };
  for (const event of events) {
    if (event.what.startsWith("-")) frees.push(event);
    else {
      flush();
      sorted.push(event);
    }
  }
  flush();
  return sorted;
}
