import { listed } from "~/domain/shared/sentence";
import type { NoticePlan } from "~/domain/standards/notice";
import { NOTICE_DAYS } from "~/domain/standards/draft";

const WHOM = "Suppliers whose products it reaches, and buyers with live orders of them,";

/** What e-mails a change sends, in words: only those that can still go. Null where it is mandatory for nobody. */
export function noticeSentence(plan: NoticePlan, mandatory: boolean): string | null {
  if (!mandatory) return null;
  if (plan.left === null) {
    return `${WHOM} are e-mailed once, on the day on which it is published. No other notice follows.`;
  }
  const before =
    plan.later.length > 0 ? `${listed(plan.later.map(String))} days before the last day to comply` : "";
  if (!plan.atOnce) return `${WHOM} are e-mailed ${before}.`;
  const notices = 1 + plan.later.length;
  const days = plan.left === 1 ? "1 day is" : `${plan.left} days are`;
  const few = plan.left < NOTICE_DAYS[0] ? `fewer than ${NOTICE_DAYS[0]}, so they` : "they";
  return `${days} left until the last day to comply: ${few} get ${notices} ${notices === 1 ? "notice" : "notices"}. ${WHOM} are e-mailed on the day on which it is published${before ? `, and ${before}` : ". No other notice follows"}.`;
}
