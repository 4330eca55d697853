import type { GrantView } from "~/domain/applications/awards/grant-views.server";
import { GRANT_STATE_WORDS, type GrantState, type Side } from "~/domain/applications/awards/grant";
import { dayOf } from "~/domain/shared/day";
import { awardLetterText } from "~/domain/applications/awards/memorandum";
import { stateWords, type OrderState } from "~/domain/orders/order";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText, MomentText } from "~/ui/kit/day";
import { Money } from "~/ui/kit/money";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";

const STATE_COLOURS: Record<GrantState, string> = {
  awaiting_signature: "awaiting signature",
  in_force: "in force",
  withdrawn: "withdrawn",
};

export function GrantStateTag({ state }: { state: GrantState }) {
  return <StatusTag status={STATE_COLOURS[state]} label={GRANT_STATE_WORDS[state]} />;
}

/** An award: its sum and state, the memorandum with both signatures, and the orders that its fund pays. */
export function GrantDocument({
  grant,
  orderHref,
}: {
  grant: GrantView;
  orderHref?: (id: string) => string;
}) {
  const { memorandum } = grant;
  return (
    <>
      <SummaryList
        rows={[
          { key: "state", label: "State", value: <GrantStateTag state={grant.state} /> },
          { key: "amount", label: "Awarded", value: <Money amount={grant.amount} /> },
          ...(grant.returned > 0n
            ? [
                { key: "returned", label: "Given back", value: <Money amount={grant.returned} /> },
                { key: "left", label: "Still set aside", value: <Money amount={grant.left} /> },
              ]
            : []),
          { key: "for", label: "For", value: grant.needTitle },
          ...(grant.withdrawalReason
            ? [{ key: "reason", label: "Why it ended", value: grant.withdrawalReason }]
            : []),
        ]}
      />
      <h2 className="nhsuk-heading-m">Award letter</h2>
      <p>
        {memorandum.date}. To {memorandum.provider}.
      </p>
      <p>{awardLetterText(grant)}</p>
      <MemorandumText grant={grant} />
      <h2 className="nhsuk-heading-m">Orders that use it</h2>
      <p>{usedBy(grant)}</p>
      {grant.orders.length === 0 ? null : (
        <DataTable
          id="orders"
          caption={`Orders of ${grant.organisationName} that ${grant.fundName} pays for`}
          captionSize="s"
          rows={grant.orders}
          rowKey={(row) => row.id}
          columns={[
            {
              key: "order",
              header: "Order",
              rowHeader: true,
              cell: (row) => (orderHref ? <a href={orderHref(row.id)}>{row.id}</a> : row.id),
            },
            { key: "title", header: "For", cell: (row) => row.title },
            {
              key: "placed",
              header: "Placed",
              cell: (row) => (row.placedAt ? <DayText day={dayOf(row.placedAt)} /> : "Not yet"),
            },
            { key: "state", header: "State", cell: (row) => stateWords(row.state as OrderState) },
            {
              key: "cost",
              header: "From this fund",
              numeric: true,
              cell: (row) => <Money amount={row.cost} />,
            },
          ]}
        />
      )}
    </>
  );
}

/** Why an order stands under an award, one from before it too. */
function usedBy({ state, orders, fundName, organisationName }: GrantView): string {
  if (state === "awaiting_signature") return "No order uses it until both sides have signed.";
  if (orders.length === 0)
    return `No order is paid from ${fundName} yet. An order uses it as the agreement on who pays what says.`;
  return `An award is part of what ${fundName} sets aside for ${organisationName}, and is not tied to one order: whatever the fund pays of the organisation’s orders uses it, also of an order that was placed before the award.`;
}

/** The words that both sides sign, and who has. */
export function MemorandumText({ grant }: { grant: GrantView }) {
  const { memorandum } = grant;
  return (
    <section aria-labelledby="memorandum">
      <h2 className="nhsuk-heading-m" id="memorandum">
        {memorandum.title}
      </h2>
      <p>
        Between {memorandum.centre} and {memorandum.provider}, {memorandum.date}.
      </p>
      <DataTable
        id="granted"
        caption="What is granted"
        captionSize="s"
        rows={memorandum.costs}
        rowKey={(row) => row.name}
        columns={[
          { key: "name", header: "Cost", rowHeader: true, cell: (row) => row.name },
          { key: "amount", header: "Sum", numeric: true, cell: (row) => row.amount },
        ]}
        totals={[{ name: "Total", amount: memorandum.total }]}
      />
      <ol>
        {memorandum.clauses.map((clause) => (
          <li key={clause}>{clause}</li>
        ))}
      </ol>
      <SummaryList
        rows={[
          {
            key: "provider",
            label: `For ${grant.organisationName}`,
            value: <Signed grant={grant} side="provider" />,
          },
          { key: "centre", label: `For ${memorandum.centre}`, value: <Signed grant={grant} side="centre" /> },
        ]}
      />
    </section>
  );
}

function Signed({ grant, side }: { grant: GrantView; side: Side }) {
  const signature = grant.signatures.find((one) => one.side === side);
  if (!signature) return <>Not signed yet</>;
  return (
    <>
      {signature.signatoryName}, <MomentText at={signature.signedAt} />
    </>
  );
}
