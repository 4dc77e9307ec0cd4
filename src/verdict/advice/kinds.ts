import { allocator } from "./allocator.ts";
import { amp } from "./amp.ts";
import { batch } from "./batch.ts";
import type { Changes } from "./change.ts";
import { freeze } from "./freeze.ts";
import { gpus } from "./gpus.ts";
import { imgsz } from "./imgsz.ts";
import { multiples } from "./multiples.ts";
import { optimizer } from "./optimizer.ts";
import { scale } from "./scale.ts";

export interface Kind {
  readonly kind: string;
  readonly changes: Changes;
  /** Each candidate needs less than the one before it, so that the first that fits may be found by halving. */
  readonly shrinking: boolean;
}

const kind = (name: string, changes: Changes, shrinking = false): Kind => ({ kind: name, changes, shrinking });

/** Kinds of advice, ordered by how little they change the training. */
export const KINDS: readonly Kind[] = [
  kind("allocator", allocator),
  kind("batch", batch),
  kind("amp", amp),
  kind("imgsz", imgsz, true),
  kind("freeze", freeze),
  kind("optimizer", optimizer),
  kind("scale", scale),
  kind("multiples", multiples),
  kind("gpus", gpus),
];
