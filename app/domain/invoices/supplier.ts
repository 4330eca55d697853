import type { Person } from "~/domain/orders/parties";
import { noSuchOrder } from "~/domain/orders/parties";
import { Problem } from "~/domain/shared/problem";

const MAY_INVOICE = ["supplier_editor", "supplier_signatory"];

/**
 * Refuses a stranger as if the order did not exist, and a colleague without the role by saying who may.
 * Throws Problem not-allowed `not-supplier`, not-found `no-such-order`.
 */
export function requireInvoicer(
  actor: Person,
  order: { id: string; supplierOrganisationCode: string },
): void {
  if (actor.organisationCode !== order.supplierOrganisationCode) throw noSuchOrder(order.id);
  if (actor.roles.some((role) => MAY_INVOICE.includes(role))) return;
  throw new Problem("not-allowed", "not-supplier", {
    title: "Only the supplier's own people can raise its invoices.",
    detail: "Ask a person with the editor or signatory role at your organisation.",
  });
}
