import { BACKBONES } from "./rows/backbones.ts";
import { BLOCKS } from "./rows/blocks.ts";
import { CONVOLUTIONS } from "./rows/convolutions.ts";
import { HEADS } from "./rows/heads.ts";
import type { Module } from "./rows/row.ts";
import { TEXT_BLOCKS, TEXT_HEADS } from "./rows/text.ts";
import { TORCH } from "./rows/torch.ts";

/** Module name in a model file -> what it builds. Names and argument orders are those of Ultralytics' parser. */
export const MODULES: ReadonlyMap<string, Module> = new Map(
  [CONVOLUTIONS, BLOCKS, BACKBONES, TORCH, TEXT_BLOCKS, HEADS, TEXT_HEADS].flatMap((group) => Object.entries(group)),
);

/** Is a module of this name the end of a model? */
export const isHeadModule = (name: string): boolean => Object.hasOwn(HEADS, name) || Object.hasOwn(TEXT_HEADS, name);
