import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextStep, type Wish } from "../../src/github/comment-plan.ts";
import type { OwnComment, Thread } from "../../src/github/thread.ts";
import { type Marker, markerLine, markerOf } from "../../src/report/marker.ts";

const HEAD = "a".repeat(40);
const OLD = "0".repeat(40);

const bodyOf = (change: Partial<Marker> = {}, text = "Verdict."): string => {
  const at = "2026-03-01T00:00:00.000Z";
  const marker: Marker = { schema: 1, key: "default", head: HEAD, run: 10, attempt: 1, at, verdict: "fail", ...change };
  return `${markerLine(marker)}\n${text}\n`;
};
const wish = (change: Partial<Marker> = {}, text?: string): Wish => ({ body: bodyOf(change, text), mayCreate: true });
const comment = (id: number, body: string, earlier: readonly string[] = []): OwnComment => {
  return { id, marker: markerOf(body) as Marker, body, earlier };
};
const thread = (...own: readonly OwnComment[]): Thread => ({ head: HEAD, own });

describe("where there is no comment yet", () => {
  it("one is created, if there is something to say", () => {
    expect(nextStep(thread(), wish())).toEqual({ kind: "create", body: bodyOf() });
    expect(nextStep(thread(), { ...wish(), mayCreate: false })).toEqual({ kind: "done", id: undefined });
  });
});

describe("where there is one", () => {
  it("it is rewritten, also by a run that would not have created it: what was said is put right", () => {
    const stale = thread(comment(1, bodyOf({ head: OLD }, "Does not fit.")));
    expect(nextStep(stale, { ...wish({}, "Fits."), mayCreate: false })).toEqual({
      kind: "update",
      id: 1,
      body: bodyOf({}, "Fits."),
    });
  });

  it("that says the same but for run and time, nothing is written", () => {
    const same = bodyOf({ run: 11, at: "2026-03-02T00:00:00.000Z" });
    expect(nextStep(thread(comment(1, bodyOf())), { body: same, mayCreate: true })).toEqual({ kind: "done", id: 1 });
  });

  it("of a later run, or a later attempt, for the same head, that one stays", () => {
    for (const later of [{ run: 11 }, { attempt: 2 }])
      expect(nextStep(thread(comment(1, bodyOf(later, "Later."))), wish())).toEqual({ kind: "done", id: 1 });
  });

  it("of a later run for a head that is no more, it is replaced", () => {
    expect(nextStep(thread(comment(1, bodyOf({ run: 99, head: OLD }))), wish())).toMatchObject({ kind: "update" });
  });
});

describe("where there are several", () => {
  it("the oldest takes over the best answer before the others go, so that none is lost in between", () => {
    const [first, second] = [comment(1, bodyOf({ run: 8 }, "Old.")), comment(2, bodyOf({ run: 12 }, "Best."))];
    expect(nextStep(thread(first, second), wish())).toEqual({ kind: "update", id: 1, body: second.body });
    expect(nextStep(thread({ ...second, id: 1 }, second), wish())).toEqual({ kind: "delete", ids: [2] });
  });
});

describe("any number of runs for one head, in any order", () => {
  const runs = fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 });
  const answerOf = (run: number): string => bodyOf({ run }, `Of run ${run}.`);
  const start = (board: Board, ids: readonly number[]): readonly Actor[] =>
    ids.map((run) => new Actor(board, wish({ run }, `Of run ${run}.`)));

  it("end with one comment, of the latest run, where nobody writes between another's read and write", () => {
    fc.assert(
      fc.property(runs, (ids) => {
        const board = new Board();
        for (const actor of start(board, ids)) actor.finish();
        expect(board.comments.map(({ body }) => body)).toEqual([answerOf(Math.max(...ids))]);
      }),
    );
  });

  it("end with one comment, of the latest run, whoever acts upon what was read long ago", () => {
    fc.assert(
      fc.property(runs, fc.array(fc.nat(), { maxLength: 60 }), (ids, turns) => {
        const board = new Board();
        const actors = start(board, ids);
        for (const turn of turns) actors[turn % actors.length]?.turn();
        for (const actor of actors) actor.finish();
        expect(board.comments.map(({ body }) => body)).toEqual([answerOf(Math.max(...ids))]);
      }),
      { numRuns: 2000 },
    );
  });

  it("lose none to a stale write: the earlier run sees what it covered, and puts it back", () => {
    const [old, late] = [bodyOf({ run: 9 }, "Of run 9."), bodyOf({ run: 12 }, "Of run 12.")];
    const covered = thread(comment(1, bodyOf(), [bodyOf(), late, old]));
    expect(nextStep(covered, wish())).toEqual({ kind: "update", id: 1, body: late });
  });
});

/** What GitHub remembers. */
class Board {
  comments: readonly OwnComment[] = [];
  #nextId = 1;
  create(body: string): void {
    this.comments = [...this.comments, comment(this.#nextId++, body)];
  }
  update(id: number, body: string): void {
    this.comments = this.comments.map((each) =>
      each.id === id ? comment(id, body, [body, ...(each.earlier.length === 0 ? [each.body] : each.earlier)]) : each,
    );
  }
  delete(ids: readonly number[]): void {
    this.comments = this.comments.filter(({ id }) => !ids.includes(id));
  }
}

/** A run that reads in one turn and writes in the next, until a read finds nothing to do; history only once it has written. */
class Actor {
  isDone = false;
  #hasWritten = false;
  #read: Thread | undefined;
  readonly #board: Board;
  readonly #wish: Wish;
  constructor(board: Board, wanted: Wish) {
    this.#board = board;
    this.#wish = wanted;
  }
  finish(): void {
    while (!this.isDone) this.turn();
  }
  turn(): void {
    if (this.isDone) return;
    if (this.#read === undefined) {
      const seen = this.#board.comments;
      this.#read = thread(...(this.#hasWritten ? seen : seen.map(({ id, body }) => comment(id, body))));
      this.isDone = nextStep(this.#read, this.#wish).kind === "done";
      return;
    }
    const step = nextStep(this.#read, this.#wish);
    this.#read = undefined;
    this.#hasWritten = true;
    if (step.kind === "create") this.#board.create(step.body);
    if (step.kind === "update") this.#board.update(step.id, step.body);
    if (step.kind === "delete") this.#board.delete(step.ids);
  }
}
