import type { Place } from "../../problem.ts";
import { itemsOf, keyValue, REST, type Value } from "../evaluate/value.ts";
import type { PyEntry, PyNode, PyScalar } from "../pyyaml-nodes.ts";

/** A value of a program as the value of an argument; undefined where it is not known to the end. */
export function nodeOfValue(value: Value): PyNode | undefined {
  switch (value.kind) {
    case "str":
    case "int":
    case "float":
    case "bool":
    case "null":
    case "other":
      return value;
    case "path":
      return { kind: "str", value: value.value, text: value.value, place: value.place };
    case "list": {
      const items = itemsOf(value)?.map(nodeOfValue);
      const known = items?.filter((item) => item !== undefined);
      return items !== undefined && known?.length === items.length
        ? { kind: "list", items: known, place: value.place }
        : undefined;
    }
    case "dict": {
      const entries = [...value.entries].flatMap(([key, item]) => {
        const node = nodeOfValue(item);
        return node === undefined || key === REST ? [] : [{ key: keyNode(key, value.place), value: node }];
      });
      return entries.length === value.entries.size ? { kind: "map", entries, place: value.place } : undefined;
    }
    default:
      return undefined;
  }
}

function keyNode(key: string, place: Place): PyScalar {
  const value = keyValue(key, place);
  return value.kind === "str" ||
    value.kind === "int" ||
    value.kind === "float" ||
    value.kind === "bool" ||
    value.kind === "null"
    ? value
    : textNode(key, place);
}

/** A text as a node. */
export const textNode = (value: string, place: Place): PyScalar => ({ kind: "str", value, text: value, place });

/** An argument with its value. */
export const entryOfName = (name: string, value: PyNode): PyEntry => ({ key: textNode(name, value.place), value });
