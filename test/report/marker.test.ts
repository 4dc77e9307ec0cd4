import { describe, expect, it } from "vitest";
import { type Marker, markerLine, markerOf, sameForReader } from "../../src/report/marker.ts";

const marker: Marker = {
  schema: 1,
  key: "default",
  head: "a".repeat(40),
  base: "b".repeat(40),
  run: 1842,
  attempt: 1,
  at: "2026-03-01T09:41:07.000Z",
  verdict: "fail",
};
const comment = (change: Partial<Marker> = {}, text = "### Verdict\n\nReason.", footer = "run 1842"): string =>
  `${markerLine({ ...marker, ...change })}\n${text}\n\n<sub>${footer}</sub>\n`;

describe("the marker", () => {
  it("is one line that no reader sees", () => {
    expect(markerLine({ ...marker, head: "9c1f2ab", base: "41d07ee" })).toBe(
      '<!-- gpu-memory {"schema":1,"key":"default","head":"9c1f2ab","base":"41d07ee","run":1842,"attempt":1,"at":"2026-03-01T09:41:07.000Z","verdict":"fail"} -->',
    );
  });

  it("is read back as it was written, also after GitHub has put in carriage returns", () => {
    expect(markerOf(comment())).toEqual(marker);
    expect(markerOf(comment().replaceAll("\n", "\r\n"))).toEqual(marker);
  });

  it("can't be ended early by what is written into it", () => {
    const key = "--> <b>@everyone</b> --!> ---";
    const line = markerLine({ ...marker, key });
    expect(line.indexOf("--", "<!--".length)).toBe(line.length - "-->".length);
    expect(line.indexOf(">")).toBe(line.length - 1);
    expect(markerOf(line)?.key).toBe(key);
  });

  it("counts on the first line only: quoted further down it is other people's text", () => {
    expect(markerOf(`> quote\n${comment()}`)).toBeUndefined();
    expect(markerOf(` ${comment()}`)).toBeUndefined();
  });

  it("that is broken, foreign or of another schema is none", () => {
    const header = (text: string): string => `<!-- gpu-memory ${text} -->\nbody`;
    const others = ["", "{}", "null", "[]", "7", "{", JSON.stringify({ ...marker, schema: 2 })];
    const wrong = [{ key: 7 }, { head: null }, { run: "1" }, { attempt: undefined }].map((change) =>
      JSON.stringify({ ...marker, ...change }),
    );
    for (const text of [...others, ...wrong]) expect(markerOf(header(text)), text).toBeUndefined();
    expect(markerOf("<!-- other-bot {} -->")).toBeUndefined();
  });
});

describe("two comments are the same for a reader", () => {
  it("where only run, attempt, time and the footer differ", () => {
    const later = comment({ run: 1900, attempt: 2, at: "2026-03-02T00:00:00.000Z" }, undefined, "run 1900");
    expect(sameForReader(comment(), later)).toBe(true);
    expect(sameForReader(comment(), comment().replaceAll("\n", "\r\n").trimEnd())).toBe(true);
  });

  it("and not where text, verdict, head, base or key differ", () => {
    const others = [
      comment({}, "### Verdict\n\nAnother reason."),
      comment({ verdict: "pass" }),
      comment({ head: "c".repeat(40) }),
      comment({ base: "c".repeat(40) }),
      comment({ key: "other" }),
    ];
    expect(others.map((other) => sameForReader(comment(), other))).toEqual([false, false, false, false, false]);
  });
});
