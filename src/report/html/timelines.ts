import type { Timelines } from "../../memory/estimate-types.ts";
import { type PackedTimeline, packed } from "../../memory/packed-timeline.ts";
import type { TrainingRun } from "../../training/training-run.ts";
import { runOnPool } from "../../verdict/pool-verdict.ts";
import type { PoolVerdict } from "../../verdict/verdict.ts";

/** Characters of all timelines of a report together; a page must open in a moment and pass as an artifact. */
const MOST_CHARACTERS = 2_600_000;

/** The timelines of a report, each once, and no more of them than a page should hold. */
export class TimelineStore {
  private readonly source: Timelines;
  private readonly names = new Map<PackedTimeline, string>();
  private characters = 0;
  /** Pictures that had no room. */
  leftOut = 0;

  constructor(source: Timelines) {
    this.source = source;
  }

  /** The id of a run's timeline on a pool; undefined where there is none or no room. */
  add(run: TrainingRun, pool: PoolVerdict): string | undefined {
    const timeline = this.source.timeline(runOnPool(run, pool.pool), pool.pool.device);
    if (timeline === undefined) return undefined;
    const text = packed(timeline);
    const known = this.names.get(text);
    if (known !== undefined) return known;
    if (this.characters + text.length > MOST_CHARACTERS) {
      this.leftOut++;
      return undefined;
    }
    this.characters += text.length;
    const name = `timeline-${this.names.size}`;
    this.names.set(text, name);
    return name;
  }

  entries(): readonly (readonly [name: string, text: PackedTimeline])[] {
    return [...this.names].map(([text, name]) => [name, text]);
  }
}
