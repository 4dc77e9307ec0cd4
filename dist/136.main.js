export const id = 136;
export const ids = [136];
export const modules = {

/***/ 755:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  smoke: () => (/* binding */ smoke)
});

// EXTERNAL MODULE: ./lib/github/client.js + 1 modules
var github_client = __webpack_require__(5935);
// EXTERNAL MODULE: ./lib/github/runner.js
var runner = __webpack_require__(3581);
// EXTERNAL MODULE: ./lib/changes/occasion.js + 1 modules
var changes_occasion = __webpack_require__(5042);
// EXTERNAL MODULE: ./lib/github/fault.js
var fault = __webpack_require__(6121);
// EXTERNAL MODULE: ./lib/github/smoke-workflow.js
var smoke_workflow = __webpack_require__(226);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7934);
// EXTERNAL MODULE: ./lib/fleet/catalogue.js + 3 modules
var catalogue = __webpack_require__(2468);
// EXTERNAL MODULE: ./lib/bytes.js
var bytes = __webpack_require__(240);
;// CONCATENATED MODULE: ./lib/training/memory-arguments.js
/**
 * Arguments that decide the memory of a training, as numbers, switches and names. Nothing that names a file or an address is
 * among them (`pretrained`, `data`, `distill_model`, `cfg`): a trainer may be handed them from a config of anybody's.
 */
const MEMORY_ARGUMENTS = [
    "batch",
    "imgsz",
    "epochs",
    "optimizer",
    "nbs",
    "freeze",
    "multi_scale",
    "rect",
    "deterministic",
    "channels_last",
    "val",
    "mosaic",
    "close_mosaic",
    "mixup",
    "cutmix",
    "copy_paste",
    "overlap_mask",
    "mask_ratio",
    "dropout",
    "single_cls",
    "warmup_epochs",
    "fraction",
    "max_det",
];

// EXTERNAL MODULE: ./lib/graph/modules.js + 9 modules
var modules = __webpack_require__(6554);
;// CONCATENATED MODULE: ./lib/smoke/model-text.js

/** An activation with plain arguments. Ultralytics evaluates this text as Python, whatever it is. */
const ACTIVATION = /^(?:torch\.)?nn\.\w+\((?:(?:\w+ *= *)?[\w.]+(?:, *(?:\w+ *= *)?[\w.]+)*)?\)$/;
const PLAIN = /^[\w.-]{0,60}$/;
/**
 * A model file for a runner, written anew from what was read, as JSON, which is YAML too; or why there can be none, in a
 * sentence. A file of a pull request is not handed on as it is: Ultralytics evaluates its activation, and a row may call
 * whatever its parser can see by that name.
 */
function modelText(description) {
    const { activation, backbone, head } = description;
    if (activation !== undefined && !ACTIVATION.test(activation))
        return {
            why: `The activation of its model file, \`${activation}\`, is not handed to a runner, which would evaluate it.`,
        };
    const strange = [...backbone, ...head].find((row) => !modules/* MODULES */.e.has(row.module) || !row.args.every(isPlain));
    if (strange !== undefined)
        return {
            why: `Its model file has a row, \`${strange.module}\`, that is not handed to a runner: only known layers with plain arguments are.`,
        };
    return JSON.stringify({
        nc: description.classes,
        scales: description.scales,
        depth_multiple: description.depthMultiple,
        width_multiple: description.widthMultiple,
        max_channels: description.maxChannels,
        activation,
        reg_max: description.regMax,
        end2end: description.endToEnd,
        kpt_shape: description.keypoints,
        channels: description.inputChannels,
        backbone: backbone.map(written),
        head: head.map(written),
    });
}
const written = ({ from, repeats, module, args }) => [from, repeats, module, args];
const isPlain = (value) => {
    if (typeof value === "string")
        return PLAIN.test(value);
    return typeof value === "object" && value !== null ? value.every(isPlain) : true;
};

;// CONCATENATED MODULE: ./lib/smoke/measure-line.js



/** What may be handed to a trainer. */
const HANDED = [...MEMORY_ARGUMENTS, "half"];
/** A name that a runner can write a file under, and that says the scale as Ultralytics reads it. */
const MODEL_FILE = /^[\w][\w.-]{0,99}\.ya?ml$/;
/** The line for one test of a commit, or why there can be none, in a sentence. */
function measureLine({ run, predicted }, commit) {
    const model = modelOf(run);
    if ("why" in model)
        return model;
    const { environment } = run;
    const cap = capOf({ run, predicted });
    const line = {
        id: run.id,
        pool: predicted.pool.name,
        commit,
        mode: "train",
        task: run.task,
        train: { model: model.name, ...argumentsOf(run) },
        dataset: datasetOf(run),
        environment: {
            gpu: predicted.pool.device.name,
            ultralytics: environment.ultralytics,
            torch: environment.torch,
            ...(environment.allocator === undefined ? {} : { allocator: environment.allocator }),
            ...(cap === undefined ? {} : { allocatorCapBytes: cap }),
            ampCheck: environment.ampCheck,
            finalEval: environment.finalEvaluation,
        },
    };
    return { line, ...(model.text === undefined ? {} : { modelText: model.text }) };
}
/** What the allocator may reserve within the pool's limit; undefined where what is outside of it can't be told. */
function capOf({ predicted: { estimate, limitBytes } }) {
    return estimate.status === "estimated" ? (0,bytes/* bytes */.ee)(Math.max(0, limitBytes - estimate.outsideAllocatorBytes)) : undefined;
}
/** A name without a folder: before a published model's there would be one of the runner, and a file is put where it is free. */
function modelOf({ model }) {
    // As the run writes it, since Ultralytics reads the scale from it.
    const name = model.written.slice(model.written.lastIndexOf("/") + 1);
    if (model.description.place === undefined)
        return { name };
    if (!MODEL_FILE.test(name))
        return { why: `A model file of the name \`${name}\` can't be handed to a runner.` };
    const text = modelText(model.description);
    return typeof text === "string" ? { name, text } : text;
}
/** Only what is written: a runner with another version has defaults of its own, and its record says the version. */
function argumentsOf(run) {
    const written = new Set(Object.keys(run.written ?? run.places));
    const handed = HANDED.filter((name) => written.has(name)).map((name) => [name, run.arguments[name]]);
    const amp = written.has("amp") ? { amp: run.arguments.amp === "bf16" ? "bf16" : run.arguments.amp === "fp16" } : {};
    return { ...Object.fromEntries(handed.filter(([, value]) => value !== undefined)), ...amp };
}
function datasetOf({ dataset, task }) {
    const { classes, labelsPerImage, trainImages, valImages, imageSize } = dataset;
    const { mean, maximum } = labelsPerImage;
    return {
        // Polygons are drawn, and Ultralytics adds a class for what none covers.
        classes: task === "semantic" && classes > 1 ? classes - 1 : classes,
        labelsPerImage: mean === maximum ? mean : { mean, max: maximum },
        ...(trainImages === undefined ? {} : { trainImages }),
        ...(valImages === undefined ? {} : { valImages }),
        ...(imageSize === undefined ? {} : { imageSize }),
    };
}

;// CONCATENATED MODULE: ./lib/smoke/pool-job.js



/** Name of the job that measures on a pool; the watchdog knows it by that. */
const measureJobName = (pool) => `gpu-memory-measure ${pool}`;
const pool_job_text = (characters) => dist/* pipe */.FsL(dist/* string */.YjP(), dist/* maxLength */.Ru6(characters));
const LONGEST_MODEL = 200_000;
const BY_NAME = dist/* record */.g1P(pool_job_text(60), dist/* unknown */.L5J());
/** One entry of the workflow's matrix: a pool, its runner, and all that this is told. */
const PoolJobSchema = dist/* object */.Ikc({
    pool: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* minLength */.BpQ(1), dist/* maxLength */.Ru6(100)),
    /** Labels for `runs-on`. */
    runner: dist/* array */.YOg(pool_job_text(200)),
    /** What the GPU must be, as the driver names it; "" where it can't be told from its name. */
    gpu: pool_job_text(100),
    /** Other processes are to be expected: the pool's owner keeps memory for them. */
    shared: dist/* boolean */.zMY(),
    runs: dist/* array */.YOg(dist/* object */.Ikc({
        id: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* minLength */.BpQ(1), dist/* maxLength */.Ru6(300)),
        pool: pool_job_text(100),
        commit: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)),
        mode: dist/* literal */.euz("train"),
        task: pool_job_text(20),
        train: BY_NAME,
        dataset: BY_NAME,
        environment: BY_NAME,
        /** The model file's text, where the model is one of the repository. */
        modelText: dist/* optional */.lqM(pool_job_text(LONGEST_MODEL)),
    })),
});
/** GitHub takes outputs of a job up to 1 MiB. */
const MOST_CHARACTERS = 900_000;
/** The jobs for these tests of a commit. */
function poolJobs({ tests, leftOut }, commit) {
    const missed = [...leftOut];
    const handed = [];
    let characters = 0;
    for (const test of tests) {
        const run = handedRun(test, commit);
        characters += JSON.stringify(run).length;
        const why = "why" in run ? run.why : characters > MOST_CHARACTERS ? "There is more to measure than fits a job." : "";
        if ("why" in run || why !== "")
            missed.push({ id: test.run.id, pool: test.predicted.pool.name, why });
        else
            handed.push({ test, run });
    }
    const pools = [...new Map(handed.map(({ test }) => [test.predicted.pool.name, test.predicted.pool])).values()];
    const jobs = pools.map((pool) => jobOf(pool, handed.filter(({ run }) => run.pool === pool.name).map(({ run }) => run)));
    return { jobs, tests: handed.map(({ test }) => test), leftOut: missed };
}
function handedRun(test, commit) {
    const found = measureLine(test, commit);
    if ("why" in found)
        return found;
    const { line, modelText } = found;
    if ((modelText ?? "").length > LONGEST_MODEL)
        return { why: "Its model file is too long to be handed on." };
    return { ...line, train: { ...line.train }, ...(modelText === undefined ? {} : { modelText }) };
}
const jobOf = (pool, runs) => ({
    pool: pool.name,
    runner: [...(pool.runner ?? [])],
    gpu: printedName(pool),
    shared: pool.reserveBytes > 0,
    runs,
});
/** A slice is driven under the name of its card, and a GPU given by its memory has none: their memory is compared instead. */
function printedName({ device }) {
    const known = catalogue/* GPUS */.Sx.find(({ name }) => name === device.name);
    return known === undefined || (0,catalogue/* isMigSlice */.WR)(known) ? "" : known.prints;
}

// EXTERNAL MODULE: ./lib/training/training-run.js
var training_run = __webpack_require__(3582);
;// CONCATENATED MODULE: ./lib/smoke/smoke-tests.js

/** A pool's runs are measured one after the other, a minute or less each. */
const MOST_RUNS_OF_A_POOL = 20;
/**
 * Which runs are measured where: on the pools that decide about a run, those that are undecided or all, as the pool's `smoke`
 * says; or, where configs or pools are named, all of these.
 */
function smokeTests(runs, selection) {
    const asked = runs.flatMap((run) => (isWanted(run, selection) ? askedOf(run, selection) : []));
    const leftOut = asked.flatMap((each) => ("why" in each ? [each] : []));
    const tests = asked.flatMap((each) => ("why" in each ? [] : [each]));
    const isOverMost = ({ predicted }, index) => tests.slice(0, index).filter((other) => other.predicted.pool.name === predicted.pool.name).length >=
        MOST_RUNS_OF_A_POOL;
    const over = tests.filter(isOverMost).map(({ run, predicted }) => {
        const why = `At most ${MOST_RUNS_OF_A_POOL} runs are measured on a pool at once.`;
        return { id: run.id, pool: predicted.pool.name, why };
    });
    return { tests: tests.filter((test, index) => !isOverMost(test, index)), leftOut: [...leftOut, ...over] };
}
const isNamed = ({ wanted, pools }) => wanted !== undefined || pools.length > 0;
const isWanted = (verdict, { wanted }) => wanted === undefined || [verdict.place.file, ...(verdict.run ? (0,training_run/* writtenIn */.X)(verdict.run) : [])].some(wanted);
function askedOf(verdict, selection) {
    const { id, run } = verdict;
    if (run === undefined) {
        const why = `It can't be made into a run: ${verdict.unknown?.[0]?.message ?? "nothing is known of it."}`;
        return isNamed(selection) ? [{ id, why }] : [];
    }
    return verdict.pools.filter((on) => isAsked(on, verdict, selection)).map((predicted) => testOf(run, predicted));
}
function isAsked(on, { pools }, selection) {
    if (selection.pools.length > 0)
        return selection.pools.includes(on.pool.name);
    const decides = on.required || !pools.some(({ required }) => required);
    if (!decides)
        return false;
    if (isNamed(selection))
        return on.pool.runner !== undefined;
    return on.pool.smoke === "always" || (on.pool.smoke === "when-undecided" && on.undecided);
}
function testOf(run, predicted) {
    const { name, runner, gpusPerRun } = predicted.pool;
    const leftOut = (why) => ({ id: run.id, pool: name, why });
    if (runner === undefined)
        return leftOut(`The pool \`${name}\` names no \`runner\`.`);
    if (run.mode !== "train")
        return leftOut("It is no training.");
    if (gpusPerRun > 1 || run.arguments.devices.length > 1)
        return leftOut("It trains on several GPUs, and a smoke test on one.");
    return { run, predicted };
}

// EXTERNAL MODULE: ./lib/github/judge.js + 34 modules
var judge = __webpack_require__(6120);
;// CONCATENATED MODULE: ./lib/github/smoke/planned.js



/**
 * The pull request judged by its base's fleet file, and what of it is to be measured. Every stage works it out anew and trusts
 * nothing that another has handed on. `paths` and `pools` choose what is measured, and never what the comment says.
 */
async function plannedFor(pullRequest, inputs, client) {
    const { wanted, pools } = inputs;
    const whole = { ...inputs, wanted: undefined, pools: [] };
    const judgement = await (0,judge/* judge */.S)({ kind: "pull-request", pullRequest }, whole, client);
    const { report } = judgement;
    // The list of common GPUs has no runners.
    const chosen = smokeTests(report.fleet.file === undefined ? [] : report.runs, { wanted, pools });
    const planned = poolJobs(chosen, pullRequest.head);
    return { judgement, planned };
}

;// CONCATENATED MODULE: ./lib/github/smoke/dispatch.js





/** Asks for a smoke test of the pull request at hand, where some run of it is to be measured. Never a gate. */
async function dispatchSmoke(inputs, client) {
    const occasion = (0,changes_occasion/* occasionOf */.z)(inputs.event);
    if (occasion.kind !== "pull-request")
        return (0,runner/* say */.cv)("Smoke tests are asked for on pull requests; there is nothing to do.");
    const { pullRequest } = occasion;
    if (pullRequest.fromFork)
        return (0,runner/* say */.cv)("The code of a fork never runs on a GPU of this repository.");
    try {
        await ask(pullRequest, inputs, client);
    }
    catch (error) {
        (0,runner/* remark */.Vg)(`No smoke test was asked for. ${(0,fault/* explained */.to)(error, "actions: write")}`);
    }
}
async function ask(pullRequest, inputs, client) {
    const { owner, repo } = inputs.place;
    const { data } = await client.rest.pulls.get({ owner, repo, pull_number: pullRequest.number });
    if (data.state !== "open" || data.head.sha !== pullRequest.head)
        return (0,runner/* say */.cv)("The pull request has moved on or is closed; a later run asks.");
    const { planned } = await plannedFor(pullRequest, inputs, client);
    for (const { id, why } of planned.leftOut)
        (0,runner/* say */.cv)(`${id} can't be measured. ${why}`);
    if (planned.jobs.length === 0)
        return (0,runner/* say */.cv)("No run of this pull request is to be measured: see `smoke` of the fleet file's pools.");
    const repository = { owner, repo };
    await (0,smoke_workflow/* startSmokeWorkflow */.$)(client, repository, data.base.repo.default_branch, {
        sha: pullRequest.head,
        config: "",
        pool: "",
    });
    (0,runner/* say */.cv)(`Asked for ${planned.tests.length} to be measured on ${planned.jobs.map(({ pool }) => pool).join(", ")}.`);
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/smoke/measured-record.js
var measured_record = __webpack_require__(2287);
;// CONCATENATED MODULE: ./lib/smoke/read-records.js


/** Far more than a pull request's runs take; what is longer is not looked at. */
const read_records_MOST_CHARACTERS = 8_000_000;
const MOST_LINES = 2000;
const MOST_MISTAKES = 20;
/** The records in JSON lines as smoke/measure.py prints them. Nothing in them is trusted: see the schema. */
function readRecords(text) {
    if (text.length > read_records_MOST_CHARACTERS) {
        return {
            records: [],
            mistakes: [`The records are ${text.length} characters long; ${read_records_MOST_CHARACTERS} are allowed.`],
        };
    }
    const lines = text.split(/\r?\n/).flatMap((line, index) => (line.trim() === "" ? [] : [{ line, number: index + 1 }]));
    if (lines.length > MOST_LINES) {
        return { records: [], mistakes: [`There are ${lines.length} records; ${MOST_LINES} are allowed.`] };
    }
    const read = lines.map(({ line, number }) => readRecord(line, number));
    return {
        records: read.flatMap((each) => (typeof each === "string" ? [] : [each])),
        mistakes: read.filter((each) => typeof each === "string").slice(0, MOST_MISTAKES),
    };
}
function readRecord(line, number) {
    let value;
    try {
        value = JSON.parse(line);
    }
    catch {
        return `Line ${number} is not JSON.`;
    }
    const parsed = dist/* safeParse */.xLC(measured_record/* MeasuredRecordSchema */.XW, value);
    return parsed.success ? parsed.output : `Line ${number} is no record: ${parsed.issues.map(inWords).join("; ")}.`;
}
// The value itself is left out: it may be anything, and would stand in a log.
const inWords = (issue) => {
    const path = dist/* getDotPath */.BuJ(issue)?.slice(0, 80);
    return path === undefined
        ? issue.message.slice(0, 80)
        : `\`${path}\` must be ${(issue.expected ?? "another value").slice(0, 80)}`;
};

;// CONCATENATED MODULE: ./lib/github/smoke/measure.js








/** A run that takes longer hangs: YOLOv8n takes half a minute. */
const LONGEST_RUN_S = 300;
/** For smoke/measure.py to end its processes after its deadline, before it is ended itself. */
const GRACE_S = 30;
/**
 * Trains each run of a pool's job for a few steps with smoke/measure.py, and puts out the path of its records. Of the pull
 * request nothing is here but arguments and the text of model files; nothing is asked of GitHub. Whatever goes wrong is a
 * record with its reason.
 */
async function measureSmoke({ place, smoke }, _client) {
    const job = jobIn(smoke.job);
    await (0,promises_.mkdir)(place.temporary, { recursive: true });
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(place.temporary, "gpu-memory-models-"));
    try {
        const lines = await Promise.all(job.runs.map((run, index) => lineOf(run, index, folder)));
        const printed = await measurePy(job, `${lines.join("\n")}\n`, {
            folder,
            python: smoke.python,
            minutes: smoke.minutes,
        });
        const records = (0,external_node_path_.join)(place.temporary, "gpu-memory-records.jsonl");
        await (0,promises_.writeFile)(records, [...recordsOf(job, printed.out, printed.why)].map((line) => `${line}\n`).join(""));
        (0,runner/* putOut */.SN)({ records });
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
function jobIn(text) {
    try {
        return dist/* parse */.qgA(PoolJobSchema, JSON.parse(text));
    }
    catch (error) {
        throw new fault/* Unreadable */.IO(`job: this is no entry of the matrix that the stage \`plan\` puts out: ${error.message.slice(0, 200)}`);
    }
}
/** The line for smoke/measure.py; a model file lies in a folder of its own, under the name that the run gives it. */
async function lineOf({ modelText, ...run }, index, folder) {
    if (modelText === undefined)
        return JSON.stringify(run);
    const name = String(run.train["model"]);
    if (!/^[\w][\w.-]{0,99}\.ya?ml$/.test(name))
        throw new fault/* Unreadable */.IO(`job: ${JSON.stringify(name)} is no name of a model file.`);
    await (0,promises_.mkdir)((0,external_node_path_.join)(folder, `${index}`));
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, `${index}`, name), modelText);
    return JSON.stringify({ ...run, train: { ...run.train, model: `${index}/${name}` } });
}
/** Runs smoke/measure.py, which comes with this action, in a folder that holds nothing but model files. */
function measurePy(job, input, { folder, python, minutes }) {
    const program = (0,external_node_path_.join)((0,external_node_path_.dirname)(process.argv[1] ?? ""), "..", "smoke", "measure.py");
    const seconds = minutes * 60;
    const args = [program, "-", "--time-limit", `${Math.min(LONGEST_RUN_S, seconds)}`, "--deadline", `${seconds}`];
    if (job.gpu !== "")
        args.push("--gpu", job.gpu);
    if (job.shared)
        args.push("--share");
    return new Promise((resolve) => {
        const child = (0,external_node_child_process_.spawn)(python, args, { cwd: folder, stdio: ["pipe", "pipe", "pipe"] });
        const [out, err] = [collect(child.stdout, read_records_MOST_CHARACTERS), collect(child.stderr, 4000)];
        const end = () => child.kill("SIGTERM");
        // A job that is cancelled gets these, more than once; smoke/measure.py ends what it has started when it is told to end. They
        // are taken until this process ends by itself: the records are still to be written.
        for (const signal of ["SIGINT", "SIGTERM"])
            process.on(signal, end);
        const late = setTimeout(end, (seconds + GRACE_S) * 1000);
        const tooLate = setTimeout(() => child.kill("SIGKILL"), (seconds + 2 * GRACE_S) * 1000);
        const done = (why) => {
            clearTimeout(late);
            clearTimeout(tooLate);
            resolve({ out: out(), why });
        };
        child.on("error", (error) => done(`${python} could not be started: ${error.message}`));
        child.on("close", (status, signal) => {
            const last = err().trim().split("\n").at(-1) ?? "";
            done(`smoke/measure.py ended ${signal === null ? `with code ${status}` : `by ${signal}`}${last === "" ? "" : `: ${last}`}`);
        });
        child.stdin.on("error", () => { });
        child.stdin.end(input);
    });
}
function collect(stream, most) {
    const parts = [];
    let length = 0;
    stream.on("data", (part) => {
        if (length < most)
            parts.push(part);
        length += part.length;
    });
    return () => Buffer.concat(parts).toString();
}
/** The lines that were printed, and one with an error for each run that has none. */
function* recordsOf(job, out, why) {
    const { records, mistakes } = readRecords(out);
    for (const mistake of mistakes)
        (0,runner/* say */.cv)(`smoke/measure.py printed what is no record. ${mistake}`);
    for (const run of job.runs) {
        const { id, pool, commit } = run;
        const found = records.find((each) => each.id === id);
        const record = found ?? { id, error: { reason: "failed", message: why.slice(0, 1000) } };
        const { error, measured } = record;
        (0,runner/* say */.cv)(`${id}: ${error === undefined ? `measured in ${measured?.seconds ?? "?"} s` : `${error.reason}: ${error.message}`}`);
        yield JSON.stringify({ ...record, id, pool, commit });
    }
}

// EXTERNAL MODULE: ./lib/memory/estimator.js + 101 modules
var estimator = __webpack_require__(6985);
// EXTERNAL MODULE: ./lib/smoke/compare.js
var compare = __webpack_require__(5773);
;// CONCATENATED MODULE: ./lib/smoke/findings.js

/** One finding for each test and for each run that was left out, in their order; records that nobody asked for count for nothing. */
function findings(planned, { commit, records, unanswered }, estimator) {
    const found = planned.tests.map((test) => {
        const pool = test.predicted.pool.name;
        const record = records.find((each) => each.id === test.run.id && each.pool === pool && each.commit === commit);
        if (record !== undefined)
            return (0,compare/* compare */.UD)(test, record, estimator);
        return unanswered.has(pool)
            ? (0,compare/* notMeasured */.q7)(test, "no-runner", `no runner answered for the pool \`${pool}\``)
            : (0,compare/* notMeasured */.q7)(test, "no-record", "its job ended without a record");
    });
    const leftOut = planned.leftOut.map(({ id, pool = "", why }) => {
        return { kind: "not-measured", id, pool, reason: "left-out", why: lowerFirst(why.replace(/\.$/, "")) };
    });
    return [...found, ...leftOut];
}
const lowerFirst = (text) => text.charAt(0).toLowerCase() + text.slice(1);

;// CONCATENATED MODULE: ./lib/smoke/smoke-status.js

const SMOKE_CONTEXT = "gpu-memory/smoke";
const fails = (finding) => finding.kind === "measured" && finding.outcome.kind !== "trains";
const isWrong = (finding) => finding.kind === "measured" && finding.wrong.length > 0;
/** All findings in one line: what fails first, then what could not be measured, then what the prediction had wrong. */
function smokeStatus(findings) {
    const measured = findings.filter(({ kind }) => kind === "measured").length;
    const failing = findings.filter(fails);
    const missing = findings.filter((each) => each.kind === "not-measured");
    const wrong = findings.filter(isWrong);
    const mistaken = wrong.length === 0 ? "" : `; the prediction was wrong${findings.length > 1 ? ` for ${wrong.length}` : ""}`;
    const rest = (shown) => (shown > 1 ? ` (and ${shown - 1} more)` : "");
    const [failed, missed, mistake] = [failing[0], missing[0], wrong[0]];
    if (failed !== undefined) {
        const description = `${failed.id} on ${failed.pool} ${(0,compare/* inPast */._9)(failed.outcome)}${rest(failing.length)}${mistaken}`;
        return { state: "failure", description };
    }
    if (missed !== undefined) {
        const on = missed.pool === "" ? "" : ` on ${missed.pool}`;
        const description = `${missed.id}${on} was not measured: ${missed.why.replaceAll("`", "")}${rest(missing.length)}`;
        return { state: "error", description };
    }
    if (mistake !== undefined) {
        const which = `${mistake.id} on ${mistake.pool}: ${mistake.wrong[0]}`;
        return { state: "success", description: `The prediction was wrong, and it trains: ${which}${rest(wrong.length)}` };
    }
    const all = measured === 1 ? "1 run measured: it trains" : `${measured} runs measured: all train`;
    return { state: "success", description: measured === 0 ? "Nothing to measure" : `${all} as written, as predicted` };
}
/** While runners are waited for. */
const pendingStatus = (pools, runs) => ({
    state: "pending",
    description: `Waiting for ${runs === 1 ? "a run" : `${runs} runs`} to be measured on ${pools.join(", ")}`,
});
/** When none came. */
const unansweredStatus = (pools, minutes) => ({
    state: "error",
    description: `No runner answered within ${minutes} min for ${pools.join(", ")}`,
});

;// CONCATENATED MODULE: ./lib/github/smoke/head.js


/**
 * The open pull request of this repository whose head is this commit: the only commits that are measured. The code of a fork
 * never gets to a GPU, and a head that has moved on has a later run.
 */
async function pullRequestOf({ place, smoke: { sha } }, client) {
    const { owner, repo } = place;
    const open = await client.paginate(client.rest.pulls.list, { owner, repo, state: "open", per_page: 100 });
    const found = open.filter((pull) => pull.head.sha === sha && (0,changes_occasion/* isSha */.H)(pull.base.sha));
    const own = found.find(({ head, base }) => head.repo?.id === base.repo.id);
    if (own !== undefined)
        return { number: own.number, head: sha, baseTip: own.base.sha, fromFork: false };
    if (found.length > 0)
        throw new fault/* Unreadable */.IO(`${sha} comes from a fork, whose code never runs on a GPU of this repository.`);
    throw new fault/* Unreadable */.IO(`${sha} is the head of no open pull request: it has moved on, or the pull request is closed. Nothing is measured.`);
}

// EXTERNAL MODULE: ./lib/report/escape.js
var report_escape = __webpack_require__(2527);
// EXTERNAL MODULE: ./lib/github/commit-status.js
var commit_status = __webpack_require__(2509);
;// CONCATENATED MODULE: ./lib/github/smoke/set-status.js





/** Writes the status `gpu-memory/smoke` of the commit, with a link to this run. It is no gate: where it can't be written, a notice says so. */
async function setStatus({ place: { owner, repo, serverUrl, run }, smoke: { sha } }, client, { state, description }) {
    const text = (0,report_escape/* printable */.g$)(description);
    (0,runner/* say */.cv)(`${SMOKE_CONTEXT}: ${state}: ${text}`);
    try {
        await client.rest.repos.createCommitStatus({
            owner,
            repo,
            sha,
            state,
            context: SMOKE_CONTEXT,
            description: (0,commit_status/* shortened */.v)(text),
            target_url: `${serverUrl}/${owner}/${repo}/actions/runs/${run}`,
        });
    }
    catch (error) {
        (0,runner/* remark */.Vg)(`The commit status was not written. ${(0,fault/* explained */.to)(error, "statuses: write")}`);
    }
}

;// CONCATENATED MODULE: ./lib/github/smoke/plan.js







/** Puts out the matrix of the jobs that measure, one a pool; empty where there is nothing to measure. */
async function planSmoke(inputs, client) {
    const pullRequest = await pullRequestOf(inputs, client);
    const { planned } = await plannedFor(pullRequest, inputs, client);
    const { jobs, tests, leftOut } = planned;
    for (const { id, pool, why } of leftOut)
        (0,runner/* say */.cv)(`${id}${pool === undefined ? "" : ` on ${pool}`}: ${why}`);
    (0,runner/* putOut */.SN)({ matrix: jobs.length === 0 ? "" : JSON.stringify(jobs) });
    if (jobs.length > 0)
        return setStatus(inputs, client, pendingStatus(jobs.map(({ pool }) => pool), tests.length));
    const isNamed = inputs.wanted !== undefined || inputs.pools.length > 0;
    if (isNamed && leftOut.length === 0)
        return setStatus(inputs, client, NONE_OF_THAT_NAME);
    const nothing = { commit: pullRequest.head, records: [], unanswered: new Set() };
    await setStatus(inputs, client, smokeStatus(findings(planned, nothing, (0,estimator/* createEstimator */.R)())));
}
const NONE_OF_THAT_NAME = {
    state: "error",
    description: "No run that this pull request changes is what was named, on a pool with a runner",
};

// EXTERNAL MODULE: ./lib/report/summary.js
var summary = __webpack_require__(3394);
// EXTERNAL MODULE: ./lib/github/deliver.js + 11 modules
var deliver = __webpack_require__(4876);
// EXTERNAL MODULE: ./lib/github/keep-comment.js + 4 modules
var keep_comment = __webpack_require__(8228);
;// CONCATENATED MODULE: ./lib/github/smoke/jobs.js

const NAME = measureJobName("");
/** The jobs of this run that measure; needs `actions: read`. */
async function measureJobs({ place }, client) {
    const { owner, repo, run, attempt } = place;
    const jobs = await client.paginate(client.rest.actions.listJobsForWorkflowRunAttempt, {
        owner,
        repo,
        run_id: run,
        attempt_number: attempt,
        per_page: 100,
    });
    return jobs
        .filter(({ name }) => name.startsWith(NAME))
        .map(({ id, name, status, runner_id }) => ({
        pool: name.slice(NAME.length),
        id,
        status,
        isTaken: Boolean(runner_id),
    }));
}

;// CONCATENATED MODULE: ./lib/github/smoke/record-files.js



const MOST_FILES = 300;
/**
 * The text of every `.jsonl` file in a folder and its subfolders, one after the other; "" where there is none, as when no job has
 * left anything. Links are not followed, and no more is read than is looked at.
 */
async function recordTexts(folder) {
    const entries = await (0,promises_.readdir)(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".jsonl")).slice(0, MOST_FILES);
    const texts = [];
    for (const { parentPath, name } of files.sort((a, b) => (0,external_node_path_.join)(a.parentPath, a.name) < (0,external_node_path_.join)(b.parentPath, b.name) ? -1 : 1))
        texts.push(await beginning((0,external_node_path_.join)(parentPath, name), read_records_MOST_CHARACTERS));
    return texts.join("\n");
}
async function beginning(path, most) {
    const file = await (0,promises_.open)(path);
    try {
        const { size } = await file.stat();
        // One byte more than is allowed, so that what is too long is seen to be.
        const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, most + 1)), 0);
        return buffer.subarray(0, bytesRead).toString();
    }
    finally {
        await file.close();
    }
}

;// CONCATENATED MODULE: ./lib/github/smoke/report.js














/**
 * Compares what was measured with the prediction, and tells it in the commit's status, the job summary and the pull request's
 * comment. What the measuring jobs have left is read as a stranger's text.
 */
async function reportSmoke(inputs, client) {
    const pullRequest = await pullRequestOf(inputs, client).catch(async (error) => {
        // The commit was to be measured when the run began: its status must not stay as it is.
        if (error instanceof fault/* Unreadable */.IO)
            await setStatus(inputs, client, { state: "error", description: "The pull request has moved on, or is closed" });
        throw error;
    });
    const { judgement, planned } = await plannedFor(pullRequest, inputs, client);
    const { records, mistakes } = readRecords(await recordTexts(inputs.smoke.records));
    for (const mistake of mistakes)
        (0,runner/* remark */.Vg)(`A record can't be read. ${mistake}`);
    const unanswered = await unansweredPools(inputs, client);
    const evidence = { commit: pullRequest.head, records, unanswered };
    const found = findings(planned, evidence, (0,estimator/* createEstimator */.R)());
    await setStatus(inputs, client, smokeStatus(found));
    const report = { ...judgement.report, measured: found };
    await (0,deliver/* withoutEffect */.o)("job summary", () => (0,runner/* summarize */.eh)((0,summary/* summaryBody */.D)(report)));
    if (inputs.comment === "never")
        return;
    await (0,deliver/* withoutEffect */.o)("comment", async () => {
        await (0,keep_comment/* keepComment */.X)(pullRequest, { inputs: { ...inputs, wanted: undefined, pools: [] }, client, report });
    });
}
async function unansweredPools(inputs, client) {
    try {
        const jobs = await measureJobs(inputs, client);
        return new Set(jobs.filter(({ isTaken }) => !isTaken).map(({ pool }) => pool));
    }
    catch (error) {
        (0,runner/* remark */.Vg)(`Whether a runner answered is not known. ${(0,fault/* explained */.to)(error, "actions: read")}`);
        return new Set();
    }
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./lib/github/smoke/watch.js





const BETWEEN_LOOKS_MS = 15_000;
/** What a job is in until a runner takes it. */
const UNTAKEN = ["queued", "pending", "waiting", "requested"];
/**
 * Ends a run for which no runner comes: a job that is queued for so many minutes counts as unanswered. Jobs that a runner has
 * taken, or that wait for another of their pool, are let go on first; the run is cancelled when only unanswered ones are left.
 */
async function watchSmoke(inputs, client) {
    const { place, smoke } = inputs;
    const patience = smoke.minutes * 60_000;
    const [started, queuedSince] = [performance.now(), new Map()];
    for (;;) {
        const jobs = await measureJobs(inputs, client);
        const waiting = unanswered(jobs, queuedSince, patience);
        const untaken = jobs.filter(({ status }) => UNTAKEN.includes(status));
        const isMeasuring = jobs.some(({ status }) => status === "in_progress");
        if (jobs.length > 0 && untaken.length === 0)
            return (0,runner/* say */.cv)("Every job was answered by a runner.");
        if (jobs.length === 0 && performance.now() - started > patience)
            return (0,runner/* say */.cv)("No job measures anything.");
        if (waiting.length > 0 && waiting.length === untaken.length && !isMeasuring) {
            await setStatus(inputs, client, unansweredStatus(waiting.map(({ pool }) => pool), smoke.minutes));
            const { owner, repo, run } = place;
            await client.rest.actions.cancelWorkflowRun({ owner, repo, run_id: run });
            return (0,runner/* say */.cv)("The run is cancelled.");
        }
        await (0,external_node_timers_promises_.setTimeout)(Math.min(BETWEEN_LOOKS_MS, Math.max(100, patience / 4)));
    }
}
/** Those that were queued at every look for so long. */
function unanswered(jobs, queuedSince, milliseconds) {
    const now = performance.now();
    for (const { id, status } of jobs) {
        if (status !== "queued")
            queuedSince.delete(id);
        else if (!queuedSince.has(id))
            queuedSince.set(id, now);
    }
    return jobs.filter(({ id }) => now - (queuedSince.get(id) ?? now) >= milliseconds && queuedSince.has(id));
}

;// CONCATENATED MODULE: ./lib/github/smoke/smoke.js







/**
 * One stage of the smoke test, each a job of its own with the rights that it needs: the check's workflow dispatches; the smoke
 * workflow plans, measures on self-hosted runners, reports, and watches that a runner answers.
 */
async function smoke(inputs) {
    const client = (0,github_client/* createClient */.U)({ token: inputs.token, apiUrl: inputs.place.apiUrl, say: runner/* say */.cv });
    await STAGES[inputs.smoke.stage](inputs, client);
}
const STAGES = {
    dispatch: dispatchSmoke,
    plan: planSmoke,
    measure: measureSmoke,
    report: reportSmoke,
    watch: watchSmoke,
};


/***/ })

};
