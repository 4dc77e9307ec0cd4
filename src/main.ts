import { type Occasion, occasionOf } from "./changes/occasion.ts";
import { inWords } from "./github/fault.ts";
import { fail, say } from "./github/runner.ts";
import { type Inputs, readInputs } from "./inputs.ts";

async function main(): Promise<void> {
  const inputs = readInputs(process.env);
  if ("mistakes" in inputs) return fail(inputs.mistakes.join("\n"));
  const occasion = occasionFor(inputs);
  if (occasion.kind === "ignored") return say(occasion.why);
  // Only here, so that an event with nothing to do does not wait for the engine; in the bundle all the same.
  const { answer } = await import(/* webpackMode: "eager" */ "./github/answer.ts");
  return answer(occasion, inputs);
}

function occasionFor({ mode, event }: Inputs): Occasion {
  return mode === "audit" ? { kind: "audit", head: event.sha } : occasionOf(event);
}

main().catch((error: unknown) => fail(inWords(error)));
