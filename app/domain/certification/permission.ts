import type { Actor } from "~/domain/audit/event";
import { Problem } from "~/domain/shared/problem";

/** Who decides on evidence, and who runs standards, waivers and frameworks. */
export const ASSESSING_ROLES = ["assessor", "commercial_officer"] as const;
export const COMMERCIAL_ROLES = ["commercial_officer"] as const;
export const SUPPLIER_ROLES = ["supplier_editor", "supplier_signatory"] as const;

/** True for scheduled work, imports and demonstration data: no person, no organisation. */
function isSystem(actor: Actor): boolean {
  return actor.userId === null && actor.organisationCode === null;
}

/**
 * Throws the not-allowed Problem unless the actor has one of the roles. `action` completes "You cannot ...".
 * Codes: not-allowed `role-missing`.
 */
export function requireRole(actor: Actor, roles: readonly string[], action: string): void {
  if (isSystem(actor) || roles.some((role) => actor.roles.includes(role))) return;
  const names = roles.map((role) => role.replaceAll("_", " ")).join(" or ");
  throw new Problem("not-allowed", "role-missing", {
    title: `You cannot ${action}.`,
    detail: `It is done by a person with the role ${names}. Ask one of them, or your administrator for the role.`,
  });
}

/**
 * Throws unless the actor acts for this organisation, as one of the supplier's people. Throws Problem
 * not-allowed `other-supplier` and `role-missing`.
 */
export function requireSupplierPerson(actor: Actor, organisationCode: string, action: string): void {
  requireRole(actor, SUPPLIER_ROLES, action);
  if (isSystem(actor) || actor.organisationCode === organisationCode) return;
  throw new Problem("not-allowed", "other-supplier", {
    title: `You cannot ${action}.`,
    detail: "It belongs to another supplier. Switch to the organisation that you act for.",
  });
}
