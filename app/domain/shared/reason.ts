import { Problem } from "./problem";

const LONGEST = 1_000;

/**
 * The reason that others will read, trimmed: 1 to 1,000 characters. `ask` is the refusal's own sentence. Throws Problem
 * bad-request `reason-missing` or `reason-too-long`.
 */
export function requireReason(
  text: string,
  ask = "Give a reason, so that the others know what to change.",
): string {
  const reason = text.trim();
  if (!reason) throw new Problem("bad-request", "reason-missing", ask);
  if (reason.length <= LONGEST) return reason;
  throw new Problem(
    "bad-request",
    "reason-too-long",
    `Keep the reason to ${LONGEST.toLocaleString("en-GB")} characters.`,
  );
}
