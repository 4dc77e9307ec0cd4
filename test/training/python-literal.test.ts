import { expect, test } from "vitest";
import { commandLineValue, pythonLiteral } from "../../src/training/python-literal.ts";
import { type PyNode, pythonText } from "../../src/training/pyyaml-nodes.ts";
import golden from "./python-literal/golden.json" with { type: "json" };

const place = { file: "command line", line: 1, column: 1 };
const cases: readonly { text: string; literal: string | null; command: string }[] = golden.cases;

// Lists stand for tuples too; kinds show in the text: 1, 1.0, '1', True.
const shown = (node: PyNode | undefined): string | null => (node === undefined ? null : pythonText(node));

test.each(cases)("$text is what Python takes it for", ({ text, literal, command }) => {
  expect(shown(pythonLiteral(text, place))).toBe(literal);
  expect(shown(commandLineValue(text, place))).toBe(command);
});
