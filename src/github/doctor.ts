import { isSha } from "../changes/occasion.ts";
import { diagnose } from "../doctor/diagnose.ts";
import { readDoctorRecord } from "../doctor/record.ts";
import { onlyPools } from "../fleet/only-pools.ts";
import type { Inputs } from "../inputs.ts";
import { outsideOf } from "../memory/outside.ts";
import { fleetAt } from "../pipeline/side.ts";
import { problemText } from "../problem.ts";
import { doctorHeadline, doctorMarkdown, doctorText, isWell } from "../report/doctor.ts";
import { withoutBackticks } from "../report/words.ts";
import { createClient } from "./client.ts";
import { examine } from "./examine.ts";
import { gitIn } from "./git.ts";
import { wholeCommit } from "./pull-request-changes.ts";
import { fail, say, summarize } from "./runner.ts";

/**
 * Compares the machine that this runs on with what the fleet file of the event's commit declares. Asked first is the machine,
 * which answers within seconds where it has no GPU.
 */
export async function doctor(inputs: Inputs): Promise<void> {
  const record = readDoctorRecord(await examine(inputs.python));
  if ("mistake" in record) return fail(`smoke/measure.py: ${record.mistake}.`);
  if (record.error !== undefined) return fail(record.error.message);
  const { place, event, fleetFile, token } = inputs;
  const client = createClient({ token, apiUrl: place.apiUrl, say });
  if (!isSha(event.sha)) return fail(`The event ${event.name} does not say which commit the fleet file is of.`);
  const api = { client, repository: { owner: place.owner, repo: place.repo } };
  const snapshot = await wholeCommit({ git: gitIn(place.workspace), api, head: event.sha });
  const { fleet, problems, broken } = await fleetAt(snapshot, fleetFile);
  if (broken) return fail(problems.map(problemText).join("\n"));
  const pools = inputs.pools.length === 0 ? [] : onlyPools(fleet, inputs.pools).pools;
  const diagnosis = diagnose({ record, fleet, pools, outside: (device) => outsideOf(device, undefined).interval });
  say(doctorText(diagnosis));
  await summarize(doctorMarkdown(diagnosis));
  if (!isWell(diagnosis)) fail(`GPU memory: ${withoutBackticks(doctorHeadline(diagnosis))}.`);
}
