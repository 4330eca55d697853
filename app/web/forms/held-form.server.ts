import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt } from "drizzle-orm";
import type { Queryable } from "~db";
import { heldForm } from "~db/schema/platform";
import { userOfSession } from "~/domain/people/person-views.server";
import { env } from "~/platform/env.server";
import { consume } from "~/platform/rate-limit.server";
import type { FormValues } from "./form-state";
import { cookieOf, sessionTokenOf } from "~/web/session.server";

const COOKIE = "dovetail.held";
const SECONDS = 60 * 60;

const hashOf = (secret: string) => createHash("sha256").update(secret).digest("hex");

function cookie(value: string, maxAge: number): string {
  const secure = env().PUBLIC_URL.startsWith("https:") ? "; Secure" : "";
  return `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`;
}

/**
 * Keeps what was typed for an hour; the answer is the cookie that brings it back. Null when nothing is kept: only the
 * owner of a session of ours that is known to have been opened has something kept, never more than fits (`holdable`),
 * and one client address only so often. Whoever calls has found that the session lets nobody in any more.
 */
export async function holdForm(
  q: Queryable,
  request: Request,
  held: { path: string; values: FormValues | null; clientAddress: string; at: Date },
): Promise<string | null> {
  const { path, values, at } = held;
  const token = sessionTokenOf(request);
  if (!token || !values) return null;
  const userId = await userOfSession(q, token);
  if (!userId || !(await consume("held-form", held.clientAddress)).allowed) return null;
  const secret = randomBytes(24).toString("base64url");
  const expiresAt = new Date(at.getTime() + SECONDS * 1000);
  await q.insert(heldForm).values({ secretHash: hashOf(secret), userId, path, values, expiresAt });
  return cookie(secret, SECONDS);
}

/** What this browser's person had typed on this page before their session ended, or null. */
export async function heldValues(
  q: Queryable,
  request: Request,
  { path, userId, at }: { path: string; userId: string; at: Date },
): Promise<FormValues | null> {
  const secret = cookieOf(request, COOKIE);
  if (!secret) return null;
  const [row] = await q
    .select()
    .from(heldForm)
    .where(and(eq(heldForm.secretHash, hashOf(secret)), eq(heldForm.path, path), gt(heldForm.expiresAt, at)));
  if (!row || (row.userId !== null && row.userId !== userId)) return null;
  return row.values;
}

/**
 * Once the form of a page went through, or its person signs out (then without a page): forgets what is kept and clears
 * the cookie. Null when nothing is kept, or for another page: signing in again is a form too, and must leave it.
 */
export async function dropHeld(q: Queryable, request: Request, path?: string): Promise<string | null> {
  const secret = cookieOf(request, COOKIE);
  if (!secret) return null;
  const dropped = await q
    .delete(heldForm)
    .where(
      and(eq(heldForm.secretHash, hashOf(secret)), path === undefined ? undefined : eq(heldForm.path, path)),
    )
    .returning({ path: heldForm.path });
  return path === undefined || dropped.length > 0 ? cookie("", 0) : null;
}
