import type { FormState } from "./form-state";

/** What is kept of one answer at most, in bytes of UTF-8: as long as a form may be. */
export const MOST_DRAFT_BYTES = 1024 * 1024;
/** So many a person; the oldest goes when another one comes. */
export const MOST_DRAFTS = 20;
/** As long as a session lasts. */
export const DRAFT_HOURS = 12;

const PARAMETER = "draft";

export function isFormState(value: unknown): value is FormState {
  return typeof value === "object" && value !== null && "values" in value && "errors" in value;
}

/**
 * An answer as text, or null when it is longer than is kept for anybody. Amounts are whole numbers of any size (bigint) and
 * come back as such.
 */
export function draftText(answer: FormState): string | null {
  const text = JSON.stringify(answer, (_, value: unknown) =>
    typeof value === "bigint" ? { $whole: value.toString() } : value,
  );
  return new TextEncoder().encode(text).length > MOST_DRAFT_BYTES ? null : text;
}

/** The answer that a text was made from. */
export function draftAnswer(text: string): FormState {
  return JSON.parse(text, (_, value: unknown) => {
    const whole = typeof value === "object" && value !== null && "$whole" in value ? value.$whole : null;
    return typeof whole === "string" ? BigInt(whole) : value;
  }) as FormState;
}

/** The draft that an address names, or null. */
export function draftIn(path: string): string | null {
  return new URLSearchParams(path.split("?")[1] ?? "").get(PARAMETER);
}

/** The address without its draft. */
export function withoutDraft(path: string): string {
  const [pathname = "/", search = ""] = path.split("?");
  const query = new URLSearchParams(search);
  query.delete(PARAMETER);
  return query.size > 0 ? `${pathname}?${query}` : pathname;
}

/** The address with a draft in it, in place of the one that it had. */
export function withDraft(path: string, id: string): string {
  const bare = withoutDraft(path);
  return `${bare}${bare.includes("?") ? "&" : "?"}${PARAMETER}=${id}`;
}
