import { portion, sum, type BasisPoints, type Pence } from "~/domain/money/money";
import { addDays, type Day } from "~/domain/shared/day";
import { stateWord } from "~/domain/shared/state-words";
import type { StateTable, StateWords } from "~/domain/shared/state-table";
import { invoiceVat } from "./invoice-vat";
import {
  duePieces,
  type InvoiceSubject,
  type ScheduledMilestone,
  type ScheduledShare,
  type SharePiece,
} from "./schedule";
import { groupedBy } from "~/domain/shared/grouped-by";

export type InvoiceState = "raised" | "sent" | "paid" | "void";
export type InvoiceAction = "send" | "pay" | "void" | "reverse";

/** An invoice can be paid before the sending of it was confirmed: webhooks arrive in any order. */
export const INVOICE_STATES: StateTable<InvoiceState, InvoiceAction> = {
  raised: { send: "sent", pay: "paid", void: "void" },
  sent: { send: "sent", pay: "paid", void: "void" },
  paid: { reverse: "sent" },
  void: {},
};

/** How its refusals are said. */
export const INVOICE_WORDS: StateWords<InvoiceState, InvoiceAction> = {
  actions: {
    send: "send this invoice",
    pay: "record that this invoice is paid",
    void: "void this invoice",
    reverse: "reverse the payment of this invoice",
  },
  states: {
    raised: "it is being sent",
    sent: "it is sent, and waits to be paid",
    paid: "it is paid already",
    void: "it is void",
  },
};

/** An invoice that is still to be paid is in one of these; one that is settled, either way, in one of the others. */
export const OPEN_INVOICES: readonly InvoiceState[] = ["raised", "sent"];
export const SETTLED_INVOICES: readonly InvoiceState[] = ["paid", "void"];

/** Undisputed invoices are paid within 30 days (Procurement Act 2023 s.68, rule PA-24). */
export const PAYMENT_DAYS = 30;

/** The last London day to pay: 30 days after the day of issue. */
export function dueOn(issuedOn: Day): Day {
  return addDays(issuedOn, PAYMENT_DAYS);
}

/** A share of an order, as much of it as an invoice needs. */
export interface InvoicedShare extends ScheduledShare {
  payerCode: string;
  text: string;
  /** Of its item. */
  vatRate: BasisPoints;
  /** What of it stands on invoices already. */
  before: InvoicedPart;
}

export type InvoicedPart = Pick<SharePiece, "net" | "vat" | "recoverableVat">;

export interface InvoiceLine {
  shareId: string;
  text: string;
  net: Pence;
  vat: Pence;
  recoverableVat: Pence;
}

export interface PayerInvoice {
  payerCode: string;
  lines: InvoiceLine[];
  net: Pence;
  vat: Pence;
  gross: Pence;
  frameworkFee: Pence;
}

/**
 * The invoices of one milestone or one annual charge, one for each payer, by the rule of `schedule.ts`, and
 * their VAT by that of `invoice-vat.ts`: over all of them each share is invoiced to the penny and no more. A
 * payer of whose shares nothing is due gets none. Amounts are pence, the fee is basis points of the net.
 */
export function invoicesOf(
  shares: readonly InvoicedShare[],
  milestones: readonly ScheduledMilestone[],
  subject: InvoiceSubject,
  feeBasisPoints: BasisPoints,
): PayerInvoice[] {
  const due = withVat(shares, duePieces(shares, milestones, subject));
  const byPayer = new Map<string, InvoiceLine[]>();
  for (const { id, payerCode, text } of shares) {
    const part = due.get(id);
    if (!part) continue;
    const line = { shareId: id, text, ...part };
    const lines = byPayer.get(payerCode);
    if (lines) lines.push(line);
    else byPayer.set(payerCode, [line]);
  }
  return [...byPayer].map(([payerCode, lines]) => {
    const net = sum(lines.map((line) => line.net));
    const vat = sum(lines.map((line) => line.vat));
    return {
      payerCode,
      lines,
      net,
      vat,
      gross: (net + vat) as Pence,
      frameworkFee: portion(net, feeBasisPoints),
    };
  });
}

/** Shares whose VAT is worked out together: those of one payer at one rate. One that takes money back goes on its own. */
function togetherKey(share: InvoicedShare): string | null {
  const held = share.held.reduce((all, each) => all + each.net, 0n);
  const plain = share.vat >= 0n && held <= share.net && share.held.every((each) => each.net >= 0n);
  return plain && share.net > 0n ? `${share.payerCode} ${share.vatRate}` : null;
}

/** What is due of each share with its VAT as the invoice carries it. */
function withVat(
  shares: readonly InvoicedShare[],
  due: ReadonlyMap<string, InvoicedPart>,
): Map<string, InvoicedPart> {
  const made = new Map(due);
  const together = shares.filter((share) => togetherKey(share) !== null);
  const isDue = (share: InvoicedShare) => (due.get(share.id)?.net ?? 0n) !== 0n;
  for (const own of groupedBy(together, (share) => togetherKey(share)!).values()) {
    const now = own.filter(isDue);
    const others = own.filter((share) => !isDue(share));
    const parts = now.map((share) => ({
      net: share.net,
      vat: share.vat,
      netBefore: share.before.net,
      vatBefore: share.before.vat,
      netNow: due.get(share.id)!.net,
    }));
    const left = (of: "net" | "vat") => sum(others.map((share) => (share[of] - share.before[of]) as Pence));
    const vats = invoiceVat(parts, { net: left("net"), vat: left("vat") }, own[0]!.vatRate);
    for (const share of others) made.delete(share.id);
    now.forEach((share, at) => {
      const { net } = due.get(share.id)!;
      made.set(share.id, { net, vat: vats[at]!, recoverableVat: recoverable(share, net, vats[at]!) });
    });
  }
  return made;
}

/** What comes back of a line's VAT: all or nothing as a rule, else in proportion, the last line taking what is left. */
function recoverable({ vat, recoverableVat, before, net }: InvoicedShare, now: Pence, vatNow: Pence): Pence {
  if (recoverableVat === vat) return vatNow;
  const soFar = (recoverableVat * (before.net + now)) / net;
  return (soFar - before.recoverableVat) as Pence;
}

/** What a line takes from its payer's money: VAT that comes back is not a cost. In pence. */
export function lineCost(line: Pick<InvoiceLine, "net" | "vat" | "recoverableVat">): Pence {
  return (line.net + line.vat - line.recoverableVat) as Pence;
}

/** The roles that answer for an organisation's payments. */
export const PAYING_ROLES: readonly string[] = ["approver", "procurement_lead", "commercial_officer"];

/** Whether somebody may pay an invoice or record that it was paid: its payer's people with such a role. */
export function mayPay(
  person: { organisationCode: string | null; roles: readonly string[] },
  invoice: { payerCode: string },
): boolean {
  return (
    person.organisationCode === invoice.payerCode && person.roles.some((role) => PAYING_ROLES.includes(role))
  );
}

/** The state in words that a person understands: what is asked of them, or what has been done. */
export function invoiceStatus(invoice: { state: string; dueOn: Day }, today: Day): string {
  if (invoice.state === "raised") return "being sent";
  if (invoice.state === "sent") return daysOverdue(invoice, today) > 0 ? "overdue" : "due";
  return invoice.state;
}

/** The same for its tag and its file: "Due", "Paid", "Overdue by 3 days". */
export function invoiceStatusWords(invoice: { state: string; dueOn: Day }, today: Day): string {
  const status = invoiceStatus(invoice, today);
  if (status !== "overdue") return stateWord(status);
  const days = daysOverdue(invoice, today);
  return `Overdue by ${days.toLocaleString("en-GB")} ${days === 1 ? "day" : "days"}`;
}

/** Days past its due date; zero or less while there is time. In London days. */
export function daysOverdue(invoice: { state: string; dueOn: Day }, today: Day): number {
  if (invoice.state === "paid" || invoice.state === "void") return 0;
  return Math.round((Date.parse(today) - Date.parse(invoice.dueOn)) / 86_400_000);
}

/** The roles at the centre that see every invoice. */
export const CENTRE_ROLES: readonly string[] = ["commercial_officer", "auditor"];

/** Whether somebody may see why an invoice asks for what it asks. */
export function mayExplain(
  actor: { organisationCode: string | null; roles: readonly string[] },
  { invoice: { payerCode }, buyerCode }: { invoice: { payerCode: string }; buyerCode: string },
): boolean {
  if (actor.roles.some((role) => CENTRE_ROLES.includes(role))) return true;
  return actor.organisationCode === payerCode || actor.organisationCode === buyerCode;
}
