import type { FormValues } from "./form-state";

/** What is kept for somebody whose session ended while they filled in a form: at most this many bytes as JSON. */
export const MOST_HELD_BYTES = 64 * 1024;

/** Names that only ever hold a secret; a page whose secret has an everyday name says so itself (`secrets`). */
const ALWAYS_SECRET = /^(password|passcode|pin|otp|one-?time-?code|backup-?code)$/i;

/**
 * As much of a form as may be kept: all fields but secrets. Null when that is longer than we keep for anybody.
 * @param secrets names of fields that hold a secret on this page, such as "code" where an authenticator's is asked for
 */
export function holdable(values: FormValues, secrets: readonly string[] = []): FormValues | null {
  const kept = Object.fromEntries(
    Object.entries(values).filter(([name]) => !secrets.includes(name) && !ALWAYS_SECRET.test(name)),
  );
  return new TextEncoder().encode(JSON.stringify(kept)).length > MOST_HELD_BYTES ? null : kept;
}
