import type { Activation } from "./layer.ts";

/** `nn.LeakyReLU(0.1)` -> `LeakyReLU`; undefined for an activation that the engine does not know. */
export function activationOf(written: string | undefined): Activation | undefined {
  if (written === undefined) return "SiLU";
  const name = /^(?:torch\.)?nn\.(\w+)\(.*\)$/.exec(written.trim())?.[1];
  switch (name) {
    case "SiLU":
    case "ReLU":
    case "LeakyReLU":
    case "Hardswish":
    case "GELU":
    case "Mish":
    case "Sigmoid":
      return name;
    case "Identity":
      return "none";
    default:
      return undefined;
  }
}
