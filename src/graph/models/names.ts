import type { Model, ModelDescription } from "../../training/training-run.ts";

/** `models/yolov8n.pt` in its parts. */
interface Written {
  readonly stem: string;
  readonly extension: "" | ".yaml" | ".pt";
}

/** Where the package keeps its model files: any end of `ultralytics/cfg/models/v8/` that has the last folder. */
const SHIPPED = /^(?:(?:(?:.*[/\\])?cfg[/\\])?models[/\\])?(?:v\d+|11|12|26|rt-detr)[/\\]$/;

/** Weights may lie in any folder, into which they are downloaded; a model file is known by its name or where the package keeps it. */
function partsOf(name: string): Written | undefined {
  const slash = Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\"));
  const folder = name.slice(0, slash + 1);
  const file = name.slice(slash + 1);
  const extension = file.endsWith(".pt") ? ".pt" : file.endsWith(".yaml") ? ".yaml" : "";
  if (extension !== ".pt" && folder !== "" && !SHIPPED.test(folder)) return undefined;
  return { stem: file.slice(0, file.length - extension.length), extension };
}

/** Data sets and ways of training that weights are named for; the architecture is that of the name without them. */
const WEIGHTS_OF = /-(?:oiv7|objv1-150|objv1(?=-seg$)|distill|ade20k|grayscale)/;

/**
 * Other names of the same architecture: `yolov5n6u` is YOLOv5n in its six-level form with the head of YOLOv8 ("u"),
 * and today's Ultralytics reads `yolov5n.pt` as `yolov5nu.pt`.
 */
function canonical(stem: string): string {
  return stem
    .replace(/^(yolov3(?:-spp|-tiny)?|yolov5[nslmx]6?)u$/, "$1")
    .replace(/^(yolov[58][nslmx])6(?=$|-)/, "$1-p6")
    .replace(/^(yolov8[nslmx])-p6-(pose|seg)$/, "$1-$2-p6")
    .replace(WEIGHTS_OF, "");
}

const SCALED = /^(yolo(?:v|e-v|e-)?\d+)([nslmx])(.*)$/;

/** The description that a name means, among `models` by name, with its scale. */
export function lookUp(models: ReadonlyMap<string, ModelDescription>, name: string): Model | undefined {
  const written = partsOf(name);
  if (written === undefined) return undefined;
  const stem = canonical(written.stem);
  const whole = models.get(stem);
  if (whole) return unscaled(whole, written, name);
  const [, family = "", scale = "", suffix = ""] = SCALED.exec(stem) ?? [];
  const description = models.get(family + suffix);
  if (!description?.scales || !(scale in description.scales)) return undefined;
  return { description, scale, written: name };
}

/** `yolov8.yaml` is its first scale; there are no weights of that name. */
function unscaled(description: ModelDescription, { extension }: Written, written: string): Model | undefined {
  const scales = Object.keys(description.scales ?? {});
  if (extension !== ".yaml" && scales.length > 1) return undefined;
  return { description, scale: scales[0] ?? "", written };
}

/** Every name that a description answers to, without extension: `yolov8n-seg`, `rtdetr-l`. */
export function namesOf({ name, scales }: ModelDescription): readonly string[] {
  const letters = Object.keys(scales ?? {});
  if (letters.length < 2) return [name];
  return letters.map((letter) => name.replace(/\d+/, (digits) => `${digits}${letter}`));
}

/** Levenshtein: insertions, deletions and replacements that make `b` of `a`. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** A typing mistake has a few letters wrong; with more it is another word. */
const MOST_MISTAKES = 3;
const MOST_SUGGESTIONS = 3;

/** The names nearest to `name`, with the extension that it has or should have. */
export function nearestOf(names: readonly string[], name: string): readonly string[] {
  const file = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
  const [, stem = file, extension = ""] = /^(.*?)(\.pt|\.ya?ml)?$/i.exec(file) ?? [];
  const proper = extension.toLowerCase().replace("yml", "yaml");
  return names
    .map((candidate) => ({ candidate, distance: editDistance(stem.toLowerCase(), candidate) }))
    .filter(({ distance }) => distance <= MOST_MISTAKES)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, MOST_SUGGESTIONS)
    .map(({ candidate }) => candidate + proper);
}
