import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { formToken } from "~db/schema/platform";
import { Problem } from "~/domain/shared/problem";

export type FormValues = Record<string, string | string[]>;
/** What a form sends: text, several texts of one name, or a file. */
export type FormFields = Record<string, string | string[] | File | File[]>;

const MAX_BYTES = 12 * 1024 * 1024;

export interface SentForm {
  fields: FormFields;
  /** Without files: what can be shown or kept. */
  values: FormValues;
  token: string | null;
}

/** Reads the body of a post. Throws a bad-request Problem when it is too long or no form at all. */
export async function readForm(request: Request): Promise<SentForm> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BYTES) {
    throw new Problem("bad-request", "too-long", {
      title: "What you sent is too big",
      detail: "Files can be up to 10 MB. Choose a smaller file and send it again.",
    });
  }
  const data = await request.formData().catch(() => {
    throw new Problem("bad-request", "not-a-form", "We could not understand what was sent");
  });
  const fields: FormFields = {};
  const values: FormValues = {};
  for (const name of new Set(data.keys())) {
    const all = data.getAll(name);
    const texts = all.filter((entry): entry is string => typeof entry === "string");
    const files = all.filter((entry): entry is File => typeof entry !== "string");
    if (files.length > 0) fields[name] = files.length === 1 ? files[0]! : files;
    else fields[name] = texts.length === 1 ? texts[0]! : texts;
    if (texts.length > 0) values[name] = texts.length === 1 ? texts[0]! : texts;
  }
  const token = typeof values._token === "string" && values._token.length <= 100 ? values._token : null;
  delete fields._token;
  delete values._token;
  return { fields, values, token };
}

/**
 * One page carries one token for all its forms, so the key of a submission is the token with the form's address and
 * contents: the same form sent twice is one deed, another form of the same page is another.
 */
export function submissionKey(form: SentForm, path: string): string | null {
  if (!form.token) return null;
  const parts = Object.entries(form.fields).map(([name, value]) => [
    name,
    (Array.isArray(value) ? value : [value]).map((v) => (v instanceof File ? [v.name, v.size] : v)),
  ]);
  parts.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  const digest = createHash("sha256")
    .update(JSON.stringify([path, parts]))
    .digest("base64url");
  return `${form.token}:${digest}`;
}

/**
 * Claims a submission in the deed's own transaction. Answers null to the first; a second one waits until the first has
 * ended and gets the address where it went.
 */
export async function claimSubmission(tx: Tx, userId: string, key: string, at: Date): Promise<string | null> {
  const claimed = await tx
    .insert(formToken)
    .values({ userId, token: key, location: "", usedAt: at })
    .onConflictDoNothing()
    .returning({ token: formToken.token });
  if (claimed.length > 0) return null;
  const [first] = await tx
    .select({ location: formToken.location })
    .from(formToken)
    .where(and(eq(formToken.userId, userId), eq(formToken.token, key)));
  return first?.location ?? "/";
}

/** Remembers where the first submission went; without a place to go to there is nothing to repeat. */
export async function settleSubmission(
  tx: Tx,
  userId: string,
  key: string,
  location: string | null,
): Promise<void> {
  const mine = and(eq(formToken.userId, userId), eq(formToken.token, key));
  if (location === null) await tx.delete(formToken).where(mine);
  else await tx.update(formToken).set({ location }).where(mine);
}
