import { NoPickle, readPickle } from "./pickle.ts";

export const ACTIONS = ["alloc", "free", "segment-alloc", "segment-free"] as const;
export type Action = (typeof ACTIONS)[number];

/** What PyTorch's allocator recorded: requests, frees and segments, in order. */
export interface Recording {
  readonly kind: "trace" | "snapshot";
  readonly events: readonly {
    readonly action: Action;
    readonly address: number;
    readonly bytes: number;
    readonly name: number;
  }[];
  /** `module|operation|...|place in the source`. */
  readonly names: readonly string[];
  /** Does it begin with the process? Else what was held before is not known. */
  readonly isWhole: boolean;
  /** What the trace says about its run; absent in snapshots. */
  readonly run?: {
    readonly cfg: Readonly<Record<string, unknown>>;
    readonly gpu: string;
    readonly ultralytics: string;
    readonly torch: string;
  };
}

/** Why a file is no recording, in words for whoever dropped it. */
export class NoRecording extends Error {}

const GZIP = 0x1f;
const PICKLE = 0x80;
const BRACE = 0x7b;
/** Unpacked; a browser's memory holds several times as much. */
const MOST_BYTES = 600 * 1024 * 1024;

/** Reads a snapshot of torch.cuda.memory._dump_snapshot(), or a trace (JSON, also packed with gzip). */
export async function readRecording(file: Uint8Array<ArrayBuffer>): Promise<Recording> {
  const bytes = file[0] === GZIP ? await inflated(file) : file;
  if (bytes.length > MOST_BYTES) throw tooLarge();
  if (bytes[0] === PICKLE) return snapshotOf(bytes);
  if (bytes[0] === BRACE) return traceOf(bytes);
  throw new NoRecording(
    "It is neither a snapshot of torch.cuda.memory._dump_snapshot() nor a trace: the first byte is another one.",
  );
}

const tooLarge = (): NoRecording => new NoRecording("It is larger than a page can hold.");

/** Unpacks piece by piece, so that a small file that unpacks to more than fits is given up in time. */
async function inflated(file: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    const reader = new Blob([file]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
    for (let read = await reader.read(); !read.done && length <= MOST_BYTES; read = await reader.read()) {
      pieces.push(read.value);
      length += read.value.length;
    }
    await reader.cancel();
  } catch {
    throw new NoRecording("It is packed with gzip, and broken.");
  }
  if (length > MOST_BYTES) throw tooLarge();
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

const TRACE_ACTIONS: Readonly<Record<string, Action>> = {
  alloc: "alloc",
  free_completed: "free",
  segment_alloc: "segment-alloc",
  segment_map: "segment-alloc",
  segment_free: "segment-free",
  segment_unmap: "segment-free",
};

function traceOf(bytes: Uint8Array): Recording {
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new NoRecording(`It looks like JSON and is none: ${(error as Error).message}`);
  }
  const { events, names, cfg, gpu, torch, ultralytics } = data as Readonly<Record<string, unknown>>;
  if (!Array.isArray(events) || !Array.isArray(names))
    throw new NoRecording("It is JSON without `events` and `names`, so it is no trace.");
  return {
    kind: "trace",
    names: names.map(String),
    events: events.flatMap((event: unknown) => {
      const [action, address, size, name] = Array.isArray(event) ? event : [];
      const known = TRACE_ACTIONS[String(action)];
      return known === undefined
        ? []
        : [{ action: known, address: Number(address), bytes: Number(size), name: Number(name) }];
    }),
    isWhole: true,
    ...(typeof cfg === "object" && cfg !== null
      ? {
          run: {
            cfg: cfg as Readonly<Record<string, unknown>>,
            gpu: String(gpu),
            ultralytics: String(ultralytics),
            torch: String(torch),
          },
        }
      : {}),
  };
}

const get = (from: unknown, key: string): unknown => (from instanceof Map ? from.get(key) : undefined);
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function snapshotOf(bytes: Uint8Array): Recording {
  let data: unknown;
  try {
    data = readPickle(bytes);
  } catch (error) {
    if (error instanceof NoPickle || error instanceof RangeError)
      throw new NoRecording(`It begins like a snapshot and can't be read: ${error.message}.`);
    throw error;
  }
  const traces = asList(get(data, "device_traces")).map(asList);
  const longest = traces.reduce((most, each) => (each.length > most.length ? each : most), []);
  if (longest.length === 0)
    throw new NoRecording(
      "The snapshot has no history. Call torch.cuda.memory._record_memory_history() before the training starts.",
    );
  const names: string[] = [];
  const known = new Map<string, number>();
  const nameOf = (entry: unknown): number => {
    const name = placeOf(asList(get(entry, "frames")));
    const index = known.get(name) ?? names.push(name) - 1;
    known.set(name, index);
    return index;
  };
  const events = longest.flatMap((entry) => {
    const action = TRACE_ACTIONS[String(get(entry, "action"))];
    if (action === undefined) return [];
    return [{ action, address: Number(get(entry, "addr")), bytes: Number(get(entry, "size")), name: nameOf(entry) }];
  });
  return { kind: "snapshot", names, events, isWhole: events[0]?.action === "segment-alloc" };
}

/** `|operation||place`: the innermost frame, and the innermost one of Ultralytics. */
function placeOf(frames: readonly unknown[]): string {
  const text = (frame: unknown): string => {
    const file = String(get(frame, "filename") ?? "").replace(/^.*\/(?:site-packages|dist-packages)\//, "");
    return `${file}:${get(frame, "name") ?? ""}:${get(frame, "line") ?? ""}`;
  };
  const own = frames.find((frame) => String(get(frame, "filename")).includes("ultralytics")) ?? frames[0];
  return own === undefined ? "|||" : `|${get(frames[0], "name") ?? ""}||${text(own)}`;
}
