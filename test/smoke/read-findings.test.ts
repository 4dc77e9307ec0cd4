import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { bytes } from "../../src/bytes.ts";
import { markerLine, markerOf } from "../../src/report/marker.ts";
import type { Finding } from "../../src/smoke/finding.ts";
import { readFindings } from "../../src/smoke/read-findings.ts";

const found: readonly Finding[] = [
  {
    kind: "measured",
    id: "a.yaml",
    pool: "team",
    outcome: { kind: "halved", batch: 8 },
    reservedPeakBytes: bytes(2 ** 33),
    outsideBytes: bytes(2 ** 29),
    squeezed: true,
    predicted: {
      verdict: "TIGHT",
      outcome: { kind: "trains" },
      reservedPeakBytes: bytes(2 ** 33),
      lowerBytes: bytes(2 ** 32),
      upperBytes: bytes(2 ** 34),
    },
    wrong: ["it was --> `halved` @team"],
    remarks: [],
    seconds: 31.5,
  },
  { kind: "not-measured", id: "b.yaml", pool: "", reason: "no-runner", why: "no runner answered" },
];

it("come out of a comment's first line as they went in, and end no HTML comment", () => {
  const about = { schema: 1, key: "default", head: "a", run: 1, attempt: 1, at: "", verdict: "pass" } as const;
  const line = markerLine({ ...about, measured: found });
  expect(line.match(/-->/g)).toHaveLength(1);
  expect(line).not.toContain("@");
  expect(readFindings(markerOf(`${line}\ntext`)?.measured)).toEqual(found);
});

it("are none where the line was edited into something else", () => {
  const edited = [
    { ...found[0], reservedPeakBytes: -1 },
    { ...found[1], reason: "because" },
    { ...found[0], outcome: { kind: "flies" } },
  ];
  for (const each of edited) expect(readFindings([each])).toBeUndefined();
  fc.assert(fc.property(fc.jsonValue(), (value) => void readFindings(value)));
});

it("know every reason that the type has", () => {
  const source = readFileSync(new URL("../../src/smoke/finding.ts", import.meta.url), "utf8");
  const own = [...(/NotMeasuredReason = (.*);/.exec(source)?.[1] ?? "").matchAll(/"([\w-]+)"/g)].map(
    ([, name]) => name,
  );
  expect(own).toEqual(["no-runner", "no-record", "left-out"]);
  for (const reason of own) expect(readFindings([{ ...found[1], reason }])).toHaveLength(1);
});
