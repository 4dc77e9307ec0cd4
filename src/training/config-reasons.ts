import { byPlace, type Place, type Problem } from "../problem.ts";
import type { WrittenArguments } from "./arguments.ts";
import type { ResolvedModel } from "./resolve-model.ts";
import { type Assumption, TASKS, type Task, type UnknownReason } from "./training-run.ts";

/** The task that a config names, where it is one. */
export const taskArgument = (args: WrittenArguments): Task | undefined =>
  TASKS.find((task) => task === args.values.get("task"));

/** What to say of a config that names no model. */
export function noModel(args: WrittenArguments, place: Place): ResolvedModel {
  const message = "The config names no model.";
  const remedy = "Write `model: yolov8n.pt`, or the path of a model file.";
  const at = args.nodes.get("model")?.place ?? place;
  return { problems: [{ ...at, code: "missing-model", severity: "error", message, remedy }], reasons: [], files: [] };
}

/** Problems with `task`: the model decides, and one that says otherwise is passed over by the trainer. */
export function taskProblems(args: WrittenArguments, model: ResolvedModel): Problem[] {
  const node = args.nodes.get("task");
  if (node?.kind !== "str") return [];
  const task = taskArgument(args);
  if (task === undefined) {
    const message = `\`task: ${node.value}\` is no task.`;
    return [
      {
        ...node.place,
        code: "wrong-type",
        severity: "error",
        message,
        remedy: `Expected is one of ${TASKS.join(", ")}.`,
      },
    ];
  }
  if (model.task === undefined || model.task === task) return [];
  const message = `\`task: ${task}\` does not fit the model, whose task is ${model.task}; the model's counts.`;
  return [
    { ...node.place, code: "task-conflict", severity: "warning", message, remedy: `Write \`task: ${model.task}\`.` },
  ];
}

/** Why a model whose last module says no task has no answer, unless the config names one. */
export function noTask(task: Task | undefined, model: ResolvedModel, place: Place): UnknownReason[] {
  if (task !== undefined || model.model === undefined) return [];
  const message = "The module at the end of the model says no task.";
  return [{ code: "unknown-task", message, remedy: "Write `task: detect` or another in the config.", place }];
}

/** Why a run that resumes from a checkpoint has no answer: the arguments kept there count. */
export function resumeReasons(args: WrittenArguments): UnknownReason[] {
  const node = args.nodes.get("resume");
  if (node?.kind !== "str" || node.value === "") return [];
  const message = `The run resumes from \`${node.value}\`, whose arguments replace those written here.`;
  return [
    {
      code: "resumed-run",
      message,
      remedy: "Check the config that the first run was started with.",
      place: node.place,
    },
  ];
}

/** What is assumed of the epochs of a run that is limited by time. */
export function timeAssumption(args: WrittenArguments): Assumption[] {
  const hours = args.values.get("time");
  if (typeof hours !== "number" || hours <= 0) return [];
  const text = `The run is limited to ${hours} hours (\`time\`), so its number of epochs is not known; \`epochs\` is taken as written.`;
  return [{ name: "epochs", text }];
}

/** The first mistake of a config as the reason why it has no answer; nothing where there are only warnings. */
export function unreadableConfig(problems: readonly Problem[]): UnknownReason[] {
  const [first, ...more] = problems.filter(({ severity }) => severity === "error").sort(byPlace);
  if (first === undefined) return [];
  const { file, line, column, remedy } = first;
  const message = more.length === 0 ? first.message : `${first.message} And ${more.length} more.`;
  return [{ code: "unreadable-config", message, ...(remedy && { remedy }), place: { file, line, column } }];
}
