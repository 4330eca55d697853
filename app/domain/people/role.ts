import type { Actor } from "~/domain/audit/event";
import { listed } from "~/domain/shared/sentence";

/** What a person may be for an organisation. The table `membership` holds one row for each. */
export const ROLES = [
  "procurement_lead",
  "approver",
  "evaluator",
  "administrator",
  "supplier_editor",
  "supplier_signatory",
  "commercial_officer",
  "assessor",
  "auditor",
] as const;

export type Role = (typeof ROLES)[number];

/** Which side of the market an organisation is on; it decides the pages that its people have. */
export type Audience = "buyer" | "supplier" | "centre";

/** The organisation that a person acts for. */
export interface ActorOrganisation {
  code: string;
  name: string;
  /** As in the directory: trust, icb, gp_practice, supplier, national ... */
  kind: string;
  /** For the organisation of a supplier: the supplier's id in the catalogue. */
  supplierId: string | null;
}

/** Somebody who is signed in. */
export interface PersonActor extends Actor {
  userId: string;
  email: string;
  organisation: ActorOrganisation | null;
  /** Every organisation the person belongs to, with the roles there. */
  memberships: readonly { code: string; name: string; kind: string; roles: readonly Role[] }[];
}

/** Somebody who is signed in and acts for an organisation. */
export interface MemberActor extends PersonActor {
  organisationCode: string;
  organisation: ActorOrganisation;
}

export const ROLE_NAMES: Record<Role, string> = {
  procurement_lead: "Procurement lead",
  approver: "Budget approver",
  evaluator: "Evaluator",
  administrator: "Administrator",
  supplier_editor: "Supplier editor",
  supplier_signatory: "Supplier signatory",
  commercial_officer: "Commercial officer",
  assessor: "Assessor",
  auditor: "Auditor",
};

/** What each role is for, in one line, for the page where somebody is invited. */
export const ROLE_HINTS: Record<Role, string> = {
  procurement_lead: "Shortlists, compares and orders, and manages contracts",
  approver: "Approves the share that the organisation pays",
  evaluator: "Scores contributions",
  administrator: "Invites people and decides what they may do",
  supplier_editor: "Keeps listings and evidence up to date, and raises invoices",
  supplier_signatory: "Accepts orders for the supplier",
  commercial_officer: "Runs frameworks, standards, agreements and funds",
  assessor: "Reviews evidence against standards",
  auditor: "Reads everything and changes nothing",
};

/**
 * The roles that bind their organisation, or give roles that do: whoever gets one can be the second of two people, so those
 * who were there before are told of them.
 */
export const BINDING_ROLES: readonly Role[] = [
  "approver",
  "supplier_signatory",
  "commercial_officer",
  "administrator",
];

const ROLES_OF: Record<Audience, readonly Role[]> = {
  buyer: ["procurement_lead", "approver", "evaluator", "administrator"],
  supplier: ["supplier_editor", "supplier_signatory", "administrator"],
  centre: ["commercial_officer", "assessor", "auditor", "administrator"],
};

/** The side of the market of a kind of organisation. */
export function audienceOf(kind: string): Audience {
  if (kind === "supplier") return "supplier";
  return kind === "national" ? "centre" : "buyer";
}

/** The roles that people of a kind of organisation can have. */
export function rolesOf(kind: string): readonly Role[] {
  return ROLES_OF[audienceOf(kind)];
}

/** The roles that may change something: an auditor reads everything and changes nothing. */
export function actingRoles(audience: Audience): readonly Role[] {
  return ROLES_OF[audience].filter((role) => role !== "auditor");
}

/** "Procurement lead and budget approver", for sentences and tables. */
export function roleList(roles: readonly string[]): string {
  const names = roles.map((role) => ROLE_NAMES[role as Role] ?? role);
  const [first = "", ...others] = names;
  return listed([first, ...others.map((name) => name.toLowerCase())]);
}
