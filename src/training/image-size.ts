import type { Problem } from "../problem.ts";
import { type PyNode, pythonText } from "./pyyaml-nodes.ts";

export interface ImageSize {
  /** What the trainer uses: rounded up to whole strides; undefined where the value can't be used. */
  readonly imgsz?: number;
  readonly problems: readonly Problem[];
}

/** Far beyond any image; keeps a slip of the keyboard from being played. */
const LARGEST = 65_536;

/**
 * The image size a training uses for what is written: one side, rounded up to the model's largest stride
 * (of a list the largest side, with a warning), as `check_imgsz` of Ultralytics does.
 */
export function trainImageSize(node: PyNode, stride: number): ImageSize {
  const sides = sidesOf(node);
  if (sides === undefined || sides.length === 0) return { problems: [notASize(node)] };
  const side = Math.max(...sides);
  if (Math.min(...sides) < 1 || side > LARGEST) return { problems: [outOfRange(node)] };
  const imgsz = Math.ceil(side / stride) * stride;
  const problems = [];
  if (sides.length > 1) problems.push(tooManySides(node, side));
  if (imgsz !== side) problems.push(rounded(node, { side, imgsz, stride }));
  return { imgsz, problems };
}

// A text is taken as well: `640`, and what Python would read as a list, `[640, 480]`.
function sidesOf(node: PyNode): readonly number[] | undefined {
  if (node.kind === "int") return [node.value];
  if (node.kind === "list") {
    const sides = node.items.map((item) => (item.kind === "int" ? item.value : Number.NaN));
    return sides.some(Number.isNaN) ? undefined : sides;
  }
  if (node.kind !== "str" || node.value.length > 100) return undefined;
  const list = /^\s*[[(]?\s*(\d+(?:\s*,\s*\d+)*)\s*,?\s*[\])]?\s*$/.exec(node.value)?.[1];
  return list?.split(",").map(Number);
}

function notASize(node: PyNode): Problem {
  const message = `\`imgsz: ${pythonText(node)}\` is no image size; a whole number of pixels is expected.`;
  return { ...node.place, code: "wrong-type", severity: "error", message, remedy: "Write for instance `imgsz: 640`." };
}

function outOfRange(node: PyNode): Problem {
  const message = `\`imgsz: ${pythonText(node)}\` is out of range.`;
  const remedy = `Expected is a whole number of pixels, at least 1 and at most ${LARGEST}.`;
  return { ...node.place, code: "out-of-range", severity: "error", message, remedy };
}

function tooManySides(node: PyNode, side: number): Problem {
  const message = `\`imgsz: ${pythonText(node)}\`: training uses one size, the largest, ${side}.`;
  return { ...node.place, code: "imgsz-list", severity: "warning", message, remedy: `Write \`imgsz: ${side}\`.` };
}

function rounded(node: PyNode, { side, imgsz, stride }: { side: number; imgsz: number; stride: number }): Problem {
  const message = `\`imgsz: ${side}\` is not a multiple of the model's stride ${stride}; the trainer rounds it up to ${imgsz}.`;
  return { ...node.place, code: "imgsz-rounded", severity: "warning", message, remedy: `Write \`imgsz: ${imgsz}\`.` };
}
