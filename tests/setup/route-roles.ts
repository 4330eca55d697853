// Over 300 lines: one row for every route, which reads best in one table.
import type { PersonKey } from "../factories/people";

/** The persons of the matrix: one for each role, and nobody. */
export const PERSONAS = {
  anonymous: null,
  procurement_lead: "priya",
  approver: "tom",
  supplier_editor: "daniel",
  supplier_signatory: "ruth",
  commercial_officer: "nadia",
  assessor: "owen",
  auditor: "isla",
} as const satisfies Record<string, PersonKey | null>;

export type Persona = keyof typeof PERSONAS;

export const ALL = Object.keys(PERSONAS) as Persona[];
export const SIGNED_IN = ALL.filter((persona) => persona !== "anonymous");
export const BUYERS: Persona[] = ["procurement_lead", "approver"];
/** Those who look after the people of their organisation. */
const KEEPERS: Persona[] = ["procurement_lead", "supplier_signatory", "commercial_officer"];
const LEAD: Persona[] = ["procurement_lead"];
export const SUPPLIERS: Persona[] = ["supplier_editor", "supplier_signatory"];
export const CENTRE: Persona[] = ["commercial_officer", "assessor", "auditor"];
const OFFICER: Persona[] = ["commercial_officer"];
/** At the centre everybody but the auditor, who changes nothing. */
export const ACTING_CENTRE: Persona[] = ["commercial_officer", "assessor"];
/** The simulator is for those who buy and for the centre; an auditor only reads. */
const SIMULATING: Persona[] = [...BUYERS, ...CENTRE];
const SIMULATORS: Persona[] = [...BUYERS, ...ACTING_CENTRE];
export const OVERSIGHT: Persona[] = ["commercial_officer", "auditor"];

/**
 * Who gets what of a request. `who` may; they get `answer` (200 unless said; 404 where the small database lacks the thing).
 * Everybody else is sent to sign in (302, when nobody is signed in) or refused (403). `instead` names exceptions.
 */
interface Rule {
  who: Persona[];
  answer?: number;
  instead?: Partial<Record<Persona, number>>;
}

export interface RouteRow {
  /** A real address of the route. */
  ask: string;
  see: Rule;
  /** For a route with an action: a post without fields changes nothing, and shows who gets as far as the form (422). */
  act?: Rule & { form?: Record<string, string> };
}

const open = (ask: string, answer = 200): RouteRow => ({ ask, see: { who: ALL, answer } });
const only = (who: Persona[], ask: string, answer = 200): RouteRow => ({ ask, see: { who, answer } });
/**
 * Adds who may post there. Without fields the form is refused and nothing happens: 422. A form without fields of its
 * own gets as far as its action: 404 for a thing that is not there.
 */
const acting = (row: RouteRow, who: Persona[], answer = 422, form?: Record<string, string>): RouteRow => ({
  ...row,
  act: { who, answer, form },
});
const toHome = Object.fromEntries(SIGNED_IN.map((persona) => [persona, 302]));

const NONE = "00000000-0000-4000-8000-00000000000f";

const ROWS: Record<string, RouteRow> = {
  // Signing in and the account
  "routes/sign-in/sign-in": {
    ask: "/sign-in",
    see: { who: ALL, instead: toHome },
    // A refused form shows its page again, and the page sends on whoever is signed in.
    act: { who: ALL, answer: 422, instead: toHome },
  },
  "routes/sign-in/sign-in-code": acting(open("/sign-in/code", 302), ALL, 302),
  "routes/sign-in/sign-in-authenticator": acting(open("/sign-in/authenticator", 302), ALL, 302),
  "routes/sign-in/sign-in-set-up": acting(open("/sign-in/authenticator/set-up", 302), ALL, 302),
  "routes/sign-in/sign-in-identity": acting(open("/sign-in/identity", 302), ALL, 503),
  "routes/sign-in/auth-callback": open("/auth/callback/nhs-identity", 404),
  "routes/sign-in/sign-out": acting(open("/sign-out", 302), [], 302),
  "routes/people/invitation": acting(open("/invitations/this-is-not-an-invitation", 404), ALL, 404),
  "routes/people/account": only(SIGNED_IN, "/account"),
  "routes/people/organisation": acting(only(SIGNED_IN, "/account/organisation"), SIGNED_IN),
  "routes/people/own-people": acting(only(SIGNED_IN, "/account/people"), SIGNED_IN),
  // Nobody of that name signs for the organisation.
  "routes/people/signing-limit": acting(
    only(SIGNED_IN, "/account/people/nobody/signing-limit", 404),
    ["procurement_lead", "supplier_signatory", "commercial_officer"],
    404,
  ),
  "routes/people/person-remove": acting(only(KEEPERS, "/account/people/nobody/remove", 404), KEEPERS, 404),
  "routes/people/person-reset": acting(
    only(KEEPERS, "/account/people/nobody/reset-authenticator", 404),
    KEEPERS,
    404,
  ),
  "routes/people/authenticator": acting(only(SIGNED_IN, "/account/authenticator"), SIGNED_IN),
  "routes/invoices/invoice": only(SIGNED_IN, "/invoices/INV-999999", 404),
  "routes/invoices/invoice-pdf": only(SIGNED_IN, "/invoices/INV-999999/invoice.pdf", 404),
  "routes/invoices/invoice-line": only(SIGNED_IN, "/invoices/INV-999999/lines/1", 404),
  "routes/invoices/invoice-pay": acting(only(SIGNED_IN, "/invoices/INV-999999/pay", 404), SIGNED_IN),
  "routes/invoices/invoice-recorded": only(SIGNED_IN, "/invoices/INV-999999/recorded", 404),
  "routes/demo/demo-people": acting(open("/demo/people"), ALL),
  "routes/demo/demo-mailbox": open("/demo/mailbox"),
  "routes/demo/demo-payments": open("/demo/payments"),
  "routes/demo/demo-payment": acting(open("/demo/payments/in_000000000000000000000000", 404), ALL),
  "routes/demo/demo-mail": open(`/demo/mailbox/${NONE}`, 404),

  // Public
  "routes/home/public-home": open("/"),
  "routes/catalogue/solutions": open("/solutions"),
  "routes/catalogue/solutions-csv": open("/solutions.csv"),
  "routes/catalogue/solutions-json": open("/solutions.json"),
  "routes/catalogue/solution": open("/solutions/none", 404),
  "routes/catalogue/solution-version": open("/solutions/none/versions/1", 404),
  "routes/catalogue/compare": open("/compare"),
  "routes/catalogue/compare-csv": open("/compare.csv"),
  "routes/catalogue/suppliers": open("/suppliers"),
  "routes/catalogue/suppliers-csv": open("/suppliers.csv"),
  "routes/catalogue/supplier": open("/suppliers/none", 404),
  "routes/site/help": open("/help"),
  "routes/site/accessibility": open("/accessibility"),
  "routes/site/privacy": open("/privacy"),
  "routes/site/cookies": open("/cookies"),
  "routes/certification/standards": open("/standards"),
  "routes/certification/standards-csv": open("/standards.csv"),
  "routes/certification/standards-json": open("/standards.json"),
  "routes/certification/standard": open("/standards/none", 404),
  "routes/certification/standard-file": open("/standards/none/none.csv", 404),
  "routes/certification/public-certificate": open("/certificates/DVC-999999", 404),
  "routes/certification/public-certificate-json": open("/certificates/DVC-999999/certificate.json", 404),
  "routes/frameworks/frameworks": open("/frameworks"),
  "routes/frameworks/frameworks-csv": open("/frameworks.csv"),
  "routes/frameworks/frameworks-json": open("/frameworks.json"),
  "routes/frameworks/framework": open("/frameworks/none", 404),
  "routes/frameworks/lot": open("/frameworks/none/lots/1", 404),
  "routes/frameworks/lot-file": open("/frameworks/none/lots/1/suppliers.csv", 404),
  "routes/who-pays/who-pays": open("/who-pays"),
  "routes/funding/public-funding": open("/funding"),
  "routes/funding/public-funding-csv": open("/funding.csv"),
  "routes/funding/public-funding-json": open("/funding.json"),
  "routes/funding/funding-calendar": open("/funding/calendar.ics"),
  "routes/funding/programme": open("/funding/programmes/none", 404),
  "routes/statements/public-money": open("/funding/money"),
  "routes/statements/public-money-file": open("/funding/money/flows.csv"),
  "routes/site/data": open("/data"),
  "routes/agreements/agreement-schema": open("/schemas/agreement.json"),
  "routes/contracts/contracts": open("/contracts"),
  "routes/contracts/contracts-csv": open("/contracts.csv"),
  "routes/contracts/contract": open("/contracts/ocds-none", 404),
  "routes/site/too-large": open("/too-large", 413),
  "routes/site/not-found": acting(open("/there-is-nothing-here", 404), ALL, 404),

  // Machines
  "routes/contracts/ocds-releases": open("/api/v1/ocds/releases"),
  "routes/contracts/ocds-release": open("/api/v1/ocds/releases/none", 404),
  "routes/webhooks/stripe": acting(open("/webhooks/stripe", 404), ALL, 400),
  "routes/site/api-not-found": acting(open("/api/v1/nothing", 404), ALL, 404),

  // Buyers
  "routes/shortlists/needs": acting(only(LEAD, "/buying/needs"), LEAD),
  "routes/shortlists/buyer-shortlists": only(BUYERS, "/buying/shortlists"),
  "routes/shortlists/buyer-shortlists-csv": only(BUYERS, "/buying/shortlists.csv"),
  "routes/shortlists/shortlist-add": acting(only(LEAD, "/buying/shortlists/add?solution=none", 404), LEAD),
  "routes/shortlists/buyer-shortlist": acting(only(BUYERS, "/buying/shortlists/S9999", 404), LEAD),
  "routes/shortlists/shortlist-need": acting(only(LEAD, "/buying/shortlists/S9999/need", 404), LEAD),
  "routes/shortlists/shortlist-compare": only(BUYERS, "/buying/shortlists/S9999/compare", 404),
  "routes/shortlists/shortlist-compare-csv": only(BUYERS, "/buying/shortlists/S9999/compare.csv", 404),
  "routes/shortlists/shortlist-lock": acting(only(LEAD, "/buying/shortlists/S9999/lock", 404), LEAD, 404),
  "routes/shortlists/shortlist-others": acting(only(LEAD, "/buying/shortlists/S9999/others", 404), LEAD, 404),
  "routes/shortlists/shortlist-exclusions": acting(
    only(LEAD, "/buying/shortlists/S9999/exclusions", 404),
    LEAD,
    404,
  ),
  "routes/shortlists/shortlist-route": only(BUYERS, "/buying/shortlists/S9999/route", 404),
  "routes/shortlists/shortlist-award": acting(only(BUYERS, "/buying/shortlists/S9999/award", 404), LEAD, 404),
  "routes/home/buyer-home": only(BUYERS, "/buying"),
  "routes/orders/buyer-orders": only(BUYERS, "/buying/orders"),
  "routes/orders/buyer-orders-csv": only(BUYERS, "/buying/orders.csv"),
  "routes/orders/buyer-order": only(BUYERS, "/buying/orders/C099999-01", 404),
  "routes/orders/order-contacts": acting(only(BUYERS, "/buying/orders/C099999-01/contacts", 404), BUYERS),
  "routes/orders/order-recipients": acting(only(BUYERS, "/buying/orders/C099999-01/recipients", 404), BUYERS),
  "routes/orders/order-dates": acting(only(BUYERS, "/buying/orders/C099999-01/dates", 404), BUYERS),
  // Each box is named by the order's own items, so an order that is not there is said first.
  "routes/orders/order-items": acting(only(BUYERS, "/buying/orders/C099999-01/items", 404), BUYERS, 404),
  "routes/orders/order-quantities": acting(
    only(BUYERS, "/buying/orders/C099999-01/quantities", 404),
    BUYERS,
    404,
  ),
  // Its days are judged by the order's own contract, so an order that is not there is said first.
  "routes/orders/order-milestones": acting(
    only(BUYERS, "/buying/orders/C099999-01/milestones", 404),
    BUYERS,
    404,
  ),
  "routes/orders/order-data-processing": acting(
    only(BUYERS, "/buying/orders/C099999-01/data-processing", 404),
    BUYERS,
  ),
  "routes/orders/order-who-pays": only(BUYERS, "/buying/orders/C099999-01/who-pays", 404),
  "routes/orders/buyer-order-share": only(BUYERS, "/buying/orders/C099999-01/shares/RR8", 404),
  "routes/orders/order-milestone": acting(
    only(BUYERS, `/buying/orders/C099999-01/milestones/${NONE}`, 404),
    ["procurement_lead"],
    404,
  ),
  "routes/orders/order-kpis": acting(only(BUYERS, "/buying/orders/C099999-01/kpis", 404), BUYERS),
  "routes/orders/order-compare-again": acting(
    only(BUYERS, "/buying/orders/C099999-01/compare-again", 404),
    LEAD,
  ),
  "routes/orders/order-check": acting(only(BUYERS, "/buying/orders/C099999-01/check", 404), [
    "procurement_lead",
  ]),
  "routes/orders/order-sent": only(BUYERS, "/buying/orders/C099999-01/sent", 404),
  "routes/orders/order-cancel": acting(only(BUYERS, "/buying/orders/C099999-01/cancel", 404), [
    "procurement_lead",
  ]),
  "routes/orders/order-breach": acting(
    only(BUYERS, "/buying/orders/C099999-01/certificates/DVC-099999", 404),
    LEAD,
  ),
  "routes/orders/buyer-order-pdf": only(BUYERS, "/buying/orders/C099999-01/order.pdf", 404),
  "routes/orders/buyer-approvals": only(BUYERS, "/buying/approvals"),
  "routes/orders/buyer-approvals-csv": only(BUYERS, "/buying/approvals.csv"),
  "routes/orders/buyer-approval": acting(only(BUYERS, "/buying/approvals/C099999-01", 404), ["approver"]),
  "routes/orders/buyer-approve": acting(only(["approver"], "/buying/approvals/C099999-01/approve", 404), [
    "approver",
  ]),
  "routes/funding/buyer-funding": only(BUYERS, "/buying/funding"),
  "routes/local-spend/buyer-local-spend": only(BUYERS, "/buying/local-spend"),
  "routes/local-spend/buyer-local-spend-csv": only(BUYERS, "/buying/local-spend.csv"),
  "routes/local-spend/local-spend-new": acting(only(BUYERS, "/buying/local-spend/new"), BUYERS),
  "routes/local-spend/local-spend-withdraw": acting(
    only(BUYERS, "/buying/local-spend/00000000-0000-4000-8000-000000000000/withdraw", 404),
    BUYERS,
  ),
  "routes/invoices/buyer-invoices": only(BUYERS, "/buying/invoices"),
  "routes/invoices/buyer-invoices-csv": only(BUYERS, "/buying/invoices.csv"),
  "routes/statements/buyer-statement": only(BUYERS, "/buying/statement"),
  "routes/statements/buyer-statement-file": only(BUYERS, "/buying/statement/2026.pdf"),
  // The simulator: those who buy and the centre; an auditor reads
  "routes/simulator/scenarios": only(SIMULATING, "/simulator"),
  "routes/simulator/scenarios-csv": only(SIMULATING, "/simulator.csv"),
  "routes/simulator/scenario-new": acting(only(SIMULATORS, "/simulator/new"), SIMULATORS),
  "routes/simulator/scenario-compare": only(
    SIMULATING,
    "/simulator/compare?scenarios=SIM-9998,SIM-9999",
    404,
  ),
  "routes/simulator/scenario-compare-csv": only(SIMULATING, "/simulator/compare.csv?scenarios=SIM-9999", 404),
  "routes/simulator/scenario": acting(only(SIMULATING, "/simulator/SIM-9999", 404), SIMULATORS, 404),
  "routes/simulator/scenario-csv": only(SIMULATING, "/simulator/SIM-9999/simulation.csv", 404),
  "routes/simulator/scenario-basket": acting(only(SIMULATING, "/simulator/SIM-9999/basket", 404), SIMULATORS),
  "routes/simulator/scenario-dates": acting(only(SIMULATING, "/simulator/SIM-9999/dates", 404), SIMULATORS),
  "routes/simulator/scenario-facts": acting(only(SIMULATING, "/simulator/SIM-9999/facts", 404), SIMULATORS),
  "routes/simulator/scenario-rules": acting(only(SIMULATING, "/simulator/SIM-9999/rules", 404), SIMULATORS),
  "routes/simulator/scenario-rule": acting(
    only(SIMULATING, "/simulator/SIM-9999/rules/new", 404),
    SIMULATORS,
  ),
  "routes/simulator/scenario-payer": only(SIMULATING, "/simulator/SIM-9999/payers/X24", 404),
  "routes/simulator/scenario-title": acting(only(SIMULATING, "/simulator/SIM-9999/title", 404), SIMULATORS),
  "routes/simulator/scenario-share": acting(only(SIMULATING, "/simulator/SIM-9999/share", 404), SIMULATORS),
  "routes/simulator/scenario-draft": acting(only(["commercial_officer"], "/simulator/SIM-9999/draft", 404), [
    "commercial_officer",
  ]),
  "routes/simulator/scenario-delete": acting(only(SIMULATING, "/simulator/SIM-9999/delete", 404), SIMULATORS),
  "routes/applications/buyer-profile": only(BUYERS, "/buying/profile"),
  "routes/applications/profile-readiness": acting(only(LEAD, "/buying/profile/readiness"), LEAD),
  "routes/applications/profile-need": acting(only(LEAD, "/buying/profile/needs/ND-9999", 404), LEAD),
  "routes/applications/buyer-applications": only(BUYERS, "/buying/applications"),
  "routes/applications/buyer-applications-csv": only(BUYERS, "/buying/applications.csv"),
  "routes/applications/application-new": acting(
    only(BUYERS, "/buying/applications/new?fund=none", 404),
    LEAD,
  ),
  "routes/applications/buyer-application": only(BUYERS, "/buying/applications/APP-9999", 404),
  "routes/applications/application-need": acting(
    only(BUYERS, "/buying/applications/APP-9999/need", 404),
    LEAD,
  ),
  "routes/applications/application-amount": acting(
    only(BUYERS, "/buying/applications/APP-9999/amount", 404),
    LEAD,
  ),
  "routes/applications/application-match": acting(
    only(BUYERS, "/buying/applications/APP-9999/match", 404),
    LEAD,
  ),
  "routes/applications/application-revenue": acting(
    only(BUYERS, "/buying/applications/APP-9999/revenue", 404),
    LEAD,
  ),
  "routes/applications/application-case": acting(
    only(BUYERS, "/buying/applications/APP-9999/case", 404),
    LEAD,
  ),
  "routes/applications/application-check": acting(
    only(BUYERS, "/buying/applications/APP-9999/check", 404),
    LEAD,
  ),
  "routes/applications/application-sent": only(BUYERS, "/buying/applications/APP-9999/sent", 404),
  "routes/applications/application-another": acting(
    only(LEAD, "/buying/applications/APP-9999/another", 404),
    LEAD,
  ),
  "routes/applications/application-withdraw": acting(
    only(BUYERS, "/buying/applications/APP-9999/withdraw", 404),
    LEAD,
    404,
  ),
  "routes/applications/buyer-application-awards": only(BUYERS, "/buying/awards"),
  "routes/applications/buyer-application-awards-csv": only(BUYERS, "/buying/awards.csv"),
  "routes/applications/buyer-application-award": acting(only(BUYERS, "/buying/awards/GA-9999", 404), [
    "approver",
  ]),
  "routes/applications/award-turn-down": acting(only(["approver"], "/buying/awards/GA-9999/turn-down", 404), [
    "approver",
  ]),
  "routes/applications/award-give-back": acting(only(["approver"], "/buying/awards/GA-9999/give-back", 404), [
    "approver",
  ]),
  "routes/applications/buyer-application-award-pdf": only(BUYERS, "/buying/awards/GA-9999/letter.pdf", 404),
  "routes/agreements/buyer-agreements": only(BUYERS, "/buying/agreements"),
  "routes/agreements/buyer-agreements-csv": only(BUYERS, "/buying/agreements.csv"),
  "routes/agreements/buyer-agreement-differences": only(
    BUYERS,
    "/buying/agreements/AG-9999/differences",
    404,
  ),
  "routes/agreements/buyer-agreement": only(BUYERS, "/buying/agreements/AG-9999", 404),
  "routes/agreements/buyer-agreement-sign": acting(
    only(["approver"], "/buying/agreements/AG-9999/versions/1/sign", 404),
    ["approver"],
    404,
  ),

  // Suppliers
  "routes/home/supplier-home": only(SUPPLIERS, "/supplying"),
  "routes/catalogue/listings": only(SUPPLIERS, "/supplying/listings"),
  "routes/catalogue/listings-csv": only(SUPPLIERS, "/supplying/listings.csv"),
  "routes/catalogue/listing": acting(only(SUPPLIERS, "/supplying/listings/none", 404), SUPPLIERS, 404),
  "routes/listings/listing-withdraw": acting(only(SUPPLIERS, "/supplying/listings/none/withdraw", 404), [
    "supplier_signatory",
  ]),
  "routes/catalogue/product-versions": open("/solutions/none/product-versions", 404),
  "routes/listings/own-product-versions": acting(
    only(SUPPLIERS, "/supplying/listings/none/product-versions", 404),
    SUPPLIERS,
    404,
  ),
  "routes/listings/product-version-new": acting(
    only(SUPPLIERS, "/supplying/listings/none/product-versions/new", 404),
    SUPPLIERS,
    404,
  ),
  "routes/listings/product-version-withdraw": acting(
    only(SUPPLIERS, "/supplying/listings/none/product-versions/4.2/withdraw", 404),
    ["supplier_signatory"],
    404,
  ),
  "routes/listings/own-change": acting(
    only(SUPPLIERS, "/supplying/listings/changes/LC-999999", 404),
    SUPPLIERS,
    422,
  ),
  "routes/listings/change-about": acting(
    only(SUPPLIERS, "/supplying/listings/changes/LC-999999/about", 404),
    SUPPLIERS,
    422,
  ),
  "routes/listings/change-capabilities": acting(
    only(SUPPLIERS, "/supplying/listings/changes/LC-999999/capabilities", 404),
    SUPPLIERS,
    422,
  ),
  "routes/listings/change-capability": acting(
    only(SUPPLIERS, "/supplying/listings/changes/LC-999999/capabilities/C1", 404),
    SUPPLIERS,
    422,
  ),
  "routes/listings/change-settings": acting(
    only(SUPPLIERS, "/supplying/listings/changes/LC-999999/settings", 404),
    SUPPLIERS,
    422,
  ),
  "routes/listings/change-interfaces": acting(
    only(SUPPLIERS, "/supplying/listings/changes/LC-999999/interfaces", 404),
    SUPPLIERS,
    422,
  ),
  "routes/listings/change-terms": acting(
    only(SUPPLIERS, "/supplying/listings/changes/LC-999999/terms", 404),
    SUPPLIERS,
    422,
  ),
  "routes/listings/change-support": acting(
    only(SUPPLIERS, "/supplying/listings/changes/LC-999999/support", 404),
    SUPPLIERS,
    422,
  ),
  "routes/listings/change-price": acting(
    only(SUPPLIERS, "/supplying/listings/changes/LC-999999/prices/new", 404),
    SUPPLIERS,
    422,
  ),
  "routes/listings/change-check": acting(
    only(SUPPLIERS, "/supplying/listings/changes/LC-999999/check", 404),
    SUPPLIERS,
    422,
  ),
  "routes/listings/change-prices": acting(
    only(SUPPLIERS, "/supplying/listings/changes/LC-999999/prices", 404),
    SUPPLIERS,
    422,
  ),
  "routes/listings/change-services": only(SUPPLIERS, "/supplying/listings/changes/LC-999999/services", 404),
  "routes/listings/change-service": acting(
    only(SUPPLIERS, "/supplying/listings/changes/LC-999999/services/new", 404),
    SUPPLIERS,
    422,
  ),
  "routes/listings/change-service-price": acting(
    only(SUPPLIERS, "/supplying/listings/changes/LC-999999/services/new-1/prices/new", 404),
    SUPPLIERS,
    422,
  ),
  "routes/listings/change-measures": acting(
    only(SUPPLIERS, "/supplying/listings/changes/LC-999999/measures", 404),
    SUPPLIERS,
    422,
  ),
  "routes/listings/change-preview": only(SUPPLIERS, "/supplying/listings/changes/LC-999999/preview", 404),
  "routes/listings/listing-new": acting(only(SUPPLIERS, "/supplying/listings/new"), SUPPLIERS),
  "routes/certification/certification": only(SUPPLIERS, "/supplying/certification"),
  "routes/certification/certification-csv": only(SUPPLIERS, "/supplying/certification.csv"),
  "routes/certification/claim-new": acting(only(SUPPLIERS, "/supplying/certification/claim"), SUPPLIERS),
  "routes/certification/claims-csv": only(SUPPLIERS, "/supplying/certification/claims.csv"),
  "routes/certification/claim": only(SUPPLIERS, `/supplying/certification/claims/${NONE}`, 404),
  "routes/certification/claim-evidence": acting(
    only(SUPPLIERS, `/supplying/certification/claims/${NONE}/evidence/1`, 404),
    SUPPLIERS,
    404,
  ),
  "routes/certification/claim-check": acting(
    only(SUPPLIERS, `/supplying/certification/claims/${NONE}/check`, 404),
    SUPPLIERS,
    404,
  ),
  "routes/certification/claim-discard": acting(
    only(SUPPLIERS, `/supplying/certification/claims/${NONE}/discard`, 404),
    SUPPLIERS,
    404,
  ),
  "routes/certification/claim-carry": acting(
    only(SUPPLIERS, `/supplying/certification/claims/${NONE}/carry-forward`, 404),
    SUPPLIERS,
    404,
  ),
  "routes/certification/claim-version": acting(
    only(SUPPLIERS, `/supplying/certification/claims/${NONE}/version`, 404),
    SUPPLIERS,
    404,
  ),
  "routes/certification/claim-file": only(
    SUPPLIERS,
    `/supplying/certification/claims/${NONE}/files/${NONE}`,
    404,
  ),
  "routes/orders/supplier-orders": only(SUPPLIERS, "/supplying/orders"),
  "routes/invoices/order-invoices": acting(
    only(SUPPLIERS, "/supplying/orders/C099999-01/invoices", 404),
    SUPPLIERS,
  ),
  "routes/invoices/supplier-invoices": only(SUPPLIERS, "/supplying/invoices"),
  "routes/invoices/supplier-invoices-csv": only(SUPPLIERS, "/supplying/invoices.csv"),
  "routes/invoices/invoicing-details": only(SUPPLIERS, "/supplying/invoicing-details"),
  // Who raises invoices does not decide where they are paid.
  "routes/invoices/invoicing-details-change": acting(
    only(["supplier_signatory"], "/supplying/invoicing-details/change"),
    ["supplier_signatory"],
  ),
  // No new account waits, so the page sends on.
  "routes/invoices/supplier-bank-account": acting(
    only(["supplier_signatory"], "/supplying/invoicing-details/bank-account", 302),
    ["supplier_signatory"],
    302,
  ),
  "routes/invoices/commercial-bank-account": acting(
    only(["commercial_officer", "auditor"], `/commercial/bank-accounts/${NONE}`, 404),
    OFFICER,
  ),
  // Nothing was typed, so there is nothing to check.
  "routes/invoices/invoicing-details-check": acting(
    only(["supplier_signatory"], "/supplying/invoicing-details/check", 302),
    ["supplier_signatory"],
    // A refused form shows its page again, and the page sends on whoever has typed nothing.
    302,
  ),
  "routes/orders/supplier-orders-csv": only(SUPPLIERS, "/supplying/orders.csv"),
  "routes/orders/supplier-order": acting(only(SUPPLIERS, "/supplying/orders/C099999-01", 404), [
    "supplier_signatory",
  ]),
  "routes/orders/supplier-order-pdf": only(SUPPLIERS, "/supplying/orders/C099999-01/order.pdf", 404),

  // The centre
  "routes/home/commercial-home": only(CENTRE, "/commercial"),
  "routes/orders/commercial-orders": only(CENTRE, "/commercial/orders"),
  "routes/shortlists/commercial-shortlists": only(["auditor"], "/commercial/shortlists"),
  "routes/shortlists/commercial-shortlists-csv": only(["auditor"], "/commercial/shortlists.csv"),
  "routes/shortlists/commercial-shortlist": only(["auditor"], "/commercial/shortlists/S9999", 404),
  "routes/local-spend/commercial-local-spend": only(OVERSIGHT, "/commercial/local-spend"),
  "routes/local-spend/local-spend-decide": acting(
    only(OVERSIGHT, `/commercial/local-spend/${NONE}`, 404),
    OFFICER,
  ),
  "routes/local-spend/commercial-local-spend-csv": only(OVERSIGHT, "/commercial/local-spend.csv"),
  "routes/applications/profiles": only(["auditor"], "/commercial/profiles"),
  "routes/applications/profiles-csv": only(["auditor"], "/commercial/profiles.csv"),
  "routes/applications/commercial-profile": only(["auditor"], "/commercial/profiles/none", 404),
  "routes/orders/commercial-orders-csv": only(CENTRE, "/commercial/orders.csv"),
  "routes/orders/commercial-order": only(CENTRE, "/commercial/orders/C099999-01", 404),
  "routes/orders/commercial-order-share": only(CENTRE, "/commercial/orders/C099999-01/shares/RR8", 404),
  "routes/orders/commercial-order-pdf": only(CENTRE, "/commercial/orders/C099999-01/order.pdf", 404),
  "routes/orders/commercial-approvals": only(CENTRE, "/commercial/approvals"),
  "routes/orders/commercial-approvals-csv": only(CENTRE, "/commercial/approvals.csv"),
  "routes/orders/commercial-approval": acting(only(CENTRE, "/commercial/approvals/C099999-01", 404), [
    "commercial_officer",
  ]),
  "routes/orders/commercial-approve": acting(
    only(OFFICER, "/commercial/approvals/C099999-01/approve", 404),
    OFFICER,
  ),
  "routes/people/commercial-people": only(OVERSIGHT, "/commercial/people"),
  "routes/audit/audit": only(OVERSIGHT, "/commercial/audit"),
  "routes/audit/audit-shares": only(OVERSIGHT, "/commercial/audit/orders/C099999-01", 404),
  "routes/audit/audit-record-json": only(OVERSIGHT, "/commercial/audit/events/999999999/record.json", 404),
  "routes/audit/audit-csv": only(OVERSIGHT, "/commercial/audit.csv"),
  "routes/jobs/jobs": only(OVERSIGHT, "/commercial/jobs"),
  "routes/simulator/market-runs": only(OVERSIGHT, "/commercial/market-runs"),
  "routes/simulator/market-runs-csv": only(OVERSIGHT, "/commercial/market-runs.csv"),
  "routes/simulator/market-run-new": acting(only(["commercial_officer"], "/commercial/market-runs/new"), [
    "commercial_officer",
  ]),
  "routes/simulator/market-run": only(OVERSIGHT, "/commercial/market-runs/MR-9999", 404),
  "routes/simulator/market-run-csv": only(OVERSIGHT, "/commercial/market-runs/MR-9999/orders.csv", 404),
  "routes/funding/commercial-funding": only(CENTRE, "/commercial/funding"),
  "routes/funding/commercial-funding-csv": only(CENTRE, "/commercial/funding.csv"),
  "routes/funding/fund-new": acting(only(OFFICER, "/commercial/funding/new"), OFFICER),
  "routes/funding/fund-programme-new": acting(only(OFFICER, "/commercial/funding/programmes/new"), OFFICER),
  "routes/funding/fund-programme-edit": acting(
    only(OFFICER, "/commercial/funding/programmes/none/edit", 404),
    OFFICER,
  ),
  "routes/funding/fund-programme-close": acting(
    only(OFFICER, "/commercial/funding/programmes/none/close", 404),
    OFFICER,
  ),
  "routes/funding/money-requests": only(CENTRE, "/commercial/funding/requests"),
  "routes/funding/money-requests-csv": only(CENTRE, "/commercial/funding/requests.csv"),
  "routes/funding/money-request": acting(only(CENTRE, "/commercial/funding/requests/FR-9999", 404), OFFICER),
  "routes/funding/commercial-payment": acting(
    only(CENTRE, "/commercial/funding/payments/FP-9999", 404),
    OFFICER,
  ),
  "routes/funding/buyer-payment": acting(only(BUYERS, "/buying/funding/payments/FP-9999", 404), ["approver"]),
  "routes/funding/fund-limit": acting(only(OFFICER, "/commercial/funding/limit"), OFFICER),
  "routes/funding/fund-transfers": only(CENTRE, "/commercial/funding/transfers"),
  "routes/funding/fund-transfers-csv": only(CENTRE, "/commercial/funding/transfers.csv"),
  "routes/funding/fund-transfer-new": acting(only(OFFICER, "/commercial/funding/transfers/new"), OFFICER),
  "routes/funding/fund-transfer": acting(only(CENTRE, "/commercial/funding/transfers/FT-9999", 404), OFFICER),
  "routes/funding/fund-add": acting(only(OFFICER, "/commercial/funding/none/add", 404), OFFICER),
  "routes/funding/fund-dates": acting(only(OFFICER, "/commercial/funding/none/dates", 404), OFFICER),
  "routes/funding/fund-allocations": only(CENTRE, "/commercial/funding/none/allocations", 404),
  "routes/funding/fund-allocations-csv": only(CENTRE, "/commercial/funding/none/allocations.csv", 404),
  "routes/funding/fund-allocate": acting(
    only(OFFICER, "/commercial/funding/none/allocations/new", 404),
    OFFICER,
  ),
  "routes/funding/fund-bind": acting(
    only(OFFICER, "/commercial/funding/none/allocations/bind", 404),
    OFFICER,
  ),
  "routes/funding/fund-allocation": acting(
    only(CENTRE, "/commercial/funding/none/allocations/QWO", 404),
    OFFICER,
  ),
  "routes/funding/fund": only(CENTRE, "/commercial/funding/none", 404),
  "routes/statements/commercial-money": only(CENTRE, "/commercial/money"),
  "routes/statements/commercial-money-file": only(CENTRE, "/commercial/money/areas.xlsx"),
  "routes/statements/statements": only(CENTRE, "/commercial/statements"),
  "routes/statements/statements-csv": only(CENTRE, "/commercial/statements.csv"),
  "routes/statements/commercial-statement": only(CENTRE, "/commercial/statements/NONE", 404),
  "routes/statements/commercial-statement-file": only(CENTRE, "/commercial/statements/NONE/2026.csv", 404),
  "routes/ledger/ledger": only(CENTRE, "/commercial/ledger"),
  "routes/ledger/ledger-csv": only(CENTRE, "/commercial/ledger.csv"),
  "routes/year-end/year-end": only(CENTRE, "/commercial/year-end"),
  "routes/year-end/year-end-year": only(CENTRE, "/commercial/year-end/2026"),
  "routes/year-end/year-end-csv": only(CENTRE, "/commercial/year-end/2026/year-end.csv?list=funds"),
  "routes/year-end/year-end-carry-over": only(CENTRE, "/commercial/year-end/2026/carry-over"),
  "routes/year-end/year-end-clawbacks": only(CENTRE, "/commercial/year-end/2026/clawbacks"),
  "routes/year-end/year-end-clawback": acting(only(CENTRE, `/commercial/year-end/clawbacks/${NONE}`, 404), [
    "commercial_officer",
  ]),
  "routes/year-end/year-end-clawback-new": acting(
    only(["commercial_officer"], "/commercial/year-end/2026/clawbacks/new"),
    ["commercial_officer"],
  ),
  "routes/year-end/year-end-close": acting(only(CENTRE, "/commercial/year-end/2026/close"), [
    "commercial_officer",
  ]),
  "routes/ledger/ledger-balances": only(CENTRE, "/commercial/ledger/balances"),
  "routes/ledger/ledger-balances-csv": only(CENTRE, "/commercial/ledger/balances.csv"),
  "routes/ledger/ledger-trial-balance": only(CENTRE, "/commercial/ledger/trial-balance"),
  "routes/ledger/ledger-entry": only(CENTRE, `/commercial/ledger/entries/${NONE}`, 404),
  "routes/ledger/ledger-reverse": acting(
    only(["commercial_officer"], `/commercial/ledger/entries/${NONE}/reverse`, 404),
    ["commercial_officer"],
  ),
  "routes/invoices/commercial-invoices": only(OVERSIGHT, "/commercial/invoices"),
  "routes/invoices/commercial-invoices-csv": only(OVERSIGHT, "/commercial/invoices.csv"),
  "routes/invoices/reconciliation": only(OVERSIGHT, "/commercial/reconciliation"),
  "routes/invoices/reconciliation-csv": only(OVERSIGHT, "/commercial/reconciliation.csv"),
  "routes/applications/commercial-applications": only(CENTRE, "/commercial/applications"),
  "routes/applications/commercial-applications-csv": only(CENTRE, "/commercial/applications.csv"),
  "routes/applications/application-terms": acting(
    only(CENTRE, "/commercial/applications/funds/none", 404),
    OFFICER,
    404,
  ),
  "routes/applications/commercial-application": only(CENTRE, "/commercial/applications/APP-9999", 404),
  "routes/applications/application-score": acting(
    only(ACTING_CENTRE, "/commercial/applications/APP-9999/score", 404),
    ACTING_CENTRE,
    404,
  ),
  "routes/applications/application-take": acting(
    only(OFFICER, "/commercial/applications/APP-9999/take", 302),
    OFFICER,
    404,
  ),
  "routes/applications/application-decide": acting(
    only(OFFICER, "/commercial/applications/APP-9999/decide", 404),
    OFFICER,
  ),
  "routes/applications/commercial-application-awards": only(CENTRE, "/commercial/awards"),
  "routes/applications/commercial-application-awards-csv": only(CENTRE, "/commercial/awards.csv"),
  "routes/applications/commercial-application-award": acting(
    only(CENTRE, "/commercial/awards/GA-9999", 404),
    OFFICER,
  ),
  "routes/applications/award-withdraw": acting(
    only(OFFICER, "/commercial/awards/GA-9999/withdraw", 404),
    OFFICER,
  ),
  "routes/applications/commercial-application-award-pdf": only(
    CENTRE,
    "/commercial/awards/GA-9999/letter.pdf",
    404,
  ),
  "routes/agreements/commercial-agreements": only(CENTRE, "/commercial/agreements"),
  "routes/agreements/commercial-agreement": acting(only(CENTRE, "/commercial/agreements/AG-9999", 404), [
    "commercial_officer",
  ]),
  "routes/agreements/acceptances-csv": only(CENTRE, "/commercial/agreements/AG-9999/acceptances.csv", 404),
  "routes/agreements/commercial-agreements-csv": only(CENTRE, "/commercial/agreements.csv"),
  "routes/agreements/agreement-new": acting(only(["commercial_officer"], "/commercial/agreements/new"), [
    "commercial_officer",
  ]),
  "routes/agreements/commercial-agreement-differences": only(
    CENTRE,
    "/commercial/agreements/AG-9999/differences",
    404,
  ),
  "routes/agreements/commercial-agreement-json": only(
    CENTRE,
    "/commercial/agreements/AG-9999/versions/1.json",
    404,
  ),
  "routes/agreements/agreement-check": only(CENTRE, "/commercial/agreements/AG-9999/versions/1/check", 404),
  "routes/agreements/agreement-edit": only(
    ["commercial_officer"],
    "/commercial/agreements/AG-9999/versions/1/edit",
    404,
  ),
  "routes/agreements/agreement-edit-summary": acting(
    only(["commercial_officer"], "/commercial/agreements/AG-9999/versions/1/edit/summary", 404),
    ["commercial_officer"],
  ),
  "routes/agreements/agreement-edit-parties": acting(
    only(["commercial_officer"], "/commercial/agreements/AG-9999/versions/1/edit/parties", 404),
    ["commercial_officer"],
  ),
  "routes/agreements/agreement-edit-scope": acting(
    only(["commercial_officer"], "/commercial/agreements/AG-9999/versions/1/edit/scope", 404),
    ["commercial_officer"],
  ),
  "routes/agreements/agreement-edit-dates": acting(
    only(["commercial_officer"], "/commercial/agreements/AG-9999/versions/1/edit/dates", 404),
    ["commercial_officer"],
  ),
  "routes/agreements/agreement-edit-rules": acting(
    only(["commercial_officer"], "/commercial/agreements/AG-9999/versions/1/edit/rules", 404),
    ["commercial_officer"],
  ),
  "routes/agreements/agreement-rule-new": acting(
    only(["commercial_officer"], "/commercial/agreements/AG-9999/versions/1/edit/rules/new", 404),
    ["commercial_officer"],
  ),
  "routes/agreements/agreement-rule": acting(
    only(["commercial_officer"], "/commercial/agreements/AG-9999/versions/1/edit/rules/1", 404),
    ["commercial_officer"],
  ),
  "routes/agreements/agreement-propose": acting(
    only(["commercial_officer"], "/commercial/agreements/AG-9999/versions/1/propose", 404),
    ["commercial_officer"],
  ),
  "routes/agreements/commercial-agreement-sign": acting(
    only(OFFICER, "/commercial/agreements/AG-9999/versions/1/sign", 404),
    OFFICER,
    404,
  ),
  "routes/agreements/agreement-discard": acting(
    only(["commercial_officer"], "/commercial/agreements/AG-9999/versions/1/discard", 404),
    ["commercial_officer"],
  ),
  "routes/agreements/agreement-end": acting(
    only(["commercial_officer"], "/commercial/agreements/AG-9999/versions/1/end", 404),
    ["commercial_officer"],
    404,
  ),
  "routes/certification/assessments": only(CENTRE, "/commercial/assessments"),
  "routes/certification/assessments-csv": only(CENTRE, "/commercial/assessments.csv"),
  "routes/certification/assessment": acting(
    only(CENTRE, `/commercial/assessments/${NONE}`, 404),
    ACTING_CENTRE,
  ),
  "routes/certification/assessment-file": only(CENTRE, `/commercial/assessments/${NONE}/files/${NONE}`, 404),
  "routes/certification/certificates": only(CENTRE, "/commercial/certificates"),
  "routes/certification/certificates-csv": only(CENTRE, "/commercial/certificates.csv"),
  "routes/certification/own-certificate": only(
    SUPPLIERS,
    "/supplying/certification/certificates/DVC-999999",
    404,
  ),
  "routes/certification/own-certificate-withdraw": acting(
    only(SUPPLIERS, "/supplying/certification/certificates/DVC-999999/withdraw", 404),
    ["supplier_signatory"],
    404,
  ),
  "routes/certification/commercial-certificate": only(CENTRE, "/commercial/certificates/DVC-999999", 404),
  "routes/certification/certificate-action": acting(
    only(ACTING_CENTRE, "/commercial/certificates/DVC-999999/suspend", 404),
    ACTING_CENTRE,
    404,
  ),
  "routes/certification/certificate-condition": acting(
    only(ACTING_CENTRE, `/commercial/certificates/DVC-999999/conditions/${NONE}`, 404),
    ACTING_CENTRE,
    404,
  ),
  "routes/standards/compliance": only(CENTRE, "/commercial/compliance"),
  "routes/standards/compliance-csv": only(CENTRE, "/commercial/compliance.csv"),
  "routes/listings/listed-solutions": only(CENTRE, "/commercial/solutions"),
  "routes/listings/listed-solutions-csv": only(CENTRE, "/commercial/solutions.csv"),
  "routes/listings/listed-solution": only(CENTRE, "/commercial/solutions/none", 404),
  "routes/listings/listing-status": acting(only(OFFICER, "/commercial/solutions/none/suspend", 404), OFFICER),
  "routes/listings/listing-reviews": only(CENTRE, "/commercial/listings"),
  "routes/listings/listing-reviews-csv": only(CENTRE, "/commercial/listings.csv"),
  "routes/listings/listing-review": acting(only(CENTRE, "/commercial/listings/LC-999999", 404), OFFICER, 422),
  "routes/listings/listing-review-ended": only(CENTRE, "/commercial/listings/LC-999999/ended", 302),
  "routes/listings/listing-review-preview": only(CENTRE, "/commercial/listings/LC-999999/preview", 404),
  "routes/standards/standard-drafts": only(CENTRE, "/commercial/standards"),
  "routes/standards/standard-drafts-csv": only(CENTRE, "/commercial/standards.csv"),
  "routes/standards/standard-draft-new": acting(only(OFFICER, "/commercial/standards/new"), OFFICER),
  "routes/standards/standard-draft": acting(
    only(CENTRE, "/commercial/standards/SD-999999", 404),
    OFFICER,
    422,
  ),
  "routes/standards/standard-draft-about": acting(
    only(OFFICER, "/commercial/standards/SD-999999/about", 404),
    OFFICER,
    422,
  ),
  "routes/standards/standard-draft-applies": acting(
    only(OFFICER, "/commercial/standards/SD-999999/applies", 404),
    OFFICER,
    422,
  ),
  "routes/standards/standard-draft-mandatory": acting(
    only(OFFICER, "/commercial/standards/SD-999999/mandatory", 404),
    OFFICER,
    422,
  ),
  "routes/standards/standard-draft-item": acting(
    only(OFFICER, "/commercial/standards/SD-999999/evidence/new", 404),
    OFFICER,
    422,
  ),
  "routes/standards/standard-draft-dates": acting(
    only(OFFICER, "/commercial/standards/SD-999999/dates", 404),
    OFFICER,
    404,
  ),
  "routes/standards/standard-draft-end": acting(
    only(OFFICER, "/commercial/standards/SD-999999/end", 404),
    OFFICER,
    404,
  ),
  "routes/standards/standard-draft-changes": acting(
    only(OFFICER, "/commercial/standards/SD-999999/changes", 404),
    OFFICER,
    422,
  ),
  "routes/standards/standard-draft-officers": acting(
    only(OFFICER, "/commercial/standards/SD-999999/officers", 404),
    OFFICER,
    422,
  ),
  "routes/standards/standard-draft-check": acting(
    only(OFFICER, "/commercial/standards/SD-999999/check", 404),
    OFFICER,
    422,
  ),
  "routes/standards/standard-draft-evidence": only(OFFICER, "/commercial/standards/SD-999999/evidence", 404),
  "routes/standards/standard-impact": only(CENTRE, "/commercial/standards/SD-999999/impact", 404),
  "routes/standards/impact-products-csv": only(
    CENTRE,
    "/commercial/standards/SD-999999/impact/products.csv",
    404,
  ),
  "routes/standards/impact-contracts-csv": only(
    CENTRE,
    "/commercial/standards/SD-999999/impact/contracts.csv",
    404,
  ),
  "routes/certification/waivers": only(CENTRE, "/commercial/waivers"),
  "routes/certification/waivers-csv": only(CENTRE, "/commercial/waivers.csv"),
  "routes/proposals/proposal": acting(only(CENTRE, `/commercial/proposals/${NONE}`, 404), OFFICER),
  "routes/certification/waiver-new": acting(only(["commercial_officer"], "/commercial/waivers/new"), [
    "commercial_officer",
  ]),
};

/** Who may have a list as CSV may have it as a workbook: the same file of routes answers both. */
const WORKBOOKS = Object.entries(ROWS)
  .filter(([id]) => id.endsWith("-csv"))
  .map(([id, row]) => [id.replace(/-csv$/, "-xlsx"), { ...row, ask: row.ask.replace(".csv", ".xlsx") }]);

/** One row for every route: id of the route -> who may see it and act there. The test fails when a row is missing. */
export const ROUTE_ROLES: Record<string, RouteRow> = { ...ROWS, ...Object.fromEntries(WORKBOOKS) };
