import { COCO_LABELS } from "./shipped-datasets.ts";
import type { LabelsPerImage } from "./training-run.ts";

/** A public data set by what its files and folders are called. */
export interface PublicDataset {
  readonly name: string;
  /** Of a part of a path, in small letters and digits only. */
  readonly called: RegExp;
  /** Labels per image on average. */
  readonly mean: number;
  /** The figures that give the mean, and who states them. */
  readonly source: string;
}

/** Labels per image of public data sets, as their authors state them. docs/public-datasets.md is this table. */
export const PUBLIC_DATASETS: readonly PublicDataset[] = [
  { name: "CrowdHuman", called: /^crowdhuman/, mean: 22.6, source: "22.6 persons per image (arXiv:1805.00123)" },
  {
    name: "DIOR",
    called: /^dior(?:r|v?\d|$)/,
    mean: 8.2,
    source: "192,472 instances on 23,463 images (arXiv:1909.00133)",
  },
  {
    name: "DOTA 2.0",
    called: /^dota(?:v|data)?2/,
    mean: 159.2,
    source: "1,793,658 instances on 11,268 images (arXiv:2102.12219)",
  },
  {
    name: "DOTA",
    called: /^dota(?:v?1|data|yolo|obb|$)/,
    mean: 67.1,
    source: "188,282 instances on 2,806 images (arXiv:1711.10398)",
  },
  {
    name: "DroneVehicle",
    called: /^dronevehicle/,
    mean: 14.2,
    source: "441,642 instances on 31,064 images (Zhu et al., Drone Based RGBT Vehicle Detection and Counting)",
  },
  {
    name: "Global Wheat Head",
    called: /^(?:globalwheat|gwhd)/,
    mean: 41.2,
    source: "193,634 heads on 4,700 images (doi:10.34133/2021/9846158)",
  },
  {
    name: "KITTI",
    called: /^kitti(?:\d|yolo|detection|object|2d|$)/,
    mean: 5.4,
    source: "80,256 objects on 14,999 images (https://www.cvlibs.net/datasets/kitti/eval_object.php)",
  },
  {
    name: "Objects365",
    called: /^objects365/,
    mean: 15.8,
    source: "10,101,000 boxes on 638,000 images (Shao et al., ICCV 2019)",
  },
  {
    name: "Open Images",
    called: /^openimages/,
    mean: 8.4,
    source:
      "14.6 million boxes on 1.74 million images (https://storage.googleapis.com/openimages/web/factsfigures_v4.html)",
  },
  {
    name: "PASCAL VOC",
    called: /^(?:pascal)?voc(?:\d|yolo|devkit|$)/,
    mean: 2.5,
    source: "24,640 objects on the 9,963 images of VOC2007 (doi:10.1007/s11263-009-0275-4)",
  },
  { name: "SKU-110K", called: /^sku110k/, mean: 147.4, source: "147.4 objects per image (arXiv:1904.00853)" },
  {
    name: "WIDER FACE",
    called: /^widerface/,
    mean: 12.2,
    source: "393,703 faces on 32,203 images (arXiv:1511.06523)",
  },
];

/** The public data set that a part of a path names; undefined where none does. */
export function publicDataset(path: string): PublicDataset | undefined {
  const parts = path
    .slice(0, 500)
    .toLowerCase()
    .replace(/\.ya?ml$/, "")
    .split(/[/\\]/)
    .map((part) => part.replace(/[^a-z0-9]/g, ""));
  return PUBLIC_DATASETS.find(({ called }) => parts.some((part) => called.test(part)));
}

/** Nobody states the densest image of these sets: it is taken to be as much above the mean as COCO's is. */
export function labelsOfPublic({ mean }: PublicDataset): LabelsPerImage {
  return { mean, maximum: Math.round((mean * COCO_LABELS.maximum) / COCO_LABELS.mean) };
}
