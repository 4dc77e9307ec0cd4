// The one worker of the page, in three parts: one instance answers, some share the table, one reads a recording. One file, so
// that the engine is loaded once.
import { GPUS } from "../../src/fleet/catalogue.ts";
import { deviceNamed } from "../../src/fleet/device-named.ts";
import { answering } from "./answering.ts";
import type { AskMessage, ReadyMessage, StopMessage, TableMessage } from "./question.ts";
import { type RecordingAsk, recording } from "./recording.ts";
import { stopTabling, tabling } from "./tabling.ts";

self.addEventListener("message", ({ data }: MessageEvent<AskMessage | TableMessage | StopMessage | RecordingAsk>) => {
  if (data.kind === "ask") void answering(data);
  if (data.kind === "stop") stopTabling(data.id);
  if (data.kind === "table") void tabling(data);
  if (data.kind === "recording") void recording(data);
});
const gpus = GPUS.map(({ name }) => name).filter((name) => "device" in deviceNamed(name));
self.postMessage({ kind: "ready", gpus } satisfies ReadyMessage);
