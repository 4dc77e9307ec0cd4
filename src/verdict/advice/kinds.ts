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

/** Kinds of advice, ordered by how little they change the training. */
export const KINDS: readonly (readonly [kind: string, changes: Changes])[] = [
  ["allocator", allocator],
  ["batch", batch],
  ["amp", amp],
  ["imgsz", imgsz],
  ["freeze", freeze],
  ["optimizer", optimizer],
  ["scale", scale],
  ["multiples", multiples],
  ["gpus", gpus],
];
