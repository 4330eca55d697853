import type { z } from "zod";
import type { Queryable } from "~db";
import { contradictionsOf } from "~/domain/funding/fund";
import { fundBalances, fundOfName, programmesList } from "~/domain/funding/funding-views.server";
import { pence } from "~/domain/money/money";
import { organisationByCode } from "~/domain/organisations/organisation-views.server";
import { audienceOf } from "~/domain/people/role";
import { whyNotYears } from "~/domain/funding/programme";
import { formatDay, type Day } from "~/domain/shared/day";
import type { FundForm } from "./fund-forms";

/** What a new fund's form cannot know of itself, by field, as far as it could be read: as `programme`, `name`, `payer`, `id`, `closes`. */
export async function wrongWithFund(
  q: Queryable,
  known: Partial<z.output<typeof FundForm>>,
  today: Day,
): Promise<Record<string, string>> {
  const { programme, name, payer, id, financialYear, opensOn, closesOn, atEnd } = known;
  const errors: Record<string, string> = {};
  if (programme) Object.assign(errors, await wrongWithProgramme(q, programme, financialYear, today));
  const other = name ? await fundOfName(q, name) : null;
  if (other)
    errors["name"] = `Fund ${other.fundId} bears this name already. Enter another, for example with the year`;
  const found = payer ? await organisationByCode(q, payer, today) : null;
  if (payer && !found)
    errors["payer"] = `There is no organisation ${payer}. Enter the code of who pays, for example X24`;
  if (found && audienceOf(found.kind) === "supplier")
    errors["payer"] =
      `${found.name} is a supplier, and suppliers pay into no fund. Enter the code of who pays`;
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

/** That the programme is there, is open and has that year; an error beside the programme or the year. */
async function wrongWithProgramme(
  q: Queryable,
  id: string,
  financialYear: number | undefined,
  today: Day,
): Promise<Record<string, string>> {
  const found = (await programmesList(q, { on: today })).find((row) => row.id === id);
  if (!found) return { programme: "Choose the programme" };
  if (found.closedOn)
    return {
      programme: `${found.name} was closed on ${formatDay(found.closedOn)}. Choose another programme`,
    };
  const { firstYear, lastYear } = found;
  if (financialYear === undefined || firstYear === null) return {};
  if (whyNotYears({ firstYear, lastYear }, [financialYear]) === null) return {};
  return {
    financialYear: `The years of ${found.name} are ${found.years}. Choose one of them, or change its years first`,
  };
}
