import type { LabelsPerImage } from "./training-run.ts";

/** What the repository's owner declares about a data set that its files do not say. */
export interface DeclaredDataset {
  readonly images?: number;
  readonly labelsPerImage?: LabelsPerImage;
}

/** The part of the fleet file that training runs rest on; data sets by path or name. */
export interface DeclaredFacts {
  readonly datasets: Readonly<Record<string, DeclaredDataset>>;
  readonly environment: { readonly ultralytics?: string; readonly torch?: string; readonly allocator?: string };
}
