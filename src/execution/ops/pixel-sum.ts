import { ceilDiv } from "../ceil-div.ts";
import type { PixelSum, Stream } from "../stream.ts";
import type { Tape } from "../tape.ts";

/**
 * Bytes for the staging of a grid-wide sum over the pixels of a channels-last tensor: PyTorch's reduction for the gradient of a
 * bias. Depends on the number of multiprocessors (2,048 threads each). 0 where it needs none.
 */
export function pixelSumWorkspace(channels: number, pixels: number, multiprocessors: number): number {
  const powerBelow = (x: number): number => 2 ** Math.floor(Math.log2(Math.max(1, x)));
  const vector = channels >= 128 ? 4 : channels >= 64 ? 2 : 1;
  const width = Math.min(powerBelow(Math.floor(channels / vector)), 32);
  const height = Math.min(powerBelow(pixels), Math.floor(Math.floor(512 / vector) / width));
  const grid = ceilDiv(Math.floor(channels / vector), width);
  const values = ceilDiv(pixels, height);
  const filling = ceilDiv(multiprocessors * Math.floor(2048 / (width * height)), grid);
  const blocks = Math.max(Math.min(filling, ceilDiv(values, 16)), ceilDiv(values, 256));
  return blocks > 1 ? 4 * channels * blocks * width * vector : 0;
}

/** The workspace of a sum over pixels: all that a stream asks of a card's number of multiprocessors. */
export function pixelSum(tape: Tape, channels: number, pixels: number): void {
  const bytes = pixelSumWorkspace(channels, pixels, tape.settings.multiprocessors);
  const { recorder } = tape;
  recorder.pixelSum = recorder.pixelSumNumbered({ channels, pixels, bytes });
  tape.workspace(bytes);
  recorder.pixelSum = 0;
}

/**
 * A stream as it is on a card with another number of multiprocessors: only workspaces of sums over pixels have other sizes.
 * The stream itself where none has. Undefined where one of them is needed on one card alone: then the run asks at other moments and must be played.
 */
export function onCard(stream: Stream, multiprocessors: number): Stream | undefined {
  const workspaces = stream.pixelSums.map(({ channels, pixels }) =>
    pixelSumWorkspace(channels, pixels, multiprocessors),
  );
  if (stream.pixelSums.some(({ bytes }, index) => bytes > 0 !== (workspaces[index] ?? 0) > 0)) return undefined;
  if (stream.pixelSums.every(({ bytes }, index) => bytes === workspaces[index])) return stream;
  const sizes = stream.sizes.slice();
  for (const [block, sum] of stream.pixelSumOf.entries()) if (sum > 0) sizes[block] = workspaces[sum - 1] ?? 0;
  const pixelSums = stream.pixelSums.map((each, index): PixelSum => ({ ...each, bytes: workspaces[index] ?? 0 }));
  return { ...stream, sizes, pixelSums };
}
