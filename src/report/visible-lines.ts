/** Lines that a reader sees before clicking: all but blank ones, table rulers and what is folded away. */
export function visibleLines(markdown: string): number {
  let folded = 0;
  let count = 0;
  for (const line of markdown.split("\n")) {
    const opens = /^<details(?: open)?>/.exec(line)?.[0];
    if (folded > 0) {
      if (opens !== undefined) folded++;
      if (line.startsWith("</details>")) folded--;
      continue;
    }
    if (opens === "<details>") folded = 1;
    if (line.trim() !== "" && line !== "</details>" && !/^\|[\s|:-]+\|$/.test(line) && !/^<!--.*-->$/.test(line))
      count++;
  }
  return count;
}
