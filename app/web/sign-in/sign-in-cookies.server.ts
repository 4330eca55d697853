import { createHmac } from "node:crypto";
import { env } from "~/platform/env.server";
import { cookieOf } from "~/web/session.server";

const ASKED = "dovetail.code";
const ASKED_SECONDS = 15 * 60;
const KNOWN = "dovetail.known";
const KNOWN_SECONDS = 180 * 24 * 60 * 60;

export interface AskedCode {
  email: string;
  /** What the code that was sent works with. */
  secret: string;
}

/** Carries from the page that asks for a code to the page that takes it what was asked; never in an address. */
export function askedCookie(asked: AskedCode | null): string {
  return cookie(ASKED, asked ? `${asked.secret}.${asked.email}` : "", ASKED_SECONDS);
}

export function askedOf(request: Request): AskedCode | null {
  const value = cookieOf(request, ASKED) ?? "";
  const dot = value.indexOf(".");
  return dot > 0 ? { secret: value.slice(0, dot), email: value.slice(dot + 1) } : null;
}

/**
 * Marks a browser in which somebody has signed in with this address, so that what others do with the address elsewhere
 * does not slow its own person down. It proves nothing more: a code is needed as ever.
 */
export function knownCookie(email: string): string {
  return cookie(KNOWN, markOf(email), KNOWN_SECONDS);
}

export function isKnownBrowser(request: Request, email: string): boolean {
  return cookieOf(request, KNOWN) === markOf(email);
}

const markOf = (email: string) =>
  createHmac("sha256", env().SESSION_SECRET).update(`known browser of ${email}`).digest("base64url");

function cookie(name: string, value: string, seconds: number): string {
  const secure = env().PUBLIC_URL.startsWith("https:") ? "; Secure" : "";
  const age = value ? seconds : 0;
  return `${name}=${encodeURIComponent(value)}; Path=/sign-in; HttpOnly; SameSite=Lax; Max-Age=${age}${secure}`;
}
