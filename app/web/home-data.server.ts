import type { Queryable } from "~db";
import type { OrderState } from "~/domain/ordering/order";
import { contractRow } from "~/domain/publication/release-text";
import { contractsPublished } from "~/domain/publication/release-views.server";
import type { List } from "~/domain/shared/keyset.server";

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

/** How many things of a kind a first page asks for; the others stand in their list, and the page says how many. */
export const TODOS_OF_A_KIND = 20;
/** How many running orders a first page shows. */
const RUNNING_SHOWN = 10;

/** The first things of a list that wait for somebody, and a link to the others where there are more. */
export async function waitingFirst<Row>(
  list: List<Row>,
  noun: readonly [string, string],
  href: string,
): Promise<{ rows: Row[]; more: { label: string; href: string }[] }> {
  const { rows, total } = await list.page(null, TODOS_OF_A_KIND);
  return { rows, more: moreThanShown(total, noun, href) };
}

/** A link to the others of a kind of which there are so many: "180 more shares to approve"; none when all are shown. */
export function moreThanShown(
  total: number,
  [one, many]: readonly [string, string],
  href: string,
): { label: string; href: string }[] {
  const others = total - TODOS_OF_A_KIND;
  const label = `${others.toLocaleString("en-GB")} more ${others === 1 ? one : many}`;
  return others > 0 ? [{ label, href }] : [];
}

/** Nothing of that kind for this person. */
export const nothingWaits = { rows: [], more: [] };

/** The newest running orders, and how many run. */
export async function runningOrders<Row>(list: List<Row>): Promise<{ rows: Row[]; total: number }> {
  const { rows, total } = await list.page(null, RUNNING_SHOWN);
  return { rows, total };
}
