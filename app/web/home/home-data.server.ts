import type { Queryable } from "~db";
import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import type { OrderState } from "~/domain/orders/order";
import { contractRow } from "~/domain/contracts/release-text";
import { contractsPublished } from "~/domain/contracts/release-views.server";
import { daysBetween, type Day } from "~/domain/shared/day";
import type { List } from "~/domain/shared/keyset.server";

/** A thing that waits for this person, with the day that matters. */
export interface Todo {
  key: string;
  label: string;
  href: string;
  about: string;
  /** "Asked", "Due" ... */
  dateLabel: string;
  day: Day;
  /** What it is about in money, VAT included unless `vat` says otherwise. */
  amount?: Pence;
  /** How its amount stands to VAT, where it is not simply included. */
  vat?: string;
  /** "Overdue by 3 days", where its day has passed. */
  late?: string | null;
}

/** Things of a kind that wait, where the others of that kind are, and what they come to in a sentence. */
export interface Todos {
  todos: Todo[];
  more: { label: string; href: string }[];
  sums?: string[];
}

/** Orders things to do by their day, the oldest first. */
export const byDay = (a: Todo, b: Todo) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0);

/** States in which an order asks for somebody's attention. */
export const RUNNING: OrderState[] = ["in_progress", "awaiting_approval", "awaiting_signature", "live"];

/**
 * The latest published contracts, for the part of a first page that says what is new: to an organisation those that name
 * it, to the centre all.
 */
export async function latestContracts(q: Queryable, { naming }: { naming?: string } = {}) {
  const found = await contractsPublished(q, { limit: 5, naming });
  return found.map(({ release, publishedAt }) => {
    const { ocid, title, buyer, supplier } = contractRow(release);
    return { ocid, title, buyer, supplier, publishedAt };
  });
}

/** How many things of a kind a first page asks for; the others stand in their list, and the page says how many. */
export const TODOS_OF_A_KIND = 20;
/** How many running orders a first page shows. */
const RUNNING_SHOWN = 10;

/** "Overdue by 3 days" for what was due before today; otherwise null. */
export function lateWords(dueOn: Day, today: Day): string | null {
  const days = daysBetween(dueOn, today);
  return days > 0 ? `Overdue by ${days.toLocaleString("en-GB")} ${days === 1 ? "day" : "days"}` : null;
}

/**
 * What invoices come to, in one sentence; none where there are none. `late` counts those of them whose day has passed.
 */
export function invoiceSums(
  open: { count: number; gross: Pence },
  late: { count: number; gross: Pence },
  words: string,
): string[] {
  if (open.count === 0) return [];
  const named = (count: number) => `${count.toLocaleString("en-GB")} ${count === 1 ? "invoice" : "invoices"}`;
  const all = `${named(open.count)} ${words}, ${formatPence(open.gross)} including VAT.`;
  if (late.count === 0) return [`${all} None is overdue.`];
  if (late.count === open.count) return [`${all} All overdue.`];
  return [`${all} Of these ${named(late.count)} overdue, ${formatPence(late.gross)} including VAT.`];
}

/** The first things of a list that wait for somebody, and a link to the others where there are more. */
export async function waitingFirst<Row>(
  list: List<Row>,
  noun: readonly [string, string],
  href: string,
): Promise<{ rows: Row[]; total: number; more: { label: string; href: string }[] }> {
  const { rows, total } = await list.page(null, TODOS_OF_A_KIND);
  return { rows, total, more: moreThanShown(total, noun, href) };
}

/** A link to the others of a kind of which there are so many: "180 more shares to approve"; none when all are shown. */
export function moreThanShown(
  total: number,
  [one, many]: readonly [string, string],
  href: string,
  shown = TODOS_OF_A_KIND,
): { label: string; href: string }[] {
  const others = total - shown;
  const label = `${others.toLocaleString("en-GB")} more ${others === 1 ? one : many}`;
  return others > 0 ? [{ label, href }] : [];
}

/** Nothing of that kind for this person. */
export const nothingWaits = { rows: [], total: 0, more: [] };

/** The newest running orders, and how many run. */
export async function runningOrders<Row>(list: List<Row>): Promise<{ rows: Row[]; total: number }> {
  const { rows, total } = await list.page(null, RUNNING_SHOWN);
  return { rows, total };
}
