import { differencesWithin } from "../../src/memory/differences.ts";
import type { Timeline } from "../../src/memory/timeline.ts";

/** Requests and frees of more than 1 MiB, in order: those that decide what is reserved. */
interface Large {
  /** `+bytes` or `-bytes`. */
  readonly what: string;
  readonly who: string;
  /** Its place among all events. */
  readonly event: number;
}

const LARGE = 1024 * 1024;
/** Edits that are looked for; two runs that differ in more have little in common. */
const MOST_EDITS = 1500;

/** Where a recording and a prediction differ. */
export interface Comparison {
  readonly recorded: number;
  readonly predicted: number;
  /** The first event of each that the other has not; undefined where all are equal. */
  readonly first: { readonly recorded: Large | undefined; readonly predicted: Large | undefined } | undefined;
  /** Undefined where they differ in more than MOST_EDITS. */
  readonly differing: { readonly missing: readonly Large[]; readonly extra: readonly Large[] } | undefined;
}

export function compared(recorded: Timeline, predicted: Timeline): Comparison {
  const [a, b] = [largeEvents(recorded), largeEvents(predicted)];
  let same = 0;
  while (same < a.length && same < b.length && a[same]?.what === b[same]?.what) same++;
  const first = same === a.length && same === b.length ? undefined : { recorded: a[same], predicted: b[same] };
  const edit = differencesWithin(
    MOST_EDITS,
    a.map(({ what }) => what),
    b.map(({ what }) => what),
  );
  const pick = (from: readonly Large[], places: readonly number[]) => places.flatMap((place) => from[place] ?? []);
  return {
    recorded: a.length,
    predicted: b.length,
    first,
    differing: edit && { missing: pick(a, edit.missing), extra: pick(b, edit.extra) },
  };
}

/** Frees with no request between them leave the same memory in any order, so they are compared largest first. */
export function largeEvents(timeline: Timeline): readonly Large[] {
  const { events, sizes, modules, operations, moduleNames, operationNames } = timeline;
  const found: Large[] = [];
  let frees: Large[] = [];
  const flush = (): void => {
    found.push(...frees.sort((a, b) => Number(a.what) - Number(b.what)));
    frees = [];
  };
  events.forEach((event, at) => {
    const block = event < 0 ? ~event : event;
    const size = sizes[block] ?? 0;
    if (size <= LARGE) return;
    const who = `${moduleNames[modules[block] ?? 0] ?? ""} ${operationNames[operations[block] ?? 0] ?? ""}`.trim();
    const large = { what: `${event < 0 ? "-" : "+"}${size}`, who, event: at };
    if (event < 0) {
      frees.push(large);
      return;
    }
    flush();
    found.push(large);
  });
  flush();
  return found;
}
