import { expect, test } from "vitest";
import { differences } from "../../src/memory/differences.ts";
import { generatedEvents, generatedStream, recordedEvents } from "../measured/traced-run.ts";
import { predictionTraceNames, traceOf } from "../measured/traces.ts";

/** Workspaces are known but for flags and alignment: sizes are compared in steps of 64 KiB. */
const roughly = (events: readonly { readonly what: string }[]): readonly string[] =>
  events.map(({ what }) => String(Math.round(Number(what) / 65_536)));

/** Requests above 1 MiB of three recorded predictions, and those of them that the generated stream, of two, has not. */
function requestsMissed(name: string): { readonly requests: number; readonly missed: number; readonly extra: number } {
  const trace = traceOf(name);
  const uploads = trace.events.flatMap(([action, , , where], at) =>
    action === "alloc" && trace.names[where]?.includes("predictor.py:preprocess:198") ? [at] : [],
  );
  const events = trace.events.slice(0, uploads[2]);
  const asked = (all: readonly { readonly what: string }[]) => all.filter(({ what }) => what.startsWith("+"));
  const recorded = asked(recordedEvents({ ...trace, events }));
  const generated = asked(generatedEvents(generatedStream(trace)));
  const { missing, extra } = differences(roughly(recorded), roughly(generated));
  return { requests: recorded.length, missed: missing.length, extra: extra.length };
}

test.each(predictionTraceNames)("%s: every request of two predictions, in order", (name) => {
  const { requests, missed, extra } = requestsMissed(name);
  expect(requests).toBeGreaterThan(5);
  expect({ missed, extra }).toEqual({ missed: 0, extra: 0 });
});

test("models of eleven kinds were recorded", () => {
  expect(predictionTraceNames).toHaveLength(11);
});
