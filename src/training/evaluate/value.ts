import type { Place } from "../../problem.ts";
import type { PyScalar } from "../pyyaml-nodes.ts";
import type { ClassDefinition, Expression, FunctionDefinition, Parameters } from "./program.ts";

/** What a program's expression is worth, as far as its text says. Mutable parts are maps, so that one journal can undo any change. */
export type Value =
  | PyScalar
  | PathValue
  | ListValue
  | DictValue
  | FunctionValue
  | ClassValue
  | InstanceValue
  | MethodValue
  | ModuleValue
  | ExternalValue
  | ModelValue
  | TrainerValue
  | FileValue
  | ParserValue
  | SuperValue
  | UnknownValue;

/** What can't be followed: why, where, and what is known of its text (`${x}/data.yaml`). */
export interface UnknownValue {
  readonly kind: "unknown";
  readonly why: string;
  readonly place: Place;
  readonly text?: string;
  /** It is one of these, no one knows which. */
  readonly options?: readonly Value[];
  /** The library it comes from (`rfdetr.RFDETRBase`), where that is known. */
  readonly origin?: string;
}

/** A `pathlib.Path`. Paths of the repository are relative to its root. */
export interface PathValue {
  readonly kind: "path";
  readonly value: string;
  readonly place: Place;
}

export interface ListValue {
  readonly kind: "list";
  /** One entry, the items; undefined where they are not known. */
  readonly content: Map<0, readonly Value[] | undefined>;
  readonly place: Place;
}

/** A dict, a namespace or a config with attributes: text keys as they are, others behind a NUL. */
export interface DictValue {
  readonly kind: "dict";
  readonly entries: Map<string, Value>;
  readonly place: Place;
  /** A class of the repository that is made of dict. */
  readonly class?: ClassValue;
}

export interface FunctionValue {
  readonly kind: "function";
  readonly definition: FunctionDefinition | LambdaDefinition;
  readonly scope: Scope;
  readonly defaults: ReadonlyMap<string, Value>;
  /** Decorators that came from a library, outermost first. */
  readonly decorators: readonly Value[];
  readonly owner?: ClassValue;
}

export interface LambdaDefinition {
  readonly kind: "lambda";
  readonly name: string;
  readonly parameters: Parameters;
  readonly result: Expression;
}

export interface ClassValue {
  readonly kind: "class";
  readonly definition: ClassDefinition;
  readonly bases: readonly Value[];
  readonly attributes: Map<string, Value>;
  readonly scope: Scope;
  /** Fields with defaults are arguments of its constructor, in this order. */
  readonly fields?: readonly string[];
}

export interface InstanceValue {
  readonly kind: "instance";
  readonly class: ClassValue;
  readonly attributes: Map<string, Value>;
}

/** A function with its first argument, or a method of a built-in value. */
export interface MethodValue {
  readonly kind: "method";
  readonly self: Value;
  readonly function: FunctionValue | string;
}

/** A module of the repository. */
export interface ModuleValue {
  readonly kind: "module";
  readonly file: string;
  readonly scope: Scope;
}

/** Anything of a library, by its dotted name. */
export interface ExternalValue {
  readonly kind: "external";
  readonly name: string;
  /** Of a decorator: what it was called with. */
  readonly call?: Call;
}

/** `YOLO(...)`: what it was made of. */
export interface ModelValue {
  readonly kind: "model";
  readonly source: Value | undefined;
  readonly task: Value | undefined;
  readonly place: Place;
}

/** `DetectionTrainer(overrides=...)`. */
export interface TrainerValue {
  readonly kind: "trainer";
  readonly call: Call;
  readonly place: Place;
}

/** An open file, or the text that was read of it. */
export interface FileValue {
  readonly kind: "file";
  readonly path: Value;
  readonly place: Place;
}

/** `ArgumentParser()`: its options, in order of their declaration. */
export interface ParserValue {
  readonly kind: "parser";
  readonly options: Map<string, Option>;
  /** Its sub-commands by their names. */
  readonly commands: Map<string, ParserValue>;
  /** Where `add_subparsers` says that the chosen name goes; "": nowhere yet. */
  readonly chosen: Map<"as", string>;
  readonly place: Place;
}

/** `super()`: an instance seen as one of its class's bases. */
export interface SuperValue {
  readonly kind: "super";
  readonly self: Value;
  readonly owner: ClassValue;
}

/** One option of a command line, whatever library declares it. */
export interface Option {
  /** `--batch-size`, `-b`; a name without dashes is a positional argument. */
  readonly flags: readonly string[];
  readonly name: string;
  readonly default: Value | undefined;
  readonly convert: Value | undefined;
  readonly required: boolean;
  /** What the bare flag means; undefined: it takes values. */
  readonly constant?: Value;
  readonly several: boolean;
  readonly place: Place;
}

/** Arguments of a call, evaluated. */
export interface Call {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** What `**x` or `*x` may add that can't be followed. */
  readonly rest?: UnknownValue;
  readonly place: Place;
}

/** Names of a module, a function or a class body, and the names around it. */
export interface Scope {
  readonly names: Map<string, Value>;
  readonly outer: Scope | undefined;
  readonly file: string;
  /** Names that a `global` statement sends to the module. */
  readonly globals: Set<string>;
}

/** Key under which a dict keeps that it may have more entries than are known. */
export const REST = "\0rest";

export const unknown = (
  why: string,
  place: Place,
  more: Partial<Omit<UnknownValue, "kind" | "why" | "place">> = {},
): UnknownValue => ({
  kind: "unknown",
  why,
  place,
  ...more,
});

export const text = (value: string, place: Place): PyScalar => ({ kind: "str", value, text: value, place });
export const none = (place: Place): PyScalar => ({ kind: "null", value: null, text: "None", place });
export const truth = (value: boolean, place: Place): PyScalar => {
  return { kind: "bool", value, text: value ? "True" : "False", place };
};

/** A number; whole ones are ints unless `float` says otherwise. */
export function number(value: number, place: Place, float = false): PyScalar {
  const kind = float || !Number.isInteger(value) ? "float" : "int";
  return { kind, value, text: String(value), place };
}

export const list = (items: readonly Value[] | undefined, place: Place): ListValue => {
  return { kind: "list", content: new Map([[0, items]]), place };
};

export const dict = (entries: Iterable<readonly [string, Value]>, place: Place): DictValue => {
  return { kind: "dict", entries: new Map(entries), place };
};

/** Items of a list that is known. */
export const itemsOf = (value: ListValue): readonly Value[] | undefined => value.content.get(0);

export const isScalar = (value: Value): value is PyScalar => {
  return (
    value.kind === "str" ||
    value.kind === "int" ||
    value.kind === "float" ||
    value.kind === "bool" ||
    value.kind === "null" ||
    value.kind === "other"
  );
};

/** A text, or a path as text; undefined for all else. */
export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === "str" || value?.kind === "path" ? value.value : undefined;
}

/** How a dict keeps a key; undefined where the key can't be one or is not known. */
export function keyOf(value: Value): string | undefined {
  if (value.kind === "str" || value.kind === "path") return value.value;
  return isScalar(value) ? `\0${value.kind}:${String(value.value)}` : undefined;
}

/** The key of a dict as a value again. */
export function keyValue(key: string, place: Place): Value {
  if (!key.startsWith("\0")) return text(key, place);
  const [, kind = "", written = ""] = /^\0(\w+):(.*)$/s.exec(key) ?? [];
  if (kind === "int" || kind === "float") return number(Number(written), place, kind === "float");
  return kind === "bool" ? truth(written === "true", place) : none(place);
}

/** Stands in a text for a part that is not known; it looks like what a template would fill in. */
export const HOLE = "\u0024{?}";
