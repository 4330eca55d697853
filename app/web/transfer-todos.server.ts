import type { Queryable } from "~db";
import { transfersWaiting } from "~/domain/funding/transfer-views.server";
import { formatPence } from "~/domain/money/format";
import type { MemberActor } from "~/domain/people/role";
import { dayOf } from "~/domain/shared/day";
import { nothingWaits, waitingFirst } from "./home-data.server";

/** Transfers between funds that wait for this officer; none for whoever asked for them, or is no officer. */
export async function transferTodos(q: Queryable, actor: MemberActor) {
  const { rows, more } = actor.roles.includes("commercial_officer")
    ? await waitingFirst(
        transfersWaiting(q, actor.userId),
        ["transfer to decide on", "transfers to decide on"],
        "/commercial/funding/transfers?state=requested",
      )
    : nothingWaits;
  const todos = rows.map((row) => ({
    key: `transfer-${row.id}`,
    label: `Decide on ${formatPence(row.amount)} from ${row.fromName} to ${row.toName}`,
    href: `/commercial/funding/transfers/${row.id}`,
    about: `${row.requestedByName} asks: ${row.reason}`,
    dateLabel: "Asked",
    day: dayOf(row.requestedAt),
  }));
  return { todos, more };
}
