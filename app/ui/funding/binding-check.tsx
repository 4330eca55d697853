import { withCode } from "~/domain/shared/organisation-words";
import type { BindingEffect, WaitingOrder } from "~/domain/funding/allocations/binding-views.server";
import type { FundRow } from "~/domain/funding/funding-views.server";
import { WarningCallout } from "~/ui/kit/callouts";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { DataTable } from "~/ui/kit/lists/data-table";
import type { FormState } from "~/ui/kit/form";
import { Money } from "~/ui/kit/money";
import { StatusTag } from "~/ui/kit/tag";

/** The last look before allocations of a fund bind, or do not any more: what has been set aside, and which orders it touches. */
export function BindingCheck({
  fund,
  byTwo,
  effect,
  state,
}: {
  fund: FundRow;
  /** Whether another officer decides about it. */
  byTwo: boolean;
  effect: BindingEffect;
  state: FormState | null;
}) {
  const bind = state?.values["bind"] === "yes";
  const { allocations, setAside, takenByOthers } = effect;
  return (
    <CheckAnswers
      state={state}
      button={
        byTwo
          ? "Ask another officer to approve"
          : bind
            ? "Make the allocations bind"
            : "Let the allocations guide"
      }
      variant={bind ? "warning" : "primary"}
      rows={[
        { key: "today", label: "Today", value: words(fund.allocationsBind) },
        { key: "bind", label: "From now on", value: words(bind) },
        { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
        {
          key: "allocations",
          label: "Allocations",
          value: (
            <>
              {allocations === 1 ? "1 organisation" : `${allocations} organisations`}, with{" "}
              <Money amount={setAside} /> set aside
            </>
          ),
        },
        { key: "free", label: "Free to commit in the fund", value: <Money amount={fund.free} /> },
        {
          key: "others",
          label: "Taken by organisations without an allocation",
          value: <Money amount={takenByOthers} />,
        },
      ]}
    >
      {bind ? <Overdrawn effect={effect} /> : null}
      <Orders effect={effect} bind={bind} />
      <Consequence bind={bind} byTwo={byTwo} />
    </CheckAnswers>
  );
}

function Consequence({ bind, byTwo }: { bind: boolean; byTwo: boolean }) {
  return (
    <WarningCallout
      heading={
        byTwo
          ? "It holds as soon as another officer approves"
          : bind
            ? "It holds at once"
            : "It holds at once, for every order"
      }
    >
      {byTwo ? (
        <p>
          Another commercial officer is asked by e-mail. Nothing changes until they approve, and you can
          withdraw it until then.
        </p>
      ) : null}
      <p>
        {bind
          ? "From then on the supplier cannot sign an order that takes more than what is set aside for its buyer, or for the buyer’s integrated care board. Orders that were signed before stay as they are."
          : "From then on an order may take whatever is free to commit in the fund, also what is set aside for others. Orders that were signed before stay as they are."}
      </p>
    </WarningCallout>
  );
}

const words = (bind: boolean) =>
  bind
    ? "They bind: an order takes no more than what is set aside"
    : "They are a plan: an order takes what is free to commit in the fund";

function Overdrawn({ effect: { overdrawn } }: { effect: BindingEffect }) {
  if (overdrawn.length === 0) return null;
  return (
    <DataTable
      id="overdrawn"
      caption="Organisations that have taken more than was set aside for them: they can take no more"
      rows={overdrawn}
      rowKey={(row) => row.organisationCode}
      columns={[
        {
          key: "name",
          header: "Organisation",
          rowHeader: true,
          cell: (row) => withCode(row.organisationName, row.organisationCode),
        },
        { key: "amount", header: "Set aside", numeric: true, cell: (row) => <Money amount={row.amount} /> },
        {
          key: "left",
          header: "Left to commit",
          numeric: true,
          cell: (row) => <Money amount={row.free} />,
        },
      ]}
    />
  );
}

function Orders({ effect: { orders }, bind }: { effect: BindingEffect; bind: boolean }) {
  const { rows, total } = orders;
  if (total === 0) {
    return (
      <>
        <h2>Orders that wait</h2>
        <p>None: no order that has been sent waits for money of this fund.</p>
      </>
    );
  }
  const outcome = ({ fits, allocation }: WaitingOrder) => {
    if (fits) return bind ? "Still fits" : "Fits, as before";
    if (!bind) return "May take what is free to commit in the fund";
    return allocation === null
      ? "Cannot be signed: nothing is set aside"
      : "Cannot be signed: too little is left";
  };
  return (
    <>
      <DataTable
        id="waiting-orders"
        caption={`Orders that wait for money of this fund: ${total}`}
        rows={rows}
        rowKey={(row) => row.orderId}
        columns={[
          {
            key: "order",
            header: "Order",
            rowHeader: true,
            cell: (row) => (
              <>
                <a href={`/commercial/orders/${row.orderId}`}>{row.title}</a>, {row.orderId}
              </>
            ),
          },
          { key: "buyer", header: "Buyer", cell: (row) => row.buyerName },
          { key: "state", header: "Status", cell: (row) => <StatusTag status={row.state} /> },
          { key: "cost", header: "Takes", numeric: true, cell: (row) => <Money amount={row.cost} /> },
          {
            key: "left",
            header: "Left of its allocation",
            numeric: true,
            cell: (row) => (row.allocation ? <Money amount={row.allocation.left} /> : "None"),
          },
          { key: "then", header: "From now on", cell: outcome },
        ]}
      />
      {total > rows.length ? (
        <p>
          The first {rows.length} of {total} are shown.
        </p>
      ) : null}
    </>
  );
}
