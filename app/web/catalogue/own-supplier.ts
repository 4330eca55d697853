import type { MemberActor } from "~/domain/people/role";
import { Problem, type ProblemText } from "~/domain/shared/problem";

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

/** Why somebody who may not sign finds no form on a page for signatories, or null. `does` is said of one of them. */
export function onlySignatories(actor: MemberActor, does: string): ProblemText | null {
  if (actor.roles.includes("supplier_signatory")) return null;
  return {
    title: `Only a signatory of ${actor.organisation.name} ${does}.`,
    detail: "Ask one of your signatories to do it.",
    next: { label: "See who they are", href: "/account/people" },
  };
}
