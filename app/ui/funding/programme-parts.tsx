import { withCode } from "~/domain/shared/organisation-words";
import { daysText, type ForwardRow } from "~/domain/funding/forward";
import { eligibilityText, FUND_FIGURES } from "~/domain/funding/fund";
import { formatPence } from "~/domain/money/format";
import { sum, type Pence } from "~/domain/money/money";
import { kindLabel } from "~/domain/organisations/organisation";
import type { Day } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText, PeriodText } from "~/ui/kit/day";
import { Details } from "~/ui/kit/details";
import { FreeOrLapsed } from "./funds-forward";
import { Money } from "~/ui/kit/money";
import { StatusTag } from "~/ui/kit/tag";

/** Who may use a fund, for what and when, as a sentence. */
export function eligibilityOf(fund: ForwardRow): string {
  return eligibilityText(
    fund,
    fund.eligibleBuyerKinds.map((kind) => kindLabel(kind, true)),
  );
}

/** The funds of a programme with their dates and what is free. */
export function ProgrammeFunds({ funds }: { funds: readonly ForwardRow[] }) {
  return (
    <DataTable
      id="funds"
      narrow="scroll"
      caption="Funds"
      rows={funds}
      rowKey={(fund) => fund.fundId}
      columns={[
        { key: "name", header: "Fund", rowHeader: true, cell: (fund) => fund.name },
        { key: "payer", header: "Paid by", cell: (fund) => fund.payerName },
        { key: "year", header: "Year", cell: (fund) => formatFinancialYear(fund.financialYear) },
        {
          key: "nature",
          header: "Kind of money",
          cell: (fund) => (fund.nature === "capital" ? "Capital" : "Revenue"),
        },
        { key: "state", header: "Now", cell: (fund) => <StatusTag status={fund.state} /> },
        {
          key: "dates",
          header: "Open for orders",
          cell: (fund) => <PeriodText from={fund.opensOn} to={fund.closesOn} />,
        },
        {
          key: "amount",
          header: "Amount",
          numeric: true,
          cell: (fund) => <Money amount={sum([fund.allocated, fund.lapsed])} whole />,
        },
        {
          key: "free",
          header: FUND_FIGURES.freeToCommit,
          numeric: true,
          cell: (fund) => <FreeOrLapsed row={fund} />,
        },
      ]}
    />
  );
}

/** Who may use each fund that is open or to come, and the way to apply for it. */
export function HowToApply({ funds, mayApply }: { funds: readonly ForwardRow[]; mayApply: boolean }) {
  const ahead = funds.filter((fund) => fund.state !== "closed");
  if (ahead.length === 0) return null;
  return (
    <>
      <h2 className="nhsuk-heading-m">Who can use it, and how</h2>
      {ahead.map((fund) => (
        <div key={fund.fundId}>
          <h3 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">{fund.name}</h3>
          <p>
            {eligibilityOf(fund)} {daysText(fund)}.{" "}
            {fund.state === "open" && !mayApply ? "Providers apply here." : null}
            {fund.state === "open" && mayApply ? (
              <a href={`/buying/applications/new?fund=${encodeURIComponent(fund.fundId)}`}>
                Apply to {fund.name}
              </a>
            ) : null}
            {fund.state === "open" ? null : "You can apply when it opens."}
          </p>
        </div>
      ))}
      <p>
        Where an agreement below covers what you order, its share is paid without an application:{" "}
        <a href="/who-pays">ask who would pay</a>.
      </p>
    </>
  );
}

/** What is set aside for whom, with how each amount came about. */
export function PublishedAllocations({
  funds,
}: {
  funds: readonly {
    fundId: string;
    name: string;
    rows: readonly { organisationCode: string; organisationName: string; amount: Pence; basis: string }[];
  }[];
}) {
  if (funds.length === 0) return null;
  return (
    <>
      <h2 className="nhsuk-heading-m">Set aside for organisations</h2>
      {funds.map((fund) => (
        <Details
          key={fund.fundId}
          summary={`${fund.name}: ${formatPence(sum(fund.rows.map((row) => row.amount)), { whole: true })} for ${fund.rows.length} ${fund.rows.length === 1 ? "organisation" : "organisations"}`}
        >
          <DataTable
            id={`allocations-${fund.fundId}`}
            narrow="scroll"
            captionSize="s"
            caption={`Allocations of ${fund.name}`}
            rows={fund.rows}
            rowKey={(row) => row.organisationCode}
            columns={[
              {
                key: "organisation",
                header: "Organisation",
                rowHeader: true,
                cell: (row) => withCode(row.organisationName, row.organisationCode),
              },
              { key: "basis", header: "How it came about", cell: (row) => row.basis || "Agreed" },
              { key: "amount", header: "Amount", numeric: true, cell: (row) => formatPence(row.amount) },
            ]}
          />
        </Details>
      ))}
    </>
  );
}

/** The agreements on who pays what that pay from the programme's funds. */
export function ProgrammeAgreements({
  agreements,
  funds,
}: {
  agreements: readonly {
    agreementId: string;
    title: string;
    summary: string;
    effectiveFrom: Day;
    effectiveTo: Day | null;
    fundIds: readonly string[];
  }[];
  funds: readonly ForwardRow[];
}) {
  if (agreements.length === 0) return null;
  const nameOf = (id: string) => funds.find((fund) => fund.fundId === id)?.name ?? id;
  return (
    <>
      <h2 className="nhsuk-heading-m">Agreements that use it</h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {agreements.map((one) => (
          <li key={`${one.agreementId}-${one.effectiveFrom}`}>
            <strong>{one.title}</strong> ({one.agreementId}), in force from{" "}
            <DayText day={one.effectiveFrom} />
            {one.effectiveTo ? (
              <>
                {" "}
                to <DayText day={one.effectiveTo} />
              </>
            ) : null}
            . {one.summary} Paid from {one.fundIds.map(nameOf).join(", ")}.
          </li>
        ))}
      </ul>
    </>
  );
}
