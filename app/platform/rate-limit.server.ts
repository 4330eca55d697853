import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { database } from "./database.server";
import { singleton } from "./singleton.server";

/** How often something may be tried: points per duration, then refused for the rest of it. */
const limits = {
  /** Asking for a sign-in code, per e-mail address and client. */
  "sign-in-code": { points: 5, durationSeconds: 15 * 60 },
  /**
   * The same per e-mail address, from wherever, but for browsers that its person has used. With the 5 tries of each code
   * this bounds guessing: 200 tries an hour at one of a hundred million.
   */
  "sign-in-code-everywhere": { points: 40, durationSeconds: 60 * 60 },
  /** Typing a sign-in code, per e-mail address and client; an authenticator code, per person. */
  "sign-in-attempt": { points: 10, durationSeconds: 15 * 60 },
  /** Everything about signing in, per client address. A hospital shares one address. */
  "sign-in-address": { points: 200, durationSeconds: 15 * 60 },
  /** Keeping a form for somebody whose session ended, per client address. */
  "held-form": { points: 60, durationSeconds: 15 * 60 },
  /** The API, per key or client address. */
  api: { points: 300, durationSeconds: 60 },
} as const;

export type LimitName = keyof typeof limits;

export type Allowance =
  | { allowed: true; remaining: number }
  /** `retryAfterSeconds` belongs into the Retry-After header. */
  | { allowed: false; retryAfterSeconds: number };

/**
 * Takes one point of a limit for a key. The counts are kept in PostgreSQL, so that they hold across instances; while it
 * is away each instance counts for itself. A limit is a length of real time: the library reads the machine's clock at both
 * ends of it, so that a portal that stands on another day locks nobody for longer.
 */
export async function consume(name: LimitName, key: string): Promise<Allowance> {
  const limiter = singleton(`rate-limit.${name}`, () => makeLimiter(name));
  try {
    const result = await limiter.consume(key);
    return { allowed: true, remaining: result.remainingPoints };
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) };
  }
}

/** What a limit would answer for a key, without taking a point of it. */
export async function peek(name: LimitName, key: string): Promise<Allowance> {
  const limiter = singleton(`rate-limit.${name}`, () => makeLimiter(name));
  const known = await limiter.get(key);
  const { points } = limits[name];
  if (!known || known.consumedPoints < points) {
    return { allowed: true, remaining: points - (known?.consumedPoints ?? 0) };
  }
  return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(known.msBeforeNext / 1000)) };
}

function makeLimiter(name: LimitName): RateLimiterPostgres {
  const { points, durationSeconds } = limits[name];
  const { sql } = database();
  // rate-limiter-flexible speaks to a node-postgres client; this is as much of one as it uses.
  const client = {
    query: async ({ text, values }: { text: string; values: (string | number)[] }) => {
      const rows = await sql.unsafe(text, values);
      return { rows, rowCount: rows.count };
    },
  };
  return new RateLimiterPostgres({
    storeClient: client,
    storeType: "client",
    tableName: "rate_limit",
    tableCreated: true, // by scripts/migrate.ts: the app needs no right to create tables
    keyPrefix: name,
    points,
    duration: durationSeconds,
    insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, points, duration: durationSeconds }),
  });
}
