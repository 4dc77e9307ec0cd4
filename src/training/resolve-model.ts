import type { Place, Problem } from "../problem.ts";
import { readModelFile } from "./model-file.ts";
import { nameWithoutScale, scaledModel } from "./model-names.ts";
import { asChoice } from "./nearest.ts";
import type { PublishedModels } from "./published.ts";
import { isOutside, isTemplate, namedFile, type RepositoryFiles } from "./repository.ts";
import type { Model, Task, UnknownReason } from "./training-run.ts";

export interface ResolvedModel {
  readonly model?: Model;
  readonly task?: Task;
  readonly problems: readonly Problem[];
  /** Why there is no model, where that is no mistake. */
  readonly reasons: readonly UnknownReason[];
  readonly files: readonly string[];
}

export interface ModelSources {
  readonly repository: RepositoryFiles;
  readonly published: PublishedModels;
}

/** A model as a config names it, and where. */
export interface WrittenModel {
  readonly written: string;
  readonly place: Place;
}

const NOTHING = { problems: [], reasons: [], files: [] } as const;

/** A section of rows, which every model file has. */
const ROWS = /^(?:backbone|head)[ \t]*:/m;

/** The model that a config names: a file of the repository before a published model of the same name. */
export async function resolveModel(asked: WrittenModel, sources: ModelSources): Promise<ResolvedModel> {
  const { written, place } = asked;
  if (isTemplate(written)) return { ...NOTHING, reasons: [templated(asked)] };
  const found = sources.published.find(written);
  if (/\.ya?ml$/i.test(written)) {
    const file = await namedFile([written, nameWithoutScale(written)], place.file, sources.repository);
    // A train config may bear the name of the model that it trains; the trainer would look for neither of them beside it.
    const namesake = found !== undefined && file !== undefined && file.path !== written && !ROWS.test(file.text);
    if (file !== undefined && !namesake) return modelOfFile(file, asked);
  }
  if (found !== undefined) return { ...NOTHING, ...found };
  return /\.ya?ml$/i.test(written) ? noModelFile(asked, sources.published) : noWeights(asked, sources.published);
}

function modelOfFile(file: { path: string; text: string }, { written, place }: WrittenModel): ResolvedModel {
  const read = readModelFile(file.text, file.path);
  const scaled = read.description && scaledModel(read.description, written, place);
  const task = read.description?.task;
  return {
    ...(scaled?.model && { model: scaled.model }),
    ...(task && { task }),
    problems: [...read.problems, ...(scaled?.problems ?? [])],
    reasons: [],
    files: [file.path],
  };
}

function noModelFile({ written, place }: WrittenModel, published: PublishedModels): ResolvedModel {
  if (isOutside(written)) {
    const message = `The model file \`${written}\` is not part of the repository.`;
    const remedy = "Commit it, and name it by its path in the repository.";
    return { ...NOTHING, reasons: [{ code: "outside-repository", message, remedy, place }] };
  }
  const near = published.nearest(written);
  const message = `\`${written}\` is neither a file of the repository nor a published model.`;
  const remedy = near.length > 0 ? `Did you mean ${asChoice(near)}?` : "Write a path from the repository's root.";
  return { ...NOTHING, problems: [{ ...place, code: "unknown-model", severity: "error", message, remedy }] };
}

function noWeights({ written, place }: WrittenModel, published: PublishedModels): ResolvedModel {
  const suffix = /\.([A-Za-z0-9]+)$/.exec(written)?.[1]?.toLowerCase();
  const near = published.nearest(written);
  const bare = !/[/\\]/.test(written);
  if (bare && near.length > 0) {
    const message = `\`${written}\` is no published model.`;
    const remedy = `Did you mean ${asChoice(near)}?`;
    return { ...NOTHING, problems: [{ ...place, code: "unknown-model", severity: "error", message, remedy }] };
  }
  if (suffix !== undefined && EXPORTED.has(suffix)) {
    const message = `\`${written}\` is an exported model, which can't be trained.`;
    const remedy = "Name weights (`.pt`) or a model file (`.yaml`).";
    return { ...NOTHING, problems: [{ ...place, code: "not-trainable", severity: "error", message, remedy }] };
  }
  const message = `\`${written}\` are weights of your own: their architecture is not known here.`;
  const remedy = "Name the architecture and load the weights into it: `model: yolov8s.yaml` and `pretrained: FILE.pt`.";
  return { ...NOTHING, reasons: [{ code: "custom-weights", message, remedy, place }] };
}

/** What Ultralytics exports to. */
const EXPORTED: ReadonlySet<string> = new Set([
  "onnx",
  "engine",
  "torchscript",
  "mlpackage",
  "pb",
  "tflite",
  "xml",
  "mnn",
]);

function templated({ written, place }: WrittenModel): UnknownReason {
  const message = `The model \`${written}\` is filled in when the run starts.`;
  return { code: "templated-value", message, remedy: "Write the name of the model.", place };
}
