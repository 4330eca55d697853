import type { Pence, UnitPrice } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";

export interface Party {
  code: string;
  /** A list of the org-id.guide register, for example GB-NHS. */
  scheme: string;
  name: string;
  postcode?: string | null;
  town?: string | null;
}

export interface PublishableOrder {
  callOffId: string;
  title: string;
  description: string;
  buyer: Party;
  supplier: Party;
  recipients: readonly Party[];
  framework: { id: string; name: string };
  lot: { id: string; name: string };
  route: "direct_award" | "further_competition";
  awardedAt: Date;
  signedAt: Date;
  startsOn: Day;
  termMonths: number;
  endsOn: Day;
  net: Pence;
  vat: Pence;
  /** Null when no threshold is on record for the day of the award: the release then says nothing of it. */
  aboveThreshold: boolean | null;
  items: readonly {
    id: string;
    name: string;
    recipient: Party;
    quantity: bigint;
    unitText: string;
    unitPrice: UnitPrice | null;
    catalogueId: string;
  }[];
  /** Who pays what, by payer, fund and financial year. */
  shares: readonly { payer: Party; fundName: string | null; financialYear: number; net: Pence; vat: Pence }[];
  milestones: readonly { id: string; title: string; dueOn: Day; metAt: Date | null }[];
  /** What the supplier is measured by, in the buyer's order, and what it has to reach. */
  kpis: readonly { title: string; target: string }[];
  /** Why no indicator could measure the contract; null where there are some, or none were needed. */
  noKpisReason: string | null;
  /** Paid invoices. */
  transactions: readonly { invoiceNumber: string; payer: Party; paidOn: Day; gross: Pence }[];
  completedAt: Date | null;
}
