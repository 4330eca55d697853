import type { Queryable } from "~db";
import { MONEY_REQUESTS } from "~/domain/funding/money-request";
import { moneyRequestsWaiting } from "~/domain/funding/money-request-views.server";
import { transfersWaiting } from "~/domain/funding/transfer-views.server";
import { formatPence } from "~/domain/money/format";
import type { MemberActor } from "~/domain/people/role";
import { dayOf } from "~/domain/shared/day";
import { nothingWaits, waitingFirst } from "./home-data.server";

/** What another officer asked of this one: transfers, reversals, money for funds; none for who is no officer. */
export async function transferTodos(q: Queryable, actor: MemberActor) {
  const officer = actor.roles.includes("commercial_officer");
  const { rows, more } = officer
    ? await waitingFirst(
        transfersWaiting(q, actor.userId),
        ["transfer to decide on", "transfers to decide on"],
        "/commercial/funding/transfers?state=requested",
      )
    : nothingWaits;
  const asked = officer
    ? await waitingFirst(
        moneyRequestsWaiting(q, actor.userId),
        ["request to decide on", "requests to decide on"],
        "/commercial/funding/requests?state=requested",
      )
    : nothingWaits;
  const transfers = rows.map((row) => ({
    key: `transfer-${row.id}`,
    label: `Decide on ${formatPence(row.amount)} from ${row.fromName} to ${row.toName}`,
    href: `/commercial/funding/transfers/${row.id}`,
    about: `${row.requestedByName} asks: ${row.reason}`,
    dateLabel: "Asked",
    day: dayOf(row.requestedAt),
  }));
  const requests = asked.rows.map((row) => ({
    key: `request-${row.id}`,
    label: `${MONEY_REQUESTS[row.kind]}: decide on ${formatPence(row.amount)}`,
    href: `/commercial/funding/requests/${row.id}`,
    about: `${row.requestedByName} asks: ${row.reason}`,
    dateLabel: "Asked",
    day: dayOf(row.requestedAt),
  }));
  return { todos: [...transfers, ...requests], more: [...more, ...asked.more] };
}
