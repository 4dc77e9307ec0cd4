import { type Occasion, occasionOf } from "./changes/occasion.ts";
import { answer } from "./github/answer.ts";
import { TreeTooLarge } from "./github/api-snapshot.ts";
import { explained, statusOf } from "./github/fault.ts";
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

/** What GitHub refused, in words; a stack only for what is a mistake of this program. */
function reason(error: unknown): string {
  if (statusOf(error) !== undefined) return explained(error, "pull-requests: write");
  if (error instanceof TreeTooLarge) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => fail(`gpu-memory could not answer: ${reason(error)}`));
