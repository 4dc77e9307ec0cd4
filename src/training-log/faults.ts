import type { Fault } from "./training-log.ts";

/** The words of what ends a training other than the GPU's memory; the first that fits counts. */
const SIGNS: readonly (readonly [Fault, RegExp])[] = [
  [
    "host-memory",
    /is killed by signal: (?:Killed|Bus error)|out of shared memory|DefaultCPUAllocator: (?:not enough|can't allocate) memory|\bMemoryError\b|Unable to allocate [\d.]+ \w+ for an array|[Pp]aging file is too small|Cannot allocate memory|oom-kill|Out of memory: Killed process|oom_kill|Insufficient memory|OutOfMemoryError in function 'OutOfMemoryError'|SIGKILL|exit(?:ed with)? (?:code|status):? (?:137|-9)\b|exitcode\s*: -9\b|^(?:.{0,120}: line \d+: +\d+ )?Killed\b/,
  ],
  [
    "no-gpu",
    /Invalid CUDA 'device=|Torch not compiled with CUDA enabled|No CUDA GPUs are available|no CUDA-capable device/,
  ],
  [
    "driver",
    /NVIDIA driver on your system is too old|driver version is insufficient|no kernel image is available|is not compatible with the current PyTorch installation|Failed to initialize NVML|uncorrectable ECC|fallen off the bus|CUDNN_STATUS_|CUBLAS_STATUS_|unable to find an engine|Unable to find a valid cuDNN algorithm|CUDA unknown error|libcud\w+\.so[\d.]*: cannot open/,
  ],
  [
    "cuda-error",
    /CUDA error: |CUDA kernel errors might be|device-side assert|NCCL (?:error|WARN)|ncclSystemError|ncclUnhandledCudaError/,
  ],
  ["other-error", /^(?:\[rank\d+\]: ?)?(?:\w+\.){0,6}[A-Z]\w*(?:Error|Exception|Interrupt)\b/],
];

/** What kind of fault a line tells of; warnings tell of none. */
export function faultIn(text: string): Fault | undefined {
  if (/\bwarning\b/i.test(text)) return undefined;
  return SIGNS.find(([, sign]) => sign.test(text))?.[0];
}
