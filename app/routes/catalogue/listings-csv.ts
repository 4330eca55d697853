import { listingsOfSupplier } from "~/domain/catalogue/own-listing-views.server";
import { OWN_LOTS, verdictsFor } from "~/domain/certification/verdict-views.server";
import { supplier } from "~/web/audience.server";
import { rowsFile } from "~/web/lists/download.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { stateWord, verdictWords } from "~/domain/shared/state-words";
import { chosenListings, ListingsQuery } from "~/web/lists/own-lists-query";
import { ITEM_KIND_NAMES } from "~/domain/catalogue/listing";

const verdictText = (outcome: string | undefined) => outcome && verdictWords(outcome);

/** The supplier's listings as a file. */
export const loader = supplier.loader(
  { query: ListingsQuery },
  async ({ q, actor, query, today, recipient }) => {
    const rows = chosenListings(await listingsOfSupplier(q, { supplierId: ownSupplier(actor) }), query);
    const solutionIds = rows.filter((row) => row.kind === "solution").map((row) => row.id);
    const verdicts = await verdictsFor(q, { solutionIds, lotId: OWN_LOTS, buyerKind: null, on: today });
    return rowsFile(
      recipient,
      "dovetail-listings",
      [
        { header: "Listing code", value: (row) => row.id },
        { header: "Kind", value: (row) => ITEM_KIND_NAMES[row.kind] },
        { header: "Name", value: (row) => row.name },
        { header: "Belongs to", value: (row) => row.parentName },
        { header: "State", value: (row) => stateWord(row.state) },
        { header: "Reason", value: (row) => row.stateReason },
        { header: "Standards", value: (row) => verdictText(verdicts.get(row.id)?.outcome) },
      ],
      rows,
    );
  },
);
