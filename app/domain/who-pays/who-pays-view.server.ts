import { asc, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { framework, lot } from "~db/schema/frameworks";
import { pence, type Pence } from "~/domain/money/money";
import { addDays, addMonths, type Day } from "~/domain/shared/day";
import { financialYearOf } from "~/domain/shared/financial-year";
import type { AgreementVersion } from "~/domain/agreements/agreement";
import { agreementFor, namesIn } from "~/domain/agreements/agreement-views.server";
import type { CostCategory, Nature } from "~/domain/agreements/rules/cost-line";
import { splitCosts } from "~/domain/cost-sharing/engine";
import { explainShare } from "./explanation";
import type { Facts, FundBalance } from "~/domain/cost-sharing/facts";
import { ruleSentence } from "~/domain/agreements/rules/rule-sentence";

/** Stands for whichever organisation asks. */
const ASKING = "@asking";

export interface WhoPaysQuestion {
  buyerKind: string;
  /** The integrated care board of the place, and its region; null asks for anywhere. */
  icbCode: string | null;
  regionCode: string | null;
  lotId: string | null;
  frameworkId: string | null;
  category: CostCategory;
  nature: Nature;
  /** A cost of one year from `on`, without VAT. */
  net: Pence;
  on: Day;
}

export interface WhoPaysAnswer {
  agreement: Pick<
    AgreementVersion,
    "agreementId" | "version" | "title" | "effectiveFrom" | "effectiveTo"
  > | null;
  rules: { ruleNumber: number; sentence: string }[];
  payers: {
    payer: string;
    fundId: string | null;
    fundName: string | null;
    amount: Pence;
    why: { ruleNumber: number; text: string }[];
  }[];
  /** Why some rules did not count; the asker may be able to change it. */
  notCounted: string[];
  /** When the split needs a fact about the one organisation that buys. */
  cannotSay: string | null;
}

/** Who would pay for a first year of such a purchase today, under which agreement, from which fund. */
export async function whoPays(
  q: Queryable,
  question: WhoPaysQuestion,
  input: { buyerName: string; balances: readonly FundBalance[] },
): Promise<WhoPaysAnswer> {
  const agreement = await agreementFor(q, { ...question, buyerCode: ASKING, on: question.on });
  if (!agreement) return buyerPaysAll(question, input.buyerName);
  const names = await namesIn(q, [agreement.rules, agreement.parties, question.icbCode]);
  const nameOf = (code: string) => (code === ASKING ? input.buyerName : names(code));
  const rules = agreement.rules.map((rule) => ({
    ruleNumber: rule.ruleNumber,
    sentence: ruleSentence(rule, nameOf),
  }));
  const { agreementId, version, title, effectiveFrom, effectiveTo } = agreement;
  const answer: WhoPaysAnswer = {
    agreement: { agreementId, version, title, effectiveFrom, effectiveTo },
    rules,
    payers: [],
    notCounted: [],
    cannotSay: null,
  };
  try {
    const split = splitCosts({
      lines: [lineOf(question)],
      agreement,
      facts: factsOf(question),
      balances: input.balances,
    });
    answer.payers = split.shares
      .map((share, index) => ({
        payer: nameOf(share.payerCode),
        fundId: share.fundId,
        fundName: share.fundId ? names(share.fundId) : null,
        amount: share.net,
        why: explainShare(split, index).map(({ ruleNumber, text }) => ({ ruleNumber, text })),
      }))
      .filter((payer) => payer.amount !== 0n);
    answer.notCounted = split.notFired.map(
      (each) => `Rule ${each.ruleNumber} would need more: ${each.reasons.join("; ")}.`,
    );
  } catch (error) {
    // A fact that only the buyer itself has, such as its number of patients: the rules still say who pays.
    if ((error as { code?: string }).code !== "fact-missing") throw error;
    answer.cannotSay = (error as Error).message;
  }
  return answer;
}

export interface LotToChoose {
  id: string;
  frameworkId: string;
  label: string;
}

/** Lots with one answer in common. */
export interface WhoPaysGroup {
  lots: LotToChoose[];
  answer: WhoPaysAnswer;
}

/** What tells one answer from another: the agreement, and who pays how much from where. */
const signature = ({ agreement, payers, cannotSay }: WhoPaysAnswer) =>
  JSON.stringify([
    agreement && [agreement.agreementId, agreement.version],
    payers.map(({ payer, fundId, amount }) => [payer, fundId, String(amount)]),
    cannotSay,
  ]);

/**
 * Who would pay for any kind of product: the answer of each lot, those alike together, those that an agreement covers
 * first. One group says that it does not depend on the product. Without lots the question is asked of none.
 */
export async function whoPaysByLot(
  q: Queryable,
  question: Omit<WhoPaysQuestion, "lotId" | "frameworkId">,
  input: { buyerName: string; balances: readonly FundBalance[]; lots: readonly LotToChoose[] },
): Promise<WhoPaysGroup[]> {
  const { lots, ...rest } = input;
  if (lots.length === 0) {
    return [{ lots: [], answer: await whoPays(q, { ...question, lotId: null, frameworkId: null }, rest) }];
  }
  const groups = new Map<string, WhoPaysGroup>();
  for (const one of lots) {
    const answer = await whoPays(q, { ...question, lotId: one.id, frameworkId: one.frameworkId }, rest);
    const key = signature(answer);
    const known = groups.get(key);
    if (known) known.lots.push(one);
    else groups.set(key, { lots: [one], answer });
  }
  return [...groups.values()].sort(
    (a, b) => Number(b.answer.agreement !== null) - Number(a.answer.agreement !== null),
  );
}

function buyerPaysAll(question: WhoPaysQuestion, buyerName: string): WhoPaysAnswer {
  return {
    agreement: null,
    rules: [],
    payers: [{ payer: buyerName, fundId: null, fundName: null, amount: question.net, why: [] }],
    notCounted: [],
    cannotSay: null,
  };
}

function lineOf(question: WhoPaysQuestion) {
  return {
    id: "1",
    category: question.category,
    nature: question.nature,
    period: { from: question.on, to: addDays(addMonths(question.on, 12), -1) },
    contractYear: 1,
    financialYear: financialYearOf(question.on),
    net: question.net,
    vatRate: 0,
    vat: pence(0),
  };
}

function factsOf(question: WhoPaysQuestion): Facts {
  return {
    buyerCode: ASKING,
    buyerKind: question.buyerKind,
    icbCode: question.icbCode,
    region: question.regionCode,
    orderDate: question.on,
    met: ["dspt", "cqc-registered", "product-assured"],
    vatRecovery: {},
  };
}

/** The lots of all frameworks, to choose a kind of product from. */
export async function lotsToChoose(q: Queryable): Promise<LotToChoose[]> {
  const rows = await q
    .select({ id: lot.id, frameworkId: lot.frameworkId, name: lot.name, framework: framework.name })
    .from(lot)
    .innerJoin(framework, eq(framework.id, lot.frameworkId))
    .orderBy(asc(framework.name), asc(lot.number));
  return rows.map((row) => ({
    id: row.id,
    frameworkId: row.frameworkId,
    label: `${row.name} (${row.framework})`,
  }));
}
