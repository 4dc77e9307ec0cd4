import { formatGiB } from "../bytes.ts";
import type { Diagnosis, Difference } from "../doctor/diagnose.ts";
import type { DoctorRecord } from "../doctor/record.ts";
import { aligned } from "./aligned.ts";
import { code, escapeMarkdown, messageMarkdown, printable } from "./escape.ts";
import { list, table } from "./markdown.ts";
import { withoutBackticks } from "./words.ts";

/** Whether every pool is as it is declared, and there is one. */
export const isWell = ({ pools }: Diagnosis): boolean =>
  pools.length > 0 && pools.every(({ differences }) => differences.length === 0);

/** `GPU memory: this machine is as train-h100 declares.` */
export function doctorHeadline(diagnosis: Diagnosis): string {
  const { pools } = diagnosis;
  if (pools.length === 0) return "no pool of the fleet file has this machine's GPU";
  const wrong = pools.filter(({ differences }) => differences.length > 0).map(({ pool }) => pool.name);
  const names = (all: readonly string[]): string => all.map((name) => `\`${name}\``).join(", ");
  return wrong.length === 0
    ? `this machine is as ${names(pools.map(({ pool }) => pool.name))} declares`
    : `this machine differs from what ${names(wrong)} declares`;
}

const machine = ({ cudaName, gpu, gpus, driver, torch, cuda, ultralytics }: DoctorRecord): string =>
  [
    `${gpus === undefined || gpus < 2 ? "" : `${gpus} GPUs, the first: `}${cudaName ?? gpu ?? "a GPU without a name"}`,
    ...[
      ["driver", driver],
      ["torch", torch],
      ["CUDA", cuda],
      ["Ultralytics", ultralytics],
    ].flatMap(([name, version]) => (version ? [`${name} ${version}`] : [])),
  ].join(", ");

/** What there is of memory, and where it goes before a tensor is made. */
function memoryRows({ record, usableBytes }: Diagnosis): readonly (readonly [string, string])[] {
  const { cudaTotalBytes, driverTotalBytes, otherBytes, outsideAllocatorBytes, mig } = record;
  const rows = [
    ["Total, as the driver has it", driverTotalBytes],
    ["Total, as CUDA has it", cudaTotalBytes],
    ["Held by other processes", otherBytes],
    ["Held by a process outside PyTorch's allocator, at least", outsideAllocatorBytes],
    ["Left to PyTorch's allocator, at most", usableBytes],
  ] as const;
  const sizes = rows.flatMap(([name, size]) => (size === undefined ? [] : [[name, formatGiB(size)] as const]));
  return mig === undefined ? sizes : [...sizes, ["MIG", mig ? "on" : "off"]];
}

/** The text without its full stop, the line that would be right, what else helps. */
const advice = ({ line, remedy }: Difference): readonly string[] => [
  ...(line === undefined ? [] : [`Write \`${line}\`.`]),
  ...(remedy === undefined ? [] : [remedy]),
];

/** The diagnosis for a terminal. */
export function doctorText(diagnosis: Diagnosis): string {
  const parts = [
    `GPU memory: ${withoutBackticks(doctorHeadline(diagnosis))}.`,
    `${printable(machine(diagnosis.record))}\n${aligned(memoryRows(diagnosis).map((row) => [`  ${row[0]}`, row[1]]))}`,
    ...diagnosis.pools.map(({ pool, differences }) => {
      const { file, line, column } = pool.place ?? {};
      const at = file === undefined ? "" : ` (${file}:${line}:${column})`;
      if (differences.length === 0) return `${pool.name}${at}: as declared.`;
      const lines = differences.map((each) => `  - ${printable([`${each.text}.`, ...advice(each)].join(" "))}`);
      return `${pool.name}${at}:\n${withoutBackticks(lines.join("\n"))}`;
    }),
    diagnosis.declaration === undefined ? "" : `A pool for it:\n  ${printable(diagnosis.declaration)}`,
    diagnosis.others.length === 0 ? "" : `Not looked at: ${diagnosis.others.join(", ")}.`,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** The same for a job summary. */
export function doctorMarkdown(diagnosis: Diagnosis): string {
  const parts = [
    `### ${isWell(diagnosis) ? "✅" : "❌"} GPU memory: ${messageMarkdown(doctorHeadline(diagnosis))}`,
    escapeMarkdown(machine(diagnosis.record)),
    table([["Memory", ""], ...memoryRows(diagnosis)], ["l", "r"]),
    ...diagnosis.pools.map(({ pool, differences }) =>
      differences.length === 0
        ? `${code(pool.name)}: as declared.`
        : `${code(pool.name)}:\n\n${list(differences.map((each) => messageMarkdown([`${each.text}.`, ...advice(each)].join(" "))))}`,
    ),
    diagnosis.declaration === undefined ? "" : `A pool for it: ${code(diagnosis.declaration)}`,
    diagnosis.others.length === 0 ? "" : `Not looked at: ${diagnosis.others.map(code).join(", ")}.`,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** The same for machines. */
export const doctorJson = (diagnosis: Diagnosis): string =>
  `${JSON.stringify(
    {
      well: isWell(diagnosis),
      machine: diagnosis.record,
      usableBytes: diagnosis.usableBytes,
      pools: diagnosis.pools.map(({ pool, differences }) => ({ pool: pool.name, differences })),
      others: diagnosis.others,
      declaration: diagnosis.declaration,
    },
    null,
    2,
  )}\n`;
