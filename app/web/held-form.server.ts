import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, lt } from "drizzle-orm";
import type { Queryable } from "~db";
import { heldForm } from "~db/schema/platform";
import { env } from "~/platform/env.server";
import type { FormValues } from "./form.server";
import { cookieOf } from "./session.server";

const COOKIE = "dovetail.held";
const SECONDS = 60 * 60;
/** Never kept: secrets that somebody typed. */
const SECRET = /password|code|otp|secret/i;

const hashOf = (secret: string) => createHash("sha256").update(secret).digest("hex");

function cookie(value: string, maxAge: number): string {
  const secure = env().PUBLIC_URL.startsWith("https:") ? "; Secure" : "";
  return `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`;
}

/** Keeps what was typed for an hour; the answer is the cookie that brings it back. */
export async function holdForm(
  q: Queryable,
  held: { path: string; values: FormValues; userId: string | null; at: Date },
): Promise<string> {
  const secret = randomBytes(24).toString("base64url");
  const values = Object.fromEntries(Object.entries(held.values).filter(([name]) => !SECRET.test(name)));
  await q.delete(heldForm).where(lt(heldForm.expiresAt, held.at));
  await q.insert(heldForm).values({
    secretHash: hashOf(secret),
    userId: held.userId,
    path: held.path,
    values,
    expiresAt: new Date(held.at.getTime() + SECONDS * 1000),
  });
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

/** Once the form went through, or its person signs out: forgets it and clears the cookie. Null when none is kept. */
export async function dropHeld(q: Queryable, request: Request): Promise<string | null> {
  const secret = cookieOf(request, COOKIE);
  if (!secret) return null;
  await q.delete(heldForm).where(eq(heldForm.secretHash, hashOf(secret)));
  return cookie("", 0);
}
