/** Folders whose YAML configures other programs. */
const isOther = (path: string): boolean =>
  /(?:^|\/)(?:\.git|\.github|node_modules|\.venv|venv|site-packages)\//.test(path);

export interface SelectionRules {
  readonly wanted: ((path: string) => boolean) | undefined;
  readonly isDeclared: (path: string) => boolean;
}

/** Whether a file of this name may be a train config, and is wanted. */
export const mayHoldRuns = (path: string, { wanted = () => true }: Pick<SelectionRules, "wanted">): boolean =>
  /\.ya?ml$/i.test(path) && !isOther(path) && wanted(path);
