import { familyOf } from "./margins.ts";
import { type MeasuredRow, measuredFiles } from "./runs.ts";

/**
 * Runs measured again to see what repeats, predictions made crowded on purpose, a loop that no config can ask for, and runs that
 * are UNKNOWN: no part of any sum.
 */
const ASIDE = /repeated|crowded|collected|checkpointing|distilled|compiled/;

/** Files whose runs count for the accuracy and the intervals. */
export const countedFiles: readonly string[] = measuredFiles.filter((file) => !ASIDE.test(file));

/** A set of rows of the accuracy table. */
export interface Group {
  readonly name: string;
  readonly rows: (row: MeasuredRow) => boolean;
}

export interface Grouping {
  readonly title: string;
  readonly groups: readonly Group[];
}

const isNew = ({ environment }: MeasuredRow): boolean => environment.ultralytics === "8.4.190";

/** A table of the runs of 8.4.190 by something that names them. */
const named = (title: string, names: readonly string[], nameOf: (row: MeasuredRow) => string): Grouping => ({
  title,
  groups: names.map((name) => ({ name, rows: (row) => isNew(row) && nameOf(row) === name })),
});

const FAMILIES = ["3", "5", "6", "8", "9", "10", "11", "12", "26"].map((version) => `yolo${version}`);

/** Arguments that the rows of a table of their own vary. */
const ARGUMENTS = [
  "optimizer",
  "amp",
  "channels_last",
  "freeze",
  "nbs",
  "rect",
  "multi_scale",
  "deterministic",
  "overlap_mask",
  "mask_ratio",
  "single_cls",
  "val",
  "half",
];

const onSeveralGpus = ({ train }: MeasuredRow): boolean => String(train?.["device"] ?? "").includes(",");

const isDefault = ({ environment }: MeasuredRow): boolean => environment.ampCheck === true;

/** The tables of the accuracy page, in order. A row is in one group of a table at most, but of "by argument". */
export const GROUPINGS: readonly Grouping[] = [
  {
    title: "As users start them",
    groups: [
      {
        name: "default optimizer, varied labels, one to three epochs, mosaic in force or closed, 8.4.190",
        rows: (row) => isDefault(row) && isNew(row),
      },
      { name: "the same, 8.3.63", rows: (row) => isDefault(row) && !isNew(row) },
      { name: "one epoch without mosaic, equal labels, 8.4.190", rows: isShort("8.4.190") },
      { name: "one epoch without mosaic, equal labels, 8.3.63", rows: isShort("8.3.63") },
      { name: "predictions", rows: ({ mode }) => mode === "predict" },
    ],
  },
  named("By family, 8.4.190", [...FAMILIES, "rtdetr", "own model files"], familyOf),
  named("By task, 8.4.190", ["detect", "segment", "pose", "obb", "classify", "semantic", "depth"], ({ task }) => task),
  {
    title: "By argument, 8.4.190",
    groups: [
      ...ARGUMENTS.map((name) => ({
        name: `\`${name}\``,
        rows: (row: MeasuredRow) => isNew(row) && (row.train ?? row.predict)?.[name] !== undefined,
      })),
      { name: "several GPUs", rows: onSeveralGpus },
      {
        name: "expandable segments",
        rows: ({ environment }) => environment.allocator?.includes("expandable") === true,
      },
    ],
  },
];

function isShort(version: string): (row: MeasuredRow) => boolean {
  return (row) => row.mode === "train" && !isDefault(row) && row.environment.ultralytics === version;
}
