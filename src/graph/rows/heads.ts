import { classify, depth, detect, semanticSegment } from "../layers/heads.ts";
import { rtdetrDecoder } from "../layers/rtdetr.ts";
import {
  absent,
  count,
  flag,
  joining,
  kernel,
  literal,
  type Module,
  numbers,
  padding,
  type RowContext,
} from "./row.ts";

const detectOptions = (row: RowContext) => ({
  classes: count(row, 0),
  regMax: row.regMax,
  endToEnd: row.endToEnd,
  channels: row.inputs,
  legacy: row.legacy,
});

const segment = (kind: "segment" | "segment26"): Module =>
  joining([3, 3], (row) => {
    const extra = { kind, outputs: count(row, 1) };
    return detect(row.style, { ...detectOptions(row), extra, protoHidden: row.width(count(row, 2)) });
  });

const pose = (kind: "pose" | "pose26"): Module =>
  joining([2, 2], (row) => {
    const [keypoints = 17, dimensions = 3] = numbers(row, 1);
    return detect(row.style, { ...detectOptions(row), extra: { kind, outputs: keypoints * dimensions }, keypoints });
  });

const oriented = (kind: "obb" | "obb26"): Module =>
  joining([2, 2], (row) => detect(row.style, { ...detectOptions(row), extra: { kind, outputs: count(row, 1) } }));

function decoder(row: RowContext) {
  absent(row, 7, "an activation");
  return rtdetrDecoder({
    classes: count(row, 0),
    channels: row.inputs,
    hidden: count(row, 1, 256),
    queries: count(row, 2, 300),
    points: count(row, 3, 4),
    heads: count(row, 4, 8),
    layers: count(row, 5, 6),
    feedForward: count(row, 6, 1024),
    denoising: count(row, 9, 100),
    learntQueries: flag(row, 12, false),
  });
}

/** YOLOv10's head: both branches, sixteen bins and the light class branch, whatever the file says. */
const V10 = { regMax: 16, endToEnd: true, legacy: false } as const;

/** Its width is the number of classes: never scaled. */
const classifier = literal([1, 5], (row) =>
  classify(row.style, row.input, {
    classes: count(row, 0),
    kernel: kernel(row, 1),
    stride: count(row, 2, 1),
    padding: padding(row, 3),
    groups: count(row, 4, 1),
  }),
);

/** Heads by their names in model files. */
export const HEADS: Readonly<Record<string, Module>> = {
  Detect: joining([1, 1], (row) => detect(row.style, detectOptions(row))),
  v10Detect: joining([1, 1], (row) => detect(row.style, { ...detectOptions(row), ...V10 })),
  Segment: segment("segment"),
  Segment26: segment("segment26"),
  Pose: pose("pose"),
  Pose26: pose("pose26"),
  OBB: oriented("obb"),
  OBB26: oriented("obb26"),
  Classify: classifier,
  SemanticSegment: joining([1, 1], (row) => semanticSegment(row.style, count(row, 0), row.inputs)),
  Depth: joining([1, 2], (row) => depth(row.style, count(row, 0), row.inputs)),
  RTDETRDecoder: joining([1, 13], decoder),
};
