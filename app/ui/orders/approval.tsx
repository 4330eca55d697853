import type { OrderCost } from "~/domain/orders/cost-views.server";
import type { OrderView } from "~/domain/orders/order-views.server";
import type { ApprovalRow } from "~/domain/orders/order-list-views.server";
import type { AgreementSignature } from "~/domain/who-pays/share-explanation";
import { dayOf } from "~/domain/shared/day";
import { Inset, WarningCallout } from "~/ui/kit/callouts";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { Details } from "~/ui/kit/details";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import {
  ButtonLink,
  ErrorSummary,
  fields,
  Form,
  hasErrors,
  SubmitButton,
  type FormState,
} from "~/ui/kit/form";
import type { ShownPage } from "~/web/lists/list-page";
import { CountLine, ListPages } from "~/ui/kit/lists/list-page";
import { Money } from "~/ui/kit/money";
import { Outcome } from "./approval-outcome";
import { AwardedBesideOrdered } from "./awarded-and-ordered";
import { OrderDocument, YearsTable } from "./order-document";
import { EditCount } from "./order-form";
import { BackLink, PageTitle } from "~/ui/kit/page";
import { FirstShares } from "~/ui/who-pays/share-explanation";
import { StatusTag } from "~/ui/kit/tag";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { ListSearch, withSearch } from "~/ui/kit/lists/list-search";
import type { ShownApprovals } from "~/web/orders/order-forms";

const SHARES = ["share", "shares"] as const;

/** Shares that wait for this organisation's approver, and those it has decided. */
export function ApprovalList({
  base,
  waiting,
  decided,
  search,
  mayDecide,
}: {
  base: string;
  search: ShownApprovals;
  /** True for those who decide for their organisation; the others see what waits for them. */
  mayDecide: boolean;
  waiting: ShownPage<ApprovalRow>;
  decided: ShownPage<ApprovalRow>;
}) {
  return (
    <>
      <ListSearch
        action={base}
        label="Order, title or organisation"
        words={search.words}
        keep={{ sort: search.sort ?? undefined }}
      />
      {waiting.total > 0 ? <CountLine page={waiting} noun={SHARES} order={search.waiting.order} /> : null}
      <DataTable
        id="waiting"
        dense
        caption={mayDecide ? "Waiting for you" : "Waiting for a budget approver of your organisation"}
        rows={waiting.rows}
        rowKey={(row) => row.orderId}
        totalRows={waiting.total}
        noun={SHARES}
        downloads={spreadsheets(withSearch(`${base}.csv`, search))}
        columns={columns(base, false, search.waiting.headings)}
        empty={
          <EmptyState words={search.words} heading="Nothing waits for your approval">
            <p>When an order asks your organisation to pay a share, it appears here and you get an email.</p>
          </EmptyState>
        }
      />
      <ListPages page={waiting} noun={["waiting share", "waiting shares"]} />
      {decided.total > 0 ? (
        <section id="decided" aria-labelledby="decided-heading">
          <h2 id="decided-heading">Decided</h2>
          <CountLine page={decided} noun={SHARES} order={search.decided.order} />
          <DataTable
            id="decided-shares"
            dense
            caption="Decided"
            captionHidden
            rows={decided.rows}
            rowKey={(row) => row.orderId}
            totalRows={decided.total}
            noun={SHARES}
            downloads={spreadsheets(withSearch(`${base}.csv?decided=yes`, search))}
            columns={columns(base, true, search.decided.headings)}
          />
          <ListPages page={decided} noun={["decided share", "decided shares"]} />
        </section>
      ) : null}
    </>
  );
}

function columns(base: string, decided: boolean, headings: ShownApprovals["waiting"]["headings"]) {
  return [
    {
      key: "order",
      header: "Order",
      sort: headings.title,
      rowHeader: true,
      cell: (row: ApprovalRow) => (
        <>
          <a href={`${base}/${row.orderId}`}>{row.title}</a>
          <br />
          <span className="dt-reference">{row.orderId}</span>
        </>
      ),
    },
    { key: "buyer", header: "Buyer", sort: headings.buyer, cell: (row: ApprovalRow) => row.buyerName },
    { key: "supplier", header: "Supplier", cell: (row: ApprovalRow) => row.supplierName },
    {
      key: "net",
      header: "Your share, excluding VAT",
      sort: headings.share,
      numeric: true,
      cell: (row: ApprovalRow) => <Money amount={row.net} />,
    },
    { key: "vat", header: "VAT", numeric: true, cell: (row: ApprovalRow) => <Money amount={row.vat} /> },
    ...(decided
      ? [{ key: "state", header: "Decision", cell: (row: ApprovalRow) => <StatusTag status={row.state} /> }]
      : []),
    {
      key: "since",
      header: decided ? "Decided" : "Asked",
      sort: headings.moment,
      cell: (row: ApprovalRow) => (
        <DayText day={dayOf((decided ? row.decidedAt : null) ?? row.requestedAt)} />
      ),
    },
  ];
}

/** One share with the order behind it; approve, or decline with a reason. */
export function ApprovalPage({
  order,
  cost,
  payerCode,
  state,
  area,
  signatures,
  acceptance,
  late,
}: {
  /** That this person approved a moment after a colleague had decided: nothing came of it. */
  late: boolean;
  /** Whose pages these are: those of buyers, or the centre's. */
  area: "/buying" | "/commercial";
  order: OrderView;
  /** What approving accepts besides the share; null when nothing. */
  acceptance: string | null;
  cost: OrderCost;
  /** Who signed the agreements behind the shares. */
  signatures: readonly AgreementSignature[];
  payerCode: string;
  state: FormState | null;
}) {
  const listHref = `${area}/approvals`;
  const shareHref = (payer: string) => `${area}/orders/${order.id}/shares/${payer}`;
  const approval = order.approvals.find((one) => one.payerCode === payerCode);
  if (!approval) {
    return <NotAsked orderId={order.id} listHref={listHref} />;
  }
  const open = approval.state === "requested" && order.state === "awaiting_approval";
  const cancelled = order.state === "cancelled";
  return (
    <>
      <BackLink href={listHref}>Approvals</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      {open ? (
        <PageTitle caption={`Order ${order.id}`}>{order.title}</PageTitle>
      ) : (
        <Outcome order={order} approval={approval} late={late} state={state} />
      )}
      <p>
        {order.buyer.name} {cancelled ? "ordered" : "orders"} {order.solutionName} from {order.supplier.name}.{" "}
        {approval.payerName} {cancelled ? "was" : "is"} asked to pay <Money amount={approval.net} /> and{" "}
        <Money amount={approval.vat} /> VAT.
      </p>
      <AwardedBesideOrdered compared={order.compared} againHref={null} />
      <OrderDocument order={order} cost={cost} shareHref={shareHref} />
      <YearsTable cost={cost} shareHref={shareHref} />
      <Details summary={`Why ${approval.payerName} is asked for this`}>
        <FirstShares cost={cost} payerCode={payerCode} signatures={signatures} all={shareHref(payerCode)} />
      </Details>
      {open && order.may.approve ? (
        <Decision
          order={order}
          state={state}
          acceptance={acceptance}
          approveHref={`${listHref}/${order.id}/approve`}
        />
      ) : null}
      {open && !order.may.approve ? (
        <Inset>
          <p>Only a budget approver of your organisation can decide. Ask one of them to open this page.</p>
        </Inset>
      ) : null}
    </>
  );
}

function NotAsked({ orderId, listHref }: { orderId: string; listHref: string }) {
  return (
    <>
      <BackLink href={listHref}>Approvals</BackLink>
      <PageTitle caption={`Order ${orderId}`}>Your organisation is not asked to pay for this order</PageTitle>
      <p>It has no share, or the order was taken back and is being changed.</p>
    </>
  );
}

function Decision({
  order,
  state,
  acceptance,
  approveHref,
}: {
  order: OrderView;
  state: FormState | null;
  acceptance: string | null;
  approveHref: string;
}) {
  return (
    <>
      <h2>Your decision</h2>
      {acceptance ? (
        <WarningCallout heading="You accept an agreement by it" level={3}>
          <p>{acceptance}</p>
        </WarningCallout>
      ) : null}
      <p>When the supplier has signed, the money is committed from your budget or the fund named above.</p>
      <ButtonLink href={approveHref}>Check and approve the share</ButtonLink>
      <Form>
        <EditCount value={order.editCount} />
        <TextArea
          {...fields(state)("reason")}
          label="Or decline: what has to change?"
          hint="The buyer reads this. The order goes back to it with everything that was filled in."
          rows={3}
          maxLength={1000}
        />
        <SubmitButton variant="secondary">Decline the share</SubmitButton>
      </Form>
    </>
  );
}
