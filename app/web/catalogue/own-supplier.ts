import type { MemberActor } from "~/domain/people/role";
import { Problem } from "~/domain/shared/problem";

/** The supplier that somebody acts for. Throws not-found while their organisation has no entry in the catalogue. */
export function ownSupplier(actor: MemberActor): string {
  const { supplierId, name } = actor.organisation;
  if (supplierId !== null) return supplierId;
  throw new Problem("not-found", "no-supplier-entry", {
    title: `${name} has no entry in the catalogue yet.`,
    detail: "The commercial team makes the entry. Then its solutions and certificates appear here.",
    next: { label: "Help and contact", href: "/help" },
  });
}
