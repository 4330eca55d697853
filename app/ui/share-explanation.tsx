import type { OrderCost } from "~/domain/ordering/cost-views.server";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { DataTable } from "./data-table";
import { MomentText, PeriodText } from "./day";
import { Money } from "./money";
import { categoryWords } from "./order-document";

interface Signature {
  organisationName: string;
  signatoryName: string | null;
  signedAt: Date | null;
}

/** Why one payer pays what it pays: agreement, signatories, rules, and the arithmetic of each cost, by year. */
export function ShareExplanation({
  cost,
  payerCode,
  signatures,
}: {
  cost: OrderCost;
  payerCode: string;
  signatures: readonly Signature[];
}) {
  const shares = cost.shares.filter((share) => share.payerCode === payerCode);
  const years = [...new Set(shares.map((share) => share.financialYear))].sort((a, b) => a - b);
  const rules = new Map(
    shares.flatMap((share) => share.trace.rules.map((rule) => [rule.ruleNumber, rule.text])),
  );
  return (
    <>
      <h2>The agreement</h2>
      <AgreementPart cost={cost} signatures={signatures} />
      {rules.size > 0 ? (
        <>
          <h2>The rules</h2>
          <ul>
            {[...rules].map(([number, text]) => (
              <li key={number}>
                Rule {number}: {text}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {years.map((year) => (
        <section key={year} id={`year-${year}`} aria-labelledby={`year-${year}-heading`}>
          <h2 id={`year-${year}-heading`}>{formatFinancialYear(year)}</h2>
          {shares
            .filter((share) => share.financialYear === year)
            .map((share, index) => (
              <SharePart
                key={`${share.orderItemId}-${share.period.from}-${share.fundId ?? ""}-${index}`}
                id={`steps-${year}-${index}`}
                share={share}
              />
            ))}
        </section>
      ))}
    </>
  );
}

function AgreementPart({ cost, signatures }: { cost: OrderCost; signatures: readonly Signature[] }) {
  return (
    <>
      {cost.agreement ? (
        <>
          <p>
            {cost.agreement.title} ({cost.agreement.agreementId}, version {cost.agreement.version}), signed
            by:
          </p>
          <ul>
            {signatures.map((one) => (
              <li key={one.organisationName}>
                {one.organisationName}
                {one.signedAt ? (
                  <>
                    : {one.signatoryName}, <MomentText at={one.signedAt} />
                  </>
                ) : (
                  ": not signed"
                )}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>No agreement covers this order, so the buyer pays all of it.</p>
      )}
    </>
  );
}

function SharePart({ share, id }: { share: OrderCost["shares"][number]; id: string }) {
  return (
    <div>
      <h3>
        {share.itemName}: {categoryWords(share.costCategory).toLowerCase()}, {share.nature}
      </h3>
      <p>
        <PeriodText from={share.period.from} to={share.period.to} />, from{" "}
        {share.fundName ?? "the payer’s own budget"}. The cost to be shared is £{share.trace.line.net} and £
        {share.trace.line.vat} VAT.
      </p>
      <DataTable
        id={id}
        caption="How it is worked out"
        captionSize="s"
        rows={share.trace.steps}
        rowKey={(step) => `${step.ruleNumber}-${step.text}`}
        columns={[
          { key: "rule", header: "Rule", cell: (step) => step.ruleNumber },
          { key: "text", header: "Step", rowHeader: true, cell: (step) => step.text },
          { key: "amount", header: "Amount", numeric: true, cell: (step) => `£${step.amount}` },
        ]}
        totals={[{ text: "Share excluding VAT", amount: <Money amount={share.net} /> }]}
      />
      <p>
        VAT on this share is <Money amount={share.vat} />. {share.trace.vat}
      </p>
    </div>
  );
}
