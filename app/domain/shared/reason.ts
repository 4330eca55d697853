import { Problem } from "./problem";

const LONGEST = 1_000;

/** The reason that others will read. Throws a bad-request Problem when it is missing or too long. */
export function requireReason(text: string): string {
  const reason = text.trim();
  if (!reason)
    throw new Problem(
      "bad-request",
      "reason-missing",
      "Give a reason, so that the others know what to change.",
    );
  if (reason.length <= LONGEST) return reason;
  throw new Problem(
    "bad-request",
    "reason-too-long",
    `Keep the reason to ${LONGEST.toLocaleString("en-GB")} characters.`,
  );
}
