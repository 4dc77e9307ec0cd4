import { entryOf, type PyMap } from "./pyyaml-nodes.ts";

/** More than anybody trains on in series. */
const MOST = 50;

/** A config with a list of data sets is trained on one after the other: a config each. Most name one, and stay as they are. */
export function datasetsSplit(config: PyMap): readonly PyMap[] {
  const data = entryOf(config, "data");
  if (data?.value.kind !== "list" || data.value.items.length === 0) return [config];
  return data.value.items.slice(0, MOST).map((value) => {
    const entries = config.entries.map((entry) => (entry === data ? { ...entry, value } : entry));
    return { ...config, entries };
  });
}
