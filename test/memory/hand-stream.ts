import { categoryIndex, Recorder, type Stream } from "../../src/execution/stream.ts";
import type { Category } from "../../src/memory/estimate-types.ts";

const MIB = 1024 * 1024;

/**
 * A stream written by hand, one word an event: `a=30` requests 30 MiB under the name a, `a=30:optimizer` for that
 * category, `-a` frees it, `w~5` takes 5 MiB and gives them back at once, `[training]` begins a phase, `?` may empty the
 * cache where the card is crowded. A request that is freed by the very next event reads as a workspace: put `s=0`, which
 * takes one small block, between.
 */
export function handStream(text: string): Stream {
  const recorder = new Recorder();
  const blocks = new Map<string, number>();
  for (const word of text.trim().split(/\s+/)) {
    const phase = /^\[(.*)\]$/.exec(word)?.[1];
    const [, name = "", kind = "", size = "", category = "activations"] =
      /^(\w+)([=~])(\d+)(?::(\w+))?$/.exec(word) ?? [];
    recorder.category = categoryIndex(category as Category);
    if (phase !== undefined) recorder.mark(phase.replace("-", " ").replace("start up", "start-up"));
    else if (word === "?") recorder.mark("crowded", "empty-cache");
    else if (kind === "~") recorder.free(recorder.allocate(Number(size) * MIB));
    else if (kind === "=") blocks.set(name, recorder.allocate(Number(size) * MIB));
    else recorder.free(blocks.get(word.slice(1))!);
  }
  return recorder;
}
