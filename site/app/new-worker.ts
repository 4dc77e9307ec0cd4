/** Another instance of the page's worker. */
export const newWorker = (): Worker => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
