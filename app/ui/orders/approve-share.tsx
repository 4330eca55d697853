import type { ProblemText } from "~/domain/shared/problem";
import { CannotNow } from "~/ui/kit/cannot-now";
import { withCode } from "~/domain/shared/organisation-words";
import type { NotIndependent } from "~/domain/orders/approvals/two-signatures";
import type { OrderCost } from "~/domain/orders/cost-views.server";
import type { OrderView } from "~/domain/orders/order-views.server";
import type { ShareCheck, ShareSource } from "~/domain/orders/approvals/share-check-views.server";
import { sum, type Pence } from "~/domain/money/money";
import { formatDay } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { WarningCallout } from "~/ui/kit/callouts";
import { DataTable } from "~/ui/kit/lists/data-table";
import { ButtonGroup, ErrorSummary, Form, hasErrors, SubmitButton, type FormState } from "~/ui/kit/form";
import { Money } from "~/ui/kit/money";
import { BackLink, PageTitle } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";
import { LeftToAnother, NotMet, SoleApprover } from "./approve-share-ticks";
import { AwardedBesideOrdered } from "./awarded-and-ordered";
import { EditCount } from "./order-form";

const gross = ({ net, vat }: { net: Pence; vat: Pence }) => (net + vat) as Pence;

/** The last look before a payer's yes: sums by year, where the money is, who else pays, and what is wrong today. */
export function ApproveSharePage({
  order,
  cost,
  check,
  payerCode,
  acceptance,
  closedFund,
  signer,
  notIndependent,
  state,
  approvalHref,
}: {
  order: OrderView;
  cost: OrderCost;
  check: ShareCheck;
  payerCode: string;
  /** What approving accepts besides the share; null when nothing. */
  acceptance: string | null;
  /** Why nobody can approve it today: its fund is closed; null when it is not. */
  closedFund: ProblemText | null;
  /** Who is signed in and approves. */
  signer: string;
  /** Why this person is not independent of who signed the order for its buyer, and who else may approve; null when they are. */
  notIndependent: NotIndependent | null;
  state: FormState | null;
  approvalHref: string;
}) {
  return (
    <>
      <BackLink href={approvalHref}>The share and the order</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={`Order ${order.id}`}>Check before you approve the share</PageTitle>
      <Summary order={order} cost={cost} payerCode={payerCode} signer={signer} />
      <AwardedBesideOrdered compared={order.compared} againHref={null} />
      <YearRows check={check} />
      <SourceRows sources={check.sources} />
      <Others check={check} />
      {acceptance ? (
        <WarningCallout heading="You accept an agreement by it">
          <p>{acceptance}</p>
        </WarningCallout>
      ) : null}
      {closedFund ? (
        <CannotNow why={{ ...closedFund, next: { label: "Decline the share", href: approvalHref } }} />
      ) : notIndependent && notIndependent.others.length > 0 ? (
        <LeftToAnother dependent={notIndependent} approvalHref={approvalHref} />
      ) : (
        <Form>
          <EditCount value={order.editCount} />
          {notIndependent ? <SoleApprover dependent={notIndependent} state={state} /> : null}
          {check.notMet.length > 0 ? <NotMet check={check} order={order} state={state} /> : null}
          <p>
            Nobody can take an approval back. When the supplier has signed, the money is reserved in what is
            named above.
          </p>
          <ButtonGroup>
            <SubmitButton>Approve the share</SubmitButton>
            <a href={approvalHref}>Do not approve it now</a>
          </ButtonGroup>
        </Form>
      )}
    </>
  );
}

function Summary({
  order,
  cost,
  payerCode,
  signer,
}: {
  order: OrderView;
  cost: OrderCost;
  payerCode: string;
  signer: string;
}) {
  const approval = order.approvals.find((one) => one.payerCode === payerCode)!;
  return (
    <SummaryList
      rows={[
        {
          key: "what",
          label: "What is bought",
          value: `${order.solutionName} from ${order.supplier.name}, for ${order.buyer.name}`,
        },
        { key: "payer", label: "Who pays this share", value: withCode(approval.payerName, payerCode) },
        { key: "net", label: "Excluding VAT", value: <Money amount={approval.net} /> },
        { key: "vat", label: "VAT", value: <Money amount={approval.vat} /> },
        { key: "gross", label: "Including VAT", value: <Money amount={gross(approval)} /> },
        {
          key: "of",
          label: "Of the whole order",
          value: (
            <>
              <Money amount={cost.totals.net} /> excluding VAT, <Money amount={cost.totals.gross} /> including
              VAT
            </>
          ),
        },
        { key: "signer", label: "You approve as", value: signer },
      ]}
    />
  );
}

function YearRows({ check }: { check: ShareCheck }) {
  const { years } = check;
  return (
    <DataTable
      id="share-years"
      caption="Your share by year, and where the money comes from"
      rows={years}
      rowKey={(row) => [row.financialYear, row.sourceName, row.nature].join(" ")}
      columns={[
        {
          key: "year",
          header: "Year",
          rowHeader: true,
          cell: (row) => formatFinancialYear(row.financialYear),
        },
        { key: "source", header: "Fund or budget", cell: (row) => row.sourceName },
        {
          key: "nature",
          header: "Kind of money",
          cell: (row) => (row.nature === "capital" ? "Capital" : "Revenue"),
        },
        { key: "net", header: "Excluding VAT", numeric: true, cell: (row) => <Money amount={row.net} /> },
        { key: "vat", header: "VAT", numeric: true, cell: (row) => <Money amount={row.vat} /> },
        {
          key: "gross",
          header: "Including VAT",
          numeric: true,
          cell: (row) => <Money amount={gross(row)} />,
        },
      ]}
      totals={[
        {
          year: "Total",
          net: <Money amount={sum(years.map((row) => row.net))} />,
          vat: <Money amount={sum(years.map((row) => row.vat))} />,
          gross: <Money amount={sum(years.map(gross))} />,
        },
      ]}
    />
  );
}

function SourceRows({ sources }: { sources: readonly ShareSource[] }) {
  return (
    <>
      <DataTable
        id="share-sources"
        caption="What is free to commit there"
        rows={sources}
        rowKey={(row) => row.key}
        columns={[
          { key: "name", header: "Fund or budget", rowHeader: true, cell: (row) => row.name },
          {
            key: "today",
            header: "Free to commit today",
            numeric: true,
            cell: (row) => (row.free ? <Money amount={row.free.today} /> : "Not kept here"),
          },
          {
            key: "cost",
            header: "This share, after VAT recovered",
            numeric: true,
            cell: (row) => <Money amount={row.cost} />,
          },
          {
            key: "after",
            header: "Free to commit after it",
            numeric: true,
            cell: (row) => (row.free ? <Money amount={row.free.after} /> : "Not kept here"),
          },
        ]}
      />
      {sources.map((source) => (
        <SourceNotes key={source.key} source={source} />
      ))}
    </>
  );
}

function SourceNotes({
  source: { name, free, notOpen, reserved, approved, allocation, cost },
}: {
  source: ShareSource;
}) {
  return (
    <>
      {free && free.after < 0n ? (
        <p>
          <strong>
            {name} is <Money amount={-free.after as Pence} /> short.
          </strong>{" "}
          The supplier cannot sign until the fund holds enough.
        </p>
      ) : null}
      {notOpen ? (
        <p>
          <strong>
            {name} is not open: orders may use it from {formatDay(notOpen.opensOn)} to{" "}
            {formatDay(notOpen.closesOn)}.
          </strong>{" "}
          The supplier cannot sign while that is so.
        </p>
      ) : null}
      {allocation && allocation.after < 0n ? (
        <p>
          <strong>
            What {name} has set aside is <Money amount={-allocation.after as Pence} /> short.
          </strong>{" "}
          Its allocations bind, so the supplier cannot sign. Decline the share, or ask a commercial officer of
          the centre to set aside more first.
        </p>
      ) : null}
      {allocation ? (
        <p>
          {allocation.holderName === null ? (
            <>
              {name} has set nothing aside for this buyer or its board, and its allocations bind: the supplier
              cannot sign until it has.
            </>
          ) : (
            <>
              Allocations of {name} bind. Of what it has set aside for {allocation.holderName},{" "}
              <Money amount={allocation.today} /> is left, and <Money amount={allocation.after} /> after this.
            </>
          )}
        </p>
      ) : null}
      {reserved === null || approved === null ? null : (
        <p>
          {name}: its balance is kept in your own accounts. Orders here have reserved{" "}
          <Money amount={reserved} /> of it. Shares of <Money amount={approved} /> more are approved and wait
          for the supplier’s signature. With this share, all of it comes to{" "}
          <Money amount={(reserved + approved + cost) as Pence} />.
        </p>
      )}
    </>
  );
}

function Others({ check: { others } }: { check: ShareCheck }) {
  if (others.length === 0) {
    return (
      <>
        <h2>Who else pays</h2>
        <p>Nobody: your organisation pays all of it.</p>
      </>
    );
  }
  return (
    <DataTable
      id="other-payers"
      caption="Who else pays"
      rows={others}
      rowKey={(row) => row.code}
      columns={[
        { key: "name", header: "Payer", rowHeader: true, cell: (row) => withCode(row.name, row.code) },
        { key: "net", header: "Excluding VAT", numeric: true, cell: (row) => <Money amount={row.net} /> },
        {
          key: "gross",
          header: "Including VAT",
          numeric: true,
          cell: (row) => <Money amount={gross(row)} />,
        },
        { key: "state", header: "Decision", cell: (row) => <StatusTag status={row.state} /> },
      ]}
    />
  );
}
