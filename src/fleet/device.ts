import type { Bytes } from "../bytes.ts";

/** What the estimate needs to know of a GPU. Two pools with equal devices share their estimates. */
export interface Device {
  /** Canonical name in the catalogue, such as `NVIDIA L4`. */
  readonly name: string;
  readonly architecture: string;
  /** `8.9` */
  readonly computeCapability: string;
  readonly multiprocessors: number;
  /** What CUDA reports as total (`torch.cuda.mem_get_info()[1]`), less than nvidia-smi's. */
  readonly totalBytes: Bytes;
}
