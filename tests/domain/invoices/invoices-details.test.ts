// Over 300 lines: what invoices say of a supplier, from its first details to an account that a second person confirms.
import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { auditEvent } from "~db/schema/audit";
import { supplierInvoicing } from "~db/schema/invoices";
import { invitation, membership, user } from "~db/schema/people";
import { email } from "~db/schema/platform";
import type { Actor } from "~/domain/audit/event";
import { mayAboutBank } from "~/domain/invoices/supplier-details/bank-change";
import { supplierTodos } from "~/web/home/supplier-todos.server";
import {
  bankChangesForCentre,
  bankChangeView,
  bankChangeWaiting,
} from "~/domain/invoices/supplier-details/bank-change-views.server";
import {
  decideBankChange,
  type BankDecision,
} from "~/domain/invoices/supplier-details/decide-bank-change.server";
import { confirmInvoicingDraft } from "~/domain/invoices/supplier-details/confirm-invoicing-draft.server";
import { invoiceView } from "~/domain/invoices/invoice-views.server";
import {
  currentDetails,
  invoicingDraft,
} from "~/domain/invoices/supplier-details/invoicing-details-views.server";
import type { InvoicingDetails } from "~/domain/invoices/supplier-details/invoicing-details";
import { raiseInvoices } from "~/domain/invoices/raise-invoices.server";
import { whyNotInvoice } from "~/domain/invoices/why-not-invoice";
import { saveInvoicingDraft } from "~/domain/invoices/supplier-details/save-invoicing-draft.server";
import { confirmMilestone } from "~/domain/orders/confirm-milestone.server";
import type { MemberActor } from "~/domain/people/role";
import { pence } from "~/domain/money/money";
import { mailText, type MailBody } from "~/domain/shared/mail";
import { makeInvoices, makeLiveOrder } from "../../factories/invoices";
import {
  AT,
  BEGUN,
  INVOICING_DETAILS,
  makeHalfFunded,
  makeMarket,
  PEOPLE,
  TODAY,
} from "../../factories/orders";
import { testDatabase } from "../../setup/test-database";
import { databaseSays, refused, undoneIn } from "../../setup/undone";

const { db } = await testDatabase();
await makeMarket(db);
await makeHalfFunded(db, "FD-1", 100_000_000n);

const action = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);
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
  action((tx) => saveInvoicingDraft(tx, { actor, details, at }));
async function confirm(actor: MemberActor, bankChecked = false) {
  const draft = await invoicingDraft(db, actor);
  const savedAt = draft!.savedAt.toISOString();
  return action((tx) => confirmInvoicingDraft(tx, { actor, savedAt, bankChecked, at: AT, today: TODAY }));
}
async function decide(actor: Actor, decision: BankDecision = "confirm") {
  const waiting = await bankChangeWaiting(db, "20001");
  const by = { actor, at: AT, today: TODAY };
  await action((tx) => decideBankChange(tx, { changeId: waiting!.id, decision, ...by }));
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
    expect(await confirm(ruth, true)).toEqual({ changed: false, bankWaits: true });
    // Until a second person has confirmed it, everybody reads the former account.
    expect((await view(number!)).bankWarning).toBeNull();
    await decide(PEOPLE.officer);
    const old = await view(number!);
    expect(old.stated).toMatchObject({ accountNumber: INVOICING_DETAILS.accountNumber });
    expect(old.bankWarning).toContain("after this invoice was raised");
    const by = { orderId, milestoneId: milestones[1]!, at: BEGUN, today: TODAY };
    await action((tx) => confirmMilestone(tx, { ...by, at: BEGUN, actor: PEOPLE.lead }));
    const { numbers } = await action((tx) => raiseInvoices(tx, { ...by, actor: PEOPLE.editor }));
    const later = await view(numbers[0]!);
    expect(later.stated).toMatchObject({ accountNumber: "00077777", bankChangedOn: TODAY });
    expect(later.bankWarning).toMatch(/^Changed on /);
  });

  it("tells all the supplier's people of a change of bank details, and the audit without the numbers", async () => {
    for (const [kind, to] of [
      ["bank-account-to-confirm", ["nadia@example.org", "victor@example.org"]],
      ["bank-account-given", ["ruth@example.org"]],
      ["bank-account-decided", ["nadia@example.org", "ruth@example.org", "victor@example.org"]],
    ] as const) {
      const asked = await mails(kind);
      expect(asked.map((mail) => mail.toAddress).sort()).toEqual(to);
      const text = mailText(asked[0]!.body as MailBody);
      expect(text).toContain("whose number ends in 7777 (sort code ending in 02)");
      expect(text).not.toMatch(/00077777|00020001/);
    }
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
    expect(event).toMatchObject({ actorUserId: "nadia", after: { version: 2, accountEndsIn: "7777" } });
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
      action((tx) =>
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
    const stale = action((tx) =>
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
    expect(await confirm(ruth)).toEqual({ changed: false, bankWaits: false });
    expect(await mails("bank-details-changed")).toHaveLength(before);
  });
});

describe("a new bank account waits for a second person", () => {
  const third = { ...newBank, disputeName: "Ada", accountNumber: "00088888" };
  const accountNow = async () => (await currentDetails(db, "20001"))!.accountNumber;
  const propose = async (accountNumber = third.accountNumber) => {
    await save(ruth, { ...third, accountNumber });
    await confirm(ruth, true);
  };

  it("who is not the one that gave it; an officer decides only where nobody else signs for the supplier", async () => {
    await propose();
    expect((await refused(decide(PEOPLE.signatory))).code).toBe("own-bank-change");
    expect((await refused(decide(PEOPLE.editor))).code).toBe("second-signatory-only");
    await db
      .insert(membership)
      .values({ userId: "daniel", organisationCode: "S20001", role: "supplier_signatory" });
    const refusal = await refused(decide(PEOPLE.officer));
    expect([refusal.code, refusal.public.detail]).toEqual([
      "second-signatory-only",
      "It waits for Daniel Alder.",
    ]);
    expect(await bankChangesForCentre(db, "nadia")).toEqual([]);
    expect(await accountNow()).toBe("00077777");
    await decide({ ...PEOPLE.editor, roles: ["supplier_editor", "supplier_signatory"] });
    expect(await accountNow()).toBe("00088888");
  });

  it("who is independent of who gave it: neither of the same name nor of their making", async () => {
    await propose("00044444");
    await undoneIn(db, async (tx) => {
      const later = new Date(AT.getTime() + 60_000);
      const place = { organisationCode: "S20001", role: "supplier_signatory" };
      await tx.delete(membership).where(eq(membership.userId, "daniel"));
      const waiting = () => bankChangeView(tx, change.id);
      const change = (await bankChangeWaiting(tx, "20001"))!;
      const home = async (actor: MemberActor) =>
        (await supplierTodos(tx, actor, { today: TODAY, now: AT })).todos
          .filter(({ key }) => key.startsWith("bank"))
          .map(({ label }) => label);
      for (const [id, name, title] of [
        ["again", "RUTH alder", "You have the same name as Ruth Alder, who gave this bank account"],
        ["made", "Ada Made", "You got your role after Ruth Alder gave this bank account"],
      ] as const) {
        const mail = `${id}@second.example`;
        await tx.insert(user).values({ id, name, email: mail });
        await tx.insert(membership).values({ ...place, userId: id, grantedAt: later });
        const times = { createdAt: AT, expiresAt: later, acceptedAt: later };
        await tx
          .insert(invitation)
          .values({ ...place, ...times, email: mail, invitedBy: "ruth", tokenHash: id });
        const second = { ...ruth, userId: id, name };
        const by = { changeId: change.id, decision: "confirm", at: later, today: TODAY } as const;
        const problem = await refused(decideBankChange(tx, { ...by, actor: second }));
        expect(problem.code).toBe("not-independent");
        expect(problem.public.title).toContain(title);
        expect(problem.public.detail).toContain("an officer of the centre");
        expect(await home(second)).toEqual([]);
      }
      expect(mayAboutBank(await waiting(), PEOPLE.officer)).toBe("decide");
      expect(mayAboutBank(await waiting(), { ...PEOPLE.officer, name: "Ruth Alder" })).toBeNull();
      expect((await bankChangesForCentre(tx, "nadia")).map(({ id }) => id)).toEqual([change.id]);
      await tx.insert(membership).values({ ...place, userId: "daniel" });
      const signs = { ...daniel, roles: ["supplier_signatory"] } as MemberActor;
      expect(await home(signs)).toEqual(["Confirm the new bank account of Alder Systems Ltd"]);
      expect(await home(ruth)).toEqual([]);
      expect(mayAboutBank(await waiting(), signs)).toBe("decide");
    });
    await decide(PEOPLE.signatory, "withdraw");
  });

  it("and is declined, withdrawn or replaced without touching the account, once", async () => {
    const other = { ...PEOPLE.editor, roles: ["supplier_signatory"] };
    const fourth = async (accountNumber: string) => {
      await save(ruth, { ...third, accountNumber });
      await confirm(ruth, true);
      return (await bankChangeWaiting(db, "20001"))!.id;
    };
    const first = await fourth("00099991");
    const second = await fourth("00099992");
    expect((await bankChangeView(db, first)).state).toBe("withdrawn");
    await decide(other, "decline");
    const by = { decision: "confirm", actor: other, at: AT, today: TODAY } as const;
    const late = action((tx) => decideBankChange(tx, { changeId: second, ...by }));
    expect((await refused(late)).code).toBe("bank-change-decided");
    await fourth("00099993");
    await decide(PEOPLE.signatory, "withdraw");
    expect(await accountNow()).toBe("00088888");
  });

  it("and the database lets no single person change it", async () => {
    const { version, supplierId, ...now } = (await currentDetails(db, "20001"))!;
    await undoneIn(db, async (tx) => {
      const alone = {
        ...now,
        supplierId,
        version: version + 1,
        accountNumber: "00011111",
        changedBy: "ruth",
      };
      const said = await databaseSays(tx, (inner) => inner.insert(supplierInvoicing).values(alone));
      expect(said).toContain("changed by one person");
    });
  });
});

describe("a supplier without details", () => {
  it("cannot raise an invoice and is sent to the page, and with them can", async () => {
    expect(whyNotInvoice(null, pence(0))?.public).toMatchObject({
      title: expect.stringContaining("has not given its invoicing details"),
      next: { href: "/supplying/invoicing-details" },
    });
    await save(marcus, { ...INVOICING_DETAILS, vatNumber: null });
    expect(await confirm(marcus)).toEqual({ changed: true, bankWaits: false });
    const [details] = await db
      .select()
      .from(supplierInvoicing)
      .where(eq(supplierInvoicing.supplierId, "20002"));
    expect(whyNotInvoice(details!, pence(0))).toBeNull();
    expect(whyNotInvoice(details!, pence(8_400))?.code).toBe("vat-number-missing");
  });
});
