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
 * own gets as far as its deed: 404 for a thing that is not there.
 */
const acting = (row: RouteRow, who: Persona[], answer = 422, form?: Record<string, string>): RouteRow => ({
  ...row,
  act: { who, answer, form },
});
const toHome = Object.fromEntries(SIGNED_IN.map((persona) => [persona, 302]));

const NONE = "00000000-0000-4000-8000-00000000000f";

const ROWS: Record<string, RouteRow> = {
  // Signing in and the account
  "routes/public/sign-in": {
    ask: "/sign-in",
    see: { who: ALL, instead: toHome },
    // A refused form shows its page again, and the page sends on whoever is signed in.
    act: { who: ALL, answer: 422, instead: toHome },
  },
  "routes/public/sign-in-code": acting(open("/sign-in/code", 302), ALL, 302),
  "routes/public/sign-in-authenticator": acting(open("/sign-in/authenticator", 302), ALL, 302),
  "routes/public/sign-in-set-up": acting(open("/sign-in/authenticator/set-up", 302), ALL, 302),
  "routes/public/sign-in-identity": acting(open("/sign-in/identity", 302), ALL, 503),
  "routes/public/auth-callback": open("/auth/callback/nhs-identity", 404),
  "routes/public/sign-out": acting(open("/sign-out", 302), [], 302),
  "routes/public/invitation": acting(open("/invitations/this-is-not-an-invitation", 404), ALL, 404),
  "routes/account/account": only(SIGNED_IN, "/account"),
  "routes/account/organisation": acting(only(SIGNED_IN, "/account/organisation"), SIGNED_IN),
  "routes/account/people": acting(only(SIGNED_IN, "/account/people"), SIGNED_IN),
  // Nobody of that name signs for the organisation.
  "routes/account/signing-limit": acting(
    only(SIGNED_IN, "/account/people/nobody/signing-limit", 404),
    ["procurement_lead", "supplier_signatory", "commercial_officer"],
    404,
  ),
  "routes/account/authenticator": acting(only(SIGNED_IN, "/account/authenticator"), SIGNED_IN),
  "routes/account/invoice": only(SIGNED_IN, "/invoices/INV-999999", 404),
  "routes/account/invoice-pdf": only(SIGNED_IN, "/invoices/INV-999999/invoice.pdf", 404),
  "routes/account/invoice-line": only(SIGNED_IN, "/invoices/INV-999999/lines/1", 404),
  "routes/account/invoice-pay": acting(only(SIGNED_IN, "/invoices/INV-999999/pay", 404), SIGNED_IN),
  "routes/account/invoice-recorded": only(SIGNED_IN, "/invoices/INV-999999/recorded", 404),
  "routes/public/demo-people": acting(open("/demo/people"), ALL),
  "routes/public/demo-mailbox": open("/demo/mailbox"),
  "routes/public/demo-payments": open("/demo/payments"),
  "routes/public/demo-payment": acting(open("/demo/payments/in_000000000000000000000000", 404), ALL),
  "routes/public/demo-mail": open(`/demo/mailbox/${NONE}`, 404),

  // Public
  "routes/public/home": open("/"),
  "routes/public/solutions": open("/solutions"),
  "routes/public/solutions-csv": open("/solutions.csv"),
  "routes/public/solutions-json": open("/solutions.json"),
  "routes/public/solution": open("/solutions/none", 404),
  "routes/public/solution-version": open("/solutions/none/versions/1", 404),
  "routes/public/compare": open("/compare"),
  "routes/public/compare-csv": open("/compare.csv"),
  "routes/public/suppliers": open("/suppliers"),
  "routes/public/suppliers-csv": open("/suppliers.csv"),
  "routes/public/supplier": open("/suppliers/none", 404),
  "routes/public/help": open("/help"),
  "routes/public/accessibility": open("/accessibility"),
  "routes/public/privacy": open("/privacy"),
  "routes/public/cookies": open("/cookies"),
  "routes/public/standards": open("/standards"),
  "routes/public/standards-csv": open("/standards.csv"),
  "routes/public/standards-json": open("/standards.json"),
  "routes/public/standard": open("/standards/none", 404),
  "routes/public/standard-file": open("/standards/none/none.csv", 404),
  "routes/public/certificate": open("/certificates/DVC-999999", 404),
  "routes/public/certificate-json": open("/certificates/DVC-999999/certificate.json", 404),
  "routes/public/frameworks": open("/frameworks"),
  "routes/public/frameworks-csv": open("/frameworks.csv"),
  "routes/public/frameworks-json": open("/frameworks.json"),
  "routes/public/framework": open("/frameworks/none", 404),
  "routes/public/lot": open("/frameworks/none/lots/1", 404),
  "routes/public/lot-file": open("/frameworks/none/lots/1/suppliers.csv", 404),
  "routes/public/who-pays": open("/who-pays"),
  "routes/public/funding": open("/funding"),
  "routes/public/funding-csv": open("/funding.csv"),
  "routes/public/funding-json": open("/funding.json"),
  "routes/public/funding-calendar": open("/funding/calendar.ics"),
  "routes/public/programme": open("/funding/programmes/none", 404),
  "routes/public/money": open("/funding/money"),
  "routes/public/money-file": open("/funding/money/flows.csv"),
  "routes/public/data": open("/data"),
  "routes/public/agreement-schema": open("/schemas/agreement.json"),
  "routes/public/contracts": open("/contracts"),
  "routes/public/contracts-csv": open("/contracts.csv"),
  "routes/public/contract": open("/contracts/ocds-none", 404),
  "routes/public/too-large": open("/too-large", 413),
  "routes/public/not-found": acting(open("/there-is-nothing-here", 404), ALL, 404),

  // Machines
  "routes/api/ocds-releases": open("/api/v1/ocds/releases"),
  "routes/api/ocds-release": open("/api/v1/ocds/releases/none", 404),
  "routes/webhooks/stripe": acting(open("/webhooks/stripe", 404), ALL, 400),
  "routes/api/not-found": acting(open("/api/v1/nothing", 404), ALL, 404),

  // Buyers
  "routes/buyer/needs": acting(only(LEAD, "/buying/needs"), LEAD),
  "routes/buyer/shortlists": only(BUYERS, "/buying/shortlists"),
  "routes/buyer/shortlists-csv": only(BUYERS, "/buying/shortlists.csv"),
  "routes/buyer/shortlist-add": acting(only(LEAD, "/buying/shortlists/add?solution=none", 404), LEAD),
  "routes/buyer/shortlist": acting(only(BUYERS, "/buying/shortlists/S9999", 404), LEAD),
  "routes/buyer/shortlist-need": acting(only(LEAD, "/buying/shortlists/S9999/need", 404), LEAD),
  "routes/buyer/shortlist-compare": only(BUYERS, "/buying/shortlists/S9999/compare", 404),
  "routes/buyer/shortlist-compare-csv": only(BUYERS, "/buying/shortlists/S9999/compare.csv", 404),
  "routes/buyer/shortlist-lock": acting(only(LEAD, "/buying/shortlists/S9999/lock", 404), LEAD, 404),
  "routes/buyer/shortlist-others": acting(only(LEAD, "/buying/shortlists/S9999/others", 404), LEAD, 404),
  "routes/buyer/shortlist-exclusions": acting(
    only(LEAD, "/buying/shortlists/S9999/exclusions", 404),
    LEAD,
    404,
  ),
  "routes/buyer/shortlist-route": only(BUYERS, "/buying/shortlists/S9999/route", 404),
  "routes/buyer/shortlist-award": acting(only(BUYERS, "/buying/shortlists/S9999/award", 404), LEAD, 404),
  "routes/buyer/home": only(BUYERS, "/buying"),
  "routes/buyer/orders": only(BUYERS, "/buying/orders"),
  "routes/buyer/orders-csv": only(BUYERS, "/buying/orders.csv"),
  "routes/buyer/order": only(BUYERS, "/buying/orders/C099999-01", 404),
  "routes/buyer/order-contacts": acting(only(BUYERS, "/buying/orders/C099999-01/contacts", 404), BUYERS),
  "routes/buyer/order-recipients": acting(only(BUYERS, "/buying/orders/C099999-01/recipients", 404), BUYERS),
  "routes/buyer/order-dates": acting(only(BUYERS, "/buying/orders/C099999-01/dates", 404), BUYERS),
  "routes/buyer/order-items": acting(only(BUYERS, "/buying/orders/C099999-01/items", 404), BUYERS),
  "routes/buyer/order-quantities": acting(only(BUYERS, "/buying/orders/C099999-01/quantities", 404), BUYERS),
  "routes/buyer/order-milestones": acting(only(BUYERS, "/buying/orders/C099999-01/milestones", 404), BUYERS),
  "routes/buyer/order-data-processing": acting(
    only(BUYERS, "/buying/orders/C099999-01/data-processing", 404),
    BUYERS,
  ),
  "routes/buyer/order-who-pays": only(BUYERS, "/buying/orders/C099999-01/who-pays", 404),
  "routes/buyer/order-share": only(BUYERS, "/buying/orders/C099999-01/shares/RR8", 404),
  "routes/buyer/order-milestone": acting(
    only(BUYERS, `/buying/orders/C099999-01/milestones/${NONE}`, 404),
    ["procurement_lead"],
    404,
  ),
  "routes/buyer/order-kpis": acting(only(BUYERS, "/buying/orders/C099999-01/kpis", 404), BUYERS),
  "routes/buyer/order-compare-again": acting(
    only(BUYERS, "/buying/orders/C099999-01/compare-again", 404),
    LEAD,
  ),
  "routes/buyer/order-check": acting(only(BUYERS, "/buying/orders/C099999-01/check", 404), [
    "procurement_lead",
  ]),
  "routes/buyer/order-sent": only(BUYERS, "/buying/orders/C099999-01/sent", 404),
  "routes/buyer/order-cancel": acting(only(BUYERS, "/buying/orders/C099999-01/cancel", 404), [
    "procurement_lead",
  ]),
  "routes/buyer/order-breach": acting(
    only(BUYERS, "/buying/orders/C099999-01/certificates/DVC-099999", 404),
    LEAD,
  ),
  "routes/buyer/order-pdf": only(BUYERS, "/buying/orders/C099999-01/order.pdf", 404),
  "routes/buyer/approvals": only(BUYERS, "/buying/approvals"),
  "routes/buyer/approvals-csv": only(BUYERS, "/buying/approvals.csv"),
  "routes/buyer/approval": acting(only(BUYERS, "/buying/approvals/C099999-01", 404), ["approver"]),
  "routes/buyer/funding": only(BUYERS, "/buying/funding"),
  "routes/buyer/local-spend": only(BUYERS, "/buying/local-spend"),
  "routes/buyer/local-spend-csv": only(BUYERS, "/buying/local-spend.csv"),
  "routes/buyer/local-spend-new": acting(only(BUYERS, "/buying/local-spend/new"), BUYERS),
  "routes/buyer/local-spend-withdraw": acting(
    only(BUYERS, "/buying/local-spend/00000000-0000-4000-8000-000000000000/withdraw", 404),
    BUYERS,
  ),
  "routes/buyer/invoices": only(BUYERS, "/buying/invoices"),
  "routes/buyer/invoices-csv": only(BUYERS, "/buying/invoices.csv"),
  "routes/buyer/statement": only(BUYERS, "/buying/statement"),
  "routes/buyer/statement-file": only(BUYERS, "/buying/statement/2026.pdf"),
  // The simulator: those who buy and the centre; an auditor reads
  "routes/buyer/scenarios": only(SIMULATING, "/simulator"),
  "routes/buyer/scenarios-csv": only(SIMULATING, "/simulator.csv"),
  "routes/buyer/scenario-new": acting(only(SIMULATORS, "/simulator/new"), SIMULATORS),
  "routes/buyer/scenario-compare": only(SIMULATING, "/simulator/compare?scenarios=SIM-9998,SIM-9999", 404),
  "routes/buyer/scenario-compare-csv": only(SIMULATING, "/simulator/compare.csv?scenarios=SIM-9999", 404),
  "routes/buyer/scenario": acting(only(SIMULATING, "/simulator/SIM-9999", 404), SIMULATORS, 404),
  "routes/buyer/scenario-csv": only(SIMULATING, "/simulator/SIM-9999/simulation.csv", 404),
  "routes/buyer/scenario-basket": acting(only(SIMULATING, "/simulator/SIM-9999/basket", 404), SIMULATORS),
  "routes/buyer/scenario-dates": acting(only(SIMULATING, "/simulator/SIM-9999/dates", 404), SIMULATORS),
  "routes/buyer/scenario-facts": acting(only(SIMULATING, "/simulator/SIM-9999/facts", 404), SIMULATORS),
  "routes/buyer/scenario-rules": acting(only(SIMULATING, "/simulator/SIM-9999/rules", 404), SIMULATORS),
  "routes/buyer/scenario-rule": acting(only(SIMULATING, "/simulator/SIM-9999/rules/new", 404), SIMULATORS),
  "routes/buyer/scenario-payer": only(SIMULATING, "/simulator/SIM-9999/payers/X24", 404),
  "routes/buyer/scenario-title": acting(only(SIMULATING, "/simulator/SIM-9999/title", 404), SIMULATORS),
  "routes/buyer/scenario-share": acting(only(SIMULATING, "/simulator/SIM-9999/share", 404), SIMULATORS),
  "routes/buyer/scenario-draft": acting(only(["commercial_officer"], "/simulator/SIM-9999/draft", 404), [
    "commercial_officer",
  ]),
  "routes/buyer/scenario-delete": acting(only(SIMULATING, "/simulator/SIM-9999/delete", 404), SIMULATORS),
  "routes/buyer/profile": only(BUYERS, "/buying/profile"),
  "routes/buyer/profile-standing": acting(only(LEAD, "/buying/profile/standing"), LEAD),
  "routes/buyer/profile-need": acting(only(LEAD, "/buying/profile/needs/ND-9999", 404), LEAD),
  "routes/buyer/applications": only(BUYERS, "/buying/applications"),
  "routes/buyer/applications-csv": only(BUYERS, "/buying/applications.csv"),
  "routes/buyer/application-new": acting(only(BUYERS, "/buying/applications/new?fund=none", 404), LEAD),
  "routes/buyer/application": only(BUYERS, "/buying/applications/APP-9999", 404),
  "routes/buyer/application-need": acting(only(BUYERS, "/buying/applications/APP-9999/need", 404), LEAD),
  "routes/buyer/application-amount": acting(only(BUYERS, "/buying/applications/APP-9999/amount", 404), LEAD),
  "routes/buyer/application-match": acting(only(BUYERS, "/buying/applications/APP-9999/match", 404), LEAD),
  "routes/buyer/application-revenue": acting(
    only(BUYERS, "/buying/applications/APP-9999/revenue", 404),
    LEAD,
  ),
  "routes/buyer/application-case": acting(only(BUYERS, "/buying/applications/APP-9999/case", 404), LEAD),
  "routes/buyer/application-check": acting(only(BUYERS, "/buying/applications/APP-9999/check", 404), LEAD),
  "routes/buyer/application-sent": only(BUYERS, "/buying/applications/APP-9999/sent", 404),
  "routes/buyer/application-another": acting(only(LEAD, "/buying/applications/APP-9999/another", 404), LEAD),
  "routes/buyer/application-withdraw": acting(
    only(BUYERS, "/buying/applications/APP-9999/withdraw", 404),
    LEAD,
    404,
  ),
  "routes/buyer/application-awards": only(BUYERS, "/buying/awards"),
  "routes/buyer/application-awards-csv": only(BUYERS, "/buying/awards.csv"),
  "routes/buyer/application-award": acting(only(BUYERS, "/buying/awards/GA-9999", 404), ["approver"]),
  "routes/buyer/application-award-pdf": only(BUYERS, "/buying/awards/GA-9999/letter.pdf", 404),
  "routes/buyer/agreements": only(BUYERS, "/buying/agreements"),
  "routes/buyer/agreements-csv": only(BUYERS, "/buying/agreements.csv"),
  "routes/buyer/agreement-differences": only(BUYERS, "/buying/agreements/AG-9999/differences", 404),
  "routes/buyer/agreement": acting(only(BUYERS, "/buying/agreements/AG-9999", 404), ["approver"]),

  // Suppliers
  "routes/supplier/home": only(SUPPLIERS, "/supplying"),
  "routes/supplier/listings": only(SUPPLIERS, "/supplying/listings"),
  "routes/supplier/listings-csv": only(SUPPLIERS, "/supplying/listings.csv"),
  "routes/supplier/listing": only(SUPPLIERS, "/supplying/listings/none", 404),
  "routes/supplier/certification": only(SUPPLIERS, "/supplying/certification"),
  "routes/supplier/certification-csv": only(SUPPLIERS, "/supplying/certification.csv"),
  "routes/supplier/claim-new": acting(only(SUPPLIERS, "/supplying/certification/claim"), SUPPLIERS),
  "routes/supplier/claims-csv": only(SUPPLIERS, "/supplying/certification/claims.csv"),
  "routes/supplier/claim": only(SUPPLIERS, `/supplying/certification/claims/${NONE}`, 404),
  "routes/supplier/orders": only(SUPPLIERS, "/supplying/orders"),
  "routes/supplier/order-invoices": acting(
    only(SUPPLIERS, "/supplying/orders/C099999-01/invoices", 404),
    SUPPLIERS,
  ),
  "routes/supplier/invoices": only(SUPPLIERS, "/supplying/invoices"),
  "routes/supplier/invoices-csv": only(SUPPLIERS, "/supplying/invoices.csv"),
  "routes/supplier/invoicing-details": only(SUPPLIERS, "/supplying/invoicing-details"),
  // Who raises invoices does not decide where they are paid.
  "routes/supplier/invoicing-details-change": acting(
    only(["supplier_signatory"], "/supplying/invoicing-details/change"),
    ["supplier_signatory"],
  ),
  // Nothing was typed, so there is nothing to check.
  "routes/supplier/invoicing-details-check": acting(
    only(["supplier_signatory"], "/supplying/invoicing-details/check", 302),
    ["supplier_signatory"],
    // A refused form shows its page again, and the page sends on whoever has typed nothing.
    302,
  ),
  "routes/supplier/orders-csv": only(SUPPLIERS, "/supplying/orders.csv"),
  "routes/supplier/order": acting(only(SUPPLIERS, "/supplying/orders/C099999-01", 404), [
    "supplier_signatory",
  ]),
  "routes/supplier/order-pdf": only(SUPPLIERS, "/supplying/orders/C099999-01/order.pdf", 404),

  // The centre
  "routes/commercial/home": only(CENTRE, "/commercial"),
  "routes/commercial/orders": only(CENTRE, "/commercial/orders"),
  "routes/commercial/shortlists": only(["auditor"], "/commercial/shortlists"),
  "routes/commercial/shortlists-csv": only(["auditor"], "/commercial/shortlists.csv"),
  "routes/commercial/shortlist": only(["auditor"], "/commercial/shortlists/S9999", 404),
  "routes/commercial/local-spend": only(["auditor"], "/commercial/local-spend"),
  "routes/commercial/local-spend-csv": only(["auditor"], "/commercial/local-spend.csv"),
  "routes/commercial/profiles": only(["auditor"], "/commercial/profiles"),
  "routes/commercial/profiles-csv": only(["auditor"], "/commercial/profiles.csv"),
  "routes/commercial/profile": only(["auditor"], "/commercial/profiles/none", 404),
  "routes/commercial/orders-csv": only(CENTRE, "/commercial/orders.csv"),
  "routes/commercial/order": only(CENTRE, "/commercial/orders/C099999-01", 404),
  "routes/commercial/order-share": only(CENTRE, "/commercial/orders/C099999-01/shares/RR8", 404),
  "routes/commercial/order-pdf": only(CENTRE, "/commercial/orders/C099999-01/order.pdf", 404),
  "routes/commercial/approvals": only(CENTRE, "/commercial/approvals"),
  "routes/commercial/approvals-csv": only(CENTRE, "/commercial/approvals.csv"),
  "routes/commercial/approval": acting(only(CENTRE, "/commercial/approvals/C099999-01", 404), [
    "commercial_officer",
  ]),
  "routes/commercial/people": only(OVERSIGHT, "/commercial/people"),
  "routes/commercial/audit": only(OVERSIGHT, "/commercial/audit"),
  "routes/commercial/audit-shares": only(OVERSIGHT, "/commercial/audit/orders/C099999-01", 404),
  "routes/commercial/audit-csv": only(OVERSIGHT, "/commercial/audit.csv"),
  "routes/commercial/jobs": only(OVERSIGHT, "/commercial/jobs"),
  "routes/commercial/market-runs": only(OVERSIGHT, "/commercial/market-runs"),
  "routes/commercial/market-runs-csv": only(OVERSIGHT, "/commercial/market-runs.csv"),
  "routes/commercial/market-run-new": acting(only(["commercial_officer"], "/commercial/market-runs/new"), [
    "commercial_officer",
  ]),
  "routes/commercial/market-run": only(OVERSIGHT, "/commercial/market-runs/MR-9999", 404),
  "routes/commercial/market-run-csv": only(OVERSIGHT, "/commercial/market-runs/MR-9999/orders.csv", 404),
  "routes/commercial/funding": only(CENTRE, "/commercial/funding"),
  "routes/commercial/funding-csv": only(CENTRE, "/commercial/funding.csv"),
  "routes/commercial/fund-new": acting(only(OFFICER, "/commercial/funding/new"), OFFICER),
  "routes/commercial/fund-programme-new": acting(
    only(OFFICER, "/commercial/funding/programmes/new"),
    OFFICER,
  ),
  "routes/commercial/money-requests": only(CENTRE, "/commercial/funding/requests"),
  "routes/commercial/money-requests-csv": only(CENTRE, "/commercial/funding/requests.csv"),
  "routes/commercial/money-request": acting(
    only(CENTRE, "/commercial/funding/requests/FR-9999", 404),
    OFFICER,
  ),
  "routes/commercial/fund-limit": acting(only(OFFICER, "/commercial/funding/limit"), OFFICER),
  "routes/commercial/fund-transfers": only(CENTRE, "/commercial/funding/transfers"),
  "routes/commercial/fund-transfers-csv": only(CENTRE, "/commercial/funding/transfers.csv"),
  "routes/commercial/fund-transfer-new": acting(only(OFFICER, "/commercial/funding/transfers/new"), OFFICER),
  "routes/commercial/fund-transfer": acting(
    only(CENTRE, "/commercial/funding/transfers/FT-9999", 404),
    OFFICER,
  ),
  "routes/commercial/fund-add": acting(only(OFFICER, "/commercial/funding/none/add", 404), OFFICER),
  "routes/commercial/fund-dates": acting(only(OFFICER, "/commercial/funding/none/dates", 404), OFFICER),
  "routes/commercial/fund-allocations": only(CENTRE, "/commercial/funding/none/allocations", 404),
  "routes/commercial/fund-allocations-csv": only(CENTRE, "/commercial/funding/none/allocations.csv", 404),
  "routes/commercial/fund-allocate": acting(
    only(OFFICER, "/commercial/funding/none/allocations/new", 404),
    OFFICER,
  ),
  "routes/commercial/fund-bind": acting(
    only(OFFICER, "/commercial/funding/none/allocations/bind", 404),
    OFFICER,
  ),
  "routes/commercial/fund-allocation": acting(
    only(CENTRE, "/commercial/funding/none/allocations/QWO", 404),
    OFFICER,
  ),
  "routes/commercial/fund": only(CENTRE, "/commercial/funding/none", 404),
  "routes/commercial/money": only(CENTRE, "/commercial/money"),
  "routes/commercial/money-file": only(CENTRE, "/commercial/money/areas.xlsx"),
  "routes/commercial/statements": only(CENTRE, "/commercial/statements"),
  "routes/commercial/statements-csv": only(CENTRE, "/commercial/statements.csv"),
  "routes/commercial/statement": only(CENTRE, "/commercial/statements/NONE", 404),
  "routes/commercial/statement-file": only(CENTRE, "/commercial/statements/NONE/2026.csv", 404),
  "routes/commercial/ledger": only(CENTRE, "/commercial/ledger"),
  "routes/commercial/ledger-csv": only(CENTRE, "/commercial/ledger.csv"),
  "routes/commercial/year-end": only(CENTRE, "/commercial/year-end"),
  "routes/commercial/year-end-year": only(CENTRE, "/commercial/year-end/2026"),
  "routes/commercial/year-end-csv": only(CENTRE, "/commercial/year-end/2026/year-end.csv?list=funds"),
  "routes/commercial/year-end-carry-over": only(CENTRE, "/commercial/year-end/2026/carry-over"),
  "routes/commercial/year-end-clawbacks": only(CENTRE, "/commercial/year-end/2026/clawbacks"),
  "routes/commercial/year-end-clawback": acting(only(CENTRE, `/commercial/year-end/clawbacks/${NONE}`, 404), [
    "commercial_officer",
  ]),
  "routes/commercial/year-end-clawback-new": acting(
    only(["commercial_officer"], "/commercial/year-end/2026/clawbacks/new"),
    ["commercial_officer"],
  ),
  "routes/commercial/year-end-close": acting(only(CENTRE, "/commercial/year-end/2026/close"), [
    "commercial_officer",
  ]),
  "routes/commercial/ledger-balances": only(CENTRE, "/commercial/ledger/balances"),
  "routes/commercial/ledger-balances-csv": only(CENTRE, "/commercial/ledger/balances.csv"),
  "routes/commercial/ledger-trial-balance": only(CENTRE, "/commercial/ledger/trial-balance"),
  "routes/commercial/ledger-deed": only(CENTRE, `/commercial/ledger/deeds/${NONE}`, 404),
  "routes/commercial/ledger-reverse": acting(
    only(["commercial_officer"], `/commercial/ledger/deeds/${NONE}/reverse`, 404),
    ["commercial_officer"],
  ),
  "routes/commercial/invoices": only(OVERSIGHT, "/commercial/invoices"),
  "routes/commercial/invoices-csv": only(OVERSIGHT, "/commercial/invoices.csv"),
  "routes/commercial/reconciliation": only(OVERSIGHT, "/commercial/reconciliation"),
  "routes/commercial/reconciliation-csv": only(OVERSIGHT, "/commercial/reconciliation.csv"),
  "routes/commercial/applications": only(CENTRE, "/commercial/applications"),
  "routes/commercial/applications-csv": only(CENTRE, "/commercial/applications.csv"),
  "routes/commercial/application-terms": acting(
    only(CENTRE, "/commercial/applications/funds/none", 404),
    OFFICER,
    404,
  ),
  "routes/commercial/application": only(CENTRE, "/commercial/applications/APP-9999", 404),
  "routes/commercial/application-score": acting(
    only(ACTING_CENTRE, "/commercial/applications/APP-9999/score", 404),
    ACTING_CENTRE,
  ),
  "routes/commercial/application-decide": acting(
    only(OFFICER, "/commercial/applications/APP-9999/decide", 404),
    OFFICER,
  ),
  "routes/commercial/application-awards": only(CENTRE, "/commercial/awards"),
  "routes/commercial/application-awards-csv": only(CENTRE, "/commercial/awards.csv"),
  "routes/commercial/application-award": acting(only(CENTRE, "/commercial/awards/GA-9999", 404), OFFICER),
  "routes/commercial/application-award-pdf": only(CENTRE, "/commercial/awards/GA-9999/letter.pdf", 404),
  "routes/commercial/agreements": only(CENTRE, "/commercial/agreements"),
  "routes/commercial/agreement": acting(only(CENTRE, "/commercial/agreements/AG-9999", 404), [
    "commercial_officer",
  ]),
  "routes/commercial/acceptances-csv": only(CENTRE, "/commercial/agreements/AG-9999/acceptances.csv", 404),
  "routes/commercial/agreements-csv": only(CENTRE, "/commercial/agreements.csv"),
  "routes/commercial/agreement-new": acting(only(["commercial_officer"], "/commercial/agreements/new"), [
    "commercial_officer",
  ]),
  "routes/commercial/agreement-differences": only(CENTRE, "/commercial/agreements/AG-9999/differences", 404),
  "routes/commercial/agreement-json": only(CENTRE, "/commercial/agreements/AG-9999/versions/1.json", 404),
  "routes/commercial/agreement-check": only(CENTRE, "/commercial/agreements/AG-9999/versions/1/check", 404),
  "routes/commercial/agreement-edit": only(
    ["commercial_officer"],
    "/commercial/agreements/AG-9999/versions/1/edit",
    404,
  ),
  "routes/commercial/agreement-edit-summary": acting(
    only(["commercial_officer"], "/commercial/agreements/AG-9999/versions/1/edit/summary", 404),
    ["commercial_officer"],
  ),
  "routes/commercial/agreement-edit-parties": acting(
    only(["commercial_officer"], "/commercial/agreements/AG-9999/versions/1/edit/parties", 404),
    ["commercial_officer"],
  ),
  "routes/commercial/agreement-edit-scope": acting(
    only(["commercial_officer"], "/commercial/agreements/AG-9999/versions/1/edit/scope", 404),
    ["commercial_officer"],
  ),
  "routes/commercial/agreement-edit-dates": acting(
    only(["commercial_officer"], "/commercial/agreements/AG-9999/versions/1/edit/dates", 404),
    ["commercial_officer"],
  ),
  "routes/commercial/agreement-edit-rules": acting(
    only(["commercial_officer"], "/commercial/agreements/AG-9999/versions/1/edit/rules", 404),
    ["commercial_officer"],
  ),
  "routes/commercial/agreement-rule-new": acting(
    only(["commercial_officer"], "/commercial/agreements/AG-9999/versions/1/edit/rules/new", 404),
    ["commercial_officer"],
  ),
  "routes/commercial/agreement-rule": acting(
    only(["commercial_officer"], "/commercial/agreements/AG-9999/versions/1/edit/rules/1", 404),
    ["commercial_officer"],
  ),
  "routes/commercial/agreement-propose": acting(
    only(["commercial_officer"], "/commercial/agreements/AG-9999/versions/1/propose", 404),
    ["commercial_officer"],
  ),
  "routes/commercial/agreement-discard": acting(
    only(["commercial_officer"], "/commercial/agreements/AG-9999/versions/1/discard", 404),
    ["commercial_officer"],
  ),
  "routes/commercial/agreement-end": acting(
    only(["commercial_officer"], "/commercial/agreements/AG-9999/versions/1/end", 404),
    ["commercial_officer"],
  ),
  "routes/commercial/assessments": only(CENTRE, "/commercial/assessments"),
  "routes/commercial/assessments-csv": only(CENTRE, "/commercial/assessments.csv"),
  "routes/commercial/assessment": acting(only(CENTRE, `/commercial/assessments/${NONE}`, 404), ACTING_CENTRE),
  "routes/commercial/certificates": only(CENTRE, "/commercial/certificates"),
  "routes/commercial/certificates-csv": only(CENTRE, "/commercial/certificates.csv"),
  "routes/commercial/certificate": only(CENTRE, "/commercial/certificates/DVC-999999", 404),
  "routes/commercial/certificate-deed": acting(
    only(CENTRE, "/commercial/certificates/DVC-999999/suspend", 404),
    ACTING_CENTRE,
  ),
  "routes/commercial/certificate-condition": acting(
    only(CENTRE, `/commercial/certificates/DVC-999999/conditions/${NONE}`, 404),
    ACTING_CENTRE,
    404,
  ),
  "routes/commercial/waivers": only(CENTRE, "/commercial/waivers"),
  "routes/commercial/waivers-csv": only(CENTRE, "/commercial/waivers.csv"),
  "routes/commercial/waiver-new": acting(only(["commercial_officer"], "/commercial/waivers/new"), [
    "commercial_officer",
  ]),
};

/** Who may have a list as CSV may have it as a workbook: the same file of routes answers both. */
const WORKBOOKS = Object.entries(ROWS)
  .filter(([id]) => id.endsWith("-csv"))
  .map(([id, row]) => [id.replace(/-csv$/, "-xlsx"), { ...row, ask: row.ask.replace(".csv", ".xlsx") }]);

/** One row for every route: id of the route -> who may see it and act there. The test fails when a row is missing. */
export const ROUTE_ROLES: Record<string, RouteRow> = { ...ROWS, ...Object.fromEntries(WORKBOOKS) };
