import { DEEDS, type DeedKind } from "~/domain/ledger/ledger";
import { sum, type Pence } from "../money/money";
import type { Day } from "../shared/day";
import type { FinancialYear } from "../shared/financial-year";

/**
 * What an organisation gets, pays and has left, from the ledger and the shares behind it. All sums in pence. A cost is
 * what a share takes from a fund or budget: net + VAT - the VAT that its payer gets back.
 */
export interface StatementLine {
  orderId: string;
  title: string;
  buyerCode: string;
  buyerName: string;
  supplierName: string;
  payerCode: string;
  payerName: string;
  /** The fund that pays; null when the payer's own budget does. */
  fundId: string | null;
  fundName: string | null;
  nature: string;
  financialYear: FinancialYear;
  net: Pence;
  vat: Pence;
  recoverableVat: Pence;
  /** Reserved in the ledger and neither paid nor given back. */
  left: Pence;
  /** Paid on invoices, less what came back. */
  paid: Pence;
  /** Given back: the order ended below its cost. */
  released: Pence;
  /** Recoverable VAT passed on to the supplier. */
  vatPaid: Pence;
  /** The part of `left` that is on invoices. */
  invoiced: Pence;
}

/** Money set aside or awarded by others, with what orders have taken of it. */
export interface Grant {
  kind: "allocation" | "award";
  fundId: string;
  fundName: string;
  financialYear: FinancialYear;
  nature: string;
  amount: Pence;
  used: Pence;
}

export interface DueInvoice {
  number: string;
  supplierName: string;
  orderTitle: string;
  dueOn: Day;
  state: string;
  gross: Pence;
}

/** Unpaid invoices, those due first listed, with the count and the sum (pence) of all. */
export interface Due {
  first: readonly DueInvoice[];
  count: number;
  gross: Pence;
}

/** A fund that the organisation itself keeps, as the ledger has it. */
export interface HeldFund {
  fundId: string;
  name: string;
  financialYear: FinancialYear;
  putIn: Pence;
  committed: Pence;
  drawn: Pence;
  free: Pence;
}

/** An own account: its counters, and those of its movements that belong to no share of an order. */
export interface AccountCheck {
  key: string;
  /** Counters of the ledger: reserved, and posted net of what came back. */
  pending: Pence;
  posted: Pence;
  others: readonly { deed: string; pending: Pence; posted: Pence }[];
}

/** Where the ledger stood when a statement was drawn. */
export interface LedgerPosition {
  /** The last movement's number; 0 in an empty ledger. */
  movement: bigint;
}

export interface StatementFacts {
  organisation: { code: string; name: string; kind: string };
  lines: readonly StatementLine[];
  grants: readonly Grant[];
  due: Due;
  funds: readonly HeldFund[];
  accounts: readonly AccountCheck[];
  position: LedgerPosition;
}

/** What a line takes from its fund or budget: what is paid of it and what is still reserved. */
export function costOf(line: StatementLine): Pence {
  return (line.left + line.paid) as Pence;
}

const isOwn = (line: StatementLine, code: string) => line.payerCode === code && line.fundId === null;

export interface Statement {
  organisation: StatementFacts["organisation"];
  year: FinancialYear;
  /** Years with any money, the latest first; the year asked for is always there. */
  years: FinancialYear[];
  grants: Grant[];
  /** Shares of own orders that others pay. */
  paidForUs: StatementLine[];
  /** Shares from the own budget, of own orders and of others'. */
  paidByUs: StatementLine[];
  funds: HeldFund[];
  due: Due;
  left: { freeGrants: Pence; notInvoiced: Pence; invoiced: Pence; ownToPay: Pence };
  totals: { grants: Pence; forUs: Pence; byUs: Pence; byUsPaid: Pence };
  agreement: Agreement;
  position: LedgerPosition;
}

/** The statement of one financial year. Its lines are cut from those that the agreement with the ledger adds up. */
export function statementOf(facts: StatementFacts, year: FinancialYear): Statement {
  const { code } = facts.organisation;
  const ofYear = facts.lines.filter((line) => line.financialYear === year);
  const paidByUs = ofYear.filter((line) => isOwn(line, code));
  const paidForUs = ofYear.filter((line) => line.buyerCode === code && !isOwn(line, code));
  const grants = facts.grants.filter((grant) => grant.financialYear === year);
  const shown = [...paidByUs, ...paidForUs];
  const invoiced = sum(shown.map((line) => line.invoiced));
  return {
    organisation: facts.organisation,
    year,
    years: yearsOf(facts, year),
    grants,
    paidForUs,
    paidByUs,
    funds: facts.funds.filter((fund) => fund.financialYear === year),
    due: facts.due,
    left: {
      freeGrants: sum(grants.map(freeOf)),
      notInvoiced: (sum(shown.map((line) => line.left)) - invoiced) as Pence,
      invoiced,
      ownToPay: sum(paidByUs.map((line) => line.left)),
    },
    totals: {
      grants: sum(grants.map((grant) => grant.amount)),
      forUs: sum(paidForUs.map(costOf)),
      byUs: sum(paidByUs.map(costOf)),
      byUsPaid: sum(paidByUs.map((line) => line.paid)),
    },
    agreement: agreementWithLedger(facts),
    position: facts.position,
  };
}

/** Where a fund gave both, orders use up its award first and then what is set aside: the same pound counts once. */
export function withUseOnce(grants: readonly Grant[]): Grant[] {
  const unspent = new Map<string, Pence>();
  return [...grants]
    .sort((a, b) => (a.kind === b.kind ? 0 : a.kind === "award" ? -1 : 1))
    .map((grant, index, all) => {
      const open = unspent.get(grant.fundId) ?? grant.used;
      const last = !all.slice(index + 1).some((other) => other.fundId === grant.fundId);
      const used = last || open < grant.amount ? open : grant.amount;
      unspent.set(grant.fundId, (open - used) as Pence);
      return { ...grant, used };
    });
}

/** The four sums that open a statement: an organisation's own, or those of the funds it keeps for others. */
export function headlines(statement: Statement): { label: string; amount: Pence }[] {
  const { funds, totals, left } = statement;
  if (funds.length === 0) {
    return [
      { label: "What we get: set aside and awarded for us", amount: totals.grants },
      { label: "What others pay for our orders", amount: totals.forUs },
      { label: "What we pay from our own budget", amount: totals.byUs },
      { label: "Left for us to pay", amount: left.ownToPay },
    ];
  }
  return [
    { label: "In the funds that we keep", amount: sum(funds.map((fund) => fund.putIn)) },
    { label: "Committed to orders", amount: sum(funds.map((fund) => fund.committed)) },
    { label: "Drawn by invoices", amount: sum(funds.map((fund) => fund.drawn)) },
    { label: "Free to commit", amount: sum(funds.map((fund) => fund.free)) },
  ];
}

/** What a grant still has for orders; nothing when they took more than was set aside. */
export function freeOf(grant: Grant): Pence {
  return grant.used < grant.amount ? ((grant.amount - grant.used) as Pence) : (0n as Pence);
}

/** What orders took of the fund beyond a grant, in pence: the grant less what was used, and this, is what is left. */
export function usedBeyond(grant: Grant): Pence {
  return grant.used > grant.amount ? ((grant.used - grant.amount) as Pence) : (0n as Pence);
}

function yearsOf(facts: StatementFacts, asked: FinancialYear): FinancialYear[] {
  const all = [...facts.lines, ...facts.grants, ...facts.funds].map((row) => row.financialYear);
  return [...new Set([asked, ...all])].sort((a, b) => b - a);
}

export interface AgreementRow {
  label: string;
  financialYear: FinancialYear | null;
  reserved: Pence;
  paid: Pence;
  vatPaid: Pence;
}

export interface Agreement {
  /** Every year of the own budget, then movements of the accounts that belong to no order. */
  rows: AgreementRow[];
  total: AgreementRow;
  /** What the accounts themselves hold. */
  ledger: AgreementRow;
  agrees: boolean;
}

/**
 * The own budget over all years beside the ledger's own counters. The two are worked out apart: the rows from shares and
 * their movements, the counters by the ledger. A difference means that the statement cannot be trusted.
 */
export function agreementWithLedger(
  facts: Pick<StatementFacts, "organisation" | "lines" | "accounts">,
): Agreement {
  const { code } = facts.organisation;
  const own = facts.lines.filter((line) => line.payerCode === code);
  const years = [...new Set(own.map((line) => line.financialYear))].sort((a, b) => a - b);
  const rows = years.map((year): AgreementRow => {
    const lines = own.filter((line) => line.financialYear === year);
    const budget = lines.filter((line) => line.fundId === null);
    return {
      label: "",
      financialYear: year,
      reserved: sum(budget.map((line) => line.left)),
      paid: sum(budget.map((line) => line.paid)),
      vatPaid: sum(lines.map((line) => line.vatPaid)),
    };
  });
  const budget = facts.accounts.find((account) => account.key.startsWith("budget:"));
  const vat = facts.accounts.find((account) => account.key.startsWith("vat:"));
  const none = 0n as Pence;
  const deeds = new Set([...(budget?.others ?? []), ...(vat?.others ?? [])].map(({ deed }) => deed));
  for (const deed of deeds) {
    const ofDeed = (account: AccountCheck | undefined) => account?.others.find((row) => row.deed === deed);
    rows.push({
      label: `${DEEDS[deed as DeedKind] ?? deed}, for no share of an order`,
      financialYear: null,
      reserved: ofDeed(budget)?.pending ?? none,
      paid: ofDeed(budget)?.posted ?? none,
      vatPaid: ofDeed(vat)?.posted ?? none,
    });
  }
  const total = totalOf(rows);
  const ledger: AgreementRow = {
    label: "The ledger",
    financialYear: null,
    reserved: budget?.pending ?? none,
    paid: budget?.posted ?? none,
    vatPaid: vat?.posted ?? none,
  };
  const agrees =
    total.reserved === ledger.reserved && total.paid === ledger.paid && total.vatPaid === ledger.vatPaid;
  return { rows, total, ledger, agrees };
}

function totalOf(rows: readonly AgreementRow[]): AgreementRow {
  return {
    label: "Total",
    financialYear: null,
    reserved: sum(rows.map((row) => row.reserved)),
    paid: sum(rows.map((row) => row.paid)),
    vatPaid: sum(rows.map((row) => row.vatPaid)),
  };
}

/** "The ledger stood at movement 1,234." */
export function positionText(position: LedgerPosition): string {
  if (position.movement === 0n) return "The ledger was empty.";
  return `The ledger stood at movement ${position.movement.toLocaleString("en-GB")}.`;
}
