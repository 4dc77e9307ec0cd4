import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { buildGraph } from "../../src/graph/build.ts";
import { published } from "../../src/graph/models/index.ts";
import { customModel } from "./custom-models.ts";

interface Row {
  readonly id: string;
  readonly task: string;
  readonly train?: { readonly model: string; readonly single_cls?: boolean };
  readonly dataset?: { readonly classes: number };
  readonly environment: { readonly ultralytics: string };
  readonly measured: { readonly parameters?: number };
}

const lines = (file: string): Row[] =>
  readFileSync(new URL(`../measured/${file}`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

/** Classes of the head. 8.3.63 builds it for all classes even where it trains a single one; semantic heads add the background. */
function classesOf({ task, train, dataset, environment }: Row): number {
  if (train?.single_cls && environment.ultralytics !== "8.3.63") return 1;
  return (dataset?.classes ?? 0) + (task === "semantic" ? 1 : 0);
}

function parametersOf(row: Row): number | string {
  const written = row.train?.model ?? "";
  const found = published.find(written)?.model ?? customModel(basename(written), "");
  if (found === undefined) return `no model ${written}`;
  const built = buildGraph(found, classesOf(row));
  return "graph" in built ? built.graph.parameters : built.unknown.message;
}

test.each(["h200-8.4.190.jsonl", "h200-8.4.190-capped.jsonl", "h100-8.3.63.jsonl"])(
  "the models of every run in %s have the parameters that were counted on the GPU's machine",
  (file) => {
    const rows = lines(file).filter(({ measured }) => measured.parameters !== undefined);
    expect(rows.map((row) => [row.id, row.train?.model, parametersOf(row)])).toEqual(
      rows.map((row) => [row.id, row.train?.model, row.measured.parameters]),
    );
  },
);
