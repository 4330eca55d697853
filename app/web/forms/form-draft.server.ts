import { redirect } from "@remix-run/node";
import { randomBytes } from "node:crypto";
import { and, desc, eq, gt, or, lte, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { formDraft } from "~db/schema/platform";
import { pagePath } from "~/web/safe-path";
import {
  DRAFT_HOURS,
  draftAnswer,
  draftIn,
  draftText,
  isFormState,
  MOST_DRAFTS,
  withDraft,
  withoutDraft,
} from "./form-draft";
import type { FormState } from "./form-state";

/**
 * True when a browser opens the answer as a page of its own. Only such an answer is ever asked for again, by Reload and
 * Back; a script reads the answer itself.
 */
const opensPage = (request: Request) => request.headers.get("Sec-Fetch-Dest") === "document";

interface Answered {
  data: FormState;
  status: number;
}

/** A form that is shown again, checked or refused, with its status; null for any other answer. */
function shownForm(answer: unknown): Answered | null {
  if (isFormState(answer)) return { data: answer, status: 200 };
  const { type, data, init } = (answer ?? {}) as {
    type?: string;
    data?: unknown;
    init?: { status?: number };
  };
  if (type !== "DataWithResponseInit" || !isFormState(data)) return null;
  return { data, status: init?.status ?? 200 };
}

/**
 * What a form is answered with: post, redirect, get. A form that is shown again, to be checked or with what is wrong, is
 * kept for the person who sent it, and the browser is sent on (303) to the same address with "?draft=...", whose page is
 * a GET: Back, Reload and a second tab never ask to send the form again. The answer itself where it cannot be kept:
 * without an account, for a script, when it is longer than MOST_DRAFT_BYTES, or where the form has a secret.
 */
export async function asPage<R>(
  q: Queryable,
  answer: R,
  given: { request: Request; userId: string | null; secrets: readonly string[] | undefined; at: Date },
): Promise<R> {
  const { request, userId, secrets, at } = given;
  const shown = shownForm(answer);
  if (!shown || !userId || (secrets?.length ?? 0) > 0 || !opensPage(request)) return answer;
  const text = draftText(shown.data);
  if (text === null) return answer;
  const path = pagePath(request.url);
  const id = randomBytes(18).toString("base64url");
  const expiresAt = new Date(at.getTime() + DRAFT_HOURS * 60 * 60 * 1000);
  await q.insert(formDraft).values({
    id,
    userId,
    path: withoutDraft(path),
    status: shown.status,
    answer: text,
    createdAt: at,
    expiresAt,
  });
  await forgetOldest(q, userId, at);
  return redirect(withDraft(path, id), { status: 303, headers: { "Cache-Control": "no-store" } }) as R;
}

/** Keeps the newest of a person's drafts, and none that is over. */
async function forgetOldest(q: Queryable, userId: string, at: Date): Promise<void> {
  const surplus = q
    .select({ id: formDraft.id })
    .from(formDraft)
    .where(eq(formDraft.userId, userId))
    .orderBy(desc(formDraft.createdAt), desc(formDraft.id))
    .offset(MOST_DRAFTS);
  await q
    .delete(formDraft)
    .where(
      and(eq(formDraft.userId, userId), or(lte(formDraft.expiresAt, at), sql`${formDraft.id} in ${surplus}`)),
    );
}

/**
 * What the page of this address shows again of a form: null where the address names no draft, "gone" where it names one
 * that this person does not have, on this page, any more.
 */
export async function draftOf(
  q: Queryable,
  path: string,
  { userId, at }: { userId: string; at: Date },
): Promise<Answered | "gone" | null> {
  const id = draftIn(path);
  if (id === null) return null;
  const [row] = await q
    .select()
    .from(formDraft)
    .where(
      and(
        eq(formDraft.id, id),
        eq(formDraft.userId, userId),
        eq(formDraft.path, withoutDraft(path)),
        gt(formDraft.expiresAt, at),
      ),
    );
  return row ? { data: draftAnswer(row.answer), status: row.status } : "gone";
}

/** Once the form that a draft stands for went through, it is of no use any more. */
export async function dropDraft(q: Queryable, path: string, userId: string | null): Promise<void> {
  const id = draftIn(path);
  if (id === null || userId === null) return;
  await q.delete(formDraft).where(and(eq(formDraft.id, id), eq(formDraft.userId, userId)));
}
