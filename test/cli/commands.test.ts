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

  it("says so too of a ladder of hundreds of values", { timeout: 180_000 }, async () => {
    const folder = folderWith({ "requirements.txt": "ultralytics==8.4.190\ntorch==2.11.0\n" });
    const run = ["yolov8n.pt", "data=coco.yaml", "imgsz=256", "optimizer=SGD", "epochs=1"];
    const { out } = await gpuMemory(["fit", ...run, "--gpu", "T4", "--vary", "batch"], folder);
    const batch = Number(/^T4 +batch +(\d+)/m.exec(out)?.[1]);
    expect(batch).toBeGreaterThan(150);
    const verdict = async (value: number) => {
      const line = ["estimate", ...run, `batch=${value}`, "--gpu", "T4", "--format", "json"];
      return JSON.parse((await gpuMemory(line, folder)).out).pools[0].verdict;
    };
    expect([await verdict(batch), (await verdict(batch + 1)) === "FITS"]).toEqual(["FITS", false]);
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
        column: 1,
        model: "yolov8n.pt",
        task: "detect",
        train: { model: "yolov8n.pt", data: "coco128.yaml", batch: 8, imgsz: 320, epochs: 1, cos_lr: true },
        classes: 80,
        ultralytics: "8.4.190",
        unknown: [],
      },
      {
        file: "configs/b.yaml",
        line: 1,
        column: 1,
        model: "yolov8n.pt",
        task: "detect",
        train: { model: "yolov8n.pt", batch: "x" },
        unknown: ["unreadable-config"],
        why: [expect.stringMatching(/batch/)],
      },
    ]);
    expect(exit).toBe(0);
  });
});

describe("runs that are written elsewhere than in train configs", () => {
  const files = {
    "train.sh": "SIZE=320\nyolo train model=yolov8n.pt data=coco128.yaml batch=4 imgsz=$SIZE epochs=1\n",
    "tools/train.py":
      "from ultralytics import YOLO\nYOLO('yolov8s.pt').train(data='coco128.yaml', batch=2, epochs=1)\n",
    "tools/other.py": "print('train a yolo')\n",
    ".github/gpu-fleet.yml":
      "version: 1\npools: {a: {gpu: L4}}\nruns:\n  nightly: {model: yolov8n.pt, data: coco128.yaml, batch: 3, epochs: 1}\n",
  };

  it("are listed with file, line and column, those of the fleet file by their name", async () => {
    const { out } = await gpuMemory(["runs"], folderWith(files));
    expect(out.match(/^\S+/gm)).toEqual(["WHERE", ".github/gpu-fleet.yml:4:13", "tools/train.py:2:1", "train.sh:2:1"]);
  });

  it("are judged, and told by where they stand", async () => {
    const { out, exit } = await gpuMemory(["check", "--format", "json"], folderWith(files));
    const { runs } = JSON.parse(out);
    const places = runs.map(({ id, file, line }: Record<string, unknown>) => `${id} ${file}:${line}`).sort();
    expect(places).toEqual([
      ".github/gpu-fleet.yml#nightly .github/gpu-fleet.yml:4",
      "tools/train.py tools/train.py:2",
      "train.sh train.sh:2",
    ]);
    expect(exit).toBe(0);
  });

  it("check --explain-discovery lists every file looked at, the runs in it, or why there are none", async () => {
    const { out } = await gpuMemory(["check", "--explain-discovery"], folderWith(files));
    const [listed = ""] = out.split(" looked at for training runs.");
    expect(listed.split("\n").map((line) => line.replace(/ {2,}/g, "  "))).toEqual([
      "LOOKED AT  FOUND",
      ".github/gpu-fleet.yml  line 4: a run of yolov8n.pt",
      "tools/other.py  writes no training that is reached when it runs",
      "tools/train.py  line 2: a run of yolov8s.pt",
      "train.sh  line 2: a run of yolov8n.pt",
      "4 files were",
    ]);
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
    for (const command of ["check", "estimate", "fit", "runs", "audit", "gpus", "trace", "explain"])
      expect((await gpuMemory([command, "--help"])).out).toMatch(new RegExp(`^gpu-memory ${command} `));
  });

  it("--version", async () => {
    expect(await gpuMemory(["--version"])).toEqual({ out: "0.1.0\n", errors: [], exit: 0 });
  });
});
