import type { CostCategory } from "~/domain/agreements/rules/cost-line";
import type { Pence } from "~/domain/money/money";
import { LARGEST_SUM, PENNY, sumFrom } from "~/domain/money/sum";
import { addMonths, formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import type { Actor } from "~/domain/audit/event";

/** Spend with confirmed evidence that no other order has had matched, or what is left of it. */
export interface FreeSpend {
  id: string;
  category: CostCategory;
  spentOn: Day;
  amount: Pence;
  evidence: string;
}

/** What somebody types in to record local spend. */
export interface NewLocalSpend {
  category: CostCategory;
  spentOn: Day;
  amount: Pence;
  description: string;
  evidence: string;
}

export const LONGEST_DESCRIPTION = 300;
export const LONGEST_EVIDENCE = 100;

/** How long an invoice is kept as evidence: HMRC has VAT records kept for six years (VAT Notice 700/21, section 2.4). */
const EVIDENCE_KEPT_MONTHS = 72;

/** Why money cannot have been spent on a day, or can no longer be shown to have been; null when it can. */
export function wrongWithSpentOn(spentOn: Day, today: Day): string | null {
  if (spentOn > today) return "The day of the spend must be today or in the past";
  const first = addMonths(today, -EVIDENCE_KEPT_MONTHS);
  if (spentOn >= first) return null;
  return `The day of the spend must be ${formatDay(first)} or later: invoices are kept as evidence for six years`;
}

/** By field, why this cannot be recorded, in the words of the page; empty when it can. */
export function wrongWithLocalSpend(spend: NewLocalSpend, today: Day): Record<string, string> {
  const wrong: Record<string, string> = {};
  if (spend.amount <= 0n) wrong.amount = "Enter an amount above zero, for example 1,250.00";
  else if (spend.amount > LARGEST_SUM) wrong.amount = `Enter an amount ${sumFrom(PENNY, LARGEST_SUM)}`;
  const wrongDay = wrongWithSpentOn(spend.spentOn, today);
  if (wrongDay) wrong.spentOn = wrongDay;
  if (!spend.description.trim()) wrong.description = "Enter what was bought, for example staff training";
  else if (spend.description.length > LONGEST_DESCRIPTION)
    wrong.description = `Keep what was bought to ${LONGEST_DESCRIPTION} characters`;
  if (!spend.evidence.trim())
    wrong.evidence = "Enter where the evidence is, for example an invoice number or ledger voucher";
  else if (spend.evidence.length > LONGEST_EVIDENCE)
    wrong.evidence = `Keep the evidence to ${LONGEST_EVIDENCE} characters`;
  return wrong;
}

/** The roles that may record what their organisation spent, and are told what the centre says of it. */
export const SPEND_RECORDERS: readonly string[] = ["procurement_lead", "approver"];

/** The organisation whose spend somebody may record. Throws Problem not-allowed `not-spend-recorder`. */
export function requireRecorder(actor: Pick<Actor, "organisationCode" | "roles" | "userId">): string {
  if (actor.organisationCode && actor.userId && actor.roles.some((role) => SPEND_RECORDERS.includes(role)))
    return actor.organisationCode;
  throw new Problem("not-allowed", "not-spend-recorder", {
    title: "Only a procurement lead or a budget approver can record local spend.",
    detail: "Ask one of them at your organisation, or an administrator to give you such a role.",
  });
}
