import type { AgreementVersion } from "~/domain/agreements/agreement";
import type { CostLine } from "~/domain/agreements/rules/cost-line";
import { explainShare, explanationAsJson } from "./explanation";
import type { Facts, FundBalance, VatRecovery } from "~/domain/cost-sharing/facts";
import { fallenRules } from "~/domain/cost-sharing/fallen-rules";
import { idleRulesByLine, isAboutTarget } from "~/domain/cost-sharing/idle-rules";
import { passedOverText, type PassedOver } from "~/domain/agreements/rules/precedence";
import { ruleSentence, type NameOf } from "~/domain/agreements/rules/rule-sentence";
import type { Share as SplitShare } from "~/domain/cost-sharing/share";
import type { CostSplit, RuleNotFired } from "~/domain/cost-sharing/shares";
import { decimalPence } from "~/domain/money/format";
import { itemIdOfLine, type Share } from "./cost";
import { evidenceFor, type FactEvidence } from "./fact-evidence";
import type { ShareTrace } from "./share-trace";

export interface TracedShare extends Share {
  trace: ShareTrace;
}

/** A split with all that its explanation needs. */
export interface SplitToTrace {
  split: CostSplit;
  lines: readonly CostLine[];
  /** Null when none covers the lines. */
  agreement: AgreementVersion | null;
  passedOver: readonly PassedOver[];
  facts: Facts & { evidence: readonly FactEvidence[] };
  nameOf: NameOf;
  balances: readonly FundBalance[];
}

function vatText(recovery: VatRecovery, recoverable: bigint): string {
  if (recoverable !== 0n) {
    return recovery === "full"
      ? "The payer recovers all of its VAT (VAT Act 1994 s.33)."
      : "The payer recovers the VAT of contracted-out services (VAT Act 1994 s.41).";
  }
  return "The payer recovers none of this VAT, so it is part of its cost.";
}

function notCountedText({ ruleNumber, appliesTo, reasons }: RuleNotFired, nameOf: NameOf): string {
  const what = "rule" in appliesTo ? `rule ${appliesTo.rule}` : `what ${nameOf(appliesTo.payer)} pays`;
  const asking = "rule" in appliesTo && appliesTo.rule === ruleNumber ? "" : `Rule ${ruleNumber}: `;
  return `${asking}${asking ? what : what.replace("rule", "Rule")} did not count, because ${reasons.join("; ")}.`;
}

/**
 * By line, the rules that would have paid for it and did not, each with its one reason and the figures: those that paid
 * for nothing at all, and those that pay for such a cost in another year or of another nature. A rule about another line,
 * another buyer or another kind of cost is no part of the answer.
 */
function notCountedByLine(made: SplitToTrace): (line: CostLine) => string[] {
  const { split, agreement, facts, balances, nameOf } = made;
  if (!agreement) return () => split.notFired.map((each) => notCountedText(each, nameOf));
  const asked = { agreement, facts, balances };
  const idle = idleRulesByLine(asked, split, nameOf);
  const fallen = fallenRules(asked, split, nameOf);
  const known = new Map<string, string[]>();
  return (line) => {
    let texts = known.get(line.id);
    if (!texts) {
      texts = [
        ...split.notFired
          .filter(({ appliesTo }) => isAboutTarget(appliesTo, line, asked))
          .map((each) => notCountedText(each, nameOf)),
        ...idle(line).map(({ ruleNumber, why }) => `Rule ${ruleNumber} paid nothing. ${why}`),
        ...fallen(line).map(({ text }) => text),
      ];
      known.set(line.id, texts);
    }
    return texts;
  };
}

function traceOf(
  made: SplitToTrace,
  share: SplitShare,
  { index, line, notCounted }: { index: number; line: CostLine; notCounted: string[] },
): ShareTrace {
  const { split, agreement, facts, nameOf, passedOver } = made;
  const steps = explanationAsJson(explainShare(split, index));
  const held = split.releases.filter((release) => release.shareIndex === index && release.amount !== 0n);
  const numbers = new Set([...steps, ...held].map((step) => step.ruleNumber));
  const rules = (agreement?.rules ?? []).filter((rule) => numbers.has(rule.ruleNumber));
  const merged = split.successions.filter((each) => each.to === share.payerCode);
  return {
    agreement: agreement && {
      agreementId: agreement.agreementId,
      version: agreement.version,
      title: agreement.title,
    },
    line: {
      net: decimalPence(line.net),
      vat: decimalPence(line.vat!),
      vatRate: line.vatRate,
      ...(line.locationCode ? { location: line.locationCode } : {}),
    },
    vat: vatText(facts.vatRecovery[share.payerCode] ?? "none", share.recoverableVat),
    steps,
    rules: rules.map((rule) => ({ ruleNumber: rule.ruleNumber, text: ruleSentence(rule, nameOf) })),
    on: facts.orderDate,
    precedence: passedOver.map(passedOverText),
    facts: [
      ...evidenceFor(facts.evidence, agreement?.rules ?? [], numbers),
      ...merged.flatMap(({ code }) =>
        facts.evidence.filter((each) => each.key === `succession:${code}`).map((each) => each.text),
      ),
    ],
    notCounted,
    releases: held.map(({ ruleNumber, milestone, amount, text }) => ({
      ruleNumber,
      milestone,
      pence: String(amount),
      text,
    })),
  };
}

/**
 * The shares of a split as an order keeps them, each with its trace; shares of nothing are left out. In
 * pence. Throws Problem rule-broken `fact-missing`.
 */
export function traceShares(made: SplitToTrace): TracedShare[] {
  const byId = new Map(made.lines.map((line) => [line.id, line]));
  const notCounted = notCountedByLine(made);
  return made.split.shares
    .map((share, index) => {
      const line = byId.get(share.lineId)!;
      const trace = traceOf(made, share, { index, line, notCounted: notCounted(line) });
      const { lineId, category, cost: _cost, ...rest } = share;
      return { ...rest, orderItemId: itemIdOfLine(lineId), costCategory: category, trace };
    })
    .filter((share) => share.net !== 0n || share.vat !== 0n);
}
