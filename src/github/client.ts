import { defaults, GitHub, getOctokitOptions } from "@actions/github/lib/utils";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { wholeAnswers } from "./whole-answers.ts";

/** Where and as whom GitHub is spoken to; Enterprise Server has an address of its own. */
export interface Connection {
  readonly token: string;
  readonly apiUrl: string;
  readonly say: (text: string) => void;
}

/** A limit that lifts later than this is not waited for: the verdict does not depend on it. */
const LONGEST_WAIT_S = 60;
const RETRIES = 2;

/** Sending again helps against none of these. */
const FINAL = [400, 401, 403, 404, 409, 410, 422, 429, 451];

const Octokit = GitHub.plugin(retry, throttling);
export type Client = InstanceType<typeof Octokit>;
type Throttle = NonNullable<NonNullable<ConstructorParameters<typeof Octokit>[0]>["throttle"]>;

/**
 * The plugin holds writes a second apart, and GraphQL reads with them, for programs that send many. A run writes once or
 * twice; creations of comments are still held three seconds apart.
 */
const UNPACED = {
  key: () => ({ schedule: (_options: object, work: () => Promise<unknown>) => work() }),
} as unknown as NonNullable<Throttle["write"]>;

/**
 * Octokit, which waits where GitHub asks for it and sends reads and updates again after a fault. Whoever creates something
 * passes `request: { retries: 0 }`: the request may have been carried out though its answer was lost.
 */
export function createClient({ token, apiUrl, say }: Connection): Client {
  const waitFor = (limit: string) => (seconds: number, _options: object, _octokit: unknown, count: number) => {
    const waits = seconds <= LONGEST_WAIT_S && count < RETRIES;
    say(`GitHub's ${limit} is reached and lifts in ${seconds} s; ${waits ? "waiting for it" : "going on without"}.`);
    return waits;
  };
  return new Octokit(
    getOctokitOptions(token, {
      baseUrl: apiUrl,
      userAgent: "gpu-memory",
      request: { retries: RETRIES, fetch: wholeAnswers(defaults.request?.fetch as typeof fetch) },
      retry: { doNotRetry: FINAL },
      throttle: {
        write: UNPACED,
        onRateLimit: waitFor("rate limit"),
        onSecondaryRateLimit: waitFor("secondary rate limit"),
      },
      log: { debug: () => {}, info: () => {}, warn: say, error: () => {} },
    }),
  );
}
