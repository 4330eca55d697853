import type { Queryable } from "~db";
import { agreementsToSign } from "~/domain/agreements/signature-views.server";
import type { MemberActor } from "~/domain/people/role";
import { dayOf, type Day } from "~/domain/shared/day";

/** The agreements that wait for this person's signature, as things to do. `base` is where their side reads them. */
export async function agreementTodos(
  q: Queryable,
  actor: MemberActor,
  base: "/buying/agreements" | "/commercial/agreements",
): Promise<{ key: string; label: string; href: string; about: string; dateLabel: string; day: Day }[]> {
  const waiting = await agreementsToSign(q, actor);
  return waiting.map((row) => ({
    key: `agreement-${row.agreementId}-${row.version}`,
    label: `Read and sign ${row.title}`,
    href: `${base}/${row.agreementId}`,
    about: row.version > 1 ? `Version ${row.version}. ${row.summary}` : row.summary,
    dateLabel: "Proposed",
    day: dayOf(row.proposedAt),
  }));
}
