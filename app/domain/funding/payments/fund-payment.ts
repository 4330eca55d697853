import { formatPence } from "../../money/format";
import type { Pence } from "../../money/money";
import { audienceOf, type Role } from "../../people/role";
import { Problem } from "../../shared/problem";

export type FundPaymentState = "requested" | "agreed" | "declined" | "withdrawn";
/** The same as it is seen: what was agreed to and went in may have been taken back since. */
export type FundPaymentStateNow = FundPaymentState | "reversed";

/**
 * How the payer's word stands, where a request of two officers needed it: "Waits for Leeds", "Agreed by Leeds". Null where
 * there was no payer to ask.
 */
export function payersWord(payment: { state: FundPaymentStateNow; payerName: string } | null): string | null {
  if (payment === null) return null;
  if (payment.state === "requested") return `Waits for ${payment.payerName}`;
  if (payment.state === "withdrawn") return `Withdrawn before ${payment.payerName} decided`;
  if (payment.state === "reversed") return "Reversed";
  return `${payment.state === "agreed" ? "Agreed" : "Declined"} by ${payment.payerName}`;
}

/** Who decides money for the body that pays: whoever approves its shares of orders. */
export const DECIDING_ROLES: readonly Role[] = ["approver", "commercial_officer"];

/** How a payment into a fund stands to VAT: it buys nothing. */
export const NO_VAT = "no VAT";

/** What turns on a payment that a payer is asked for. */
export interface AskedPayment {
  state: FundPaymentStateNow;
  payerCode: string;
  /** The officers behind it: who asked the payer, and who asked for it before. */
  askedBy: readonly string[];
}

interface Who {
  userId: string | null;
  organisationCode: string | null;
  roles: readonly string[];
}

/**
 * Whether a body is asked before its money goes into a fund: where it is another than the officer's own. An import has no
 * organisation; what it brings is taken as agreed.
 */
export function asksPayer(payerCode: string, actor: Pick<Who, "organisationCode" | "userId">): boolean {
  if (actor.userId === null || actor.organisationCode === null) return false;
  return actor.organisationCode !== payerCode;
}

/**
 * What somebody may do about a payment that waits: the payer decides, the centre withdraws what it asked for. Whoever asked
 * does not decide, though they have a role at the payer too.
 */
export function mayDoWithPayment(payment: AskedPayment, who: Who): "decide" | "withdraw" | null {
  if (payment.state !== "requested" || who.userId === null) return null;
  if (who.organisationCode === payment.payerCode) {
    const decides = DECIDING_ROLES.some((role) => who.roles.includes(role));
    return decides && !payment.askedBy.includes(who.userId) ? "decide" : null;
  }
  return who.roles.includes("commercial_officer") ? "withdraw" : null;
}

/**
 * Why somebody may not do that about a payment now; null when they may. Answers null or Problem conflict
 * `payment-decided`, not-allowed `own-payment` and `not-your-payment`.
 */
export function whyNotWithPayment(
  payment: AskedPayment & { id: string },
  who: Who,
  action: "decide" | "withdraw",
): Problem | null {
  if (payment.state !== "requested") {
    return new Problem("conflict", "payment-decided", {
      title: `${payment.id} was ${payment.state} already.`,
      detail: "A payment is decided once. The centre asks again if it should be made after all.",
    });
  }
  if (mayDoWithPayment(payment, who) === action) return null;
  if (action === "decide" && who.userId !== null && payment.askedBy.includes(who.userId)) {
    return new Problem("not-allowed", "own-payment", {
      title: "You asked for this payment yourself, so another person of the payer decides.",
      detail: "The person who decides for the payer is not the one who asked for the centre.",
      rule: "The person who approves is not the one who asked",
    });
  }
  return new Problem("not-allowed", "not-your-payment", {
    title:
      action === "decide"
        ? "A budget approver of the organisation that pays decides about this."
        : "A commercial officer of the centre withdraws this.",
    detail: "It takes that role. Ask somebody who has it.",
    next: { label: "See your account", href: "/account" },
  });
}

/** How far the payer of a fund has agreed. */
export interface PayersWord {
  name: string;
  payerName: string;
  /** False until the first payment was agreed to. */
  payerAgreed: boolean;
  /** What waits for the payer's word, in pence. */
  waiting: Pence;
}

/**
 * What a fund waits for, as its page and the lists of funds say it: "Waits for Bolton Trust to agree to £100.00", or what it
 * does not get; null when nothing waits and it was agreed to. In pence.
 */
export function waitsLabel({ payerName, payerAgreed, waiting }: PayersWord): string | null {
  if (waiting > 0n)
    return `Waits for ${payerName} to agree to ${formatPence(waiting)}${payerAgreed ? " more" : ""}`;
  return payerAgreed ? null : `Holds no money: ${payerName} has not agreed to pay`;
}

/**
 * Why nothing may be done with a fund's money, since its payer has not agreed; null when it has. Answers null or
 * Problem rule-broken `fund-waits-for-payer`.
 */
export function whyNotAgreed(
  fund: Pick<PayersWord, "name" | "payerAgreed">,
  payerName: string,
): Problem | null {
  if (fund.payerAgreed) return null;
  return new Problem("rule-broken", "fund-waits-for-payer", {
    title: `${fund.name} holds no money: ${payerName} has not agreed to pay into it.`,
    detail: "Nothing was changed. Wait until the payer agrees, or use another fund.",
    rule: "Whoever pays into a fund agrees to it first",
  });
}

/** Who is told of a payment at the body that pays: who decides, and who leads its buying. */
export const TOLD_ROLES: readonly Role[] = ["approver", "procurement_lead", "commercial_officer"];

/** Where the people of the payer decide about a payment: the pages of their own side of the market. */
export function paymentPath(id: string, payerKind: string): `/${string}` {
  return `${audienceOf(payerKind) === "centre" ? "/commercial" : "/buying"}/funding/payments/${id}`;
}

/** At most so many payments are read at once: the newest, or of those that wait the oldest. */
export const MOST_PAYMENTS = 50;

/** The centre's refusal in words for the payer, who cannot change the fund. */
export function tooLate(why: Problem): Problem {
  return new Problem("rule-broken", why.code, {
    title: why.public.title,
    detail:
      "Nothing was agreed. Decline it and say so; the centre can change the fund, or ask for another one.",
    rule: "Money goes only into a fund that can use it",
  });
}
