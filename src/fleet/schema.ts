import * as v from "valibot";
import { parseShare, SHARE_PATTERN, SIZE_PATTERN } from "./size.ts";

/**
 * The fleet file, as it is written. From here come the checks, the types, gpu-fleet.schema.json and docs/fleet-file.md.
 * Messages say what would be right; schema-problems.ts puts the key and the value before them.
 */
const text = (what: string) => v.pipe(v.string(`must be ${what}`), v.nonEmpty(`must be ${what}, not empty`));
const textOrList = (what: string) =>
  v.union(
    [text(what), v.pipe(v.array(text(what)), v.minLength(1, `must name at least ${what}`))],
    `must be ${what}, or a list of them`,
  );
const whole = (what: string) => {
  const message = `must be a whole number of ${what}, 1 or more`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(1, message));
};
/** YAML reads `2.10` and `3090` as numbers; what counts is the text, which readers take from the document. */
const textOfScalar = (what: string) => v.union([text(what), v.number()], `must be ${what}`);
const VERSION = "must be a version, such as `8.4.190`";
const version = () => v.union([v.pipe(v.string(), v.regex(/^\d+(\.\w+)*(\+\w+)?$/, VERSION)), v.number()], VERSION);
const SIZE = "must be a size with its unit, such as `300 MiB` or `24 GiB`";
const size = () => v.pipe(v.string(SIZE), v.regex(SIZE_PATTERN, SIZE));
const SHARE = "must be a share from 0% to less than 100%, such as `5%`";
const share = () =>
  v.pipe(
    v.union(
      [
        v.pipe(v.string(), v.regex(SHARE_PATTERN, SHARE)),
        v.pipe(v.number(), v.minValue(0, SHARE), v.ltValue(1, SHARE)),
      ],
      SHARE,
    ),
    v.check((written) => parseShare(String(written)) !== undefined, SHARE),
  );
const action = () => v.picklist(["pass", "warn", "fail"], "must be `pass`, `warn` or `fail`");
const described = <S extends v.GenericSchema>(schema: S, description: string) =>
  v.pipe(schema, v.description(description));
const optional = <S extends v.GenericSchema>(schema: S, description: string) =>
  v.optional(described(schema, description));
/** A map with these keys alone. A rest of `never` reports every unknown key, `strictObject` only the first. */
const map = <E extends v.ObjectEntries>(entries: E, what: string) =>
  v.objectWithRest(entries, v.never("is no key of this map"), `must be a map of ${what}`);

export const EnvironmentSchema = map(
  {
    ultralytics: optional(version(), "Version of Ultralytics, where the repository does not pin one."),
    torch: optional(version(), "Version of PyTorch, where the repository does not pin one."),
    allocator: optional(
      text("what PYTORCH_CUDA_ALLOC_CONF holds"),
      "PYTORCH_CUDA_ALLOC_CONF as the training machines set it, such as `expandable_segments:True`.",
    ),
  },
  "versions",
);

export const PoolSchema = map(
  {
    gpu: optional(
      textOfScalar("the name of a GPU"),
      "Name of the GPU: `L4`, `A100-80GB`, `A100-80-2g.20gb`, or what nvidia-smi or CUDA prints. Spaces, hyphens, case and `NVIDIA` do not matter. `gpu-memory gpus` lists all.",
    ),
    instance: optional(
      text("a cloud instance type"),
      "Cloud instance type in place of `gpu`: `aws/g6.xlarge`, `gcp/g2-standard-4`, `azure/Standard_NC4as_T4_v3`, `github/gpu-t4-4-core`.",
    ),
    memory: optional(
      size(),
      "Total memory as CUDA reports it (`torch.cuda.mem_get_info()[1]`), for a GPU that is not in the list or, beside `gpu`, for a card whose memory was changed.",
    ),
    architecture: optional(
      text("an architecture"),
      "Architecture of a GPU given by `memory` alone: `Turing`, `Ampere`, `Ada`, `Hopper`, `Blackwell`.",
    ),
    count: optional(whole("GPUs"), "GPUs in the pool. With `instance`: those of one instance unless said."),
    "gpus-per-run": v.optional(described(whole("GPUs"), "GPUs that one training run may use at once."), 1),
    reserve: v.optional(
      described(size(), "Memory of each GPU that the pool's owner keeps free, for a display or another process."),
      "0 MiB",
    ),
    runner: optional(
      textOrList("a runner label"),
      "`runs-on` labels of the self-hosted runner that has such a GPU, for smoke tests.",
    ),
    smoke: v.optional(
      described(
        v.picklist(["never", "when-undecided", "always"], "must be `never`, `when-undecided` or `always`"),
        "Which runs of a pull request are confirmed by a short training on a GPU of this pool: none, those whose prediction does not decide, or all (docs/smoke.md).",
      ),
      "never",
    ),
    price: optional(
      v.pipe(v.number("must be a number"), v.minValue(0, "must not be negative")),
      "Price of one GPU for one hour, in any unit as long as all pools use the same one.",
    ),
  },
  "what a pool has",
);

export const RuleSchema = map(
  {
    paths: described(
      textOrList("a path or glob"),
      "Globs of config files, relative to the repository's root. A glob that begins with `!` excludes.",
    ),
    exclude: optional(textOrList("a path or glob"), "Globs of config files that the rule leaves out."),
    pools: optional(
      textOrList("the name of a pool"),
      "Pools in which these configs have to fit. Every pool unless said.",
    ),
    require: v.optional(
      described(
        v.picklist(["any", "all"], "must be `any` or `all`"),
        "Whether a config has to fit in one of these pools or in each of them.",
      ),
      "any",
    ),
  },
  "what a rule has",
);

const LABELS = "must be a number of labels, or a map with `mean` and `max`";
const labels = () =>
  v.pipe(v.number("must be a number of labels, 0 or more"), v.minValue(0, "must be a number of labels, 0 or more"));
export const DatasetSchema = map(
  {
    images: optional(whole("images"), "Images in the training set."),
    "labels-per-image": optional(
      v.union(
        [
          labels(),
          map(
            {
              mean: described(labels(), "Labels of an image on average."),
              max: described(labels(), "Labels of the image that has the most."),
            },
            "`mean` and `max`",
          ),
        ],
        LABELS,
      ),
      "Labels (objects) of an image before mosaic: one number where every image has as many, else `mean` and `max`. The loss needs memory for the image that has the most.",
    ),
  },
  "what a data set has",
);

export const PolicySchema = map(
  {
    tight: v.optional(
      described(action(), "What TIGHT means for the check: it survives, but needs the allocator to give memory back."),
      "pass",
    ),
    unknown: v.optional(
      described(action(), "What UNKNOWN means for the check: the memory could not be worked out."),
      "warn",
    ),
    halved: v.optional(
      described(action(), "What a run means that Ultralytics silently trains with a smaller batch."),
      "fail",
    ),
    headroom: v.optional(described(share(), "Share of the usable memory to keep free."), "0%"),
  },
  "policies",
);

const DATE = "must be a date, such as `2027-03-31`";
const DAY = /^\d{4}-\d{2}-\d{2}$/;
export const WaiverSchema = map(
  {
    config: described(text("a path or glob"), "Config file (or glob) that may fail."),
    pool: optional(text("the name of a pool"), "Pool in which it may fail. Every pool unless said."),
    owner: described(text("who answers for it"), "Who answers for the waiver."),
    reason: described(text("why it is waived"), "Why it is waived."),
    until: described(
      v.pipe(v.string(DATE), v.regex(DAY, DATE), v.check(isDate, DATE)),
      "The last day on which it holds, as `YYYY-MM-DD`.",
    ),
    cap: optional(size(), "The waiver holds no longer when the config needs more than this."),
  },
  "what a waiver has",
);

const list = <S extends v.GenericSchema>(schema: S, what: string) => v.array(schema, `must be a list of ${what}`);

export const FleetSchema = map(
  {
    version: described(v.literal(1, "must be 1"), "Version of this format: 1."),
    environment: optional(EnvironmentSchema, "What the training machines run, where the repository does not say it."),
    pools: described(
      v.pipe(
        v.record(v.string(), PoolSchema, "must be a map of pools by name"),
        v.minEntries(1, "must have at least one pool"),
      ),
      "GPUs that training runs may use, by a name of your own.",
    ),
    configs: v.optional(
      described(
        list(RuleSchema, "rules"),
        "Which configs have to fit in which pools. The last rule that matches a config counts.",
      ),
      [],
    ),
    datasets: v.optional(
      described(
        v.record(v.string(), DatasetSchema, "must be a map of data sets by path or name"),
        "What is known of data sets, by the path or name that configs give as `data`.",
      ),
      {},
    ),
    runs: v.optional(
      described(
        v.record(
          v.string(),
          v.record(v.string(), v.unknown(), "must be a map of train arguments"),
          "must be a map of runs by name",
        ),
        "Training runs that no file of the repository shows, each with the keys of a train config.",
      ),
      {},
    ),
    policy: v.optional(described(PolicySchema, "What verdicts mean for the check."), {}),
    waivers: v.optional(
      described(
        list(WaiverSchema, "waivers"),
        "Configs that may fail for a while. They count only once they are on the base branch.",
      ),
      [],
    ),
  },
  "the fleet",
);

export type PoolInput = v.InferOutput<typeof PoolSchema>;
export type RuleInput = v.InferOutput<typeof RuleSchema>;
export type WaiverInput = v.InferOutput<typeof WaiverSchema>;
export type DatasetInput = v.InferOutput<typeof DatasetSchema>;

/** A day that the calendar has, written `YYYY-MM-DD`. */
export function isDate(written: string): boolean {
  if (!DAY.test(written)) return false;
  const day = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written);
}
