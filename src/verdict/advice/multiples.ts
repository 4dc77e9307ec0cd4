import type { Model } from "../../training/training-run.ts";
import type { Change, ToChange } from "./change.ts";

/** Shares of the present width; half of it is a quarter of the weights. */
const SHARES = [0.75, 0.5];

/** A narrower version of the repository's own model file. */
export function* multiples({ run }: ToChange): Generator<Change> {
  const { model } = run;
  if (model.description.place === undefined) return;
  for (const share of SHARES) {
    const narrower = narrowed(model, share);
    yield {
      run: { ...run, model: narrower.model },
      change: `${narrower.key} in ${model.description.place.file}: ${narrower.from} → ${narrower.to}`,
      effect: "every layer has fewer channels; weights have to be trained anew",
    };
  }
}

interface Narrowed {
  readonly model: Model;
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

const rounded = (n: number): number => Math.round(n * 1000) / 1000;

/** The width stands with the scale where the file has scales, else in a key of its own. */
function narrowed(model: Model, share: number): Narrowed {
  const { description, scale } = model;
  const own = description.scales?.[scale];
  if (own === undefined) {
    const from = description.widthMultiple ?? 1;
    const to = rounded(from * share);
    return { model: { ...model, description: { ...description, widthMultiple: to } }, key: "width_multiple", from, to };
  }
  const [depth, from, most] = own;
  const to = rounded(from * share);
  const scales = { ...description.scales, [scale]: [depth, to, most] as const };
  return { model: { ...model, description: { ...description, scales } }, key: `width of scale ${scale}`, from, to };
}
