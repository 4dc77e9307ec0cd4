import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MODELS = ["yolov8n", "yolov8s", "yolov8m", "yolov10n", "yolov10s"];
const SIZES = [320, 480, 640, 800];
const BATCHES = [4, 8, 16, 24, 32];
/** Ten pools of four classes of device. */
const GPUS = ["T4", "L4", "RTX 3090", "H100", "T4", "L4", "RTX 3090", "H100", "L4", "T4"];

/** A repository with so many configs, of a hundred distinct runs, and ten pools. Answers the folder. */
export function manyConfigs(count: number): string {
  const folder = mkdtempSync(join(tmpdir(), "many-configs-"));
  mkdirSync(join(folder, ".github"));
  const pools = GPUS.map((gpu, index) => `  pool-${index}: {gpu: ${gpu}}`).join("\n");
  writeFileSync(
    join(folder, ".github/gpu-fleet.yml"),
    `version: 1\npools:\n${pools}\nconfigs:\n  - paths: ["configs/**/*.yaml"]\n    pools: [pool-0, pool-1]\n    require: any\n`,
  );
  writeFileSync(join(folder, "requirements.txt"), "ultralytics==8.4.190\ntorch==2.11.0\n");
  for (let index = 0; index < count; index++) {
    const team = join(folder, `configs/team-${index % 20}`);
    mkdirSync(team, { recursive: true });
    const run = index % (MODELS.length * SIZES.length * BATCHES.length);
    const model = MODELS[run % MODELS.length];
    const imgsz = SIZES[Math.floor(run / MODELS.length) % SIZES.length];
    const batch = BATCHES[Math.floor(run / MODELS.length / SIZES.length)];
    writeFileSync(
      join(team, `${index}.yaml`),
      `# Config ${index}.\nmodel: ${model}.pt\ndata: coco.yaml\nbatch: ${batch}\nimgsz: ${imgsz}\noptimizer: AdamW\nlr0: ${0.001 + index / 1e6}\n`,
    );
  }
  return folder;
}
