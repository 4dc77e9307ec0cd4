import { dockerfileJobs } from "./dockerfile.ts";
import { editorJobs } from "./editor.ts";
import { jenkinsJobs } from "./jenkins.ts";
import type { Job, JobFile } from "./job.ts";
import { makefileJobs } from "./makefile.ts";
import { readmeJobs } from "./readme.ts";
import { scriptJobs } from "./scripts.ts";
import { yamlJobs } from "./yaml.ts";

const README = /(?:^|\/)readme[\w.-]*\.(?:md|markdown)$/i;

/** Which file holds commands in which form; the first that fits. */
const ADAPTERS: readonly { readonly name: RegExp; readonly jobs: (file: JobFile) => Job[] }[] = [
  { name: /\.(?:sh|bash|zsh|ksh|sbatch|slurm|sub|pbs|job|qsub|lsf|bat|cmd|ps1)$/i, jobs: scriptJobs },
  {
    name: /(?:^|\/)(?:GNU)?[Mm]akefile(?:\.[\w-]+)?$|\.(?:mk|mak)$|(?:^|\/)\.?[Jj]ustfile$|\.just$/,
    jobs: makefileJobs,
  },
  { name: /(?:^|\/)(?:[\w.-]+\.)?(?:Docker|Container)file(?:\.[\w.-]+)?$/i, jobs: dockerfileJobs },
  { name: /(?:^|\/)\.vscode\/(?:launch|tasks)\.json$/, jobs: editorJobs },
  { name: /\.ya?ml$|(?:^|\/)package\.json$/i, jobs: yamlJobs },
  { name: /(?:^|\/)Jenkinsfile/, jobs: jenkinsJobs },
  { name: README, jobs: readmeJobs },
];

const adapterOf = (path: string) => ADAPTERS.find(({ name }) => name.test(path));

/** Whether a file may hold commands, by its name. */
export const mayHoldCommands = (path: string): boolean => adapterOf(path) !== undefined && !isReadme(path);

/** Whether a file tells readers what to run, which is looked at only where that is asked for. */
export const isReadme = (path: string): boolean => README.test(path);

/** Whether a file is a script as a whole, which others may start. */
export const isScript = (path: string): boolean => adapterOf(path)?.jobs === scriptJobs;

/** The commands of a file. */
export const jobsIn = (file: JobFile): Job[] => adapterOf(file.path)?.jobs(file) ?? [];
