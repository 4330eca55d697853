import type { z } from "zod";
import type { Queryable } from "~db";
import { contradictionsOf } from "~/domain/funding/fund";
import { fundBalances, programmesList } from "~/domain/funding/funding-views.server";
import { pence } from "~/domain/money/money";
import { organisationByCode } from "~/domain/organisations/organisation-views.server";
import type { Day } from "~/domain/shared/day";
import type { FundForm } from "./fund-forms";

/** What a new fund's form cannot know of itself, by field, as far as it could be read: `programme`, `payer`, `id`, `closes`. */
export async function wrongWithFund(
  q: Queryable,
  known: Partial<z.output<typeof FundForm>>,
  today: Day,
): Promise<Record<string, string>> {
  const { programme, payer, id, financialYear, opensOn, closesOn, atEnd } = known;
  const errors: Record<string, string> = {};
  if (programme && !(await programmesList(q, { on: today })).some((row) => row.id === programme))
    errors["programme"] = "Choose the programme";
  if (payer && !(await organisationByCode(q, payer, today)))
    errors["payer"] = `There is no organisation ${payer}. Enter the code of who pays, for example X24`;
  if (id && (await fundBalances(q)).some((fund) => fund.fundId === id))
    errors["id"] = `There is a fund ${id} already. Enter another reference, for example with the year`;
  if (financialYear && opensOn && closesOn && atEnd) {
    // The amount is a field of its own, which says itself what is wrong with it.
    const terms = { financialYear, opensOn, closesOn, carriesOver: atEnd === "carries-over" };
    const reasons = contradictionsOf(terms, pence(1));
    if (reasons.length > 0) errors["closes"] = reasons.join(" ");
  }
  return errors;
}
