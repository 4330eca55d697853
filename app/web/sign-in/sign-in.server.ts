import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { session } from "~db/schema/people";
import { Problem } from "~/domain/shared/problem";
import { signInGateway, type CookiesSet, type SignInGateway } from "~/gateways/sign-in.server";
import { clock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { log } from "~/platform/log.server";
import { consume, peek, type Allowance, type LimitName } from "~/platform/rate-limit.server";
import { singleton } from "~/platform/singleton.server";
import { sessionTokenOf } from "~/web/session.server";
import { isKnownBrowser } from "./sign-in-cookies.server";

/** The one gateway for signing in of this process, tied to our log and our configuration. */
export const signIn = (): SignInGateway =>
  singleton("sign-in", () => {
    const { SESSION_SECRET, PUBLIC_URL, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env();
    const oidc =
      OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET
        ? { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET }
        : null;
    return signInGateway({
      db: database().db,
      secret: SESSION_SECRET,
      publicUrl: PUBLIC_URL,
      oidc,
      now: () => clock().now(),
      note: (level, message) => log()[level === "error" ? "error" : "debug"]({ signIn: true }, message),
    });
  });

/**
 * Refuses who asks for codes too often: from one client for one address, from one client for whatever address, and from
 * everywhere for one address. The last is to keep a mailbox from being flooded and a code from being guessed; it does
 * not hold for a browser in which the person has signed in before, so nobody keeps them out by asking for their codes.
 */
export async function limitAsking(request: Request, email: string, clientAddress: string): Promise<void> {
  await limit("sign-in-address", clientAddress);
  const known = isKnownBrowser(request, email);
  // A code that could not be typed yet is not sent: who asks for one is told how long to wait.
  refuseLocked(await peek("sign-in-attempt", pairOf(email, known ? "known" : clientAddress)));
  await limit("sign-in-code", pairOf(email, known ? "known" : clientAddress));
  if (!known) await limit("sign-in-code-everywhere", pairOf(email, ""));
}

/** Refuses who tries codes too often. What one client does with an address slows down no other. */
export async function limitTrying(request: Request, email: string, clientAddress: string): Promise<void> {
  await limit("sign-in-address", clientAddress);
  await limit("sign-in-attempt", pairOf(email, isKnownBrowser(request, email) ? "known" : clientAddress));
}

/** A key of a fixed length that names nobody: the limiter's table is readable to whoever reads the database. */
const pairOf = (email: string, client: string) =>
  createHash("sha256").update(`${email}\n${client}`).digest("base64url");

/** Refuses with 429 when something about signing in was tried too often. */
export async function limit(name: LimitName, key: string): Promise<void> {
  refuseLocked(await consume(name, key));
}

function refuseLocked(allowance: Allowance): void {
  if (allowance.allowed) return;
  const minutes = Math.ceil(allowance.retryAfterSeconds / 60);
  throw new Problem(
    "too-many",
    "sign-in-locked",
    {
      title: "Too many attempts to sign in",
      detail: `To keep accounts safe, signing in from here is locked for ${minutes === 1 ? "a minute" : `${minutes} minutes`}. Then ask for a new code. Whoever is signed in elsewhere stays signed in, and everything you saved is safe.`,
      next: { label: "Go to the home page", href: "/" },
    },
    { retryAfterSeconds: allowance.retryAfterSeconds },
  );
}

/** Remembers that a session passed the second factor. */
export async function markSecondFactor(token: string, at: Date): Promise<void> {
  await database().db.update(session).set({ secondFactorAt: at }).where(eq(session.token, token));
}

/** Takes the first code of an app that is being set up, and marks the session that comes of it. Null when it is wrong. */
export async function confirmAuthenticator(code: string, headers: Headers): Promise<CookiesSet | null> {
  const done = await signIn().enterAuthenticatorCode(code, headers);
  if (!done) return null;
  // The library begins a new session, whose token is only in its cookie.
  const cookie = done.cookies.map((each) => each.split(";")[0]!).join("; ");
  const token = sessionTokenOf(new Request("http://localhost", { headers: { Cookie: cookie } }));
  if (token) await markSecondFactor(token, clock().now());
  return done;
}

/** A redirect that hands on the cookies that signing in set. */
export function redirectWith(location: string, cookies: readonly string[]): Response {
  const headers = new Headers({ Location: location, "Cache-Control": "no-store" });
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return new Response(null, { status: 302, headers });
}
