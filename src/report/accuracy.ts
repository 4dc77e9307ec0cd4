import { ledgerTable } from "./ledger.ts";
import { details, table } from "./markdown.ts";
import type { Report } from "./report.ts";

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

/** How accurate estimates have been so far: on the pools' own GPUs, and by the kind of the published runs; empty where it is not told. */
export function accuracyPart({ accuracy = [], fleet }: Report): string {
  if (accuracy.length === 0) return "";
  const own = ledgerTable(fleet);
  const here =
    own === ""
      ? ""
      : `${own}\n\nReserved memory, predicted against measured on the pool's own GPU, of its last runs.\n\n`;
  const rows = accuracy.map(({ group, runs, below, above }) => [group, String(runs), percent(below), percent(above)]);
  return details(
    "<b>Accuracy so far</b>",
    `${here}${table([["Measured runs", "Runs", "At most below", "At most above"], ...rows])}\n\nReserved memory against what a GPU measured, for 96 of 100 runs of a kind (a kind with fewer than 20 runs also takes those of all with equal labels). The interval of each answer is made of these.`,
  );
}
