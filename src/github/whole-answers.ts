/** A request without an answer in this time is given up. */
const PATIENCE_MS = 10_000;

/** Statuses whose answers have no content (fetch standard). */
const EMPTY = new Set([204, 205, 304]);

/**
 * fetch that yields only whole answers: one that stalls, breaks off or is no JSON though it says so is an error like a lost
 * connection. Octokit would hand on what it got.
 */
export function wholeAnswers(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (url, options) => {
    const answer = await fetch(url, { ...options, signal: AbortSignal.timeout(PATIENCE_MS) });
    const content = await answer.arrayBuffer();
    const { status, statusText } = answer;
    const isJson = /^application\/(?:[\w.]+\+)?json\b/.test(answer.headers.get("content-type") ?? "");
    if (isJson && content.byteLength > 0) JSON.parse(new TextDecoder().decode(content));
    return new Response(EMPTY.has(status) ? null : content, { status, statusText, headers: [...answer.headers] });
  };
}
