/** How the GPUs of a run share its images. With one GPU, each function yields what it is given. */

/** Images of a step on each GPU: the trainer divides the batch and drops the remainder. */
export const imagesPerGpu = (batch: number, gpus: number): number => Math.max(1, Math.floor(batch / gpus));

/** Training images of an epoch on each GPU: torch's DistributedSampler repeats some, so that all have equally many. */
export const trainingShare = (images: number, gpus: number): number => Math.ceil(images / gpus);

/**
 * Validation images on the first GPU, which takes the most: whole batches in a row, or single images where one batch would
 * hold all (ultralytics/data/build.py, ContiguousDistributedSampler).
 */
export function validationShare(images: number, batch: number, gpus: number): number {
  const unit = batch >= images ? 1 : batch;
  const batches = Math.ceil(images / unit);
  return Math.min(images, Math.ceil(batches / gpus) * unit);
}
