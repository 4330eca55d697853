import { createHmac, timingSafeEqual } from "node:crypto";
import { database } from "~/platform/database.server";
import { dayOf } from "~/domain/shared/day";
import { clock } from "~/platform/clock.server";
import { env } from "~/platform/env.server";
import { personOfSession, type SignedInPerson } from "~/domain/people/person-views.server";
import type { PersonActor } from "~/domain/people/role";
import { secondFactorStep, type SecondFactorStep } from "~/domain/people/second-factor";
import { requestIdOf } from "./request-scope.server";
import { isStorable } from "./storable-text";

const PREFIX = "dovetail";

/** The name of the session cookie; better-auth adds __Secure- when people reach the service by https. */
export function sessionCookieName(): string {
  return `${env().PUBLIC_URL.startsWith("https:") ? "__Secure-" : ""}${PREFIX}.session_token`;
}

/** The value of a cookie, or null. A cookie comes back as the browser likes: one that cannot be read is none. */
export function cookieOf(request: Request, name: string): string | null {
  for (const part of request.headers.get("cookie")?.split(/;\s*/) ?? []) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at) === name) return decoded(part.slice(at + 1));
  }
  return null;
}

function decoded(value: string): string | null {
  try {
    const text = decodeURIComponent(value);
    return isStorable(text) ? text : null;
  } catch {
    return null;
  }
}

/**
 * The token in the request's session cookie when its signature is ours. The form is that of better-auth's signed
 * cookies (value, dot, HMAC-SHA256 in base64); reading it here spares each page two queries.
 */
export function sessionTokenOf(request: Request): string | null {
  const cookie = cookieOf(request, sessionCookieName());
  const dot = cookie?.lastIndexOf(".") ?? -1;
  if (!cookie || dot < 1) return null;
  const token = cookie.slice(0, dot);
  const expected = createHmac("sha256", env().SESSION_SECRET).update(token).digest();
  const given = Buffer.from(cookie.slice(dot + 1), "base64");
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

const remembered = new WeakMap<object, Promise<SignedInPerson | null>>();

/**
 * The person of the request's session, also one who still owes the second factor; read once per request, because the
 * root and the page both ask.
 */
export function personOf(request: Request, context: unknown): Promise<SignedInPerson | null> {
  const key = typeof context === "object" && context !== null ? context : request;
  const known = remembered.get(key);
  if (known) return known;
  const person = personOfRequest(request);
  remembered.set(key, person);
  return person;
}

/** The person of the request, read anew: for the pages between the first and the second factor. */
export async function personOfRequest(request: Request): Promise<SignedInPerson | null> {
  const token = sessionTokenOf(request);
  return token ? personOfSession(database().db, { token, at: clock().now() }) : null;
}

/** Forgets what this request knew of its session, after an action changed it. */
export function forgetPerson(request: Request, context: unknown): void {
  remembered.delete(typeof context === "object" && context !== null ? context : request);
}

/** What this person's session still owes before anybody is signed in: the app's code, or setting it up. */
export function owedStep(person: SignedInPerson): SecondFactorStep | null {
  const { twoFactorEnabled: enabled, secondFactorPassed: passed, memberships } = person;
  return secondFactorStep({ enabled, passed, memberships }, { demo: env().DEMO });
}

/** The actor of the request: null when nobody is fully signed in. */
export async function actorOf(request: Request, context: unknown): Promise<PersonActor | null> {
  const person = await personOf(request, context);
  if (!person || owedStep(person)) return null;
  const { memberships } = person;
  const active =
    memberships.find(({ code }) => code === person.activeOrganisationCode) ??
    (memberships.length === 1 ? memberships[0] : undefined);
  const organisation = active
    ? { code: active.code, name: active.name, kind: active.kind, supplierId: active.supplierId }
    : null;
  return {
    userId: person.userId,
    name: person.name,
    email: person.email,
    organisationCode: organisation?.code ?? null,
    organisation,
    roles: active?.roles ?? [],
    memberships: memberships.map(({ code, name, kind, roles }) => ({ code, name, kind, roles })),
    requestId: requestIdOf(request, context),
  };
}

/** The day and the instant of a request, by the clock of the process. */
export function timeOfRequest() {
  const now = clock().now();
  return { now, today: dayOf(now) };
}
