import { MODULES } from "../graph/modules.ts";
import type { ModelDescription, ModelRow, RowValue } from "../training/training-run.ts";

/** An activation with plain arguments. Ultralytics evaluates this text as Python, whatever it is. */
const ACTIVATION = /^(?:torch\.)?nn\.\w+\((?:(?:\w+ *= *)?[\w.]+(?:, *(?:\w+ *= *)?[\w.]+)*)?\)$/;
const PLAIN = /^[\w.-]{0,60}$/;

/**
 * A model file for a runner, written anew from what was read, as JSON, which is YAML too; or why there can be none, in a
 * sentence. A file of a pull request is not handed on as it is: Ultralytics evaluates its activation, and a row may call
 * whatever its parser can see by that name.
 */
export function modelText(description: ModelDescription): string | { readonly why: string } {
  const { activation, backbone, head } = description;
  if (activation !== undefined && !ACTIVATION.test(activation))
    return {
      why: `The activation of its model file, \`${activation}\`, is not handed to a runner, which would evaluate it.`,
    };
  const strange = [...backbone, ...head].find((row) => !MODULES.has(row.module) || !row.args.every(isPlain));
  if (strange !== undefined)
    return {
      why: `Its model file has a row, \`${strange.module}\`, that is not handed to a runner: only known layers with plain arguments are.`,
    };
  return JSON.stringify({
    nc: description.classes,
    scales: description.scales,
    depth_multiple: description.depthMultiple,
    width_multiple: description.widthMultiple,
    max_channels: description.maxChannels,
    activation,
    reg_max: description.regMax,
    end2end: description.endToEnd,
    kpt_shape: description.keypoints,
    channels: description.inputChannels,
    backbone: backbone.map(written),
    head: head.map(written),
  });
}

const written = ({ from, repeats, module, args }: ModelRow): readonly unknown[] => [from, repeats, module, args];

const isPlain = (value: RowValue): boolean => {
  if (typeof value === "string") return PLAIN.test(value);
  return typeof value === "object" && value !== null ? value.every(isPlain) : true;
};
