import type { Queryable } from "~db";
import type { MemberActor } from "~/domain/people/role";
import { formatPence } from "~/domain/money/format";
import { dayOf } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { clawbacksList } from "~/domain/year-end/clawback-views.server";
import { closeRequests } from "~/domain/year-end/close-views.server";
import { waitingFirst } from "./home-data.server";

/** Clawbacks and closings that wait for another officer than the one who asked. */
export async function yearEndTodos(q: Queryable, actor: MemberActor) {
  if (!actor.roles.includes("commercial_officer")) return { todos: [], more: [] };
  const clawbacks = await waitingFirst(
    clawbacksList(q, { state: "requested", notBy: actor.userId }),
    ["clawback to decide on", "clawbacks to decide on"],
    "/commercial/year-end",
  );
  const closings = await closeRequests(q);
  const todos = [
    ...clawbacks.rows.map((row) => ({
      key: `clawback-${row.id}`,
      label: `Decide whether ${formatPence(row.amount)} comes back of order ${row.orderId}`,
      href: `/commercial/year-end/clawbacks/${row.id}`,
      about: `${row.organisationName}, asked by ${row.requestedByName}`,
      dateLabel: "Asked",
      day: dayOf(row.requestedAt),
    })),
    ...closings
      .filter((row) => row.requestedBy !== actor.userId)
      .map((row) => ({
        key: `close-${row.financialYear}`,
        label: `Close the financial year ${formatFinancialYear(row.financialYear)}`,
        href: `/commercial/year-end/${row.financialYear}/close`,
        about: `Asked by ${row.requestedByName}`,
        dateLabel: "Asked",
        day: dayOf(row.requestedAt),
      })),
  ];
  return { todos, more: clawbacks.more };
}
