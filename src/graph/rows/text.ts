import { c2fAttn, imagePoolingAttn, type Masks, worldDetect, yoloeDetect } from "../layers/text.ts";
import { BadArgument, count, flag, joining, type Module, number, type RowContext, stacked } from "./row.ts";

/** Length of CLIP's text embeddings. */
const TEXT = 512;
/** The cap of attention heads: half the most channels, 32 to a head. */
const HEAD_CHANNELS = 32;

/** Attention heads are capped and scaled as channels are, without rounding up. */
function headsOf(row: RowContext): number {
  const heads = count(row, 2);
  if (heads === 1) return heads;
  const { width, maxChannels } = row.multiples;
  const cap = Math.floor(Math.floor(maxChannels / 2) / HEAD_CHANNELS);
  return Math.trunc(Math.max(Math.min(heads, cap) * width, 1));
}

function c2fAttnRow(row: RowContext, output: number) {
  const hidden = Math.trunc(output * number(row, 6, 0.5));
  const heads = headsOf(row);
  if (hidden % heads !== 0) throw new BadArgument(`its ${hidden} inner channels can't be divided into ${heads} heads.`);
  const options = { guide: count(row, 3, TEXT), shortcut: flag(row, 4, false), groups: count(row, 5, 1) };
  return c2fAttn(row.style, row.input, output, { n: row.n, embedding: hidden, heads, hidden, ...options });
}

const options = (row: RowContext, at: number) => ({
  classes: count(row, 0),
  regMax: row.regMax,
  endToEnd: row.endToEnd,
  channels: row.inputs,
  legacy: row.legacy,
  embedding: count(row, at, TEXT),
  normed: flag(row, at + 1, true),
});

const masked = (kind: Masks["kind"]): Module =>
  joining([5, 5], (row) => {
    const masks = { kind, coefficients: count(row, 1), hidden: row.width(count(row, 2)) };
    return yoloeDetect(row.style, options(row, 3), masks);
  });

/** Blocks that look at the text. */
export const TEXT_BLOCKS: Readonly<Record<string, Module>> = {
  C2fAttn: stacked([3, 7], c2fAttnRow),
  ImagePoolingAttn: joining([1, 5], (row) =>
    imagePoolingAttn(row.inputs, { embedding: count(row, 0), text: count(row, 1, TEXT), scaled: flag(row, 4, false) }),
  ),
};

/** Heads that score by text. */
export const TEXT_HEADS: Readonly<Record<string, Module>> = {
  WorldDetect: joining([3, 3], (row) => worldDetect(row.style, options(row, 1))),
  YOLOEDetect: joining([3, 3], (row) => yoloeDetect(row.style, options(row, 1))),
  YOLOESegment: masked("segment"),
  YOLOESegment26: masked("segment26"),
};
