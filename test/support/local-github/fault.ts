// What goes wrong, and when. A fault strikes once for every request that it counts, in the order given.

export type Fault = Readonly<{
  /** The operation that it strikes, such as issues/create-comment, or graphql; any when absent. */
  operation?: string;
  /** Which of those requests, from 1; every one when absent. */
  request?: number;
  /** What happens. */
  what: /** An error in GitHub's words with this message, or this body. */
    | Readonly<{
        kind: "status";
        status: number;
        message?: string;
        body?: unknown;
        headers?: Readonly<Record<string, string>>;
        /** The rate limit is used up, and lifts so many seconds after the answer, by the server's clock. */
        limitLiftsIn?: number;
      }>
    /** The request is carried out, and this status is answered all the same. */
    | Readonly<{ kind: "status-after"; status: number }>
    /** The request is carried out; half of the answer arrives, then the connection is reset. */
    | Readonly<{ kind: "reset" }>
    /** The request is carried out; the answer ends early, though politely. */
    | Readonly<{ kind: "malformed" }>
    /** The list has its first entries only and no Link header, as if there were no more. */
    | Readonly<{ kind: "cut-page"; entries: number }>
    | Readonly<{ kind: "stall"; milliseconds: number }>;
}>;

/** Counts requests, and tells which fault strikes one. */
export function faultPlan(faults: readonly Fault[]): (operation: string) => Fault["what"] | undefined {
  const seen = new Map<Fault, number>();
  return (operation) => {
    const concerned = faults.filter((fault) => fault.operation === undefined || fault.operation === operation);
    for (const fault of concerned) seen.set(fault, (seen.get(fault) ?? 0) + 1);
    return concerned.find((fault) => fault.request === undefined || fault.request === seen.get(fault))?.what;
  };
}
