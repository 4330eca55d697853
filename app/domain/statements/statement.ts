// Over 300 lines: what a statement is made of, what it says and how it agrees with the ledger, in one pure file.
import { ENTRY_WORDS, type EntryKind } from "~/domain/ledger/ledger";
import { larger, smaller, sum, ZERO, type Pence } from "../money/money";
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

/**
 * Money set aside or awarded by others, with what orders have taken of it. An award that waits for signatures is an offer:
 * it is set aside, and no order uses it yet.
 */
export interface Grant {
  kind: "allocation" | "award" | "offer";
  fundId: string;
  fundName: string;
  financialYear: FinancialYear;
  nature: string;
  amount: Pence;
  /** Reserved by orders, or paid for them and not taken back. */
  used: Pence;
  /** Paid for orders and taken back by an agreement's rule: no order uses it again. */
  takenBack: Pence;
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

/** Money that an agreement took back of an order and nobody has reversed, by the day on which it came in. */
export interface TakenBack {
  orderId: string;
  /** Whether the organisation paid it back itself, or got it. */
  by: "us" | "others";
  /** Where it went: into a fund, or to a payer's own budget. */
  into: "fund" | "budget";
  /** Who paid it, and the fund or payer that it went to. */
  from: string;
  to: string;
  on: Day;
  financialYear: FinancialYear;
  amount: Pence;
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
  others: readonly { entry: string; pending: Pence; posted: Pence }[];
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
  clawbacks: readonly TakenBack[];
  position: LedgerPosition;
}

/** What a line takes from its fund or budget: what is paid of it and what is still reserved. In pence. */
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
  clawbacks: TakenBack[];
  due: Due;
  left: { freeGrants: Pence; notInvoiced: Pence; invoiced: Pence; ownToPay: Pence };
  totals: { grants: Pence; forUs: Pence; byUs: Pence; byUsPaid: Pence };
  agreement: Agreement;
  position: LedgerPosition;
}

/**
 * The statement of one financial year. Its lines are cut from those that the agreement with the ledger adds
 * up. In pence.
 */
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
    clawbacks: facts.clawbacks.filter((row) => row.financialYear === year),
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

/**
 * Where a fund gave both, orders use up its award first and then what is set aside: the same pound counts
 * once, and what was taken back of it too. Nothing uses an offer. In pence.
 */
export function withUseOnce(grants: readonly Grant[]): Grant[] {
  const unspent = new Map<string, Pence>();
  const givenBack = new Map<string, Pence>();
  const offers = grants.filter((grant) => grant.kind === "offer");
  const used = grants
    .filter((grant) => grant.kind !== "offer")
    .sort((a, b) => (a.kind === b.kind ? 0 : a.kind === "award" ? -1 : 1))
    .map((grant, index, all) => {
      const open = unspent.get(grant.fundId) ?? ((grant.used + grant.takenBack) as Pence);
      const last = !all.slice(index + 1).some((other) => other.fundId === grant.fundId);
      const taken = last || open < grant.amount ? open : grant.amount;
      unspent.set(grant.fundId, (open - taken) as Pence);
      const back = givenBack.get(grant.fundId) ?? grant.takenBack;
      const takenBack = smaller(back, taken);
      givenBack.set(grant.fundId, (back - takenBack) as Pence);
      return { ...grant, used: (taken - takenBack) as Pence, takenBack };
    });
  return [...used, ...offers.map((grant) => ({ ...grant, used: ZERO, takenBack: ZERO }))];
}

/**
 * The four sums that open a statement: an organisation's own, or those of the funds it keeps for others. In
 * pence.
 */
export function headlines(statement: Statement): { label: string; amount: Pence }[] {
  const { funds, totals, left } = statement;
  if (funds.length === 0) {
    return [
      { label: "What we get: set aside and awarded for us", amount: totals.grants },
      { label: "What others pay for our orders", amount: totals.forUs },
      { label: "What we pay from our own budget", amount: totals.byUs },
      { label: "Left for us to pay", amount: left.ownToPay },
      ...takenBackSums(statement),
    ];
  }
  return [
    { label: "In the funds that we keep", amount: sum(funds.map((fund) => fund.putIn)) },
    { label: "Committed to orders", amount: sum(funds.map((fund) => fund.committed)) },
    { label: "Drawn by invoices", amount: sum(funds.map((fund) => fund.drawn)) },
    { label: "Free to commit", amount: sum(funds.map((fund) => fund.free)) },
    ...takenBackSums(statement),
  ];
}

/** What was taken back from an organisation, and what came back to its budget or the funds it keeps, where anything was. */
function takenBackSums({ clawbacks }: Statement): { label: string; amount: Pence }[] {
  const of = (some: (row: TakenBack) => boolean) => sum(clawbacks.filter(some).map((row) => row.amount));
  const sums = [
    { label: "Taken back from us", amount: of((row) => row.by === "us") },
    {
      label: "Came back to our own budget",
      amount: of((row) => row.by === "others" && row.into === "budget"),
    },
    {
      label: "Came back to the funds that we keep",
      amount: of((row) => row.by === "others" && row.into === "fund"),
    },
  ];
  return sums.filter(({ amount }) => amount > 0n);
}

/** What a grant still has for orders; nothing when they took more than was set aside, or while it is an offer. In pence. */
export function freeOf(grant: Grant): Pence {
  if (grant.kind === "offer") return 0n as Pence;
  return larger(ZERO, (grant.amount - grant.used - grant.takenBack) as Pence);
}

/** What orders took of the fund beyond a grant, in pence: the grant less what was used, and this, is what is left. */
export function usedBeyond(grant: Grant): Pence {
  return larger(ZERO, (grant.used + grant.takenBack - grant.amount) as Pence);
}

/** What of a grant waits for signatures, in pence. */
export const notSignedOf = (grant: Grant): Pence => (grant.kind === "offer" ? grant.amount : (0n as Pence));

function yearsOf(facts: StatementFacts, asked: FinancialYear): FinancialYear[] {
  const all = [...facts.lines, ...facts.grants, ...facts.funds, ...facts.clawbacks].map(
    (row) => row.financialYear,
  );
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
  const entries = new Set([...(budget?.others ?? []), ...(vat?.others ?? [])].map(({ entry }) => entry));
  for (const entry of entries) {
    const ofEntry = (account: AccountCheck | undefined) => account?.others.find((row) => row.entry === entry);
    rows.push({
      label: `${ENTRY_WORDS[entry as EntryKind] ?? entry}, for no share of an order`,
      financialYear: null,
      reserved: ofEntry(budget)?.pending ?? none,
      paid: ofEntry(budget)?.posted ?? none,
      vatPaid: ofEntry(vat)?.posted ?? none,
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

/** "It counts the ledger’s first 1,234 movements of money.": where the ledger stood, in words. */
export function positionText(position: LedgerPosition): string {
  if (position.movement === 0n) return "The ledger holds no movement of money yet.";
  if (position.movement === 1n) return "It counts the ledger’s first movement of money.";
  return `It counts the ledger’s first ${position.movement.toLocaleString("en-GB")} movements of money.`;
}
