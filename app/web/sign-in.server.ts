import { eq } from "drizzle-orm";
import { inTransaction } from "~db";
import { session } from "~db/schema/people";
import { queueEmail } from "~/domain/people/queue-email.server";
import { Problem } from "~/domain/shared/problem";
import { CODE_MINUTES, signInGateway, type SignInGateway } from "~/gateways/sign-in.server";
import { database } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { log } from "~/platform/log.server";
import { consume, type LimitName } from "~/platform/rate-limit.server";
import { singleton } from "~/platform/singleton.server";

/** The one gateway for signing in of this process, tied to our mails, our log and our configuration. */
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
      sendCode: mailCode,
      note: (level, message) => log()[level === "error" ? "error" : "debug"]({ signIn: true }, message),
    });
  });

async function mailCode(email: string, code: string): Promise<void> {
  const subject = `${code} is your Dovetail sign-in code`;
  const body = [
    `Your code is ${code}.`,
    `It works once, for ${CODE_MINUTES} minutes. Enter it on the page where you asked for it.`,
    "If you did not ask for it, somebody else entered your address. You need not do anything.",
  ].join("\n\n");
  await inTransaction(database().db, (tx) =>
    queueEmail(tx, { to: email, kind: "sign-in-code", subject, body }),
  );
}

/** Says to an address without an account how one gets one; the page says the same to everybody. */
export async function mailHowToJoin(email: string): Promise<void> {
  const subject = "Somebody tried to sign in to Dovetail with this address";
  const body = [
    "There is no Dovetail account with this e-mail address, so we did not send a code.",
    "An account begins with an invitation. Ask an administrator of your organisation to invite you, or use the link in the invitation you were sent.",
    `${env().PUBLIC_URL}/help`,
    "If it was not you, you need not do anything.",
  ].join("\n\n");
  await inTransaction(database().db, (tx) =>
    queueEmail(tx, { to: email, kind: "sign-in-unknown", subject, body }),
  );
}

/** Refuses with 429 when something about signing in was tried too often. */
export async function limit(name: LimitName, key: string): Promise<void> {
  const allowance = await consume(name, key);
  if (allowance.allowed) return;
  const minutes = Math.ceil(allowance.retryAfterSeconds / 60);
  throw new Problem(
    "too-many",
    "sign-in-locked",
    {
      title: "Too many attempts to sign in",
      detail: `To keep accounts safe, signing in is locked for ${minutes === 1 ? "a minute" : `${minutes} minutes`}. Then ask for a new code. Everything you saved is safe.`,
      next: { label: "Go to the home page", href: "/" },
    },
    { retryAfterSeconds: allowance.retryAfterSeconds },
  );
}

/** Remembers that a session passed the second factor. */
export async function markSecondFactor(token: string, at: Date): Promise<void> {
  await database().db.update(session).set({ secondFactorAt: at }).where(eq(session.token, token));
}

/** A redirect that hands on the cookies that signing in set. */
export function redirectWith(location: string, cookies: readonly string[]): Response {
  const headers = new Headers({ Location: location, "Cache-Control": "no-store" });
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return new Response(null, { status: 302, headers });
}
