import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { auditEvent } from "~db/schema/audit";
import { supplierInvoicing } from "~db/schema/invoices";
import { email } from "~db/schema/platform";
import { confirmInvoicingDraft } from "~/domain/invoices/confirm-invoicing-draft.server";
import { invoiceView } from "~/domain/invoices/invoice-views.server";
import { invoicingDraft } from "~/domain/invoices/invoicing-details-views.server";
import type { InvoicingDetails } from "~/domain/invoices/invoicing-details";
import { raiseInvoices } from "~/domain/invoices/raise-invoices.server";
import { whyNotInvoice } from "~/domain/invoices/why-not-invoice";
import { saveInvoicingDraft } from "~/domain/invoices/save-invoicing-draft.server";
import { confirmMilestone } from "~/domain/orders/confirm-milestone.server";
import type { MemberActor } from "~/domain/people/role";
import { pence } from "~/domain/money/money";
import { mailText, type MailBody } from "~/domain/shared/mail";
import { makeInvoices, makeLiveOrder } from "../factories/invoices";
import { AT, BEGUN, INVOICING_DETAILS, makeHalfFunded, makeMarket, PEOPLE, TODAY } from "../factories/orders";
import { testDatabase } from "../setup/test-database";

const { db } = await testDatabase();
await makeMarket(db);
await makeHalfFunded(db, "FD-1", 100_000_000n);

const deed = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);
const member = (who: (typeof PEOPLE)[keyof typeof PEOPLE], supplierId: string): MemberActor =>
  ({
    ...who,
    email: `${who.userId}@example.org`,
    organisation: { code: who.organisationCode!, name: "Supplier", kind: "supplier", supplierId },
    memberships: [],
  }) as unknown as MemberActor;
const ruth = member(PEOPLE.signatory, "20001");
const daniel = member(PEOPLE.editor, "20001");
const marcus = member(PEOPLE.stranger, "20002");

const save = (actor: MemberActor, details: InvoicingDetails, at = AT) =>
  deed((tx) => saveInvoicingDraft(tx, { actor, details, at }));
async function confirm(actor: MemberActor, bankChecked = false) {
  const draft = await invoicingDraft(db, actor);
  const savedAt = draft!.savedAt.toISOString();
  return deed((tx) => confirmInvoicingDraft(tx, { actor, savedAt, bankChecked, at: AT, today: TODAY }));
}
const newBank = { ...INVOICING_DETAILS, sortCode: "000002", accountNumber: "00077777" };
const mails = async (kind: string) => db.select().from(email).where(eq(email.kind, kind));

describe("an invoice", async () => {
  const { orderId, milestones } = await makeLiveOrder(db);
  const [number] = await makeInvoices(db, orderId, milestones[0]!);
  const view = (which: string) => invoiceView(db, { number: which, actor: PEOPLE.approver });

  it("names its supplier's address, VAT number, bank account and contact, and its mail names no account", async () => {
    expect((await view(number!)).stated).toMatchObject({
      ...INVOICING_DETAILS,
      legalName: "Alder Systems Ltd",
      bankChangedOn: null,
    });
    expect((await view(number!)).bankWarning).toBeNull();
    const [mail] = await mails("invoice-raised");
    const text = mailText(mail!.body as MailBody);
    expect(text).toContain("Tell Accounts receivable at accounts@example.org by");
    expect(text).not.toContain(INVOICING_DETAILS.accountNumber);
  });

  it("keeps the details of its own day, and says that the bank details changed since", async () => {
    await save(ruth, newBank);
    await expect(confirm(ruth)).rejects.toMatchObject({ code: "bank-change-not-checked" });
    expect(await confirm(ruth, true)).toEqual({ changed: true });
    const old = await view(number!);
    expect(old.stated).toMatchObject({ accountNumber: INVOICING_DETAILS.accountNumber });
    expect(old.bankWarning).toContain("after this invoice was raised");
    const by = { orderId, milestoneId: milestones[1]!, at: BEGUN, today: TODAY };
    await deed((tx) => confirmMilestone(tx, { ...by, at: BEGUN, actor: PEOPLE.lead }));
    const { numbers } = await deed((tx) => raiseInvoices(tx, { ...by, actor: PEOPLE.editor }));
    const later = await view(numbers[0]!);
    expect(later.stated).toMatchObject({ accountNumber: "00077777", bankChangedOn: TODAY });
    expect(later.bankWarning).toMatch(/^Changed on /);
  });

  it("tells all the supplier's people of a change of bank details, and the audit without the numbers", async () => {
    const told = await mails("bank-details-changed");
    expect(told.map((mail) => mail.toAddress).sort()).toEqual(["daniel@example.org", "ruth@example.org"]);
    expect(mailText(told[0]!.body as MailBody)).toContain("now ends in 7777");
    const [event] = await db
      .select()
      .from(auditEvent)
      .where(
        and(
          eq(auditEvent.stream, "organisation:S20001"),
          eq(auditEvent.action, "supplier.invoicing-details-changed"),
        ),
      );
    expect(event).toMatchObject({ actorUserId: "ruth", after: { version: 2, accountEndsIn: "7777" } });
    expect(JSON.stringify([event!.summary, event!.before, event!.after])).not.toContain("00077777");
  });

  it("never has its version of the details changed or taken away", async () => {
    const change = db.execute(sql`update supplier_invoicing set account_number = '12345678'`);
    await expect(change).rejects.toMatchObject({ cause: { code: "DV001" } });
    await expect(db.delete(supplierInvoicing)).rejects.toMatchObject({ cause: { code: "DV001" } });
  });
});

describe("who may change the details", () => {
  it("is not somebody who only raises invoices", async () => {
    await expect(save(daniel, newBank)).rejects.toMatchObject({ code: "not-keeper-of-details" });
    await expect(
      deed((tx) =>
        confirmInvoicingDraft(tx, {
          actor: daniel,
          savedAt: AT.toISOString(),
          bankChecked: true,
          at: AT,
          today: TODAY,
        }),
      ),
    ).rejects.toMatchObject({ kind: "not-allowed" });
  });

  it("confirms what they checked themselves, and not what changed meanwhile", async () => {
    await save(ruth, { ...newBank, disputeName: "Ruth" });
    const checked = (await invoicingDraft(db, ruth))!.savedAt.toISOString();
    await save(ruth, { ...newBank, disputeName: "Somebody" }, new Date(AT.getTime() + 1_000));
    const stale = deed((tx) =>
      confirmInvoicingDraft(tx, { actor: ruth, savedAt: checked, bankChecked: true, at: AT, today: TODAY }),
    );
    await expect(stale).rejects.toMatchObject({ code: "details-changed-meanwhile" });
    const ada = { ...ruth, userId: "daniel" };
    await save(ada, { ...newBank, disputeName: "Ada" });
    await confirm(ada);
    // Ruth's is of the version before
    await expect(confirm(ruth)).rejects.toMatchObject({ code: "details-changed-meanwhile" });
  });

  it("changes nothing by details that are the same, and tells nobody", async () => {
    await save(ruth, { ...newBank, disputeName: "Ada" });
    const before = (await mails("bank-details-changed")).length;
    expect(await confirm(ruth)).toEqual({ changed: false });
    expect(await mails("bank-details-changed")).toHaveLength(before);
  });
});

describe("a supplier without details", () => {
  it("cannot raise an invoice and is sent to the page, and with them can", async () => {
    expect(whyNotInvoice(null, pence(0))?.public).toMatchObject({
      title: expect.stringContaining("has not given its invoicing details"),
      next: { href: "/supplying/invoicing-details" },
    });
    await save(marcus, { ...INVOICING_DETAILS, vatNumber: null });
    expect(await confirm(marcus)).toEqual({ changed: true });
    const [details] = await db
      .select()
      .from(supplierInvoicing)
      .where(eq(supplierInvoicing.supplierId, "20002"));
    expect(whyNotInvoice(details!, pence(0))).toBeNull();
    expect(whyNotInvoice(details!, pence(8_400))?.code).toBe("vat-number-missing");
  });
});
