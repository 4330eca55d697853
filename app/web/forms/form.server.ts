import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { formToken } from "~db/schema/platform";
import { Problem } from "~/domain/shared/problem";
import type { FormValues } from "./form-state";
import { isStorable, recordOf, storable } from "~/web/storable-text";

/** What a form sends: text, several texts of one name, or a file. */
export type FormFields = Record<string, string | string[] | File | File[]>;

/** More than any page of ours sends; a body of the allowed length could hold half a million. */
const MOST_FIELDS = 50_000;

export interface SentForm {
  fields: FormFields;
  /** Without files: what can be shown or kept. */
  values: FormValues;
  token: string | null;
  /** What the page had shown of what is stored (`SeenField`). */
  seen: string | null;
}

/**
 * Reads the body of a post, whose length scripts/serve has bounded. Names, texts and file names come out as they can be
 * stored. Throws a bad-request Problem when it is no form, or holds too many fields.
 */
export async function readForm(request: Request): Promise<SentForm> {
  const data = await request.formData().catch(() => {
    throw new Problem("bad-request", "not-a-form", "We could not understand what was sent");
  });
  const entries = [...data].map(([name, value]) => [storable(name), storableEntry(value)] as const);
  if (entries.length > MOST_FIELDS) {
    throw new Problem("bad-request", "too-many-fields", {
      title: "What you sent has too many answers",
      detail: "Send fewer at a time, or upload a file where the page offers it.",
    });
  }
  const { _token, _seen, ...values } = recordOf(
    entries.filter((entry): entry is readonly [string, string] => typeof entry[1] === "string"),
  );
  const files = entries.filter((entry): entry is readonly [string, File] => typeof entry[1] !== "string");
  const token = typeof _token === "string" && _token.length <= 100 ? _token : null;
  const seen = typeof _seen === "string" && _seen !== "" ? _seen : null;
  return { fields: { ...values, ...recordOf(files) }, values, token, seen };
}

/** What goes back to the page when a form is refused: what was typed, and what the page had shown before. */
export function typedAgain({ values, seen }: Pick<SentForm, "values" | "seen">): FormValues {
  return seen === null ? values : { ...values, _seen: seen };
}

function storableEntry(value: FormDataEntryValue): string | File {
  if (typeof value === "string") return storable(value);
  return isStorable(value.name) ? value : new File([value], storable(value.name), { type: value.type });
}

/**
 * One page carries one token for all its forms, so the key of a submission is the token with the form's address and
 * contents: the same form sent twice is one action, another form of the same page is another. A file counts by its bytes:
 * one that was corrected often keeps its name and size.
 */
export async function submissionKey(form: SentForm, path: string): Promise<string | null> {
  if (!form.token) return null;
  const digestOf = async (value: string | File) =>
    value instanceof File ? [value.name, sha256(Buffer.from(await value.arrayBuffer()))] : value;
  const parts = await Promise.all(
    Object.entries(form.fields).map(
      async ([name, value]) => [name, await Promise.all([value].flat().map(digestOf))] as const,
    ),
  );
  parts.sort(([a], [b]) => (a < b ? -1 : 1));
  return `${form.token}:${sha256(JSON.stringify([path, parts]))}`;
}

const sha256 = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("base64url");

/**
 * Claims a submission in the action's own transaction. Answers null to the first; a second one waits until the first has
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
