import type { CauseName } from "./cause.ts";

/** What helps, by cause; figures come with the fixes. */
export const REMEDIES: Readonly<Record<CauseName, string>> = {
  "training-step": "Make the step smaller.",
  validation:
    "The validator takes twice the training batch: a smaller batch shrinks both, `val=False` leaves the validation out until the last epoch.",
  "dense-labels":
    "Fewer images a batch, or tiles with fewer labels each; declare `labels-per-image` in the fleet file to have it predicted.",
  "other-process":
    "End the other processes (`nvidia-smi` lists them; a notebook's kernel holds memory until it is restarted), or declare what they hold as the pool's `reserve`.",
  fragmentation:
    "Set PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True where training starts (torch 2.1 or later, not on Windows).",
  halved:
    "Write the batch that fits, so that what is reviewed is what is trained; with `nbs` kept the effective batch stays.",
  "small-card": "Smaller images, a smaller scale of the model, or a larger card.",
  "auto-batch": "Write a fixed batch: AutoBatch's probes see neither the optimizer's state nor the densest image.",
  "start-up": "See what holds the GPU (`nvidia-smi`), and start again when it is free.",
  prediction: "Predict with a smaller batch or image size; gpu-memory works out trainings.",
  "host-memory":
    "Fewer `workers`, no `cache=True`, more RAM or a larger paging file; in Docker `--ipc=host` or a larger `--shm-size`.",
  driver:
    "Install a torch that fits driver and card (https://pytorch.org/get-started/locally), and restart the machine if the driver hangs.",
  "cuda-error":
    "Run once more with CUDA_LAUNCH_BLOCKING=1: the line that fails is then the true one. A label of a class beyond `nc` is the usual reason for an assert.",
  "no-gpu": "Check `device=`, CUDA_VISIBLE_DEVICES and that torch was installed with CUDA.",
  "other-error": "Mend what the message says.",
  "cut-off": "Look for how the process ended: the shell's exit status (137 is a kill), `dmesg`, the scheduler's log.",
  "no-failure": "Nothing is to be done.",
};
