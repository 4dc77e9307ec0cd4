import type { Place } from "../../problem.ts";
import { parseOptions } from "../evaluate/command-line.ts";
import { type Option, textOf, truth, type Value } from "../evaluate/value.ts";
import { commandLineValue } from "../python-literal.ts";
import type { PyEntry } from "../pyyaml-nodes.ts";
import type { Task, UnknownReason } from "../training-run.ts";
import { entryOfName, nodeOfValue, textNode } from "./nodes.ts";
import { mapOf, notFollowed, type SourceRun } from "./source-run.ts";

/** Options of train.py of the YOLOv5 repository (its `parse_opt`), by what Ultralytics calls them; "" for those without a counterpart. */
const OPTIONS: readonly (readonly [flags: readonly string[], name: string, kind: "value" | "flag" | "several"])[] = [
  [["--weights"], "weights", "value"],
  [["--cfg"], "cfg", "value"],
  [["--data"], "data", "value"],
  [["--epochs"], "epochs", "value"],
  [["--batch-size", "--batch"], "batch", "value"],
  [["--imgsz", "--img", "--img-size"], "imgsz", "value"],
  [["--device"], "device", "value"],
  [["--optimizer"], "optimizer", "value"],
  [["--workers"], "workers", "value"],
  [["--freeze"], "freeze", "several"],
  [["--patience"], "patience", "value"],
  [["--seed"], "seed", "value"],
  [["--rect"], "rect", "flag"],
  [["--multi-scale"], "multi_scale", "flag"],
  [["--single-cls"], "single_cls", "flag"],
  [["--cos-lr"], "cos_lr", "flag"],
  [["--hyp"], "", "value"],
  [["--project"], "project", "value"],
  [["--name"], "name", "value"],
  [["--cache"], "cache", "flag"],
];

const YOLOV5 = /(?:^|[/\\])yolov5[nsmlx]6?u?(?:-(?:seg|cls))?\.(?:pt|ya?ml)$/;

/** Models of other repositories, which have a train.py of their own. */
const OTHERS = /yolov?(?!v|5)\d|yolo(?:x|r|-?nas)/i;

export interface LegacyStart {
  readonly place: Place;
  /** The command runs in a folder of the YOLOv5 repository. */
  readonly inYolov5: boolean;
  readonly task: Task;
}

/** The training that `python train.py --img 640 --batch 16 --weights yolov5s.pt` starts; undefined where the models are others'. */
export function legacyRun(argv: readonly Value[], { place, inYolov5, task }: LegacyStart): SourceRun | undefined {
  const parsed = new Map(parseOptions(optionsAt(place), argv).values.map(({ option, value }) => [option.name, value]));
  const weights = textOf(parsed.get("weights"));
  const cfg = textOf(parsed.get("cfg"));
  const named = [cfg, weights].find((each) => each !== undefined && each !== "");
  const isOurs = [cfg, weights].some((each) => YOLOV5.test(each ?? "")) || (inYolov5 && !OTHERS.test(named ?? ""));
  if (!isOurs) return undefined;
  const entries: PyEntry[] = [entryOfName("task", textNode(task, place))];
  const unknown: UnknownReason[] = [legacyReason(place)];
  // `Model(cfg or ckpt["model"].yaml)`: a model file decides the architecture, weights are loaded into it.
  const model = parsed.get((cfg ?? "") === "" ? "weights" : "cfg");
  const modelNode = model && nodeOfValue(model);
  if (modelNode) entries.push(entryOfName("model", modelNode));
  for (const [name, value] of parsed) {
    if (value === undefined || name === "" || name === "weights" || name === "cfg") continue;
    if (value.kind === "str")
      entries.push(entryOfName(name, name === "device" ? value : commandLineValue(value.value, value.place)));
    else {
      const node = nodeOfValue(value);
      if (node) entries.push(entryOfName(name, node));
      else if (value.kind === "unknown")
        unknown.push(...[notFollowed(name, value.why, value.place).reason ?? []].flat());
    }
  }
  return { place, config: mapOf(entries, place), unknown, assumptions: [], files: [place.file] };
}

function legacyReason(place: Place): UnknownReason {
  return {
    code: "legacy-trainer",
    message:
      "The run is made by train.py of the YOLOv5 repository, whose trainer allocates in another way than Ultralytics 8's.",
    remedy: "Train the same model with `yolo train model=yolov5su.pt` to have it answered.",
    place,
  };
}

function optionsAt(place: Place): Option[] {
  return OPTIONS.map(([flags, name, kind]): Option => {
    return {
      flags,
      name,
      default: undefined,
      convert: undefined,
      required: false,
      several: kind === "several",
      place,
      ...(kind === "flag" && { constant: truth(true, place) }),
    };
  });
}
