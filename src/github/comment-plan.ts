import { type Marker, markerOf, sameForReader } from "../report/marker.ts";
import type { OwnComment, Thread } from "./thread.ts";

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
 * head, that of the highest run, then attempt. Every run that takes such steps until none is left ends in the same state,
 * whatever others do in between. `wish` must be for the thread's head.
 */
export function nextStep({ own, head }: Thread, wish: Wish): Step {
  const [oldest, ...others] = own;
  if (oldest === undefined)
    return wish.mayCreate ? { kind: "create", body: wish.body } : { kind: "done", id: undefined };
  const body = bestOf(own, head, wish.body);
  if (!sameForReader(oldest.body, body)) return { kind: "update", id: oldest.id, body };
  return others.length > 0 ? { kind: "delete", ids: others.map(({ id }) => id) } : { kind: "done", id: oldest.id };
}

function bestOf(own: readonly OwnComment[], head: string, wished: string): string {
  const ours = markerOf(wished);
  const newer = own
    .filter(({ marker }) => marker.head === head && ours !== undefined && isLater(marker, ours))
    .sort((a, b) => (isLater(a.marker, b.marker) ? -1 : 1));
  return newer[0]?.body ?? wished;
}

const isLater = (a: Marker, b: Marker): boolean => a.run > b.run || (a.run === b.run && a.attempt > b.attempt);
