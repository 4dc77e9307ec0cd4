import { type Marker, markerOf, sameForReader } from "../report/marker.ts";
import type { Thread } from "./thread.ts";

/** The next thing to do about a pull request's comment. */
export type Step =
  | { readonly kind: "create"; readonly body: string }
  | { readonly kind: "update"; readonly id: number; readonly body: string }
  | { readonly kind: "delete"; readonly ids: readonly number[] }
  /** The one comment says what it should; its number, if there is one. */
  | { readonly kind: "done"; readonly id: number | undefined };

/** What a run wants to say. */
export interface Wish {
  /** With the marker as its first line. */
  readonly body: string;
  /** Without it, only a comment that exists is rewritten. */
  readonly mayCreate: boolean;
}

/**
 * One step towards one comment, the oldest, that holds the best answer for the pull request's head: of the answers for one
 * head, that of the highest run, then attempt. Every run that takes such steps until none is left, and reads what its own
 * writes may have covered, ends in the same state, whatever others do in between. `wish` must be for the thread's head.
 */
export function nextStep(thread: Thread, wish: Wish): Step {
  const [oldest, ...others] = thread.own;
  if (oldest === undefined)
    return wish.mayCreate ? { kind: "create", body: wish.body } : { kind: "done", id: undefined };
  const body = bestOf(thread, wish.body);
  if (!sameForReader(oldest.body, body)) return { kind: "update", id: oldest.id, body };
  return others.length > 0 ? { kind: "delete", ids: others.map(({ id }) => id) } : { kind: "done", id: oldest.id };
}

/** The best answer for the thread's head that stands in our comments, or stood there before; undefined where none did. */
export function answerIn({ own, head }: Thread): string | undefined {
  const written = own.flatMap(({ marker, body, earlier }) => [
    { marker, body },
    ...earlier.map((text) => ({ marker: markerOf(text), body: text })),
  ]);
  const best = written.reduce<{ readonly marker: Marker; readonly body: string } | undefined>(
    (found, { marker, body }) =>
      marker?.head === head && (found === undefined || isLater(marker, found.marker)) ? { marker, body } : found,
    undefined,
  );
  return best?.body;
}

/** What was measured for the thread's head, as the latest of our answers for it that tells it keeps it. */
export function measuredIn({ own, head }: Thread): unknown {
  const markers = own.flatMap(({ marker, earlier }) => [marker, ...earlier.map(markerOf)]);
  const telling = markers.filter((marker) => marker?.head === head && marker.measured !== undefined);
  return telling.reduce((a, b) => (a === undefined || (b && isLater(b, a)) ? b : a), undefined)?.measured;
}

function bestOf(thread: Thread, wished: string): string {
  const found = answerIn(thread);
  const [theirs, ours] = [found === undefined ? undefined : markerOf(found), markerOf(wished)];
  return found !== undefined && theirs !== undefined && ours !== undefined && isLater(theirs, ours) ? found : wished;
}

const isLater = (a: Marker, b: Marker): boolean => a.run > b.run || (a.run === b.run && a.attempt > b.attempt);
