import { describe, expect, it } from "vitest";
import { folderWith, gpuMemory } from "./command.ts";

const GOOD = "model: yolov8n.pt\ndata: coco128.yaml\nbatch: 8\nimgsz: 320\nepochs: 1\n";

const checked = (files: Readonly<Record<string, string>>, ...args: string[]) =>
  gpuMemory(["check", ...args], folderWith({ "configs/good.yaml": GOOD, ...files }));

describe("bad input", () => {
  it("in a model file is told at once, at its rows, once for all configs that use it", async () => {
    const config = "model: models/ours.yaml\ndata: coco128.yaml\nbatch: 8\n";
    const { errors, exit } = await checked({
      "configs/one.yaml": config,
      "configs/two.yaml": config.replace("batch: 8", "batch: 4"),
      "models/ours.yaml":
        "nc: 4\nbackbone:\n  - [-1, 1, Conv, [32, three, 2]]\nhead:\n  - [[-1], 1, Detect, [nc, 80]]\n",
    });
    expect(errors).toEqual([
      'models/ours.yaml:3:5: error: Layer 0 (Conv): argument 2 must be a number, not "three".',
      "models/ours.yaml:5:5: error: Layer 1 (Detect): it takes at most 1 argument, not 2.",
    ]);
    expect(exit).toBe(2);
  });

  it("of every kind is told at once, with file, line and column, and the other configs are answered", async () => {
    const { out, errors, exit } = await checked({
      "configs/bad.yaml": "model: yolov8n.pt\ndata: coco128.yaml\nbatch: banana\nimgsz: -1\naccumulate: 4\nbacth: 8\n",
      "configs/conflict.yaml":
        "model: yolov8n.pt\n<<<<<<< HEAD\nbatch: 8\n=======\nbatch: 16\n>>>>>>> other\nimgsz: 640\n",
      "configs/later.yaml": "model: models/later.yaml\ndata: coco128.yaml\nbatch: 8\n",
      "configs/missing.yaml": "model: models/nowhere.yaml\ndata: data/nowhere.yaml\nbatch: 8\n",
      "configs/tag.yaml": "model: yolov8n.pt\nbatch: !thing 8\n",
      "configs/twice.yaml": "model: yolov8n.pt\nbatch: 8\nbatch: 4\n",
      "models/later.yaml":
        "nc: 3\nbackbone:\n  - [-1, 1, Conv, [16, 3, 2]]\n  - [5, 1, Conv, [32, 3, 2]]\nhead:\n  - [[0, 1], 1, Detect, [nc]]\n",
    });
    const told = [
      /^configs\/bad\.yaml:3:8: error: `batch: banana` is a text; a whole number such as 16, .* is expected\.$/,
      /^configs\/bad\.yaml:4:8: error: `imgsz: -1` is out of range\. Expected is a whole number of pixels, .*$/,
      /^configs\/bad\.yaml:5:1: error: .* no train argument `accumulate` .* Did you mean `nbs`\? .*$/,
      /^configs\/bad\.yaml:6:1: error: .* no train argument `bacth` .* Did you mean `batch`\?$/,
      /^configs\/conflict\.yaml:2:1: error: A merge conflict marker is left in the file: `<<<<<<< HEAD`\. .*$/,
      /^configs\/conflict\.yaml:6:1: error: A merge conflict marker .*$/,
      /^configs\/missing\.yaml:1:8: error: `models\/nowhere\.yaml` is neither .*$/,
      /^configs\/missing\.yaml:2:7: error: `data\/nowhere\.yaml` is neither .*$/,
      /^configs\/tag\.yaml:2:15: error: The tag `!thing` is not known\. .*$/,
      /^configs\/twice\.yaml:3:1: error: The key `batch` is already set in line 2; .*$/,
      /^models\/later\.yaml:4:5: error: Row 1 \(Conv\) reads row 5, which does not come before it\. .*$/,
    ];
    expect(errors).toEqual(told.map((pattern) => expect.stringMatching(pattern)));
    expect(out).toMatch(/^GPU memory: 6 of 7 configs could not be predicted\.\n/);
    expect(out).toMatch(/^configs\/good\.yaml +T4 .* FITS /m);
    expect(exit).toBe(2);
  });

  it("an unknown GPU gets the nearest names, and the fleet file is said to be unreadable", async () => {
    const fleet = "version: 1\npools:\n  lab: {gpu: RTX 390}\n";
    const { out, errors, exit } = await checked({ ".github/gpu-fleet.yml": fleet });
    expect(errors).toEqual([
      expect.stringMatching(/^\.github\/gpu-fleet\.yml:3:14: error: `RTX 390` is no GPU .* nearest names are RTX 3090/),
    ]);
    expect(out).toMatch(/^GPU memory: \.github\/gpu-fleet\.yml can't be read\.\n/);
    expect(exit).toBe(2);
  });

  it("imgsz: 650 is a warning, and the run is answered at 672", async () => {
    const { out, errors, exit } = await checked(
      { "configs/good.yaml": GOOD.replace("320", "650") },
      "--format",
      "json",
    );
    expect(errors).toEqual([
      "configs/good.yaml:4:8: warning: `imgsz: 650` is not a multiple of the model's stride 32; the trainer rounds it up to 672. Write `imgsz: 672`.",
    ]);
    expect(JSON.parse(out).runs[0].arguments.imgsz).toBe(672);
    expect(exit).toBe(0);
  });
});

describe("mistakes in the command line", () => {
  const folder = folderWith({ "configs/good.yaml": GOOD });
  it.each([
    [["chekc"], "chekc is no command. Did you mean check? gpu-memory --help lists them."],
    [["check", "--fromat", "json"], "--fromat is no option. Did you mean --format?"],
    [["check", "--format", "xml"], "--format xml is none of text, markdown, json, sarif, html."],
    [["check", "nowhere"], "nowhere: no such file or folder."],
    [["check", "--base"], "Option '--base <value>' argument missing"],
    [["estimate"], "A config, a model file or the name of a model is missing."],
    [["estimate", "--runs", "nowhere.jsonl"], "nowhere.jsonl: no such file."],
    [["fit", "yolov8n.pt"], "--gpu NAME is missing: fits what? gpu-memory gpus lists the names."],
    [["fit", "yolov8n.pt", "--gpu", "L4", "--vary", "lr0"], "--vary lr0 is none of batch, imgsz, scale."],
  ])("%j", async (args, message) => {
    expect(await gpuMemory(args, folder)).toEqual({ out: "", errors: [`gpu-memory: ${message}`], exit: 2 });
  });

  it("an argument that the version does not know has a suggestion", async () => {
    expect(await gpuMemory(["estimate", "yolov8n.pt", "bacth=3"], folder)).toEqual({
      out: "",
      errors: [expect.stringMatching(/ no train argument `bacth` .* Did you mean `batch`\?$/)],
      exit: 2,
    });
  });

  it("weights of one's own are named, with the way out", async () => {
    const { errors, exit } = await gpuMemory(["estimate", "ours.pt"], folder);
    expect(errors).toEqual([expect.stringMatching(/^gpu-memory: `ours\.pt` are weights of your own: .* `model: /)]);
    expect(exit).toBe(2);
  });
});
