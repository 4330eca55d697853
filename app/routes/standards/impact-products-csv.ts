import { impactReport } from "~/domain/standards/impact-views.server";
import { centre } from "~/web/audience.server";
import { rowsFile } from "~/web/lists/download.server";
import { DraftParams, ImpactQuery } from "~/web/standards/draft-forms";
import { PRODUCT_COLUMNS } from "~/web/standards/impact-columns";

/** The products of the report with the page's filter. */
export const loader = centre.loader(
  { params: DraftParams, query: ImpactQuery },
  async ({ q, params, query, today, recipient }) => {
    const { products } = await impactReport(q, { draftId: params.id, today });
    const rows = query.effect ? products.filter((row) => row.effect === query.effect) : products;
    return rowsFile(recipient, `dovetail-impact-of-${params.id}-products-${today}`, PRODUCT_COLUMNS, rows);
  },
);
