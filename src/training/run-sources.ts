import type { DeclaredFacts } from "./declared.ts";
import { environmentOf } from "./environment.ts";
import type { PublishedModels } from "./published.ts";
import type { RepositoryFiles } from "./repository.ts";
import type { RunSources } from "./run-of-config.ts";
import type { FoundVersions } from "./versions.ts";

/** What runs are resolved with, as the composition hands it in. */
export interface RunSourcesInput {
  readonly repository: RepositoryFiles;
  readonly published: PublishedModels;
  /** Of the fleet file; of the base in a pull request. */
  readonly declared: DeclaredFacts;
  readonly versions: FoundVersions;
}

/** The same, ready for every run: a model file that three configs use is read once. */
export function runSources({ repository, published, declared, versions }: RunSourcesInput): RunSources {
  const texts = new Map<string, Promise<string | undefined> | string | undefined>();
  const readText = (path: string) => {
    if (!texts.has(path)) texts.set(path, repository.readText(path));
    return texts.get(path);
  };
  const { environment, assumptions } = environmentOf(declared.environment, versions);
  return { repository: { ...repository, readText }, published, datasets: declared.datasets, environment, assumptions };
}
