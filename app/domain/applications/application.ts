import type { Nature } from "../funding/fund";
import { addDays, dayOf, formatDay, later, type Day } from "../shared/day";
import type { FinancialYear } from "../shared/financial-year";
import type { StateTable, StateWords } from "../shared/state-table";
import { isPlanComplete, type ApplicationContent } from "./application-content";
import { askedOf, type Eligibility } from "./profile/eligibility";
import { costKey, payableBy, type Need, type NeedCost } from "./profile/profile";
import type { Criterion } from "./scoring";

export type ApplicationState = "draft" | "submitted" | "returned" | "awarded" | "declined" | "withdrawn";
export type ApplicationAction =
  | "change"
  | "submit"
  | "withdraw"
  | "score"
  | "return_for_more_information"
  | "award"
  | "decline";

/** Draft and returned are the applicant's; submitted is the centre's; the rest is final. */
export const APPLICATION_STATES: StateTable<ApplicationState, ApplicationAction> = {
  draft: { change: "draft", submit: "submitted", withdraw: "withdrawn" },
  submitted: {
    withdraw: "withdrawn",
    score: "submitted",
    return_for_more_information: "returned",
    award: "awarded",
    decline: "declined",
  },
  returned: { change: "returned", submit: "submitted", withdraw: "withdrawn" },
  awarded: {},
  declined: {},
  withdrawn: {},
};

/** How its refusals are said. */
export const APPLICATION_WORDS: StateWords<ApplicationState, ApplicationAction> = {
  actions: {
    change: "change this application",
    submit: "send this application",
    withdraw: "withdraw this application",
    score: "score this application",
    return_for_more_information: "return this application for more information",
    award: "award money for this application",
    decline: "decline this application",
  },
  states: {
    draft: "its applicant is writing it",
    submitted: "it is sent, and the centre is assessing it",
    returned: "it was returned to its applicant",
    awarded: "it is awarded already",
    declined: "it was declined",
    withdrawn: "it was withdrawn",
  },
};

export const APPLICATION_STATE_WORDS: Record<ApplicationState, string> = {
  draft: "Draft",
  submitted: "Being assessed",
  returned: "Returned",
  awarded: "Awarded",
  declined: "Declined",
  withdrawn: "Withdrawn",
};

/** A returned application may come back after the fund has closed: its first sending was in time. */
export const DAYS_TO_COME_BACK = 14;

/**
 * The last day on which an application may be sent: the fund's last, or 14 days after it was returned if
 * later. An inclusive London day.
 */
export function lastDayToSend(closesOn: Day, returnedAt: Date | null): Day {
  return returnedAt ? later(closesOn, addDays(dayOf(returnedAt), DAYS_TO_COME_BACK)) : closesOn;
}

export type ApplicationPart = "need" | "amount" | "match" | "revenue" | "case";

export interface MissingPart {
  part: ApplicationPart;
  text: string;
}

/** What still has to be filled in or mended before an application can be sent, by part. */
export function missingParts(input: {
  need: Need | null;
  content: ApplicationContent;
  fund: { nature: Nature; financialYear: FinancialYear };
  criteria: readonly Criterion[];
}): MissingPart[] {
  const { need, content, fund, criteria } = input;
  const missing: MissingPart[] = [];
  if (!need) missing.push({ part: "need", text: "Choose what you need the money for" });
  if (askedOf(content) <= 0n) missing.push({ part: "amount", text: "Say how much you ask for" });
  else if (need && !isWithin(content.asked, payableBy(need, fund)))
    missing.push({
      part: "amount",
      text: "The need’s costs have changed in your profile: say again how much you ask for",
    });
  if (content.match === null)
    missing.push({ part: "match", text: "Say what you add, or that you add nothing" });
  if (fund.nature === "capital" && !(content.revenuePlan && isPlanComplete(content.revenuePlan)))
    missing.push({ part: "revenue", text: "Say who pays the running costs for five years" });
  const unanswered = criteria.filter(({ id }) => !content.answers[id]?.trim());
  if (unanswered.length > 0) {
    const titles = unanswered.map(({ title }) => title.toLowerCase()).join(", ");
    missing.push({ part: "case", text: `Make the case: ${titles}` });
  }
  return missing;
}

/** No more is asked for a cost than it costs. */
function isWithin(asked: readonly NeedCost[], payable: readonly NeedCost[]): boolean {
  const costs = new Map(payable.map((cost) => [costKey(cost), cost.amount]));
  return asked.every((cost) => cost.amount <= (costs.get(costKey(cost)) ?? 0n));
}

/** Why an application cannot be sent on a day, in sentences; none when it can. */
export function whyNotSendable(input: {
  missing: readonly MissingPart[];
  eligibility: Eligibility;
  lastDay: Day;
  on: Day;
}): string[] {
  const { missing, eligibility, lastDay, on } = input;
  const late = on > lastDay ? [`The last day to send it was ${formatDay(lastDay)}.`] : [];
  // The dates are asked here, with the days that a returned application has more.
  const unmet = eligibility.conditions
    .filter(({ condition, met }) => met !== true && !(condition === "dates" && on <= lastDay))
    .filter(({ condition }) => condition !== "dates" || late.length === 0)
    .map(({ text, whatToDo }) => `${text}: ${whatToDo}`);
  return [...late, ...missing.map(({ text }) => `${text}.`), ...unmet];
}
