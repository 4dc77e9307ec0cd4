import { type Bytes, bytes, formatGiB } from "../../bytes.ts";
import { CATEGORIES } from "../../memory/estimate-types.ts";
import type { PoolVerdict } from "../../verdict/verdict.ts";
import { type Html, html } from "./html.ts";

interface NamedPool {
  readonly name: string;
  readonly pool: PoolVerdict;
}

const partsOf = ({ estimate }: PoolVerdict): readonly (readonly [string, Bytes])[] => {
  if (estimate.status !== "estimated") return [];
  return [
    ["outside", estimate.outsideAllocatorBytes],
    ...CATEGORIES.map((category) => [category, estimate.breakdown[category]] as const),
  ];
};

/** A bar a state, by category, with the limit across; the numbers stand in the table beside it. */
export function bars(states: readonly NamedPool[]): Html {
  const known = states.filter(({ pool }) => pool.needBytes !== undefined);
  const most = Math.max(...known.flatMap(({ pool }) => [pool.needBytes ?? 0, pool.limitBytes])) * 1.02;
  const share = (size: number): string => `${((100 * size) / most).toFixed(3)}%`;
  const row = ({ name, pool }: NamedPool): Html => html`<span>${name}</span>
<div class="bar" role="img" aria-label="${name}: ${formatGiB(pool.needBytes ?? bytes(0))} of ${formatGiB(pool.limitBytes)}">${partsOf(
    pool,
  ).map(
    ([category, size]) => html`<span style="width:${share(size)};background:var(--memory-${category})"></span>`,
  )}<span class="limit" style="left:${share(pool.limitBytes)}"></span></div>
<data value="${pool.needBytes}">${formatGiB(pool.needBytes ?? bytes(0))}</data>`;
  return html`<div class="bars">${known.map(row)}</div>`;
}
