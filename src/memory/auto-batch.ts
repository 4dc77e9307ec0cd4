import { type Bytes, GIB } from "../bytes.ts";
import { readingOf } from "../execution/phases/auto-batch.ts";
import type { Device } from "../fleet/device.ts";
import { type Graph, headOf } from "../graph/graph.ts";
import { stridesOf } from "../graph/shapes.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { outsideAllocator } from "./outside.ts";
import { checkedWith } from "./play-run.ts";
import { Probes } from "./probes.ts";

/** Batches that AutoBatch tries; the last two only on cards of 16 GiB and more (utils/autobatch.py). */
const PROBES = [1, 2, 4, 8, 16, 32, 64];
const SMALL_CARD_PROBES = 5;
const SMALL_CARD = 16 * GIB;
/** Share of the card for `batch: -1`. */
const DEFAULT_SHARE = 0.6;
const MOST_BATCH = 1024;
/** Standing for the loss: six fp32 numbers an anchor and object, and twice as many classes. */
const LOSS_NUMBERS = 6;
/** Objects of the densest image, four times for mosaic. */
const MOSAIC_IMAGES = 4;

export interface AutoBatch {
  readonly batch: number;
  /** What each probe read, in GiB; undefined where it ran out of memory. */
  readonly probes: readonly { readonly batch: number; readonly gib: number | undefined }[];
}

interface Card {
  readonly device: Device;
  /** Most that the process may reserve. */
  readonly limitBytes: Bytes | undefined;
  /** What is remembered of other cards. */
  readonly probes?: Probes;
}

/** Objects that the trainer tells AutoBatch of; classification, semantic and depth tell none. */
function mostObjects(run: TrainingRun): number {
  if (["classify", "semantic", "depth"].includes(run.task)) return 0;
  return run.dataset.labelsPerImage.maximum * MOSAIC_IMAGES;
}

/** Strides as the trainer's model has them: RT-DETR's has the default alone (nn/tasks.py). */
const stridesToCount = (graph: Graph): readonly number[] =>
  headOf(graph).kind === "RTDETRDecoder" ? [32] : stridesOf(graph);

interface Probed {
  readonly graph: Graph;
  readonly batches: readonly number[];
  readonly imgsz: number;
}

function readings(run: TrainingRun, card: Card, probed: Probed): AutoBatch["probes"] {
  const { device, limitBytes, probes = new Probes() } = card;
  const read = probes.read(
    run,
    { device, limitBytes: limitBytes ?? ((device.totalBytes - outsideAllocator(device)) as Bytes) },
    { ...probed, checkedWith: checkedWith(run, device) },
  );
  const objects = mostObjects(run);
  const anchors =
    objects === 0
      ? 0
      : Math.trunc(stridesToCount(probed.graph).reduce((sum, stride) => sum + (probed.imgsz / stride) ** 2, 0));
  return probed.batches.map((batch) => {
    const reserved = read.get(readingOf(batch));
    const loss = batch * anchors * LOSS_NUMBERS * (objects + 2 * run.dataset.classes) * 4;
    return { batch, gib: reserved === undefined ? undefined : (reserved + loss) / GIB };
  });
}

/** Slope and value at 0 of the least-squares line. */
function line(points: readonly (readonly [number, number])[]): readonly [slope: number, start: number] {
  const n = points.length;
  const [meanX, meanY] = [0, 1].map((axis) => points.reduce((sum, point) => sum + (point[axis] ?? 0), 0) / n) as [
    number,
    number,
  ];
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const slope = spread === 0 ? 0 : points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
  return [slope, meanY - slope * meanX];
}

/**
 * The batch that AutoBatch would pick on this card: a line through the readings of its probes, solved for a share of what is
 * free, at most the last probe that ran (utils/autobatch.py, 8.4.190).
 */
export function autoBatch(run: TrainingRun, graph: Graph, card: Card): AutoBatch | undefined {
  const { batch: written, imgsz, multi_scale } = run.arguments;
  const { device } = card;
  const images = mostObjects(run) === 0 ? undefined : run.dataset.trainImages;
  const largest = Math.ceil((imgsz * (1 + multi_scale)) / 32) * 32;
  const tried = PROBES.slice(0, device.totalBytes < SMALL_CARD ? SMALL_CARD_PROBES : PROBES.length).filter(
    (batch) => images === undefined || batch <= images,
  );
  const probes = readings(run, card, { graph, batches: tried, imgsz: largest });
  const total = device.totalBytes / GIB;
  const usable = probes.flatMap(({ batch, gib }, i): (readonly [number, number])[] => {
    const before = probes[i - 1]?.gib;
    return gib !== undefined && gib < total && (before === undefined || gib > before) ? [[batch, gib]] : [];
  });
  const [first] = usable;
  if (first === undefined) return undefined;
  const [slope, start] = line(usable);
  const share = written > 0 && written < 1 ? written : DEFAULT_SHARE;
  const free = (device.totalBytes - outsideAllocator(device)) / GIB;
  let batch = Math.trunc((free * share - start) / slope);
  const failed = probes.findIndex(({ batch: each, gib }) => gib === undefined && each > first[0]);
  const ceiling = probes[failed]?.batch;
  if (ceiling !== undefined && batch >= ceiling) batch = probes[failed - 1]?.batch ?? first[0];
  batch = Math.min(Math.max(batch, first[0]), MOST_BATCH, images ?? MOST_BATCH);
  return { batch, probes };
}
