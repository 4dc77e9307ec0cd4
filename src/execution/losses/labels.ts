/** What the loss needs to know of a batch. Counts are whole numbers. */
export interface BatchLabels {
  /** Labels of the densest image: tables are padded to it. */
  readonly most: number;
  /** Labels of each image of the batch. */
  readonly perImage: readonly number[];
  /** Anchors inside label boxes, summed over the batch: the pairs that the assigner looks at. */
  readonly candidates: number;
  /** Anchors that are assigned a label in the one-to-many branch. */
  readonly positives: number;
  /** Image size in pixels. */
  readonly height: number;
  readonly width: number;
  readonly maskRatio: number;
  readonly overlapMasks: boolean;
  /** Share of the assigner's best candidates that two labels of one image have in common. */
  readonly shared: number;
}
