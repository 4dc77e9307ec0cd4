import { existsSync, readFileSync } from "node:fs";
import { readModelFile } from "../../src/training/model-file.ts";
import type { Model } from "../../src/training/training-run.ts";

const folders = ["custom/", "../models/"].map((folder) => new URL(folder, import.meta.url));

/** A model of the text of a model file; throws where the text has mistakes that need no module to see. */
export function modelOfText(text: string, written: string, scale = ""): Model {
  const { description, problems } = readModelFile(text, written);
  if (description === undefined) throw new Error(problems.map(({ message }) => message).join("\n"));
  return { description, scale, written };
}

/** One of our own model files in custom/ or ../models/. */
export function customModel(name: string, scale: string): Model | undefined {
  const file = folders.map((folder) => new URL(name, folder)).find((url) => existsSync(url));
  return file && modelOfText(readFileSync(file, "utf8"), name, scale);
}
