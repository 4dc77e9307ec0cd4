type Child = Node | string | undefined;

/** A new element. Children that are texts become text nodes: nothing that a user wrote is ever read as HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | number | boolean | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(key, value === true ? "" : String(value));
  }
  for (const child of children) if (child !== undefined) made.append(child);
  return made;
}

/** A button with a text and what it does. */
export function button(text: string, label: string, act: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", "aria-label": label, title: label }, text);
  made.addEventListener("click", act);
  return made;
}

/** A table with a caption; cells of the columns in `numeric` are set to the right. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly Child[])[],
  numeric: readonly number[] = [],
): HTMLTableElement {
  const align = (index: number) => (numeric.includes(index) ? { class: "number" } : {});
  return element(
    "table",
    {},
    element("caption", {}, caption),
    element(
      "thead",
      {},
      element("tr", {}, ...head.map((text, i) => element("th", { scope: "col", ...align(i) }, text))),
    ),
    element(
      "tbody",
      {},
      ...rows.map((row) =>
        element(
          "tr",
          {},
          ...row.map((cell, i) =>
            i === 0 ? element("th", { scope: "row", ...align(i) }, cell) : element("td", align(i), cell),
          ),
        ),
      ),
    ),
  );
}
