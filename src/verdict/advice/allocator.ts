import type { Change, ToChange } from "./change.ts";

const SETTING = "expandable_segments:True";

/** Segments that grow leave less reserved memory unused. https://docs.pytorch.org/docs/stable/notes/cuda.html#optimizing-memory-usage-with-pytorch-cuda-alloc-conf */
export function* allocator({ run }: ToChange): Generator<Change> {
  const { allocator: written, os } = run.environment;
  // Not on Windows: PyTorch ignores the setting there.
  if (written?.includes("expandable_segments") || os === "windows") return;
  const setting = written === undefined || written === "" ? SETTING : `${written},${SETTING}`;
  yield {
    run: { ...run, environment: { ...run.environment, allocator: setting } },
    change: `PYTORCH_CUDA_ALLOC_CONF=${setting}`,
    effect: "set it where training starts; nothing about the training changes",
  };
}
