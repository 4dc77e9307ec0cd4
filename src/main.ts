import { occasionOf } from "./changes/occasion.ts";
import { readEvent } from "./github/event.ts";

// The action's entry. Most events of a repository are none of ours: they end here, before the rest of the program, which
// takes as long to load as Node itself, is read.

const event = readEvent(process.env);
const occasion = occasionOf(event);
if (event.mistakes.length === 0 && occasion.kind === "ignored" && (process.env["INPUT_MODE"] || "auto") === "auto") {
  console.log(occasion.why);
} else {
  const { act } = await import("./github/act.ts");
  await act(process.env);
}
