import type { Overlap } from "~/domain/agreements/checks/overlap";
import { PAYER_KINDS, type BoundPayer } from "~/domain/agreements/payers";
import { DataTable } from "~/ui/kit/lists/data-table";
import { Details } from "~/ui/kit/details";

/** Everybody who pays by an agreement, and how each comes to be bound by it. */
export function PayersBound({
  payers,
  nameOf,
  tell,
}: {
  payers: readonly BoundPayer[];
  /** The name of a payer that is a party. */
  nameOf: (code: string) => string;
  /** The names of those who pay without being a party and can be told here. */
  tell: readonly string[];
}) {
  return (
    <>
      <h2 className="nhsuk-heading-m">Who pays, and how each is bound</h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {payers.map(({ payer, how }) => (
          <li key={payer}>
            {how === "signs"
              ? `${nameOf(payer)} signs as a party.`
              : `${PAYER_KINDS[payer]} is no party: it is told when you propose this, and accepts when it approves its share of its first order.`}
          </li>
        ))}
      </ul>
      {payers.some((each) => each.how === "accepts") ? (
        tell.length === 0 ? (
          <p>
            None of them has anybody here who could be told by email. Make them a party, or see to it that
            they are told in another way: anybody can read it under “Who pays for what” once it is in force.
          </p>
        ) : (
          <Details
            summary={`${tell.length === 1 ? "1 organisation is" : `${tell.length} organisations are`} told by email`}
          >
            <p>{tell.join(", ")}</p>
          </Details>
        )
      ) : null}
    </>
  );
}

/** The other agreements in force that could cover the same orders, and which of the two would apply. */
export function Overlaps({
  overlaps,
  agreementId,
  base,
}: {
  overlaps: readonly Overlap[];
  agreementId: string;
  base: string;
}) {
  return (
    <>
      <h2 className="nhsuk-heading-m">Where other agreements cover the same orders</h2>
      {overlaps.length === 0 ? (
        <p>No other agreement in force could cover an order that this one covers.</p>
      ) : (
        <>
          <p>
            One agreement applies to a cost: the one with the most specific scope, then the one in force from
            the latest day.
          </p>
          <DataTable
            id="overlaps"
            caption="Agreements that overlap with this one"
            captionHidden
            rows={overlaps}
            rowKey={(row) => `${row.agreementId}-${row.version}`}
            columns={[
              {
                key: "title",
                header: "Agreement in force",
                rowHeader: true,
                cell: (row) => (
                  <>
                    <a href={`${base}/${row.agreementId}`}>{row.title}</a>, {row.agreementId}
                  </>
                ),
              },
              {
                key: "applies",
                header: "Applies where both cover an order",
                cell: (row) => (row.wins ? `This one, ${agreementId}` : `The other, ${row.agreementId}`),
              },
              { key: "why", header: "Why", cell: (row) => `${row.reason}.` },
            ]}
          />
        </>
      )}
    </>
  );
}
