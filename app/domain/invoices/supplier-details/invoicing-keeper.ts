import { Problem } from "~/domain/shared/problem";
import { roleList, type MemberActor } from "~/domain/people/role";

/** Where a supplier's people see and change what their invoices say about it. */
export const INVOICING_DETAILS_PATH = "/supplying/invoicing-details";

/** Who may change where a supplier is paid: not everybody who raises its invoices. */
export const KEEPING_ROLES: readonly string[] = ["supplier_signatory", "administrator"];

/** Whether somebody has a role that may change the supplier's invoicing details. */
export function mayKeepDetails(actor: { roles: readonly string[] }): boolean {
  return actor.roles.some((role) => KEEPING_ROLES.includes(role));
}

/**
 * Throws not-allowed for whoever may only see the details, naming who may change them. Codes: not-allowed
 * `not-keeper-of-details`.
 */
export function requireKeeper(actor: { roles: readonly string[] }): void {
  if (mayKeepDetails(actor)) return;
  throw new Problem("not-allowed", "not-keeper-of-details", {
    title: "You cannot change your organisation's invoicing details",
    detail: `This needs one of these roles: ${roleList(KEEPING_ROLES)}. Those who raise invoices do not decide where they are paid.`,
    next: { label: "See the invoicing details", href: INVOICING_DETAILS_PATH },
  });
}

/**
 * The supplier that an actor acts for. Throws not-found for one whose organisation has no supplier. Codes:
 * not-found `no-such-supplier`.
 */
export function supplierOfActor(actor: MemberActor): string {
  const { supplierId } = actor.organisation;
  if (supplierId) return supplierId;
  throw new Problem("not-found", "no-such-supplier", "Your organisation is not a supplier here.");
}
