import type { OrderCost } from "~/domain/orders/cost-views.server";
import {
  explainOrderShare,
  type AgreementSignature,
  type ExplainedShare,
  type ExplanationPart,
} from "~/domain/who-pays/share-explanation";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { DataTable } from "~/ui/kit/data-table";
import { Money } from "~/ui/kit/money";

/** Where the explanation of one share stands on a page that explains several. */
export function shareAnchor(share: Pick<ExplainedShare, "id">): string | undefined {
  return share.id ? `share-${share.id}` : undefined;
}

/** Why one payer pays what it pays: each of its shares of an order, by financial year. */
export function ShareExplanation({
  cost,
  payerCode,
  signatures,
}: {
  cost: Pick<OrderCost, "shares">;
  payerCode: string;
  signatures: readonly AgreementSignature[];
}) {
  const shares = cost.shares.filter((share) => share.payerCode === payerCode);
  const years = [...new Set(shares.map((share) => share.financialYear))].sort((a, b) => a - b);
  return (
    <>
      {years.map((year) => (
        <section key={year} id={`year-${year}`} aria-labelledby={`year-${year}-heading`}>
          <h2 id={`year-${year}-heading`}>{formatFinancialYear(year)}</h2>
          {shares
            .filter((share) => share.financialYear === year)
            .map((share, index) => (
              <OneShare
                key={share.id ?? `${share.orderItemId}-${share.period.from}-${share.fundId ?? ""}-${index}`}
                tableId={`steps-${year}-${index}`}
                share={share}
                signatures={signatures}
              />
            ))}
        </section>
      ))}
    </>
  );
}

/** Why one share is what it is, in the words of `explainOrderShare` and no others, wherever it appears. */
export function OneShare({
  share,
  signatures,
  tableId,
  level = 3,
}: {
  share: ExplainedShare;
  signatures: readonly AgreementSignature[];
  /** Unique on the page. */
  tableId: string;
  level?: 2 | 3;
}) {
  const { question, answer, parts } = explainOrderShare(share, signatures);
  const Heading = `h${level}` as const;
  const Part = `h${level + 1}` as "h3" | "h4";
  return (
    <div id={shareAnchor(share)} data-share={share.id ?? undefined}>
      <Heading>{question}</Heading>
      <p>{answer}</p>
      {parts.map((part) => (
        <div key={part.heading}>
          <Part className="nhsuk-heading-s">{part.heading}</Part>
          <Lines lines={part.lines} />
          {part.steps ? <Steps id={tableId} steps={part.steps} share={share} /> : null}
        </div>
      ))}
    </div>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length === 1) return <p>{lines[0]}</p>;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Steps({
  id,
  steps,
  share,
}: {
  id: string;
  steps: NonNullable<ExplanationPart["steps"]>;
  share: ExplainedShare;
}) {
  return (
    <DataTable
      id={id}
      caption="How it is worked out"
      captionHidden
      rows={steps.map((step, index) => ({ ...step, index }))}
      rowKey={(step) => String(step.index)}
      columns={[
        { key: "rule", header: "Rule", cell: (step) => step.rule },
        { key: "text", header: "Step", rowHeader: true, cell: (step) => step.text },
        { key: "amount", header: "Amount", numeric: true, cell: (step) => step.amount },
      ]}
      totals={[{ text: "Share excluding VAT", amount: <Money amount={share.net} /> }]}
    />
  );
}
