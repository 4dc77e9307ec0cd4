import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type gib, mib } from "../../src/bytes.ts";
import { diagnose } from "../../src/doctor/diagnose.ts";
import { type DoctorRecord, readDoctorRecord } from "../../src/doctor/record.ts";
import { readFleet } from "../../src/fleet/read-fleet.ts";
import { outsideOf } from "../../src/memory/outside.ts";

// The records of an H200 and of an H100 are transcripts of smoke/measure.py --doctor (docs/measuring.md). On the H100 its probe
// still multiplied matrices, and held more outside of the allocator than training does. The L4 is made from the catalogue's figures.

const recorded = (name: string): DoctorRecord =>
  readDoctorRecord(readFileSync(new URL(`recorded/${name}.json`, import.meta.url), "utf8")) as DoctorRecord;
const H200 = recorded("h200");
const L4: DoctorRecord = {
  gpu: "NVIDIA L4",
  cudaName: "NVIDIA L4",
  gpus: 1,
  mig: false,
  driver: "580.159.04",
  torch: "2.11.0+cu130",
  ultralytics: "8.4.190",
  driverTotalBytes: mib(23034),
  cudaTotalBytes: mib(22559),
  otherBytes: mib(0),
  outsideAllocatorBytes: mib(450),
};

/** What is told about each pool of a fleet: `pool: about, line`. */
function told(
  record: DoctorRecord,
  pools: string,
  { names = [], more = "" }: { names?: string[]; more?: string } = {},
) {
  const { fleet, problems } = readFleet(".github/gpu-fleet.yml", `version: 1\npools:\n${pools}${more}`);
  if (fleet === undefined) throw new Error(JSON.stringify(problems));
  const asked = fleet.pools.filter(({ name }) => names.includes(name));
  const diagnosis = diagnose({
    record,
    fleet,
    pools: asked,
    outside: (device) => outsideOf(device, undefined).interval,
  });
  const lines = diagnosis.pools.flatMap(({ pool, differences }) =>
    differences.map(({ about, line = "-" }) => `${pool.name}: ${about}, ${line}`),
  );
  return { ...diagnosis, lines, judged: diagnosis.pools.map(({ pool }) => pool.name) };
}

describe("a machine that is as it is declared", () => {
  it("belongs to every pool with its GPU, however that is named", () => {
    const { judged, lines, others, usableBytes } = told(
      L4,
      "  a: { gpu: L4 }\n  b: { instance: aws/g6.xlarge }\n  c: { gpu: T4 }\n",
    );
    expect([judged, lines, others]).toEqual([["a", "b"], [], ["c"]]);
    expect(usableBytes).toBe(mib(22559 - 450));
  });

  it("may have a little more memory than the smallest total that was ever seen", () => {
    expect(told({ ...L4, cudaTotalBytes: mib(22590) }, "  a: { gpu: L4 }\n").lines).toEqual([]);
  });

  it("was recorded on an H200 by an older smoke/measure.py, which told less", () => {
    expect(told(H200, "  a: { gpu: H200 }\n").lines).toEqual([]);
    expect(told(H200, "  a: { gpu: L4 }\n")).toMatchObject({ judged: [], declaration: "NAME: { gpu: H200 }" });
  });
});

describe("an H100, recorded", () => {
  it("has what CUDA reports as declared, and more outside of the allocator than training was seen to hold", () => {
    const { lines, usableBytes } = told(recorded("h100-idle"), "  a: { gpu: H100 }\n");
    expect(lines).toEqual(["a: outside, -"]);
    expect(usableBytes).toBe(85_017_493_504 - 804_061_184);
  });

  it("tells the 3 GiB and the context of another process, and no more, and the reserve that would be right", () => {
    const { record, lines } = told(recorded("h100-busy"), "  a: { gpu: H100 }\n");
    const [other] = record.processes ?? [];
    expect(Math.abs((record.otherBytes ?? 0) - (other?.usedBytes ?? 0))).toBeLessThan(mib(16));
    expect(
      Math.abs((record.outsideAllocatorBytes ?? 0) - (recorded("h100-idle").outsideAllocatorBytes ?? 0)),
    ).toBeLessThan(mib(4));
    expect(lines).toEqual(["a: reserve, reserve: 3700 MiB", "a: outside, -"]);
    expect(told(record, "  a: { gpu: H100, reserve: 3700 MiB }\n").lines).toEqual(["a: outside, -"]);
  });
});

describe("what differs, and the line that would be right", () => {
  it.each([
    ["another GPU", { ...L4, cudaName: "NVIDIA A10G", cudaTotalBytes: mib(22600) }, "a: gpu, gpu: A10G"],
    [
      "a slice of the card",
      { ...L4, mig: true, cudaName: "NVIDIA A100-SXM4-80GB MIG 2g.20gb" },
      "a: gpu, gpu: A100-80-2g.20gb",
    ],
    [
      "a GPU that nobody knows",
      { ...L4, cudaName: "NVIDIA Q9", cudaTotalBytes: mib(30000) },
      "a: gpu, memory: 30000 MiB",
    ],
    ["less memory", { ...L4, cudaTotalBytes: mib(21000) }, "a: memory, memory: 21000 MiB"],
    ["much more memory", { ...L4, cudaTotalBytes: mib(24000) }, "a: memory, memory: 24000 MiB"],
    ["other processes", { ...L4, otherBytes: mib(1203) }, "a: reserve, reserve: 1210 MiB"],
    ["more memory outside", { ...L4, outsideAllocatorBytes: mib(900) }, "a: outside, -"],
  ])("%s", (_, record, line) => {
    expect(told(record, "  a: { gpu: L4, reserve: 300 MiB }\n", { names: ["a"] }).lines).toEqual([line]);
  });

  it("what others hold within the reserve is as declared", () => {
    expect(told({ ...L4, otherBytes: mib(300) }, "  a: { gpu: L4, reserve: 300 MiB }\n").lines).toEqual([]);
  });

  it("fewer GPUs than a run may use, and other versions than the file declares", () => {
    const more = "environment: { torch: 2.9.1, ultralytics: 8.4.190 }\n";
    expect(told(L4, "  a: { gpu: L4, count: 8, gpus-per-run: 4 }\n", { more }).lines).toEqual([
      "a: gpus-per-run, gpus-per-run: 1",
      "a: torch, environment: { torch: 2.11.0 }",
    ]);
  });

  it("each proposed line makes the pool right", () => {
    const record = { ...L4, cudaName: "NVIDIA A10G", cudaTotalBytes: mib(21000), otherBytes: mib(500), gpus: 2 };
    const first = told(record, "  a: { gpu: L4, gpus-per-run: 4 }\n", { names: ["a"] }).lines;
    expect(first).toEqual(["a: gpu, gpu: A10G", "a: gpus-per-run, gpus-per-run: 2"]);
    const second = told(record, "  a: { gpu: A10G, gpus-per-run: 2 }\n").lines;
    expect(second).toEqual(["a: memory, memory: 21000 MiB", "a: reserve, reserve: 500 MiB"]);
    expect(told(record, "  a: { gpu: A10G, gpus-per-run: 2, memory: 21000 MiB, reserve: 500 MiB }\n").lines).toEqual(
      [],
    );
  });
});

describe("a record", () => {
  it("that is none is refused with the fields that are wrong", () => {
    expect(readDoctorRecord("nothing")).toMatchObject({ mistake: expect.stringMatching(/^this is no JSON/) });
    expect(readDoctorRecord('{"mig": "on", "cudaTotalBytes": -1}')).toEqual({
      mistake: "this is no record of `smoke/measure.py --doctor`: `mig` must be boolean; `cudaTotalBytes` must be >=0",
    });
  });

  it("makes nothing throw, whatever is in it", () => {
    const size = fc.integer({ min: 0, max: 2 ** 40 }).map((n) => n as ReturnType<typeof gib>);
    const records = fc.record(
      { cudaName: fc.string(), gpu: fc.string(), cudaTotalBytes: size, otherBytes: size, outsideAllocatorBytes: size },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(records, (record) => void told(record, "  a: { gpu: L4 }\n", { names: ["a"] })));
    fc.assert(fc.property(fc.jsonValue(), (value) => void readDoctorRecord(JSON.stringify(value))));
  });
});
