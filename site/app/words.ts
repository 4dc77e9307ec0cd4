import { type Bytes, formatGiB, inGiB } from "../../src/bytes.ts";
import { happening, phaseText } from "../../src/report/words.ts";
import type { Verdict } from "../../src/verdict/verdict.ts";
import { element } from "../viewer/element.ts";
import type { Accuracy, Judged } from "./question.ts";

export const SIGN: Readonly<Record<Verdict, string>> = { FITS: "✓", TIGHT: "≈", "DOES NOT FIT": "✗", UNKNOWN: "?" };

export const verdictClass = (verdict: Verdict): string => `verdict ${verdict.replaceAll(" ", "-")}`;

/** A number of bytes as GiB, with the exact number in the element. */
export const gib = (bytes: Bytes | undefined, name?: string): HTMLElement =>
  bytes === undefined
    ? element("span", {}, "–")
    : element("data", { value: bytes, ...(name !== undefined && { "data-name": name }) }, formatGiB(bytes));

/** `9.1 (8.9–9.6)`: need and interval, exact numbers in the elements. */
export function need(judged: Judged): HTMLElement {
  const { needBytes, needLowerBytes, needUpperBytes } = judged;
  if (needBytes === undefined || needLowerBytes === undefined || needUpperBytes === undefined)
    return element("span", {}, "–");
  const part = (bytes: Bytes, name: string) => element("data", { value: bytes, "data-name": name }, inGiB(bytes));
  return element(
    "span",
    {},
    part(needBytes, "need"),
    " (",
    part(needLowerBytes, "lower"),
    "–",
    part(needUpperBytes, "upper"),
    ")",
  );
}

/** What will happen, as a sentence. */
export function sentence({ verdict, outcome, estimate, gpu }: Judged): string {
  const peak = estimate.status === "estimated" ? `, most of it in ${phaseText(estimate.peakPhase)}` : "";
  const what = happening(outcome);
  switch (verdict) {
    case "FITS":
      return `It fits ${gpu}${peak}.`;
    case "TIGHT":
      return `It trains on ${gpu}, if need be with cached memory given back; the upper end of what it may need is above the limit.`;
    case "DOES NOT FIT":
      return what === undefined ? `It does not fit ${gpu}.` : `On ${gpu} it ${what}.`;
    case "UNKNOWN":
      return "It can't be predicted.";
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

export function accuracyText({ group, runs, below, above }: Accuracy): string {
  const within = `−${percent(below)} to +${percent(above)}`;
  return runs === 0
    ? `No runs of this kind were measured; the widest margins count (${within}).`
    : `Of ${runs} measured runs of this kind (${group}), 96 in 100 lay within ${within} of the estimate.`;
}
