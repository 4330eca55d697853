import { dependenceText, type Dependence } from "~/domain/people/independence";
import { Problem } from "~/domain/shared/problem";
import { listed } from "~/domain/shared/sentence";

const ALSO_SIGNED = "who also signed the order for its buyer, because nobody else there may approve";
const NOT_INDEPENDENT =
  "who is not independent of whoever signed the order for its buyer, because nobody else there may approve";

/** What stands behind the name of an approver who is not independent of whoever signed for the buyer; otherwise nothing. */
export function behindApprover(
  { alsoSigned, decidedBy }: { alsoSigned: boolean; decidedBy: string | null },
  signedForBuyer: { userId: string } | null,
): string {
  if (!alsoSigned) return "";
  return `, ${decidedBy === signedForBuyer?.userId ? ALSO_SIGNED : NOT_INDEPENDENT}`;
}

const RULE =
  "A payer’s share is approved by somebody who is independent of whoever signed the order for its buyer";

/** Whoever would approve a share is not independent of who signed the order; who else may approve it there, by name. */
export interface NotIndependent {
  why: Dependence;
  signerName: string;
  others: readonly string[];
}

/** The rule as it falls on whoever would approve, without its full stop: "You signed this order for its buyer". */
export const saidOfApprover = ({ why, signerName }: NotIndependent): string =>
  dependenceText(why, signerName, "signed this order for its buyer");

/**
 * Separation of duties: whoever signed an order for its buyer, and whoever is not independent of them, leaves a payer's yes to
 * somebody else there who may give it. Where there is nobody, they say that they know, and it is kept. Throws Problem
 * rule-broken `signed-for-buyer` and `sole-approver-unticked`.
 */
export function requireAnotherApprover(dependent: NotIndependent | null, soleAccepted: boolean): void {
  if (dependent === null) return;
  const { others } = dependent;
  const said = saidOfApprover(dependent);
  if (others.length > 0) {
    throw new Problem("rule-broken", "signed-for-buyer", {
      title: `${said}, so another person approves the share.`,
      detail: `Ask ${listed(others, "or")} to approve it. They have been e-mailed about it.`,
      rule: RULE,
    });
  }
  if (soleAccepted) return;
  throw new Problem("rule-broken", "sole-approver-unticked", {
    title: `${said}, and nobody else at your organisation may approve the share.`,
    detail:
      "Nothing was approved. Tick on the check page that you approve it all the same, or ask an administrator to make somebody else an approver.",
    rule: RULE,
  });
}
