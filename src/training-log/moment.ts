import type { Moment } from "./training-log.ts";

/** What the trainer printed last; it decides where a message comes without its traceback. */
export type Printed = "nothing" | "arguments" | "auto-batch" | "training" | "validation";

/** One frame of a traceback: a Python file's folder and name, and the function where it is told. */
const FRAME = /([\w.-]*)[\\/]([\w-]+)\.py\b/g;
const IN = /\bin <?((?:\w+\.)?\w+)/;

/** The frames that one line of a traceback names, in Python's own form, IPython's and rich's. */
export const framesIn = (text: string): readonly string[] => {
  const within = IN.exec(text)?.[1] ?? "";
  return [...text.slice(0, 1000).matchAll(FRAME)].map(([, folder, file]) => `${folder}/${file} ${within}`);
};

/** In this order: a validation's loss assigns labels too, and is then short of memory for their number. */
const SIGNS: readonly (readonly [Moment, RegExp])[] = [
  ["assigner", /\/tal /],
  ["auto-batch", /\/autobatch | (?:\w+\.)?auto_batch$/],
  ["validation", /\/validator |\/val | (?:\w+\.)?(?:validate|final_eval)$|\/nms /],
  ["prediction", /\/predictor /],
  ["start-up", / (?:\w+\.)?(?:_setup_train|setup_model|check_amp|_setup_ddp|_build_train_pipeline)$|\/select_device /],
  ["training", / (?:\w+\.)?(?:_do_train|backward|optimizer_step)$|\/loss |\/train |\/trainer /],
];

const BY_PRINTED: Readonly<Record<Printed, Moment>> = {
  nothing: "unknown",
  arguments: "start-up",
  "auto-batch": "auto-batch",
  training: "training",
  validation: "validation",
};

/** What the trainer was doing, by the traceback's frames, else by what it printed last. */
export const momentOf = (frames: readonly string[], printed: Printed): Moment =>
  SIGNS.find(([, sign]) => frames.some((frame) => sign.test(frame)))?.[0] ?? BY_PRINTED[printed];
