import { expect, test } from "vitest";
import { differences } from "../../src/memory/differences.ts";
import { type Event, generatedEvents, generatedStream, recordedEvents } from "../measured/traced-run.ts";
import { traceOf } from "../measured/traces.ts";

interface Compared {
  readonly events: number;
  readonly missing: readonly Event[];
  readonly extra: readonly Event[];
}

/** Requests and frees above 1 MiB of a recorded run (four steps and validation) beside the generated ones. */
function compared(name: string): Compared {
  const trace = traceOf(name);
  const recorded = recordedEvents(trace);
  const generated = generatedEvents(generatedStream(trace));
  const { missing, extra } = differences(
    recorded.map(({ what }) => what),
    generated.map(({ what }) => what),
  );
  return {
    events: recorded.length,
    missing: missing.map((at) => recorded[at]!),
    extra: extra.map((at) => generated[at]!),
  };
}

/** How often each place is among the events. */
function counted(events: readonly Event[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { what, who } of events) {
    const name = `${what[0]} ${who}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** What goes beyond the known differences. */
const beyond = (found: Record<string, number>, known: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(found).filter(([name, count]) => count > (known[name] ?? 0)));

test("yolo26n at batch 4: every request and every free, one by one", () => {
  const { events, missing, extra } = compared("yolo26n-b4");
  expect(events).toBe(3950);
  expect({ missing, extra }).toEqual({ missing: [], extra: [] });
});

/** MuSGD's orthogonalisation is played as a stand-in of the right volume, not product by product. */
const KNOWN_OF_MUSGD = {
  "+ muon.py:muon_update empty_memory_format": 3,
  "+ muon.py:muon_update empty_strided": 3,
  "+ muon.py:zeropower_via_newtonschulz5 baddbmm": 10,
  "+ muon.py:zeropower_via_newtonschulz5 empty_strided": 2,
  "- muon.py:muon_update": 5,
  "- muon.py:step": 4,
  "- muon.py:zeropower_via_newtonschulz5": 10,
};

test("yolov8n at batch 4: all but MuSGD's temporaries and two of validation", () => {
  const { events, missing, extra } = compared("yolov8n-b4-musgd");
  expect(events).toBe(3271);
  expect(beyond(counted(extra), { "- model.7": 1 })).toEqual({});
  const known = {
    ...KNOWN_OF_MUSGD,
    "+ validation: block.py:forward empty_memory_format": 2,
    "- validation: block.py:forward _softmax": 2,
    "+ validation: conv.py:forward cudnn_convolution": 2,
    "- validation: conv.py:forward cudnn_convolution": 2,
  };
  expect(beyond(counted(missing), known)).toEqual({});
});

/** Validation at batch 32: where boxes go, and the number of candidates, which depends on the data. */
const KNOWN_OF_VALIDATION = {
  "+ validation: block.py:forward empty_memory_format": 2,
  "- validation: block.py:forward _softmax": 2,
  "- validation: tal.py:dist2bbox": 2,
  "- validation: head.py:_get_decode_boxes": 2,
  "+ validation: tal.py:get_box_metrics resize_": 2,
  "+ validation: tal.py:get_box_metrics _index_put_impl_": 2,
  "- validation: tal.py:get_box_metrics _index_put_impl_": 2,
  "- validation: tal.py:get_pos_mask": 2,
};

test("yolov8n at batch 16: all of four training steps, all but a few temporaries of validation", () => {
  const { events, missing, extra } = compared("yolov8n-b16");
  expect(events).toBe(5541);
  expect(beyond(counted(extra), { "+ ": 10, "- ": 10, "- model.22": 4 })).toEqual({});
  expect(beyond(counted(missing), KNOWN_OF_VALIDATION)).toEqual({});
});

/**
 * Recorded events that are not generated, and generated ones that were not recorded: a bar that only tightens.
 * Classification, semantic segmentation and depth are not in the list: their losses are played in fewer, larger pieces,
 * and an epoch of more than 12 steps is cut short.
 */
test.each([
  ["yolov8n-two-gpus-b8", 3237, 10, 0],
  ["yolov8s-two-gpus-b8", 4816, 73, 77],
  ["transformer-b4", 3204, 14, 0],
  ["yolo11n-b4", 3246, 4, 0],
  ["yolov10n-b4", 4656, 4, 0],
  ["yolo12n-b4", 4530, 20, 16],
  ["yolo11n-pose-b4", 3578, 70, 26],
  ["yolo11n-seg-b4", 4330, 122, 118],
  ["yolov8n-ghost-b4", 2981, 18, 16],
  ["yolov5n-b16", 5979, 26, 32],
  ["yolo11s-b4", 4956, 73, 81],
  ["yolov8n-seg-b4", 4316, 106, 96],
  ["yolov9c-b4", 11039, 118, 138],
  ["yolov8n-b4-nchw", 4091, 152, 168],
  ["yolo26n-pose-b4", 4906, 369, 257],
  ["yolo11n-obb-b4", 3518, 608, 0],
  ["yolov8n-b4-fp32", 4657, 530, 138],
  ["yolo26n-seg-b4", 5994, 570, 574],
  ["yolov9e-b2", 17259, 674, 822],
])("%s: of %i events at most %i are missing and %i extra", (name, events, missing, extra) => {
  const found = compared(name);
  expect(found.events).toBe(events);
  expect(found.missing.length).toBeLessThanOrEqual(missing);
  expect(found.extra.length).toBeLessThanOrEqual(extra);
});

/** Backward of the backbone, and what the trainer drops after the trace's last event. */
const KNOWN_OF_RTDETR = {
  "- :": 24,
  "+ : max_pool2d_with_indices_backward": 4,
  "- trainer.py:<genexpr>": 4,
  "+ trainer.py:<genexpr> eq_Tensor": 4,
  "+ trainer.py:<genexpr> mul_Tensor": 4,
  "- trainer.py:train": 2,
  "- trainer.py:_do_train": 2,
  "- trainer.py:save_model": 16,
};

test("rtdetr-l at batch 4: encoder, decoder, loss and validation one by one; not the workspaces of the backbone's weight gradients", () => {
  const { events, missing } = compared("rtdetr-l-b4");
  expect(events).toBe(14_378);
  const withoutWorkspaces = missing.filter(({ who }) => !who.endsWith("convolution_backward"));
  expect(missing.length - withoutWorkspaces.length).toBeLessThanOrEqual(180);
  expect(beyond(counted(withoutWorkspaces), KNOWN_OF_RTDETR)).toEqual({});
});
