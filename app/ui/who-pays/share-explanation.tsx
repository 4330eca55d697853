import type { OrderCost } from "~/domain/orders/cost-views.server";
import {
  explainOrderShare,
  type AgreementSignature,
  type ExplainedShare,
  type ExplanationPart,
} from "~/domain/who-pays/share-explanation";
import { PAGE_ROWS } from "~/domain/shared/page-place";
import { formatDay } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { Details } from "~/ui/kit/details";
import { DataTable } from "~/ui/kit/lists/data-table";
import { Money } from "~/ui/kit/money";

/** Where the explanation of one share stands on a page that explains several. */
export function shareAnchor(share: Pick<ExplainedShare, "id">): string | undefined {
  return share.id ? `share-${share.id}` : undefined;
}

/** So many shares are explained openly on one page; of more, each shows its answer and unfolds the rest. */
const OPEN_SHARES = 2;

/** Whether a page that explains so many shares folds how each is worked out: 20 of them are 16,000 pixels on a phone. */
export const foldsShares = (count: number) => count > OPEN_SHARES;

/** Why one payer pays what it pays: a page of its shares of an order, by financial year. `total` counts all of them. */
export function ShareExplanation({
  shares,
  total,
  signatures,
}: {
  shares: OrderCost["shares"];
  total: number;
  signatures: readonly AgreementSignature[];
}) {
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
                folded={foldsShares(total)}
              />
            ))}
        </section>
      ))}
    </>
  );
}

/** A page of what the payer is asked for, by financial year, and where all of it stands. */
export function FirstShares({
  cost,
  payerCode,
  signatures,
  all,
}: {
  cost: Pick<OrderCost, "shares">;
  payerCode: string;
  signatures: readonly AgreementSignature[];
  all: string;
}) {
  const own = cost.shares
    .filter((share) => share.payerCode === payerCode)
    .toSorted((one, other) => one.financialYear - other.financialYear);
  return (
    <>
      {own.length > PAGE_ROWS ? (
        <p>
          These are the first {PAGE_ROWS} of <a href={all}>all {own.length} shares</a>.
        </p>
      ) : null}
      <ShareExplanation shares={own.slice(0, PAGE_ROWS)} total={own.length} signatures={signatures} />
    </>
  );
}

/** Why one share is what it is, in the words of `explainOrderShare` and no others, wherever it appears. */
export function OneShare({
  share,
  signatures,
  tableId,
  level = 3,
  folded = false,
}: {
  share: ExplainedShare;
  signatures: readonly AgreementSignature[];
  /** Unique on the page. */
  tableId: string;
  level?: 2 | 3;
  /** See `foldsShares`. */
  folded?: boolean;
}) {
  const { question, answer, parts } = explainOrderShare(share, signatures);
  const Heading = `h${level}` as const;
  const Part = `h${level + 1}` as "h3" | "h4";
  const explained = parts.map((part) => (
    <div key={part.heading}>
      <Part className="nhsuk-heading-s">{part.heading}</Part>
      <Lines lines={part.lines} />
      {part.steps ? <Steps id={tableId} steps={part.steps} share={share} /> : null}
    </div>
  ));
  return (
    <div id={shareAnchor(share)} data-share={share.id ?? undefined}>
      <Heading>{question}</Heading>
      <p>{answer}</p>
      {folded ? (
        <Details
          summary={
            <>
              How it is worked out
              <span className="nhsuk-u-visually-hidden">
                : {share.itemName}, {formatDay(share.period.from)} to {formatDay(share.period.to)}
              </span>
            </>
          }
        >
          {explained}
        </Details>
      ) : (
        explained
      )}
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
