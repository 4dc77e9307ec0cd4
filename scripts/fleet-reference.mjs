// The published forms of the fleet file's schema: JSON Schema (draft-07) and a page of Markdown.
import { toJsonSchema } from "@valibot/to-json-schema";
import { markdownTable } from "markdown-table";
import { FleetSchema } from "../src/fleet/schema.ts";

/** JSON Schema, draft-07, as editors understand it. What only the program can check (names, dates, sums) is left out. */
export function fleetJsonSchema() {
  // `check` has no counterpart; the patterns and bounds beside it have.
  const { $schema, ...schema } = toJsonSchema(FleetSchema, {
    target: "draft-07",
    typeMode: "input",
    ignoreActions: ["check"],
  });
  return {
    $schema: $schema ?? "http://json-schema.org/draft-07/schema#",
    title: "gpu-memory fleet file (.github/gpu-fleet.yml)",
    ...tidy(schema),
  };
}

/** `additionalProperties: {not: {}}` says `false` in more words, and an empty `required` says nothing. */
function tidy(node) {
  if (Array.isArray(node)) return node.map(tidy);
  if (typeof node !== "object" || node === null) return node;
  const kept = Object.entries(node).filter(([key, value]) => !(key === "required" && value.length === 0));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, key === "additionalProperties" && isNever(value) ? false : tidy(value)]),
  );
}

const isNever = (value) => JSON.stringify(value) === '{"not":{}}';

const PARTS = [
  { title: "The file", at: (schema) => schema },
  { title: "`environment`", at: (schema) => schema.properties.environment },
  { title: "A pool", at: (schema) => schema.properties.pools.additionalProperties },
  { title: "A rule of `configs`", at: (schema) => schema.properties.configs.items },
  { title: "A data set", at: (schema) => schema.properties.datasets.additionalProperties },
  { title: "`policy`", at: (schema) => schema.properties.policy },
  { title: "A waiver", at: (schema) => schema.properties.waivers.items },
];

/** The reference page, with a whole file to copy from. */
export function fleetPage(example) {
  const schema = fleetJsonSchema();
  const parts = PARTS.map(({ title, at }) => `## ${title}\n\n${keyTable(at(schema))}\n`);
  return `${INTRODUCTION}\n\`\`\`yaml\n${example}\`\`\`\n\n${parts.join("\n")}\n${RULES}`;
}

const INTRODUCTION = `<!-- Made by scripts/schema.mjs from src/fleet/schema.ts. -->
# The fleet file

\`.github/gpu-fleet.yml\` says which GPUs there are, and which training configs have to fit on which of them. It is YAML 1.2. A mistake is reported with line and column, all at once. Without the file, gpu-memory reports against a few common GPUs and never fails.
`;

const RULES = `## How it is read

- **GPU names.** \`gpu-memory gpus\` lists every name; \`gpu-memory gpus NAME\` shows what one means. A name of several cards of one size and architecture (\`H100\`, \`A100-80GB\`) means the one with the smallest CUDA total. A name of cards that differ in size (\`A100\`, \`RTX 3080\`, \`mig-1g.10gb\`) is refused with the names to choose from. Written in full as nvidia-smi prints it (\`NVIDIA GeForce RTX 3080\`), where two sizes print the same, it means the smaller one.
- **Usable memory** is what CUDA reports as total, 0.1 to 0.9 GiB less than nvidia-smi, less the pool's \`reserve\`; the limit is that less \`headroom\`. What a process needs outside PyTorch's allocator is part of what a run needs.
- **Measured runs** of its pools lie beside it, in \`gpu-measurements.jsonl\` ([calibration](calibration.md)): they take the place of the total that is assumed for the card, and of the memory outside PyTorch's allocator.
- **Sizes** carry their unit: \`GiB\` and \`MiB\` are powers of 1024, \`GB\` and \`MB\` powers of 1000.
- **Versions** are read as they are written: \`2.10\` is not \`2.1\`.
- **Globs**: \`*\` stays within a folder, \`**\` crosses folders. The last rule that matches a config counts. A config that no rule matches has to fit in any one pool.
- **Warnings**: a glob or waiver that matches no config, a rule whose configs all follow later rules, rules that overlap, a waiver that ends within two weeks. An expired waiver is an error.
`;

const keyTable = (map) =>
  markdownTable([
    ["Key", "Value", "Unless said", "Meaning"],
    ...Object.entries(map.properties).map(([key, value]) =>
      [
        `\`${key}\``,
        typeName(value),
        map.required?.includes(key) ? "**needed**" : defaultName(value.default),
        value.description,
      ].map((cell) => cell.replaceAll("|", "\\|")),
    ),
  ]);

const defaultName = (value) => (value === undefined || typeof value === "object" ? "" : `\`${value}\``);

function typeName(value) {
  if (value.enum !== undefined) return value.enum.map((item) => `\`${item}\``).join(", ");
  if (value.const !== undefined) return `\`${value.const}\``;
  if (value.anyOf?.some((form) => form.pattern?.startsWith("^\\d"))) return "version";
  if (value.anyOf?.some((form) => form.pattern?.includes("%"))) return "share";
  if (value.anyOf !== undefined) return [...new Set(value.anyOf.map(typeName))].join(" or ");
  if (value.type === "array") return `list of ${value.items.type === "object" ? "maps" : "texts"}`;
  if (value.type === "object") return "map";
  if (value.type === "integer") return "whole number";
  if (value.type === "number") return "number";
  if (value.pattern?.startsWith("^\\d{4}-")) return "date";
  return value.pattern?.includes("[Bb]") ? "size" : "text";
}
