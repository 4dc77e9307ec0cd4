import { type Occasion, occasionOf } from "./changes/occasion.ts";
import { answer } from "./github/answer.ts";
import { inWords } from "./github/fault.ts";
import { fail, say } from "./github/runner.ts";
import { type Inputs, readInputs } from "./inputs.ts";

async function main(): Promise<void> {
  const inputs = readInputs(process.env);
  if ("mistakes" in inputs) return fail(inputs.mistakes.join("\n"));
  const occasion = occasionFor(inputs);
  return occasion.kind === "ignored" ? say(occasion.why) : answer(occasion, inputs);
}

function occasionFor({ mode, event }: Inputs): Occasion {
  return mode === "audit" ? { kind: "audit", head: event.sha } : occasionOf(event);
}

main().catch((error: unknown) => fail(inWords(error)));
