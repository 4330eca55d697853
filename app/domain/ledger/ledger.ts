import { sum, type Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";

/**
 * The double-entry ledger as arithmetic. A transfer is unsigned, from one account (debit) to another (credit), so a
 * transaction cannot fail to balance. The database keeps the same rules under concurrency (db/migrations, "ledger").
 */
export type AccountKind = "source" | "fund" | "budget" | "supplier" | "vat";
export type TransferKind = "move" | "reserve" | "post" | "release";

/** What may happen in the ledger, and how a page names it. */
export const ENTRY_WORDS = {
  open: "A fund was opened",
  add: "Money was added to a fund",
  commit: "An order reserved money",
  draw: "An invoice was paid",
  release: "Money was given back",
  expire: "A reservation expired",
  transfer: "Money moved between funds",
  "carry-over": "Money was carried into the next year",
  clawback: "Money was taken back",
  lapse: "Money lapsed at the end of its year",
  reverse: "An entry was reversed",
} as const;
export type EntryKind = keyof typeof ENTRY_WORDS;
export const ENTRY_KINDS = Object.keys(ENTRY_WORDS) as EntryKind[];

/** The account of a payer's money before it is in a fund. */
export const sourceAccount = (payerCode: string) => `source:${payerCode}`;
/** The account of a fund, which never falls below zero. */
export const fundAccount = (fundId: string) => `fund:${fundId}`;
/** The account of an organisation's own money, which has no floor. */
export const budgetAccount = (organisationCode: string) => `budget:${organisationCode}`;
/** The account of what a supplier is owed (pending) and was paid (posted). */
export const supplierAccount = (supplierId: string) => `supplier:${supplierId}`;
/** Recoverable VAT that a payer passes on to a supplier and gets back from HMRC: no cost to it. */
export const vatAccount = (payerCode: string) => `vat:${payerCode}`;

/** Where a share's cost is reserved: its fund, or the payer's own budget, which has no floor. */
export function payingAccount(share: { payerCode: string; fundId: string | null }): string {
  return share.fundId === null ? budgetAccount(share.payerCode) : fundAccount(share.fundId);
}

/** One movement asked for, accounts by key; `amount` in pence, above zero. */
export interface TransferRequest {
  kind: TransferKind;
  debit: string;
  credit: string;
  amount: Pence;
  /** The reservation that a post or a release answers. */
  reservation?: bigint;
  shareId?: string;
}

/** The four counters of an account, in pence, none ever below zero. */
export interface Counters {
  debitsPending: Pence;
  debitsPosted: Pence;
  creditsPending: Pence;
  creditsPosted: Pence;
}

export const NO_MOVEMENT: Counters = {
  debitsPending: 0n as Pence,
  debitsPosted: 0n as Pence,
  creditsPending: 0n as Pence,
  creditsPosted: 0n as Pence,
};

/** What an account can still give: credits posted, less debits posted, less debits reserved. In pence. */
export function available(counters: Counters): Pence {
  return (counters.creditsPosted - counters.debitsPosted - counters.debitsPending) as Pence;
}

/**
 * What has truly arrived less what has truly left; the sum of this over all accounts is zero, always. In
 * pence.
 */
export function postedBalance(counters: Counters): Pence {
  return (counters.creditsPosted - counters.debitsPosted) as Pence;
}

/** What one transfer adds to the pending and the posted counter on both of its sides. In pence. */
export function effect(kind: TransferKind, amount: Pence): { pending: Pence; posted: Pence } {
  const pending = kind === "reserve" ? amount : kind === "move" ? 0n : -amount;
  return { pending: pending as Pence, posted: (kind === "move" || kind === "post" ? amount : 0n) as Pence };
}

/** Counters of every account that the transfers touch, worked out from the transfers alone. */
export function recompute<Id>(
  transfers: Iterable<{ kind: TransferKind; debit: Id; credit: Id; amount: Pence }>,
): Map<Id, Counters> {
  const accounts = new Map<Id, Counters>();
  for (const transfer of transfers) {
    const { pending, posted } = effect(transfer.kind, transfer.amount);
    const debit = accounts.get(transfer.debit) ?? NO_MOVEMENT;
    accounts.set(transfer.debit, {
      ...debit,
      debitsPending: (debit.debitsPending + pending) as Pence,
      debitsPosted: (debit.debitsPosted + posted) as Pence,
    });
    const credit = accounts.get(transfer.credit) ?? NO_MOVEMENT;
    accounts.set(transfer.credit, {
      ...credit,
      creditsPending: (credit.creditsPending + pending) as Pence,
      creditsPosted: (credit.creditsPosted + posted) as Pence,
    });
  }
  return accounts;
}

export interface TrialBalance extends Counters {
  /** Credits posted less debits posted over all accounts: zero, always. */
  postedDifference: Pence;
  /** Credits reserved less debits reserved over all accounts: zero, always. */
  pendingDifference: Pence;
}

/** Adds up all accounts. Both differences are zero in a sound ledger. In pence. */
export function trialBalanceOf(accounts: readonly Counters[]): TrialBalance {
  const total = (pick: keyof Counters) => sum(accounts.map((account) => account[pick]));
  const totals = {
    debitsPending: total("debitsPending"),
    debitsPosted: total("debitsPosted"),
    creditsPending: total("creditsPending"),
    creditsPosted: total("creditsPosted"),
  };
  return {
    ...totals,
    postedDifference: (totals.creditsPosted - totals.debitsPosted) as Pence,
    pendingDifference: (totals.creditsPending - totals.debitsPending) as Pence,
  };
}

/** The releases that give back what is left of reservations; those with nothing left are passed over. */
export function releasesOf(
  reservations: readonly { id: bigint; shareId: string | null; debit: string; credit: string; left: Pence }[],
): TransferRequest[] {
  return reservations
    .filter((reservation) => reservation.left > 0n)
    .map((reservation) => ({
      kind: "release",
      debit: reservation.debit,
      credit: reservation.credit,
      amount: reservation.left,
      reservation: reservation.id,
      shareId: reservation.shareId ?? undefined,
    }));
}

/** The entry key of an invoice's payment, after so many that were reversed: one stands at a time. */
export const drawKey = (invoiceNumber: string, reversedBefore: number) =>
  `draw:${invoiceNumber}${reversedBefore === 0 ? "" : `:${reversedBefore + 1}`}`;

/** The entry key of a reversal: an entry is reversed once. */
export const reversalKey = (transactionId: string) => `reverse:${transactionId}`;

/** A movement that stands in the ledger, by the keys of its accounts. */
export interface RecordedTransfer {
  id: bigint;
  kind: TransferKind;
  debit: string;
  credit: string;
  amount: Pence;
  shareId: string | null;
}

/**
 * The same thing backwards: money moved goes back, money paid from a reservation is refunded and reserved again, because it
 * is still owed, and money reserved is released.
 * Null when it holds a release: what was given back may be reserved by somebody else, so only a new order takes it again.
 */
export function backwards(transfers: readonly RecordedTransfer[]): TransferRequest[] | null {
  if (transfers.some((transfer) => transfer.kind === "release")) return null;
  return transfers.flatMap(({ id, kind, debit, credit, amount, shareId }): TransferRequest[] => {
    const share = shareId === null ? {} : { shareId };
    if (kind === "reserve") return [{ kind: "release", debit, credit, amount, reservation: id, ...share }];
    const back: TransferRequest = { kind: "move", debit: credit, credit: debit, amount, ...share };
    return kind === "post" ? [back, { kind: "reserve", debit, credit, amount, ...share }] : [back];
  });
}

/**
 * What a movement moves back when it is done backwards, in pence: the sum that everybody is told. What is reserved again
 * beside a refund is the same money a second time, and no more of it.
 */
export function movesBack(wanted: readonly Pick<TransferRequest, "kind" | "amount">[]): Pence {
  return sum(wanted.filter(({ kind }) => kind !== "reserve").map(({ amount }) => amount));
}

/** The counters of accounts added up by kind, in order of kind; kinds without an account are left out. */
export function trialBalanceByKindOf(
  accounts: readonly (Counters & { kind: AccountKind })[],
): (Counters & { kind: AccountKind; accounts: number })[] {
  const kinds = [...new Set(accounts.map((account) => account.kind))].sort();
  return kinds.map((kind) => {
    const own = accounts.filter((account) => account.kind === kind);
    const { postedDifference: _posted, pendingDifference: _pending, ...counters } = trialBalanceOf(own);
    return { kind, accounts: own.length, ...counters };
  });
}

/** What is left of a reservation after posts and releases. In pence. */
export function leftOfReservation(reserved: Pence, answered: Iterable<Pence>): Pence {
  return (reserved - sum(answered)) as Pence;
}

/** Which movements a page or a file shows; what is left out does not matter. */
export interface LedgerFilter {
  accountKey?: string;
  /** Only movements that touch an account of this kind, or one of what has this code, whatever its kind. */
  accountKind?: string;
  accountCode?: string;
  transactionId?: string;
  entry?: EntryKind;
  orderId?: string;
  from?: Day;
  to?: Day;
}
