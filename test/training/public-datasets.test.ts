import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { labelsOfPublic, PUBLIC_DATASETS, publicDataset } from "../../src/training/public-datasets.ts";
import { runsIn } from "./sources/corpus.ts";

test("the page of public data sets is the table", () => {
  const page = readFileSync(new URL("../../docs/public-datasets.md", import.meta.url), "utf8");
  const rows = PUBLIC_DATASETS.map(
    (set) => `| ${set.name} | ${set.mean} | ${labelsOfPublic(set).maximum} | ${set.source} |`,
  );
  expect(page.split("\n").filter((line) => /^\| (?!Data set|:)/.test(line))).toEqual(rows);
});

test.each([
  ["data/sku-110k.yaml", "SKU-110K"],
  ["VOC.yaml", "PASCAL VOC"],
  ["datasets/VOC2012/data.yaml", "PASCAL VOC"],
  ["configs/DOTAv1.yaml", "DOTA"],
  ["DOTA-v2.0/data.yaml", "DOTA 2.0"],
  ["D:\\\\sets\\\\WIDER_FACE\\\\wf.yaml", "WIDER FACE"],
  ["open-images-v7.yaml", "Open Images"],
  ["vocabulary.yaml", undefined],
  ["kitting/data.yaml", undefined],
  ["dotted/data.yaml", undefined],
  ["data.yaml", undefined],
])("%s is called as %s", (path, name) => {
  expect(publicDataset(path)?.name).toBe(name);
});

const DATA = "train: images/train\nval: images/val\nnames: [item]\n";
const run = (data: string) => `from ultralytics import YOLO\nYOLO("yolov8n.pt").train(data="${data}", batch=2)\n`;

test("a data file that is called like a public set has its labels, which is said", async () => {
  const { runs } = await runsIn(
    new Map([
      ["data/sku110k.yaml", DATA],
      ["t.py", run("data/sku110k.yaml")],
    ]),
  );
  expect(runs.map(({ dataset }) => dataset.labelsPerImage)).toEqual([{ mean: 147.4, maximum: 1878 }]);
  expect(runs.flatMap(({ assumptions }) => assumptions.filter(({ name }) => name === "labels-per-image"))).toEqual([
    {
      name: "labels-per-image",
      text: "Labels per image of data/sku110k.yaml are assumed to be those of SKU-110K, which its name says: 147.4 on average, from 147.4 objects per image (arXiv:1904.00853), and 1878 on the densest, in COCO's proportion. Declare it under `datasets` in the fleet file.",
    },
  ]);
});

test("labels that are counted win over those of a name", async () => {
  const { runs } = await runsIn(
    new Map([
      ["sku110k.yaml", DATA],
      ["labels/train/a.txt", "0 0 0 1 1\n0 0 0 1 1\n"],
      ["t.py", run("sku110k.yaml")],
    ]),
  );
  expect(runs.map(({ dataset }) => dataset.labelsPerImage)).toEqual([{ mean: 2, maximum: 2 }]);
});
