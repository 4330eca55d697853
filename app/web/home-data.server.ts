import type { Queryable } from "~db";
import type { OrderState } from "~/domain/ordering/order";
import { contractRow } from "~/domain/publication/release-text";
import { contractsPublished } from "~/domain/publication/release-views.server";

/** States in which an order asks for somebody's attention. */
export const RUNNING: OrderState[] = ["in_progress", "awaiting_approval", "awaiting_signature", "live"];

/** The latest published contracts, for the part of a first page that says what is new. */
export async function latestContracts(q: Queryable) {
  const found = await contractsPublished(q, { limit: 5 });
  return found.map(({ release, publishedAt }) => {
    const { ocid, title, buyer, supplier } = contractRow(release);
    return { ocid, title, buyer, supplier, publishedAt };
  });
}
