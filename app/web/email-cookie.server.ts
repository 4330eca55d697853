import { env } from "~/platform/env.server";
import { cookieOf } from "./session.server";

const NAME = "dovetail.email";
const SECONDS = 15 * 60;

/** Carries the address from the page that asks for it to the page that asks for its code; never in an address. */
export function emailCookie(email: string): string {
  const secure = env().PUBLIC_URL.startsWith("https:") ? "; Secure" : "";
  const age = email ? SECONDS : 0;
  return `${NAME}=${encodeURIComponent(email)}; Path=/sign-in; HttpOnly; SameSite=Lax; Max-Age=${age}${secure}`;
}

export const emailOf = (request: Request): string | null => cookieOf(request, NAME) || null;
