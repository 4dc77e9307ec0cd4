import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cookbook, readme } from "../scripts/readme.ts";
import { curvesOf } from "../site/viewer/curves.ts";
import { GIB, MIB } from "../src/bytes.ts";
import { HELP } from "../src/commands/help.ts";
import { createEstimator } from "../src/memory/estimator.ts";
import { heldBytes } from "../src/memory/rounding.ts";
import { VERSION } from "../src/version.ts";
import { playable, rowsOf } from "./measured/runs.ts";

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

describe("the README", () => {
  it("shows the help and the accuracy table as they are (node scripts/readme.ts)", () => {
    expect(read("README.md")).toBe(readme());
  });

  it("links to files that exist", () => {
    const links = [...read("README.md").matchAll(/(?:\]\(|src(?:set)?=")(?!https?:)([^)"#]+)/g)].map(
      ([, path]) => path,
    );
    expect(links.filter((path) => !existsSync(new URL(`../${path}`, import.meta.url)))).toEqual([]);
  });
});

describe("the version", () => {
  it("is that of package.json", () => {
    expect(VERSION).toBe(JSON.parse(read("package.json")).version);
  });
});

describe("the libraries at run time", () => {
  it("each stand in docs/decisions.md, with the reason", () => {
    const names = Object.keys(JSON.parse(read("package.json")).dependencies);
    const decisions = read("docs/decisions.md");
    expect(names.filter((name) => !decisions.includes(`\`${name}\``))).toEqual([]);
  });
});

describe("the help", () => {
  it("has a page for each command that it lists", () => {
    const listed = [...(HELP[""] ?? "").matchAll(/^ {2}gpu-memory ([a-z]+)/gm)].map(([, name]) => name);
    expect(listed.filter((name) => !(name! in HELP))).toEqual([]);
  });
});

describe("the pages of the site", () => {
  it("have the example workflows as they are (node scripts/readme.ts)", () => {
    expect(read("docs/cookbook.md")).toBe(cookbook());
  });

  it("have in the table of the questions what was measured", () => {
    const ids = {
      YOLOv8n: "u031",
      YOLOv8s: "u033",
      YOLOv8m: "u035",
      YOLOv8l: "u039",
      YOLOv8x: "u044",
      YOLOv10x: "u063",
    };
    const rows = rowsOf("h200-8.4.190");
    const lines = Object.entries(ids).map(([name, id]) => {
      const { measured, train } = rows.find((row) => row.id === id)!;
      expect(train).toMatchObject({ model: `${name.toLowerCase()}.yaml`, batch: 16, imgsz: 640 });
      const { trainLivePeakBytes: live, trainReservedPeakBytes: reserved } = measured;
      const whole = Math.max(reserved!, measured.validationReservedPeakBytes!, measured.checkpointReservedPeakBytes!);
      return ` ${[live!, reserved!, whole].map((bytes) => (bytes / GIB).toFixed(1)).join(" | ")} |`;
    });
    const table = read("docs/faq.md").match(/^\| YOLO.*$/gm) ?? [];
    expect(table.map((line) => line.split("|").slice(3).join("|"))).toEqual(lines);
  });

  it("work the example out as the engine does", () => {
    const found = playable(rowsOf("h200-8.4.190").find(({ id }) => id === "u031")!);
    if (!("run" in found)) throw new Error(found.message);
    const timeline = createEstimator().timeline(found.run, found.device)!;
    const page = read("docs/how-it-works.md");
    const at = (moment: number): Map<string, number> => {
      const held = new Map<string, number>();
      for (const event of timeline.events.subarray(0, moment)) {
        const block = event < 0 ? ~event : event;
        const name = timeline.categoryNames[timeline.categories[block]!]!;
        held.set(name, (held.get(name) ?? 0) + (event < 0 ? -1 : 1) * heldBytes(timeline.sizes[block]!));
      }
      return held;
    };
    const total = (moment: number): number => [...at(moment).values()].reduce((sum, each) => sum + each, 0);
    const reserved = (moment: number): number =>
      timeline.reserved.bytes[timeline.reserved.at.findLastIndex((each) => each <= moment)]!;
    const [, training, validation, checkpoint] = timeline.phases.map((phase) => phase.at);
    const [second, third] = [timeline.steps[1]!, timeline.steps[2]!];
    const { live } = curvesOf(timeline);
    const peak = live.indexOf(Math.max(...live.subarray(second, third)), second);
    const said = [
      total(training!),
      at(training!).get("parameters")!,
      at(peak).get("input")!,
      at(peak).get("activations")!,
      at(peak).get("loss")!,
      total(peak),
      reserved(peak),
      at(third).get("gradients")!,
      at(validation!).get("optimizer")!,
    ].map(
      (bytes) => `${(bytes / MIB).toLocaleString("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MiB`,
    );
    expect(said.filter((text) => !page.includes(text))).toEqual([]);
    expect(page).toContain(`${Math.round(reserved(checkpoint!) / MIB).toLocaleString("en")} MiB`);
  });
});
