import { FIRST_QUESTION, type PageQuestion } from "./question.ts";

type Field = Exclude<keyof PageQuestion, "files">;
const FIELDS: readonly Field[] = ["text", "gpu", "ultralytics", "torch", "images", "labelsMean", "labelsMost"];
const FILE = "file:";

/** The question as the part of an address behind `#`, which browsers send to nobody. What is as at the start is left out. */
export function addressOf(question: PageQuestion): string {
  const parameters = new URLSearchParams();
  for (const field of FIELDS) if (question[field] !== FIRST_QUESTION[field]) parameters.set(field, question[field]);
  for (const [name, text] of Object.entries(question.files)) parameters.set(`${FILE}${name}`, text);
  return parameters.toString();
}

/** The question that an address holds. */
export function questionIn(hash: string): PageQuestion {
  const parameters = new URLSearchParams(hash.replace(/^#/, ""));
  const fields = Object.fromEntries(FIELDS.map((field) => [field, parameters.get(field) ?? FIRST_QUESTION[field]]));
  const files = [...parameters].filter(([name]) => name.startsWith(FILE));
  return {
    ...FIRST_QUESTION,
    ...fields,
    files: Object.fromEntries(files.map(([name, text]) => [name.slice(FILE.length), text])),
  };
}
