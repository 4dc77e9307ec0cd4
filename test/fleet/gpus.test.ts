import { expect, test } from "vitest";
import { mib } from "../../src/bytes.ts";
import { GPUS } from "../../src/fleet/catalogue.ts";
import { gpuListing, gpusJson, gpusText } from "../../src/fleet/gpus.ts";

const outside = () => mib(512);

test("a GPU is shown with its names, sizes, architecture, instances and source", () => {
  expect(gpusText("A2", outside)).toEqual({
    exit: 0,
    text: [
      "NVIDIA A2",
      "  aliases       A2",
      "  prints        NVIDIA A2",
      "  nvidia-smi    15356 MiB",
      "  CUDA          14965 MiB",
      "  usable        14.1 GiB for PyTorch's allocator",
      "  architecture  Ampere, compute capability 8.6, 10 multiprocessors",
      "  instances     none known",
      "  note          What CUDA reports on NVIDIA A2 was never seen: 391 MiB less than nvidia-smi is assumed, as on NVIDIA RTX A4000 (same architecture, same size class).",
      "  note          ECC: ECC on by default; on GDDR6 it takes 1/16 of the memory.",
      "  source        seen: nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus",
    ].join("\n"),
  });
});

test("a name of several cards shows each and says which counts", () => {
  const { text, exit } = gpusText("h100", outside);
  expect(exit).toBe(0);
  expect(text.split("\n\n").map((part) => part.split("\n")[0])).toEqual([
    "h100 means NVIDIA H100 PCIe and NVIDIA H100 80GB HBM3. The smallest CUDA total is taken: NVIDIA H100 80GB HBM3.",
    "NVIDIA H100 PCIe",
    "NVIDIA H100 80GB HBM3",
  ]);
});

test("a name of cards that differ in size is refused, with a table of the candidates", () => {
  const answer = gpusText("RTX 3080", outside);
  expect(answer.exit).toBe(2);
  expect(answer.error).toBe(
    "`RTX 3080` means GPUs of different size: both print the same name. Write one of RTX 3080 10GB and RTX 3080 12GB.",
  );
  expect(answer.text).toBe(
    [
      "GPU                           nvidia-smi  CUDA       usable    architecture  aliases",
      "NVIDIA GeForce RTX 3080       10240 MiB   10004 MiB  9.3 GiB   Ampere        RTX3080",
      "NVIDIA GeForce RTX 3080 12GB  12288 MiB   11909 MiB  11.1 GiB  Ampere        RTX3080-12GB",
    ].join("\n"),
  );
});

test("an unknown name is refused with the nearest three", () => {
  expect(gpusText("RTX 3095", outside)).toEqual({
    exit: 2,
    text: "",
    error:
      "`RTX 3095` is no GPU that gpu-memory knows. The nearest names are RTX 3090, RTX 3050 8GB and RTX 3060; `gpu-memory gpus` lists all, and `memory: N GiB` declares any other.",
  });
});

test("a card without a size says so", () => {
  const { text, exit } = gpusText("B100", outside);
  expect(exit).toBe(0);
  expect(text).toContain("  CUDA          not known\n  usable        not known\n");
  expect(text).toContain("Its memory is not known: declare it as `memory: N GiB`.");
});

test("without a name every GPU is listed, a line each", () => {
  expect(gpusText(undefined, outside).text.split("\n").length).toBe(GPUS.length + 1);
});

test("every row is listed under its own name", () => {
  for (const gpu of GPUS) {
    const { text, exit } = gpusText(gpu.name, outside);
    expect([gpu.name, exit]).toEqual([gpu.name, 0]);
    expect(text).toContain(`${gpu.name}\n  aliases`);
  }
});

test("the JSON has the same facts in bytes", () => {
  const entries = JSON.parse(gpusJson("L4", outside).text) as Record<string, unknown>[];
  expect(entries).toEqual(JSON.parse(JSON.stringify(gpuListing("L4", outside))));
  const [l4] = entries;
  expect([l4?.name, l4?.nvidiaSmiBytes, l4?.cudaBytes, l4?.usableBytes]).toEqual([
    "NVIDIA L4",
    mib(23_034),
    mib(22_559),
    mib(22_559 - 512),
  ]);
});
