/** A repository on GitHub. */
export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

/** A pull request on GitHub. */
export interface PullRequestName extends RepositoryName {
  readonly number: number;
}
