import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { buildSite } from "../../scripts/site.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".png": "image/png",
};

/** The built site at an address of this machine, and how to end it. */
export interface Served {
  readonly url: string;
  readonly folder: string;
  readonly close: () => Promise<void>;
}

/** Builds the site into a folder for temporary files and serves it, as GitHub Pages would: files, nothing else. */
export async function servedSite(): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), "gpu-memory-site-"));
  await buildSite(folder);
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://here").pathname));
    try {
      const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
      const content = readFileSync(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    folder,
    close: async () => {
      await new Promise((closed) => server.close(closed));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
