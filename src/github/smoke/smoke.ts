import type { SmokeInputs } from "../../inputs.ts";
import { type Client, createClient } from "../client.ts";
import { say } from "../runner.ts";
import { dispatchSmoke } from "./dispatch.ts";
import { measureSmoke } from "./measure.ts";
import { planSmoke } from "./plan.ts";
import { reportSmoke } from "./report.ts";
import { watchSmoke } from "./watch.ts";

/**
 * One stage of the smoke test, each a job of its own with the rights that it needs: the check's workflow dispatches; the smoke
 * workflow plans, measures on self-hosted runners, reports, and watches that a runner answers.
 */
export async function smoke(inputs: SmokeInputs): Promise<void> {
  const client = createClient({ token: inputs.token, apiUrl: inputs.place.apiUrl, say });
  await STAGES[inputs.smoke.stage](inputs, client);
}

const STAGES: Readonly<Record<SmokeInputs["smoke"]["stage"], (inputs: SmokeInputs, client: Client) => Promise<void>>> =
  {
    dispatch: dispatchSmoke,
    plan: planSmoke,
    measure: measureSmoke,
    report: reportSmoke,
    watch: watchSmoke,
  };
