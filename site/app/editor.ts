import type { Problem } from "../../src/problem.ts";
import { element } from "../viewer/element.ts";
import { marked } from "./answer-view.ts";

/** The text with numbered lines; lines with mistakes are marked, and the mistakes listed below. */
export class Editor {
  readonly root: HTMLElement;
  readonly input = element("textarea", {
    id: "config",
    rows: 12,
    spellcheck: "false",
    autocomplete: "off",
    "aria-describedby": "problems",
  });
  private readonly lines = element("div", { class: "lines", "aria-hidden": "true" });
  private readonly list = element("ul", { id: "problems", class: "problems" });

  constructor(changed: () => void) {
    this.input.addEventListener("input", () => {
      this.number(new Map());
      changed();
    });
    this.input.addEventListener("scroll", () => {
      this.lines.scrollTop = this.input.scrollTop;
    });
    this.root = element("div", {}, element("div", { class: "editor" }, this.lines, this.input), this.list);
  }

  /** Marks mistakes where they are; `others` have no place in the text. */
  mark(problems: readonly Problem[], others: readonly string[]): void {
    const wrong = new Map(problems.map(({ line, message }) => [line, message]));
    this.number(wrong);
    const isWrong = others.length > 0 || problems.some(({ severity }) => severity === "error");
    this.input.setAttribute("aria-invalid", String(isWrong));
    const texts = problems.map(
      ({ line, column, message, remedy }) => `Line ${line}, column ${column}: ${message} ${remedy ?? ""}`,
    );
    this.list.replaceChildren(...[...texts, ...others].slice(0, 30).map((text) => element("li", {}, marked(text))));
  }

  private number(wrong: ReadonlyMap<number, string>): void {
    const count = Math.min(2000, this.input.value.split("\n").length);
    const numbers = Array.from({ length: count }, (_, index) => {
      const message = wrong.get(index + 1);
      return element("div", message === undefined ? {} : { class: "wrong", title: message }, String(index + 1));
    });
    this.lines.replaceChildren(...numbers);
    this.lines.scrollTop = this.input.scrollTop;
  }
}
