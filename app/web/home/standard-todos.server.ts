import type { Queryable } from "~db";
import type { MemberActor } from "~/domain/people/role";
import { dayOf } from "~/domain/shared/day";
import { draftsWaiting } from "~/domain/standards/draft-views.server";
import { draftName } from "~/domain/standards/draft-words";
import type { Todo } from "./home-data.server";

/** The standards that another officer proposed and this one may decide about, as things to do. */
export async function standardTodos(q: Queryable, actor: MemberActor): Promise<Todo[]> {
  if (!actor.roles.includes("commercial_officer")) return [];
  const waiting = await draftsWaiting(q, actor.userId);
  return waiting.map(({ id, kind, title, version, by, proposedAt }) => ({
    key: `standard-${id}`,
    label: `Decide about ${draftName({ kind, content: { title, version } })}`,
    href: `/commercial/standards/${id}`,
    about: `${by} asks a second officer to publish it`,
    dateLabel: "Proposed",
    day: dayOf(proposedAt),
  }));
}
