import type { Fleet } from "../fleet/fleet.ts";
import { accuracyOf, ledgerOf } from "../measurements/ledger.ts";
import { ledgerBadge, ledgerText } from "../report/ledger.ts";
import type { Answer } from "./answer.ts";

export const LEDGER_FORMATS = ["text", "json", "badge"] as const;
export type LedgerFormat = (typeof LEDGER_FORMATS)[number];

const RENDER: Readonly<Record<LedgerFormat, (fleet: Fleet) => string>> = {
  text: (fleet) => ledgerText(fleet) || "No prediction for this fleet has been checked on its GPUs.",
  json: (fleet) =>
    JSON.stringify(
      ledgerOf(fleet).map(({ pool, checks }) => ({ pool, ...accuracyOf(checks), last: checks })),
      null,
      2,
    ),
  badge: (fleet) => JSON.stringify(ledgerBadge(fleet)),
};

/** `ledger`: the last predictions that were checked on each pool's GPUs, with their errors. */
export const ledgerAnswer = (fleet: Fleet, format: LedgerFormat): Answer => ({
  out: `${RENDER[format](fleet)}\n`,
  errors: [],
  exit: 0,
});
