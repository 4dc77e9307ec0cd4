import type { PyScalar } from "./pyyaml-nodes.ts";

/** Kind and value of a scalar, without its place. */
export type ScalarValue =
  | { readonly kind: "null"; readonly value: null }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "int" | "float"; readonly value: number }
  | { readonly kind: "str" | "other"; readonly value: string };

export type ScalarKind = PyScalar["kind"];

const BOOLS = new Map([
  ["yes", true],
  ["no", false],
  ["true", true],
  ["false", false],
  ["on", true],
  ["off", false],
]);
const BOOL = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const NULL = /^(?:~|null|Null|NULL|)$/;
// YAML 1.1 with PyYAML's two twists: an exponent needs a point and a sign (`1e-4` and `1.0e5` are texts),
// and a sign goes before a digit or before `.inf` only (`-.5` is a text).
const FLOATS = [
  /^[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?$/,
  /^\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?$/,
  /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
  /^[-+]?\.(?:inf|Inf|INF)$/,
  /^\.(?:nan|NaN|NAN)$/,
];
const INTS = [
  /^[-+]?0b[01_]+$/,
  /^[-+]?0[0-7_]+$/,
  /^[-+]?(?:0|[1-9][0-9_]*)$/,
  /^[-+]?0x[0-9a-fA-F_]+$/,
  /^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/,
];
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const MOMENT =
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?$/;

/** The kind that PyYAML's resolver gives a plain scalar. */
export function kindOfPlain(text: string): ScalarKind {
  if (BOOL.test(text)) return "bool";
  if (NULL.test(text)) return "null";
  if (FLOATS.some((pattern) => pattern.test(text))) return "float";
  if (INTS.some((pattern) => pattern.test(text))) return "int";
  return DATE.test(text) || MOMENT.test(text) ? "other" : "str";
}

/** The value that PyYAML's safe constructor gives a scalar of a kind; undefined where it raises an error. */
export function scalarOf(kind: ScalarKind, text: string): ScalarValue | undefined {
  if (kind === "null") return { kind, value: null };
  if (kind === "str" || kind === "other") return { kind, value: text };
  if (kind === "bool") {
    const value = BOOLS.get(text.toLowerCase());
    return value === undefined ? undefined : { kind, value };
  }
  const value = kind === "int" ? intOf(text) : floatOf(text);
  return value === undefined ? undefined : { kind, value };
}

function intOf(written: string): number | undefined {
  const { sign, digits } = unsigned(written.replaceAll("_", ""));
  if (/^0b[01]+$/.test(digits) || /^0x[0-9a-f]+$/i.test(digits)) return sign * Number(digits);
  if (digits === "0") return 0;
  if (digits.startsWith("0")) return /^0[0-7]+$/.test(digits) ? sign * Number.parseInt(digits, 8) : undefined;
  return sexagesimal(digits, /^[0-9]+$/, sign);
}

function floatOf(written: string): number | undefined {
  const { sign, digits } = unsigned(written.replaceAll("_", "").toLowerCase());
  if (digits === ".inf" || digits === "inf" || digits === "infinity") return sign * Number.POSITIVE_INFINITY;
  if (digits === ".nan" || digits === "nan") return Number.NaN;
  return sexagesimal(digits, /^(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?$/, sign);
}

function unsigned(text: string): { sign: number; digits: string } {
  const signed = text.startsWith("-") || text.startsWith("+");
  return { sign: text.startsWith("-") ? -1 : 1, digits: signed ? text.slice(1) : text };
}

// `12:30` is 12 x 60 + 30; a number without a colon is its own single digit.
function sexagesimal(text: string, digit: RegExp, sign: number): number | undefined {
  const digits = text.trim().split(":");
  if (!digits.every((part) => digit.test(part))) return undefined;
  return sign * digits.reduce((sum, part) => sum * 60 + Number(part), 0);
}
