import { spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";

/** CUDA and torch answer within seconds; a driver that hangs does not. */
const LONGEST_S = 120;

/**
 * What smoke/measure.py, which comes with this program, says of the GPU of this machine: one line of JSON. A Python that
 * can't be started, or that ends without an answer, is an error in words.
 */
export async function examine(python: string): Promise<string> {
  const program = join(dirname(realpathSync(process.argv[1] ?? "")), "..", "smoke", "measure.py");
  const child = spawn(python, [program, "--doctor", "--time-limit", `${LONGEST_S}`], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  const late = setTimeout(() => child.kill("SIGKILL"), (LONGEST_S + 10) * 1000);
  try {
    return await new Promise((resolve, reject) => {
      child.on("error", (error) => reject(new NoAnswer(`${python} could not be started: ${error.message}`)));
      child.on("close", (status) => {
        const last = err.trim().split("\n").at(-1) ?? "";
        if (out.trim() !== "") resolve(out);
        else reject(new NoAnswer(`smoke/measure.py ended with code ${status} and no answer: ${last}`));
      });
    });
  } finally {
    clearTimeout(late);
  }
}

/** Why a machine could not be examined, in words for the user. */
export class NoAnswer extends Error {}
