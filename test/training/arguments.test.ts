import { expect, test } from "vitest";
import { problemText } from "../../src/problem.ts";
import { writtenArguments } from "../../src/training/arguments.ts";
import { readPyYaml } from "../../src/training/pyyaml.ts";
import { trainArguments } from "../../src/training/train-arguments.ts";

function read(text: string, { version = "8.4.190", stride = 32 } = {}) {
  const { root, problems } = readPyYaml(text, "a.yaml");
  expect(problems).toEqual([]);
  if (root?.kind !== "map") throw new Error("the text is no map");
  const written = writtenArguments(root, version);
  const resolved = trainArguments(written, stride);
  const all = [...written.problems, ...resolved.problems].map(problemText);
  return { arguments: resolved.arguments, problems: all, reasons: resolved.reasons };
}
const problems = (text: string, options = {}) => read(text, options).problems;
const argumentsOf = (text: string, options = {}) => read(text, options).arguments;

test("what a config does not say is that version's default", () => {
  expect(argumentsOf("model: yolov8n.yaml")).toEqual({
    batch: 16,
    imgsz: 640,
    epochs: 100,
    optimizer: "auto",
    amp: "fp16",
    nbs: 64,
    multi_scale: 0,
    rect: false,
    deterministic: true,
    compile: false,
    val: true,
    mosaic: 1,
    close_mosaic: 10,
    mixup: 0,
    cutmix: 0,
    copy_paste: 0,
    overlap_mask: true,
    mask_ratio: 4,
    dropout: 0,
    single_cls: false,
    warmup_epochs: 3,
    half: false,
    fraction: 1,
    max_det: 300,
    plots: true,
    pretrained: true,
    devices: [0],
  });
});

test("all mistakes of a config are said at once, each at its place", () => {
  expect(
    problems("batch: banana\nimgsz: -1\nlr0: 1e-4\nepochs: 0\nval: 1\nmosaic: 1.5\namp: half\noptimizer: sdg\n"),
  ).toEqual([
    "a.yaml:1:8: error: `batch: banana` is a text; a whole number such as 16, -1 for AutoBatch, or the share of GPU memory that AutoBatch may use, above 0 and below 1 is expected.",
    "a.yaml:3:6: error: `lr0: 1e-4` is a text; a number from 0 to 1 is expected. PyYAML reads `1e-4` as a text: write `1.0e-4`.",
    "a.yaml:4:9: error: `epochs: 0` is out of range. Expected is at least 1.",
    "a.yaml:5:6: error: `val: 1` is a whole number; `True` or `False` is expected.",
    "a.yaml:6:9: error: `mosaic: 1.5` is out of range. Expected is from 0 to 1.",
    "a.yaml:7:6: error: `amp: half` is a text; `True`, `False`, `fp16`, `bf16` or `fp32` is expected.",
    "a.yaml:8:12: error: `optimizer: sdg` is a text; one of SGD, MuSGD, Adam, Adamax, AdamW, NAdam, RAdam, RMSProp, auto is expected.",
    "a.yaml:2:8: error: `imgsz: -1` is out of range. Expected is a whole number of pixels, at least 1 and at most 65536.",
  ]);
});

test("an argument that Ultralytics does not know comes back with what was probably meant", () => {
  expect(problems("accumulate: 4\nbacth: 8\nbatch_size: 8\nimgsize: 640\nnc: 3\nzzzzzz: 1\non: 1\n")).toEqual([
    "a.yaml:1:1: error: Ultralytics 8.4.190 has no train argument `accumulate` and refuses it. Did you mean `nbs`? Gradients add up over round(nbs / batch) batches: nbs = batch x steps.",
    "a.yaml:2:1: error: Ultralytics 8.4.190 has no train argument `bacth` and refuses it. Did you mean `batch`?",
    "a.yaml:3:1: error: Ultralytics 8.4.190 has no train argument `batch_size` and refuses it. Did you mean `batch`?",
    "a.yaml:4:1: error: Ultralytics 8.4.190 has no train argument `imgsize` and refuses it. Did you mean `imgsz`?",
    "a.yaml:5:1: error: Ultralytics 8.4.190 has no train argument `nc` and refuses it. The number of classes is written in the data file (`nc` or `names`).",
    "a.yaml:6:1: error: Ultralytics 8.4.190 has no train argument `zzzzzz` and refuses it.",
    "a.yaml:7:1: error: Ultralytics 8.4.190 has no train argument `on` and refuses it. PyYAML reads this key as true or false: put it in quotes.",
  ]);
});

test("an argument that came later is refused by the older version, which says so", () => {
  expect(problems("channels_last: True\n", { version: "8.3.63" })).toEqual([
    "a.yaml:1:1: error: Ultralytics 8.3.63 has no train argument `channels_last` and refuses it. It came after 8.4.100: pin a newer Ultralytics, or remove it.",
  ]);
  expect(problems("channels_last: True\n")).toEqual([]);
});

test("multi_scale is a switch in 8.3.63 and a share of the image size in 8.4.190", () => {
  expect(argumentsOf("multi_scale: True", { version: "8.3.63" }).multi_scale).toBe(0.5);
  expect(problems("multi_scale: 0.5", { version: "8.3.63" }).length).toBe(1);
  expect(argumentsOf("multi_scale: 0.5").multi_scale).toBe(0.5);
  expect(read("multi_scale: True")).toMatchObject({
    arguments: { multi_scale: 1 },
    problems: ["a.yaml:1:14: warning: `multi_scale: True` is taken for the number 1."],
  });
});

test("an image size off the stride is no mistake: the run is answered at the size the trainer rounds to", () => {
  expect(read("imgsz: 650")).toMatchObject({
    arguments: { imgsz: 672 },
    problems: [
      "a.yaml:1:8: warning: `imgsz: 650` is not a multiple of the model's stride 32; the trainer rounds it up to 672. Write `imgsz: 672`.",
    ],
  });
  expect(argumentsOf("imgsz: 650", { stride: 64 }).imgsz).toBe(704);
  expect(read("imgsz: '640'")).toMatchObject({ arguments: { imgsz: 640 }, problems: [] });
});

test("of an image size with two sides training uses the larger one", () => {
  expect(read("imgsz: [480, 640]")).toMatchObject({
    arguments: { imgsz: 640 },
    problems: [
      "a.yaml:1:8: warning: `imgsz: [480, 640]`: training uses one size, the largest, 640. Write `imgsz: 640`.",
    ],
  });
  expect(problems("imgsz: 640.0").length).toBe(1);
  expect(problems("imgsz: [640, x]").length).toBe(1);
});

test("numbers are what PyYAML reads, not what they look like", () => {
  expect(argumentsOf("batch: 010\nimgsz: 1_280\nepochs: 1:30\nclose_mosaic: 1.0\namp: off\n")).toMatchObject({
    batch: 8,
    imgsz: 1280,
    epochs: 90,
    close_mosaic: 1,
    amp: "off",
  });
});

test("a batch is whole, -1 or a share; AutoBatch works on one GPU", () => {
  expect(argumentsOf("batch: -1").batch).toBe(-1);
  expect(argumentsOf("batch: 0.7").batch).toBe(0.7);
  for (const batch of ["0", "-2", "16.5", "16.0", "[8]", ""]) expect(problems(`batch: ${batch}`).length).toBe(1);
  expect(problems("batch: -1\ndevice: [0, 1]")).toEqual([
    "a.yaml:1:8: error: AutoBatch (`batch: -1`) works on one GPU only; the trainer refuses it on 2. Write the number of images of one step on all GPUs together, such as `batch: 16`.",
  ]);
});

test("devices are read in every form, and only GPUs are predicted", () => {
  expect(argumentsOf("device: 0,1").devices).toEqual([0, 1]);
  expect(argumentsOf("device: [2, 3]").devices).toEqual([2, 3]);
  expect(argumentsOf("device: cuda:1").devices).toEqual([1]);
  expect(argumentsOf("device: -1").devices).toEqual([0]);
  expect(argumentsOf("device:").devices).toEqual([0]);
  expect(read("device: cpu").reasons).toEqual([
    {
      code: "not-a-gpu",
      message: "The run asks for the device `cpu`; only CUDA GPUs are predicted.",
      remedy: "Leave `device` out, or name GPUs: `device: 0`.",
      place: { file: "a.yaml", line: 1, column: 9 },
    },
  ]);
});

test("freeze takes a number or a list; a text freezes nothing", () => {
  expect(argumentsOf("freeze: 10").freeze).toBe(10);
  expect(argumentsOf("freeze: [0, 23.cv2]").freeze).toEqual([0, "23.cv2"]);
  expect(argumentsOf("freeze: '10'").freeze).toBeUndefined();
});

test("precision is read in every form", () => {
  expect(argumentsOf("amp: BF16").amp).toBe("bf16");
  expect(argumentsOf("amp: fp32").amp).toBe("off");
  expect(argumentsOf("quantize: int8").quantize).toBe(8);
  expect(read("half: True")).toMatchObject({
    arguments: { quantize: 16 },
    problems: ["a.yaml:1:1: warning: `half` is out of date; Ultralytics 8.4.190 warns of it. Write `quantize`."],
  });
});

test("the text None is nothing", () => {
  expect(read("freeze: None\ndata: None\n")).toMatchObject({ problems: [] });
  expect(problems("epochs: None\n")).toEqual([
    "a.yaml:1:9: error: `epochs` must not be empty. Remove it for the default, 100.",
  ]);
});

test("several GPUs train square", () => {
  expect(argumentsOf("rect: True\ndevice: 0,1").rect).toBe(false);
  expect(argumentsOf("rect: True").rect).toBe(true);
});
