/*
 * The address book: every address and the file that answers it, by audience. An address is for ever.
 * tests/setup/route-roles.ts says for each who may come in.
 */

interface Route {
  id: string;
  path?: string;
  index?: boolean;
  file: string;
}

/** An address and its file under app/; the id is the file without its ending. */
const route = (path: string, file: string): Route => ({ id: file.replace(/\.tsx?$/, ""), path, file });

const open: Route[] = [
  route("sign-in", "routes/public/sign-in.tsx"),
  route("sign-in/code", "routes/public/sign-in-code.tsx"),
  route("sign-in/authenticator", "routes/public/sign-in-authenticator.tsx"),
  route("sign-in/identity", "routes/public/sign-in-identity.ts"),
  route("auth/callback/nhs-identity", "routes/public/auth-callback.ts"),
  route("sign-out", "routes/public/sign-out.ts"),
  route("invitations/:token", "routes/public/invitation.tsx"),
  route("help", "routes/public/help.tsx"),
  route("accessibility", "routes/public/accessibility.tsx"),
  route("privacy", "routes/public/privacy.tsx"),
  route("cookies", "routes/public/cookies.tsx"),
  route("demo/people", "routes/public/demo-people.tsx"),
  route("demo/mailbox", "routes/public/demo-mailbox.tsx"),
  route("demo/mailbox/:id", "routes/public/demo-mail.tsx"),
  route("demo/payments", "routes/public/demo-payments.tsx"),
  route("demo/payments/:stripeInvoiceId", "routes/public/demo-payment.tsx"),

  { id: "routes/public/home", index: true, file: "routes/public/home.tsx" },
  route("solutions", "routes/public/solutions.tsx"),
  route("solutions.csv", "routes/public/solutions-csv.ts"),
  route("solutions.json", "routes/public/solutions-json.ts"),
  route("solutions/:id", "routes/public/solution.tsx"),
  route("solutions/:id/versions/:version", "routes/public/solution-version.tsx"),
  route("compare", "routes/public/compare.tsx"),
  route("compare.csv", "routes/public/compare-csv.ts"),
  route("suppliers", "routes/public/suppliers.tsx"),
  route("suppliers/:id", "routes/public/supplier.tsx"),
  route("standards", "routes/public/standards.tsx"),
  route("standards.csv", "routes/public/standards-csv.ts"),
  route("standards.json", "routes/public/standards-json.ts"),
  route("standards/:id", "routes/public/standard.tsx"),
  route("standards/:id/:file", "routes/public/standard-file.ts"),
  route("certificates/:number", "routes/public/certificate.tsx"),
  route("certificates/:number/certificate.json", "routes/public/certificate-json.ts"),
  route("frameworks", "routes/public/frameworks.tsx"),
  route("frameworks.csv", "routes/public/frameworks-csv.ts"),
  route("frameworks.json", "routes/public/frameworks-json.ts"),
  route("frameworks/:id", "routes/public/framework.tsx"),
  route("frameworks/:id/lots/:lot", "routes/public/lot.tsx"),
  route("frameworks/:id/lots/:lot/:file", "routes/public/lot-file.ts"),
  route("who-pays", "routes/public/who-pays.tsx"),
  route("funding", "routes/public/funding.tsx"),
  route("funding/programmes/:id", "routes/public/programme.tsx"),
  route("data", "routes/public/data.tsx"),
  route("contracts", "routes/public/contracts.tsx"),
  route("contracts.csv", "routes/public/contracts-csv.ts"),
  route("contracts/:ocid", "routes/public/contract.tsx"),
];

const account: Route[] = [
  route("account", "routes/account/account.tsx"),
  route("account/organisation", "routes/account/organisation.tsx"),
  route("account/people", "routes/account/people.tsx"),
  route("account/authenticator", "routes/account/authenticator.tsx"),
  route("invoices/:number", "routes/account/invoice.tsx"),
  route("invoices/:number/pay", "routes/account/invoice-pay.tsx"),
  route("invoices/:number/recorded", "routes/account/invoice-recorded.tsx"),
];

const buying: Route[] = [
  route("buying", "routes/buyer/home.tsx"),
  route("buying/needs", "routes/buyer/needs.tsx"),
  route("buying/shortlists", "routes/buyer/shortlists.tsx"),
  route("buying/shortlists/add", "routes/buyer/shortlist-add.tsx"),
  route("buying/shortlists/:id", "routes/buyer/shortlist.tsx"),
  route("buying/shortlists/:id/need", "routes/buyer/shortlist-need.tsx"),
  route("buying/shortlists/:id/compare", "routes/buyer/shortlist-compare.tsx"),
  route("buying/shortlists/:id/compare.csv", "routes/buyer/shortlist-compare-csv.ts"),
  route("buying/shortlists/:id/lock", "routes/buyer/shortlist-lock.tsx"),
  route("buying/shortlists/:id/exclusions", "routes/buyer/shortlist-exclusions.tsx"),
  route("buying/shortlists/:id/route", "routes/buyer/shortlist-route.tsx"),
  route("buying/shortlists/:id/award", "routes/buyer/shortlist-award.tsx"),
  route("buying/orders", "routes/buyer/orders.tsx"),
  route("buying/orders.csv", "routes/buyer/orders-csv.ts"),
  route("buying/orders/:orderId", "routes/buyer/order.tsx"),
  route("buying/orders/:orderId/contacts", "routes/buyer/order-contacts.tsx"),
  route("buying/orders/:orderId/recipients", "routes/buyer/order-recipients.tsx"),
  route("buying/orders/:orderId/dates", "routes/buyer/order-dates.tsx"),
  route("buying/orders/:orderId/items", "routes/buyer/order-items.tsx"),
  route("buying/orders/:orderId/quantities", "routes/buyer/order-quantities.tsx"),
  route("buying/orders/:orderId/who-pays", "routes/buyer/order-who-pays.tsx"),
  route("buying/orders/:orderId/shares/:payer", "routes/buyer/order-share.tsx"),
  route("buying/orders/:orderId/milestones", "routes/buyer/order-milestones.tsx"),
  route("buying/orders/:orderId/milestones/:milestoneId", "routes/buyer/order-milestone.tsx"),
  route("buying/orders/:orderId/data-processing", "routes/buyer/order-data-processing.tsx"),
  route("buying/orders/:orderId/check", "routes/buyer/order-check.tsx"),
  route("buying/orders/:orderId/sent", "routes/buyer/order-sent.tsx"),
  route("buying/orders/:orderId/cancel", "routes/buyer/order-cancel.tsx"),
  route("buying/orders/:orderId/order.pdf", "routes/buyer/order-pdf.ts"),
  route("buying/approvals", "routes/buyer/approvals.tsx"),
  route("buying/approvals/:orderId", "routes/buyer/approval.tsx"),
  route("buying/invoices", "routes/buyer/invoices.tsx"),
  route("buying/invoices.csv", "routes/buyer/invoices-csv.ts"),
  route("buying/agreements", "routes/buyer/agreements.tsx"),
  route("buying/agreements/:id", "routes/buyer/agreement.tsx"),
];

const supplying: Route[] = [
  route("supplying", "routes/supplier/home.tsx"),
  route("supplying/listings", "routes/supplier/listings.tsx"),
  route("supplying/listings.csv", "routes/supplier/listings-csv.ts"),
  route("supplying/listings/:id", "routes/supplier/listing.tsx"),
  route("supplying/certification", "routes/supplier/certification.tsx"),
  route("supplying/certification.csv", "routes/supplier/certification-csv.ts"),
  route("supplying/certification/claim", "routes/supplier/claim-new.tsx"),
  route("supplying/certification/claims.csv", "routes/supplier/claims-csv.ts"),
  route("supplying/certification/claims/:id", "routes/supplier/claim.tsx"),
  route("supplying/orders", "routes/supplier/orders.tsx"),
  route("supplying/orders.csv", "routes/supplier/orders-csv.ts"),
  route("supplying/orders/:orderId", "routes/supplier/order.tsx"),
  route("supplying/orders/:orderId/order.pdf", "routes/supplier/order-pdf.ts"),
  route("supplying/orders/:orderId/invoices", "routes/supplier/order-invoices.tsx"),
  route("supplying/invoices", "routes/supplier/invoices.tsx"),
  route("supplying/invoices.csv", "routes/supplier/invoices-csv.ts"),
];

const commercial: Route[] = [
  route("commercial", "routes/commercial/home.tsx"),
  route("commercial/orders", "routes/commercial/orders.tsx"),
  route("commercial/orders.csv", "routes/commercial/orders-csv.ts"),
  route("commercial/orders/:orderId", "routes/commercial/order.tsx"),
  route("commercial/orders/:orderId/shares/:payer", "routes/commercial/order-share.tsx"),
  route("commercial/orders/:orderId/order.pdf", "routes/commercial/order-pdf.ts"),
  route("commercial/approvals", "routes/commercial/approvals.tsx"),
  route("commercial/approvals/:orderId", "routes/commercial/approval.tsx"),
  route("commercial/invoices", "routes/commercial/invoices.tsx"),
  route("commercial/invoices.csv", "routes/commercial/invoices-csv.ts"),
  route("commercial/reconciliation", "routes/commercial/reconciliation.tsx"),
  route("commercial/reconciliation.csv", "routes/commercial/reconciliation-csv.ts"),
  route("commercial/people", "routes/commercial/people.tsx"),
  route("commercial/audit", "routes/commercial/audit.tsx"),
  route("commercial/audit.csv", "routes/commercial/audit-csv.ts"),
  route("commercial/jobs", "routes/commercial/jobs.tsx"),
  route("commercial/funding", "routes/commercial/funding.tsx"),
  route("commercial/funding/:id", "routes/commercial/fund.tsx"),
  route("commercial/ledger", "routes/commercial/ledger.tsx"),
  route("commercial/ledger.csv", "routes/commercial/ledger-csv.ts"),
  route("commercial/agreements", "routes/commercial/agreements.tsx"),
  route("commercial/agreements/:id", "routes/commercial/agreement.tsx"),
  route("commercial/assessments", "routes/commercial/assessments.tsx"),
  route("commercial/assessments.csv", "routes/commercial/assessments-csv.ts"),
  route("commercial/assessments/:id", "routes/commercial/assessment.tsx"),
  route("commercial/certificates", "routes/commercial/certificates.tsx"),
  route("commercial/certificates.csv", "routes/commercial/certificates-csv.ts"),
  route("commercial/certificates/:number", "routes/commercial/certificate.tsx"),
  route("commercial/certificates/:number/:deed", "routes/commercial/certificate-deed.tsx"),
  route(
    "commercial/certificates/:number/conditions/:conditionId",
    "routes/commercial/certificate-condition.tsx",
  ),
  route("commercial/waivers", "routes/commercial/waivers.tsx"),
  route("commercial/waivers.csv", "routes/commercial/waivers-csv.ts"),
  route("commercial/waivers/new", "routes/commercial/waiver-new.tsx"),
];

const machines: Route[] = [
  route("api/v1/ocds/releases", "routes/api/ocds-releases.ts"),
  route("api/v1/ocds/releases/:id", "routes/api/ocds-release.ts"),
  route("webhooks/stripe", "routes/webhooks/stripe.ts"),
  route("api/*", "routes/api/not-found.ts"),
];

export default [
  ...open,
  ...account,
  ...buying,
  ...supplying,
  ...commercial,
  ...machines,
  route("*", "routes/public/not-found.tsx"),
];
