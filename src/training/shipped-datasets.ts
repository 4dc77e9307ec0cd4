import type { LabelsPerImage } from "./training-run.ts";

/** What is known of a data set without its files. */
export interface KnownDataset {
  readonly classes: number;
  /** Images; absent where they are split by chance or not stated. */
  readonly train?: number;
  readonly val?: number;
  readonly keypoints?: readonly [count: number, dimensions: number];
  /** Other than 3. */
  readonly channels?: number;
  /** Semantic classes are read from mask images, not from polygons. */
  readonly masks?: boolean;
  readonly labels?: LabelsPerImage;
}

/**
 * COCO train2017: 860,001 instances on 118,287 images, 93 on the densest (instances_train2017.json,
 * https://cocodataset.org/#download).
 */
export const COCO_LABELS: LabelsPerImage = { mean: 7.3, maximum: 93 };

/**
 * The data sets that Ultralytics knows by the name of a file it ships: classes, key points, channels and image counts as its
 * 8.4.190 states them (cfg/datasets of the wheel on PyPI). ADE20K's counts are those of its SceneParsing benchmark
 * (http://sceneparsing.csail.mit.edu).
 */
export const SHIPPED_DATASETS: Readonly<Record<string, KnownDataset>> = {
  ade20k: { classes: 150, train: 20_210, val: 2000, masks: true },
  "african-wildlife": { classes: 4, train: 1052, val: 225 },
  Argoverse: { classes: 8, train: 39_384, val: 15_062 },
  "brain-tumor": { classes: 2, train: 893, val: 223 },
  "carparts-seg": { classes: 23, train: 3156, val: 401 },
  cityscapes: { classes: 19, train: 2975, val: 500, masks: true },
  cityscapes8: { classes: 19, train: 4, val: 4, masks: true },
  "coco-pose": { classes: 1, train: 56_599, val: 2346, keypoints: [17, 3] },
  coco: { classes: 80, train: 118_287, val: 5000, labels: COCO_LABELS },
  "coco12-formats": { classes: 80, train: 6, val: 6 },
  "coco128-seg": { classes: 80, train: 128, val: 128 },
  coco128: { classes: 80, train: 128, val: 128 },
  "coco8-grayscale": { classes: 80, train: 4, val: 4, channels: 1 },
  "coco8-multispectral": { classes: 80, train: 4, val: 4, channels: 10 },
  "coco8-pose": { classes: 1, train: 4, val: 4, keypoints: [17, 3] },
  "coco8-seg": { classes: 80, train: 4, val: 4 },
  coco8: { classes: 80, train: 4, val: 4 },
  "construction-ppe": { classes: 11, train: 1132, val: 143 },
  "crack-seg": { classes: 1, train: 3717, val: 200 },
  "depth-arkitscenes": { classes: 1, train: 676_080, val: 21_559 },
  "depth-diode": { classes: 1, train: 25_458, val: 771 },
  "depth-hypersim": { classes: 1, train: 68_242, val: 6377 },
  "depth-kitti": { classes: 1, train: 55_198, val: 652 },
  "depth-sunrgbd": { classes: 1, train: 9245, val: 1090 },
  "depth-tartanair": { classes: 1, train: 55_660, val: 5810 },
  "depth-vkitti2": { classes: 1, train: 25_780, val: 16_740 },
  depth8: { classes: 1, train: 4, val: 4 },
  "dog-pose": { classes: 1, train: 6773, val: 1703, keypoints: [24, 3] },
  dota128: { classes: 15, train: 128, val: 128 },
  "dota8-multispectral": { classes: 15, train: 4, val: 4, channels: 10 },
  dota8: { classes: 15, train: 4, val: 4 },
  "DOTAv1.5": { classes: 16, train: 1411, val: 458 },
  DOTAv1: { classes: 15, train: 1411, val: 458 },
  GlobalWheat2020: { classes: 1, train: 3422, val: 748 },
  "hand-keypoints": { classes: 1, train: 18_776, val: 7992, keypoints: [21, 3] },
  "HomeObjects-3K": { classes: 12, train: 2285, val: 404 },
  ImageNet: { classes: 1000, train: 1_281_167, val: 50_000 },
  kitti: { classes: 8, train: 5985, val: 1496 },
  lvis: { classes: 1203, train: 100_170, val: 19_809 },
  "medical-pills": { classes: 1, train: 92, val: 23 },
  "nyu-depth": { classes: 1, train: 795, val: 654 },
  Objects365: { classes: 365, train: 1_742_289, val: 80_000 },
  "open-images-v7": { classes: 601, train: 1_743_042, val: 41_620 },
  "package-seg": { classes: 1, train: 1920, val: 188 },
  signature: { classes: 1, train: 143, val: 35 },
  "SKU-110K": { classes: 1, train: 8219, val: 588 },
  "tiger-pose": { classes: 1, train: 210, val: 53, keypoints: [12, 2] },
  TT100K: { classes: 221, train: 6105, val: 7641 },
  VisDrone: { classes: 10, train: 6471, val: 548 },
  VOC: { classes: 20, train: 16_551, val: 4952 },
  xView: { classes: 60 },
};

/**
 * Classification data sets that Ultralytics downloads by the name of their folder
 * (https://docs.ultralytics.com/datasets/classify/), with the counts that their authors state.
 */
export const CLASSIFICATION_DATASETS: Readonly<Record<string, KnownDataset>> = {
  imagenet: { classes: 1000, train: 1_281_167, val: 50_000 },
  imagenet10: { classes: 10 },
  imagenet100: { classes: 100 },
  imagenette: { classes: 10, train: 9469, val: 3925 },
  imagenette160: { classes: 10, train: 9469, val: 3925 },
  imagenette320: { classes: 10, train: 9469, val: 3925 },
  imagewoof: { classes: 10, train: 9025, val: 3929 },
  imagewoof160: { classes: 10, train: 9025, val: 3929 },
  imagewoof320: { classes: 10, train: 9025, val: 3929 },
  cifar10: { classes: 10, train: 50_000, val: 10_000 },
  cifar100: { classes: 100, train: 50_000, val: 10_000 },
  mnist: { classes: 10, train: 60_000, val: 10_000 },
  mnist160: { classes: 10 },
  "fashion-mnist": { classes: 10, train: 60_000, val: 10_000 },
  caltech101: { classes: 101 },
  caltech256: { classes: 256 },
};
