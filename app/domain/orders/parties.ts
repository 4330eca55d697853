import { Problem } from "~/domain/shared/problem";

/** The least of a person that an order asks about. */
export interface Person {
  organisationCode: string | null;
  roles: readonly string[];
}

/** Who an order concerns. */
export interface Parties {
  id: string;
  buyerCode: string;
  supplierOrganisationCode: string;
  /** Organisations asked to pay a share. */
  payerCodes: readonly string[];
}

/** Roles at the centre, which sees every order. */
const CENTRE_ROLES = ["commercial_officer", "assessor", "auditor"];

function has(person: Person, ...roles: string[]): boolean {
  return roles.some((role) => person.roles.includes(role));
}

/** A supplier sees an order once the buyer has signed it, not while the buyer is still drafting. */
export function maySee(person: Person, parties: Parties, supplierSeesIt: boolean): boolean {
  if (has(person, ...CENTRE_ROLES)) return true;
  const code = person.organisationCode;
  if (code === null) return false;
  if (code === parties.buyerCode || parties.payerCodes.includes(code)) return true;
  return supplierSeesIt && code === parties.supplierOrganisationCode;
}

/** Whether somebody is a procurement lead of the buyer of this order. */
export function mayManage(person: Person, parties: Parties): boolean {
  return person.organisationCode === parties.buyerCode && has(person, "procurement_lead");
}

/** A payer's own approver; at the centre a commercial officer answers for NHS England's money. */
export function mayApproveFor(person: Person, payerCode: string): boolean {
  return person.organisationCode === payerCode && has(person, "approver", "commercial_officer");
}

/** Whether somebody is a signatory of the supplier of this order. */
export function maySignForSupplier(person: Person, parties: Parties): boolean {
  return person.organisationCode === parties.supplierOrganisationCode && has(person, "supplier_signatory");
}

const NOT_FOUND = {
  title: "There is no such order.",
  detail: "Check the call-off number, or switch to the organisation that the order belongs to.",
};

/**
 * The same answer for an order that does not exist and for one that is nobody's business. Answers Problem
 * not-found `no-such-order`.
 */
export function noSuchOrder(orderId: string): Problem {
  return new Problem("not-found", "no-such-order", NOT_FOUND, { orderId });
}

/**
 * Refuses a stranger as if the order did not exist, and a colleague without the role by saying who may.
 * Throws Problem not-allowed `not-procurement-lead`, not-found `no-such-order`.
 */
export function requireBuyer(person: Person, parties: Parties): void {
  if (person.organisationCode !== parties.buyerCode) throw noSuchOrder(parties.id);
  if (mayManage(person, parties)) return;
  throw new Problem("not-allowed", "not-procurement-lead", {
    title: "Only a procurement lead of the buying organisation can change this order.",
    detail: "Ask a procurement lead of your organisation, or an administrator to give you that role.",
  });
}

/**
 * Lets a budget approver of one of the order's payers through. Throws Problem not-allowed `not-approver`,
 * not-found `no-such-order`.
 */
export function requireApprover(person: Person, parties: Parties): void {
  const code = person.organisationCode;
  if (code === null || !parties.payerCodes.includes(code)) throw noSuchOrder(parties.id);
  if (mayApproveFor(person, code)) return;
  throw new Problem("not-allowed", "not-approver", {
    title: "Only a budget approver can decide about your organisation's share.",
    detail: "Ask a person with the approver role at your organisation.",
  });
}

/**
 * Lets a signatory of the order's supplier through. Throws Problem not-allowed `not-signatory`, not-found
 * `no-such-order`.
 */
export function requireSignatory(person: Person, parties: Parties): void {
  if (person.organisationCode !== parties.supplierOrganisationCode) throw noSuchOrder(parties.id);
  if (maySignForSupplier(person, parties)) return;
  throw new Problem("not-allowed", "not-signatory", {
    title: "Only a signatory of the supplier can accept or decline this order.",
    detail: "Ask a person with the signatory role at your organisation.",
  });
}
