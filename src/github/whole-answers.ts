/** A request without an answer in this time is given up. */
const PATIENCE_MS = 10_000;

/** Statuses whose answers have no content (fetch standard). */
const EMPTY = new Set([204, 205, 304]);

/**
 * fetch that yields only whole answers: one that stalls, breaks off or is no JSON though it says so is an error like a lost
 * connection. Octokit would hand on what it got. Times in headers are told by this machine's clock.
 */
export function wholeAnswers(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (url, options) => {
    const answer = await fetch(url, { ...options, signal: AbortSignal.timeout(PATIENCE_MS) });
    const content = await answer.arrayBuffer();
    const { status, statusText } = answer;
    const isJson = /^application\/(?:[\w.]+\+)?json\b/.test(answer.headers.get("content-type") ?? "");
    if (isJson && content.byteLength > 0) JSON.parse(new TextDecoder().decode(content));
    const headers = byOurClock(answer.headers);
    const whole = new Response(EMPTY.has(status) ? null : content, { status, statusText, headers });
    // A response that is made has no address, and Octokit finds further pages from it.
    return Object.defineProperty(whole, "url", { value: answer.url });
  };
}

/**
 * GitHub tells by its own clock when a rate limit lifts (x-ratelimit-reset, seconds since 1970), and Octokit waits by this
 * machine's: a runner whose clock is off would wait too long, or ask again at once.
 */
function byOurClock(given: Headers): Headers {
  const headers = new Headers(given);
  const [theirs, reset] = [Date.parse(given.get("date") ?? ""), given.get("x-ratelimit-reset")];
  if (reset !== null && !Number.isNaN(theirs))
    headers.set("x-ratelimit-reset", String(Number(reset) + Math.round((Date.now() - theirs) / 1000)));
  return headers;
}
