import { BACKBONES } from "./rows/backbones.ts";
import { BLOCKS } from "./rows/blocks.ts";
import { CONVOLUTIONS } from "./rows/convolutions.ts";
import { HEADS } from "./rows/heads.ts";
import type { Module } from "./rows/row.ts";
import { TORCH } from "./rows/torch.ts";

/** Module name in a model file -> what it builds. Names and argument orders are those of Ultralytics' parser. */
export const MODULES: ReadonlyMap<string, Module> = new Map(
  [CONVOLUTIONS, BLOCKS, BACKBONES, TORCH, HEADS].flatMap((group) => Object.entries(group)),
);

/** Is a module of this name the end of a model? */
export const isHeadModule = (name: string): boolean => Object.hasOwn(HEADS, name);
