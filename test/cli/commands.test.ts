import { describe, expect, it } from "vitest";
import { folderWith, gpuMemory } from "./command.ts";

const SMALL = "model: yolov8n.pt\ndata: coco128.yaml\nbatch: 8\nimgsz: 320\nepochs: 1\n";

describe("check", () => {
  it("shows the example: which config does not fit, what happens, and how it would", async () => {
    const { out, errors, exit } = await gpuMemory(["check", "examples/vision-team"]);
    expect(out).toMatch(/^GPU memory: 1 of 3 configs does not fit its pool\.\n/);
    expect(out).toMatch(/^configs\/gantry\.yaml +team-l4 .* DOES NOT FIT /m);
    expect(out).toMatch(/it will silently train at batch 8\.$/m);
    expect(out).toMatch(/^ {2}Any one of these makes it fit:\n {4}batch: 16 → 8: .* on team-l4; /m);
    expect(errors).toEqual([]);
    expect(exit).toBe(1);
  });

  it("finds the repository of a file or folder within it", async () => {
    const { out, exit } = await gpuMemory(["check", "examples/vision-team/configs/edge-defects.yaml"]);
    expect(out).toMatch(/^GPU memory: the config fits\.\n/);
    expect(out).toMatch(/^configs\/edge-defects\.yaml +edge-t4 /m);
    expect(exit).toBe(0);
  });

  it("has nothing to say about a folder without configs", async () => {
    const { out, exit } = await gpuMemory(["check"], folderWith({ "readme.txt": "" }));
    expect(out).toMatch(/^GPU memory: no training config found\.\n/);
    expect(exit).toBe(0);
  });
});

describe("estimate", () => {
  it("answers a published model, with arguments as the yolo command takes them", async () => {
    const { out, exit } = await gpuMemory(
      ["estimate", "yolov8n.pt", "batch=8", "imgsz=320", "epochs=1", "--gpu", "H100", "--format", "json"],
      folderWith({}),
    );
    expect(JSON.parse(out)).toMatchObject({
      model: "yolov8n.pt",
      arguments: { batch: 8, imgsz: 320, epochs: 1 },
      pools: [{ verdict: "FITS", estimate: { status: "estimated", parameters: 3_157_200 } }],
    });
    expect(exit).toBe(0);
  });

  it("--runs answers a line a line, in order, unknown ones too", async () => {
    const line = (id: string, train: object) =>
      JSON.stringify({ id, train, environment: { gpu: "NVIDIA H200", ultralytics: "8.4.190", torch: "2.11.0" } });
    const runs = [
      line("first", { model: "yolov8n.yaml", imgsz: 64, batch: 1, epochs: 1 }),
      "{not json",
      line("compiled", { model: "yolov8n.yaml", imgsz: 64, batch: 1, compile: true }),
      line("last", { model: "yolov8s.yaml", imgsz: 64, batch: 1, epochs: 1 }),
    ];
    const { out, exit } = await gpuMemory(
      ["estimate", "--runs", "runs.jsonl"],
      folderWith({ "runs.jsonl": runs.join("\n") }),
    );
    const lines = out
      .trimEnd()
      .split("\n")
      .map((text) => JSON.parse(text));
    expect(lines.map(({ id, status }) => [id, status])).toEqual([
      ["first", "estimated"],
      ["2", "unknown"],
      ["compiled", "unknown"],
      ["last", "estimated"],
    ]);
    const [first] = lines;
    const parts = Object.values(first.breakdown) as number[];
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(
      Math.max(
        first.training.reservedPeakBytes,
        first.validation.reservedPeakBytes,
        first.checkpoint.reservedPeakBytes,
      ),
    );
    expect(exit).toBe(0);
  });
});

describe("fit", () => {
  it("says the largest batch, and one more is not FITS", async () => {
    const folder = folderWith({ "a.yaml": SMALL.replace("coco128", "coco") });
    const ask = (...args: string[]) => gpuMemory([...args, "--gpu", "T4"], folder);
    const { out, exit } = await ask("fit", "a.yaml", "imgsz=640", "--vary", "batch");
    const batch = Number(/^T4 +batch +(\d+)/m.exec(out)?.[1]);
    const verdict = async (value: number) =>
      JSON.parse((await ask("estimate", "a.yaml", "imgsz=640", `batch=${value}`, "--format", "json")).out).pools[0]
        .verdict;
    expect([await verdict(batch), await verdict(batch + 1)]).toEqual(["FITS", "TIGHT"]);
    expect(exit).toBe(0);
  });
});

describe("runs", () => {
  it("lists every run with its place and only what is written", async () => {
    const folder = folderWith({
      "configs/a.yaml": `${SMALL}cos_lr: yes\n`,
      "configs/b.yaml": "model: yolov8n.pt\nbatch: x\n",
    });
    const { out, exit } = await gpuMemory(["runs", "--format", "json"], folder);
    expect(JSON.parse(out)).toEqual([
      {
        file: "configs/a.yaml",
        line: 1,
        model: "yolov8n.pt",
        task: "detect",
        train: { model: "yolov8n.pt", data: "coco128.yaml", batch: 8, imgsz: 320, epochs: 1, cos_lr: true },
        classes: 80,
        ultralytics: "8.4.190",
      },
      { file: "configs/b.yaml", line: 1, train: {}, unknown: [expect.stringMatching(/^unreadable-config: /)] },
    ]);
    expect(exit).toBe(0);
  });
});

describe("gpus, trace, help and version", () => {
  it("gpus: a name, or the candidates of one that means several sizes", async () => {
    expect((await gpuMemory(["gpus", "l4"])).out).toMatch(/^NVIDIA L4\n/);
    const { errors, exit } = await gpuMemory(["gpus", "RTX", "3080"]);
    expect(errors.join()).toMatch(/means GPUs of different size/);
    expect(exit).toBe(2);
  });

  it("trace: allocations and frees in order, with module and category", async () => {
    const { out } = await gpuMemory(["trace", "yolov8n.pt", "batch=1", "imgsz=64", "epochs=1"], folderWith({}));
    const [head, ...events] = out.split("\n").filter((line) => !line.startsWith("# "));
    expect(head).toMatch(/^alloc\t\d+\t\d+\tparameters\t\S+\t\d+$/);
    expect(events.length).toBeGreaterThan(1000);
  });

  it("every command has help", async () => {
    for (const command of ["check", "estimate", "fit", "runs", "audit", "gpus", "trace"])
      expect((await gpuMemory([command, "--help"])).out).toMatch(new RegExp(`^gpu-memory ${command} `));
  });

  it("--version", async () => {
    expect(await gpuMemory(["--version"])).toEqual({ out: "0.1.0\n", errors: [], exit: 0 });
  });
});
