export const id = 444;
export const ids = [444];
export const modules = {

/***/ 444:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  act: () => (/* binding */ act)
});

// EXTERNAL MODULE: ./lib/changes/occasion.js + 1 modules
var occasion = __webpack_require__(5042);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 14 modules
var core = __webpack_require__(6421);
// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(4006);
;// CONCATENATED MODULE: ./lib/fleet/globs.js

/** `./configs/x.yaml` and `configs/x.yaml` are one file; globs of the fleet file are relative to the repository's root. */
const relative = (path) => path.replace(/^(\.?\/)+/, "");
const matchers = new Map();
/** Does the glob match the path? Case matters, `*` does not cross a slash, and files that begin with a dot count. */
function globMatches(glob, path) {
    let matcher = matchers.get(glob);
    if (matcher === undefined) {
        matcher = picomatch(relative(glob) || "/", { dot: true, windows: false });
        matchers.set(glob, matcher);
    }
    return matcher(relative(path));
}

// EXTERNAL MODULE: ./lib/github/event.js + 1 modules
var github_event = __webpack_require__(3097);
;// CONCATENATED MODULE: ./lib/inputs.js



const MODES = ["auto", "audit"];
const COMMENT_MODES = ["auto", "never"];
const SUGGESTION_MODES = ["never", "auto"];
const CHECK_MODES = ["never", "auto"];
const ISSUE_MODES = ["never", "auto"];
/** The inputs, or every mistake in them, in words. */
function readInputs(environment) {
    const mistakes = [];
    const mode = choice("mode", MODES, mistakes);
    const comment = choice("comment", COMMENT_MODES, mistakes);
    const suggestions = choice("suggestions", SUGGESTION_MODES, mistakes);
    const check = choice("check", CHECK_MODES, mistakes);
    const issue = choice("issue", ISSUE_MODES, mistakes);
    const fleetFile = plainPath("fleet", (0,core/* getInput */.V4)("fleet"), mistakes);
    const key = (0,core/* getInput */.V4)("key") || "default";
    if (!/^[\w.-]{1,50}$/.test(key))
        mistakes.push(`key: ${quoted(key)} must be 1 to 50 letters, digits, dots, underscores or hyphens.`);
    const place = readPlace(environment, mistakes);
    const event = (0,github_event/* readEvent */.j)(environment);
    mistakes.push(...event.mistakes);
    if (mistakes.length > 0)
        return { mistakes };
    const [token, wanted] = [(0,core/* getInput */.V4)("github-token"), wantedBy("paths")];
    return { token, fleetFile, mode, comment, suggestions, check, issue, key, wanted, event, place };
}
function choice(name, allowed, mistakes) {
    const written = (0,core/* getInput */.V4)(name) || allowed[0];
    const found = allowed.find((each) => each === written);
    if (found === undefined)
        mistakes.push(`${name}: ${quoted(written)} is none of ${allowed.join(", ")}.`);
    return found ?? allowed[0];
}
function plainPath(name, written, mistakes) {
    const path = (written || ".github/gpu-fleet.yml").replace(/^(\.\/)+/, "");
    if (path.startsWith("/") || path.split("/").includes(".."))
        mistakes.push(`${name}: ${quoted(written)} must be a path inside the repository.`);
    return path;
}
/** One glob a line; `!` before one leaves its files out. Without any, every path is wanted. */
function wantedBy(name) {
    const globs = (0,core/* getMultilineInput */.q3)(name);
    const [without, wanted] = [
        globs.filter((glob) => glob.startsWith("!")),
        globs.filter((glob) => !glob.startsWith("!")),
    ];
    return (path) => (wanted.length === 0 || wanted.some((glob) => globMatches(glob, path))) &&
        !without.some((glob) => globMatches(glob.slice(1), path));
}
function readPlace(environment, mistakes) {
    const { GITHUB_REPOSITORY = "", GITHUB_WORKSPACE, RUNNER_TEMP, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT } = environment;
    const [owner = "", repo = ""] = GITHUB_REPOSITORY.split("/");
    if (owner === "" || repo === "")
        mistakes.push(`GITHUB_REPOSITORY: ${quoted(GITHUB_REPOSITORY)} is no owner/name.`);
    const workspace = GITHUB_WORKSPACE || process.cwd();
    return {
        owner,
        repo,
        workspace,
        temporary: RUNNER_TEMP || workspace,
        apiUrl: environment["GITHUB_API_URL"] || "https://api.github.com",
        serverUrl: environment["GITHUB_SERVER_URL"] || "https://github.com",
        run: Number(GITHUB_RUN_ID ?? 0),
        attempt: Number(GITHUB_RUN_ATTEMPT ?? 1),
    };
}
const quoted = (text) => JSON.stringify(text);

;// CONCATENATED MODULE: ./lib/report/escape.js
// Other people's text in ours: file names, values, messages. They can't mention people, close a table, open HTML, forge a
// marker, or run a command of the workflow log.
/** Breaks a word for machines without a visible trace: no mention, no reference, no command. */
const JOINER = "\u2060";
const LINE_BREAKS = /[\r\n\u0085\u2028\u2029]+/g;
/** Control characters (of terminals), and those that reverse the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** One line without control characters; for terminals and logs. */
const escape_printable = (text) => text.replace(LINE_BREAKS, " ").replace(UNPRINTABLE, "\ufffd");
/** In running Markdown text. */
const escapeMarkdown = (text) => escape_printable(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/([\\`*_{}[\]#~!])/g, "\\$1")
    .replace(/#(?=\d)/g, `#${JOINER}`)
    .replace(/\|/g, "&#124;")
    .replace(/@/g, `@${JOINER}`)
    .replace(/::/g, `:${JOINER}:`)
    .replace(/\b(https?|www)(?=[:.])/gi, `$1${JOINER}`);
/** Our own messages with names in backticks: those become code, the rest is escaped. */
const messageMarkdown = (text) => text
    .split(/`([^`]*)`/)
    .map((part, index) => (index % 2 === 1 ? code(part) : escapeMarkdown(part)))
    .join("");
/** In a code span. Pipes are left to `table`. */
function code(text) {
    const flat = escape_printable(text).replaceAll("<!--", `<!${JOINER}--`).replace(/::/g, `:${JOINER}:`);
    if (flat.trim() === "")
        return "` `";
    const fence = "`".repeat(Math.max(0, ...[...flat.matchAll(/`+/g)].map((run) => run[0].length)) + 1);
    const pad = flat.startsWith("`") || flat.endsWith("`") ? " " : "";
    return `${fence}${pad}${flat}${pad}${fence}`;
}
/** In HTML, as a code element, where Markdown is not read. */
const htmlCode = (text) => `<code>${escape_printable(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/::/g, `:${JOINER}:`)}</code>`;
/** A path in a link's address. */
const escapePath = (path) => path
    .split("/")
    .map(encodeURIComponent)
    .join("/")
    .replace(/[()]/g, (c) => (c === "(" ? "%28" : "%29"));
/** Lines of a workflow's log: none may begin like a command of the runner (`::error::`, `##[group]`). */
const logLines = (text) => text.replace(/^([ \t]*)(::|##\[)/gm, `$1${JOINER}$2`);

;// CONCATENATED MODULE: ./lib/report/limits.js
/** A comment holds 65,536 characters and GitHub answers 422 above; we stop earlier, since the marker comes on top. */
const COMMENT_CHARACTERS = 60_000;
/**
 * A job summary holds 1 MiB a step, https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 * (step isolation and limits); we stop earlier, since other steps of the job may add to it.
 */
const SUMMARY_BYTES = 900 * 1024;
/** Of a step, for errors and for warnings alike, https://docs.github.com/rest/checks/runs; what is more is not shown. */
const ANNOTATIONS_OF_A_LEVEL = 10;
/** Rows of the table. */
const VISIBLE_ROWS = 10;
/** Fixes that are shown. */
const VISIBLE_FIXES = 3;
/** Lines that a reader sees before clicking. */
const VISIBLE_LINES = 25;

;// CONCATENATED MODULE: ./lib/problem.js
/** `file:line:column: message remedy`, the form that editors and terminals link. */
function problem_problemText(problem) {
    const at = `${problem.file}:${problem.line}:${problem.column}`;
    const text = `${at}: ${problem.severity}: ${problem.message}`;
    return problem.remedy === undefined ? text : `${text} ${problem.remedy}`;
}
/** By file, line, column: the order in which a reader meets them. */
function byPlace(a, b) {
    if (a.file !== b.file)
        return a.file < b.file ? -1 : 1;
    return a.line - b.line || a.column - b.column;
}

;// CONCATENATED MODULE: ./lib/report/report.js

const SEVERITY = ["DOES NOT FIT", "UNKNOWN", "TIGHT", "FITS"];
const ACTIONS = ["fail", "warn", "pass"];
/** Failing ones first, then by name: the order in which a reader needs them, the same every time. */
function inOrder(runs) {
    return [...runs].sort((a, b) => ACTIONS.indexOf(a.conclusion) - ACTIONS.indexOf(b.conclusion) ||
        SEVERITY.indexOf(a.verdict) - SEVERITY.indexOf(b.verdict) ||
        (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
const worst = (actions) => ACTIONS.find((action) => actions.includes(action)) ?? "pass";
const withVerdict = (report, verdict) => report.runs.filter((run) => run.verdict === verdict);
/** Every problem once, by place. */
function report_allProblems(report) {
    const all = [...report.problems, ...report.runs.flatMap((run) => run.problems)];
    const identity = ({ file, line, column, code, message }) => JSON.stringify([file, line, column, code, message]);
    return [...new Map(all.map((problem) => [identity(problem), problem])).values()].sort(byPlace);
}
/** Why a run has no verdict. */
const unknownReasons = (run) => {
    const estimates = run.pools.flatMap(({ estimate }) => (estimate.status === "unknown" ? [estimate.reason] : []));
    return run.unknown ?? estimates.slice(0, 1);
};

;// CONCATENATED MODULE: ./lib/bytes.js
const bytes = (n) => n;
const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;
const mib = (n) => bytes(Math.round(n * MIB));
const gib = (n) => bytes(Math.round(n * GIB));
/** `9.1`: GiB with one decimal, two below 1 GiB. The only place where bytes become a text. */
function inGiB(n) {
    const value = n / GIB;
    return value.toFixed(Math.abs(value) < 0.995 ? 2 : 1);
}
/** `9.1 GiB` */
const formatGiB = (n) => `${inGiB(n)} GiB`;

;// CONCATENATED MODULE: ./lib/verdict/waiver.js
/** A waiver lets a config pass that does not fit, through its last day and while the need stays under its cap. `today`: ISO date. */
function waiverState(pool, waiver, today) {
    if (waiver.until < today)
        return "expired";
    const withinCap = waiver.capBytes === undefined || (pool.needBytes ?? Number.POSITIVE_INFINITY) <= waiver.capBytes;
    return withinCap ? "holds" : "past-cap";
}
/** Does a waiver make the difference on this pool? */
const isWaived = (pool, today) => pool.verdict === "DOES NOT FIT" && pool.waiver !== undefined && waiverState(pool, pool.waiver, today) === "holds";

;// CONCATENATED MODULE: ./lib/verdict/conclusion.js

/** From best to worst. */
const ORDER = ["FITS", "TIGHT", "UNKNOWN", "DOES NOT FIT"];
const conclusion_ACTIONS = ["pass", "warn", "fail"];
const byVerdict = (a, b) => ORDER.indexOf(a) - ORDER.indexOf(b);
/** The verdicts that count: of the required pools, or of all where none is required. */
const deciding = (pools) => {
    const required = pools.filter((pool) => pool.required);
    return required.length > 0 ? required : pools;
};
/** `any`: the best of the deciding verdicts; `all`: the worst. */
function overall(pools, require) {
    const sorted = deciding(pools)
        .map((pool) => pool.verdict)
        .sort(byVerdict);
    return (require === "any" ? sorted[0] : sorted.at(-1)) ?? "UNKNOWN";
}
/**
 * The pool to speak about: of those that decide and have the overall verdict, the smallest that it fits; of several that it
 * misses, the one that it misses by least where any would do, and by most where all are needed.
 */
function decisive(pools, { verdict, require }) {
    const candidates = deciding(pools);
    const same = candidates.filter((pool) => pool.verdict === verdict);
    const room = (pool) => pool.limitBytes - (pool.needBytes ?? 0);
    const byRoom = [...(same.length > 0 ? same : candidates)].sort((a, b) => room(a) - room(b));
    return verdict === "FITS" || require === "all" ? byRoom[0] : byRoom.at(-1);
}
function actionFor(pool, policy, today) {
    switch (pool.verdict) {
        case "FITS":
            return "pass";
        case "TIGHT":
            return policy.tight;
        case "UNKNOWN":
            return policy.unknown;
        case "DOES NOT FIT": {
            const action = pool.outcome?.kind === "halved" ? policy.halved : "fail";
            return action === "fail" && isWaived(pool, today) ? "warn" : action;
        }
    }
}
/** What the policy makes of the verdicts. Without a fleet file nothing ever fails. */
function conclude(pools, rules) {
    const actions = deciding(pools)
        .map((pool) => actionFor(pool, rules.fleet.policy, rules.today))
        .sort((a, b) => conclusion_ACTIONS.indexOf(a) - conclusion_ACTIONS.indexOf(b));
    const action = (rules.require === "any" ? actions[0] : actions.at(-1)) ?? "pass";
    return rules.fleet.file === undefined && action === "fail" ? "warn" : action;
}

;// CONCATENATED MODULE: ./lib/report/words.js


/** A sign for a quick look; the word always stands beside it. */
const SIGN = { FITS: "✅", TIGHT: "⚠️", "DOES NOT FIT": "❌", UNKNOWN: "❔" };
/** The pool that a row shows. */
const shownPool = (run) => decisive(run.pools, run);
/** `a training step`, `the validation`: where a peak lies. */
const phaseText = (phase) => {
    if (phase === "training")
        return "a training step";
    return phase === "start-up" || phase === "predict" ? phase : `the ${phase}`;
};
/** What the trainer will do, in words; undefined where it simply trains. */
function happening(outcome) {
    switch (outcome?.kind) {
        case "halved":
            return `will silently train at batch ${outcome.batch}`;
        case "fails":
            return `runs out of memory in ${phaseText(outcome.phase)}`;
        default:
            return undefined;
    }
}
/** `needs 31.8 GiB and team-l4 allows 20.2 GiB: short by 11.6 GiB`. The pool's name is in backticks. */
function missOf(pool) {
    const name = `\`${pool.pool.name}\``;
    const { needBytes, needUpperBytes, limitBytes, verdict } = pool;
    if (needBytes === undefined || needUpperBytes === undefined)
        return `can't be predicted on ${name}`;
    const miss = needBytes - limitBytes;
    if (miss <= 0)
        return `needs ${formatGiB(needBytes)} of ${formatGiB(limitBytes)} on ${name}, but may need up to ${formatGiB(needUpperBytes)}`;
    if (verdict === "TIGHT")
        return `would take ${formatGiB(needBytes)} and ${name} allows ${formatGiB(limitBytes)}; it trains when PyTorch gives cached memory back`;
    return `needs ${formatGiB(needBytes)} and ${name} allows ${formatGiB(limitBytes)}: short by ${formatGiB(bytes(miss))}`;
}
const percent = (need, limit) => `${Math.round((100 * need) / limit)} %`;
const percentOfLimit = (pool) => pool.needBytes === undefined ? "" : percent(pool.needBytes, pool.limitBytes);
/** `12.3 (11.9–13.0)`: need with its interval, in GiB. */
function needText(pool) {
    const { needBytes, needLowerBytes, needUpperBytes } = pool;
    if (needBytes === undefined || needLowerBytes === undefined || needUpperBytes === undefined)
        return "–";
    const [low, high] = [inGiB(needLowerBytes), inGiB(needUpperBytes)];
    return low === high ? inGiB(needBytes) : `${inGiB(needBytes)} (${low}–${high})`;
}
/** `+1.2 GiB`, `−0.50 GiB` */
const signedGiB = (n) => {
    const size = formatGiB(bytes(Math.abs(n)));
    return size === "0.00 GiB" ? size : `${n < 0 ? "−" : "+"}${size}`;
};
/** `imgsz 640 → 1280`, or a model file with other contents. Key and values are in backticks. */
const changeText = ({ key, from, to }) => from === to ? `the model file \`${key}\`` : `\`${key}\` \`${from}\` → \`${to}\``;
/** The model in a few words: `yolov8m.pt, detect, batch 16, imgsz 640, AMP`. */
function runText(verdict) {
    const { id, run } = verdict;
    if (run === undefined)
        return id;
    const estimate = shownPool(verdict)?.estimate;
    const { model, task, arguments: args } = run;
    // Below 1 the trainer chooses.
    const chosen = args.batch < 1 && estimate?.status === "estimated" ? `batch ${estimate.batch} (AutoBatch)` : undefined;
    const batch = chosen ?? `batch ${args.batch}`;
    const devices = args.devices.length === 1 ? "" : `, ${args.devices.length} GPUs`;
    return `${model.written}, ${task}, ${batch}, imgsz ${args.imgsz}, ${args.amp === "off" ? "fp32" : "AMP"}${devices}`;
}
/** Our own texts have names in backticks, which a terminal or a log shows as they are. */
const withoutBackticks = (text) => text.replaceAll("`", "");

;// CONCATENATED MODULE: ./lib/report/annotations.js




/** One for each config that is not FITS and one for each problem: failing ones first. */
function allAnnotations(report) {
    const told = inOrder(report.runs).flatMap(ofRun);
    const places = new Set(told.map(placeKey));
    return [...told, ...ofProblems(report).filter((each) => !places.has(placeKey(each)))];
}
/** The same, at most ten of a level: GitHub shows no more of one step. */
function annotations(report) {
    const all = allAnnotations(report);
    return ["error", "warning"].flatMap((level) => all.filter((each) => each.level === level).slice(0, ANNOTATIONS_OF_A_LEVEL));
}
const placeKey = ({ file, line, column }) => JSON.stringify([file, line, column]);
function ofRun(run) {
    const pool = shownPool(run);
    const level = run.conclusion === "fail" ? "error" : "warning";
    if (run.verdict === "UNKNOWN" || pool === undefined)
        return unknown(run, level);
    if (run.verdict === "FITS")
        return [];
    const cause = run.causes.find(({ place, growthBytes }) => place !== undefined && (growthBytes ?? 0) > 0);
    const what = happening(pool.outcome);
    const sentences = [
        `${run.id} ${missOf(pool)}.`,
        ...(what === undefined ? [] : [`It ${what}.`]),
        ...(cause === undefined ? [] : [`The change that costs most: ${changeText(cause)}.`]),
        ...(run.advice.length === 0 ? [] : [`Fits with: ${run.advice.map(({ change }) => change).join("; or ")}.`]),
    ];
    return [at(cause?.place ?? placeOf(run), { level, title: `GPU memory: ${run.verdict}`, text: sentences.join(" ") })];
}
const placeOf = ({ run, id }) => run?.places["model"] ?? run?.place ?? { file: id.replace(/#\d+$/, ""), line: 1, column: 1 };
function unknown(run, level) {
    return unknownReasons(run).map((why) => {
        const text = `${why.message} ${why.remedy ?? ""}`.trim();
        return at(why.place ?? placeOf(run), { level, title: "GPU memory: UNKNOWN", text });
    });
}
const ofProblems = (report) => report_allProblems(report).map((problem) => {
    const text = `${problem.message} ${problem.remedy ?? ""}`.trim();
    return at(problem, { level: problem.severity, title: "GPU memory", text });
});
const at = ({ file, line, column }, { level, title, text }) => ({ file, line, column, level, title, message: escape_printable(withoutBackticks(text)) });

// EXTERNAL MODULE: ./node_modules/markdown-table/index.js
var markdown_table = __webpack_require__(3116);
;// CONCATENATED MODULE: ./lib/report/markdown.js


/** A Markdown table; the first row is its head. A pipe in a cell would end it, also in a code span. */
const table = (rows, align = []) => (0,markdown_table/* markdownTable */.Q)(rows.map((row) => row.map((cell) => cell.replace(/\|/g, "\\|"))), { align: [...align] });
/** A part that is opened by a click. `title` is HTML. Blank lines let Markdown be read inside. */
const details = (title, body, open = false) => `<details${open ? " open" : ""}><summary>${title}</summary>\n\n${body}\n\n</details>`;
const list = (lines) => lines.map((line) => `- ${line}`).join("\n");
/** The first seven letters of a SHA. */
const markdown_short = (sha) => sha?.slice(0, 7) ?? "";
/** The config's name, linked to the line that matters at the head's commit where there is one. */
function configLink(report, run) {
    const file = run.run?.place.file ?? run.unknown?.[0]?.place?.file ?? run.id.replace(/#\d+$/, "");
    const { repositoryUrl, head } = report.provenance;
    if (repositoryUrl === undefined || head === undefined)
        return code(run.id);
    return `[${code(run.id)}](${repositoryUrl}/blob/${head}/${escapePath(file)}#L${lineOf(run)})`;
}
/** Where the change is written that costs most, else the model. */
function lineOf({ run, causes, unknown }) {
    const file = run?.place.file;
    const cause = causes.find(({ place, growthBytes }) => place?.file === file && (growthBytes ?? 0) > 0);
    return cause?.place?.line ?? run?.places["model"]?.line ?? unknown?.[0]?.place?.line ?? run?.place.line ?? 1;
}

;// CONCATENATED MODULE: ./lib/report/assumptions.js




/** What the answers rest on that no file says: every sentence once, in the order of the runs. Names are in backticks. */
function assumed(runs) {
    const lines = runs.flatMap((run) => {
        // Notes on GPUs that nothing hangs on would bury those on the one that decides.
        const pools = run.require === "all" ? deciding(run.pools) : [shownPool(run)].filter((pool) => pool !== undefined);
        return [
            ...(run.run?.assumptions ?? []).map(({ text }) => text),
            ...pools.flatMap(({ estimate }) => (estimate.status === "estimated" ? estimate.notes : [])),
            ...pools.flatMap(({ pool }) => pool.notes.map((note) => `\`${pool.name}\`: ${note}`)),
        ];
    });
    return [...new Set(lines)];
}
/** What was found and not shown. Empty where everything is shown. */
function notChecked({ notShown: { unchanged, unmoved } }) {
    const configs = (n) => (n === 1 ? "1 config" : `${n} configs`);
    return [
        ...(unchanged > 0 ? [`Not checked: ${configs(unchanged)} that this does not change.`] : []),
        ...(unmoved > 0
            ? [`Not shown: ${configs(unmoved)} that a shared file changes, without a new verdict and by 5 % at most.`]
            : []),
    ];
}
function reproduce({ provenance: { head, base } }) {
    if (head === undefined || base === undefined)
        return [];
    return [
        `The same offline: ${code(`gpu-memory check --base ${markdown_short(base)} --head ${markdown_short(head)} --format markdown`)}`,
    ];
}
/** Assumptions, what was not checked, and how to get the same answer. */
function assumptionsPart(report, most) {
    const lines = assumed(report.runs);
    const cut = lines.length > most ? [`${lines.length - most} more assumptions`] : [];
    const all = [...lines.slice(0, most).map(messageMarkdown), ...cut, ...notChecked(report), ...reproduce(report)];
    return all.length === 0 ? "" : details("<b>Assumptions and how to reproduce</b>", list(all));
}

;// CONCATENATED MODULE: ./lib/memory/estimate-types.js
const CATEGORIES = [
    "parameters",
    "gradients",
    "optimizer",
    "ema",
    "input",
    "activations",
    "loss",
    "workspace",
    "slack",
];
const PHASES = (/* unused pure expression or super */ null && (["start-up", "training", "validation", "checkpoint", "final evaluation", "predict"]));

;// CONCATENATED MODULE: ./lib/report/breakdown.js



const NAMES = {
    activations: "Activations",
    loss: "Loss and label assignment",
    parameters: "Weights",
    gradients: "Gradients",
    optimizer: "Optimizer state",
    ema: "Averaged weights (EMA)",
    input: "Images and labels",
    workspace: "Library workspaces",
    slack: "Allocator slack (reserved, not in use)",
};
const OUTSIDE = "CUDA context and libraries";
const estimated = (pool) => pool?.estimate.status === "estimated" ? pool.estimate : undefined;
/** Where the memory goes at the peak, largest first; sums to what nvidia-smi would show. */
function breakdownRows(after, before) {
    const [now, then] = [estimated(after), estimated(before)];
    if (now === undefined)
        return [];
    const rows = CATEGORIES.map((category) => ({
        name: NAMES[category],
        before: then?.breakdown[category],
        after: now.breakdown[category],
    }));
    rows.push({ name: OUTSIDE, before: then?.outsideAllocatorBytes, after: now.outsideAllocatorBytes });
    return rows.filter(({ before, after }) => after > 0 || (before ?? 0) > 0).sort((a, b) => b.after - a.after);
}
/** Parts below this share of both totals stand in one row of the table. */
const SMALL = 0.02;
function withSmallTogether(rows) {
    const [after, before] = [sum(rows, ({ after }) => after), sum(rows, ({ before }) => before ?? 0)];
    const isSmall = (row) => row.after < SMALL * after && (before === 0 || (row.before ?? 0) < SMALL * before);
    const small = rows.filter(isSmall);
    if (small.length < 2)
        return rows;
    const [first = "", ...others] = small.map(({ name }) => name);
    const together = {
        name: [first, ...others.map((name) => name.charAt(0).toLowerCase() + name.slice(1))].join(", "),
        before: before === 0 ? undefined : bytes(sum(small, (row) => row.before ?? 0)),
        after: bytes(sum(small, (row) => row.after)),
    };
    return [...rows.filter((row) => !isSmall(row)), together];
}
const sum = (rows, of) => rows.reduce((total, row) => total + of(row), 0);
const BAR = 20;
const bar = (share) => {
    const filled = Math.round(share * BAR);
    return filled === 0 ? "" : `\`${"█".repeat(filled).padEnd(BAR, "░")}\` ${Math.round(100 * share)} %`;
};
const signed = (n) => {
    const size = inGiB(bytes(Math.abs(n)));
    return size === "0.00" ? size : `${n < 0 ? "−" : "+"}${size}`;
};
/** The same as a Markdown table, with the change where there is a before. */
function breakdownTable(after, before) {
    const rows = withSmallTogether(breakdownRows(after, before));
    const [total, earlier] = [sum(rows, (row) => row.after), sum(rows, (row) => row.before ?? 0)];
    if (earlier === 0)
        return table([
            ["Part", "GiB", ""],
            ...rows.map((row) => [row.name, inGiB(row.after), bar(row.after / total)]),
            ["**Total**", `**${inGiB(bytes(total))}**`, ""],
        ], ["l", "r", "l"]);
    return table([
        ["Part", "Before", "After", "Change", ""],
        ...rows.map((row) => [
            row.name,
            inGiB(row.before ?? bytes(0)),
            inGiB(row.after),
            signed(row.after - (row.before ?? 0)),
            bar(row.after / total),
        ]),
        ["**Total**", `**${inGiB(bytes(earlier))}**`, `**${inGiB(bytes(total))}**`, `**${signed(total - earlier)}**`, ""],
    ], ["l", "r", "r", "r", "l"]);
}

;// CONCATENATED MODULE: ./lib/report/config-table.js




/** What the run needed on a pool at the merge base. */
const poolBefore = (run, pool) => run.before?.pools.find((each) => each.pool.name === pool?.pool.name);
function poolName(run) {
    const pool = shownPool(run);
    return pool === undefined ? "–" : code(pool.pool.name);
}
function need(run) {
    const pool = shownPool(run);
    if (pool === undefined)
        return "–";
    return pool.verdict === "DOES NOT FIT" ? `**${needText(pool)}**` : needText(pool);
}
function before(run) {
    const pool = poolBefore(run, shownPool(run));
    return pool?.needBytes === undefined ? "–" : inGiB(pool.needBytes);
}
function limit(run) {
    const pool = shownPool(run);
    return pool === undefined ? "–" : inGiB(pool.limitBytes);
}
function result(run) {
    const pool = shownPool(run);
    const share = pool?.needBytes === undefined ? "" : ` (${percentOfLimit(pool)})`;
    const waived = run.verdict === "DOES NOT FIT" && run.waived ? ", waived" : "";
    return `${SIGN[run.verdict]} ${run.verdict}${share}${waived}`;
}
/** One row a config, in the order given. */
function configTable(report, runs) {
    const compares = runs.some((run) => run.before !== undefined);
    const isNew = (run) => compares && run.before === undefined && run.run !== undefined;
    const columns = [
        { head: "Config", align: "l", cell: (run) => `${configLink(report, run)}${isNew(run) ? " (new)" : ""}` },
        {
            head: report.fleet.file === undefined ? "GPU" : "Pool",
            align: "l",
            cell: poolName,
        },
        ...(compares ? [{ head: "Before", align: "r", cell: before }] : []),
        { head: compares ? "After" : "Needs", align: "r", cell: need },
        { head: "Limit", align: "r", cell: limit },
        { head: "Result", align: "l", cell: result },
    ];
    return table([columns.map(({ head }) => head), ...runs.map((run) => columns.map(({ cell }) => cell(run)))], columns.map(({ align }) => align));
}

;// CONCATENATED MODULE: ./lib/report/breakdown-part.js





/** Where the memory of a config goes at its peak, before and after. */
function breakdownPart(run, open) {
    const pool = shownPool(run);
    if (pool === undefined || pool.estimate.status !== "estimated")
        return "";
    const title = `<b>Where the memory goes</b>: ${htmlCode(run.id)} on ${htmlCode(pool.pool.name)} (${htmlCode(runText(run))})`;
    const peak = `At the peak, in ${phaseText(pool.estimate.peakPhase)}; GiB.`;
    return details(title, `${peak}\n\n${breakdownTable(pool, poolBefore(run, pool))}`, open);
}

;// CONCATENATED MODULE: ./lib/report/fixes.js





/** What makes a config fit, each line verified by an estimate; empty where nothing was found. */
function fixes(run) {
    const [first] = run.advice;
    if (first === undefined)
        return "";
    const lines = run.advice.slice(0, VISIBLE_FIXES).map(line);
    return `**To make ${code(run.id)} fit, ${lines.length === 1 ? "do this" : "any one of"}:**\n${list(lines)}`;
}
function line({ kind, change, effect, needBytes, limitBytes, pool }) {
    const figure = `${formatGiB(needBytes)}, ${percent(needBytes, limitBytes)}`;
    if (kind === "pool")
        return `Train it on ${code(pool.name)}: ${figure} of its limit; ${escapeMarkdown(effect)}.`;
    return `${code(change)}: ${figure} of ${code(pool.name)}. ${escapeMarkdown(sentence(effect))}`;
}
const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

;// CONCATENATED MODULE: ./lib/report/fleet-line.js

const SHOWN = 3;
/** What a changed fleet file would change; empty where it did not change. */
function fleetLine({ fleetChange, fleetFile, fleetBroken }) {
    if (fleetBroken)
        return `**${code(fleetFile)} has mistakes**, listed below; the check fails until they are mended.`;
    if (fleetChange === undefined)
        return "";
    const { differing, judged } = fleetChange;
    const n = differing.length;
    const named = differing.slice(0, SHOWN).map(({ id, inForce, proposed }) => `${code(id)} ${inForce} → ${proposed}`);
    const effect = n === 0
        ? `none of ${judged} verdicts would change with it`
        : `${n} of ${judged} ${judged === 1 ? "verdict" : "verdicts"} would change with it: ${named.join(", ")}${n > SHOWN ? " and more" : ""}`;
    return `**${code(fleetFile)} changed here.** Limits, policy and waivers are those of the base until this is merged; ${effect}.`;
}

;// CONCATENATED MODULE: ./lib/report/footer.js

/** Commits, version, time, run: what the answer belongs to. */
function footer({ provenance, fleet, fleetBroken }, place) {
    const { head, base, version, at, runUrl } = provenance;
    const parts = [
        head === undefined ? "" : `${markdown_short(head)}${base === undefined ? "" : ` against merge base ${markdown_short(base)}`}`,
        `gpu-memory ${version}`,
        `${at.slice(0, 16).replace("T", " ")} UTC`,
        runUrl === undefined ? "" : `[run](${runUrl})`,
        fleet.file === undefined && !fleetBroken ? "no fleet file: judged by common GPUs, never failing" : "",
        place === "comment" ? "updated in place" : "",
    ];
    return `<sub>${parts.filter((part) => part !== "").join(" · ")}</sub>`;
}

;// CONCATENATED MODULE: ./lib/report/headline.js


/** The verdict in one sentence, without sign: `1 of 2 changed configs does not fit its pool`. */
function headline(report) {
    const { runs, problems } = report;
    if (report.fleetBroken)
        return `${report.fleetFile} can't be read`;
    if (runs.length === 0)
        return nothing(report);
    const [missed, unknown, tight] = [count(report, "DOES NOT FIT"), count(report, "UNKNOWN"), count(report, "TIGHT")];
    if (missed > 0)
        return `${part(report, missed)} ${missing(report, missed)}`;
    if (problems.some(({ code }) => code === "waiver-expired"))
        return "a waiver has expired";
    if (unknown > 0)
        return `${part(report, unknown)} could not be predicted`;
    if (tight > 0)
        return runs.length === 1
            ? `the ${configs(report)} fits, but tightly`
            : `all ${runs.length} ${configs(report)} fit, ${tight} tightly`;
    return runs.length === 1 ? `the ${configs(report)} fits` : `all ${runs.length} ${configs(report)} fit`;
}
/** `1 of 2 configs`, `the changed config` */
const part = (report, n) => report.runs.length === 1 ? `the ${configs(report)}` : `${n} of ${report.runs.length} ${configs(report)}`;
const count = (report, verdict) => withVerdict(report, verdict).length;
function nothing(report) {
    if (report.fleetChange !== undefined)
        return fleetChange(report.fleetChange);
    return report.occasion === "pull-request" ? "no training config or fleet change" : "no training config found";
}
function fleetChange({ differing, judged }) {
    const lost = differing.filter(({ proposed }) => proposed === "DOES NOT FIT").length;
    if (lost > 0)
        return `this fleet change leaves ${lost} of ${judged} configs without a pool`;
    return differing.length === 0
        ? "this fleet change changes no verdict"
        : `this fleet change changes ${differing.length} of ${judged} verdicts`;
}
const configs = ({ occasion, runs }) => `${occasion === "pull-request" ? "changed " : ""}config${runs.length === 1 ? "" : "s"}`;
function missing(report, missed) {
    const does = missed === 1 ? "does not fit" : "do not fit";
    const waived = withVerdict(report, "DOES NOT FIT").every((run) => run.waived) ? " (waived)" : "";
    if (report.fleet.file === undefined)
        return `${does} any common GPU`;
    return `${does} ${missed === 1 ? "its pool" : "their pools"}${waived}`;
}
/** The sign of the worst verdict. */
function signOf(report) {
    if (report.fleetBroken || report.problems.some(({ code }) => code === "waiver-expired"))
        return SIGN["DOES NOT FIT"];
    const leaves = report.fleetChange?.differing.some(({ proposed }) => proposed === "DOES NOT FIT") ?? false;
    if (report.runs.length === 0 && leaves)
        return SIGN.TIGHT;
    const order = ["DOES NOT FIT", "UNKNOWN", "TIGHT"];
    const worst = order.find((verdict) => count(report, verdict) > 0) ?? "FITS";
    const waived = worst === "DOES NOT FIT" && withVerdict(report, worst).every((run) => run.waived);
    return waived ? SIGN.TIGHT : SIGN[worst];
}

;// CONCATENATED MODULE: ./lib/report/matrix.js





/** Every config on every pool: the share of the pool's limit that it needs. Empty where there is one pool only. */
function matrix(report, rows) {
    const runs = inOrder(report.runs).filter((run) => run.pools.length > 0);
    const { pools } = report.fleet;
    if (pools.length < 2 || runs.length === 0)
        return "";
    const head = ["Config", ...pools.map(({ name }) => code(name))];
    const body = runs.slice(0, rows).map((run) => [configLink(report, run), ...pools.map(({ name }) => cell(run, name))]);
    const rest = runs.length > rows ? `\n\n${runs.length - rows} more are not shown here.` : "";
    return details("<b>Every config on every pool</b>", `${table([head, ...body])}\n\nShare of the pool's limit. ${limits(runs)}${rest}`);
}
function cell(run, name) {
    const found = run.pools.find(({ pool }) => pool.name === name);
    if (found === undefined)
        return "–";
    const share = percentOfLimit(found);
    const text = `${SIGN[found.verdict]} ${share === "" ? found.verdict : share}`;
    return found.required ? `${text} **required**` : text;
}
function limits([first]) {
    const each = first?.pools.map(({ pool, limitBytes }) => `${code(pool.name)} ${inGiB(limitBytes)}`) ?? [];
    return `Limits in GiB: ${each.join(", ")}.`;
}

;// CONCATENATED MODULE: ./lib/report/reason.js




function reason(report) {
    const [first] = inOrder(report.runs);
    if (first === undefined)
        return { lead: "", rest: "" };
    const pool = shownPool(first);
    if (first.verdict === "UNKNOWN" || pool?.needBytes === undefined)
        return { lead: "", rest: reason_unknown(first) };
    if (first.verdict === "FITS") {
        const need = `\`${first.id}\` needs ${formatGiB(pool.needBytes)} of ${formatGiB(pool.limitBytes)} on \`${pool.pool.name}\`.`;
        return { lead: "", rest: [need, ...cause(first)].join(" ") };
    }
    const what = happening(pool.outcome);
    const rest = [...(what === undefined ? [] : [`It ${what}.`]), ...cause(first), ...waiver(first)];
    return { lead: `\`${first.id}\` ${missOf(pool)}.`, rest: rest.join(" ") };
}
function reasonMarkdown(report) {
    const { lead, rest } = reason(report);
    return `${lead === "" ? "" : `**${messageMarkdown(lead)}** `}${messageMarkdown(rest)}`.trim();
}
function reason_unknown(run) {
    const [why] = unknownReasons(run);
    const place = why?.place === undefined ? "" : ` (\`${why.place.file}:${why.place.line}\`)`;
    return `\`${run.id}\`${place}: ${why?.message ?? "no pool to judge it by."} ${why?.remedy ?? ""}`.trim();
}
function cause({ causes }) {
    const [only, ...others] = causes;
    if (only === undefined)
        return [];
    if (others.length === 0)
        return [`The only change is ${changeText(only)}.`];
    const several = causes
        .slice(0, 3)
        .map((each) => each.growthBytes === undefined ? changeText(each) : `${changeText(each)} (${signedGiB(each.growthBytes)})`);
    return [`Changed, each alone: ${several.join(", ")}${causes.length > 3 ? " and more" : ""}.`];
}
function waiver(run) {
    const held = shownPool(run)?.waiver;
    if (held === undefined || !run.waived)
        return [];
    return [`Waived by \`${held.owner}\` until ${held.until}: ${held.reason.replaceAll("`", "'")}.`];
}

;// CONCATENATED MODULE: ./lib/report/remarks.js



/** Mistakes and doubts in the files, each at its place; open where something could not be read. */
function remarks(report, most) {
    const all = report_allProblems(report);
    if (all.length === 0)
        return "";
    const rest = all.length > most ? [`${all.length - most} more`] : [];
    const unread = report.fleetBroken || report.runs.some((run) => run.unknown !== undefined);
    return details(`<b>${all.length === 1 ? "1 remark" : `${all.length} remarks`} on the files</b>`, list([...all.slice(0, most).map(remarks_line), ...rest]), unread && all.length <= OPEN_UP_TO);
}
/** More would push the answer off the screen. */
const OPEN_UP_TO = 6;
const remarks_line = (problem) => {
    const text = [problem.message, problem.remedy ?? ""].join(" ").trim();
    return `${code(`${problem.file}:${problem.line}:${problem.column}`)} ${messageMarkdown(text)}`;
};

;// CONCATENATED MODULE: ./lib/report/aligned.js

// Letters as a terminal counts them, near enough: code points.
const width = (text) => [...text].length;
/** Columns padded to their widest cell; those in `right` (numbers) to the right. */
function aligned(rows, right = []) {
    const cells = rows.map((row) => row.map(escape_printable));
    const columns = Math.max(0, ...cells.map((row) => row.length));
    const widths = Array.from({ length: columns }, (_, column) => cells.reduce((most, row) => Math.max(most, width(row[column] ?? "")), 0));
    const pad = (cell, column) => {
        const space = " ".repeat((widths[column] ?? 0) - width(cell));
        return right.includes(column) ? space + cell : cell + space;
    };
    return cells.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}

;// CONCATENATED MODULE: ./lib/report/smaller.js





/** Cheaper pools that configs would fit too, on request. */
function lines({ runs }) {
    return inOrder(runs).flatMap(({ id, run, smaller = [] }) => smaller.map(({ pool, batch, needBytes, limitBytes }) => ({
        id,
        pool: pool.name,
        how: batch === run?.arguments.batch ? "as it is" : `with batch ${batch}`,
        figure: `${formatGiB(needBytes)} of ${formatGiB(limitBytes)}`,
    })));
}
function smallerText(report) {
    const rows = lines(report).map(({ id, pool, how, figure }) => [id, pool, how, figure]);
    return rows.length === 0 ? "" : aligned([["ALSO FITS", "POOL", "HOW", "NEEDS"], ...rows]);
}
function smallerPart(report) {
    const all = lines(report).map(({ id, pool, how, figure }) => `${code(id)} on ${code(pool)} ${how}: ${figure}`);
    return all.length === 0 ? "" : details("<b>Cheaper pools that would do</b>", list(all));
}

;// CONCATENATED MODULE: ./lib/report/waivers.js




const HEAD = ["Waiver for", "Pool", "Owner", "Until", "Cap", "Standing", "Reason"];
const standingText = ({ standing, daysLeft, needed }) => {
    if (standing === "expired")
        return "expired";
    const use = needed.length === 0 ? "not needed" : `lets ${needed.length === 1 ? "1 config" : `${needed.length} configs`} pass`;
    return standing === "ends-soon" ? `${use}; ends in ${daysLeft} ${daysLeft === 1 ? "day" : "days"}` : use;
};
const cells = (told) => {
    const { config, pool = "every pool", owner, until, capBytes, reason } = told.waiver;
    return [
        config,
        pool,
        owner,
        until,
        capBytes === undefined ? "none" : formatGiB(capBytes),
        standingText(told),
        reason,
    ];
};
/** All waivers, those that end first on top; for audits. Empty where there are none. */
function waiversText({ waivers }) {
    if (waivers.length === 0)
        return "";
    return aligned([HEAD.map((head) => head.toUpperCase()), ...waivers_inOrder(waivers).map(cells)]);
}
function waiversPart({ waivers }) {
    if (waivers.length === 0)
        return "";
    const rows = waivers_inOrder(waivers).map((told) => {
        const [config = "", ...others] = cells(told);
        return [code(config), ...others.map(escapeMarkdown)];
    });
    return details(`<b>${waivers.length === 1 ? "1 waiver" : `${waivers.length} waivers`}</b>`, table([HEAD, ...rows]));
}
const waivers_inOrder = (waivers) => [...waivers].sort((a, b) => a.daysLeft - b.daysLeft || (a.waiver.config < b.waiver.config ? -1 : 1));

;// CONCATENATED MODULE: ./lib/report/body.js













/** The report as Markdown: the verdict in words, the reason, the table, the fixes; the rest folded. */
function body(report, detail) {
    const ordered = inOrder(report.runs);
    const failing = ordered.filter((run) => run.verdict === "DOES NOT FIT");
    const rest = ordered.length - detail.rows;
    const parts = [
        `### ${signOf(report)} GPU memory: ${headline(report)}`,
        fleetLine(report),
        reasonMarkdown(report),
        ordered.length === 0 ? "" : configTable(report, ordered.slice(0, detail.rows)),
        rest > 0 ? `${rest} more ${detail.place === "comment" ? "in the job summary" : "are not shown"}.` : "",
        ordered.some((run) => run.pools.length > 0)
            ? "GiB, as nvidia-smi would show them; in parentheses the 95 % interval."
            : "",
        failing[0] === undefined ? "" : fixes(failing[0]),
        ...failing.slice(0, detail.breakdowns).map((run) => breakdownPart(run, detail.open && failing.length === 1)),
        matrix(report, detail.matrix),
        smallerPart(report),
        waiversPart(report),
        remarks(report, detail.remarks),
        assumptionsPart(report, detail.assumptions),
        footer(report, detail.place),
    ];
    return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

;// CONCATENATED MODULE: ./lib/report/visible-lines.js
/** Lines that a reader sees before clicking: all but blank ones, table rulers and what is folded away. */
function visibleLines(markdown) {
    let folded = 0;
    let count = 0;
    for (const line of markdown.split("\n")) {
        const opens = /^<details(?: open)?>/.exec(line)?.[0];
        if (folded > 0) {
            if (opens !== undefined)
                folded++;
            if (line.startsWith("</details>"))
                folded--;
            continue;
        }
        if (opens === "<details>")
            folded = 1;
        if (line.trim() !== "" && line !== "</details>" && !/^\|[\s|:-]+\|$/.test(line) && !/^<!--.*-->$/.test(line))
            count++;
    }
    return count;
}

;// CONCATENATED MODULE: ./lib/report/comment.js



const FULL = {
    rows: VISIBLE_ROWS,
    breakdowns: 10,
    open: true,
    matrix: 50,
    remarks: 50,
    assumptions: 30,
    place: "comment",
};
/** From everything to the verdict alone. */
const LEVELS = [
    FULL,
    { ...FULL, open: false },
    { ...FULL, open: false, breakdowns: 3, matrix: 10, remarks: 20 },
    { ...FULL, open: false, breakdowns: 1, matrix: 0, remarks: 10, assumptions: 5 },
    { ...FULL, open: false, breakdowns: 0, matrix: 0, remarks: 3, assumptions: 0, rows: 3 },
];
/** The report as a comment, without marker: the first level of detail that is short enough to read and to post. */
function commentBody(report) {
    const bodies = LEVELS.map((level) => body(report, level));
    const short = bodies.find((text) => text.length <= COMMENT_CHARACTERS && visibleLines(text) <= VISIBLE_LINES);
    return short ?? bodies.find((text) => text.length <= COMMENT_CHARACTERS) ?? cut(bodies.at(-1) ?? "");
}
// Names of thousands of characters: what is left is broken Markdown, and still says the verdict.
const cut = (text) => `${text.slice(0, COMMENT_CHARACTERS)}\n\n…\n`;

;// CONCATENATED MODULE: ./lib/github/fault.js
/** The HTTP status of an error that Octokit threw; a lost connection is 500 there; undefined for other errors. */
function statusOf(error) {
    const status = error?.status;
    return typeof status === "number" ? status : undefined;
}
/** Something that can't be read, and is nobody's bug: its message is all that the user needs. */
class Unreadable extends Error {
}
/** Why no verdict could be found, for the user; a bug keeps its stack. */
function inWords(error) {
    if (error instanceof Unreadable)
        return error.message;
    if (statusOf(error) !== undefined)
        return `Files could not be read. ${explained(error, "pull-requests: write")}`;
    return `gpu-memory has a bug, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
/** One precise sentence on what GitHub refused, and the line to add where a permission is missing. */
function explained(error, permission) {
    const status = statusOf(error);
    const said = textOf(error);
    if (/rate limit/i.test(said))
        return `GitHub's rate limit is used up: ${said}.`;
    switch (status) {
        case 401:
            return "GitHub does not accept the token (401); is `github-token` set to a token that has expired?";
        case 403:
            return `The token may not do this (403: ${said}). A fork's or Dependabot's pull request gets a read-only token; elsewhere add \`permissions: {contents: read, ${permission}}\` to the job.`;
        case 404:
            return `GitHub finds no such place, or hides it from this token (404). In a private repository the job needs \`permissions: {contents: read, ${permission}}\`.`;
        case 422:
            return `GitHub refuses the content (422: ${said}).`;
        case undefined:
            return `GitHub could not be asked: ${said}.`;
        default:
            return `GitHub answers ${status}: ${said}.`;
    }
}
/** GitHub's own words in one short line, without the address of its documentation. */
function textOf(error) {
    const text = error instanceof Error ? error.message : String(error);
    return text
        .replace(/ - https:\/\/\S+$/, "")
        .replace(/\s+/g, " ")
        .trim()
        .replace(/\.$/, "")
        .slice(0, 200);
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./lib/github/runner.js




// What a step of a workflow can say. Other people's text reaches the log only through here: it can't be read as a command
// of the runner, since core escapes what stands inside one, and what stands outside of one can't begin like one.
/** Lines of the log. */
function say(text) {
    (0,core/* info */.pq)(logLines(text));
}
/** Something a maintainer should know, without any effect on the verdict. */
function remark(text) {
    (0,core/* notice */.lm)(text, { title: "gpu-memory" });
}
/** Ends the step as failed, with the reason on the run's page. */
function fail(text) {
    (0,core/* setFailed */.C1)(text);
}
/** Ends the step as failed; why is told by annotations and summary. */
function failQuietly() {
    process.exitCode = 1;
}
/** Remarks at the lines of files, beside the diff. */
function annotate(annotations) {
    for (const { level, file, line, column, title, message } of annotations) {
        const place = { file, startLine: line, startColumn: column, title };
        if (level === "error")
            (0,core/* error */.z3)(message, place);
        else
            (0,core/* warning */.$e)(message, place);
    }
}
/** The step's part of the run's page. */
async function summarize(markdown) {
    if (process.env["GITHUB_STEP_SUMMARY"] === undefined)
        return;
    await core/* summary */.z.addRaw(markdown, true).write();
}
/** Values for later steps. */
function putOut(outputs) {
    for (const [name, value] of Object.entries(outputs))
        (0,core/* setOutput */.uH)(name, value);
}
/** Writes reports into a folder of their own; yields their paths by name. */
async function writeReports(folder, reports) {
    await (0,promises_.mkdir)(folder, { recursive: true });
    return Promise.all(Object.entries(reports).map(async ([name, text]) => {
        const file = (0,external_node_path_.join)(folder, name);
        await (0,promises_.writeFile)(file, text);
        return file;
    }));
}

;// CONCATENATED MODULE: ./lib/github/check-run.js





/** GitHub takes so many annotations in a request (REST reference, checks); more are added by further requests. */
const BATCH = 50;
/** Characters of a title and of a message (same place: 255; 64 KB). */
const [TITLE, MESSAGE] = [255, 60_000];
const CONCLUSIONS = { pass: "success", warn: "neutral", fail: "failure" };
/**
 * A check run with all annotations, of which a step's own are cut at ten. It is no gate: GitHub files it under any workflow
 * of the commit. Each run makes a new one, the last of a name is shown; to write to an old one would only add to it.
 */
async function reportCheck({ inputs, client, report }) {
    const { owner, repo } = inputs.place;
    const { head, runUrl } = report.provenance;
    if (head === undefined)
        return;
    const name = inputs.key === "default" ? "gpu-memory report" : `gpu-memory report (${inputs.key})`;
    const [first = [], ...others] = batches(allAnnotations(report).map(annotation));
    try {
        const { data } = await client.rest.checks.create({
            owner,
            repo,
            name,
            head_sha: head,
            status: "completed",
            conclusion: CONCLUSIONS[report.conclusion],
            ...(runUrl === undefined ? {} : { details_url: runUrl }),
            output: { ...output(report), annotations: first },
            request: { retries: 0 },
        });
        for (const annotations of others)
            await client.rest.checks.update({
                owner,
                repo,
                check_run_id: data.id,
                output: { ...output(report), annotations },
                // Sent twice, they would be shown twice.
                request: { retries: 0 },
            });
    }
    catch (error) {
        remark(`The check run was not written; the verdict is the exit code. ${explained(error, "checks: write")}`);
    }
}
const output = (report) => ({ title: headline(report).slice(0, TITLE), summary: commentBody(report) });
const annotation = ({ file, line, column, level, title, message }) => ({
    path: file,
    start_line: line,
    end_line: line,
    start_column: column,
    end_column: column,
    annotation_level: level === "error" ? "failure" : "warning",
    title: title.slice(0, TITLE),
    message: message.slice(0, MESSAGE),
});
const batches = (all) => Array.from({ length: Math.ceil(all.length / BATCH) }, (_, index) => all.slice(index * BATCH, (index + 1) * BATCH));

// EXTERNAL MODULE: ./node_modules/@actions/github/lib/utils.js + 20 modules
var utils = __webpack_require__(5250);
// EXTERNAL MODULE: ./node_modules/@octokit/plugin-retry/dist-bundle/index.js
var dist_bundle = __webpack_require__(9735);
// EXTERNAL MODULE: ./node_modules/@octokit/plugin-throttling/dist-bundle/index.js
var plugin_throttling_dist_bundle = __webpack_require__(6856);
;// CONCATENATED MODULE: ./lib/github/whole-answers.js
/** A request without an answer in this time is given up. */
const PATIENCE_MS = 10_000;
/** Statuses whose answers have no content (fetch standard). */
const EMPTY = new Set([204, 205, 304]);
/**
 * fetch that yields only whole answers: one that stalls, breaks off or is no JSON though it says so is an error like a lost
 * connection. Octokit would hand on what it got.
 */
function wholeAnswers(fetch) {
    return async (url, options) => {
        const answer = await fetch(url, { ...options, signal: AbortSignal.timeout(PATIENCE_MS) });
        const content = await answer.arrayBuffer();
        const { status, statusText } = answer;
        const isJson = /^application\/(?:[\w.]+\+)?json\b/.test(answer.headers.get("content-type") ?? "");
        if (isJson && content.byteLength > 0)
            JSON.parse(new TextDecoder().decode(content));
        return new Response(EMPTY.has(status) ? null : content, { status, statusText, headers: [...answer.headers] });
    };
}

;// CONCATENATED MODULE: ./lib/github/client.js




/** A limit that lifts later than this is not waited for: the verdict does not depend on it. */
const LONGEST_WAIT_S = 60;
const RETRIES = 2;
/** Sending again helps against none of these. */
const FINAL = [400, 401, 403, 404, 409, 410, 422, 429, 451];
const Octokit = utils/* GitHub */.gq.plugin(dist_bundle/* retry */.L, plugin_throttling_dist_bundle/* throttling */.A);
/**
 * The plugin holds writes a second apart, and GraphQL reads with them, for programs that send many. A run writes once or
 * twice; creations of comments are still held three seconds apart.
 */
const UNPACED = {
    key: () => ({ schedule: (_options, work) => work() }),
};
/**
 * Octokit, which waits where GitHub asks for it and sends reads and updates again after a fault. Whoever creates something
 * passes `request: { retries: 0 }`: the request may have been carried out though its answer was lost.
 */
function createClient({ token, apiUrl, say }) {
    const waitFor = (limit) => (seconds, _options, _octokit, count) => {
        const waits = seconds <= LONGEST_WAIT_S && count < RETRIES;
        say(`GitHub's ${limit} is reached and lifts in ${seconds} s; ${waits ? "waiting for it" : "going on without"}.`);
        return waits;
    };
    return new Octokit((0,utils/* getOctokitOptions */.EG)(token, {
        baseUrl: apiUrl,
        userAgent: "gpu-memory",
        request: { retries: RETRIES, fetch: wholeAnswers(utils/* defaults */.NT.request?.fetch) },
        retry: { doNotRetry: FINAL },
        throttle: {
            write: UNPACED,
            onRateLimit: waitFor("rate limit"),
            onSecondaryRateLimit: waitFor("secondary rate limit"),
        },
        log: { debug: () => { }, info: () => { }, warn: say, error: () => { } },
    }));
}

;// CONCATENATED MODULE: ./lib/graph/layer.js

/**
 * Layers whose shapes and parameters are known and whose allocations are not: a run with one of them is UNKNOWN
 * (`unplayedLayer` in unplayed.ts says which). Whoever writes a rule takes the kind off this list; then the table of
 * rules does not compile without it.
 */
const UNPLAYED = [
    "MaxSigmoidAttention",
    "C2fAttn",
    "ContrastiveHead",
    "VisualPrompts",
    "TextPrompts",
    "ImagePoolingAttn",
    "TextDetect",
    "TransformerLayer",
    "TransformerBlock",
];

;// CONCATENATED MODULE: ./lib/graph/tree.js
const isLayer = (value) => typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    typeof value.kind === "string" &&
    !("outputs" in value);
/** Direct children with where they are, in registration order: fields are written in that order. */
function namedChildren(layer) {
    const found = [];
    for (const [field, value] of Object.entries(layer)) {
        if (isLayer(value))
            found.push({ child: value, field });
        else if (Array.isArray(value))
            for (const [index, child] of value.entries())
                if (isLayer(child))
                    found.push({ child, field, index });
    }
    return found;
}
/** Direct children in registration order. */
const children = (layer) => namedChildren(layer).map(({ child }) => child);
/** The layer and everything below it, parents first. */
function* walk(layer) {
    yield layer;
    for (const child of children(layer))
        yield* walk(child);
}

;// CONCATENATED MODULE: ./lib/graph/unplayed.js

const unplayed = new Set(UNPLAYED);
/** Why the graph can't be estimated: its first layer whose allocations are not modelled; undefined where all are. */
function unplayedLayer(graph) {
    for (const row of graph.layers) {
        for (const layer of walk(row.layer)) {
            if (!unplayed.has(layer.kind))
                continue;
            const inside = layer.kind === row.module ? "" : ` (its part ${layer.kind})`;
            const place = row.place ?? graph.model.description.place;
            return {
                code: "unplayed-layer",
                message: `Layer ${row.index}, ${row.module}${inside}, is known, but what it allocates is not modelled yet.`,
                remedy: "Measure this run on a GPU with smoke/measure.py.",
                ...(place === undefined ? {} : { place }),
            };
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/memory/allocator-settings.js

const DEFAULT_ALLOCATOR = {
    expandableSegments: false,
    maxSplitBytes: Number.POSITIVE_INFINITY,
    roundupDivisions: [],
    collectionThreshold: 0,
};
/** Splits at commas that are not inside brackets. */
function entries(text) {
    return text.match(/(?:[^,[]|\[[^\]]*\])+/g)?.map((entry) => entry.trim()) ?? [];
}
/** `4`, or `[256:1,512:2,>:4]`: sizes in MiB. */
function divisions(value) {
    if (!value.startsWith("["))
        return [[0, Number.parseInt(value, 10) || 0]];
    const pairs = value
        .slice(1, -1)
        .split(",")
        .map((pair) => pair.split(":"));
    let from = 0;
    return pairs.map(([size = "", count = "0"]) => {
        const entry = [from, Number.parseInt(count, 10) || 0];
        if (size.trim() !== ">")
            from = Number.parseInt(size, 10) * MIB;
        return entry;
    });
}
/** The settings that an environment variable's text asks for; what it does not name keeps PyTorch's default. */
function allocatorSettings(text) {
    let settings = DEFAULT_ALLOCATOR;
    for (const entry of entries(text ?? "")) {
        const at = entry.indexOf(":");
        const [name, value] = [entry.slice(0, at).trim(), entry.slice(at + 1).trim()];
        switch (name) {
            case "expandable_segments":
                settings = { ...settings, expandableSegments: /^true$/i.test(value) };
                break;
            case "max_split_size_mb":
                settings = { ...settings, maxSplitBytes: Number.parseInt(value, 10) * MIB };
                break;
            case "roundup_power2_divisions":
                settings = { ...settings, roundupDivisions: divisions(value) };
                break;
            case "garbage_collection_threshold":
                settings = { ...settings, collectionThreshold: Number.parseFloat(value) || 0 };
                break;
        }
    }
    return settings;
}

;// CONCATENATED MODULE: ./lib/execution/ops/activation.js
/** Keeps its input; the gradient has the gradient's order. SiLU, and every activation whose derivative needs the input. */
function silu(tape, x) {
    return tape.attachOne(tape.like(x), [x], [x], ([gradient], [input]) => [
        gradient && input && tape.tensor(input.shape, input.dtype, gradient.order),
    ]);
}
/** Keeps its output. */
function relu(tape, x) {
    const output = tape.like(x);
    return tape.attachOne(output, [x], [output], (_, [saved]) => [saved && tape.like(saved)]);
}
/** Keeps its output, as relu; gradient in the gradient's order. */
function sigmoid(tape, x) {
    return relu(tape, x);
}
/** Without a graph an activation that may writes into its input. */
const inPlace = (tape, activation) => tape.settings.rules.activatesInPlace &&
    !tape.gradients &&
    ["SiLU", "ReLU", "LeakyReLU", "Hardswish"].includes(activation);
/** Activation of a block; the tensor itself, held once more, where there is none. */
function activate(tape, x, activation) {
    if (activation === "none" || inPlace(tape, activation))
        return tape.keep(x);
    switch (activation) {
        case "ReLU":
        case "Sigmoid":
            return relu(tape, x);
        case "SiLU":
        case "LeakyReLU":
        case "Hardswish":
        case "GELU":
        case "Mish":
            return silu(tape, x);
    }
}

;// CONCATENATED MODULE: ./lib/execution/tensor.js
/** Bytes of one element. fp16 stands for bfloat16 too, int8 for uint8 and bool. */
const WIDTH = { fp32: 4, fp16: 2, int64: 8, int32: 4, int8: 1 };
/** A tensor without values: what it occupies, how it lies, and what made it. */
class Tensor {
    /** Who holds it. The function that makes a tensor holds it once; see Tape. */
    refs = 1;
    storage;
    shape;
    dtype;
    order;
    /** A slice of a larger tensor: an operator that needs dense memory copies it first. */
    strided;
    node = undefined;
    /** Which output of `node` it is. */
    output = 0;
    requiresGrad = false;
    /** Of a parameter: its gradient, and the node on which gradients land. */
    grad = undefined;
    accumulator = undefined;
    constructor(storage, shape, layout) {
        this.storage = storage;
        this.shape = shape;
        this.dtype = layout.dtype;
        this.order = layout.order;
        this.strided = layout.strided;
    }
    get elements() {
        let product = 1;
        for (const side of this.shape)
            product *= side;
        return product;
    }
    get bytes() {
        return this.elements * WIDTH[this.dtype];
    }
    /** Batch, channels, height, width of an image-like tensor. */
    get nchw() {
        const [n = 1, c = 1, h = 1, w = 1] = this.shape;
        return [n, c, h, w];
    }
    dim(index) {
        const side = this.shape.at(index);
        if (side === undefined)
            throw new RangeError(`no dimension ${index} in [${this.shape.join(", ")}]`);
        return side;
    }
}

;// CONCATENATED MODULE: ./lib/execution/ops/views.js

/** Another shape of the same memory; the gradient comes back as a slice in the input's shape. */
function reshape(tape, x, shape, layout = { order: "nchw", strided: false }) {
    const before = x.shape;
    return tape.attachOne(tape.view(x, shape, layout), [x], [], ([gradient]) => [
        gradient && tape.view(gradient, before, { order: "nchw", strided: true }),
    ]);
}
/** contiguous() of a permuted tensor: a copy; the gradient passes through as a view. */
function copy(tape, x, shape = x.shape) {
    const { shape: before, order } = x;
    return tape.attachOne(tape.tensor(shape, x.dtype), [x], [], ([gradient]) => [
        gradient && tape.view(gradient, before, { order, strided: true }),
    ]);
}
/** Slices along a dimension: views. Backward fills in missing gradients with zeros and writes one full-size tensor. */
function split(tape, x, sizes, dimension = 1) {
    const { shape, dtype, order } = x;
    const outputs = sizes.map((size) => tape.view(x, shape.with(dimension, size), { strided: true }));
    const shapes = outputs.map((output) => output.shape);
    return tape.attach(outputs, [x], [], (gradients) => {
        const zeros = shapes.map((each, index) => (gradients[index] === undefined ? tape.tensor(each, dtype) : undefined));
        const whole = tape.tensor(shape, dtype, order);
        tape.drop(...zeros);
        return [whole];
    });
}
const chunk = (tape, x, parts) => split(tape, x, Array(parts).fill(Math.floor(x.dim(1) / parts)));
/** Joined along a dimension in the widest type. Gradients are slices of one tensor, cast where the type differs. */
function concat(tape, inputs, dimension = 1) {
    const [first] = inputs;
    if (first === undefined)
        throw new RangeError("nothing to join");
    const dtype = inputs.reduce((widest, x) => (WIDTH[x.dtype] > WIDTH[widest] ? x.dtype : widest), first.dtype);
    const size = inputs.reduce((sum, x) => sum + x.dim(dimension), 0);
    const order = first.shape.length === 4 && inputs.every((x) => x.order === "nhwc") ? "nhwc" : "nchw";
    const parts = inputs.map((x) => ({ shape: x.shape, dtype: x.dtype, needed: x.requiresGrad }));
    const output = tape.tensor(first.shape.with(dimension, size), dtype, order);
    return tape.attachOne(output, inputs, [], ([gradient]) => {
        if (gradient === undefined)
            return [];
        return parts.map((part) => {
            if (!part.needed)
                return undefined;
            const slice = tape.view(gradient, part.shape, { strided: true });
            if (part.dtype === gradient.dtype)
                return slice;
            const cast = tape.like(slice, part.dtype);
            tape.drop(slice);
            return cast;
        });
    });
}
/** Without its past: backward ends here. */
const detach = (tape, x) => tape.view(x);
/** Views of the images of a batch; backward joins their gradients in one copy. */
function unbind(tape, x) {
    const { shape, dtype } = x;
    const outputs = Array.from({ length: x.dim(0) }, () => tape.view(x, shape.slice(1), { order: "nchw", strided: false }));
    return tape.attach(outputs, [x], [], () => [tape.tensor(shape, dtype)]);
}
/** Tensors of one shape in a new first dimension; their gradients are views of one. */
function stack(tape, inputs) {
    const [first] = inputs;
    if (first === undefined)
        throw new RangeError("nothing to stack");
    const { shape } = first;
    return tape.attachOne(tape.tensor([inputs.length, ...shape], first.dtype), inputs, [], ([gradient]) => gradient === undefined ? [] : inputs.map(() => tape.view(gradient, shape, { strided: true })));
}

;// CONCATENATED MODULE: ./lib/execution/ops/batch-norm.js
const ceilDiv = (a, b) => Math.ceil(a / b);
/** cuDNN's partial sums of a channels-last batch norm: exact on an H200; none were seen in NCHW. */
function workspace(tape, x, pass) {
    if (!tape.settings.channelsLast)
        return 0;
    const [n, c, h, w] = x.nchw;
    const pixels = n * h * w;
    const block = c % 8 === 0 ? 64 : 16;
    const groups = ceilDiv(c, block);
    if (pass === "backward")
        return 1056 + 4 * groups + groups * ceilDiv(pixels, 96) * 512;
    const rows = x.dtype === "fp16" ? 160 : 64;
    return 1072 + 4 * groups + groups * ceilDiv(pixels, rows) * (block * 8 + 4);
}
/** Training: output, mean, inverse deviation, workspace; keeps the input and both statistics. Evaluation: the output. */
function batchNorm(tape, x, parameters) {
    const output = tape.ordered(x);
    if (!parameters.training)
        return output;
    const channels = x.dim(1);
    const mean = tape.tensor([channels], "fp32");
    const deviation = tape.tensor([channels], "fp32");
    tape.workspace(workspace(tape, x, "forward"));
    tape.attachOne(output, [x, parameters.weight, parameters.bias], [x, mean, deviation], ([gradient], [input]) => {
        if (gradient === undefined || input === undefined)
            return [];
        const copy = tape.denseCopy(gradient);
        const data = tape.ordered(input);
        const ofWeight = tape.tensor([channels], "fp32");
        const ofBias = tape.tensor([channels], "fp32");
        tape.workspace(workspace(tape, input, "backward"));
        tape.drop(copy);
        return [data, ofWeight, ofBias];
    });
    tape.drop(mean, deviation);
    return output;
}

;// CONCATENATED MODULE: ./lib/execution/ops/weight-gradient-workspaces.json
const weight_gradient_workspaces_namespaceObject = /*#__PURE__*/JSON.parse('{"G":[[4,80,20,20,80,1,1,1,0],[4,256,20,20,80,1,1,1,0],[4,256,20,20,256,3,1,256,294912],[4,128,40,40,128,3,1,128,147456],[4,64,80,80,64,3,1,64,73728],[4,64,20,20,64,1,1,1,0],[4,64,20,20,64,3,1,1,0],[4,256,20,20,64,3,1,1,591135],[4,64,40,40,64,1,1,1,65808],[4,64,40,40,64,3,1,1,786735],[4,128,40,40,64,3,1,1,1180023],[4,64,80,80,64,1,1,1,311568],[4,64,80,80,64,3,1,1,1917591],[4,384,20,20,256,1,1,1,0],[4,128,20,20,128,1,1,1,0],[4,128,20,20,64,1,1,1,0],[4,128,20,20,128,3,2,1,0],[4,192,40,40,128,1,1,1,393488],[4,32,40,40,64,3,1,1,1048927],[4,64,40,40,32,3,1,1,786735],[4,64,40,40,64,3,2,1,786735],[4,96,80,80,64,1,1,1,467216],[4,16,80,80,32,3,1,1,700544],[4,32,80,80,16,3,1,1,700544],[4,256,80,80,64,1,1,1,1245456],[4,384,40,40,128,1,1,1,786704],[4,256,20,20,256,1,1,1,0],[4,256,20,20,128,1,1,1,0],[4,128,20,20,256,1,1,1,0],[4,128,20,20,128,3,1,128,147456],[4,512,20,20,256,1,1,1,0],[4,128,20,20,256,3,2,1,0],[4,64,40,40,32,1,1,1,33040],[4,32,40,40,32,3,1,1,1048927],[4,128,40,40,128,1,1,1,262416],[4,128,40,40,128,3,2,1,0],[4,96,80,80,128,1,1,1,934160],[4,64,80,80,64,3,2,1,1802879],[4,48,160,160,64,1,1,1,1245456],[4,8,160,160,16,3,1,1,594560],[4,16,160,160,8,3,1,1,571520],[4,32,160,160,32,1,1,1,311568],[4,16,160,160,32,3,2,1,2285696],[32,256,7,7,1280,1,1,1,0],[32,256,7,7,256,1,1,1,0],[32,256,7,7,128,1,1,1,0],[32,128,7,7,256,1,1,1,0],[32,128,7,7,128,1,1,1,0],[32,128,7,7,128,3,1,128,1179648],[32,384,7,7,256,1,1,1,0],[32,128,7,7,64,1,1,1,0],[32,64,7,7,64,3,1,1,0],[32,128,7,7,256,3,2,1,0],[32,192,14,14,128,1,1,1,393488],[32,64,14,14,64,1,1,1,65808],[32,64,14,14,32,1,1,1,33040],[32,32,14,14,32,3,1,1,1048927],[32,128,14,14,128,1,1,1,262416],[32,128,14,14,128,3,2,1,0],[32,96,28,28,128,1,1,1,934160],[32,16,28,28,32,3,1,1,424064],[32,32,28,28,16,3,1,1,424064],[32,64,28,28,64,1,1,1,311568],[32,64,28,28,64,3,2,1,1802879],[32,48,56,56,64,1,1,1,1229072],[32,8,56,56,16,3,1,1,175232],[32,16,56,56,8,3,1,1,281216],[32,32,56,56,32,1,1,1,307472],[32,16,56,56,32,3,2,1,2340992],[4,16,20,20,16,3,1,1,0],[4,256,20,20,16,3,1,1,1033503],[4,16,40,40,16,3,1,1,350336],[4,128,40,40,16,3,1,1,1180023],[4,16,80,80,16,3,1,1,350336],[4,64,80,80,16,3,1,1,1802879],[4,64,160,160,32,1,1,1,622864],[4,64,160,160,64,3,1,1,1917591],[4,32,20,20,32,1,1,1,0],[4,32,20,20,32,3,1,1,0],[4,256,20,20,32,3,1,1,1181247],[4,32,40,40,32,1,1,1,16656],[4,128,40,40,32,3,1,1,1180023],[4,32,80,80,32,1,1,1,78096],[4,32,80,80,32,3,1,1,1400960],[4,64,80,80,32,3,1,1,1802879],[4,192,40,40,64,1,1,1,196880],[4,32,80,80,16,1,1,1,39184],[4,256,80,80,32,1,1,1,622864],[4,384,40,40,64,1,1,1,393488],[4,128,20,20,128,7,1,128,802816],[4,128,20,20,384,1,1,1,0],[4,128,40,40,64,1,1,1,131344],[4,64,40,40,128,1,1,1,131344],[4,64,40,40,64,7,1,64,401408],[4,64,40,40,192,1,1,1,196880],[4,64,20,20,128,3,1,1,0],[4,128,20,20,64,3,1,1,1476447],[4,128,160,160,64,3,1,1,3834519],[4,256,80,80,128,3,1,1,7078479],[4,256,80,80,256,3,1,1,7078479],[4,256,40,40,256,3,1,1,0],[4,128,40,40,256,1,1,1,524560],[4,64,80,80,256,1,1,1,1245456],[4,64,80,80,80,1,1,1,389392],[4,256,20,20,64,1,1,1,0],[4,256,20,20,256,7,1,256,1605632],[4,128,20,20,128,3,2,128,147456],[4,192,80,80,64,1,1,1,934160],[4,128,20,20,128,3,1,1,0],[4,256,20,20,256,3,2,256,294912],[4,256,40,40,128,1,1,1,524560],[4,128,40,40,128,3,2,128,273326],[4,64,80,80,128,1,1,1,622864],[4,128,80,80,64,1,1,1,622864],[4,32,80,80,64,3,2,1,1802879],[4,48,160,160,32,1,1,1,622864],[4,16,160,160,16,3,1,1,1142912],[16,80,20,20,80,1,1,1,123152],[16,80,20,20,80,3,1,1,2304128],[16,256,20,20,80,3,1,1,3686528],[16,80,40,40,80,1,1,1,583952],[16,80,40,40,80,3,1,1,2949711],[16,128,40,40,80,3,1,1,2949711],[16,80,80,80,80,1,1,1,2334992],[16,80,80,80,80,3,1,1,7668375],[16,64,80,80,80,3,1,1,3834519],[16,64,20,20,64,1,1,1,65808],[16,64,20,20,64,3,1,1,786735],[16,256,20,20,64,3,1,1,4719003],[16,64,40,40,64,1,1,1,311568],[16,64,40,40,64,3,1,1,1917591],[16,128,40,40,64,3,1,1,3834519],[16,64,80,80,64,1,1,1,1245456],[16,64,80,80,64,3,1,1,1917591],[16,384,20,20,256,1,1,1,1573136],[16,128,20,20,128,3,1,1,0],[16,128,20,20,128,3,2,1,0],[16,192,40,40,128,1,1,1,1868048],[16,64,40,40,64,3,2,1,1802879],[16,96,80,80,64,1,1,1,1868048],[16,32,80,80,32,3,1,1,2138240],[16,192,80,80,64,1,1,1,3735824],[16,384,40,40,128,1,1,1,3735824],[16,512,20,20,256,1,1,1,2097424],[16,256,20,20,128,1,1,1,524560],[16,256,20,20,256,1,1,1,1048848],[16,128,20,20,256,3,2,1,0],[16,256,40,40,128,1,1,1,2490640],[16,128,40,40,128,1,1,1,1245456],[16,64,40,40,128,3,2,1,3834519],[16,128,80,80,64,1,1,1,2490640],[16,32,80,80,64,3,2,1,1802879],[16,48,160,160,32,1,1,1,811264],[16,16,160,160,16,3,1,1,2827799],[16,32,160,160,32,1,1,1,540928],[16,16,160,160,32,3,2,1,1868399],[4,80,20,20,80,3,1,1,0],[4,256,20,20,80,3,1,1,2211968],[4,80,40,40,80,3,1,1,8524928],[4,128,40,40,80,3,1,1,0],[4,80,80,80,80,3,1,1,2949711],[4,64,80,80,80,3,1,1,3834519],[4,64,40,40,128,3,2,1,0],[4,256,20,20,256,3,1,1,0],[4,512,20,20,256,3,1,1,0],[4,256,40,40,80,1,1,1,327952],[4,512,40,40,256,3,1,1,0],[4,256,80,80,80,1,1,1,1556752],[4,512,20,20,64,3,1,1,0],[4,512,40,40,64,3,1,1,0],[4,256,80,80,64,3,1,1,7668375],[4,1024,20,20,512,1,1,1,0],[4,256,20,20,256,3,2,1,0],[4,1024,40,40,512,1,1,1,0],[4,256,40,40,256,1,1,1,1048848],[4,128,40,40,128,3,1,1,0],[4,768,40,40,512,1,1,1,6291728],[4,512,80,80,256,1,1,1,5767440],[4,128,80,80,128,3,1,1,3539535],[4,128,80,80,128,1,1,1,1245456],[4,1024,80,80,256,1,1,1,8388880],[4,512,20,20,512,1,1,1,0],[4,512,40,40,512,1,1,1,3146000],[4,256,40,40,256,3,2,1,0],[4,512,80,80,512,1,1,1,8388880],[4,256,80,80,256,1,1,1,4456720],[4,128,80,80,128,3,2,1,3539535],[4,256,160,160,256,1,1,1,8651024],[4,64,160,160,64,1,1,1,1245456],[4,32,160,160,32,3,1,1,2248832],[4,128,160,160,128,1,1,1,4129040],[4,64,160,160,128,3,2,1,3834519]]}');
;// CONCATENATED MODULE: ./lib/execution/ops/conv-workspaces.js


const conv_workspaces_ceilDiv = (a, b) => Math.ceil(a / b);
const roundUp = (x, m) => conv_workspaces_ceilDiv(x, m) * m;
const padded = (channels) => roundUp(channels, 8);
const RECORDED = new Map(weight_gradient_workspaces_namespaceObject.G.map((row) => [row.slice(0, 8).join(), row[8] ?? 0]));
const inputElements = (s, channels) => s.batch * channels * s.height * s.width;
const outputElements = (s, channels) => s.batch * channels * s.outHeight * s.outWidth;
/**
 * Copies that cuDNN makes inside its workspace where the layout or the channel count does not suit its kernels.
 * Read off traces on an H200 (memory-rules, workspaces): exact for half precision.
 */
function transformWorkspace(s, settings) {
    const { layer, dtype } = s;
    const k = layer.kernel[0];
    if (layer.groups > 1 || dtype !== "fp16")
        return 0;
    const weight = padded(layer.in) * padded(layer.out) * k * k;
    if (!settings.channelsLast) {
        if (layer.in <= 4 || k === 1)
            return 0;
        return WIDTH[dtype] * (inputElements(s, padded(layer.in)) + outputElements(s, padded(layer.out)) + weight) + 16;
    }
    const raggedIn = layer.in % 8 !== 0;
    const raggedOut = layer.out % 8 !== 0;
    if (k === 1 || !((raggedIn && layer.in > 4) || raggedOut))
        return 0;
    const input = raggedIn ? inputElements(s, padded(layer.in)) : 0;
    const output = raggedOut ? outputElements(s, padded(layer.out)) : 0;
    return WIDTH[dtype] * (input + output + weight) + 16;
}
/** The same for the weight gradient. The 233,983 bytes beside the copies were seen in two fp32 layers. */
function transformWeightGradient(s, settings) {
    const { layer, dtype } = s;
    const k = layer.kernel[0];
    if (layer.groups > 1)
        return 0;
    const both = WIDTH[dtype] * (inputElements(s, layer.in) + outputElements(s, layer.out));
    if (dtype === "fp32")
        return k > 1 && layer.in <= 16 ? both + 233_983 : 0;
    const copiesBoth = !settings.channelsLast && (layer.in <= 4 || (k === 1 && Math.max(layer.in, layer.out) <= 48));
    return copiesBoth ? both + 16 : transformWorkspace(s, settings);
}
/** Partial sums of a 1x1 weight gradient: one copy of the weights a split (splits seen: 4, 19, 76, at most 132). */
function splitsOfPointwise(s) {
    const { layer } = s;
    const pixels = s.batch * s.outHeight * s.outWidth;
    if (pixels < 3000)
        return 0;
    const weight = (layer.in > 64 && layer.in < 96 ? roundUp(layer.in, 96) : layer.in) * layer.out * 4;
    const wanted = pixels < 12_000 ? 4 : Math.round(pixels / 1344);
    const tiles = Math.max(1, conv_workspaces_ceilDiv(layer.in, 128) * conv_workspaces_ceilDiv(layer.out, 128));
    const splits = Math.max(1, Math.min(wanted, 132, Math.max(4, Math.trunc(132 / tiles))));
    return splits * weight + 272;
}
/** Partial sums of a wider weight gradient; the split counts were seen between recorded shapes, not derived. */
function splitsOfSpatial(s) {
    const { layer } = s;
    const k = layer.kernel[0];
    const pixels = s.batch * s.outHeight * s.outWidth;
    if (pixels < 3000)
        return 0;
    if (layer.in <= 4)
        return pixels > 500_000 ? 3_214_563 : 1_062_063;
    const weight = roundUp(layer.in, 64) * roundUp(layer.out, 64) * k * k * 4;
    const tiles = conv_workspaces_ceilDiv(layer.in, 64) * conv_workspaces_ceilDiv(layer.out, 64);
    const many = tiles <= 2 ? 13 : tiles <= 8 ? 6 : tiles <= 16 ? 3 : 1;
    const splits = pixels >= 20_000 ? many : tiles <= 2 ? 5 : 0;
    return splits === 0 ? 131 : Math.trunc(Math.min(splits * weight, 8 << 20)) + 663;
}
function splitWorkspace(s) {
    const { layer } = s;
    const k = layer.kernel[0];
    if (s.dtype === "fp16") {
        const key = [s.batch, layer.in, s.outHeight, s.outWidth, layer.out, k, layer.stride, layer.groups].join();
        const seen = RECORDED.get(key);
        if (seen !== undefined)
            return seen;
    }
    if (layer.groups > 1)
        return k > 1 ? Math.floor((4 * 16 * k * k * roundUp(layer.in, 64)) / 8) : 0;
    return k === 1 ? splitsOfPointwise(s) : splitsOfSpatial(s);
}
/** Workspace of the gradient of the weights. */
function weightGradientWorkspace(s, settings) {
    return imagewiseWeightGradient(s, settings) ?? splitWorkspace(s) + transformWeightGradient(s, settings);
}
/** The largest such gradient that was recorded, 256 x 1280; classifiers of 512 x 1280 peak lower than it would have them. */
const MOST_IMAGEWISE = 327_680;
/** One fp32 weight gradient an image: half-precision 1x1 convolutions in NCHW order, as recorded from 8.3.63. */
function imagewiseWeightGradient(s, settings) {
    const { layer, dtype, batch } = s;
    if (settings.channelsLast || dtype === "fp32" || layer.kernel[0] !== 1 || layer.groups > 1)
        return undefined;
    if (Math.max(layer.in, layer.out) <= 48 || layer.in * layer.out > MOST_IMAGEWISE)
        return undefined;
    return batch * layer.in * layer.out * 4;
}
/** Workspace of the gradient of the input. The narrow strided case was seen once, in one layer. */
function dataGradientWorkspace(s, settings) {
    const { layer } = s;
    const narrow = settings.channelsLast &&
        s.dtype === "fp16" &&
        layer.stride === 2 &&
        layer.kernel[0] === 3 &&
        layer.in <= 16 &&
        s.height <= 112;
    if (narrow)
        return 2 * (inputElements(s, layer.in) + outputElements(s, layer.out)) + 247_824;
    return transformWorkspace(s, settings);
}
/**
 * Staging of a grid-wide sum over the pixels of a channels-last tensor: PyTorch's reduction for the gradient of a bias.
 * Depends on the number of multiprocessors (2,048 threads each).
 */
function pixelSumWorkspace(channels, pixels, multiprocessors) {
    const powerBelow = (x) => 2 ** Math.floor(Math.log2(Math.max(1, x)));
    const vector = channels >= 128 ? 4 : channels >= 64 ? 2 : 1;
    const width = Math.min(powerBelow(Math.floor(channels / vector)), 32);
    const height = Math.min(powerBelow(pixels), Math.floor(Math.floor(512 / vector) / width));
    const grid = conv_workspaces_ceilDiv(Math.floor(channels / vector), width);
    const values = conv_workspaces_ceilDiv(pixels, height);
    const filling = conv_workspaces_ceilDiv(multiprocessors * Math.floor(2048 / (width * height)), grid);
    const blocks = Math.max(Math.min(filling, conv_workspaces_ceilDiv(values, 16)), conv_workspaces_ceilDiv(values, 256));
    return blocks > 1 ? 4 * channels * blocks * width * vector : 0;
}

;// CONCATENATED MODULE: ./lib/execution/ops/convolution.js

function outputSide(layer, side, axis) {
    if (layer.transposed)
        return (side - 1) * layer.stride - 2 * layer.padding[axis] + layer.kernel[axis];
    return (Math.floor((side + 2 * layer.padding[axis] - layer.dilation * (layer.kernel[axis] - 1) - 1) / layer.stride) + 1);
}
/** Bias gradients of small maps take no staging; strided gradients (prediction convolutions) are staged as halves. */
function biasGradientWorkspace(tape, s, dense) {
    const { out } = s.layer;
    const pixels = s.batch * s.outHeight * s.outWidth;
    if (pixels <= 4000 || out < 8)
        return 0;
    if (dense && tape.settings.channelsLast)
        return pixelSumWorkspace(out, pixels, tape.settings.multiprocessors);
    return out % 8 === 0 ? pixels * out * 2 : Math.floor((pixels * out) / 2);
}
/** Forward: casts (bias, weight, input), a dense copy of a sliced input, output, workspace. Backward: data, weights, bias. */
function convolution(tape, input, layer, weights) {
    const bias = weights.bias && tape.low(weights.bias);
    const weight = tape.low(weights.weight);
    const x = tape.low(input);
    const [batch, , height, width] = x.nchw;
    const sizes = {
        layer,
        batch,
        height,
        width,
        outHeight: outputSide(layer, height, 0),
        outWidth: outputSide(layer, width, 1),
        dtype: x.dtype,
    };
    const copy = tape.denseCopy(x);
    const output = tape.tensor([batch, layer.out, sizes.outHeight, sizes.outWidth], x.dtype, tape.order);
    // A transposed convolution runs as the data gradient of a convolution, which copies everything it touches.
    tape.workspace(layer.transposed
        ? output.bytes + x.bytes + layer.in * layer.out * 8 + 16
        : transformWorkspace(sizes, tape.settings));
    tape.drop(copy);
    const needs = {
        input: x.requiresGrad,
        weight: weights.weight.requiresGrad && tape.gradients,
        bias: weights.bias?.requiresGrad ?? false,
    };
    tape.attachOne(output, [x, weight, bias], [x, weight], ([gradient], [savedInput, savedWeight]) => {
        if (gradient === undefined || savedInput === undefined || savedWeight === undefined)
            return [];
        const inputCopy = tape.denseCopy(savedInput);
        const dense = tape.dense(gradient);
        let data;
        if (needs.input) {
            data = tape.ordered(savedInput);
            const gradientCopy = tape.denseCopy(gradient);
            tape.workspace(dataGradientWorkspace(sizes, tape.settings));
            tape.drop(gradientCopy);
        }
        let ofWeight;
        if (needs.weight) {
            const gradientCopy = tape.denseCopy(gradient);
            ofWeight = tape.tensor(savedWeight.shape, savedWeight.dtype, tape.order);
            tape.workspace(weightGradientWorkspace(sizes, tape.settings));
            tape.drop(gradientCopy);
        }
        let ofBias;
        if (needs.bias) {
            ofBias = tape.tensor([layer.out], savedWeight.dtype);
            tape.workspace(biasGradientWorkspace(tape, sizes, dense));
        }
        tape.drop(inputCopy);
        return [data, ofWeight, ofBias];
    });
    tape.drop(x, bias, weight);
    return output;
}

;// CONCATENATED MODULE: ./lib/execution/ops/elementwise.js

/** Sum of two tensors in the wider type. Backward hands the same gradient to both. */
function add(tape, a, b) {
    const [ofA, ofB] = [a.dtype, b.dtype];
    const output = tape.tensor(a.shape, WIDTH[ofA] >= WIDTH[ofB] ? ofA : ofB, a.order);
    return tape.attachOne(output, [a, b], [], ([gradient]) => gradient === undefined ? [] : [tape.castGradient(gradient, ofA), tape.castGradient(gradient, ofB)]);
}
/** Product of a permuted tensor with a number: keeps its strides, so a matrix product copies it; nothing kept. */
function scale(tape, x) {
    return tape.attachOne(tape.permuted(x), [x], [], ([gradient]) => [gradient && tape.like(gradient)]);
}
/** Image-like tensor without the copy of its gradient: padding and other ops that only place values. */
function pad(tape, x, sides) {
    const [n, c, h, w] = x.nchw;
    const { shape, dtype, order } = x;
    const output = tape.tensor([n, c, h + sides.top + sides.bottom, w + sides.left + sides.right], dtype, order);
    return tape.attachOne(output, [x], [], () => [tape.tensor(shape, dtype, order)]);
}

;// CONCATENATED MODULE: ./lib/execution/ops/matrix.js


/** Deterministic training sets CUBLAS_WORKSPACE_CONFIG=:4096:8, 32 MiB a handle; without it 32 MiB is Hopper's default too. */
const MATRIX_WORKSPACE = 32 * MIB;
/** The first matrix product on a thread takes a workspace for good, right after the product's output. */
const matrixHandle = (tape, thread) => tape.handle(`matrix ${thread}`, MATRIX_WORKSPACE);
const dense = (x) => !x.strided && x.order === "nchw";
/** Batched product of permuted operands: those that do not fold into a matrix are copied, and the copies kept. */
function batchedProduct(tape, left, right, shape) {
    const a = tape.low(left);
    const b = tape.low(right);
    const copyA = dense(a) ? tape.keep(a) : tape.tensor(a.shape, a.dtype);
    const copyB = dense(b) ? tape.keep(b) : tape.tensor(b.shape, b.dtype);
    const output = tape.tensor(shape, a.dtype);
    matrixHandle(tape, "forward");
    const [shapeA, shapeB] = [a.shape, b.shape];
    tape.attachOne(output, [a, b], [copyA, copyB], ([gradient]) => {
        if (gradient === undefined)
            return [];
        const g = dense(gradient) ? tape.keep(gradient) : tape.tensor(gradient.shape, gradient.dtype);
        const ofB = tape.tensor(shapeB, g.dtype);
        matrixHandle(tape, "backward");
        const ofA = tape.tensor(shapeA, g.dtype);
        tape.drop(g);
        return [ofA, ofB];
    });
    tape.drop(a, b, copyA, copyB);
    return output;
}
/**
 * fp32 by autocast's rule; keeps its result. Backward takes a temporary of that size, and one more to make a permuted
 * gradient dense.
 */
function softmax(tape, x, permutedGradient = true) {
    const { shape, dtype } = x;
    const output = tape.tensor(shape, tape.autocast ? "fp32" : dtype);
    return tape.attachOne(output, [x], [output], ([gradient], [saved]) => {
        if (gradient === undefined || saved === undefined)
            return [];
        const g = tape.castGradient(gradient, saved.dtype);
        const result = tape.tensor(shape, dtype);
        const product = tape.tensor(shape, saved.dtype);
        const copy = permutedGradient ? tape.tensor(shape, saved.dtype) : undefined;
        tape.drop(product, copy, g);
        return [result];
    });
}
/** cuBLASLt's own workspace, 1 MiB, taken once. */
const LINEAR_WORKSPACE = MIB;
/** Sum of a gradient over its rows, staged as any sum over the outer dimension is. */
function biasGradient(tape, gradient, columns) {
    const sum = tape.tensor([columns], gradient.dtype);
    const rows = gradient.elements / columns;
    tape.workspace(pixelSumWorkspace(columns, rows, tape.settings.multiprocessors));
    return sum;
}
/** A view of a gradient keeps its base, so a second gradient is never added to it in place. */
function viewOfNew(tape, shape, dtype) {
    const made = tape.tensor(shape, dtype);
    const view = tape.view(made, shape, { strided: true });
    tape.drop(made);
    return view;
}
/** Fully connected layer over the last dimension: input and weight kept. */
function linear(tape, input, layer, weights) {
    const bias = weights.bias && tape.low(weights.bias);
    const weight = tape.low(weights.weight);
    const x = tape.low(input);
    const output = tape.tensor([...x.shape.slice(0, -1), layer.out], x.dtype);
    matrixHandle(tape, "forward");
    tape.handle("linear", LINEAR_WORKSPACE);
    const { shape, dtype } = x;
    const needed = { input: x.requiresGrad, bias: bias !== undefined };
    const ofRows = () => (shape.length > 2 ? viewOfNew(tape, shape, dtype) : tape.tensor(shape, dtype));
    tape.attachOne(output, [x, weight, bias], [x, weight], ([gradient], [, savedWeight]) => {
        if (gradient === undefined || savedWeight === undefined)
            return [];
        const ofInput = needed.input ? ofRows() : undefined;
        matrixHandle(tape, "backward");
        const ofWeight = viewOfNew(tape, savedWeight.shape, dtype);
        return [ofInput, ofWeight, needed.bias ? biasGradient(tape, gradient, layer.out) : undefined];
    });
    tape.drop(x, bias, weight);
    return output;
}
/**
 * The same of a permuted input, which has no fused form: a dense copy of the input is kept and multiplied, the bias is
 * added in place. Without gradients the copy is not made.
 */
function permutedLinear(tape, input, columns, weights) {
    const bias = weights.bias && tape.low(weights.bias);
    const weight = tape.low(weights.weight);
    const x = tape.low(input);
    const rows = tape.gradients ? tape.tensor(x.shape, x.dtype) : tape.keep(x);
    const output = tape.tensor([...x.shape.slice(0, -1), columns], x.dtype);
    matrixHandle(tape, "forward");
    const { shape, dtype } = x;
    const needsBias = bias !== undefined;
    tape.attachOne(output, [x, weight, bias], [weight, rows], (gradients, [savedWeight]) => {
        const [gradient] = gradients;
        if (gradient === undefined || savedWeight === undefined)
            return [];
        const ofBias = needsBias ? permutedBiasGradient(tape, gradient, columns) : undefined;
        if (gradient.strided) {
            gradients[0] = tape.tensor(gradient.shape, gradient.dtype);
            tape.drop(gradient);
        }
        matrixHandle(tape, "backward");
        const ofWeight = viewOfNew(tape, savedWeight.shape, dtype);
        return [viewOfNew(tape, shape, dtype), ofWeight, ofBias];
    });
    tape.drop(x, rows, bias, weight);
    return output;
}
/** The sum over a permuted gradient is not staged. */
const permutedBiasGradient = (tape, gradient, columns) => gradient.strided ? tape.tensor([columns], gradient.dtype) : biasGradient(tape, gradient, columns);
/** Batched product whose operands need no copy, with or without something added to it; backward makes the right one's gradient first where nothing is added. */
function batchedMatrixProduct(tape, operands, options) {
    const [a, b] = [tape.low(operands[0]), tape.low(operands[1])];
    const added = options.added && tape.low(options.added);
    const output = tape.tensor(options.shape, a.dtype);
    matrixHandle(tape, "forward");
    tape.drop(added);
    const gradientOf = ({ shape, dtype }) => {
        return () => viewOfNew(tape, shape, dtype);
    };
    const [ofA, ofB] = [gradientOf(a), gradientOf(b)];
    const leftFirst = added !== undefined;
    tape.attachOne(output, [a, b], leftFirst ? [a, b] : [b, a], () => {
        matrixHandle(tape, "backward");
        if (leftFirst)
            return [ofA(), ofB()];
        const right = ofB();
        return [ofA(), right];
    });
    tape.drop(a, b);
    return output;
}

;// CONCATENATED MODULE: ./lib/execution/ops/resampling.js
const pooled = (side, kernel, stride, padding) => Math.floor((side + 2 * padding - kernel) / stride) + 1;
/** Output and int64 indices; keeps the input and the indices. A sliced input is copied first. */
function maxPool(tape, x, window) {
    const [n, c, h, w] = x.nchw;
    const { kernel, stride, padding } = window;
    const shape = [n, c, pooled(h, kernel, stride, padding), pooled(w, kernel, stride, padding)];
    const copy = x.strided ? tape.like(x) : undefined;
    const output = tape.tensor(shape, x.dtype, x.order);
    const indices = tape.tensor(shape, "int64", x.order);
    tape.drop(copy);
    tape.attachOne(output, [x], [x, indices], ([gradient], [input]) => {
        const gradientCopy = gradient?.strided ? tape.like(gradient) : undefined;
        const result = input && tape.like(input);
        tape.drop(gradientCopy);
        return [result];
    });
    tape.drop(indices);
    return output;
}
/** Keeps the input. */
function averagePool(tape, x, window) {
    const [n, c, h, w] = x.nchw;
    const { kernel, stride, padding } = window;
    const output = tape.tensor([n, c, pooled(h, kernel, stride, padding), pooled(w, kernel, stride, padding)], x.dtype, x.order);
    return tape.attachOne(output, [x], [x], (_, [input]) => [input && tape.like(input)]);
}
/** Nearest neighbour: fp32 by autocast's rule. Backward: the result, then a dense copy of a sliced gradient. */
function upsample(tape, input, factor) {
    const x = tape.autocast ? tape.cast(input, "fp32") : tape.keep(input);
    const [n, c, h, w] = x.nchw;
    const { shape, dtype, order } = x;
    const output = tape.tensor([n, c, h * factor, w * factor], dtype, order);
    tape.attachOne(output, [x], [], ([gradient]) => {
        const result = tape.tensor(shape, dtype, order);
        tape.drop(gradient?.strided ? tape.like(gradient) : undefined);
        return [result];
    });
    tape.drop(x);
    return output;
}

;// CONCATENATED MODULE: ./lib/execution/layers/basic.js






function conv2d(network, layer, x) {
    const { weight, bias } = network.weightsOf(layer);
    if (weight === undefined)
        throw new Error("a convolution without weight");
    return convolution(network.tape, x, layer, { weight, bias });
}
function batchNorm2d(network, layer, x) {
    const training = network.training && !network.frozen.has(layer);
    return batchNorm(network.tape, x, {
        weight: network.weight(layer, "weight"),
        bias: network.weight(layer, "bias"),
        training,
    });
}
const fullyConnected = (network, layer, x) => linear(network.tape, x, layer, { weight: network.weight(layer, "weight"), bias: network.weightsOf(layer)["bias"] });
/** Convolution, batch norm, activation: each result goes when the next one exists. */
function conv(network, layer, x) {
    const { tape } = network;
    const convolved = conv2d(network, layer.conv, x);
    // Without a graph, activations of fused models write into the convolution's output.
    if (network.fused && !tape.gradients)
        return convolved;
    const normed = network.fused ? tape.keep(convolved) : batchNorm2d(network, layer.bn, convolved);
    tape.drop(convolved);
    const activated = activate(tape, normed, layer.act);
    tape.drop(normed);
    return activated;
}
const upsampled = (network, layer, x) => upsample(network.tape, x, layer.factor);
const maxPooled = (network, layer, x) => maxPool(network.tape, x, layer);
const basic_padded = (network, layer, x) => pad(network.tape, x, layer);
const identity = (network, _, x) => network.tape.keep(x);
const sequential = (network, layer, x) => network.chain(layer.layers, x);
const scDown = (network, layer, x) => network.chain([layer.cv1, layer.cv2], x);
const proto = (network, layer, x) => network.chain([layer.cv1, layer.upsample, layer.cv2, layer.cv3], x);
function repVggDw(network, layer, x) {
    const { tape } = network;
    const wide = network.run(layer.conv, x);
    if (network.fused)
        return wide;
    const narrow = network.run(layer.conv1, x);
    const sum = add(tape, wide, narrow);
    tape.drop(wide, narrow);
    const activated = silu(tape, sum);
    tape.drop(sum);
    return activated;
}
/** The fused map of a Proto26: its prototypes are made of it, and its semantic branch reads it. Inputs are borrowed. */
function fusedMap(network, layer, inputs) {
    const { tape } = network;
    const [first] = inputs;
    if (first === undefined)
        throw new Error("prototypes need an input");
    let fused = tape.keep(first);
    layer.refine.forEach((refine, index) => {
        const deeper = inputs[index + 1];
        if (deeper === undefined)
            return;
        const refined = network.run(refine, deeper);
        const enlarged = upsample(tape, refined, 2 ** (index + 1));
        tape.drop(refined);
        const sum = add(tape, fused, enlarged);
        tape.drop(fused, enlarged);
        fused = sum;
    });
    return fused;
}
/** Prototypes of the fused map. */
const proto26 = (network, layer, fused) => network.chain([layer.fuse, layer.cv1, layer.upsample, layer.cv2, layer.cv3], fused);

;// CONCATENATED MODULE: ./lib/execution/layers/detect.js



/** Gives up everything that a set of branches holds. */
function dropBranches(tape, branches) {
    tape.drop(branches.boxes, branches.scores, branches.extra, branches.sigma, branches.proto, branches.semantic, ...branches.levels, ...branches.features);
}
/** One branch on every level, flattened and joined over the anchors. */
function joinedLevels(network, layers, inputs) {
    const { tape } = network;
    const flat = layers.map((layer, level) => {
        const input = inputs[level];
        if (input === undefined)
            throw new Error("a head with more branches than inputs");
        const output = network.run(layer, input);
        const [n, c, h, w] = output.nchw;
        const anchors = reshape(tape, output, [n, c, h * w], { order: "nchw", strided: true });
        tape.drop(output);
        return anchors;
    });
    const all = concat(tape, flat, 2);
    tape.drop(...flat);
    return all;
}
/** The angle of an oriented box: sigmoid, shift and scale as three tensors, the first two of which go. */
function decodedAngle(tape, raw) {
    const squashed = silu(tape, raw);
    tape.drop(raw);
    const shifted = tape.attachOne(tape.like(squashed), [squashed], [], ([gradient]) => [
        gradient && tape.keep(gradient),
    ]);
    tape.drop(squashed);
    const { shape, dtype } = shifted;
    const scaled = tape.attachOne(tape.like(shifted), [shifted], [], () => [tape.tensor(shape, dtype)]);
    tape.drop(shifted);
    return scaled;
}
function branchPredictions(network, head, branch) {
    const { tape } = network;
    const { layers, inputs } = branch;
    const boxes = joinedLevels(network, layers.boxes, inputs);
    const scores = joinedLevels(network, layers.scores, inputs);
    let extra;
    let sigma;
    if (layers.extras !== undefined && layers.keypoints !== undefined && layers.sigmas !== undefined) {
        const hidden = layers.extras.map((layer, level) => network.run(layer, inputs[level] ?? boxes));
        extra = joinedLevels(network, layers.keypoints, hidden);
        if (network.training)
            sigma = joinedLevels(network, layers.sigmas, hidden);
        tape.drop(...hidden);
    }
    else if (layers.extras !== undefined) {
        extra = joinedLevels(network, layers.extras, inputs);
        if (head.extra?.kind === "obb")
            extra = decodedAngle(tape, extra);
    }
    return {
        images: boxes.dim(0),
        anchors: boxes.dim(2),
        boxes,
        scores,
        levels: [],
        extra,
        sigma,
        features: inputs.map((x) => tape.keep(x)),
        proto: undefined,
        semantic: undefined,
    };
}
/** Decoding in evaluation: softmax of the bins, its half copy, an NHWC copy of that; boxes, scores, and their join. */
function decode(network, head, raw) {
    const { tape } = network;
    const { boxes, scores } = raw;
    if (boxes === undefined || scores === undefined)
        throw new Error("decoding needs joined levels");
    const [n, , anchors] = [boxes.dim(0), boxes.dim(1), boxes.dim(2)];
    let distances;
    if (head.regMax > 1) {
        const bins = tape.tensor([n, head.regMax, 4, anchors], tape.autocast ? "fp32" : boxes.dtype);
        const low = tape.autocast ? tape.tensor(bins.shape, "fp16") : tape.keep(bins);
        const copy = tape.settings.channelsLast ? tape.ordered(low) : undefined;
        distances = tape.tensor([n, 1, 4, anchors], low.dtype);
        tape.drop(copy, low, bins);
    }
    const dtype = network.wideAnchors ? "fp32" : boxes.dtype;
    const halves = [0, 1, 2, 3, 4].map(() => tape.tensor([n, 2, anchors], dtype));
    const corners = tape.tensor([n, 4, anchors], dtype);
    tape.drop(...halves);
    const scaled = tape.tensor([n, 4, anchors], dtype);
    tape.drop(corners);
    const sigmoid = tape.like(scores);
    const joined = tape.tensor([n, 4 + head.classes, anchors], dtype);
    tape.drop(scaled, sigmoid);
    let result = joined;
    if (head.extra !== undefined) {
        result = tape.tensor([n, 4 + head.classes + head.extra.outputs, anchors], dtype);
        tape.drop(joined);
    }
    tape.drop(distances);
    return result;
}
function addPrototypes(network, proto, set) {
    const { tape } = network;
    const { many, one, inputs } = set;
    const [first] = inputs;
    if (first === undefined)
        return;
    if (proto.kind === "Proto26") {
        const fused = fusedMap(network, proto, inputs);
        many.proto = network.run(proto, fused);
        if (network.training)
            many.semantic = network.run(proto.semantic, fused);
        tape.drop(fused);
    }
    else
        many.proto = network.run(proto, first);
    if (one === undefined)
        return;
    one.proto = detach(tape, many.proto);
    if (many.semantic !== undefined)
        one.semantic = detach(tape, many.semantic);
}
/** A fused head keeps one set of branches: the one-to-one set where there is one. */
function fusedHead(network, layer, inputs) {
    const one = layer.oneToOneBoxes !== undefined;
    const layers = {
        boxes: layer.oneToOneBoxes ?? layer.boxes,
        scores: layer.oneToOneScores ?? layer.scores,
        extras: one ? layer.oneToOneExtras : layer.extras,
        keypoints: one ? layer.oneToOneKeypoints : layer.keypoints,
        sigmas: one ? layer.oneToOneSigmas : layer.sigmas,
    };
    const many = branchPredictions(network, layer, { layers, inputs });
    const decoded = decode(network, layer, many);
    if (layer.proto !== undefined)
        addPrototypes(network, layer.proto, { many, one: undefined, inputs });
    return { kind: "detect", many, one: undefined, decoded };
}
/** Boxes and scores of all anchors; for end-to-end heads from two sets of branches, the second on detached inputs. */
function detectHead(network, layer, inputs) {
    const { tape } = network;
    if (network.fused)
        return fusedHead(network, layer, inputs);
    const manyLayers = {
        boxes: layer.boxes,
        scores: layer.scores,
        extras: layer.extras,
        keypoints: layer.keypoints,
        sigmas: layer.sigmas,
    };
    const many = branchPredictions(network, layer, { layers: manyLayers, inputs });
    let one;
    if (layer.oneToOneBoxes !== undefined && layer.oneToOneScores !== undefined) {
        const detached = inputs.map((x) => (network.training ? detach(tape, x) : tape.keep(x)));
        const oneLayers = {
            boxes: layer.oneToOneBoxes,
            scores: layer.oneToOneScores,
            extras: layer.oneToOneExtras,
            keypoints: layer.oneToOneKeypoints,
            sigmas: layer.oneToOneSigmas,
        };
        one = branchPredictions(network, layer, { layers: oneLayers, inputs: detached });
        tape.drop(...detached);
    }
    const decoded = network.training ? undefined : decode(network, layer, many);
    if (layer.proto !== undefined)
        addPrototypes(network, layer.proto, { many, one, inputs });
    return { kind: "detect", many, one, decoded };
}

;// CONCATENATED MODULE: ./lib/execution/scratch.js
const parsed = new Map();
function steps(script) {
    const known = parsed.get(script);
    if (known !== undefined)
        return known;
    const made = script
        .trim()
        .split(/\s+/)
        .map((word) => (word.startsWith("-") ? ["-", word.slice(1)] : ["+", word]));
    parsed.set(script, made);
    return made;
}
/**
 * Plays a chain of arithmetic on tensors of one size: `a b c -a -b` makes a, b and c, then drops a and b. That is how an
 * expression unwinds: each operation makes its result while its operands live, then the operands go. Names that stay are
 * dropped at the end, except the last one made, which is the result and the caller's.
 */
function scratch(tape, script, like) {
    const names = new Map();
    let last;
    for (const [what, name] of steps(script)) {
        if (what === "-") {
            tape.drop(names.get(name));
            names.delete(name);
            continue;
        }
        if (names.has(name))
            throw new Error(`${name} is still in use in "${script}"`);
        last = tape.tensor(like.shape, like.dtype);
        names.set(name, last);
    }
    if (last === undefined)
        throw new Error("an empty script");
    for (const tensor of names.values())
        if (tensor !== last)
            tape.drop(tensor);
    return last;
}

;// CONCATENATED MODULE: ./lib/execution/ops/bilinear.js

/** Gathers by index: two index vectors live while the gathered map is made. */
function gathered(tape, pixels, shape) {
    const rows = tape.tensor([pixels], "int64");
    const columns = tape.tensor([pixels], "int64");
    const map = tape.tensor(shape, "fp32");
    tape.drop(rows, columns);
    return map;
}
/** Backward of one gather: indices are sorted (double-width buffer) before the gradients are added up. */
function scattered(tape, pixels, shape) {
    const index = tape.tensor([pixels], "int64");
    const values = tape.tensor(shape, "fp32");
    const order = tape.tensor([pixels], "int64");
    const sorted = tape.tensor([pixels], "int64");
    const buffer = tape.tensor([2 * pixels], "int64");
    tape.drop(index, values, order, sorted, buffer);
}
/** Resizing in deterministic training: not one kernel but four gathers and six blends in fp32 of the full output. */
function bilinear(tape, x, to) {
    const { dtype } = x;
    const shape = [x.dim(0), x.dim(1), to.height, to.width];
    const pixels = to.height * to.width;
    const wide = dtype === "fp32" ? undefined : tape.like(x, "fp32");
    const corners = [
        gathered(tape, pixels, shape),
        gathered(tape, pixels, shape),
        gathered(tape, pixels, shape),
        gathered(tape, pixels, shape),
    ];
    const last = corners.pop();
    const fp32 = { shape, dtype: "fp32" };
    // Each blend: one weighted corner, the other, their sum.
    const upper = scratch(tape, "a m -a r", fp32);
    const lower = scratch(tape, "a m -a r", fp32);
    tape.drop(...corners);
    const blended = scratch(tape, "a m -a r", fp32);
    tape.drop(upper, lower);
    const result = tape.tensor(shape, "fp32", to.order);
    tape.drop(wide, blended, last);
    const output = dtype === "fp32" ? result : tape.tensor(shape, dtype, to.order);
    if (output !== result)
        tape.drop(result);
    const back = { shape: x.shape, order: to.order ?? "nchw" };
    return tape.attachOne(output, [x], [], ([gradient]) => {
        if (gradient === undefined)
            return [];
        const g = tape.castGradient(gradient, "fp32");
        const pair = () => {
            const weighted = tape.tensor(shape, "fp32");
            tape.drop(tape.tensor(shape, "fp32"));
            return weighted;
        };
        const [m1, m2, m3] = [pair(), pair(), pair()];
        scattered(tape, pixels, shape);
        tape.drop(m2);
        scattered(tape, pixels, shape);
        tape.drop(m1);
        scattered(tape, pixels, shape);
        tape.drop(m3);
        scattered(tape, pixels, shape);
        tape.drop(g);
        return [tape.tensor(back.shape, dtype, back.order)];
    });
}

;// CONCATENATED MODULE: ./lib/execution/losses/pieces.js

/** Binary cross-entropy of logits against targets, in fp32: half logits and targets are cast up and kept. */
function binaryCrossEntropy(tape, logits, targets) {
    const { dtype } = logits;
    const inType = targets.dtype === dtype ? tape.keep(targets) : tape.like(targets, dtype);
    const upcast = tape.autocast && dtype === "fp16";
    const wideTargets = upcast ? tape.tensor(inType.shape, "fp32") : tape.keep(inType);
    const wide = upcast ? tape.cast(logits, "fp32") : tape.keep(logits);
    const temporary = tape.tensor(inType.shape, "fp32");
    const loss = tape.tensor(inType.shape, "fp32");
    tape.drop(temporary);
    tape.attachOne(loss, [wide], [wide, wideTargets], (_, [saved]) => [saved && tape.tensor(saved.shape, "fp32")]);
    tape.drop(wideTargets, wide, inType);
    return loss;
}
/** Rows of x at the positive anchors; backward builds a zero tensor of the size of x. */
function rowsAt(tape, x, count, columns) {
    const { shape, dtype } = x;
    return tape.attachOne(tape.tensor([count, columns], dtype), [x], [], () => [tape.tensor(shape, dtype)]);
}
/** Softmax over the bins; keeps its result. */
function binSoftmax(tape, x, shape) {
    const { dtype } = x;
    const output = tape.tensor(shape, tape.autocast ? "fp32" : dtype);
    return tape.attachOne(output, [x], [output], (_, [saved]) => {
        const result = tape.tensor(shape, dtype);
        tape.drop(saved && tape.tensor(shape, saved.dtype));
        return [result];
    });
}
/** Expected value of the bins: a matrix product with the bin numbers. */
function binExpectation(tape, bins, shape) {
    const low = tape.autocast && bins.dtype === "fp32" ? tape.cast(bins, "fp16") : tape.keep(bins);
    const output = tape.tensor(shape, low.dtype);
    matrixHandle(tape, "forward");
    const { shape: binShape } = low;
    const { dtype } = output;
    tape.attachOne(output, [low], [], () => [tape.tensor(binShape, dtype)]);
    tape.drop(low);
    return output;
}
/** Distances to box corners: two sums, joined. */
function distancesToBoxes(tape, distances, anchors) {
    const batch = distances.dim(0);
    const { dtype } = distances;
    const half = [batch, anchors, 2];
    const whole = [batch, anchors, 4];
    const [low, high] = [tape.tensor(half, dtype), tape.tensor(half, dtype)];
    const boxes = tape.tensor(whole, dtype);
    tape.drop(low, high);
    return tape.attachOne(boxes, [distances], [], () => {
        const part = tape.tensor(half, dtype);
        const result = tape.tensor(whole, dtype);
        tape.drop(part);
        return [result];
    });
}
/** Distances in pixels, then two in-place divisions of columns: backward makes two copies, one after the other. */
function scaledDistances(tape, x) {
    const { shape, dtype } = x;
    return tape.attachOne(tape.tensor(shape, dtype), [x], [], () => {
        tape.drop(tape.tensor(shape, dtype));
        return [tape.tensor(shape, dtype)];
    });
}
/** The sum of several scalar losses. */
function joinedLoss(tape, parts) {
    const total = tape.tensor([], "fp32");
    return tape.attachOne(total, parts, [], () => parts.map(() => tape.tensor([1], "fp32")));
}
const halfIfAutocast = (tape) => (tape.autocast ? "fp16" : "fp32");

;// CONCATENATED MODULE: ./lib/execution/losses/dense.js


const pixelCount = (x) => x.dim(0) * x.dim(2) * x.dim(3);
/** Cross-entropy over pixels: log-softmax kept, cast to fp32, and kept again with the targets. */
function crossEntropy(tape, x) {
    const { shape, dtype } = x;
    const pixels = [pixelCount(x)];
    const targets = tape.tensor(pixels, "int64");
    tape.drop(tape.tensor(pixels, "int64"));
    const logs = tape.tensor(shape, dtype);
    tape.attachOne(logs, [x], [logs], () => [tape.tensor(shape, dtype)]);
    const wide = tape.cast(logs, "fp32");
    const loss = tape.attachOne(tape.tensor([], "fp32"), [wide], [wide, targets], () => [tape.tensor(shape, "fp32")]);
    tape.drop(targets, logs, wide);
    return loss;
}
/** Indices of all pixels, sorted for a deterministic scatter: five vectors at once. */
function sortedIndices(tape, pixels) {
    const vectors = [1, 1, 1, 1, 2].map((factor) => tape.tensor([factor * pixels], "int64"));
    tape.drop(...vectors);
}
/** Dice over the probabilities of each pixel's own class. */
function dice(tape, x) {
    const { shape, dtype } = x;
    const pixels = pixelCount(x);
    const vector = (kind) => tape.tensor([pixels], kind);
    const probabilities = tape.tensor(shape, "fp32");
    tape.drop(tape.tensor(shape, dtype));
    tape.attachOne(probabilities, [x], [probabilities], () => {
        const result = tape.tensor(shape, dtype);
        tape.drop(tape.tensor(shape, "fp32"), tape.tensor(shape, "fp32"));
        return [result];
    });
    const nonzero = vector("int64");
    const narrow = vector("int32");
    tape.drop(nonzero);
    const targets = vector("int64");
    tape.drop(narrow);
    const flat = tape.tensor(shape, "fp32");
    const indices = vector("int64");
    const picked = tape.tensor(shape, "fp32");
    tape.drop(indices);
    tape.attachOne(picked, [probabilities], [], () => {
        const result = tape.tensor(shape, "fp32");
        sortedIndices(tape, pixels);
        return [result];
    });
    tape.drop(flat);
    const gathered = vector("fp32");
    sortedIndices(tape, pixels);
    tape.drop(gathered);
    const ones = vector("fp32");
    sortedIndices(tape, pixels);
    tape.drop(ones);
    const loss = tape.attachOne(tape.tensor([], "fp32"), [picked], [picked, targets], (_, saved) => {
        const values = vector("fp32");
        const zeros = tape.tensor(shape, "fp32");
        sortedIndices(tape, pixels);
        tape.drop(values);
        for (const [index, tensor] of saved.entries()) {
            tape.drop(tensor);
            saved[index] = undefined;
        }
        const result = tape.tensor(shape, "fp32");
        tape.drop(zeros);
        return [result];
    });
    tape.drop(probabilities, targets, picked);
    return loss;
}
/** Cross-entropy and Dice of the main map, cross-entropy of the auxiliary one, both resized to the image. */
function semanticLoss(tape, predictions, imgsz) {
    const { main, aux } = predictions;
    const size = { height: imgsz, width: imgsz };
    const valid = tape.tensor([main.dim(0) * imgsz * imgsz], "int8");
    const resized = bilinear(tape, main, size);
    const parts = [crossEntropy(tape, resized), dice(tape, resized)];
    let resizedAux;
    if (aux !== undefined) {
        resizedAux = bilinear(tape, aux, size);
        parts.push(crossEntropy(tape, resizedAux));
    }
    const total = tape.tensor([], "fp32");
    tape.attachOne(total, parts, [valid], () => parts.map(() => tape.tensor([1], "fp32")));
    tape.drop(...parts, valid, resized, resizedAux);
    return total;
}
/** Pixel loss at full size: gathers of the valid pixels, logarithms, differences in two directions and at scales. */
function depthLoss(tape, predictions, imgsz) {
    const { depth } = predictions;
    const batch = depth.dim(0);
    const pixels = batch * imgsz * imgsz;
    const map = [batch, 1, imgsz, imgsz];
    const t = (share = 1) => tape.tensor([Math.floor(pixels / share)], "fp32");
    const indexed = () => tape.tensor([pixels, 4], "int64");
    const resized = bilinear(tape, depth, { height: imgsz, width: imgsz });
    const valid = tape.tensor([pixels], "int8");
    tape.drop(tape.tensor([pixels], "int64"));
    const firstIndices = indexed();
    const values = t();
    tape.drop(firstIndices);
    const secondIndices = indexed();
    const labels = t();
    tape.drop(secondIndices);
    const clamped = t();
    const [a, b, difference] = [t(), t(), t()];
    tape.drop(a, b);
    const error = t();
    tape.drop(t());
    tape.attachOne(values, [resized], [valid], () => {
        const result = tape.tensor(map, "fp32");
        const indices = [tape.tensor([pixels], "int64"), tape.tensor([pixels], "int64"), tape.tensor([pixels], "int64")];
        tape.drop(...indices);
        return [result];
    });
    const clampedMap = t();
    const logs = t();
    const clampedLabels = t();
    const labelLogs = t();
    tape.drop(clampedLabels);
    const weights = t();
    const gradients = [t(), t(), t(), t()];
    const [kept1, kept2] = [t(), t()];
    tape.drop(...gradients);
    const [small1, small2] = [t(4), t(4)];
    const mixed = t();
    tape.drop(logs);
    const second = t();
    tape.drop(labelLogs, second);
    const [small3, small4] = [t(4), t(4)];
    const pixelLoss = tape.attachOne(tape.tensor([], "fp32"), [values], [values, clamped, error, weights], (_, saved) => {
        const [first, result] = [t(), t()];
        for (const [index, tensor] of saved.entries()) {
            tape.drop(tensor);
            saved[index] = undefined;
        }
        tape.drop(first);
        return [result];
    });
    const scaleLoss = tape.attachOne(tape.tensor([], "fp32"), [resized], [clampedMap, kept1, kept2, small1, small2, small3, small4, mixed], () => {
        const [first, other] = [t(), t()];
        tape.drop(first);
        const result = tape.tensor(map, "fp32");
        tape.drop(other);
        return [result];
    });
    const loss = joinedLoss(tape, [pixelLoss, scaleLoss]);
    tape.drop(pixelLoss, scaleLoss, resized, valid, values, labels, clamped, difference, error, clampedMap, weights, kept1, kept2, small1, small2, mixed, small3, small4);
    return loss;
}
/** Cross-entropy of the logits. */
function classificationLoss(tape, logits) {
    const wide = tape.cast(logits, "fp32");
    const { shape } = wide;
    const logs = tape.tensor(shape, "fp32");
    tape.attachOne(logs, [wide], [logs], () => [tape.tensor(shape, "fp32")]);
    tape.drop(wide);
    const loss = tape.attachOne(tape.tensor([], "fp32"), [logs], [logs], () => [tape.tensor(shape, "fp32")]);
    tape.drop(logs);
    return loss;
}

;// CONCATENATED MODULE: ./lib/execution/losses/assigner.js

/** CIoU of K pairs: width and height of both boxes, intersection, union, enclosing box, centre distance, aspect, result. */
const CIOU = `
  w1 a h1 -a  w2 a h2 -a
  a b c -a -b  a b d -a -b  inter -c -d
  a b c -a -b d -c union -d  iou
  a b cw -a -b  a b ch -a -b
  a b c -a -b c2 -c
  a b c -a -b d e -c -d -e rho
  a b -a v -b
  a b alpha -a -b
  a b c -a -b result -c`;
/** Which anchors lie inside which label boxes: four differences, compared one after another. */
function insideBoxes(tape, pairs) {
    const first = tape.tensor(pairs, "fp32");
    const inside = tape.tensor(pairs, "int8");
    tape.drop(first);
    for (let side = 0; side < 3; side++) {
        const difference = tape.tensor(pairs, "fp32");
        tape.drop(difference, tape.tensor(pairs, "int8"));
    }
    return inside;
}
/** The same for rotated boxes: two differences to a corner, two dot products, four comparisons. */
function insideRotated(tape, pairs) {
    const fp32 = () => tape.tensor(pairs, "fp32");
    const bool = () => tape.tensor(pairs, "int8");
    const [px, py] = [fp32(), fp32()];
    const dot = () => {
        const [a, b, sum] = [fp32(), fp32(), fp32()];
        tape.drop(a, b);
        return sum;
    };
    const [along, across] = [dot(), dot()];
    const [a, b, low] = [bool(), bool(), bool()];
    tape.drop(a, b);
    const [c, both] = [bool(), bool()];
    tape.drop(low, c);
    const [d, inside] = [bool(), bool()];
    tape.drop(both, d, px, py, along, across);
    return inside;
}
/** Writing K values at K places: indices are made, checked and sorted. 17.1 bytes a pair of sort buffer were seen. */
function writeAtIndices(tape, count) {
    const index = () => tape.tensor([count], "int64");
    const a = index();
    const b = index();
    tape.drop(a);
    tape.drop(index());
    const [d, e, f] = [index(), index(), index()];
    const buffer = tape.tensor([Math.trunc(count * 17.1)], "int8");
    tape.drop(buffer, f, e, d, b);
}
/** Overlap and alignment of the candidate pairs, scattered into two tables of all pairs. */
function pairMetrics(tape, sizes) {
    const { batch, most, anchors, candidates } = sizes;
    const pairs = [batch, most, anchors];
    const vector = (dtype) => tape.tensor([candidates], dtype);
    const mask = tape.tensor(pairs, "fp32");
    const bool = tape.tensor(pairs, "int8");
    const indices = tape.tensor([candidates, 3], "int64");
    const scores = vector("fp32");
    const classIndices = vector("int64");
    tape.drop(scores);
    const boxScores = vector(tape.autocast ? "fp16" : "fp32");
    tape.drop(classIndices);
    const [predicted, labelled] = [tape.tensor([candidates, 4], "fp32"), tape.tensor([candidates, 4], "fp32")];
    const overlap = scratch(tape, CIOU, { shape: [candidates], dtype: "fp32" });
    tape.drop(predicted, labelled);
    sizes.compare?.(sizes.oneToOne);
    const aligned = scratch(tape, "x y -x z aligned", { shape: [candidates], dtype: "fp32" });
    const overlaps = tape.tensor(pairs, "fp32");
    const alignment = tape.tensor(pairs, "fp32");
    writeAtIndices(tape, candidates);
    writeAtIndices(tape, candidates);
    tape.drop(bool, indices, boxScores, overlap, aligned, mask);
    return { overlaps, alignment };
}
/** The task-aligned assigner: which anchor learns which label. Sizes as seen in traces of 8.4.190. */
function assigner_assign(tape, sizes) {
    const { batch, most, anchors, classes } = sizes;
    const pairs = [batch, most, anchors];
    const each = [batch, anchors];
    const inside = sizes.rotated ? insideRotated(tape, pairs) : insideBoxes(tape, pairs);
    const { overlaps, alignment } = pairMetrics(tape, sizes);
    const counts = tape.tensor(pairs, "int8");
    tape.drop(tape.tensor(pairs, "int8"), inside);
    const assigned = tape.tensor(each, "int64");
    tape.drop(tape.tensor(pairs, "int64"));
    const several = tape.tensor(each, "int8");
    const anySeveral = tape.tensor(each, "fp32");
    const best = tape.tensor(each, "int64");
    tape.drop(anySeveral);
    const isBest = tape.tensor(pairs, "int8");
    const positive = tape.tensor(pairs, "int8");
    const secondAlignment = sizes.oneToOne ? tape.tensor(pairs, "fp32") : undefined;
    const secondTop = sizes.oneToOne ? tape.tensor(pairs, "int8") : undefined;
    const foregroundMask = tape.tensor(each, "int8");
    const indices = tape.tensor(each, "int64");
    tape.drop(assigned, several, best, isBest, secondTop, secondAlignment, counts);
    const flatIndices = tape.tensor(each, "int64");
    const labels = tape.tensor(each, "int64");
    const boxes = tape.tensor([batch, anchors, 4], "fp32");
    const oneHot = tape.tensor([batch, anchors, classes], "int8");
    const background = tape.tensor(each, "int8");
    const masked = tape.tensor([batch, anchors, classes], "int8");
    tape.drop(background, oneHot, flatIndices);
    const normalised = tape.tensor(each, "fp32");
    const scores = tape.tensor([batch, anchors, classes], "fp32");
    tape.drop(masked);
    const foreground = tape.tensor(each, "int8");
    tape.drop(positive, alignment, overlaps, foregroundMask, normalised);
    return { labels, boxes, scores, foreground, indices };
}

;// CONCATENATED MODULE: ./lib/execution/losses/assigner-pairs.js


/** Four differences of each pair of label and anchor in one tensor, and their minimum. */
function assigner_pairs_insideBoxes(tape, pairs) {
    const half = [...pairs, 2];
    const [low, high] = [tape.tensor(half, "fp32"), tape.tensor(half, "fp32")];
    const deltas = tape.tensor([...pairs, 4], "fp32");
    tape.drop(high, low);
    const inside = tape.tensor(pairs, "fp32");
    tape.drop(deltas);
    return inside;
}
/** The same for rotated boxes: vectors to a corner, two dot products, four comparisons. */
function assigner_pairs_insideRotated(tape, pairs) {
    const vectors = () => tape.tensor([...pairs, 2], "fp32");
    const bool = () => tape.tensor(pairs, "int8");
    const toCorner = vectors();
    const dot = () => {
        const product = vectors();
        const sum = tape.tensor(pairs, "fp32");
        tape.drop(product);
        return sum;
    };
    const [along, across] = [dot(), dot()];
    const [a, b, low] = [bool(), bool(), bool()];
    tape.drop(a, b);
    const [c, both] = [bool(), bool()];
    tape.drop(low, c);
    const [d, inside] = [bool(), bool()];
    tape.drop(both, d, along, across, toCorner);
    return inside;
}
/** Boxes of the pairs inside, one row each. */
function pairBoxes(tape, candidates) {
    const indices = tape.tensor([candidates, 3], "int64");
    const boxes = tape.tensor([candidates, 4], "fp32");
    tape.drop(indices);
    return boxes;
}
/** Writing to a mask: its places as indices, then as for indices. */
function writeAtMask(tape, candidates) {
    const indices = tape.tensor([candidates, 3], "int64");
    writeAtIndices(tape, candidates);
    tape.drop(indices);
}
/** Overlap and alignment in tables of all pairs, computed at the pairs inside. */
function assigner_pairs_pairMetrics(tape, sizes, inside) {
    const { batch, most, anchors, candidates } = sizes;
    const pairs = [batch, most, anchors];
    const half = tape.autocast || sizes.scoreType === "fp16" ? "fp16" : "fp32";
    const masked = tape.like(inside);
    const mask = tape.tensor(pairs, "int8");
    tape.drop(masked);
    const overlaps = tape.tensor(pairs, "fp32");
    const scores = tape.tensor(pairs, half);
    const gathered = tape.tensor(pairs, half);
    const indices = tape.tensor([candidates, 3], "int64");
    const values = tape.tensor([candidates], half);
    tape.drop(indices, gathered);
    writeAtMask(tape, candidates);
    tape.drop(values);
    const [predicted, labelled] = [pairBoxes(tape, candidates), pairBoxes(tape, candidates)];
    const overlap = scratch(tape, CIOU, { shape: [candidates], dtype: "fp32" });
    writeAtMask(tape, candidates);
    tape.drop(overlap);
    // pow is fp32 by autocast's rule.
    const type = tape.autocast ? "fp32" : half;
    const cast = type === half ? undefined : tape.tensor(pairs, type);
    const raised = tape.tensor(pairs, type);
    tape.drop(cast);
    const powered = tape.tensor(pairs, "fp32");
    const alignment = tape.tensor(pairs, "fp32");
    tape.drop(raised, powered, mask, scores, predicted, labelled);
    return { overlaps, alignment };
}
/** The best anchors of each label, and of an anchor that several labels want the label with most overlap. */
function positives(tape, sizes, inside) {
    const { batch, most, anchors } = sizes;
    const pairs = [batch, most, anchors];
    const each = [batch, anchors];
    const counts = tape.tensor(pairs, "int8");
    tape.drop(tape.tensor(pairs, "int8"));
    const top = tape.tensor(pairs, "fp32");
    tape.drop(counts);
    const both = tape.tensor(pairs, "fp32");
    const first = tape.tensor(pairs, "fp32");
    tape.drop(both, inside, top);
    const firstSum = tape.tensor(each, "fp32");
    const several = tape.tensor(each, "int8");
    const best = tape.tensor(each, "int64");
    const isBest = tape.tensor(pairs, "fp32");
    const mask = tape.tensor(pairs, "fp32");
    const foreground = tape.tensor(each, "fp32");
    tape.drop(firstSum);
    const indices = tape.tensor(each, "int64");
    tape.drop(several, best, isBest, first);
    return { mask, foreground, indices };
}
/**
 * The task-aligned assigner before ultralytics#25240: whole tables of labels and anchors, and classes as an int64 one-hot.
 * Sizes and order as recorded from 8.3.63.
 */
function assignPairs(tape, sizes) {
    const { batch, most, anchors, classes } = sizes;
    const pairs = [batch, most, anchors];
    const each = [batch, anchors];
    const inside = sizes.rotated ? assigner_pairs_insideRotated(tape, pairs) : assigner_pairs_insideBoxes(tape, pairs);
    const { overlaps, alignment } = assigner_pairs_pairMetrics(tape, sizes, inside);
    const positive = positives(tape, sizes, inside);
    const flatIndices = tape.tensor(each, "int64");
    const labels = tape.tensor(each, "int64");
    const boxes = tape.tensor([batch, anchors, sizes.rotated ? 5 : 4], "fp32");
    const oneHot = tape.tensor([batch, anchors, classes], "int64");
    const repeated = tape.tensor([batch, anchors, classes], "fp32");
    const isForeground = tape.tensor([batch, anchors, classes], "int8");
    const chosen = tape.tensor([batch, anchors, classes], "int64");
    tape.drop(isForeground, oneHot, flatIndices, repeated);
    tape.drop(tape.tensor(pairs, "fp32"));
    const weighted = tape.tensor(pairs, "fp32");
    const divided = tape.tensor(pairs, "fp32");
    tape.drop(weighted);
    const normalised = tape.tensor(each, "fp32");
    tape.drop(divided);
    const scores = tape.tensor([batch, anchors, classes], "fp32");
    tape.drop(chosen);
    const foreground = tape.tensor(each, "int8");
    tape.drop(positive.mask, alignment, overlaps, positive.foreground, normalised);
    return { labels, boxes, scores, foreground, indices: positive.indices };
}

;// CONCATENATED MODULE: ./lib/execution/layers/detect-levels.js


/** Boxes and scores of each level in one tensor; the outputs of the two branches go once it exists. */
function levelOutputs(network, branches, inputs) {
    const { tape } = network;
    return inputs.map((input, level) => {
        const [boxBranch, scoreBranch] = [branches.boxes[level], branches.scores[level]];
        if (boxBranch === undefined || scoreBranch === undefined)
            throw new Error("a head with more inputs than branches");
        const boxes = network.run(boxBranch, input);
        const scores = network.run(scoreBranch, input);
        const both = concat(tape, [boxes, scores]);
        tape.drop(scores, boxes);
        return both;
    });
}
/** Boxes and scores over all anchors: views of one tensor that joins the levels. */
function splitLevels(tape, levels, parts) {
    const flat = levels.map((level) => {
        const [images, values, height, width] = level.nchw;
        return reshape(tape, level, [images, values, height * width]);
    });
    const all = concat(tape, flat, 2);
    tape.drop(...flat);
    const [boxes, scores] = split(tape, all, [parts.boxes, parts.scores]);
    tape.drop(all);
    if (boxes === undefined || scores === undefined)
        throw new Error("a split without parts");
    return { boxes, scores };
}
const anchorsOf = (levels) => levels.reduce((sum, level) => sum + level.dim(2) * level.dim(3), 0);
function branchOf(levels, rest) {
    return {
        images: levels[0]?.dim(0) ?? 0,
        anchors: anchorsOf(levels),
        boxes: undefined,
        scores: undefined,
        levels,
        sigma: undefined,
        features: [],
        semantic: undefined,
        ...rest,
    };
}
/** What the task adds, before boxes and scores. */
function extraOf(network, head, inputs) {
    if (head.extras === undefined)
        return undefined;
    const extra = joinedLevels(network, head.extras, inputs);
    return head.extra?.kind === "obb" ? decodedAngle(network.tape, extra) : extra;
}
/**
 * Detect before 8.4: prototypes and extras first, then level by level. Of an end-to-end head the one-to-one branch comes
 * first, and it is the one that is decoded. Fusing keeps all branches.
 */
function levelHead(network, head, inputs) {
    const { tape } = network;
    const [first] = inputs;
    const proto = head.proto !== undefined && first !== undefined ? network.run(head.proto, first) : undefined;
    const extra = extraOf(network, head, inputs);
    let one;
    if (head.oneToOneBoxes !== undefined && head.oneToOneScores !== undefined) {
        const detached = inputs.map((x) => detach(tape, x));
        const layers = { boxes: head.oneToOneBoxes, scores: head.oneToOneScores };
        one = branchOf(levelOutputs(network, layers, detached), { extra: undefined, proto: undefined });
        tape.drop(...detached);
    }
    const many = branchOf(levelOutputs(network, head, inputs), { extra, proto });
    const decoded = network.training ? undefined : decodedLevels(network, head, (one ?? many).levels);
    return { kind: "detect", many, one, decoded };
}
function decodedLevels(network, head, levels) {
    const { tape } = network;
    const raw = splitLevels(tape, levels, { boxes: 4 * head.regMax, scores: head.classes });
    const decoded = decode(network, head, raw);
    tape.drop(raw.boxes, raw.scores);
    return decoded;
}

;// CONCATENATED MODULE: ./lib/execution/losses/raw-tables.js


/** Copies of what the head joined; or the levels joined, split and copied, and the joined tensor goes. */
function rawTables(tape, head, predictions) {
    const { boxes, scores, images, anchors, levels } = predictions;
    const distancesShape = [images, anchors, 4 * head.regMax];
    const scoresShape = [images, anchors, head.classes];
    if (boxes !== undefined && scores !== undefined) {
        const distances = copy(tape, boxes, distancesShape);
        return { distances, scores: copy(tape, scores, scoresShape) };
    }
    const raw = splitLevels(tape, levels, { boxes: 4 * head.regMax, scores: head.classes });
    const contiguousScores = copy(tape, raw.scores, scoresShape);
    tape.drop(raw.scores);
    const distances = copy(tape, raw.boxes, distancesShape);
    tape.drop(raw.boxes);
    return { distances, scores: contiguousScores };
}

;// CONCATENATED MODULE: ./lib/execution/losses/detection.js




/** In the one-to-one branch an anchor a label is positive, about a tenth of the other branch's. */
const positivesOf = (labels, oneToOne) => oneToOne ? Math.max(1, Math.floor(labels.positives / 10)) : labels.positives;
/** Boxes from the predicted distances, by softmax of the bins where there are bins. */
function predictedBoxes(tape, distances, head) {
    const [batch, anchors] = [distances.dim(0), distances.dim(1)];
    if (head.regMax === 1)
        return distancesToBoxes(tape, distances, anchors);
    const bins = binSoftmax(tape, distances, [batch, anchors, 4, head.regMax]);
    const expected = binExpectation(tape, bins, [batch, anchors, 4]);
    tape.drop(bins);
    const boxes = distancesToBoxes(tape, expected, anchors);
    tape.drop(expected);
    return boxes;
}
/** CIoU and distance losses at the positives; yields the scalar that the whole loss of the branch hangs on. */
function boxLoss(tape, inputs) {
    const { head, distances, boxes, classLoss, positives } = inputs;
    const [batch, anchors] = [boxes.dim(0), boxes.dim(1)];
    const predicted = rowsAt(tape, boxes, positives, 4);
    const targets = tape.tensor([positives, 4], "fp32");
    const halves = [tape.tensor([batch, anchors, 2], "fp32"), tape.tensor([batch, anchors, 2], "fp32")];
    const corners = tape.tensor([batch, anchors, 4], "fp32");
    let kept;
    let rows;
    if (head.regMax > 1) {
        tape.drop(...halves);
        rows = rowsAt(tape, distances, positives, 4 * head.regMax);
        kept = [corners, tape.tensor([positives * 4, head.regMax], "fp32")];
    }
    else {
        tape.drop(...halves);
        const targetDistances = tape.tensor([batch, anchors, 4], "fp32");
        tape.drop(corners);
        const scaled = scaledDistances(tape, distances);
        rows = rowsAt(tape, scaled, positives, 4);
        kept = [targetDistances, scaled];
    }
    const loss = tape.tensor([], "fp32");
    const shapes = [rows, predicted].map((x) => ({ shape: x.shape, dtype: x.dtype }));
    tape.attachOne(loss, [rows, predicted, classLoss], [predicted, targets, rows], () => [
        ...shapes.map((x) => tape.tensor(x.shape, x.dtype)),
        tape.tensor([1], "fp32"),
    ]);
    tape.drop(...kept, predicted, targets, rows);
    return loss;
}
const tensorsOf = ({ labels, boxes, scores, foreground, indices }) => [
    labels,
    boxes,
    scores,
    foreground,
    indices,
];
/** Loss of one set of branches: assignment, class loss, box losses. The result is a scalar with a past. */
function detectionLoss(tape, options) {
    const { head, predictions, labels, oneToOne = false } = options;
    const { images: batch, anchors } = predictions;
    const items = tape.tensor([3], "fp32");
    const { distances, scores } = rawTables(tape, head, predictions);
    const { dtype } = scores;
    const points = tape.tensor([anchors, 2], dtype);
    const strides = tape.tensor([anchors, 1], dtype);
    const table = tape.tensor([batch, labels.most, 5], "fp32");
    const boxes = predictedBoxes(tape, distances, head);
    const sigmoid = tape.tensor(scores.shape, dtype);
    const scaled = tape.tensor([batch, anchors, 4], dtype);
    const inPixels = dtype === "fp16" ? tape.tensor([batch, anchors, 4], "fp32") : tape.keep(scaled);
    tape.drop(scaled);
    const assigner = tape.settings.rules.assigner === "pairs" ? assignPairs : assigner_assign;
    const targets = assigner(tape, {
        batch,
        most: labels.most,
        anchors,
        classes: head.classes,
        candidates: labels.candidates,
        oneToOne,
        scoreType: dtype,
        rotated: options.rotated ?? false,
        compare: options.compare,
    });
    tape.drop(inPixels, sigmoid);
    const classLoss = binaryCrossEntropy(tape, scores, targets.scores);
    const targetBoxes = tape.tensor([batch, anchors, 4], "fp32");
    const loss = boxLoss(tape, { head, distances, boxes, classLoss, positives: positivesOf(labels, oneToOne) });
    tape.drop(targetBoxes, classLoss);
    const locals = [distances, scores, boxes, points, strides, table, items, ...tensorsOf(targets)];
    if (options.locals !== undefined && tape.settings.rules.loss === "flat")
        options.locals.push(...locals);
    else
        tape.drop(...locals);
    return loss;
}

;// CONCATENATED MODULE: ./lib/execution/losses/pose.js



/** A copy, then in-place writes to slices; backward takes each write back by two slice copies. */
function decodedKeypoints(tape, x) {
    const { shape, dtype } = x;
    const [batch, anchors, values] = [x.dim(0), x.dim(1), x.dim(2)];
    const third = Math.floor(values / 3);
    return tape.attachOne(tape.tensor(shape, dtype), [x], [], (gradients) => {
        let current = gradients[0];
        gradients[0] = undefined;
        for (const columns of [third, third, 2 * third]) {
            const slice = () => tape.tensor([batch, anchors, columns], dtype);
            const first = tape.tensor(shape, dtype);
            const part = slice();
            tape.drop(slice());
            tape.drop(current);
            const second = tape.tensor(shape, dtype);
            tape.drop(part, second);
            const next = tape.tensor(shape, dtype);
            const again = slice();
            const product = columns === third ? undefined : slice();
            tape.drop(again, product, first);
            current = next;
        }
        return [current];
    });
}
/** Detection loss, then the keypoints of the positives. */
function poseLoss(tape, options) {
    const { predictions, labels } = options;
    const { extra } = predictions;
    if (extra === undefined)
        throw new Error("a pose head without keypoints");
    const [batch, values, anchors] = [extra.dim(0), extra.dim(1), extra.dim(2)];
    const raw = copy(tape, extra, [batch, anchors, values]);
    const locals = [];
    const detection = detectionLoss(tape, { ...options, locals });
    const keypoints = decodedKeypoints(tape, raw);
    tape.drop(raw);
    const rows = rowsAt(tape, keypoints, labels.positives, values);
    const loss = joinedLoss(tape, [detection, rows]);
    tape.drop(detection, rows, keypoints, ...locals);
    return loss;
}
/** Keypoint similarity of the candidate pairs: differences, squares, sums, exponentials. */
function compareKeypoints(tape, candidates, keypoints) {
    return () => {
        const t = (dtype, ...rest) => tape.tensor([candidates, keypoints, ...rest], dtype);
        const labelled = t("fp32", 3);
        const visible = t("int8");
        const differences = [t("fp16", 2), t("fp32", 2), t("fp32", 2), t("fp32", 2)];
        const distance = t("fp32");
        tape.drop(...differences);
        const [e, f] = [t("fp32"), t("fp32")];
        tape.drop(e);
        const g = t("fp32");
        tape.drop(f);
        const similarity = t("fp32");
        tape.drop(g, labelled, visible, distance, similarity);
    };
}
/** Layers of the flow, and what each of its six couplings keeps: four hidden maps in two networks, and its scales. */
const COUPLINGS = 6;
const NETWORKS = 2;
const MAPS = 4;
const FLOW_WIDTH = 64;
/** Negative log-likelihood of the keypoint errors under the flow. */
function flowLoss(tape, rows, positives, keypoints) {
    const points = positives * keypoints;
    const kept = [];
    for (let coupling = 0; coupling < COUPLINGS; coupling++) {
        for (let map = 0; map < NETWORKS * MAPS; map++)
            kept.push(tape.tensor([points, FLOW_WIDTH], halfIfAutocast(tape)));
        kept.push(tape.tensor([points * 8], "fp32"));
    }
    const { shape, dtype } = rows;
    const loss = tape.attachOne(tape.tensor([], "fp32"), [rows], kept, () => [tape.tensor(shape, dtype)]);
    tape.drop(...kept);
    return loss;
}
/** YOLO26: keypoints and sigmas joined, similarity in the assigner, and in training the flow. */
function pose26Loss(tape, options) {
    const { head, predictions, labels, oneToOne = false } = options;
    const { extra, sigma } = predictions;
    if (extra === undefined)
        throw new Error("a pose head without keypoints");
    const [batch, values, anchors] = [extra.dim(0), extra.dim(1), extra.dim(2)];
    const keypoints = Math.floor(values / 3);
    const raw = copy(tape, extra, [batch, anchors, values]);
    const sigmas = sigma && copy(tape, sigma, [batch, anchors, sigma.dim(1)]);
    const all = sigmas === undefined ? tape.keep(raw) : concat(tape, [raw, sigmas], 2);
    tape.drop(raw);
    const { shape, dtype } = all;
    const width = all.dim(2);
    const decoded = tape.attachOne(tape.tensor(shape, dtype), [all], [], (gradients) => {
        let current = gradients[0];
        gradients[0] = undefined;
        for (let write = 0; write < 2; write++) {
            const first = tape.tensor(shape, dtype);
            tape.drop(current);
            current = tape.tensor(shape, dtype);
            tape.drop(first);
        }
        return [current];
    });
    tape.drop(all);
    const points = tape.tensor([batch, anchors, keypoints, 2], dtype);
    const compare = compareKeypoints(tape, labels.candidates, keypoints);
    const detection = detectionLoss(tape, { head, predictions, labels, oneToOne, compare });
    tape.drop(points);
    const positives = positivesOf(labels, oneToOne);
    const rows = rowsAt(tape, decoded, positives, width);
    const likelihood = sigmas === undefined ? undefined : flowLoss(tape, rows, positives, keypoints);
    const loss = joinedLoss(tape, [detection, likelihood ?? rows]);
    tape.drop(detection, likelihood, rows, sigmas, decoded);
    return loss;
}
/** Detection loss with rotated boxes, then the angles of the positives. */
function orientedLoss(tape, options) {
    const { predictions, labels } = options;
    const { extra } = predictions;
    if (extra === undefined)
        throw new Error("an oriented head without angles");
    const angles = copy(tape, extra, [extra.dim(0), extra.dim(2), extra.dim(1)]);
    const locals = [];
    const detection = detectionLoss(tape, { ...options, rotated: true, locals });
    const rows = rowsAt(tape, angles, labels.positives, 1);
    const loss = joinedLoss(tape, [detection, rows]);
    tape.drop(detection, rows, angles, ...locals);
    return loss;
}

;// CONCATENATED MODULE: ./lib/execution/ops/permutation.js
/** Dimensions swapped: a permuted view, and so is its gradient. */
function transpose(tape, x, shape) {
    const { shape: before } = x;
    return tape.attachOne(tape.view(x, shape, { order: "nchw", strided: true }), [x], [], ([gradient]) => [
        gradient && tape.view(gradient, before, { order: "nchw", strided: true }),
    ]);
}
/** Another shape of the same memory. A permuted gradient has no such view: it is copied. */
function folded(tape, x, shape) {
    const { shape: before } = x;
    return tape.attachOne(tape.view(x, shape), [x], [], ([gradient]) => {
        if (gradient === undefined)
            return [];
        return [gradient.strided ? tape.tensor(before, gradient.dtype) : tape.view(gradient, before)];
    });
}
/** A part along the first dimension; its gradient is a tensor of the whole, zero elsewhere. */
function permutation_part(tape, x, shape) {
    const { shape: whole, dtype } = x;
    return tape.attachOne(tape.view(x, shape), [x], [], () => [tape.tensor(whole, dtype)]);
}
/** Rows picked by number: its gradient is a tensor of the whole. The numbers are kept. */
function rowsOf(tape, x, options) {
    const { shape: whole, dtype } = x;
    return tape.attachOne(tape.tensor(options.shape, dtype), [x], [options.numbers], () => [tape.tensor(whole, dtype)]);
}
/** A map as a sequence of positions: only another view of channels last, and so is its gradient. */
function sequenceOf(tape, x) {
    const { shape, order } = x;
    const [batch, channels, height, width] = x.nchw;
    const permuted = x.strided || order !== "nhwc";
    const output = tape.view(x, [batch, height * width, channels], { order: "nchw", strided: permuted });
    return tape.attachOne(output, [x], [], ([gradient]) => [
        gradient && tape.view(gradient, shape, { order, strided: gradient.strided || permuted }),
    ]);
}

;// CONCATENATED MODULE: ./lib/execution/losses/matcher.js

/** Cost parts of class, overlap: each name one tensor of queries by labels, in the order of the expressions. */
const FOCAL = "p q -p r s -r t -s u -t v -q -u";
const OVERLAP = `
  a b x -a -b a b y -a -b inter -x -y
  a union -a iou
  a b w -a -b a b h -a -b
  a area -a a b -a giou -b
  -inter -union -iou -w -h -area
`;
/**
 * Costs of giving each query each label: of class, distance and overlap, weighed and summed. The assignment itself is
 * found on the CPU, from a copy. Labels are padded to the fullest image's. Nothing stays.
 */
function matchQueries(tape, scores, most) {
    const [batch, queries, classes] = [scores.dim(0), scores.dim(1), scores.dim(2)];
    const costs = { shape: [batch, queries, most], dtype: "fp32" };
    const cost = () => tape.tensor(costs.shape, "fp32");
    const boxes = tape.tensor([batch, most, 4], "fp32");
    const labels = tape.tensor([batch, most], "int64");
    const wide = scores.dtype === "fp32" ? undefined : tape.tensor([batch, queries, classes], "fp32");
    const probabilities = tape.tensor([batch, queries, classes], "fp32");
    tape.drop(wide);
    const picked = cost();
    tape.drop(probabilities);
    const negative = scratch(tape, FOCAL, costs);
    const positive = scratch(tape, FOCAL, costs);
    const ofClass = cost();
    const differences = tape.tensor([batch, queries, most, 4], "fp32");
    const absolute = tape.tensor([batch, queries, most, 4], "fp32");
    tape.drop(differences);
    const distance = cost();
    tape.drop(absolute);
    const overlap = scratch(tape, OVERLAP, costs);
    const ofOverlap = cost();
    tape.drop(overlap);
    const total = scratch(tape, "a b c -a -b a d -c -a", costs);
    const invalid = tape.tensor(costs.shape, "int8");
    tape.drop(cost());
    tape.drop(invalid, total, picked, boxes, labels, negative, positive, ofClass, distance, ofOverlap);
}

;// CONCATENATED MODULE: ./lib/execution/losses/varifocal.js
/** weight = alpha x p^gamma x (1 - label) + score x label; then binary cross-entropy in fp32. */
function forward(tape, scores) {
    const { shape } = scores;
    const wide = () => tape.tensor(shape, "fp32");
    const half = scores.dtype === "fp16";
    const targets = wide();
    const squashed = tape.like(scores);
    const wideSquashed = half ? wide() : undefined;
    const power = wide();
    const scaled = wide();
    tape.drop(power);
    const others = tape.tensor(shape, "int64");
    const ofOthers = wide();
    tape.drop(scaled);
    const ofLabel = wide();
    const weight = wide();
    tape.drop(ofOthers, ofLabel);
    const logits = half ? wide() : tape.keep(scores);
    const temporary = wide();
    const entropy = wide();
    tape.drop(temporary, wide());
    return { targets, squashed, wideSquashed, others, weight, logits, entropy };
}
/** Gradients of the weight and of the entropy meet at the scores. */
function gradientOfScores(tape, scores, saved) {
    const wide = () => tape.tensor(scores.shape, "fp32");
    const drop = (...indices) => {
        for (const index of indices) {
            tape.drop(saved[index]);
            saved[index] = undefined;
        }
    };
    const mean = wide();
    const [ofWeight, ofEntropy] = [wide(), wide()];
    tape.drop(mean);
    drop(0, 1);
    const ofLogits = wide();
    tape.drop(ofEntropy);
    drop(2, 3);
    const result = tape.castGradient(ofLogits, scores.dtype);
    tape.drop(ofLogits);
    const scaled = wide();
    tape.drop(ofWeight);
    drop(4);
    const power = wide();
    tape.drop(scaled, wide());
    drop(5);
    const narrow = tape.castGradient(power, scores.dtype);
    tape.drop(power, narrow, tape.tensor(scores.shape, scores.dtype));
    drop(6);
    return result;
}
/** Class loss of one layer's scores, weighed by how well the boxes fit: a scalar. */
function varifocalLoss(tape, scores) {
    const [batch, queries, classes] = [scores.dim(0), scores.dim(1), scores.dim(2)];
    const oneHot = tape.tensor([batch, queries, classes + 1], "int64");
    const kept = forward(tape, scores);
    const { weight, entropy, logits, targets, others, wideSquashed, squashed } = kept;
    const saved = [weight, entropy, logits, targets, others, wideSquashed ?? squashed, squashed];
    const { shape, dtype } = scores;
    const loss = tape.tensor([], "fp32");
    tape.attachOne(loss, [scores], saved, (_, held) => [gradientOfScores(tape, { shape, dtype }, held)]);
    tape.drop(weight, entropy, logits, targets, others, wideSquashed, squashed, oneHot);
    return loss;
}

;// CONCATENATED MODULE: ./lib/execution/losses/rtdetr.js





/** Vectors that a generalised overlap of matched pairs keeps until backward. */
const OVERLAP_VECTORS = 15;
/** Distance and overlap of the matched boxes, one row a pair. */
function rtdetr_boxLoss(tape, boxes, pairs) {
    const predicted = rowsAt(tape, boxes, pairs, 4);
    const labelled = tape.tensor([pairs, 4], "fp32");
    const difference = tape.tensor([pairs, 4], "fp32");
    tape.drop(tape.tensor([pairs, 4], "fp32"));
    const vectors = Array.from({ length: OVERLAP_VECTORS }, () => tape.tensor([pairs], "fp32"));
    const { shape, dtype } = predicted;
    const loss = tape.attachOne(tape.tensor([], "fp32"), [predicted], [predicted, labelled, difference, ...vectors], () => [tape.tensor(shape, dtype)]);
    tape.drop(...vectors, difference, labelled, predicted);
    return loss;
}
/** The losses of one layer. */
function layerLoss(tape, { boxes, scores, pairs, matched }) {
    if (matched !== undefined)
        matchQueries(tape, scores, matched);
    const [batch, queries] = [scores.dim(0), scores.dim(1)];
    const classes = tape.tensor([batch, queries], "int64");
    const overlaps = tape.tensor([batch, queries], "fp32");
    const losses = [varifocalLoss(tape, scores), rtdetr_boxLoss(tape, boxes, pairs)];
    tape.drop(classes, overlaps);
    return losses;
}
/** The last layer's losses, then those of all layers before it. */
function allLayers(tape, queries) {
    const { boxes, scores } = queries;
    const layers = scores.dim(0);
    const last = (x) => permutation_part(tape, x, x.shape.slice(1));
    const before = (x) => {
        const first = permutation_part(tape, x, x.shape.with(0, layers - 1));
        const each = unbind(tape, first);
        tape.drop(first);
        return each;
    };
    const main = { ...queries, boxes: last(boxes), scores: last(scores) };
    const losses = layerLoss(tape, main);
    tape.drop(main.boxes, main.scores);
    if (layers === 1)
        return losses;
    const [otherBoxes, otherScores] = [before(boxes), before(scores)];
    for (const [i, each] of otherBoxes.entries()) {
        const its = otherScores[i];
        if (its !== undefined)
            losses.push(...layerLoss(tape, { ...queries, boxes: each, scores: its }));
    }
    tape.drop(...otherBoxes, ...otherScores);
    return losses;
}
/** With the encoder's predictions as one layer more, before the others. */
function withEncoder(tape, encoder, decoder) {
    const one = tape.attachOne(tape.view(encoder, [1, ...encoder.shape]), [encoder], [], ([gradient]) => [
        gradient && tape.view(gradient, encoder.shape),
    ]);
    const all = concat(tape, [one, decoder], 0);
    tape.drop(one);
    return all;
}
/** Losses of the matched queries of every layer, then of the denoising ones. Predictions are borrowed. */
function rtdetrLoss(tape, head, batch) {
    const { predictions, labels } = batch;
    const { noise } = predictions;
    const total = labels.perImage.reduce((sum, count) => sum + count, 0);
    const sizes = [noise.queries, predictions.scores.dim(2) - noise.queries];
    const divided = (x) => (noise.queries === 0 ? [tape.keep(x)] : split(tape, x, sizes, 2));
    const [boxes, scores] = [divided(predictions.boxes), divided(predictions.scores)];
    const [decoderBoxes, decoderScores] = [boxes.at(-1), scores.at(-1)];
    if (decoderBoxes === undefined || decoderScores === undefined)
        throw new Error("a decoder without queries");
    const allBoxes = withEncoder(tape, predictions.encoderBoxes, decoderBoxes);
    const allScores = withEncoder(tape, predictions.encoderScores, decoderScores);
    const losses = allLayers(tape, { boxes: allBoxes, scores: allScores, pairs: total, matched: labels.most });
    const [noisyBoxes, noisyScores] = [boxes.at(-2), scores.at(-2)];
    if (noisyBoxes !== undefined && noisyScores !== undefined) {
        const pairs = Math.round(noise.groups * Math.min(total, labels.perImage.length * head.denoising));
        losses.push(...allLayers(tape, { boxes: noisyBoxes, scores: noisyScores, pairs, matched: undefined }));
    }
    const loss = joinedLoss(tape, losses);
    tape.drop(...losses, allBoxes, allScores, ...boxes, ...scores);
    return loss;
}

;// CONCATENATED MODULE: ./lib/execution/losses/segmentation.js





/** Mask loss of one image: the masks of its positives, cross-entropy, cropping, mean. */
function imageMaskLoss(tape, masks) {
    const { coefficients, prototypes, positives } = masks;
    const [outputs, height, width] = [prototypes.dim(0), prototypes.dim(1), prototypes.dim(2)];
    const shape = [positives, height, width];
    const targets = masks.targets === undefined ? tape.tensor(shape, "int8") : tape.keep(masks.targets);
    const wideTargets = masks.targets === undefined ? tape.tensor(shape, "fp32") : tape.keep(masks.targets);
    tape.drop(targets);
    const rows = rowsAt(tape, coefficients, positives, outputs);
    const low = tape.low(rows);
    const product = tape.tensor(shape, halfIfAutocast(tape));
    matrixHandle(tape, "forward");
    const { shape: protoShape } = prototypes;
    const { dtype } = product;
    tape.attachOne(product, [low, prototypes], [prototypes], () => {
        const ofPrototypes = tape.tensor(protoShape, dtype);
        matrixHandle(tape, "backward");
        return [tape.tensor([positives, outputs], dtype), ofPrototypes];
    });
    const wide = tape.cast(product, "fp32");
    const temporary = tape.tensor(shape, "fp32");
    const entropy = tape.tensor(shape, "fp32");
    tape.drop(temporary);
    const gradient = () => [tape.tensor(shape, "fp32")];
    tape.attachOne(entropy, [wide], [wide, wideTargets], gradient);
    tape.drop(wide, wideTargets);
    const cropped = crop(tape, entropy, gradient);
    const averaged = tape.attachOne(tape.view(cropped), [cropped], [], gradient);
    tape.drop(entropy, cropped);
    const loss = tape.attachOne(tape.tensor([positives], "fp32"), [averaged], [], gradient);
    tape.drop(product, averaged, low, rows);
    return loss;
}
/** Outside the boxes: written in place, or multiplied with a map of truth values, which stays for backward. */
function crop(tape, x, gradient) {
    if (tape.settings.rules.masks === "to-masks")
        return tape.attachOne(tape.view(x), [x], [], gradient);
    const inside = tape.like(x, "int8");
    const product = tape.attachOne(tape.like(x), [x], [inside], gradient);
    tape.drop(inside);
    return product;
}
/** Candidates a label whose masks the assigner decodes: ten a label, three times over; about seven in the other branch. */
const DECODED_PER_LABEL = { oneToMany: 30, oneToOne: 21 };
/** Masks are compared in chunks of at most so many pixels. */
const CHUNK_PIXELS = 1 << 27;
/** Mask-aware assignment: the best candidates of each label get their masks decoded and compared with the label's. */
function compareMasks(tape, options) {
    const { predictions, labels, map } = options;
    const [batch, outputs, anchors] = [predictions.images, predictions.extra?.dim(1) ?? 0, predictions.anchors];
    const { most, candidates } = labels;
    const pixels = map[0] * map[1];
    return (oneToOne) => {
        const half = halfIfAutocast(tape);
        const scores = tape.tensor([batch, most, anchors], "fp32");
        const chosen = tape.tensor([batch, most, anchors], "int8");
        const [values, indices] = [tape.tensor([candidates], "fp32"), tape.tensor([candidates], "int64")];
        const perLabel = oneToOne ? DECODED_PER_LABEL.oneToOne : DECODED_PER_LABEL.oneToMany;
        const decoded = Math.round(most * perLabel * (1 - labels.shared));
        const images = Math.max(1, Math.floor(CHUNK_PIXELS / Math.max(1, decoded * pixels)));
        const coefficients = tape.tensor([batch, decoded, outputs], half);
        const overlaps = tape.tensor([batch, most, decoded], "fp32");
        for (let first = 0; first < batch; first += images) {
            const count = Math.min(images, batch - first);
            const prototypes = tape.tensor([count, outputs, pixels], half);
            const logits = tape.tensor([count, decoded, pixels], half);
            tape.drop(prototypes);
            const masks = tape.tensor([count, decoded, pixels], "int8");
            tape.drop(logits);
            const labelled = tape.tensor([count, most, pixels], "fp16");
            const compared = tape.tensor([count, decoded, pixels], "fp16");
            const sums = tape.tensor([count, decoded, pixels], "int64");
            tape.drop(sums, masks, labelled, compared);
        }
        tape.drop(scores, chosen, values, indices, coefficients, overlaps);
    };
}
/** Cross-entropy and Dice of the semantic branch, targets brought to the size of the logits. */
function semanticBranchLoss(tape, logits) {
    const { shape, dtype, elements } = logits;
    const fp32 = () => tape.tensor(shape, "fp32");
    const targets = fp32();
    const wide = tape.cast(logits, "fp32");
    const entropy = fp32();
    tape.drop(fp32());
    const mean = tape.attachOne(tape.tensor([], "fp32"), [wide], [wide, targets], () => [fp32()]);
    tape.drop(entropy);
    const squashed = tape.like(logits);
    tape.attachOne(squashed, [logits], [squashed], (_, [saved]) => [saved && tape.like(saved)]);
    const product = fp32();
    tape.drop(tape.tensor([2 * elements], "fp32"));
    tape.drop(product);
    tape.drop(tape.tensor([2 * elements], "fp32"));
    const dice = tape.attachOne(tape.tensor([], "fp32"), [squashed], [targets], () => {
        const temporary = fp32();
        const result = tape.tensor(shape, dtype);
        tape.drop(temporary);
        return [result];
    });
    tape.drop(targets, wide, squashed);
    return [mean, dice];
}
/** Positives of one image: each label's ten best anchors (an anchor that two labels want counts once, which is rare). */
const positivesOfImage = (labels, image, oneToOne) => Math.max(1, Math.round((labels.perImage[image] ?? labels.most) * (oneToOne ? 1 : 10)));
/** Detection loss, then masks image by image, then the semantic branch where there is one. */
function segmentationLoss(tape, options) {
    const { head, predictions, labels, oneToOne = false } = options;
    const { extra, proto, semantic } = predictions;
    if (extra === undefined || proto === undefined)
        throw new Error("a segment head without masks");
    const [batch, outputs, anchors] = [extra.dim(0), extra.dim(1), extra.dim(2)];
    const coefficients = copy(tape, extra, [batch, anchors, outputs]);
    const map = [proto.dim(2), proto.dim(3)];
    const aware = head.extra?.kind === "segment26";
    const labelMasks = aware ? tape.tensor([batch, labels.most, ...map], "int8") : undefined;
    const compare = aware ? { compare: compareMasks(tape, { predictions, labels, map }) } : {};
    const locals = [];
    const detection = detectionLoss(tape, { head, predictions, labels, oneToOne, locals, ...compare });
    tape.drop(labelMasks);
    const [rows, columns] = [Math.floor(labels.height / labels.maskRatio), Math.floor(labels.width / labels.maskRatio)];
    const labelCount = labels.overlapMasks ? batch : batch * labels.most;
    const resized = tape.settings.rules.masks === "to-prototypes" && rows !== map[0];
    const masks = resized
        ? tape.tensor([labelCount, ...map], "fp32")
        : tape.gradients
            ? undefined
            : tape.tensor([labelCount, rows, columns], "fp32");
    const prototypes = resized || rows === map[0] ? tape.keep(proto) : bilinear(tape, proto, { height: rows, width: columns });
    const boxes = [
        tape.tensor([batch, anchors, 4], "fp32"),
        tape.tensor([batch, anchors], "fp32"),
        tape.tensor([batch, anchors, 4], "fp32"),
    ];
    const prototypesOf = unbind(tape, prototypes);
    const coefficientsOf = unbind(tape, coefficients);
    const parts = [detection];
    for (let image = 0; image < batch; image++) {
        const [ofImage, its] = [prototypesOf[image], coefficientsOf[image]];
        if (ofImage === undefined || its === undefined)
            continue;
        const positives = positivesOfImage(labels, image, oneToOne);
        const targets = labels.overlapMasks ? undefined : tape.tensor([positives, ofImage.dim(1), ofImage.dim(2)], "fp32");
        parts.push(imageMaskLoss(tape, { coefficients: its, prototypes: ofImage, positives, targets }));
        tape.drop(targets);
    }
    const semanticTargets = [];
    if (semantic !== undefined) {
        const indices = tape.tensor([batch, ...map], "int64");
        const oneHot = tape.tensor([batch, head.classes, ...map], "fp32");
        tape.drop(tape.tensor([batch, ...map], "fp32"));
        parts.push(...semanticBranchLoss(tape, semantic));
        tape.drop(oneHot);
        semanticTargets.push(indices);
    }
    const loss = joinedLoss(tape, parts);
    tape.drop(...parts, ...semanticTargets, ...prototypesOf, ...coefficientsOf, prototypes, coefficients, masks, ...boxes, ...locals);
    return loss;
}

;// CONCATENATED MODULE: ./lib/execution/losses/loss.js







/** The loss of one set of branches, by what the head adds to boxes and classes. */
function branchLoss(tape, options) {
    const { head } = options;
    switch (head.extra?.kind) {
        case undefined:
            return detectionLoss(tape, options);
        case "segment":
        case "segment26":
            return segmentationLoss(tape, options);
        case "pose26":
            return pose26Loss(tape, options);
        case "pose":
            return poseLoss(tape, { ...options, oneToOne: false });
        case "obb":
        case "obb26":
            return orientedLoss(tape, { ...options, oneToOne: false });
    }
}
/** The loss of a batch: a scalar with a past in training, without one in validation. Predictions are borrowed. */
function lossOf(tape, head, batch) {
    const { predictions, labels } = batch;
    switch (predictions.kind) {
        case "classify":
            return classificationLoss(tape, predictions.logits);
        case "semantic":
            return semanticLoss(tape, predictions, labels.height);
        case "depth":
            return depthLoss(tape, predictions, labels.height);
        case "rtdetr":
            if (head.kind !== "RTDETRDecoder")
                throw new Error(`a ${head.kind} head has no queries`);
            return rtdetrLoss(tape, head, { predictions, labels });
        case "detect": {
            if (head.kind !== "Detect")
                throw new Error(`a ${head.kind} head does not detect`);
            const many = branchLoss(tape, { head, predictions: predictions.many, labels, oneToOne: false });
            if (predictions.one === undefined)
                return many;
            const one = branchLoss(tape, { head, predictions: predictions.one, labels, oneToOne: true });
            const both = joinedLoss(tape, [many, one]);
            tape.drop(many, one);
            return both;
        }
    }
}
function dropPredictions(tape, predictions) {
    switch (predictions.kind) {
        case "classify":
            tape.drop(predictions.logits);
            return;
        case "semantic":
            tape.drop(predictions.main, predictions.aux);
            return;
        case "depth":
            tape.drop(predictions.depth);
            return;
        case "rtdetr":
            tape.drop(predictions.encoderBoxes, predictions.encoderScores, predictions.boxes, predictions.scores);
            tape.drop(predictions.decoded);
            return;
        case "detect":
            dropBranches(tape, predictions.many);
            if (predictions.one !== undefined)
                dropBranches(tape, predictions.one);
            tape.drop(predictions.decoded);
    }
}

;// CONCATENATED MODULE: ./lib/execution/stream.js

const categoryIndex = (category) => CATEGORIES.indexOf(category);
/** Writes a stream. The current category, module and operation are stamped on each new block. */
class Recorder {
    events = [];
    sizes = [];
    categories = [];
    modules = [];
    operations = [];
    moduleNames = [""];
    operationNames = [""];
    marks = [];
    optimizerStateBytes = 0;
    category = 0;
    module = 0;
    operation = 0;
    allocate(bytes) {
        const block = this.sizes.length;
        this.events.push(block);
        this.sizes.push(bytes);
        this.categories.push(this.category);
        this.modules.push(this.module);
        this.operations.push(this.operation);
        return block;
    }
    free(block) {
        this.events.push(~block);
    }
    mark(name, effect = "phase") {
        this.marks.push({ at: this.events.length, name, effect });
    }
    /** A block's use may become clear only later: a gradient is known as one when it lands on its parameter. */
    recategorize(block, category) {
        this.categories[block] = category;
    }
}

;// CONCATENATED MODULE: ./lib/execution/autograd.js
/** Nodes that may run, newest first; leaves before all others, in the order in which they became ready. */
class Ready {
    nodes = [];
    get size() {
        return this.nodes.length;
    }
    push(node) {
        let at = this.nodes.length;
        while (at > 0 && (this.nodes[at - 1]?.sequence ?? 0) >= node.sequence)
            at--;
        this.nodes.splice(at, 0, node);
    }
    pop() {
        return this.nodes.pop();
    }
}
/** All nodes that a loss depends on learn how many gradients they will receive. */
function countPending(root) {
    const stack = [root];
    root.reached = true;
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
        for (const edge of node.edges) {
            if (edge === undefined)
                continue;
            edge.node.pending++;
            if (edge.node.reached)
                continue;
            edge.node.reached = true;
            stack.push(edge.node);
        }
    }
}

;// CONCATENATED MODULE: ./lib/execution/tape.js



const GRADIENTS = categoryIndex("gradients");
const WORKSPACE = categoryIndex("workspace");
/**
 * The machine that code in the shape of the real code runs on: it hands out tensors, records the autograd graph, plays
 * backward, and writes every allocation and free to a stream.
 *
 * Lifetimes are those of counted references, as in CPython: **a function borrows its arguments and owns what it makes**.
 * What it made it returns (then the caller owns it) or drops at the moment where the real code's last reference goes.
 * A block is freed with the last tensor that looks at it; reserved memory is right only if that moment is.
 */
class Tape {
    recorder;
    settings;
    /** Are operations recorded for backward? */
    gradients = true;
    /** Are the arguments of half-precision operators cast? */
    autocast = false;
    /** Casts of parameters, kept until autocast ends. */
    casts = new Map();
    /** Workspaces that stay: one matrix library handle a thread. */
    handles;
    sequence = 0;
    constructor(recorder, settings, handles = new Map()) {
        this.handles = handles;
        this.recorder = recorder;
        this.settings = settings;
    }
    /** The order that convolutions work in. */
    get order() {
        return this.settings.channelsLast ? "nhwc" : "nchw";
    }
    tensor(shape, dtype, order = "nchw") {
        let bytes = WIDTH[dtype];
        for (const side of shape)
            bytes *= side;
        const block = bytes > 0 ? this.recorder.allocate(bytes) : -1;
        return new Tensor({ refs: 1, block }, shape, { dtype, order, strided: false });
    }
    /** A dense tensor of the same shape and order. */
    like(x, dtype = x.dtype) {
        return this.tensor(x.shape, dtype, x.order);
    }
    /** A new tensor with the permuted strides of x. */
    permuted(x) {
        const dense = this.tensor(x.shape, x.dtype);
        return new Tensor(dense.storage, x.shape, { dtype: x.dtype, order: "nchw", strided: true });
    }
    /** The same memory, seen otherwise. Not recorded for backward. */
    view(x, shape = x.shape, layout = {}) {
        x.storage.refs++;
        return new Tensor(x.storage, shape, {
            dtype: x.dtype,
            order: layout.order ?? x.order,
            strided: layout.strided ?? x.strided,
        });
    }
    /** Memory that an operator takes and gives back before it returns. */
    workspace(bytes) {
        if (bytes < 1)
            return;
        const { category } = this.recorder;
        this.recorder.category = WORKSPACE;
        this.recorder.free(this.recorder.allocate(Math.trunc(bytes)));
        this.recorder.category = category;
    }
    /** Holds a tensor once more. */
    keep(x) {
        x.refs++;
        return x;
    }
    drop(...tensors) {
        for (const x of tensors) {
            if (x === undefined)
                continue;
            if (--x.refs > 0)
                continue;
            this.releaseStorage(x.storage);
            if (x.node !== undefined)
                this.releaseNode(x.node);
        }
    }
    releaseStorage(storage) {
        if (--storage.refs === 0 && storage.block >= 0)
            this.recorder.free(storage.block);
    }
    /** A node without holders will never run: what it saved goes, and so may the nodes before it. */
    releaseNode(node) {
        const stack = [node];
        for (let each = stack.pop(); each !== undefined; each = stack.pop()) {
            if (--each.refs > 0 || each.done || each.leaf !== undefined)
                continue;
            each.done = true;
            const { saved } = each;
            each.saved = [];
            this.drop(...saved);
            for (const edge of each.edges)
                if (edge !== undefined)
                    stack.push(edge.node);
        }
    }
    /** Where the gradient of a parameter lands. */
    accumulator(leaf) {
        leaf.accumulator ??= this.node({ backward: undefined, edges: [], leaf, saved: [] }, Number.POSITIVE_INFINITY);
        return leaf.accumulator;
    }
    node(parts, sequence) {
        return {
            ...parts,
            sequence,
            module: this.recorder.module,
            refs: 0,
            pending: 0,
            gradients: [],
            reached: false,
            done: false,
        };
    }
    /** Records an operation when any input needs a gradient. Holds `saved` until backward has used it. Yields the outputs. */
    attach(outputs, inputs, saved, backward) {
        if (!this.gradients || !inputs.some((x) => x?.requiresGrad))
            return outputs;
        const edges = inputs.map((x) => x?.requiresGrad ? { node: x.node ?? this.accumulator(x), output: x.output } : undefined);
        for (const edge of edges)
            if (edge !== undefined)
                edge.node.refs++;
        // An output that is saved is saved without its past, else it would hold itself.
        const held = saved.map((x) => (outputs.includes(x) ? this.view(x) : this.keep(x)));
        const node = this.node({ backward, edges, leaf: undefined, saved: held }, this.sequence++);
        outputs.forEach((output, index) => {
            output.node = node;
            output.output = index;
            output.requiresGrad = true;
        });
        node.refs = outputs.length;
        return outputs;
    }
    /** As attach, for the one output that most operations have. */
    attachOne(output, inputs, saved, backward) {
        this.attach([output], inputs, saved, backward);
        return output;
    }
    /** Gradients of the parameters that the loss depends on. The loss stays the caller's. */
    backward(loss) {
        if (loss.node === undefined)
            throw new Error("a loss that depends on no parameter has no backward");
        this.gradients = false;
        const { module } = this.recorder;
        countPending(loss.node);
        loss.node.gradients[0] = this.tensor([], "fp32");
        const ready = new Ready();
        ready.push(loss.node);
        for (let node = ready.pop(); node !== undefined; node = ready.pop())
            this.run(node, ready);
        this.recorder.module = module;
        this.gradients = true;
    }
    run(node, ready) {
        const { gradients } = node;
        node.gradients = [];
        node.reached = false;
        if (node.leaf !== undefined) {
            this.land(node.leaf, gradients[0]);
            return;
        }
        this.recorder.module = node.module;
        node.done = true;
        const { saved } = node;
        const results = node.backward?.(gradients, saved) ?? [];
        // The gradients that came in go first, in order, then the saved tensors.
        this.drop(...gradients);
        node.saved = [];
        this.drop(...saved);
        for (const [index, edge] of node.edges.entries()) {
            const result = results[index];
            if (edge === undefined) {
                this.drop(result);
                continue;
            }
            if (result !== undefined)
                this.hand(result, edge.node, edge.output);
            edge.node.refs--;
            if (--edge.node.pending === 0)
                ready.push(edge.node);
        }
    }
    /** A gradient arrives. A second one is added in place where the first is dense and held by nobody else. */
    hand(gradient, node, output) {
        const first = node.gradients[output];
        if (first === undefined) {
            node.gradients[output] = gradient;
            return;
        }
        const inPlace = first.refs === 1 && first.storage.refs === 1 && !first.strided;
        if (!inPlace) {
            node.gradients[output] = this.like(first);
            this.drop(first);
        }
        this.drop(gradient);
    }
    land(leaf, gradient) {
        if (gradient === undefined)
            return;
        if (leaf.grad === undefined) {
            leaf.grad = gradient;
            this.recorder.recategorize(gradient.storage.block, GRADIENTS);
        }
        else
            this.drop(gradient);
    }
    /** The tensor in another type; itself, held once more, where it has that type. Backward casts the gradient back. */
    cast(x, dtype) {
        if (x.dtype === dtype)
            return this.keep(x);
        const source = x.dtype;
        return this.attachOne(this.like(x, dtype), [x], [], ([gradient]) => [
            gradient && this.castGradient(gradient, source),
        ]);
    }
    /** A gradient in the type that its receiver has. */
    castGradient(gradient, dtype) {
        return gradient.dtype === dtype ? this.keep(gradient) : this.like(gradient, dtype);
    }
    /** What autocast makes of an argument of a half-precision operator. Casts of trained parameters are made once. */
    low(x) {
        if (!this.autocast || x.dtype !== "fp32")
            return this.keep(x);
        if (x.node !== undefined || !x.requiresGrad || !this.gradients)
            return this.cast(x, "fp16");
        const cached = this.casts.get(x);
        if (cached !== undefined)
            return this.keep(cached);
        const made = this.cast(x, "fp16");
        this.casts.set(x, made);
        return this.keep(made);
    }
    /** Ends autocast: the cached casts go, unless an operation saved them. */
    endAutocast() {
        this.autocast = false;
        for (const cast of this.casts.values())
            this.drop(cast);
        this.casts.clear();
    }
    /** Memory that a library handle takes the first time a thread needs it, and keeps. */
    handle(name, bytes) {
        if (this.handles.has(name))
            return;
        const { category } = this.recorder;
        this.recorder.category = WORKSPACE;
        this.handles.set(name, this.tensor([bytes], "int8"));
        this.recorder.category = category;
    }
    /** Is it dense, in the order that convolutions work in? */
    dense(x) {
        return !x.strided && x.order === this.order;
    }
    /** A new tensor of that shape in the order that convolutions work in. */
    ordered(x) {
        return this.tensor(x.shape, x.dtype, this.order);
    }
    /** A copy in that order where the tensor is not so already; to be dropped. */
    denseCopy(x) {
        return this.dense(x) ? undefined : this.ordered(x);
    }
}

;// CONCATENATED MODULE: ./lib/graph/tensors.js

const parameter = (name, ...shape) => ({ name, shape, role: "parameter" });
const buffer = (name, ...shape) => ({ name, shape, role: "buffer" });
/** Networks named s (scale) and t (translation), and the buffers of a prior that is no longer read. */
function flowTensors({ couplings, hidden }) {
    const widths = [2, hidden, hidden, 2];
    const network = (name) => widths.slice(1).flatMap((width, i) => {
        // Between two linear layers stands an activation, which counts.
        const at = `${name}.${2 * i}`;
        return [parameter(`${at}.weight`, width, widths[i] ?? width), parameter(`${at}.bias`, width)];
    });
    const all = (letter) => Array.from({ length: couplings }, (_, i) => network(`${letter}.${i}`)).flat();
    return [...all("s"), ...all("t"), buffer("loc", 2), buffer("cov", 2, 2), buffer("mask", couplings, 2)];
}
/** Parameters, then buffers, that this layer itself registers (not its children). */
function ownTensors(layer) {
    switch (layer.kind) {
        case "Conv2d": {
            const [rows, columns] = layer.kernel;
            const weight = layer.transposed
                ? parameter("weight", layer.in, layer.out / layer.groups, rows, columns)
                : parameter("weight", layer.out, layer.in / layer.groups, rows, columns);
            return layer.bias ? [weight, parameter("bias", layer.out)] : [weight];
        }
        case "BatchNorm2d": {
            const c = layer.channels;
            return [
                parameter("weight", c),
                parameter("bias", c),
                buffer("mean", c),
                buffer("variance", c),
                { name: "batches", shape: [], role: "counter" },
            ];
        }
        case "Linear":
            return layer.bias === false
                ? [parameter("weight", layer.out, layer.in)]
                : [parameter("weight", layer.out, layer.in), parameter("bias", layer.out)];
        case "MaxSigmoidAttention":
            return [parameter("bias", layer.heads)];
        case "ContrastiveHead":
            return [parameter("bias", 1), parameter("logit_scale")];
        case "ImagePoolingAttn":
            return layer.scaled ? [parameter("scale", 1)] : [];
        case "LayerNorm":
            return [parameter("weight", layer.channels), parameter("bias", layer.channels)];
        case "Embedding":
            return [parameter("weight", layer.count, layer.width)];
        case "MultiheadAttention":
            return [
                parameter("in_proj_weight", 3 * layer.channels, layer.channels),
                parameter("in_proj_bias", 3 * layer.channels),
            ];
        case "Flow":
            return flowTensors(layer);
        case "A2C2f":
            return layer.residual ? [parameter("gamma", layer.out)] : [];
        case "Depth":
            return [buffer("scale"), buffer("shift")];
        default:
            return [];
    }
}
const tensors_elements = (shape) => shape.reduce((product, side) => product * side, 1);
/** Layers that own tensors, children before the layer's own: the order in which module.to(device) moves them. */
function* owners(layer) {
    for (const child of children(layer))
        yield* owners(child);
    if (ownTensors(layer).length > 0)
        yield layer;
}
/** Number of parameters, frozen ones included. */
function tensors_parameterCount(layer) {
    let count = 0;
    for (const owner of owners(layer))
        for (const tensor of ownTensors(owner))
            if (tensor.role === "parameter")
                count += tensors_elements(tensor.shape);
    return count;
}
const BYTES = { parameter: 4, buffer: 4, counter: 8 };
/** Bytes of all tensors that are saved with the model and not trained. */
function bufferBytes(layers) {
    let total = 0;
    for (const layer of layers)
        for (const owner of owners(layer))
            for (const { role, shape } of ownTensors(owner))
                if (role !== "parameter")
                    total += tensors_elements(shape) * BYTES[role];
    return total;
}

;// CONCATENATED MODULE: ./lib/graph/parameters.js


/** Our field -> torch's attribute, where they differ. An empty one adds nothing to the name. */
const ATTRIBUTES = {
    Sequential: { layers: "" },
    ConvTranspose: { conv: "conv_transpose" },
    HGBlock: { squeeze: "sc", excite: "ec" },
    TorchVision: { layers: "m" },
    TorchVisionStages: { layers: "m" },
    TorchVisionBlock: { shortcut: "downsample" },
    TransformerLayer: { attention: "ma" },
    TransformerBlock: { layers: "tr" },
    MultiheadAttention: { out: "out_proj" },
    AIFI: { attention: "ma" },
    Proto26: { refine: "feat_refine", fuse: "feat_fuse", semantic: "semseg" },
    DeformableLayer: {
        attention: "self_attn",
        offsets: "cross_attn.sampling_offsets",
        weights: "cross_attn.attention_weights",
        value: "cross_attn.value_proj",
        output: "cross_attn.output_proj",
    },
    Detect: {
        boxes: "cv2",
        scores: "cv3",
        dfl: "dfl.conv",
        oneToOneBoxes: "one2one_cv2",
        oneToOneScores: "one2one_cv3",
        extras: "cv4",
        oneToOneExtras: "one2one_cv4",
        flow: "flow_model",
        keypoints: "cv4_kpts",
        sigmas: "cv4_sigma",
        oneToOneKeypoints: "one2one_cv4_kpts",
        oneToOneSigmas: "one2one_cv4_sigma",
    },
    MaxSigmoidAttention: { embed: "ec", guide: "gl", project: "proj_conv" },
    C2fAttn: { attention: "attn" },
    ImagePoolingAttn: { project: "proj" },
    TextPrompts: { widen: "m.w12", narrow: "m.w3" },
    TextDetect: {
        boxes: "cv2",
        scores: "cv3",
        dfl: "dfl.conv",
        oneToOneBoxes: "one2one_cv2",
        oneToOneScores: "one2one_cv3",
        contrast: "cv4",
        oneToOneContrast: "one2one_cv4",
        text: "reprta",
        visual: "savpe",
        masks: "cv5",
        oneToOneMasks: "one2one_cv5",
    },
    SemanticSegment: { main: "classifier", aux: "aux_head" },
    Depth: { project: "proj" },
    RTDETRDecoder: {
        project: "input_proj",
        layers: "decoder.layers",
        denoisingEmbedding: "denoising_class_embed",
        queryEmbedding: "tgt_embed",
        queryPosition: "query_pos_head",
        encoderOutput: "enc_output",
        encoderScore: "enc_score_head",
        encoderBox: "enc_bbox_head",
        scores: "dec_score_head",
        boxes: "dec_bbox_head",
    },
};
/** torchvision numbers convolutions and norms from 1 on, in pairs. */
const torchvisionName = (index) => `${index % 2 === 0 ? "conv" : "bn"}${Math.floor(index / 2) + 1}`;
function segment(layer, field, index) {
    if (layer.kind === "TorchVisionBlock" && field === "main")
        return torchvisionName(index ?? 0);
    const attribute = ATTRIBUTES[layer.kind]?.[field] ?? field;
    return [attribute, index].filter((part) => part !== undefined && part !== "").join(".");
}
/** Own parameters first, then the children's: the order of torch's named_parameters. */
function* below(layer, path) {
    for (const { name, shape, role } of ownTensors(layer))
        if (role === "parameter")
            yield { name: `${path}.${name}`, shape, layer };
    for (const { child, field, index } of namedChildren(layer))
        yield* below(child, `${path}.${segment(layer, field, index)}`);
}
/** Every parameter with its name and shape, in the order in which optimizers and `freeze` see them. */
function parametersOf(graph) {
    return graph.layers.flatMap((row) => [...below(row.layer, `model.${row.index}`)]);
}

;// CONCATENATED MODULE: ./lib/graph/freeze.js

/** The layers that own a frozen parameter: the trainer freezes what has `model.N.` in its name. Those of the DFL, always frozen, say so themselves. */
function frozenLayers(graph, freeze) {
    const names = typeof freeze === "number" ? Array.from({ length: freeze }, (_, i) => i) : (freeze ?? []);
    if (names.length === 0)
        return new Set();
    const prefixes = names.map((name) => `model.${name}.`);
    const frozen = parametersOf(graph).filter(({ name }) => prefixes.some((prefix) => name.includes(prefix)));
    return new Set(frozen.map(({ layer }) => layer));
}

;// CONCATENATED MODULE: ./lib/execution/layers/csp.js



/** x + branch(x), or the branch alone. */
function residual(network, layers, options) {
    const branch = network.chain(layers, options.x);
    if (!options.add)
        return branch;
    const sum = add(network.tape, options.x, branch);
    network.tape.drop(branch);
    return sum;
}
const bottleneck = (network, layer, x) => residual(network, [layer.cv1, layer.cv2], { x, add: layer.add });
const cib = (network, layer, x) => residual(network, [layer.cv1], { x, add: layer.add });
/** The parts joined, then one convolution; the parts live until it returns. Takes over the parts. */
function joined(network, parts, last) {
    const { tape } = network;
    const all = concat(tape, parts);
    const result = network.run(last, all);
    tape.drop(all, ...parts);
    return result;
}
/** Runs the layers one after another on the last part, and appends each result. */
function extend(network, parts, layers) {
    for (const layer of layers) {
        const last = parts.at(-1);
        if (last !== undefined)
            parts.push(network.run(layer, last));
    }
}
function c2f(network, layer, x) {
    const whole = network.run(layer.cv1, x);
    const parts = chunk(network.tape, whole, 2);
    network.tape.drop(whole);
    extend(network, parts, layer.m);
    return joined(network, parts, layer.cv2);
}
function c2(network, layer, x) {
    const { tape } = network;
    const whole = network.run(layer.cv1, x);
    const halves = chunk(tape, whole, 2);
    tape.drop(whole);
    const [a = x, b = x] = halves;
    const inner = network.run(layer.m, a);
    const all = concat(tape, [inner, b]);
    tape.drop(inner);
    const result = network.run(layer.cv2, all);
    tape.drop(all, ...halves);
    return result;
}
function c3(network, layer, x) {
    const { tape } = network;
    const inner = network.chain([layer.cv1, layer.m], x);
    const other = network.run(layer.cv2, x);
    const all = concat(tape, [inner, other]);
    tape.drop(inner, other);
    const result = network.run(layer.cv3, all);
    tape.drop(all);
    return result;
}
function spp(network, layer, x) {
    const { tape } = network;
    const first = network.run(layer.cv1, x);
    const pools = layer.kernels.map((kernel) => maxPool(tape, first, { kernel, stride: 1, padding: Math.floor(kernel / 2) }));
    const all = concat(tape, [first, ...pools]);
    tape.drop(...pools);
    const result = network.run(layer.cv2, all);
    tape.drop(all, first);
    return result;
}
function sppf(network, layer, x) {
    const { tape } = network;
    const parts = [network.run(layer.cv1, x)];
    for (let i = 0; i < layer.pools; i++)
        parts.push(maxPool(tape, parts[i] ?? x, { kernel: layer.kernel, stride: 1, padding: Math.floor(layer.kernel / 2) }));
    const result = joined(network, parts, layer.cv2);
    if (!layer.add)
        return result;
    const sum = add(tape, result, x);
    tape.drop(result);
    return sum;
}
function ghostConv(network, layer, x) {
    const { tape } = network;
    const first = network.run(layer.cv1, x);
    const second = network.run(layer.cv2, first);
    const all = concat(tape, [first, second]);
    tape.drop(first, second);
    return all;
}
function ghostBottleneck(network, layer, x) {
    const { tape } = network;
    const main = network.run(layer.conv, x);
    const shortcut = network.run(layer.shortcut, x);
    const sum = add(tape, main, shortcut);
    tape.drop(main, shortcut);
    return sum;
}

;// CONCATENATED MODULE: ./lib/execution/layers/attention.js




/** Scaled dot products of all positions: q.k, softmax, times v. `parts` live on until the caller drops them. */
function attend(network, qkv, heads) {
    const { tape } = network;
    const { batch, positions, sizes } = heads;
    const shaped = reshape(tape, qkv, [batch, heads.heads, sizes[0] + sizes[1] + sizes[2], positions], {
        order: "nchw",
        strided: true,
    });
    const [query = qkv, key = qkv, value = qkv] = split(tape, shaped, sizes, 2);
    tape.drop(shaped);
    const scaled = scale(tape, query);
    const products = batchedProduct(tape, scaled, key, [batch, heads.heads, positions, positions]);
    tape.drop(scaled);
    const weights = softmax(tape, products);
    tape.drop(products);
    const result = batchedProduct(tape, value, weights, [batch, heads.heads, sizes[2], positions]);
    return { result, value, parts: [query, key, weights] };
}
function attention(network, layer, x) {
    const { tape } = network;
    const [batch, , height, width] = x.nchw;
    const channels = layer.heads * layer.headDim;
    const map = [batch, channels, height, width];
    const qkv = network.run(layer.qkv, x);
    const { result, value, parts } = attend(network, qkv, {
        batch,
        heads: layer.heads,
        sizes: [layer.keyDim, layer.keyDim, layer.headDim],
        positions: height * width,
    });
    const attended = reshape(tape, result, map);
    const values = copy(tape, value, map);
    const positional = network.run(layer.pe, values);
    tape.drop(values);
    const sum = add(tape, attended, positional);
    tape.drop(attended, positional, result);
    const projected = network.run(layer.proj, sum);
    tape.drop(sum, qkv, value, ...parts);
    return projected;
}
/** x + layer(x); takes over x. */
function plus(network, x, layer) {
    const branch = network.run(layer, x);
    const sum = add(network.tape, x, branch);
    network.tape.drop(branch, x);
    return sum;
}
/** layer(x) alone; takes over x. */
function through(network, x, layer) {
    const result = network.run(layer, x);
    network.tape.drop(x);
    return result;
}
function psaBlock(network, layer, x) {
    const step = layer.add ? plus : through;
    const attended = step(network, network.tape.keep(x), layer.attn);
    return step(network, attended, layer.ffn);
}
/** One half as it is, the other transformed, both joined. */
function halved(network, layer, options) {
    const { tape } = network;
    const whole = network.run(layer.cv1, options.x);
    const [a = whole, b = whole] = split(tape, whole, [layer.channels, layer.channels]);
    tape.drop(whole);
    const transformed = options.transform(b);
    return joined(network, [a, transformed], layer.cv2);
}
const psa = (network, layer, x) => halved(network, layer, { x, transform: (half) => plus(network, plus(network, half, layer.attn), layer.ffn) });
const c2psa = (network, layer, x) => halved(network, layer, { x, transform: (half) => through(network, half, layer.m) });
/** Attention within areas of the map; result and value are copied twice, the first copies go. */
function areaAttention(network, layer, x) {
    const { tape } = network;
    const [batch, , height, width] = x.nchw;
    const channels = layer.heads * layer.headDim;
    const positions = Math.floor((height * width) / layer.area);
    const rows = [batch * layer.area * positions, channels];
    const map = [batch, channels, height, width];
    const qkv = network.run(layer.qkv, x);
    const { result, value, parts } = attend(network, qkv, {
        batch: batch * layer.area,
        heads: layer.heads,
        sizes: [layer.headDim, layer.headDim, layer.headDim],
        positions,
    });
    const twice = (x, shape) => {
        const made = copy(tape, x, shape);
        tape.drop(x);
        return made;
    };
    const resultRows = twice(result, rows);
    const valueRows = twice(value, rows);
    const resultMap = twice(resultRows, map);
    const valueMap = twice(valueRows, map);
    const positional = network.run(layer.pe, valueMap);
    const sum = add(tape, resultMap, positional);
    tape.drop(positional, resultMap);
    const projected = network.run(layer.proj, sum);
    tape.drop(sum, valueMap, qkv, ...parts);
    return projected;
}
function areaBlock(network, layer, x) {
    return plus(network, plus(network, network.tape.keep(x), layer.attn), layer.mlp);
}
function a2c2f(network, layer, x) {
    const parts = [network.run(layer.cv1, x)];
    extend(network, parts, layer.m);
    const result = joined(network, parts, layer.cv2);
    return layer.residual ? scaledResidual(network, layer, { x, result }) : result;
}
/** x + gamma * result with a trained fp32 gamma a channel, so the product and the sum are fp32. Takes over the result. */
function scaledResidual(network, layer, terms) {
    const { tape } = network;
    const { x, result } = terms;
    const gamma = network.weight(layer, "gamma");
    const { dtype } = result;
    const product = tape.attachOne(tape.like(result, "fp32"), [result, gamma], [result], ([gradient]) => {
        if (gradient === undefined)
            return [];
        const wide = tape.like(gradient, "fp32");
        const ofResult = tape.castGradient(wide, dtype);
        tape.drop(wide);
        const terms = tape.like(gradient, "fp32");
        const ofGamma = tape.tensor([layer.out], "fp32");
        tape.drop(terms);
        return [ofResult, ofGamma];
    });
    tape.drop(result);
    const sum = add(tape, x, product);
    tape.drop(product);
    return sum;
}

;// CONCATENATED MODULE: ./lib/execution/ops/grid-sample.js
/** Values of a map at given points, in fp32 by autocast's rule; keeps the map and the points. Maps and points are borrowed. */
function gridSample(tape, map, points) {
    const x = tape.autocast ? tape.cast(map, "fp32") : tape.keep(map);
    const [rows, columns] = [points.dim(1), points.dim(2)];
    const { shape } = x;
    const output = tape.tensor([x.dim(0), x.dim(1), rows, columns], x.dtype);
    const { shape: pointShape, dtype } = points;
    tape.attachOne(output, [x, points], [points, x], () => [tape.tensor(shape, dtype), tape.tensor(pointShape, dtype)]);
    tape.drop(x);
    return output;
}

;// CONCATENATED MODULE: ./lib/execution/layers/deformable-attention.js




/** Points around the reference boxes: offsets / points x size x 0.5 + centre, in the boxes' type. */
function locations(tape, offsets, boxes) {
    const { shape, dtype } = offsets;
    const wide = () => tape.tensor(shape, boxes.dtype);
    const steps = tape.tensor(shape, dtype);
    const sized = wide();
    tape.drop(steps);
    const halved = wide();
    tape.drop(sized);
    const placed = wide();
    tape.drop(halved);
    return tape.attachOne(placed, [offsets], [boxes], (gradients) => {
        const ofHalved = wide();
        tape.drop(...gradients);
        gradients[0] = undefined;
        const ofSized = wide();
        const ofSteps = tape.tensor(shape, dtype);
        tape.drop(ofSized, ofHalved);
        const result = tape.permuted(ofSteps);
        tape.drop(ofSteps);
        return [result];
    });
}
/** The points in the sampler's coordinates, one row of queries a head: 2 x - 1, then a dense copy. */
function grids(tape, points, shape) {
    const doubled = tape.like(points);
    const shifted = tape.like(points);
    tape.drop(doubled);
    const { shape: before, dtype } = points;
    const scaled = tape.attachOne(shifted, [points], [], () => [tape.tensor(before, dtype)]);
    const grid = copy(tape, scaled, shape);
    tape.drop(scaled);
    return grid;
}
/** Sampled values times attention weights, summed over the points; keeps both. Takes over the sampled values. */
function weighedSum(tape, sampled, weights) {
    const { shape, dtype } = sampled;
    const { shape: weightShape } = weights;
    const product = tape.attachOne(tape.tensor(shape, dtype), [sampled, weights], [weights, sampled], () => {
        const terms = tape.tensor(shape, dtype);
        const ofSampled = tape.tensor(shape, dtype);
        const ofWeights = tape.tensor(weightShape, dtype);
        tape.drop(terms);
        return [ofSampled, ofWeights];
    });
    tape.drop(sampled);
    // The gradient of a sum is expanded, not written out.
    const sum = tape.attachOne(tape.tensor(shape.slice(0, -1), dtype), [product], [], ([gradient]) => [
        gradient && tape.view(gradient, shape, { strided: true }),
    ]);
    tape.drop(product);
    return sum;
}
/** Every head samples its points on every map; the values are weighed and summed. */
function sample(tape, { value, points, weights, maps }) {
    const [batch, positions, channels] = [value.dim(0), value.dim(1), value.dim(2)];
    const queries = points.dim(1);
    const rows = batch * maps.heads;
    const width = channels / maps.heads;
    const total = maps.sizes.length * maps.points;
    const values = copy(tape, value, [rows, width, positions]);
    const levels = split(tape, values, maps.sizes.map(([height, columns]) => height * columns), 2);
    tape.drop(values);
    const grid = grids(tape, points, [rows, queries, total, 2]);
    const parts = split(tape, grid, maps.sizes.map(() => maps.points), 2);
    tape.drop(grid);
    const sampled = levels.map((level, i) => {
        const part = parts[i];
        if (part === undefined)
            throw new Error("a map without points");
        return gridSample(tape, level, part);
    });
    const dense = copy(tape, weights, [rows, 1, queries, total]);
    const joined = concat(tape, sampled, 3);
    const sum = weighedSum(tape, joined, dense);
    const channelsFirst = folded(tape, sum, [batch, channels, queries]);
    const queriesFirst = transpose(tape, channelsFirst, [batch, queries, channels]);
    const result = copy(tape, queriesFirst);
    tape.drop(channelsFirst, queriesFirst, dense, ...parts, ...sampled.reverse(), ...levels, sum);
    return result;
}
/** Attention at sampled points of the maps. Inputs are borrowed; reference boxes have no past. */
function deformableAttention(network, layer, inputs) {
    const { tape } = network;
    const { query, boxes, maps } = inputs;
    const [batch, queries] = [query.dim(0), query.dim(1)];
    const total = maps.sizes.length * maps.points;
    const seen = (x, shape) => {
        const view = folded(tape, x, shape);
        tape.drop(x);
        return view;
    };
    const value = seen(network.run(layer.value, maps.sequence), maps.sequence.shape);
    const offsets = seen(network.run(layer.offsets, query), [batch, queries, maps.heads, total, 2]);
    const logits = seen(network.run(layer.weights, query), [batch, queries, maps.heads, total]);
    const weights = softmax(tape, logits);
    tape.drop(logits);
    const points = locations(tape, offsets, boxes);
    const sampled = sample(tape, { value, points, weights, maps });
    const result = network.run(layer.output, sampled);
    tape.drop(value, offsets, weights, points, sampled);
    return result;
}

;// CONCATENATED MODULE: ./lib/execution/layers/multihead-attention.js




/** Query, key and value by their thirds of one matrix. Positions come first, so the inputs are permuted. */
function project(network, layer, inputs) {
    const { tape } = network;
    const { channels } = layer;
    const thirds = [channels, channels, channels];
    const weights = split(tape, network.weight(layer, "in_proj_weight"), thirds, 0);
    const biases = split(tape, network.weight(layer, "in_proj_bias"), thirds, 0);
    const permuted = [inputs.query, inputs.key, inputs.value].map((x) => transpose(tape, x, [x.dim(1), x.dim(0), channels]));
    const projected = permuted.map((x, i) => {
        const [weight, bias] = [weights[i], biases[i]];
        if (weight === undefined)
            throw new Error("attention without weights");
        return permutedLinear(tape, x, channels, { weight, bias });
    });
    tape.drop(...permuted, ...weights, ...biases);
    return projected;
}
/** Of each head: query and value as positions by channels, the key the other way round, which the product reads as it is. */
function heads(network, layer, projected) {
    const { tape } = network;
    const width = layer.channels / layer.heads;
    return projected.map((x, i) => {
        const [positions, batch] = [x.dim(0), x.dim(1) * layer.heads];
        const shape = [positions, batch, width];
        const one = i === 1 ? reshape(tape, x, shape) : folded(tape, x, shape);
        const seen = transpose(tape, one, i === 1 ? [batch, width, positions] : [batch, positions, width]);
        tape.drop(one);
        return seen;
    });
}
/** Attention as torch's MultiheadAttention has it, without its fused kernel: the weights' mean over the heads is made too. */
function multiheadAttention(network, layer, inputs) {
    const { tape } = network;
    const { mask } = inputs;
    const [batch, positions] = [inputs.query.dim(0), inputs.query.dim(1)];
    const seen = inputs.key.dim(1);
    // A boolean mask becomes one of numbers to add.
    const added = mask && tape.tensor(mask.shape, "fp32");
    const projected = project(network, layer, inputs);
    const [query = inputs.query, key = inputs.key, value = inputs.value] = heads(network, layer, projected);
    const scaled = scale(tape, query);
    const square = [batch * layer.heads, positions, seen];
    const products = batchedMatrixProduct(tape, [scaled, key], { shape: square, added });
    const weights = softmax(tape, products, false);
    tape.drop(products);
    const width = layer.channels / layer.heads;
    const result = batchedMatrixProduct(tape, [weights, value], { shape: [batch * layer.heads, positions, width] });
    const rows = copy(tape, result, [positions * batch, layer.channels]);
    tape.drop(result);
    const out = network.run(layer.out, rows);
    tape.drop(rows);
    const mean = tape.tensor([batch, positions, seen], weights.dtype);
    tape.drop(weights, query, key, value, ...projected, scaled, added, mean);
    const positionsFirst = folded(tape, out, [positions, batch, layer.channels]);
    const attended = transpose(tape, positionsFirst, [batch, positions, layer.channels]);
    tape.drop(positionsFirst, out);
    return attended;
}

;// CONCATENATED MODULE: ./lib/execution/layers/deformable-layer.js




/** Linear layers with ReLU between; each result goes when the next one exists. */
function perceptron(network, layer, x) {
    const { tape } = network;
    let current = tape.keep(x);
    for (const [index, each] of layer.layers.entries()) {
        const made = network.run(each, current);
        const next = index < layer.layers.length - 1 ? relu(tape, made) : tape.keep(made);
        tape.drop(made, current);
        current = next;
    }
    return current;
}
/** Attention among the queries, then on the maps, then two linear layers; sums are normed after each. */
function deformableLayer(network, layer, inputs) {
    const { tape } = network;
    const { embedding, position, mask } = inputs;
    const placed = add(tape, embedding, position);
    const among = multiheadAttention(network, layer.attention, { query: placed, key: placed, value: embedding, mask });
    const first = add(tape, embedding, among);
    const normed = network.run(layer.norm1, first);
    tape.drop(first);
    const query = add(tape, normed, position);
    const onMaps = deformableAttention(network, layer, { query, boxes: inputs.boxes, maps: inputs.maps });
    tape.drop(query, among);
    const second = add(tape, normed, onMaps);
    tape.drop(normed);
    const attended = network.run(layer.norm2, second);
    tape.drop(second);
    const result = feedForward(network, layer, attended);
    tape.drop(attended, placed, onMaps);
    return result;
}
function feedForward(network, layer, x) {
    const { tape } = network;
    const wide = network.run(layer.linear1, x);
    const activated = relu(tape, wide);
    tape.drop(wide);
    const narrow = network.run(layer.linear2, activated);
    tape.drop(activated);
    const sum = add(tape, x, narrow);
    const result = network.run(layer.norm3, sum);
    tape.drop(sum, narrow);
    return result;
}

;// CONCATENATED MODULE: ./lib/execution/layers/hgnet.js




/** One row and column below and to the right: what a 2x2 window at stride 1 takes away. */
const ONE_MORE = { left: 0, right: 1, top: 0, bottom: 1 };
const PAIR = { kernel: 2, stride: 1, padding: 0 };
/** Both branches live until the stem returns. */
function hgStem(network, layer, x) {
    const { tape } = network;
    const first = network.run(layer.stem1, x);
    const padded = pad(tape, first, ONE_MORE);
    tape.drop(first);
    const narrow = network.run(layer.stem2a, padded);
    const narrowPadded = pad(tape, narrow, ONE_MORE);
    tape.drop(narrow);
    const convolved = network.run(layer.stem2b, narrowPadded);
    tape.drop(narrowPadded);
    const pooled = maxPool(tape, padded, PAIR);
    const all = concat(tape, [pooled, convolved]);
    tape.drop(padded);
    const halved = network.run(layer.stem3, all);
    tape.drop(all);
    const result = network.run(layer.stem4, halved);
    tape.drop(halved, pooled, convolved);
    return result;
}
/** The input and every inner map live until the squeezed map is widened again. */
function hgBlock(network, layer, x) {
    const { tape } = network;
    const parts = [tape.keep(x)];
    extend(network, parts, layer.m);
    const all = concat(tape, parts);
    const squeezed = network.run(layer.squeeze, all);
    tape.drop(all);
    const widened = network.run(layer.excite, squeezed);
    tape.drop(squeezed, ...parts);
    if (!layer.add)
        return widened;
    const sum = add(tape, widened, x);
    tape.drop(widened);
    return sum;
}
const lightConv = (network, layer, x) => network.chain([layer.conv1, layer.conv2], x);
function repC3(network, layer, x) {
    const { tape } = network;
    const inner = network.chain([layer.cv1, layer.m], x);
    const other = network.run(layer.cv2, x);
    const sum = add(tape, inner, other);
    tape.drop(inner, other);
    const result = network.run(layer.cv3, sum);
    tape.drop(sum);
    return result;
}

;// CONCATENATED MODULE: ./lib/execution/layers/rare.js




const averagePooled = (network, layer, x) => averagePool(network.tape, x, layer);
const activated = (network, layer, x) => activate(network.tape, x, layer.act);
function conv2(network, layer, x) {
    const { tape } = network;
    const main = network.run(layer.conv, x);
    const other = network.run(layer.cv2, x);
    const sum = add(tape, main, other);
    tape.drop(main, other);
    const normed = network.run(layer.bn, sum);
    tape.drop(sum);
    const result = activate(tape, normed, layer.act);
    tape.drop(normed);
    return result;
}
function convTranspose(network, layer, x) {
    const { tape } = network;
    const normed = network.chain(layer.bn === undefined ? [layer.conv] : [layer.conv, layer.bn], x);
    const result = activate(tape, normed, layer.act);
    tape.drop(normed);
    return result;
}
/** Every second row of x, then every second column: a view; backward fills up each of the two cuts. */
function everySecond(tape, x) {
    const [n, c, h, w] = x.nchw;
    const [height, width] = [Math.ceil(h / 2), Math.ceil(w / 2)];
    const { shape, dtype, order } = x;
    return tape.attachOne(tape.view(x, [n, c, height, width], { strided: true }), [x], [], () => {
        const columns = tape.tensor([n, c, height, w], dtype, order);
        const whole = tape.tensor(shape, dtype, order);
        tape.drop(columns);
        return [whole];
    });
}
function rare_focus(network, layer, x) {
    const { tape } = network;
    const parts = Array.from({ length: 4 }, () => everySecond(tape, x));
    const all = concat(tape, parts);
    tape.drop(...parts);
    const result = network.run(layer.conv, all);
    tape.drop(all);
    return result;
}
function c1(network, layer, x) {
    const { tape } = network;
    const first = network.run(layer.cv1, x);
    const inner = network.run(layer.m, first);
    const sum = add(tape, inner, first);
    tape.drop(inner, first);
    return sum;
}
function bottleneckCsp(network, layer, x) {
    const { tape } = network;
    const inner = network.chain([layer.cv1, layer.m, layer.cv3], x);
    const other = network.run(layer.cv2, x);
    const all = concat(tape, [inner, other]);
    const normed = network.run(layer.bn, all);
    tape.drop(all);
    const active = silu(tape, normed);
    tape.drop(normed);
    const result = network.run(layer.cv4, active);
    tape.drop(active, inner, other);
    return result;
}
/** Averages over as many windows as are asked for; a single one is a mean, which keeps nothing. */
function adaptivelyPooled(network, layer, x) {
    const { tape } = network;
    const { shape, dtype, order } = x;
    const [batch, channels] = x.nchw;
    const [rows, columns] = layer.size;
    const output = tape.tensor([batch, channels, rows, columns], dtype, order);
    return tape.attachOne(output, [x], rows * columns === 1 ? [] : [x], () => [tape.tensor(shape, dtype, order)]);
}
/** In training a new tensor and the mask of what stays, which is kept; nothing where nothing is dropped. */
function dropped(network, layer, x) {
    const { tape } = network;
    if (!network.training || layer.p === 0)
        return tape.keep(x);
    const output = tape.like(x);
    const mask = tape.like(x, "int8");
    tape.attachOne(output, [x], [mask], ([gradient]) => [gradient && tape.like(gradient)]);
    tape.drop(mask);
    return output;
}

;// CONCATENATED MODULE: ./lib/execution/layers/resnet.js


function resNetBlock(network, layer, x) {
    const { tape } = network;
    const main = network.chain([layer.cv1, layer.cv2, layer.cv3], x);
    const shortcut = network.run(layer.shortcut, x);
    const sum = add(tape, main, shortcut);
    tape.drop(main, shortcut);
    const activated = relu(tape, sum);
    tape.drop(sum);
    return activated;
}
const resNetLayer = (network, layer, x) => network.run(layer.layer, x);
/** ReLU in place, as torchvision has it: nothing new forward, a gradient of its own backward. Takes over x. */
function reluInPlace(network, x) {
    const { tape } = network;
    const output = tape.view(x);
    tape.attachOne(output, [x], [output], (_, [saved]) => [saved && tape.like(saved)]);
    tape.drop(x);
    return output;
}
/** x += other: one gradient for both. Takes over x. */
function addInPlace(network, x, other) {
    const { tape } = network;
    const { dtype } = other;
    const output = tape.attachOne(tape.view(x), [x, other], [], ([gradient]) => gradient === undefined ? [] : [tape.keep(gradient), tape.castGradient(gradient, dtype)]);
    tape.drop(x);
    return output;
}
function torchVisionBlock(network, layer, x) {
    const { tape } = network;
    let out = tape.keep(x);
    for (const [index, part] of layer.main.entries()) {
        const next = network.run(part, out);
        tape.drop(out);
        // Each norm but the last is followed by a ReLU.
        const between = part.kind === "BatchNorm2d" && index < layer.main.length - 1;
        out = between ? reluInPlace(network, next) : next;
    }
    const shortcut = layer.shortcut === undefined ? tape.keep(x) : network.run(layer.shortcut, x);
    const sum = addInPlace(network, out, shortcut);
    tape.drop(shortcut);
    return reluInPlace(network, sum);
}
/** One layer of a backbone, whose own ReLU is in place too. Takes over x. */
function step(network, part, x) {
    if (part.kind === "Activate")
        return reluInPlace(network, x);
    const next = network.run(part, x);
    network.tape.drop(x);
    return next;
}
/** The backbone's layers one after the other. */
const torchVision = (network, layer, x) => layer.layers.reduce((input, part) => step(network, part, input), network.tape.keep(x));
/** The same, all results kept for the rows that pick one; the input is the first. */
function torchVisionStages(network, layer, x) {
    const { tape } = network;
    const stages = [tape.keep(x)];
    for (const part of layer.layers)
        stages.push(step(network, part, tape.keep(stages.at(-1) ?? x)));
    return stages;
}

;// CONCATENATED MODULE: ./lib/execution/ops/layer-norm.js
/** fp32 by autocast's rule; keeps its input and two statistics a row. */
function layerNorm(tape, input, parameters) {
    const x = tape.autocast ? tape.cast(input, "fp32") : tape.keep(input);
    const { shape, dtype } = x;
    const channels = x.dim(-1);
    const rows = [x.elements / channels];
    const output = tape.tensor(shape, dtype);
    const mean = tape.tensor(rows, "fp32");
    const deviation = tape.tensor(rows, "fp32");
    tape.attachOne(output, [x, parameters.weight, parameters.bias], [x, mean, deviation], () => [
        tape.tensor(shape, dtype),
        tape.tensor([channels], "fp32"),
        tape.tensor([channels], "fp32"),
    ]);
    tape.drop(mean, deviation, x);
    return output;
}

;// CONCATENATED MODULE: ./lib/execution/layers/transformer.js








const normalized = (network, layer, x) => layerNorm(network.tape, x, { weight: network.weight(layer, "weight"), bias: network.weight(layer, "bias") });
/** Sines and cosines of each position's row and column, a quarter of the channels each. */
function positionEmbedding(network, map) {
    const { tape } = network;
    const dtype = halfIfAutocast(tape);
    const quarter = () => tape.tensor([map.positions, map.channels / 4], dtype);
    const columns = quarter();
    matrixHandle(tape, "forward");
    const rows = quarter();
    const waves = [quarter(), quarter(), quarter(), quarter()];
    const embedding = tape.tensor([1, map.positions, map.channels], dtype);
    tape.drop(...waves.reverse(), columns, rows);
    return embedding;
}
/** Two layers with an activation between: what follows attention in a transformer. */
function transformer_feedForward(network, layer, x) {
    const { tape } = network;
    const wide = network.run(layer.fc1, x);
    const activated = activate(tape, wide, layer.act);
    tape.drop(wide);
    const narrow = network.run(layer.fc2, activated);
    tape.drop(activated);
    return narrow;
}
/** Attention of all positions of x among each other, their places told by the embedding. Yields the embedded x too. */
function transformer_attend(network, layer, options) {
    const { x, embedding } = options;
    const embedded = add(network.tape, x, embedding);
    const attended = multiheadAttention(network, layer.attention, { query: embedded, key: embedded, value: x });
    return { embedded, attended };
}
/** Norms after each sum: the attention's result lives until the feed-forward part has one, the embedded x to the end. */
function normsAfter(network, layer, x, embedding) {
    const { tape } = network;
    const { embedded, attended } = transformer_attend(network, layer, { x, embedding });
    const sum = add(tape, x, attended);
    const normed = network.run(layer.norm1, sum);
    tape.drop(sum);
    const branch = transformer_feedForward(network, layer, normed);
    tape.drop(attended);
    const whole = add(tape, normed, branch);
    tape.drop(normed);
    const result = network.run(layer.norm2, whole);
    tape.drop(whole, embedded, branch);
    return result;
}
/** Norms before each branch; sums stay as they are. */
function normsBefore(network, layer, x, embedding) {
    const { tape } = network;
    const normed = network.run(layer.norm1, x);
    const { embedded, attended } = transformer_attend(network, layer, { x: normed, embedding });
    tape.drop(normed);
    const sum = add(tape, x, attended);
    const again = network.run(layer.norm2, sum);
    tape.drop(attended);
    const branch = transformer_feedForward(network, layer, again);
    tape.drop(again);
    const whole = add(tape, sum, branch);
    tape.drop(sum, embedded, branch);
    return whole;
}
/** A transformer's encoder layer over the positions of one map; the result is a dense NCHW map. */
function aifi(network, layer, x) {
    const { tape } = network;
    const [batch, channels, height, width] = x.nchw;
    const positions = height * width;
    const embedding = positionEmbedding(network, { positions, channels });
    const sequence = sequenceOf(tape, x);
    const run = layer.normalizeBefore ? normsBefore : normsAfter;
    const encoded = run(network, layer, sequence, embedding);
    const map = copy(tape, encoded, [batch, channels, height, width]);
    tape.drop(encoded, embedding, sequence);
    return map;
}

;// CONCATENATED MODULE: ./lib/execution/layers/v9.js





/** conv1(x) + conv2(x) + 0: the absent identity branch is the number 0, which makes one more sum. */
function repConv(network, layer, x) {
    const { tape } = network;
    const wide = network.run(layer.conv1, x);
    if (network.fused)
        return wide;
    const narrow = network.run(layer.conv2, x);
    const sum = add(tape, wide, narrow);
    tape.drop(wide, narrow);
    const again = tape.attachOne(tape.like(sum), [sum], [], ([gradient]) => [gradient && tape.keep(gradient)]);
    tape.drop(sum);
    const activated = activate(tape, again, layer.act);
    tape.drop(again);
    return activated;
}
function elan(network, layer, x) {
    const whole = network.run(layer.cv1, x);
    const parts = chunk(network.tape, whole, 2);
    network.tape.drop(whole);
    extend(network, parts, [layer.cv2, layer.cv3]);
    return joined(network, parts, layer.cv4);
}
const HALVING = { kernel: 2, stride: 1, padding: 0 };
function aConv(network, layer, x) {
    const averaged = averagePool(network.tape, x, HALVING);
    const result = network.run(layer.cv1, averaged);
    network.tape.drop(averaged);
    return result;
}
function aDown(network, layer, x) {
    const { tape } = network;
    const averaged = averagePool(tape, x, HALVING);
    const [a = x, b = x] = chunk(tape, averaged, 2);
    const strided = network.run(layer.cv1, a);
    tape.drop(a);
    const pooled = maxPool(tape, b, { kernel: 3, stride: 2, padding: 1 });
    tape.drop(b);
    const projected = network.run(layer.cv2, pooled);
    tape.drop(pooled);
    const result = concat(tape, [strided, projected]);
    tape.drop(averaged, strided, projected);
    return result;
}
function sppElan(network, layer, x) {
    const parts = [network.run(layer.cv1, x)];
    for (let i = 0; i < 3; i++)
        parts.push(maxPool(network.tape, parts[i] ?? x, { kernel: layer.kernel, stride: 1, padding: Math.floor(layer.kernel / 2) }));
    return joined(network, parts, layer.cv5);
}

;// CONCATENATED MODULE: ./lib/execution/layers/blocks.js









/** Every block kind and how it runs: a kind without an entry does not compile. */
const BLOCKS = {
    Conv2d: conv2d,
    BatchNorm2d: batchNorm2d,
    Linear: fullyConnected,
    Upsample: upsampled,
    MaxPool2d: maxPooled,
    ZeroPad2d: basic_padded,
    Identity: identity,
    Sequential: sequential,
    Flow: identity,
    Conv: conv,
    Bottleneck: bottleneck,
    RepConv: repConv,
    C2f: c2f,
    C2: c2,
    C3: c3,
    SPP: spp,
    SPPF: sppf,
    Attention: attention,
    PSABlock: psaBlock,
    PSA: psa,
    C2PSA: c2psa,
    SCDown: scDown,
    RepVGGDW: repVggDw,
    CIB: cib,
    GhostConv: ghostConv,
    GhostBottleneck: ghostBottleneck,
    ELAN: elan,
    AConv: aConv,
    ADown: aDown,
    SPPELAN: sppElan,
    AreaAttention: areaAttention,
    AreaBlock: areaBlock,
    A2C2f: a2c2f,
    AdaptiveAvgPool2d: adaptivelyPooled,
    Dropout: dropped,
    AvgPool2d: averagePooled,
    Activate: activated,
    Conv2: conv2,
    ConvTranspose: convTranspose,
    Focus: rare_focus,
    C1: c1,
    BottleneckCSP: bottleneckCsp,
    RepC3: repC3,
    HGStem: hgStem,
    LightConv: lightConv,
    HGBlock: hgBlock,
    ResNetBlock: resNetBlock,
    ResNetLayer: resNetLayer,
    TorchVisionBlock: torchVisionBlock,
    TorchVision: torchVision,
    LayerNorm: normalized,
    MLP: perceptron,
    AIFI: aifi,
    Proto: proto,
    Proto26: proto26,
};

;// CONCATENATED MODULE: ./lib/execution/layers/composite.js



/** One convolution, its output seen as several maps. */
function cbLinear(network, layer, x) {
    const whole = network.run(layer.conv, x);
    const parts = split(network.tape, whole, layer.splits);
    network.tape.drop(whole);
    return parts;
}
/** All maps in one new dimension, in the widest type, and their sum over it. Backward hands slices of one gradient. */
function stackAndSum(tape, maps) {
    const [first] = maps;
    if (first === undefined)
        throw new RangeError("nothing to sum");
    const dtype = maps.reduce((widest, x) => (WIDTH[x.dtype] > WIDTH[widest] ? x.dtype : widest), first.dtype);
    const cast = maps.map((x) => tape.cast(x, dtype));
    const { shape } = first;
    const parts = cast.map((x) => x.requiresGrad);
    const stacked = tape.attachOne(tape.tensor([maps.length, ...shape], dtype), cast, [], ([gradient]) => gradient === undefined
        ? []
        : parts.map((needed) => (needed ? tape.view(gradient, shape, { strided: true }) : undefined)));
    tape.drop(...cast);
    // The gradient of a sum is expanded, not written out.
    const sum = tape.attachOne(tape.tensor(shape, dtype), [stacked], [], ([gradient]) => [
        gradient && tape.view(gradient, [maps.length, ...shape], { strided: true }),
    ]);
    tape.drop(stacked);
    return sum;
}
/** Of each input but the last one map, enlarged to the last input's size; all summed. */
function cbFuse(network, layer, inputs) {
    const { tape } = network;
    const last = inputs.at(-1)?.[0];
    if (last === undefined)
        throw new RangeError("nothing to fuse");
    const enlarged = inputs.slice(0, -1).map((maps, i) => {
        const map = maps.at(layer.picks[i] ?? 0);
        if (map === undefined)
            throw new RangeError(`no map ${layer.picks[i]} to fuse`);
        return upsample(tape, map, last.dim(2) / map.dim(2));
    });
    const sum = stackAndSum(tape, [...enlarged, last]);
    tape.drop(...enlarged);
    return sum;
}

;// CONCATENATED MODULE: ./lib/execution/layers/depth.js



/** Coarse to fine: enlarge, add the finer level, refine; then the head, clamped, and its exponential in fp32. */
function depthHead(network, layer, inputs) {
    const { tape } = network;
    const levels = layer.project.map((project, level) => {
        const input = inputs[level];
        if (input === undefined)
            throw new Error("a depth head with more levels than inputs");
        return network.run(project, input);
    });
    const coarsest = levels.at(-1);
    if (coarsest === undefined)
        throw new Error("a depth head needs an input");
    let map = tape.keep(coarsest);
    for (let level = levels.length - 2; level >= 0; level--) {
        const [finer, refine] = [levels[level], layer.refine[level]];
        if (finer === undefined || refine === undefined)
            continue;
        const enlarged = bilinear(tape, map, { height: map.dim(2) * 2, width: map.dim(3) * 2, order: tape.order });
        tape.drop(map);
        const sum = add(tape, enlarged, finer);
        tape.drop(enlarged);
        map = network.run(refine, sum);
        tape.drop(sum);
    }
    const raw = network.run(layer.head, map);
    tape.drop(map);
    const clamped = silu(tape, raw);
    tape.drop(raw);
    const wide = tape.cast(clamped, "fp32");
    const depth = tape.attachOne(tape.like(wide), [wide], [wide], (_, [saved]) => [saved && tape.like(saved)]);
    tape.drop(wide, clamped, ...levels);
    return { kind: "depth", depth };
}

;// CONCATENATED MODULE: ./lib/execution/layers/denoising.js
/**
 * As many groups of the fullest image's labels as there are denoising queries; at most that many labels of an image.
 * Where counts vary, some batch's fullest image divides their number, and no queries are lost: that batch is played.
 */
function denoisingGroups(denoising, targets) {
    const labels = Math.min(targets.most, denoising);
    if (labels < 1)
        return { groups: 0, queries: 0 };
    const groups = targets.vary ? denoising / labels : Math.floor(denoising / labels);
    return { groups, queries: Math.round(2 * groups * labels) };
}
/** Noisy labels of a training batch, their classes embedded; undefined where nothing is denoised. */
function denoising(network, layer, targets) {
    const { tape } = network;
    const { groups, queries } = denoisingGroups(layer.denoising, targets);
    if (queries === 0)
        return undefined;
    const labels = Math.round(2 * groups * Math.min(targets.total, targets.batch * layer.denoising));
    const index = () => tape.tensor([labels], "int64");
    const classes = index();
    const known = tape.tensor([labels, 4], "fp32");
    const images = index();
    const noisy = [known, ...Array.from({ length: 5 }, () => tape.tensor([labels, 4], "fp32"))];
    const table = network.weight(layer.denoisingEmbedding, "weight");
    const { shape } = table;
    const rows = [labels, layer.hidden];
    const embedded = tape.attachOne(tape.tensor(rows, "fp32"), [table], [classes], () => [tape.tensor(shape, "fp32")]);
    // Written into zeros at each query's place.
    const padded = tape.tensor([targets.batch, queries, layer.hidden], "fp32");
    const embedding = tape.attachOne(padded, [embedded], [images], () => [tape.tensor(rows, "fp32")]);
    const boxes = tape.tensor([targets.batch, queries, 4], "fp32");
    const side = queries + targets.queries;
    const mask = tape.tensor([side, side], "int8");
    tape.drop(...noisy, embedded, classes, images);
    return { queries, groups, embedding, boxes, mask };
}

;// CONCATENATED MODULE: ./lib/execution/layers/query-selection.js




/** Anchors and their mask, made once for a model in training and once for its average. */
function keepAnchors(network, positions) {
    const mode = network.training ? "training" : "evaluation";
    network.tape.handle(`anchors ${mode}`, positions * 16);
    network.tape.handle(`anchor mask ${mode}`, positions);
}
/** Positions outside the valid anchors are zeroed. */
function masked(tape, sequence) {
    const { shape, dtype } = sequence;
    return tape.attachOne(tape.like(sequence), [sequence], [], () => [tape.tensor(shape, dtype)]);
}
/** Numbers of the positions with the highest scores. */
function best(tape, scores, count) {
    const [batch, positions] = [scores.dim(0), scores.dim(1)];
    const maxima = tape.tensor([batch, positions], scores.dtype);
    const classes = tape.tensor([batch, positions], "int64");
    const values = tape.tensor([batch, count], scores.dtype);
    const numbers = tape.tensor([batch, count], "int64");
    tape.drop(maxima, classes, values);
    return numbers;
}
/** Query embeddings: learnt ones, or the features themselves, which learn nothing from the decoder. */
function contents(network, layer, features) {
    const { tape } = network;
    if (layer.queryEmbedding === undefined)
        return network.training ? detach(tape, features) : tape.keep(features);
    const table = network.weight(layer.queryEmbedding, "weight");
    const { shape } = table;
    return tape.attachOne(tape.tensor(features.shape, "fp32"), [table], [], () => [tape.tensor(shape, "fp32")]);
}
function selectQueries(network, layer, inputs) {
    const { tape } = network;
    const { sequence, noise } = inputs;
    const [batch, positions] = [sequence.dim(0), sequence.dim(1)];
    const count = Math.min(layer.queries, positions);
    keepAnchors(network, positions);
    const valid = masked(tape, sequence);
    const features = network.run(layer.encoderOutput, valid);
    tape.drop(valid);
    const all = network.run(layer.encoderScore, features);
    const numbers = best(tape, all, count);
    const chosen = rowsOf(tape, features, { shape: [batch, count, layer.hidden], numbers });
    const anchors = tape.tensor([batch, count, 4], "fp32");
    const offsets = network.run(layer.encoderBox, chosen);
    const placed = add(tape, offsets, anchors);
    tape.drop(offsets);
    const boxes = sigmoid(tape, placed);
    const reference = noise === undefined ? tape.keep(placed) : concat(tape, [noise.boxes, placed], 1);
    tape.drop(placed);
    const scores = rowsOf(tape, all, { shape: [batch, count, layer.classes], numbers });
    const content = contents(network, layer, chosen);
    const embedding = noise === undefined ? tape.keep(content) : concat(tape, [noise.embedding, content], 1);
    tape.drop(content, features, all, chosen, anchors, numbers);
    if (!network.training)
        return { embedding, reference, boxes, scores };
    const fixed = detach(tape, reference);
    tape.drop(reference);
    return { embedding, reference: fixed, boxes, scores };
}

;// CONCATENATED MODULE: ./lib/execution/layers/rtdetr-decoder.js







/** The maps projected to one width and joined as one sequence. Their views go: the middle ones first, the last at the end. */
function encoded(network, layer, inputs) {
    const { tape } = network;
    const projected = layer.project.map((project, level) => {
        const input = inputs[level];
        if (input === undefined)
            throw new Error("a decoder with more levels than inputs");
        return network.run(project, input);
    });
    const sequences = projected.map((map) => sequenceOf(tape, map));
    const joined = concat(tape, sequences, 1);
    tape.drop(...sequences);
    const last = projected.pop();
    tape.drop(...projected.reverse(), last);
    return joined;
}
/** log(x / (1 - x)) of clamped boxes: five steps, all kept where there is a past. */
function inverseSigmoid(tape, x) {
    const one = () => tape.like(x);
    const { shape, dtype } = x;
    const [clamped, low, rest, high, ratio] = [one(), one(), one(), one(), one()];
    const output = tape.attachOne(one(), [x], [clamped, low, rest, high, ratio], () => [tape.tensor(shape, dtype)]);
    tape.drop(clamped, low, rest, high, ratio);
    return output;
}
/** A box moved by the layer's offsets. */
function moved(tape, offsets, box) {
    const inverse = inverseSigmoid(tape, box);
    const sum = add(tape, offsets, inverse);
    tape.drop(inverse);
    const result = sigmoid(tape, sum);
    tape.drop(sum);
    return result;
}
/** Layer after layer; each refines the boxes of the one before, whose past it does not know. */
function rtdetr_decoder_decode(network, layer, start) {
    const { tape } = network;
    const { maps, mask } = start;
    const decodedBoxes = [];
    const decodedScores = [];
    let embedding = tape.keep(start.embedding);
    let boxes = sigmoid(tape, start.reference);
    let refined;
    for (const [i, each] of layer.layers.entries()) {
        const [boxHead, scoreHead] = [layer.boxes[i], layer.scores[i]];
        if (boxHead === undefined || scoreHead === undefined)
            throw new Error("a decoder layer without heads");
        const position = network.run(layer.queryPosition, boxes);
        const next = deformableLayer(network, each, { embedding, position, boxes, maps, mask });
        tape.drop(position, embedding);
        embedding = next;
        const offsets = network.run(boxHead, embedding);
        const last = i === layer.layers.length - 1;
        const better = moved(tape, offsets, boxes);
        if (network.training || last) {
            decodedScores.push(network.run(scoreHead, embedding));
            const learnt = network.training && refined !== undefined;
            decodedBoxes.push(learnt && refined !== undefined ? moved(tape, offsets, refined) : tape.keep(better));
        }
        tape.drop(offsets, refined, boxes);
        refined = better;
        boxes = network.training ? detach(tape, better) : tape.keep(better);
    }
    const stacked = { boxes: stack(tape, decodedBoxes), scores: stack(tape, decodedScores) };
    tape.drop(embedding, ...decodedBoxes.reverse(), ...decodedScores.reverse(), refined, boxes);
    return stacked;
}
/** The best scores over all queries and classes, and their boxes: centre, size, score, class. */
function rtdetr_decoder_best(tape, boxes, scores) {
    const [batch, queries] = [scores.dim(1), scores.dim(2)];
    const probabilities = tape.like(scores);
    const values = tape.tensor([batch, queries], scores.dtype);
    const numbers = tape.tensor([batch, queries], "int64");
    tape.drop(probabilities);
    const rows = tape.tensor([batch, queries], "int64");
    const chosen = tape.tensor([batch, queries, 4], boxes.dtype);
    const decoded = tape.tensor([batch, queries, 6], "fp32");
    tape.drop(values, numbers, rows, chosen);
    return decoded;
}
function noiseOf(network, layer, size) {
    if (!network.training || network.targets === undefined)
        return undefined;
    const queries = Math.min(layer.queries, size.positions);
    return denoising(network, layer, { ...network.targets, batch: size.batch, queries });
}
function rtdetrDecoder(network, layer, inputs) {
    const { tape } = network;
    const sequence = encoded(network, layer, inputs);
    const noise = noiseOf(network, layer, { batch: sequence.dim(0), positions: sequence.dim(1) });
    const selection = selectQueries(network, layer, { sequence, noise });
    const sizes = inputs.map((input) => [input.dim(2), input.dim(3)]);
    const maps = { sequence, sizes, heads: layer.heads, points: layer.points };
    const { boxes, scores } = rtdetr_decoder_decode(network, layer, { ...selection, maps, mask: noise?.mask });
    const decoded = network.training ? undefined : rtdetr_decoder_best(tape, boxes, scores);
    tape.drop(sequence, noise?.embedding, noise?.boxes, noise?.mask, selection.embedding, selection.reference);
    return {
        kind: "rtdetr",
        boxes,
        scores,
        encoderBoxes: selection.boxes,
        encoderScores: selection.scores,
        noise: { queries: noise?.queries ?? 0, groups: noise?.groups ?? 0 },
        decoded,
    };
}

;// CONCATENATED MODULE: ./lib/execution/layers/heads.js





function classifyHead(network, layer, inputs) {
    const { tape } = network;
    const [input] = inputs;
    if (input === undefined)
        throw new Error("a classifier needs an input");
    const convolved = network.run(layer.conv, input);
    const { shape, dtype } = convolved;
    const mean = tape.attachOne(tape.tensor([convolved.dim(0), convolved.dim(1)], dtype), [convolved], [], () => [
        tape.tensor(shape, dtype),
    ]);
    tape.drop(convolved);
    const logits = linear(tape, mean, layer.linear, {
        weight: network.weight(layer.linear, "weight"),
        bias: network.weight(layer.linear, "bias"),
    });
    tape.drop(mean);
    return { kind: "classify", logits };
}
function semanticHead(network, layer, inputs) {
    const [first, second] = inputs;
    if (first === undefined)
        throw new Error("a semantic head needs an input");
    const main = network.run(layer.main, first);
    const aux = network.training && layer.aux !== undefined && second !== undefined ? network.run(layer.aux, second) : undefined;
    return { kind: "semantic", main, aux };
}
/** Every head kind and how it runs: inputs are borrowed, predictions owned. */
const HEADS = {
    Detect: (network, layer, inputs) => network.tape.settings.rules.head === "levels"
        ? levelHead(network, layer, inputs)
        : detectHead(network, layer, inputs),
    Classify: classifyHead,
    SemanticSegment: semanticHead,
    Depth: depthHead,
    RTDETRDecoder: rtdetrDecoder,
};

;// CONCATENATED MODULE: ./lib/execution/network.js





/** A model on the device: its tree, its weights, and whether it is in training or evaluation mode. */
class Network {
    tape;
    graph;
    /** Swapped for those of the moving average during validation. */
    weights;
    training = true;
    /** Told before each training batch. */
    targets = undefined;
    /** Anchors kept from an earlier validation were cast to fp32 with the model, and so decoded boxes are fp32. */
    wideAnchors = false;
    /** Batch norms of frozen layers evaluate even in training. */
    frozen;
    /** Batch norms are folded into their convolutions, parallel branches into one: how Ultralytics predicts. */
    fused;
    constructor(tape, graph, state) {
        this.tape = tape;
        this.graph = graph;
        this.weights = state.weights;
        this.frozen = state.frozen ?? new Set();
        this.fused = state.fused ?? false;
    }
    weightsOf(layer) {
        const weights = this.weights.get(layer);
        if (weights === undefined)
            throw new Error(`a ${layer.kind} without weights`);
        return weights;
    }
    weight(layer, name) {
        const tensor = this.weightsOf(layer)[name];
        if (tensor === undefined)
            throw new Error(`a ${layer.kind} without ${name}`);
        return tensor;
    }
    /** Runs a block. The argument is borrowed, the result the caller's. */
    run(layer, x) {
        const forward = BLOCKS[layer.kind];
        if (forward === undefined)
            throw new Error(`a ${layer.kind} does not take one tensor`);
        return forward(this, layer, x);
    }
    /** One layer after another; each result goes when the next one exists. */
    chain(layers, x) {
        let current = this.tape.keep(x);
        for (const layer of layers) {
            const next = this.run(layer, current);
            this.tape.drop(current);
            current = next;
        }
        return current;
    }
    /** The whole network; outputs that later layers need live until it returns. */
    predict(image) {
        const { tape, graph } = this;
        const outputs = [];
        let x = [tape.keep(image)];
        for (const row of graph.layers) {
            tape.recorder.module = row.index + 1;
            const pick = (from) => {
                const found = from === -1 ? x : outputs.at(from);
                if (found === undefined)
                    throw new Error(`layer ${row.index} reads layer ${from}, whose output was not kept`);
                return found.map((each) => tape.keep(each));
            };
            const inputs = typeof row.from === "number" ? [pick(row.from)] : row.from.map(pick);
            tape.drop(...x);
            if (isHead(row.layer)) {
                const predictions = HEADS[row.layer.kind](this, row.layer, inputs.flat());
                tape.drop(...inputs.flat(), ...outputs.flatMap((kept) => kept ?? []));
                tape.recorder.module = 0;
                return predictions;
            }
            x = this.row(row.layer, inputs);
            tape.drop(...inputs.flat());
            outputs.push(graph.saved.has(row.index) ? x.map((each) => tape.keep(each)) : undefined);
        }
        throw new Error("a model whose last layer is no head");
    }
    picked(maps, index) {
        const map = maps.at(index);
        if (map === undefined)
            throw new RangeError(`no map ${index} to pick`);
        return this.tape.keep(map);
    }
    /** One row of the model: most take one tensor and yield one. Inputs are borrowed. */
    row(layer, inputs) {
        const first = inputs[0]?.[0];
        if (first === undefined)
            throw new Error(`a ${layer.kind} that reads nothing`);
        switch (layer.kind) {
            case "Concat":
                return [concat(this.tape, inputs.flat())];
            case "CBFuse":
                return [cbFuse(this, layer, inputs)];
            case "Index":
                return [this.picked(inputs[0] ?? [], layer.index)];
            case "TorchVisionStages":
                return torchVisionStages(this, layer, first);
            case "CBLinear":
                return cbLinear(this, layer, first);
            default:
                return [this.run(layer, first)];
        }
    }
}
function isHead(layer) {
    return layer.kind in HEADS;
}

;// CONCATENATED MODULE: ./lib/execution/phases/fused-model.js


/** Layers whose parameters reach the device when batch norms are folded in and unused branches removed. */
function* fusedOwners(layer) {
    if (layer.kind === "BatchNorm2d")
        return;
    const skipped = new Set();
    if (layer.kind === "RepConv")
        skipped.add(layer.conv2);
    if (layer.kind === "RepVGGDW")
        skipped.add(layer.conv1);
    if (layer.kind === "Detect" && layer.oneToOneBoxes !== undefined)
        for (const branch of [layer.boxes, layer.scores, layer.extras, layer.keypoints, layer.sigmas])
            for (const each of branch ?? [])
                skipped.add(each);
    for (const child of children(layer))
        if (!skipped.has(child))
            yield* fusedOwners(child);
    if (ownTensors(layer).length > 0)
        yield layer;
}
/** Folding a batch norm gives a convolution a bias. */
function load(tape, graph, dtype) {
    const table = new Map();
    for (const row of graph.layers) {
        tape.recorder.module = row.index + 1;
        for (const layer of fusedOwners(row.layer)) {
            const weights = {};
            for (const own of ownTensors(layer))
                weights[own.name] = tape.tensor(own.shape, own.role === "counter" ? "int64" : "fp32");
            if (layer.kind === "Conv2d" && !layer.bias && !layer.frozen)
                weights["bias"] = tape.tensor([layer.out], "fp32");
            table.set(layer, weights);
        }
    }
    if (dtype === "fp32")
        return table;
    for (const [layer, weights] of table) {
        const halves = Object.fromEntries(Object.entries(weights).map(([name, tensor]) => [
            name,
            tensor.dtype === "fp32" ? tape.like(tensor, dtype) : tape.keep(tensor),
        ]));
        tape.drop(...Object.values(weights));
        table.set(layer, halves);
    }
    return table;
}

;// CONCATENATED MODULE: ./lib/execution/phases/amp-check.js





/** The picture that the trainer checks with, eight times: 810 x 1080 pixels, brought to 192 x 256. */
const IMAGES = [8, 3, 256, 192];
/**
 * What the trainer does before training with mixed precision: a small published model, fused, predicts once to warm up, once
 * in full precision and once under autocast. Its matrix workspace stays for good, its weights until the caller drops what
 * is returned: the garbage collector finds them only after the moving average is made.
 */
function ampCheck(training, graph) {
    const { recorder } = training;
    const tape = new Tape(recorder, { ...training.settings, amp: false, channelsLast: false }, training.handles);
    recorder.category = categoryIndex("workspace");
    const weights = load(tape, graph, "fp32");
    const network = new Network(tape, graph, { weights, fused: true });
    network.training = false;
    tape.gradients = false;
    for (const pass of ["warm-up", "full", "autocast"]) {
        const bytes = tape.tensor(IMAGES, "int8");
        const image = tape.tensor(IMAGES, "fp32");
        tape.drop(bytes);
        tape.autocast = pass === "autocast";
        dropPredictions(tape, network.predict(image));
        tape.endAutocast();
        tape.drop(image);
    }
    recorder.module = 0;
    return [...weights.values()].flatMap((each) => Object.values(each));
}

;// CONCATENATED MODULE: ./lib/execution/phases/device-model.js





const dtypeOf = (own) => (own.role === "counter" ? "int64" : "fp32");
const isImageLike = (own) => own.role === "parameter" && own.shape.length === 4;
function place(tape, graph) {
    const table = new Map();
    for (const row of graph.layers) {
        tape.recorder.module = row.index + 1;
        for (const layer of owners(row.layer)) {
            const weights = {};
            for (const own of ownTensors(layer))
                weights[own.name] = tape.tensor(own.shape, dtypeOf(own));
            table.set(layer, weights);
        }
    }
    return table;
}
/** Every 4-D parameter once more in channels-last order: the new copy, then the old one goes. */
function reorder(tape, table) {
    for (const [layer, weights] of table) {
        for (const own of ownTensors(layer)) {
            const old = weights[own.name];
            if (!isImageLike(own) || old === undefined)
                continue;
            weights[own.name] = tape.tensor(own.shape, "fp32", "nhwc");
            tape.drop(old);
        }
    }
}
const headLevels = (layer) => "channels" in layer && Array.isArray(layer.channels) ? layer.channels.length : 1;
/** The model to the device, its weights again in channels last, scalers, and the AMP check. */
function modelOnDevice(tape, graph, options) {
    const { freeze } = options;
    const { recorder } = tape;
    recorder.category = categoryIndex("parameters");
    const table = place(tape, graph);
    const last = graph.layers.at(-1)?.layer;
    // Kept for the whole run: the strides of the levels, and a few scalars of the gradient scaler.
    tape.tensor([last === undefined ? 1 : headLevels(last)], "fp32");
    if (tape.settings.channelsLast)
        reorder(tape, table);
    for (let scalar = 0; scalar < 3; scalar++)
        tape.tensor([1], "fp32");
    const frozen = frozenLayers(graph, freeze);
    const parameters = [];
    for (const [layer, weights] of table) {
        for (const own of ownTensors(layer)) {
            const tensor = weights[own.name];
            if (own.role !== "parameter" || tensor === undefined)
                continue;
            tensor.requiresGrad = !(frozen.has(layer) || (layer.kind === "Conv2d" && layer.frozen));
            parameters.push(tensor);
        }
    }
    const checking = options.checkedWith === undefined ? [] : ampCheck(tape, options.checkedWith);
    recorder.module = 0;
    return { network: new Network(tape, graph, { weights: table, frozen }), parameters, checking };
}
/** Start-up: the model on the device, and its moving average. */
function startUp(tape, graph, options) {
    const { network, parameters, checking } = modelOnDevice(tape, graph, options);
    tape.recorder.category = categoryIndex("ema");
    const average = new Map(place(tape, graph));
    tape.drop(...checking);
    tape.recorder.module = 0;
    return { network, parameters, average };
}

;// CONCATENATED MODULE: ./lib/execution/phases/auto-batch.js




const branchTensors = (branch) => branch === undefined
    ? []
    : [
        branch.boxes,
        branch.scores,
        branch.extra,
        branch.sigma,
        branch.proto,
        branch.semantic,
        ...branch.levels,
        ...branch.features,
    ];
function outputs(predictions) {
    switch (predictions.kind) {
        case "classify":
            return [predictions.logits];
        case "semantic":
            return [predictions.main, ...(predictions.aux === undefined ? [] : [predictions.aux])];
        case "depth":
            return [predictions.depth];
        case "detect":
            return [...branchTensors(predictions.many), ...branchTensors(predictions.one)].filter((x) => x !== undefined);
        case "rtdetr":
            return [predictions.boxes, predictions.scores, predictions.encoderBoxes, predictions.encoderScores];
    }
}
/** The sum of a tensor: its gradient is one number seen in every place, so it takes no memory of its own. */
function summed(tape, x) {
    const { shape, order } = x;
    return tape.attachOne(tape.tensor([], "fp32"), [x], [], ([gradient]) => [
        gradient && tape.view(gradient, shape, { order, strided: true }),
    ]);
}
/** Name of the mark behind a probe: what is reserved there is its reading. */
const readingOf = (batch) => `probe ${batch}`;
/**
 * The probes of AutoBatch: a copy of the model goes forward over empty images and backward from the sum of its outputs, without
 * loss, optimizer and moving average (utils/torch_utils.py, profile_ops). One autocast spans all of them, so its cache keeps
 * every probe's half images, and through them the images and their gradients.
 */
function probesStream(plan, settings) {
    const recorder = new Recorder();
    const tape = new Tape(recorder, settings);
    recorder.mark("start-up");
    const { checking } = modelOnDevice(tape, plan.graph, { freeze: undefined, checkedWith: plan.checkedWith });
    const { network } = modelOnDevice(tape, plan.graph, { freeze: undefined, checkedWith: undefined });
    tape.drop(...checking);
    tape.autocast = settings.amp;
    let before;
    for (const batch of plan.batches) {
        recorder.mark("emptied", "release-cache");
        recorder.category = categoryIndex("input");
        const image = tape.tensor([batch, plan.graph.inputChannels, plan.imgsz, plan.imgsz], "fp32");
        image.requiresGrad = true;
        recorder.category = categoryIndex("activations");
        const predictions = network.predict(image);
        if (before !== undefined)
            dropPredictions(tape, before);
        before = predictions;
        backFromSums(tape, outputs(predictions));
        recorder.mark(readingOf(batch), "reading");
        // Without autocast nothing else holds the images.
        if (!settings.amp)
            tape.drop(image.grad, image);
    }
    return recorder;
}
function backFromSums(tape, tensors) {
    const sums = tensors.filter((x) => x.requiresGrad).map((x) => summed(tape, x));
    const total = tape.attachOne(tape.tensor([], "fp32"), sums, [], ([gradient]) => sums.map(() => gradient && tape.keep(gradient)));
    tape.drop(...sums);
    if (total.node !== undefined)
        tape.backward(total);
    tape.drop(total);
}

;// CONCATENATED MODULE: ./lib/graph/graph.js

function headOf(graph) {
    const last = graph.layers.at(-1);
    if (last === undefined)
        throw new Error("a graph has at least one layer");
    return last.layer;
}
/** `  3  -1  C2f  32  7360`: index, from, module, output channels, parameters; one line a layer. */
function listing(graph) {
    const rows = graph.layers.map((row) => [
        String(row.index),
        String(row.from),
        row.module,
        String(row.outChannels),
        String(parameterCount(row.layer)),
    ]);
    const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    return rows.map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  ")).join("\n");
}

;// CONCATENATED MODULE: ./lib/graph/shapes.js
/** Two layers that do not fit together. build.ts turns it into a reason at the row. */
class Misfit extends Error {
}
const side = (length, options) => {
    const { kernel, stride, padding, dilation = 1 } = options;
    return Math.floor((length + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1;
};
function positive(shape, what) {
    if (shape.height > 0 && shape.width > 0)
        return shape;
    throw new Misfit(`${what} is larger than the map that it reads.`);
}
function convolved(layer, x) {
    const { in: input, out, groups, kernel, padding, stride, dilation } = layer;
    if (x.channels !== input)
        throw new Misfit(`a convolution is made for ${input} channels and gets ${x.channels}.`);
    if (input % groups !== 0 || out % groups !== 0)
        throw new Misfit(`its ${input} input and ${out} output channels can't both be divided into ${groups} groups.`);
    const one = (length, axis) => {
        if (!layer.transposed)
            return side(length, { kernel: kernel[axis], stride, padding: padding[axis], dilation });
        return (length - 1) * stride - 2 * padding[axis] + dilation * (kernel[axis] - 1) + (layer.outputPadding ?? 0) + 1;
    };
    return positive({ channels: out, height: one(x.height, 0), width: one(x.width, 1) }, "a kernel");
}
function shapes_pooled(layer, x) {
    const shape = { channels: x.channels, height: side(x.height, layer), width: side(x.width, layer) };
    return positive(shape, "a pooling window");
}
function same(layer, x, channels) {
    if (x.channels === channels)
        return x;
    throw new Misfit(`a ${layer.kind} is made for ${channels} channels and gets ${x.channels}.`);
}
const chained = (layers, x) => layers.reduce((shape, layer) => shapes_through(layer, shape), x);
/** Channels that a layer yields, by its last convolution. */
function outputOf(layer) {
    if (layer.kind === "Conv2d")
        return layer.out;
    if (layer.kind === "Conv")
        return layer.conv.out;
    throw new Error(`a block that ends in a ${layer.kind}`);
}
/** Blocks that keep the size after their first convolution, whatever happens between it and the last one. */
const ends = (first, last, x) => ({ ...shapes_through(first, x), channels: outputOf(last) });
/** YOLOv9's average pooling by 2 at stride 1: one row and column less. */
const blurred = (x) => ({ ...x, height: x.height - 1, width: x.width - 1 });
/** Shape of a block's output for one image. Throws Misfit where torch would refuse. */
function shapes_through(layer, x) {
    switch (layer.kind) {
        case "Conv2d":
            return convolved(layer, x);
        case "BatchNorm2d":
            return same(layer, x, layer.channels);
        case "Upsample":
            return { ...x, height: Math.floor(x.height * layer.factor), width: Math.floor(x.width * layer.factor) };
        case "MaxPool2d":
        case "AvgPool2d":
            return shapes_pooled(layer, x);
        case "AdaptiveAvgPool2d":
            return { ...x, height: layer.size[0], width: layer.size[1] };
        case "ZeroPad2d":
            return { ...x, height: x.height + layer.top + layer.bottom, width: x.width + layer.left + layer.right };
        case "Sequential":
        case "TorchVision":
            return chained(layer.layers, x);
        case "Conv":
        case "Conv2":
        case "ConvTranspose":
            return convolved(layer.conv, x);
        case "Focus":
            return shapes_through(layer.conv, {
                channels: 4 * x.channels,
                height: Math.ceil(x.height / 2),
                width: Math.ceil(x.width / 2),
            });
        default:
            return throughBlock(layer, x);
    }
}
function throughBlock(layer, x) {
    switch (layer.kind) {
        case "Bottleneck":
        case "SCDown":
            return chained([layer.cv1, layer.cv2], x);
        case "RepConv":
            return shapes_through(layer.conv1, x);
        case "C2f":
        case "C2":
        case "SPP":
        case "SPPF":
        case "PSA":
        case "C2PSA":
        case "A2C2f":
        case "C2fAttn":
            return ends(layer.cv1, layer.cv2, x);
        case "C3":
            return ends(layer.cv1, layer.cv3, x);
        case "ELAN":
        case "BottleneckCSP":
            return ends(layer.cv1, layer.cv4, x);
        case "SPPELAN":
            return ends(layer.cv1, layer.cv5, x);
        case "RepC3":
            return chained([layer.cv1, layer.m, layer.cv3], x);
        case "C1":
            return chained([layer.cv1, layer.m], x);
        case "CIB":
        case "AConv":
            return shapes_through(layer.cv1, layer.kind === "AConv" ? blurred(x) : x);
        case "RepVGGDW":
            return shapes_through(layer.conv, x);
        case "ResNetLayer":
            return shapes_through(layer.layer, x);
        case "ResNetBlock":
            return chained([layer.cv1, layer.cv2, layer.cv3], x);
        case "TorchVisionBlock":
            return chained(layer.main, x);
        case "LightConv":
            return chained([layer.conv1, layer.conv2], x);
        default:
            return throughJoined(layer, x);
    }
}
/** Blocks that join what they made. */
function throughJoined(layer, x) {
    switch (layer.kind) {
        case "GhostConv": {
            const first = shapes_through(layer.cv1, x);
            return { ...first, channels: first.channels + outputOf(layer.cv2) };
        }
        case "GhostBottleneck":
            return shapes_through(layer.conv, x);
        case "ADown": {
            const first = shapes_through(layer.cv1, { ...blurred(x), channels: Math.floor(x.channels / 2) });
            return { ...first, channels: first.channels + outputOf(layer.cv2) };
        }
        case "HGStem": {
            const first = shapes_through(layer.stem1, x);
            return chained([layer.stem3, layer.stem4], { ...first, channels: first.channels + outputOf(layer.stem2b) });
        }
        case "HGBlock":
            return { ...x, channels: outputOf(layer.excite) };
        case "AIFI":
            return same(layer, x, layer.attention.channels);
        default:
            return x;
    }
}
const several = (shape) => Array.isArray(shape);
function single(shape) {
    if (shape === undefined)
        throw new Misfit("it reads nothing.");
    if (several(shape))
        throw new Misfit("it reads a layer that yields several maps, of which only Index and CBFuse pick one.");
    return shape;
}
const sizeOf = ({ height, width }) => `${height}x${width}`;
function concatenated(inputs) {
    const [first] = inputs;
    if (first === undefined)
        throw new Misfit("it joins nothing.");
    const other = inputs.find((shape) => sizeOf(shape) !== sizeOf(first));
    if (other)
        throw new Misfit(`it joins maps of different sizes: ${inputs.map(sizeOf).join(", ")} for an image of ${PROBE}x${PROBE}.`);
    return { ...first, channels: inputs.reduce((sum, { channels }) => sum + channels, 0) };
}
function picked(shape, index) {
    if (!several(shape))
        throw new Misfit("it picks a map of a layer that yields only one.");
    const found = shape.at(index);
    if (found === undefined)
        throw new Misfit(`it picks map ${index} of a layer that yields ${shape.length}.`);
    return found;
}
function fused(picks, inputs) {
    const last = single(inputs.at(-1));
    inputs.slice(0, -1).forEach((input, i) => {
        const { channels } = picked(input, picks[i] ?? 0);
        if (channels !== last.channels)
            throw new Misfit(`it sums maps of ${channels} and of ${last.channels} channels.`);
    });
    return last;
}
function rowShape({ layer }, inputs) {
    switch (layer.kind) {
        case "Concat":
            return concatenated(inputs.map(single));
        case "CBFuse":
            return fused(layer.picks, inputs);
        case "CBLinear": {
            const whole = convolved(layer.conv, single(inputs[0]));
            return layer.splits.map((channels) => ({ ...whole, channels }));
        }
        case "Index":
            return picked(inputs[0], layer.index);
        case "TorchVisionStages":
            return stages(layer, single(inputs[0]));
        case "Detect":
        case "SemanticSegment":
        case "Depth":
        case "RTDETRDecoder":
        case "TextDetect":
            return headShape(layer.channels, inputs.map(single));
        case "ImagePoolingAttn":
            // It changes the text, not the map.
            return single(inputs.at(-1));
        case "Classify":
            return shapes_through(layer.conv, single(inputs[0]));
        default:
            return shapes_through(layer, single(inputs[0]));
    }
}
function stages(layer, x) {
    const shapes = [x];
    for (const stage of layer.layers)
        shapes.push(shapes_through(stage, shapes.at(-1) ?? x));
    return shapes;
}
function headShape(channels, inputs) {
    channels.forEach((expected, i) => {
        const got = inputs[i]?.channels;
        if (got !== expected)
            throw new Misfit(`it is made for ${expected} channels on input ${i + 1} and gets ${got ?? 0}.`);
    });
    return inputs;
}
/** Side of the image that Ultralytics sends through a new model to learn its strides. */
const PROBE = 256;
/** Shape of each row's output for one image; a head's are those of its inputs. Where rows do not fit, `misfit` gets the first of them. */
function rowShapes(rows, image, misfit) {
    const shapes = [];
    for (const row of rows) {
        const sources = typeof row.from === "number" ? [row.from] : row.from;
        const inputs = sources.map((from) => (row.index === 0 ? image : (shapes.at(from) ?? image)));
        try {
            shapes.push(rowShape(row, inputs));
        }
        catch (error) {
            if (!(error instanceof Misfit))
                throw error;
            misfit(row, error.message);
            return shapes;
        }
    }
    return shapes;
}
/** Pixels of the image a side to one of each map that the head reads: 8, 16, 32 in most models. */
function stridesOf(graph) {
    const image = { channels: graph.inputChannels, height: PROBE, width: PROBE };
    const last = rowShapes(graph.layers, image, (row, message) => {
        throw new Error(`layer ${row.index}: ${message}`);
    }).at(-1);
    return several(last) ? last.map(({ height }) => PROBE / height) : [];
}

;// CONCATENATED MODULE: ./lib/memory/outside.js

/**
 * CUDA context, modules and library handles of one PyTorch process, by architecture. Hopper: 271 measured runs (666 to
 * 704 MiB, torch 2.11, CUDA 13.0). Others: out-of-memory messages of real runs (process size less allocated less
 * reserved), with the largest common reading taken and the rest as spread.
 */
const READINGS = {
    Hopper: { mib: 700, spreadMib: 10, source: "measured runs, torch 2.11.0, CUDA 13.0" },
    Blackwell: {
        mib: 700,
        spreadMib: 100,
        source: "out-of-memory messages: B200 0.70 GiB, RTX PRO 6000 0.68, RTX 5090 0.58",
    },
    Ada: {
        mib: 500,
        spreadMib: 150,
        source: "out-of-memory messages: L40 0.49 GiB, RTX 4090 0.49, RTX 6000 Ada 0.42, L4 0.21 to 0.38",
    },
    Ampere: {
        mib: 500,
        spreadMib: 150,
        source: "out-of-memory messages: A100 0.40 to 0.66 GiB, A10 0.22, RTX 3090 0.31",
    },
    Turing: { mib: 320, spreadMib: 130, source: "out-of-memory messages: T4 0.14 to 0.19 GiB; context 0.30 GiB" },
    Volta: { mib: 450, spreadMib: 100, source: "out-of-memory messages: V100 0.45 GiB" },
    Pascal: { mib: 320, spreadMib: 130, source: "out-of-memory messages: P100 0.32 GiB" },
};
const UNSEEN = {
    mib: 700,
    spreadMib: 300,
    source: "no reading for this architecture: the largest of the others",
};
const outside_readingOf = (device) => READINGS[device.architecture] ?? UNSEEN;
/** What one process holds outside PyTorch's allocator. */
const outsideAllocator = (device) => bytes(outside_readingOf(device).mib * MIB);
const outsideNote = (device) => READINGS[device.architecture] === undefined
    ? `Memory outside the allocator was never seen on ${device.architecture}: 700 MiB assumed.`
    : undefined;

;// CONCATENATED MODULE: ./lib/execution/phases/label-plan.js
const labelPlan = (run) => ({
    mean: run.dataset.labelsPerImage.mean,
    most: run.dataset.labelsPerImage.maximum,
});
/**
 * Share of the anchors that lie inside a label's box: mean box area over image area, for boxes whose sides are uniform
 * between 5 and 30 % of the image, as in the measured data sets.
 */
const SHARE_OF_ANCHORS = 0.0309;
/** Anchors assigned a label, of the ten that the assigner takes at most (measured). */
const POSITIVES_PER_LABEL = 9.9;
/**
 * Labels of a mosaic against those of one image: four images bring theirs, and 60 % of them survive the crop to its middle
 * (measured over 39 default runs; the densest mosaic of a run holds about as many times the densest image's).
 */
const MOSAIC_LABELS = 4 * 0.6;
function batchLabels(plan, request) {
    const factor = request.mosaic ? MOSAIC_LABELS : 1;
    const most = Math.max(1, Math.round(plan.most * factor));
    const mean = plan.mean * factor;
    const total = request.images * mean;
    return {
        most,
        perImage: Array.from({ length: request.images }, () => Math.round(mean)),
        candidates: Math.trunc(total * request.anchors * SHARE_OF_ANCHORS * request.shrink ** 2),
        positives: Math.max(1, Math.trunc(total * POSITIVES_PER_LABEL)),
        height: request.height,
        width: request.width,
        maskRatio: request.maskRatio,
        overlapMasks: request.overlapMasks,
        shared: request.shared,
    };
}

;// CONCATENATED MODULE: ./lib/execution/rules.js
/** As of 8.4.190. */
const LATEST = {
    head: "joined",
    assigner: "candidates",
    loss: "nested",
    masks: "to-masks",
    batchesAlive: 2,
    leastWarmup: 0,
    warmupSparesLast: true,
    drawsModel: false,
    activatesInPlace: false,
    validation: "autocast",
    emptiesCache: "crowded",
};

;// CONCATENATED MODULE: ./lib/execution/phases/schedule.js

/**
 * Steps of one epoch that are played at most. Memory of steps repeats with a period of two (two batches live on every
 * second step) and of the accumulation; measured runs of 12 steps reached their peak by the fourth.
 */
const MOST_STEPS = 12;
/** Where the epoch is longer than that, or the number of images unknown. */
const TYPICAL_STEPS = 6;
/** Epochs with mosaic that are played, before and after the optimizer has its state; then so many without. */
const MOST_EPOCHS = 3;
/** Of long epochs: a third changed neither peak of any of 122 runs, nor did more steps. */
const MOST_LONG_EPOCHS = 2;
/** Python's round for the accumulation count. */
function roundHalfEven(x) {
    const floor = Math.floor(x);
    if (x - floor !== 0.5)
        return Math.round(x);
    return floor % 2 === 0 ? floor : floor + 1;
}
/** round(nbs / batch); since 8.4 at most the steps of the whole run, and warm-up leaves at least the last epoch. */
function accumulationOf(run, batch, parts) {
    const { nbs, epochs, warmup_epochs: wished } = run.arguments;
    const { stepsPerEpoch, rules } = parts;
    const whole = Math.max(roundHalfEven(nbs / batch), 1);
    const nominal = rules.warmupSparesLast ? Math.min(whole, stepsPerEpoch * epochs) : whole;
    const warmupEpochs = rules.warmupSparesLast ? Math.min(wished, Math.max(epochs - 1, 0)) : wished;
    const warmup = Math.max(roundHalfEven(warmupEpochs * stepsPerEpoch), rules.leastWarmup);
    return { nominal, warmup: warmupEpochs > 0 ? warmup : 0 };
}
/** Steps of one epoch: the last, smaller batch counts. Infinite where the number of images is unknown. */
const stepsPerEpoch = (run, batch) => run.dataset.trainImages === undefined
    ? Number.POSITIVE_INFINITY
    : Math.max(1, Math.ceil((run.dataset.trainImages * run.arguments.fraction) / batch));
/** What is left for the last step of an epoch; a whole batch where the number of images is unknown. */
function imagesOfLastStep(run, batch, perGpu) {
    const { trainImages } = run.dataset;
    if (trainImages === undefined)
        return perGpu;
    const rest = Math.round(trainImages * run.arguments.fraction) % batch;
    return rest === 0 ? perGpu : Math.max(1, Math.floor(rest / run.arguments.devices.length));
}
function accumulationAt(step, { nominal, warmup }) {
    if (warmup === 0 || step > warmup)
        return nominal;
    return Math.max(1, roundHalfEven(1 + ((nominal - 1) * step) / warmup));
}
/** The epochs that are played: first ones, later ones with optimizer state, and those after mosaic is closed. */
function epochPlans(run, batch, rules = LATEST) {
    const { epochs, close_mosaic: closing, mosaic, val } = run.arguments;
    const perEpoch = stepsPerEpoch(run, batch);
    const accumulation = accumulationOf(run, batch, { stepsPerEpoch: perEpoch, rules });
    // An epoch that is cut short keeps its parity: after an odd number of steps one batch lives on, after an even one two.
    const played = perEpoch <= MOST_STEPS ? perEpoch : TYPICAL_STEPS + (Number.isFinite(perEpoch) ? perEpoch % 2 : 0);
    const perGpu = Math.max(1, Math.floor(batch / run.arguments.devices.length));
    const lastImages = imagesOfLastStep(run, batch, perGpu);
    const firstClosed = closing > 0 ? Math.max(0, epochs - closing) : epochs;
    const mostEpochs = perEpoch <= MOST_STEPS ? MOST_EPOCHS : MOST_LONG_EPOCHS;
    const open = Math.min(firstClosed, mostEpochs);
    const closed = Math.min(epochs - firstClosed, mostEpochs);
    const plans = [];
    let step = 0;
    let last = -1;
    for (let epoch = 0; epoch < open + closed; epoch++) {
        const steps = [];
        const withMosaic = mosaic > 0 && !run.arguments.rect && epoch < open;
        for (let i = 0; i < played; i++, step++) {
            const due = step - last >= accumulationAt(step, accumulation);
            if (due)
                last = step;
            steps.push({ images: i === played - 1 ? lastImages : perGpu, mosaic: withMosaic, optimizerSteps: due });
        }
        const final = epoch === open + closed - 1;
        plans.push({ steps, validate: val || final, save: true });
    }
    return plans;
}

;// CONCATENATED MODULE: ./lib/execution/phases/plan.js




/** Share of the square's height and width that images of a data set fill; a square where their size is not known. */
function aspect(run) {
    const { imageSize } = run.dataset;
    if (imageSize === undefined)
        return { height: 1, width: 1 };
    const [height, width] = imageSize;
    const longest = Math.max(height, width, 1);
    return { height: height / longest, width: width / longest };
}
const DENSE_TASKS = ["classify", "semantic", "depth"];
/** Images of dense tasks and of RT-DETR are always squares, whatever rect says. */
const squaresOnly = (run, graph) => DENSE_TASKS.includes(run.task) || headOf(graph).kind === "RTDETRDecoder";
/** rect: rectangles without padding. Mosaic and its like are off then, as the trainer has it. */
function trainSize(run, graph) {
    const { imgsz, rect } = run.arguments;
    if (!rect || squaresOnly(run, graph))
        return { height: imgsz, width: imgsz };
    const share = aspect(run);
    const stride = strideOf(graph);
    const side = (part) => Math.ceil((part * imgsz) / stride) * stride;
    return { height: side(share.height), width: side(share.width) };
}
/** Validation pads rectangles by half a stride and rounds up: 640 becomes 672. Dense tasks and classes keep the size. */
function validationSize(run, graph) {
    const { imgsz } = run.arguments;
    if (squaresOnly(run, graph))
        return { height: imgsz, width: imgsz, shrink: 1 };
    const share = aspect(run);
    const stride = strideOf(graph);
    const side = (part) => Math.ceil((part * imgsz) / stride + 0.5) * stride;
    const size = { height: side(share.height), width: side(share.width) };
    const area = share.height * share.width * imgsz * imgsz;
    return { ...size, shrink: Math.sqrt(area / (size.height * size.width)) };
}
/** Validation takes twice the training batch, except where masks and maps are large. */
const validationBatch = (task, batch) => ["obb", "semantic", "depth"].includes(task) ? batch : 2 * batch;
/** Sizes are drawn up to imgsz x (1 + range) and rounded down to the stride; one stride more can just not be drawn. */
const largestSize = (imgsz, range, stride) => range === 0 ? imgsz : Math.floor((Math.trunc(imgsz * (1 + range) + stride) - 1) / stride) * stride;
function planRun(run, graph, choices) {
    const { task, arguments: args } = run;
    const perGpu = Math.max(1, Math.floor(choices.batch / args.devices.length));
    const stride = strideOf(graph);
    return {
        run,
        graph,
        batch: perGpu,
        validationBatch: validationBatch(task, perGpu),
        imgsz: args.imgsz,
        largestImgsz: largestSize(args.imgsz, args.multi_scale, stride),
        train: trainSize(run, graph),
        validation: validationSize(run, graph),
        stride,
        optimizer: choices.optimizer,
        checkedWith: choices.checkedWith,
        epochs: epochPlans(run, choices.batch, choices.rules),
        labels: labelPlan(run),
        maskRatio: args.mask_ratio,
        overlapMasks: args.overlap_mask,
    };
}
/** The largest stride at which the head reads, at least 32: three levels end at 32, four of a P6 model at 64. */
const strideOf = (graph) => Math.max(32, ...stridesOf(graph).map(Math.round));

;// CONCATENATED MODULE: ./lib/execution/phases/batch.js

const dropBatch = (tape, batch) => {
    if (batch !== undefined)
        tape.drop(batch.image, ...batch.labels);
};
/** Index, class and box of every label, then what the task adds. */
function labelTables(tape, plan) {
    const { images, labels } = plan;
    const tables = [tape.tensor([labels], "fp32"), tape.tensor([labels, 4], "fp32"), tape.tensor([labels], "fp32")];
    return images === 0 ? [] : tables;
}
function taskLabels(tape, plan) {
    const { task, images, height, width } = plan;
    if (task === "semantic")
        return [tape.tensor([images, height, width], "int32")];
    if (task === "depth")
        return [tape.tensor([images, height, width], "fp32")];
    if (task !== "segment")
        return [];
    const [rows, columns] = [Math.floor(height / plan.maskRatio), Math.floor(width / plan.maskRatio)];
    const masks = plan.overlapMasks ? images : plan.labels;
    return [tape.tensor([masks, rows, columns], "fp32"), tape.tensor([images, rows, columns], "int8")];
}
/** uint8, then fp32, then fp32 / 255; the earlier two go once the last exists. Classification arrives as fp32. */
function uploadTrainBatch(tape, plan) {
    tape.recorder.category = categoryIndex("input");
    const shape = [plan.images, plan.channels, plan.height, plan.width];
    const labels = labelTables(tape, plan);
    if (plan.task === "classify")
        return { image: tape.tensor(shape, "fp32"), labels };
    const bytes = tape.tensor(shape, "int8");
    const floats = tape.tensor(shape, "fp32");
    const image = tape.tensor(shape, "fp32");
    tape.drop(floats, bytes);
    return { image, labels: [...labels, ...taskLabels(tape, plan)] };
}
/** As for training, but in half precision where the run trains in it. */
function uploadValidationBatch(tape, plan) {
    tape.recorder.category = categoryIndex("input");
    const shape = [plan.images, plan.channels, plan.height, plan.width];
    const dtype = tape.settings.amp ? "fp16" : "fp32";
    const labels = labelTables(tape, plan);
    if (plan.task === "classify") {
        const floats = tape.tensor(shape, "fp32");
        if (dtype === "fp32")
            return { image: floats, labels };
        const image = tape.tensor(shape, dtype);
        tape.drop(floats);
        return { image, labels };
    }
    const bytes = tape.tensor(shape, "int8");
    const dense = denseLabels(tape, plan);
    const floats = tape.tensor(shape, dtype);
    const image = tape.tensor(shape, dtype);
    tape.drop(floats, bytes);
    return { image, labels: [...labels, ...dense] };
}
/** Maps and masks of a validation batch; masks (int32 where merged into one map, else bytes) stay beside the fp32 copy that the loss makes. */
function denseLabels(tape, plan) {
    const { task, images, height, width } = plan;
    if (task === "semantic" || task === "depth")
        return [tape.tensor([images, height, width], "fp32")];
    if (task !== "segment")
        return [];
    const [rows, columns] = [Math.floor(height / plan.maskRatio), Math.floor(width / plan.maskRatio)];
    const arrived = plan.overlapMasks
        ? tape.tensor([images, rows, columns], "int32")
        : tape.tensor([plan.labels, rows, columns], "int8");
    return [arrived, tape.tensor([images, rows, columns], "int8")];
}

;// CONCATENATED MODULE: ./lib/execution/phases/checkpoint.js

/** A half copy of the averaged model (by way of a full one), then copies of the optimizer's state, halved one by one. */
function saveCheckpoint(tape, model, optimizer) {
    const { recorder } = tape;
    recorder.category = categoryIndex("ema");
    for (const weights of model.average.values())
        for (const tensor of Object.values(weights))
            checkFinite(tape, tensor);
    const full = [];
    for (const weights of model.average.values())
        for (const tensor of Object.values(weights))
            full.push(tape.like(tensor));
    const halves = full.map((tensor) => {
        const half = tensor.dtype === "fp32" ? tape.like(tensor, "fp16") : tape.keep(tensor);
        tape.drop(tensor);
        return half;
    });
    const contiguous = halves.map((tensor) => {
        if (tensor.shape.length !== 4)
            return tensor;
        const copy = tape.tensor(tensor.shape, tensor.dtype);
        tape.drop(tensor);
        return copy;
    });
    recorder.category = categoryIndex("optimizer");
    const copies = optimizer.kept.map((tensor) => tape.like(tensor));
    const saved = copies.map((tensor) => {
        const half = tape.like(tensor, "fp16");
        tape.drop(tensor);
        return half;
    });
    tape.drop(...saved, ...contiguous);
}
/** isfinite of a tensor: its absolute value and two masks. */
function checkFinite(tape, tensor) {
    const equal = tape.like(tensor, "int8");
    const absolute = tape.like(tensor);
    const finite = tape.like(tensor, "int8");
    tape.drop(absolute, equal, finite);
}

;// CONCATENATED MODULE: ./lib/execution/phases/fused-copy.js


function copied(tape, weights) {
    const copies = new Map();
    for (const [layer, own] of weights) {
        const copy = {};
        for (const [name, tensor] of Object.entries(own)) {
            const made = tape.like(tensor);
            made.requiresGrad = tensor.requiresGrad;
            copy[name] = made;
        }
        copies.set(layer, copy);
    }
    return copies;
}
/** Copies and results that the graph of the fusion holds, or nobody. */
class Fusion {
    tape;
    weights;
    held = [];
    constructor(tape, weights) {
        this.tape = tape;
        this.weights = weights;
    }
    /** All below a layer. Blocks that fold whole branches come before their convolutions. */
    fuse(layer) {
        if (layer.kind === "RepConv") {
            this.fold(layer);
            return;
        }
        if (layer.kind === "Conv")
            this.fusePair({ conv: layer.conv, norm: layer.bn });
        if (layer.kind === "ConvTranspose" && layer.bn !== undefined)
            this.fusePair({ conv: layer.conv, norm: layer.bn });
        for (const child of children(layer))
            this.fuse(child);
    }
    /**
     * A new convolution is filled with the product of a diagonal matrix and the old weight. That is recorded for backward, so the
     * old weight, the matrix and a few vectors stay as long as the new weight; with frozen weights nothing is recorded.
     */
    fusePair({ conv, norm }) {
        const { tape } = this;
        const [old, of] = [this.weights.get(conv) ?? {}, this.weights.get(norm) ?? {}];
        const channels = norm.channels;
        const vector = () => tape.tensor([channels], "fp32");
        const { weight: oldWeight } = old;
        if (oldWeight === undefined)
            return;
        const weight = tape.like(oldWeight);
        const bias = vector();
        const sum = vector();
        const root = vector();
        tape.drop(sum);
        const ratio = vector();
        const diagonal = tape.tensor([channels, channels], "fp32");
        tape.drop(ratio);
        const product = tape.like(oldWeight);
        matrixHandle(tape, "forward");
        tape.drop(product);
        const zeros = vector();
        const secondRoot = vector();
        const trained = oldWeight.requiresGrad;
        const kept = [diagonal, zeros, root, secondRoot, ...Object.values(old)];
        const { weight: scale, bias: shift, mean, variance, batches } = of;
        const ofNorm = [scale, shift, mean].filter((x) => x !== undefined);
        if (trained)
            this.held.push(...kept, ...ofNorm);
        else
            tape.drop(...kept, ...ofNorm);
        tape.drop(variance, batches);
        this.weights.delete(norm);
        weight.requiresGrad = trained;
        bias.requiresGrad = trained;
        this.weights.set(conv, { weight, bias });
    }
    /** The branches of a RepConv become one convolution, without a past. */
    fold(layer) {
        const { tape } = this;
        if (layer.conv1.kind !== "Conv")
            return;
        const first = layer.conv1.conv;
        const weight = this.weights.get(first)?.["weight"];
        if (weight === undefined)
            return;
        const fused = { weight: tape.like(weight), bias: tape.tensor([first.out], "fp32") };
        for (const branch of fused_copy_below(layer)) {
            tape.drop(...Object.values(this.weights.get(branch) ?? {}));
            this.weights.delete(branch);
        }
        this.weights.set(first, fused);
    }
}
function* fused_copy_below(layer) {
    for (const child of children(layer)) {
        yield child;
        yield* fused_copy_below(child);
    }
}
/** A copy of a model with its batch norms folded in on the device (8.3: nn/tasks.py, fuse). */
function fusedCopy(tape, rows, weights) {
    const copies = copied(tape, weights);
    const fusion = new Fusion(tape, copies);
    for (const row of rows)
        fusion.fuse(row);
    return { weights: copies, held: fusion.held };
}

;// CONCATENATED MODULE: ./lib/execution/phases/draw-model.js





/** One square image of floats, whatever the batch. */
const draw_model_image = (tape, network, imgsz) => tape.tensor([1, network.graph.inputChannels, imgsz, imgsz], "fp32");
/** Evaluates an image; what it yields is the caller's. */
function pass(network, input, gradients) {
    const { tape } = network;
    tape.gradients = gradients;
    const predictions = network.predict(input);
    tape.gradients = true;
    return predictions;
}
/** Traces a network: a pass that records for backward, and then some to check the trace, on a copy of the image. */
function trace(network, input, imgsz) {
    const { tape } = network;
    dropPredictions(tape, pass(network, input, true));
    for (let check = 0; check < 2; check++) {
        const copy = draw_model_image(tape, network, imgsz);
        const predictions = pass(network, copy, false);
        tape.drop(copy);
        dropPredictions(tape, predictions);
    }
}
/**
 * What the TensorBoard callback of 8.3 does before training, where tensorboard is installed (utils/callbacks/tensorboard.py):
 * it traces the model in evaluation, in fp32. Only classifiers trace at once; the others fail, and are copied, fused and
 * traced again. Yields what the fused copy holds until the garbage collector comes, after the first epoch.
 */
function drawModel(network, imgsz) {
    const { tape, graph } = network;
    tape.recorder.category = categoryIndex("workspace");
    network.training = false;
    const input = draw_model_image(tape, network, imgsz);
    trace(network, input, imgsz);
    network.training = true;
    const left = [];
    if (headOf(graph).kind !== "Classify") {
        // The exception that the first attempt ends with holds an image until the second attempt is over.
        const failed = draw_model_image(tape, network, imgsz);
        const { weights, held } = fusedCopy(tape, graph.layers.map((row) => row.layer), network.weights);
        const fused = new Network(tape, graph, { weights, fused: true });
        fused.training = false;
        dropPredictions(tape, pass(fused, input, true));
        trace(fused, input, imgsz);
        tape.drop(failed);
        left.push(...[...weights.values()].flatMap((each) => Object.values(each)), ...held);
    }
    tape.drop(input);
    tape.recorder.module = 0;
    return left;
}

;// CONCATENATED MODULE: ./lib/execution/phases/optimizer.js

/** State and step peaks as measured (memory-rules, optimizer step); those without a measurement follow PyTorch's source. */
const OPTIMIZERS = {
    SGD: { state: 1, counter: false, temporary: 1 },
    MuSGD: { state: 2, counter: false, temporary: 3 },
    Adam: { state: 2, counter: true, temporary: 0 },
    AdamW: { state: 2, counter: true, temporary: 0 },
    Adamax: { state: 2, counter: true, temporary: 2 },
    NAdam: { state: 2, counter: true, temporary: 2 },
    RAdam: { state: 2, counter: true, temporary: 2 },
    RMSProp: { state: 2, counter: true, temporary: 2 },
};
/** Orthogonalisation works on three half copies of the largest matrix (Newton-Schulz iteration). */
const MUSGD_HALF_COPIES = 3;
/** Unscale, clip, step, clear gradients. Creates the optimizer's state in its first step. */
class Optimizer {
    state = [];
    tape;
    parameters;
    name;
    constructor(tape, parameters, name) {
        this.tape = tape;
        this.parameters = parameters;
        this.name = name;
    }
    /** Tensors that the optimizer keeps. */
    get kept() {
        return this.state;
    }
    step() {
        const { tape, name } = this;
        const rule = OPTIMIZERS[name];
        const trained = this.parameters.filter((parameter) => parameter.requiresGrad && parameter.grad !== undefined);
        tape.recorder.category = categoryIndex("optimizer");
        // One norm a gradient for clipping, then their stack.
        const norms = trained.map(() => tape.tensor([1], "fp32"));
        const stack = tape.tensor([trained.length], "fp32");
        if (this.state.length === 0)
            this.createState(trained);
        const temporary = [];
        for (let copy = 0; copy < rule.temporary; copy++)
            for (const parameter of trained)
                temporary.push(tape.tensor(parameter.shape, "fp32"));
        if (name === "MuSGD") {
            const largest = trained.reduce((most, parameter) => Math.max(most, parameter.elements), 0);
            tape.drop(...Array.from({ length: MUSGD_HALF_COPIES }, () => tape.tensor([largest], "fp16")));
        }
        tape.drop(...temporary, ...norms, stack);
        for (const parameter of this.parameters) {
            tape.drop(parameter.grad);
            parameter.grad = undefined;
        }
    }
    createState(trained) {
        const rule = OPTIMIZERS[this.name];
        for (const parameter of trained) {
            if (rule.counter)
                this.state.push(this.tape.tensor([1], "fp32"));
            for (let i = 0; i < rule.state; i++)
                this.state.push(this.tape.tensor(parameter.shape, "fp32"));
        }
    }
}

;// CONCATENATED MODULE: ./lib/execution/phases/training-step.js






/** Anchors that predictions cover; 0 for heads without anchors. */
const training_step_anchorsOf = (predictions) => predictions.kind === "detect" ? predictions.many.anchors : 0;
/**
 * Share of the candidates that labels of one image have in common, in the first steps of a run: the fullest batch so far
 * is met little by little, and each new maximum asks for a new segment (seen in YOLO26 segmentation: 230, then 240 of 240).
 */
const SHARED_CANDIDATES = [0.04, 0.02];
const LOSS = categoryIndex("loss");
const ACTIVATIONS = categoryIndex("activations");
/** Training steps, one after another: upload, forward, loss, backward, and the optimizer where it is due. */
class TrainingSteps {
    tape;
    plan;
    model;
    optimizer;
    /** The batch of this step and, on every second step, the one before: the loop's reused tuple keeps it alive. */
    current;
    previous;
    played = 0;
    constructor(tape, plan, parts) {
        this.tape = tape;
        this.plan = plan;
        this.model = parts.model;
        this.optimizer = parts.optimizer;
    }
    /** `index` counts from the start of the epoch. */
    step(index, step) {
        const { tape, plan } = this;
        tape.recorder.mark("step", "step");
        const batch = this.nextBatch(index, step);
        tape.recorder.category = ACTIVATIONS;
        tape.autocast = tape.settings.amp;
        this.model.network.training = true;
        const image = this.resized(batch.image);
        this.model.network.targets = this.targets(step);
        const predictions = this.model.network.predict(image);
        const [height, width] = [image.dim(2), image.dim(3)];
        tape.drop(image);
        const labels = batchLabels(plan.labels, {
            images: step.images,
            anchors: training_step_anchorsOf(predictions),
            height,
            width,
            shrink: 1,
            mosaic: step.mosaic,
            maskRatio: plan.maskRatio,
            overlapMasks: plan.overlapMasks,
            shared: SHARED_CANDIDATES[this.played++] ?? 0,
        });
        tape.recorder.category = LOSS;
        const loss = lossOf(tape, headOf(plan.graph), { predictions, labels });
        dropPredictions(tape, predictions);
        tape.endAutocast();
        tape.recorder.category = ACTIVATIONS;
        tape.backward(loss);
        tape.drop(loss);
        if (step.optimizerSteps)
            this.optimizer.step();
    }
    /** Labels that a head with denoising queries reads. */
    targets(step) {
        const { labels } = this.plan;
        const factor = step.mosaic ? MOSAIC_LABELS : 1;
        return {
            most: Math.max(1, Math.round(labels.most * factor)),
            total: step.images * Math.round(labels.mean * factor),
            vary: step.mosaic || labels.mean < labels.most,
        };
    }
    /** Before an odd step (counting from 1) both older batches go; before an even one the last stays. */
    nextBatch(index, step) {
        const { tape, plan } = this;
        if (index % 2 === 0 || tape.settings.rules.batchesAlive === 1) {
            dropBatch(tape, this.previous);
            dropBatch(tape, this.current);
            this.previous = undefined;
        }
        else
            this.previous = this.current;
        this.current = uploadTrainBatch(tape, {
            task: plan.run.task,
            images: step.images,
            height: plan.train.height,
            width: plan.train.width,
            channels: plan.graph.inputChannels,
            labels: Math.round(step.images * plan.labels.mean * (step.mosaic ? MOSAIC_LABELS : 1)),
            maskRatio: plan.maskRatio,
            overlapMasks: plan.overlapMasks,
        });
        return this.current;
    }
    /** With multi_scale the batch is resized on the device; the largest size is played. */
    resized(image) {
        const { tape, plan } = this;
        if (plan.largestImgsz === plan.imgsz)
            return tape.keep(image);
        const grown = (side) => Math.ceil((side * plan.largestImgsz) / plan.imgsz / plan.stride) * plan.stride;
        return bilinear(tape, image, { height: grown(image.dim(2)), width: grown(image.dim(3)) });
    }
}

;// CONCATENATED MODULE: ./lib/execution/phases/validation.js







/** Two whole batches show everything: the image of the one before goes when the next one comes. */
const PLAYED_BATCHES = 2;
/** Validates the averaged model; yields the last batch, which lives until the validator has returned. */
function validate(tape, plan, model) {
    const trained = model.network.weights;
    const halved = tape.settings.rules.validation === "halved";
    if (halved && tape.settings.amp)
        model.average = converted(tape, model.average, "fp16");
    model.network.weights = model.average;
    model.network.training = false;
    tape.gradients = false;
    let held;
    let predicted;
    for (const images of batchesOf(plan)) {
        tape.drop(held?.image);
        const next = upload(tape, plan, images);
        if (held !== undefined)
            tape.drop(...held.labels);
        held = next;
        predicted = validateBatch(tape, plan, { model, batch: next, before: predicted });
    }
    if (halved && tape.settings.amp)
        model.average = converted(tape, model.average, "fp32");
    if (predicted !== undefined)
        dropPredictions(tape, predicted);
    model.network.weights = trained;
    model.network.wideAnchors = tape.settings.amp && !halved;
    tape.gradients = true;
    return held;
}
/** Whole batches, then what is left where the batch does not divide the images. */
function batchesOf(plan) {
    const { valImages } = plan.run.dataset;
    const whole = plan.validationBatch;
    if (valImages === undefined || valImages < 1)
        return Array(PLAYED_BATCHES).fill(whole);
    const count = Math.ceil(valImages / whole);
    const rest = valImages % whole;
    const batches = Array(Math.min(count, PLAYED_BATCHES + (rest > 0 ? 1 : 0))).fill(whole);
    if (rest > 0)
        batches[batches.length - 1] = rest;
    return batches;
}
function upload(tape, plan, images) {
    return uploadValidationBatch(tape, {
        task: plan.run.task,
        images,
        height: plan.validation.height,
        width: plan.validation.width,
        channels: plan.graph.inputChannels,
        labels: Math.round(images * plan.labels.mean),
        maskRatio: plan.maskRatio,
        overlapMasks: plan.overlapMasks,
    });
}
/** The weights in another precision, one after the other; counters stay. */
function converted(tape, weights, dtype) {
    tape.recorder.category = categoryIndex("ema");
    const table = new Map();
    for (const [layer, own] of weights) {
        const made = {};
        for (const [name, tensor] of Object.entries(own)) {
            const counter = tensor.dtype === "int64";
            made[name] = counter ? tensor : tape.like(tensor, dtype);
            if (!counter)
                tape.drop(tensor);
        }
        table.set(layer, made);
    }
    return table;
}
/** Yields the predictions where they outlive the batch. */
function validateBatch(tape, plan, parts) {
    const halved = tape.settings.rules.validation === "halved";
    tape.recorder.category = categoryIndex("activations");
    tape.autocast = tape.settings.amp && !halved;
    const predictions = parts.model.network.predict(parts.batch.image);
    if (parts.before !== undefined)
        dropPredictions(tape, parts.before);
    const labels = batchLabels(plan.labels, {
        images: parts.batch.image.dim(0),
        anchors: training_step_anchorsOf(predictions),
        height: plan.validation.height,
        width: plan.validation.width,
        shrink: plan.validation.shrink,
        mosaic: false,
        maskRatio: plan.maskRatio,
        overlapMasks: plan.overlapMasks,
        shared: 0,
    });
    tape.recorder.category = categoryIndex("loss");
    tape.drop(lossOf(tape, headOf(plan.graph), { predictions, labels }));
    tape.endAutocast();
    if (predictions.kind === "semantic")
        tape.drop(bilinear(tape, predictions.main, { height: plan.validation.height, width: plan.validation.width }));
    if (halved)
        return predictions;
    dropPredictions(tape, predictions);
    return undefined;
}

;// CONCATENATED MODULE: ./lib/execution/phases/play.js









/** The allocations and frees of a training run, from start-up to the last checkpoint. */
function trainingStream(plan, settings) {
    const recorder = new Recorder();
    recorder.moduleNames.push(...plan.graph.layers.map((row) => `model.${row.index}`));
    const tape = new Tape(recorder, settings);
    recorder.mark("start-up");
    const model = startUp(tape, plan.graph, { freeze: plan.run.arguments.freeze, checkedWith: plan.checkedWith });
    // Gone with the garbage collection after the first epoch.
    let drawn = settings.rules.drawsModel ? drawModel(model.network, plan.imgsz) : [];
    const empties = settings.rules.emptiesCache === "after-epoch";
    const optimizer = new Optimizer(tape, model.parameters, plan.optimizer);
    const steps = new TrainingSteps(tape, plan, { model, optimizer });
    for (const epoch of plan.epochs) {
        recorder.mark("training");
        // What stands reserved after an epoch counts for the next one too: peaks are counted anew before the cache is emptied.
        if (empties && epoch !== plan.epochs[0])
            recorder.mark("emptied", "release-cache");
        for (const [index, step] of epoch.steps.entries())
            steps.step(index, step);
        let last;
        if (epoch.validate) {
            if (!empties)
                recorder.mark("crowded", "empty-cache");
            recorder.mark("validation");
            last = validate(tape, plan, model);
        }
        if (epoch.save)
            recorder.mark("checkpoint");
        // The last validation batch lives until the trainer has its metrics.
        dropBatch(tape, last);
        if (epoch.save)
            saveCheckpoint(tape, model, optimizer);
        tape.drop(...drawn);
        drawn = [];
        if (!empties)
            recorder.mark("crowded", "empty-cache");
    }
    recorder.optimizerStateBytes = optimizer.kept.reduce((sum, tensor) => sum + tensor.bytes, 0);
    return recorder;
}

;// CONCATENATED MODULE: ./lib/graph/activation.js
/** `nn.LeakyReLU(0.1)` -> `LeakyReLU`; undefined for an activation that the engine does not know. */
function activationOf(written) {
    if (written === undefined)
        return "SiLU";
    const name = /^(?:torch\.)?nn\.(\w+)\(.*\)$/.exec(written.trim())?.[1];
    switch (name) {
        case "SiLU":
        case "ReLU":
        case "LeakyReLU":
        case "Hardswish":
        case "GELU":
        case "Mish":
        case "Sigmoid":
            return name;
        case "Identity":
            return "none";
        default:
            return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/graph/layers/conv.js
const pair = (value) => (typeof value === "number" ? [value, value] : value);
/** Padding that keeps the size at stride 1: half the (dilated) kernel. */
const samePadding = (kernel, dilation) => [
    Math.floor((dilation * (kernel[0] - 1) + 1) / 2),
    Math.floor((dilation * (kernel[1] - 1) + 1) / 2),
];
/** torch's Conv2d with a bias: the prediction layers. */
function conv_conv2d(input, output, options = {}) {
    const kernel = pair(options.kernel ?? 1);
    return {
        kind: "Conv2d",
        in: input,
        out: output,
        kernel,
        stride: options.stride ?? 1,
        padding: pair(options.padding ?? 0),
        groups: options.groups ?? 1,
        dilation: options.dilation ?? 1,
        bias: options.bias ?? true,
        transposed: options.transposed ?? false,
        frozen: options.frozen ?? false,
    };
}
const convTranspose2d = (input, output, kernel = 2, stride = 2, padding = 0) => conv_conv2d(input, output, { kernel, stride, padding, transposed: true });
/** Convolution without bias, batch norm, activation. */
function conv_conv(style, input, output, options = {}) {
    const kernel = pair(options.kernel ?? 1);
    const padding = options.padding === undefined ? samePadding(kernel, options.dilation ?? 1) : options.padding;
    return {
        kind: "Conv",
        conv: conv_conv2d(input, output, { ...options, kernel, padding, bias: false }),
        bn: { kind: "BatchNorm2d", channels: output },
        act: options.act ?? style.act,
    };
}
const gcd = (a, b) => (b === 0 ? a : gcd(b, a % b));
/** Depthwise as far as the channel counts allow. */
const depthwise = (style, input, output, options = {}) => conv_conv(style, input, output, { ...options, groups: gcd(input, output) });
const conv_sequential = (...layers) => ({ kind: "Sequential", layers });
/** n layers made alike. */
const repeat = (n, make) => Array.from({ length: n }, make);

;// CONCATENATED MODULE: ./lib/graph/layers/hgnet.js

/** PP-HGNetV2 has ReLU, whatever the model's activation is. */
const RELU = { act: "ReLU" };
/** The stem: a convolution, a pooled and a convolved branch joined, two more convolutions. Quarter size. */
function hgnet_hgStem(style, input, inner, output) {
    const half = Math.floor(inner / 2);
    return {
        kind: "HGStem",
        stem1: conv_conv(style, input, inner, { kernel: 3, stride: 2, ...RELU }),
        stem2a: conv_conv(style, inner, half, { kernel: 2, padding: 0, ...RELU }),
        stem2b: conv_conv(style, half, inner, { kernel: 2, padding: 0, ...RELU }),
        stem3: conv_conv(style, inner * 2, inner, { kernel: 3, stride: 2, ...RELU }),
        stem4: conv_conv(style, inner, output, RELU),
    };
}
function hgnet_lightConv(style, input, output, options) {
    return {
        kind: "LightConv",
        conv1: conv_conv(style, input, output, { act: "none" }),
        conv2: depthwise(style, output, output, options),
    };
}
/** n convolutions one after the other; the input and all their outputs joined, squeezed and widened. */
function hgnet_hgBlock(style, options) {
    const { input, inner, output, kernel, n } = options;
    const make = options.light ? hgnet_lightConv : conv_conv;
    const half = Math.floor(output / 2);
    return {
        kind: "HGBlock",
        m: Array.from({ length: n }, (_, i) => make(style, i === 0 ? input : inner, inner, { kernel, ...RELU })),
        squeeze: conv_conv(style, input + n * inner, half, RELU),
        excite: conv_conv(style, half, output, RELU),
        add: options.shortcut && input === output,
    };
}
/** Two 1x1 convolutions summed around a chain of re-parameterisable ones; a last one only where the width changes. */
function hgnet_repC3(style, input, output, options) {
    const hidden = Math.trunc(output * options.expansion);
    return {
        kind: "RepC3",
        cv1: conv_conv(style, input, hidden),
        cv2: conv_conv(style, input, hidden),
        m: { kind: "Sequential", layers: repeat(options.n, () => options.inner(hidden)) },
        cv3: hidden === output ? { kind: "Identity" } : conv_conv(style, hidden, output),
    };
}

;// CONCATENATED MODULE: ./lib/graph/layers/resnet.js

function resnet_resNetBlock(style, input, options) {
    const { narrow, stride } = options;
    const wide = options.widening * narrow;
    return {
        kind: "ResNetBlock",
        cv1: conv_conv(style, input, narrow),
        cv2: conv_conv(style, narrow, narrow, { kernel: 3, stride, padding: 1 }),
        cv3: conv_conv(style, narrow, wide, { act: "none" }),
        shortcut: stride !== 1 || input !== wide
            ? conv_sequential(conv_conv(style, input, wide, { stride, act: "none" }))
            : { kind: "Identity" },
    };
}
/** The stem of a ResNet (`first`), or one of its stages. */
function resnet_resNetLayer(style, options) {
    const { input, narrow, n, widening } = options;
    if (options.first) {
        const pool = { kind: "MaxPool2d", kernel: 3, stride: 2, padding: 1 };
        const stem = conv_conv(style, input, narrow, { kernel: 7, stride: 2, padding: 3 });
        return { kind: "ResNetLayer", layer: conv_sequential(stem, pool) };
    }
    const later = Array.from({ length: Math.max(n - 1, 0) }, () => resnet_resNetBlock(style, widening * narrow, { ...options, stride: 1 }));
    return { kind: "ResNetLayer", layer: conv_sequential(resnet_resNetBlock(style, input, options), ...later) };
}
/** torchvision's ResNets: blocks of the four stages, and whether they are bottlenecks (table 1 of https://arxiv.org/abs/1512.03385). */
const TORCHVISION = {
    resnet18: { blocks: [2, 2, 2, 2], bottleneck: false },
    resnet34: { blocks: [3, 4, 6, 3], bottleneck: false },
    resnet50: { blocks: [3, 4, 6, 3], bottleneck: true },
    resnet101: { blocks: [3, 4, 23, 3], bottleneck: true },
    resnet152: { blocks: [3, 8, 36, 3], bottleneck: true },
};
const TORCHVISION_MODELS = Object.keys(TORCHVISION);
const bare = (input, output, kernel, stride = 1) => [
    conv_conv2d(input, output, { kernel, stride, padding: Math.floor(kernel / 2), bias: false }),
    { kind: "BatchNorm2d", channels: output },
];
/** Images have three channels, whatever the model file says. */
const IMAGE_CHANNELS = 3;
const FIRST = 64;
const IMAGENET_CLASSES = 1000;
function torchvisionBlock(input, narrow, options) {
    const { stride, bottleneck } = options;
    const output = bottleneck ? 4 * narrow : narrow;
    const main = bottleneck
        ? [...bare(input, narrow, 1), ...bare(narrow, narrow, 3, stride), ...bare(narrow, output, 1)]
        : [...bare(input, narrow, 3, stride), ...bare(narrow, narrow, 3)];
    const widened = stride !== 1 || input !== output;
    const shortcut = widened ? { shortcut: conv_sequential(...bare(input, output, 1, stride)) } : {};
    return { layer: { kind: "TorchVisionBlock", main, ...shortcut }, output };
}
/** A torchvision ResNet without its last `truncate` layers (pooling and classifier are the last two); undefined for another name. */
function torchvision(name, truncate, split) {
    const model = TORCHVISION[name];
    if (model === undefined)
        return undefined;
    const { bottleneck } = model;
    let channels = FIRST;
    const stages = model.blocks.map((count, stage) => {
        const blocks = Array.from({ length: count }, (_, i) => {
            const stride = stage > 0 && i === 0 ? 2 : 1;
            const { layer, output } = torchvisionBlock(channels, FIRST * 2 ** stage, { stride, bottleneck });
            channels = output;
            return layer;
        });
        return conv_sequential(...blocks);
    });
    const layers = [
        ...bare(IMAGE_CHANNELS, FIRST, 7, 2),
        { kind: "Activate", act: "ReLU" },
        { kind: "MaxPool2d", kernel: 3, stride: 2, padding: 1 },
        ...stages,
        { kind: "AdaptiveAvgPool2d", size: [1, 1] },
        { kind: "Linear", in: channels, out: IMAGENET_CLASSES },
    ];
    return {
        kind: split ? "TorchVisionStages" : "TorchVision",
        layers: truncate > 0 ? layers.slice(0, -truncate) : layers,
    };
}

;// CONCATENATED MODULE: ./lib/graph/layers/transformer.js

/** torch's Linear. */
const transformer_linear = (input, output, bias = true) => bias ? { kind: "Linear", in: input, out: output } : { kind: "Linear", in: input, out: output, bias };
const transformer_layerNorm = (channels) => ({ kind: "LayerNorm", channels });
/** torch's MultiheadAttention: one matrix projects queries, keys and values, another one the result. */
const transformer_multiheadAttention = (channels, heads) => ({
    kind: "MultiheadAttention",
    channels,
    heads,
    out: transformer_linear(channels, channels),
});
/** The transformer encoder layer of RT-DETR, over one map. */
function transformer_aifi(channels, options) {
    return {
        kind: "AIFI",
        attention: transformer_multiheadAttention(channels, options.heads),
        fc1: transformer_linear(channels, options.feedForward),
        fc2: transformer_linear(options.feedForward, channels),
        norm1: transformer_layerNorm(channels),
        norm2: transformer_layerNorm(channels),
        act: options.act ?? "GELU",
        normalizeBefore: options.normalizeBefore,
    };
}
const transformerLayer = (channels, heads) => ({
    kind: "TransformerLayer",
    q: transformer_linear(channels, channels, false),
    k: transformer_linear(channels, channels, false),
    v: transformer_linear(channels, channels, false),
    attention: transformer_multiheadAttention(channels, heads),
    fc1: transformer_linear(channels, channels, false),
    fc2: transformer_linear(channels, channels, false),
});
/** The inner part of C3TR. */
function transformerBlock(style, input, output, options) {
    return {
        kind: "TransformerBlock",
        ...(input === output ? {} : { conv: conv_conv(style, input, output) }),
        linear: transformer_linear(output, output),
        layers: conv_sequential(...repeat(options.n, () => transformerLayer(output, options.heads))),
    };
}

;// CONCATENATED MODULE: ./lib/graph/rows/row.js

/** A row argument that is not what the module takes. build.ts turns it into a reason at the row. */
class BadArgument extends Error {
}
/** A row argument that torch takes and the estimate does not. */
class UnsupportedArgument extends BadArgument {
}
const shown = (value) => JSON.stringify(value ?? null);
function number(row, index, standard) {
    const value = row.args[index] ?? standard;
    if (typeof value === "number" && Number.isFinite(value))
        return value;
    if (Array.isArray(value))
        throw new UnsupportedArgument(`argument ${index + 1} is a list, which the estimate does not know here.`);
    throw new BadArgument(`argument ${index + 1} must be a number, not ${shown(value)}.`);
}
/** A number of channels, heads, groups: whole and above zero. */
function row_count(row, index, standard) {
    const value = number(row, index, standard);
    if (Number.isInteger(value) && value > 0)
        return value;
    throw new BadArgument(`argument ${index + 1} must be a whole number above 0, not ${value}.`);
}
function flag(row, index, standard) {
    const value = row.args[index] ?? standard;
    if (typeof value === "boolean")
        return value;
    if (typeof value === "number")
        return value !== 0;
    throw new BadArgument(`argument ${index + 1} must be True or False, not ${shown(value)}.`);
}
function numbers(row, index, standard) {
    const value = row.args[index] ?? standard;
    if (Array.isArray(value) && value.every((item) => typeof item === "number"))
        return value;
    throw new BadArgument(`argument ${index + 1} must be a list of numbers, not ${shown(value)}.`);
}
function pairOf(row, index) {
    const [a, b, ...more] = numbers(row, index);
    if (a === undefined || b === undefined || more.length > 0)
        throw new BadArgument(`argument ${index + 1} must be one number or a list of two.`);
    return [a, b];
}
/** A kernel size: one number or one a side. */
const kernel = (row, index, standard = 1) => Array.isArray(row.args[index]) ? pairOf(row, index) : row_count(row, index, standard);
/** Padding; undefined where the row leaves it to the module. */
function padding(row, index) {
    const value = row.args[index];
    if (value === undefined || value === null)
        return undefined;
    return Array.isArray(value) ? pairOf(row, index) : number(row, index);
}
/** True means the model's activation; all else that a file can say means none, texts such as `nn.ReLU()` too. */
const activation = (row, index) => row.args[index] === undefined || row.args[index] === true ? row.style.act : "none";
/** Refuses an argument that torch takes and the estimate does not, where the row gives it. */
function absent(row, index, what) {
    const value = row.args[index];
    if (value === undefined || value === null || value === false)
        return;
    throw new UnsupportedArgument(`argument ${index + 1}, ${what}, is not something that the estimate knows here.`);
}
/** As often as the row says, one after the other. */
function times(row, make) {
    return row.n > 1 ? conv_sequential(...repeat(row.n, make)) : make();
}
const scaledOutput = (row) => row.width(row_count(row, 0));
/** A module whose first argument is its output width, scaled. */
const scaled = ([fewest, most], make) => ({
    fewest,
    most,
    reads: "one",
    scaled: true,
    build: (row) => {
        const output = scaledOutput(row);
        return { layer: times(row, () => make(row, output)), outChannels: output };
    },
});
/** The same, for modules that take the number of repeats themselves. */
const stacked = ([fewest, most], make) => ({
    fewest,
    most,
    reads: "one",
    scaled: true,
    build: (row) => {
        const output = scaledOutput(row);
        return { layer: make(row, output), outChannels: output };
    },
});
/** A module whose arguments are taken as written; the parser counts on as `channels` says. */
const literal = ([fewest, most], make, channels = (row) => row.input) => ({
    fewest,
    most,
    reads: "one",
    build: (row) => ({ layer: times(row, () => make(row)), outChannels: channels(row) }),
});
/** A module that reads a list of layers. */
const joining = ([fewest, most], make, channels = (row) => row.previous) => ({ fewest, most, reads: "several", build: (row) => ({ layer: make(row), outChannels: channels(row) }) });

;// CONCATENATED MODULE: ./lib/graph/rows/backbones.js





const hgBlockRow = (row) => {
    absent(row, 5, "an activation");
    return hgnet_hgBlock(row.style, {
        input: row.input,
        inner: row_count(row, 0),
        output: row_count(row, 1),
        kernel: row_count(row, 2, 3),
        n: row.n,
        light: flag(row, 3, false),
        shortcut: flag(row, 4, false),
    });
};
function aifiRow(row) {
    const heads = row_count(row, 1, 8);
    if (row.input % heads !== 0)
        throw new BadArgument(`its ${row.input} channels are not a multiple of its ${heads} heads.`);
    absent(row, 3, "an activation");
    return transformer_aifi(row.input, { feedForward: row_count(row, 0, 2048), heads, normalizeBefore: flag(row, 4, false) });
}
/** A ResNet stage widens four times, unless the row says otherwise; its stem does not. */
const resNetOut = (row) => (flag(row, 3, false) ? row_count(row, 1) : row_count(row, 1) * 4);
function torchvisionRow(row) {
    const name = String(row.args[1]);
    const layer = torchvision(name, number(row, 4, 2), flag(row, 5, false));
    if (layer === undefined || !flag(row, 3, true))
        throw new UnsupportedArgument(`the estimate knows of torchvision only ${TORCHVISION_MODELS.join(", ")}, unwrapped.`);
    return layer;
}
const hgBlockModule = {
    fewest: 3,
    most: 6,
    reads: "one",
    build: (row) => ({ layer: hgBlockRow(row), outChannels: row_count(row, 1) }),
};
const total = (splits) => splits.reduce((sum, width) => sum + width, 0);
/** Backbones that Ultralytics took over from elsewhere. Their widths are as written. */
const BACKBONES = {
    HGStem: literal([2, 2], (row) => hgnet_hgStem(row.style, row.input, row_count(row, 0), row_count(row, 1)), (row) => row_count(row, 1)),
    HGBlock: hgBlockModule,
    AIFI: literal([0, 5], aifiRow, (row) => row.previous),
    ResNetLayer: literal([4, 6], (row) => resnet_resNetLayer(row.style, {
        input: row_count(row, 0),
        narrow: row_count(row, 1),
        stride: row_count(row, 2),
        first: flag(row, 3, false),
        n: row_count(row, 4, 1),
        widening: row_count(row, 5, 4),
    }), resNetOut),
    TorchVision: literal([2, 6], torchvisionRow, (row) => row_count(row, 0)),
    Index: literal([1, 2], (row) => ({ kind: "Index", index: number(row, 1, 0) }), (row) => row_count(row, 0)),
    CBLinear: literal([1, 5], (row) => {
        const splits = numbers(row, 0);
        const kernel = row_count(row, 1, 1);
        const options = {
            kernel,
            stride: row_count(row, 2, 1),
            padding: padding(row, 3) ?? Math.floor(kernel / 2),
            groups: row_count(row, 4, 1),
        };
        return { kind: "CBLinear", conv: conv_conv2d(row.input, total(splits), options), splits };
    }, (row) => total(numbers(row, 0))),
    CBFuse: joining([1, 1], (row) => ({ kind: "CBFuse", picks: numbers(row, 0) }), (row) => row.inputs.at(-1) ?? 0),
};

;// CONCATENATED MODULE: ./lib/graph/layers/csp.js


function csp_bottleneck(style, input, output, options = {}) {
    const hidden = Math.trunc(output * (options.expansion ?? 0.5));
    const [first, second] = options.kernels ?? [3, 3];
    return {
        kind: "Bottleneck",
        cv1: conv_conv(style, input, hidden, { kernel: first }),
        cv2: conv_conv(style, hidden, output, { kernel: second, groups: options.groups ?? 1 }),
        add: (options.shortcut ?? true) && input === output,
    };
}
/** C2f with any kind of inner block, handed in by its hidden width. */
function c2fOf(style, input, output, options) {
    const hidden = Math.trunc(output * options.expansion);
    return {
        kind: "C2f",
        cv1: conv_conv(style, input, 2 * hidden),
        cv2: conv_conv(style, (2 + options.n) * hidden, output),
        m: repeat(options.n, () => options.inner(hidden)),
    };
}
function csp_c2f(style, input, output, options = {}) {
    const { n = 1, shortcut = false, groups = 1, expansion = 0.5 } = options;
    const inner = (hidden) => csp_bottleneck(style, hidden, hidden, { shortcut, groups, expansion: 1 });
    return c2fOf(style, input, output, { n, expansion, inner });
}
function csp_c2(style, input, output, options = {}) {
    const { n = 1, shortcut = true, groups = 1, expansion = 0.5 } = options;
    const hidden = Math.trunc(output * expansion);
    return {
        kind: "C2",
        cv1: conv_conv(style, input, 2 * hidden),
        cv2: conv_conv(style, 2 * hidden, output),
        m: conv_sequential(...repeat(n, () => csp_bottleneck(style, hidden, hidden, { shortcut, groups, expansion: 1 }))),
    };
}
/** C3 with any kind of inner block. */
function c3Of(style, input, output, options) {
    const hidden = Math.trunc(output * options.expansion);
    return {
        kind: "C3",
        cv1: conv_conv(style, input, hidden),
        cv2: conv_conv(style, input, hidden),
        cv3: conv_conv(style, 2 * hidden, output),
        m: conv_sequential(...repeat(options.n, () => options.inner(hidden))),
    };
}
function csp_c3(style, input, output, options = {}) {
    const { n = 1, shortcut = true, groups = 1, expansion = 0.5, kernels = [1, 3] } = options;
    const inner = (hidden) => csp_bottleneck(style, hidden, hidden, { shortcut, groups, kernels, expansion: 1 });
    return c3Of(style, input, output, { n, expansion, inner });
}
const c3k = (style, input, output, options = {}) => csp_c3(style, input, output, { ...options, kernels: [options.kernel ?? 3, options.kernel ?? 3] });
function c3k2(style, input, output, options = {}) {
    const { n = 1, shortcut = true, groups = 1, expansion = 0.5 } = options;
    const inner = (hidden) => {
        if (options.attention) {
            const plain = csp_bottleneck(style, hidden, hidden, { shortcut, groups });
            return conv_sequential(plain, attention_psaBlock(style, hidden, { attentionRatio: 0.5, heads: Math.max(Math.floor(hidden / 64), 1) }));
        }
        if (options.c3k)
            return c3k(style, hidden, hidden, { n: 2, shortcut, groups });
        return csp_bottleneck(style, hidden, hidden, { shortcut, groups });
    };
    return c2fOf(style, input, output, { n, expansion, inner });
}

;// CONCATENATED MODULE: ./lib/graph/layers/attention.js


function attention_attention(style, channels, options) {
    const headDim = Math.floor(channels / options.heads);
    const keyDim = Math.trunc(headDim * options.ratio);
    return {
        kind: "Attention",
        heads: options.heads,
        headDim,
        keyDim,
        qkv: conv_conv(style, channels, channels + keyDim * options.heads * 2, { act: "none" }),
        proj: conv_conv(style, channels, channels, { act: "none" }),
        pe: conv_conv(style, channels, channels, { kernel: 3, groups: channels, act: "none" }),
    };
}
const attention_feedForward = (style, channels) => conv_sequential(conv_conv(style, channels, channels * 2), conv_conv(style, channels * 2, channels, { act: "none" }));
function attention_psaBlock(style, channels, options) {
    return {
        kind: "PSABlock",
        attn: attention_attention(style, channels, { heads: options.heads, ratio: options.attentionRatio }),
        ffn: attention_feedForward(style, channels),
        add: options.shortcut ?? true,
    };
}
function attention_psa(style, input, expansion = 0.5) {
    const channels = Math.trunc(input * expansion);
    return {
        kind: "PSA",
        channels,
        cv1: conv_conv(style, input, 2 * channels),
        cv2: conv_conv(style, 2 * channels, input),
        attn: attention_attention(style, channels, { heads: Math.max(Math.floor(channels / 64), 1), ratio: 0.5 }),
        ffn: attention_feedForward(style, channels),
    };
}
function attention_c2psa(style, input, options = {}) {
    const channels = Math.trunc(input * (options.expansion ?? 0.5));
    const block = () => attention_psaBlock(style, channels, { attentionRatio: 0.5, heads: Math.max(Math.floor(channels / 64), 1) });
    return {
        kind: "C2PSA",
        channels,
        cv1: conv_conv(style, input, 2 * channels),
        cv2: conv_conv(style, 2 * channels, input),
        m: conv_sequential(...repeat(options.n ?? 1, block)),
    };
}
function attention_areaAttention(style, channels, options) {
    const headDim = Math.floor(channels / options.heads);
    const all = headDim * options.heads;
    return {
        kind: "AreaAttention",
        area: options.area,
        heads: options.heads,
        headDim,
        qkv: conv_conv(style, channels, all * 3, { act: "none" }),
        proj: conv_conv(style, all, channels, { act: "none" }),
        pe: conv_conv(style, all, channels, { kernel: 7, padding: 3, groups: channels, act: "none" }),
    };
}
function attention_areaBlock(style, channels, options) {
    const hidden = Math.trunc(channels * options.mlpRatio);
    return {
        kind: "AreaBlock",
        attn: attention_areaAttention(style, channels, options),
        mlp: conv_sequential(conv_conv(style, channels, hidden), conv_conv(style, hidden, channels, { act: "none" })),
    };
}
function attention_a2c2f(style, input, output, options = {}) {
    const { n = 1, attention: withAttention = true, area = 1, residual = false, mlpRatio = 2, expansion = 0.5, groups = 1, shortcut = true, } = options;
    const hidden = Math.trunc(output * expansion);
    const block = () => withAttention
        ? conv_sequential(...repeat(2, () => attention_areaBlock(style, hidden, { heads: Math.floor(hidden / 32), mlpRatio, area })))
        : c3k(style, hidden, hidden, { n: 2, shortcut, groups });
    return {
        kind: "A2C2f",
        cv1: conv_conv(style, input, hidden),
        cv2: conv_conv(style, (1 + n) * hidden, output),
        out: output,
        residual: withAttention && residual,
        m: repeat(n, block),
    };
}
/** C2f with attention inside. */
function c2fPsa(style, channels, options) {
    const inner = (hidden) => attention_psaBlock(style, hidden, { attentionRatio: 0.5, heads: Math.max(Math.floor(hidden / 64), 1) });
    return c2fOf(style, channels, channels, { ...options, inner });
}

;// CONCATENATED MODULE: ./lib/graph/layers/ghost.js


function ghost_ghostConv(style, input, output, options = {}) {
    const half = Math.floor(output / 2);
    const act = options.act === undefined ? {} : { act: options.act };
    return {
        kind: "GhostConv",
        cv1: conv_conv(style, input, half, {
            kernel: options.kernel ?? 1,
            stride: options.stride ?? 1,
            groups: options.groups ?? 1,
            ...act,
        }),
        cv2: conv_conv(style, half, half, { kernel: 5, groups: half, ...act }),
    };
}
function ghost_ghostBottleneck(style, input, output, options = {}) {
    const { kernel = 3, stride = 1 } = options;
    const hidden = Math.floor(output / 2);
    const strided = stride === 2;
    return {
        kind: "GhostBottleneck",
        conv: conv_sequential(ghost_ghostConv(style, input, hidden), strided ? depthwise(style, hidden, hidden, { kernel, stride, act: "none" }) : { kind: "Identity" }, ghost_ghostConv(style, hidden, output, { act: "none" })),
        shortcut: strided
            ? conv_sequential(depthwise(style, input, input, { kernel, stride, act: "none" }), conv_conv(style, input, output, { act: "none" }))
            : { kind: "Identity" },
    };
}
function c3Ghost(style, input, output, options = {}) {
    const inner = (hidden) => ghost_ghostBottleneck(style, hidden, hidden);
    return c3Of(style, input, output, { n: options.n ?? 1, expansion: options.expansion ?? 0.5, inner });
}

;// CONCATENATED MODULE: ./lib/graph/layers/pooling.js

function pooling_spp(style, input, output, kernels = [5, 9, 13]) {
    const hidden = Math.floor(input / 2);
    return {
        kind: "SPP",
        cv1: conv_conv(style, input, hidden),
        cv2: conv_conv(style, hidden * (kernels.length + 1), output),
        kernels,
    };
}
function pooling_sppf(style, input, output, options = {}) {
    const hidden = Math.floor(input / 2);
    const pools = options.pools ?? 3;
    return {
        kind: "SPPF",
        cv1: conv_conv(style, input, hidden, options.activated ? {} : { act: "none" }),
        cv2: conv_conv(style, hidden * (pools + 1), output),
        kernel: options.kernel ?? 5,
        pools,
        add: (options.shortcut ?? false) && input === output,
    };
}

;// CONCATENATED MODULE: ./lib/graph/layers/rare.js


/** A convolution with a 1x1 one beside it, summed before the norm. */
function rare_conv2(style, input, output, options) {
    const main = conv_conv(style, input, output, options);
    const { stride, groups, dilation } = main.conv;
    const padding = options.padding ?? 0;
    return {
        kind: "Conv2",
        conv: main.conv,
        bn: main.bn,
        cv2: conv_conv2d(input, output, { stride, padding, groups, dilation, bias: false }),
        act: main.act,
    };
}
/** A transposed convolution with or without norm. */
function rare_convTranspose(conv, act) {
    return conv.bias
        ? { kind: "ConvTranspose", conv, act }
        : { kind: "ConvTranspose", conv, bn: { kind: "BatchNorm2d", channels: conv.out }, act };
}
/** Four pixels of each square become channels, then one convolution. */
const layers_rare_focus = (conv) => ({ kind: "Focus", conv });
const rare_c1 = (style, input, output, n) => ({
    kind: "C1",
    cv1: conv_conv(style, input, output),
    m: conv_sequential(...repeat(n, () => conv_conv(style, output, output, { kernel: 3 }))),
});
function rare_bottleneckCsp(style, input, output, options) {
    const { n = 1, shortcut = true, groups = 1, expansion = 0.5 } = options;
    const hidden = Math.trunc(output * expansion);
    return {
        kind: "BottleneckCSP",
        cv1: conv_conv(style, input, hidden),
        cv2: conv_conv2d(input, hidden, { bias: false }),
        cv3: conv_conv2d(hidden, hidden, { bias: false }),
        cv4: conv_conv(style, 2 * hidden, output),
        bn: { kind: "BatchNorm2d", channels: 2 * hidden },
        m: conv_sequential(...repeat(n, () => csp_bottleneck(style, hidden, hidden, { shortcut, groups, expansion: 1 }))),
    };
}

;// CONCATENATED MODULE: ./lib/graph/layers/v9.js


function v9_repConv(style, input, output, options = {}) {
    const { stride = 1, groups = 1, act = style.act, identity = false } = options;
    const shared = { stride, groups, act: "none" };
    return {
        kind: "RepConv",
        ...(identity && input === output && stride === 1 ? { bn: { kind: "BatchNorm2d", channels: input } } : {}),
        conv1: conv_conv(style, input, output, { ...shared, kernel: 3, padding: 1 }),
        conv2: conv_conv(style, input, output, { ...shared, kernel: 1, padding: 0 }),
        act,
    };
}
function repBottleneck(style, channels, options) {
    return {
        kind: "Bottleneck",
        cv1: v9_repConv(style, channels, channels),
        cv2: conv_conv(style, channels, channels, { kernel: 3, groups: options.groups ?? 1 }),
        add: options.shortcut ?? true,
    };
}
const repCsp = (style, input, output, n) => c3Of(style, input, output, { n, expansion: 0.5, inner: (hidden) => repBottleneck(style, hidden, {}) });
function repNcspElan4(style, input, output, widths) {
    const { hidden, branch, n = 1 } = widths;
    return {
        kind: "ELAN",
        cv1: conv_conv(style, input, hidden),
        cv2: conv_sequential(repCsp(style, Math.floor(hidden / 2), branch, n), conv_conv(style, branch, branch, { kernel: 3 })),
        cv3: conv_sequential(repCsp(style, branch, branch, n), conv_conv(style, branch, branch, { kernel: 3 })),
        cv4: conv_conv(style, hidden + 2 * branch, output),
    };
}
function elan1(style, input, output, widths) {
    const { hidden, branch } = widths;
    return {
        kind: "ELAN",
        cv1: conv_conv(style, input, hidden),
        cv2: conv_conv(style, Math.floor(hidden / 2), branch, { kernel: 3 }),
        cv3: conv_conv(style, branch, branch, { kernel: 3 }),
        cv4: conv_conv(style, hidden + 2 * branch, output),
    };
}
const v9_aConv = (style, input, output) => ({
    kind: "AConv",
    cv1: conv_conv(style, input, output, { kernel: 3, stride: 2, padding: 1 }),
});
function v9_aDown(style, input, output) {
    const [inHalf, outHalf] = [Math.floor(input / 2), Math.floor(output / 2)];
    return {
        kind: "ADown",
        cv1: conv_conv(style, inHalf, outHalf, { kernel: 3, stride: 2, padding: 1 }),
        cv2: conv_conv(style, inHalf, outHalf, { kernel: 1, stride: 1, padding: 0 }),
    };
}
const v9_sppElan = (style, input, output, options) => ({
    kind: "SPPELAN",
    cv1: conv_conv(style, input, options.hidden),
    kernel: options.kernel ?? 5,
    cv5: conv_conv(style, 4 * options.hidden, output),
});

;// CONCATENATED MODULE: ./lib/graph/layers/v10.js


const v10_scDown = (style, input, output, options) => ({
    kind: "SCDown",
    cv1: conv_conv(style, input, output),
    cv2: conv_conv(style, output, output, { ...options, groups: output, act: "none" }),
});
const v10_repVggDw = (style, channels) => ({
    kind: "RepVGGDW",
    conv: conv_conv(style, channels, channels, { kernel: 7, padding: 3, groups: channels, act: "none" }),
    conv1: conv_conv(style, channels, channels, { kernel: 3, padding: 1, groups: channels, act: "none" }),
});
function v10_cib(style, input, output, options = {}) {
    const hidden = Math.trunc(output * (options.expansion ?? 0.5));
    const wide = 2 * hidden;
    return {
        kind: "CIB",
        cv1: conv_sequential(conv_conv(style, input, input, { kernel: 3, groups: input }), conv_conv(style, input, wide), options.largeKernel ? v10_repVggDw(style, wide) : conv_conv(style, wide, wide, { kernel: 3, groups: wide }), conv_conv(style, wide, output), conv_conv(style, output, output, { kernel: 3, groups: output })),
        add: (options.shortcut ?? true) && input === output,
    };
}
function c2fCib(style, input, output, options = {}) {
    const { n = 1, shortcut = false, expansion = 0.5, largeKernel = false } = options;
    const inner = (hidden) => v10_cib(style, hidden, hidden, { shortcut, expansion: 1, largeKernel });
    return c2fOf(style, input, output, { n, expansion, inner });
}

;// CONCATENATED MODULE: ./lib/graph/rows/blocks.js










/** Arguments that the blocks of bottlenecks share: shortcut, groups, expansion. */
const csp = (row, shortcut) => ({
    n: row.n,
    shortcut: flag(row, 1, shortcut),
    groups: row_count(row, 2, 1),
    expansion: number(row, 3, 0.5),
});
function kernelsOf(row, index) {
    if (row.args[index] === undefined)
        return {};
    const [first = 3, second = 3] = numbers(row, index);
    return { kernels: [first, second] };
}
function sppfRow(row, output) {
    // Rows of at most a kernel predate the SPPF whose first convolution has no activation.
    const activated = row.args.length <= 2;
    const options = { kernel: row_count(row, 1, 5), pools: row_count(row, 2, 3), shortcut: flag(row, 3, false), activated };
    return pooling_sppf(row.style, row.input, output, options);
}
function c3k2Row(row, output) {
    // Medium and larger scales take C3k inside, whatever the row says.
    const inner = ["m", "l", "x"].includes(row.scale) || flag(row, 1, false);
    return c3k2(row.style, row.input, output, {
        n: row.n,
        c3k: inner,
        expansion: number(row, 2, 0.5),
        attention: flag(row, 3, false),
        groups: row_count(row, 4, 1),
        shortcut: flag(row, 5, true),
    });
}
const A2C2F_MOST = 8;
/** Channels of one attention head of an area block. */
const AREA_HEAD = 32;
function a2c2fRow(row, output) {
    // Large scales get a residual and a narrower MLP appended to what the row says.
    const full = { ...row, args: ["l", "x"].includes(row.scale) ? [...row.args, true, 1.2] : row.args };
    if (full.args.length > A2C2F_MOST)
        throw new BadArgument("scales l and x append two arguments, which are too many here.");
    const expansion = number(full, 5, 0.5);
    if (Math.trunc(output * expansion) % AREA_HEAD !== 0)
        throw new BadArgument(`half of its ${output} channels must be a multiple of ${AREA_HEAD}.`);
    return attention_a2c2f(row.style, row.input, output, {
        n: row.n,
        attention: flag(full, 1, true),
        // Only positive areas divide a map; files write -1 where no attention is asked for.
        area: number(full, 2, 1),
        residual: flag(full, 3, false),
        mlpRatio: number(full, 4, 2),
        expansion,
        groups: row_count(full, 6, 1),
        shortcut: flag(full, 7, true),
    });
}
/** The blocks that split their input around attention keep its width. */
function sameWidth(row, output) {
    if (row.input === output)
        return output;
    throw new BadArgument(`its output must be as wide as its input: ${output} channels of ${row.input}.`);
}
const TRANSFORMER_HEADS = 4;
function c3trRow(row, output) {
    const { n, expansion } = csp(row, true);
    const whole = c3Of(row.style, row.input, output, { n: 0, expansion, inner: () => ({ kind: "Identity" }) });
    const hidden = Math.trunc(output * expansion);
    if (hidden % TRANSFORMER_HEADS !== 0)
        throw new BadArgument(`half of its ${output} channels must be a multiple of ${TRANSFORMER_HEADS}.`);
    return { ...whole, m: transformerBlock(row.style, hidden, hidden, { heads: TRANSFORMER_HEADS, n }) };
}
/** Cross convolutions: a row, then a column. */
const CROSS = [
    [1, 3],
    [3, 1],
];
/** Blocks by their names in model files. */
const blocks_BLOCKS = {
    Bottleneck: scaled([1, 5], (row, output) => csp_bottleneck(row.style, row.input, output, {
        shortcut: flag(row, 1, true),
        groups: row_count(row, 2, 1),
        ...kernelsOf(row, 3),
        expansion: number(row, 4, 0.5),
    })),
    SPP: scaled([1, 2], (row, output) => pooling_spp(row.style, row.input, output, numbers(row, 1, [5, 9, 13]))),
    SPPF: scaled([1, 4], sppfRow),
    C1: stacked([1, 1], (row, output) => rare_c1(row.style, row.input, output, row.n)),
    C2: stacked([1, 4], (row, output) => csp_c2(row.style, row.input, output, csp(row, true))),
    C2f: stacked([1, 4], (row, output) => csp_c2f(row.style, row.input, output, csp(row, false))),
    C3: stacked([1, 4], (row, output) => csp_c3(row.style, row.input, output, csp(row, true))),
    C3x: stacked([1, 4], (row, output) => csp_c3(row.style, row.input, output, { ...csp(row, true), kernels: CROSS })),
    C3TR: stacked([1, 4], c3trRow),
    C3Ghost: stacked([1, 4], (row, output) => c3Ghost(row.style, row.input, output, csp(row, true))),
    BottleneckCSP: stacked([1, 4], (row, output) => rare_bottleneckCsp(row.style, row.input, output, csp(row, true))),
    RepC3: stacked([1, 2], (row, output) => hgnet_repC3(row.style, row.input, output, {
        n: row.n,
        expansion: number(row, 1, 1),
        inner: (channels) => v9_repConv(row.style, channels, channels),
    })),
    C3k2: stacked([1, 6], c3k2Row),
    C2fCIB: stacked([1, 5], (row, output) => c2fCib(row.style, row.input, output, {
        n: row.n,
        shortcut: flag(row, 1, false),
        largeKernel: flag(row, 2, false),
        groups: row_count(row, 3, 1),
        expansion: number(row, 4, 0.5),
    })),
    A2C2f: stacked([1, A2C2F_MOST], a2c2fRow),
    C2PSA: stacked([1, 2], (row, output) => attention_c2psa(row.style, sameWidth(row, output), { n: row.n, expansion: number(row, 1, 0.5) })),
    C2fPSA: stacked([1, 2], (row, output) => c2fPsa(row.style, sameWidth(row, output), { n: row.n, expansion: number(row, 1, 0.5) })),
    PSA: scaled([1, 2], (row, output) => attention_psa(row.style, sameWidth(row, output), number(row, 1, 0.5))),
    RepNCSPELAN4: scaled([3, 4], (row, output) => repNcspElan4(row.style, row.input, output, { hidden: row_count(row, 1), branch: row_count(row, 2), n: row_count(row, 3, 1) })),
    ELAN1: scaled([3, 3], (row, output) => elan1(row.style, row.input, output, { hidden: row_count(row, 1), branch: row_count(row, 2) })),
    SPPELAN: scaled([2, 3], (row, output) => v9_sppElan(row.style, row.input, output, { hidden: row_count(row, 1), kernel: row_count(row, 2, 5) })),
};
/** Modules after which heads have the newer, lighter class branch. */
const ENDS_LEGACY = new Set(["C3k2", "A2C2f", "C2fCIB"]);

;// CONCATENATED MODULE: ./lib/graph/rows/convolutions.js






const convolutions_strideOf = (row, index, standard = 1) => row_count(row, index, standard);
const transposed = (row, output) => {
    const plain = convTranspose2d(row.input, output, row_count(row, 1, 2), convolutions_strideOf(row, 2, 2), number(row, 3, 0));
    const normed = flag(row, 4, true);
    return rare_convTranspose({ ...plain, bias: !normed }, activation(row, 5));
};
const convolutions_gcd = (a, b) => (b === 0 ? a : convolutions_gcd(b, a % b));
const depthwiseTransposed = (row, output) => {
    const plain = convTranspose2d(row.input, output, row_count(row, 1, 1), convolutions_strideOf(row, 2), number(row, 3, 0));
    return { ...plain, groups: convolutions_gcd(row.input, output), outputPadding: number(row, 4, 0) };
};
const torchTransposed = (row, output) => {
    const plain = convTranspose2d(row.input, output, row_count(row, 1), convolutions_strideOf(row, 2), number(row, 3, 0));
    const outputPadding = number(row, 4, 0);
    const rest = { groups: row_count(row, 5, 1), bias: flag(row, 6, true), dilation: row_count(row, 7, 1) };
    return { ...plain, ...rest, ...(outputPadding === 0 ? {} : { outputPadding }) };
};
/** Convolutions by their names in model files. */
const CONVOLUTIONS = {
    Conv: scaled([1, 7], (row, output) => conv_conv(row.style, row.input, output, {
        kernel: kernel(row, 1),
        stride: convolutions_strideOf(row, 2),
        padding: padding(row, 3),
        groups: row_count(row, 4, 1),
        dilation: row_count(row, 5, 1),
        act: activation(row, 6),
    })),
    DWConv: scaled([1, 5], (row, output) => depthwise(row.style, row.input, output, {
        kernel: kernel(row, 1),
        stride: convolutions_strideOf(row, 2),
        dilation: row_count(row, 3, 1),
        act: activation(row, 4),
    })),
    GhostConv: scaled([1, 5], (row, output) => ghost_ghostConv(row.style, row.input, output, {
        kernel: row_count(row, 1, 1),
        stride: convolutions_strideOf(row, 2),
        groups: row_count(row, 3, 1),
        act: activation(row, 4),
    })),
    GhostBottleneck: scaled([1, 3], (row, output) => ghost_ghostBottleneck(row.style, row.input, output, { kernel: row_count(row, 1, 3), stride: convolutions_strideOf(row, 2) })),
    Focus: scaled([1, 6], (row, output) => layers_rare_focus(conv_conv(row.style, row.input * 4, output, {
        kernel: kernel(row, 1),
        stride: convolutions_strideOf(row, 2),
        padding: padding(row, 3),
        groups: row_count(row, 4, 1),
        act: activation(row, 5),
    }))),
    ConvTranspose: scaled([1, 6], transposed),
    DWConvTranspose2d: scaled([1, 5], depthwiseTransposed),
    "nn.ConvTranspose2d": scaled([2, 8], torchTransposed),
    SCDown: scaled([3, 3], (row, output) => v10_scDown(row.style, row.input, output, { kernel: row_count(row, 1), stride: convolutions_strideOf(row, 2) })),
    AConv: scaled([1, 1], (row, output) => v9_aConv(row.style, row.input, output)),
    ADown: scaled([1, 1], (row, output) => v9_aDown(row.style, row.input, output)),
    Conv2: literal([2, 8], (row) => rare_conv2(row.style, row_count(row, 0), row_count(row, 1), {
        kernel: kernel(row, 2, 3),
        stride: convolutions_strideOf(row, 3),
        padding: padding(row, 4),
        groups: row_count(row, 5, 1),
        dilation: row_count(row, 6, 1),
        act: activation(row, 7),
    })),
    RepConv: literal([2, 10], (row) => v9_repConv(row.style, row_count(row, 0), row_count(row, 1), {
        stride: convolutions_strideOf(row, 3),
        groups: row_count(row, 5, 1),
        act: activation(row, 7),
        identity: flag(row, 8, false),
    })),
    RepVGGDW: literal([1, 1], (row) => v10_repVggDw(row.style, row_count(row, 0))),
};

;// CONCATENATED MODULE: ./lib/graph/layers/heads.js

/** Box, class and extra branches of one set (one-to-many, or one-to-one). */
function branches(style, options) {
    const { classes, regMax, channels, legacy } = options;
    // Scored by text: as wide as its embedding.
    const scores = options.embedding ?? classes;
    const narrowest = channels[0] ?? 0;
    const boxHidden = Math.max(16, Math.floor(narrowest / 4), regMax * 4);
    const classHidden = Math.max(narrowest, Math.min(classes, 100));
    const box = (c) => conv_sequential(conv_conv(style, c, boxHidden, { kernel: 3 }), conv_conv(style, boxHidden, boxHidden, { kernel: 3 }), conv_conv2d(boxHidden, 4 * regMax));
    const plain = (c) => conv_sequential(conv_conv(style, c, classHidden, { kernel: 3 }), conv_conv(style, classHidden, classHidden, { kernel: 3 }), conv_conv2d(classHidden, scores));
    const light = (c) => conv_sequential(conv_sequential(depthwise(style, c, c, { kernel: 3 }), conv_conv(style, c, classHidden)), conv_sequential(depthwise(style, classHidden, classHidden, { kernel: 3 }), conv_conv(style, classHidden, classHidden)), conv_conv2d(classHidden, scores));
    return { boxes: channels.map(box), scores: channels.map(legacy ? plain : light) };
}
const plainExtra = (style, input, hidden, outputs) => conv_sequential(conv_conv(style, input, hidden, { kernel: 3 }), conv_conv(style, hidden, hidden, { kernel: 3 }), conv_conv2d(hidden, outputs));
/** Sigma of two coordinates a keypoint. */
const SIGMAS_PER_KEYPOINT = 2;
function poseWithFlow(style, options, outputs) {
    const { channels, keypoints = 17 } = options;
    const hidden = Math.max(Math.floor((channels[0] ?? 0) / 4), outputs + keypoints * SIGMAS_PER_KEYPOINT);
    return {
        extras: channels.map((c) => conv_sequential(conv_conv(style, c, hidden, { kernel: 3 }), conv_conv(style, hidden, hidden, { kernel: 3 }))),
        keypoints: channels.map(() => conv_conv2d(hidden, outputs)),
        sigmas: channels.map(() => conv_conv2d(hidden, keypoints * SIGMAS_PER_KEYPOINT)),
    };
}
const heads_proto = (style, input, hidden, outputs) => ({
    kind: "Proto",
    cv1: conv_conv(style, input, hidden, { kernel: 3 }),
    upsample: convTranspose2d(hidden, hidden),
    cv2: conv_conv(style, hidden, hidden, { kernel: 3 }),
    cv3: conv_conv(style, hidden, outputs),
});
function heads_proto26(style, options, hidden, outputs) {
    const [first = 0, ...others] = options.channels;
    return {
        kind: "Proto26",
        cv1: conv_conv(style, hidden, hidden, { kernel: 3 }),
        upsample: convTranspose2d(hidden, hidden),
        cv2: conv_conv(style, hidden, hidden, { kernel: 3 }),
        cv3: conv_conv(style, hidden, outputs),
        refine: others.map((c) => conv_conv(style, c, first)),
        fuse: conv_conv(style, first, hidden, { kernel: 3 }),
        semantic: conv_sequential(conv_conv(style, first, hidden, { kernel: 3 }), conv_conv(style, hidden, hidden, { kernel: 3 }), conv_conv2d(hidden, options.classes)),
    };
}
/** Six couplings, each with a network for scale and one for translation, 64 wide inside. */
const FLOW = { kind: "Flow", couplings: 6, hidden: 64 };
function extraFields(style, options) {
    const { extra, channels, endToEnd } = options;
    if (extra === undefined)
        return {};
    const first = channels[0] ?? 0;
    if (extra.kind === "pose26") {
        const many = poseWithFlow(style, options, extra.outputs);
        if (!endToEnd)
            return { extra, extras: many.extras, flow: FLOW, keypoints: many.keypoints, sigmas: many.sigmas };
        const one = poseWithFlow(style, options, extra.outputs);
        return {
            extra,
            extras: many.extras,
            oneToOneExtras: one.extras,
            flow: FLOW,
            keypoints: many.keypoints,
            sigmas: many.sigmas,
            oneToOneKeypoints: one.keypoints,
            oneToOneSigmas: one.sigmas,
        };
    }
    const hidden = Math.max(Math.floor(first / 4), extra.outputs);
    const branch = () => channels.map((c) => plainExtra(style, c, hidden, extra.outputs));
    const protoHidden = options.protoHidden ?? 256;
    const masks = extra.kind === "segment"
        ? { proto: heads_proto(style, first, protoHidden, extra.outputs) }
        : extra.kind === "segment26"
            ? { proto: heads_proto26(style, options, protoHidden, extra.outputs) }
            : {};
    return { extra, ...masks, extras: branch(), ...(endToEnd ? { oneToOneExtras: branch() } : {}) };
}
/** The detect head and its segment, pose and oriented forms. */
function detect(style, options) {
    const { classes, regMax, endToEnd, channels } = options;
    const many = branches(style, options);
    const one = endToEnd ? branches(style, options) : undefined;
    return {
        kind: "Detect",
        classes,
        regMax,
        endToEnd,
        channels,
        ...many,
        ...(regMax > 1 ? { dfl: conv_conv2d(regMax, 1, { bias: false, frozen: true }) } : {}),
        ...(one === undefined ? {} : { oneToOneBoxes: one.boxes, oneToOneScores: one.scores }),
        ...extraFields(style, options),
    };
}
/** Width of the last convolution of a classifier: that of EfficientNet-B0, as Ultralytics has it. */
const CLASSIFY_HIDDEN = 1280;
function classify(style, input, options) {
    const { classes, ...convolution } = options;
    return {
        kind: "Classify",
        conv: conv_conv(style, input, CLASSIFY_HIDDEN, convolution),
        linear: { kind: "Linear", in: CLASSIFY_HIDDEN, out: classes },
    };
}
function semanticSegment(style, classes, channels) {
    const [first = 0, second] = channels;
    const branch = (c) => conv_sequential(conv_conv(style, c, first, { kernel: 3 }), conv_conv2d(first, classes));
    return {
        kind: "SemanticSegment",
        classes,
        channels,
        main: branch(first),
        ...(second === undefined ? {} : { aux: branch(second) }),
    };
}
function depth(style, width, channels) {
    const half = Math.floor(width / 2);
    const quarter = Math.floor(width / 4);
    return {
        kind: "Depth",
        channels,
        project: channels.map((c) => conv_conv(style, c, width)),
        refine: channels
            .slice(1)
            .map(() => conv_sequential(conv_conv(style, width, width, { kernel: 3 }), conv_conv(style, width, width, { kernel: 3 }))),
        head: conv_sequential(conv_conv(style, width, half, { kernel: 3 }), convTranspose2d(half, half), conv_conv(style, half, quarter, { kernel: 3 }), conv_conv2d(quarter, 1)),
    };
}

;// CONCATENATED MODULE: ./lib/graph/layers/rtdetr.js


/** Linear layers of these widths one after the other, ReLU between. */
const rtdetr_perceptron = (...widths) => ({
    kind: "MLP",
    layers: widths.slice(1).map((width, i) => transformer_linear(widths[i] ?? width, width)),
});
/** A box: centre, width, height. */
const BOX = 4;
function rtdetr_deformableLayer(options) {
    const { hidden, heads, feedForward } = options;
    const samples = heads * options.channels.length * options.points;
    return {
        kind: "DeformableLayer",
        attention: transformer_multiheadAttention(hidden, heads),
        norm1: transformer_layerNorm(hidden),
        offsets: transformer_linear(hidden, samples * 2),
        weights: transformer_linear(hidden, samples),
        value: transformer_linear(hidden, hidden),
        output: transformer_linear(hidden, hidden),
        norm2: transformer_layerNorm(hidden),
        linear1: transformer_linear(hidden, feedForward),
        linear2: transformer_linear(feedForward, hidden),
        norm3: transformer_layerNorm(hidden),
    };
}
/** The decoder of RT-DETR, the head of its models. */
function rtdetr_rtdetrDecoder(options) {
    const { classes, channels, hidden, queries, points, heads, feedForward, denoising } = options;
    const project = (c) => conv_sequential(conv_conv2d(c, hidden, { bias: false }), { kind: "BatchNorm2d", channels: hidden });
    const box = () => rtdetr_perceptron(hidden, hidden, hidden, BOX);
    return {
        kind: "RTDETRDecoder",
        ...{ classes, channels, hidden, queries, points, heads, feedForward, denoising },
        project: channels.map(project),
        layers: repeat(options.layers, () => rtdetr_deformableLayer(options)),
        denoisingEmbedding: { kind: "Embedding", count: classes, width: hidden },
        ...(options.learntQueries ? { queryEmbedding: { kind: "Embedding", count: queries, width: hidden } } : {}),
        queryPosition: rtdetr_perceptron(BOX, 2 * hidden, hidden),
        encoderOutput: conv_sequential(transformer_linear(hidden, hidden), transformer_layerNorm(hidden)),
        encoderScore: transformer_linear(hidden, classes),
        encoderBox: box(),
        scores: repeat(options.layers, () => transformer_linear(hidden, classes)),
        boxes: repeat(options.layers, box),
    };
}

;// CONCATENATED MODULE: ./lib/graph/rows/heads.js



const detectOptions = (row) => ({
    classes: row_count(row, 0),
    regMax: row.regMax,
    endToEnd: row.endToEnd,
    channels: row.inputs,
    legacy: row.legacy,
});
const heads_segment = (kind) => joining([3, 3], (row) => {
    const extra = { kind, outputs: row_count(row, 1) };
    return detect(row.style, { ...detectOptions(row), extra, protoHidden: row.width(row_count(row, 2)) });
});
const pose = (kind) => joining([2, 2], (row) => {
    const [keypoints = 17, dimensions = 3] = numbers(row, 1);
    return detect(row.style, { ...detectOptions(row), extra: { kind, outputs: keypoints * dimensions }, keypoints });
});
const oriented = (kind) => joining([2, 2], (row) => detect(row.style, { ...detectOptions(row), extra: { kind, outputs: row_count(row, 1) } }));
function decoder(row) {
    absent(row, 7, "an activation");
    return rtdetr_rtdetrDecoder({
        classes: row_count(row, 0),
        channels: row.inputs,
        hidden: row_count(row, 1, 256),
        queries: row_count(row, 2, 300),
        points: row_count(row, 3, 4),
        heads: row_count(row, 4, 8),
        layers: row_count(row, 5, 6),
        feedForward: row_count(row, 6, 1024),
        denoising: row_count(row, 9, 100),
        learntQueries: flag(row, 12, false),
    });
}
/** YOLOv10's head: both branches, sixteen bins and the light class branch, whatever the file says. */
const V10 = { regMax: 16, endToEnd: true, legacy: false };
/** Its width is the number of classes: never scaled. */
const classifier = literal([1, 5], (row) => classify(row.style, row.input, {
    classes: row_count(row, 0),
    kernel: kernel(row, 1),
    stride: row_count(row, 2, 1),
    padding: padding(row, 3),
    groups: row_count(row, 4, 1),
}));
/** Heads by their names in model files. */
const heads_HEADS = {
    Detect: joining([1, 1], (row) => detect(row.style, detectOptions(row))),
    v10Detect: joining([1, 1], (row) => detect(row.style, { ...detectOptions(row), ...V10 })),
    Segment: heads_segment("segment"),
    Segment26: heads_segment("segment26"),
    Pose: pose("pose"),
    Pose26: pose("pose26"),
    OBB: oriented("obb"),
    OBB26: oriented("obb26"),
    Classify: classifier,
    SemanticSegment: joining([1, 1], (row) => semanticSegment(row.style, row_count(row, 0), row.inputs)),
    Depth: joining([1, 2], (row) => depth(row.style, row_count(row, 0), row.inputs)),
    RTDETRDecoder: joining([1, 13], decoder),
};

;// CONCATENATED MODULE: ./lib/graph/layers/text.js




/** C2f with one more part, which looks at the text. */
function c2fAttn(style, input, output, options) {
    const { n, embedding, heads, guide, hidden, shortcut, groups } = options;
    return {
        kind: "C2fAttn",
        cv1: conv_conv(style, input, 2 * hidden),
        cv2: conv_conv(style, (3 + n) * hidden, output),
        m: repeat(n, () => csp_bottleneck(style, hidden, hidden, { shortcut, groups, expansion: 1 })),
        attention: {
            kind: "MaxSigmoidAttention",
            heads,
            ...(hidden === embedding ? {} : { embed: conv_conv(style, hidden, embedding, { act: "none" }) }),
            guide: transformer_linear(guide, embedding),
            project: conv_conv(style, hidden, hidden, { kernel: 3, act: "none" }),
        },
    };
}
function imagePoolingAttn(channels, options) {
    const { embedding, text, scaled } = options;
    const normed = (width) => conv_sequential(transformer_layerNorm(width), transformer_linear(width, embedding));
    return {
        kind: "ImagePoolingAttn",
        query: normed(text),
        key: normed(embedding),
        value: normed(embedding),
        project: transformer_linear(embedding, text),
        scaled,
        projections: channels.map((c) => conv_conv2d(c, embedding)),
    };
}
const contrast = ({ normed, channels, embedding }) => channels.map(() => ({
    kind: "ContrastiveHead",
    ...(normed ? { norm: { kind: "BatchNorm2d", channels: embedding } } : {}),
}));
/** The head of YOLO-World. */
function worldDetect(style, options) {
    const { classes, regMax, endToEnd, embedding, channels } = options;
    const many = branches(style, { ...options, legacy: true });
    const one = endToEnd ? branches(style, { classes, regMax, channels, legacy: options.legacy }) : undefined;
    return {
        kind: "TextDetect",
        ...{ classes, regMax, endToEnd, embedding, channels },
        ...many,
        ...integral(regMax),
        ...(one === undefined ? {} : { oneToOneBoxes: one.boxes, oneToOneScores: one.scores }),
        contrast: contrast(options),
    };
}
const integral = (regMax) => (regMax > 1 ? { dfl: conv_conv2d(regMax, 1, { bias: false, frozen: true }) } : {});
/** Channels inside the visual prompt encoder. */
const PROMPT_CHANNELS = 16;
/** A gated feed-forward network four times as wide, half of it the gate. */
const TEXT_EXPANSION = 4;
function visualPrompts(style, options) {
    const { channels, classes, embedding } = options;
    const width = Math.max(channels[0] ?? 0, Math.min(classes, 100));
    // Levels but the largest map are enlarged to it, two and four times.
    const enlarged = (level) => level === 1 || level === 2 ? { kind: "Upsample", factor: 2 * level } : { kind: "Identity" };
    const three = (input) => conv_conv(style, input, width, { kernel: 3 });
    return {
        kind: "VisualPrompts",
        cv1: channels.map((c, level) => conv_sequential(three(c), three(width), enlarged(level))),
        cv2: channels.map((c, level) => conv_sequential(conv_conv(style, c, width), enlarged(level))),
        cv3: conv_conv2d(3 * width, embedding),
        cv4: conv_conv2d(3 * width, PROMPT_CHANNELS, { kernel: 3, padding: 1 }),
        cv5: conv_conv2d(1, PROMPT_CHANNELS, { kernel: 3, padding: 1 }),
        cv6: conv_sequential(conv_conv(style, 2 * PROMPT_CHANNELS, PROMPT_CHANNELS, { kernel: 3 }), conv_conv2d(PROMPT_CHANNELS, PROMPT_CHANNELS, { kernel: 3, padding: 1 })),
    };
}
function maskFields(style, options, { kind, coefficients, hidden }) {
    const { channels, endToEnd } = options;
    const [first = 0] = channels;
    const width = Math.max(Math.floor(first / 4), coefficients);
    const branch = () => channels.map((c) => plainExtra(style, c, width, coefficients));
    return {
        proto: kind === "segment" ? heads_proto(style, first, hidden, coefficients) : heads_proto26(style, options, hidden, coefficients),
        masks: branch(),
        ...(endToEnd ? { oneToOneMasks: branch() } : {}),
    };
}
/** The head of YOLOE, with or without masks. */
function yoloeDetect(style, options, masks) {
    const { classes, regMax, endToEnd, embedding, channels } = options;
    const many = branches(style, options);
    const one = endToEnd ? branches(style, options) : undefined;
    return {
        kind: "TextDetect",
        ...{ classes, regMax, endToEnd, embedding, channels },
        ...many,
        ...integral(regMax),
        ...(one === undefined ? {} : { oneToOneBoxes: one.boxes, oneToOneScores: one.scores }),
        contrast: contrast(options),
        ...(endToEnd ? { oneToOneContrast: contrast(options) } : {}),
        text: {
            kind: "TextPrompts",
            widen: transformer_linear(embedding, TEXT_EXPANSION * embedding),
            narrow: transformer_linear((TEXT_EXPANSION / 2) * embedding, embedding),
        },
        visual: visualPrompts(style, options),
        ...(masks === undefined ? {} : maskFields(style, options, masks)),
    };
}

;// CONCATENATED MODULE: ./lib/graph/rows/text.js


/** Length of CLIP's text embeddings. */
const TEXT = 512;
/** The cap of attention heads: half the most channels, 32 to a head. */
const HEAD_CHANNELS = 32;
/** Attention heads are capped and scaled as channels are, without rounding up. */
function headsOf(row) {
    const heads = row_count(row, 2);
    if (heads === 1)
        return heads;
    const { width, maxChannels } = row.multiples;
    const cap = Math.floor(Math.floor(maxChannels / 2) / HEAD_CHANNELS);
    return Math.trunc(Math.max(Math.min(heads, cap) * width, 1));
}
function c2fAttnRow(row, output) {
    const hidden = Math.trunc(output * number(row, 6, 0.5));
    const heads = headsOf(row);
    if (hidden % heads !== 0)
        throw new BadArgument(`its ${hidden} inner channels can't be divided into ${heads} heads.`);
    const options = { guide: row_count(row, 3, TEXT), shortcut: flag(row, 4, false), groups: row_count(row, 5, 1) };
    return c2fAttn(row.style, row.input, output, { n: row.n, embedding: hidden, heads, hidden, ...options });
}
const options = (row, at) => ({
    classes: row_count(row, 0),
    regMax: row.regMax,
    endToEnd: row.endToEnd,
    channels: row.inputs,
    legacy: row.legacy,
    embedding: row_count(row, at, TEXT),
    normed: flag(row, at + 1, true),
});
const text_masked = (kind) => joining([5, 5], (row) => {
    const masks = { kind, coefficients: row_count(row, 1), hidden: row.width(row_count(row, 2)) };
    return yoloeDetect(row.style, options(row, 3), masks);
});
/** Blocks that look at the text. */
const TEXT_BLOCKS = {
    C2fAttn: stacked([3, 7], c2fAttnRow),
    ImagePoolingAttn: joining([1, 5], (row) => imagePoolingAttn(row.inputs, { embedding: row_count(row, 0), text: row_count(row, 1, TEXT), scaled: flag(row, 4, false) })),
};
/** Heads that score by text. */
const TEXT_HEADS = {
    WorldDetect: joining([3, 3], (row) => worldDetect(row.style, options(row, 1))),
    YOLOEDetect: joining([3, 3], (row) => yoloeDetect(row.style, options(row, 1))),
    YOLOESegment: text_masked("segment"),
    YOLOESegment26: text_masked("segment26"),
};

;// CONCATENATED MODULE: ./lib/graph/rows/torch.js


function zeroPad(row) {
    const value = row.args[0];
    const sides = typeof value === "number" ? [value, value, value, value] : numbers(row, 0);
    const [left = 0, right = 0, top = 0, bottom = 0] = sides;
    return { kind: "ZeroPad2d", left, right, top, bottom };
}
function torch_upsample(row) {
    absent(row, 0, "a fixed size");
    const mode = row.args[2] ?? "nearest";
    if (mode !== "nearest")
        throw new UnsupportedArgument(`argument 3: the estimate knows only nearest, not ${String(mode)}.`);
    return { kind: "Upsample", factor: number(row, 1) };
}
const pool = (kind) => literal([1, 6], (row) => {
    for (const index of [3, 4, 5])
        absent(row, index, "a further option of the pooling");
    const size = row_count(row, 0);
    return { kind, kernel: size, stride: row_count(row, 1, size), padding: number(row, 2, 0) };
});
const activations = [
    "SiLU",
    "ReLU",
    "LeakyReLU",
    "Hardswish",
    "GELU",
    "Mish",
    "Sigmoid",
];
function torch_convolution(row) {
    const groups = row_count(row, 6, 1);
    const options = {
        kernel: kernel(row, 2),
        stride: row_count(row, 3, 1),
        padding: padding(row, 4) ?? 0,
        dilation: row_count(row, 5, 1),
    };
    return conv_conv2d(row_count(row, 0), row_count(row, 1), { ...options, groups, bias: flag(row, 7, true) });
}
function adaptive(row) {
    const value = row.args[0];
    const [height = 1, width = 1] = typeof value === "number" ? [value, value] : numbers(row, 0);
    return { kind: "AdaptiveAvgPool2d", size: [height, width] };
}
const torch_sum = (widths) => widths.reduce((total, width) => total + width, 0);
/** Joins, and modules of torch.nn. The parser takes their arguments as written and counts on with the channels they read. */
const TORCH = {
    Concat: joining([0, 1], (row) => {
        if (number(row, 0, 1) !== 1)
            throw new UnsupportedArgument("argument 1: the estimate knows only joins of channels, 1.");
        return { kind: "Concat" };
    }, (row) => torch_sum(row.inputs)),
    "nn.Upsample": literal([1, 5], torch_upsample),
    "nn.MaxPool2d": pool("MaxPool2d"),
    "nn.AvgPool2d": pool("AvgPool2d"),
    "nn.AdaptiveAvgPool2d": literal([1, 1], adaptive),
    "nn.ZeroPad2d": literal([1, 1], zeroPad),
    "nn.Identity": literal([0, Number.POSITIVE_INFINITY], () => ({ kind: "Identity" })),
    "nn.Conv2d": literal([3, 8], torch_convolution),
    "nn.BatchNorm2d": literal([0, Number.POSITIVE_INFINITY], (row) => ({ kind: "BatchNorm2d", channels: row.input }), (row) => row.previous),
    "nn.Dropout": literal([0, 2], (row) => ({ kind: "Dropout", p: number(row, 0, 0.5) })),
    ...Object.fromEntries(activations.map((act) => [`nn.${act}`, literal([0, 2], () => ({ kind: "Activate", act }))])),
};

;// CONCATENATED MODULE: ./lib/graph/modules.js






/** Module name in a model file -> what it builds. Names and argument orders are those of Ultralytics' parser. */
const MODULES = new Map([CONVOLUTIONS, blocks_BLOCKS, BACKBONES, TORCH, TEXT_BLOCKS, heads_HEADS, TEXT_HEADS].flatMap((group) => Object.entries(group)));
/** Is a module of this name the end of a model? */
const isHeadModule = (name) => Object.hasOwn(heads_HEADS, name) || Object.hasOwn(TEXT_HEADS, name);

;// CONCATENATED MODULE: ./lib/graph/rounding.js
/** Python's round(): halves go to the even neighbour. Depth multiples are applied with it. */
function rounding_roundHalfEven(x) {
    const floor = Math.floor(x);
    const rest = x - floor;
    if (rest !== 0.5)
        return Math.round(x);
    return floor % 2 === 0 ? floor : floor + 1;
}
/** The next multiple of 8 (Ultralytics rounds scaled channel counts up to it). */
const divisibleBy8 = (x) => Math.ceil(x / 8) * 8;

;// CONCATENATED MODULE: ./lib/graph/multiples.js

function multiplesOf({ description, scale }) {
    const { scales = {} } = description;
    const letter = scale || Object.keys(scales)[0] || "";
    const asked = Object.hasOwn(scales, letter) ? scales[letter] : undefined;
    // Without scales the parser reads the multiples, but never a top-level max_channels.
    const written = [description.depthMultiple ?? 1, description.widthMultiple ?? 1, Number.POSITIVE_INFINITY];
    const [depth, width, maxChannels] = asked ?? Object.values(scales)[0] ?? written;
    const channels = (wanted) => divisibleBy8(Math.min(wanted, maxChannels) * width);
    const missing = asked === undefined && Object.keys(scales).length > 0;
    return { scale: letter, depth, width, maxChannels, channels, ...(missing ? { unknownScale: letter } : {}) };
}

;// CONCATENATED MODULE: ./lib/graph/resolve.js
/**
 * Texts in a row that stand for values: the parser's own names and Python literals. Other top-level keys of the file are
 * none of them. https://github.com/ultralytics/ultralytics/blob/v8.4.190/ultralytics/nn/tasks.py (parse_model)
 */
function resolver(description, { classes, multiples }) {
    const names = new Map([
        ["nc", classes],
        ["kpt_shape", description.keypoints ?? null],
        ["reg_max", description.regMax ?? 16],
        ["end2end", description.endToEnd ?? null],
        ["scale", multiples.scale],
        ["depth", multiples.depth],
        ["width", multiples.width],
        ["max_channels", multiples.maxChannels],
        ["None", null],
        ["True", true],
        ["False", false],
    ]);
    return (value) => {
        if (typeof value !== "string")
            return value;
        const named = names.get(value);
        return named === undefined ? resolve_literal(value) : named;
    };
}
/** Numbers and lists of numbers as Python writes them; any other text stays one. */
function resolve_literal(text) {
    if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text))
        return Number(text);
    if (!/^[[(][\d\s.,-]*[\])]$/.test(text))
        return text;
    return text
        .slice(1, -1)
        .split(",")
        .filter((item) => item.trim() !== "")
        .map(Number);
}

;// CONCATENATED MODULE: ./lib/graph/build.js









const DEFAULT_REG_MAX = 16;
const RGB = 3;
const sourcesOf = (from) => (typeof from === "number" ? [from] : from);
const counted = (n) => (n === 1 ? "1 argument" : `${n} arguments`);
/** One pass over the rows of a description. Mistakes are collected; a row that reads a mistaken one is not blamed for it. */
class Builder {
    reasons = [];
    layers = [];
    saved = new Set();
    #description;
    #multiples;
    #fixed;
    #resolve;
    /** Channels that the parser counts, by row; undefined after a mistake. */
    #channels = [];
    #legacy = true;
    constructor(model, classes, options) {
        const { description } = model;
        this.#description = description;
        this.#multiples = options.multiples;
        this.#fixed = {
            style: { act: options.act },
            classes,
            scale: options.multiples.scale,
            regMax: description.regMax ?? DEFAULT_REG_MAX,
            endToEnd: description.endToEnd ?? false,
            multiples: options.multiples,
            width: options.multiples.channels,
        };
        this.#resolve = resolver(description, { classes, multiples: options.multiples });
    }
    blame(code, message, options) {
        const place = options.place ?? this.#description.place;
        const { remedy } = options;
        this.reasons.push({
            code,
            message,
            ...(remedy === undefined ? {} : { remedy }),
            ...(place === undefined ? {} : { place }),
        });
    }
    add(row) {
        const index = this.#channels.length;
        const module = MODULES.get(row.module);
        const what = `Layer ${index} (${row.module})`;
        if (module === undefined) {
            this.blame("unknown-layer", `${what} is not a layer that the estimate knows.`, {
                place: row.place,
                remedy: "Measure this run on a GPU with smoke/measure.py.",
            });
            this.#channels.push(undefined);
            return;
        }
        const inputs = this.#inputs(row, module, what);
        if (ENDS_LEGACY.has(row.module))
            this.#legacy = false;
        const args = row.args.map(this.#resolve);
        const built = this.#counts(row, { module, args, what }) && inputs && this.#build(row, { module, inputs, args, what });
        const [width] = args;
        const said = module.scaled && typeof width === "number" ? this.#multiples.channels(width) : undefined;
        this.#channels.push(built || said);
        // As the parser notes them: negative references count from this layer, -1 is never kept.
        for (const from of sourcesOf(row.from))
            if (from !== -1)
                this.saved.add(from < 0 ? index + from : from);
    }
    /** Channels of each input; undefined where one is missing or was mistaken. */
    #inputs(row, module, what) {
        const index = this.#channels.length;
        const list = typeof row.from !== "number";
        if (list !== (module.reads === "several")) {
            const reads = module.reads === "several" ? "a list of layers, such as [-1]" : "one layer, not a list";
            this.blame("bad-model-row", `${what} reads ${reads}.`, { place: row.place });
            return undefined;
        }
        const known = index === 0 ? [this.#description.inputChannels ?? RGB] : this.#channels;
        const missing = sourcesOf(row.from).filter((from) => !Number.isInteger(from) || from >= known.length || from < -known.length);
        for (const from of missing) {
            const message = `${what} reads layer ${from}, which does not come before it.`;
            this.blame("bad-model-row", message, { place: row.place, remedy: `Layers ${-known.length} to ${index - 1} do.` });
        }
        const inputs = sourcesOf(row.from).map((from) => known.at(from));
        return missing.length > 0 || inputs.includes(undefined) ? undefined : inputs;
    }
    /** Whether the row has as many arguments as its module takes. */
    #counts(row, { module, args, what }) {
        const { fewest, most } = module;
        if (args.length >= fewest && args.length <= most)
            return true;
        const takes = args.length < fewest ? `at least ${counted(fewest)}` : `at most ${counted(most)}`;
        this.blame("bad-model-row", `${what}: it takes ${takes}, not ${args.length}.`, { place: row.place });
        return false;
    }
    /** Builds the layer; yields its channels, or undefined where it can't be built. */
    #build(row, { module, inputs, args, what }) {
        const input = inputs[0] ?? 0;
        const n = row.repeats > 1 ? Math.max(rounding_roundHalfEven(row.repeats * this.#multiples.depth), 1) : row.repeats;
        const previous = this.#channels.at(-1) ?? input;
        const place = row.place === undefined ? {} : { place: row.place };
        try {
            const built = module.build({ ...this.#fixed, legacy: this.#legacy, input, inputs, previous, n, args });
            this.layers.push({ index: this.#channels.length, from: row.from, module: row.module, ...built, ...place });
            return built.outChannels;
        }
        catch (error) {
            if (!(error instanceof BadArgument))
                throw error;
            const code = error instanceof UnsupportedArgument ? "unsupported-argument" : "bad-model-row";
            this.blame(code, `${what}: ${error.message}`, { place: row.place });
            return undefined;
        }
    }
    /** What only the whole shows: that it ends in a head, and that the maps fit together. */
    check(inputChannels, rows) {
        if (this.reasons.length > 0)
            return;
        const last = rows.at(-1);
        if (last === undefined || !isHeadModule(last.module)) {
            const message = last === undefined ? "The model has no layers." : `The model ends in a ${last.module}, which is no head.`;
            this.blame("model-without-head", message, { place: last?.place });
            return;
        }
        rowShapes(this.layers, { channels: inputChannels, height: PROBE, width: PROBE }, (row, message) => this.blame("bad-model-row", `Layer ${row.index} (${row.module}): ${message}`, { place: row.place }));
    }
}
/** The module tree of a model with so many classes: what Ultralytics' parser would build of the same rows. */
function buildGraph(model, classes) {
    const { description } = model;
    const multiples = multiplesOf(model);
    const act = activationOf(description.activation);
    const builder = new Builder(model, classes, { act: act ?? "SiLU", multiples });
    const place = description.place;
    if (act === undefined)
        builder.blame("unknown-activation", `The activation ${description.activation} is not one that the estimate knows.`, { place });
    if (multiples.unknownScale !== undefined) {
        const remedy = `It has ${Object.keys(description.scales ?? {}).join(", ")}.`;
        builder.blame("unknown-scale", `${description.name} has no scale ${multiples.unknownScale}.`, { place, remedy });
    }
    const rows = [...description.backbone, ...description.head];
    for (const row of rows)
        builder.add(row);
    const inputChannels = description.inputChannels ?? RGB;
    builder.check(inputChannels, rows);
    const { layers, saved, reasons } = builder;
    const [first] = reasons;
    if (first !== undefined)
        return { unknown: first, all: reasons };
    const parameters = layers.reduce((sum, row) => sum + tensors_parameterCount(row.layer), 0);
    return { graph: { model, classes, inputChannels, layers, saved, parameters } };
}

;// CONCATENATED MODULE: ./lib/graph/models/names.js
/** Where the package keeps its model files: any end of `ultralytics/cfg/models/v8/` that has the last folder. */
const SHIPPED = /^(?:(?:(?:.*[/\\])?cfg[/\\])?models[/\\])?(?:v\d+|11|12|26|rt-detr)[/\\]$/;
/** Weights may lie in any folder, into which they are downloaded; a model file is known by its name or where the package keeps it. */
function partsOf(name) {
    const slash = Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\"));
    const folder = name.slice(0, slash + 1);
    const file = name.slice(slash + 1);
    const extension = file.endsWith(".pt") ? ".pt" : file.endsWith(".yaml") ? ".yaml" : "";
    if (extension !== ".pt" && folder !== "" && !SHIPPED.test(folder))
        return undefined;
    return { stem: file.slice(0, file.length - extension.length), extension };
}
/** Data sets and ways of training that weights are named for; the architecture is that of the name without them. */
const WEIGHTS_OF = /-(?:oiv7|objv1-150|objv1(?=-seg$)|distill|ade20k|grayscale)/;
/**
 * Other names of the same architecture: `yolov5n6u` is YOLOv5n in its six-level form with the head of YOLOv8 ("u"),
 * and today's Ultralytics reads `yolov5n.pt` as `yolov5nu.pt`.
 */
function canonical(stem) {
    return stem
        .replace(/^(yolov3(?:-spp|-tiny)?|yolov5[nslmx]6?)u$/, "$1")
        .replace(/^(yolov[58][nslmx])6(?=$|-)/, "$1-p6")
        .replace(/^(yolov8[nslmx])-p6-(pose|seg)$/, "$1-$2-p6")
        .replace(WEIGHTS_OF, "");
}
const SCALED = /^(yolo(?:v|e-v|e-)?\d+)([nslmx])(.*)$/;
/** The description that a name means, among `models` by name, with its scale. */
function lookUp(models, name) {
    const written = partsOf(name);
    if (written === undefined)
        return undefined;
    const stem = canonical(written.stem);
    const whole = models.get(stem);
    if (whole)
        return unscaled(whole, written, name);
    const [, family = "", scale = "", suffix = ""] = SCALED.exec(stem) ?? [];
    const description = models.get(family + suffix);
    if (!description?.scales || !(scale in description.scales))
        return undefined;
    return { description, scale, written: name };
}
/** `yolov8.yaml` is its first scale; there are no weights of that name. */
function unscaled(description, { extension }, written) {
    const scales = Object.keys(description.scales ?? {});
    if (extension !== ".yaml" && scales.length > 1)
        return undefined;
    return { description, scale: scales[0] ?? "", written };
}
/** Every name that a description answers to, without extension: `yolov8n-seg`, `rtdetr-l`. */
function namesOf({ name, scales }) {
    const letters = Object.keys(scales ?? {});
    if (letters.length < 2)
        return [name];
    return letters.map((letter) => name.replace(/\d+/, (digits) => `${digits}${letter}`));
}
/** Levenshtein: insertions, deletions and replacements that make `b` of `a`. */
function editDistance(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (const [i, letter] of [...a].entries()) {
        const next = [i + 1];
        for (const [j, other] of [...b].entries()) {
            const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
            next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
        }
        row = next;
    }
    return row.at(-1) ?? 0;
}
/** A typing mistake has a few letters wrong; with more it is another word. */
const MOST_MISTAKES = 3;
const MOST_SUGGESTIONS = 3;
/** The names nearest to `name`, with the extension that it has or should have. */
function nearestOf(names, name) {
    const file = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
    const [, stem = file, extension = ""] = /^(.*?)(\.pt|\.ya?ml)?$/i.exec(file) ?? [];
    const proper = extension.toLowerCase().replace("yml", "yaml");
    return names
        .map((candidate) => ({ candidate, distance: editDistance(stem.toLowerCase(), candidate) }))
        .filter(({ distance }) => distance <= MOST_MISTAKES)
        .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
        .slice(0, MOST_SUGGESTIONS)
        .map(({ candidate }) => candidate + proper);
}

;// CONCATENATED MODULE: ./lib/graph/models/entry.js
/** Classes of COCO, of ImageNet and of Cityscapes, on which the published weights were trained. */
const COCO_CLASSES = 80;
const entry_IMAGENET_CLASSES = 1000;
const CITYSCAPES_CLASSES = 19;
/** Seventeen points of a person, each x, y and visibility. */
const COCO_KEYPOINTS = [17, 3];
/** Mask coefficients and hidden prototype channels of all published segment heads. */
const MASKS = [32, 256];
const headed = (module, ...args) => {
    return (net, inputs) => net.add(module, ["nc", ...args], { from: inputs });
};
/** The four endings that read a pyramid. `generation` 26 has heads of its own. */
function pyramidEndings(generation, poseClasses) {
    const coco = { classes: COCO_CLASSES };
    return [
        { suffix: "", task: "detect", ...coco, head: headed("Detect") },
        { suffix: "-seg", task: "segment", ...coco, head: headed(`Segment${generation}`, ...MASKS) },
        {
            suffix: "-pose",
            task: "pose",
            classes: poseClasses,
            facts: { keypoints: COCO_KEYPOINTS },
            head: headed(`Pose${generation}`, "kpt_shape"),
        },
        { suffix: "-obb", task: "obb", ...coco, head: headed(`OBB${generation}`, 1) },
    ];
}
/** The ending of a classifier: it reads the layer before. */
function classifyEnding(net) {
    return net.add("Classify", ["nc"]);
}
/** Length of the text embeddings that the open-vocabulary heads compare with. */
const EMBEDDING = 512;
/** YOLOE: the same models with heads that score by text. */
function yoloeEndings(generation) {
    const coco = { classes: COCO_CLASSES };
    return [
        { suffix: "", task: "detect", ...coco, head: headed("YOLOEDetect", EMBEDDING, true) },
        { suffix: "-seg", task: "segment", ...coco, head: headed(`YOLOESegment${generation}`, ...MASKS, EMBEDDING, true) },
    ];
}
/** YOLO-World; the second version norms before it compares. */
const worldEnding = (suffix, normed) => ({
    suffix,
    task: "detect",
    classes: COCO_CLASSES,
    head: headed("WorldDetect", EMBEDDING, normed),
});

;// CONCATENATED MODULE: ./lib/graph/models/resnet.js
/** Bottlenecks of the four stages, table 1 of https://arxiv.org/abs/1512.03385. */
const RESNET_BLOCKS = { 50: [3, 4, 6, 3], 101: [3, 4, 23, 3] };
/** A stage widens its narrow channels four times. */
const WIDENING = 4;
const FIRST_CHANNELS = 64;
/** Draws the stem and the four stages; yields the last layer of each stage, largest map first. Channels are not scaled. */
function drawResNet(net, blocks) {
    net.add("ResNetLayer", [3, FIRST_CHANNELS, 1, true, 1]);
    const stages = blocks.map((count, i) => {
        const narrow = FIRST_CHANNELS * 2 ** i;
        const input = i === 0 ? FIRST_CHANNELS : (narrow / 2) * WIDENING;
        return net.add("ResNetLayer", [input, narrow, i === 0 ? 1 : 2, false, count]);
    });
    net.endBackbone();
    return stages;
}

;// CONCATENATED MODULE: ./lib/graph/models/sketch.js
/** A model being drawn, layer by layer. Later layers refer to earlier ones by what `add` yields, never by a counted number. */
class Sketch {
    #rows = [];
    #backbone = 0;
    #next = -1;
    /** Appends a layer; yields its index. */
    add(module, args = [], wiring = {}) {
        const from = wiring.from ?? this.#next;
        this.#next = -1;
        this.#rows.push({ from, repeats: wiring.repeats ?? 1, module, args });
        return this.#rows.length - 1;
    }
    /** Doubles height and width without parameters. */
    up() {
        return this.add("nn.Upsample", [null, 2, "nearest"]);
    }
    /** Concatenates the channels of the layer before with those of an earlier layer. */
    join(earlier) {
        return this.add("Concat", [1], { from: [-1, earlier] });
    }
    /** The next layer reads this one, where it does not say otherwise. */
    goOnFrom(layer) {
        this.#next = layer;
    }
    /** What was drawn so far is the backbone. */
    endBackbone() {
        this.#backbone = this.#rows.length;
    }
    /** The finished drawing with the given facts about it. */
    describe(facts) {
        return { ...facts, backbone: this.#rows.slice(0, this.#backbone), head: this.#rows.slice(this.#backbone) };
    }
}
/** A stage of one block, `repeats` times before depth scaling, with `args` after the channels. */
function block(module, repeats = 1, args = []) {
    return (net, channels) => net.add(module, [channels, ...args], { repeats });
}
/** The plain convolution that halves height and width. */
const halve = block("Conv", 1, [3, 2]);
/** Several stages of the same channels, one after the other. */
function chain(...stages) {
    return (net, channels) => {
        let last = -1;
        for (const stage of stages)
            last = stage(net, channels);
        return last;
    };
}

;// CONCATENATED MODULE: ./lib/graph/models/rtdetr.js



const L = {
    stem: [32, 48],
    stages: [
        { inner: 48, outer: 128, blocks: 1 },
        { inner: 96, outer: 512, blocks: 1 },
        { inner: 192, outer: 1024, blocks: 3 },
        { inner: 384, outer: 2048, blocks: 1 },
    ],
};
const X = {
    stem: [32, 64],
    stages: [
        { inner: 64, outer: 128, blocks: 1 },
        { inner: 128, outer: 512, blocks: 2 },
        { inner: 256, outer: 1024, blocks: 5 },
        { inner: 512, outer: 2048, blocks: 2 },
    ],
};
/** Layers inside each block, before depth scaling. */
const BLOCK_DEPTH = 6;
const FIRST_LIGHT_STAGE = 2;
/** Draws the stem and the stages; yields the last layer of each stage. */
function drawHgNet(net, { stem, stages }) {
    net.add("HGStem", stem);
    const outputs = stages.map((stage, i) => {
        const entry = stages[i - 1];
        if (entry)
            net.add("DWConv", [entry.outer, 3, 2, 1, false]);
        return drawHgStage(net, stage, i >= FIRST_LIGHT_STAGE);
    });
    net.endBackbone();
    return outputs;
}
/** The first block changes the width, the others have a shortcut. */
function drawHgStage(net, { inner, outer, blocks }, light) {
    let last = -1;
    for (let i = 0; i < blocks; i++) {
        const options = light || i > 0 ? [light, i > 0] : [];
        last = net.add("HGBlock", [inner, outer, light ? 5 : 3, ...options], { repeats: BLOCK_DEPTH });
    }
    return last;
}
/** Heads of that attention. */
const rtdetr_HEADS = 8;
/** RepC3 fusions: convolutions inside. */
const FUSION_DEPTH = 3;
/** The hybrid encoder (figure 4 of https://arxiv.org/abs/2304.08069); yields what the decoder reads, largest map first. */
function drawEncoder(net, stages, { channels, feedForward }) {
    const project = (from) => net.add("Conv", [channels, 1, 1, null, 1, 1, false], { from });
    const fuse = () => net.add("RepC3", [channels], { repeats: FUSION_DEPTH });
    project(-1);
    net.add("AIFI", [feedForward, rtdetr_HEADS]);
    const laterals = [net.add("Conv", [channels, 1, 1])];
    const down = [...stages]
        .reverse()
        .slice(1, 3)
        .map((stage, i) => {
        if (i > 0)
            laterals.push(net.add("Conv", [channels, 1, 1]));
        net.up();
        project(stage);
        net.add("Concat", [1], { from: [-2, -1] });
        return fuse();
    });
    const outputs = [down.at(-1) ?? -1];
    for (const lateral of laterals.reverse()) {
        net.add("Conv", [channels, 3, 2]);
        net.join(lateral);
        outputs.push(fuse());
    }
    return outputs;
}
function draw(name, backbone, encoder) {
    const net = new Sketch();
    const stages = backbone(net);
    net.add("RTDETRDecoder", ["nc"], { from: drawEncoder(net, stages, encoder) });
    const scales = { [encoder.scale]: [1, 1, encoder.cap] };
    return { ...net.describe({ name, scales }), task: "detect", classes: COCO_CLASSES };
}
/** RT-DETR with HGNetV2 (l, x) and with ResNet-50 and -101. */
function rtdetr() {
    const usual = { channels: 256, feedForward: 1024, scale: "l", cap: 1024 };
    return [
        draw("rtdetr-l", (net) => drawHgNet(net, L), usual),
        draw("rtdetr-x", (net) => drawHgNet(net, X), { channels: 384, feedForward: 2048, scale: "x", cap: 2048 }),
        draw("rtdetr-resnet50", (net) => drawResNet(net, RESNET_BLOCKS[50]), usual),
        draw("rtdetr-resnet101", (net) => drawResNet(net, RESNET_BLOCKS[101]), usual),
    ];
}

;// CONCATENATED MODULE: ./lib/graph/models/pyramid.js

/** Draws a backbone; yields the last layer of each level. */
function drawBackbone(net, backbone) {
    const levels = new Map();
    levels.set(1, (backbone.stemStage ?? halve)(net, backbone.stem));
    backbone.levels.forEach((level, i) => {
        (level.halve ?? halve)(net, level.channels);
        levels.set(i + 2, level.block(net, level.blockChannels ?? level.channels));
    });
    const last = backbone.levels.at(-1);
    if (backbone.tail && last)
        levels.set(backbone.levels.length + 1, backbone.tail(net, last.channels));
    net.endBackbone();
    return levels;
}
const enlargePlainly = (net) => net.up();
function required(found, level) {
    if (found === undefined)
        throw new Error(`nothing drawn for level ${level}`);
    return found;
}
const levelsOf = (neck) => Object.keys(neck.levels).map(Number);
/** The way from the smallest map to the largest. */
function drawDown(net, neck, backbone) {
    const top = Math.max(...levelsOf(neck));
    const outputs = new Map();
    const joins = new Map([[top, required(backbone.get(top), top)]]);
    for (const level of levelsOf(neck).sort((a, b) => b - a)) {
        if (level === top)
            continue;
        const { channels, down } = required(neck.levels[level], level);
        if (neck.squeeze)
            joins.set(level + 1, neck.squeeze(net, channels));
        (neck.enlarge ?? enlargePlainly)(net, channels);
        net.join(required(backbone.get(level), level));
        const output = required(down, level)(net, channels);
        outputs.set(level, output);
        joins.set(level, output);
    }
    return { outputs, joins };
}
/** A path aggregation network: down to the largest map, and up again as far as levels have a block for it. Yields each level's output. */
function drawNeck(net, neck, backbone) {
    const { outputs, joins } = drawDown(net, neck, backbone);
    const levels = new Map(outputs);
    const largest = Math.min(...outputs.keys());
    if (neck.between) {
        neck.between(net, outputs);
        net.goOnFrom(required(outputs.get(largest), largest));
    }
    for (const level of levelsOf(neck).sort((a, b) => a - b)) {
        const { channels, up, halveChannels, halve: halveHere } = required(neck.levels[level], level);
        if (!up || level === largest)
            continue;
        (halveHere ?? halve)(net, halveChannels ?? required(neck.levels[level - 1], level).channels);
        net.join(required(joins.get(level), level));
        levels.set(level, up(net, channels));
    }
    return levels;
}
/** The outputs that a head reads, largest map first. */
function headInputs(levels) {
    return [...levels.entries()].sort(([a], [b]) => a - b).map(([, index]) => index);
}

;// CONCATENATED MODULE: ./lib/graph/models/scales.js
// Depth, width, most channels, as the model files at https://github.com/ultralytics/ultralytics/tree/v8.4.190/ultralytics/cfg/models say.
/** YOLOv8 and all that is drawn on its grid: larger models are capped harder. */
const V8_SCALES = {
    n: [0.33, 0.25, 1024],
    s: [0.33, 0.5, 1024],
    m: [0.67, 0.75, 768],
    l: [1, 1, 512],
    x: [1, 1.25, 512],
};
/** The classifiers of YOLOv8: the same multiples, not capped. */
const V8_CLASSIFY_SCALES = {
    n: [0.33, 0.25, 1024],
    s: [0.33, 0.5, 1024],
    m: [0.67, 0.75, 1024],
    l: [1, 1, 1024],
    x: [1, 1.25, 1024],
};
/** YOLOv5: as the classifiers of YOLOv8, deeper at the end. */
const V5_SCALES = { ...V8_CLASSIFY_SCALES, x: [1.33, 1.25, 1024] };
/** YOLO11, 12 and 26. */
const V11_SCALES = {
    n: [0.5, 0.25, 1024],
    s: [0.5, 0.5, 1024],
    m: [0.5, 1, 512],
    l: [1, 1, 512],
    x: [1, 1.5, 512],
};

;// CONCATENATED MODULE: ./lib/graph/models/yolo11.js




const light = block("C3k2", 2, [false]);
const heavy = block("C3k2", 2, [true]);
/** A quarter of the width inside: the two largest maps of every backbone. */
const slim = block("C3k2", 2, [false, 0.25]);
const yolo11_attention = block("C2PSA", 2);
const ELEVEN = {
    name: "yolo11",
    deep4: heavy,
    deep5: heavy,
    tail: chain(block("SPPF", 1, [5]), yolo11_attention),
    neck: light,
    last: heavy,
    endings: pyramidEndings("", COCO_CLASSES),
    endToEnd: false,
};
const TWELVE = {
    name: "yolo12",
    deep4: block("A2C2f", 4, [true, 4]),
    deep5: block("A2C2f", 4, [true, 1]),
    neck: block("A2C2f", 2, [false, -1]),
    last: heavy,
    endings: pyramidEndings("", COCO_CLASSES),
    endToEnd: false,
};
/** `residual`: whether the pooling adds its input; the six-level model does not. */
const tail26 = (residual) => chain(block("SPPF", 1, [5, 3, residual]), yolo11_attention);
const TWENTY_SIX = {
    name: "yolo26",
    deep4: heavy,
    deep5: heavy,
    tail: tail26(true),
    neck: heavy,
    last: block("C3k2", 1, [true, 0.5, true]),
    endings: pyramidEndings("26", COCO_CLASSES),
    endToEnd: true,
};
/** Levels 2 and 3 widen in their block; the others keep the width of the halving. */
function backboneOf(generation, six) {
    const levels = [
        { channels: 128, block: slim, blockChannels: 256 },
        { channels: 256, block: slim, blockChannels: 512 },
        { channels: 512, block: generation.deep4 },
        ...(six ? [{ channels: 768, block: generation.deep5 }] : []),
        { channels: 1024, block: generation.deep5 },
    ];
    const { tail } = generation;
    return { stem: 64, levels, ...(tail === undefined ? {} : { tail }) };
}
const FIVE = { 3: 256, 4: 512, 5: 1024 };
const WITH_TWO = { 2: 128, ...FIVE };
const SIX = { 3: 256, 4: 512, 5: 768, 6: 1024 };
function neckOf(generation, channels) {
    const top = Math.max(...Object.keys(channels).map(Number));
    const levels = Object.entries(channels).map(([level, c]) => {
        const up = Number(level) === top ? generation.last : generation.neck;
        return [level, { channels: c, down: generation.neck, up }];
    });
    return { levels: Object.fromEntries(levels) };
}
function yolo11_draw(generation, ending, shape) {
    const net = new Sketch();
    const backbone = drawBackbone(net, backboneOf(generation, 6 in shape.channels));
    ending.head(net, headInputs(drawNeck(net, neckOf(generation, shape.channels), backbone)));
    const name = `${generation.name}${ending.suffix}${shape.suffix}`;
    const facts = { ...(generation.endToEnd ? { endToEnd: true, regMax: 1 } : {}), ...ending.facts };
    return { ...net.describe({ name, scales: V11_SCALES, ...facts }), task: ending.task, classes: ending.classes };
}
function yolo11_classifier(generation) {
    const net = new Sketch();
    const { tail: _, ...backbone } = backboneOf(generation, false);
    drawBackbone(net, backbone);
    if (generation.tail)
        yolo11_attention(net, 1024);
    return finishClassifier(net, { name: `${generation.name}-cls`, scales: V11_SCALES });
}
function finishClassifier(net, facts) {
    classifyEnding(net);
    return { ...net.describe(facts), task: "classify", classes: entry_IMAGENET_CLASSES };
}
/** ResNet-18 as torchvision has it, without its pooling and its last layer. */
function torchvisionClassifier() {
    const net = new Sketch();
    net.add("TorchVision", [512, "resnet18", "DEFAULT", true, 2]);
    net.endBackbone();
    return finishClassifier(net, { name: "yolo11-cls-resnet18" });
}
const WHOLE = { suffix: "", channels: FIVE };
const yolo11_dense = { endToEnd: false };
/** YOLO26 for depth: one channel out, no boxes. */
const depthEnding = {
    suffix: "-depth",
    task: "depth",
    classes: 1,
    head: (net, inputs) => net.add("Depth", [256], { from: inputs }),
};
/** YOLO26 for semantic segmentation: the way down only, levels 3 and 4. */
function semantic() {
    const net = new Sketch();
    const backbone = drawBackbone(net, backboneOf(TWENTY_SIX, false));
    const { neck } = TWENTY_SIX;
    const levels = { 3: { channels: 256, down: neck }, 4: { channels: 512, down: neck }, 5: { channels: 1024 } };
    net.add("SemanticSegment", ["nc"], { from: headInputs(drawNeck(net, { levels }, backbone)) });
    const facts = { name: "yolo26-sem", scales: V11_SCALES };
    return { ...net.describe(facts), task: "semantic", classes: CITYSCAPES_CLASSES };
}
/** YOLO11, 12 and 26 in all their tasks and forms. */
function yolo11To26() {
    const generations = [ELEVEN, TWELVE, TWENTY_SIX];
    const detect26 = TWENTY_SIX.endings[0];
    return [
        ...generations.flatMap((generation) => generation.endings.map((ending) => yolo11_draw(generation, ending, WHOLE))),
        ...generations.map(yolo11_classifier),
        torchvisionClassifier(),
        ...yoloeEndings("").map((ending) => yolo11_draw({ ...ELEVEN, name: "yoloe-11" }, ending, WHOLE)),
        ...yoloeEndings("26").map((ending) => yolo11_draw({ ...TWENTY_SIX, name: "yoloe-26" }, ending, WHOLE)),
        yolo11_draw(TWENTY_SIX, detect26, { suffix: "-p2", channels: WITH_TWO }),
        yolo11_draw({ ...TWENTY_SIX, tail: tail26(false) }, detect26, { suffix: "-p6", channels: SIX }),
        yolo11_draw({ ...TWENTY_SIX, ...yolo11_dense }, depthEnding, WHOLE),
        semantic(),
    ];
}

;// CONCATENATED MODULE: ./lib/graph/models/yolov3.js


const PLAIN = { depthMultiple: 1, widthMultiple: 1 };
/** Darknet-53 (table 1 of https://arxiv.org/abs/1804.02767): channels and residual blocks of levels 1 to 5. */
const DARKNET = [
    [64, 1],
    [128, 2],
    [256, 8],
    [512, 8],
    [1024, 4],
];
const wide = block("Conv", 1, [3, 1]);
const narrow = block("Conv", 1, [1, 1]);
const straight = block("Bottleneck", 1, [false]);
function drawDarknet(net) {
    block("Conv", 1, [3, 1])(net, 32);
    const levels = DARKNET.map(([channels, repeats]) => {
        halve(net, channels);
        return net.add("Bottleneck", [channels], { repeats });
    });
    net.endBackbone();
    return levels;
}
/** From the layer before the last one to the next larger map. */
function enlarge(net, channels, join) {
    net.add("Conv", [channels, 1, 1], { from: -2 });
    net.up();
    net.join(join);
}
function drawV3(name, pooled) {
    const net = new Sketch();
    const levels = drawDarknet(net);
    straight(net, 1024);
    if (pooled)
        net.add("SPP", [512, [5, 9, 13]]);
    else
        narrow(net, 512);
    wide(net, 1024);
    narrow(net, 512);
    const small = wide(net, 1024);
    enlarge(net, 256, levels[3] ?? 0);
    straight(net, 512);
    straight(net, 512);
    narrow(net, 256);
    const medium = wide(net, 512);
    enlarge(net, 128, levels[2] ?? 0);
    straight(net, 256);
    const large = net.add("Bottleneck", [256, false], { repeats: 2 });
    net.add("Detect", ["nc"], { from: [large, medium, small] });
    return { ...net.describe({ name, ...PLAIN }), task: "detect", classes: COCO_CLASSES };
}
/** Channels of the tiny model's convolutions, each but the last followed by a pooling that halves. */
const TINY = [16, 32, 64, 128, 256, 512];
function drawTiny() {
    const net = new Sketch();
    let fourth = 0;
    TINY.forEach((channels, i) => {
        const index = wide(net, channels);
        if (channels === 256)
            fourth = index;
        if (i < TINY.length - 1)
            net.add("nn.MaxPool2d", [2, 2, 0]);
    });
    net.add("nn.ZeroPad2d", [[0, 1, 0, 1]]);
    net.add("nn.MaxPool2d", [2, 1, 0]);
    net.endBackbone();
    wide(net, 1024);
    narrow(net, 256);
    const small = wide(net, 512);
    enlarge(net, 128, fourth);
    const large = wide(net, 256);
    net.add("Detect", ["nc"], { from: [large, small] });
    return { ...net.describe({ name: "yolov3-tiny", ...PLAIN }), task: "detect", classes: COCO_CLASSES };
}
/** YOLOv3, with spatial pyramid pooling, and tiny; all with the head of YOLOv8. */
function yolov3() {
    return [drawV3("yolov3", false), drawV3("yolov3-spp", true), drawTiny()];
}

;// CONCATENATED MODULE: ./lib/graph/models/yolov5.js




const P5 = {
    name: "yolov5",
    levels: [
        [128, 3],
        [256, 6],
        [512, 9],
        [1024, 3],
    ],
};
const P6 = {
    name: "yolov5-p6",
    levels: [
        [128, 3],
        [256, 6],
        [512, 9],
        [768, 3],
        [1024, 3],
    ],
};
const plain = block("C3", 3, [false]);
const yolov5_pooled = block("SPPF", 1, [5]);
function detector(net, name, facts) {
    return { ...net.describe({ name, ...facts }), task: "detect", classes: COCO_CLASSES };
}
function drawV5(grid) {
    const net = new Sketch();
    const backbone = drawBackbone(net, {
        stem: 64,
        stemStage: block("Conv", 1, [6, 2, 2]),
        levels: grid.levels.map(([channels, repeats]) => ({ channels, block: block("C3", repeats) })),
        tail: yolov5_pooled,
    });
    const levels = {};
    grid.levels.forEach(([channels], i) => {
        if (i > 0)
            levels[i + 2] = { channels, down: plain, up: plain };
    });
    const neck = { levels, squeeze: block("Conv", 1, [1, 1]) };
    net.add("Detect", ["nc"], { from: headInputs(drawNeck(net, neck, backbone)) });
    return detector(net, grid.name, { scales: V5_SCALES });
}
/** Plain convolutions one after the other. */
const convolutions = (repeats) => block("Conv", repeats, [3, 1]);
function drawV6() {
    const net = new Sketch();
    const backbone = drawBackbone(net, {
        stem: 64,
        levels: [
            { channels: 128, block: convolutions(6) },
            { channels: 256, block: convolutions(12) },
            { channels: 512, block: convolutions(18) },
            { channels: 1024, block: convolutions(6) },
        ],
        tail: yolov5_pooled,
    });
    const stage = chain(convolutions(1), convolutions(9));
    const levels = {
        3: { channels: 128, down: stage },
        4: { channels: 256, down: stage, up: stage },
        5: { channels: 512, up: stage },
    };
    const neck = { levels, squeeze: block("Conv", 1, [1, 1]), enlarge: block("nn.ConvTranspose2d", 1, [2, 2, 0]) };
    net.add("Detect", ["nc"], { from: headInputs(drawNeck(net, neck, backbone)) });
    return detector(net, "yolov6", { scales: V8_SCALES, activation: "torch.nn.ReLU()" });
}
/** YOLOv5 (five and six levels) and YOLOv6, both with the head of YOLOv8. */
function yolov5And6() {
    return [drawV5(P5), drawV5(P6), drawV6()];
}

;// CONCATENATED MODULE: ./lib/graph/models/yolov8.js





/** Channels and repeats of each level, from level 2 on: one list for five levels, one for six. */
const yolov8_FIVE = [
    [128, 3],
    [256, 6],
    [512, 6],
    [1024, 3],
];
const yolov8_SIX = [
    [128, 3],
    [256, 6],
    [512, 6],
    [768, 3],
    [1024, 3],
];
const yolov8_pooled = block("SPPF", 1, [5]);
const yolov8_PLAIN = { module: "C2f", halve: halve, neck: block("C2f", 3) };
const PLAIN_SIX = { ...yolov8_PLAIN, neck: block("C2", 3, [false]) };
const GHOST = { module: "C3Ghost", halve: block("GhostConv", 1, [3, 2]), neck: block("C3Ghost", 3) };
function v8Backbone(grid, parts = yolov8_PLAIN) {
    const levels = grid.map(([channels, repeats]) => ({
        channels,
        halve: parts.halve,
        block: block(parts.module, repeats, [true]),
    }));
    return { stem: 64, levels, tail: yolov8_pooled };
}
/** The neck from level `largest` (the largest map) to the last level of the grid. */
function v8Neck(grid, largest, parts = yolov8_PLAIN) {
    const levels = {};
    grid.forEach(([channels], i) => {
        if (i + 2 >= largest)
            levels[i + 2] = { channels, down: parts.neck, up: parts.neck, halve: parts.halve };
    });
    return { levels };
}
/** Channels of one attention head of a text-guided block. */
const yolov8_HEAD_CHANNELS = 64;
/** C2f that looks at the text: its embedding and its heads grow with the channels. */
const guided = (net, channels) => net.add("C2fAttn", [channels, channels / 2, channels / yolov8_HEAD_CHANNELS], { repeats: 3 });
const GUIDED = { ...yolov8_PLAIN, neck: guided };
const yolov8_P5 = { grid: yolov8_FIVE, largest: 3, parts: yolov8_PLAIN };
const yolov8_P6 = { grid: yolov8_SIX, largest: 3, parts: PLAIN_SIX };
const P2 = { grid: yolov8_FIVE, largest: 2, parts: yolov8_PLAIN };
function yolov8_draw(name, variant, ending) {
    const net = new Sketch();
    const backbone = drawBackbone(net, v8Backbone(variant.grid, variant.parts));
    ending.head(net, headInputs(drawNeck(net, v8Neck(variant.grid, variant.largest, variant.parts), backbone)));
    const { task, classes, facts } = ending;
    return { ...net.describe({ name, scales: V8_SCALES, ...facts }), task, classes };
}
/** YOLO-World. In its first version the text also attends to the maps, between the way down and the way up. */
function drawWorld(ending, pools) {
    const net = new Sketch();
    const backbone = drawBackbone(net, v8Backbone(yolov8_FIVE));
    const between = (sketch, down) => {
        sketch.add("ImagePoolingAttn", [256], { from: [...headInputs(down), backbone.get(5) ?? -1] });
    };
    const neck = { ...v8Neck(yolov8_FIVE, 3, GUIDED), ...(pools ? { between } : {}) };
    ending.head(net, headInputs(drawNeck(net, neck, backbone)));
    const { task, classes } = ending;
    return { ...net.describe({ name: `yolov8${ending.suffix}`, scales: V8_SCALES }), task, classes };
}
function yolov8_classifier(name, scales, drawIt) {
    const net = new Sketch();
    drawIt(net);
    classifyEnding(net);
    return { ...net.describe({ name, scales }), task: "classify", classes: entry_IMAGENET_CLASSES };
}
/** YOLOv8's pose files count one class: the person. */
const PERSON = 1;
const endings = pyramidEndings("", PERSON);
const yolov8_detect = endings[0];
const yolov8_rtdetr = {
    suffix: "-rtdetr",
    task: "detect",
    classes: COCO_CLASSES,
    head: (net, inputs) => net.add("RTDETRDecoder", ["nc"], { from: inputs }),
};
/** Tasks that have a six-level form. */
const WITH_P6 = ["", "-seg", "-pose"];
/** YOLOv8 in all its tasks and forms. */
function yolov8() {
    const plainClassifier = (net) => drawBackbone(net, { stem: 64, levels: v8Backbone(yolov8_FIVE).levels });
    return [
        ...endings.map((ending) => yolov8_draw(`yolov8${ending.suffix}`, yolov8_P5, ending)),
        ...endings.filter((e) => WITH_P6.includes(e.suffix)).map((e) => yolov8_draw(`yolov8${e.suffix}-p6`, yolov8_P6, e)),
        yolov8_draw("yolov8-p2", P2, yolov8_detect),
        yolov8_draw("yolov8-ghost", { ...yolov8_P5, parts: GHOST }, yolov8_detect),
        yolov8_draw("yolov8-ghost-p2", { ...P2, parts: GHOST }, yolov8_detect),
        yolov8_draw("yolov8-ghost-p6", { ...yolov8_P6, parts: GHOST }, yolov8_detect),
        yolov8_draw("yolov8-rtdetr", yolov8_P5, yolov8_rtdetr),
        ...yoloeEndings("").map((ending) => yolov8_draw(`yoloe-v8${ending.suffix}`, yolov8_P5, ending)),
        drawWorld(worldEnding("-world", false), true),
        drawWorld(worldEnding("-worldv2", true), false),
        yolov8_classifier("yolov8-cls", V8_CLASSIFY_SCALES, plainClassifier),
        yolov8_classifier("yolov8-cls-resnet50", V8_CLASSIFY_SCALES, (net) => drawResNet(net, RESNET_BLOCKS[50])),
        yolov8_classifier("yolov8-cls-resnet101", V8_CLASSIFY_SCALES, (net) => drawResNet(net, RESNET_BLOCKS[101])),
    ];
}

;// CONCATENATED MODULE: ./lib/graph/models/yolov9e.js


/** Channels of the two backbones' levels: after halving, of the block, inside the block. */
const yolov9e_LEVELS = [
    { halved: 128, block: 256, inner: 128 },
    { halved: 256, block: 512, inner: 256 },
    { halved: 512, block: 1024, inner: 512 },
    { halved: 1024, block: 1024, inner: 512 },
];
/** Widths that the composite connections hand over, by level from 1 on: a deeper layer hands over one more. */
const COMPOSITE = [64, 128, 256, 512, 1024];
const STEM = 64;
const DEPTH = 2;
const yolov9e_aDown = block("ADown");
const yolov9e_elan = (net, channels, inner) => net.add("RepNCSPELAN4", [channels, inner, inner / 2, DEPTH]);
const halveLevel = (net, level, first) => (first ? halve : yolov9e_aDown)(net, level.halved);
/** The first backbone; yields the last layer of levels 1 to 5. */
function drawFirst(net) {
    const outputs = [halve(net, STEM)];
    yolov9e_LEVELS.forEach((level, i) => {
        halveLevel(net, level, i === 0);
        outputs.push(yolov9e_elan(net, level.block, level.inner));
    });
    return outputs;
}
/** The second backbone, which adds to its map at each level what the first one found at that level and deeper. */
function drawSecond(net, image, composites) {
    const fuse = (level) => net.add("CBFuse", [composites.slice(level - 1).map(() => level - 1)], {
        from: [...composites.slice(level - 1), -1],
    });
    const outputs = new Map();
    net.add("Conv", [STEM, 3, 2], { from: image });
    fuse(1);
    yolov9e_LEVELS.forEach((level, i) => {
        halveLevel(net, level, i === 0);
        fuse(i + 2);
        outputs.set(i + 2, yolov9e_elan(net, level.block, level.inner));
    });
    return outputs;
}
/** YOLOv9e: two backbones with composite connections (figure 3 of https://arxiv.org/abs/2402.13616), one neck. */
function drawReversible(net) {
    const image = net.add("nn.Identity");
    const first = drawFirst(net);
    const composites = first.map((from, i) => net.add("CBLinear", [COMPOSITE.slice(0, i + 1)], { from }));
    const levels = drawSecond(net, image, composites);
    levels.set(5, net.add("SPPELAN", [512, 256]));
    net.endBackbone();
    const same = (n, channels) => yolov9e_elan(n, channels, channels);
    const last = (n, channels) => yolov9e_elan(n, channels, 2 * channels);
    return drawNeck(net, {
        levels: {
            3: { channels: 256, down: same },
            4: { channels: 512, down: same, up: same, halve: yolov9e_aDown },
            5: { channels: 512, up: last, halve: yolov9e_aDown },
        },
    }, levels);
}

;// CONCATENATED MODULE: ./lib/graph/models/yolov9.js




const SIZES = {
    t: {
        stem: 16,
        backbone: [
            [32, 32],
            [64, 64],
            [96, 96],
            [128, 128],
        ],
        neck: [64, 96, 128],
        halvings: [48, 64],
        module: "AConv",
        depth: 3,
        plainFirst: true,
    },
    s: {
        stem: 32,
        backbone: [
            [64, 64],
            [128, 128],
            [192, 192],
            [256, 256],
        ],
        neck: [128, 192, 256],
        halvings: [96, 128],
        module: "AConv",
        depth: 3,
        plainFirst: true,
    },
    m: {
        stem: 32,
        backbone: [
            [64, 128],
            [240, 240],
            [360, 360],
            [480, 480],
        ],
        neck: [240, 360, 480],
        halvings: [180, 240],
        module: "AConv",
        depth: 1,
        plainFirst: false,
    },
    c: {
        stem: 64,
        backbone: [
            [128, 256, 128],
            [256, 512, 256],
            [512, 512],
            [512, 512],
        ],
        neck: [256, 512, 512],
        halvings: [256, 512],
        module: "ADown",
        depth: 1,
        plainFirst: false,
    },
};
/** A block whose widths inside are `inner` (default: its channels) and half of it. */
function yolov9_elan(depth, inner) {
    return (net, channels) => {
        const width = inner ?? channels;
        return net.add("RepNCSPELAN4", [channels, width, width / 2, depth]);
    };
}
const plainElan = (net, channels) => net.add("ELAN1", [channels, channels, channels / 2]);
const yolov9_pooled = (net, channels) => net.add("SPPELAN", [channels, channels / 2]);
function drawSingle(net, size) {
    const halving = block(size.module);
    const levels = size.backbone.map(([channels, blockChannels, inner = blockChannels], i) => ({
        channels,
        blockChannels,
        block: i === 0 && size.plainFirst ? plainElan : yolov9_elan(size.depth, inner),
        ...(i === 0 ? {} : { halve: halving }),
    }));
    const backbone = drawBackbone(net, { stem: size.stem, levels, tail: yolov9_pooled });
    return drawNeck(net, yolov9_neckOf(size), backbone);
}
function yolov9_neckOf(size) {
    const [three, four, five] = size.neck;
    const stage = yolov9_elan(size.depth);
    const halve = block(size.module);
    return {
        levels: {
            3: { channels: three, down: stage },
            4: { channels: four, down: stage, up: stage, halve, halveChannels: size.halvings[0] },
            5: { channels: five, up: stage, halve, halveChannels: size.halvings[1] },
        },
    };
}
const yolov9_endings = pyramidEndings("", 1);
function yolov9_draw(letter, ending, drawIt) {
    const net = new Sketch();
    ending.head(net, headInputs(drawIt(net)));
    const { suffix, task, classes } = ending;
    return { ...net.describe({ name: `yolov9${letter}${suffix}` }), task, classes };
}
/** YOLOv9 t, s, m, c and e; the last two also with masks. */
function yolov9() {
    const [detect, segment] = yolov9_endings;
    const small = Object.entries(SIZES).map(([letter, size]) => yolov9_draw(letter, detect, (net) => drawSingle(net, size)));
    const { c } = SIZES;
    return [
        ...small,
        yolov9_draw("c", segment, (net) => drawSingle(net, c)),
        yolov9_draw("e", detect, drawReversible),
        yolov9_draw("e", segment, drawReversible),
    ];
}

;// CONCATENATED MODULE: ./lib/graph/models/yolov10.js



const compact = block("C2fCIB", 3, [true]);
/** With the 7x7 depthwise convolution that pays off in small models only (section 3.3 of https://arxiv.org/abs/2405.14458). */
const large = block("C2fCIB", 3, [true, true]);
const neck = { down4: compact, up4: compact, up5: compact };
/** The larger the model, the more of its stages are compact: each scale is a model of its own. */
const MODELS = {
    n: { scale: [0.33, 0.25, 1024], compact: { up5: large } },
    s: { scale: [0.33, 0.5, 1024], compact: { backbone5: large, up5: large } },
    m: { scale: [0.67, 0.75, 768], compact: { backbone5: compact, up4: compact, up5: compact } },
    b: { scale: [0.67, 1, 512], compact: { backbone5: compact, ...neck } },
    l: { scale: [1, 1, 512], compact: { backbone5: compact, ...neck } },
    x: { scale: [1, 1.25, 512], compact: { backbone4: block("C2fCIB", 6, [true]), backbone5: compact, ...neck } },
};
const yolov10_plain = block("C2f", 3);
const yolov10_residual = (repeats) => block("C2f", repeats, [true]);
/** Channels first, then halving: cheaper than a strided 3x3 convolution. */
const decoupled = block("SCDown", 1, [3, 2]);
function yolov10_draw(letter, at, scale) {
    const net = new Sketch();
    const backbone = drawBackbone(net, {
        stem: 64,
        levels: [
            { channels: 128, block: yolov10_residual(3) },
            { channels: 256, block: yolov10_residual(6) },
            { channels: 512, halve: decoupled, block: at.backbone4 ?? yolov10_residual(6) },
            { channels: 1024, halve: decoupled, block: at.backbone5 ?? yolov10_residual(3) },
        ],
        tail: chain(block("SPPF", 1, [5]), block("PSA")),
    });
    const levels = {
        3: { channels: 256, down: yolov10_plain },
        4: { channels: 512, down: at.down4 ?? yolov10_plain, up: at.up4 ?? yolov10_plain },
        5: { channels: 1024, halve: decoupled, up: at.up5 },
    };
    net.add("v10Detect", ["nc"], { from: headInputs(drawNeck(net, { levels }, backbone)) });
    return {
        ...net.describe({ name: `yolov10${letter}`, scales: { [letter]: scale } }),
        task: "detect",
        classes: COCO_CLASSES,
    };
}
/** YOLOv10 n, s, m, b, l and x. */
function yolov10() {
    return Object.entries(MODELS).map(([letter, { compact: at, scale }]) => yolov10_draw(letter, at, scale));
}

;// CONCATENATED MODULE: ./lib/graph/models/index.js








/** Drawn when first asked for: a run needs one of them, most processes a few. */
let drawn;
/** Every published architecture by its name without scale. */
function publishedDescriptions() {
    drawn ??= new Map([yolov3, yolov5And6, yolov8, yolov9, yolov10, yolo11To26, rtdetr]
        .flatMap((family) => family())
        .map((description) => [description.name, description]));
    return drawn;
}
/** The models that Ultralytics publishes, found by the names it knows them by. */
const published = {
    find(name) {
        const model = lookUp(publishedDescriptions(), name);
        const task = model && publishedDescriptions().get(model.description.name)?.task;
        return task && { model, task };
    },
    nearest(name) {
        return nearestOf([...publishedDescriptions().values()].flatMap(namesOf), name);
    },
};

;// CONCATENATED MODULE: ./lib/memory/version.js
/** `8.4.190` -> [8, 4, 190]; missing or unreadable parts count as 0. */
function parts(version) {
    return version
        .split(/[.+]/)
        .slice(0, 3)
        .map((part) => Number.parseInt(part, 10) || 0);
}
/** Is `version` the same as `since` or newer? By release numbers; suffixes do not count. */
function atLeast(version, since) {
    const [a, b] = [parts(version), parts(since)];
    for (let i = 0; i < 3; i++) {
        const difference = (a[i] ?? 0) - (b[i] ?? 0);
        if (difference !== 0)
            return difference > 0;
    }
    return true;
}
/** The Ultralytics release in which a change that matters for memory appeared. Sources: pull requests of ultralytics/ultralytics. */
const SINCE = {
    /** #23590 (2026-02-08): the first epoch on one GPU halves the batch when it runs out of memory, up to three times. */
    halvesBatch: "8.4.13",
};

;// CONCATENATED MODULE: ./lib/memory/rules.js


/**
 * Rules that ended with a release, from the newest such release back. A release before `until` has the old rule. Releases
 * between 8.3.63 and 8.4.190 were not measured: where the release of a change is not known, the one nearest to it is named.
 */
const ENDED = [
    // #25240 (2026-07-17) compares candidates only. #24569 of 2026-05-22 is in 8.4.53 and #26007 of 2026-08-31 in 8.4.138: about the middle.
    { until: "8.4.90", rules: { assigner: "pairs" } },
    // The loop, the head and validation as read in 8.3.63, new with the major release 8.4.
    {
        until: "8.4.0",
        rules: {
            head: "levels",
            loss: "flat",
            masks: "to-prototypes",
            batchesAlive: 1,
            leastWarmup: 100,
            warmupSparesLast: false,
            drawsModel: true,
            activatesInPlace: true,
            validation: "halved",
        },
    },
    // #18949 (2025-01-30) empties the cache only where most of the card is reserved; 8.3.63 always did.
    { until: "8.3.70", rules: { emptiesCache: "after-epoch" } },
];
/** What an Ultralytics release allocates otherwise than the latest measured one. */
function rulesOf(ultralytics) {
    const old = ENDED.filter(({ until }) => !atLeast(ultralytics, until));
    return Object.assign({}, LATEST, ...old.map(({ rules }) => rules));
}

;// CONCATENATED MODULE: ./lib/memory/settings.js


/**
 * Cards on which the trainer switches mixed precision off by name, since it gives NaN there
 * (ultralytics/utils/checks.py, check_amp).
 */
const NO_MIXED_PRECISION = /1660|1650|1630|t400|t550|t600|t1000|t1200|t2000|k40m/i;
/** channels_last became automatic with ultralytics#26007 (2026-08-31), first seen in the wheel of 8.4.138; not on Windows (#26105). */
const AUTOMATIC_CHANNELS_LAST = "8.4.138";
const trainsInHalf = (run, device) => run.arguments.amp !== "off" && !NO_MIXED_PRECISION.test(device.name);
/** What the played run needs to know of version and GPU. */
function settingsOf(run, device) {
    const { channels_last: wished, deterministic } = run.arguments;
    const { ultralytics, os } = run.environment;
    const automatic = atLeast(ultralytics, AUTOMATIC_CHANNELS_LAST) && os !== "windows";
    return {
        amp: trainsInHalf(run, device),
        channelsLast: wished ?? automatic,
        multiprocessors: device.multiprocessors,
        deterministic,
        rules: rulesOf(ultralytics),
    };
}

;// CONCATENATED MODULE: ./lib/memory/play-run.js






const graphOf = (run) => buildGraph(run.model, run.dataset.classes);
/** The small model that the trainer's AMP check loads: YOLO11n in 8.3, YOLO26n in 8.4 (utils/checks.py). */
const CHECK_CLASSES = 80;
const checkGraphs = new Map();
function checkGraph(run) {
    const name = atLeast(run.environment.ultralytics, "8.4.0") ? "yolo26n.pt" : "yolo11n.pt";
    if (!checkGraphs.has(name)) {
        const found = published.find(name);
        const built = found === undefined ? undefined : buildGraph(found.model, CHECK_CLASSES);
        checkGraphs.set(name, built !== undefined && "graph" in built ? built.graph : undefined);
    }
    return checkGraphs.get(name);
}
/** The model of the AMP check, where the run makes one. */
const checkedWith = (run, device) => run.environment.ampCheck && run.arguments.amp === "fp16" && trainsInHalf(run, device) ? checkGraph(run) : undefined;
/** The allocations and frees of a run whose model is known. */
function streamOf(run, device, choices) {
    const built = graphOf(run);
    if ("unknown" in built)
        throw new Error(built.unknown.message);
    const settings = settingsOf(run, device);
    const { rules } = settings;
    return trainingStream(planRun(run, built.graph, { ...choices, checkedWith: checkedWith(run, device), rules }), settings);
}

;// CONCATENATED MODULE: ./lib/memory/address-space.js
/**
 * Where the driver puts a segment: into the lowest gap that holds it, else into a new range, a multiple of 32 MiB,
 * directly below all earlier ones. Read off recorded segments: equal free blocks are told apart by address, so with
 * rising addresses instead one of 17 recorded runs replays wrongly.
 */
const RANGE = 32 * 1024 * 1024;
/** Any start will do, only the order counts. */
const TOP = 2 ** 46;
class AddressSpace {
    lowest = TOP;
    /** Sorted by address. */
    gaps = [];
    place(size) {
        const index = this.gaps.findIndex((gap) => gap.size >= size);
        const gap = this.gaps[index];
        if (gap !== undefined) {
            const rest = gap.size - size;
            this.gaps.splice(index, 1, ...(rest > 0 ? [{ start: gap.start + size, size: rest }] : []));
            return gap.start;
        }
        const range = Math.ceil(size / RANGE) * RANGE;
        this.lowest -= range;
        if (range > size)
            this.insert({ start: this.lowest + size, size: range - size });
        return this.lowest;
    }
    /** A segment given back to the driver leaves a gap, joined with its neighbours. */
    release(start, size) {
        this.insert({ start, size });
    }
    insert(gap) {
        let at = this.gaps.findIndex((other) => other.start > gap.start);
        if (at < 0)
            at = this.gaps.length;
        let { start, size } = gap;
        const next = this.gaps[at];
        const joinsNext = next !== undefined && start + size === next.start;
        if (joinsNext)
            size += next.size;
        const before = this.gaps[at - 1];
        const joinsBefore = before !== undefined && before.start + before.size === start;
        if (joinsBefore) {
            start = before.start;
            size += before.size;
        }
        const first = joinsBefore ? at - 1 : at;
        this.gaps.splice(first, (joinsBefore ? 1 : 0) + (joinsNext ? 1 : 0), { start, size });
    }
}

;// CONCATENATED MODULE: ./lib/memory/pool.js
/** Free blocks of one kind of segment, sorted by size, then address: the best fit comes first. */
class Pool {
    small;
    blocks = [];
    searches = 0;
    constructor(small) {
        this.small = small;
    }
    insert(block) {
        this.blocks.splice(this.position(block.size, block.address), 0, block);
    }
    remove(block) {
        this.blocks.splice(this.position(block.size, block.address), 1);
    }
    /** Where (size, address) stands, or would stand. */
    position(size, address) {
        const { blocks } = this;
        let low = 0;
        let high = blocks.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            const block = blocks[middle];
            if (block !== undefined && (block.size < size || (block.size === size && block.address < address)))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
/** Is the block a whole segment? */
const isWhole = (block) => block.previous === undefined && block.next === undefined;
/** Joins a freed block with its free neighbours; they leave the pool, the joined one is not yet in it. */
function merge(block) {
    const { previous, next, pool } = block;
    if (previous?.free === true) {
        pool.remove(previous);
        block.address = previous.address;
        block.size += previous.size;
        block.previous = previous.previous;
        if (block.previous !== undefined)
            block.previous.next = block;
    }
    if (next?.free === true) {
        pool.remove(next);
        block.size += next.size;
        block.next = next.next;
        if (block.next !== undefined)
            block.next.previous = block;
    }
}
/** Cuts a block to a size; the rest becomes a free block behind it, not yet in the pool. */
function pool_cut(block, size) {
    const rest = {
        address: block.address + size,
        size: block.size - size,
        previous: block,
        next: block.next,
        free: true,
        pool: block.pool,
        freedAt: block.pool.searches,
    };
    if (block.next !== undefined)
        block.next.previous = rest;
    block.next = rest;
    block.size = size;
    return rest;
}

;// CONCATENATED MODULE: ./lib/memory/rounding.js

// Constants of PyTorch's caching allocator (c10/cuda/CUDACachingAllocator.cpp, v2.11.0).
const ROUNDING = 512;
/** Requests up to this size come from the small pool. */
const SMALL_REQUEST = MIB;
const SMALL_SEGMENT = 2 * MIB;
const LARGE_SEGMENT = 20 * MIB;
const LARGE_REQUEST = 10 * MIB;
const SEGMENT_ROUNDING = 2 * MIB;
const rounding_roundUp = (size, unit) => Math.ceil(size / unit) * unit;
/** The next of `divisions` equal steps between two powers of two. */
function powerOfTwoStep(size, divisions) {
    const power = 2 ** Math.floor(Math.log2(size));
    return power === size ? size : power + rounding_roundUp(size - power, power / divisions);
}
/** Size of the block that serves a request. */
function blockSize(bytes, settings) {
    const divisions = settings.roundupDivisions.findLast(([from]) => bytes >= from)?.[1] ?? 0;
    if (divisions > 1 && bytes > ROUNDING * divisions)
        return powerOfTwoStep(bytes, divisions);
    return Math.max(ROUNDING, rounding_roundUp(bytes, ROUNDING));
}
/** Size of a new segment for a block of that size. */
function segmentSize(size) {
    if (size <= SMALL_REQUEST)
        return SMALL_SEGMENT;
    return size < LARGE_REQUEST ? LARGE_SEGMENT : rounding_roundUp(size, SEGMENT_ROUNDING);
}

;// CONCATENATED MODULE: ./lib/memory/expandable-segment.js


/**
 * One growing range of addresses for a pool (expandable_segments:True): pages are mapped where they are needed, from the
 * lowest address on, and unmapped when they are wholly free. Rules of c10/cuda/CUDACachingAllocator.cpp, v2.11.0.
 */
class ExpandableSegment {
    pool;
    page;
    /** Stands behind the last mapped block and is never free: whatever is cut or merged, its neighbour is the last one. */
    tail;
    constructor(pool) {
        this.pool = pool;
        this.page = pool.small ? SMALL_SEGMENT : LARGE_SEGMENT;
        this.tail = { address: 0, size: 0, previous: undefined, next: undefined, free: false, pool, freedAt: 0 };
    }
    /** Index of the best fit; a block at the edge of unmapped addresses counts as large as it could become. */
    bestFit(size) {
        const { blocks } = this.pool;
        let index = this.pool.position(size, -1);
        const reach = (block) => block === undefined ? Number.POSITIVE_INFINITY : this.canGrow(block) ? Number.MAX_SAFE_INTEGER : block.size;
        while (index + 1 < blocks.length && reach(blocks[index + 1]) < reach(blocks[index]))
            index++;
        return index;
    }
    canGrow(block) {
        return block.next === this.tail;
    }
    /** Bytes that must be mapped so that a block of that size exists. */
    bytesToMap(size) {
        const last = this.tail.previous;
        const free = last?.free === true ? last.size : 0;
        return rounding_roundUp(Math.max(0, size - free), this.page);
    }
    /** Maps pages behind the last block (joined with it where it is free) and yields a block of at least that size. */
    expand(size) {
        const bytes = this.bytesToMap(size);
        const { tail } = this;
        const fresh = {
            address: tail.address,
            size: bytes,
            previous: tail.previous,
            next: tail,
            free: true,
            pool: this.pool,
            freedAt: this.pool.searches,
        };
        if (tail.previous !== undefined)
            tail.previous.next = fresh;
        tail.previous = fresh;
        tail.address += bytes;
        merge(fresh);
        return fresh;
    }
    /** Unmaps the pages at the end that are wholly free; yields their bytes. Pages between blocks in use stay mapped. */
    unmapFree() {
        const { tail } = this;
        const last = tail.previous;
        if (last?.free !== true)
            return 0;
        const start = rounding_roundUp(last.address, this.page);
        const bytes = tail.address - start;
        if (bytes <= 0)
            return 0;
        this.pool.remove(last);
        if (start > last.address) {
            last.size = start - last.address;
            this.pool.insert(last);
        }
        else {
            tail.previous = last.previous;
            if (last.previous !== undefined)
                last.previous.next = tail;
        }
        tail.address = start;
        return bytes;
    }
}

;// CONCATENATED MODULE: ./lib/memory/allocator.js





/** An oversize request takes a cached block that is larger by at most so much. */
const OVERSIZE_SLACK = LARGE_SEGMENT;
/** PyTorch's CUDA caching allocator for one stream: exact, given the order of requests and frees. */
class Allocator {
    reserved = 0;
    allocated = 0;
    reservedPeak = 0;
    allocatedPeak = 0;
    small = new Pool(true);
    large = new Pool(false);
    space = new AddressSpace();
    limit;
    settings;
    expandable;
    constructor(options = {}) {
        this.limit = options.limit ?? Number.POSITIVE_INFINITY;
        this.settings = options.settings ?? DEFAULT_ALLOCATOR;
        if (this.settings.expandableSegments)
            this.expandable = { small: new ExpandableSegment(this.small), large: new ExpandableSegment(this.large) };
    }
    /** A block for so many bytes; undefined where the limit does not allow it even after giving back what is cached. */
    allocate(bytes) {
        const size = blockSize(bytes, this.settings);
        const pool = size <= SMALL_REQUEST ? this.small : this.large;
        pool.searches++;
        const block = this.bestFit(pool, size) ?? this.grow(pool, size);
        if (block === undefined)
            return undefined;
        if (this.shouldSplit(block, size))
            pool.insert(pool_cut(block, size));
        block.free = false;
        this.allocated += block.size;
        if (this.allocated > this.allocatedPeak)
            this.allocatedPeak = this.allocated;
        return block;
    }
    release(block) {
        this.allocated -= block.size;
        block.free = true;
        block.freedAt = block.pool.searches;
        merge(block);
        block.pool.insert(block);
    }
    /** Gives what is wholly free back to the driver, as torch.cuda.empty_cache() does. */
    emptyCache() {
        if (this.expandable !== undefined) {
            this.reserved -= this.expandable.small.unmapFree() + this.expandable.large.unmapFree();
            return;
        }
        for (const pool of [this.small, this.large])
            for (const block of pool.blocks.filter(isWhole))
                this.giveBack(block);
    }
    /** Forgets earlier peaks, as torch.cuda.reset_peak_memory_stats() does. */
    resetPeaks() {
        this.allocatedPeak = this.allocated;
        this.reservedPeak = this.reserved;
    }
    bestFit(pool, size) {
        const { maxSplitBytes } = this.settings;
        const index = this.expandable === undefined ? pool.position(size, -1) : this.segmentOf(pool).bestFit(size);
        const block = pool.blocks[index];
        if (block === undefined)
            return undefined;
        // Oversize blocks serve oversize requests only, and those waste little.
        if (size < maxSplitBytes && block.size >= maxSplitBytes)
            return undefined;
        if (size >= maxSplitBytes && block.size >= size + OVERSIZE_SLACK)
            return undefined;
        pool.blocks.splice(index, 1);
        return block;
    }
    segmentOf(pool) {
        if (this.expandable === undefined)
            throw new Error("segments are not expandable");
        return pool.small ? this.expandable.small : this.expandable.large;
    }
    grow(pool, size) {
        if (Number.isFinite(this.limit) && this.settings.collectionThreshold > 0)
            this.collect();
        return this.newBlock(pool, size) ?? this.retry(pool, size);
    }
    /** The driver refused: first enough oversize blocks, then everything cached goes back, then it is asked again. */
    retry(pool, size) {
        if (this.releaseOversize(size)) {
            const block = this.newBlock(pool, size);
            if (block !== undefined)
                return block;
        }
        this.emptyCache();
        return this.newBlock(pool, size);
    }
    newBlock(pool, size) {
        if (this.expandable !== undefined)
            return this.expand(pool, size);
        const segment = segmentSize(size);
        if (this.reserved + segment > this.limit)
            return undefined;
        this.addReserved(segment);
        return {
            address: this.space.place(segment),
            size: segment,
            previous: undefined,
            next: undefined,
            free: true,
            pool,
            freedAt: 0,
        };
    }
    expand(pool, size) {
        const segment = this.segmentOf(pool);
        const wanted = segment.bytesToMap(size);
        if (this.reserved + wanted > this.limit)
            return undefined;
        this.addReserved(wanted);
        return segment.expand(size);
    }
    addReserved(bytes) {
        this.reserved += bytes;
        if (this.reserved > this.reservedPeak)
            this.reservedPeak = this.reserved;
    }
    /** From 512 bytes on in the small pool and in expandable segments, above 1 MiB in the large pool. */
    shouldSplit(block, size) {
        const rest = block.size - size;
        if (block.pool.small || this.expandable !== undefined)
            return rest >= ROUNDING;
        return size < this.settings.maxSplitBytes && rest > SMALL_REQUEST;
    }
    giveBack(block) {
        block.pool.remove(block);
        this.reserved -= block.size;
        this.space.release(block.address, block.size);
    }
    /** One oversize block that is large enough, else the largest ones until enough is free. */
    releaseOversize(size) {
        const { maxSplitBytes } = this.settings;
        if (!Number.isFinite(maxSplitBytes))
            return false;
        const wanted = Math.max(size, maxSplitBytes);
        const single = this.large.blocks.find((block) => block.size >= wanted && isWhole(block));
        if (single !== undefined) {
            this.giveBack(single);
            return true;
        }
        let released = 0;
        for (const block of this.large.blocks.filter((each) => each.size >= maxSplitBytes && isWhole(each)).reverse()) {
            if (released >= wanted)
                break;
            released += block.size;
            this.giveBack(block);
        }
        return released >= wanted;
    }
    /** Gives back the whole cached blocks of the large pool that are older than the average, until below the threshold. */
    collect() {
        let excess = this.reserved - this.settings.collectionThreshold * this.limit;
        const age = (block) => this.large.searches - block.freedAt;
        for (let freed = true; excess > 0 && freed;) {
            const whole = this.large.blocks.filter(isWhole);
            const mean = whole.reduce((sum, block) => sum + age(block), 0) / Math.max(1, whole.length);
            const old = whole.filter((block) => age(block) >= mean);
            freed = old.length > 0;
            for (const block of old) {
                excess -= block.size;
                this.giveBack(block);
            }
        }
    }
}

;// CONCATENATED MODULE: ./lib/memory/replay.js



/** Above this share of the card the trainer empties the cache before validation and after an epoch. */
const CROWDED = 0.5;
/** Plays a stream through the allocator: peaks of each phase, and the moment of the largest reserved peak. */
function replay(stream, options) {
    const allocator = new Allocator({
        ...(options.limitBytes === undefined ? {} : { limit: options.limitBytes }),
        ...(options.settings === undefined ? {} : { settings: options.settings }),
    });
    const blocks = new Array(stream.sizes.length);
    const phases = {};
    let phase = "start-up";
    const readings = new Map();
    let mark = 0;
    let highest = 0;
    let fullest = 0;
    let peakEvent = 0;
    let peakPhase = phase;
    const close = () => {
        const before = phases[phase];
        phases[phase] = {
            live: Math.max(before?.live ?? 0, allocator.allocatedPeak),
            reserved: Math.max(before?.reserved ?? 0, allocator.reservedPeak),
        };
        allocator.resetPeaks();
    };
    const { events, sizes, marks } = stream;
    let outOfMemory;
    for (let event = 0; event <= events.length; event++) {
        for (let next = marks[mark]; next !== undefined && next.at === event; next = marks[++mark]) {
            if (next.effect === "release-cache")
                allocator.emptyCache();
            if (next.effect === "reading")
                readings.set(next.name, bytes(allocator.reserved));
            if (next.effect === "empty-cache" && allocator.reserved > CROWDED * options.totalBytes)
                allocator.emptyCache();
            if (next.effect !== "phase")
                continue;
            close();
            phase = next.name;
        }
        const block = events[event];
        if (block === undefined)
            break;
        if (block < 0) {
            const held = blocks[~block];
            if (held !== undefined)
                allocator.release(held);
            continue;
        }
        const given = allocator.allocate(sizes[block] ?? 0);
        if (given === undefined) {
            // A convolution whose workspace can't be had tries another plan; it frees its workspace at once.
            if (events[event + 1] === ~block)
                continue;
            outOfMemory = { event, phase };
            break;
        }
        blocks[block] = given;
        if (allocator.reserved > highest || (allocator.reserved === highest && allocator.allocated > fullest)) {
            highest = allocator.reserved;
            fullest = allocator.allocated;
            peakEvent = event;
            peakPhase = phase;
        }
    }
    close();
    const named = Object.fromEntries(Object.entries(phases).map(([name, peak]) => [
        name,
        { livePeakBytes: bytes(peak.live), reservedPeakBytes: bytes(peak.reserved) },
    ]));
    return {
        phases: named,
        peakEvent,
        peakPhase,
        reservedPeakBytes: bytes(highest),
        readings,
        ...(outOfMemory === undefined ? {} : { outOfMemory }),
    };
}
/** What is alive just after an event, by category; the rest of what is reserved is slack. */
function breakdownAt(stream, event, reserved) {
    const sums = new Array(CATEGORIES.length).fill(0);
    for (let i = 0; i <= event; i++) {
        const entry = stream.events[i];
        if (entry === undefined)
            break;
        const block = entry < 0 ? ~entry : entry;
        const size = Math.max(512, Math.ceil((stream.sizes[block] ?? 0) / 512) * 512);
        const category = stream.categories[block] ?? 0;
        sums[category] = (sums[category] ?? 0) + (entry < 0 ? -size : size);
    }
    const live = sums.reduce((total, sum) => total + sum, 0);
    const slack = CATEGORIES.indexOf("slack");
    sums[slack] = reserved - live;
    return Object.fromEntries(CATEGORIES.map((category, index) => [category, bytes(sums[index] ?? 0)]));
}

;// CONCATENATED MODULE: ./lib/memory/auto-batch.js









/** Batches that AutoBatch tries; the last two only on cards of 16 GiB and more (utils/autobatch.py). */
const PROBES = [1, 2, 4, 8, 16, 32, 64];
const SMALL_CARD_PROBES = 5;
const SMALL_CARD = 16 * GIB;
/** Share of the card for `batch: -1`. */
const DEFAULT_SHARE = 0.6;
const MOST_BATCH = 1024;
/** Standing for the loss: six fp32 numbers an anchor and object, and twice as many classes. */
const LOSS_NUMBERS = 6;
/** Objects of the densest image, four times for mosaic. */
const MOSAIC_IMAGES = 4;
/** Objects that the trainer tells AutoBatch of; classification, semantic and depth tell none. */
function mostObjects(run) {
    if (["classify", "semantic", "depth"].includes(run.task))
        return 0;
    return run.dataset.labelsPerImage.maximum * MOSAIC_IMAGES;
}
/** Strides as the trainer's model has them: RT-DETR's has the default alone (nn/tasks.py). */
const stridesToCount = (graph) => headOf(graph).kind === "RTDETRDecoder" ? [32] : stridesOf(graph);
function readings(run, card, probed) {
    const { device, limitBytes } = card;
    const stream = probesStream({ ...probed, checkedWith: checkedWith(run, device) }, settingsOf(run, device));
    const played = replay(stream, {
        totalBytes: device.totalBytes,
        settings: allocatorSettings(run.environment.allocator),
        limitBytes: limitBytes ?? (device.totalBytes - outsideAllocator(device)),
    });
    const objects = mostObjects(run);
    const anchors = objects === 0
        ? 0
        : Math.trunc(stridesToCount(probed.graph).reduce((sum, stride) => sum + (probed.imgsz / stride) ** 2, 0));
    return probed.batches.map((batch) => {
        const reserved = played.readings.get(readingOf(batch));
        const loss = batch * anchors * LOSS_NUMBERS * (objects + 2 * run.dataset.classes) * 4;
        return { batch, gib: reserved === undefined ? undefined : (reserved + loss) / GIB };
    });
}
/** Slope and value at 0 of the least-squares line. */
function auto_batch_line(points) {
    const n = points.length;
    const [meanX, meanY] = [0, 1].map((axis) => points.reduce((sum, point) => sum + (point[axis] ?? 0), 0) / n);
    const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
    const slope = spread === 0 ? 0 : points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
    return [slope, meanY - slope * meanX];
}
/**
 * The batch that AutoBatch would pick on this card: a line through the readings of its probes, solved for a share of what is
 * free, at most the last probe that ran (utils/autobatch.py, 8.4.190).
 */
function autoBatch(run, graph, card) {
    const { batch: written, imgsz, multi_scale } = run.arguments;
    const { device } = card;
    const images = mostObjects(run) === 0 ? undefined : run.dataset.trainImages;
    const largest = Math.ceil((imgsz * (1 + multi_scale)) / 32) * 32;
    const tried = PROBES.slice(0, device.totalBytes < SMALL_CARD ? SMALL_CARD_PROBES : PROBES.length).filter((batch) => images === undefined || batch <= images);
    const probes = readings(run, card, { graph, batches: tried, imgsz: largest });
    const total = device.totalBytes / GIB;
    const usable = probes.flatMap(({ batch, gib }, i) => {
        const before = probes[i - 1]?.gib;
        return gib !== undefined && gib < total && (before === undefined || gib > before) ? [[batch, gib]] : [];
    });
    const [first] = usable;
    if (first === undefined)
        return undefined;
    const [slope, start] = auto_batch_line(usable);
    const share = written > 0 && written < 1 ? written : DEFAULT_SHARE;
    const free = (device.totalBytes - outsideAllocator(device)) / GIB;
    let batch = Math.trunc((free * share - start) / slope);
    const failed = probes.findIndex(({ batch: each, gib }) => gib === undefined && each > first[0]);
    const ceiling = probes[failed]?.batch;
    if (ceiling !== undefined && batch >= ceiling)
        batch = probes[failed - 1]?.batch ?? first[0];
    batch = Math.min(Math.max(batch, first[0]), MOST_BATCH, images ?? MOST_BATCH);
    return { batch, probes };
}

;// CONCATENATED MODULE: ./lib/graph/unmeasured.js

/** Layers that have a rule and are in no measured run (test/measured): their rules follow the code, not a trace. */
const UNMEASURED = new Set([
    "AvgPool2d",
    "Activate",
    "Conv2",
    "ConvTranspose",
    "Focus",
    "C1",
    "BottleneckCSP",
    "TorchVisionBlock",
    "TorchVision",
    "TorchVisionStages",
    "Index",
    "AdaptiveAvgPool2d",
    "Dropout",
]);
/** Activations of the measured runs. */
const MEASURED_ACTIVATIONS = new Set(["SiLU", "ReLU", "none"]);
const unmeasured = (layer) => UNMEASURED.has(layer.kind) || (layer.kind !== "AIFI" && "act" in layer && !MEASURED_ACTIVATIONS.has(layer.act));
/** Modules of the graph, each once, in which no measured run has tested what the estimate says; for the interval. */
function unmeasuredModules(graph) {
    const found = new Set();
    for (const row of graph.layers)
        for (const layer of walk(row.layer))
            if (unmeasured(layer))
                found.add(row.module);
    return [...found];
}

;// CONCATENATED MODULE: ./lib/memory/interval-group.js


/** Tasks whose loss follows the number of labels on each image. */
const LABELLED = new Set(["detect", "segment", "pose", "obb"]);
/** Is any epoch trained on mosaics? The trainer closes mosaic for the last `close_mosaic` epochs, and with rect for all. */
const hasMosaic = ({ mosaic, rect, epochs, close_mosaic: closing }) => mosaic > 0 && !rect && (closing === 0 || epochs > closing);
/** Does the densest image of a batch differ from batch to batch? Then memory depends on which images meet. */
function variesInLabels({ task, dataset, arguments: args }) {
    const { mean, maximum } = dataset.labelsPerImage;
    return LABELLED.has(task) && (mean !== maximum || hasMosaic(args));
}
/**
 * The group of measured runs whose errors speak for a run. Groups are cut where errors differ: what is exact to
 * the byte where every image has as many labels is random where they vary.
 */
function errorGroup(run) {
    const { task, arguments: args, environment } = run;
    if (run.mode === "predict")
        return "prediction";
    if (!atLeast(environment.ultralytics, "8.4.0"))
        return "before 8.4";
    if (args.multi_scale > 0)
        return "multi_scale";
    if (variesInLabels(run))
        return task === "segment" ? "varied labels, masks" : "varied labels";
    if (allocatorSettings(environment.allocator).expandableSegments)
        return "expandable segments";
    if (task !== "detect")
        return task;
    return args.amp === "fp16" && args.channels_last !== false ? "detect" : "detect, other precision or layout";
}
/** The wider group that speaks with a group of too few runs; undefined: none is wider. */
function groupAround(group) {
    if (group === "varied labels, masks")
        return "varied labels";
    if (["prediction", "before 8.4", "varied labels", "equal labels"].includes(group))
        return undefined;
    return "equal labels";
}

;// CONCATENATED MODULE: ./lib/memory/interval-margins.json
const interval_margins_namespaceObject = /*#__PURE__*/JSON.parse('{"TN":[{"group":"before 8.4","below":0.091,"above":0.091,"runs":138},{"group":"classify","below":0.031,"above":0.061,"runs":9},{"group":"depth","below":0.031,"above":0.033,"runs":6},{"group":"detect","below":0.01,"above":0.013,"runs":120},{"group":"detect, other precision or layout","below":0.031,"above":0.033,"runs":12},{"group":"equal labels","below":0.031,"above":0.033,"runs":191},{"group":"expandable segments","below":0.031,"above":0.033,"runs":6},{"group":"multi_scale","below":0.031,"above":0.102,"runs":1},{"group":"obb","below":0.031,"above":0.033,"runs":6},{"group":"pose","below":0.031,"above":0.033,"runs":7},{"group":"segment","below":0.104,"above":0.035,"runs":18},{"group":"semantic","below":0.031,"above":0.033,"runs":6},{"group":"varied labels","below":0.111,"above":0.123,"runs":57},{"group":"varied labels, masks","below":0.111,"above":0.123,"runs":7}],"D3":{"below":0.111,"above":0.123},"Q8":{"s2":{"below":0.036,"above":0.073,"origin":"cuDNN chooses workspaces by architecture: 97.5 of 100 runs lose no more without any workspace, and gain no more with workspaces twice as large; written by `npm run accuracy -- --margins`."},"Nk":{"below":0.018,"above":0.037,"origin":"Half of what another architecture may do: another release of cuDNN on the same card. Assumed, not measured."},"N$":{"below":0.03,"above":0.03,"origin":"Assumed, not measured: changes of memory that are known are modelled by version, others are not."},"qd":{"below":0.05,"above":0.05,"origin":"The largest error of a measured model file of our own: 5.07 %, ghost and attention blocks."},"y0":{"below":0.05,"above":0.05,"origin":"Assumed, not measured: gradient buckets follow the source."}}}');
;// CONCATENATED MODULE: ./lib/memory/interval.js




const MARGINS = new Map(interval_margins_namespaceObject.TN.map((group) => [group.group, group]));
/** Two segments of the small pool: what the recorded repeats of one run differ by. */
const SMALLEST = 4 * MIB;
/** What has been measured: anything else makes the interval wider, and is said. */
const MEASURED = {
    architecture: "Hopper",
    torch: /^2\.11\./,
    ultralytics: new Set(["8.3.63", "8.4.190"]),
};
const interval_percent = (share) => `${Math.round(share * 1000) / 10} %`;
const interval_reason = (margin, text) => ({
    margin,
    text: `${text}: the interval is wider by ${interval_percent(margin.below)} below and ${interval_percent(margin.above)} above.`,
});
/** cuDNN and its choice of workspaces: the card and the release of torch decide together, so the wider of both counts. */
function libraryReason({ run, device }) {
    if (device.architecture !== MEASURED.architecture)
        return interval_reason(interval_margins_namespaceObject.Q8.s2, `No run on ${device.architecture} has been measured`);
    if (!MEASURED.torch.test(run.environment.torch))
        return interval_reason(interval_margins_namespaceObject.Q8.Nk, `No run with torch ${run.environment.torch} has been measured`);
    return undefined;
}
function reasonsOf(subject) {
    const { run, graph } = subject;
    const { ultralytics } = run.environment;
    const reasons = [libraryReason(subject)];
    if (!MEASURED.ultralytics.has(ultralytics))
        reasons.push(interval_reason(interval_margins_namespaceObject.Q8.N$, `No run of Ultralytics ${ultralytics} has been measured`));
    const modules = unmeasuredModules(graph);
    if (modules.length > 0)
        reasons.push(interval_reason(interval_margins_namespaceObject.Q8.qd, `No run with ${modules.join(", ")} has been measured`));
    if (run.arguments.devices.length > 1)
        reasons.push(interval_reason(interval_margins_namespaceObject.Q8.y0, "Gradient buckets of several GPUs are not played, and no run on several has been measured"));
    return reasons.filter((each) => each !== undefined);
}
/**
 * Where the largest reserved peak lies with 95 % confidence: the measured errors of the run's group, and more where
 * something about the run was never measured. `notes` say what that is, and how much it adds.
 */
function intervalOf(subject, reserved) {
    const margin = MARGINS.get(errorGroup(subject.run)) ?? interval_margins_namespaceObject.D3;
    const reasons = reasonsOf(subject);
    const sum = (end) => reasons.reduce((total, each) => total + each.margin[end], margin[end]);
    const below = Math.max(SMALLEST, reserved * sum("below"));
    const above = Math.max(SMALLEST, reserved * sum("above"));
    return {
        interval: {
            lowerBytes: bytes(Math.max(0, Math.floor(reserved - below))),
            upperBytes: bytes(Math.ceil(reserved + above)),
        },
        notes: reasons.map(({ text }) => text),
    };
}

;// CONCATENATED MODULE: ./lib/memory/estimate.js




/** The estimate of a played run: totals derived from the timeline, never stored beside it. */
function estimateOf(run, device, parts) {
    const { stream, replay, optimizer, batch } = parts.played;
    const { reservedPeakBytes, phases } = replay;
    const livePeak = Math.max(...Object.values(phases).map((phase) => phase?.livePeakBytes ?? 0));
    const note = outsideNote(device);
    const { interval, notes } = intervalOf({ run, device, graph: parts.graph }, reservedPeakBytes);
    return {
        status: "estimated",
        parameters: parts.graph.parameters,
        optimizer,
        optimizerStateBytes: bytes(stream.optimizerStateBytes),
        phases,
        reservedPeakBytes,
        livePeakBytes: bytes(livePeak),
        peakPhase: replay.peakPhase,
        outsideAllocatorBytes: outsideAllocator(device),
        interval,
        breakdown: breakdownAt(stream, replay.peakEvent, reservedPeakBytes),
        notes: note === undefined ? notes : [...notes, note],
        batch,
    };
}

;// CONCATENATED MODULE: ./lib/memory/limits.js





/** The trainer halves the batch at most so often. */
const MOST_HALVINGS = 3;
/** Forward, loss and backward are inside the trainer's rescue; the optimizer's step is not. */
function isRescued(stream, failed) {
    const block = stream.events[failed.event] ?? 0;
    return failed.phase === "training" && stream.categories[block] !== categoryIndex("optimizer");
}
/** Is the failure in the first epoch? The trainer rescues no later one. */
function inFirstEpoch(stream, event) {
    const second = stream.marks.filter((mark) => mark.effect === "phase" && mark.name === "training")[1];
    return second === undefined || event < second.at;
}
/** What becomes of a run whose allocator may reserve at most `limitBytes`. */
function outcomeUnder(play) {
    const { run, totalBytes, limitBytes, streamAt } = play;
    const mayHalve = atLeast(run.environment.ultralytics, SINCE.halvesBatch) && run.arguments.devices.length === 1;
    const settings = allocatorSettings(run.environment.allocator);
    let { batch } = play;
    for (let halvings = 0;; halvings++) {
        const stream = streamAt(batch);
        const { outOfMemory } = replay(stream, { totalBytes, limitBytes, settings });
        if (outOfMemory === undefined)
            return batch === play.batch ? { kind: "trains" } : { kind: "halved", batch };
        const rescued = mayHalve && halvings < MOST_HALVINGS && isRescued(stream, outOfMemory) && inFirstEpoch(stream, outOfMemory.event);
        if (!rescued)
            return { kind: "fails", phase: outOfMemory.phase };
        batch = Math.max(1, Math.floor(batch / 2));
    }
}
/** Segments are multiples of 2 MiB, so a finer search finds nothing. */
const RESOLUTION = 2 * MIB;
/**
 * The smallest limit that a stream survives, found by playing it under limits between its live peak (below that nothing
 * can survive) and its reserved peak (which always suffices), to the nearest 2 MiB or `share` of the range.
 */
function smallestLimit(stream, bounds) {
    let fails = Math.floor(bounds.livePeakBytes / RESOLUTION) * RESOLUTION;
    let survives = bounds.reservedPeakBytes;
    const step = Math.max(RESOLUTION, survives * 0.0025);
    while (survives - fails > step) {
        const middle = Math.round((fails + survives) / 2 / RESOLUTION) * RESOLUTION;
        if (middle <= fails || middle >= survives)
            break;
        const { outOfMemory } = replay(stream, {
            totalBytes: bounds.totalBytes,
            limitBytes: bytes(middle),
            settings: bounds.settings,
        });
        if (outOfMemory === undefined)
            survives = middle;
        else
            fails = middle;
    }
    return bytes(survives);
}

;// CONCATENATED MODULE: ./lib/memory/optimizer-choice.js
const optimizer_choice_NAMES = {
    sgd: "SGD",
    musgd: "MuSGD",
    adam: "Adam",
    adamw: "AdamW",
    adamax: "Adamax",
    nadam: "NAdam",
    radam: "RAdam",
    rmsprop: "RMSProp",
};
/** More optimizer steps than this, and `auto` takes the heavier optimizer (trainer, build_optimizer). */
const MANY_ITERATIONS = 10_000;
/** Major release 8.4 took MuSGD in the place of SGD. */
const optimizer_choice_heavy = (run) => (/^8\.[0-3]\./.test(run.environment.ultralytics) ? "SGD" : "MuSGD");
/** The optimizers that the run may use: one, or both of `auto`'s where the image count is unknown. */
function optimizersOf(run, batch) {
    const { optimizer, nbs, epochs, fraction } = run.arguments;
    const named = optimizer_choice_NAMES[optimizer.toLowerCase()];
    if (named !== undefined)
        return [named];
    const { trainImages } = run.dataset;
    if (trainImages === undefined)
        return ["AdamW", optimizer_choice_heavy(run)];
    const iterations = Math.ceil((trainImages * fraction) / Math.max(batch, nbs)) * epochs;
    return [iterations > MANY_ITERATIONS ? optimizer_choice_heavy(run) : "AdamW"];
}

;// CONCATENATED MODULE: ./lib/memory/run-key.js
/** Equal for runs with equal memory: everything but where the run is written and what was assumed. */
function runKey(run) {
    const { model, arguments: args, dataset, environment, task, mode } = run;
    return JSON.stringify([mode, task, model.description, model.scale, args, dataset, environment], (key, value) => (key === "place" ? undefined : value));
}
/** Equal for devices on which a run needs the same memory. */
const deviceKey = (device) => [device.architecture, device.multiprocessors, device.totalBytes, /\d{3,4}/.exec(device.name)?.[0]].join();

;// CONCATENATED MODULE: ./lib/memory/unsupported.js
const unsupported_reason = (code, message, remedy) => ({
    code,
    message,
    ...(remedy === undefined ? {} : { remedy }),
});
/** What the engine does not play: said, never guessed. */
function unsupported(run) {
    const { arguments: args, mode } = run;
    if (mode === "predict")
        return unsupported_reason("predict-mode", "Memory of prediction is not worked out.");
    if (args.batch < 1 && args.devices.length > 1)
        return unsupported_reason("auto-batch", `batch: ${args.batch} lets the trainer choose a batch, which it does on one GPU only.`, "Write a fixed batch.");
    if (args.distill_model !== undefined)
        return unsupported_reason("distillation", "Memory of training with a teacher model (distill_model) is not worked out.");
    if (args.compile !== false && args.compile !== "False")
        return unsupported_reason("compile", "Memory of compiled models is not worked out: the compiler decides what is kept.", "Train without compile, or measure the run on a GPU with smoke/measure.py.");
    if (args.quantize !== undefined && args.quantize !== 16 && args.quantize !== 32)
        return unsupported_reason("quantize", "Memory of quantization-aware training is not worked out.");
    return undefined;
}

;// CONCATENATED MODULE: ./lib/memory/estimator.js










/** Streams are large (some MiB); the last few are kept for the questions that follow an estimate. */
const KEPT_STREAMS = 4;
/** Remembers a limited number of values, the most recently used ones. */
class Recent {
    values = new Map();
    most;
    constructor(most) {
        this.most = most;
    }
    get(key, make) {
        const known = this.values.get(key);
        const value = known ?? make();
        this.values.delete(key);
        this.values.set(key, value);
        if (this.values.size > this.most) {
            const oldest = this.values.keys().next();
            if (!oldest.done)
                this.values.delete(oldest.value);
        }
        return value;
    }
}
/** What the trainer falls back to where no probe of AutoBatch ran. */
const FALLBACK_BATCH = 16;
/** The batch that is trained at on this device: the written one, or AutoBatch's pick. */
function batchOf(run, graph, device) {
    const { batch: written } = run.arguments;
    if (written >= 1)
        return { batch: written, notes: [] };
    const batch = autoBatch(run, graph, { device, limitBytes: undefined })?.batch ?? FALLBACK_BATCH;
    return {
        batch,
        notes: [`batch: ${written} lets the trainer choose: on a ${device.name} it would train at about batch ${batch}.`],
    };
}
/** The engine with a memory: the same run on the same class of device is worked out once. */
class RememberingEstimator {
    answers = new Map();
    streams = new Recent(KEPT_STREAMS);
    survivals = new Map();
    outcomes = new Map();
    estimate(run, device) {
        return this.answer(run, device).estimate;
    }
    survivable(run, device) {
        const { estimate, choice } = this.answer(run, device);
        if (estimate.status !== "estimated" || choice === undefined)
            return undefined;
        const key = `${runKey(run)}|${deviceKey(device)}`;
        const known = this.survivals.get(key);
        if (known !== undefined)
            return known;
        const stream = this.stream(run, device, choice);
        const found = smallestLimit(stream, {
            livePeakBytes: estimate.livePeakBytes,
            reservedPeakBytes: estimate.reservedPeakBytes,
            totalBytes: device.totalBytes,
            settings: allocatorSettings(run.environment.allocator),
        });
        this.survivals.set(key, found);
        return found;
    }
    outcome(run, device, limit) {
        const { choice } = this.answer(run, device);
        if (choice === undefined)
            return undefined;
        const key = `${runKey(run)}|${deviceKey(device)}|${limit}`;
        const known = this.outcomes.get(key);
        if (known !== undefined)
            return known;
        const found = outcomeUnder({
            run,
            totalBytes: device.totalBytes,
            limitBytes: limit,
            batch: choice.batch,
            streamAt: (batch) => this.stream(run, device, { ...choice, batch }),
        });
        this.outcomes.set(key, found);
        return found;
    }
    answer(run, device) {
        const key = `${runKey(run)}|${deviceKey(device)}`;
        const known = this.answers.get(key);
        if (known !== undefined)
            return known;
        const made = this.work(run, device);
        this.answers.set(key, made);
        return made;
    }
    work(run, device) {
        const reason = unsupported(run);
        if (reason !== undefined)
            return { estimate: { status: "unknown", reason }, choice: undefined };
        const built = graphOf(run);
        if ("unknown" in built)
            return { estimate: { status: "unknown", reason: built.unknown }, choice: undefined };
        const unplayed = unplayedLayer(built.graph);
        if (unplayed !== undefined)
            return { estimate: { status: "unknown", reason: unplayed }, choice: undefined };
        const { batch, notes } = batchOf(run, built.graph, device);
        const plays = optimizersOf(run, batch).map((optimizer) => {
            const stream = this.stream(run, device, { batch, optimizer });
            return {
                stream,
                replay: replay(stream, {
                    totalBytes: device.totalBytes,
                    settings: allocatorSettings(run.environment.allocator),
                }),
                optimizer,
                batch,
            };
        });
        // Where it is open which optimizer the run will use, the answer must hold for both.
        const played = plays.reduce((worst, each) => each.replay.reservedPeakBytes > worst.replay.reservedPeakBytes ? each : worst);
        const estimate = estimateOf(run, device, { graph: built.graph, played });
        return {
            estimate: { ...estimate, notes: [...notes, ...estimate.notes] },
            choice: { batch, optimizer: played.optimizer },
        };
    }
    stream(run, device, choice) {
        const key = [runKey(run), device.multiprocessors, device.architecture, choice.batch, choice.optimizer].join("|");
        return this.streams.get(key, () => streamOf(run, device, choice));
    }
}
const createEstimator = () => new RememberingEstimator();

;// CONCATENATED MODULE: ./lib/changes/select.js
/** Files that may hold or change a training run: YAML, and what pins versions. */
const isYaml = (path) => /\.ya?ml$/i.test(path);
const isVersionFile = (path) => /(?:^|\/)(?:[\w.-]*requirements[\w.-]*|[\w.-]*constraints[\w.-]*|pyproject|uv|poetry|Pipfile|setup|environment)[\w.-]*$/i.test(path) || /(?:^|\/)[\w.-]*Dockerfile[\w.-]*$/i.test(path);
/** Folders whose YAML configures other programs. */
const isOther = (path) => /(?:^|\/)(?:\.git|\.github|node_modules|\.venv|venv|site-packages)\//.test(path);
/** Whether a file of this name may hold a training run, and is wanted. */
const mayHoldRuns = (path, { wanted = () => true }) => isYaml(path) && !isOther(path) && wanted(path);
/**
 * Configs worth reading at head and base. A changed config is read alone; where anything else changed that configs rest on
 * (data and model files, pinned versions, the fleet file), every candidate is read, and the comparison of runs decides.
 */
async function affectedConfigs(changes, rules) {
    const candidates = async (snapshot) => (await snapshot.list()).filter((path) => mayHoldRuns(path, rules));
    if (changes.changed === undefined)
        return { head: await candidates(changes.head), base: [] };
    const relevant = changes.changed.filter(({ path, previousPath }) => [path, previousPath ?? path].some((each) => each === rules.fleetFile || isVersionFile(each) || (isYaml(each) && !isOther(each))));
    if (relevant.length === 0)
        return { head: [], base: [] };
    return {
        head: await candidates(changes.head),
        base: changes.base === undefined ? [] : await candidates(changes.base),
    };
}

;// CONCATENATED MODULE: ./lib/fleet/rules.js

/** The pools that a config is judged by: the last rule that matches it counts. Without one, it has to fit anywhere. */
function poolsFor(config, fleet) {
    const rule = ruleFor(config, fleet);
    if (rule === undefined)
        return { pools: fleet.pools, required: [], require: "any" };
    const required = fleet.pools.filter((pool) => rule.pools.includes(pool.name));
    const others = fleet.pools.filter((pool) => !rule.pools.includes(pool.name));
    return { pools: [...required, ...others], required, require: rule.require, rule };
}
/** The last rule that matches; a file that one matches is a training config. */
const ruleFor = (config, fleet) => fleet.rules.findLast((rule) => ruleMatches(rule, config));
const ruleMatches = (rule, config) => rule.paths.some((glob) => globMatches(glob, config)) && !rule.exclude.some((glob) => globMatches(glob, config));

;// CONCATENATED MODULE: ./lib/pipeline/changed-runs.js

/** The runs of the head that differ from the base's, by meaning: a comment or the order of keys changes nothing. */
function changedRuns(head, base, changed) {
    if (base === undefined)
        return {
            runs: head.runs.map((run) => ({ run, before: undefined, own: true })),
            unknown: head.unknown,
            unchanged: 0,
        };
    const before = new Map(base.runs.map((run) => [run.id, run]));
    const edited = new Set(changed.map(({ path }) => path));
    const pairs = head.runs.map((run) => ({
        run,
        before: before.get(idBefore(run.id, changed)),
        own: edited.has(run.place.file),
    }));
    const runs = pairs.filter((pair) => pair.before === undefined || runKey(pair.run) !== runKey(pair.before));
    const known = new Set(base.unknown.map(reasonsKey));
    const unknown = head.unknown.filter((each) => each.files.some((file) => edited.has(file)) || !known.has(reasonsKey(each)));
    return { runs, unknown, unchanged: pairs.length - runs.length + head.unknown.length - unknown.length };
}
const reasonsKey = ({ id, reasons }) => JSON.stringify([id, reasons.map(({ code, message }) => [code, message])]);
/** A renamed config keeps its history. */
function idBefore(id, changed) {
    const [, file = id, number = ""] = /^(.*?)(#\d+)?$/s.exec(id) ?? [];
    return `${changed.find((each) => each.path === file)?.previousPath ?? file}${number}`;
}

;// CONCATENATED MODULE: ./lib/verdict/pool-verdict.js

/** A pool that gives each run several GPUs trains the run on all of them, unless the config names its own. */
function runOnPool(run, pool) {
    const { devices } = run.arguments;
    if (pool.gpusPerRun <= 1 || devices.length > 1 || run.places["device"] !== undefined)
        return run;
    return { ...run, arguments: { ...run.arguments, devices: Array.from({ length: pool.gpusPerRun }, (_, i) => i) } };
}
/**
 * FITS: the upper end of what the run may reserve is within the limit. TIGHT: it trains at the limit all the same, if need
 * be with cached memory given back. Needs include what is outside the allocator, so that the sum is what nvidia-smi shows.
 */
function judgePool(asked, estimator) {
    const question = { ...asked, run: runOnPool(asked.run, asked.pool) };
    const { pool, limitBytes, required, waiver } = question;
    const estimate = estimator.estimate(question.run, pool.device);
    const base = { pool, required, estimate, limitBytes, ...(waiver === undefined ? {} : { waiver }) };
    if (estimate.status === "unknown")
        return { ...base, verdict: "UNKNOWN", undecided: false };
    const { outsideAllocatorBytes: outside, interval, reservedPeakBytes } = estimate;
    const needUpperBytes = pool_verdict_plus(interval.upperBytes, outside);
    const needLowerBytes = pool_verdict_plus(interval.lowerBytes, outside);
    const fits = needUpperBytes <= limitBytes;
    const outcome = fits ? undefined : outcomeAt(question, estimate, estimator);
    const verdict = fits ? "FITS" : outcome?.kind === "trains" ? "TIGHT" : "DOES NOT FIT";
    return {
        ...base,
        verdict,
        needBytes: pool_verdict_plus(reservedPeakBytes, outside),
        needLowerBytes,
        needUpperBytes,
        undecided: verdict === "TIGHT" || (needLowerBytes <= limitBytes && limitBytes < needUpperBytes),
        ...(outcome === undefined ? {} : { outcome }),
    };
}
const pool_verdict_plus = (a, b) => bytes(a + b);
/** What happens at the limit. Where that is not told, only whether the run trains counts, which its live peak may rule out. */
function outcomeAt({ run, pool, required, outcomeTold = required, limitBytes }, estimate, estimator) {
    const room = limitBytes - estimate.outsideAllocatorBytes;
    if (!outcomeTold && estimate.livePeakBytes > room)
        return undefined;
    return estimator.outcome(run, pool.device, bytes(Math.max(0, room)));
}

;// CONCATENATED MODULE: ./lib/verdict/advice/allocator.js
const SETTING = "expandable_segments:True";
/** Segments that grow leave less reserved memory unused. https://docs.pytorch.org/docs/stable/notes/cuda.html#optimizing-memory-usage-with-pytorch-cuda-alloc-conf */
function* allocator({ run }) {
    const { allocator: written, os } = run.environment;
    // Not on Windows: PyTorch ignores the setting there.
    if (written?.includes("expandable_segments") || os === "windows")
        return;
    const setting = written === undefined || written === "" ? SETTING : `${written},${SETTING}`;
    yield {
        run: { ...run, environment: { ...run.environment, allocator: setting } },
        change: `PYTORCH_CUDA_ALLOC_CONF=${setting}`,
        effect: "set it where training starts; nothing about the training changes",
    };
}

;// CONCATENATED MODULE: ./lib/verdict/advice/change.js
const withArguments = (run, changed) => ({
    ...run,
    arguments: { ...run.arguments, ...changed },
});
/** The change of one argument's value. */
const argumentChange = (name, from, to) => ({
    change: `${name}: ${from} → ${to}`,
    argument: { name, value: to },
});

;// CONCATENATED MODULE: ./lib/verdict/advice/amp.js

/** Mixed precision where it is switched off. */
function* amp({ run }) {
    if (run.arguments.amp !== "off")
        return;
    yield {
        run: withArguments(run, { amp: "fp16" }),
        ...argumentChange("amp", "False", "True"),
        effect: "activations in half precision, weights stay in fp32",
    };
}

;// CONCATENATED MODULE: ./lib/verdict/advice/batch.js

/** Images whose gradients make one step: the trainer adds up round(nbs / batch) batches. */
const effectiveBatch = (batch, nbs) => Math.max(1, Math.round(nbs / batch)) * batch;
/** Smaller batches of which whole steps have as many images as now: with nbs as it is, else with nbs set to that number. */
function* batch({ run }) {
    const { batch: written, nbs, devices } = run.arguments;
    const effective = effectiveBatch(written, nbs);
    const smaller = Array.from({ length: Math.max(0, written - 1) }, (_, i) => written - 1 - i).filter((value) => value % devices.length === 0 && effective % value === 0);
    for (const value of smaller.filter((each) => effectiveBatch(each, nbs) === effective))
        yield {
            run: withArguments(run, { batch: value }),
            ...argumentChange("batch", String(written), String(value)),
            effect: `gradients add up over ${effective / value} batches (nbs ${nbs} is kept), so the effective batch stays ${effective}`,
        };
    for (const value of smaller)
        yield {
            run: withArguments(run, { batch: value, nbs: effective }),
            change: `batch: ${written} → ${value}, nbs: ${nbs} → ${effective}`,
            effect: `gradients add up over ${effective / value} batches, so the effective batch stays ${effective}`,
        };
}

;// CONCATENATED MODULE: ./lib/verdict/advice/freeze.js

/** The backbone frozen, where weights are loaded that make that sensible. */
function* freeze({ run }) {
    const { arguments: args, model } = run;
    if (args.freeze !== undefined || args.pretrained === false || !model.written.endsWith(".pt"))
        return;
    const layers = model.description.backbone.length;
    yield {
        run: withArguments(run, { freeze: layers }),
        ...argumentChange("freeze", "None", String(layers)),
        effect: "the backbone keeps its pretrained weights",
    };
}

;// CONCATENATED MODULE: ./lib/verdict/advice/gpus.js

/** More GPUs of the pool: each takes its share of the batch. */
function* gpus({ run, pool }) {
    const { batch, devices } = run.arguments;
    const least = Math.max(devices.length, pool.gpusPerRun) * 2;
    for (let count = least; count <= Math.min(pool.count ?? 1, batch); count *= 2) {
        if (batch % count !== 0)
            continue;
        const indices = Array.from({ length: count }, (_, index) => index);
        yield {
            run: withArguments(run, { devices: indices }),
            ...argumentChange("device", devices.join(","), indices.join(",")),
            effect: `the batch of ${batch} is shared by ${count} GPUs`,
        };
    }
}

;// CONCATENATED MODULE: ./lib/verdict/advice/imgsz.js

/** Beyond half the size it is another detector that is trained. */
const LEAST_SHARE = 0.5;
/** Image sizes from the next stride down. */
function* imgsz({ run, strideOf }) {
    const { imgsz: written } = run.arguments;
    const stride = strideOf(run.model);
    for (let value = written - stride; value >= written * LEAST_SHARE; value -= stride)
        yield {
            run: withArguments(run, { imgsz: value }),
            ...argumentChange("imgsz", String(written), String(value)),
            effect: "smaller images; small objects suffer first",
        };
}

;// CONCATENATED MODULE: ./lib/verdict/advice/multiples.js
/** Shares of the present width; half of it is a quarter of the weights. */
const SHARES = [0.75, 0.5];
/** A narrower version of the repository's own model file. */
function* multiples({ run }) {
    const { model } = run;
    if (model.description.place === undefined)
        return;
    for (const share of SHARES) {
        const narrower = narrowed(model, share);
        yield {
            run: { ...run, model: narrower.model },
            change: `${narrower.key} in ${model.description.place.file}: ${narrower.from} → ${narrower.to}`,
            effect: "every layer has fewer channels; weights have to be trained anew",
        };
    }
}
const rounded = (n) => Math.round(n * 1000) / 1000;
/** The width stands with the scale where the file has scales, else in a key of its own. */
function narrowed(model, share) {
    const { description, scale } = model;
    const own = description.scales?.[scale];
    if (own === undefined) {
        const from = description.widthMultiple ?? 1;
        const to = rounded(from * share);
        return { model: { ...model, description: { ...description, widthMultiple: to } }, key: "width_multiple", from, to };
    }
    const [depth, from, most] = own;
    const to = rounded(from * share);
    const scales = { ...description.scales, [scale]: [depth, to, most] };
    return { model: { ...model, description: { ...description, scales } }, key: `width of scale ${scale}`, from, to };
}

;// CONCATENATED MODULE: ./lib/verdict/advice/optimizer.js

/** SGD keeps one number a weight (its momentum), the Adam family two. */
function* optimizer({ run }) {
    const { optimizer: written } = run.arguments;
    if (written.toLowerCase() === "sgd")
        return;
    yield {
        run: withArguments(run, { optimizer: "SGD" }),
        ...argumentChange("optimizer", written, "SGD"),
        effect: "less optimizer state; lr0 has to be chosen anew",
    };
}

;// CONCATENATED MODULE: ./lib/verdict/advice/scale.js

/** Scales of the same model, from the next smaller one down. */
function* scale_scale({ run }) {
    const { description, scale: current, written } = run.model;
    const scales = Object.entries(description.scales ?? {});
    const size = ([, [depth, width]]) => depth * width * width;
    const own = scales.find(([letter]) => letter === current);
    if (own === undefined)
        return;
    for (const [letter] of scales.filter((each) => size(each) < size(own)).sort((a, b) => size(b) - size(a))) {
        const name = renamed(written, current, letter);
        if (name === undefined)
            return;
        yield {
            run: { ...run, model: { ...run.model, scale: letter, written: name } },
            ...argumentChange("model", written, name),
            effect: "a smaller model of the same family",
        };
    }
}
/** `yolo11m-seg.pt` at scale s: `yolo11s-seg.pt`. undefined: the name does not say its scale. */
function renamed(written, from, to) {
    const name = written.replace(new RegExp(`(\\d)${from}(?=[-.u]|$)`), `$1${to}`);
    return name === written ? undefined : name;
}

;// CONCATENATED MODULE: ./lib/verdict/advice/kinds.js









const kind = (name, changes, shrinking = false) => ({ kind: name, changes, shrinking });
/** Kinds of advice, ordered by how little they change the training. */
const KINDS = [
    kind("allocator", allocator),
    kind("batch", batch),
    kind("amp", amp),
    kind("imgsz", imgsz, true),
    kind("freeze", freeze),
    kind("optimizer", optimizer),
    kind("scale", scale_scale),
    kind("multiples", multiples),
    kind("gpus", gpus),
];

;// CONCATENATED MODULE: ./lib/verdict/advice/other-pools.js
/** Of one run and hour; pools without a price come last. */
const price = ({ pool }) => (pool.price ?? Number.POSITIVE_INFINITY) * pool.gpusPerRun;
/** Pools of the fleet where the run fits as it is: cheapest first where prices are declared, else the smallest card. */
function otherPools(pools) {
    return pools
        .filter(({ verdict, required }) => verdict === "FITS" && !required)
        .sort((a, b) => compare(price(a), price(b)) || a.limitBytes - b.limitBytes)
        .flatMap(({ pool, needBytes, limitBytes, verdict }) => needBytes === undefined
        ? []
        : [
            {
                kind: "pool",
                pool,
                change: `train it on ${pool.name}`,
                needBytes,
                limitBytes,
                verdict,
                effect: "the config stays as it is",
            },
        ]);
}
// Two pools without a price: Infinity less Infinity is no number.
const compare = (a, b) => (a === b ? 0 : a < b ? -1 : 1);

;// CONCATENATED MODULE: ./lib/verdict/advice/advise.js




/** Shown at most; the first ones change the training least. */
const MOST = 3;
/** Changes that make the run fit, each confirmed by estimating the changed run; at most three, that of least effect first. */
function advise(missed, context) {
    const aims = aimsOf(missed);
    const pool = aims[0]?.pool;
    if (pool === undefined)
        return [];
    const elsewhere = otherPools(missed.pools).slice(0, 1);
    const found = [];
    for (const kind of KINDS) {
        if (found.length + elsewhere.length >= MOST)
            break;
        const candidates = kind.changes({ run: missed.run, pool, strideOf: context.strideOf });
        const verified = (change) => verify(kind.kind, { change, aims }, context);
        const advice = kind.shrinking ? byHalving([...candidates], verified) : inTurn(candidates, verified);
        if (advice !== undefined)
            found.push(advice);
    }
    return [...found, ...elsewhere];
}
/** The pools to make it fit: each that decides where all are required, else the one that it misses by least. */
function aimsOf({ pools, require }) {
    const known = deciding(pools).filter((pool) => pool.needBytes !== undefined);
    if (require === "all")
        return known;
    const miss = (pool) => (pool.needBytes ?? 0) - pool.limitBytes;
    return [...known].sort((a, b) => miss(a) - miss(b)).slice(0, 1);
}
/** The change as advice, if the changed run fits every pool that it has to. */
function verify(kind, { change: { run, ...told }, aims }, { estimator }) {
    const judged = aims.map(({ pool, limitBytes }) => judgePool({ run, pool, required: false, limitBytes }, estimator));
    const fullest = [...judged].sort((a, b) => share(b) - share(a))[0];
    if (overall(judged, "all") !== "FITS" || fullest?.needBytes === undefined)
        return undefined;
    const { pool, needBytes, limitBytes, verdict } = fullest;
    return { kind, pool, ...told, needBytes, limitBytes, verdict };
}
function inTurn(candidates, verified) {
    for (const change of candidates) {
        const advice = verified(change);
        if (advice !== undefined)
            return advice;
    }
    return undefined;
}
/** The first of them that fits, if each needs less than the one before it; in any case one that was seen to fit. */
function byHalving(candidates, verified) {
    let found;
    let [low, high] = [0, candidates.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        const change = candidates[middle];
        const advice = change === undefined ? undefined : verified(change);
        if (advice === undefined)
            low = middle + 1;
        else
            [found, high] = [advice, middle];
    }
    return found;
}
const share = (pool) => (pool.needBytes ?? 0) / pool.limitBytes;

;// CONCATENATED MODULE: ./lib/verdict/changed-keys.js
const changed_keys_shown = (value) => value === undefined ? "default" : typeof value === "string" ? value : JSON.stringify(value);
const changed_keys_text = (value) => JSON.stringify(value, (key, each) => (key === "place" ? undefined : each)) ?? "";
const differ = (a, b) => changed_keys_text(a) !== changed_keys_text(b);
/** Everything that differs between two runs, by meaning: values as resolved, so that a changed default counts too. */
function changedKeys(before, after) {
    return [
        ...model(before, after),
        ...trainArguments(before, after),
        ...dataset(before, after),
        ...environment(before, after),
    ];
}
function model(before, after) {
    if (!differ([before.model, before.task], [after.model, after.task]))
        return [];
    const [from, to] = [before.model.written, after.model.written];
    const place = after.model.description.place ?? after.places["model"];
    const alone = { ...before, model: after.model, task: after.task };
    if (from !== to)
        return [{ key: "model", from, to, ...changed_keys_at(after.places["model"] ?? place), alone }];
    if (!differ(changed_keys_rowsOf(before), changed_keys_rowsOf(after)))
        return [];
    return [{ key: to, from: "", to: "", ...changed_keys_at(place), alone }];
}
// The number of classes stands in the model too; it is told with the data set, where it comes from.
const changed_keys_rowsOf = ({ model: { description, scale } }) => [{ ...description, classes: 0 }, scale];
function trainArguments(before, after) {
    const names = [...new Set([...Object.keys(before.arguments), ...Object.keys(after.arguments)])];
    return names
        .filter((name) => differ(before.arguments[name], after.arguments[name]))
        .map((name) => ({
        key: name,
        from: changed_keys_shown(before.arguments[name]),
        to: changed_keys_shown(after.arguments[name]),
        ...changed_keys_at(after.places[name]),
        alone: { ...before, arguments: { ...before.arguments, [name]: after.arguments[name] } },
    }));
}
const DATASET = [
    ["classes", "classes"],
    ["labelsPerImage", "labels per image"],
    ["trainImages", "images"],
    ["valImages", "validation images"],
    ["imageSize", "image size on disk"],
];
function dataset(before, after) {
    return DATASET.filter(([name]) => differ(before.dataset[name], after.dataset[name])).map(([name, key]) => ({
        key,
        from: shownFact(before.dataset[name]),
        to: shownFact(after.dataset[name]),
        ...changed_keys_at(after.places["data"]),
        alone: { ...before, dataset: { ...before.dataset, [name]: after.dataset[name] } },
    }));
}
/** Of labels per image, the densest image decides. */
const shownFact = (value) => typeof value === "object" && value !== null && "maximum" in value
    ? `at most ${String(value.maximum)}`
    : value === undefined
        ? "not known"
        : changed_keys_shown(value);
const ENVIRONMENT = ["ultralytics", "torch", "allocator"];
function environment(before, after) {
    return ENVIRONMENT.filter((name) => differ(before.environment[name], after.environment[name])).map((name) => ({
        key: name === "allocator" ? "PYTORCH_CUDA_ALLOC_CONF" : name,
        from: changed_keys_shown(before.environment[name]),
        to: changed_keys_shown(after.environment[name]),
        alone: { ...before, environment: { ...before.environment, [name]: after.environment[name] } },
    }));
}
const changed_keys_at = (place) => (place === undefined ? {} : { place });

;// CONCATENATED MODULE: ./lib/verdict/cause.js


/** Above so many, single effects say little, and each costs an estimate. */
const MOST_ESTIMATES = 12;
/**
 * What changed between two runs of a config, and what each change brings when it is made alone, the largest growth first.
 * Effects need not sum to the whole growth: changes multiply (batch and imgsz).
 */
function causes(runs, device, estimator) {
    const keys = changedKeys(runs.before, runs.after);
    const need = (run) => {
        const estimate = estimator.estimate(run, device);
        return estimate.status === "estimated" ? estimate.reservedPeakBytes : undefined;
    };
    const base = need(runs.before);
    const growth = (run) => {
        const grown = base === undefined || keys.length > MOST_ESTIMATES ? undefined : need(run);
        return grown === undefined || base === undefined ? {} : { growthBytes: bytes(grown - base) };
    };
    return keys
        .map(({ alone, ...key }) => ({ ...key, ...growth(keys.length === 1 ? runs.after : alone) }))
        .sort((a, b) => (b.growthBytes ?? 0) - (a.growthBytes ?? 0));
}

;// CONCATENATED MODULE: ./lib/verdict/ladder.js

const VARIED = (/* unused pure expression or super */ null && (["batch", "imgsz", "scale"]));
/** Beyond these a value fits everywhere that matters. */
const ladder_MOST_BATCH = 4096;
const MOST_IMGSZ = 8192;
/** The values of one argument of a run, all others kept. `stride`: what image sizes are rounded to. */
function ladder(run, vary, stride) {
    switch (vary) {
        case "batch": {
            const step = run.arguments.devices.length;
            // A batch has no more images than there are.
            const most = Math.min(ladder_MOST_BATCH, run.dataset.trainImages ?? ladder_MOST_BATCH);
            return ladder_numbers(step, Math.max(1, Math.floor(most / step)), (batch) => withArguments(run, { batch }));
        }
        case "imgsz":
            return ladder_numbers(stride, Math.floor(MOST_IMGSZ / stride), (imgsz) => withArguments(run, { imgsz }));
        case "scale":
            return scales(run, run.model);
    }
}
const ladder_numbers = (step, count, make) => ({
    count,
    at: (index) => ({ value: String((index + 1) * step), run: make((index + 1) * step) }),
});
function scales(run, model) {
    const letters = Object.entries(model.description.scales ?? { [model.scale]: [1, 1, 1] })
        .sort(([, [depthA, widthA]], [, [depthB, widthB]]) => depthA * widthA ** 2 - depthB * widthB ** 2)
        .map(([letter]) => letter);
    const at = (index) => {
        const scale = letters[index] ?? model.scale;
        return { value: scale === "" ? model.written : scale, run: { ...run, model: { ...model, scale } } };
    };
    return { count: letters.length, at };
}

;// CONCATENATED MODULE: ./lib/verdict/largest.js


/** The last value before the first that is not FITS, scanning up; undefined where the smallest one is not. */
function largest(run, question, estimator) {
    const rungs = ladder(run, question.vary, question.stride);
    const { pool, limitBytes } = question;
    const judged = new Map();
    const judge = (index) => {
        const known = judged.get(index) ?? judgePool({ run: rungs.at(index).run, pool, required: true, limitBytes }, estimator);
        judged.set(index, known);
        return known;
    };
    const found = lastThatFits(rungs, judge, judged);
    if (found === undefined)
        return undefined;
    const { needBytes, needUpperBytes } = judge(found);
    if (needBytes === undefined || needUpperBytes === undefined)
        return undefined;
    return {
        ...rungs.at(found),
        needBytes,
        needUpperBytes,
        limitBytes,
        unlimited: rungs.count > 1 && found === rungs.count - 1,
    };
}
/**
 * Rungs are doubled until one fails and the gap is then halved. That finds the first failing one only if need grows along
 * the ladder; where the rungs that were tried say otherwise, all are tried in turn.
 */
function lastThatFits(rungs, judge, judged) {
    const fits = (index) => judge(index).verdict === "FITS";
    if (!fits(0))
        return undefined;
    let [low, high] = [0, 1];
    while (high < rungs.count && fits(high))
        [low, high] = [high, high * 2 + 1];
    high = Math.min(high, rungs.count);
    while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (fits(middle))
            low = middle;
        else
            high = middle;
    }
    return grows(judged) ? low : scanUp(low, fits);
}
function grows(judged) {
    const needs = [...judged].sort(([a], [b]) => a - b).flatMap(([, { needUpperBytes }]) => needUpperBytes ?? []);
    return needs.every((need, index) => need >= (needs[index - 1] ?? 0));
}
function scanUp(most, fits) {
    let index = 0;
    while (index < most && fits(index + 1))
        index++;
    return index;
}

;// CONCATENATED MODULE: ./lib/verdict/right-size.js

/** Of a pool and hour; where no price is declared, a larger card is taken to cost more. */
const isCheaper = (a, b) => {
    const [priceA, priceB] = [a.pool.price, b.pool.price];
    return priceA === undefined || priceB === undefined
        ? a.limitBytes < b.limitBytes
        : priceA * a.pool.gpusPerRun < priceB * b.pool.gpusPerRun;
};
/** Cheaper pools than the one that a run fits, with the largest batch up to its own that fits there too. */
function smallerPools(run, judged, { fits, context }) {
    if (judged.verdict !== "FITS" || fits === undefined)
        return [];
    const cheaper = judged.pools.filter((pool) => pool.verdict !== "UNKNOWN" && isCheaper(pool, fits));
    return cheaper.flatMap((pool) => {
        const own = run.arguments.batch;
        if (pool.verdict === "FITS" && pool.needBytes !== undefined)
            return [{ pool: pool.pool, batch: own, needBytes: pool.needBytes, limitBytes: pool.limitBytes }];
        const question = { pool: pool.pool, vary: "batch", limitBytes: pool.limitBytes, stride: 0 };
        const found = largest(run, question, context.estimator);
        if (found === undefined)
            return [];
        const batch = found.run.arguments.batch;
        return [{ pool: pool.pool, batch, needBytes: found.needBytes, limitBytes: pool.limitBytes }];
    });
}

;// CONCATENATED MODULE: ./lib/verdict/judge.js






/** The config that a run belongs to: its file, without the number behind it. */
const configOf = (run) => run.place.file;
/** A run on every pool, required ones first; or on those alone that decide. */
function judgePools(run, context, which = "all") {
    const { rules, estimator } = context;
    const { pools, required } = rules.poolsFor(configOf(run));
    const asked = which === "deciding" && required.length > 0 ? required : pools;
    const limitOf = (pool) => rules.limitBytes(pool, rules.fleet.policy);
    // Where none is required, a run that fits nowhere is told of by the pool that comes nearest to it: the largest.
    const largest = Math.max(...asked.map(limitOf));
    return asked.map((pool) => {
        const waiver = rules.waiverFor(configOf(run), pool.name);
        const limitBytes = limitOf(pool);
        const question = {
            run,
            pool,
            required: required.includes(pool),
            outcomeTold: required.length > 0 ? required.includes(pool) : limitBytes === largest,
            limitBytes,
            ...(waiver === undefined ? {} : { waiver }),
        };
        return judgePool(question, estimator);
    });
}
/** Everything that is said about one run: verdict on every pool, conclusion, advice, the state before. */
function judgeRun(question, context) {
    const { run, before, problems } = question;
    const { require } = context.rules.poolsFor(configOf(run));
    const pools = judgePools(run, context);
    const verdict = overall(pools, require);
    const shown = decisive(pools, { verdict, require });
    const judged = { run, pools, require, verdict };
    const conclusion = conclude(pools, { fleet: context.rules.fleet, require, today: context.today });
    const missed = verdict === "DOES NOT FIT" || (verdict === "TIGHT" && conclusion !== "pass");
    return {
        id: run.id,
        ...judged,
        conclusion,
        waived: verdict === "DOES NOT FIT" && shown !== undefined && isWaived(shown, context.today),
        ...(before === undefined ? {} : { before: { run: before, pools: judgePools(before, context, "deciding") } }),
        causes: before && shown ? causes({ before, after: run }, shown.pool.device, context.estimator) : [],
        advice: missed ? advise(judged, context) : [],
        ...(context.rightSize ? { smaller: smallerPools(run, judged, { fits: shown, context }) } : {}),
        problems,
    };
}
/** A config that could not be made into a run follows the policy for UNKNOWN. */
function judgeUnknown(unknown, problems, context) {
    const { fleet } = context.rules;
    return {
        id: unknown.id,
        unknown: unknown.reasons,
        pools: [],
        require: "any",
        verdict: "UNKNOWN",
        conclusion: fleet.file === undefined && fleet.policy.unknown === "fail" ? "warn" : fleet.policy.unknown,
        waived: false,
        causes: [],
        advice: [],
        problems,
    };
}

;// CONCATENATED MODULE: ./lib/pipeline/fleet-change.js


/** The same configs under the fleet in force and under the proposed one, each with the data sets that it declares. */
function fleet_change_fleetChange(inForce, proposed) {
    const others = new Map(proposed.runs.map((run) => [run.id, run]));
    const compared = inForce.runs.flatMap((run) => {
        const other = others.get(run.id);
        return other === undefined
            ? []
            : [{ id: run.id, inForce: verdictOf(run, inForce.context), proposed: verdictOf(other, proposed.context) }];
    });
    return { differing: compared.filter((each) => each.inForce !== each.proposed), judged: compared.length };
}
function verdictOf(run, context) {
    const { require } = context.rules.poolsFor(configOf(run));
    return overall(judgePools(run, context, "deciding"), require);
}

;// CONCATENATED MODULE: ./lib/pipeline/moved.js

/** Less is not worth a reader's time where the config itself was not edited. */
const WORTH_TELLING = 0.05;
/** Has a run a new verdict, or moved by more than 5 %? For runs that a shared file changes: data, model, versions. */
function moved_moved(judged) {
    const { before, require, verdict } = judged;
    if (before === undefined || overall(before.pools, require) !== verdict)
        return true;
    const pool = decisive(judged.pools, judged);
    const earlier = before.pools.find((each) => each.pool.name === pool?.pool.name);
    if (pool?.needBytes === undefined || earlier?.needBytes === undefined)
        return pool?.needBytes !== earlier?.needBytes;
    return Math.abs(pool.needBytes / earlier.needBytes - 1) > WORTH_TELLING;
}

;// CONCATENATED MODULE: ./lib/fleet/rule-problems.js


/**
 * Doubts about the rules and waivers that only the repository's configs can show, as warnings: globs that match none
 * of them, rules that decide none, rules that share configs with a later one. `configs`: every training config there is.
 */
function ruleProblems(fleet, configs) {
    return [
        ...fleet.rules.flatMap((rule) => [...idleGlobs(rule, configs), ...shadowed(rule, fleet, configs)]),
        ...fleet.waivers.flatMap((waiver) => waiver.place === undefined || configs.some((config) => globMatches(waiver.config, config))
            ? []
            : [
                warning({
                    ...waiver.place,
                    code: "unused-waiver",
                    message: `The waiver for \`${waiver.config}\` matches no config.`,
                }),
            ]),
    ];
}
const warning = (problem) => ({ ...problem, severity: "warning" });
function idleGlobs(rule, configs) {
    return rule.paths.flatMap((glob, i) => {
        const place = rule.pathPlaces?.[i] ?? rule.place;
        if (place === undefined || configs.some((config) => globMatches(glob, config)))
            return [];
        const message = `The glob \`${glob}\` matches no config.`;
        return [
            warning({
                ...place,
                code: "glob-without-match",
                message,
                remedy: "Globs are relative to the repository's root.",
            }),
        ];
    });
}
/** Of the configs that a rule matches, a later rule may take some (overlapping) or all (unused). */
function shadowed(rule, fleet, configs) {
    const matched = configs.filter((config) => ruleMatches(rule, config));
    const taken = matched.filter((config) => ruleFor(config, fleet) !== rule);
    const [example] = taken;
    if (rule.place === undefined || example === undefined)
        return [];
    const later = ruleFor(example, fleet)?.place;
    const by = later === undefined ? "a later rule" : `the rule in line ${later.line}`;
    if (taken.length === matched.length) {
        const message = `This rule decides nothing: later rules match all of its configs, \`${example}\` for one (${by}).`;
        return [
            warning({
                ...rule.place,
                code: "unused-rule",
                message,
                remedy: "The last rule that matches counts: remove this one or move it down.",
            }),
        ];
    }
    const message = `This rule overlaps ${by}: ${taken.length} of its ${matched.length} configs, \`${example}\` for one, follow that one.`;
    return [
        warning({
            ...rule.place,
            code: "overlapping-rules",
            message,
            remedy: "The last rule that matches counts; `exclude` makes it plain.",
        }),
    ];
}

;// CONCATENATED MODULE: ./lib/fleet/waivers.js

/** Two weeks: time to act before the day. */
const SOON_DAYS = 14;
const MS_PER_DAY = 86_400_000;
/** Whole days from `today` (`YYYY-MM-DD`) to the waiver's last day; negative when that is past. */
const daysLeft = (waiver, today) => Math.round((Date.parse(`${waiver.until}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / MS_PER_DAY);
/** It holds through its last day and ends soon in the two weeks before. */
function standing(waiver, today) {
    const days = daysLeft(waiver, today);
    if (days < 0)
        return "expired";
    return days <= SOON_DAYS ? "ends-soon" : "holds";
}
/** The waiver for a config in a pool, expired or not; of several the one that holds longest. */
function waiverFor(fleet, config, pool) {
    const matching = fleet.waivers.filter((waiver) => (waiver.pool === undefined || waiver.pool === pool) && globMatches(waiver.config, config));
    return matching.reduce((best, waiver) => (best === undefined || waiver.until > best.until ? waiver : best), undefined);
}
/** An error for each waiver that has expired, a warning for each that is about to. `today`: `YYYY-MM-DD`. */
function waiverProblems(fleet, today) {
    return fleet.waivers.flatMap((waiver) => {
        const state = standing(waiver, today);
        if (waiver.place === undefined || state === "holds")
            return [];
        const days = daysLeft(waiver, today);
        const whose = `The waiver of ${waiver.owner} for \`${waiver.config}\``;
        const problem = state === "expired"
            ? {
                ...waiver.place,
                code: "waiver-expired",
                severity: "error",
                message: `${whose} expired on ${waiver.until}.`,
            }
            : {
                ...waiver.place,
                code: "waiver-ends-soon",
                severity: "warning",
                message: `${whose} ends ${inDays(days)}, on ${waiver.until}.`,
            };
        return [{ ...problem, remedy: "Make the config fit, or agree on a new date and write it to `until`." }];
    });
}
const inDays = (days) => (days === 0 ? "today" : days === 1 ? "tomorrow" : `in ${days} days`);

;// CONCATENATED MODULE: ./lib/pipeline/problems.js



/** What there is to say beside the runs: of the fleet file, its rules and waivers, and of files that gave no run. */
function reportProblems(input) {
    const { proposed, head, runs, changed, complete, today } = input;
    const told = new Set(runs.flatMap((run) => run.problems));
    const concerns = (file) => changed === undefined || changed.some(({ path }) => path === file);
    const configs = [...head.runs, ...head.unknown].map(({ place }) => place.file);
    const looksAtRules = complete && (changed === undefined || input.inForce.text !== proposed.text);
    return [
        ...proposed.problems.filter(({ file }) => changed === undefined || proposed.broken || concerns(file)),
        ...(looksAtRules ? ruleProblems(proposed.fleet, configs) : []),
        ...waiverProblems({ ...proposed.fleet, waivers: standingWaivers(input) }, today),
        ...head.problems.filter((problem) => !told.has(problem) && concerns(problem.file)),
    ];
}
/**
 * The waivers that are in force and stay: whoever removes an expired one must not be failed by it. In a pull request only
 * those of configs that it changes; the audit looks at all.
 */
function standingWaivers({ inForce, proposed, runs, changed }) {
    const same = (a, b) => a.config === b.config && a.pool === b.pool && a.until === b.until;
    return proposed.fleet.waivers.filter((waiver) => inForce.fleet.waivers.some((each) => same(each, waiver)) &&
        (changed === undefined || runs.some(({ id }) => globMatches(waiver.config, id.replace(/#\d+$/, "")))));
}

;// CONCATENATED MODULE: ./lib/fleet/data/ambiguous-names.json
const ambiguous_names_namespaceObject = /*#__PURE__*/JSON.parse('[{"name":"A100","means":["A100-40GB","A100-80GB"],"reason":"the card exists with 40 and 80 GB"},{"name":"V100","means":["V100-16GB","V100-32GB"],"reason":"the card exists with 16 and 32 GB"},{"name":"GH200","means":["GH200-96GB","GH200-144GB"],"reason":"the card exists with 96 and 144 GB"},{"name":"RTX2060","means":["RTX 2060 6GB","RTX 2060 12GB"],"reason":"both print the same name"},{"name":"RTX3050","means":["RTX 3050 6GB","RTX 3050 8GB"],"reason":"both print the same name"},{"name":"RTX3050-laptop","means":["RTX 3050 Laptop 4GB","RTX 3050 Laptop 6GB"],"reason":"both print the same name"},{"name":"RTX3080","means":["RTX 3080 10GB","RTX 3080 12GB"],"reason":"both print the same name"},{"name":"RTX4060Ti","means":["RTX 4060 Ti 8GB","RTX 4060 Ti 16GB"],"reason":"both print the same name"},{"name":"RTX5060Ti","means":["RTX 5060 Ti 8GB","RTX 5060 Ti 16GB"],"reason":"both print the same name"},{"name":"GTX1060","means":["GTX 1060 3GB","GTX 1060 6GB"],"reason":"the card exists with 3 and 6 GB"},{"name":"orin-nano","means":["orin-nano-4gb","orin-nano-8gb"],"reason":"the module exists with 4 and 8 GB"},{"name":"orin-nx","means":["orin-nx-8gb","orin-nx-16gb"],"reason":"the module exists with 8 and 16 GB"},{"name":"agx-orin","means":["agx-orin-32gb","agx-orin-64gb"],"reason":"the module exists with 32 and 64 GB"},{"name":"agx-xavier","means":["agx-xavier-16gb","agx-xavier-32gb"],"reason":"the module exists with 16 and 32 GB"},{"name":"Orin","means":["orin-nano-4gb","orin-nano-8gb","orin-nx-8gb","orin-nx-16gb","agx-orin-32gb","agx-orin-64gb"],"reason":"all Orin modules print the same name"},{"name":"Xavier","means":["xavier-nx","agx-xavier-16gb","agx-xavier-32gb"],"reason":"all Xavier modules print the same name"}]');
;// CONCATENATED MODULE: ./lib/fleet/data/gpus.json
const data_gpus_namespaceObject = /*#__PURE__*/JSON.parse('[{"name":"Tesla T4","aliases":["T4","tesla-t4","NVIDIA T4"],"prints":"Tesla T4","vendorGB":16,"totalMiB":15360,"otherReadings":"15109 with R470 and earlier (seen with 470.42 and 470.57)","computeCapability":"7.5","architecture":"Turing","ecc":"ECC on by default; on GDDR6 it takes 1/16 of the memory","source":"nvidia-smi output in a public repository, not linked; CC blog.csdn.net/HaoZiHuang/article/details/125834480 (copy of NVIDIA\'s list)","confidence":"seen","multiprocessors":40,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2560 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.5 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":14912,"cudaReadings":"14.75, 14.74 GiB; 14913, 14912 MiB","cudaSource":"PyTorch 2.2 and 2.11 runs of 2026; github.com/FoundationVision/GenerateU/issues/10"},{"name":"NVIDIA T4G","aliases":["T4G"],"prints":"NVIDIA T4G","vendorGB":16,"totalMiB":15360,"otherReadings":"","computeCapability":"7.5","architecture":"Turing","ecc":"as T4","source":"inferred: same chip and size as T4; name from ec2instances.info GPU data; CC blog.csdn.net/HaoZiHuang/article/details/125834480 (copy of NVIDIA\'s list)","confidence":"inferred","multiprocessors":40,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2560 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.5 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA L4","aliases":["L4"],"prints":"NVIDIA L4","vendorGB":24,"totalMiB":23034,"otherReadings":"","computeCapability":"8.9","architecture":"Ada","ecc":"ECC on by default; on GDDR6 it takes 1/16 of the memory","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":58,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"7424 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":22559,"cudaReadings":"22.06, 22.05, 22.03 GiB","cudaSource":"out-of-memory messages; L4 or A10G told by the capacity"},{"name":"NVIDIA L40","aliases":["L40"],"prints":"NVIDIA L40","vendorGB":48,"totalMiB":46068,"otherReadings":"49140 with ECC off (seen)","computeCapability":"8.9","architecture":"Ada","ecc":"ECC on by default; on GDDR6 it takes 1/16 of the memory","source":"nvidia-smi output in a public repository, not linked; ECC off nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":142,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"18176 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":45466,"cudaReadings":"44.40 GiB","cudaSource":"github.com/NVlabs/Eagle/issues/68"},{"name":"NVIDIA L40S","aliases":["L40S"],"prints":"NVIDIA L40S","vendorGB":48,"totalMiB":46068,"otherReadings":"49140 with ECC off (inferred from L40)","computeCapability":"8.9","architecture":"Ada","ecc":"ECC on by default; on GDDR6 it takes 1/16 of the memory","source":"nvidia-smi output in a public repository, not linked; skypilot-org/skypilot-catalog catalogs/v7/vast/vms.csv; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":142,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"18176 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA L20","aliases":["L20"],"prints":"NVIDIA L20","vendorGB":48,"totalMiB":46068,"otherReadings":"","computeCapability":"8.9","architecture":"Ada","ecc":"ECC on by default; on GDDR6 it takes 1/16 of the memory","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":92,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"11776 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A2","aliases":["A2"],"prints":"NVIDIA A2","vendorGB":16,"totalMiB":15356,"otherReadings":"","computeCapability":"8.6","architecture":"Ampere","ecc":"ECC on by default; on GDDR6 it takes 1/16 of the memory","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":10,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"1280 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A10","aliases":["A10"],"prints":"NVIDIA A10","vendorGB":24,"totalMiB":23028,"otherReadings":"22731 with older drivers (seen)","computeCapability":"8.6","architecture":"Ampere","ecc":"ECC on by default; on GDDR6 it takes 1/16 of the memory","source":"nvidia-smi output in a public repository, not linked; skypilot-org/skypilot-catalog catalogs/v7/vast/vms.csv (46056 for 2); old value nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":72,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"9216 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":22518,"cudaReadings":"21.99 GiB","cudaSource":"github.com/zai-org/CogVLM/issues/236"},{"name":"NVIDIA A10G","aliases":["A10G"],"prints":"NVIDIA A10G","vendorGB":24,"totalMiB":23028,"otherReadings":"22731 with older drivers (inferred from A10)","computeCapability":"8.6","architecture":"Ampere","ecc":"ECC on by default; on GDDR6 it takes 1/16 of the memory","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":80,"multiprocessorsBasis":"printed","multiprocessorsSource":"deviceQuery prints 80 for the card of EC2 g5 instances","cudaMiB":22559,"cudaReadings":"22.15, 22.07, 22.03 GiB","cudaSource":"out-of-memory messages; L4 or A10G told by the capacity"},{"name":"NVIDIA A16","aliases":["A16"],"prints":"NVIDIA A16","vendorGB":16,"totalMiB":15356,"otherReadings":"one of the 4 GPUs on a 64 GB board","computeCapability":"8.6","architecture":"Ampere","ecc":"ECC on by default; on GDDR6 it takes 1/16 of the memory","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":10,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"1280 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A30","aliases":["A30","A30-24GB"],"prints":"NVIDIA A30","vendorGB":24,"totalMiB":24576,"otherReadings":"","computeCapability":"8.0","architecture":"Ampere","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"nvidia-smi output in a public repository, not linked; CC NVIDIA/go-nvml pkg/nvml/mock/shared/gpus","confidence":"seen","multiprocessors":56,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"3584 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 8.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":24095,"cudaReadings":"23.53 GiB","cudaSource":"github.com/google/RB-Modulation/issues/5"},{"name":"NVIDIA A40","aliases":["A40"],"prints":"NVIDIA A40","vendorGB":48,"totalMiB":46068,"otherReadings":"49140 with ECC off (inferred from L40/A6000)","computeCapability":"8.6","architecture":"Ampere","ecc":"ECC on by default; on GDDR6 it takes 1/16 of the memory","source":"nvidia-smi output in a public repository, not linked; skypilot-org/skypilot-catalog catalogs/v7/vast/vms.csv; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":84,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"10752 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":45496,"cudaReadings":"44.43 GiB","cudaSource":"output in a public repository, not linked"},{"name":"NVIDIA A100-PCIE-40GB","aliases":["A100","A100-40GB","A100-PCIE-40GB","a100-40g"],"prints":"NVIDIA A100-PCIE-40GB","vendorGB":40,"totalMiB":40960,"otherReadings":"40536 with older drivers (seen on SXM4)","computeCapability":"8.0","architecture":"Ampere","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"nvidia-smi output in a public repository, not linked; CC NVIDIA/go-nvml pkg/nvml/mock/shared/gpus","confidence":"seen","multiprocessors":108,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"6912 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 8.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":40325,"cudaReadings":"39.50, 39.49, 39.38 GiB","cudaSource":"as NVIDIA A100-SXM4-40GB: the form factor is stated for one of the readings only"},{"name":"NVIDIA A100-SXM4-40GB","aliases":["A100","A100-40GB","A100-SXM4-40GB","a100-40g"],"prints":"NVIDIA A100-SXM4-40GB","vendorGB":40,"totalMiB":40960,"otherReadings":"40536 with older drivers (seen)","computeCapability":"8.0","architecture":"Ampere","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"nvidia-smi output in a public repository, not linked; CC NVIDIA/go-nvml pkg/nvml/mock/shared/gpus","confidence":"seen","multiprocessors":108,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"6912 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 8.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":40325,"cudaReadings":"39.56, 39.50, 39.49, 39.38 GiB","cudaSource":"github.com/threestudio-project/threestudio/issues/402; github.com/TianheWu/CoSeR/issues/10; output in a public repository, not linked"},{"name":"NVIDIA A100 80GB PCIe","aliases":["A100-80GB","A100-PCIE-80GB","a100-80g"],"prints":"NVIDIA A100 80GB PCIe","vendorGB":80,"totalMiB":81920,"otherReadings":"","computeCapability":"8.0","architecture":"Ampere","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"nvidia-smi output in a public repository, not linked; CC NVIDIA/go-nvml pkg/nvml/mock/shared/gpus","confidence":"seen","multiprocessors":108,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"6912 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 8.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":81050,"cudaReadings":"79.25, 79.15 GiB","cudaSource":"as NVIDIA A100-SXM4-80GB: the form factor is not stated"},{"name":"NVIDIA A100-SXM4-80GB","aliases":["A100-80GB","A100-SXM4-80GB","a100-80g"],"prints":"NVIDIA A100-SXM4-80GB","vendorGB":80,"totalMiB":81920,"otherReadings":"81251 with older drivers (seen)","computeCapability":"8.0","architecture":"Ampere","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"nvidia-smi output in a public repository, not linked; CC NVIDIA/go-nvml pkg/nvml/mock/shared/gpus","confidence":"seen","multiprocessors":108,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"6912 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 8.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":81050,"cudaReadings":"79.25, 79.15 GiB","cudaSource":"github.com/HiDream-ai/VAREdit/issues/6; stas00/ml-engineering"},{"name":"NVIDIA A800-SXM4-80GB","aliases":["A800"],"prints":"NVIDIA A800-SXM4-80GB","vendorGB":80,"totalMiB":81920,"otherReadings":"81251 with older drivers (seen)","computeCapability":"8.0","architecture":"Ampere","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"new value inferred from A100-SXM4-80GB; old value nvidia-smi output in a public repository, not linked; CC NVIDIA/go-nvml pkg/nvml/mock/shared/gpus","confidence":"inferred","multiprocessors":108,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"6912 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 8.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA H100 PCIe","aliases":["H100","H100-PCIE","h100-pcie-80gb"],"prints":"NVIDIA H100 PCIe","vendorGB":80,"totalMiB":81559,"otherReadings":"","computeCapability":"9.0","architecture":"Hopper","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"nvidia-smi output in a public repository, not linked; skypilot-org/skypilot-catalog catalogs/v5/vast/vms.csv; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":114,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"14592 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 9.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA H100 80GB HBM3","aliases":["H100","H100-SXM","H100-SXM5","H100-80GB"],"prints":"NVIDIA H100 80GB HBM3","vendorGB":80,"totalMiB":81559,"otherReadings":"81559 in drivers 535 to 580 alike","computeCapability":"9.0","architecture":"Hopper","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"nvidia-smi output in a public repository, not linked; skypilot-org/skypilot-catalog catalogs/v7/vast/vms.csv; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":132,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"16896 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 9.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":81009,"cudaReadings":"79.22, 79.21, 79.19, 79.14, 79.11 GiB","cudaSource":"github.com/vllm-project/vllm/pull/12126; github.com/vllm-project/vllm/issues/27508"},{"name":"NVIDIA H100 NVL","aliases":["H100-NVL","H100-94GB"],"prints":"NVIDIA H100 NVL","vendorGB":94,"totalMiB":95830,"otherReadings":"","computeCapability":"9.0","architecture":"Hopper","ecc":"total is the same with ECC 0 or Off (both seen)","source":"nvidia-smi output in a public repository, not linked; skypilot-org/skypilot-catalog catalogs/v5/vast/vms.csv; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":132,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"16896 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 9.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":95324,"cudaReadings":"93.09 GiB","cudaSource":"output in a public repository, not linked"},{"name":"NVIDIA H800","aliases":["H800"],"prints":"NVIDIA H800","vendorGB":80,"totalMiB":81559,"otherReadings":"","computeCapability":"9.0","architecture":"Hopper","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":132,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"16896 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 9.0 (CUDA C++ Programming Guide, compute capabilities); the SXM board","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA H20","aliases":["H20"],"prints":"NVIDIA H20","vendorGB":96,"totalMiB":97871,"otherReadings":"","computeCapability":"9.0","architecture":"Hopper","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"inferred: no output found; value taken from GH200 96 GB, same stack size; CC developer.nvidia.com/cuda-gpus","confidence":"inferred","multiprocessors":78,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"9984 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 9.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA H200","aliases":["H200","H200-SXM","H200-141GB"],"prints":"NVIDIA H200","vendorGB":141,"totalMiB":143771,"otherReadings":"","computeCapability":"9.0","architecture":"Hopper","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"nvidia-smi output in a public repository, not linked; skypilot-org/skypilot-catalog catalogs/v7/vast/vms.csv; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":132,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"16896 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 9.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":143155,"cudaReadings":"139.81, 139.80 GiB","cudaSource":"out-of-memory messages in public repositories, not linked"},{"name":"NVIDIA H200 NVL","aliases":["H200-NVL"],"prints":"NVIDIA H200 NVL","vendorGB":141,"totalMiB":143771,"otherReadings":"","computeCapability":"9.0","architecture":"Hopper","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":132,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"16896 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 9.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GH200 480GB","aliases":["GH200","GH200-96GB"],"prints":"NVIDIA GH200 480GB","vendorGB":96,"totalMiB":97871,"otherReadings":"480GB in the name is the CPU memory","computeCapability":"9.0","architecture":"Hopper","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":132,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"16896 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 9.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GH200 120GB","aliases":["GH200","GH200-96GB"],"prints":"NVIDIA GH200 120GB","vendorGB":96,"totalMiB":97871,"otherReadings":"120GB in the name is the CPU memory","computeCapability":"9.0","architecture":"Hopper","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":132,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"16896 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 9.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GH200 144G HBM3e","aliases":["GH200-144GB"],"prints":"NVIDIA GH200 144G HBM3e","vendorGB":144,"totalMiB":null,"otherReadings":"no whole-GPU figure found","computeCapability":"9.0","architecture":"Hopper","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"name from github.com/NVIDIA/mig-parted/pull/139; inferred: total not found; CC developer.nvidia.com/cuda-gpus","confidence":"inferred","multiprocessors":132,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"16896 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 9.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA B100","aliases":["B100"],"prints":"NVIDIA B100","vendorGB":192,"totalMiB":null,"otherReadings":"no output found; the card is not in NVIDIA\'s current compute-capability table","computeCapability":"10.0","architecture":"Blackwell","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"inferred: nothing found; CC developer.nvidia.com/cuda-gpus","confidence":"inferred","multiprocessors":148,"multiprocessorsBasis":"assumed","multiprocessorsSource":"as B200, the other card of the same chip","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA B200","aliases":["B200","B200-180GB"],"prints":"NVIDIA B200","vendorGB":180,"totalMiB":183359,"otherReadings":"","computeCapability":"10.0","architecture":"Blackwell","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":148,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"18944 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 10.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":182620,"cudaReadings":"178.36, 178.35, 178.34 GiB","cudaSource":"out-of-memory messages in public repositories, not linked"},{"name":"NVIDIA GB200","aliases":["GB200"],"prints":"NVIDIA GB200","vendorGB":186,"totalMiB":189471,"otherReadings":"","computeCapability":"10.0","architecture":"Blackwell","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":152,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"19456 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 10.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA B300 SXM6 AC","aliases":["B300","B300-SXM6"],"prints":"NVIDIA B300 SXM6 AC","vendorGB":288,"totalMiB":275040,"otherReadings":"AWS material speaks of about 269 GB usable","computeCapability":"10.3","architecture":"Blackwell Ultra","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":148,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"18944 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 10.3 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":274104,"cudaReadings":"267.68 GiB","cudaSource":"output in a public repository, not linked"},{"name":"NVIDIA GB300","aliases":["GB300"],"prints":"NVIDIA GB300","vendorGB":288,"totalMiB":284208,"otherReadings":"","computeCapability":"10.3","architecture":"Blackwell Ultra","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":152,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"19456 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 10.3 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GB10","aliases":["GB10","DGX-Spark"],"prints":"NVIDIA GB10","vendorGB":128,"totalMiB":124550,"otherReadings":"nvidia-smi prints Not Supported / [N/A]; figure is the CUDA-visible total 121.63 GiB of unified memory","computeCapability":"12.1","architecture":"Blackwell","ecc":"unified memory, N/A","source":"nvidia-smi output in a public repository, not linked; CUDA total nvidia-smi output in a public repository, not linked (per-device table of OpenCL/CUDA-visible memory); github.com/unslothai/unsloth/pull/10283; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":48,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"6144 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.1 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"Tesla V100-SXM2-16GB","aliases":["V100","V100-16GB","V100-SXM2-16GB"],"prints":"Tesla V100-SXM2-16GB","vendorGB":16,"totalMiB":16384,"otherReadings":"16160 (R450-R470) and 16130 (R418-era), both seen","computeCapability":"7.0","architecture":"Volta","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"nvidia-smi output in a public repository, not linked; old values nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-legacy-gpus","confidence":"seen","multiprocessors":80,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"5120 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":16148,"cudaReadings":"15.78, 15.77 GiB","cudaSource":"github.com/vllm-project/vllm/issues/10637; github.com/kchengiva/Shift-GCN/issues/34"},{"name":"Tesla V100-SXM2-32GB","aliases":["V100-32GB","V100-SXM2-32GB"],"prints":"Tesla V100-SXM2-32GB","vendorGB":32,"totalMiB":32768,"otherReadings":"32510 and 32480 with older drivers (seen); 32767 with ECC off on an old driver (seen)","computeCapability":"7.0","architecture":"Volta","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"new value inferred from the 16 GB card; old values nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-legacy-gpus","confidence":"inferred","multiprocessors":80,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"5120 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":32501,"cudaReadings":"32501 MiB","cudaSource":"PyTorch 2.6 run"},{"name":"Tesla V100-PCIE-16GB","aliases":["V100","V100-16GB","V100-PCIE-16GB"],"prints":"Tesla V100-PCIE-16GB","vendorGB":16,"totalMiB":16384,"otherReadings":"16160 and 16130 with older drivers (seen)","computeCapability":"7.0","architecture":"Volta","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"skypilot-org/skypilot-catalog catalogs/v7/vast/vms.csv (Tesla_V100, form factor not stated); old values nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-legacy-gpus","confidence":"seen","multiprocessors":80,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"5120 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":16148,"cudaReadings":"15.78, 15.77 GiB","cudaSource":"as Tesla V100-SXM2-16GB: the form factor is not stated"},{"name":"Tesla V100-PCIE-32GB","aliases":["V100-32GB","V100-PCIE-32GB"],"prints":"Tesla V100-PCIE-32GB","vendorGB":32,"totalMiB":32768,"otherReadings":"32510/32480 with older drivers (inferred from SXM2)","computeCapability":"7.0","architecture":"Volta","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"inferred from the SXM2 cards; CUDA total 31.73 GiB in nvidia-smi output in a public repository, not linked (per-device table of OpenCL/CUDA-visible memory); CC developer.nvidia.com/cuda-legacy-gpus","confidence":"inferred","multiprocessors":80,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"5120 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":32492,"cudaReadings":"31.73 GiB","cudaSource":"per-device table of memory visible to CUDA"},{"name":"Tesla P100-PCIE-16GB","aliases":["P100","P100-16GB"],"prints":"Tesla P100-PCIE-16GB","vendorGB":16,"totalMiB":16384,"otherReadings":"16280 with older drivers (seen)","computeCapability":"6.0","architecture":"Pascal","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-legacy-gpus","confidence":"seen","multiprocessors":56,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"3584 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 6.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":16271,"cudaReadings":"16281 MiB; 15.89 GiB","cudaSource":"PyTorch 1.11 run; out-of-memory message"},{"name":"Tesla P100-SXM2-16GB","aliases":["P100","P100-SXM2"],"prints":"Tesla P100-SXM2-16GB","vendorGB":16,"totalMiB":16384,"otherReadings":"16280 with older drivers (seen)","computeCapability":"6.0","architecture":"Pascal","ecc":"ECC on by default; HBM ECC takes nothing from the printed total","source":"new value inferred from the PCIe card; old value nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-legacy-gpus","confidence":"inferred","multiprocessors":56,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"3584 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 6.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"Tesla P40","aliases":["P40"],"prints":"Tesla P40","vendorGB":24,"totalMiB":23040,"otherReadings":"22919 with older drivers, ECC on (seen); 24576 with ECC off","computeCapability":"6.1","architecture":"Pascal","ecc":"ECC on by default; takes 1/16","source":"inferred: 15/16 of 24576, the pattern seen on P4 and T4; old value nvidia-smi output in a public repository, not linked; CUDA total 23.87 GiB with ECC off in nvidia-smi output in a public repository, not linked (per-device table of OpenCL/CUDA-visible memory); CC developer.nvidia.com/cuda-legacy-gpus","confidence":"inferred","multiprocessors":30,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"3840 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 6.1 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"Tesla P4","aliases":["P4"],"prints":"Tesla P4","vendorGB":8,"totalMiB":7680,"otherReadings":"7611 with older drivers (seen)","computeCapability":"6.1","architecture":"Pascal","ecc":"ECC on by default; takes 1/16","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-legacy-gpus","confidence":"seen","multiprocessors":20,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2560 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 6.1 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"Tesla K80","aliases":["K80"],"prints":"Tesla K80","vendorGB":12,"totalMiB":11441,"otherReadings":"11439 with older drivers; 12206 with ECC off (both seen); one of the 2 GPUs on a 24 GB board","computeCapability":"3.7","architecture":"Kepler","ecc":"ECC on by default; takes about 1/16","source":"nvidia-smi output in a public repository, not linked; others nvidia-smi output in a public repository, not linked; CC blog.csdn.net/HaoZiHuang/article/details/125834480 (copy of NVIDIA\'s list)","confidence":"seen","multiprocessors":13,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2496 CUDA cores in NVIDIA\'s data sheet, 192 a multiprocessor at compute capability 3.7 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":11438,"cudaReadings":"11.17 GiB","cudaSource":"github.com/shllln/GenerativeGraph/issues/5"},{"name":"Tesla M60","aliases":["M60"],"prints":"Tesla M60","vendorGB":8,"totalMiB":7618,"otherReadings":"7679, and 8123 or 8191 with ECC off (seen); one of the 2 GPUs on a 16 GB board","computeCapability":"5.2","architecture":"Maxwell","ecc":"ECC on by default on EC2; takes 1/16","source":"nvidia-smi output in a public repository, not linked; others nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-legacy-gpus","confidence":"seen","multiprocessors":16,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2048 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 5.2 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA RTX A2000","aliases":["A2000","RTX-A2000-6GB"],"prints":"NVIDIA RTX A2000","vendorGB":6,"totalMiB":6138,"otherReadings":"6144 appears in one illustrative table","computeCapability":"8.6","architecture":"Ampere","ecc":"ECC selectable, normally printed Off; when on it takes 1/16","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":26,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"3328 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":5796,"cudaReadings":"5.66 GiB","cudaSource":"output in a public repository, not linked"},{"name":"NVIDIA RTX A2000 12GB","aliases":["A2000-12GB"],"prints":"NVIDIA RTX A2000 12GB","vendorGB":12,"totalMiB":12282,"otherReadings":"","computeCapability":"8.6","architecture":"Ampere","ecc":"ECC selectable, normally printed Off; when on it takes 1/16","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":26,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"3328 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA RTX A4000","aliases":["A4000"],"prints":"NVIDIA RTX A4000","vendorGB":16,"totalMiB":16376,"otherReadings":"","computeCapability":"8.6","architecture":"Ampere","ecc":"ECC selectable, normally printed Off; when on it takes 1/16","source":"nvidia-smi output in a public repository, not linked; skypilot-org/skypilot-catalog catalogs/v7/vast/vms.csv; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":48,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"6144 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":15985,"cudaReadings":"15.61 GiB","cudaSource":"github.com/DengKaiCQ/VGGT-Long/issues/6"},{"name":"NVIDIA RTX A4500","aliases":["A4500"],"prints":"NVIDIA RTX A4500","vendorGB":20,"totalMiB":20470,"otherReadings":"","computeCapability":"8.6","architecture":"Ampere","ecc":"ECC selectable, normally printed Off; when on it takes 1/16","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":56,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"7168 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA RTX A5000","aliases":["A5000"],"prints":"NVIDIA RTX A5000","vendorGB":24,"totalMiB":24564,"otherReadings":"","computeCapability":"8.6","architecture":"Ampere","ecc":"ECC selectable, normally printed Off; when on it takes 1/16","source":"nvidia-smi output in a public repository, not linked; skypilot-org/skypilot-catalog catalogs/v7/vast/vms.csv; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":64,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"8192 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA RTX A5500","aliases":["A5500"],"prints":"NVIDIA RTX A5500","vendorGB":24,"totalMiB":24564,"otherReadings":"","computeCapability":"8.6","architecture":"Ampere","ecc":"ECC selectable, normally printed Off; when on it takes 1/16","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":80,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"10240 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA RTX A5500 Laptop GPU","aliases":["A5500-laptop"],"prints":"NVIDIA RTX A5500 Laptop GPU","vendorGB":16,"totalMiB":16384,"otherReadings":"","computeCapability":"8.6","architecture":"Ampere","ecc":"ECC selectable, normally printed Off; when on it takes 1/16","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":58,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"7424 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA RTX A6000","aliases":["A6000","RTXA6000"],"prints":"NVIDIA RTX A6000","vendorGB":48,"totalMiB":49140,"otherReadings":"48685 with older drivers; 46068 with ECC on (both seen)","computeCapability":"8.6","architecture":"Ampere","ecc":"ECC selectable, normally printed Off; when on it takes 1/16","source":"nvidia-smi output in a public repository, not linked; old nvidia-smi output in a public repository, not linked; ECC on nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":84,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"10752 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":48538,"cudaReadings":"47.54, 47.53, 47.50, 47.43, 47.40 GiB","cudaSource":"out-of-memory messages of 48 GB cards with ECC off (RTX A6000, RTX 6000 Ada or a modified 4090, told by the capacity)"},{"name":"NVIDIA RTX 2000 Ada Generation","aliases":["RTX-2000-Ada"],"prints":"NVIDIA RTX 2000 Ada Generation","vendorGB":16,"totalMiB":16380,"otherReadings":"","computeCapability":"8.9","architecture":"Ada","ecc":"ECC selectable, normally printed Off; when on it takes 1/16","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":22,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2816 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA RTX 3500 Ada Generation Laptop GPU","aliases":["RTX-3500-Ada"],"prints":"NVIDIA RTX 3500 Ada Generation Laptop GPU","vendorGB":12,"totalMiB":12282,"otherReadings":"name is cut in the table; laptop suffix inferred","computeCapability":"8.9","architecture":"Ada","ecc":"ECC selectable, normally printed Off; when on it takes 1/16","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":40,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"5120 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA RTX 4000 Ada Generation","aliases":["RTX-4000-Ada"],"prints":"NVIDIA RTX 4000 Ada Generation","vendorGB":20,"totalMiB":20475,"otherReadings":"","computeCapability":"8.9","architecture":"Ada","ecc":"ECC selectable, normally printed Off; when on it takes 1/16","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":48,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"6144 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA RTX 4000 SFF Ada Generation","aliases":["RTX-4000-SFF-Ada"],"prints":"NVIDIA RTX 4000 SFF Ada Generation","vendorGB":20,"totalMiB":20475,"otherReadings":"","computeCapability":"8.9","architecture":"Ada","ecc":"ECC selectable, normally printed Off; when on it takes 1/16","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":48,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"6144 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA RTX 4500 Ada Generation","aliases":["RTX-4500-Ada"],"prints":"NVIDIA RTX 4500 Ada Generation","vendorGB":24,"totalMiB":24570,"otherReadings":"seen under Windows WDDM","computeCapability":"8.9","architecture":"Ada","ecc":"ECC selectable, normally printed Off; when on it takes 1/16","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":60,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"7680 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA RTX 5000 Ada Generation","aliases":["RTX-5000-Ada"],"prints":"NVIDIA RTX 5000 Ada Generation","vendorGB":32,"totalMiB":32760,"otherReadings":"","computeCapability":"8.9","architecture":"Ada","ecc":"ECC selectable, normally printed Off; when on it takes 1/16","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":100,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"12800 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA RTX 6000 Ada Generation","aliases":["RTX-6000-Ada","RTX6000-Ada"],"prints":"NVIDIA RTX 6000 Ada Generation","vendorGB":48,"totalMiB":49140,"otherReadings":"46068 with ECC on (seen)","computeCapability":"8.9","architecture":"Ada","ecc":"ECC selectable, normally printed Off; when on it takes 1/16","source":"skypilot-org/skypilot-catalog catalogs/v5/vast/vms.csv (both values); ECC on github.com/DINGYANB/MTVCrafter/issues/21; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":142,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"18176 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":48538,"cudaReadings":"47.54, 47.53, 47.50, 47.43, 47.40 GiB","cudaSource":"as RTX A6000 (ECC off); with ECC on 44.43 GiB of 46068 MiB, github.com/DINGYANB/MTVCrafter/issues/21"},{"name":"NVIDIA RTX PRO 6000 Blackwell Workstation Edition","aliases":["RTX-PRO-6000","RTXPRO6000"],"prints":"NVIDIA RTX PRO 6000 Blackwell Workstation Edition","vendorGB":96,"totalMiB":97887,"otherReadings":"table cuts the name; edition told by the 600 W cap and a fan","computeCapability":"12.0","architecture":"Blackwell","ecc":"ECC selectable; total is the same with ECC 0 or Off (GDDR7)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":188,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"24064 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":97249,"cudaReadings":"94.98, 94.97 GiB","cudaSource":"out-of-memory messages; edition not stated"},{"name":"NVIDIA RTX PRO 6000 Blackwell Max-Q Workstation Edition","aliases":["RTX-PRO-6000-MaxQ"],"prints":"NVIDIA RTX PRO 6000 Blackwell Max-Q Workstation Edition","vendorGB":96,"totalMiB":97887,"otherReadings":"table cuts the name; edition told by the 300 W cap","computeCapability":"12.0","architecture":"Blackwell","ecc":"ECC selectable; total is the same with ECC 0 or Off (GDDR7)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":188,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"24064 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA RTX PRO 6000 Blackwell Server Edition","aliases":["RTX-PRO-6000-SE"],"prints":"NVIDIA RTX PRO 6000 Blackwell Server Edition","vendorGB":96,"totalMiB":97887,"otherReadings":"table cuts the name; edition told by 600 W and no fan","computeCapability":"12.0","architecture":"Blackwell","ecc":"ECC selectable; total is the same with ECC 0 or Off (GDDR7)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":188,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"24064 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA RTX PRO 5000 Blackwell","aliases":["RTX-PRO-5000"],"prints":"NVIDIA RTX PRO 5000 Blackwell","vendorGB":48,"totalMiB":48935,"otherReadings":"","computeCapability":"12.0","architecture":"Blackwell","ecc":"ECC selectable; total is the same with ECC 0 or Off (GDDR7)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":110,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"14080 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":48404,"cudaReadings":"47.27 GiB","cudaSource":"output in a public repository, not linked"},{"name":"NVIDIA RTX PRO 4500 Blackwell","aliases":["RTX-PRO-4500"],"prints":"NVIDIA RTX PRO 4500 Blackwell","vendorGB":32,"totalMiB":32623,"otherReadings":"","computeCapability":"12.0","architecture":"Blackwell","ecc":"ECC selectable; total is the same with ECC 0 or Off (GDDR7)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":82,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"10496 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA RTX PRO 4000 Blackwell","aliases":["RTX-PRO-4000"],"prints":"NVIDIA RTX PRO 4000 Blackwell","vendorGB":24,"totalMiB":24467,"otherReadings":"","computeCapability":"12.0","architecture":"Blackwell","ecc":"ECC selectable; total is the same with ECC 0 or Off (GDDR7)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":70,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"8960 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA RTX PRO 2000 Blackwell","aliases":["RTX-PRO-2000"],"prints":"NVIDIA RTX PRO 2000 Blackwell","vendorGB":16,"totalMiB":16311,"otherReadings":"","computeCapability":"12.0","architecture":"Blackwell","ecc":"ECC selectable; total is the same with ECC 0 or Off (GDDR7)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":34,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"4352 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA RTX PRO 1000 Blackwell Generation Laptop GPU","aliases":["RTX-PRO-1000"],"prints":"NVIDIA RTX PRO 1000 Blackwell Generation Laptop GPU","vendorGB":8,"totalMiB":8151,"otherReadings":"name is cut in the table; laptop suffix inferred","computeCapability":"12.0","architecture":"Blackwell","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":20,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2560 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"Quadro RTX 3000","aliases":[],"prints":"Quadro RTX 3000","vendorGB":6,"totalMiB":6144,"otherReadings":"5934 with older drivers (seen; laptop part)","computeCapability":"7.5","architecture":"Turing","ecc":"no ECC (column prints N/A)","source":"new value inferred from RTX 2060; old value nvidia-smi output in a public repository, not linked; CC blog.csdn.net/HaoZiHuang/article/details/125834480 (copy of NVIDIA\'s list)","confidence":"inferred","multiprocessors":30,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"1920 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.5 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"Quadro RTX 4000","aliases":["QRTX4000"],"prints":"Quadro RTX 4000","vendorGB":8,"totalMiB":8192,"otherReadings":"","computeCapability":"7.5","architecture":"Turing","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; github.com/CompVis/stable-diffusion/issues/485 (driver 510); CC blog.csdn.net/HaoZiHuang/article/details/125834480 (copy of NVIDIA\'s list)","confidence":"seen","multiprocessors":36,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2304 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.5 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":7987,"cudaReadings":"7.80 GiB","cudaSource":"github.com/CompVis/stable-diffusion/issues/485"},{"name":"Quadro RTX 5000","aliases":["QRTX5000"],"prints":"Quadro RTX 5000","vendorGB":16,"totalMiB":15360,"otherReadings":"15360 with ECC on (seen); 16384 with ECC off (inferred)","computeCapability":"7.5","architecture":"Turing","ecc":"ECC selectable; takes 1/16 when on","source":"nvidia-smi output in a public repository, not linked; CC blog.csdn.net/HaoZiHuang/article/details/125834480 (copy of NVIDIA\'s list)","confidence":"seen","multiprocessors":48,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"3072 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.5 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"Quadro RTX 6000","aliases":["QRTX6000","rtx6000"],"prints":"Quadro RTX 6000","vendorGB":24,"totalMiB":24576,"otherReadings":"22698 with ECC on, older driver (seen)","computeCapability":"7.5","architecture":"Turing","ecc":"ECC selectable; takes 1/16 when on","source":"nvidia-smi output in a public repository, not linked; ECC on nvidia-smi output in a public repository, not linked","confidence":"seen","multiprocessors":72,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"4608 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.5 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"Quadro RTX 8000","aliases":["QRTX8000","rtx8000"],"prints":"Quadro RTX 8000","vendorGB":48,"totalMiB":49152,"otherReadings":"45556 with ECC on, older driver (seen)","computeCapability":"7.5","architecture":"Turing","ecc":"ECC selectable; takes 1/16 when on","source":"nvidia-smi output in a public repository, not linked; ECC on nvidia-smi output in a public repository, not linked","confidence":"seen","multiprocessors":72,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"4608 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.5 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":48404,"cudaReadings":"47.27 GiB with ECC off","cudaSource":"output in a public repository, not linked"},{"name":"NVIDIA TITAN V","aliases":["Titan-V","TITAN V"],"prints":"NVIDIA TITAN V","vendorGB":12,"totalMiB":12288,"otherReadings":"","computeCapability":"7.0","architecture":"Volta","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-legacy-gpus","confidence":"seen","multiprocessors":80,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"5120 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA TITAN RTX","aliases":["Titan-RTX","TITAN RTX"],"prints":"NVIDIA TITAN RTX","vendorGB":24,"totalMiB":24576,"otherReadings":"24220 with older drivers (seen)","computeCapability":"7.5","architecture":"Turing","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC blog.csdn.net/HaoZiHuang/article/details/125834480 (copy of NVIDIA\'s list)","confidence":"seen","multiprocessors":72,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"4608 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.5 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA TITAN Xp","aliases":["Titan-Xp","TITAN Xp"],"prints":"NVIDIA TITAN Xp","vendorGB":12,"totalMiB":12288,"otherReadings":"","computeCapability":"6.1","architecture":"Pascal","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-legacy-gpus","confidence":"seen","multiprocessors":30,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"3840 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 6.1 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":12175,"cudaReadings":"11.89 GiB","cudaSource":"output in a public repository, not linked"},{"name":"NVIDIA TITAN X (Pascal)","aliases":["Titan-X-Pascal"],"prints":"NVIDIA TITAN X (Pascal)","vendorGB":12,"totalMiB":12288,"otherReadings":"12192 with older drivers (seen)","computeCapability":"6.1","architecture":"Pascal","ecc":"no ECC (column prints N/A)","source":"new value inferred from TITAN Xp; old value nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-legacy-gpus","confidence":"inferred","multiprocessors":28,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"3584 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 6.1 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce GTX 1050","aliases":["GTX1050","GeForce GTX 1050"],"prints":"NVIDIA GeForce GTX 1050","vendorGB":2,"totalMiB":2048,"otherReadings":"1997 with older drivers (seen)","computeCapability":"6.1","architecture":"Pascal","ecc":"no ECC (column prints N/A)","source":"new value inferred; old value nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-legacy-gpus","confidence":"inferred","multiprocessors":5,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"640 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 6.1 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce GTX 1050 Ti","aliases":["GTX1050Ti"],"prints":"NVIDIA GeForce GTX 1050 Ti","vendorGB":4,"totalMiB":4096,"otherReadings":"4040 or 4039 with older drivers (seen)","computeCapability":"6.1","architecture":"Pascal","ecc":"no ECC (column prints N/A)","source":"new value inferred; old value nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-legacy-gpus","confidence":"inferred","multiprocessors":6,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"768 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 6.1 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce GTX 1060 3GB","aliases":["GTX1060-3GB"],"prints":"NVIDIA GeForce GTX 1060 3GB","vendorGB":3,"totalMiB":3072,"otherReadings":"3019 with older drivers (seen)","computeCapability":"6.1","architecture":"Pascal","ecc":"no ECC (column prints N/A)","source":"new value inferred; old value nvidia-smi output in a public repository, not linked; CUDA total 2.94 GiB in nvidia-smi output in a public repository, not linked (per-device table of OpenCL/CUDA-visible memory); CC developer.nvidia.com/cuda-legacy-gpus","confidence":"inferred","multiprocessors":9,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"1152 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 6.1 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":3011,"cudaReadings":"2.94 GiB","cudaSource":"output in a public repository, not linked"},{"name":"NVIDIA GeForce GTX 1060 6GB","aliases":["GTX1060","GTX1060-6GB"],"prints":"NVIDIA GeForce GTX 1060 6GB","vendorGB":6,"totalMiB":6144,"otherReadings":"6072 or 6071 with older drivers (seen)","computeCapability":"6.1","architecture":"Pascal","ecc":"no ECC (column prints N/A)","source":"new value inferred; old value nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-legacy-gpus","confidence":"inferred","multiprocessors":10,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"1280 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 6.1 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce GTX 1070","aliases":["GTX1070","GeForce GTX 1070"],"prints":"NVIDIA GeForce GTX 1070","vendorGB":8,"totalMiB":8192,"otherReadings":"","computeCapability":"6.1","architecture":"Pascal","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-legacy-gpus","confidence":"seen","multiprocessors":15,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"1920 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 6.1 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce GTX 1070 Ti","aliases":["GTX1070Ti"],"prints":"NVIDIA GeForce GTX 1070 Ti","vendorGB":8,"totalMiB":8192,"otherReadings":"","computeCapability":"6.1","architecture":"Pascal","ecc":"no ECC (column prints N/A)","source":"inferred from GTX 1070; CC developer.nvidia.com/cuda-legacy-gpus","confidence":"inferred","multiprocessors":19,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2432 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 6.1 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce GTX 1080","aliases":["GTX1080","GeForce GTX 1080"],"prints":"NVIDIA GeForce GTX 1080","vendorGB":8,"totalMiB":8192,"otherReadings":"","computeCapability":"6.1","architecture":"Pascal","ecc":"no ECC (column prints N/A)","source":"inferred from GTX 1070 (the one table found was written by hand); CC developer.nvidia.com/cuda-legacy-gpus","confidence":"inferred","multiprocessors":20,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2560 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 6.1 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce GTX 1080 Ti","aliases":["GTX1080Ti","1080ti","GeForce GTX 1080 Ti"],"prints":"NVIDIA GeForce GTX 1080 Ti","vendorGB":11,"totalMiB":11264,"otherReadings":"11178 or 11176 with older drivers (seen)","computeCapability":"6.1","architecture":"Pascal","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-legacy-gpus","confidence":"seen","multiprocessors":28,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"3584 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 6.1 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce GTX 1650","aliases":["GTX1650"],"prints":"NVIDIA GeForce GTX 1650","vendorGB":4,"totalMiB":4096,"otherReadings":"","computeCapability":"7.5","architecture":"Turing","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC github.com/ollama/ollama/issues/10155","confidence":"seen","multiprocessors":14,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"896 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.5 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce GTX 1660","aliases":["GTX1660"],"prints":"NVIDIA GeForce GTX 1660","vendorGB":6,"totalMiB":6144,"otherReadings":"PyTorch total 5928 MiB seen","computeCapability":"7.5","architecture":"Turing","ecc":"no ECC (column prints N/A)","source":"inferred from GTX 1660 SUPER; PyTorch total nvidia-smi output in a public repository, not linked (Ultralytics banner); CC blog.csdn.net/HaoZiHuang/article/details/125834480 (copy of NVIDIA\'s list)","confidence":"inferred","multiprocessors":22,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"1408 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.5 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":5928,"cudaReadings":"5928 MiB","cudaSource":"PyTorch 2.2 run"},{"name":"NVIDIA GeForce GTX 1660 SUPER","aliases":["GTX1660S"],"prints":"NVIDIA GeForce GTX 1660 SUPER","vendorGB":6,"totalMiB":6144,"otherReadings":"5942 with older drivers (seen); name cut in table, told by the 125 W cap","computeCapability":"7.5","architecture":"Turing","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC blog.csdn.net/HaoZiHuang/article/details/125834480 (copy of NVIDIA\'s list)","confidence":"seen","multiprocessors":22,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"1408 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.5 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":5745,"cudaReadings":"5.61 GiB","cudaSource":"output in a public repository, not linked"},{"name":"NVIDIA GeForce GTX 1660 Ti","aliases":["GTX1660Ti"],"prints":"NVIDIA GeForce GTX 1660 Ti","vendorGB":6,"totalMiB":6144,"otherReadings":"","computeCapability":"7.5","architecture":"Turing","ecc":"no ECC (column prints N/A)","source":"inferred from GTX 1660 SUPER; CUDA total 5.81 GiB in github.com/zhou13/lcnn/issues/23; CC blog.csdn.net/HaoZiHuang/article/details/125834480 (copy of NVIDIA\'s list)","confidence":"inferred","multiprocessors":24,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"1536 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.5 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":5949,"cudaReadings":"5.81 GiB","cudaSource":"github.com/zhou13/lcnn/issues/23"},{"name":"NVIDIA GeForce RTX 2060","aliases":["RTX2060"],"prints":"NVIDIA GeForce RTX 2060","vendorGB":6,"totalMiB":6144,"otherReadings":"a 12 GB variant prints the same name (12288, inferred)","computeCapability":"7.5","architecture":"Turing","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC blog.csdn.net/HaoZiHuang/article/details/125834480 (copy of NVIDIA\'s list)","confidence":"seen","multiprocessors":30,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"1920 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.5 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 2060 SUPER","aliases":["RTX2060S"],"prints":"NVIDIA GeForce RTX 2060 SUPER","vendorGB":8,"totalMiB":8192,"otherReadings":"","computeCapability":"7.5","architecture":"Turing","ecc":"no ECC (column prints N/A)","source":"inferred from the other 8 GB Turing cards; CUDA total 7.60 GiB in nvidia-smi output in a public repository, not linked (per-device table of OpenCL/CUDA-visible memory); CC blog.csdn.net/HaoZiHuang/article/details/125834480 (copy of NVIDIA\'s list)","confidence":"inferred","multiprocessors":34,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2176 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.5 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":7782,"cudaReadings":"7.60 GiB","cudaSource":"output in a public repository, not linked"},{"name":"NVIDIA GeForce RTX 2070","aliases":["RTX2070"],"prints":"NVIDIA GeForce RTX 2070","vendorGB":8,"totalMiB":8192,"otherReadings":"Max-Q laptop part: 8192 under Windows (seen)","computeCapability":"7.5","architecture":"Turing","ecc":"no ECC (column prints N/A)","source":"inferred from the SUPER; Max-Q github.com/ultralytics/ultralytics/issues/8896; CUDA total 7.60 GiB in nvidia-smi output in a public repository, not linked (per-device table of OpenCL/CUDA-visible memory); CC blog.csdn.net/HaoZiHuang/article/details/125834480 (copy of NVIDIA\'s list)","confidence":"inferred","multiprocessors":36,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2304 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.5 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":7782,"cudaReadings":"7.60 GiB","cudaSource":"output in a public repository, not linked"},{"name":"NVIDIA GeForce RTX 2070 SUPER","aliases":["RTX2070S"],"prints":"NVIDIA GeForce RTX 2070 SUPER","vendorGB":8,"totalMiB":8192,"otherReadings":"name cut in table, told by the 215 W cap","computeCapability":"7.5","architecture":"Turing","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC blog.csdn.net/HaoZiHuang/article/details/125834480 (copy of NVIDIA\'s list)","confidence":"seen","multiprocessors":40,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2560 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.5 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 2080","aliases":["RTX2080"],"prints":"NVIDIA GeForce RTX 2080","vendorGB":8,"totalMiB":8192,"otherReadings":"","computeCapability":"7.5","architecture":"Turing","ecc":"no ECC (column prints N/A)","source":"inferred from the SUPER; CC blog.csdn.net/HaoZiHuang/article/details/125834480 (copy of NVIDIA\'s list)","confidence":"inferred","multiprocessors":46,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2944 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.5 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 2080 SUPER","aliases":["RTX2080S"],"prints":"NVIDIA GeForce RTX 2080 SUPER","vendorGB":8,"totalMiB":8192,"otherReadings":"name cut in table, told by the 250 W cap","computeCapability":"7.5","architecture":"Turing","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC blog.csdn.net/HaoZiHuang/article/details/125834480 (copy of NVIDIA\'s list)","confidence":"seen","multiprocessors":48,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"3072 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.5 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 2080 Ti","aliases":["RTX2080Ti","2080ti","GeForce RTX 2080 Ti"],"prints":"NVIDIA GeForce RTX 2080 Ti","vendorGB":11,"totalMiB":11264,"otherReadings":"10989 with older drivers (seen); modified 22 GB boards exist","computeCapability":"7.5","architecture":"Turing","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; 22 GB github.com/memoavatar/memo/issues/33 and github.com/ollama/ollama/issues/9167; CC blog.csdn.net/HaoZiHuang/article/details/125834480 (copy of NVIDIA\'s list)","confidence":"seen","multiprocessors":68,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"4352 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.5 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":11018,"cudaReadings":"10.76 GiB","cudaSource":"github.com/JDAI-CV/image-captioning/issues/11"},{"name":"NVIDIA GeForce RTX 3050","aliases":["RTX3050"],"prints":"NVIDIA GeForce RTX 3050","vendorGB":8,"totalMiB":8192,"otherReadings":"desktop 8 GB; a 6 GB desktop card prints the same name (6144, inferred)","computeCapability":"8.6","architecture":"Ampere","ecc":"no ECC (column prints N/A)","source":"inferred from RTX 3060 Ti/3070; CC developer.nvidia.com/cuda-gpus","confidence":"inferred","multiprocessors":20,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2560 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 3050 Laptop GPU","aliases":["RTX3050-laptop"],"prints":"NVIDIA GeForce RTX 3050 Laptop GPU","vendorGB":4,"totalMiB":4096,"otherReadings":"a 6 GB laptop part prints 6144 (seen)","computeCapability":"8.6","architecture":"Ampere","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; 6 GB nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":16,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2048 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 3050 Ti Laptop GPU","aliases":["RTX3050Ti-laptop"],"prints":"NVIDIA GeForce RTX 3050 Ti Laptop GPU","vendorGB":4,"totalMiB":4096,"otherReadings":"","computeCapability":"8.6","architecture":"Ampere","ecc":"no ECC (column prints N/A)","source":"inferred from RTX 3050 Laptop; CC developer.nvidia.com/cuda-gpus","confidence":"inferred","multiprocessors":20,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2560 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 3060","aliases":["RTX3060"],"prints":"NVIDIA GeForce RTX 3060","vendorGB":12,"totalMiB":12288,"otherReadings":"","computeCapability":"8.6","architecture":"Ampere","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; skypilot-org/skypilot-catalog catalogs/v7/vast/vms.csv; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":28,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"3584 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":11909,"cudaReadings":"11.76, 11.63 GiB; 12042 MiB","cudaSource":"github.com/TencentARC/PhotoMaker/issues/47; output in a public repository, not linked"},{"name":"NVIDIA GeForce RTX 3060 Laptop GPU","aliases":["RTX3060-laptop"],"prints":"NVIDIA GeForce RTX 3060 Laptop GPU","vendorGB":6,"totalMiB":6144,"otherReadings":"","computeCapability":"8.6","architecture":"Ampere","ecc":"no ECC (column prints N/A)","source":"inferred: CUDA total 5.80 GiB in github.com/JiehongLin/SAM-6D/issues/13; CC developer.nvidia.com/cuda-gpus","confidence":"inferred","multiprocessors":30,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"3840 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":5939,"cudaReadings":"5.80 GiB","cudaSource":"github.com/JiehongLin/SAM-6D/issues/13"},{"name":"NVIDIA GeForce RTX 3060 Ti","aliases":["RTX3060Ti"],"prints":"NVIDIA GeForce RTX 3060 Ti","vendorGB":8,"totalMiB":8192,"otherReadings":"","computeCapability":"8.6","architecture":"Ampere","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":38,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"4864 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 3070","aliases":["RTX3070"],"prints":"NVIDIA GeForce RTX 3070","vendorGB":8,"totalMiB":8192,"otherReadings":"","computeCapability":"8.6","architecture":"Ampere","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":46,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"5888 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 3070 Ti","aliases":["RTX3070Ti"],"prints":"NVIDIA GeForce RTX 3070 Ti","vendorGB":8,"totalMiB":8192,"otherReadings":"","computeCapability":"8.6","architecture":"Ampere","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":48,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"6144 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 3080","aliases":["RTX3080"],"prints":"NVIDIA GeForce RTX 3080","vendorGB":10,"totalMiB":10240,"otherReadings":"the 12 GB variant prints the same name and 12288 (seen)","computeCapability":"8.6","architecture":"Ampere","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; 12 GB nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":68,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"8704 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":10004,"cudaReadings":"9.78, 9.77 GiB","cudaSource":"github.com/zai-org/CogVideo/issues/34; github.com/bcmi/libcom/issues/54"},{"name":"NVIDIA GeForce RTX 3080 Ti","aliases":["RTX3080Ti"],"prints":"NVIDIA GeForce RTX 3080 Ti","vendorGB":12,"totalMiB":12288,"otherReadings":"","computeCapability":"8.6","architecture":"Ampere","ecc":"no ECC (column prints N/A)","source":"inferred from RTX 3060/3080 12 GB; CUDA total 11.63 GiB in nvidia-smi output in a public repository, not linked (per-device table of OpenCL/CUDA-visible memory); CC developer.nvidia.com/cuda-gpus","confidence":"inferred","multiprocessors":80,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"10240 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":11909,"cudaReadings":"11.63 GiB","cudaSource":"output in a public repository, not linked"},{"name":"NVIDIA GeForce RTX 3090","aliases":["RTX3090","3090","GeForce RTX 3090"],"prints":"NVIDIA GeForce RTX 3090","vendorGB":24,"totalMiB":24576,"otherReadings":"24268 (also 24265) with older drivers (seen)","computeCapability":"8.6","architecture":"Ampere","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; skypilot-org/skypilot-catalog catalogs/v7/vast/vms.csv; old value nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":82,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"10496 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":24259,"cudaReadings":"23.69 GiB; 24268 MiB with an old driver","cudaSource":"out-of-memory messages in public repositories, not linked"},{"name":"NVIDIA GeForce RTX 3090 Ti","aliases":["RTX3090Ti"],"prints":"NVIDIA GeForce RTX 3090 Ti","vendorGB":24,"totalMiB":24564,"otherReadings":"12 MiB less than the 3090","computeCapability":"8.6","architecture":"Ampere","ecc":"ECC selectable, normally Off","source":"skypilot-org/skypilot-catalog catalogs/v5/vast/vms.csv; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":84,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"10752 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 4050 Laptop GPU","aliases":["RTX4050-laptop"],"prints":"NVIDIA GeForce RTX 4050 Laptop GPU","vendorGB":6,"totalMiB":6141,"otherReadings":"","computeCapability":"8.9","architecture":"Ada","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":20,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2560 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 4060","aliases":["RTX4060"],"prints":"NVIDIA GeForce RTX 4060","vendorGB":8,"totalMiB":8188,"otherReadings":"","computeCapability":"8.9","architecture":"Ada","ecc":"no ECC (column prints N/A)","source":"inferred from the laptop part; CC developer.nvidia.com/cuda-gpus","confidence":"inferred","multiprocessors":24,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"3072 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 4060 Laptop GPU","aliases":["RTX4060-laptop"],"prints":"NVIDIA GeForce RTX 4060 Laptop GPU","vendorGB":8,"totalMiB":8188,"otherReadings":"","computeCapability":"8.9","architecture":"Ada","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":24,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"3072 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 4060 Ti","aliases":["RTX4060Ti","RTX4060Ti-16GB"],"prints":"NVIDIA GeForce RTX 4060 Ti","vendorGB":16,"totalMiB":16380,"otherReadings":"the 8 GB variant prints the same name and 8188 (inferred)","computeCapability":"8.9","architecture":"Ada","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":34,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"4352 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 4070","aliases":["RTX4070"],"prints":"NVIDIA GeForce RTX 4070","vendorGB":12,"totalMiB":12282,"otherReadings":"","computeCapability":"8.9","architecture":"Ada","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":46,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"5888 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 4070 Laptop GPU","aliases":["RTX4070-laptop"],"prints":"NVIDIA GeForce RTX 4070 Laptop GPU","vendorGB":8,"totalMiB":8188,"otherReadings":"name cut in table, told by the 115 W cap","computeCapability":"8.9","architecture":"Ada","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":36,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"4608 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 4070 SUPER","aliases":["RTX4070S"],"prints":"NVIDIA GeForce RTX 4070 SUPER","vendorGB":12,"totalMiB":12282,"otherReadings":"","computeCapability":"8.9","architecture":"Ada","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":56,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"7168 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 4070 Ti","aliases":["RTX4070Ti"],"prints":"NVIDIA GeForce RTX 4070 Ti","vendorGB":12,"totalMiB":12282,"otherReadings":"","computeCapability":"8.9","architecture":"Ada","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":60,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"7680 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":11889,"cudaReadings":"11.61 GiB","cudaSource":"output in a public repository, not linked"},{"name":"NVIDIA GeForce RTX 4070 Ti SUPER","aliases":["RTX4070TiS"],"prints":"NVIDIA GeForce RTX 4070 Ti SUPER","vendorGB":16,"totalMiB":16376,"otherReadings":"","computeCapability":"8.9","architecture":"Ada","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":66,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"8448 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 4080","aliases":["RTX4080"],"prints":"NVIDIA GeForce RTX 4080","vendorGB":16,"totalMiB":16376,"otherReadings":"modified 32 GB boards print 32760 (seen)","computeCapability":"8.9","architecture":"Ada","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; github.com/ultralytics/ultralytics/issues/4215; 32 GB nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":76,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"9728 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 4080 SUPER","aliases":["RTX4080S"],"prints":"NVIDIA GeForce RTX 4080 SUPER","vendorGB":16,"totalMiB":16376,"otherReadings":"modified 32 GB boards print 32760 (seen)","computeCapability":"8.9","architecture":"Ada","ecc":"no ECC (column prints N/A)","source":"skypilot-org/skypilot-catalog catalogs/v7/vast/vms.csv; 32 GB nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":80,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"10240 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 4080 Laptop GPU","aliases":["RTX4080-laptop"],"prints":"NVIDIA GeForce RTX 4080 Laptop GPU","vendorGB":12,"totalMiB":12282,"otherReadings":"","computeCapability":"8.9","architecture":"Ada","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":58,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"7424 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 4090","aliases":["RTX4090","4090"],"prints":"NVIDIA GeForce RTX 4090","vendorGB":24,"totalMiB":24564,"otherReadings":"modified 48 GB boards print 49140 (seen)","computeCapability":"8.9","architecture":"Ada","ecc":"ECC selectable, normally Off","source":"nvidia-smi output in a public repository, not linked; skypilot-org/skypilot-catalog catalogs/v7/vast/vms.csv (24564; 98280 for 2 modified boards); CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":128,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"16384 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":24207,"cudaReadings":"24209 MiB; 23.65, 23.64 GiB","cudaSource":"github.com/3DTopia/Phidias-Diffusion/issues/8"},{"name":"NVIDIA GeForce RTX 4090 D","aliases":["RTX4090D"],"prints":"NVIDIA GeForce RTX 4090 D","vendorGB":24,"totalMiB":24564,"otherReadings":"48 GB variants exist (47.0 GB listed)","computeCapability":"8.9","architecture":"Ada","ecc":"ECC selectable, normally Off","source":"skypilot-org/skypilot-catalog catalogs/v5/vast/vms.csv (49128 for 2); nvidia-smi output in a public repository, not linked (device list); CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":114,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"14592 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 4090 Laptop GPU","aliases":["RTX4090-laptop"],"prints":"NVIDIA GeForce RTX 4090 Laptop GPU","vendorGB":16,"totalMiB":16376,"otherReadings":"","computeCapability":"8.9","architecture":"Ada","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":76,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"9728 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 5050","aliases":["RTX5050"],"prints":"NVIDIA GeForce RTX 5050","vendorGB":8,"totalMiB":8151,"otherReadings":"","computeCapability":"12.0","architecture":"Blackwell","ecc":"no ECC (column prints N/A)","source":"inferred from RTX 5060; CC developer.nvidia.com/cuda-gpus","confidence":"inferred","multiprocessors":20,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2560 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 5060","aliases":["RTX5060"],"prints":"NVIDIA GeForce RTX 5060","vendorGB":8,"totalMiB":8151,"otherReadings":"","computeCapability":"12.0","architecture":"Blackwell","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":30,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"3840 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 5060 Laptop GPU","aliases":["RTX5060-laptop"],"prints":"NVIDIA GeForce RTX 5060 Laptop GPU","vendorGB":8,"totalMiB":8151,"otherReadings":"","computeCapability":"12.0","architecture":"Blackwell","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":26,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"3328 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 5060 Ti","aliases":["RTX5060Ti","RTX5060Ti-16GB"],"prints":"NVIDIA GeForce RTX 5060 Ti","vendorGB":16,"totalMiB":16311,"otherReadings":"the 8 GB variant prints the same name and 8151 (inferred); one guide prints 16380, the 4060 Ti figure","computeCapability":"12.0","architecture":"Blackwell","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; deviating nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":36,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"4608 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":15852,"cudaReadings":"15.49, 15.48 GiB","cudaSource":"out-of-memory messages in public repositories, not linked"},{"name":"NVIDIA GeForce RTX 5070","aliases":["RTX5070"],"prints":"NVIDIA GeForce RTX 5070","vendorGB":12,"totalMiB":12227,"otherReadings":"","computeCapability":"12.0","architecture":"Blackwell","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":48,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"6144 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 5070 Laptop GPU","aliases":["RTX5070-laptop"],"prints":"NVIDIA GeForce RTX 5070 Laptop GPU","vendorGB":8,"totalMiB":8151,"otherReadings":"name cut in table, told by 8 GB and the 45-50 W cap","computeCapability":"12.0","architecture":"Blackwell","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":36,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"4608 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 5070 Ti","aliases":["RTX5070Ti"],"prints":"NVIDIA GeForce RTX 5070 Ti","vendorGB":16,"totalMiB":16303,"otherReadings":"","computeCapability":"12.0","architecture":"Blackwell","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":70,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"8960 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 5070 Ti Laptop GPU","aliases":["RTX5070Ti-laptop"],"prints":"NVIDIA GeForce RTX 5070 Ti Laptop GPU","vendorGB":12,"totalMiB":12227,"otherReadings":"","computeCapability":"12.0","architecture":"Blackwell","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":46,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"5888 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 5080","aliases":["RTX5080"],"prints":"NVIDIA GeForce RTX 5080","vendorGB":16,"totalMiB":16303,"otherReadings":"","computeCapability":"12.0","architecture":"Blackwell","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":84,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"10752 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":15821,"cudaReadings":"15.47, 15.45 GiB","cudaSource":"out-of-memory messages in public repositories, not linked"},{"name":"NVIDIA GeForce RTX 5080 Laptop GPU","aliases":["RTX5080-laptop"],"prints":"NVIDIA GeForce RTX 5080 Laptop GPU","vendorGB":16,"totalMiB":16303,"otherReadings":"name cut in table, told by the 175 W cap","computeCapability":"12.0","architecture":"Blackwell","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":60,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"7680 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 5090","aliases":["RTX5090","5090"],"prints":"NVIDIA GeForce RTX 5090","vendorGB":32,"totalMiB":32607,"otherReadings":"","computeCapability":"12.0","architecture":"Blackwell","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; skypilot-org/skypilot-catalog catalogs/v7/vast/vms.csv; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":170,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"21760 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":32113,"cudaReadings":"31.47, 31.37, 31.36 GiB; 32117 MB","cudaSource":"github.com/ollama/ollama/issues/9415; github.com/Wan-Video/Wan2.1/issues/465"},{"name":"NVIDIA GeForce RTX 5090 Laptop GPU","aliases":["RTX5090-laptop"],"prints":"NVIDIA GeForce RTX 5090 Laptop GPU","vendorGB":24,"totalMiB":24463,"otherReadings":"","computeCapability":"12.0","architecture":"Blackwell","ecc":"no ECC (column prints N/A)","source":"nvidia-smi output in a public repository, not linked; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":82,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"10496 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"Orin (Jetson Orin Nano 4GB)","aliases":["orin-nano-4gb"],"prints":"Orin (Jetson Orin Nano 4GB)","vendorGB":4,"totalMiB":null,"otherReadings":"nvidia-smi prints \'Orin (nvgpu)\' and N/A for memory; figure is the CUDA total; not found","computeCapability":"8.7","architecture":"Ampere","ecc":"unified with CPU memory, no separate ECC entry","source":"inferred: nothing found; CC developer.nvidia.com/cuda-gpus","confidence":"inferred","multiprocessors":4,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"512 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.7 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"Orin (Jetson Orin Nano 8GB)","aliases":["orin-nano","orin-nano-8gb"],"prints":"Orin (Jetson Orin Nano 8GB)","vendorGB":8,"totalMiB":7620,"otherReadings":"nvidia-smi prints \'Orin (nvgpu)\' and N/A for memory; figure is the CUDA total; 7336 also seen; a board without firmware update showed 6.3 GB free","computeCapability":"8.7","architecture":"Ampere","ecc":"unified with CPU memory, no separate ECC entry","source":"nvidia-smi output in a public repository, not linked (deviceQuery output); github.com/cranky-cyborg/Jetson-Flash-Manager/issues/1; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":8,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"1024 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.7 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"Orin (Jetson Orin NX 8GB)","aliases":["orin-nx-8gb"],"prints":"Orin (Jetson Orin NX 8GB)","vendorGB":8,"totalMiB":7270,"otherReadings":"nvidia-smi prints \'Orin (nvgpu)\' and N/A for memory; figure is the CUDA total; about 7.1 GiB","computeCapability":"8.7","architecture":"Ampere","ecc":"unified with CPU memory, no separate ECC entry","source":"github.com/AlexsJones/llmfit/pull/792 (7.1, module size not stated); CC developer.nvidia.com/cuda-gpus","confidence":"inferred","multiprocessors":8,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"1024 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.7 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"Orin (Jetson Orin NX 16GB)","aliases":["orin-nx","orin-nx-16gb"],"prints":"Orin (Jetson Orin NX 16GB)","vendorGB":16,"totalMiB":15388,"otherReadings":"nvidia-smi prints \'Orin (nvgpu)\' and N/A for memory; figure is the CUDA total; 15657 also seen","computeCapability":"8.7","architecture":"Ampere","ecc":"unified with CPU memory, no separate ECC entry","source":"nvidia-smi output in a public repository, not linked (deviceQuery output); module told by 1024 cores and 16 GB; CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":8,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"1024 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.7 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"Orin (Jetson AGX Orin 32GB)","aliases":["agx-orin-32gb"],"prints":"Orin (Jetson AGX Orin 32GB)","vendorGB":32,"totalMiB":30700,"otherReadings":"nvidia-smi prints \'Orin (nvgpu)\' and N/A for memory; figure is the CUDA total","computeCapability":"8.7","architecture":"Ampere","ecc":"unified with CPU memory, no separate ECC entry","source":"inferred: nothing found; share of nominal as on the 16 and 64 GB modules; CC developer.nvidia.com/cuda-gpus","confidence":"inferred","multiprocessors":14,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"1792 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.7 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"Orin (Jetson AGX Orin 64GB)","aliases":["agx-orin","agx-orin-64gb"],"prints":"Orin (Jetson AGX Orin 64GB)","vendorGB":64,"totalMiB":62841,"otherReadings":"nvidia-smi prints \'Orin (nvgpu)\' and N/A for memory; figure is the CUDA total","computeCapability":"8.7","architecture":"Ampere","ecc":"unified with CPU memory, no separate ECC entry","source":"nvidia-smi output in a public repository, not linked (deviceQuery output); CC developer.nvidia.com/cuda-gpus","confidence":"seen","multiprocessors":16,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2048 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.7 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"Xavier (Jetson AGX Xavier 16GB)","aliases":["agx-xavier-16gb"],"prints":"Xavier (Jetson AGX Xavier 16GB)","vendorGB":16,"totalMiB":15692,"otherReadings":"no nvidia-smi on JetPack 4/5; CUDA total; 15815 also seen","computeCapability":"7.2","architecture":"Volta","ecc":"unified with CPU memory, no separate ECC entry","source":"nvidia-smi output in a public repository, not linked (deviceQuery output); CC developer.nvidia.com/cuda-legacy-gpus","confidence":"seen","multiprocessors":8,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"512 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.2 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"Xavier (Jetson AGX Xavier 32GB)","aliases":["agx-xavier","agx-xavier-32gb"],"prints":"Xavier (Jetson AGX Xavier 32GB)","vendorGB":32,"totalMiB":31900,"otherReadings":"CUDA total","computeCapability":"7.2","architecture":"Volta","ecc":"unified with CPU memory, no separate ECC entry","source":"inferred: share of nominal as on the 16 GB module; CC developer.nvidia.com/cuda-legacy-gpus","confidence":"inferred","multiprocessors":8,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"512 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.2 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"Xavier (Jetson Xavier NX 8GB)","aliases":["xavier-nx"],"prints":"Xavier (Jetson Xavier NX 8GB)","vendorGB":8,"totalMiB":7764,"otherReadings":"CUDA total; 7770 also seen; module told by 384 cores","computeCapability":"7.2","architecture":"Volta","ecc":"unified with CPU memory, no separate ECC entry","source":"nvidia-smi output in a public repository, not linked (deviceQuery output); CC developer.nvidia.com/cuda-legacy-gpus","confidence":"seen","multiprocessors":6,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"384 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.2 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA Tegra X1 (Jetson Nano 4GB)","aliases":["jetson-nano"],"prints":"NVIDIA Tegra X1 (Jetson Nano 4GB)","vendorGB":4,"totalMiB":3963,"otherReadings":"CUDA total","computeCapability":"5.3","architecture":"Maxwell","ecc":"unified with CPU memory, no separate ECC entry","source":"github.com/Technica-Corporation/Tegra-Docker/issues/12; CC developer.nvidia.com/cuda-legacy-gpus","confidence":"seen","multiprocessors":1,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"128 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 5.3 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA Thor (Jetson AGX Thor T5000)","aliases":["jetson-thor"],"prints":"NVIDIA Thor (Jetson AGX Thor T5000)","vendorGB":128,"totalMiB":null,"otherReadings":"nvidia-smi prints [N/A] for memory","computeCapability":"11.0","architecture":"Blackwell","ecc":"unified with CPU memory, no separate ECC entry","source":"inferred: total not found; github.com/micytao/vllm-playground/pull/11; CC developer.nvidia.com/cuda-gpus","confidence":"inferred","multiprocessors":20,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2560 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 11.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A30 MIG 1g.6gb","aliases":["A30-1g.6gb","mig-1g.6gb"],"prints":"NVIDIA A30 MIG 1g.6gb","vendorGB":6,"totalMiB":5952,"otherReadings":"5.81 GiB in -lgip","computeCapability":"8.0","architecture":"Ampere","ecc":"as the parent GPU","source":"nvidia-smi output in a public repository, not linked (nvidia-smi -lgip and MIG table, driver 535)","confidence":"seen","multiprocessors":14,"multiprocessorsBasis":"printed","multiprocessorsSource":"14 multiprocessors a compute slice (NVIDIA MIG user guide; column SM of nvidia-smi mig -lgip)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A30 MIG 1g.6gb+me","aliases":["A30-1g.6gb+me","mig-1g.6gb+me"],"prints":"NVIDIA A30 MIG 1g.6gb+me","vendorGB":6,"totalMiB":5952,"otherReadings":"5.81 GiB in -lgip; MiB converted","computeCapability":"8.0","architecture":"Ampere","ecc":"as the parent GPU","source":"nvidia-smi output in a public repository, not linked (nvidia-smi -lgip and MIG table, driver 535)","confidence":"seen","multiprocessors":14,"multiprocessorsBasis":"printed","multiprocessorsSource":"14 multiprocessors a compute slice (NVIDIA MIG user guide; column SM of nvidia-smi mig -lgip)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A30 MIG 2g.12gb","aliases":["A30-2g.12gb","mig-2g.12gb"],"prints":"NVIDIA A30 MIG 2g.12gb","vendorGB":12,"totalMiB":11968,"otherReadings":"11.69 GiB in -lgip","computeCapability":"8.0","architecture":"Ampere","ecc":"as the parent GPU","source":"nvidia-smi output in a public repository, not linked (nvidia-smi -lgip and MIG table, driver 535)","confidence":"seen","multiprocessors":28,"multiprocessorsBasis":"printed","multiprocessorsSource":"14 multiprocessors a compute slice (NVIDIA MIG user guide; column SM of nvidia-smi mig -lgip)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A30 MIG 2g.12gb+me","aliases":["A30-2g.12gb+me","mig-2g.12gb+me"],"prints":"NVIDIA A30 MIG 2g.12gb+me","vendorGB":12,"totalMiB":11968,"otherReadings":"11.69 GiB in -lgip; MiB converted","computeCapability":"8.0","architecture":"Ampere","ecc":"as the parent GPU","source":"nvidia-smi output in a public repository, not linked (nvidia-smi -lgip and MIG table, driver 535)","confidence":"seen","multiprocessors":28,"multiprocessorsBasis":"printed","multiprocessorsSource":"14 multiprocessors a compute slice (NVIDIA MIG user guide; column SM of nvidia-smi mig -lgip)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A30 MIG 4g.24gb","aliases":["A30-4g.24gb","mig-4g.24gb"],"prints":"NVIDIA A30 MIG 4g.24gb","vendorGB":24,"totalMiB":24000,"otherReadings":"23.44 GiB in -lgip; MiB converted","computeCapability":"8.0","architecture":"Ampere","ecc":"as the parent GPU","source":"nvidia-smi output in a public repository, not linked (nvidia-smi -lgip and MIG table, driver 535); nvidia-smi output in a public repository, not linked (-lgip output in a test)","confidence":"seen","multiprocessors":56,"multiprocessorsBasis":"printed","multiprocessorsSource":"14 multiprocessors a compute slice (NVIDIA MIG user guide; column SM of nvidia-smi mig -lgip)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A100-SXM4-40GB MIG 1g.5gb","aliases":["A100-40-1g.5gb","mig-1g.5gb"],"prints":"NVIDIA A100-SXM4-40GB MIG 1g.5gb","vendorGB":5,"totalMiB":4864,"otherReadings":"","computeCapability":"8.0","architecture":"Ampere","ecc":"as the parent GPU","source":"NVIDIA/go-nvml pkg/nvml/mock/shared/gpus/a100.go","confidence":"seen","multiprocessors":14,"multiprocessorsBasis":"printed","multiprocessorsSource":"14 multiprocessors a compute slice (NVIDIA MIG user guide; column SM of nvidia-smi mig -lgip)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A100-SXM4-40GB MIG 1g.5gb+me","aliases":["A100-40-1g.5gb+me","mig-1g.5gb+me"],"prints":"NVIDIA A100-SXM4-40GB MIG 1g.5gb+me","vendorGB":5,"totalMiB":4864,"otherReadings":"","computeCapability":"8.0","architecture":"Ampere","ecc":"as the parent GPU","source":"NVIDIA/go-nvml pkg/nvml/mock/shared/gpus/a100.go","confidence":"seen","multiprocessors":14,"multiprocessorsBasis":"printed","multiprocessorsSource":"14 multiprocessors a compute slice (NVIDIA MIG user guide; column SM of nvidia-smi mig -lgip)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A100-SXM4-40GB MIG 1g.10gb","aliases":["A100-40-1g.10gb","mig-1g.10gb"],"prints":"NVIDIA A100-SXM4-40GB MIG 1g.10gb","vendorGB":10,"totalMiB":9856,"otherReadings":"profile needs R525","computeCapability":"8.0","architecture":"Ampere","ecc":"as the parent GPU","source":"NVIDIA/go-nvml pkg/nvml/mock/shared/gpus/a100.go","confidence":"seen","multiprocessors":14,"multiprocessorsBasis":"printed","multiprocessorsSource":"14 multiprocessors a compute slice (NVIDIA MIG user guide; column SM of nvidia-smi mig -lgip)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A100-SXM4-40GB MIG 2g.10gb","aliases":["A100-40-2g.10gb","mig-2g.10gb"],"prints":"NVIDIA A100-SXM4-40GB MIG 2g.10gb","vendorGB":10,"totalMiB":9856,"otherReadings":"","computeCapability":"8.0","architecture":"Ampere","ecc":"as the parent GPU","source":"NVIDIA/go-nvml pkg/nvml/mock/shared/gpus/a100.go","confidence":"seen","multiprocessors":28,"multiprocessorsBasis":"printed","multiprocessorsSource":"14 multiprocessors a compute slice (NVIDIA MIG user guide; column SM of nvidia-smi mig -lgip)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A100-SXM4-40GB MIG 3g.20gb","aliases":["A100-40-3g.20gb","mig-3g.20gb"],"prints":"NVIDIA A100-SXM4-40GB MIG 3g.20gb","vendorGB":20,"totalMiB":19968,"otherReadings":"20096 in NVIDIA\'s MIG guide (older driver)","computeCapability":"8.0","architecture":"Ampere","ecc":"as the parent GPU","source":"NVIDIA/go-nvml pkg/nvml/mock/shared/gpus/a100.go ; MIG user guide copy nvidia-smi output in a public repository, not linked (MIG table)","confidence":"seen","multiprocessors":42,"multiprocessorsBasis":"printed","multiprocessorsSource":"14 multiprocessors a compute slice (NVIDIA MIG user guide; column SM of nvidia-smi mig -lgip)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A100-SXM4-40GB MIG 4g.20gb","aliases":["A100-40-4g.20gb","mig-4g.20gb"],"prints":"NVIDIA A100-SXM4-40GB MIG 4g.20gb","vendorGB":20,"totalMiB":19968,"otherReadings":"","computeCapability":"8.0","architecture":"Ampere","ecc":"as the parent GPU","source":"NVIDIA/go-nvml pkg/nvml/mock/shared/gpus/a100.go","confidence":"seen","multiprocessors":56,"multiprocessorsBasis":"printed","multiprocessorsSource":"14 multiprocessors a compute slice (NVIDIA MIG user guide; column SM of nvidia-smi mig -lgip)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A100-SXM4-40GB MIG 7g.40gb","aliases":["A100-40-7g.40gb","mig-7g.40gb"],"prints":"NVIDIA A100-SXM4-40GB MIG 7g.40gb","vendorGB":40,"totalMiB":40192,"otherReadings":"","computeCapability":"8.0","architecture":"Ampere","ecc":"as the parent GPU","source":"NVIDIA/go-nvml pkg/nvml/mock/shared/gpus/a100.go","confidence":"seen","multiprocessors":98,"multiprocessorsBasis":"printed","multiprocessorsSource":"14 multiprocessors a compute slice (NVIDIA MIG user guide; column SM of nvidia-smi mig -lgip)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A100-SXM4-80GB MIG 1g.10gb","aliases":["A100-80-1g.10gb","mig-1g.10gb"],"prints":"NVIDIA A100-SXM4-80GB MIG 1g.10gb","vendorGB":10,"totalMiB":9728,"otherReadings":"9.50 GiB in -lgip; MiB converted; 9856 in NVIDIA\'s go-nvml mock","computeCapability":"8.0","architecture":"Ampere","ecc":"as the parent GPU","source":"nvidia-smi output in a public repository, not linked (-lgip output); NVIDIA/go-nvml pkg/nvml/mock/shared/gpus/a100.go","confidence":"seen","multiprocessors":14,"multiprocessorsBasis":"printed","multiprocessorsSource":"14 multiprocessors a compute slice (NVIDIA MIG user guide; column SM of nvidia-smi mig -lgip)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A100-SXM4-80GB MIG 1g.10gb+me","aliases":["A100-80-1g.10gb+me","mig-1g.10gb+me"],"prints":"NVIDIA A100-SXM4-80GB MIG 1g.10gb+me","vendorGB":10,"totalMiB":9728,"otherReadings":"9.50 GiB in -lgip; MiB converted","computeCapability":"8.0","architecture":"Ampere","ecc":"as the parent GPU","source":"nvidia-smi output in a public repository, not linked (-lgip output)","confidence":"seen","multiprocessors":14,"multiprocessorsBasis":"printed","multiprocessorsSource":"14 multiprocessors a compute slice (NVIDIA MIG user guide; column SM of nvidia-smi mig -lgip)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A100-SXM4-80GB MIG 1g.20gb","aliases":["A100-80-1g.20gb","mig-1g.20gb"],"prints":"NVIDIA A100-SXM4-80GB MIG 1g.20gb","vendorGB":20,"totalMiB":19968,"otherReadings":"19.50 GiB in -lgip; MiB converted","computeCapability":"8.0","architecture":"Ampere","ecc":"as the parent GPU","source":"nvidia-smi output in a public repository, not linked (-lgip output); NVIDIA/go-nvml pkg/nvml/mock/shared/gpus/a100.go","confidence":"seen","multiprocessors":14,"multiprocessorsBasis":"printed","multiprocessorsSource":"14 multiprocessors a compute slice (NVIDIA MIG user guide; column SM of nvidia-smi mig -lgip)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A100-SXM4-80GB MIG 2g.20gb","aliases":["A100-80-2g.20gb","mig-2g.20gb"],"prints":"NVIDIA A100-SXM4-80GB MIG 2g.20gb","vendorGB":20,"totalMiB":19968,"otherReadings":"19.50 GiB in -lgip","computeCapability":"8.0","architecture":"Ampere","ecc":"as the parent GPU","source":"github.com/XuehaiPan/nvitop/pull/8 (19968 MiB, 28 SM); nvidia-smi output in a public repository, not linked (-lgip output); nvidia-smi output in a public repository, not linked (-lgip output)","confidence":"seen","multiprocessors":28,"multiprocessorsBasis":"printed","multiprocessorsSource":"14 multiprocessors a compute slice (NVIDIA MIG user guide; column SM of nvidia-smi mig -lgip)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A100-SXM4-80GB MIG 3g.40gb","aliases":["A100-80-3g.40gb","mig-3g.40gb"],"prints":"NVIDIA A100-SXM4-80GB MIG 3g.40gb","vendorGB":40,"totalMiB":40192,"otherReadings":"39.25 GiB in -lgip; MiB converted; 39.50 GiB (40448) on another driver","computeCapability":"8.0","architecture":"Ampere","ecc":"as the parent GPU","source":"nvidia-smi output in a public repository, not linked (-lgip output); nvidia-smi output in a public repository, not linked (-lgip output); NVIDIA/go-nvml pkg/nvml/mock/shared/gpus/a100.go","confidence":"seen","multiprocessors":42,"multiprocessorsBasis":"printed","multiprocessorsSource":"14 multiprocessors a compute slice (NVIDIA MIG user guide; column SM of nvidia-smi mig -lgip)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A100-SXM4-80GB MIG 4g.40gb","aliases":["A100-80-4g.40gb","mig-4g.40gb"],"prints":"NVIDIA A100-SXM4-80GB MIG 4g.40gb","vendorGB":40,"totalMiB":40192,"otherReadings":"39.25 GiB in -lgip; MiB converted; 39.50 GiB (40448) on another driver","computeCapability":"8.0","architecture":"Ampere","ecc":"as the parent GPU","source":"nvidia-smi output in a public repository, not linked (-lgip output); nvidia-smi output in a public repository, not linked (-lgip output); NVIDIA/go-nvml pkg/nvml/mock/shared/gpus/a100.go","confidence":"seen","multiprocessors":56,"multiprocessorsBasis":"printed","multiprocessorsSource":"14 multiprocessors a compute slice (NVIDIA MIG user guide; column SM of nvidia-smi mig -lgip)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA A100-SXM4-80GB MIG 7g.80gb","aliases":["A100-80-7g.80gb","mig-7g.80gb"],"prints":"NVIDIA A100-SXM4-80GB MIG 7g.80gb","vendorGB":80,"totalMiB":80896,"otherReadings":"79.00 GiB in -lgip; MiB converted; 79.25 GiB (81152) on another driver; 80384 in go-nvml mock","computeCapability":"8.0","architecture":"Ampere","ecc":"as the parent GPU","source":"nvidia-smi output in a public repository, not linked (-lgip output); nvidia-smi output in a public repository, not linked (-lgip output); NVIDIA/go-nvml pkg/nvml/mock/shared/gpus/a100.go","confidence":"seen","multiprocessors":98,"multiprocessorsBasis":"printed","multiprocessorsSource":"14 multiprocessors a compute slice (NVIDIA MIG user guide; column SM of nvidia-smi mig -lgip)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA H100 80GB HBM3 MIG 1g.10gb","aliases":["H100-80-1g.10gb","mig-1g.10gb"],"prints":"NVIDIA H100 80GB HBM3 MIG 1g.10gb","vendorGB":10,"totalMiB":9984,"otherReadings":"9.75 GiB in -lgip; MiB converted","computeCapability":"9.0","architecture":"Hopper","ecc":"as the parent GPU","source":"nvidia-smi output in a public repository, not linked (-lgip output)","confidence":"seen","multiprocessors":16,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/issues/120 (an H200, same chip and same profiles)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA H100 80GB HBM3 MIG 1g.10gb+me","aliases":["H100-80-1g.10gb+me","mig-1g.10gb+me"],"prints":"NVIDIA H100 80GB HBM3 MIG 1g.10gb+me","vendorGB":10,"totalMiB":9984,"otherReadings":"9.75 GiB in -lgip; MiB converted","computeCapability":"9.0","architecture":"Hopper","ecc":"as the parent GPU","source":"nvidia-smi output in a public repository, not linked (-lgip output)","confidence":"seen","multiprocessors":16,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/issues/120 (an H200, same chip and same profiles)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA H100 80GB HBM3 MIG 1g.20gb","aliases":["H100-80-1g.20gb","mig-1g.20gb"],"prints":"NVIDIA H100 80GB HBM3 MIG 1g.20gb","vendorGB":20,"totalMiB":20096,"otherReadings":"19.62 GiB in -lgip; MiB converted","computeCapability":"9.0","architecture":"Hopper","ecc":"as the parent GPU","source":"nvidia-smi output in a public repository, not linked (-lgip output)","confidence":"seen","multiprocessors":26,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/issues/120 (an H200, same chip and same profiles)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA H100 80GB HBM3 MIG 2g.20gb","aliases":["H100-80-2g.20gb","mig-2g.20gb"],"prints":"NVIDIA H100 80GB HBM3 MIG 2g.20gb","vendorGB":20,"totalMiB":20096,"otherReadings":"19.62 GiB in -lgip; MiB converted","computeCapability":"9.0","architecture":"Hopper","ecc":"as the parent GPU","source":"nvidia-smi output in a public repository, not linked (-lgip output)","confidence":"seen","multiprocessors":32,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/issues/120 (an H200, same chip and same profiles)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA H100 80GB HBM3 MIG 3g.40gb","aliases":["H100-80-3g.40gb","mig-3g.40gb"],"prints":"NVIDIA H100 80GB HBM3 MIG 3g.40gb","vendorGB":40,"totalMiB":40448,"otherReadings":"39.50 GiB in -lgip; 40448 MiB printed with driver 580","computeCapability":"9.0","architecture":"Hopper","ecc":"as the parent GPU","source":"nvidia-smi output in a public repository, not linked (-lgip output); MIG user guide copy nvidia-smi output in a public repository, not linked (MIG table)","confidence":"seen","multiprocessors":60,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/issues/120 (an H200, same chip and same profiles)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA H100 80GB HBM3 MIG 4g.40gb","aliases":["H100-80-4g.40gb","mig-4g.40gb"],"prints":"NVIDIA H100 80GB HBM3 MIG 4g.40gb","vendorGB":40,"totalMiB":40448,"otherReadings":"39.50 GiB in -lgip; MiB as 3g.40gb","computeCapability":"9.0","architecture":"Hopper","ecc":"as the parent GPU","source":"nvidia-smi output in a public repository, not linked (-lgip output)","confidence":"seen","multiprocessors":64,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/issues/120 (an H200, same chip and same profiles)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA H100 80GB HBM3 MIG 7g.80gb","aliases":["H100-80-7g.80gb","mig-7g.80gb"],"prints":"NVIDIA H100 80GB HBM3 MIG 7g.80gb","vendorGB":80,"totalMiB":81152,"otherReadings":"79.25 GiB in -lgip; MiB converted","computeCapability":"9.0","architecture":"Hopper","ecc":"as the parent GPU","source":"nvidia-smi output in a public repository, not linked (-lgip output)","confidence":"seen","multiprocessors":132,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/issues/120 (an H200, same chip and same profiles)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA H200 MIG 1g.18gb","aliases":["H200-1g.18gb","mig-1g.18gb"],"prints":"NVIDIA H200 MIG 1g.18gb","vendorGB":18,"totalMiB":16384,"otherReadings":"16.00 GiB in -lgip; MiB converted","computeCapability":"9.0","architecture":"Hopper","ecc":"as the parent GPU","source":"github.com/NVIDIA/mig-parted/issues/120 (-lgip output)","confidence":"seen","multiprocessors":16,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/issues/120","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA H200 MIG 1g.18gb+me","aliases":["H200-1g.18gb+me","mig-1g.18gb+me"],"prints":"NVIDIA H200 MIG 1g.18gb+me","vendorGB":18,"totalMiB":16384,"otherReadings":"16.00 GiB in -lgip; MiB converted","computeCapability":"9.0","architecture":"Hopper","ecc":"as the parent GPU","source":"github.com/NVIDIA/mig-parted/issues/120 (-lgip output)","confidence":"seen","multiprocessors":16,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/issues/120","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA H200 MIG 1g.35gb","aliases":["H200-1g.35gb","mig-1g.35gb"],"prints":"NVIDIA H200 MIG 1g.35gb","vendorGB":35,"totalMiB":33024,"otherReadings":"32.25 GiB in -lgip; MiB converted","computeCapability":"9.0","architecture":"Hopper","ecc":"as the parent GPU","source":"github.com/NVIDIA/mig-parted/issues/120 (-lgip output)","confidence":"seen","multiprocessors":26,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/issues/120","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA H200 MIG 2g.35gb","aliases":["H200-2g.35gb","mig-2g.35gb"],"prints":"NVIDIA H200 MIG 2g.35gb","vendorGB":35,"totalMiB":33024,"otherReadings":"32.25 GiB in -lgip; MiB converted; 32.50 in a test fixture","computeCapability":"9.0","architecture":"Hopper","ecc":"as the parent GPU","source":"github.com/NVIDIA/mig-parted/issues/120 (-lgip output)","confidence":"seen","multiprocessors":32,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/issues/120","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA H200 MIG 3g.71gb","aliases":["H200-3g.71gb","mig-3g.71gb"],"prints":"NVIDIA H200 MIG 3g.71gb","vendorGB":71,"totalMiB":71168,"otherReadings":"69.50 GiB in -lgip; MiB converted","computeCapability":"9.0","architecture":"Hopper","ecc":"as the parent GPU","source":"github.com/NVIDIA/mig-parted/issues/120 (-lgip output)","confidence":"seen","multiprocessors":60,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/issues/120","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA H200 MIG 4g.71gb","aliases":["H200-4g.71gb","mig-4g.71gb"],"prints":"NVIDIA H200 MIG 4g.71gb","vendorGB":71,"totalMiB":71168,"otherReadings":"69.50 GiB in -lgip; MiB converted","computeCapability":"9.0","architecture":"Hopper","ecc":"as the parent GPU","source":"github.com/NVIDIA/mig-parted/issues/120 (-lgip output)","confidence":"seen","multiprocessors":64,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/issues/120","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA H200 MIG 7g.141gb","aliases":["H200-7g.141gb","mig-7g.141gb"],"prints":"NVIDIA H200 MIG 7g.141gb","vendorGB":141,"totalMiB":143360,"otherReadings":"140.00 GiB in a test fixture only","computeCapability":"9.0","architecture":"Hopper","ecc":"as the parent GPU","source":"inferred: nvidia-smi output in a public repository, not linked (parser test)","confidence":"inferred","multiprocessors":132,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/issues/120","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA B200 MIG 1g.23gb","aliases":["B200-1g.23gb","mig-1g.23gb"],"prints":"NVIDIA B200 MIG 1g.23gb","vendorGB":23,"totalMiB":20992,"otherReadings":"20.50 GiB in -lgip; MiB converted; 22.00 GiB (22528) in the January 2025 output","computeCapability":"10.0","architecture":"Blackwell","ecc":"as the parent GPU","source":"github.com/NVIDIA/gpu-operator/pull/1351; github.com/NVIDIA/mig-parted/pull/166 (-lgip output)","confidence":"seen","multiprocessors":18,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/pull/187","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA B200 MIG 1g.23gb+me","aliases":["B200-1g.23gb+me","mig-1g.23gb+me"],"prints":"NVIDIA B200 MIG 1g.23gb+me","vendorGB":23,"totalMiB":20992,"otherReadings":"20.50 GiB in -lgip; MiB converted; 22.00 GiB (22528) in the January 2025 output","computeCapability":"10.0","architecture":"Blackwell","ecc":"as the parent GPU","source":"github.com/NVIDIA/gpu-operator/pull/1351; github.com/NVIDIA/mig-parted/pull/166 (-lgip output)","confidence":"seen","multiprocessors":18,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/pull/187","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA B200 MIG 1g.45gb","aliases":["B200-1g.45gb","mig-1g.45gb"],"prints":"NVIDIA B200 MIG 1g.45gb","vendorGB":45,"totalMiB":45312,"otherReadings":"44.25 GiB in -lgip; MiB converted","computeCapability":"10.0","architecture":"Blackwell","ecc":"as the parent GPU","source":"github.com/NVIDIA/gpu-operator/pull/1351; github.com/NVIDIA/mig-parted/pull/166 (-lgip output)","confidence":"seen","multiprocessors":30,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/pull/187","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA B200 MIG 2g.45gb","aliases":["B200-2g.45gb","mig-2g.45gb"],"prints":"NVIDIA B200 MIG 2g.45gb","vendorGB":45,"totalMiB":45312,"otherReadings":"44.25 GiB in -lgip; MiB converted","computeCapability":"10.0","architecture":"Blackwell","ecc":"as the parent GPU","source":"github.com/NVIDIA/gpu-operator/pull/1351; github.com/NVIDIA/mig-parted/pull/166 (-lgip output)","confidence":"seen","multiprocessors":36,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/pull/187","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA B200 MIG 3g.90gb","aliases":["B200-3g.90gb","mig-3g.90gb"],"prints":"NVIDIA B200 MIG 3g.90gb","vendorGB":90,"totalMiB":90624,"otherReadings":"lower bound: twice the 2/8 profile; row cut off in the outputs found","computeCapability":"10.0","architecture":"Blackwell","ecc":"as the parent GPU","source":"inferred from 2g.45gb; profile docs.nvidia.com MIG user guide","confidence":"inferred","multiprocessors":70,"multiprocessorsBasis":"assumed","multiprocessorsSource":"row cut off in the outputs found; as 4g.90gb less 2, in the proportion of the smaller profiles","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA B200 MIG 4g.90gb","aliases":["B200-4g.90gb","mig-4g.90gb"],"prints":"NVIDIA B200 MIG 4g.90gb","vendorGB":90,"totalMiB":90624,"otherReadings":"lower bound: twice the 2/8 profile; row cut off in the outputs found","computeCapability":"10.0","architecture":"Blackwell","ecc":"as the parent GPU","source":"inferred from 2g.45gb; profile docs.nvidia.com MIG user guide","confidence":"inferred","multiprocessors":72,"multiprocessorsBasis":"assumed","multiprocessorsSource":"row cut off in the outputs found; 18 a compute slice, as 1g.23gb","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA B200 MIG 7g.180gb","aliases":["B200-7g.180gb","mig-7g.180gb"],"prints":"NVIDIA B200 MIG 7g.180gb","vendorGB":180,"totalMiB":null,"otherReadings":"row cut off in the outputs found","computeCapability":"10.0","architecture":"Blackwell","ecc":"as the parent GPU","source":"inferred: nothing found; profile docs.nvidia.com MIG user guide","confidence":"inferred","multiprocessors":148,"multiprocessorsBasis":"assumed","multiprocessorsSource":"row cut off in the outputs found; the whole card","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GB200 MIG 1g.24gb","aliases":["GB200-1g.24gb","mig-1g.24gb"],"prints":"NVIDIA GB200 MIG 1g.24gb","vendorGB":24,"totalMiB":20480,"otherReadings":"20.00 GiB in -lgip; MiB converted; other boards call it 1g.23gb with 22.00 GiB (mig-parted issue 227)","computeCapability":"10.0","architecture":"Blackwell","ecc":"as the parent GPU","source":"github.com/NVIDIA/gpu-operator/pull/1303 (-lgip output)","confidence":"seen","multiprocessors":18,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/gpu-operator/pull/1303","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GB200 MIG 1g.47gb","aliases":["GB200-1g.47gb","mig-1g.47gb"],"prints":"NVIDIA GB200 MIG 1g.47gb","vendorGB":47,"totalMiB":46592,"otherReadings":"45.50 GiB in -lgip; MiB converted","computeCapability":"10.0","architecture":"Blackwell","ecc":"as the parent GPU","source":"github.com/NVIDIA/gpu-operator/pull/1303 (-lgip output)","confidence":"seen","multiprocessors":32,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/gpu-operator/pull/1303","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GB200 MIG 2g.47gb","aliases":["GB200-2g.47gb","mig-2g.47gb"],"prints":"NVIDIA GB200 MIG 2g.47gb","vendorGB":47,"totalMiB":46592,"otherReadings":"45.50 GiB in -lgip; MiB converted","computeCapability":"10.0","architecture":"Blackwell","ecc":"as the parent GPU","source":"github.com/NVIDIA/gpu-operator/pull/1303 (-lgip output)","confidence":"seen","multiprocessors":38,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/gpu-operator/pull/1303","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GH200 144G HBM3e MIG 1g.18gb","aliases":["GH200-144-1g.18gb","mig-1g.18gb"],"prints":"NVIDIA GH200 144G HBM3e MIG 1g.18gb","vendorGB":18,"totalMiB":17920,"otherReadings":"17.50 GiB in -lgip; MiB converted","computeCapability":"9.0","architecture":"Hopper","ecc":"as the parent GPU","source":"github.com/NVIDIA/mig-parted/pull/139 (-lgip output)","confidence":"seen","multiprocessors":16,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/pull/139","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GH200 144G HBM3e MIG 1g.36gb","aliases":["GH200-144-1g.36gb","mig-1g.36gb"],"prints":"NVIDIA GH200 144G HBM3e MIG 1g.36gb","vendorGB":36,"totalMiB":36096,"otherReadings":"35.25 GiB in -lgip; MiB converted","computeCapability":"9.0","architecture":"Hopper","ecc":"as the parent GPU","source":"github.com/NVIDIA/mig-parted/pull/139 (-lgip output)","confidence":"seen","multiprocessors":26,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/pull/139","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GH200 144G HBM3e MIG 2g.36gb","aliases":["GH200-144-2g.36gb","mig-2g.36gb"],"prints":"NVIDIA GH200 144G HBM3e MIG 2g.36gb","vendorGB":36,"totalMiB":36096,"otherReadings":"35.25 GiB in -lgip; MiB converted","computeCapability":"9.0","architecture":"Hopper","ecc":"as the parent GPU","source":"github.com/NVIDIA/mig-parted/pull/139 (-lgip output)","confidence":"seen","multiprocessors":32,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/NVIDIA/mig-parted/pull/139","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA RTX PRO 6000 Blackwell Server Edition MIG 1g.24gb","aliases":["RTX-PRO-6000-1g.24gb","mig-1g.24gb"],"prints":"NVIDIA RTX PRO 6000 Blackwell Server Edition MIG 1g.24gb","vendorGB":24,"totalMiB":23680,"otherReadings":"23.12 GiB in -lgip; MiB converted","computeCapability":"12.0","architecture":"Blackwell","ecc":"as the parent GPU","source":"github.com/bigstack-oss/cubecos/issues/312 (-lgip output)","confidence":"seen","multiprocessors":46,"multiprocessorsBasis":"printed","multiprocessorsSource":"column SM of nvidia-smi mig -lgip in github.com/bigstack-oss/cubecos/issues/312","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 2060 12GB","aliases":["RTX2060-12GB"],"prints":"NVIDIA GeForce RTX 2060","vendorGB":12,"totalMiB":12288,"otherReadings":"","computeCapability":"7.5","architecture":"Turing","ecc":"no ECC (column prints N/A)","source":"note on the row of NVIDIA GeForce RTX 2060","confidence":"inferred","multiprocessors":34,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2176 CUDA cores in NVIDIA\'s data sheet, 64 a multiprocessor at compute capability 7.5 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 3050 6GB","aliases":["RTX3050-6GB"],"prints":"NVIDIA GeForce RTX 3050","vendorGB":6,"totalMiB":6144,"otherReadings":"","computeCapability":"8.6","architecture":"Ampere","ecc":"no ECC (column prints N/A)","source":"note on the row of NVIDIA GeForce RTX 3050","confidence":"inferred","multiprocessors":18,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2304 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 3050 Laptop GPU 6GB","aliases":["RTX3050-laptop-6GB"],"prints":"NVIDIA GeForce RTX 3050 Laptop GPU","vendorGB":6,"totalMiB":6144,"otherReadings":"","computeCapability":"8.6","architecture":"Ampere","ecc":"no ECC (column prints N/A)","source":"note on the row of NVIDIA GeForce RTX 3050 Laptop GPU","confidence":"seen","multiprocessors":20,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"2560 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 3080 12GB","aliases":["RTX3080-12GB"],"prints":"NVIDIA GeForce RTX 3080","vendorGB":12,"totalMiB":12288,"otherReadings":"","computeCapability":"8.6","architecture":"Ampere","ecc":"no ECC (column prints N/A)","source":"note on the row of NVIDIA GeForce RTX 3080","confidence":"seen","multiprocessors":70,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"8960 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.6 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 4060 Ti 8GB","aliases":["RTX4060Ti-8GB"],"prints":"NVIDIA GeForce RTX 4060 Ti","vendorGB":8,"totalMiB":8188,"otherReadings":"","computeCapability":"8.9","architecture":"Ada","ecc":"no ECC (column prints N/A)","source":"note on the row of NVIDIA GeForce RTX 4060 Ti","confidence":"inferred","multiprocessors":34,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"4352 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 8.9 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""},{"name":"NVIDIA GeForce RTX 5060 Ti 8GB","aliases":["RTX5060Ti-8GB"],"prints":"NVIDIA GeForce RTX 5060 Ti","vendorGB":8,"totalMiB":8151,"otherReadings":"","computeCapability":"12.0","architecture":"Blackwell","ecc":"no ECC (column prints N/A)","source":"note on the row of NVIDIA GeForce RTX 5060 Ti","confidence":"inferred","multiprocessors":36,"multiprocessorsBasis":"data sheet","multiprocessorsSource":"4608 CUDA cores in NVIDIA\'s data sheet, 128 a multiprocessor at compute capability 12.0 (CUDA C++ Programming Guide, compute capabilities)","cudaMiB":null,"cudaReadings":"","cudaSource":""}]');
;// CONCATENATED MODULE: ./lib/fleet/data/instances.json
const instances_namespaceObject = /*#__PURE__*/JSON.parse('[{"provider":"aws","type":"g4dn.xlarge","gpu":"Tesla T4","count":"1","vendorGB":16,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g4dn.2xlarge","gpu":"Tesla T4","count":"1","vendorGB":16,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g4dn.4xlarge","gpu":"Tesla T4","count":"1","vendorGB":16,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g4dn.8xlarge","gpu":"Tesla T4","count":"1","vendorGB":16,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g4dn.16xlarge","gpu":"Tesla T4","count":"1","vendorGB":16,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g4dn.12xlarge","gpu":"Tesla T4","count":"4","vendorGB":16,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g4dn.metal","gpu":"Tesla T4","count":"8","vendorGB":16,"note":"","source":"vantage-sh/ec2instances.info GPU table; rapidsai/deployment source/cloud/aws/index.md","confidence":"seen"},{"provider":"aws","type":"g5.xlarge","gpu":"NVIDIA A10G","count":"1","vendorGB":24,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html; gist.github.com/shashankprasanna/10ebe6dc1ba1d8d93db17da4e2cc890e","confidence":"seen"},{"provider":"aws","type":"g5.2xlarge","gpu":"NVIDIA A10G","count":"1","vendorGB":24,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html; gist.github.com/shashankprasanna/10ebe6dc1ba1d8d93db17da4e2cc890e","confidence":"seen"},{"provider":"aws","type":"g5.4xlarge","gpu":"NVIDIA A10G","count":"1","vendorGB":24,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html; gist.github.com/shashankprasanna/10ebe6dc1ba1d8d93db17da4e2cc890e","confidence":"seen"},{"provider":"aws","type":"g5.8xlarge","gpu":"NVIDIA A10G","count":"1","vendorGB":24,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html; gist.github.com/shashankprasanna/10ebe6dc1ba1d8d93db17da4e2cc890e","confidence":"seen"},{"provider":"aws","type":"g5.16xlarge","gpu":"NVIDIA A10G","count":"1","vendorGB":24,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html; gist.github.com/shashankprasanna/10ebe6dc1ba1d8d93db17da4e2cc890e","confidence":"seen"},{"provider":"aws","type":"g5.12xlarge","gpu":"NVIDIA A10G","count":"4","vendorGB":24,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html; gist.github.com/shashankprasanna/10ebe6dc1ba1d8d93db17da4e2cc890e","confidence":"seen"},{"provider":"aws","type":"g5.24xlarge","gpu":"NVIDIA A10G","count":"4","vendorGB":24,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html; gist.github.com/shashankprasanna/10ebe6dc1ba1d8d93db17da4e2cc890e","confidence":"seen"},{"provider":"aws","type":"g5.48xlarge","gpu":"NVIDIA A10G","count":"8","vendorGB":24,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html; gist.github.com/shashankprasanna/10ebe6dc1ba1d8d93db17da4e2cc890e","confidence":"seen"},{"provider":"aws","type":"g5g.xlarge","gpu":"NVIDIA T4G","count":"1","vendorGB":16,"note":"Arm host","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g5g.2xlarge","gpu":"NVIDIA T4G","count":"1","vendorGB":16,"note":"Arm host","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g5g.4xlarge","gpu":"NVIDIA T4G","count":"1","vendorGB":16,"note":"Arm host","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g5g.8xlarge","gpu":"NVIDIA T4G","count":"1","vendorGB":16,"note":"Arm host","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g5g.16xlarge","gpu":"NVIDIA T4G","count":"2","vendorGB":16,"note":"Arm host","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g5g.metal","gpu":"NVIDIA T4G","count":"2","vendorGB":16,"note":"Arm host","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g6.xlarge","gpu":"NVIDIA L4","count":"1","vendorGB":24,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g6.2xlarge","gpu":"NVIDIA L4","count":"1","vendorGB":24,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g6.4xlarge","gpu":"NVIDIA L4","count":"1","vendorGB":24,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g6.8xlarge","gpu":"NVIDIA L4","count":"1","vendorGB":24,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g6.16xlarge","gpu":"NVIDIA L4","count":"1","vendorGB":24,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g6.12xlarge","gpu":"NVIDIA L4","count":"4","vendorGB":24,"note":"one public script gives 12xlarge 2 GPUs; other tables and the 96 GB total say 4","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g6.24xlarge","gpu":"NVIDIA L4","count":"4","vendorGB":24,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g6.48xlarge","gpu":"NVIDIA L4","count":"8","vendorGB":24,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"gr6.4xlarge","gpu":"NVIDIA L4","count":"1","vendorGB":24,"note":"more CPU memory than g6","source":"vantage-sh/ec2instances.info GPU table","confidence":"seen"},{"provider":"aws","type":"gr6.8xlarge","gpu":"NVIDIA L4","count":"1","vendorGB":24,"note":"more CPU memory than g6","source":"vantage-sh/ec2instances.info GPU table","confidence":"seen"},{"provider":"aws","type":"g6f.large","gpu":"NVIDIA L4","count":"1/8","vendorGB":3,"note":"fractional GPU; memory is the share, not the card; name printed by nvidia-smi not checked; the source gives CC 10.0, L4 is 8.9","source":"vantage-sh/ec2instances.info GPU table","confidence":"seen"},{"provider":"aws","type":"g6f.xlarge","gpu":"NVIDIA L4","count":"1/8","vendorGB":3,"note":"fractional GPU; memory is the share, not the card; name printed by nvidia-smi not checked; the source gives CC 10.0, L4 is 8.9","source":"vantage-sh/ec2instances.info GPU table","confidence":"seen"},{"provider":"aws","type":"g6f.2xlarge","gpu":"NVIDIA L4","count":"1/4","vendorGB":6,"note":"fractional GPU; memory is the share, not the card; name printed by nvidia-smi not checked; the source gives CC 10.0, L4 is 8.9","source":"vantage-sh/ec2instances.info GPU table","confidence":"seen"},{"provider":"aws","type":"g6f.4xlarge","gpu":"NVIDIA L4","count":"1/2","vendorGB":12,"note":"fractional GPU; memory is the share, not the card; name printed by nvidia-smi not checked; the source gives CC 10.0, L4 is 8.9","source":"vantage-sh/ec2instances.info GPU table","confidence":"seen"},{"provider":"aws","type":"gr6f.4xlarge","gpu":"NVIDIA L4","count":"1/2","vendorGB":12,"note":"fractional GPU; memory is the share, not the card; name printed by nvidia-smi not checked; the source gives CC 10.0, L4 is 8.9","source":"vantage-sh/ec2instances.info GPU table","confidence":"seen"},{"provider":"aws","type":"g6e.xlarge","gpu":"NVIDIA L40S","count":"1","vendorGB":48,"note":"","source":"vantage-sh/ec2instances.info GPU table","confidence":"seen"},{"provider":"aws","type":"g6e.2xlarge","gpu":"NVIDIA L40S","count":"1","vendorGB":48,"note":"","source":"vantage-sh/ec2instances.info GPU table","confidence":"seen"},{"provider":"aws","type":"g6e.4xlarge","gpu":"NVIDIA L40S","count":"1","vendorGB":48,"note":"","source":"vantage-sh/ec2instances.info GPU table","confidence":"seen"},{"provider":"aws","type":"g6e.8xlarge","gpu":"NVIDIA L40S","count":"1","vendorGB":48,"note":"","source":"vantage-sh/ec2instances.info GPU table","confidence":"seen"},{"provider":"aws","type":"g6e.16xlarge","gpu":"NVIDIA L40S","count":"1","vendorGB":48,"note":"","source":"vantage-sh/ec2instances.info GPU table","confidence":"seen"},{"provider":"aws","type":"g6e.12xlarge","gpu":"NVIDIA L40S","count":"4","vendorGB":48,"note":"","source":"vantage-sh/ec2instances.info GPU table","confidence":"seen"},{"provider":"aws","type":"g6e.24xlarge","gpu":"NVIDIA L40S","count":"4","vendorGB":48,"note":"","source":"vantage-sh/ec2instances.info GPU table","confidence":"seen"},{"provider":"aws","type":"g6e.48xlarge","gpu":"NVIDIA L40S","count":"8","vendorGB":48,"note":"","source":"vantage-sh/ec2instances.info GPU table","confidence":"seen"},{"provider":"aws","type":"g7e.2xlarge","gpu":"NVIDIA RTX PRO 6000 Blackwell Server Edition","count":"1","vendorGB":96,"note":"family and GPU seen, count inferred from size","source":"github.com/aws/sagemaker-hyperpod-cli/pull/403","confidence":"inferred"},{"provider":"aws","type":"g7e.48xlarge","gpu":"NVIDIA RTX PRO 6000 Blackwell Server Edition","count":"8","vendorGB":96,"note":"family and GPU seen, count inferred from size","source":"github.com/aws/sagemaker-hyperpod-cli/pull/403","confidence":"inferred"},{"provider":"aws","type":"g3s.xlarge","gpu":"Tesla M60","count":"1","vendorGB":8,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g3.4xlarge","gpu":"Tesla M60","count":"1","vendorGB":8,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g3.8xlarge","gpu":"Tesla M60","count":"2","vendorGB":8,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"g3.16xlarge","gpu":"Tesla M60","count":"4","vendorGB":8,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"p2.xlarge","gpu":"Tesla K80","count":"1","vendorGB":12,"note":"","source":"docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"p2.8xlarge","gpu":"Tesla K80","count":"8","vendorGB":12,"note":"the ec2instances table counts boards (4 and 8); AWS counts GPUs, as nvidia-smi does","source":"docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"p2.16xlarge","gpu":"Tesla K80","count":"16","vendorGB":12,"note":"the ec2instances table counts boards (4 and 8); AWS counts GPUs, as nvidia-smi does","source":"docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"p3.2xlarge","gpu":"Tesla V100-SXM2-16GB","count":"1","vendorGB":16,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"p3.8xlarge","gpu":"Tesla V100-SXM2-16GB","count":"4","vendorGB":16,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"p3.16xlarge","gpu":"Tesla V100-SXM2-16GB","count":"8","vendorGB":16,"note":"","source":"vantage-sh/ec2instances.info GPU table; docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html","confidence":"seen"},{"provider":"aws","type":"p3dn.24xlarge","gpu":"Tesla V100-SXM2-32GB","count":"8","vendorGB":32,"note":"","source":"vantage-sh/ec2instances.info GPU table; rapidsai/deployment source/cloud/aws/index.md","confidence":"seen"},{"provider":"aws","type":"p4d.24xlarge","gpu":"NVIDIA A100-SXM4-40GB","count":"8","vendorGB":40,"note":"","source":"vantage-sh/ec2instances.info GPU table; rapidsai/deployment source/cloud/aws/index.md","confidence":"seen"},{"provider":"aws","type":"p4de.24xlarge","gpu":"NVIDIA A100-SXM4-80GB","count":"8","vendorGB":80,"note":"","source":"vantage-sh/ec2instances.info GPU table","confidence":"seen"},{"provider":"aws","type":"p5.4xlarge","gpu":"NVIDIA H100 80GB HBM3","count":"1","vendorGB":80,"note":"","source":"vantage-sh/ec2instances.info GPU table","confidence":"seen"},{"provider":"aws","type":"p5.48xlarge","gpu":"NVIDIA H100 80GB HBM3","count":"8","vendorGB":80,"note":"","source":"vantage-sh/ec2instances.info GPU table; rapidsai/deployment source/cloud/aws/index.md","confidence":"seen"},{"provider":"aws","type":"p5e.48xlarge","gpu":"NVIDIA H200","count":"8","vendorGB":141,"note":"","source":"vantage-sh/ec2instances.info GPU table","confidence":"seen"},{"provider":"aws","type":"p5en.48xlarge","gpu":"NVIDIA H200","count":"8","vendorGB":141,"note":"","source":"vantage-sh/ec2instances.info GPU table","confidence":"seen"},{"provider":"aws","type":"p6-b200.48xlarge","gpu":"NVIDIA B200","count":"8","vendorGB":180,"note":"","source":"vantage-sh/ec2instances.info GPU table","confidence":"seen"},{"provider":"aws","type":"p6-b300.48xlarge","gpu":"NVIDIA B300 SXM6 AC","count":"8","vendorGB":269,"note":"type and MIG profiles seen, count inferred from size; 269 GB is the usable figure AWS material gives","source":"github.com/aws/sagemaker-hyperpod-cli/pull/403","confidence":"inferred"},{"provider":"aws","type":"p6e-gb200.36xlarge","gpu":"NVIDIA GB200","count":"4","vendorGB":185,"note":"conflict: the ec2instances table says 36 GPUs and 6660 GB (=185 GB a GPU), which is the whole UltraServer; 4 for one instance is inferred","source":"vantage-sh/ec2instances.info GPU table","confidence":"inferred"},{"provider":"gcp","type":"n1-standard-* + 1x nvidia-tesla-t4","gpu":"Tesla T4","count":"1","vendorGB":16,"note":"GPU attached separately; any n1, up to 48 vCPU","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"n1-standard-* + 2x nvidia-tesla-t4","gpu":"Tesla T4","count":"2","vendorGB":16,"note":"GPU attached separately; any n1, up to 48 vCPU","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"n1-standard-* + 4x nvidia-tesla-t4","gpu":"Tesla T4","count":"4","vendorGB":16,"note":"GPU attached separately; any n1, up to 96 vCPU","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"n1-* + 1x nvidia-tesla-p4","gpu":"Tesla P4","count":"1","vendorGB":8,"note":"GPU attached separately","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"n1-* + 2x nvidia-tesla-p4","gpu":"Tesla P4","count":"2","vendorGB":8,"note":"GPU attached separately","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"n1-* + 4x nvidia-tesla-p4","gpu":"Tesla P4","count":"4","vendorGB":8,"note":"GPU attached separately","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"n1-* + 1x nvidia-tesla-p100","gpu":"Tesla P100-PCIE-16GB","count":"1","vendorGB":16,"note":"GPU attached separately; form factor from Colab-style outputs","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"n1-* + 2x nvidia-tesla-p100","gpu":"Tesla P100-PCIE-16GB","count":"2","vendorGB":16,"note":"GPU attached separately; form factor from Colab-style outputs","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"n1-* + 4x nvidia-tesla-p100","gpu":"Tesla P100-PCIE-16GB","count":"4","vendorGB":16,"note":"GPU attached separately; form factor from Colab-style outputs","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"n1-* + 1x nvidia-tesla-v100","gpu":"Tesla V100-SXM2-16GB","count":"1","vendorGB":16,"note":"GPU attached separately; form factor from a GCP-style output (bus 00:04.0)","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"n1-* + 2x nvidia-tesla-v100","gpu":"Tesla V100-SXM2-16GB","count":"2","vendorGB":16,"note":"GPU attached separately; form factor from a GCP-style output (bus 00:04.0)","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"n1-* + 4x nvidia-tesla-v100","gpu":"Tesla V100-SXM2-16GB","count":"4","vendorGB":16,"note":"GPU attached separately; form factor from a GCP-style output (bus 00:04.0)","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"n1-* + 8x nvidia-tesla-v100","gpu":"Tesla V100-SXM2-16GB","count":"8","vendorGB":16,"note":"GPU attached separately; form factor from a GCP-style output (bus 00:04.0)","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"g2-standard-4","gpu":"NVIDIA L4","count":"1","vendorGB":24,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"g2-standard-8","gpu":"NVIDIA L4","count":"1","vendorGB":24,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"g2-standard-12","gpu":"NVIDIA L4","count":"1","vendorGB":24,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"g2-standard-16","gpu":"NVIDIA L4","count":"1","vendorGB":24,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"g2-standard-32","gpu":"NVIDIA L4","count":"1","vendorGB":24,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"g2-standard-24","gpu":"NVIDIA L4","count":"2","vendorGB":24,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"g2-standard-48","gpu":"NVIDIA L4","count":"4","vendorGB":24,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"g2-standard-96","gpu":"NVIDIA L4","count":"8","vendorGB":24,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"a2-highgpu-1g","gpu":"NVIDIA A100-SXM4-40GB","count":"1","vendorGB":40,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"a2-highgpu-2g","gpu":"NVIDIA A100-SXM4-40GB","count":"2","vendorGB":40,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"a2-highgpu-4g","gpu":"NVIDIA A100-SXM4-40GB","count":"4","vendorGB":40,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"a2-highgpu-8g","gpu":"NVIDIA A100-SXM4-40GB","count":"8","vendorGB":40,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"a2-megagpu-16g","gpu":"NVIDIA A100-SXM4-40GB","count":"16","vendorGB":40,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"a2-ultragpu-1g","gpu":"NVIDIA A100-SXM4-80GB","count":"1","vendorGB":80,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"a2-ultragpu-2g","gpu":"NVIDIA A100-SXM4-80GB","count":"2","vendorGB":80,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"a2-ultragpu-4g","gpu":"NVIDIA A100-SXM4-80GB","count":"4","vendorGB":80,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"a2-ultragpu-8g","gpu":"NVIDIA A100-SXM4-80GB","count":"8","vendorGB":80,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"a3-highgpu-1g","gpu":"NVIDIA H100 80GB HBM3","count":"1","vendorGB":80,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"a3-highgpu-2g","gpu":"NVIDIA H100 80GB HBM3","count":"2","vendorGB":80,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"a3-highgpu-4g","gpu":"NVIDIA H100 80GB HBM3","count":"4","vendorGB":80,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"a3-highgpu-8g","gpu":"NVIDIA H100 80GB HBM3","count":"8","vendorGB":80,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"a3-megagpu-8g","gpu":"NVIDIA H100 80GB HBM3","count":"8","vendorGB":80,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"gcp","type":"a3-ultragpu-8g","gpu":"NVIDIA H200","count":"8","vendorGB":141,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py; github.com/GoogleCloudPlatform/cluster-toolkit/discussions/3478","confidence":"seen"},{"provider":"gcp","type":"a4-highgpu-8g","gpu":"NVIDIA B200","count":"8","vendorGB":180,"note":"","source":"skypilot-org/skypilot sky/catalog/gcp_catalog.py","confidence":"seen"},{"provider":"azure","type":"Standard_NC4as_T4_v3","gpu":"Tesla T4","count":"1","vendorGB":16,"note":"","source":"MicrosoftDocs/azure-docs articles/virtual-machines/nct4-v3-series.md","confidence":"seen"},{"provider":"azure","type":"Standard_NC8as_T4_v3","gpu":"Tesla T4","count":"1","vendorGB":16,"note":"","source":"MicrosoftDocs/azure-docs articles/virtual-machines/nct4-v3-series.md","confidence":"seen"},{"provider":"azure","type":"Standard_NC16as_T4_v3","gpu":"Tesla T4","count":"1","vendorGB":16,"note":"","source":"MicrosoftDocs/azure-docs articles/virtual-machines/nct4-v3-series.md","confidence":"seen"},{"provider":"azure","type":"Standard_NC64as_T4_v3","gpu":"Tesla T4","count":"4","vendorGB":16,"note":"","source":"MicrosoftDocs/azure-docs articles/virtual-machines/nct4-v3-series.md","confidence":"seen"},{"provider":"azure","type":"Standard_NC24ads_A100_v4","gpu":"NVIDIA A100 80GB PCIe","count":"1","vendorGB":80,"note":"","source":"MicrosoftDocs/azure-docs articles/virtual-machines/nc-a100-v4-series.md","confidence":"seen"},{"provider":"azure","type":"Standard_NC48ads_A100_v4","gpu":"NVIDIA A100 80GB PCIe","count":"2","vendorGB":80,"note":"","source":"MicrosoftDocs/azure-docs articles/virtual-machines/nc-a100-v4-series.md","confidence":"seen"},{"provider":"azure","type":"Standard_NC96ads_A100_v4","gpu":"NVIDIA A100 80GB PCIe","count":"4","vendorGB":80,"note":"","source":"MicrosoftDocs/azure-docs articles/virtual-machines/nc-a100-v4-series.md","confidence":"seen"},{"provider":"azure","type":"Standard_NC40ads_H100_v5","gpu":"NVIDIA H100 NVL","count":"1","vendorGB":94,"note":"","source":"MicrosoftDocs/azure-docs articles/virtual-machines/ncads-h100-v5.md","confidence":"seen"},{"provider":"azure","type":"Standard_NC80adis_H100_v5","gpu":"NVIDIA H100 NVL","count":"2","vendorGB":94,"note":"","source":"MicrosoftDocs/azure-docs articles/virtual-machines/ncads-h100-v5.md","confidence":"seen"},{"provider":"azure","type":"Standard_ND96isr_H100_v5","gpu":"NVIDIA H100 80GB HBM3","count":"8","vendorGB":80,"note":"the series page of August 2023 prints the size as Standard_ND96isr_v5","source":"MicrosoftDocs/azure-docs articles/virtual-machines/nd-h100-v5-series.md","confidence":"seen"},{"provider":"azure","type":"Standard_ND96asr_v4","gpu":"NVIDIA A100-SXM4-40GB","count":"8","vendorGB":40,"note":"not looked up","source":"inferred","confidence":"inferred"},{"provider":"azure","type":"Standard_ND96amsr_A100_v4","gpu":"NVIDIA A100-SXM4-80GB","count":"8","vendorGB":80,"note":"not looked up","source":"inferred","confidence":"inferred"},{"provider":"azure","type":"Standard_NV6ads_A10_v5","gpu":"NVIDIA A10","count":"1/6","vendorGB":4,"note":"GPU partition: memory is the share; the page warns that the system reports a little less because of ECC; nvidia-smi name of the partition not checked","source":"MicrosoftDocs/azure-docs articles/virtual-machines/nva10v5-series.md","confidence":"seen"},{"provider":"azure","type":"Standard_NV12ads_A10_v5","gpu":"NVIDIA A10","count":"1/3","vendorGB":8,"note":"GPU partition: memory is the share; the page warns that the system reports a little less because of ECC; nvidia-smi name of the partition not checked","source":"MicrosoftDocs/azure-docs articles/virtual-machines/nva10v5-series.md","confidence":"seen"},{"provider":"azure","type":"Standard_NV18ads_A10_v5","gpu":"NVIDIA A10","count":"1/2","vendorGB":12,"note":"GPU partition: memory is the share; the page warns that the system reports a little less because of ECC; nvidia-smi name of the partition not checked","source":"MicrosoftDocs/azure-docs articles/virtual-machines/nva10v5-series.md","confidence":"seen"},{"provider":"azure","type":"Standard_NV36ads_A10_v5","gpu":"NVIDIA A10","count":"1","vendorGB":24,"note":"whole card; the page warns that the system reports a little less because of ECC","source":"MicrosoftDocs/azure-docs articles/virtual-machines/nva10v5-series.md","confidence":"seen"},{"provider":"azure","type":"Standard_NV36adms_A10_v5","gpu":"NVIDIA A10","count":"1","vendorGB":24,"note":"whole card; the page warns that the system reports a little less because of ECC","source":"MicrosoftDocs/azure-docs articles/virtual-machines/nva10v5-series.md","confidence":"seen"},{"provider":"azure","type":"Standard_NV72ads_A10_v5","gpu":"NVIDIA A10","count":"2","vendorGB":24,"note":"","source":"MicrosoftDocs/azure-docs articles/virtual-machines/nva10v5-series.md","confidence":"seen"},{"provider":"azure","type":"Standard_NC8ads_A10_v4","gpu":"NVIDIA A10","count":"1","vendorGB":24,"note":"GPU count seen; whether 8 and 16 give a whole card not stated","source":"aspire.dev/reference/api/csharp/aspire.hosting.azure.kubernetes/standardncadsa10v4/","confidence":"inferred"},{"provider":"azure","type":"Standard_NC16ads_A10_v4","gpu":"NVIDIA A10","count":"1","vendorGB":24,"note":"GPU count seen; whether 8 and 16 give a whole card not stated","source":"aspire.dev/reference/api/csharp/aspire.hosting.azure.kubernetes/standardncadsa10v4/","confidence":"inferred"},{"provider":"azure","type":"Standard_NC32ads_A10_v4","gpu":"NVIDIA A10","count":"2","vendorGB":24,"note":"GPU count seen; whether 8 and 16 give a whole card not stated","source":"aspire.dev/reference/api/csharp/aspire.hosting.azure.kubernetes/standardncadsa10v4/","confidence":"inferred"},{"provider":"lambda","type":"gpu_1x_a10","gpu":"NVIDIA A10","count":"1","vendorGB":24,"note":"","source":"Lambda client script (nvidia-smi output in a public repository, not linked); nvidia-smi output in a public repository, not linked","confidence":"seen"},{"provider":"lambda","type":"gpu_1x_rtx6000","gpu":"Quadro RTX 6000","count":"1","vendorGB":24,"note":"type name seen; GPU model inferred from name","source":"Lambda client script (nvidia-smi output in a public repository, not linked)","confidence":"inferred"},{"provider":"lambda","type":"gpu_1x_a6000","gpu":"NVIDIA RTX A6000","count":"1","vendorGB":48,"note":"","source":"skypilot-org/skypilot-catalog catalogs/v7/lambda/vms.csv; Lambda client script (nvidia-smi output in a public repository, not linked)","confidence":"seen"},{"provider":"lambda","type":"gpu_2x_a6000","gpu":"NVIDIA RTX A6000","count":"2","vendorGB":48,"note":"","source":"skypilot-org/skypilot-catalog catalogs/v7/lambda/vms.csv; Lambda client script (nvidia-smi output in a public repository, not linked)","confidence":"seen"},{"provider":"lambda","type":"gpu_4x_a6000","gpu":"NVIDIA RTX A6000","count":"4","vendorGB":48,"note":"","source":"skypilot-org/skypilot-catalog catalogs/v7/lambda/vms.csv; Lambda client script (nvidia-smi output in a public repository, not linked)","confidence":"seen"},{"provider":"lambda","type":"gpu_1x_a100_sxm4","gpu":"NVIDIA A100-SXM4-40GB","count":"1","vendorGB":40,"note":"","source":"Lambda client script (nvidia-smi output in a public repository, not linked)","confidence":"seen"},{"provider":"lambda","type":"gpu_1x_a100","gpu":"NVIDIA A100-PCIE-40GB","count":"1","vendorGB":40,"note":"form factor inferred from the separate _sxm4 type","source":"Lambda client script (nvidia-smi output in a public repository, not linked)","confidence":"inferred"},{"provider":"lambda","type":"gpu_2x_a100","gpu":"NVIDIA A100-PCIE-40GB","count":"2","vendorGB":40,"note":"form factor inferred from the separate _sxm4 type","source":"Lambda client script (nvidia-smi output in a public repository, not linked)","confidence":"inferred"},{"provider":"lambda","type":"gpu_4x_a100","gpu":"NVIDIA A100-PCIE-40GB","count":"4","vendorGB":40,"note":"form factor inferred from the separate _sxm4 type","source":"Lambda client script (nvidia-smi output in a public repository, not linked)","confidence":"inferred"},{"provider":"lambda","type":"gpu_8x_a100","gpu":"NVIDIA A100-SXM4-40GB","count":"8","vendorGB":40,"note":"","source":"skypilot-org/skypilot-catalog catalogs/v7/lambda/vms.csv; api-evangelist/lambda-labs plans/lambda-labs-plans-pricing.yml","confidence":"seen"},{"provider":"lambda","type":"gpu_8x_a100_80gb_sxm4","gpu":"NVIDIA A100-SXM4-80GB","count":"8","vendorGB":80,"note":"","source":"Lambda client script (nvidia-smi output in a public repository, not linked); api-evangelist/lambda-labs plans/lambda-labs-plans-pricing.yml","confidence":"seen"},{"provider":"lambda","type":"gpu_8x_v100","gpu":"Tesla V100-SXM2-16GB","count":"8","vendorGB":16,"note":"16 GB seen, form factor inferred","source":"skypilot-org/skypilot-catalog catalogs/v7/lambda/vms.csv; api-evangelist/lambda-labs plans/lambda-labs-plans-pricing.yml","confidence":"seen"},{"provider":"lambda","type":"gpu_1x_h100_pcie","gpu":"NVIDIA H100 PCIe","count":"1","vendorGB":80,"note":"","source":"Lambda client script (nvidia-smi output in a public repository, not linked)","confidence":"seen"},{"provider":"lambda","type":"gpu_1x_h100_sxm5","gpu":"NVIDIA H100 80GB HBM3","count":"1","vendorGB":80,"note":"type name seen at another provider that copies Lambda\'s names","source":"nvidia-smi output in a public repository, not linked","confidence":"inferred"},{"provider":"lambda","type":"gpu_8x_h100_sxm5","gpu":"NVIDIA H100 80GB HBM3","count":"8","vendorGB":80,"note":"","source":"Lambda client script (nvidia-smi output in a public repository, not linked); api-evangelist/lambda-labs plans/lambda-labs-plans-pricing.yml","confidence":"seen"},{"provider":"lambda","type":"gpu_1x_gh200","gpu":"NVIDIA GH200 480GB","count":"1","vendorGB":96,"note":"not looked up","source":"inferred","confidence":"inferred"},{"provider":"lambda","type":"gpu_8x_b200_sxm6","gpu":"NVIDIA B200","count":"8","vendorGB":180,"note":"8x B200 SXM6 with 180 GB seen in the price list; type name inferred","source":"api-evangelist/lambda-labs plans/lambda-labs-plans-pricing.yml","confidence":"inferred"},{"provider":"github","type":"gpu-t4-4-core","gpu":"Tesla T4","count":"1","vendorGB":16,"note":"the only GPU larger runner: 4 vCPU, 28 GB RAM, 176 GB SSD, Ubuntu or Windows; the label is the runner name the organisation gives, gpu-t4-4-core is the machine-spec id and the usual label","source":"docs.github.com/en/actions/reference/runners/larger-runners; label nvidia-smi output in a public repository, not linked","confidence":"seen"},{"provider":"gitlab","type":"saas-linux-medium-amd64-gpu-standard","gpu":"Tesla T4","count":"1","vendorGB":16,"note":"backed by GCP n1-standard-4 + 1 T4","source":"gitlab.com/gitlab-org/gitlab/-/issues/358026","confidence":"seen"},{"provider":"nvidia-gha-runners","type":"linux-amd64-gpu-t4-latest-1","gpu":"Tesla T4","count":"1","vendorGB":16,"note":"runners for NVIDIA\'s own GitHub organisations","source":"docs.gha-runners.nvidia.com/runners/","confidence":"seen"},{"provider":"nvidia-gha-runners","type":"linux-amd64-gpu-v100-latest-1","gpu":"Tesla V100-SXM2-32GB","count":"1","vendorGB":32,"note":"V100 seen, size and form factor not stated","source":"docs.gha-runners.nvidia.com/runners/","confidence":"inferred"},{"provider":"nvidia-gha-runners","type":"linux-arm64-gpu-a100-latest-1","gpu":"NVIDIA A100-PCIE-40GB","count":"1","vendorGB":40,"note":"A100 seen, size and form factor not stated","source":"docs.gha-runners.nvidia.com/runners/","confidence":"inferred"}]');
;// CONCATENATED MODULE: ./lib/fleet/catalogue.js



const GPUS = data_gpus_namespaceObject;
const catalogue_INSTANCE_TYPES = instances_namespaceObject;
const AMBIGUOUS_NAMES = ambiguous_names_namespaceObject;
const isMigSlice = (gpu) => gpu.name.includes(" MIG ");
/** Memory shared with the CPU (Jetson, GB10): there the catalogue's figure is CUDA's own total. */
const isUnified = (gpu) => gpu.ecc.startsWith("unified");

;// CONCATENATED MODULE: ./lib/fleet/cuda-total.js

/** Oldest first. A card of an architecture without any reading borrows from the next one. */
const ARCHITECTURES = [
    "Kepler",
    "Maxwell",
    "Pascal",
    "Volta",
    "Turing",
    "Ampere",
    "Ada",
    "Hopper",
    "Blackwell",
    "Blackwell Ultra",
];
/** Upper ends of the size classes in vendor GB: 8, 16, 24 and 48 GB cards share boards and reserves; the last is open. */
const SIZE_CLASSES = [8, 16, 24, 48, Number.POSITIVE_INFINITY];
/**
 * What CUDA reports as total, in MiB; undefined where the card's size is not known.
 * The driver keeps 0.1 to 0.9 GiB for itself, so it is less than nvidia-smi's total: the smallest total seen on this
 * card counts (newer drivers keep more), else the largest gap seen on its nearest relatives.
 */
function cudaTotal(gpu) {
    if (gpu.totalMiB === null)
        return undefined;
    if (isMigSlice(gpu) || isUnified(gpu))
        return { mib: gpu.totalMiB, basis: "same" };
    if (gpu.cudaMiB !== null)
        return { mib: gpu.cudaMiB, basis: "seen", ...severalReadings(gpu) };
    const { kin, likeness } = relatives(gpu, gpu.totalMiB);
    const widest = kin.reduce((a, b) => (gap(b) > gap(a) ? b : a));
    const note = `What CUDA reports on ${gpu.name} was never seen: ${gap(widest)} MiB less than nvidia-smi is assumed, ` +
        `as on ${widest.name} (${likeness}).`;
    return { mib: gpu.totalMiB - gap(widest), basis: "assumed", note };
}
function severalReadings(gpu) {
    if (!/[,;]| to /.test(gpu.cudaReadings))
        return {};
    return { note: `CUDA was seen to report ${gpu.cudaReadings} on ${gpu.name}: the smallest is taken.` };
}
const gap = (gpu) => (gpu.totalMiB ?? 0) - (gpu.cudaMiB ?? 0);
const sizeClass = (gpu) => SIZE_CLASSES.findIndex((end) => gpu.vendorGB <= end);
/** Cards with a reading that are most like this one: same total, else same size class, else the nearest class. */
function relatives(gpu, totalMiB) {
    const family = readingsOf(gpu.architecture);
    const twins = family.filter((other) => other.totalMiB === totalMiB && other.architecture === gpu.architecture);
    if (twins.length > 0)
        return { kin: twins, likeness: "same architecture and size" };
    const away = (other) => Math.abs(sizeClass(other) - sizeClass(gpu));
    const nearest = Math.min(...family.map(away));
    const kin = family.filter((other) => away(other) === nearest);
    const architecture = kin[0]?.architecture === gpu.architecture ? "same architecture" : "next architecture";
    return { kin, likeness: `${architecture}, ${nearest === 0 ? "same" : "nearest"} size class` };
}
function readingsOf(architecture) {
    for (const candidate of ARCHITECTURES.slice(ARCHITECTURES.indexOf(architecture))) {
        const found = GPUS.filter((gpu) => gpu.architecture === candidate && gpu.cudaMiB !== null);
        if (found.length > 0)
            return found;
    }
    throw new Error(`No CUDA total was seen on ${architecture} or any later architecture`);
}

;// CONCATENATED MODULE: ./lib/fleet/nearest.js
/**
 * Edits (insert, delete, replace, swap two neighbours) that turn one text into the other:
 * the optimal string alignment distance.
 */
function nearest_editDistance(a, b) {
    let beforeLast = [];
    let last = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
        const row = [i];
        for (let j = 1; j <= b.length; j++) {
            const same = a[i - 1] === b[j - 1];
            let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
            const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
            if (swapped)
                best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
            row.push(best);
        }
        beforeLast = last;
        last = row;
    }
    return last[b.length] ?? 0;
}
/** The one name that was probably meant, or undefined when none is within a third of its letters. */
function didYouMean(written, names) {
    const lower = written.toLowerCase();
    let best;
    for (const name of names) {
        const distance = nearest_editDistance(lower, name.toLowerCase());
        if (distance <= Math.max(1, Math.floor(name.length / 3)) && (best === undefined || distance < best.distance))
            best = { name, distance };
    }
    return best?.name;
}

;// CONCATENATED MODULE: ./lib/fleet/gpu-names.js


/** The form in which names are compared: spaces, hyphens, case and the vendor's prefix do not matter. */
function nameKey(name) {
    const letters = name.toLowerCase().replace(/[^a-z0-9.+]/g, "");
    return letters.replace(/^nvidia(?=.)/, "");
}
/** Without the brand either: `RTX 3090` and `3090` for `GeForce RTX 3090`, `V100` for `Tesla V100`; without `GPU` behind. */
const shortKey = (name) => nameKey(name)
    .replace(/^(geforce|tesla|orin(?=jetson)|xavier(?=jetson))(?=.)/, "")
    .replace(/^[rg]tx(?=\d)/, "")
    .replace(/(?<=.)gpu$/, "");
/** Also with the size behind it (`T4-16GB`), which tells sizes of one name apart. */
function keysOf(gpu) {
    const names = [gpu.name, gpu.prints, ...gpu.aliases];
    const plain = [gpu.name, ...gpu.aliases].flatMap((name) => [nameKey(name), shortKey(name)]);
    if (isMigSlice(gpu))
        return new Set(plain);
    const sized = names.flatMap((name) => [`${nameKey(name)}${gpu.vendorGB}gb`, `${shortKey(name)}${gpu.vendorGB}gb`]);
    return new Set([...plain, ...sized, ...sized.map((key) => key.replace(/b$/, ""))]);
}
const byKey = new Map();
for (const gpu of GPUS) {
    for (const key of keysOf(gpu))
        byKey.set(key, [...(byKey.get(key) ?? []), gpu]);
}
const byOwnName = new Map(GPUS.map((gpu) => [nameKey(gpu.name), gpu]));
const ambiguousByKey = new Map(AMBIGUOUS_NAMES.map((entry) => [shortKey(entry.name), entry]));
/** The row with exactly this canonical name (vendor's prefix aside). */
const ownName = (name) => byOwnName.get(nameKey(name));
/** Every row that the name may mean; more than one where cards share an alias. Empty: unknown. */
function rowsNamed(name) {
    return byKey.get(nameKey(name)) ?? byKey.get(shortKey(name)) ?? slicesNamed(name);
}
/** Names known to mean cards of different size, such as `A100`. */
const ambiguousName = (name) => ambiguousByKey.get(shortKey(name));
/** `H100 PCIe MIG 1g.10gb`, `A100 80GB 2g.20gb`: any name of the card, then the slice. */
function slicesNamed(name) {
    const match = /^(.+?)(?:mig)?([1-7]g\.\d+gb(?:\+me)?)$/.exec(nameKey(name));
    if (match === null)
        return [];
    const [, card = "", slice = ""] = match;
    const cards = (ambiguousName(card)?.means ?? [card]).flatMap(rowsNamed);
    return GPUS.filter((gpu) => isMigSlice(gpu) && nameKey(gpu.name).endsWith(`mig${slice}`) && cards.some((c) => isSliceOf(gpu, c)));
}
/** Slices stand under the name of one board; they are the same on a board of the same architecture and size. */
function isSliceOf(slice, card) {
    const parent = ownName(slice.name.slice(0, slice.name.indexOf(" MIG ")));
    return parent !== undefined && parent.architecture === card.architecture && parent.totalMiB === card.totalMiB;
}
/** A name that means this row alone, for a message that the reader can copy from: `RTX 3080 10GB`, `T4`, `A30-1g.6gb`. */
function shortName(gpu) {
    if (isMigSlice(gpu) || isUnified(gpu))
        return gpu.aliases[0] ?? gpu.name;
    const brandless = gpu.name.replace(/^NVIDIA /, "").replace(/^(GeForce|Tesla) /, "");
    return ambiguousName(brandless) === undefined ? brandless : `${brandless} ${gpu.vendorGB}GB`;
}
/** The names (one a card) that are written most alike, nearest first. */
function nearestNames(name, count) {
    const wanted = shortKey(name);
    const wantsSlice = /\dg\.?\d/.test(wanted);
    const scored = GPUS.filter((gpu) => isMigSlice(gpu) === wantsSlice).map((gpu) => ({
        name: shortName(gpu),
        distance: Math.min(...[...keysOf(gpu)].map((key) => unlikeness(wanted, key))),
    }));
    scored.sort((a, b) => a.distance - b.distance);
    return [...new Set(scored.map((entry) => entry.name))].slice(0, count);
}
/** 0 (equal) to 1: edits by length; a name that holds the whole text is half as far as its length says. */
function unlikeness(wanted, key) {
    const share = nearest_editDistance(wanted, key) / Math.max(wanted.length, key.length, 1);
    return wanted.length > 1 && key.includes(wanted) ? share / 2 : share;
}

;// CONCATENATED MODULE: ./lib/fleet/device-named.js




const NEAREST = 3;
/**
 * The device that a name means: a catalogue name or alias, or what nvidia-smi or CUDA prints. Of several cards of one
 * size and architecture the one with the smallest CUDA total; a name of cards that differ in size is refused.
 */
function deviceNamed(name) {
    const own = ownName(name);
    if (own !== undefined)
        return samePrinted(own);
    const ambiguous = ambiguousName(name);
    if (ambiguous !== undefined)
        return severalSizes(name, ambiguous.reason, ambiguous.means);
    const rows = rowsNamed(name);
    if (rows.length === 0)
        return device_named_unknown(name);
    if (isBareSlice(name))
        return bareSlice(name, rows.map(shortName));
    if (!rows.every((row) => sameSize(row, rows[0]))) {
        return severalSizes(name, "cards of different size have this name", rows.map(shortName));
    }
    return smallestOf(rows, rows.length > 1 ? `\`${name}\` means ${listed(rows.map((row) => row.name))}` : undefined);
}
/** The card of this name (of several sizes the nearest one) with the memory that its owner declares as CUDA's total. */
function deviceWithMemory(name, totalBytes) {
    const own = ownName(name);
    const means = ambiguousName(name)?.means ?? [name];
    const rows = own === undefined ? means.flatMap(rowsNamed) : [own];
    const away = (gpu) => Math.abs((gpu.totalMiB ?? 0) * MIB - totalBytes);
    const [gpu] = [...rows].sort((a, b) => away(a) - away(b));
    if (gpu === undefined)
        return device_named_unknown(name);
    const device = { ...deviceOf(gpu, 0), name: `${gpu.name} with ${formatGiB(totalBytes)}`, totalBytes };
    return { device, gpu, rows: [gpu], notes: [`${formatGiB(totalBytes)} is taken for what CUDA reports as total.`] };
}
const isBareSlice = (name) => /^\W*mig\W*\d/i.test(name);
const sameSize = (a, b) => a.architecture === b?.architecture && a.totalMiB === b.totalMiB;
/** What nvidia-smi prints is all that can be known of a card: where two sizes print the same, the smaller one counts. */
function samePrinted(own) {
    const twins = own.name === own.prints ? rowsNamed(own.prints) : [own];
    const printed = ambiguousName(own.prints)?.means.flatMap(rowsNamed) ?? twins;
    const rows = [...new Set([own, ...printed.filter((row) => row.prints === own.name)])];
    const why = rows.length > 1 ? `${own.name} is printed by ${listed(rows.map(shortName))} alike` : undefined;
    return smallestOf(rows, why);
}
function smallestOf(rows, why) {
    const sized = rows.flatMap((gpu) => {
        const total = cudaTotal(gpu);
        return total === undefined ? [] : [{ gpu, total }];
    });
    // Of equal totals the one with more multiprocessors: some workspaces grow with them.
    sized.sort((a, b) => a.total.mib - b.total.mib || b.gpu.multiprocessors - a.gpu.multiprocessors);
    const [smallest] = sized;
    if (smallest === undefined)
        return withoutSize(rows);
    const { gpu, total } = smallest;
    const notes = [
        ...(why === undefined ? [] : [`${why}: the one with the smallest CUDA total is taken, ${gpu.name}.`]),
        ...(total.note === undefined ? [] : [total.note]),
        ...eccNote(gpu),
        ...(gpu.multiprocessorsBasis === "assumed"
            ? [`${gpu.name} is assumed to have ${gpu.multiprocessors} multiprocessors (${gpu.multiprocessorsSource}).`]
            : []),
    ];
    return { device: deviceOf(gpu, total.mib), gpu, rows, notes };
}
/** The device of a catalogue row with a total that CUDA reports, in MiB. */
const deviceOf = (gpu, totalMiB) => ({
    name: gpu.name,
    architecture: gpu.architecture,
    computeCapability: gpu.computeCapability,
    multiprocessors: gpu.multiprocessors,
    totalBytes: mib(totalMiB),
});
/** On GDDR6, ECC takes 1/16 of the memory; where the owner can switch it, the catalogue's total says which is meant. */
function eccNote(gpu) {
    if (isMigSlice(gpu) || !/selectable.*takes 1\/16/.test(gpu.ecc))
        return [];
    const withEcc = gpu.vendorGB * 960;
    const on = (gpu.totalMiB ?? 0) <= withEcc;
    return [`ECC is assumed to be ${on ? "on" : "off"} on ${gpu.name}; switched on it takes 1/16 of the memory.`];
}
function withoutSize(rows) {
    const name = rows[0]?.name ?? "";
    return {
        problem: {
            code: "gpu-without-size",
            message: `The memory of ${name} is not known: nobody has published what nvidia-smi or CUDA prints.`,
            remedy: "Declare it: `memory: N GiB` with what torch.cuda.mem_get_info() reports as total.",
        },
        candidates: [],
    };
}
function device_named_unknown(name) {
    const candidates = nearestNames(name, NEAREST);
    return {
        problem: {
            code: "unknown-gpu",
            message: `\`${name}\` is no GPU that gpu-memory knows.`,
            remedy: `The nearest names are ${listed(candidates)}; \`gpu-memory gpus\` lists all, and \`memory: N GiB\` declares any other.`,
        },
        candidates,
    };
}
function severalSizes(name, reason, means) {
    const candidates = [...new Set(means)];
    return {
        problem: {
            code: "ambiguous-gpu",
            message: `\`${name}\` means GPUs of different size: ${reason}.`,
            remedy: `Write one of ${listed(candidates)}.`,
        },
        candidates,
    };
}
function bareSlice(name, candidates) {
    return {
        problem: {
            code: "ambiguous-gpu",
            message: `\`${name}\` names a MIG slice but not its card, and its size depends on the card.`,
            remedy: `Write ${candidates.length > 1 ? "one of " : ""}${listed(candidates)}.`,
        },
        candidates,
    };
}
/** `A, B and C` */
function listed(names) {
    if (names.length < 2)
        return names.join("");
    return `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}

;// CONCATENATED MODULE: ./lib/fleet/default-fleet.js


/** Common GPUs, small to large in the vendor's GB: what most teams train YOLO on. */
const COMMON = ["T4", "L4", "RTX 3090", "A100-40GB", "A100-80GB", "H100"];
const DEFAULT_POLICY = { tight: "pass", unknown: "warn", halved: "fail", headroom: 0 };
/** The fleet of a repository without a fleet file. It has no `file`, and then nothing ever fails. */
function defaultFleet() {
    return {
        pools: COMMON.map(commonPool),
        rules: [],
        datasets: {},
        environment: {},
        policy: DEFAULT_POLICY,
        waivers: [],
    };
}
function commonPool(name) {
    const answer = deviceNamed(name);
    if (!("device" in answer))
        throw new Error(answer.problem.message);
    return { name, device: answer.device, gpusPerRun: 1, reserveBytes: bytes(0), smoke: "never", notes: answer.notes };
}

;// CONCATENATED MODULE: ./lib/fleet/limits.js

/**
 * What one process may use of a GPU of the pool: CUDA's total less the owner's reserve. What the process needs outside
 * PyTorch's allocator (context, modules, handles) is not taken off here: it belongs to the need.
 */
const usableBytes = (pool) => bytes(pool.device.totalBytes - pool.reserveBytes);
/** What a run may need, outside the allocator included: the usable memory less the policy's headroom. */
const limitBytes = (pool, policy) => bytes(Math.floor(usableBytes(pool) * (1 - policy.headroom)));

// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7934);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var yaml_dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./lib/fleet/fleet-document.js

/** Far more than any fleet needs, and read in a moment. */
const MOST_CHARACTERS = 1_000_000;
/** Reads YAML 1.2. Mistakes of syntax, keys that stand twice and too many aliases are problems, never exceptions. */
function readDocument(file, text) {
    if (text.length > MOST_CHARACTERS)
        return unreadable(file, `The file has more than ${MOST_CHARACTERS} characters.`);
    const lines = new yaml_dist/* LineCounter */.HN();
    const document = (0,yaml_dist/* parseDocument */.Tp)(text, { lineCounter: lines, uniqueKeys: false, version: "1.2", logLevel: "error" });
    const at = (offset) => {
        const { line, col } = lines.linePos(offset);
        return { file, line, column: col };
    };
    const syntax = [...document.errors, ...document.warnings].map((error) => ({
        ...at(error.pos[0]),
        code: "fleet-syntax",
        severity: error.name === "YAMLWarning" ? "warning" : "error",
        message: `${(error.message.split(" at line ")[0] ?? error.message).replace(/\.?$/, ".")}`,
    }));
    const found = (path) => locate(document, path);
    const plain = syntax.some((problem) => problem.severity === "error") ? {} : plainData(document, at(0));
    const twice = [...duplicates(document.contents)].map((key) => ({
        ...at(key.offset),
        code: "duplicate-key",
        severity: "error",
        message: key.path.join() === "pools"
            ? `Two pools are named \`${key.name}\`.`
            : `\`${key.name}\` stands twice in one map.`,
        remedy: "Rename or remove one of the two.",
    }));
    return {
        value: plain.value,
        problems: [...syntax, ...twice, ...(plain.problem === undefined ? [] : [plain.problem])],
        place: (path) => at(found(path).offset),
        keyPlace: (path) => at(found(path).keyOffset),
        has: (path) => found(path).depth === path.length,
        text: (path) => found(path).text,
    };
}
function plainData(document, start) {
    try {
        return { value: document.toJS() };
    }
    catch (error) {
        if (!(error instanceof ReferenceError))
            throw error;
        const message = `Aliases can't be followed: ${error.message}.`;
        return { problem: { ...start, code: "fleet-syntax", severity: "error", message } };
    }
}
function unreadable(file, message) {
    const start = { file, line: 1, column: 1 };
    const problem = { ...start, code: "fleet-syntax", severity: "error", message };
    return {
        value: undefined,
        problems: [problem],
        place: () => start,
        keyPlace: () => start,
        has: () => false,
        text: () => undefined,
    };
}
/** Follows the path as far as the document goes, so that a missing key has the place of its map. */
function locate(document, path) {
    let node = document.contents;
    let found = { offset: offsetOf(node) ?? 0, keyOffset: offsetOf(node) ?? 0, depth: 0 };
    for (const [depth, step] of path.entries()) {
        const holder = (0,yaml_dist/* isAlias */.Vj)(node) ? node.resolve(document) : node;
        const pair = (0,yaml_dist/* isMap */.jh)(holder) ? fleet_document_pairOf(holder, step) : undefined;
        const value = pair === undefined ? ((0,yaml_dist/* isSeq */.oP)(holder) ? holder.items[Number(step)] : undefined) : pair.value;
        if (pair === undefined && value === undefined)
            return { ...found, offset: found.keyOffset };
        const keyOffset = offsetOf(pair?.key) ?? offsetOf(value) ?? found.offset;
        found = { offset: offsetOf(value) ?? keyOffset, keyOffset, depth: depth + 1 };
        node = value;
    }
    const scalar = (0,yaml_dist/* isAlias */.Vj)(node) ? node.resolve(document) : node;
    return (0,yaml_dist/* isScalar */.jn)(scalar) ? { ...found, text: scalar.source ?? String(scalar.value) } : found;
}
/** The last one counts where a key stands twice, as in the plain data. */
const fleet_document_pairOf = (map, step) => map.items.findLast((pair) => keyText(pair) === String(step));
const keyText = (pair) => ((0,yaml_dist/* isScalar */.jn)(pair.key) ? String(pair.key.value) : String(pair.key));
const offsetOf = (node) => node?.range?.[0];
function* duplicates(node, path = []) {
    if ((0,yaml_dist/* isSeq */.oP)(node))
        for (const [i, item] of node.items.entries())
            yield* duplicates(item, [...path, i]);
    if (!(0,yaml_dist/* isMap */.jh)(node))
        return;
    const seen = new Set();
    for (const pair of node.items) {
        const name = keyText(pair);
        if (seen.has(name))
            yield { name, offset: offsetOf(pair.key) ?? 0, path };
        seen.add(name);
        yield* duplicates(pair.value, [...path, name]);
    }
}

;// CONCATENATED MODULE: ./lib/fleet/size.js

/** IEC units are powers of 1024, SI units powers of 1000, as their names say. */
const UNITS = {
    b: 1,
    kib: KIB,
    mib: MIB,
    gib: GIB,
    tib: 1024 * GIB,
    kb: 1e3,
    mb: 1e6,
    gb: 1e9,
    tb: 1e12,
};
/** A size says its unit. Without flags, so that it can stand in a JSON Schema as it is. */
const SIZE_PATTERN = /^\s*(\d+(?:\.\d+)?)\s*((?:[KkMmGgTt][Ii]?)?[Bb])\s*$/;
const SHARE_PATTERN = /^\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/;
/** `300 MiB`, `24 GiB`, `1.5 GB`; undefined when the text is no such size. */
function parseSize(text) {
    const match = SIZE_PATTERN.exec(text);
    const unit = UNITS[(match?.[2] ?? "").toLowerCase()];
    if (match === null || unit === undefined)
        return undefined;
    return bytes(Math.floor(Number(match[1]) * unit));
}
/** `5%` or `0.05` -> 0.05; undefined unless it is at least 0 and less than 1. */
function parseShare(text) {
    const match = SHARE_PATTERN.exec(text);
    if (match === null)
        return undefined;
    const share = Number(match[1]) / (match[2] === "%" ? 100 : 1);
    return share < 1 ? share : undefined;
}

;// CONCATENATED MODULE: ./lib/fleet/schema.js


/**
 * The fleet file, as it is written. From here come the checks, the types, gpu-fleet.schema.json and docs/fleet-file.md.
 * Messages say what would be right; schema-problems.ts puts the key and the value before them.
 */
const schema_text = (what) => dist/* pipe */.FsL(dist/* string */.YjP(`must be ${what}`), dist/* nonEmpty */.hq(`must be ${what}, not empty`));
const textOrList = (what) => dist/* union */.KCZ([schema_text(what), dist/* pipe */.FsL(dist/* array */.YOg(schema_text(what)), dist/* minLength */.BpQ(1, `must name at least ${what}`))], `must be ${what}, or a list of them`);
const whole = (what) => {
    const message = `must be a whole number of ${what}, 1 or more`;
    return dist/* pipe */.FsL(dist/* number */.aig(message), dist/* integer */.ndf(message), dist/* minValue */.Wwf(1, message));
};
/** YAML reads `2.10` and `3090` as numbers; what counts is the text, which readers take from the document. */
const textOfScalar = (what) => dist/* union */.KCZ([schema_text(what), dist/* number */.aig()], `must be ${what}`);
const VERSION = "must be a version, such as `8.4.190`";
const version = () => dist/* union */.KCZ([dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(/^\d+(\.\w+)*(\+\w+)?$/, VERSION)), dist/* number */.aig()], VERSION);
const SIZE = "must be a size with its unit, such as `300 MiB` or `24 GiB`";
const size = () => dist/* pipe */.FsL(dist/* string */.YjP(SIZE), dist/* regex */.yGV(SIZE_PATTERN, SIZE));
const SHARE = "must be a share from 0% to less than 100%, such as `5%`";
const schema_share = () => dist/* pipe */.FsL(dist/* union */.KCZ([
    dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(SHARE_PATTERN, SHARE)),
    dist/* pipe */.FsL(dist/* number */.aig(), dist/* minValue */.Wwf(0, SHARE), dist/* ltValue */.ulq(1, SHARE)),
], SHARE), dist/* check */.z6Y((written) => parseShare(String(written)) !== undefined, SHARE));
const action = () => dist/* picklist */.KIO(["pass", "warn", "fail"], "must be `pass`, `warn` or `fail`");
const described = (schema, description) => dist/* pipe */.FsL(schema, dist/* description */.h_(description));
const optional = (schema, description) => dist/* optional */.lqM(described(schema, description));
/** A map with these keys alone. A rest of `never` reports every unknown key, `strictObject` only the first. */
const map = (entries, what) => dist/* objectWithRest */.U1j(entries, dist/* never */.ZmZ("is no key of this map"), `must be a map of ${what}`);
const EnvironmentSchema = map({
    ultralytics: optional(version(), "Version of Ultralytics, where the repository does not pin one."),
    torch: optional(version(), "Version of PyTorch, where the repository does not pin one."),
    allocator: optional(schema_text("what PYTORCH_CUDA_ALLOC_CONF holds"), "PYTORCH_CUDA_ALLOC_CONF as the training machines set it, such as `expandable_segments:True`."),
}, "versions");
const PoolSchema = map({
    gpu: optional(textOfScalar("the name of a GPU"), "Name of the GPU: `L4`, `A100-80GB`, `A100-80-2g.20gb`, or what nvidia-smi or CUDA prints. Spaces, hyphens, case and `NVIDIA` do not matter. `gpu-memory gpus` lists all."),
    instance: optional(schema_text("a cloud instance type"), "Cloud instance type in place of `gpu`: `aws/g6.xlarge`, `gcp/g2-standard-4`, `azure/Standard_NC4as_T4_v3`, `github/gpu-t4-4-core`."),
    memory: optional(size(), "Total memory as CUDA reports it (`torch.cuda.mem_get_info()[1]`), for a GPU that is not in the list or, beside `gpu`, for a card whose memory was changed."),
    architecture: optional(schema_text("an architecture"), "Architecture of a GPU given by `memory` alone: `Turing`, `Ampere`, `Ada`, `Hopper`, `Blackwell`."),
    count: optional(whole("GPUs"), "GPUs in the pool. With `instance`: those of one instance unless said."),
    "gpus-per-run": dist/* optional */.lqM(described(whole("GPUs"), "GPUs that one training run may use at once."), 1),
    reserve: dist/* optional */.lqM(described(size(), "Memory of each GPU that the pool's owner keeps free, for a display or another process."), "0 MiB"),
    runner: optional(textOrList("a runner label"), "`runs-on` labels of the self-hosted runner that has such a GPU. Kept for smoke tests, which this version does not run."),
    smoke: dist/* optional */.lqM(described(dist/* picklist */.KIO(["never", "when-undecided", "always"], "must be `never`, `when-undecided` or `always`"), "When a prediction for this pool is to be confirmed by a short run on its GPU. Read and checked; this version runs none."), "never"),
    price: optional(dist/* pipe */.FsL(dist/* number */.aig("must be a number"), dist/* minValue */.Wwf(0, "must not be negative")), "Price of one GPU for one hour, in any unit as long as all pools use the same one."),
}, "what a pool has");
const RuleSchema = map({
    paths: described(textOrList("a path or glob"), "Globs of config files, relative to the repository's root. A glob that begins with `!` excludes."),
    exclude: optional(textOrList("a path or glob"), "Globs of config files that the rule leaves out."),
    pools: optional(textOrList("the name of a pool"), "Pools in which these configs have to fit. Every pool unless said."),
    require: dist/* optional */.lqM(described(dist/* picklist */.KIO(["any", "all"], "must be `any` or `all`"), "Whether a config has to fit in one of these pools or in each of them."), "any"),
}, "what a rule has");
const LABELS = "must be a number of labels, or a map with `mean` and `max`";
const labels = () => dist/* pipe */.FsL(dist/* number */.aig("must be a number of labels, 0 or more"), dist/* minValue */.Wwf(0, "must be a number of labels, 0 or more"));
const DatasetSchema = map({
    images: optional(whole("images"), "Images in the training set."),
    "labels-per-image": optional(dist/* union */.KCZ([
        labels(),
        map({
            mean: described(labels(), "Labels of an image on average."),
            max: described(labels(), "Labels of the image that has the most."),
        }, "`mean` and `max`"),
    ], LABELS), "Labels (objects) of an image before mosaic: one number where every image has as many, else `mean` and `max`. The loss needs memory for the image that has the most."),
}, "what a data set has");
const PolicySchema = map({
    tight: dist/* optional */.lqM(described(action(), "What TIGHT means for the check: it survives, but needs the allocator to give memory back."), "pass"),
    unknown: dist/* optional */.lqM(described(action(), "What UNKNOWN means for the check: the memory could not be worked out."), "warn"),
    halved: dist/* optional */.lqM(described(action(), "What a run means that Ultralytics silently trains with a smaller batch."), "fail"),
    headroom: dist/* optional */.lqM(described(schema_share(), "Share of the usable memory to keep free."), "0%"),
}, "policies");
const DATE = "must be a date, such as `2027-03-31`";
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WaiverSchema = map({
    config: described(schema_text("a path or glob"), "Config file (or glob) that may fail."),
    pool: optional(schema_text("the name of a pool"), "Pool in which it may fail. Every pool unless said."),
    owner: described(schema_text("who answers for it"), "Who answers for the waiver."),
    reason: described(schema_text("why it is waived"), "Why it is waived."),
    until: described(dist/* pipe */.FsL(dist/* string */.YjP(DATE), dist/* regex */.yGV(DAY, DATE), dist/* check */.z6Y(isDate, DATE)), "The last day on which it holds, as `YYYY-MM-DD`."),
    cap: optional(size(), "The waiver holds no longer when the config needs more than this."),
}, "what a waiver has");
const schema_list = (schema, what) => dist/* array */.YOg(schema, `must be a list of ${what}`);
const FleetSchema = map({
    version: described(dist/* literal */.euz(1, "must be 1"), "Version of this format: 1."),
    environment: optional(EnvironmentSchema, "What the training machines run, where the repository does not say it."),
    pools: described(dist/* pipe */.FsL(dist/* record */.g1P(dist/* string */.YjP(), PoolSchema, "must be a map of pools by name"), dist/* minEntries */.bPf(1, "must have at least one pool")), "GPUs that training runs may use, by a name of your own."),
    configs: dist/* optional */.lqM(described(schema_list(RuleSchema, "rules"), "Which configs have to fit in which pools. The last rule that matches a config counts."), []),
    datasets: dist/* optional */.lqM(described(dist/* record */.g1P(dist/* string */.YjP(), DatasetSchema, "must be a map of data sets by path or name"), "What is known of data sets, by the path or name that configs give as `data`."), {}),
    policy: dist/* optional */.lqM(described(PolicySchema, "What verdicts mean for the check."), {}),
    waivers: dist/* optional */.lqM(described(schema_list(WaiverSchema, "waivers"), "Configs that may fail for a while. They count only once they are on the base branch."), []),
}, "the fleet");
/** A day that the calendar has, written `YYYY-MM-DD`. */
function isDate(written) {
    if (!DAY.test(written))
        return false;
    const day = new Date(`${written}T00:00:00Z`);
    return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written);
}

;// CONCATENATED MODULE: ./lib/fleet/schema-problems.js



/** Every way in which the document differs from the schema, each at its place. */
function schemaProblems(document, issues) {
    const problems = issues.flatMap((issue) => inner(issue)).map((found) => problemOf(document, found));
    return [...new Map(problems.map((problem) => [problem_problemText(problem), problem])).values()];
}
/** Of a value that may have several forms, the mistakes inside the form that was written, else the value's own. */
function inner(issue, before = []) {
    const path = [...before, ...(issue.path ?? []).map((item) => item.key)];
    const deeper = (issue.issues ?? []).filter((sub) => sub.path !== undefined);
    if (issue.type === "union" && deeper.length > 0)
        return deeper.flatMap((sub) => inner(sub, path));
    return [{ issue, path }];
}
function problemOf(document, { issue, path }) {
    const key = String(path[path.length - 1] ?? "");
    if (issue.type === "never")
        return unknownKey(document, path);
    if (issue.type === "object_with_rest" && issue.received === "undefined" && issue.input === undefined) {
        return {
            ...document.place(path),
            code: "missing-key",
            severity: "error",
            message: `${schema_problems_parent(path)} has no \`${key}\`.`,
        };
    }
    return {
        ...document.place(path),
        code: "invalid-value",
        severity: "error",
        message: `${spoken(path)} is ${schema_problems_shown(document, path, issue)}: it ${issue.message}.`,
    };
}
function unknownKey(document, path) {
    const key = String(path[path.length - 1]);
    const known = keysAt(path.slice(0, -1));
    const meant = didYouMean(key, known);
    return {
        ...document.keyPlace(path),
        code: "unknown-key",
        severity: "error",
        message: `${schema_problems_parent(path)} has an unknown key \`${key}\`.`,
        remedy: meant === undefined
            ? `Known are ${known.map((name) => `\`${name}\``).join(", ")}.`
            : `Did you mean \`${meant}\`?`,
    };
}
const schema_problems_parent = (path) => (path.length < 2 ? "The fleet file" : spoken(path.slice(0, -1)));
/** `pools.team-l4.count`, `configs[0].paths` */
const spoken = (path) => `\`${path.map((step, i) => (typeof step === "number" ? `[${step}]` : i === 0 ? step : `.${step}`)).join("")}\``;
function schema_problems_shown(document, path, issue) {
    const text = document.text(path);
    if (issue.input === null || text === "")
        return "empty";
    if (text !== undefined)
        return `\`${text}\``;
    if (!Array.isArray(issue.input))
        return "a map";
    return issue.input.length === 0 ? "an empty list" : "a list";
}
/** The keys that the schema knows for the map at this path. */
function keysAt(path) {
    let schemas = schema_problems_plain(FleetSchema);
    for (const step of path) {
        schemas = schemas.flatMap((schema) => schema_problems_plain(schema.entries?.[step] ?? schema.item ?? schema.value));
    }
    return schemas.flatMap((schema) => Object.keys(schema.entries ?? {}));
}
/** Without what makes it optional, and with each form of a union on its own. */
function schema_problems_plain(schema) {
    if (schema === undefined)
        return [];
    if (schema.wrapped !== undefined)
        return schema_problems_plain(schema.wrapped);
    if (schema.options !== undefined)
        return schema.options.flatMap(schema_problems_plain);
    return [schema];
}

;// CONCATENATED MODULE: ./lib/fleet/read-dataset.js

/** One entry of `datasets`. A single number of labels is both the mean and the most. */
function readDataset(document, name, input) {
    const path = ["datasets", name];
    const labels = input["labels-per-image"];
    const both = typeof labels === "number" ? { mean: labels, max: labels } : labels;
    const dataset = {
        ...(input.images === undefined ? {} : { images: input.images }),
        ...(both === undefined ? {} : { labelsPerImage: { mean: both.mean, maximum: both.max } }),
        place: document.keyPlace(path),
    };
    const problem = {
        ...document.place([...path, "labels-per-image"]),
        code: "labels-mean-above-max",
        severity: "error",
        message: `${spoken(path)} has ${both?.mean} labels an image on average, more than the ${both?.max} of its densest image.`,
        remedy: "`max` is the number of labels of the image that has the most.",
    };
    return { name, dataset, problems: both !== undefined && both.mean > both.max ? [problem] : [] };
}

;// CONCATENATED MODULE: ./lib/fleet/instance.js




const instance_NEAREST = 3;
const instanceKey = (name) => name.toLowerCase().replace(/\s+/g, "");
const fullName = (type) => `${type.provider}/${type.type}`;
/** GPU and count of a cloud instance type, `aws/g6.xlarge` or `g6.xlarge`; else why there is none and what is near. */
function instanceNamed(name) {
    const type = catalogue_INSTANCE_TYPES.find((candidate) => isNamed(candidate, name));
    if (type === undefined)
        return unknownInstance(name);
    const answer = deviceNamed(type.gpu);
    if (!("device" in answer))
        return answer;
    const [numerator = 1, denominator = 1] = type.count.split("/").map(Number);
    if (denominator === 1)
        return { device: answer.device, count: numerator, notes: answer.notes };
    const totalBytes = bytes(Math.floor((answer.device.totalBytes * numerator) / denominator));
    const device = { ...answer.device, name: `${answer.device.name} (${type.count})`, totalBytes };
    const note = `${fullName(type)} has ${type.count} of an ${type.gpu}: that share of the card's CUDA total is assumed.`;
    return { device, count: 1, notes: [...answer.notes, note] };
}
/** By its own name; a `*` in it stands for one part of a name, as in `n1-standard-* + 1x nvidia-tesla-t4`. */
function isNamed(type, name) {
    const wanted = instanceKey(name);
    return [fullName(type), type.type].map(instanceKey).some((own) => {
        if (own === wanted)
            return true;
        const pattern = own.split("*").map((part) => part.replace(/[.+/]/g, "\\$&"));
        return pattern.length > 1 && new RegExp(`^${pattern.join("[a-z0-9-]+")}$`).test(wanted);
    });
}
/** The instance types that have this GPU, by full name. */
const instancesWith = (gpuName) => INSTANCE_TYPES.filter((type) => type.gpu === gpuName).map(fullName);
function unknownInstance(name) {
    const wanted = instanceKey(name);
    const scored = catalogue_INSTANCE_TYPES.map((type) => ({
        name: fullName(type),
        distance: Math.min(...[fullName(type), type.type].map((own) => nearest_editDistance(wanted, instanceKey(own)))),
    }));
    scored.sort((a, b) => a.distance - b.distance);
    const candidates = scored.slice(0, instance_NEAREST).map((entry) => entry.name);
    return {
        problem: {
            code: "unknown-instance",
            message: `\`${name}\` is no instance type that gpu-memory knows.`,
            remedy: `The nearest are ${candidates.join(", ")}; or name its GPU: \`gpu: L4\`.`,
        },
        candidates,
    };
}

;// CONCATENATED MODULE: ./lib/fleet/memory-device.js




/** Architectures of discrete cards, as the catalogue names them. */
const memory_device_ARCHITECTURES = [
    ...new Set(GPUS.filter((gpu) => !isUnified(gpu)).map((gpu) => gpu.architecture)),
];
/**
 * A device of which only the memory (CUDA's total) is known, perhaps the architecture. For all else it is taken to be
 * like the catalogue's card of the nearest size, and says so.
 */
function memoryDevice(totalBytes, architecture) {
    const known = memory_device_ARCHITECTURES.find((name) => name.toLowerCase() === architecture?.toLowerCase());
    if (architecture !== undefined && known === undefined)
        return unknownArchitecture(architecture);
    const like = nearestCard(totalBytes, known);
    const device = {
        name: `${formatGiB(totalBytes)} ${like.architecture} GPU`,
        architecture: like.architecture,
        computeCapability: like.computeCapability,
        multiprocessors: like.multiprocessors,
        totalBytes,
    };
    const facts = `${known === undefined ? `${like.architecture}, ` : ""}${like.multiprocessors} multiprocessors`;
    return {
        device,
        notes: [
            `A GPU given by its memory is assumed to be like ${like.name} otherwise (${facts}), the card of the nearest size.`,
        ],
    };
}
function nearestCard(totalBytes, architecture) {
    const cards = GPUS.filter((gpu) => !isMigSlice(gpu) && !isUnified(gpu)).flatMap((gpu) => {
        const total = cudaTotal(gpu);
        if (total === undefined || (architecture !== undefined && gpu.architecture !== architecture))
            return [];
        return [{ gpu, away: Math.abs(total.mib * MIB - totalBytes) }];
    });
    // Of cards equally near the one with most multiprocessors: some workspaces grow with them.
    cards.sort((a, b) => a.away - b.away || b.gpu.multiprocessors - a.gpu.multiprocessors);
    const nearest = cards[0];
    if (nearest === undefined)
        throw new Error(`No card of ${architecture} has a size`);
    return nearest.gpu;
}
function unknownArchitecture(architecture) {
    const meant = didYouMean(architecture, memory_device_ARCHITECTURES);
    const names = memory_device_ARCHITECTURES.map((name) => `\`${name}\``).join(", ");
    return {
        problem: {
            code: "unknown-architecture",
            message: `\`${architecture}\` is no architecture that gpu-memory knows.`,
            remedy: meant === undefined ? `Known are ${names}.` : `Did you mean \`${meant}\`?`,
        },
        candidates: meant === undefined ? memory_device_ARCHITECTURES : [meant],
    };
}

;// CONCATENATED MODULE: ./lib/fleet/text-list.js
/** One text or a list of them, as a list, each as it is written; undefined where there is none. */
function listOf(document, path, value) {
    if (value === undefined)
        return undefined;
    const values = typeof value === "string" ? [value] : value;
    return values.map((item, i) => (typeof value === "string" ? item : (document.text([...path, i]) ?? item)));
}

;// CONCATENATED MODULE: ./lib/fleet/read-pool.js






/** The pool that is declared under this name, or every reason why it can't be. */
function readPool(document, name, input) {
    const path = ["pools", name];
    const mistake = (key, problem) => ({
        ...document.place([...path, key]),
        severity: "error",
        ...problem,
    });
    const found = hardware(document, path, input);
    if (found === undefined)
        return { problems: [] };
    if ("problem" in found)
        return { problems: [mistake(found.key, found.problem)] };
    const pool = poolOf(document, name, input, found);
    return { pool, problems: poolMistakes(pool, found, input).map(({ key, ...problem }) => mistake(key, problem)) };
}
/** undefined where what names the GPU is faulty in its form, which the schema has said. */
function hardware(document, path, input) {
    const gpu = input.gpu === undefined ? undefined : document.text([...path, "gpu"]);
    if (gpu !== undefined && input.instance !== undefined)
        return refused("instance", "has both `gpu` and `instance`", path);
    if (input.architecture !== undefined && (gpu ?? input.instance) !== undefined) {
        return refused("architecture", "names its architecture beside its GPU", path);
    }
    const memory = input.memory === undefined ? undefined : parseSize(input.memory);
    if (input.instance !== undefined) {
        if (memory !== undefined)
            return refused("memory", "has both `instance` and `memory`", path);
        const answer = instanceNamed(input.instance);
        return "device" in answer ? { ...answer, perMachine: answer.count } : { key: "instance", problem: answer.problem };
    }
    if (gpu !== undefined) {
        const answer = memory === undefined ? deviceNamed(gpu) : deviceWithMemory(gpu, memory);
        return "device" in answer ? answer : { key: "gpu", problem: answer.problem };
    }
    if (memory === undefined) {
        const faulty = ["gpu", "instance", "memory"].some((key) => document.has([...path, key]));
        return faulty ? undefined : refused("gpu", "names no GPU", path);
    }
    const answer = memoryDevice(memory, input.architecture);
    return "device" in answer ? answer : { key: "architecture", problem: answer.problem };
}
const refused = (key, fault, path) => ({
    key,
    problem: {
        code: "pool-hardware",
        message: `The pool \`${path[path.length - 1]}\` ${fault}.`,
        remedy: "Write `gpu`, `instance`, or `memory` (with `architecture` if you like); `memory` beside `gpu` is for a changed card.",
    },
});
function poolOf(document, name, input, found) {
    const count = input.count ?? found.perMachine;
    const runner = listOf(document, ["pools", name, "runner"], input.runner);
    return {
        name,
        device: found.device,
        place: document.keyPlace(["pools", name]),
        ...(count === undefined ? {} : { count }),
        gpusPerRun: input["gpus-per-run"],
        reserveBytes: parseSize(input.reserve) ?? bytes(0),
        ...(runner === undefined ? {} : { runner }),
        smoke: input.smoke,
        ...(input.price === undefined ? {} : { price: input.price }),
        notes: found.notes,
    };
}
function poolMistakes(pool, found, input) {
    const mistakes = [];
    if (pool.reserveBytes >= pool.device.totalBytes) {
        mistakes.push({
            key: "reserve",
            code: "reserve-too-large",
            message: `The pool \`${pool.name}\` keeps ${formatGiB(pool.reserveBytes)} free, and its GPU has ${formatGiB(pool.device.totalBytes)} in all.`,
            remedy: "Declare what is left to training: a reserve well below the GPU's memory.",
        });
    }
    const most = Math.min(pool.count ?? Number.POSITIVE_INFINITY, found.perMachine ?? Number.POSITIVE_INFINITY);
    if (pool.gpusPerRun > most) {
        mistakes.push({
            key: "gpus-per-run",
            code: "gpus-per-run-too-large",
            message: `A run in the pool \`${pool.name}\` may use ${pool.gpusPerRun} GPUs, and there are ${most} ${most === found.perMachine ? `in one ${input.instance}` : "in the pool"}.`,
            remedy: `Write \`gpus-per-run: ${most}\` or less.`,
        });
    }
    if (pool.smoke !== "never" && pool.runner === undefined) {
        mistakes.push({
            key: "smoke",
            severity: "warning",
            code: "smoke-without-runner",
            message: `The pool \`${pool.name}\` asks for smoke tests but names no runner.`,
            remedy: "Add `runner:` with the `runs-on` labels of a self-hosted runner that has this GPU.",
        });
    }
    return mistakes;
}

;// CONCATENATED MODULE: ./lib/fleet/read-rule.js


/** One rule of `configs`. Globs with `!` before them are exclusions; without `pools` it means every pool. */
function readRule(document, { index, rule, poolNames }) {
    const path = ["configs", index];
    const globs = listOf(document, [...path, "paths"], rule.paths) ?? [];
    const at = (i) => document.place(Array.isArray(rule.paths) ? [...path, "paths", i] : [...path, "paths"]);
    const placed = globs.map((glob, i) => ({ glob, place: at(i) }));
    const wanted = placed.filter(({ glob }) => !glob.startsWith("!"));
    const excluded = placed.filter(({ glob }) => glob.startsWith("!")).map(({ glob }) => glob.slice(1));
    const pools = listOf(document, [...path, "pools"], rule.pools);
    const problems = (pools ?? []).flatMap((name, i) => {
        const step = Array.isArray(rule.pools) ? [...path, "pools", i] : [...path, "pools"];
        return poolNames.includes(name) ? [] : [unknownPool(document, step, { name, poolNames })];
    });
    return {
        rule: {
            paths: wanted.map(({ glob }) => glob),
            exclude: [...excluded, ...(listOf(document, [...path, "exclude"], rule.exclude) ?? [])],
            pools: pools ?? poolNames,
            require: rule.require,
            place: document.place(path),
            pathPlaces: wanted.map(({ place }) => place),
        },
        problems: [...problems, ...(wanted.length === 0 ? [onlyExclusions(document, path)] : [])],
    };
}
/** A rule or waiver names a pool that is not declared. */
function unknownPool(document, path, { name, poolNames }) {
    const meant = didYouMean(name, poolNames);
    const known = poolNames.map((pool) => `\`${pool}\``).join(", ");
    return {
        ...document.place(path),
        code: "unknown-pool",
        severity: "error",
        message: `No pool is named \`${name}\`.`,
        remedy: meant === undefined ? `The pools are ${known}.` : `Did you mean \`${meant}\`?`,
    };
}
const onlyExclusions = (document, path) => ({
    ...document.place([...path, "paths"]),
    code: "rule-without-paths",
    severity: "error",
    message: "The rule excludes configs but names none.",
    remedy: 'Add a glob that it is for, such as `"configs/**/*.yaml"`.',
});

;// CONCATENATED MODULE: ./lib/fleet/read-waiver.js



/** One entry of `waivers`. Whether it still holds is a question of the day: waivers.ts. */
function readWaiver(document, { index, waiver, poolNames }) {
    const path = ["waivers", index];
    const { pool } = waiver;
    const read = {
        config: waiver.config,
        ...(pool === undefined ? {} : { pool }),
        owner: waiver.owner,
        reason: waiver.reason,
        until: waiver.until,
        ...(waiver.cap === undefined ? {} : { capBytes: parseSize(waiver.cap) ?? bytes(0) }),
        place: document.place(path),
    };
    const named = pool === undefined || poolNames.includes(pool);
    return { waiver: read, problems: named ? [] : [unknownPool(document, [...path, "pool"], { name: pool, poolNames })] };
}

;// CONCATENATED MODULE: ./lib/fleet/salvage.js

/**
 * What the schema makes of the data; where it is faulty, of those of its keys that are not, so that the rest can be
 * checked further and all mistakes come at once. undefined where that is not enough.
 */
function salvage(schema, raw) {
    const result = dist/* safeParse */.xLC(schema, raw);
    if (result.success)
        return result.output;
    if (typeof raw !== "object" || raw === null)
        return undefined;
    const faulty = new Set(result.issues.map((issue) => String(issue.path?.[0]?.key)));
    const sound = Object.fromEntries(Object.entries(raw).filter(([key]) => !faulty.has(key)));
    const again = dist/* safeParse */.xLC(schema, sound);
    return again.success ? again.output : undefined;
}

;// CONCATENATED MODULE: ./lib/fleet/read-fleet.js












/** The fleet that a fleet file declares, or every mistake in it with line and column. Never throws. */
function readFleet(file, text) {
    const document = readDocument(file, text);
    if (document.value === undefined || document.value === null) {
        const empty = {
            ...document.place([]),
            code: "fleet-empty",
            severity: "error",
            message: "The fleet file declares nothing.",
            remedy: "Write `version: 1` and `pools:`, or remove the file.",
        };
        return { problems: document.problems.length > 0 ? document.problems : [empty] };
    }
    const result = dist/* safeParse */.xLC(FleetSchema, document.value);
    const { fleet, problems } = fleetOf(document, document.value);
    const ofSchema = result.success ? [] : schemaProblems(document, result.issues);
    const all = [...document.problems, ...ofSchema, ...problems].sort(byPlace);
    return all.some((problem) => problem.severity === "error") ? { problems: all } : { fleet, problems: all };
}
/** All that is sound in the file, and what is wrong with it beyond its form. */
function fleetOf(document, raw) {
    const poolNames = Object.keys(read_fleet_entries(raw.pools));
    const pools = sound(PoolSchema, read_fleet_entries(raw.pools)).map(([name, pool]) => readPool(document, name, pool));
    const rules = sound(RuleSchema, items(raw.configs)).map(([i, rule]) => readRule(document, { index: Number(i), rule, poolNames }));
    const datasets = sound(DatasetSchema, read_fleet_entries(raw.datasets)).map(([name, dataset]) => readDataset(document, name, dataset));
    const waivers = sound(WaiverSchema, items(raw.waivers)).map(([i, waiver]) => readWaiver(document, { index: Number(i), waiver, poolNames }));
    const fleet = {
        file: document.place([]).file,
        pools: pools.flatMap(({ pool }) => (pool === undefined ? [] : [pool])),
        rules: rules.map((read) => read.rule),
        datasets: Object.fromEntries(datasets.map((read) => [read.name, read.dataset])),
        environment: environmentOf(document, raw),
        policy: policyOf(raw),
        waivers: waivers.map((read) => read.waiver),
    };
    return { fleet, problems: [...pools, ...rules, ...datasets, ...waivers].flatMap((read) => read.problems) };
}
const read_fleet_entries = (section) => typeof section === "object" && section !== null && !Array.isArray(section)
    ? section
    : {};
const items = (section) => (Array.isArray(section) ? { ...section } : {});
/** The parts that can be read, by name or index; those that can't have their problems from the schema. */
function sound(schema, section) {
    return Object.entries(section).flatMap(([key, raw]) => {
        const input = salvage(schema, raw);
        return input === undefined ? [] : [[key, input]];
    });
}
function environmentOf(document, raw) {
    const input = salvage(EnvironmentSchema, raw.environment ?? {});
    const keys = ["ultralytics", "torch", "allocator"];
    const written = keys.filter((key) => input?.[key] !== undefined);
    return Object.fromEntries(written.map((key) => [key, document.text(["environment", key]) ?? ""]));
}
function policyOf(raw) {
    const policy = salvage(PolicySchema, raw.policy ?? {});
    return policy === undefined ? DEFAULT_POLICY : { ...policy, headroom: parseShare(String(policy.headroom)) ?? 0 };
}

;// CONCATENATED MODULE: ./lib/training/argument-table.js
const rows = (kind, defaults, more = {}) => Object.entries(defaults).map(([name, value]) => ({ name, kind, default: value, ...more }));
const argument_table_whole = (name, value, minimum) => {
    return { name, kind: "int", default: value, ...(minimum === undefined ? {} : { minimum }) };
};
/** One row an argument; two where versions differ in its kind or default. */
const ARGUMENTS = [
    ...rows("free", { task: "detect", mode: "train", model: null, data: null, cache: false, project: null, name: null }),
    ...rows("free", { pretrained: true, resume: false, source: null, classes: null, embed: null, format: "torchscript" }),
    ...rows("free", { cfg: null, tracker: "tracktrack.yaml", save_dir: null }),
    ...rows("bool", { nms: false }, { until: "8.4.138" }),
    ...rows("bool", { nms: null }, { after: "8.4.138" }),
    ...rows("bool", { end2end: null }, { after: "8.4.0", until: "8.4.138" }),
    ...rows("free", { augmentations: null }, { after: "8.3.200" }),
    ...rows("free", { distill_model: null }, { after: "8.4.75" }),
    ...rows("batch", { batch: 16 }),
    ...rows("imgsz", { imgsz: 640 }),
    ...rows("device", { device: null }),
    ...rows("optimizer", { optimizer: "auto" }),
    ...rows("amp", { amp: true }),
    ...rows("share", { fraction: 1 }),
    ...rows("freeze", { freeze: null }),
    ...rows("multi_scale", { multi_scale: 0 }),
    ...rows("compile", { compile: false }, { after: "8.3.175", looseUntil: "8.4.75" }),
    ...rows("quantize", { quantize: null }, { after: "8.4.75" }),
    ...rows("scale", { scale: 0.5 }),
    argument_table_whole("epochs", 100, 1),
    argument_table_whole("patience", 100, 0),
    argument_table_whole("workers", 8),
    argument_table_whole("seed", 0, 0),
    argument_table_whole("close_mosaic", 10),
    argument_table_whole("mask_ratio", 4, 1),
    argument_table_whole("max_det", 300, 1),
    argument_table_whole("vid_stride", 1, 1),
    argument_table_whole("line_width", null),
    argument_table_whole("nbs", 64, 1),
    argument_table_whole("save_period", -1),
    ...rows("int", { opset: null }, { looseUntil: "8.4.150" }),
    ...rows("number", { time: null, warmup_epochs: 3, box: 7.5, cls: 0.5, dfl: 1.5, workspace: null }),
    ...rows("number", { pose: 12, kobj: 1 }, { looseUntil: "8.4.100" }),
    ...rows("number", { degrees: 0, shear: 0 }),
    ...rows("number", { rle: 1, angle: 1 }, { after: "8.3.253", looseUntil: "8.4.100" }),
    ...rows("number", { dis: 6 }, { after: "8.4.75" }),
    ...rows("number", { dlog: 1, dgrad: 0.5 }, { after: "8.4.100" }),
    ...rows("fraction", { dropout: 0, lr0: 0.01, lrf: 0.01, momentum: 0.937, weight_decay: 0.0005 }),
    ...rows("fraction", { warmup_momentum: 0.8, warmup_bias_lr: 0.1, hsv_h: 0.015, hsv_s: 0.7, hsv_v: 0.4 }),
    ...rows("fraction", { translate: 0.1, perspective: 0, flipud: 0, fliplr: 0.5, bgr: 0, mosaic: 1, mixup: 0 }),
    ...rows("fraction", { copy_paste: 0, conf: null, iou: 0.7 }),
    ...rows("fraction", { erasing: 0.4 }, { looseUntil: "8.4.100" }),
    ...rows("fraction", { cutmix: 0 }, { after: "8.3.100" }),
    ...rows("number", { cls_pw: 0 }, { after: "8.4.25", until: "8.4.75" }),
    ...rows("fraction", { cls_pw: 0 }, { after: "8.4.75" }),
    ...rows("fraction", { dlam: 1 }, { after: "8.4.100" }),
    ...rows("bool", { save: true, exist_ok: false, verbose: true, deterministic: true, single_cls: false, rect: false }),
    ...rows("bool", { cos_lr: false, overlap_mask: true, val: true, save_json: false, dnn: false, plots: true }),
    ...rows("bool", { show: false, save_txt: false, save_conf: false, save_crop: false, save_frames: false }),
    ...rows("bool", { show_labels: true, show_conf: true, show_boxes: true, visualize: false, augment: false }),
    ...rows("bool", { agnostic_nms: false, retina_masks: false, optimize: false, dynamic: false }),
    ...rows("bool", { stream_buffer: false }, { looseUntil: "8.4.150" }),
    ...rows("bool", { simplify: true, profile: false }),
    ...rows("bool", { cls_remap: true }, { after: "8.4.75" }),
    ...rows("bool", { channels_last: false }, { after: "8.4.100", until: "8.4.125" }),
    ...rows("bool", { channels_last: null }, { after: "8.4.125" }),
    ...rows("text", { split: "val", copy_paste_mode: "flip" }, { looseUntil: "8.4.75" }),
    ...rows("text", { auto_augment: "randaugment" }, { looseUntil: "8.4.75", nullable: true }),
    ...rows("bool", { half: false, int8: false }, { until: "8.4.75" }),
    ...rows("bool", { keras: false }, { until: "8.4.150" }),
    ...rows("bool", { save_hybrid: false }, { until: "8.3.100" }),
    ...rows("free", { crop_fraction: 1 }, { until: "8.3.100" }),
    ...rows("free", { label_smoothing: 0 }, { until: "8.2.103" }),
];
/** Removed or renamed arguments that Ultralytics still takes, with a warning; undefined: they change nothing any more. */
const DEPRECATED = {
    boxes: "show_boxes",
    hide_labels: "show_labels",
    hide_conf: "show_conf",
    line_thickness: "line_width",
    end2end: "nms",
    half: "quantize",
    int8: "quantize",
    keras: undefined,
    save_hybrid: undefined,
    crop_fraction: undefined,
    label_smoothing: undefined,
};
/** What people write who come from another trainer, an older YOLO or plain memory, and what Ultralytics calls it. */
const CONFUSIONS = {
    accumulate: "nbs",
    accumulation_steps: "nbs",
    grad_accum: "nbs",
    gradient_accumulation: "nbs",
    gradient_accumulation_steps: "nbs",
    nominal_batch_size: "nbs",
    batch_size: "batch",
    batchsize: "batch",
    bs: "batch",
    img: "imgsz",
    img_size: "imgsz",
    image_size: "imgsz",
    imgsize: "imgsz",
    input_size: "imgsz",
    size: "imgsz",
    lr: "lr0",
    learning_rate: "lr0",
    wd: "weight_decay",
    weights: "model",
    arch: "model",
    checkpoint: "model",
    dataset: "data",
    data_yaml: "data",
    num_epochs: "epochs",
    n_epochs: "epochs",
    max_epochs: "epochs",
    num_workers: "workers",
    gpu: "device",
    gpus: "device",
    devices: "device",
    fp16: "amp",
    mixed_precision: "amp",
    half_precision: "amp",
    precision: "amp",
    early_stopping: "patience",
    warmup: "warmup_epochs",
    freeze_layers: "freeze",
    image_weights: "cls_pw",
    hyp: "cfg",
    output_dir: "project",
};
/** What no Ultralytics argument does, and where it belongs. */
const ELSEWHERE = {
    nc: "The number of classes is written in the data file (`nc` or `names`).",
    num_classes: "The number of classes is written in the data file (`nc` or `names`).",
    names: "The class names are written in the data file.",
    gradient_checkpointing: "Ultralytics has no switch for gradient checkpointing; it needs code.",
};

;// CONCATENATED MODULE: ./lib/training/nearest.js
/** A typing mistake has a few letters wrong; with more it is another word. */
const nearest_MOST_MISTAKES = 3;
/** Insertions, deletions, replacements and swaps of neighbours that make `b` of `a` (optimal string alignment). */
function mistakesBetween(a, b) {
    let before = [];
    let row = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
        const next = [i];
        for (let j = 1; j <= b.length; j++) {
            const same = a[i - 1] === b[j - 1];
            const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
            const edits = [(row[j - 1] ?? 0) + (same ? 0 : 1), (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1];
            next.push(Math.min(...edits, swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY));
        }
        before = row;
        row = next;
    }
    return row.at(-1) ?? 0;
}
/** The names that `written` may have been meant for, nearest first, at most three; none where all are too far. */
function nearest_nearestNames(names, written) {
    const target = written.slice(0, 80).toLowerCase();
    const most = Math.min(nearest_MOST_MISTAKES, Math.max(1, Math.floor(target.length / 3)));
    return [...names]
        .map((name) => ({ name, mistakes: mistakesBetween(target, name.toLowerCase()) }))
        .filter(({ mistakes }) => mistakes <= most)
        .sort((a, b) => a.mistakes - b.mistakes || (a.name < b.name ? -1 : 1))
        .slice(0, 3)
        .map(({ name }) => name);
}
/** `a`, `b` or `c`: names as a choice in a sentence. */
function asChoice(names) {
    const quoted = names.map((name) => `\`${name}\``);
    const last = quoted.pop() ?? "";
    return quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`;
}

;// CONCATENATED MODULE: ./lib/training/ultralytics-version.js
/** The newest Ultralytics whose rules this program knows, and the newest torch that was measured with it. */
const NEWEST_KNOWN = { ultralytics: "8.4.190", torch: "2.11.0" };
/** Negative where `a` is the older release; suffixes such as `.post1` or `+cu130` do not count. */
function compareVersions(a, b) {
    const [left, right] = [ultralytics_version_partsOf(a), ultralytics_version_partsOf(b)];
    for (let i = 0; i < Math.max(left.length, right.length); i++) {
        const difference = (left[i] ?? 0) - (right[i] ?? 0);
        if (difference !== 0)
            return difference;
    }
    return 0;
}
const ultralytics_version_partsOf = (version) => {
    return (/^v?(\d+(?:\.\d+)*)/.exec(version)?.[1] ?? "0").split(".").map(Number);
};

;// CONCATENATED MODULE: ./lib/training/argument-names.js



const argument_names_NAMES = new Set(ARGUMENTS.map(({ name }) => name));
/** The argument that a name means in a version of Ultralytics; undefined where that version has none of the name. */
function argumentOf(name, version) {
    return argument_names_NAMES.has(name) ? ARGUMENTS.find((row) => row.name === name && isKnownIn(row, version)) : undefined;
}
// An argument that came between two versions whose tables are known is let pass in between: a guess against it would be worse.
function isKnownIn(row, version) {
    if (row.after !== undefined && compareVersions(version, row.after) <= 0)
        return false;
    return row.until === undefined || compareVersions(version, row.until) <= 0;
}
/** What is to be said of a key that is no argument of that version: an error, or a warning where it is still taken. */
function strangeKey(key, version) {
    const name = key.text.slice(0, 60);
    if (key.kind === "str" && Object.hasOwn(DEPRECATED, name)) {
        const successor = DEPRECATED[name];
        const remedy = successor === undefined ? "Remove it." : `Write \`${successor}\`.`;
        const message = `\`${name}\` is out of date; Ultralytics ${version} warns of it.`;
        return { ...key.place, code: "deprecated-argument", severity: "warning", message, remedy };
    }
    const message = `Ultralytics ${version} has no train argument \`${name}\` and refuses it.`;
    return { ...key.place, code: "unknown-argument", severity: "error", message, ...remedyFor(key, version) };
}
function remedyFor(key, version) {
    const name = key.text.toLowerCase().replaceAll("-", "_").replace(/^_+/, "");
    if (key.kind === "bool")
        return { remedy: "PyYAML reads this key as true or false: put it in quotes." };
    if (Object.hasOwn(ELSEWHERE, name))
        return { remedy: ELSEWHERE[name] ?? "" };
    const meant = Object.hasOwn(CONFUSIONS, name) ? CONFUSIONS[name] : undefined;
    if (meant === "nbs") {
        return { remedy: "Did you mean `nbs`? Gradients add up over round(nbs / batch) batches: nbs = batch x steps." };
    }
    const near = meant === undefined ? nearest_nearestNames(namesIn(version), name) : [meant];
    if (near.length > 0)
        return { remedy: `Did you mean ${asChoice(near)}?` };
    const newer = ARGUMENTS.find(({ name: known }) => known === key.text)?.after;
    return newer === undefined ? {} : { remedy: `It came after ${newer}: pin a newer Ultralytics, or remove it.` };
}
function namesIn(version) {
    return ARGUMENTS.filter((row) => isKnownIn(row, version)).map((row) => row.name);
}

;// CONCATENATED MODULE: ./lib/training/pyyaml-nodes.js
/** The value of a text key, or undefined. */
function entryOf(map, key) {
    return map.entries.find((entry) => entry.key.kind === "str" && entry.key.value === key);
}
/** The value of a text key; undefined where it is absent or null, as Ultralytics' `get` treats most keys. */
function givenValue(map, key) {
    const value = entryOf(map, key)?.value;
    return value === undefined || value.kind === "null" ? undefined : value;
}
/** How Python prints the value: `True`, `None`, `[1, 'a']`; long ones are cut. For messages. */
function pythonText(node) {
    const text = wholePythonText(node, 0);
    return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
function wholePythonText(node, depth) {
    if (node.kind === "list") {
        if (depth > 2)
            return "[...]";
        return `[${node.items
            .slice(0, 30)
            .map((item) => wholePythonText(item, depth + 1))
            .join(", ")}]`;
    }
    if (node.kind === "map")
        return node.entries.length === 0 ? "{}" : "{...}";
    if (node.kind === "null")
        return "None";
    if (node.kind === "bool")
        return node.value ? "True" : "False";
    if (node.kind === "str" || node.kind === "other")
        return `'${node.value}'`;
    return node.kind === "float" && Number.isInteger(node.value) ? node.value.toFixed(1) : String(node.value);
}
/** What JSON (or a table in code) holds, as nodes at one place. What JSON can't hold, or nests too deeply, becomes null. */
function nodeOf(value, place, depth = 0) {
    if (typeof value === "string")
        return { kind: "str", value, text: value, place };
    if (typeof value === "boolean")
        return { kind: "bool", value, text: String(value), place };
    if (typeof value === "number") {
        return { kind: Number.isInteger(value) ? "int" : "float", value, text: String(value), place };
    }
    if (typeof value !== "object" || value === null || depth > DEEPEST)
        return { kind: "null", value: null, text: "", place };
    if (Array.isArray(value))
        return { kind: "list", items: value.map((item) => nodeOf(item, place, depth + 1)), place };
    const entries = Object.entries(value).map(([key, item]) => {
        return { key: { kind: "str", value: key, text: key, place }, value: nodeOf(item, place, depth + 1) };
    });
    return { kind: "map", entries, place };
}
/** No argument nests deeper than a few lists. */
const DEEPEST = 20;

;// CONCATENATED MODULE: ./lib/training/argument-values.js


/**
 * What later versions do and earlier ones don't: the last version seen that does without. Found by comparing the wheels of 19
 * versions on PyPI, so that a boundary is right to within some thirty releases; in between, the later version's rule counts.
 */
const WITHOUT = {
    multiScaleShare: "8.3.253",
    muSgd: "8.3.253",
    scalePair: "8.4.50",
    noneRefused: "8.4.75",
    ampNames: "8.4.125",
    imageCounts: "8.4.125",
    integralFloats: "8.4.170",
};
/** Checks the value of an argument as that version of Ultralytics does before training starts. */
function checkedValue(row, node, version) {
    const does = (rule) => compareVersions(version, WITHOUT[rule]) > 0;
    const asked = { row, node, does };
    if (row.looseUntil !== undefined && compareVersions(version, row.looseUntil) <= 0)
        return CHECKS.free(asked);
    if (node.kind !== "null")
        return CHECKS[row.kind](asked);
    return mayBeNull(asked) ? { value: null } : empty(asked);
}
const NULL_KINDS = new Set(["free", "device", "freeze", "quantize"]);
// Older versions take nothing for anything; of a switch that means off, of a number a failure later on.
function mayBeNull({ row, does }) {
    const off = row.kind === "amp" ? !does("ampNames") : row.kind === "bool" && !does("noneRefused");
    return row.default === null || row.nullable === true || NULL_KINDS.has(row.kind) || off;
}
const CHECKS = {
    free: ({ node }) => ({ value: plainValue(node) }),
    device: ({ node }) => ({ value: plainValue(node) }),
    freeze: ({ node }) => ({ value: plainValue(node) }),
    imgsz: ({ node }) => ({ value: plainValue(node) }),
    number: (asked) => asNumber(asked, "a number"),
    fraction: (asked) => asNumber(asked, "a number from 0 to 1", between),
    int: asInt,
    bool: ({ row, node }) => (node.kind === "bool" ? { value: node.value } : wrong({ row, node }, "`True` or `False`")),
    text: ({ row, node }) => (node.kind === "str" ? { value: node.value } : wrong({ row, node }, "a text")),
    optimizer: asOptimizer,
    batch: asBatch,
    scale: asScale,
    share: asShare,
    multi_scale: asMultiScale,
    compile: ({ row, node }) => {
        if (node.kind === "bool" || node.kind === "str")
            return { value: node.value };
        return wrong({ row, node }, "`True`, `False` or a mode such as `max-autotune-no-cudagraphs`");
    },
    amp: asAmp,
    quantize: asQuantize,
};
const between = (value) => (value >= 0 && value <= 1 ? undefined : "from 0 to 1");
// In Python True and False are whole numbers, and are taken for 1 and 0 wherever a number may stand.
function asNumber(asked, expected, range) {
    const { node } = asked;
    if (node.kind !== "bool" && node.kind !== "int" && node.kind !== "float")
        return wrong(asked, expected);
    const value = Number(node.value);
    const bad = Number.isNaN(value) ? "a number" : range?.(value);
    if (bad !== undefined)
        return outOfRange(asked, bad);
    if (node.kind !== "bool")
        return { value };
    const message = `\`${asked.row.name}: ${node.text}\` is taken for the number ${value}.`;
    return { value, problem: { ...node.place, code: "bool-as-number", severity: "warning", message } };
}
function asInt(asked) {
    const { row, node, does } = asked;
    const { minimum } = row;
    const expected = minimum === undefined ? "a whole number" : `a whole number of at least ${minimum}`;
    if (node.kind === "float" && !(does("integralFloats") && Number.isInteger(node.value)))
        return wrong(asked, expected);
    return asNumber(asked, expected, (value) => minimum === undefined || value >= minimum ? undefined : `at least ${minimum}`);
}
const argument_values_OPTIMIZERS = ["SGD", "MuSGD", "Adam", "Adamax", "AdamW", "NAdam", "RAdam", "RMSProp", "auto"];
function asOptimizer(asked) {
    const { node } = asked;
    const name = node.kind === "str" ? node.value.toLowerCase() : undefined;
    const known = argument_values_OPTIMIZERS.filter((optimizer) => asked.does("muSgd") || optimizer !== "MuSGD");
    const found = known.find((optimizer) => optimizer.toLowerCase() === name);
    return found === undefined ? wrong(asked, `one of ${known.join(", ")}`) : { value: found };
}
const argument_values_BATCH = "a whole number such as 16, -1 for AutoBatch, or the share of GPU memory that AutoBatch may use, above 0 and below 1";
function asBatch(asked) {
    const { node } = asked;
    const checked = asNumber(asked, argument_values_BATCH, (value) => (Number.isInteger(value) || value < 1 ? undefined : argument_values_BATCH));
    if (typeof checked.value !== "number")
        return checked;
    if (node.kind === "float" && checked.value >= 1)
        return wrong(asked, argument_values_BATCH);
    return checked.value === -1 || checked.value > 0 ? checked : outOfRange(asked, argument_values_BATCH);
}
function asScale(asked) {
    const { node } = asked;
    if (node.kind !== "list" || !asked.does("scalePair"))
        return asNumber(asked, "a number from 0 to 1", between);
    const items = node.items.map(plainScalar);
    const pair = items.length === 2 && items.every((item) => typeof item === "number");
    return pair ? { value: items } : wrong(asked, "a number from 0 to 1, or two numbers");
}
const argument_values_SHARE = "a share of the images above 0 and up to 1, or in newer versions their number, or a list of both for [train, val]";
function asShare(asked) {
    const { node } = asked;
    const counts = asked.does("imageCounts");
    if (node.kind === "list" && counts) {
        const items = node.items.map(plainScalar);
        const good = (item) => typeof item === "number" && item >= 0 && (item <= 1 || Number.isInteger(item));
        const filled = items.length >= 2 && items.length <= 3 && items.every(good) && items[0] !== 0 && items[1] !== 0;
        return filled ? { value: items } : wrong(asked, argument_values_SHARE);
    }
    if (node.kind === "bool" && counts)
        return wrong(asked, argument_values_SHARE);
    const count = counts && node.kind === "int";
    return asNumber(asked, argument_values_SHARE, (value) => {
        return (value > 0 && value <= 1) || (count && value > 1) || (!asked.does("noneRefused") && value === 0)
            ? undefined
            : argument_values_SHARE;
    });
}
// Up to 8.3 a switch: sizes from half to one and a half. Now the half-width itself, so that `True` is 1.
function asMultiScale(asked) {
    const { node, does } = asked;
    if (does("multiScaleShare"))
        return asNumber(asked, "a number from 0 to 1", between);
    return node.kind === "bool" ? { value: node.value ? 0.5 : 0 } : wrong(asked, "`True` or `False` in this version");
}
const AMP = "`True`, `False`, `fp16`, `bf16` or `fp32`";
function asAmp(asked) {
    const { node, does } = asked;
    if (node.kind === "bool")
        return { value: node.value };
    if (!does("ampNames"))
        return ampByTruth(node);
    const name = node.kind === "str" ? node.value.toLowerCase() : "";
    return ["fp16", "bf16", "fp32"].includes(name) ? { value: name } : wrong(asked, AMP);
}
// Older versions ask only whether the value is true: `bf16` means fp16 there, and `fp32` as well.
function ampByTruth(node) {
    const value = isTrue(plainValue(node));
    const message = `\`amp: ${argument_values_shown(node)}\` is taken for \`${value ? "True" : "False"}\` in this version.`;
    return { value, problem: { ...node.place, code: "taken-by-truth", severity: "warning", message } };
}
/** Whether Python takes a value for true. */
function isTrue(value) {
    const empty = value === null || value === false || value === 0 || value === "";
    return !empty && !(Array.isArray(value) && value.length === 0);
}
const QUANTIZE = {
    8: 8,
    16: 16,
    32: 32,
    int8: 8,
    fp16: 16,
    fp32: 32,
    w8a8: 8,
    w16a16: 16,
    w32a32: 32,
    w8a16: "w8a16",
    w8a32: "w8a32",
};
function asQuantize(asked) {
    const { node } = asked;
    const name = node.kind === "list" || node.kind === "map" ? "" : String(node.value).toLowerCase();
    const scheme = Object.hasOwn(QUANTIZE, name) ? QUANTIZE[name] : undefined;
    return scheme === undefined ? wrong(asked, `one of ${Object.keys(QUANTIZE).join(", ")}`) : { value: scheme };
}
function plainValue(node) {
    if (node.kind === "list")
        return node.items.map(plainScalar);
    return plainScalar(node);
}
const plainScalar = (node) => {
    return node.kind === "list" || node.kind === "map" ? pythonText(node) : node.value;
};
function wrong({ row, node }, expected) {
    const message = `\`${row.name}: ${argument_values_shown(node)}\` is ${nounOf(node)}; ${expected} is expected.`;
    return { problem: { ...node.place, code: "wrong-type", severity: "error", message, ...argument_values_remedyFor(node) } };
}
function outOfRange({ row, node }, expected) {
    const message = `\`${row.name}: ${argument_values_shown(node)}\` is out of range.`;
    const remedy = `Expected is ${expected}.`;
    return { problem: { ...node.place, code: "out-of-range", severity: "error", message, remedy } };
}
function empty({ row, node }) {
    const message = `\`${row.name}\` must not be empty.`;
    const remedy = `Remove it for the default, ${pythonDefault(row)}.`;
    return { problem: { ...node.place, code: "wrong-type", severity: "error", message, remedy } };
}
const pythonDefault = ({ default: value }) => {
    return typeof value === "boolean" ? (value ? "True" : "False") : String(value);
};
// The trap of PyYAML's dialect: an exponent needs a point and a sign.
function argument_values_remedyFor(node) {
    const [, sign = "", digits = "", exponent = ""] = (node.kind === "str" && /^([-+]?)([\d.]+)[eE]([-+]?\d+)$/.exec(node.value)) || [];
    if (digits === "" || node.kind !== "str")
        return {};
    const point = digits.includes(".") ? digits : `${digits}.0`;
    const signed = /^[-+]/.test(exponent) ? exponent : `+${exponent}`;
    return { remedy: `PyYAML reads \`${node.value}\` as a text: write \`${sign}${point}e${signed}\`.` };
}
const argument_values_shown = (node) => (node.kind === "str" ? node.value.slice(0, 60) : pythonText(node));
const NOUNS = {
    null: "empty",
    bool: "true or false",
    int: "a whole number",
    float: "a number with a fraction",
    str: "a text",
    other: "a date or bytes",
    list: "a list",
    map: "a map",
};
const nounOf = (node) => NOUNS[node.kind];

;// CONCATENATED MODULE: ./lib/training/arguments.js




/** A file with more mistakes than this is no train config, and nobody reads further. */
const MOST_PROBLEMS = 50;
/** Checks every key and value of a train config; all mistakes at once. */
function writtenArguments(config, version) {
    const values = new Map();
    const nodes = new Map();
    const problems = [];
    for (const { key, value: written } of config.entries) {
        if (problems.length >= MOST_PROBLEMS)
            break;
        const node = withoutNone(written);
        const row = key.kind === "str" ? argumentOf(key.value, version) : undefined;
        if (row === undefined) {
            problems.push(strangeKey(key, version));
            for (const [name, value] of arguments_renamed(key, node, version))
                if (!values.has(name))
                    values.set(name, value);
            continue;
        }
        const { value, problem } = checkedValue(row, node, version);
        if (problem !== undefined)
            problems.push(problem);
        if (value === undefined)
            continue;
        values.set(row.name, value);
        nodes.set(row.name, node);
    }
    return { version, values, nodes, problems };
}
/** The value of an argument: what is written, else that version's default; null where it has none. */
function argumentValue(written, name) {
    const value = written.values.get(name);
    return value === undefined ? (argumentOf(name, written.version)?.default ?? null) : value;
}
// Ultralytics takes the text `None` for nothing.
function withoutNone(node) {
    if (node.kind !== "str" || node.value !== "None")
        return node;
    return { kind: "null", value: null, text: node.text, place: node.place };
}
// `half` and `int8` live on as `quantize`; the other renamed ones do not touch memory.
function arguments_renamed(key, node, version) {
    const successor = Object.hasOwn(DEPRECATED, key.text) ? DEPRECATED[key.text] : undefined;
    if (successor !== "quantize" || argumentOf("quantize", version) === undefined)
        return [];
    const off = ["none", "false", "0"].includes(pythonText(node).replaceAll("'", "").trim().toLowerCase());
    return off ? [] : [[successor, key.text === "int8" ? 8 : 16]];
}

;// CONCATENATED MODULE: ./lib/training/training-run.js
const TASKS = ["detect", "segment", "pose", "obb", "classify", "semantic", "depth"];

;// CONCATENATED MODULE: ./lib/training/config-reasons.js


/** The task that a config names, where it is one. */
const taskArgument = (args) => TASKS.find((task) => task === args.values.get("task"));
/** What to say of a config that names no model. */
function noModel(args, place) {
    const message = "The config names no model.";
    const remedy = "Write `model: yolov8n.pt`, or the path of a model file.";
    const at = args.nodes.get("model")?.place ?? place;
    return { problems: [{ ...at, code: "missing-model", severity: "error", message, remedy }], reasons: [], files: [] };
}
/** Problems with `task`: the model decides, and one that says otherwise is passed over by the trainer. */
function taskProblems(args, model) {
    const node = args.nodes.get("task");
    if (node?.kind !== "str")
        return [];
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
    if (model.task === undefined || model.task === task)
        return [];
    const message = `\`task: ${task}\` does not fit the model, whose task is ${model.task}; the model's counts.`;
    return [
        { ...node.place, code: "task-conflict", severity: "warning", message, remedy: `Write \`task: ${model.task}\`.` },
    ];
}
/** Why a model whose last module says no task has no answer, unless the config names one. */
function noTask(task, model, place) {
    if (task !== undefined || model.model === undefined)
        return [];
    const message = "The module at the end of the model says no task.";
    return [{ code: "unknown-task", message, remedy: "Write `task: detect` or another in the config.", place }];
}
/** Why a run that resumes from a checkpoint has no answer: the arguments kept there count. */
function resumeReasons(args) {
    const node = args.nodes.get("resume");
    if (node?.kind !== "str" || node.value === "")
        return [];
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
function timeAssumption(args) {
    const hours = args.values.get("time");
    if (typeof hours !== "number" || hours <= 0)
        return [];
    const text = `The run is limited to ${hours} hours (\`time\`), so its number of epochs is not known; \`epochs\` is taken as written.`;
    return [{ name: "epochs", text }];
}
/** The first mistake of a config as the reason why it has no answer; nothing where there are only warnings. */
function unreadableConfig(problems) {
    const [first, ...more] = problems.filter(({ severity }) => severity === "error").sort(byPlace);
    if (first === undefined)
        return [];
    const { file, line, column, remedy } = first;
    const message = more.length === 0 ? first.message : `${first.message} And ${more.length} more.`;
    return [{ code: "unreadable-config", message, ...(remedy && { remedy }), place: { file, line, column } }];
}

;// CONCATENATED MODULE: ./lib/training/model-stride.js
/** The least that the trainer rounds image sizes to. */
const LEAST = 32;
/** Where in a row's arguments the stride is, and what it is when not written. */
const STRIDES = {
    Conv: { at: 2, standard: 1 },
    DWConv: { at: 2, standard: 1 },
    GhostConv: { at: 2, standard: 1 },
    GhostBottleneck: { at: 2, standard: 1 },
    SCDown: { at: 2, standard: 1 },
    ADown: { at: -1, standard: 2 },
    AConv: { at: -1, standard: 2 },
    Focus: { at: -1, standard: 2 },
    HGStem: { at: -1, standard: 4 },
    ResNetLayer: { at: 2, standard: 1 },
    "nn.Conv2d": { at: 2, standard: 1 },
    "nn.MaxPool2d": { at: 1, standard: 1 },
    "nn.AvgPool2d": { at: 1, standard: 1 },
};
/**
 * The stride that the trainer rounds image sizes to: the largest at which the head reads, and at least 32.
 * Layers it does not know count as keeping the size.
 */
function model_stride_strideOf({ description }) {
    const strides = [];
    const rows = [...description.backbone, ...description.head];
    for (const [index, row] of rows.entries()) {
        const sources = typeof row.from === "number" ? [row.from] : row.from;
        // CBFuse brings all it reads to the size of the last.
        const source = (row.module === "CBFuse" ? sources.at(-1) : sources[0]) ?? -1;
        const before = index === 0 ? undefined : strides.at(source < 0 ? index + source : source);
        strides.push((before ?? 1) * factorOf(row));
    }
    const head = rows.at(-1);
    if (head === undefined || description.task === "classify")
        return LEAST;
    const read = typeof head.from === "number" ? [head.from] : head.from;
    const ends = read.map((from) => strides.at(from < 0 ? rows.length - 1 + from : from) ?? 1);
    return Math.max(LEAST, ...ends.filter((stride) => stride <= 1024).map(Math.ceil));
}
function factorOf({ module, args }) {
    if (module === "nn.Upsample")
        return 1 / numberAt(args, 1, 2);
    if (module === "nn.ConvTranspose2d" || module === "ConvTranspose")
        return 1 / numberAt(args, 2, module === "ConvTranspose" ? 2 : 1);
    // The first ResNet layer is a strided convolution and a pooling.
    if (module === "ResNetLayer" && args[3] === true)
        return 4;
    const stride = STRIDES[module];
    if (stride === undefined)
        return 1;
    return stride.at < 0 ? stride.standard : numberAt(args, stride.at, stride.standard);
}
function numberAt(args, index, standard) {
    const value = args[index];
    return typeof value === "number" && value > 0 ? value : standard;
}

;// CONCATENATED MODULE: ./lib/training/model-names.js

/** The task that the module at the end of a model means; undefined where its name says none. */
function taskOfHead(module) {
    const name = module.toLowerCase();
    if (["classify", "classifier", "cls", "fc"].includes(name))
        return "classify";
    // In this order: `SemanticSegment` also has "segment" in it.
    if (name.includes("detect") || name.includes("rtdetr"))
        return "detect";
    if (name.includes("semanticsegment"))
        return "semantic";
    if (name.includes("segment"))
        return "segment";
    if (name.includes("pose"))
        return "pose";
    if (name.includes("obb"))
        return "obb";
    return name.includes("depth") ? "depth" : undefined;
}
/** The scale letter in a model's name (`yolov8x-ours.yaml`: x), or "". Only names that begin like published ones have one. */
function scaleInName(path) {
    const stem = path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
    return /yolo(?:e-)?v?\d+([nslmx])/.exec(stem)?.[1] ?? "";
}
/** The name of the file that holds all scales of a model: `yolov8x-ours.yaml` is read from `yolov8-ours.yaml`. */
function nameWithoutScale(path) {
    return path.replace(/(\d+)([nslmx])(.+)?$/, "$1$3");
}
/** A user's model at the scale that the name it is asked for by says; without one the first scale of the file, with a warning. */
function scaledModel(description, written, place) {
    const scales = Object.keys(description.scales ?? {});
    const scale = scaleInName(written);
    const first = scales[0];
    // Blocks look at the letter in the name even where the file has no scales (C3k2 is a larger one at m, l and x).
    if (first === undefined)
        return { model: { description, scale, written }, problems: [] };
    if (scales.includes(scale))
        return { model: { description, scale, written }, problems: [] };
    if (scale !== "") {
        const message = `\`${written}\` asks for the scale ${scale}, which ${description.name} does not have.`;
        const remedy = `Its scales are ${asChoice(scales)}.`;
        return { problems: [{ ...place, code: "unknown-scale", severity: "error", message, remedy }] };
    }
    const problems = [];
    if (scales.length > 1) {
        const message = `\`${written}\` names no scale; Ultralytics takes the first one of the file, ${first}.`;
        problems.push({ ...place, code: "scale-assumed", severity: "warning", message });
    }
    return { model: { description, scale: first, written }, problems };
}

;// CONCATENATED MODULE: ./lib/training/model-rows.js

const FORM = "A row is `[from, repeats, module, [arguments]]`, such as `[-1, 1, Conv, [64, 3, 2]]`.";
/** The rows of a model file with their places; what they refer to must come before them. Modules are not judged here. */
function modelRows(file) {
    const problems = [];
    const backbone = section(file, "backbone", 0, problems);
    const head = section(file, "head", backbone.length, problems);
    return { backbone, head, problems };
}
function section(file, name, offset, problems) {
    const node = entryOf(file, name)?.value;
    if (node?.kind !== "list" || node.items.length === 0) {
        const place = node?.place ?? file.place;
        const message = `A model file needs \`${name}\`, a list of rows.`;
        problems.push({ ...place, code: "bad-model-file", severity: "error", message, remedy: FORM });
        return [];
    }
    return node.items.map((item, index) => {
        const { row, problem } = rowOf(item, offset + index);
        if (problem !== undefined)
            problems.push({ ...problem, severity: "error" });
        // A bad row keeps its index, so that the rows after it are judged rightly.
        return row ?? { from: -1, repeats: 1, module: "", args: [], place: item.place };
    });
}
function rowOf(node, index) {
    const row = shapeOf(node);
    if (row === undefined) {
        const message = `Row ${index} is malformed: ${pythonText(node)}.`;
        return { problem: { ...node.place, code: "bad-model-row", message, remedy: FORM } };
    }
    const sources = typeof row.from === "number" ? [row.from] : row.from;
    const wrong = sources.find((source) => !comesBefore(source, index));
    return wrong === undefined ? { row } : { row, problem: badSource(node.place, wrong, { index, module: row.module }) };
}
function shapeOf(node) {
    if (node.kind !== "list" || node.items.length !== 4)
        return undefined;
    const [fromNode, repeatsNode, moduleNode, argsNode] = node.items;
    const from = model_rows_sourcesOf(fromNode);
    if (from === undefined || repeatsNode?.kind !== "int" || repeatsNode.value < 1)
        return undefined;
    if (moduleNode?.kind !== "str" || argsNode?.kind !== "list")
        return undefined;
    return { from, repeats: repeatsNode.value, module: moduleNode.value, args: valuesOf(argsNode, 0), place: node.place };
}
function model_rows_sourcesOf(node) {
    if (node?.kind === "int")
        return node.value;
    if (node?.kind !== "list" || node.items.length === 0)
        return undefined;
    const sources = node.items.map((item) => (item.kind === "int" ? item.value : Number.NaN));
    return sources.some(Number.isNaN) ? undefined : sources;
}
// The image is what row 0 reads with -1; it has no number of its own.
const comesBefore = (source, index) => {
    return source < 0 ? -source <= Math.max(index, 1) : source < index;
};
function badSource(place, source, { index, module }) {
    const row = `Row ${index} (${module})`;
    if (source < 0) {
        const message = `${row} reads ${source}, which lies before the first row.`;
        const remedy = index === 0 ? "Row 0 reads the image: -1." : `At row ${index} the least is ${-index}.`;
        return { ...place, code: "bad-model-source", message, remedy };
    }
    const message = `${row} reads row ${source}, which does not come before it.`;
    const others = index === 1 ? "row 0" : `one of the rows 0 to ${index - 1}`;
    const remedy = index === 0 ? "Row 0 reads the image: -1." : `Refer to ${others}, or to -1, the row before.`;
    return { ...place, code: "bad-model-source", message, remedy };
}
function valuesOf(list, depth) {
    return list.items.map((item) => {
        if (item.kind === "list")
            return depth < 4 ? valuesOf(item, depth + 1) : [];
        return item.kind === "map" ? pythonText(item) : item.value;
    });
}

;// CONCATENATED MODULE: ./lib/training/pyyaml-scalars.js
const BOOLS = new Map([
    ["yes", true],
    ["no", false],
    ["true", true],
    ["false", false],
    ["on", true],
    ["off", false],
]);
const BOOL = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const NULL = /^(?:~|null|Null|NULL|)$/;
// YAML 1.1 with PyYAML's two twists: an exponent needs a point and a sign (`1e-4` and `1.0e5` are texts),
// and a sign goes before a digit or before `.inf` only (`-.5` is a text).
const FLOATS = [
    /^[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?$/,
    /^\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?$/,
    /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
    /^[-+]?\.(?:inf|Inf|INF)$/,
    /^\.(?:nan|NaN|NAN)$/,
];
const INTS = [
    /^[-+]?0b[01_]+$/,
    /^[-+]?0[0-7_]+$/,
    /^[-+]?(?:0|[1-9][0-9_]*)$/,
    /^[-+]?0x[0-9a-fA-F_]+$/,
    /^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/,
];
const pyyaml_scalars_DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const MOMENT = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?$/;
/** The kind that PyYAML's resolver gives a plain scalar. */
function kindOfPlain(text) {
    if (BOOL.test(text))
        return "bool";
    if (NULL.test(text))
        return "null";
    if (FLOATS.some((pattern) => pattern.test(text)))
        return "float";
    if (INTS.some((pattern) => pattern.test(text)))
        return "int";
    return pyyaml_scalars_DATE.test(text) || MOMENT.test(text) ? "other" : "str";
}
/** The value that PyYAML's safe constructor gives a scalar of a kind; undefined where it raises an error. */
function scalarOf(kind, text) {
    if (kind === "null")
        return { kind, value: null };
    if (kind === "str" || kind === "other")
        return { kind, value: text };
    if (kind === "bool") {
        const value = BOOLS.get(text.toLowerCase());
        return value === undefined ? undefined : { kind, value };
    }
    const value = kind === "int" ? intOf(text) : floatOf(text);
    return value === undefined ? undefined : { kind, value };
}
function intOf(written) {
    const { sign, digits } = unsigned(written.replaceAll("_", ""));
    if (/^0b[01]+$/.test(digits) || /^0x[0-9a-f]+$/i.test(digits))
        return sign * Number(digits);
    if (digits === "0")
        return 0;
    if (digits.startsWith("0"))
        return /^0[0-7]+$/.test(digits) ? sign * Number.parseInt(digits, 8) : undefined;
    return sexagesimal(digits, /^[0-9]+$/, sign);
}
function floatOf(written) {
    const { sign, digits } = unsigned(written.replaceAll("_", "").toLowerCase());
    if (digits === ".inf" || digits === "inf" || digits === "infinity")
        return sign * Number.POSITIVE_INFINITY;
    if (digits === ".nan" || digits === "nan")
        return Number.NaN;
    return sexagesimal(digits, /^(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?$/, sign);
}
function unsigned(text) {
    const signed = text.startsWith("-") || text.startsWith("+");
    return { sign: text.startsWith("-") ? -1 : 1, digits: signed ? text.slice(1) : text };
}
// `12:30` is 12 x 60 + 30; a number without a colon is its own single digit.
function sexagesimal(text, digit, sign) {
    const digits = text.trim().split(":");
    if (!digits.every((part) => digit.test(part)))
        return undefined;
    return sign * digits.reduce((sum, part) => sum * 60 + Number(part), 0);
}

;// CONCATENATED MODULE: ./lib/training/pyyaml-construct.js


/** A config has a few hundred values; aliases that multiply beyond this are a bomb. */
const MOST_VALUES = 100_000;
const CORE = "tag:yaml.org,2002:";
const SCALAR_TAGS = {
    null: "null",
    bool: "bool",
    int: "int",
    float: "float",
    str: "str",
    timestamp: "other",
    binary: "other",
};
const LIST_TAGS = ["seq", "omap", "pairs"];
const MAP_TAGS = ["map"];
const MERGE = "<<";
/** PyYAML's safe constructor over a parsed document whose scalars are all still texts. */
function construct(document, placeAt) {
    const work = { problems: [], placeAt, anchors: new Map(), values: 0 };
    if (document.contents === null)
        return { problems: [] };
    const root = nodeFrom(document.contents, work);
    if (work.values > MOST_VALUES) {
        const message = `Aliases multiply the file to more than ${MOST_VALUES} values.`;
        return { problems: [{ ...root.place, code: "too-many-aliases", severity: "error", message }] };
    }
    return work.problems.length > 0 ? { problems: work.problems } : { root, problems: [] };
}
function nodeFrom(node, work) {
    const place = work.placeAt(node.range?.[0] ?? 0);
    const before = work.values;
    work.values += 1;
    if ((0,yaml_dist/* isAlias */.Vj)(node))
        return aliased(node, place, work);
    const made = madeFrom(node, place, work);
    const anchor = node.anchor;
    if (anchor !== undefined)
        work.anchors.set(anchor, { node: made, values: work.values - before });
    return made;
}
function madeFrom(node, place, work) {
    if ((0,yaml_dist/* isSeq */.oP)(node)) {
        checkTag(node.tag, LIST_TAGS, place, work);
        return { kind: "list", items: node.items.map((item) => nodeFrom(item, work)), place };
    }
    if ((0,yaml_dist/* isMap */.jh)(node)) {
        checkTag(node.tag, MAP_TAGS, place, work);
        return mapFrom(node, place, work);
    }
    return (0,yaml_dist/* isScalar */.jn)(node) ? scalarFrom(node, place, work) : pyyaml_construct_nothing(place);
}
// An anchor is known once its value is complete: an alias inside its own anchor finds nothing here.
function aliased(node, place, work) {
    const target = work.anchors.get(node.source);
    if (target === undefined) {
        const message = `\`*${node.source}\` refers to no anchor above it.`;
        problem(work, place, { code: "unknown-alias", message, remedy: `Mark the value with \`&${node.source}\`.` });
        return pyyaml_construct_nothing(place);
    }
    work.values += target.values;
    return { ...target.node, place };
}
function scalarFrom(node, place, work) {
    const text = typeof node.value === "string" ? node.value : "";
    const tag = node.tag;
    const plain = node.type === "PLAIN" || node.type === undefined;
    const kind = tag === undefined || tag === "!" ? implicitKind(text, plain || tag === "!") : taggedKind(tag, place, work);
    if (kind === "value") {
        unknownTag(`${CORE}value`, place, work);
        return pyyaml_construct_nothing(place);
    }
    const value = scalarOf(kind, text);
    if (value !== undefined)
        return { ...value, place, text };
    problem(work, place, {
        code: "not-a-value",
        message: `\`${text.slice(0, 40)}\` is no ${kind} that PyYAML can read.`,
    });
    return pyyaml_construct_nothing(place);
}
function implicitKind(text, plain) {
    if (!plain)
        return "str";
    // YAML 1.1's default value, `=`: PyYAML resolves it and then has no constructor for it.
    return text === "=" ? "value" : kindOfPlain(text);
}
function taggedKind(tag, place, work) {
    const name = tag.startsWith(CORE) ? tag.slice(CORE.length) : "";
    const kind = Object.hasOwn(SCALAR_TAGS, name) ? SCALAR_TAGS[name] : undefined;
    if (kind === undefined)
        unknownTag(tag, place, work);
    return kind ?? "str";
}
function mapFrom(node, place, work) {
    const own = [];
    const merged = [];
    const seen = new Map();
    for (const pair of node.items) {
        const keyNode = pair.key;
        const at = keyNode === null ? place : work.placeAt(keyNode.range?.[0] ?? 0);
        const merge = (0,yaml_dist/* isScalar */.jn)(keyNode) && keyNode.type === "PLAIN" && keyNode.value === MERGE && keyNode.tag === undefined;
        const key = merge ? pyyaml_construct_nothing(at) : keyFrom(keyNode, at, work);
        const value = pair.value === null ? pyyaml_construct_nothing(at) : nodeFrom(pair.value, work);
        if (merge)
            merged.unshift(...mergedFrom(value, work));
        else if (key !== undefined) {
            checkFirst(key, seen, work);
            own.push({ key, value });
        }
    }
    return { kind: "map", entries: merged.length === 0 ? own : withMerged(own, merged), place };
}
function keyFrom(node, place, work) {
    if (node === null)
        return pyyaml_construct_nothing(place);
    // As a key, `=` is a text.
    if ((0,yaml_dist/* isScalar */.jn)(node) && node.value === "=" && node.tag === undefined) {
        return { kind: "str", value: "=", text: "=", place };
    }
    const key = nodeFrom(node, work);
    if (key.kind !== "list" && key.kind !== "map")
        return key;
    problem(work, place, { code: "key-not-simple", message: "A list or a map can't be a key.", remedy: "Use a text." });
    return undefined;
}
function checkFirst(key, seen, work) {
    const identity = identityOf(key);
    const first = seen.get(identity);
    if (first === undefined) {
        seen.set(identity, key.place);
        return;
    }
    const message = `The key \`${key.text.slice(0, 60)}\` is already set in line ${first.line}; PyYAML takes the last one without a word.`;
    problem(work, key.place, { code: "duplicate-key", message, remedy: "Keep one of them." });
}
// Equal keys of a Python dict: True == 1 == 1.0.
function identityOf(key) {
    if (key.kind === "bool")
        return `number ${Number(key.value)}`;
    return key.kind === "int" || key.kind === "float" ? `number ${key.value}` : `${key.kind} ${key.value}`;
}
// In a list of maps the first one that has a key wins.
function mergedFrom(value, work) {
    if (value.kind === "map")
        return value.entries;
    const maps = value.kind === "list" ? value.items : undefined;
    if (maps?.every((item) => item.kind === "map") === true) {
        return maps.flatMap((item) => (item.kind === "map" ? item.entries : []));
    }
    const message = "`<<` merges maps, and this is none.";
    problem(work, value.place, { code: "bad-merge", message, remedy: "Refer to a map: `<<: *name`." });
    return [];
}
// `merged` has the entries of a later `<<` first: the first of a key counts, and own keys win over all.
function withMerged(own, merged) {
    const known = new Set(own.map((entry) => identityOf(entry.key)));
    const added = merged.filter((entry) => {
        const identity = identityOf(entry.key);
        return !known.has(identity) && known.add(identity);
    });
    return [...added, ...own];
}
function checkTag(tag, allowed, place, work) {
    if (tag === undefined || tag === "!" || allowed.some((name) => tag === CORE + name))
        return;
    unknownTag(tag, place, work);
}
function unknownTag(tag, place, work) {
    const short = tag.startsWith(CORE) ? `!!${tag.slice(CORE.length)}` : tag;
    const remedy = "Leave the tag out: nothing in a config may name code, and only plain values are read.";
    problem(work, place, { code: "unknown-tag", message: `The tag \`${short}\` is not known.`, remedy });
}
function problem(work, place, what) {
    if (work.problems.length < 50)
        work.problems.push({ ...place, severity: "error", ...what });
}
const pyyaml_construct_nothing = (place) => ({ kind: "null", value: null, text: "", place });

;// CONCATENATED MODULE: ./lib/training/pyyaml-problems.js
const syntax = (message, remedy) => ({ code: "yaml-syntax", message, remedy });
const INDENTATION = "Indent the lines of one map or list alike, with spaces.";
// What the parser's codes mean to somebody who wrote the file. The codes are those of `yaml` 2.9 (its src/errors.ts).
const WORDINGS = {
    ALIAS_PROPS: syntax("An alias can't have an anchor or a tag.", "Put them on the value that is repeated."),
    BAD_ALIAS: syntax("An alias needs a name.", "Write `*name` for the value marked `&name`."),
    BAD_COLLECTION_TYPE: {
        code: "unknown-tag",
        message: "The tag does not fit the value.",
        remedy: "Leave the tag out.",
    },
    BAD_DIRECTIVE: syntax("A line that starts with `%` is a YAML directive, and this is none.", "Remove it."),
    BAD_DQ_ESCAPE: syntax("Unknown escape in double quotes.", "Write the backslash twice, or use single quotes."),
    BAD_INDENT: syntax("The indentation does not fit the lines around it.", INDENTATION),
    BAD_PROP_ORDER: syntax("Anchors and tags come after the list or key indicator.", "Move them behind it."),
    BAD_SCALAR_START: syntax("A value can't start with this character.", "Put the value in quotes."),
    BLOCK_AS_IMPLICIT_KEY: syntax("A list or map can't start on the line of a key.", "Start it on the next line."),
    BLOCK_IN_FLOW: syntax("A list or map by indentation can't stand inside brackets.", "Use brackets inside brackets."),
    KEY_OVER_1024_CHARS: syntax("A key is longer than 1024 characters.", "Is a quote or a line break missing?"),
    MISSING_CHAR: syntax("A closing bracket, quote, comma or a space is missing.", "Add it."),
    MULTILINE_IMPLICIT_KEY: syntax("A key must be on one line.", "Is a colon missing at the end of the line before?"),
    MULTIPLE_ANCHORS: syntax("A value has two anchors.", "Remove one."),
    MULTIPLE_DOCS: syntax("The file has more than one YAML document.", "Remove everything from the second `---` on."),
    MULTIPLE_TAGS: syntax("A value has two tags.", "Remove one."),
    TAB_AS_INDENT: { code: "yaml-tab", message: "A tab is used for indentation.", remedy: "Use spaces." },
    TAG_RESOLVE_FAILED: { code: "unknown-tag", message: "The tag can't be resolved.", remedy: "Leave the tag out." },
    UNEXPECTED_TOKEN: syntax("This is not expected here.", "Check the brackets, quotes and colons around it."),
};
/** Says in plain English what a code of the YAML parser means, and what would be right. */
function wordingOf(code) {
    return WORDINGS[code] ?? syntax("The file is not valid YAML here.", "Check the brackets, quotes and indentation.");
}

;// CONCATENATED MODULE: ./lib/training/pyyaml.js



/** Far above any training config; keeps a hostile file from taking time. */
const pyyaml_MOST_CHARACTERS = 1024 * 1024;
/**
 * Reads a text as PyYAML's safe loader does (YAML 1.1 with its twists), with the place of every value.
 * All mistakes at once, as problems. Duplicate keys, which PyYAML passes over, are mistakes here.
 */
function readPyYaml(written, file) {
    const at = (line, column) => ({ file, line, column });
    if (written.length > pyyaml_MOST_CHARACTERS) {
        const message = `The file has ${written.length} characters; a training config of more than 1 MiB is not read.`;
        return { problems: [{ ...at(1, 1), code: "file-too-large", severity: "error", message }] };
    }
    const conflicts = mergeConflicts(written, at);
    if (conflicts.length > 0)
        return { problems: conflicts };
    return parse(readable(written), at);
}
function parse(text, at) {
    const lineCounter = new yaml_dist/* LineCounter */.HN();
    const placeAt = (offset) => {
        const { line, col } = lineCounter.linePos(Math.min(offset, text.length));
        return at(Math.max(line, 1), Math.max(col, 1));
    };
    try {
        // Every scalar a text, no tag resolved, no key compared: all that is PyYAML's, done by `construct`.
        const options = { lineCounter, prettyErrors: false, uniqueKeys: false, resolveKnownTags: false };
        const document = (0,yaml_dist/* parseDocument */.Tp)(text, { ...options, schema: "failsafe", version: "1.2", logLevel: "error" });
        const errors = document.errors.map((error) => {
            return { ...placeAt(error.pos[0]), severity: "error", ...wordingOf(error.code) };
        });
        if (errors.length > 0)
            return { problems: firstOfEachLine(errors) };
        return construct(document, placeAt);
    }
    catch (error) {
        // The parser descends by recursion: thousands of brackets inside each other exhaust the stack.
        if (!(error instanceof RangeError))
            throw error;
        const message = "The file nests lists or maps too deeply to be read.";
        return { problems: [{ ...at(1, 1), code: "too-deep", severity: "error", message }] };
    }
}
function mergeConflicts(text, at) {
    if (!text.includes("<<<<<<<") && !text.includes(">>>>>>>"))
        return [];
    return text.split(/\r?\n|\r/).flatMap((line, index) => {
        if (!/^(?:<{7}|>{7})(?: |$)/.test(line))
            return [];
        const message = `A merge conflict marker is left in the file: \`${line.slice(0, 40)}\`.`;
        const remedy = "Settle the conflict and remove the lines with <<<<<<<, ======= and >>>>>>>.";
        return [{ ...at(index + 1, 1), code: "merge-conflict", severity: "error", message, remedy }];
    });
}
// A byte order mark takes no column, a lone carriage return ends a line; what it refuses to read at all, Ultralytics strips and tries again.
function readable(text) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to strip
    const unprintable = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/g;
    const stripped = text
        .replace(unprintable, "")
        .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "");
    return stripped.replace(/^\ufeff/, "").replace(/\r(?!\n)/g, "\n");
}
// One slip makes the parser complain on and on; the first complaint of a line is the one that helps.
function firstOfEachLine(problems) {
    const lines = new Set();
    return problems.filter((problem) => !lines.has(problem.line) && lines.add(problem.line)).slice(0, 20);
}

;// CONCATENATED MODULE: ./lib/training/model-file.js




/** What a model file says, each row with its place; all mistakes at once. Whether its modules exist is the graph's to say. */
function readModelFile(text, file) {
    const { root, problems } = readPyYaml(text, file);
    if (root === undefined && problems.length > 0)
        return { problems };
    if (root?.kind !== "map") {
        const message = "A model file is a map with `nc`, `backbone` and `head`.";
        const place = root?.place ?? { file, line: 1, column: 1 };
        return { problems: [{ ...place, code: "bad-model-file", severity: "error", message }] };
    }
    return describe(root, file);
}
function describe(root, file) {
    const rows = modelRows(root);
    const reader = new FactReader(root);
    const facts = factsOf(reader);
    const problems = [...rows.problems, ...reader.problems];
    if (facts.classes === undefined && reader.problems.length === 0)
        problems.push(missingClasses(root.place));
    if (problems.some((problem) => problem.severity === "error"))
        return { problems };
    const task = taskOfHead(rows.head.at(-1)?.module ?? "");
    const name = file.slice(file.lastIndexOf("/") + 1);
    const { backbone, head } = rows;
    const description = { name, place: root.place, ...(task && { task }), ...facts, backbone, head };
    return { description, problems };
}
// A `max_channels` on top and a `scale` are read by nobody: the scale comes from the name the model is asked for by.
function factsOf(reader) {
    const facts = {
        classes: reader.number("nc", { whole: true, least: 1 }),
        scales: reader.scales(),
        depthMultiple: reader.number("depth_multiple"),
        widthMultiple: reader.number("width_multiple"),
        activation: reader.text("activation"),
        regMax: reader.number("reg_max", { whole: true, least: 1 }),
        endToEnd: reader.flag("end2end"),
        keypoints: reader.keypoints(),
        inputChannels: reader.number("channels", { whole: true, least: 1 }),
    };
    const given = Object.entries(facts).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given);
}
/** Reads the facts beside the rows, and collects what is wrong with them. */
class FactReader {
    problems = [];
    root;
    constructor(root) {
        this.root = root;
    }
    number(name, { whole = false, least = 0 } = {}) {
        const node = givenValue(this.root, name);
        if (node === undefined)
            return undefined;
        const good = (node.kind === "int" || (node.kind === "float" && !whole)) && node.value >= least && node.value < 1e9;
        return good ? node.value : this.wrong(name, node, whole ? `a whole number of at least ${least}` : "a number");
    }
    text(name) {
        const node = givenValue(this.root, name);
        if (node === undefined || node.kind === "str")
            return node?.value;
        return this.wrong(name, node, "a text");
    }
    flag(name) {
        const node = givenValue(this.root, name);
        if (node === undefined || node.kind === "bool")
            return node?.value;
        return this.wrong(name, node, "`True` or `False`");
    }
    keypoints() {
        const node = givenValue(this.root, "kpt_shape");
        return node === undefined ? undefined : (keypointShape(node) ?? this.wrong("kpt_shape", node, KEYPOINTS));
    }
    scales() {
        const node = givenValue(this.root, "scales");
        if (node === undefined)
            return undefined;
        const expected = "a map such as `{n: [0.33, 0.25, 1024]}`: depth, width, most channels by scale";
        if (node.kind !== "map" || node.entries.length === 0)
            return this.wrong("scales", node, expected);
        const scales = {};
        for (const { key, value } of node.entries) {
            const multiples = tripleOf(value);
            if (multiples === undefined)
                this.wrong(`scales: ${key.text}`, value, "depth, width, most channels");
            else
                scales[key.text] = multiples;
        }
        return scales;
    }
    wrong(name, node, expected) {
        const message = `\`${name}: ${pythonText(node)}\` can't be used; ${expected} is expected.`;
        this.problems.push({ ...node.place, code: "bad-model-file", severity: "error", message });
        return undefined;
    }
}
const KEYPOINTS = "`[points, 2]` or `[points, 3]`";
/** `[17, 3]`: how many key points, and with how many numbers each. */
function keypointShape(node) {
    if (node.kind !== "list" || node.items.length !== 2)
        return undefined;
    const [count, dimensions] = node.items.map((item) => (item.kind === "int" ? item.value : 0));
    if (count === undefined || count < 1 || count > 10_000)
        return undefined;
    return dimensions === 2 || dimensions === 3 ? [count, dimensions] : undefined;
}
function tripleOf(node) {
    if (node.kind !== "list" || node.items.length !== 3)
        return undefined;
    const numbers = node.items.map((item) => (item.kind === "int" || item.kind === "float" ? item.value : Number.NaN));
    const [depth = 0, width = 0, most = 0] = numbers;
    return numbers.every((number) => number > 0) ? [depth, width, most] : undefined;
}
function missingClasses(place) {
    const message = "A model file needs `nc`, the number of classes.";
    const remedy = "Write `nc: 80`; the data file's number replaces it.";
    return { ...place, code: "bad-model-file", severity: "error", message, remedy };
}
/** Whether a YAML map is a model file: it has the rows. */
const looksLikeModelFile = (root) => {
    return entryOf(root, "backbone") !== undefined && entryOf(root, "head") !== undefined;
};

;// CONCATENATED MODULE: ./lib/training/data-file.js



/** What a data file says, checked as Ultralytics checks it before training; all mistakes at once. */
function readDataFile(text, file) {
    const { root, problems } = readPyYaml(text, file);
    if (root === undefined && problems.length > 0)
        return { problems };
    if (root?.kind !== "map") {
        const place = root?.place ?? { file, line: 1, column: 1 };
        return { problems: [problemAt(place, "A data file is a map with `train`, `val` and `names`.")] };
    }
    return data_file_describe(root);
}
function data_file_describe(root) {
    const found = [...splitProblems(root)];
    const classes = classesOf(root, found);
    const shape = givenValue(root, "kpt_shape");
    const keypoints = shape && keypointShape(shape);
    if (shape !== undefined && keypoints === undefined)
        found.push(data_file_wrong("kpt_shape", shape, KEYPOINTS));
    const channelsNode = givenValue(root, "channels");
    const channels = channelsNode && wholeNumber(channelsNode);
    if (channelsNode !== undefined && channels === undefined)
        found.push(data_file_wrong("channels", channelsNode, "a whole number"));
    if (classes === undefined || found.length > 0)
        return { problems: found };
    const masks = givenValue(root, "masks_dir") !== undefined;
    return { data: { classes, masks, ...(keypoints && { keypoints }), ...(channels && { channels }) }, problems: [] };
}
function splitProblems(root) {
    return ["train", "val"].flatMap((split) => {
        const entry = entryOf(root, split) ?? (split === "val" ? entryOf(root, "validation") : undefined);
        const remedy = `Write \`${split}: images/${split}\`.`;
        if (entry === undefined)
            return [problemAt(root.place, `A data file needs \`${split}\`, where its images are.`, remedy)];
        const { kind } = entry.value;
        return kind === "str" || kind === "list" || kind === "null"
            ? []
            : [data_file_wrong(split, entry.value, "a path or a list of paths")];
    });
}
function classesOf(root, found) {
    const names = givenValue(root, "names");
    const nc = entryOf(root, "nc")?.value;
    const count = nc && wholeNumber(nc);
    if (nc !== undefined && count === undefined)
        found.push(data_file_wrong("nc", nc, "a whole number of at least 1"));
    if (names === undefined) {
        if (nc === undefined)
            found.push(problemAt(root.place, "A data file needs `names`, the class names, or `nc`, their number."));
        return count;
    }
    const named = countOfNames(names, found);
    if (named !== undefined && count !== undefined && named !== count) {
        found.push(problemAt(names.place, `\`names\` has ${named} classes and \`nc\` says ${count}.`, "Remove `nc`, or make them equal."));
    }
    return named;
}
function countOfNames(names, found) {
    if (names.kind === "list" || names.kind === "map") {
        const count = names.kind === "list" ? names.items.length : names.entries.length;
        if (count === 0)
            found.push(problemAt(names.place, "`names` is empty; at least one class is needed."));
        if (names.kind === "map")
            found.push(...indexProblems(names));
        return count > 0 ? count : undefined;
    }
    found.push(data_file_wrong("names", names, "a list of names, or a map from 0, 1, ... to names"));
    return undefined;
}
// The greatest index must be below the number of classes, so that 0 to n - 1 is all there is.
function indexProblems(names) {
    const last = names.entries.length - 1;
    const bad = names.entries.find(({ key }) => !/^\d+$/.test(key.text) || Number(key.text) > last);
    if (bad === undefined)
        return [];
    const message = `\`${bad.key.text}\` is no class index of ${last + 1} classes.`;
    return [problemAt(bad.key.place, message, `The indices are 0 to ${last}.`)];
}
// `10`, `10.0` and `'10'` are all taken.
function wholeNumber(node) {
    if (node.kind !== "int" && node.kind !== "float" && node.kind !== "str")
        return undefined;
    const value = Number(node.value);
    return node.value !== "" && Number.isInteger(value) && value >= 1 && value < 1e6 ? value : undefined;
}
function data_file_wrong(name, node, expected) {
    return problemAt(node.place, `\`${name}: ${pythonText(node)}\` can't be used; ${expected} is expected.`);
}
function problemAt(place, message, remedy) {
    const { file, line, column } = place;
    return { file, line, column, code: "bad-data-file", severity: "error", message, ...(remedy && { remedy }) };
}

;// CONCATENATED MODULE: ./lib/training/repository.js
/** The path without `.` and `..`, or undefined where it leaves the repository. */
function insideRepository(path) {
    const plain = path.replaceAll("\\", "/");
    if (isOutside(plain) || plain.includes("\0") || plain.length > 1000)
        return undefined;
    const parts = [];
    for (const part of plain.split("/")) {
        if (part === "" || part === ".")
            continue;
        if (part !== "..")
            parts.push(part);
        else if (parts.pop() === undefined)
            return undefined;
    }
    return parts.length === 0 ? undefined : parts.join("/");
}
/** Whether a path names something on the training machine or on the net, which no repository can hold. */
function isOutside(path) {
    return /^(?:[/\\~]|[A-Za-z]:[/\\]|[A-Za-z][A-Za-z0-9+.-]*:\/\/)/.test(path);
}
/** Whether the value is filled in later, by a shell or a template. */
function isTemplate(text) {
    return /\$\{|\$\(|\$[A-Za-z_]|\{\{|<[A-Z_]+>/.test(text);
}
/**
 * Where a path written in a config may be meant: from the root, where training is started, or from a folder of the config.
 * In order of likelihood, each once.
 */
function candidatePaths(written, config) {
    const folders = config.split("/").slice(0, -1);
    const bases = ["", ...folders.map((_, index) => `${folders.slice(0, folders.length - index).join("/")}/`)];
    const paths = bases.map((base) => (isOutside(written) ? undefined : insideRepository(base + written)));
    return [...new Set(paths.filter((path) => path !== undefined))];
}
/** The first of the files that exists, with its text. */
async function firstFile(paths, { readText }) {
    for (const path of paths) {
        const text = await readText(path);
        if (text !== undefined)
            return { path, text };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/training/shipped-datasets.js
/**
 * COCO train2017: 860,001 instances on 118,287 images, 93 on the densest (instances_train2017.json,
 * https://cocodataset.org/#download).
 */
const COCO_LABELS = { mean: 7.3, maximum: 93 };
/**
 * The data sets that Ultralytics knows by the name of a file it ships: classes, key points, channels and image counts as its
 * 8.4.190 states them (cfg/datasets of the wheel on PyPI). ADE20K's counts are those of its SceneParsing benchmark
 * (http://sceneparsing.csail.mit.edu).
 */
const SHIPPED_DATASETS = {
    ade20k: { classes: 150, train: 20_210, val: 2000, masks: true },
    "african-wildlife": { classes: 4, train: 1052, val: 225 },
    Argoverse: { classes: 8, train: 39_384, val: 15_062 },
    "brain-tumor": { classes: 2, train: 893, val: 223 },
    "carparts-seg": { classes: 23, train: 3156, val: 401 },
    cityscapes: { classes: 19, train: 2975, val: 500, masks: true },
    cityscapes8: { classes: 19, train: 4, val: 4, masks: true },
    "coco-pose": { classes: 1, train: 56_599, val: 2346, keypoints: [17, 3] },
    coco: { classes: 80, train: 118_287, val: 5000, labels: COCO_LABELS },
    "coco12-formats": { classes: 80, train: 6, val: 6 },
    "coco128-seg": { classes: 80, train: 128, val: 128 },
    coco128: { classes: 80, train: 128, val: 128 },
    "coco8-grayscale": { classes: 80, train: 4, val: 4, channels: 1 },
    "coco8-multispectral": { classes: 80, train: 4, val: 4, channels: 10 },
    "coco8-pose": { classes: 1, train: 4, val: 4, keypoints: [17, 3] },
    "coco8-seg": { classes: 80, train: 4, val: 4 },
    coco8: { classes: 80, train: 4, val: 4 },
    "construction-ppe": { classes: 11, train: 1132, val: 143 },
    "crack-seg": { classes: 1, train: 3717, val: 200 },
    "depth-arkitscenes": { classes: 1, train: 676_080, val: 21_559 },
    "depth-diode": { classes: 1, train: 25_458, val: 771 },
    "depth-hypersim": { classes: 1, train: 68_242, val: 6377 },
    "depth-kitti": { classes: 1, train: 55_198, val: 652 },
    "depth-sunrgbd": { classes: 1, train: 9245, val: 1090 },
    "depth-tartanair": { classes: 1, train: 55_660, val: 5810 },
    "depth-vkitti2": { classes: 1, train: 25_780, val: 16_740 },
    depth8: { classes: 1, train: 4, val: 4 },
    "dog-pose": { classes: 1, train: 6773, val: 1703, keypoints: [24, 3] },
    dota128: { classes: 15, train: 128, val: 128 },
    "dota8-multispectral": { classes: 15, train: 4, val: 4, channels: 10 },
    dota8: { classes: 15, train: 4, val: 4 },
    "DOTAv1.5": { classes: 16, train: 1411, val: 458 },
    DOTAv1: { classes: 15, train: 1411, val: 458 },
    GlobalWheat2020: { classes: 1, train: 3422, val: 748 },
    "hand-keypoints": { classes: 1, train: 18_776, val: 7992, keypoints: [21, 3] },
    "HomeObjects-3K": { classes: 12, train: 2285, val: 404 },
    ImageNet: { classes: 1000, train: 1_281_167, val: 50_000 },
    kitti: { classes: 8, train: 5985, val: 1496 },
    lvis: { classes: 1203, train: 100_170, val: 19_809 },
    "medical-pills": { classes: 1, train: 92, val: 23 },
    "nyu-depth": { classes: 1, train: 795, val: 654 },
    Objects365: { classes: 365, train: 1_742_289, val: 80_000 },
    "open-images-v7": { classes: 601, train: 1_743_042, val: 41_620 },
    "package-seg": { classes: 1, train: 1920, val: 188 },
    signature: { classes: 1, train: 143, val: 35 },
    "SKU-110K": { classes: 1, train: 8219, val: 588 },
    "tiger-pose": { classes: 1, train: 210, val: 53, keypoints: [12, 2] },
    TT100K: { classes: 221, train: 6105, val: 7641 },
    VisDrone: { classes: 10, train: 6471, val: 548 },
    VOC: { classes: 20, train: 16_551, val: 4952 },
    xView: { classes: 60 },
};
/**
 * Classification data sets that Ultralytics downloads by the name of their folder
 * (https://docs.ultralytics.com/datasets/classify/), with the counts that their authors state.
 */
const CLASSIFICATION_DATASETS = {
    imagenet: { classes: 1000, train: 1_281_167, val: 50_000 },
    imagenet10: { classes: 10 },
    imagenet100: { classes: 100 },
    imagenette: { classes: 10, train: 9469, val: 3925 },
    imagenette160: { classes: 10, train: 9469, val: 3925 },
    imagenette320: { classes: 10, train: 9469, val: 3925 },
    imagewoof: { classes: 10, train: 9025, val: 3929 },
    imagewoof160: { classes: 10, train: 9025, val: 3929 },
    imagewoof320: { classes: 10, train: 9025, val: 3929 },
    cifar10: { classes: 10, train: 50_000, val: 10_000 },
    cifar100: { classes: 100, train: 50_000, val: 10_000 },
    mnist: { classes: 10, train: 60_000, val: 10_000 },
    mnist160: { classes: 10 },
    "fashion-mnist": { classes: 10, train: 60_000, val: 10_000 },
    caltech101: { classes: 101 },
    caltech256: { classes: 256 },
};

;// CONCATENATED MODULE: ./lib/training/resolve-dataset.js




/** What is known of the data set that a config names: a file of the repository before a shipped one of the same name. */
async function resolveDataset(asked, sources) {
    const { written, place, task } = asked;
    const file = task === "classify" ? undefined : await firstFile(pathsOf(written, place.file), sources.repository);
    const declared = declaredOf([written, ...(file ? [file.path] : candidatePaths(written, place.file))], sources.declared);
    const base = { ...(declared && { declared }), files: file ? [file.path] : [] };
    if (file !== undefined) {
        const { data, problems } = readDataFile(file.text, file.path);
        return { ...base, ...(data && { facts: data }), problems: [...problems, ...missingKeypoints(data, asked)] };
    }
    const known = task === "classify" ? knownFolder(written) : shipped(written);
    if (known !== undefined)
        return { ...base, known, facts: resolve_dataset_factsOf(known), problems: missingKeypoints(resolve_dataset_factsOf(known), asked) };
    const elsewhere = declared !== undefined || isOutside(written) || isTemplate(written) || insideRepository(written) === undefined;
    return { ...base, problems: elsewhere ? [] : unknownDataset(asked) };
}
// A bare name is the file of that name: `coco8` is `coco8.yaml`.
function pathsOf(written, config) {
    const names = /\.ya?ml$/i.test(written) ? [written] : [`${written}.yaml`, `${written}.yml`, `${written}/data.yaml`];
    return names.flatMap((name) => candidatePaths(name, config));
}
function declaredOf(names, declared) {
    const name = names.find((candidate) => Object.hasOwn(declared, candidate));
    return name === undefined ? undefined : declared[name];
}
// Where the package keeps its data files: Ultralytics looks a relative path up there too.
const SHIPPED_FOLDER = /^(?:\.\/)?(?:ultralytics\/)?(?:cfg\/)?(?:datasets\/)?([^/]+?)(?:\.ya?ml)?$/;
function shipped(written) {
    const name = SHIPPED_FOLDER.exec(written)?.[1] ?? "";
    return Object.hasOwn(SHIPPED_DATASETS, name) ? SHIPPED_DATASETS[name] : undefined;
}
function knownFolder(written) {
    const name = written.replace(/\/+$/, "").split("/").at(-1) ?? "";
    return Object.hasOwn(CLASSIFICATION_DATASETS, name) ? CLASSIFICATION_DATASETS[name] : undefined;
}
const resolve_dataset_factsOf = ({ classes, keypoints, channels, masks = false }) => {
    return { classes, masks, ...(keypoints && { keypoints }), ...(channels && { channels }) };
};
function missingKeypoints(data, { written, place, task }) {
    if (task !== "pose" || data === undefined || data.keypoints !== undefined)
        return [];
    const message = `\`${written}\` has no \`kpt_shape\`, which training a pose model needs.`;
    const remedy = "Write `kpt_shape: [17, 3]` in the data file: how many points, and 2 or 3 numbers each.";
    return [{ ...place, code: "no-keypoints", severity: "error", message, remedy }];
}
// Folders of classification images are seldom in a repository: only a slip in a known name is a mistake.
function unknownDataset({ written, place, task }) {
    const classify = task === "classify";
    const extension = /\.ya?ml$/i.exec(written)?.[0] ?? "";
    if (classify && extension !== "") {
        const message = `\`${written}\` is a file; a classifier is trained on a folder of images.`;
        const remedy = "Name the folder that holds `train` and `val`.";
        return [{ ...place, code: "unknown-data", severity: "error", message, remedy }];
    }
    const stem = written.slice(written.lastIndexOf("/") + 1, written.length - extension.length);
    const near = nearest_nearestNames(Object.keys(classify ? CLASSIFICATION_DATASETS : SHIPPED_DATASETS), stem);
    if (classify && (near.length === 0 || written.includes("/")))
        return [];
    const message = `\`${written}\` is neither a file of the repository nor a data set that Ultralytics ships.`;
    const meant = near.length === 0 ? "" : `Did you mean ${asChoice(near.map((name) => name + extension))}? `;
    const remedy = `${meant}If it exists on the training machine only, declare it under \`datasets\` in the fleet file.`;
    return [{ ...place, code: "unknown-data", severity: "error", message, remedy }];
}

;// CONCATENATED MODULE: ./lib/training/resolve-model.js




const NOTHING = { problems: [], reasons: [], files: [] };
/** The model that a config names: a file of the repository before a published model of the same name. */
async function resolveModel(asked, sources) {
    const { written, place } = asked;
    if (isTemplate(written))
        return { ...NOTHING, reasons: [templated(asked)] };
    if (/\.ya?ml$/i.test(written)) {
        const paths = [written, nameWithoutScale(written)].flatMap((name) => candidatePaths(name, place.file));
        const file = await firstFile([...new Set(paths)], sources.repository);
        if (file !== undefined)
            return modelOfFile(file, asked);
    }
    const found = sources.published.find(written);
    if (found !== undefined)
        return { ...NOTHING, ...found };
    return /\.ya?ml$/i.test(written) ? noModelFile(asked, sources.published) : noWeights(asked, sources.published);
}
function modelOfFile(file, { written, place }) {
    const read = readModelFile(file.text, file.path);
    const scaled = read.description && scaledModel(read.description, written, place);
    const task = read.description?.task;
    return {
        ...(scaled?.model && { model: scaled.model }),
        ...(task && { task }),
        problems: [...read.problems, ...(scaled?.problems ?? [])],
        reasons: [],
        files: [file.path],
    };
}
function noModelFile({ written, place }, published) {
    if (isOutside(written)) {
        const message = `The model file \`${written}\` is not part of the repository.`;
        const remedy = "Commit it, and name it by its path in the repository.";
        return { ...NOTHING, reasons: [{ code: "outside-repository", message, remedy, place }] };
    }
    const near = published.nearest(written);
    const message = `\`${written}\` is neither a file of the repository nor a published model.`;
    const remedy = near.length > 0 ? `Did you mean ${asChoice(near)}?` : "Write a path from the repository's root.";
    return { ...NOTHING, problems: [{ ...place, code: "unknown-model", severity: "error", message, remedy }] };
}
function noWeights({ written, place }, published) {
    const suffix = /\.([A-Za-z0-9]+)$/.exec(written)?.[1]?.toLowerCase();
    const near = published.nearest(written);
    const bare = !/[/\\]/.test(written);
    if (bare && near.length > 0) {
        const message = `\`${written}\` is no published model.`;
        const remedy = `Did you mean ${asChoice(near)}?`;
        return { ...NOTHING, problems: [{ ...place, code: "unknown-model", severity: "error", message, remedy }] };
    }
    if (suffix !== undefined && EXPORTED.has(suffix)) {
        const message = `\`${written}\` is an exported model, which can't be trained.`;
        const remedy = "Name weights (`.pt`) or a model file (`.yaml`).";
        return { ...NOTHING, problems: [{ ...place, code: "not-trainable", severity: "error", message, remedy }] };
    }
    const message = `\`${written}\` are weights of your own: their architecture is not known here.`;
    const remedy = "Name the architecture and load the weights into it: `model: yolov8s.yaml` and `pretrained: FILE.pt`.";
    return { ...NOTHING, reasons: [{ code: "custom-weights", message, remedy, place }] };
}
/** What Ultralytics exports to. */
const EXPORTED = new Set([
    "onnx",
    "engine",
    "torchscript",
    "mlpackage",
    "pb",
    "tflite",
    "xml",
    "mnn",
]);
function templated({ written, place }) {
    const message = `The model \`${written}\` is filled in when the run starts.`;
    return { code: "templated-value", message, remedy: "Write the name of the model.", place };
}

;// CONCATENATED MODULE: ./lib/training/devices.js
/**
 * Reads a device request as `parse_device` of Ultralytics does: `0`, `[0, 1]`, `"0,1"`, `cuda:0`, `-1` (an idle GPU; two for
 * `[-1, -1]`). Nothing said: one GPU.
 */
function devicesOf(value) {
    const request = (Array.isArray(value) ? value.join(",") : String(value ?? "")).toLowerCase();
    const cleaned = request.replace(/cuda:|none|[()[\]' ]/g, "");
    if (cleaned === "" || cleaned === "cuda")
        return { gpus: [0] };
    const parts = cleaned.split(",").filter((part) => part !== "");
    if (parts.length === 0 || !parts.every((part) => part === "-1" || /^\d{1,4}$/.test(part)))
        return { other: cleaned };
    return { gpus: parts.map((part, index) => (part === "-1" ? index : Number(part))) };
}

;// CONCATENATED MODULE: ./lib/training/image-size.js

/** Far beyond any image; keeps a slip of the keyboard from being played. */
const LARGEST = 65_536;
/**
 * The image size a training uses for what is written: one side, rounded up to the model's largest stride
 * (of a list the largest side, with a warning), as `check_imgsz` of Ultralytics does.
 */
function trainImageSize(node, stride) {
    const sides = sidesOf(node);
    if (sides === undefined || sides.length === 0)
        return { problems: [notASize(node)] };
    const side = Math.max(...sides);
    if (Math.min(...sides) < 1 || side > LARGEST)
        return { problems: [image_size_outOfRange(node)] };
    const imgsz = Math.ceil(side / stride) * stride;
    const problems = [];
    if (sides.length > 1)
        problems.push(tooManySides(node, side));
    if (imgsz !== side)
        problems.push(image_size_rounded(node, { side, imgsz, stride }));
    return { imgsz, problems };
}
// A text is taken as well: `640`, and what Python would read as a list, `[640, 480]`.
function sidesOf(node) {
    if (node.kind === "int")
        return [node.value];
    if (node.kind === "list") {
        const sides = node.items.map((item) => (item.kind === "int" ? item.value : Number.NaN));
        return sides.some(Number.isNaN) ? undefined : sides;
    }
    if (node.kind !== "str" || node.value.length > 100)
        return undefined;
    const list = /^\s*[[(]?\s*(\d+(?:\s*,\s*\d+)*)\s*,?\s*[\])]?\s*$/.exec(node.value)?.[1];
    return list?.split(",").map(Number);
}
function notASize(node) {
    const message = `\`imgsz: ${pythonText(node)}\` is no image size; a whole number of pixels is expected.`;
    return { ...node.place, code: "wrong-type", severity: "error", message, remedy: "Write for instance `imgsz: 640`." };
}
function image_size_outOfRange(node) {
    const message = `\`imgsz: ${pythonText(node)}\` is out of range.`;
    const remedy = `Expected is a whole number of pixels, at least 1 and at most ${LARGEST}.`;
    return { ...node.place, code: "out-of-range", severity: "error", message, remedy };
}
function tooManySides(node, side) {
    const message = `\`imgsz: ${pythonText(node)}\`: training uses one size, the largest, ${side}.`;
    return { ...node.place, code: "imgsz-list", severity: "warning", message, remedy: `Write \`imgsz: ${side}\`.` };
}
function image_size_rounded(node, { side, imgsz, stride }) {
    const message = `\`imgsz: ${side}\` is not a multiple of the model's stride ${stride}; the trainer rounds it up to ${imgsz}.`;
    return { ...node.place, code: "imgsz-rounded", severity: "warning", message, remedy: `Write \`imgsz: ${imgsz}\`.` };
}

;// CONCATENATED MODULE: ./lib/training/train-arguments.js




/** Where a config names no image size. */
const STANDARD_SIZE = 640;
/** Everything the arguments decide, with that version's defaults; `stride` is the model's largest. */
function train_arguments_trainArguments(written, stride) {
    const reader = readerOf(written);
    const imgsz = written.nodes.get("imgsz");
    const size = imgsz && trainImageSize(imgsz, stride);
    const devices = devicesOf(argumentValue(written, "device"));
    const gpus = "gpus" in devices ? devices.gpus : [0];
    const batch = reader.number("batch");
    const resolved = {
        batch,
        imgsz: size?.imgsz ?? Math.ceil(STANDARD_SIZE / stride) * stride,
        ...reader.all(),
        devices: gpus,
        // Several GPUs train square: the trainer switches `rect` off.
        rect: reader.flag("rect") && gpus.length === 1,
    };
    const reasons = "other" in devices ? [notOnGpus(written, devices.other)] : [];
    return {
        arguments: resolved,
        problems: [...(size?.problems ?? []), ...autoBatchProblems(written, resolved)],
        reasons,
    };
}
// The values were checked by kind; what is of another kind all the same (unchecked arguments) counts by its truth, as in Python.
function readerOf(written) {
    const number = (name) => {
        const value = argumentValue(written, name);
        return typeof value === "number" ? value : 0;
    };
    const flag = (name) => isTrue(argumentValue(written, name));
    const numbers = (...names) => Object.fromEntries(names.map((name) => [name, number(name)]));
    const flags = (...names) => Object.fromEntries(names.map((name) => [name, flag(name)]));
    const all = () => ({
        ...numbers("epochs", "nbs", "multi_scale", "mosaic", "close_mosaic", "mixup", "cutmix", "copy_paste"),
        ...numbers("mask_ratio", "dropout", "warmup_epochs", "max_det"),
        ...flags("deterministic", "val", "overlap_mask", "single_cls", "plots", "half"),
        optimizer: String(argumentValue(written, "optimizer")),
        amp: ampOf(argumentValue(written, "amp")),
        compile: textOrFlag(argumentValue(written, "compile")),
        pretrained: textOrFlag(argumentValue(written, "pretrained")),
        fraction: shareOf(argumentValue(written, "fraction")),
        ...train_arguments_optional(written),
    });
    return { number, flag, all };
}
function train_arguments_optional(written) {
    const freeze = freezeOf(argumentValue(written, "freeze"));
    const channelsLast = argumentValue(written, "channels_last");
    const quantize = argumentValue(written, "quantize");
    const teacher = argumentValue(written, "distill_model");
    return {
        ...(freeze === undefined ? {} : { freeze }),
        ...(typeof channelsLast === "boolean" ? { channels_last: channelsLast } : {}),
        ...(typeof quantize === "number" || typeof quantize === "string" ? { quantize } : {}),
        ...(typeof teacher === "string" ? { distill_model: teacher } : {}),
    };
}
const ampOf = (value) => {
    if (value === "bf16")
        return "bf16";
    return value === false || value === "fp32" || value === null ? "off" : "fp16";
};
// A count or a list is applied to the data set's images, see `imagesUsed`; the share that remains is all of them.
const shareOf = (value) => (typeof value === "number" && value <= 1 ? value : 1);
// Only a whole number or a list freezes anything; a text does not.
function freezeOf(value) {
    if (typeof value === "number")
        return value > 0 ? Math.floor(value) : undefined;
    if (typeof value === "boolean")
        return value ? 1 : undefined;
    if (!Array.isArray(value))
        return undefined;
    const layers = value.filter((item) => typeof item === "number" || typeof item === "string");
    return layers.length === 0 ? undefined : layers;
}
const textOrFlag = (value) => typeof value === "string" && value !== "" ? value : isTrue(value);
function notOnGpus(written, device) {
    const place = written.nodes.get("device")?.place;
    const message = `The run asks for the device \`${device}\`; only CUDA GPUs are predicted.`;
    return {
        code: "not-a-gpu",
        message,
        remedy: "Leave `device` out, or name GPUs: `device: 0`.",
        ...(place && { place }),
    };
}
function autoBatchProblems(written, { batch, devices }) {
    const place = written.nodes.get("batch")?.place;
    if (batch >= 1 || devices.length === 1 || place === undefined)
        return [];
    const message = `AutoBatch (\`batch: ${batch}\`) works on one GPU only; the trainer refuses it on ${devices.length}.`;
    const remedy = `Write the number of images of one step on all GPUs together, such as \`batch: ${devices.length * 8}\`.`;
    return [{ ...place, code: "autobatch-on-many", severity: "error", message, remedy }];
}

;// CONCATENATED MODULE: ./lib/training/model-classes.js

/** The last version seen that trains with `single_cls` on a model of all classes (parameter counts of its measured runs); 8.3.80 does not. */
const SINGLE_CLASS_AFTER = "8.3.63";
/** The data set as the trainer hands it to the model: with `single_cls` it has one class. */
function withTrainedClasses(dataset, { single_cls }, ultralytics) {
    const single = single_cls && compareVersions(ultralytics, SINGLE_CLASS_AFTER) > 0;
    return single ? { ...dataset, classes: 1 } : dataset;
}

;// CONCATENATED MODULE: ./lib/training/trained-dataset.js


/** COCO's classes: what a model file that names none is taken to have. */
const STANDARD_CLASSES = 80;
const DECLARE = "Declare it under `datasets` in the fleet file.";
/** The data set as training sees it, with everything that had to be assumed. */
function trainedDataset(question) {
    const assumptions = [];
    const classes = trained_dataset_classesOf(question, assumptions);
    const labelsPerImage = labelsOf(question, assumptions);
    const counts = countsOf(question, assumptions);
    const dataset = { classes, labelsPerImage, ...counts };
    return { dataset: withTrainedClasses(dataset, question.arguments, question.ultralytics), assumptions };
}
function trained_dataset_classesOf({ name, resolved, model, task }, assumptions) {
    const { facts } = resolved;
    if (facts === undefined) {
        const classes = model.description.classes ?? STANDARD_CLASSES;
        const text = `The data set ${name} is not in the repository; the model's own ${classes} classes are assumed. Commit the data file.`;
        assumptions.push({ name: "classes", text });
        return classes;
    }
    if (task !== "semantic" || facts.masks || facts.classes === 1)
        return facts.classes;
    const text = `${name} names no \`masks_dir\`: masks are assumed to be drawn from polygons, which adds a class for the background.`;
    assumptions.push({ name: "semantic-masks", text });
    return facts.classes + 1;
}
const WITHOUT_LABELS = new Set(["classify", "semantic", "depth"]);
function labelsOf({ name, resolved, task }, assumptions) {
    if (WITHOUT_LABELS.has(task))
        return { mean: 0, maximum: 0 };
    const known = resolved.declared?.labelsPerImage ?? resolved.known?.labels;
    if (known !== undefined)
        return known;
    const { mean, maximum } = COCO_LABELS;
    const text = `Labels per image of ${name} are not known; those of COCO are assumed: ${mean} on average, ${maximum} on the densest. ${DECLARE}`;
    assumptions.push({ name: "labels-per-image", text });
    return COCO_LABELS;
}
function countsOf({ name, resolved, fraction }, assumptions) {
    const all = { train: resolved.declared?.images ?? resolved.known?.train, val: resolved.known?.val };
    const [trainPart, valPart] = Array.isArray(fraction) ? fraction : [fraction, undefined];
    // A share of the training images stays in the arguments; all else is settled here.
    const train = typeof fraction === "number" && fraction <= 1 ? all.train : imagesUsed(all.train, trainPart);
    const val = imagesUsed(all.val, valPart);
    if (train === undefined) {
        const text = `How many images ${name} trains on is not known; the answer holds for any number. ${DECLARE}`;
        assumptions.push({ name: "train-images", text });
    }
    return { ...(train !== undefined && { trainImages: train }), ...(val !== undefined && { valImages: val }) };
}
// Above 1 a count, up to 1 a share.
function imagesUsed(images, part) {
    if (typeof part !== "number")
        return images;
    if (part > 1)
        return images === undefined ? part : Math.min(images, part);
    return images === undefined ? undefined : Math.max(1, Math.round(images * part));
}

;// CONCATENATED MODULE: ./lib/training/run-of-config.js







/** What Ultralytics trains on where a config names no data (TASK2DATA of its cfg/__init__.py). */
const STANDARD_DATA = {
    detect: "coco8.yaml",
    segment: "coco8-seg.yaml",
    semantic: "cityscapes8.yaml",
    depth: "depth8.yaml",
    classify: "imagenet10",
    pose: "coco8-pose.yaml",
    obb: "dota8.yaml",
};
// The trainer writes args.yaml beside its weights: every argument of the release that ran, which nobody is to mend.
const RECORD = /(?:^|\/)args\.yaml$/;
const OF_ANOTHER_RELEASE = new Set(["unknown-argument", "deprecated-argument"]);
/** The training run that a config describes, or why it can't be made into one; all mistakes at once. */
async function runOfConfig(written, sources) {
    const args = writtenArguments(written.config, sources.environment.ultralytics);
    const asked = textArgument(args, "model");
    const model = asked === undefined ? noModel(args, written.place) : await resolveModel(asked, sources);
    const task = model.task ?? taskArgument(args);
    const dataTask = task ?? taskOfData(args);
    const data = dataTask && (await datasetOf(args, { task: dataTask, place: written.place, sources }));
    const resolved = train_arguments_trainArguments(args, model.model ? model_stride_strideOf(model.model) : 32);
    const problems = [
        ...args.problems,
        ...taskProblems(args, model),
        ...model.problems,
        ...resolved.problems,
        ...(data?.problems ?? []),
    ].filter(({ code }) => !(RECORD.test(written.place.file) && OF_ANOTHER_RELEASE.has(code)));
    const reasons = [
        ...unreadableConfig(problems),
        ...model.reasons,
        ...resolved.reasons,
        ...resumeReasons(args),
        ...noTask(task, model, written.place),
    ];
    const files = [...new Set([...(written.files ?? [written.place.file]), ...model.files, ...(data?.files ?? [])])];
    if (reasons.length > 0 || !model.model || !task || !data) {
        return { problems, unknown: { id: written.id, place: written.place, reasons, files, ...(task && { task }) } };
    }
    const parts = { args, model: model.model, task, data, resolved: resolved.arguments, files };
    return { problems, run: assembled(written, parts, sources) };
}
// A model that is not known leaves the task open; a data file can be judged all the same, which only classifiers don't have.
function taskOfData(args) {
    return /\.ya?ml$/i.test(textArgument(args, "data")?.written ?? "") ? "detect" : undefined;
}
function assembled({ id, place }, parts, { environment, assumptions }) {
    const { args, task, data, files } = parts;
    const model = withDataFacts(parts.model, task, data);
    const trained = trainedDataset({
        name: data.name,
        resolved: data,
        model,
        task,
        arguments: parts.resolved,
        fraction: argumentValue(args, "fraction"),
        ultralytics: environment.ultralytics,
    });
    return {
        id,
        mode: "train",
        place,
        task,
        model,
        arguments: parts.resolved,
        dataset: trained.dataset,
        environment,
        assumptions: [...assumptions, ...data.assumptions, ...trained.assumptions, ...timeAssumption(args)],
        places: Object.fromEntries([...args.nodes].map(([name, node]) => [name, node.place])),
        written: Object.fromEntries(args.values),
        files,
    };
}
async function datasetOf(args, { task, place, sources }) {
    const asked = textArgument(args, "data");
    const name = asked?.written ?? STANDARD_DATA[task];
    const where = { written: name, place: asked?.place ?? place, task };
    const resolved = await resolveDataset(where, { repository: sources.repository, declared: sources.datasets });
    const text = `The config names no data; Ultralytics trains on ${name} then. Write \`data\`.`;
    return { ...resolved, name, assumptions: asked === undefined ? [{ name: "data", text }] : [] };
}
// The data set's key points and image channels replace those of the model file; of a classifier's channels the file's count.
function withDataFacts(model, task, { facts }) {
    const channels = facts && task !== "classify" ? (facts.channels ?? 3) : model.description.inputChannels;
    const keypoints = task === "pose" ? facts?.keypoints : undefined;
    const description = {
        ...model.description,
        ...(channels && { inputChannels: channels }),
        ...(keypoints && { keypoints }),
    };
    return { ...model, description };
}
/** Of models and data sets; what is longer is no path. */
const LONGEST_NAME = 500;
function textArgument(args, name) {
    const node = args.nodes.get(name);
    const written = node?.kind === "str" ? node.value.slice(0, LONGEST_NAME).trim() : "";
    return node === undefined || written === "" ? undefined : { written, place: node.place };
}

;// CONCATENATED MODULE: ./lib/training/environment.js

const environment_NAMES = (/* unused pure expression or super */ null && (["ultralytics", "torch"]));
/**
 * Where runs take place: the versions that the fleet file declares, else those that the repository pins, else the newest known
 * (an assumption). The trainer does the AMP check and the final evaluation; of the two the engine plays the first.
 */
function environment_environmentOf(declared, found) {
    const assumptions = [];
    const versionOf = (name) => {
        const own = declared[name];
        if (own !== undefined)
            return own;
        const version = found[name];
        const text = version === undefined ? nothingPinned(name) : version.assumed;
        if (text !== undefined)
            assumptions.push({ name: `${name}-version`, text });
        return version?.version ?? NEWEST_KNOWN[name];
    };
    const [ultralytics, torch] = [versionOf("ultralytics"), versionOf("torch")];
    const { allocator } = declared;
    return {
        environment: {
            ultralytics,
            torch,
            os: "linux",
            ...(allocator && { allocator }),
            ampCheck: true,
            finalEvaluation: true,
        },
        assumptions,
    };
}
function nothingPinned(name) {
    const measured = name === "torch" ? ", with which the estimates were measured," : "";
    return `Nothing in the repository says which ${name} is used; ${NEWEST_KNOWN[name]}${measured} is assumed. Declare it under \`environment\` in the fleet file.`;
}

;// CONCATENATED MODULE: ./lib/training/run-sources.js

/** The same, ready for every run: a model file that three configs use is read once. */
function runSources({ repository, published, declared, versions }) {
    const texts = new Map();
    const readText = (path) => {
        if (!texts.has(path))
            texts.set(path, repository.readText(path));
        return texts.get(path);
    };
    const { environment, assumptions } = environment_environmentOf(declared.environment, versions);
    return { repository: { readText }, published, datasets: declared.datasets, environment, assumptions };
}

;// CONCATENATED MODULE: ./lib/training/several-datasets.js

/** More than anybody trains on in series. */
const several_datasets_MOST = 50;
/** A config with a list of data sets is trained on one after the other: a config each. Most name one, and stay as they are. */
function datasetsSplit(config) {
    const data = entryOf(config, "data");
    if (data?.value.kind !== "list" || data.value.items.length === 0)
        return [config];
    return data.value.items.slice(0, several_datasets_MOST).map((value) => {
        const entries = config.entries.map((entry) => (entry === data ? { ...entry, value } : entry));
        return { ...config, entries };
    });
}

;// CONCATENATED MODULE: ./lib/training/train-config.js



/** Beside `model`, one of these makes a map a train config. */
const COMPANIONS = ["data", "epochs", "imgsz", "batch"];
/**
 * Whether a file is a train config: because it is declared as one, else because it looks like one. A pattern that declares
 * a folder may also catch its model and data files, and configs of other modes: those are none.
 */
function recognise({ path, text, declared }, published) {
    if (!/\.ya?ml$/i.test(path))
        return other("is no YAML file");
    // Reading is what costs: most YAML files of a repository don't even have the words.
    if (!declared && !hasTheKeys(text))
        return other(NO_KEYS);
    const { root, problems } = readPyYaml(text, path);
    if (problems.length > 0)
        return declared || looksBroken(text) ? { kind: "broken", problems } : other("can't be read");
    if (root?.kind !== "map")
        return declared ? noMap(path) : other("is no map");
    const why = otherKind(root) ?? (declared ? undefined : unlike(root, published));
    return why === undefined ? { kind: "config", config: root } : other(why);
}
const NO_KEYS = `has no \`model\` with ${COMPANIONS.join(", ")}`;
const other = (why) => ({ kind: "other", why });
// At the start of a line, or in a map of one line in braces.
function hasTheKeys(text) {
    const has = (key) => new RegExp(`(?:^|[{,])[ \\t]*["']?${key}["']?[ \\t]*:`, "m").test(text);
    return has("model") && COMPANIONS.some(has);
}
// Text that can't be parsed: a top-level model that is a YOLO's says that it is meant for us, and not for a template engine.
function looksBroken(text) {
    const model = /^["']?model["']?[ \t]*:(.*)$/m.exec(text)?.[1] ?? "";
    const beside = COMPANIONS.some((key) => new RegExp(`^["']?${key}["']?[ \\t]*:`, "m").test(text));
    return beside && /yolo|rtdetr|\.pt\b|\.ya?ml\b/i.test(model.slice(0, 300));
}
/** What Ultralytics does beside training. */
const OTHER_MODES = new Set(["val", "predict", "export", "track", "benchmark"]);
function otherKind(root) {
    const has = (key) => entryOf(root, key) !== undefined;
    const mode = entryOf(root, "mode")?.value;
    if (looksLikeModelFile(root))
        return "is a model file";
    if (!has("model") && (has("names") || has("nc")) && (has("train") || has("val")))
        return "is a data file";
    return mode?.kind === "str" && OTHER_MODES.has(mode.value) ? `is for the mode ${mode.value}` : undefined;
}
function unlike(root, published) {
    const model = entryOf(root, "model")?.value;
    if (model === undefined || !COMPANIONS.some((key) => entryOf(root, key)))
        return NO_KEYS;
    if (model.kind !== "str" || model.value.length > 300)
        return "has a `model` that is no name";
    const name = model.value;
    const ours = /\.(?:pt|ya?ml)$/i.test(name) || published.find(name) || published.nearest(name).length > 0;
    return ours ? undefined : `has the model ${name}, which is no YOLO`;
}
function noMap(path) {
    const message = "A train config is a map of arguments, and this is none.";
    const remedy = "Write for instance `model: yolov8n.pt` and `data: coco8.yaml`.";
    return {
        kind: "broken",
        problems: [{ file: path, line: 1, column: 1, code: "no-config", severity: "error", message, remedy }],
    };
}

;// CONCATENATED MODULE: ./lib/training/training-runs.js





/** All training runs that the files describe, in the order of the files. Texts are only parsed, never executed. */
async function trainingRuns(input) {
    const sources = runSources(input);
    const results = [];
    const skipped = [];
    for (const { path, text } of input.files) {
        const recognised = recognise({ path, text, declared: input.isDeclared(path) }, input.published);
        if (recognised.kind === "other")
            skipped.push({ path, why: recognised.why });
        else if (recognised.kind === "broken")
            results.push(brokenConfig(path, recognised.problems));
        else {
            const place = { file: path, line: 1, column: 1 };
            const configs = datasetsSplit(recognised.config);
            for (const [index, config] of configs.entries()) {
                const id = configs.length === 1 ? path : `${path}#${index + 1}`;
                results.push(await runOfConfig({ id, place, config }, sources));
            }
        }
    }
    return {
        runs: results.flatMap((result) => ("run" in result ? [result.run] : [])),
        unknown: results.flatMap((result) => ("unknown" in result ? [result.unknown] : [])),
        problems: eachOnce([...input.versions.problems, ...results.flatMap(({ problems }) => problems)]),
        skipped,
    };
}
function brokenConfig(path, problems) {
    const [first] = problems;
    const place = { file: path, line: first?.line ?? 1, column: first?.column ?? 1 };
    const message = first?.message ?? "The file can't be read.";
    const reason = { code: "unreadable-config", message, ...(first?.remedy && { remedy: first.remedy }), place };
    return {
        problems,
        unknown: { id: path, place: { file: path, line: 1, column: 1 }, reasons: [reason], files: [path] },
    };
}
function eachOnce(problems) {
    const seen = new Set();
    const fresh = problems.filter(({ file, line, column, code, message }) => {
        const identity = JSON.stringify([file, line, column, code, message]);
        return !seen.has(identity) && seen.add(identity);
    });
    return fresh.sort(byPlace);
}

// EXTERNAL MODULE: ./node_modules/smol-toml/dist/index.js + 8 modules
var smol_toml_dist = __webpack_require__(3292);
;// CONCATENATED MODULE: ./lib/training/version-pins.js
const PACKAGES = ["ultralytics", "torch"];
/** The package that a name means, as pip compares names (PEP 503); conda calls torch `pytorch`. */
function packageOf(name) {
    const plain = name
        .trim()
        .toLowerCase()
        .replace(/[-_.]+/g, "-");
    if (plain === "pytorch")
        return "torch";
    return PACKAGES.find((known) => known === plain);
}
/** Poetry's and npm's `^1.2.3` and `~1.2`, and plain versions, as PEP 440 specifiers. */
function pep440Of(constraint) {
    return constraint
        .split(",")
        .map((part) => part.trim())
        .map((part) => {
        if (part === "" || part === "*")
            return "";
        const caret = /^\^\s*(\d+)((?:\.\d+)*)$/.exec(part);
        if (caret)
            return caretOf(Number(caret[1]), caret[2] ?? "");
        const tilde = /^~\s*(\d+)(?:\.(\d+))?((?:\.\d+)*)$/.exec(part);
        if (tilde)
            return tildeOf(tilde);
        return /^\d/.test(part) ? `==${part}` : part;
    })
        .filter((part) => part !== "")
        .join(",");
}
// Up to the next release that changes the first number that is not 0.
function caretOf(major, rest) {
    const minor = Number(rest.split(".")[1] ?? 0);
    return `>=${major}${rest},<${major > 0 ? major + 1 : `0.${minor + 1}`}`;
}
const tildeOf = ([, major = "0", minor, rest = ""]) => {
    return minor === undefined ? `==${major}.*` : `>=${major}.${minor}${rest},<${major}.${Number(minor) + 1}`;
};
const NAME = "(?<![\\w.@/=-])(ultralytics|torch)(?:\\[[\\w\\s,.-]*\\])?";
const SPECIFIER = "((?:\\s*(?:,\\s*)?(?:===|==|~=|!=|<=|>=|<|>)\\s*[\\w.*+!-]+)*)";
const REQUIREMENT = new RegExp(`${NAME}(?:\\s*@\\s*(\\S+)|${SPECIFIER})(?=$|[\\s;,#"'\`)\\]&|\\\\])`, "gi");
/** The requirements of our packages in one line: `torch==2.4.1`, `"ultralytics[export]>=8.3,<9"`, `ultralytics @ git+https://...@v8.3.63`. */
function requirementsIn(line) {
    if (line.length > 20_000)
        return [];
    return [...line.matchAll(REQUIREMENT)].flatMap((match) => {
        const [, name = "", url, specifier = ""] = match;
        const found = packageOf(name);
        if (found === undefined)
            return [];
        const tag = /@v?(\d+\.\d+\.\d+)(?:$|#)/.exec(url ?? "")?.[1];
        const asked = tag === undefined ? specifier.replace(/\s+/g, "") : `==${tag}`;
        return [{ package: found, specifier: asked, column: match.index + 1 }];
    });
}

;// CONCATENATED MODULE: ./lib/training/version-sources.js


const nameOf = (path) => path.slice(path.lastIndexOf("/") + 1);
/** Which file is read how; the first that fits. */
const READERS = [
    { name: /^(?:uv|poetry|pdm)\.lock$/, source: "lock", read: tomlLock },
    { name: /^Pipfile\.lock$/, source: "lock", read: pipfileLock },
    { name: /^pyproject\.toml$/, source: "project", read: pyproject },
    { name: /^setup\.(?:cfg|py)$/, source: "project", read: requirementLines("project") },
    { name: /^Pipfile$/, source: "project", read: tomlTables("project") },
    {
        name: /^[\w.-]*(?:requirements|constraints)[\w.-]*\.(?:txt|in)$/i,
        source: "requirements",
        read: requirementLines("requirements"),
    },
    { name: /^(?:environment|conda|env)[\w.-]*\.ya?ml$/i, source: "requirements", read: condaLines },
    { name: /^(?:[\w.-]*\.)?(?:Docker|Container)file(?:\.[\w.-]+)?$/i, source: "container", read: pipLines("container") },
];
/** Whether a path may pin versions, so that it is worth reading. */
function mayPinVersions(path) {
    return version_sources_readerOf(path) !== undefined;
}
function version_sources_readerOf(path) {
    if (/(?:^|\/)requirements\/[\w.-]+\.(?:txt|in)$/.test(path))
        return requirementLines("requirements");
    if (/^\.github\/workflows\/[^/]+\.ya?ml$/.test(path))
        return pipLines("workflow");
    return READERS.find(({ name }) => name.test(nameOf(path)))?.read;
}
/** Every place in a file where Ultralytics or torch is asked for. A file that can't be parsed has none. */
function pinsIn({ path, text }) {
    // A UTF-16 file that was read as UTF-8 has a NUL beside every letter.
    const plain = text.replaceAll("\0", "").replace(/^[\ufeff\ufffd]+/, "");
    return version_sources_readerOf(path)?.({ path, text: plain }) ?? [];
}
function requirementLines(source) {
    return ({ path, text }) => {
        return linesOf(text).flatMap((written, index) => {
            const line = written.replace(/(?:^|\s)#.*$/, "");
            // A line that begins with a dash is an option of pip.
            if (/^\s*-/.test(line))
                return [];
            return requirementsIn(line).map(({ column, ...pin }) => ({
                ...pin,
                source,
                place: { file: path, line: index + 1, column },
            }));
        });
    };
}
// Lines of a shell command that installs, with those that continue it.
function pipLines(source) {
    return ({ path, text }) => {
        let installing = false;
        return linesOf(text).flatMap((line, index) => {
            if (/^\s*#/.test(line))
                return [];
            installing = installing || installs(line);
            const found = installing ? requirementsIn(line) : [];
            installing = installing && /[\\|>]\s*$/.test(line);
            return found.map(({ column, ...pin }) => ({ ...pin, source, place: { file: path, line: index + 1, column } }));
        });
    };
}
function installs(line) {
    const start = line.search(/\b(?:pip3?|uv|conda|mamba|poetry)\b/);
    return start >= 0 && /\b(?:install|add)\b/.test(line.slice(start));
}
// `- pytorch=2.4.1`, `- pytorch::pytorch>=2.4`, and pip's own lines in between.
function condaLines({ path, text }) {
    return linesOf(text).flatMap((line, index) => {
        const place = { file: path, line: index + 1, column: line.length - line.trimStart().length + 1 };
        const [, name = "", constraint = ""] = /^\s*-\s*["']?(?:[\w-]+::)?([\w-]+)\s*([=<>!~][^"'#]*)?/.exec(line) ?? [];
        const found = packageOf(name);
        if (found === undefined)
            return [];
        const version = /^=\s*([\d.]+)(?:=.*)?$/.exec(constraint.trim())?.[1];
        const specifier = version === undefined ? constraint.replace(/\s+/g, "") : `==${version}`;
        return [{ package: found, specifier, source: "requirements", place }];
    });
}
function tomlLock({ path, text }) {
    const packages = fieldOf(parsedToml(text), "package");
    if (!Array.isArray(packages))
        return [];
    return packages.flatMap((entry) => {
        const { name, version } = tableOf(entry);
        return lockedPin({ path, text }, name, version);
    });
}
function pipfileLock({ path, text }) {
    const lock = parsedJson(text);
    return ["default", "develop"].flatMap((section) => {
        return Object.entries(tableOf(fieldOf(lock, section))).flatMap(([name, entry]) => {
            const version = fieldOf(entry, "version");
            return lockedPin({ path, text }, name, typeof version === "string" ? version.replace(/^==/, "") : undefined);
        });
    });
}
function lockedPin({ path, text }, name, version) {
    const found = typeof name === "string" ? packageOf(name) : undefined;
    if (found === undefined || typeof version !== "string")
        return [];
    const place = version_sources_placeOf(path, text, new RegExp(`^[ \\t]*(?:name = )?"${found}"`, "m"));
    return [{ package: found, specifier: `==${version}`, source: "lock", place }];
}
// PEP 621 lists are requirement texts; Poetry's tables are names with constraints.
function pyproject(file) {
    const toml = parsedToml(file.text);
    const poetry = tomlTables("project")(file);
    const tables = [fieldOf(toml, "project"), fieldOf(toml, "dependency-groups"), fieldOf(fieldOf(toml, "tool"), "uv")];
    const lists = tables.flatMap((table) => textsIn(table, 0));
    const listed = lists.flatMap((text) => requirementsIn(text).filter(({ column }) => column === 1));
    return [
        ...listed.map(({ package: name, specifier }) => {
            const place = version_sources_placeOf(file.path, file.text, new RegExp(`["']${name}\\b`, "i"));
            return { package: name, specifier, source: "project", place };
        }),
        ...poetry,
    ];
}
function tomlTables(source) {
    return ({ path, text }) => {
        const found = [];
        const visit = (value, depth) => {
            for (const [name, item] of Object.entries(tableOf(value))) {
                const constraint = typeof item === "string" ? item : fieldOf(item, "version");
                const known = PACKAGES.find((candidate) => candidate === packageOf(name));
                if (known !== undefined && typeof constraint === "string")
                    found.push(tablePin(known, constraint, { path, text, source }));
                else if (depth < 8)
                    visit(item, depth + 1);
            }
        };
        visit(parsedToml(text), 0);
        return found;
    };
}
function tablePin(name, constraint, { path, text, source }) {
    const place = version_sources_placeOf(path, text, new RegExp(`^[ \\t]*["']?${name}["']?[ \\t]*=`, "im"));
    return { package: name, specifier: pep440Of(constraint), source, place };
}
function textsIn(value, depth) {
    if (typeof value === "string")
        return [value];
    if (depth > 4 || typeof value !== "object" || value === null)
        return [];
    return Object.values(value).flatMap((item) => textsIn(item, depth + 1));
}
function version_sources_placeOf(path, text, pattern) {
    const match = pattern.exec(text);
    if (match === null)
        return { file: path, line: 1, column: 1 };
    const offset = match.index + (match[0].length - match[0].trimStart().length);
    const before = text.slice(0, offset);
    return { file: path, line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
const linesOf = (text) => text.split(/\r?\n|\r/);
const tableOf = (value) => {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
};
const fieldOf = (value, name) => {
    const table = tableOf(value);
    return Object.hasOwn(table, name) ? table[name] : undefined;
};
// A file of another tool that is broken is not this program's to complain about.
function parsedToml(text) {
    try {
        return (0,smol_toml_dist/* parse */.qg)(text);
    }
    catch {
        return undefined;
    }
}
function parsedJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./node_modules/@renovatebot/pep440/index.js
var pep440 = __webpack_require__(8898);
;// CONCATENATED MODULE: ./lib/training/known-releases.js
// Releases on PyPI (https://pypi.org/project/ultralytics/#history, https://pypi.org/project/torch/#history), up to the newest
// whose behaviour is known here. Of Ultralytics: minor -> the last patch, and the numbers left out.
const ULTRALYTICS = [
    { minor: "8.4", last: 190, missing: [35, 44] },
    { minor: "8.3", last: 253, missing: [41, 42, 45, 46] },
    { minor: "8.2", last: 103, missing: [7, 47] },
    { minor: "8.1", last: 47, missing: [21, 31] },
    { minor: "8.0", last: 239, missing: [129, 174, 177] },
];
const known_releases_TORCH = [
    "2.11.0",
    "2.10.0",
    "2.9.1",
    "2.9.0",
    "2.8.0",
    "2.7.1",
    "2.7.0",
    "2.6.0",
    "2.5.1",
    "2.5.0",
    "2.4.1",
    "2.4.0",
    "2.3.1",
    "2.3.0",
    "2.2.2",
    "2.2.1",
    "2.2.0",
    "2.1.2",
    "2.1.1",
    "2.1.0",
    "2.0.1",
    "2.0.0",
    "1.13.1",
    "1.13.0",
];
/** Releases of a package, newest first. */
const KNOWN_RELEASES = {
    ultralytics: ULTRALYTICS.flatMap(({ minor, last, missing }) => Array.from({ length: last + 1 }, (_, index) => last - index)
        .filter((patch) => !missing.includes(patch))
        .map((patch) => `${minor}.${patch}`)),
    torch: known_releases_TORCH,
};

;// CONCATENATED MODULE: ./lib/training/versions.js




const versions_ORDER = ["lock", "project", "requirements", "container", "workflow"];
/**
 * The versions that a repository pins: exact as written; of a range the newest release that it allows. Lock files count before
 * projects, requirements, containers and workflows, files at the root before those below; where they disagree, a warning says so.
 */
function findVersions(files) {
    const pins = files.flatMap(pinsIn).filter(isReadable).sort(byWeight);
    const problems = [];
    const found = {};
    for (const name of PACKAGES) {
        const ofPackage = pins.filter((pin) => pin.package === name);
        const first = exactWithin(ofPackage) ?? ofPackage[0];
        if (first === undefined)
            continue;
        const others = ofPackage.filter((pin) => pin !== first);
        const version = versionOf(first);
        found[name] = version;
        problems.push(...others.flatMap((other) => conflict(version, first, other)));
    }
    return { ...found, problems };
}
// A key of the same name in the table of another tool holds something else.
const isReadable = ({ specifier }) => specifier === "" || (0,pep440.validRange)(specifier);
// What says more counts before what says less: a bare `ultralytics` in one file does not hide a version in another.
function byWeight(a, b) {
    const weights = [
        Number(a.specifier === "") - Number(b.specifier === ""),
        versions_ORDER.indexOf(a.source) - versions_ORDER.indexOf(b.source),
        depthOf(a.place.file) - depthOf(b.place.file),
        Number(exactOf(a.specifier) === undefined) - Number(exactOf(b.specifier) === undefined),
    ];
    return (weights.find((weight) => weight !== 0) ??
        (a.place.file < b.place.file ? -1 : a.place.file > b.place.file ? 1 : a.place.line - b.place.line));
}
// A range says what may be installed, an exact version that it allows says what is: `torch>=1.8` in a project, `torch==2.2.2`
// in the requirements.
function exactWithin([first, ...others]) {
    if (first === undefined || exactOf(first.specifier) !== undefined)
        return undefined;
    return others.find(({ specifier }) => {
        const exact = exactOf(specifier);
        return exact !== undefined && (first.specifier === "" || (0,pep440.satisfies)(exact, first.specifier));
    });
}
const depthOf = (path) => path.split("/").length;
// Without a local part: `2.4.1+cu121` is 2.4.1.
function exactOf(specifier) {
    return /^={2,3}v?(\d+(?:\.\d+)*(?:(?:a|b|rc|\.post|\.dev)\d+)?)(?:\+[\w.]+)?$/i.exec(specifier)?.[1];
}
function versionOf({ package: name, specifier, place }) {
    const exact = exactOf(specifier);
    if (exact !== undefined)
        return { version: exact, place };
    const releases = KNOWN_RELEASES[name];
    const newest = releases[0] ?? "";
    const where = `${place.file}:${place.line}`;
    if (specifier === "")
        return {
            version: newest,
            place,
            assumed: `${where} asks for ${name} without a version; ${newest}, the newest known, is assumed.`,
        };
    const version = newestIn(specifier, releases);
    if (version === undefined)
        return {
            version: newest,
            place,
            assumed: `${where} asks for ${name}${specifier}, which no known release satisfies; ${newest} is assumed.`,
        };
    return {
        version,
        place,
        assumed: `${where} asks for ${name}${specifier}; ${version}, the newest known release that it allows, is assumed.`,
    };
}
function newestIn(specifier, releases) {
    return (0,pep440.maxSatisfying)([...releases], specifier) ?? undefined;
}
function conflict({ version }, chosen, other) {
    if (other.specifier === "" ||
        !(0,pep440.validRange)(other.specifier) ||
        (0,pep440.satisfies)(version, other.specifier.replace(/\+[\w.]+/g, "")))
        return [];
    const message = `\`${other.package}${other.specifier}\` disagrees with ${chosen.place.file}:${chosen.place.line}, which gives ${version}.`;
    const remedy = `${version} is used. Make the two agree, or declare the version under \`environment\` in the fleet file.`;
    return [{ ...other.place, code: "version-conflict", severity: "warning", message, remedy }];
}

;// CONCATENATED MODULE: ./lib/pipeline/side.js









/** The fleet that a snapshot declares. */
async function fleetAt(snapshot, file) {
    const text = await snapshot.read(file);
    if (text === undefined)
        return { fleet: defaultFleet(), problems: [], text, broken: false };
    const { fleet, problems } = readFleet(file, text);
    return { fleet: fleet ?? defaultFleet(), problems, text, broken: fleet === undefined };
}
/** What the verdict stage asks of a fleet. */
const side_rulesOf = (fleet) => ({
    fleet,
    poolsFor: (config) => poolsFor(config, fleet),
    limitBytes: limitBytes,
    waiverFor: (config, pool) => waiverFor(fleet, config, pool),
});
/** The training runs of some files of a snapshot, with what a fleet declares about data sets and versions. */
async function side_runsAt(snapshot, configs, fleet) {
    const texts = async (paths) => {
        const read = await Promise.all(paths.map(async (path) => ({ path, text: await snapshot.read(path) })));
        return read.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]));
    };
    return trainingRuns({
        files: await texts(configs),
        isDeclared: (path) => ruleFor(path, fleet) !== undefined,
        repository: { readText: (path) => snapshot.read(path) },
        published: published,
        declared: { datasets: fleet.datasets, environment: fleet.environment },
        versions: findVersions(await texts((await snapshot.list()).filter(mayPinVersions))),
    });
}

;// CONCATENATED MODULE: ./lib/changes/refused.js

/** Changed files (in an audit: all) that may hold training runs and are not read, each with the reason. */
async function refusedFiles({ head, changed }, rules) {
    const paths = changed?.filter(({ status }) => status !== "removed").map(({ path }) => path) ?? (await head.list());
    const refused = await Promise.all(paths.filter((path) => mayHoldRuns(path, rules)).map((path) => head.refusal(path)));
    return refused.filter((problem) => problem !== undefined);
}

;// CONCATENATED MODULE: ./lib/pipeline/unread.js

/** Changed links, submodules, large files and files that are no text, which might be configs. */
async function unreadFiles(changes, rules) {
    const refused = await refusedFiles(changes, rules);
    const isDeclared = ({ file }) => rules.isDeclared(file);
    return {
        unknown: refused.filter(isDeclared).map(unknownRun),
        warnings: refused
            .filter((problem) => !isDeclared(problem))
            .map((problem) => ({ ...problem, severity: "warning" })),
    };
}
function unknownRun({ code, message, remedy, file, line, column }) {
    const place = { file, line, column };
    const reason = { code, message, ...(remedy === undefined ? {} : { remedy }), place };
    return { id: file, place, reasons: [reason], files: [file] };
}

;// CONCATENATED MODULE: ./lib/pipeline/waivers-told.js


/** Every waiver of the fleet with where it stands, and the configs that pass only because of it. */
const waiversTold = (fleet, runs, today) => fleet.waivers.map((waiver) => ({
    waiver,
    standing: standing(waiver, today),
    daysLeft: daysLeft(waiver, today),
    needed: runs.filter((run) => run.waived && globMatches(waiver.config, fileOf(run))).map(({ id }) => id),
}));
const fileOf = ({ id, run }) => run?.place.file ?? id.replace(/#\d+$/, "");

;// CONCATENATED MODULE: ./lib/run.js












/** The pipeline: files that matter, runs at head and base, verdicts, report. */
async function run(input) {
    const { changes, fleetFile, estimator, provenance } = input;
    const { head: headFiles, base: baseFiles, changed } = changes;
    const today = provenance.at.slice(0, 10);
    // Limits, policy and waivers come from the base: a pull request can't waive itself.
    const inForce = await fleetAt(baseFiles ?? headFiles, fleetFile);
    const proposed = baseFiles === undefined ? inForce : await fleetAt(headFiles, fleetFile);
    const { fleet } = inForce;
    const context = { rules: side_rulesOf(fleet), estimator, strideOf: model_stride_strideOf, today, rightSize: input.rightSize ?? false };
    const selected = await selectConfigs(changes, fleet, input);
    const head = await side_runsAt(headFiles, selected.head, fleet);
    const base = baseFiles && (await side_runsAt(baseFiles, selected.base, fleet));
    const { runs: affected, unknown, unchanged } = changedRuns(head, base, changed ?? []);
    const unread = await unreadFiles(changes, selectionRules(fleet, input));
    const problemsOf = (files) => head.problems.filter(({ file }) => files.includes(file));
    const judged = affected.map(({ run, before, own }, index) => {
        const verdict = judgeRun({ run, before, problems: problemsOf(run.files) }, context);
        input.progress?.(index + 1, affected.length);
        return { verdict, shown: own || moved_moved(verdict) };
    });
    const runs = [
        ...judged.filter(({ shown }) => shown).map(({ verdict }) => verdict),
        ...[...unknown, ...unread.unknown].map((each) => judgeUnknown(each, problemsOf(each.files), context)),
    ];
    const complete = input.wanted === undefined;
    const problems = reportProblems({ inForce, proposed, head, runs, changed, complete, today });
    const change = inForce.text === proposed.text || proposed.broken
        ? {}
        : {
            fleetChange: fleet_change_fleetChange({ runs: head.runs, context }, {
                runs: (await side_runsAt(headFiles, selected.head, proposed.fleet)).runs,
                context: { ...context, rules: side_rulesOf(proposed.fleet) },
            }),
        };
    const fails = proposed.broken || problems.some(({ code }) => code === "waiver-expired");
    return {
        occasion: input.occasion,
        runs,
        conclusion: fails ? "fail" : worst(runs.map(({ conclusion }) => conclusion)),
        fleet,
        fleetFile,
        fleetBroken: proposed.broken,
        ...change,
        problems: [...problems, ...unread.warnings],
        notShown: { unchanged, unmoved: judged.length - judged.filter(({ shown }) => shown).length },
        waivers: changed === undefined ? waiversTold(fleet, runs, today) : [],
        provenance,
    };
}
const selectionRules = (fleet, { fleetFile, wanted }) => ({
    fleetFile,
    wanted,
    isDeclared: (path) => ruleFor(path, fleet) !== undefined,
});
const selectConfigs = (changes, fleet, input) => affectedConfigs(changes, selectionRules(fleet, input));
/** Every training run of a snapshot, or of those files for which `wanted` holds. */
async function runsIn(snapshot, fleet, wanted) {
    const rules = { fleetFile: "", ...(wanted === undefined ? {} : { wanted }) };
    const selected = await selectConfigs({ head: snapshot }, fleet, rules);
    return runsAt(snapshot, selected.head, fleet);
}

;// CONCATENATED MODULE: ./lib/version.js
/** Of package.json; held equal by a test. */
const version_VERSION = "0.1.0";

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
;// CONCATENATED MODULE: ./lib/github/git.js

/** git refused, or there is none. */
class GitError extends Error {
}
/** No prompt can stop the run, no other program is started for a diff, and a folder that another user owns is read all the same. */
const SETTINGS = ["--no-pager", "-c", "safe.directory=*", "-c", "diff.external=", "-c", "core.fsmonitor=false"];
const git_ENVIRONMENT = { GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" };
/** git in this folder, by argument arrays: no shell reads them. */
function gitIn(folder) {
    return (args, input = "") => new Promise((resolve, reject) => {
        const child = (0,external_node_child_process_.spawn)("git", [...SETTINGS, ...args], { cwd: folder, env: { ...process.env, ...git_ENVIRONMENT } });
        const printed = collect(child);
        child.on("error", (cause) => reject(new GitError("git could not be started.", { cause })));
        child.on("close", (status) => {
            if (status === 0)
                resolve(Buffer.concat(printed.out));
            else
                reject(new GitError(`git ${args[0]}: ${Buffer.concat(printed.err).toString().trim()}`));
        });
        // git may end before it has read everything; that is told by its exit status.
        child.stdin.on("error", () => { });
        child.stdin.end(input);
    });
}
function collect(child) {
    const printed = { out: [], err: [] };
    child.stdout?.on("data", (data) => printed.out.push(data));
    child.stderr?.on("data", (data) => printed.err.push(data));
    return printed;
}
/** The full SHA that a name stands for; undefined where the repository does not hold that commit. */
async function commitNamed(git, name) {
    try {
        return (await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`])).toString().trim();
    }
    catch {
        return undefined;
    }
}
/** The commit where the two lines of history part; undefined where the repository does not hold enough of them. */
async function mergeBase(git, a, b) {
    try {
        return (await git(["merge-base", "--", a, b])).toString().trim() || undefined;
    }
    catch {
        return undefined;
    }
}
/** The parents that a commit names, whether or not the repository holds them. */
async function parentsOf(git, commit) {
    const [head = ""] = (await git(["cat-file", "commit", commit])).toString().split("\n\n", 1);
    return [...head.matchAll(/^parent (\w+)$/gm)].map(([, sha = ""]) => sha);
}

;// CONCATENATED MODULE: ./lib/github/blobs.js

/** Blobs of a repository. Those asked for in one turn of the event loop are read by one git process. */
function blobsOf(git) {
    let waiting = [];
    const flush = async () => {
        const asked = waiting;
        waiting = [];
        try {
            const input = asked.map(({ sha }) => `${sha}\n`).join("");
            const printed = await git(["cat-file", "--batch"], input);
            let at = 0;
            for (const { answer } of asked) {
                const { content, next } = objectAt(printed, at);
                answer(content);
                at = next;
            }
        }
        catch (error) {
            for (const { answer, fail } of asked)
                isNoRepository(error) ? answer(undefined) : fail(error);
        }
    };
    return (sha) => new Promise((answer, fail) => {
        waiting.push({ sha, answer, fail });
        if (waiting.length === 1)
            setImmediate(() => void flush());
    });
}
/** Nothing is checked out, or there is no git to ask: what is not held here is read elsewhere. */
function isNoRepository(error) {
    return error instanceof GitError && /not a git repository|could not be started/.test(error.message);
}
/** The same where there may be no repository at all: then it holds nothing. */
function blobsIfAny(git) {
    const read = blobsOf(git);
    return (sha) => read(sha).catch((error) => {
        if (error instanceof GitError)
            return undefined;
        throw error;
    });
}
/** The same way to blobs, each asked for once: two commits share most of their files. */
function blobs_eachOnce(read) {
    const known = new Map();
    return (sha) => {
        const content = known.get(sha) ?? read(sha);
        known.set(sha, content);
        return content;
    };
}
/** One answer of `git cat-file --batch`: `<sha> <type> <size>`, content, newline; or `<sha> missing`. */
function objectAt(printed, at) {
    const end = printed.indexOf(0x0a, at);
    if (end < 0)
        throw new GitError("git cat-file ended early.");
    const [, type, size] = printed.subarray(at, end).toString().split(" ");
    if (type === "missing")
        return { content: undefined, next: end + 1 };
    const next = end + 1 + Number(size);
    return { content: printed.subarray(end + 1, next), next: next + 1 };
}

;// CONCATENATED MODULE: ./lib/changes/refusal.js
/** Larger files are not configs, and parsing them would only cost time. */
const LARGEST_FILE = 1024 * 1024;
const MESSAGES = {
    symlink: ["This is a symbolic link, which is not followed.", "Put the file itself here, or name its target."],
    submodule: ["This is a submodule, whose files are not read.", "Keep configs in this repository."],
    "too-large": ["This file is larger than 1 MiB and was not read.", "A training config is a few KiB."],
    "not-text": ["This file is not UTF-8 text and was not read.", "Save it as UTF-8."],
};
/** The same as a problem of that file. */
function refusalOf(file, oddity) {
    const [message, remedy] = MESSAGES[oddity];
    return { code: `refused-${oddity}`, severity: "error", file, line: 1, column: 1, message, remedy };
}
/** Of a file's mode in a git tree (git's own numbers). */
function oddityOfMode(mode) {
    if (mode === "120000")
        return "symlink";
    return mode === "160000" ? "submodule" : undefined;
}
/** A file's text, or why it has none. A NUL never stands in a text file; PyYAML refuses bytes that are not UTF-8. */
function refusal_textOf(content) {
    if (content.byteLength > LARGEST_FILE)
        return { oddity: "too-large" };
    if (content.includes(0))
        return { oddity: "not-text" };
    try {
        return { text: new TextDecoder("utf-8", { fatal: true }).decode(content) };
    }
    catch {
        return { oddity: "not-text" };
    }
}

;// CONCATENATED MODULE: ./lib/github/tree.js

/** A snapshot from a commit's tree and a way to its blobs. Each file is read once. */
function treeSnapshot(commit, tree, blob) {
    let loaded;
    const entries = () => {
        loaded ??= tree();
        return loaded;
    };
    const found = new Map();
    const find = async (path) => {
        const entry = (await entries()).get(path);
        if (entry === undefined)
            return undefined;
        const oddity = oddityOfMode(entry.mode);
        if (oddity !== undefined)
            return { oddity };
        if ((entry.size ?? 0) > LARGEST_FILE)
            return { oddity: "too-large" };
        const content = await blob(entry, path);
        if (content === undefined)
            return undefined;
        return typeof content === "string" ? { oddity: content } : refusal_textOf(content);
    };
    const findOnce = (path) => {
        const known = found.get(path) ?? find(path);
        found.set(path, known);
        return known;
    };
    return {
        commit,
        list: async () => [...(await entries())].filter(([, { mode }]) => oddityOfMode(mode) === undefined).map(([path]) => path),
        read: async (path) => {
            const file = await findOnce(path);
            return file !== undefined && "text" in file ? file.text : undefined;
        },
        refusal: async (path) => {
            const file = await findOnce(path);
            return file !== undefined && "oddity" in file ? refusalOf(path, file.oddity) : undefined;
        },
    };
}

;// CONCATENATED MODULE: ./lib/github/api-snapshot.js



/** A commit that is not in the local repository: one read for its tree, and one for each file that is not either. */
function apiSnapshot(source, commit, tree = () => apiTree(source, commit)) {
    return treeSnapshot(commit, tree, ({ sha = "" }) => source.blob(sha));
}
/**
 * The merge base, told from the head's files and what has changed since. Nothing is read but the changed files that are
 * asked for, one read each.
 */
function baseByDifference(source, commit, { head, changed }) {
    const tree = async () => {
        const files = new Map(await head());
        for (const { path, status } of changed)
            if (status !== "removed")
                files.delete(path);
        for (const { path, status, previousPath } of changed)
            if (status !== "added")
                files.set(previousPath ?? path, { mode: "100644", sha: undefined });
        return files;
    };
    return treeSnapshot(commit, tree, ({ sha }, path) => sha === undefined ? contentAt(source, commit, path) : source.blob(sha));
}
/** A commit's tree, submodules and symlinks among its entries: GitHub tells up to 100,000, or 7 MB of them. */
async function apiTree({ client, repository }, commit) {
    const { data } = await client.rest.git.getTree({ ...repository, tree_sha: commit, recursive: "true" });
    if (data.truncated)
        throw new Unreadable("The repository has more files than GitHub lists at once. Check it out before this step (actions/checkout with fetch-depth: 0).");
    const files = data.tree.filter(({ type }) => type !== "tree");
    return new Map(files.map(({ path, mode, sha, size = 0 }) => [path, { mode, sha, size }]));
}
/** A blob from the local repository where it holds it, else from GitHub. */
function blobReader({ client, repository, local, }) {
    return blobs_eachOnce(async (sha) => {
        const held = await local(sha);
        if (held !== undefined)
            return held;
        const { data } = await client.rest.git.getBlob({ ...repository, file_sha: sha });
        return Buffer.from(data.content, data.encoding === "base64" ? "base64" : "utf8");
    });
}
async function contentAt({ client, repository }, ref, path) {
    try {
        const { data } = await client.rest.repos.getContent({ ...repository, ref, path });
        if (Array.isArray(data))
            return undefined;
        if (data.type !== "file")
            return data.type;
        // Above 1 MB GitHub sends no content in this form.
        return "encoding" in data && data.encoding === "base64" ? Buffer.from(data.content, "base64") : "too-large";
    }
    catch (error) {
        if (statusOf(error) === 404)
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/github/patch.js
/** The lines that one file's patch adds, as runs of line numbers in the new version, whatever context it shows. */
function linesOfPatch(patch) {
    const runs = [];
    // 0: still in the patch's own head, where `+++ b/…` stands.
    let line = 0;
    for (const text of patch.split("\n")) {
        const hunk = /^@@ -\S+ \+(\d+)(?:,\d+)? @@/.exec(text);
        if (hunk !== null)
            line = Number(hunk[1]);
        else if (line > 0 && text.startsWith("+"))
            addLine(runs, line++);
        else if (line > 0 && text.startsWith(" "))
            line++;
    }
    return runs;
}
function addLine(runs, line) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === line - 1)
        last[1] = line;
    else
        runs.push([line, line]);
}
/**
 * A patch of many files, taken apart, in its order. A file begins at a line `diff --git`; lines of content begin with
 * another character, and a newline in a name is written `\n`.
 */
function filesOfPatch(patch) {
    return patch.split(/^(?=diff --git )/m).filter((part) => part.startsWith("diff --git "));
}

;// CONCATENATED MODULE: ./lib/github/comparison.js

/** A comparison tells at most 300 files. */
const MOST_FILES = 300;
async function comparison_compare(client, repository, { base, head }) {
    const { data } = await client.rest.repos.compareCommitsWithBasehead({
        ...repository,
        basehead: `${base}...${head}`,
        per_page: 1,
    });
    const files = data.files ?? [];
    return {
        mergeBase: data.merge_base_commit.sha,
        changed: files.length < MOST_FILES ? files.map(changedFile) : undefined,
    };
}
const STATUSES = {
    added: "added",
    copied: "added",
    removed: "removed",
    renamed: "renamed",
};
function changedFile({ filename, status, previous_filename: previousPath, patch }) {
    const kind = STATUSES[status] ?? "modified";
    return {
        path: filename,
        status: kind,
        ...(kind === "renamed" && previousPath !== undefined ? { previousPath } : {}),
        ...(patch === undefined || kind === "removed" ? {} : { lines: linesOfPatch(patch) }),
    };
}

;// CONCATENATED MODULE: ./lib/github/git-changes.js

/** Renames are found; no program named in the repository's settings is run. */
const git_changes_PLAIN = ["-M", "--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules=none", "--relative"];
const YAML = [":(icase,glob)**/*.yaml", ":(icase,glob)**/*.yml"];
/**
 * Files that differ between two commits, or between a commit and the work tree; of YAML files, the lines too.
 * Paths are relative to the current folder, and what lies outside of it is left out.
 */
async function gitChanges(git, base, head) {
    const sides = head === undefined ? [base] : [base, head];
    const status = await git(["diff", "--name-status", "-z", ...git_changes_PLAIN, ...sides, "--"]);
    const files = git_changes_statusOf(status.toString());
    const yaml = await git(["diff", "--name-status", "-z", ...git_changes_PLAIN, ...sides, "--", ...YAML]);
    const names = git_changes_statusOf(yaml.toString()).map(({ path }) => path);
    if (names.length === 0)
        return files;
    const patch = await git(["diff", "-U0", ...git_changes_PLAIN, ...sides, "--", ...YAML]);
    const lines = filesOfPatch(patch.toString()).map(linesOfPatch);
    const byPath = new Map(names.map((name, index) => [name, lines[index]]));
    return files.map((file) => withLines(file, byPath.get(file.path)));
}
const withLines = (file, lines) => lines === undefined || file.status === "removed" ? file : { ...file, lines };
/** `git diff --name-status -z`: a letter, then a path, or two for a rename or a copy. */
function git_changes_statusOf(printed) {
    const parts = printed.split("\0");
    const files = [];
    for (let at = 0; at + 1 < parts.length;) {
        const [letter, first = "", second = ""] = [parts[at]?.[0], parts[at + 1], parts[at + 2]];
        if (letter === "R")
            files.push({ path: second, status: "renamed", previousPath: first });
        else if (letter === "C")
            files.push({ path: second, status: "added" });
        else
            files.push({ path: first, status: letter === "A" ? "added" : letter === "D" ? "removed" : "modified" });
        at += letter === "R" || letter === "C" ? 3 : 2;
    }
    return files;
}

;// CONCATENATED MODULE: ./lib/github/git-snapshot.js



/** A commit that the local repository holds. */
function gitSnapshot(git, commit) {
    const blob = blobsOf(git);
    return treeSnapshot(commit, () => gitTree(git, commit), async ({ sha = "" }) => {
        const content = await blob(sha);
        if (content === undefined)
            throw new GitError(`The repository names the blob ${sha} and does not hold it.`);
        return content;
    });
}
/** All entries of a commit's tree below the current folder, relative to it. */
async function gitTree(git, commit) {
    const printed = (await git(["ls-tree", "-r", "-z", commit])).toString();
    // <mode> SP <type> SP <sha> TAB <path>, ended by a NUL, so that any path can be told.
    return new Map(printed
        .split("\0")
        .filter((line) => line !== "")
        .map((line) => {
        const tab = line.indexOf("\t");
        const [mode = "", , sha = ""] = line.slice(0, tab).split(" ");
        return [line.slice(tab + 1), { mode, sha }];
    }));
}

;// CONCATENATED MODULE: ./lib/github/pull-request-changes.js






/**
 * A pull request's head and what it has changed since the merge base: by git as far as the local repository reaches, from
 * GitHub for the rest. A full checkout costs no read; the default one, shallow and on the merge commit, one read for the
 * merge base and one for each older version that is needed; no checkout, one more for the tree and one for each file.
 */
async function pullRequestChanges({ git, api, ...asked }) {
    const merge = await mergeCommit(git, asked.head);
    const head = asked.head;
    const base = merge?.base ?? asked.base;
    const holdsHead = (await commitNamed(git, head)) !== undefined;
    const local = holdsHead ? await mergeBase(git, base, head) : undefined;
    if (local !== undefined)
        return { head: gitSnapshot(git, head), base: gitSnapshot(git, local), changed: await gitChanges(git, local, head) };
    const source = sourceOf(git, api);
    const compared = await comparison_compare(api.client, api.repository, { base, head });
    // Merged without any change of the base's own, the merge commit holds the same files as the head.
    const twin = holdsHead ? head : merge?.base === compared.mergeBase ? merge.commit : undefined;
    const tree = once(() => (twin === undefined ? apiTree(source, head) : gitTree(git, twin)));
    const headSnapshot = twin === undefined ? apiSnapshot(source, head, tree) : { ...gitSnapshot(git, twin), commit: head };
    return { head: headSnapshot, ...(await since(source, { git, compared, tree })) };
}
/** What lies between two commits, of which the first is compared as it is: a push, a merge group. */
async function rangeChanges({ git, api, head, base }) {
    const held = await Promise.all([commitNamed(git, base), commitNamed(git, head)]);
    if (!held.includes(undefined))
        return { head: gitSnapshot(git, head), base: gitSnapshot(git, base), changed: await gitChanges(git, base, head) };
    const source = sourceOf(git, api);
    const [before, after] = [base, head].map((commit, side) => once(() => (held[side] === undefined ? apiTree(source, commit) : gitTree(git, commit))));
    return {
        head: apiSnapshot(source, head, after),
        base: apiSnapshot(source, base, before),
        changed: differing(await before(), await after()),
    };
}
/** What to look at as a whole: the commit that is checked out, or, where none is, the one that the event names. */
async function wholeCommit({ git, api, head }) {
    const held = await commitNamed(git, "HEAD");
    return held === undefined ? apiSnapshot(sourceOf(git, api), head) : gitSnapshot(git, held);
}
const sourceOf = (git, api) => ({
    ...api,
    blob: blobReader({ ...api, local: blobsIfAny(git) }),
});
async function since(source, found) {
    const { mergeBase: commit, changed } = found.compared;
    const holds = (await commitNamed(found.git, commit)) !== undefined;
    if (holds) {
        const base = gitSnapshot(found.git, commit);
        return { base, changed: changed ?? differing(await gitTree(found.git, commit), await found.tree()) };
    }
    if (changed !== undefined)
        return { base: baseByDifference(source, commit, { head: found.tree, changed }), changed };
    const baseTree = once(() => apiTree(source, commit));
    return { base: apiSnapshot(source, commit, baseTree), changed: differing(await baseTree(), await found.tree()) };
}
/** The commit that is checked out, if it is GitHub's trial merge of this head. */
async function mergeCommit(git, head) {
    const commit = await commitNamed(git, "HEAD");
    if (commit === undefined)
        return undefined;
    const [base, merged] = await parentsOf(git, commit);
    return base !== undefined && merged === head ? { commit, base } : undefined;
}
/** Files in which two trees differ, renames not looked for. */
function differing(before, after) {
    const removed = [...before.keys()].filter((path) => !after.has(path));
    const changed = [...after].filter(([path, { sha }]) => before.get(path)?.sha !== sha);
    return [
        ...removed.map((path) => ({ path, status: "removed" })),
        ...changed.map(([path]) => ({ path, status: before.has(path) ? "modified" : "added" })),
    ];
}
function once(make) {
    let made;
    return () => {
        made ??= make();
        return made;
    };
}

;// CONCATENATED MODULE: ./lib/github/judge.js





/** Reads the commits that an occasion is about, and judges them. */
async function judge(occasion, inputs, client) {
    const { fleetFile, wanted, place } = inputs;
    const api = { client, repository: { owner: place.owner, repo: place.repo } };
    const changes = await changesOf(occasion, { git: gitIn(place.workspace), api });
    const report = await run({
        occasion: occasion.kind === "audit" ? "audit" : "pull-request",
        changes,
        fleetFile,
        wanted,
        provenance: provenanceOf(changes, inputs),
        estimator: createEstimator(),
    });
    return { report, changes };
}
async function changesOf(occasion, source) {
    switch (occasion.kind) {
        case "pull-request": {
            const { head, baseTip } = occasion.pullRequest;
            return pullRequestChanges({ ...source, head, base: baseTip });
        }
        case "merge-group":
        case "push":
            return rangeChanges({ ...source, head: occasion.head, base: occasion.base });
        case "audit":
            return { head: await wholeCommit({ ...source, head: occasion.head }) };
    }
}
function provenanceOf({ head, base }, { place }) {
    const repositoryUrl = `${place.serverUrl}/${place.owner}/${place.repo}`;
    return {
        ...(head.commit === undefined ? {} : { head: head.commit }),
        ...(base?.commit === undefined ? {} : { base: base.commit }),
        version: version_VERSION,
        at: new Date().toISOString(),
        repositoryUrl,
        runUrl: `${repositoryUrl}/actions/runs/${place.run}`,
    };
}

;// CONCATENATED MODULE: ./lib/report/marker.js
const START = "<!-- gpu-memory ";
const END = " -->";
/** The header as the comment's first line, without its newline. */
function markerLine(marker) {
    // Inside JSON strings, `>` can be written in another way, so that no text ends the HTML comment early.
    return `${START}${JSON.stringify(marker).replaceAll(">", "\\u003e").replaceAll("--", "-\\u002d")}${END}`;
}
/** The header of a comment's text; undefined where the first line is none, or not one of this schema. */
function markerOf(text) {
    const line = text.split(/\r?\n/, 1)[0] ?? "";
    if (!line.startsWith(START) || !line.endsWith(END))
        return undefined;
    try {
        const marker = JSON.parse(line.slice(START.length, -END.length));
        return isMarker(marker) ? marker : undefined;
    }
    catch {
        return undefined;
    }
}
/** Whether two texts say the same to a reader: what changes with every run (time, run id) is left out. */
function sameForReader(a, b) {
    return lasting(a) === lasting(b);
}
const lasting = (text) => {
    const marker = markerOf(text);
    const rest = text
        .replace(/^.*\r?\n/, "")
        .replaceAll("\r\n", "\n")
        .trimEnd();
    const footer = rest.lastIndexOf("<sub>");
    return JSON.stringify([
        marker?.key,
        marker?.head,
        marker?.base,
        marker?.verdict,
        footer < 0 ? rest : rest.slice(0, footer),
    ]);
};
function isMarker(value) {
    if (typeof value !== "object" || value === null)
        return false;
    const { schema, key, head, run, attempt } = value;
    return (schema === 1 &&
        typeof key === "string" &&
        typeof head === "string" &&
        typeof run === "number" &&
        typeof attempt === "number");
}

;// CONCATENATED MODULE: ./lib/github/comment-plan.js

/**
 * One step towards one comment, the oldest, that holds the best answer for the pull request's head: of the answers for one
 * head, that of the highest run, then attempt. Every run that takes such steps until none is left ends in the same state,
 * whatever others do in between. `wish` must be for the thread's head.
 */
function nextStep({ own, head }, wish) {
    const [oldest, ...others] = own;
    if (oldest === undefined)
        return wish.mayCreate ? { kind: "create", body: wish.body } : { kind: "done", id: undefined };
    const body = bestOf(own, head, wish.body);
    if (!sameForReader(oldest.body, body))
        return { kind: "update", id: oldest.id, body };
    return others.length > 0 ? { kind: "delete", ids: others.map(({ id }) => id) } : { kind: "done", id: oldest.id };
}
function bestOf(own, head, wished) {
    const ours = markerOf(wished);
    const newer = own
        .filter(({ marker }) => marker.head === head && ours !== undefined && isLater(marker, ours))
        .sort((a, b) => (isLater(a.marker, b.marker) ? -1 : 1));
    return newer[0]?.body ?? wished;
}
const isLater = (a, b) => a.run > b.run || (a.run === b.run && a.attempt > b.attempt);

;// CONCATENATED MODULE: ./lib/github/thread.js

// A comment's number is taken from its address: `databaseId` holds 32 bits, which such numbers have outgrown, and
// Enterprise Server does not know its successor everywhere.
const QUERY = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      headRefOid
      state
      comments(first: 100, after: $after) {
        nodes { url viewerDidAuthor body }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;
/** Head and own comments of a pull request, all pages read; undefined where there is no such pull request any more. */
async function readThread(client, name, key) {
    const own = [];
    let after = null;
    for (;;) {
        const page = await readPage(client, name, after);
        if (page === undefined)
            return undefined;
        for (const { url, viewerDidAuthor, body } of page.comments.nodes) {
            const [id, marker] = [Number(/\d+$/.exec(url)?.[0]), markerOf(body)];
            if (viewerDidAuthor && marker?.key === key)
                own.push({ id, marker, body });
        }
        after = page.comments.pageInfo.endCursor;
        if (!page.comments.pageInfo.hasNextPage || after === null)
            return { head: page.headRefOid, isOpen: page.state === "OPEN", own };
    }
}
async function readPage(client, name, after) {
    try {
        const answer = await client.graphql(QUERY, { ...name, after });
        return answer.repository?.pullRequest ?? undefined;
    }
    catch (error) {
        if (isNotFound(error))
            return undefined;
        throw error;
    }
}
function isNotFound(error) {
    const errors = error.errors;
    return Array.isArray(errors) && errors.some((each) => each?.type === "NOT_FOUND");
}

;// CONCATENATED MODULE: ./lib/github/comment.js



/** More than any race needs: each round is one read and at most one write. */
const ROUNDS = 12;
/** So often a comment is created whose answer is lost, and which no list shows. */
const CREATIONS = 3;
/** An answer that was lost gets this long to show up in a list. */
const SETTLE_MS = 1000;
/**
 * Brings a pull request's one comment to the answer for its head: found by marker and author, updated in place, duplicates
 * folded into the oldest, until a read after the last write finds nothing to do. Never throws for what GitHub answers.
 */
async function postComment(posting) {
    try {
        return await settle(posting);
    }
    catch (error) {
        return { kind: "failed", why: explained(error, "pull-requests: write") };
    }
}
async function settle({ client, name, key, head, wishFor }) {
    let [current, wish, writes] = [head, await wishFor(head), 0];
    const lost = [];
    for (let round = 0; round < ROUNDS; round++) {
        const thread = await readThread(client, name, key);
        if (thread === undefined)
            return { kind: "gone" };
        if (thread.head !== current) {
            if (writes === 0)
                return { kind: "superseded" };
            current = thread.head;
            wish = await wishFor(current);
        }
        const step = nextStep(thread, wish);
        if (step.kind === "done")
            return { kind: "posted", id: step.id, writes };
        if (step.kind === "create" && lost.length === CREATIONS)
            throw lost.at(-1);
        await take(client, name, step).catch((error) => {
            if (!isUnknownFate(step, error))
                throw error;
            lost.push(error);
            return new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
        });
        writes++;
    }
    return { kind: "failed", why: "Other runs kept rewriting the comment." };
}
/** Whether a comment may have been created though the answer says otherwise: the next read tells. */
function isUnknownFate(step, error) {
    const status = statusOf(error);
    return step.kind === "create" && (status === undefined || status >= 500 || status === 409);
}
/** Carries a step out. Where another run was faster, the next read tells. */
async function take(client, name, step) {
    const { owner, repo, number } = name;
    switch (step.kind) {
        case "create":
            await client.rest.issues.createComment({
                owner,
                repo,
                issue_number: number,
                body: step.body,
                request: { retries: 0 },
            });
            return;
        case "update":
            return unlessGone(() => client.rest.issues.updateComment({ owner, repo, comment_id: step.id, body: step.body }));
        case "delete":
            for (const id of step.ids)
                await unlessGone(() => client.rest.issues.deleteComment({ owner, repo, comment_id: id }));
    }
}
async function unlessGone(write) {
    try {
        await write();
    }
    catch (error) {
        if (statusOf(error) !== 404)
            throw error;
    }
}

;// CONCATENATED MODULE: ./lib/github/signed.js


/** A report as the text of a comment or an issue, with the line by which later runs know it. */
function signed_signed(report, { key, place }) {
    const { head = "", base, at } = report.provenance;
    const { run, attempt } = place;
    const based = base === undefined ? {} : { base };
    const marker = { schema: 1, key, head, ...based, run, attempt, at, verdict: report.conclusion };
    return `${markerLine(marker)}\n${commentBody(report)}`;
}

;// CONCATENATED MODULE: ./lib/github/keep-comment.js




/**
 * Brings a pull request's comment to a report, and says in the log or in one notice what became of it. Yields whether this
 * run has answered for the pull request's present head.
 */
async function keepComment(pullRequest, { inputs, client, report }) {
    const { owner, repo } = inputs.place;
    const posted = await postComment({
        client,
        name: { owner, repo, number: pullRequest.number },
        key: inputs.key,
        head: pullRequest.head,
        wishFor: async (head) => {
            if (head === pullRequest.head)
                return wishOf(report, inputs);
            const again = { kind: "pull-request", pullRequest: { ...pullRequest, head } };
            return wishOf((await judge(again, inputs, client)).report, inputs);
        },
    });
    switch (posted.kind) {
        case "posted":
            putOut({ "comment-id": String(posted.id ?? "") });
            return true;
        case "superseded":
            say("The pull request has a newer commit by now, whose run will comment.");
            return false;
        case "gone":
            say("The pull request is gone; there is nothing to comment on.");
            return false;
        case "failed":
            remark(`The comment was not written; the verdict is in the job summary. ${posted.why}`);
            return false;
    }
}
const isError = ({ severity }) => severity === "error";
/** Nothing is said where nothing relevant has changed, but what was said before is put right. */
const wishOf = (report, inputs) => ({
    body: signed_signed(report, inputs),
    mayCreate: report.runs.length > 0 || report.fleetChange !== undefined || report.problems.some(isError),
});

;// CONCATENATED MODULE: ./lib/github/commands.js





/** A workflow of the repository itself, on its default branch, that tries a config on a real GPU. */
const SMOKE_WORKFLOW = "gpu-memory-smoke.yml";
const HELP = `Comments that gpu-memory answers, from people with write access:

- \`/gpu-memory recheck\` judges the head once more and rewrites the comment.
- \`/gpu-memory smoke CONFIG [POOL]\` starts this repository's own workflow \`gpu-memory-smoke.yml\` with a config of the head; never for forks.
- \`/gpu-memory help\` shows this.
`;
/**
 * Does what a comment asks for, if its author may write to the repository. 👀 on the comment says that it was heard, 👎 that
 * it was refused. The exit code is no gate.
 */
async function obey(command, inputs, client) {
    const { owner, repo } = inputs.place;
    const asked = { client, inputs, repository: { owner, repo } };
    if (!(await mayWrite(asked, command.author))) {
        say(`${command.author} may not write to this repository; nothing is done.`);
        return react(asked, command, "-1");
    }
    await react(asked, command, "eyes");
    await ORDERS[command.order.kind](command, asked);
}
const ORDERS = {
    recheck: async ({ pullRequest: number }, asked) => {
        const pullRequest = await openPullRequest(asked, number);
        if (pullRequest === undefined)
            return;
        const { report } = await judge({ kind: "pull-request", pullRequest }, asked.inputs, asked.client);
        await keepComment(pullRequest, { ...asked, report });
    },
    smoke: async ({ pullRequest: number, order }, asked) => {
        const pullRequest = await openPullRequest(asked, number);
        if (pullRequest === undefined || order.kind !== "smoke")
            return;
        if (pullRequest.fromFork)
            return remark("The code of a fork never runs on a GPU of this repository.");
        await asked.client.rest.actions.createWorkflowDispatch({
            ...asked.repository,
            workflow_id: SMOKE_WORKFLOW,
            ref: pullRequest.defaultBranch,
            inputs: { sha: pullRequest.head, config: order.config, pool: order.pool ?? "" },
            request: { retries: 0 },
        });
        say(`Asked ${SMOKE_WORKFLOW} to try ${order.config} of ${pullRequest.head}.`);
    },
    help: async ({ pullRequest }, { client, repository }) => {
        const request = { retries: 0 };
        await client.rest.issues.createComment({ ...repository, issue_number: pullRequest, body: HELP, request });
    },
};
async function mayWrite({ client, repository }, username) {
    try {
        const { data } = await client.rest.repos.getCollaboratorPermissionLevel({ ...repository, username });
        return data.permission === "admin" || data.permission === "write";
    }
    catch (error) {
        if (statusOf(error) === 404)
            return false;
        throw error;
    }
}
/** The pull request as it is now: what was pushed after the comment is judged as well, and named by its SHA. */
async function openPullRequest({ client, repository }, number) {
    const { data } = await client.rest.pulls.get({ ...repository, pull_number: number });
    const { head, base, state } = data;
    if (state === "open" && (0,occasion/* isSha */.H)(head.sha) && (0,occasion/* isSha */.H)(base.sha))
        return {
            number,
            head: head.sha,
            baseTip: base.sha,
            fromFork: head.repo?.id !== base.repo.id,
            defaultBranch: base.repo.default_branch,
        };
    say("The pull request is closed; nothing is done.");
    return undefined;
}
async function react({ client, repository }, { comment }, content) {
    try {
        await client.rest.reactions.createForIssueComment({ ...repository, comment_id: comment, content });
    }
    catch (error) {
        remark(`The comment got no reaction. ${explained(error, "pull-requests: write")}`);
    }
}

;// CONCATENATED MODULE: ./lib/report/json.js


const poolJson = (pool) => ({
    pool: pool.pool.name,
    gpu: pool.pool.device.name,
    required: pool.required,
    verdict: pool.verdict,
    needBytes: pool.needBytes,
    needLowerBytes: pool.needLowerBytes,
    needUpperBytes: pool.needUpperBytes,
    limitBytes: pool.limitBytes,
    undecided: pool.undecided,
    ...(pool.outcome === undefined ? {} : { outcome: pool.outcome }),
    ...(pool.waiver === undefined ? {} : { waiver: pool.waiver }),
    ...(pool.estimate.status === "estimated"
        ? {
            peakPhase: pool.estimate.peakPhase,
            breakdown: pool.estimate.breakdown,
            outsideAllocatorBytes: pool.estimate.outsideAllocatorBytes,
            phases: pool.estimate.phases,
            notes: pool.estimate.notes,
        }
        : { reason: pool.estimate.reason }),
});
const runJson = (run) => ({
    id: run.id,
    ...(run.run === undefined
        ? {}
        : {
            file: run.run.place.file,
            line: run.run.place.line,
            model: run.run.model.written,
            task: run.run.task,
            arguments: run.run.arguments,
            assumptions: run.run.assumptions,
        }),
    ...(run.unknown === undefined ? {} : { unknown: run.unknown }),
    verdict: run.verdict,
    conclusion: run.conclusion,
    require: run.require,
    waived: run.waived,
    pools: run.pools.map(poolJson),
    ...(run.before === undefined ? {} : { before: run.before.pools.map(poolJson) }),
    causes: run.causes,
    ...(run.smaller === undefined ? {} : { smaller: run.smaller.map((each) => ({ ...each, pool: each.pool.name })) }),
    advice: run.advice.map((advice) => ({ ...advice, pool: advice.pool.name })),
});
/** The report for machines: stable names, bytes as numbers. */
function reportJson(report) {
    const data = {
        schema: 1,
        headline: headline(report),
        conclusion: report.conclusion,
        fleetFile: report.fleet.file ?? null,
        ...(report.fleetChange === undefined ? {} : { fleetChange: report.fleetChange }),
        runs: inOrder(report.runs).map(runJson),
        notShown: report.notShown,
        waivers: report.waivers,
        problems: report_allProblems(report),
        provenance: report.provenance,
    };
    return `${JSON.stringify(data, null, 2)}\n`;
}

;// CONCATENATED MODULE: ./lib/report/outputs.js


/** The outputs of the action's step, all texts. Large things are files, which whoever writes them adds. */
function outputs_outputs(report) {
    const ids = (verdict) => String(withVerdict(report, verdict).length);
    return {
        conclusion: report.conclusion,
        verdict: inOrder(report.runs)[0]?.verdict ?? "",
        headline: headline(report),
        configs: String(report.runs.length),
        "configs-failed": ids("DOES NOT FIT"),
        "configs-tight": ids("TIGHT"),
        "configs-unknown": ids("UNKNOWN"),
    };
}

;// CONCATENATED MODULE: ./lib/report/sarif.js


// SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0), with what GitHub's code scanning reads of it.
const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
const RULES = {
    "does-not-fit": "A training run does not fit the GPUs that it has to fit.",
    tight: "A training run fits only tightly.",
    unknown: "A training run could not be predicted.",
    mistake: "A file has a mistake.",
};
const ruleOf = ({ title }) => {
    const verdict = title.replace(/^GPU memory(?:: )?/, "");
    return verdict === "" ? "mistake" : verdict.toLowerCase().replaceAll(" ", "-");
};
/** The report as SARIF: everything that annotations say, without their limit. */
function reportSarif(report) {
    const { version, head, repositoryUrl } = report.provenance;
    const source = head === undefined || repositoryUrl === undefined ? [] : [{ revisionId: head, repositoryUri: repositoryUrl }];
    const rules = Object.entries(RULES).map(([id, text]) => ({ id, shortDescription: { text } }));
    const run = {
        tool: { driver: { name: "gpu-memory", version, rules } },
        automationDetails: { id: "gpu-memory/" },
        ...(source.length === 0 ? {} : { versionControlProvenance: source }),
        columnKind: "utf16CodeUnits",
        invocations: [{ executionSuccessful: true, exitCodeDescription: headline(report) }],
        results: allAnnotations(report).map(sarif_result),
    };
    return `${JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [run] }, null, 2)}\n`;
}
function sarif_result(annotation) {
    const { file, line, column, level, message } = annotation;
    const ruleId = ruleOf(annotation);
    const uri = file.split("/").map(encodeURIComponent).join("/");
    return {
        ruleId,
        level,
        message: { text: message },
        locations: [
            {
                physicalLocation: {
                    artifactLocation: { uri, uriBaseId: "%SRCROOT%" },
                    region: { startLine: line, startColumn: column },
                },
            },
        ],
        // The same finding stays the same when lines above it come and go.
        partialFingerprints: { "gpuMemory/v1": ruleId === "mistake" ? `${ruleId} ${uri} ${message}` : `${ruleId} ${uri}` },
    };
}

;// CONCATENATED MODULE: ./lib/report/summary.js


const summary_FULL = {
    rows: 1000,
    breakdowns: 100,
    open: true,
    matrix: 1000,
    remarks: 500,
    assumptions: 200,
    place: "summary",
};
const summary_LEVELS = [
    summary_FULL,
    { ...summary_FULL, breakdowns: 10, matrix: 200 },
    { ...summary_FULL, breakdowns: 0, matrix: 0, rows: 300, remarks: 50, assumptions: 10 },
];
const summary_sizeOf = (text) => new TextEncoder().encode(text).length;
/** The report for the job summary: all that a comment has no room for. */
function summaryBody(report) {
    for (const level of summary_LEVELS) {
        const text = body(report, level);
        if (summary_sizeOf(text) <= SUMMARY_BYTES)
            return text;
    }
    // Four bytes a character at most.
    return `${body(report, { ...summary_FULL, rows: 20, breakdowns: 0, matrix: 0, remarks: 5, assumptions: 0 }).slice(0, SUMMARY_BYTES / 4)}\n`;
}

;// CONCATENATED MODULE: ./lib/report/text.js












/** The report for a terminal. */
function reportText(report) {
    const runs = inOrder(report.runs);
    const parts = [
        `GPU memory: ${headline(report)}.`,
        ...text_fleetChange(report),
        runs.length === 0 ? "" : text_configs(report, runs),
        ...runs.map(failing),
        runs.flatMap(text_unknown).join("\n"),
        smallerText(report),
        waiversText(report),
        ...text_section("Assumed", assumed(runs).map(withoutBackticks)),
        ...notChecked(report),
        report.fleet.file === undefined && !report.fleetBroken
            ? `No fleet file: judged by common GPUs, which never fails. Declare yours in ${report.fleetFile}.`
            : "",
    ];
    return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
/** Every problem of the report, one a line: `file:line:column: error: ...`. */
const problemLines = (report) => allProblems(report).map((problem) => printable(problemText(problem)));
const text_section = (title, lines) => lines.length === 0 ? [] : [`${title}:\n${lines.map((line) => `  - ${escape_printable(line)}`).join("\n")}`];
function text_fleetChange({ fleetChange: change, fleetFile }) {
    if (change === undefined)
        return [];
    const differing = change.differing.map(({ id, inForce, proposed }) => `${id}: ${inForce} -> ${proposed}`);
    const text = `${fleetFile} changed; limits are those of the base. ${differing.length} of ${change.judged} verdicts would change with it`;
    return differing.length === 0 ? [`${text}.`] : text_section(text, differing);
}
function text_configs(report, runs) {
    const head = ["CONFIG", report.fleet.file === undefined ? "GPU" : "POOL", "NEEDS GiB", "LIMIT", "VERDICT", ""];
    return aligned([head, ...runs.flatMap(text_rowsOf)], [2, 3, 5]);
}
/** The pools that decide; where none is required, the one to speak about. */
function text_rowsOf(run) {
    const shown = shownPool(run);
    const pools = run.pools.filter((pool) => pool.required || pool === shown);
    if (pools.length === 0)
        return [[run.id, "", "", "", run.verdict, ""]];
    return pools.map((pool, index) => [
        index === 0 ? run.id : "",
        pool.pool.name,
        needText(pool),
        inGiB(pool.limitBytes),
        pool.verdict,
        percentOfLimit(pool),
    ]);
}
function failing(run) {
    const pool = shownPool(run);
    if (pool === undefined || run.verdict !== "DOES NOT FIT")
        return "";
    const what = happening(pool.outcome);
    const peak = pool.estimate.status === "estimated" ? `, in ${phaseText(pool.estimate.peakPhase)}` : "";
    const before = poolBefore(run, pool);
    const rows = breakdownRows(pool, before).map((row) => [
        `    ${row.name}`,
        inGiB(row.after),
        row.before === undefined ? "" : signedGiB(row.after - row.before),
    ]);
    return [
        `${escape_printable(run.id)} ${escape_printable(withoutBackticks(missOf(pool)))}${what === undefined ? "." : `; it ${what}.`}`,
        `  ${escape_printable(runText(run))}`,
        ...text_causes(run),
        `  Where it goes at the peak${peak}, GiB:`,
        aligned(rows, [1, 2]),
        ...advice(run),
    ].join("\n");
}
function text_causes({ causes: all }) {
    if (all.length === 0)
        return [];
    const lines = all.map((cause) => {
        const growth = cause.growthBytes === undefined ? "" : `: ${signedGiB(cause.growthBytes)}`;
        return `    ${escape_printable(withoutBackticks(changeText(cause)))}${growth}`;
    });
    return [all.length === 1 ? "  Changed:" : "  Changed, each alone:", ...lines];
}
function advice({ advice: all }) {
    if (all.length === 0)
        return [];
    const lines = all.map(({ change, needBytes, limitBytes, pool, effect }) => `    ${escape_printable(change)}: ${formatGiB(needBytes)} of ${formatGiB(limitBytes)} on ${escape_printable(pool.name)}; ${effect}`);
    return [all.length === 1 ? "  This makes it fit:" : "  Any one of these makes it fit:", ...lines];
}
const text_unknown = (run) => run.verdict === "UNKNOWN"
    ? unknownReasons(run).map(({ code, message, remedy }) => escape_printable(`${run.id}: UNKNOWN, ${code}: ${withoutBackticks(message)} ${withoutBackticks(remedy ?? "")}`.trim()))
    : [];

;// CONCATENATED MODULE: ./lib/github/deliver.js









/**
 * Tells a report to the runner: exit code first, which nothing after it can change; then log, annotations, summary, files and
 * outputs, each of which may fail alone.
 */
async function deliver(report, { temporary }) {
    if (report.conclusion === "fail")
        failQuietly();
    const sinks = {
        log: () => say(reportText(report)),
        annotations: () => annotate(annotations(report)),
        "job summary": () => summarize(summaryBody(report)),
        outputs: () => putOut(outputs_outputs(report)),
        reports: async () => {
            const files = {
                "report.json": reportJson(report),
                "report.md": commentBody(report),
                "report.sarif": reportSarif(report),
            };
            const [json = "", markdown = "", sarif = ""] = await writeReports((0,external_node_path_.join)(temporary, "gpu-memory"), files);
            putOut({ "report-json": json, "report-md": markdown, "report-sarif": sarif });
        },
    };
    for (const [name, tell] of Object.entries(sinks))
        await withoutEffect(name, tell);
}
/** Does something that must not change the verdict: a fault is told and passed over. */
async function withoutEffect(name, act) {
    try {
        await act();
    }
    catch (error) {
        remark(`The ${name} could not be written: ${error.message}. The verdict stands.`);
    }
}

;// CONCATENATED MODULE: ./lib/github/find-pull-requests.js

/** The open pull requests of a branch, with one head: usually one, several where a branch is to go into several others. */
async function findPullRequests(client, repository, { head, owner, branch }) {
    const found = await client.rest.pulls.list({
        ...repository,
        state: "open",
        head: `${owner}:${branch}`,
        per_page: 100,
    });
    return found.data
        .filter((pull) => pull.head.sha === head && (0,occasion/* isSha */.H)(pull.base.sha))
        .map(({ number, base, head: { repo } }) => {
        return { number, head, baseTip: base.sha, fromFork: repo?.id !== base.repo.id };
    });
}

;// CONCATENATED MODULE: ./lib/github/keep-issue.js





/**
 * Keeps one open issue about an audit that does not pass: opened when there is none, rewritten in place, closed with a word
 * when all is well. A closed one is never opened again.
 */
async function keepIssue({ inputs, client, report }) {
    const { owner, repo } = inputs.place;
    const key = `audit-${inputs.key}`;
    try {
        const tracker = { client, repository: { owner, repo }, key };
        const body = signed_signed(report, { ...inputs, key });
        const number = await keep_issue_settle(tracker, report, body);
        putOut({ "issue-number": number === undefined ? "" : String(number) });
    }
    catch (error) {
        remark(`The issue was not written; the verdict is in the job summary. ${explained(error, "issues: write")}`);
    }
}
async function keep_issue_settle(tracker, report, body) {
    const { client, repository } = tracker;
    const title = `GPU memory audit: ${headline(report)}`;
    const [kept, ...others] = await ownIssues(tracker);
    for (const { number } of others)
        await keep_issue_close(tracker, number, `Continued in #${kept?.number}.`);
    if (report.conclusion === "pass") {
        if (kept !== undefined)
            await keep_issue_close(tracker, kept.number, `All is well again: ${headline(report)}.`);
        return undefined;
    }
    if (kept === undefined)
        return keep_issue_open(tracker, title, body);
    if (kept.title !== title || !sameForReader(kept.body, body))
        await client.rest.issues.update({ ...repository, issue_number: kept.number, title, body });
    return kept.number;
}
/** Open issues that this token wrote and that carry our marker, oldest first. */
async function ownIssues({ client, repository, key }) {
    const { viewer } = await client.graphql("{ viewer { login } }");
    const open = await client.paginate(client.rest.issues.listForRepo, {
        ...repository,
        state: "open",
        creator: viewer.login,
        sort: "created",
        direction: "asc",
        per_page: 100,
    });
    return open
        .filter(({ user, pull_request: isPull }) => user?.login === viewer.login && isPull === undefined)
        .map(({ number, title, body }) => ({ number, title, body: body ?? "" }))
        .filter(({ body }) => markerOf(body)?.key === key);
}
/** Opens an issue once: where the answer is lost, the list tells whether it was opened. */
async function keep_issue_open(tracker, title, body) {
    try {
        const request = { retries: 0 };
        const { data } = await tracker.client.rest.issues.create({ ...tracker.repository, title, body, request });
        return data.number;
    }
    catch (error) {
        if ((statusOf(error) ?? 0) < 500)
            throw error;
        const [found] = await ownIssues(tracker);
        if (found === undefined)
            throw error;
        return found.number;
    }
}
async function keep_issue_close({ client, repository }, number, word) {
    const request = { retries: 0 };
    await client.rest.issues.createComment({ ...repository, issue_number: number, body: word, request });
    await client.rest.issues.update({ ...repository, issue_number: number, state: "closed", state_reason: "completed" });
}

;// CONCATENATED MODULE: ./lib/report/suggestions.js


/**
 * At most one for each failing config: the first fix that changes one value, where that value stands on a line that the pull
 * request changed. GitHub refuses a whole review for one line outside of the diff.
 */
function suggestions(report, changed, linesOf) {
    return inOrder(report.runs)
        .filter(({ conclusion }) => conclusion === "fail")
        .flatMap((run) => {
        const found = run.advice.map((advice) => suggestion(run, advice, { changed, linesOf }));
        return found.find((each) => each !== undefined) ?? [];
    });
}
function suggestion(run, advice, { changed, linesOf }) {
    const { argument } = advice;
    const place = argument && run.run?.places[argument.name];
    if (argument === undefined || place === undefined)
        return undefined;
    const inDiff = changed
        .find(({ path }) => path === place.file)
        ?.lines?.some(([first, last]) => first <= place.line && place.line <= last);
    const written = linesOf(place.file)?.[place.line - 1];
    const replaced = written === undefined ? undefined : withValue(written, argument);
    if (inDiff !== true || replaced === undefined)
        return undefined;
    const mark = `<!-- gpu-memory suggestion ${encodeURIComponent([run.id, argument.name, argument.value].join(" "))} -->`;
    const reason = `With ${code(`${argument.name}: ${argument.value}`)} it fits ${code(advice.pool.name)}: ${escapeMarkdown(advice.effect)}.`;
    return {
        file: place.file,
        line: place.line,
        mark,
        body: `${mark}\n${reason}\n\n\`\`\`suggestion\n${replaced}\n\`\`\`\n`,
    };
}
/** A line `name: value # comment` with another value; undefined for any line that is more than that. */
function withValue(line, { name, value }) {
    const parts = /^(\s*(["']?)([\w-]+)\2\s*:\s+)([\w.+-]+)(\s*(?:#.*)?)$/.exec(line.replace(/\r$/, ""));
    const [, before, , key, , after] = parts ?? [];
    return key === name && !/`/.test(line) ? `${before}${value}${after}` : undefined;
}

;// CONCATENATED MODULE: ./lib/github/suggest.js



/**
 * Posts what can be mended with one click as one review, which sends one message. What was suggested before with the same
 * values is not suggested again, whatever became of it.
 */
async function suggest(pullRequest, { changes }, { inputs, client, report }) {
    const files = new Set(report.runs.flatMap(({ run }) => (run === undefined ? [] : [run.place.file])));
    const texts = await Promise.all([...files].map(async (file) => [file, (await changes.head.read(file))?.split("\n")]));
    const lines = new Map(texts);
    const wanted = suggestions(report, changes.changed ?? [], (file) => lines.get(file));
    if (wanted.length === 0)
        return;
    const { owner, repo } = inputs.place;
    const place = { owner, repo, pull_number: pullRequest.number };
    try {
        const told = await client.paginate(client.rest.pulls.listReviewComments, { ...place, per_page: 100 });
        const fresh = wanted.filter(({ mark }) => !told.some(({ body }) => body.startsWith(mark)));
        if (fresh.length === 0)
            return;
        const request = { retries: 0 };
        const comments = fresh.map(reviewComment);
        await client.rest.pulls.createReview({
            ...place,
            commit_id: pullRequest.head,
            event: "COMMENT",
            comments,
            request,
        });
    }
    catch (error) {
        remark(`The suggestions were not written; the comment has them in words. ${explained(error, "pull-requests: write")}`);
    }
}
const reviewComment = ({ file, line, body }) => ({ path: file, line, side: "RIGHT", body });

;// CONCATENATED MODULE: ./lib/github/answer.js










/** Judges what an event is about, tells the verdict, and keeps the comment of a pull request or the issue of an audit. */
async function answer(occasion, inputs) {
    const client = createClient({ token: inputs.token, apiUrl: inputs.place.apiUrl, say: say });
    if (occasion.kind === "publish")
        return publish(occasion.source, inputs, client);
    if (occasion.kind === "command")
        return obey(occasion.command, inputs, client);
    const judgement = await judge(occasion, inputs, client);
    const { report } = judgement;
    await deliver(report, inputs.place);
    const told = { inputs, client, report };
    if (inputs.check === "auto")
        await withoutEffect("check run", () => reportCheck(told));
    if (occasion.kind === "pull-request")
        await tell(occasion.pullRequest, judgement, told);
    if (occasion.kind === "audit" && inputs.issue === "auto")
        await withoutEffect("issue", () => keepIssue(told));
}
/** Comment and suggestions, the second only where the first is for the present head. */
async function tell(pullRequest, judgement, told) {
    const { comment, suggestions } = told.inputs;
    if (comment === "never")
        return;
    await withoutEffect("comment", async () => {
        const isPresent = await keepComment(pullRequest, told);
        if (isPresent && suggestions === "auto")
            await suggest(pullRequest, judgement, told);
    });
}
/**
 * Writes the comment of a pull request whose own run could not. It works everything out anew from files read as text, trusts
 * nothing that the other run left, and its exit code is no gate: that is the other run's.
 */
async function publish(source, inputs, client) {
    if (inputs.comment === "never")
        return say("Nothing to publish: `comment` is `never`.");
    const { owner, repo } = inputs.place;
    const pullRequests = await findPullRequests(client, { owner, repo }, source);
    if (pullRequests.length === 0)
        say("No open pull request has this head any more; there is nothing to publish.");
    for (const pullRequest of pullRequests) {
        const judgement = await judge({ kind: "pull-request", pullRequest }, inputs, client);
        await tell(pullRequest, judgement, { inputs, client, report: judgement.report });
    }
}

;// CONCATENATED MODULE: ./lib/github/act.js





/** The whole action: inputs in; verdict, comment and exit code out. Never throws. */
async function act(environment) {
    try {
        const inputs = readInputs(environment);
        if ("mistakes" in inputs)
            return fail(inputs.mistakes.join("\n"));
        const occasion = occasionFor(inputs);
        return occasion.kind === "ignored" ? say(occasion.why) : await answer(occasion, inputs);
    }
    catch (error) {
        fail(inWords(error));
    }
}
function occasionFor({ mode, event }) {
    return mode === "audit" ? { kind: "audit", head: event.sha } : (0,occasion/* occasionOf */.z)(event);
}


/***/ })

};
