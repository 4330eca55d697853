// Over 150 lines: the parts of one document, which reads and prints as one.
import { whyNotOrderable } from "~/domain/catalogue/listing";
import { listed } from "~/domain/shared/sentence";
import { withCode } from "~/domain/shared/organisation-words";
import { behindApprover } from "~/domain/orders/approvals/two-signatures";
import { stateWords } from "~/domain/orders/order";
import { quantityOf } from "~/domain/who-pays/cost";
import type { OrderCost } from "~/domain/orders/cost-views.server";
import type { OrderView } from "~/domain/orders/order-views.server";
import { COST_CATEGORIES, isCostCategory } from "~/domain/agreements/rules/cost-line";
import type { Pence } from "~/domain/money/money";
import { priceTerms, ROUNDING } from "~/domain/pricing/price-terms";
import { lastDayOf } from "~/domain/pricing/quote-by-period";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { heldBack } from "~/domain/who-pays/held-back";
import { milestonePart } from "~/domain/orders/milestones";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { DayText, MomentText, PeriodText } from "~/ui/kit/day";
import { Inset } from "~/ui/kit/callouts";
import { Details } from "~/ui/kit/details";
import { HeldBackTable } from "~/ui/who-pays/held-back";
import { Amount, Money } from "~/ui/kit/money";
import { SignatureText } from "~/ui/kit/fields/signature";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";

/** Where a payer's share is explained; null where the reader has no such page. */
export type ShareHref = ((payerCode: string) => string) | null;

interface DocumentProps {
  order: OrderView;
  cost: OrderCost;
  shareHref?: ShareHref;
  /** What a payer recovers of its VAT is not the supplier's affair. */
  showCost?: boolean;
}

export function OrderStateTag({ state }: { state: OrderView["state"] }) {
  return <StatusTag status={state} label={stateWords(state)} />;
}

export function categoryWords(category: string): string {
  const words = isCostCategory(category) ? COST_CATEGORIES[category] : category;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const count = (value: bigint) => value.toLocaleString("en-GB");

/** That what is ordered is not on sale any more, since it may end the support of a contract that runs. */
function OffSale({ order }: { order: OrderView }) {
  const { solutionName: name, solutionState: state, solutionStateReason, supportEndsOn } = order;
  const why = whyNotOrderable({ name, state, stateReason: solutionStateReason });
  if (why === null) return null;
  const ends = order.startsOn && order.termMonths ? lastDayOf(order.startsOn, order.termMonths) : null;
  return (
    <Inset>
      <p>{why}</p>
      {supportEndsOn ? (
        <p>
          It is supported until <DayText day={supportEndsOn} />
          {ends !== null && ends > supportEndsOn ? (
            <>
              , and this contract runs to <DayText day={ends} />. Buyer and supplier agree what follows.
            </>
          ) : (
            "."
          )}
        </p>
      ) : null}
    </Inset>
  );
}

/** The order as both sides sign it: parties, recipients, items, dates, who pays what, milestones, signatures. */
export function OrderDocument({ order, cost, shareHref = null, showCost = true }: DocumentProps) {
  return (
    <div className="dt-order">
      <OffSale order={order} />
      <PartiesPart order={order} />
      <RecipientsPart order={order} />
      <ItemsPart order={order} cost={cost} />
      <h2>Who pays what</h2>
      <PayersTable cost={cost} shareHref={shareHref} showCost={showCost} />
      <MilestonesTable order={order} cost={cost} />
      <KpisPart order={order} />
      <h2>Data processing</h2>
      <p className="dt-pre-line">{order.dataProcessing ?? "Not filled in yet."}</p>
      <SignaturesPart order={order} />
    </div>
  );
}

function contactText(order: OrderView, side: string) {
  const contact = order.contacts.find((one) => one.side === side);
  if (!contact) return "No contact yet";
  return [contact.name, contact.email, contact.phone].filter(Boolean).join(", ");
}

function PartiesPart({ order }: { order: OrderView }) {
  const { startsOn, termMonths } = order;
  return (
    <SummaryList
      heading="Order"
      rows={[
        { key: "id", label: "Call-off", value: order.id },
        { key: "state", label: "Status", value: <OrderStateTag state={order.state} /> },
        { key: "what", label: "Solution", value: order.solutionName },
        {
          key: "lot",
          label: "Framework",
          value: `${order.frameworkName}, lot ${order.lotNumber} (${order.lotName})`,
        },
        { key: "buyer", label: "Buyer", value: withCode(order.buyer.name, order.buyer.code) },
        { key: "buyer-contact", label: "Buyer’s contact", value: contactText(order, "buyer") },
        { key: "supplier", label: "Supplier", value: order.supplier.name },
        { key: "supplier-contact", label: "Supplier’s contact", value: contactText(order, "supplier") },
        { key: "po", label: "Purchase order number", value: order.purchaseOrderNumber ?? "None given" },
        {
          key: "dates",
          label: "Dates",
          value:
            startsOn && termMonths ? (
              <>
                <PeriodText from={startsOn} to={lastDayOf(startsOn, termMonths)} /> ({termMonths} months)
              </>
            ) : (
              "Not set yet"
            ),
        },
      ]}
    />
  );
}

function RecipientsPart({ order }: { order: OrderView }) {
  const { recipients } = order;
  const names = recipients.map((one) => withCode(one.name, one.code));
  return (
    <>
      <h2>Recipients</h2>
      {names.length === 0 ? <p>None chosen yet.</p> : null}
      {names.length > 0 && names.length <= 10 ? (
        <ul>
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      ) : null}
      {names.length > 10 ? (
        <Details summary={`${names.length} organisations`}>
          <ul>
            {names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </Details>
      ) : null}
    </>
  );
}

function ItemsPart({ order, cost }: { order: OrderView; cost: OrderCost }) {
  if (order.items.length === 0) {
    return (
      <>
        <h2>Items</h2>
        <p>None chosen yet.</p>
      </>
    );
  }
  return (
    <>
      <DataTable
        id="items"
        caption="Items"
        rows={order.items}
        rowKey={(item) => item.id}
        columns={[
          { key: "name", header: "Item", rowHeader: true, cell: (item) => item.name },
          {
            key: "price",
            header: "Price",
            cell: (item) => (
              <ul className="nhsuk-list dt-terms">
                {priceTerms(item.price, item.agreed).map((term) => (
                  <li key={term}>{term}</li>
                ))}
              </ul>
            ),
          },
          { key: "quantity", header: "Quantity", numeric: true, cell: (item) => count(quantityOf(item)) },
          {
            key: "delivery",
            header: "Delivery",
            cell: (item) => (item.deliveryOn ? <DayText day={item.deliveryOn} /> : "Not set"),
          },
          {
            key: "net",
            header: "Over the term, excluding VAT",
            numeric: true,
            cell: (item) => (item.net === null ? "Not known yet" : <Money amount={item.net} />),
          },
        ]}
        totals={
          order.net === null || order.vat === null
            ? []
            : [
                { name: "Total excluding VAT", net: <Money amount={order.net} /> },
                { name: "VAT", net: <Money amount={order.vat} /> },
                { name: "Total including VAT", net: <Money amount={(order.net + order.vat) as Pence} /> },
              ]
        }
      />
      <Workings cost={cost} />
    </>
  );
}

/** The arithmetic behind each sum, in what both sides sign and not only behind a fold. */
function Workings({ cost }: { cost: OrderCost }) {
  if (cost.items.length === 0) return null;
  return (
    <>
      <h3>How each sum comes about</h3>
      {cost.items.map((item) => (
        <div key={item.id}>
          <h4 className="nhsuk-heading-xs">{item.name}</h4>
          <ul>
            {item.cost.quote.working.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      ))}
      <p>{ROUNDING}</p>
    </>
  );
}

/** The agreements under which the shares stand: one, or several where kinds of cost fall to different ones. */
function agreementsCaption({ agreement, shares }: OrderCost): string {
  const named = [agreement, ...shares.map((share) => share.trace.agreement)].flatMap((each) =>
    each ? [`${each.title} (${each.agreementId}, version ${each.version})`] : [],
  );
  if (named.length === 0) return "No agreement covers this order: the buyer pays all of it";
  return `Shares under ${listed([...new Set(named)])}`;
}

const COST_COLUMNS: Column<OrderCost["payers"][number]>[] = [
  {
    key: "recovered",
    header: "VAT recovered",
    numeric: true,
    cell: (payer) => <Money amount={(payer.gross - payer.cost) as Pence} />,
  },
  {
    key: "cost",
    header: "Cost after VAT recovered",
    numeric: true,
    cell: (payer) => <Money amount={payer.cost} />,
  },
];

/** One line for each payer; what someone may dispute links to its explanation. */
export function PayersTable({
  cost,
  shareHref = null,
  showCost = true,
}: Pick<DocumentProps, "cost" | "shareHref" | "showCost">) {
  if (cost.reason) return <p>{cost.reason}</p>;
  return (
    <DataTable
      id="payers"
      caption={agreementsCaption(cost)}
      captionSize="s"
      rows={cost.payers}
      rowKey={(payer) => payer.payerCode}
      columns={[
        {
          key: "payer",
          header: "Payer",
          rowHeader: true,
          cell: (payer) => withCode(payer.payerName, payer.payerCode),
        },
        {
          key: "net",
          header: "Excluding VAT",
          numeric: true,
          cell: (payer) =>
            shareHref ? (
              <Amount
                amount={payer.net}
                href={shareHref(payer.payerCode)}
                explains={`the share of ${payer.payerName}`}
              />
            ) : (
              <Money amount={payer.net} />
            ),
        },
        { key: "vat", header: "VAT", numeric: true, cell: (payer) => <Money amount={payer.vat} /> },
        {
          key: "gross",
          header: "To be invoiced",
          numeric: true,
          cell: (payer) => <Money amount={payer.gross} />,
        },
        ...(showCost ? COST_COLUMNS : []),
      ]}
      totals={[
        {
          payer: "Total",
          net: <Money amount={cost.totals.net} />,
          vat: <Money amount={cost.totals.vat} />,
          gross: <Money amount={cost.totals.gross} />,
          recovered: <Money amount={(cost.totals.gross - cost.totals.cost) as Pence} />,
          cost: <Money amount={cost.totals.cost} />,
        },
      ]}
    />
  );
}

/** Payer by category by financial year. */
export function YearsTable({ cost, shareHref = null }: { cost: OrderCost; shareHref?: ShareHref }) {
  return (
    <DataTable
      id="years"
      caption="By payer, category and financial year"
      narrow="scroll"
      rows={cost.years}
      rowKey={(row) => [row.payerCode, row.costCategory, row.nature, row.financialYear].join("-")}
      columns={[
        { key: "payer", header: "Payer", rowHeader: true, cell: (row) => row.payerName },
        { key: "category", header: "Kind of cost", cell: (row) => categoryWords(row.costCategory) },
        {
          key: "nature",
          header: "Kind of money",
          cell: (row) => (row.nature === "capital" ? "Capital" : "Revenue"),
        },
        { key: "year", header: "Year", cell: (row) => formatFinancialYear(row.financialYear) },
        {
          key: "net",
          header: "Excluding VAT",
          numeric: true,
          cell: (row) =>
            shareHref ? (
              <Amount
                amount={row.net}
                href={`${shareHref(row.payerCode)}?year=${row.financialYear}#year-${row.financialYear}`}
                explains={`${row.payerName} in ${formatFinancialYear(row.financialYear)}`}
              />
            ) : (
              <Money amount={row.net} />
            ),
        },
        { key: "vat", header: "VAT", numeric: true, cell: (row) => <Money amount={row.vat} /> },
        {
          key: "recovered",
          header: "VAT recovered",
          numeric: true,
          cell: (row) => <Money amount={(row.net + row.vat - row.cost) as Pence} />,
        },
        {
          key: "cost",
          header: "Cost after VAT recovered",
          numeric: true,
          cell: (row) => <Money amount={row.cost} />,
        },
      ]}
    />
  );
}

/** Results, and how much of the order falls due with each. */
export function MilestonesTable({ order, cost }: { order: OrderView; cost: OrderCost }) {
  const parts = order.milestones.map((one) => one.paymentBasisPoints);
  const years = [...new Set(cost.shares.map((share) => share.financialYear))].sort((a, b) => a - b);
  const adds = parts.reduce((total, part) => total + part, 0) === 10_000 && !cost.reason;
  return (
    <>
      <DataTable
        id="milestones"
        caption="Milestones"
        rows={order.milestones}
        rowKey={(one) => one.id}
        columns={[
          { key: "title", header: "Milestone", rowHeader: true, cell: (one) => one.title },
          { key: "due", header: "Due", cell: (one) => <DayText day={one.dueOn} /> },
          {
            key: "part",
            header: "Part of the price",
            numeric: true,
            cell: (one) => `${one.paymentBasisPoints / 100}%`,
          },
          {
            key: "amount",
            header: "Excluding VAT",
            numeric: true,
            cell: (one) =>
              adds ? (
                <Money amount={milestonePart(cost.totals.net, parts, order.milestones.indexOf(one))} />
              ) : (
                "–"
              ),
          },
          {
            key: "state",
            header: "Status",
            cell: (one) =>
              one.confirmedAt ? (
                <>
                  Confirmed <MomentText at={one.confirmedAt} />
                  {one.confirmedByName ? ` by ${one.confirmedByName}` : ""}
                </>
              ) : (
                "Not confirmed yet"
              ),
          },
        ]}
        empty={
          <>
            <h2>Milestones</h2>
            <p>None set yet.</p>
          </>
        }
      />
      <HeldBackTable held={heldBack(cost.shares, order.milestones)} />
      {years.length > 1 ? (
        <p>
          Money of {listed(years.slice(1).map(formatFinancialYear))} is not drawn before 1 April of{" "}
          {years.length > 2 ? "its own year" : "that year"}: what a milestone leaves of it is invoiced by an
          annual charge from that day.
        </p>
      ) : null}
    </>
  );
}

function KpisPart({ order }: { order: OrderView }) {
  if (order.kpis.length === 0 && !order.noKpisReason) return null;
  return (
    <>
      <h2>Key performance indicators</h2>
      {order.kpis.length > 0 ? (
        <SummaryList
          rows={order.kpis.map(({ title, target }) => ({ key: title, label: title, value: target }))}
        />
      ) : (
        <p>None: {order.noKpisReason}</p>
      )}
    </>
  );
}

function SignaturesPart({ order }: { order: OrderView }) {
  const supplier = order.signatures.find((one) => one.side === "supplier");
  const buyer = order.signedForBuyer;
  return (
    <>
      <h2>Approvals and signatures</h2>
      <SummaryList
        rows={[
          ...order.approvals.map((one) => ({
            key: one.payerCode,
            label: `${one.payerName}’s share`,
            value:
              one.state === "requested" ? (
                "Waiting for an approver"
              ) : (
                <>
                  {one.state === "approved" ? "Approved" : "Declined"} by {one.decidedByName}
                  {behindApprover(one, buyer)}, {one.decidedAt ? <MomentText at={one.decidedAt} /> : null}
                  {one.reason ? `. Reason: ${one.reason}` : ""}
                </>
              ),
          })),
          {
            key: "buyer",
            label: "Signed for the buyer",
            value: buyer ? (
              <SignatureText name={buyer.name} role={buyer.role} at={new Date(buyer.at)} />
            ) : (
              "Not signed yet"
            ),
          },
          {
            key: "supplier",
            label: "Signed for the supplier",
            value: supplier ? (
              <SignatureText name={supplier.signatoryName} role={supplier.role} at={supplier.signedAt} />
            ) : (
              "Not signed yet"
            ),
          },
        ]}
      />
    </>
  );
}
