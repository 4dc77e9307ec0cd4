import type { Problem } from "../problem.ts";
import type { ArgumentRow } from "./argument-table.ts";
import { type PyNode, pythonText } from "./pyyaml-nodes.ts";
import { compareVersions } from "./ultralytics-version.ts";

/** An argument's value after Ultralytics' own checks and conversions; a list only where the argument takes one. */
export type ArgumentValue = string | number | boolean | null | readonly (string | number | boolean | null)[];

/** What a value is taken for, with what there is to say; undefined where Ultralytics refuses it. */
export interface CheckedValue {
  readonly value?: ArgumentValue;
  readonly problem?: Problem;
}

/**
 * What later versions do and earlier ones don't: the last version seen that does without. Found by comparing the wheels of 19
 * versions on PyPI, so that a boundary is right to within some thirty releases; in between, the later version's rule counts.
 */
const WITHOUT = {
  multiScaleShare: "8.3.253",
  muSgd: "8.3.253",
  scalePair: "8.4.50",
  noneRefused: "8.4.75",
  ampNames: "8.4.125",
  imageCounts: "8.4.125",
  integralFloats: "8.4.170",
} as const;

/** Checks the value of an argument as that version of Ultralytics does before training starts. */
export function checkedValue(row: ArgumentRow, node: PyNode, version: string): CheckedValue {
  const does: Asked["does"] = (rule) => compareVersions(version, WITHOUT[rule]) > 0;
  const asked: Asked = { row, node, does };
  if (row.looseUntil !== undefined && compareVersions(version, row.looseUntil) <= 0) return CHECKS.free(asked);
  if (node.kind !== "null") return CHECKS[row.kind](asked);
  return mayBeNull(asked) ? { value: null } : empty(asked);
}

interface Asked {
  readonly row: ArgumentRow;
  readonly node: PyNode;
  /** Whether the version has a rule. */
  readonly does: (rule: keyof typeof WITHOUT) => boolean;
}

const NULL_KINDS: ReadonlySet<string> = new Set(["free", "device", "freeze", "quantize"]);

// Older versions take nothing for anything; of a switch that means off, of a number a failure later on.
function mayBeNull({ row, does }: Asked): boolean {
  const off = row.kind === "amp" ? !does("ampNames") : row.kind === "bool" && !does("noneRefused");
  return row.default === null || row.nullable === true || NULL_KINDS.has(row.kind) || off;
}

const CHECKS: Readonly<Record<ArgumentRow["kind"], (asked: Asked) => CheckedValue>> = {
  free: ({ node }) => ({ value: plainValue(node) }),
  device: ({ node }) => ({ value: plainValue(node) }),
  freeze: ({ node }) => ({ value: plainValue(node) }),
  imgsz: ({ node }) => ({ value: plainValue(node) }),
  number: (asked) => asNumber(asked, "a number"),
  fraction: (asked) => asNumber(asked, "a number from 0 to 1", between),
  int: asInt,
  bool: ({ row, node }) => (node.kind === "bool" ? { value: node.value } : wrong({ row, node }, "`True` or `False`")),
  text: ({ row, node }) => (node.kind === "str" ? { value: node.value } : wrong({ row, node }, "a text")),
  optimizer: asOptimizer,
  batch: asBatch,
  scale: asScale,
  share: asShare,
  multi_scale: asMultiScale,
  compile: ({ row, node }) => {
    if (node.kind === "bool" || node.kind === "str") return { value: node.value };
    return wrong({ row, node }, "`True`, `False` or a mode such as `max-autotune-no-cudagraphs`");
  },
  amp: asAmp,
  quantize: asQuantize,
};

type Range = (value: number) => string | undefined;
const between: Range = (value) => (value >= 0 && value <= 1 ? undefined : "from 0 to 1");

// In Python True and False are whole numbers, and are taken for 1 and 0 wherever a number may stand.
function asNumber(asked: Asked, expected: string, range?: Range): CheckedValue {
  const { node } = asked;
  if (node.kind !== "bool" && node.kind !== "int" && node.kind !== "float") return wrong(asked, expected);
  const value = Number(node.value);
  const bad = Number.isNaN(value) ? "a number" : range?.(value);
  if (bad !== undefined) return outOfRange(asked, bad);
  if (node.kind !== "bool") return { value };
  const message = `\`${asked.row.name}: ${node.text}\` is taken for the number ${value}.`;
  return { value, problem: { ...node.place, code: "bool-as-number", severity: "warning", message } };
}

function asInt(asked: Asked): CheckedValue {
  const { row, node, does } = asked;
  const { minimum } = row;
  const expected = minimum === undefined ? "a whole number" : `a whole number of at least ${minimum}`;
  if (node.kind === "float" && !(does("integralFloats") && Number.isInteger(node.value))) return wrong(asked, expected);
  return asNumber(asked, expected, (value) =>
    minimum === undefined || value >= minimum ? undefined : `at least ${minimum}`,
  );
}

const OPTIMIZERS = ["SGD", "MuSGD", "Adam", "Adamax", "AdamW", "NAdam", "RAdam", "RMSProp", "auto"];

function asOptimizer(asked: Asked): CheckedValue {
  const { node } = asked;
  const name = node.kind === "str" ? node.value.toLowerCase() : undefined;
  const known = OPTIMIZERS.filter((optimizer) => asked.does("muSgd") || optimizer !== "MuSGD");
  const found = known.find((optimizer) => optimizer.toLowerCase() === name);
  return found === undefined ? wrong(asked, `one of ${known.join(", ")}`) : { value: found };
}

const BATCH =
  "a whole number such as 16, -1 for AutoBatch, or the share of GPU memory that AutoBatch may use, above 0 and below 1";

function asBatch(asked: Asked): CheckedValue {
  const { node } = asked;
  const checked = asNumber(asked, BATCH, (value) => (Number.isInteger(value) || value < 1 ? undefined : BATCH));
  if (typeof checked.value !== "number") return checked;
  if (node.kind === "float" && checked.value >= 1) return wrong(asked, BATCH);
  return checked.value === -1 || checked.value > 0 ? checked : outOfRange(asked, BATCH);
}

function asScale(asked: Asked): CheckedValue {
  const { node } = asked;
  if (node.kind !== "list" || !asked.does("scalePair")) return asNumber(asked, "a number from 0 to 1", between);
  const items = node.items.map(plainScalar);
  const pair = items.length === 2 && items.every((item) => typeof item === "number");
  return pair ? { value: items } : wrong(asked, "a number from 0 to 1, or two numbers");
}

const SHARE =
  "a share of the images above 0 and up to 1, or in newer versions their number, or a list of both for [train, val]";

function asShare(asked: Asked): CheckedValue {
  const { node } = asked;
  const counts = asked.does("imageCounts");
  if (node.kind === "list" && counts) {
    const items = node.items.map(plainScalar);
    const good = (item: unknown): boolean =>
      typeof item === "number" && item >= 0 && (item <= 1 || Number.isInteger(item));
    const filled = items.length >= 2 && items.length <= 3 && items.every(good) && items[0] !== 0 && items[1] !== 0;
    return filled ? { value: items } : wrong(asked, SHARE);
  }
  if (node.kind === "bool" && counts) return wrong(asked, SHARE);
  const count = counts && node.kind === "int";
  return asNumber(asked, SHARE, (value) => {
    return (value > 0 && value <= 1) || (count && value > 1) || (!asked.does("noneRefused") && value === 0)
      ? undefined
      : SHARE;
  });
}

// Up to 8.3 a switch: sizes from half to one and a half. Now the half-width itself, so that `True` is 1.
function asMultiScale(asked: Asked): CheckedValue {
  const { node, does } = asked;
  if (does("multiScaleShare")) return asNumber(asked, "a number from 0 to 1", between);
  return node.kind === "bool" ? { value: node.value ? 0.5 : 0 } : wrong(asked, "`True` or `False` in this version");
}

const AMP = "`True`, `False`, `fp16`, `bf16` or `fp32`";

function asAmp(asked: Asked): CheckedValue {
  const { node, does } = asked;
  if (node.kind === "bool") return { value: node.value };
  if (!does("ampNames")) return ampByTruth(node);
  const name = node.kind === "str" ? node.value.toLowerCase() : "";
  return ["fp16", "bf16", "fp32"].includes(name) ? { value: name } : wrong(asked, AMP);
}

// Older versions ask only whether the value is true: `bf16` means fp16 there, and `fp32` as well.
function ampByTruth(node: PyNode): CheckedValue {
  const value = isTrue(plainValue(node));
  const message = `\`amp: ${shown(node)}\` is taken for \`${value ? "True" : "False"}\` in this version.`;
  return { value, problem: { ...node.place, code: "taken-by-truth", severity: "warning", message } };
}

/** Whether Python takes a value for true. */
export function isTrue(value: ArgumentValue): boolean {
  const empty = value === null || value === false || value === 0 || value === "";
  return !empty && !(Array.isArray(value) && value.length === 0);
}

const QUANTIZE: Readonly<Record<string, number | string>> = {
  8: 8,
  16: 16,
  32: 32,
  int8: 8,
  fp16: 16,
  fp32: 32,
  w8a8: 8,
  w16a16: 16,
  w32a32: 32,
  w8a16: "w8a16",
  w8a32: "w8a32",
};

function asQuantize(asked: Asked): CheckedValue {
  const { node } = asked;
  const name = node.kind === "list" || node.kind === "map" ? "" : String(node.value).toLowerCase();
  const scheme = Object.hasOwn(QUANTIZE, name) ? QUANTIZE[name] : undefined;
  return scheme === undefined ? wrong(asked, `one of ${Object.keys(QUANTIZE).join(", ")}`) : { value: scheme };
}

function plainValue(node: PyNode): ArgumentValue {
  if (node.kind === "list") return node.items.map(plainScalar);
  return plainScalar(node);
}

const plainScalar = (node: PyNode): string | number | boolean | null => {
  return node.kind === "list" || node.kind === "map" ? pythonText(node) : node.value;
};

type Named = Pick<Asked, "row" | "node">;

function wrong({ row, node }: Named, expected: string): CheckedValue {
  const message = `\`${row.name}: ${shown(node)}\` is ${nounOf(node)}; ${expected} is expected.`;
  return { problem: { ...node.place, code: "wrong-type", severity: "error", message, ...remedyFor(node) } };
}

function outOfRange({ row, node }: Named, expected: string): CheckedValue {
  const message = `\`${row.name}: ${shown(node)}\` is out of range.`;
  const remedy = `Expected is ${expected}.`;
  return { problem: { ...node.place, code: "out-of-range", severity: "error", message, remedy } };
}

function empty({ row, node }: Named): CheckedValue {
  const message = `\`${row.name}\` must not be empty.`;
  const remedy = `Remove it for the default, ${pythonDefault(row)}.`;
  return { problem: { ...node.place, code: "wrong-type", severity: "error", message, remedy } };
}

const pythonDefault = ({ default: value }: ArgumentRow): string => {
  return typeof value === "boolean" ? (value ? "True" : "False") : String(value);
};

// The trap of PyYAML's dialect: an exponent needs a point and a sign.
function remedyFor(node: PyNode): { remedy?: string } {
  const [, sign = "", digits = "", exponent = ""] =
    (node.kind === "str" && /^([-+]?)([\d.]+)[eE]([-+]?\d+)$/.exec(node.value)) || [];
  if (digits === "" || node.kind !== "str") return {};
  const point = digits.includes(".") ? digits : `${digits}.0`;
  const signed = /^[-+]/.test(exponent) ? exponent : `+${exponent}`;
  return { remedy: `PyYAML reads \`${node.value}\` as a text: write \`${sign}${point}e${signed}\`.` };
}

const shown = (node: PyNode): string => (node.kind === "str" ? node.value.slice(0, 60) : pythonText(node));

const NOUNS: Readonly<Record<PyNode["kind"], string>> = {
  null: "empty",
  bool: "true or false",
  int: "a whole number",
  float: "a number with a fraction",
  str: "a text",
  other: "a date or bytes",
  list: "a list",
  map: "a map",
};
const nounOf = (node: PyNode): string => NOUNS[node.kind];
