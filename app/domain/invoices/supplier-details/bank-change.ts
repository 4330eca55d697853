import type { Actor } from "~/domain/audit/event";
import { dependenceText, type Dependence } from "~/domain/people/independence";
import { sameName } from "~/domain/people/signature";
import { Problem } from "~/domain/shared/problem";
import { listed } from "~/domain/shared/sentence";
import { INVOICING_DETAILS_PATH } from "./invoicing-keeper";

/** Where the second person of a supplier looks at a new bank account. */
export const BANK_CHANGE_PATH = "/supplying/invoicing-details/bank-account";

const RULE = "Two people stand behind where a supplier is paid";

/** What decides who may confirm a new bank account. */
export interface BankChangeFacts {
  state: string;
  proposedBy: string;
  proposedByName: string;
  /** The supplier's organisation. */
  organisationCode: string;
  /** Signatories of the supplier who are independent of who gave the account, by name. */
  otherSignatories: readonly { userId: string; name: string }[];
  /** Signatories who are not, and why. */
  dependentSignatories: readonly { userId: string; why: Dependence }[];
}

/**
 * What somebody may do about a new bank account that waits: a signatory of the supplier who is independent of who gave
 * it decides, or an officer of the centre where the supplier has none; whoever gave it takes it back.
 */
export function mayAboutBank(
  change: BankChangeFacts,
  actor: Pick<Actor, "userId" | "name" | "roles" | "organisationCode">,
): "decide" | "withdraw" | null {
  if (change.state !== "proposed" || actor.userId === null) return null;
  if (actor.userId === change.proposedBy) return "withdraw";
  if (notIndependentText(change, actor) !== null) return null;
  if (change.otherSignatories.length === 0)
    return actor.roles.includes("commercial_officer") ? "decide" : null;
  const theirs = change.otherSignatories.some(({ userId }) => userId === actor.userId);
  return theirs && actor.organisationCode === change.organisationCode ? "decide" : null;
}

/**
 * Why this person is no second person beside who gave the account, without its full stop; null when they are, or gave it
 * themselves and take it back.
 */
export function notIndependentText(
  change: Pick<BankChangeFacts, "proposedBy" | "proposedByName" | "dependentSignatories">,
  actor: Pick<Actor, "userId" | "name">,
): string | null {
  if (actor.userId === change.proposedBy) return null;
  const held = change.dependentSignatories.find(({ userId }) => userId === actor.userId);
  const why = held?.why ?? (sameName(actor.name, change.proposedByName) ? "same-name" : null);
  return why && dependenceText(why, change.proposedByName, "gave this bank account");
}

/** Whom a new bank account waits for: "Ann Doyle or Ruth Alder", or the centre. */
export function awaitedFor({ otherSignatories }: Pick<BankChangeFacts, "otherSignatories">): string {
  if (otherSignatories.length === 0)
    return "an officer of the centre, because the supplier has no other signatory who is independent";
  return listed(
    otherSignatories.map(({ name }) => name),
    "or",
  );
}

/**
 * Why this person cannot do that now, as a refusal to throw; null when they can. Answers null or Problem conflict
 * `bank-change-decided`, not-allowed `own-bank-change`, `not-independent` and `second-signatory-only`.
 */
export function whyNotAboutBank(
  change: BankChangeFacts,
  actor: Pick<Actor, "userId" | "name" | "roles" | "organisationCode">,
  action: "decide" | "withdraw",
): Problem | null {
  const next = { label: "See the invoicing details", href: INVOICING_DETAILS_PATH };
  if (change.state !== "proposed") {
    return new Problem("conflict", "bank-change-decided", {
      title: `This bank account was ${change.state} already.`,
      detail: "It is decided once. Nothing was changed now.",
      next,
    });
  }
  if (mayAboutBank(change, actor) === action) return null;
  const own = change.proposedBy === actor.userId;
  const dependent = notIndependentText(change, actor);
  if (dependent !== null) {
    return new Problem("not-allowed", "not-independent", {
      title: `${dependent}, so another person decides about it.`,
      detail: `It waits for ${awaitedFor(change)}.`,
      rule: RULE,
      next,
    });
  }
  return new Problem("not-allowed", own ? "own-bank-change" : "second-signatory-only", {
    title: own
      ? "You gave this bank account yourself, so a second person confirms it."
      : "A second signatory of the supplier decides about its bank account.",
    detail: `It waits for ${awaitedFor(change)}.`,
    rule: RULE,
    next,
  });
}

/** A bank account as a mail may name it: by its last digits alone. */
export function maskedAccount({
  accountNumber,
  sortCode,
}: {
  accountNumber: string;
  sortCode: string;
}): string {
  return `the account whose number ends in ${accountNumber.slice(-4)} (sort code ending in ${sortCode.slice(-2)})`;
}
