import type { Queryable } from "~db";
import { CHANGE_KIND_WORDS } from "~/domain/listings/change";
import { reviewPath } from "~/domain/listings/change-guards";
import { changesWaiting, openChangesOf } from "~/domain/listings/change-list-views.server";
import type { MemberActor } from "~/domain/people/role";
import { dayOf } from "~/domain/shared/day";
import { changePath } from "~/web/listings/listing-forms";
import { moreThanShown, TODOS_OF_A_KIND, type Todo, type Todos } from "./home-data.server";

/** The listings that wait for an officer, as things to do, and how many more there are. */
export async function listingTodos(q: Queryable, actor: MemberActor): Promise<Todos> {
  if (!actor.roles.includes("commercial_officer")) return { todos: [], more: [] };
  const { rows, total } = await changesWaiting(q, TODOS_OF_A_KIND);
  const todos = rows.map((row): Todo => ({
    key: `listing-${row.id}`,
    label: `Review the listing of ${row.name}`,
    href: reviewPath(row.id),
    about: `${row.supplierName}: ${CHANGE_KIND_WORDS[row.kind].toLowerCase()}`,
    dateLabel: "Sent in",
    day: dayOf(row.submittedAt!),
  }));
  const noun = ["listing to review", "listings to review"] as const;
  return { todos, more: moreThanShown(total, noun, "/commercial/listings?state=submitted") };
}

/** The listings that the centre gave back to a supplier, as things to do for those who write them. */
export async function returnedTodos(q: Queryable, supplierId: string): Promise<Todos> {
  const found = await openChangesOf(q, { supplierId, states: ["returned"] });
  const todos = found.slice(0, TODOS_OF_A_KIND).map((row): Todo => ({
    key: `listing-${row.id}`,
    label: `Change the listing of ${row.name}`,
    href: changePath(row.id),
    about: "The centre asks for changes before it is published",
    dateLabel: "Asked",
    day: dayOf(row.changedAt),
  }));
  return {
    todos,
    more: moreThanShown(found.length, ["listing to change", "listings to change"], "/supplying/listings"),
  };
}
