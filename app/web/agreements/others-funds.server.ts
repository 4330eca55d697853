import type { Queryable } from "~db";
import { namesIn } from "~/domain/agreements/agreement-views.server";
import { fundChoices } from "~/domain/agreements/draft/draft-views.server";
import { withoutOthersFunds } from "~/domain/agreements/checks/fund-owners";
import { BUYER, BUYERS_ICB } from "~/domain/agreements/rules/rule";
import type { RuleFormFields } from "~/domain/agreements/rules/rule-form-values";

const ROLES: Readonly<Record<string, string>> = {
  [BUYER]: "the buyer",
  [BUYERS_ICB]: "the buyer’s integrated care board",
};

/** The form of a rule without the funds that are not its payer's money, and what is said of them; null when there are none. */
export async function othersFunds(q: Queryable, typed: RuleFormFields) {
  const funds = await fundChoices(q);
  const nameOf = await namesIn(q, [Object.values(typed), funds.map(({ payerCode }) => payerCode)]);
  const found = withoutOthersFunds(typed, funds, (code) => ROLES[code] ?? nameOf(code));
  return Object.keys(found.errors).length === 0 ? null : found;
}
