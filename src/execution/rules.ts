/** What differs between generations of Ultralytics in what training allocates. Which release brought what: src/memory/rules.ts. */
export interface Rules {
  /** The head joins boxes and scores over all levels one after the other, or both of each level, and the loss joins the levels. */
  readonly head: "joined" | "levels";
  /** The assigner compares the anchors inside label boxes, or tables of all label-anchor pairs and an int64 one-hot of all classes. */
  readonly assigner: "candidates" | "pairs";
  /** The loss of a task is one function whose locals live to its end, or the detection part of it is a function of its own. */
  readonly loss: "nested" | "flat";
  /** Masks brought to the size of the prototypes and cropped by a product; or prototypes to that of the masks, cropped in place. */
  readonly masks: "to-prototypes" | "to-masks";
  /** Batches alive on every second step: the loop keeps the one before in one generation. */
  readonly batchesAlive: 1 | 2;
  /** Least number of warm-up steps, unless warm-up is off. */
  readonly leastWarmup: number;
  /** Is at least the last epoch free of warm-up? */
  readonly warmupSparesLast: boolean;
  /** TensorBoard, where installed, draws the model before training, and what it traced stays. */
  readonly drawsModel: boolean;
  /** Are some files read for their speed before training, picked with Python's generator? */
  readonly triesFiles: boolean;
  /** Do activations write into their input where nothing is recorded for backward? */
  readonly activatesInPlace: boolean;
  /** Validation autocasts; or it halves the averaged model, and predictions of a batch live until the next batch has its own. */
  readonly validation: "autocast" | "halved";
  /** Do all GPUs share the validation images, or does the first one validate alone? */
  readonly validatesOn: "all" | "first";
  /** The cache is emptied where much of the card is reserved, before validation too, or after every epoch. */
  readonly emptiesCache: "crowded" | "after-epoch";
}

/** As of 8.4.190. */
export const LATEST: Rules = {
  head: "joined",
  assigner: "candidates",
  loss: "nested",
  masks: "to-masks",
  batchesAlive: 2,
  leastWarmup: 0,
  warmupSparesLast: true,
  drawsModel: false,
  triesFiles: true,
  activatesInPlace: false,
  validation: "autocast",
  validatesOn: "all",
  emptiesCache: "crowded",
};
