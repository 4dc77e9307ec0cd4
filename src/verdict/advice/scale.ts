import { argumentChange, type Change, type ToChange } from "./change.ts";

/** Scales of the same model, from the next smaller one down. */
export function* scale({ run }: ToChange): Generator<Change> {
  const { description, scale: current, written } = run.model;
  const scales = Object.entries(description.scales ?? {});
  const size = ([, [depth, width]]: (typeof scales)[number]): number => depth * width * width;
  const own = scales.find(([letter]) => letter === current);
  if (own === undefined) return;
  for (const [letter] of scales.filter((each) => size(each) < size(own)).sort((a, b) => size(b) - size(a))) {
    const name = renamed(written, current, letter);
    if (name === undefined) return;
    yield {
      run: { ...run, model: { ...run.model, scale: letter, written: name } },
      ...argumentChange("model", written, name),
      effect: "a smaller model of the same family",
    };
  }
}

/** `yolo11m-seg.pt` at scale s: `yolo11s-seg.pt`. undefined: the name does not say its scale. */
function renamed(written: string, from: string, to: string): string | undefined {
  const name = written.replace(new RegExp(`(\\d)${from}(?=[-.u]|$)`), `$1${to}`);
  return name === written ? undefined : name;
}
