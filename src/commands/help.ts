/** What `gpu-memory --help` and `gpu-memory COMMAND --help` print. */
export const HELP: Readonly<Record<string, string>> = {
  "": `gpu-memory: does a YOLO training run fit the GPU? Worked out without a GPU.

  gpu-memory check [PATH...]        judge every training run, or those that changed (--base)
  gpu-memory estimate CONFIG|MODEL  memory of one run, by phase and by what it is for
  gpu-memory fit CONFIG --gpu NAME  the largest batch, image size and scale that fit
  gpu-memory runs [PATH...]         every training run found
  gpu-memory audit                  every config on every pool
  gpu-memory gpus [NAME]            known GPUs, and what CUDA reports of them
  gpu-memory trace CONFIG           the generated allocations and frees
  gpu-memory explain LOG            why a training ran out of memory, and what helps
  gpu-memory doctor [RECORD]        whether this machine is as its pool declares
  gpu-memory calibrate MEASURED     measured runs as lines for the file of measurements
  gpu-memory ledger                 the last predictions that were checked on each pool's GPUs

Exit: 0 all fit, 1 some do not, 2 the question could not be read.
gpu-memory COMMAND --help tells more; --version prints the version.
`,
  check: `gpu-memory check [PATH...] [--base REF] [--head REF] [--fleet FILE] [--format text|markdown|json|sarif|html]
                 [--explain-discovery] [--readmes]

Judges the training runs that are written below PATH (a folder or files; the current folder by default) against the pools of
.github/gpu-fleet.yml, or against common GPUs where there is none. With --base only what changed since the merge base with
REF is judged, as in a pull request; --head names another commit than the work tree's HEAD. --explain-discovery first lists
every file that was looked at, the runs in it, or why there are none; --readmes reads code blocks of READMEs too. html is one
file to look at in a browser, with the memory of each run over time.
`,
  estimate: `gpu-memory estimate CONFIG|MODEL [key=value...] [--gpu NAME]... [--format text|json]
gpu-memory estimate --runs FILE.jsonl

Memory of one run: a train config, a model file or a published model (yolo11m.pt), with arguments as the yolo command
takes them. --gpu may be given several times; without it, common GPUs. --runs reads one run a line and prints one estimate a line.
`,
  fit: `gpu-memory fit CONFIG|MODEL [key=value...] --gpu NAME [--vary batch|imgsz|scale]

The largest value that fits, everything else kept: the last before the first that does not fit. Values that need far less than
the limit are not tried one by one. Without --vary, all three in turn.
`,
  runs: `gpu-memory runs [PATH...] [--readmes] [--format text|json]

Every training run found (in train configs, commands, programs, notebooks, job files and the fleet file), with file, line,
column and what is written. --readmes reads code blocks of READMEs too.
`,
  audit: `gpu-memory audit [PATH] [--fleet FILE] [--right-size] [--readmes] [--format text|markdown|json|html]

Every config of the repository on every pool, and every waiver. --right-size names cheaper pools that configs would fit too,
with a smaller batch where they need one.
`,
  gpus: `gpu-memory gpus [NAME] [--format text|json]

Name, aliases, what nvidia-smi and CUDA report, usable memory, architecture.
`,
  trace: `gpu-memory trace CONFIG|MODEL [key=value...] [--gpu NAME] [--least BYTES]

Every allocation and free of the run, in order, with the module that asks. --least leaves smaller ones out.
`,
  explain: `gpu-memory explain LOG [--gpu NAME] [--fleet FILE] [--format text|json]

The output of an Ultralytics training, or the text of an out-of-memory error (- reads standard input): what was configured,
predicted for that GPU and reported, the likely cause, and what helps. --gpu names the card where the log does not.
Exit: 0 no failure is told, 1 there is one, 2 it is no training log.
`,
  calibrate: `gpu-memory calibrate MEASURED.jsonl [--pool NAME] [--write FILE] [--fleet FILE]

What smoke/measure.py recorded, as lines for gpu-measurements.jsonl beside the fleet file, each with what this version predicts
for the same run: to be committed by a pull request. --pool says where records that name no pool were measured; --write adds
the lines to a file, without those that are there. Records that say nothing about a pool are named with the reason.
Exit: 0 there are lines, 1 no record counts, 2 something is no record.
`,
  ledger: `gpu-memory ledger [--format text|json|badge] [--fleet FILE]

The last 20 runs that were measured on each pool's GPUs, what had been predicted, and the error. badge is the JSON that an
endpoint badge of shields.io reads.
`,
  doctor: `gpu-memory doctor [RECORD] [--pool NAME] [--python PYTHON] [--fleet FILE] [--format text|json]

What this machine's GPU has (total, other processes, memory outside PyTorch's allocator, MIG), where that differs from the
pools of the fleet file that have such a GPU, or from the pool that is named, and what line would be right. RECORD is what
smoke/measure.py --doctor printed on another machine (- reads standard input); without it, that program is run here.
Exit: 0 as declared, 1 it differs, 2 there is no CUDA device.
`,
};
