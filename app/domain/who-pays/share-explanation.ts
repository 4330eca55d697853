import { withCode } from "~/domain/shared/organisation-words";
import { COST_CATEGORIES, isCostCategory } from "~/domain/agreements/rules/cost-line";
import { formatPence, parsePence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { dayOf, formatDay, type Period } from "~/domain/shared/day";
import { financialYearPeriod, formatFinancialYear, type FinancialYear } from "~/domain/shared/financial-year";
import type { ShareTrace } from "./share-trace";
import { vatShareNote } from "./vat-share-note";

/** A share with the names that its explanation uses. */
export interface ExplainedShare {
  /** Null while the order is in progress: its shares are worked out anew each time. */
  id: string | null;
  payerCode: string;
  payerName: string;
  /** Where what is shared is used, as people name it; null where the whole order shares it. */
  locationName: string | null;
  itemName: string;
  fundName: string | null;
  costCategory: string;
  nature: string;
  period: Period;
  financialYear: FinancialYear;
  net: Pence;
  vat: Pence;
  recoverableVat: Pence;
  trace: ShareTrace;
}

/** Who signed which version of which agreement, and when. */
export interface AgreementSignature {
  agreementId: string;
  version: number;
  organisationName: string;
  signatoryName: string | null;
  signedAt: Date | null;
}

/** A part of the answer: sentences, or the lines of a sum. */
export interface ExplanationPart {
  heading: string;
  lines: string[];
  /** The arithmetic: amounts in pounds that add up to the share. */
  steps?: { rule: string; text: string; amount: string }[];
}

export interface ShareAnswer {
  /** "Why is this £12,345.67?" */
  question: string;
  /** The whole answer in one sentence. */
  answer: string;
  parts: ExplanationPart[];
}

/** Kept as "242929.03", shown as "£242,929.03". */
const pounds = (decimal: string) => formatPence(parsePence(decimal)!);
const lowerFirst = (category: string) => (isCostCategory(category) ? COST_CATEGORIES[category] : category);

/**
 * Why a share is what it is: the one text for every place where it appears (order, approval, invoice, audit, PDF), from
 * what was kept with the share and from who signed its agreement. Nothing here is worked out again.
 */
export function explainOrderShare(
  share: ExplainedShare,
  signatures: readonly AgreementSignature[],
): ShareAnswer {
  const { trace, period } = share;
  const from = share.fundName ? `from ${share.fundName}` : "from its own budget";
  const what = `${share.itemName} (${lowerFirst(share.costCategory)}, ${share.nature})`;
  const when = `${formatDay(period.from)} to ${formatDay(period.to)}`;
  return {
    question: `Why is this ${formatPence(share.net)}?`,
    answer: `${withCode(share.payerName, share.payerCode)} pays ${formatPence(share.net)} and ${formatPence(share.vat)} VAT ${from} for ${what}, ${when}.`,
    parts: [
      agreementPart(trace, signatures),
      ...(trace.rules.length > 0
        ? [
            {
              heading: "The rules",
              lines: trace.rules.map((rule) => `Rule ${rule.ruleNumber}: ${rule.text}`),
            },
          ]
        : []),
      factsPart(trace),
      {
        heading: "The arithmetic",
        lines: [
          `The cost to be shared is ${pounds(trace.line.net)} and ${pounds(trace.line.vat)} VAT${share.locationName ? `, used at ${share.locationName}` : ""}.`,
        ],
        steps: trace.steps.map((step) => ({
          rule: trace.agreement ? String(step.ruleNumber) : "None",
          text: step.text,
          amount: pounds(step.amount),
        })),
      },
      vatPart(share),
      whenPart(share),
    ],
  };
}

function agreementPart(trace: ShareTrace, signatures: readonly AgreementSignature[]): ExplanationPart {
  const { agreement, precedence = [] } = trace;
  if (!agreement) {
    return {
      heading: "The agreement",
      lines: ["No agreement covers this cost, so the buyer pays all of it."],
    };
  }
  const own = signatures.filter(
    (each) => each.agreementId === agreement.agreementId && each.version === agreement.version,
  );
  return {
    heading: "The agreement",
    lines: [
      `${agreement.title} (${agreement.agreementId}, version ${agreement.version}).`,
      ...own.map(signatureText),
      ...precedence,
    ],
  };
}

function signatureText({ organisationName, signatoryName, signedAt }: AgreementSignature): string {
  if (!signedAt) return `${organisationName} has not signed it.`;
  return `Signed for ${organisationName} by ${signatoryName ?? "its signatory"} on ${formatDay(dayOf(signedAt))}.`;
}

function factsPart({ on, facts = [], notCounted = [] }: ShareTrace): ExplanationPart {
  const asAt = on ? `Facts as at the order date, ${formatDay(on)}.` : null;
  const none = "These rules turn on no fact beyond the cost itself.";
  return {
    heading: "The facts",
    lines: [...(asAt ? [asAt] : []), ...(facts.length > 0 ? facts : [none]), ...notCounted],
  };
}

function vatPart({ net, vat, recoverableVat, trace }: ExplainedShare): ExplanationPart {
  const { line } = trace;
  const odd =
    line.vatRate === undefined
      ? null
      : vatShareNote({ net, vat }, { net: parsePence(line.net)!, vat: parsePence(line.vat)! }, line.vatRate);
  const back = recoverableVat === 0n ? "" : ` ${formatPence(recoverableVat)} of it comes back.`;
  return {
    heading: "VAT",
    lines: [
      `VAT on this share is ${formatPence(vat)}, its part of ${pounds(trace.line.vat)} by what each payer pays.${back} ${trace.vat}`,
      ...(odd === null ? [] : [odd]),
    ],
  };
}

function whenPart({ financialYear, trace }: ExplainedShare): ExplanationPart {
  const { from } = financialYearPeriod(financialYear);
  return {
    heading: "When it is invoiced",
    lines: [
      `It is money of ${formatFinancialYear(financialYear)}: it is invoiced by the order’s milestones, and not before ${formatDay(from)}.`,
      ...(trace.releases ?? []).map((part) => `Rule ${part.ruleNumber}: ${heldText(part.text)}.`),
    ],
  };
}

/** What was true when the order was sent is kept; that it waits is said for good. */
const heldText = (text: string) =>
  text.replace(/ is not met yet, so this waits$/, ": invoiced once it is met");

/** The answer as plain text, line by line, for documents and for comparing. */
export function answerAsText({ question, answer, parts }: ShareAnswer): string[] {
  return [
    question,
    answer,
    ...parts.flatMap(({ heading, lines, steps = [] }) => [
      heading,
      ...lines,
      ...steps.map((step) => `${step.rule} ${step.text} ${step.amount}`),
    ]),
  ];
}
