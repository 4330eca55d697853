/** Where what a competition begins with is found; null where there is no such page. */
export interface CompetitionLinks {
  compareHref: string | null;
  suppliersHref: string | null;
}

/** What to do with a further competition that is open, while it cannot be run here. */
export function CompetitionSteps({ compareHref, suppliersHref }: CompetitionLinks) {
  const comparison = compareHref ? (
    <a href={compareHref}>Download the comparison of your shortlist</a>
  ) : (
    "Make a shortlist and download its comparison"
  );
  const suppliers = suppliersHref ? (
    <a href={suppliersHref}>every supplier of the lot</a>
  ) : (
    "every supplier of the lot"
  );
  return (
    <>
      <p>This service does not run competitions yet. To hold one:</p>
      <ol>
        <li>{comparison}. Its need, quantities and certificates are what you send out.</li>
        <li>
          Invite {suppliers}, by the framework’s own documents, with your criteria, their weights and a
          deadline.
        </li>
        <li>
          Score the contributions, tell everybody the result, and place the call-off on the framework’s own
          order form.
        </li>
        <li>
          Ask the framework’s owner how to report it: an order of a competition cannot be recorded here yet.
        </li>
      </ol>
    </>
  );
}
