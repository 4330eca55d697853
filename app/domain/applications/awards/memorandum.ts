import { withCode } from "~/domain/shared/organisation-words";
import { costCategoryName } from "~/domain/agreements/rules/cost-line";
import { formatPence } from "../../money/format";
import type { Pence } from "../../money/money";
import { formatDay, type Day } from "../../shared/day";
import { formatFinancialYear, type FinancialYear } from "../../shared/financial-year";
import { inSentence } from "../../shared/sentence";
import { matchOf, type ApplicationContent } from "../application-content";
import type { Need, NeedCost } from "../profile/profile";

/** The words that both sides sign, worked out once at the award and kept. */
export interface Memorandum {
  title: string;
  date: string;
  centre: string;
  provider: string;
  facts: [string, string][];
  costs: { name: string; amount: string }[];
  total: string;
  clauses: string[];
}

/**
 * The memorandum of an award as it is signed: parties, fund, amount in pence, costs, conditions and last day.
 * Pure, so that both sides sign the same text.
 */
export function memorandumOf(input: {
  awardId: string;
  applicationId: string;
  on: Day;
  payerName: string;
  provider: { code: string; name: string };
  fund: { name: string; nature: string; financialYear: FinancialYear; closesOn: Day };
  need: Need;
  amount: Pence;
  costs: readonly NeedCost[];
  content: ApplicationContent;
  conditions: readonly string[];
}): Memorandum {
  const { fund, need, amount, content } = input;
  const provider = withCode(input.provider.name, input.provider.code);
  return {
    title: `Memorandum of understanding, award ${input.awardId}`,
    date: formatDay(input.on),
    centre: input.payerName,
    provider,
    facts: [
      ["Award", `${input.awardId}, on application ${input.applicationId}`],
      ["From", `${fund.name}, ${fund.nature} money of ${formatFinancialYear(fund.financialYear)}`],
      ["For", need.title],
      ["Sum", formatPence(amount)],
    ],
    costs: input.costs.map((cost) => ({
      name: `${costCategoryName(cost.category)}, ${cost.nature}, ${formatFinancialYear(cost.financialYear)}`,
      amount: formatPence(cost.amount),
    })),
    total: formatPence(amount),
    clauses: [
      `${input.payerName} sets ${formatPence(amount)} of ${fund.name} aside for ${provider}. The money is paid against orders placed here, as the agreement on who pays what says.`,
      `The provider uses it for “${need.title}” and for the costs named above, and for nothing else.`,
      `Orders that use it are placed by ${formatDay(fund.closesOn)}. What is not used by then is no longer set aside.`,
      ...(matchOf(content) > 0n
        ? [`The provider adds ${formatPence(matchOf(content))} of its own: ${sources(content)}.`]
        : []),
      ...planClause(content),
      "No other fund pays for the same costs. The provider says at once if another body offers to.",
      "Either side may end this with its reasons; what orders have reserved by then is honoured.",
      ...input.conditions,
    ],
  };
}

/** The letter that stands before the memorandum, on the page and in the file alike. */
export function awardLetterText(grant: {
  applicationId: string;
  fundName: string;
  needTitle: string;
  amount: Pence;
  memorandum: Pick<Memorandum, "centre">;
}): string {
  const { applicationId, fundName, needTitle, amount, memorandum } = grant;
  return `Your application ${applicationId} was assessed against the criteria of ${fundName}. ${memorandum.centre} awards you ${formatPence(amount)} for “${needTitle}”. The award takes effect when both sides have signed the memorandum below.`;
}

function planClause({ revenuePlan }: ApplicationContent): string[] {
  const years = (revenuePlan ?? []).filter(({ amount }) => amount > 0n);
  if (years.length === 0) return [];
  const text = years
    .map(
      ({ financialYear, amount, payer }) =>
        `${formatPence(amount, { whole: true })} in ${formatFinancialYear(financialYear)} by ${inSentence(payer)}`,
    )
    .join(", ");
  return [`The running costs that follow are paid without this fund: ${text}.`];
}

function sources({ match }: ApplicationContent): string {
  return (match ?? [])
    .map(({ amount, source }) => `${formatPence(amount, { whole: true })} from ${inSentence(source)}`)
    .join(", ");
}
