import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { MOST_CHARACTERS } from "../../smoke/read-records.ts";

const MOST_FILES = 300;

/**
 * The text of every `.jsonl` file in a folder and its subfolders, one after the other; "" where there is none, as when no job has
 * left anything. Links are not followed, and no more is read than is looked at.
 */
export async function recordTexts(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".jsonl")).slice(0, MOST_FILES);
  const texts: string[] = [];
  for (const { parentPath, name } of files.sort((a, b) =>
    join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1,
  ))
    texts.push(await beginning(join(parentPath, name), MOST_CHARACTERS));
  return texts.join("\n");
}

async function beginning(path: string, most: number): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    // One byte more than is allowed, so that what is too long is seen to be.
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, most + 1)), 0);
    return buffer.subarray(0, bytesRead).toString();
  } finally {
    await file.close();
  }
}
