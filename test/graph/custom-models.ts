import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Model, ModelDescription, ModelRow, RowValue } from "../../src/training/training-run.ts";

type WrittenRow = [ModelRow["from"], number, string, RowValue[]];

const folders = ["custom/", "../models/"].map((folder) => new URL(folder, import.meta.url));
const rowsOf = (rows: readonly WrittenRow[]): ModelRow[] =>
  rows.map(([from, repeats, module, args]) => ({ from, repeats, module, args }));

/** One of our own model files, as plain as these are written; reading what users write is the training stage's. */
export function customModel(name: string, scale: string): Model | undefined {
  const file = folders.map((folder) => new URL(name, folder)).find((url) => existsSync(url));
  if (file === undefined) return undefined;
  const written = parse(readFileSync(file, "utf8"));
  const optional: Record<string, unknown> = {
    scales: written.scales,
    depthMultiple: written.depth_multiple,
    widthMultiple: written.width_multiple,
    activation: written.activation,
    regMax: written.reg_max,
    endToEnd: written.end2end,
    keypoints: written.kpt_shape,
  };
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  const description: ModelDescription = {
    name,
    classes: written.nc,
    ...given,
    backbone: rowsOf(written.backbone),
    head: rowsOf(written.head),
  };
  return { description, scale, written: name };
}
