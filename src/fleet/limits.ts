import { type Bytes, bytes } from "../bytes.ts";
import type { Policy, Pool } from "./fleet.ts";

/**
 * What one process may use of a GPU of the pool: CUDA's total less the owner's reserve. What the process needs outside
 * PyTorch's allocator (context, modules, handles) is not taken off here: it belongs to the need.
 */
export const usableBytes = (pool: Pool): Bytes => bytes(pool.device.totalBytes - pool.reserveBytes);

/** What a run may need, outside the allocator included: the usable memory less the policy's headroom. */
export const limitBytes = (pool: Pool, policy: Policy): Bytes =>
  bytes(Math.floor(usableBytes(pool) * (1 - policy.headroom)));
