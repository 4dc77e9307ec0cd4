export const id = 52;
export const ids = [52];
export const modules = {

/***/ 5052:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  doctor: () => (/* binding */ doctor)
});

// EXTERNAL MODULE: ./lib/changes/occasion.js + 1 modules
var occasion = __webpack_require__(5042);
// EXTERNAL MODULE: ./lib/bytes.js
var bytes = __webpack_require__(240);
// EXTERNAL MODULE: ./lib/fleet/device-named.js
var device_named = __webpack_require__(824);
// EXTERNAL MODULE: ./lib/fleet/gpu-names.js
var gpu_names = __webpack_require__(6659);
// EXTERNAL MODULE: ./lib/measurements/measured-fleet.js + 1 modules
var measured_fleet = __webpack_require__(3556);
;// CONCATENATED MODULE: ./lib/doctor/diagnose.js




/** What CUDA names where it is known: with MIG, the driver names the whole card. */
const nameOf = ({ cudaName, gpu }) => cudaName ?? gpu ?? "";
/** Compares a machine with the pools of a fleet. */
function diagnose({ record, fleet, pools, outside }) {
    const own = fleet.pools.filter((pool) => (0,measured_fleet/* isCardOf */.m)(nameOf(record), pool));
    const asked = pools.length > 0 ? pools : own;
    const usable = usableOf(record);
    return {
        record,
        ...(usable === undefined ? {} : { usableBytes: usable }),
        pools: asked.map((pool) => ({ pool, differences: differences(record, pool, { fleet, outside }) })),
        others: fleet.pools.filter((pool) => !asked.includes(pool)).map(({ name }) => name),
        ...(asked.length === 0 ? { declaration: `NAME: { ${gpuLine(record)} }` } : {}),
    };
}
function usableOf({ cudaTotalBytes, otherBytes = (0,bytes/* bytes */.ee)(0), outsideAllocatorBytes }) {
    if (cudaTotalBytes === undefined || outsideAllocatorBytes === undefined)
        return undefined;
    return (0,bytes/* bytes */.ee)(Math.max(0, cudaTotalBytes - otherBytes - outsideAllocatorBytes));
}
function differences(record, pool, { fleet, outside }) {
    const versions = versionDifferences(record, fleet);
    const several = gpusPerRun(record, pool);
    // Sizes of another card say nothing about the declared one.
    if (!(0,measured_fleet/* isCardOf */.m)(nameOf(record), pool))
        return [otherGpu(record, pool), ...several, ...versions];
    return [
        ...memory(record, pool),
        ...reserve(record, pool),
        ...several,
        ...outsideOf(record, pool, outside),
        ...versions,
    ];
}
function otherGpu(record, pool) {
    const slice = record.mig === true ? " (MIG is on)" : "";
    return {
        about: "gpu",
        text: `the pool declares ${pool.device.name}, and CUDA sees ${nameOf(record) || "a GPU without a name"} here${slice}`,
        line: gpuLine(record),
    };
}
/** The machine's GPU as a fleet file names it; by its memory where the catalogue does not know it. */
function gpuLine(record) {
    const found = (0,device_named/* deviceNamed */.Ip)(nameOf(record));
    if ("device" in found)
        return `gpu: ${(0,gpu_names/* shortName */.EU)(found.gpu)}`;
    const total = record.cudaTotalBytes === undefined ? undefined : inMib(record.cudaTotalBytes);
    const [candidate] = found.candidates;
    if (candidate !== undefined && total !== undefined && found.problem.code === "ambiguous-gpu")
        return `gpu: ${nearestOf(found.candidates, record.cudaTotalBytes ?? (0,bytes/* bytes */.ee)(0))}`;
    return total === undefined ? `gpu: ${nameOf(record)}` : `memory: ${total}`;
}
/** Of cards with one name, the one of this size. */
function nearestOf(names, total) {
    const away = (name) => {
        const found = (0,device_named/* deviceNamed */.Ip)(name);
        return "device" in found ? Math.abs(found.device.totalBytes - total) : Number.POSITIVE_INFINITY;
    };
    return [...names].sort((a, b) => away(a) - away(b))[0] ?? "";
}
/** Rounded down, as a limit has to be. */
const inMib = (size) => `${Math.floor(size / bytes/* MIB */.D6)} MiB`;
/** Between drivers, cards of one name differ by less. */
const SAME = 0.01;
function memory({ cudaTotalBytes: total }, { device, measurements = [] }) {
    const declared = device.totalBytes;
    // The catalogue has the smallest total that was seen, so that a little more is as expected; less never is.
    if (total === undefined || (total > declared - bytes/* MIB */.D6 && total <= declared * (1 + SAME)))
        return [];
    const from = measurements.length > 0 ? "was measured before" : "is taken";
    return [
        {
            about: "memory",
            text: `CUDA's total is ${(0,bytes/* formatGiB */.Kk)(total)}, and ${(0,bytes/* formatGiB */.Kk)(declared)} ${from}`,
            line: `memory: ${inMib(total)}`,
        },
    ];
}
/** Rounded up to tens of MiB: what other processes hold moves a little. */
const upwards = (size) => `${Math.ceil(size / (10 * bytes/* MIB */.D6)) * 10} MiB`;
/** Less is no process: the driver's own accounts are that exact. */
const NOTHING = 16 * bytes/* MIB */.D6;
function reserve({ otherBytes: others = (0,bytes/* bytes */.ee)(0), processes = [] }, pool) {
    if (others <= Math.max(NOTHING, pool.reserveBytes))
        return [];
    const who = processes.length === 0 ? "" : ` (process ${(0,device_named/* listed */.KE)(processes.slice(0, 5).map(({ pid }) => `${pid}`))})`;
    return [
        {
            about: "reserve",
            text: `other processes hold ${(0,bytes/* formatGiB */.Kk)(others)}${who}, and the pool keeps ${(0,bytes/* formatGiB */.Kk)(pool.reserveBytes)} free`,
            line: `reserve: ${upwards(others)}`,
            remedy: "That is right where they stay, as a display does; else end them.",
        },
    ];
}
function gpusPerRun({ gpus }, { gpusPerRun: declared }) {
    if (gpus === undefined || declared <= gpus)
        return [];
    const text = `a run may use ${declared} GPUs, and this machine has ${gpus}`;
    return [{ about: "gpus-per-run", text, line: `gpus-per-run: ${gpus}` }];
}
function outsideOf({ outsideAllocatorBytes: found }, { device }, outside) {
    const { lowerBytes, upperBytes } = outside(device);
    if (found === undefined || found <= upperBytes)
        return [];
    return [
        {
            about: "outside",
            text: `a process holds at least ${(0,bytes/* formatGiB */.Kk)(found)} outside of PyTorch's allocator, and ${(0,bytes/* formatGiB */.Kk)(lowerBytes)} to ${(0,bytes/* formatGiB */.Kk)(upperBytes)} is assumed`,
            remedy: "Measure some runs here, and let `gpu-memory calibrate` write them down.",
        },
    ];
}
function versionDifferences(record, { environment }) {
    return ["torch", "ultralytics"].flatMap((name) => {
        const [declared, found] = [environment[name], record[name]?.split("+")[0]];
        if (declared === undefined || found === undefined || declared === found)
            return [];
        const text = `${name} ${found} is installed, and ${declared} is declared`;
        return [{ about: name, text, line: `environment: { ${name}: ${found} }` }];
    });
}

// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7934);
// EXTERNAL MODULE: ./lib/smoke/measured-record.js
var measured_record = __webpack_require__(2287);
;// CONCATENATED MODULE: ./lib/doctor/record.js



/**
 * What `python smoke/measure.py --doctor` prints of a machine: one JSON object. What the driver or CUDA would not tell is
 * absent.
 */
/** More than any GPU has. */
const MOST_BYTES = 2 ** 44;
const size = () => dist/* pipe */.FsL(dist/* number */.aig(), dist/* integer */.ndf(), dist/* minValue */.Wwf(0), dist/* maxValue */.cGV(MOST_BYTES), dist/* transform */.pdi(bytes/* bytes */.ee));
const count = () => dist/* pipe */.FsL(dist/* number */.aig(), dist/* integer */.ndf(), dist/* minValue */.Wwf(0), dist/* maxValue */.cGV(1e6));
const record_text = (characters = 100) => dist/* pipe */.FsL(dist/* string */.YjP(), dist/* maxLength */.Ru6(characters));
const DoctorRecordSchema = dist/* object */.Ikc({
    /** As the driver names the card, and as CUDA names what a process sees of it: with MIG a slice. */
    gpu: dist/* nullish */.cl6(record_text()),
    cudaName: dist/* optional */.lqM(record_text()),
    /** In this machine. */
    gpus: dist/* optional */.lqM(count()),
    mig: dist/* optional */.lqM(dist/* boolean */.zMY()),
    driver: dist/* nullish */.cl6(record_text()),
    torch: dist/* optional */.lqM(record_text()),
    cuda: dist/* nullish */.cl6(record_text()),
    ultralytics: dist/* optional */.lqM(record_text()),
    driverTotalBytes: dist/* optional */.lqM(size()),
    cudaTotalBytes: dist/* optional */.lqM(size()),
    /** Of other processes, before anything was run. */
    otherBytes: dist/* optional */.lqM(size()),
    processes: dist/* optional */.lqM(dist/* pipe */.FsL(dist/* array */.YOg(dist/* object */.Ikc({ pid: count(), usedBytes: dist/* nullish */.cl6(size()) })), dist/* maxLength */.Ru6(1000))),
    /**
     * Of a process that has run a small convolution and its backward pass: training holds as much or more (on an H100 639 MiB,
     * and 670 to 708).
     */
    outsideAllocatorBytes: dist/* optional */.lqM(size()),
    multiprocessors: dist/* optional */.lqM(count()),
    error: dist/* optional */.lqM(dist/* object */.Ikc({ reason: dist/* picklist */.KIO(measured_record/* ERROR_REASONS */.b2), message: record_text(2000) })),
});
/** The record in a text, or why there is none. */
function readDoctorRecord(printed) {
    let value;
    try {
        value = JSON.parse(printed);
    }
    catch {
        return { mistake: "this is no JSON; give what `python smoke/measure.py --doctor` prints" };
    }
    const parsed = dist/* safeParse */.xLC(DoctorRecordSchema, value);
    if (parsed.success)
        return parsed.output;
    const fields = parsed.issues.map((issue) => `\`${dist/* getDotPath */.BuJ(issue) ?? "the record"}\` must be ${issue.expected ?? "another value"}`);
    return { mistake: `this is no record of \`smoke/measure.py --doctor\`: ${fields.join("; ")}` };
}

// EXTERNAL MODULE: ./lib/fleet/only-pools.js
var only_pools = __webpack_require__(274);
// EXTERNAL MODULE: ./lib/memory/outside.js
var outside = __webpack_require__(4272);
// EXTERNAL MODULE: ./lib/pipeline/side.js + 83 modules
var side = __webpack_require__(8492);
// EXTERNAL MODULE: ./lib/problem.js
var problem = __webpack_require__(7748);
// EXTERNAL MODULE: ./lib/report/aligned.js
var aligned = __webpack_require__(6150);
// EXTERNAL MODULE: ./lib/report/escape.js
var report_escape = __webpack_require__(2527);
// EXTERNAL MODULE: ./lib/report/markdown.js
var markdown = __webpack_require__(3021);
// EXTERNAL MODULE: ./lib/report/words.js
var words = __webpack_require__(8191);
;// CONCATENATED MODULE: ./lib/report/doctor.js





/** Whether every pool is as it is declared, and there is one. */
const isWell = ({ pools }) => pools.length > 0 && pools.every(({ differences }) => differences.length === 0);
/** `GPU memory: this machine is as train-h100 declares.` */
function doctorHeadline(diagnosis) {
    const { pools } = diagnosis;
    if (pools.length === 0)
        return "no pool of the fleet file has this machine's GPU";
    const wrong = pools.filter(({ differences }) => differences.length > 0).map(({ pool }) => pool.name);
    const names = (all) => all.map((name) => `\`${name}\``).join(", ");
    return wrong.length === 0
        ? `this machine is as ${names(pools.map(({ pool }) => pool.name))} declares`
        : `this machine differs from what ${names(wrong)} declares`;
}
const machine = ({ cudaName, gpu, gpus, driver, torch, cuda, ultralytics }) => [
    `${gpus === undefined || gpus < 2 ? "" : `${gpus} GPUs, the first: `}${cudaName ?? gpu ?? "a GPU without a name"}`,
    ...[
        ["driver", driver],
        ["torch", torch],
        ["CUDA", cuda],
        ["Ultralytics", ultralytics],
    ].flatMap(([name, version]) => (version ? [`${name} ${version}`] : [])),
].join(", ");
/** What there is of memory, and where it goes before a tensor is made. */
function memoryRows({ record, usableBytes }) {
    const { cudaTotalBytes, driverTotalBytes, otherBytes, outsideAllocatorBytes, mig } = record;
    const rows = [
        ["Total, as the driver has it", driverTotalBytes],
        ["Total, as CUDA has it", cudaTotalBytes],
        ["Held by other processes", otherBytes],
        ["Held by a process outside PyTorch's allocator, at least", outsideAllocatorBytes],
        ["Left to PyTorch's allocator, at most", usableBytes],
    ];
    const sizes = rows.flatMap(([name, size]) => (size === undefined ? [] : [[name, (0,bytes/* formatGiB */.Kk)(size)]]));
    return mig === undefined ? sizes : [...sizes, ["MIG", mig ? "on" : "off"]];
}
/** The text without its full stop, the line that would be right, what else helps. */
const advice = ({ line, remedy }) => [
    ...(line === undefined ? [] : [`Write \`${line}\`.`]),
    ...(remedy === undefined ? [] : [remedy]),
];
/** The diagnosis for a terminal. */
function doctorText(diagnosis) {
    const parts = [
        `GPU memory: ${(0,words/* withoutBackticks */.sG)(doctorHeadline(diagnosis))}.`,
        `${(0,report_escape/* printable */.g$)(machine(diagnosis.record))}\n${(0,aligned/* aligned */.b)(memoryRows(diagnosis).map((row) => [`  ${row[0]}`, row[1]]))}`,
        ...diagnosis.pools.map(({ pool, differences }) => {
            const { file, line, column } = pool.place ?? {};
            const at = file === undefined ? "" : ` (${file}:${line}:${column})`;
            if (differences.length === 0)
                return `${pool.name}${at}: as declared.`;
            const lines = differences.map((each) => `  - ${(0,report_escape/* printable */.g$)([`${each.text}.`, ...advice(each)].join(" "))}`);
            return `${pool.name}${at}:\n${(0,words/* withoutBackticks */.sG)(lines.join("\n"))}`;
        }),
        diagnosis.declaration === undefined ? "" : `A pool for it:\n  ${(0,report_escape/* printable */.g$)(diagnosis.declaration)}`,
        diagnosis.others.length === 0 ? "" : `Not looked at: ${diagnosis.others.join(", ")}.`,
    ];
    return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
/** The same for a job summary. */
function doctorMarkdown(diagnosis) {
    const parts = [
        `### ${isWell(diagnosis) ? "✅" : "❌"} GPU memory: ${(0,report_escape/* messageMarkdown */.zv)(doctorHeadline(diagnosis))}`,
        (0,report_escape/* escapeMarkdown */.FV)(machine(diagnosis.record)),
        (0,markdown/* table */.tp)([["Memory", ""], ...memoryRows(diagnosis)], ["l", "r"]),
        ...diagnosis.pools.map(({ pool, differences }) => differences.length === 0
            ? `${(0,report_escape/* code */.aY)(pool.name)}: as declared.`
            : `${(0,report_escape/* code */.aY)(pool.name)}:\n\n${(0,markdown/* list */.p_)(differences.map((each) => (0,report_escape/* messageMarkdown */.zv)([`${each.text}.`, ...advice(each)].join(" "))))}`),
        diagnosis.declaration === undefined ? "" : `A pool for it: ${(0,report_escape/* code */.aY)(diagnosis.declaration)}`,
        diagnosis.others.length === 0 ? "" : `Not looked at: ${diagnosis.others.map(report_escape/* code */.aY).join(", ")}.`,
    ];
    return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
/** The same for machines. */
const doctorJson = (diagnosis) => `${JSON.stringify({
    well: isWell(diagnosis),
    machine: diagnosis.record,
    usableBytes: diagnosis.usableBytes,
    pools: diagnosis.pools.map(({ pool, differences }) => ({ pool: pool.name, differences })),
    others: diagnosis.others,
    declaration: diagnosis.declaration,
}, null, 2)}\n`;

// EXTERNAL MODULE: ./lib/github/client.js + 1 modules
var github_client = __webpack_require__(5935);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./lib/github/examine.js



/** CUDA and torch answer within seconds; a driver that hangs does not. */
const LONGEST_S = 120;
/**
 * What smoke/measure.py, which comes with this program, says of the GPU of this machine: one line of JSON. A Python that
 * can't be started, or that ends without an answer, is an error in words.
 */
async function examine(python) {
    const program = (0,external_node_path_.join)((0,external_node_path_.dirname)((0,external_node_fs_.realpathSync)(process.argv[1] ?? "")), "..", "smoke", "measure.py");
    const child = (0,external_node_child_process_.spawn)(python, [program, "--doctor", "--time-limit", `${LONGEST_S}`], {
        stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, err] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text) => {
        out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
        err += text;
    });
    const late = setTimeout(() => child.kill("SIGKILL"), (LONGEST_S + 10) * 1000);
    try {
        return await new Promise((resolve, reject) => {
            child.on("error", (error) => reject(new NoAnswer(`${python} could not be started: ${error.message}`)));
            child.on("close", (status) => {
                const last = err.trim().split("\n").at(-1) ?? "";
                if (out.trim() !== "")
                    resolve(out);
                else
                    reject(new NoAnswer(`smoke/measure.py ended with code ${status} and no answer: ${last}`));
            });
        });
    }
    finally {
        clearTimeout(late);
    }
}
/** Why a machine could not be examined, in words for the user. */
class NoAnswer extends Error {
}

// EXTERNAL MODULE: ./lib/github/git.js
var git = __webpack_require__(1623);
// EXTERNAL MODULE: ./lib/github/pull-request-changes.js + 8 modules
var pull_request_changes = __webpack_require__(5712);
// EXTERNAL MODULE: ./lib/github/runner.js
var runner = __webpack_require__(3581);
;// CONCATENATED MODULE: ./lib/github/doctor.js














/**
 * Compares the machine that this runs on with what the fleet file of the event's commit declares. Asked first is the machine,
 * which answers within seconds where it has no GPU.
 */
async function doctor(inputs) {
    const record = readDoctorRecord(await examine(inputs.python));
    if ("mistake" in record)
        return (0,runner/* fail */.fJ)(`smoke/measure.py: ${record.mistake}.`);
    if (record.error !== undefined)
        return (0,runner/* fail */.fJ)(record.error.message);
    const { place, event, fleetFile, token } = inputs;
    const client = (0,github_client/* createClient */.U)({ token, apiUrl: place.apiUrl, say: runner/* say */.cv });
    if (!(0,occasion/* isSha */.H)(event.sha))
        return (0,runner/* fail */.fJ)(`The event ${event.name} does not say which commit the fleet file is of.`);
    const api = { client, repository: { owner: place.owner, repo: place.repo } };
    const snapshot = await (0,pull_request_changes/* wholeCommit */.vf)({ git: (0,git/* gitIn */.uM)(place.workspace), api, head: event.sha });
    const { fleet, problems, broken } = await (0,side/* fleetAt */.Me)(snapshot, fleetFile);
    if (broken)
        return (0,runner/* fail */.fJ)(problems.map(problem/* problemText */.f).join("\n"));
    const pools = inputs.pools.length === 0 ? [] : (0,only_pools/* onlyPools */.I)(fleet, inputs.pools).pools;
    const diagnosis = diagnose({ record, fleet, pools, outside: (device) => (0,outside/* outsideOf */.R_)(device, undefined).interval });
    (0,runner/* say */.cv)(doctorText(diagnosis));
    await (0,runner/* summarize */.eh)(doctorMarkdown(diagnosis));
    if (!isWell(diagnosis))
        (0,runner/* fail */.fJ)(`GPU memory: ${(0,words/* withoutBackticks */.sG)(doctorHeadline(diagnosis))}.`);
}


/***/ })

};
