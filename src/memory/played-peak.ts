import type { Bytes } from "../bytes.ts";
import { pixelSumWorkspace } from "../execution/ops/pixel-sum.ts";
import type { PixelSum, Stream } from "../execution/stream.ts";
import type { Device } from "../fleet/device.ts";
import { holdsAt, type Replay, type Room } from "./replay.ts";
import { heldBytes, SMALL_REQUEST } from "./rounding.ts";

/** What a play reserved at most, and all that says on which other cards the same would be reserved. */
export interface PlayedPeak {
  readonly reservedPeakBytes: Bytes;
  readonly totals: Replay["totals"];
  readonly pixelSums: readonly PixelSum[];
  readonly rooms: readonly Room[];
}

export const playedPeak = (stream: Stream, { reservedPeakBytes, totals, rooms }: Replay): PlayedPeak => ({
  reservedPeakBytes,
  totals,
  rooms,
  pixelSums: stream.pixelSums,
});

/**
 * Is as much reserved on that card, moment by moment? It is where the cache is emptied at the same moments, and where every
 * workspace of another size is served from the cache on either card: it is freed at once and leaves the cache as it was.
 */
export function holdsOn({ totals, pixelSums, rooms }: PlayedPeak, device: Device): boolean {
  const { totalBytes, multiprocessors } = device;
  if (!holdsAt(totals, totalBytes)) return false;
  return pixelSums.every(({ channels, pixels, bytes }, index) => {
    const workspace = pixelSumWorkspace(channels, pixels, multiprocessors);
    if (workspace === bytes) return true;
    const room = rooms[index];
    return room !== undefined && bytes > 0 && workspace > 0 && isServed(bytes, room) && isServed(workspace, room);
  });
}

function isServed(workspace: number, room: Room): boolean {
  const size = heldBytes(workspace);
  return size <= (size <= SMALL_REQUEST ? room.small : room.large);
}
