import type { Queryable } from "~db";
import { namesIn } from "~/domain/agreements/agreement-views.server";
import { ruleClashesOf } from "~/domain/agreements/checks/check-views.server";
import type { Contradiction } from "~/domain/agreements/checks/contradiction";
import { explainShare, type ExplainedStep } from "~/domain/who-pays/explanation";
import { ruleSentence } from "~/domain/agreements/rules/rule-sentence";
import type { MissedEarmark } from "~/domain/cost-sharing/earmarks";
import type { Share } from "~/domain/cost-sharing/share";
import type { CostSplit } from "~/domain/cost-sharing/shares";
import type { Pence } from "~/domain/money/money";
import { itemIdOfLine } from "~/domain/who-pays/cost";
import { vatShareNote } from "~/domain/who-pays/vat-share-note";
import { Problem } from "~/domain/shared/problem";
import { finding, totalFinding } from "./finding";
import { fallenRules } from "~/domain/cost-sharing/fallen-rules";
import { idleRules, type IdleRule } from "~/domain/cost-sharing/idle-rules";
import { keptOtherwise } from "./kept-shares-views.server";
import { comparedWith, type BaseKind, type ScenarioInput } from "./scenario";
import {
  simulate,
  type PayerDifference,
  type PayerYear,
  type Simulation,
  type SplitPart,
  type SplitQuestion,
} from "./simulate";
import { splitQuestion } from "./split-question.server";
import { listed } from "~/domain/shared/sentence";

export interface AppliedRules {
  agreementId: string;
  version: number;
  title: string;
  rules: { ruleNumber: number; sentence: string }[];
}

/** What stands in the way of an answer, in words; the rules that clash where it is they. */
export interface InTheWay {
  text: string;
  contradictions: Contradiction[];
}

export interface ScenarioAnswer {
  finding: string;
  /** Null while something stands in the way. */
  simulation: {
    compared: boolean;
    /** What happens to the sum of all payers. */
    inAll: string;
    byPayerYear: (PayerYear & { payerName: string })[];
    differences: (PayerDifference & { payerName: string })[];
    total: Simulation["total"];
  } | null;
  /** Usually one agreement; several where they cover different kinds of cost. */
  before: AppliedRules[];
  after: AppliedRules[];
  idle: IdleRule[];
  shortFunds: { fundId: string; fundName: string; needed: Pence; free: Pence; shortBy: Pence }[];
  missedEarmarks: MissedEarmark[];
  inTheWay: InTheWay | null;
  /** The recorded facts behind it, each with where it comes from. */
  evidence: string[];
  /** The order's kept shares are others than those it is compared with; see `keptOtherwise`. */
  keptOtherwise: boolean;
}

export interface AnswerInput {
  /** Whose scenario it is. */
  organisationCode: string;
  baseKind: BaseKind;
  baseRef: string | null;
  baseInput: ScenarioInput | null;
  input: ScenarioInput;
}

interface Worked {
  before: SplitQuestion | null;
  after: SplitQuestion;
  simulation: Simulation;
}

function inTheWayOf(error: unknown): InTheWay {
  if (!(error instanceof Problem)) throw error;
  return { text: [error.public.title, error.public.detail].filter(Boolean).join(" "), contradictions: [] };
}

async function questions(q: Queryable, scenario: AnswerInput) {
  const orderId = scenario.baseKind === "order" ? scenario.baseRef : null;
  const asked = { orderId, ownerCode: scenario.organisationCode };
  const base = comparedWith(scenario);
  const before = base && (await splitQuestion(q, base, asked));
  return { before, after: await splitQuestion(q, scenario.input, asked) };
}

/** Contradictions of the rules, each named; null when they can all hold. */
async function clashes(q: Queryable, question: SplitQuestion): Promise<InTheWay | null> {
  const contradictions: Contradiction[] = [];
  for (const { agreement } of question) contradictions.push(...(await ruleClashesOf(q, agreement)));
  if (contradictions.length === 0) return null;
  const numbers = [...new Set(contradictions.flatMap(({ ruleNumbers }) => ruleNumbers))].sort(
    (a, b) => a - b,
  );
  const all = listed(numbers);
  const named =
    numbers.length === 0 ? "the rules are" : numbers.length === 1 ? `rule ${all} is` : `rules ${all} are`;
  return { text: `It cannot be worked out until ${named} put right.`, contradictions };
}

/** Both sides of a scenario with their splits, or what stands in the way. */
async function work(q: Queryable, scenario: AnswerInput): Promise<Worked | InTheWay> {
  if (scenario.input.basket.length === 0) {
    return { text: "There is nothing in the basket yet. Add what would be bought.", contradictions: [] };
  }
  try {
    const { before, after } = await questions(q, scenario);
    const clash = await clashes(q, after);
    return clash ?? { before, after, simulation: simulate({ before, after }) };
  } catch (error) {
    return inTheWayOf(error);
  }
}

type NameOf = (code: string) => string;

function applied({ agreement }: SplitPart, nameOf: NameOf): AppliedRules {
  const { agreementId, version, title, rules } = agreement;
  return {
    agreementId,
    version,
    title,
    rules: rules.map((rule) => ({ ruleNumber: rule.ruleNumber, sentence: ruleSentence(rule, nameOf) })),
  };
}

/**
 * The whole answer of a scenario as things stand: who would pay what before and after, which rules did not fire, which
 * funds are short; or what stands in the way. Reads only.
 */
export async function scenarioAnswer(q: Queryable, scenario: AnswerInput): Promise<ScenarioAnswer> {
  const worked = await work(q, scenario);
  if (!("simulation" in worked)) {
    const none = {
      simulation: null,
      before: [],
      after: [],
      idle: [],
      shortFunds: [],
      missedEarmarks: [],
    };
    const text = "This scenario cannot be worked out yet";
    return { ...none, finding: text, inTheWay: worked, evidence: [], keptOtherwise: false };
  }
  const { before, after, simulation } = worked;
  const payers = simulation.differences.map(({ payerCode }) => payerCode);
  const rules = [...(before ?? []), ...after].map((part) => part.agreement.rules);
  const nameOf = await namesIn(q, [...rules, payers]);
  const named = <T extends { payerCode: string }>(row: T) => ({ ...row, payerName: nameOf(row.payerCode) });
  const shortFunds = simulation.after.flatMap((split) => split.shortFunds);
  return {
    finding: finding(simulation, nameOf),
    simulation: {
      compared: simulation.before !== null,
      inAll: totalFinding(simulation),
      byPayerYear: simulation.byPayerYear.map(named),
      differences: simulation.differences.map(named),
      total: simulation.total,
    },
    before: (before ?? []).map((part) => applied(part, nameOf)),
    after: after.map((part) => applied(part, nameOf)),
    idle: after.flatMap((part, index) => idleRules(part, simulation.after[index]!, nameOf)),
    shortFunds: shortFunds.map((fund) => ({ ...fund, fundName: nameOf(fund.fundId) })),
    missedEarmarks: simulation.after.flatMap((split) => split.missedEarmarks),
    inTheWay: null,
    evidence: [...new Set(after.flatMap((part) => part.evidence ?? []))],
    keptOtherwise:
      scenario.baseKind === "order" &&
      scenario.baseRef !== null &&
      (await keptOtherwise(q, scenario.baseRef, simulation.differences)),
  };
}

export interface ExplainedShare extends Pick<
  Share,
  "fundId" | "category" | "nature" | "period" | "financialYear"
> {
  lineName: string;
  fundName: string | null;
  lineNet: Pence;
  /** Rules that pay in another year or of another nature and not for this cost, and why. */
  fallen: string[];
  /** Why its VAT is not its rate to the penny, and where the odd penny fell; null where it is. */
  vatNote: string | null;
  net: Pence;
  vat: Pence;
  recoverableVat: Pence;
  cost: Pence;
  steps: ExplainedStep[];
}

export interface PayerExplanation {
  payerName: string;
  applied: AppliedRules[];
  shares: ExplainedShare[];
}

function explained(
  { split, part, payerCode }: { split: CostSplit; part: SplitPart; payerCode: string },
  input: ScenarioInput,
  nameOf: NameOf,
): ExplainedShare[] {
  const lines = new Map(part.lines.map((line) => [line.id, line]));
  const fallenOf = fallenRules(part, split, nameOf);
  return split.shares.flatMap((share, index) => {
    if (share.payerCode !== payerCode || (share.net === 0n && share.vat === 0n)) return [];
    const { lineId, payerCode: _payer, contractYear: _year, ...rest } = share;
    const lineName = input.basket.find((line) => line.id === itemIdOfLine(lineId))?.name ?? "";
    const fundName = share.fundId && nameOf(share.fundId);
    const line = lines.get(lineId)!;
    return [
      {
        ...rest,
        lineName,
        fundName,
        lineNet: line.net,
        fallen: fallenOf(line).map(({ text }) => text),
        vatNote: vatShareNote(share, { net: line.net, vat: line.vat! }, line.vatRate),
        steps: explainShare(split, index),
      },
    ];
  });
}

/**
 * How what one payer would pay after the change comes about, cost by cost. Throws not-found when it pays
 * nothing. Codes: not-found `no-such-share`.
 */
export async function explainPayer(
  q: Queryable,
  scenario: AnswerInput,
  payerCode: string,
): Promise<PayerExplanation> {
  const worked = await work(q, scenario);
  const parts = "simulation" in worked ? worked.after : [];
  const splits = "simulation" in worked ? worked.simulation.after : [];
  const nameOf = await namesIn(q, [...parts.map((part) => part.agreement.rules), [payerCode]]);
  const shares = parts.flatMap((part, index) =>
    explained({ split: splits[index]!, part, payerCode }, scenario.input, nameOf),
  );
  if (shares.length === 0) {
    throw new Problem("not-found", "no-such-share", {
      title: "This organisation would pay nothing in this scenario.",
      next: { label: "See your scenarios", href: "/simulator" },
    });
  }
  return { payerName: nameOf(payerCode), applied: parts.map((part) => applied(part, nameOf)), shares };
}
