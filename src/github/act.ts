import { type Occasion, occasionOf } from "../changes/occasion.ts";
import { type Inputs, readInputs, type SmokeInputs } from "../inputs.ts";
import { answer } from "./answer.ts";
import { inWords } from "./fault.ts";
import { fail, say } from "./runner.ts";

/** The whole action: inputs in; verdict, comment and exit code out. Never throws. */
export async function act(environment: NodeJS.ProcessEnv): Promise<void> {
  try {
    const inputs = readInputs(environment);
    if ("mistakes" in inputs) return fail(inputs.mistakes.join("\n"));
    // Read only where it is asked for: the check is to start fast.
    if (isSmoke(inputs)) return await (await import("./smoke/smoke.ts")).smoke(inputs);
    if (inputs.mode === "doctor") return await (await import("./doctor.ts")).doctor(inputs);
    const occasion = occasionFor(inputs);
    return occasion.kind === "ignored" ? say(occasion.why) : await answer(occasion, inputs);
  } catch (error) {
    fail(inWords(error));
  }
}

function occasionFor({ mode, event }: Inputs): Occasion {
  return mode === "audit" ? { kind: "audit", head: event.sha } : occasionOf(event);
}

const isSmoke = (inputs: Inputs): inputs is SmokeInputs => inputs.smoke !== undefined;
