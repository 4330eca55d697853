interface Order {
  id: string;
  title: string;
  buyerName: string;
}

/** What of buyers rests on a certificate or on a listing. */
interface Dependents {
  live: readonly Order[];
  drafts: readonly Order[];
  shortlists: readonly { id: string; buyerName: string }[];
}

/** How many of each are named; a certificate of a large supplier may carry hundreds. */
const NAMED = 20;

function Named({
  heading,
  rows,
}: {
  heading: string;
  rows: readonly { key: string; label: string; href?: string; buyer: string }[];
}) {
  if (rows.length === 0) return null;
  const others = rows.length - NAMED;
  return (
    <>
      <h3>
        {heading} ({rows.length})
      </h3>
      <ul>
        {rows.slice(0, NAMED).map(({ key, label, href, buyer }) => (
          <li key={key}>
            {href ? <a href={href}>{label}</a> : label}, {buyer}
          </li>
        ))}
        {others > 0 ? <li>and {others} more</li> : null}
      </ul>
    </>
  );
}

/** What rests on something before its state is changed, and who will be told. The pages of orders are the centre's. */
export function DependentsText({
  dependents: { live, drafts, shortlists },
  supplierName,
  asksBuyers,
}: {
  dependents: Dependents;
  supplierName: string;
  /** True when the buyers of live orders are asked for a decision. */
  asksBuyers: boolean;
}) {
  const buyers = [...new Set([...live, ...drafts, ...shortlists].map((one) => one.buyerName))].sort();
  const ofOrder = (one: Order) => ({
    key: one.id,
    label: `${one.title} (${one.id})`,
    href: `/commercial/orders/${one.id}`,
    buyer: one.buyerName,
  });
  return (
    <>
      <h2>What rests on it, and who is told</h2>
      <p>
        {buyers.length === 0
          ? `No order and no shortlist rests on it. The people of ${supplierName} are e-mailed.`
          : `E-mailed are the people of ${supplierName} and the procurement leads of ${buyers.join(", ")}.`}
      </p>
      {live.length > 0 && asksBuyers ? (
        <p>
          Each buyer of a live order is asked to record what it decides about that contract, unless another
          certificate speaks for it.
        </p>
      ) : null}
      <Named heading="Live orders" rows={live.map(ofOrder)} />
      <Named heading="Orders being prepared or signed" rows={drafts.map(ofOrder)} />
      <Named
        heading="Shortlists"
        rows={shortlists.map((one) => ({
          key: one.id,
          label: `A shortlist (${one.id})`,
          buyer: one.buyerName,
        }))}
      />
    </>
  );
}
