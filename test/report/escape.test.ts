import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commentBody } from "../../src/report/comment.ts";
import { code, escapeMarkdown, htmlCode, logLines, messageMarkdown, printable } from "../../src/report/escape.ts";
import { table } from "../../src/report/markdown.ts";
import { judged, reportOf } from "./given.ts";

const JOINER = "\u2060";

describe("text of other people", () => {
  it("mentions nobody, opens no HTML, ends no table", () => {
    expect(escapeMarkdown("@acme/all <img> a|b `x` *y*")).toBe(
      `@${JOINER}acme/all &lt;img&gt; a&#124;b \\\`x\\\` \\*y\\*`,
    );
  });

  it("refers to no issue", () => {
    expect(escapeMarkdown("see #12")).toBe(`see \\#${JOINER}12`);
  });

  it("runs no command of the log", () => {
    expect(logLines("::error::x\n  ##[group]y\nplain ::z")).toBe(
      `${JOINER}::error::x\n  ${JOINER}##[group]y\nplain ::z`,
    );
    expect(escapeMarkdown("::warning::")).toBe(`:${JOINER}:warning:${JOINER}:`);
  });

  it("is one line without control characters", () => {
    expect(printable("a\r\nb\u001b[31mc\u202ed")).toBe("a b\ufffd[31mc\ufffdd");
  });

  it("ends no code span, however many backticks it has", () => {
    expect(code("a`b")).toBe("``a`b``");
    expect(code("`a``")).toBe("``` `a`` ```");
    expect(code(" ")).toBe("` `");
  });

  it("forges no marker", () => {
    expect(code("<!-- gpu-memory {} -->")).toBe(`\`<!${JOINER}-- gpu-memory {} -->\``);
    expect(htmlCode("<!-- x -->")).toBe("<code>&lt;!-- x --&gt;</code>");
  });

  it("in our own messages: what is in backticks is code, the rest is escaped", () => {
    expect(messageMarkdown("`a_b` is <no> number.")).toBe("`a_b` is &lt;no&gt; number.");
  });

  it("a pipe in a code span of a table is escaped", () => {
    expect(table([["a"], [code("x|y")]])).toContain("`x\\|y`");
  });

  it("a config of any name leaves the comment's structure as it is", () => {
    const shape = (body: string): readonly number[] => [
      body.split("\n").filter((line) => line.startsWith("| [")).length,
      [...body.matchAll(/<details/g)].length,
      [...body.matchAll(/<!--/g)].length,
    ];
    const usual = shape(commentBody(reportOf([judged({ arguments: { imgsz: 960 } })])));
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), (name) => {
        const run = judged({ arguments: { imgsz: 960 }, file: `configs/${name}.yaml` });
        expect(shape(commentBody(reportOf([run])))).toEqual(usual);
      }),
      { numRuns: 200 },
    );
  });
});
