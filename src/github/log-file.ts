import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { LogBytes } from "../training-log/lines.ts";

/** Of either end of a log; what matters stands there: arguments at the start, the error at the end. */
const END = 8 * 1024 * 1024;

/** The ends of a file, or of standard input for `-`; undefined where there is no such file. */
export function readLog(path: string): LogBytes | undefined {
  let file: number;
  try {
    file = path === "-" ? 0 : openSync(path, "r");
  } catch {
    return undefined;
  }
  try {
    return endsOf(file);
  } finally {
    if (file !== 0) closeSync(file);
  }
}

function endsOf(file: number): LogBytes | undefined {
  const stat = fstatSync(file);
  if (stat.isDirectory()) return undefined;
  const chunk = Buffer.alloc(1024 * 1024);
  const head: Buffer[] = [];
  const tail: Buffer[] = [];
  let [inHead, inTail, skipped] = [0, 0, 0];
  // A file is read from its end, a pipe has to be read through.
  let position = stat.isFile() && file !== 0 ? 0 : null;
  for (;;) {
    if (position !== null && inHead === END && inTail === 0 && stat.size > 2 * END) {
      position = stat.size - END;
      skipped = position - END;
    }
    const read = readSome(file, chunk, position);
    if (read === 0) break;
    if (position !== null) position += read;
    const bytes = Buffer.from(chunk.subarray(0, read));
    const room = Math.min(bytes.length, END - inHead);
    if (room > 0) head.push(bytes.subarray(0, room));
    inHead += room;
    if (room < bytes.length) {
      tail.push(bytes.subarray(room));
      inTail += bytes.length - room;
    }
    while (tail[0] !== undefined && inTail - tail[0].length >= END) {
      const gone = tail.shift()?.length ?? 0;
      inTail -= gone;
      skipped += gone;
    }
    if (position !== null && inTail >= END && position >= stat.size) break;
  }
  return { head: Buffer.concat(head), tail: Buffer.concat(tail), skipped };
}

/** A pipe that has nothing yet says so by an error: it is asked again after a moment. */
function readSome(file: number, chunk: Buffer, position: number | null): number {
  for (;;) {
    try {
      return readSync(file, chunk, 0, chunk.length, position);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
