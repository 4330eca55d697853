import { listed } from "../shared/sentence";
import { ROLE_NAMES, type Role } from "./role";

/** Roles whose work stops when nobody has them any more, and what stops. */
const STOPS: Partial<Record<Role, string>> = {
  procurement_lead: "nobody can shortlist, order or manage contracts",
  approver: "nobody can approve a share or sign an agreement",
  administrator: "nobody but those who lead its work can invite people",
  supplier_editor: "nobody can keep listings or raise invoices",
  supplier_signatory: "nobody can accept an order",
  commercial_officer: "nobody can run agreements and funds",
  assessor: "nobody can review evidence",
};

/**
 * The roles at an organisation that only this person has: what nobody could do there without them, in the order of the
 * person's roles. Evaluators and auditors leave no gap that stops work.
 */
export function onlyHolderOf(
  people: readonly { userId: string; roles: readonly Role[] }[],
  userId: string,
): Role[] {
  const person = people.find((one) => one.userId === userId);
  const others = new Set(people.filter((one) => one.userId !== userId).flatMap((one) => one.roles));
  return (person?.roles ?? []).filter((role) => role in STOPS && !others.has(role));
}

/** "Tom Okafor is the only budget approver: without them nobody can approve a share or sign an agreement." */
export function gapText(name: string, role: Role): string {
  return `${name} is the only ${ROLE_NAMES[role].toLowerCase()}: without them ${STOPS[role]}.`;
}

/** "the only budget approver and procurement lead", for a refusal. */
export function onlyText(roles: readonly Role[]): string {
  return `the only ${listed(roles.map((role) => ROLE_NAMES[role].toLowerCase()))}`;
}
