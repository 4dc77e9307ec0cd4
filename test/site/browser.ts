import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** Before all pages: unpacks the browser, which can't be started while another process still writes it. */
export default async function unpack(): Promise<void> {
  await (await openBrowser()).close();
}

/**
 * A headless Chromium: the one that CHROMIUM names, else the one that `npm ci` brought (x64 Linux), unpacked once into the
 * folder for temporary files, with the libraries that a bare machine lacks.
 */
export async function openBrowser(): Promise<Browser> {
  const named = process.env["CHROMIUM"];
  if (named !== undefined) return chromium.launch({ executablePath: named, args: ["--no-sandbox"] });
  // Asks the package for its libraries (libnss3 and others) beside the browser.
  process.env["AWS_LAMBDA_JS_RUNTIME"] ??= "nodejs22.x";
  const { default: packed } = await import("@sparticuz/chromium");
  const executablePath = await packed.executablePath();
  const libraries = join(tmpdir(), "al2023", "lib");
  const env = { ...process.env, ...(existsSync(libraries) && { LD_LIBRARY_PATH: libraries }) } as Record<
    string,
    string
  >;
  // Not all of the package's own arguments: --single-process ends the browser with its first page.
  return chromium.launch({ executablePath, env, args: ["--no-sandbox", "--no-zygote", "--disable-gpu"] });
}
