import type { Snapshot } from "../../src/changes/repository.ts";
import { createEstimator } from "../../src/memory/estimator.ts";
import { reportHtml } from "../../src/report/html/page.ts";
import { run } from "../../src/run.ts";

const MODELS = [
  "yolov8n",
  "yolov8s",
  "yolov8m",
  "yolov8l",
  "yolo11m",
  "yolo11x",
  "yolo26m",
  "yolov10x",
  "yolov9c",
  "rtdetr-l",
];

const snapshotOf = (files: Readonly<Record<string, string>>): Snapshot => ({
  list: async () => Object.keys(files),
  read: async (path) => files[path],
  refusal: async () => undefined,
});

const files = (count: number, batch: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `configs/${String(index).padStart(2, "0")}.yaml`,
      `model: ${MODELS[index % MODELS.length]}.pt\ndata: coco.yaml\nepochs: 100\nbatch: ${batch + 2 * Math.floor(index / MODELS.length)}\nimgsz: 640\n`,
    ]),
  );

/** The HTML report of so many changed configs of several families, each with its state before. */
export async function manyRunsReport(count: number): Promise<string> {
  const [base, head] = [files(count, 8), files(count, 16)];
  const estimator = createEstimator();
  const report = await run({
    occasion: "pull-request",
    changes: {
      head: snapshotOf(head),
      base: snapshotOf(base),
      changed: Object.keys(head).map((path) => ({ path, status: "modified" as const })),
    },
    fleetFile: ".github/gpu-fleet.yml",
    provenance: { version: "0.0.0", at: "2026-01-01T00:00:00Z" },
    estimator,
  });
  return reportHtml(report, estimator);
}
