import type { Queryable } from "~db";
import { spendWaitingFor } from "~/domain/local-spend/local-spend-audit-views.server";
import type { MemberActor } from "~/domain/people/role";
import { dayOf } from "~/domain/shared/day";
import { nothingWaits, waitingFirst, type Todo } from "./home-data.server";

/** Local spend of other organisations that waits for an officer to look at its evidence; none for who is no officer. */
export async function spendTodos(q: Queryable, actor: MemberActor) {
  const { rows, more } = actor.roles.includes("commercial_officer")
    ? await waitingFirst(
        spendWaitingFor(q, actor),
        ["record of local spend to decide on", "records of local spend to decide on"],
        "/commercial/local-spend?state=waiting",
      )
    : nothingWaits;
  const todos = rows.map((row): Todo => ({
    key: `local-spend-${row.id}`,
    label: `Confirm or decline the local spend ${row.evidence}`,
    href: `/commercial/local-spend/${row.id}`,
    about: `${row.organisationName}: ${row.description}`,
    dateLabel: "Recorded",
    day: dayOf(row.recordedAt),
    amount: row.amount,
  }));
  return { todos, more };
}
