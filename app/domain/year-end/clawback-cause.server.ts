import { eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { catalogueItem } from "~db/schema/catalogue";
import { order } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import type { ClawbackTrigger } from "~/domain/agreements/rules/rule";
import type { Lapse } from "~/domain/certification/lapse";
import {
  certificateOfSubject,
  openLapses,
  whyNotLapsed,
  type LapseSubject,
} from "~/domain/certification/lapse-views.server";
import { dayOf, formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";

/** What is said to have happened to an order; a lapsed standard names the certificate that stopped counting. */
export interface ClawbackCause {
  orderId: string;
  trigger: ClawbackTrigger;
  on: Day;
  certificateNumber: string | null;
}

/** What of a cause does not hold, and why, in a sentence without its full stop. */
export interface WrongCause {
  field: "on" | "trigger" | "certificate";
  reason: string;
}

/** The standard that a cause names; null where nothing lapsed. */
export interface NamedCause {
  standardTitle: string | null;
  wrong: WrongCause | null;
}

/**
 * Whether what an order's money is asked back for has happened, on that day and by that certificate: a contract that was
 * terminated, a product that was withdrawn, a standard that bound the order and lapsed. Throws Problem not-found
 * `no-such-order`.
 */
export async function checkCause(q: Queryable, cause: ClawbackCause): Promise<NamedCause> {
  const { order: found, item, buyerKind } = await orderOf(q, cause.orderId);
  const wrong = (field: WrongCause["field"], reason: string): NamedCause => ({
    standardTitle: null,
    wrong: { field, reason },
  });
  if (cause.trigger === "standard-lapsed") {
    const number = cause.certificateNumber;
    if (number === null) return wrong("certificate", "Enter the certificate that stopped counting");
    const subject = subjectOf(found, buyerKind);
    const named = await certificateOfSubject(q, subject, number);
    if (!named) return wrong("certificate", `${item.name} and its supplier have no certificate ${number}`);
    const why = await whyNotLapsed(q, subject, named, cause.on);
    return { standardTitle: named.standardTitle, wrong: why };
  }
  const happened = cause.trigger === "terminated" ? found.terminatedAt : withdrawnAt(item);
  if (happened === null) {
    return wrong(
      "trigger",
      cause.trigger === "terminated"
        ? `Order ${found.id} has not been terminated`
        : `${item.name} has not been withdrawn from the catalogue`,
    );
  }
  if (dayOf(happened) === cause.on) return { standardTitle: null, wrong: null };
  return wrong("on", `That happened on ${formatDay(dayOf(happened))}: enter that day`);
}

const withdrawnAt = (item: typeof catalogueItem.$inferSelect) =>
  item.state === "withdrawn" ? item.stateChangedAt : null;

const subjectOf = (found: typeof order.$inferSelect, buyerKind: string): LapseSubject => ({
  solutionId: found.solutionId,
  supplierId: found.supplierId,
  lotId: found.lotId,
  buyerKind,
  buyerCode: found.buyerCode,
});

async function orderOf(q: Queryable, orderId: string) {
  const [found] = await q
    .select({ order, item: catalogueItem, buyerKind: organisation.kind })
    .from(order)
    .innerJoin(catalogueItem, eq(catalogueItem.id, order.solutionId))
    .innerJoin(organisation, eq(organisation.code, order.buyerCode))
    .where(eq(order.id, orderId));
  if (!found) throw new Problem("not-found", "no-such-order", `There is no order ${orderId}.`);
  return found;
}

/** Throws Problem rule-broken `clawback-unfounded` where what is said to have happened has not (`checkCause`). */
export async function requireCause(q: Queryable, cause: ClawbackCause): Promise<NamedCause> {
  const checked = await checkCause(q, cause);
  if (checked.wrong === null) return checked;
  throw new Problem(
    "rule-broken",
    "clawback-unfounded",
    {
      title: `${checked.wrong.reason}.`,
      detail:
        "Nothing was changed. Money comes back only for what the rule names, on the day on which it happened.",
    },
    { field: checked.wrong.field },
  );
}

/**
 * The lapses behind orders that nobody has mended since, the latest of each standard, by order. `days`: those on which a
 * certificate behind the order may have stopped counting.
 */
export async function lapsesBehind(
  q: Queryable,
  orders: readonly { id: string; days: readonly Day[] }[],
  today: Day,
): Promise<Map<string, Lapse[]>> {
  if (orders.length === 0) return new Map();
  const ids = orders.map(({ id }) => id);
  const rows = await q
    .select({ order, buyerKind: organisation.kind })
    .from(order)
    .innerJoin(organisation, eq(organisation.code, order.buyerCode))
    .where(isAnyOf(order.id, ids));
  const found = new Map(rows.map((row) => [row.order.id, subjectOf(row.order, row.buyerKind)]));
  const subjects = orders.map(({ id, days }) => ({ subject: found.get(id)!, days }));
  const lapses = await openLapses(q, subjects, today);
  return new Map(orders.map(({ id }, at) => [id, lapses[at]!]));
}
