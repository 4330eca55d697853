import { eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { ledgerTransaction } from "~db/schema/funding";
import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { Problem, type ProblemText } from "~/domain/shared/problem";
import { backwards, movesBack, reversalKey, type EntryKind } from "./ledger";
import { ledgerLines, type LedgerLine } from "./ledger-views.server";
import { whyNotReverse } from "./reversal";
import { reversalFacts } from "./reversal-views.server";
import { sourceOf, type MovementSource } from "./source-movement";

export interface EntryView {
  transactionId: string;
  idempotencyKey: string;
  kind: EntryKind;
  text: string;
  orderId: string | null;
  invoiceNumber: string | null;
  effectiveOn: Day;
  recordedAt: Date;
  lines: LedgerLine[];
  /** The reversal of this entry, and the entry that this one reverses. */
  reversedBy: LinkedEntry | null;
  reverses: LinkedEntry | null;
  /** What made it, where neither its order nor its invoice says so. */
  source: MovementSource | null;
  /** What its reversal moves back, in pence; zero where there is none. */
  movesBack: Pence;
  /** Why it cannot be reversed as things stand, with what to do next; null when it can. */
  whyNotReverse: ProblemText | null;
}

export interface LinkedEntry {
  transactionId: string;
  text: string;
  effectiveOn: Day;
}

const MOST_LINES = 2_000;

/**
 * One entry of the ledger with its movements, linked to its reversal and to what it reverses. Throws Problem
 * not-found `no-such-entry`.
 */
export async function entryView(q: Queryable, input: { transactionId: string }): Promise<EntryView> {
  const [row] = await q.select().from(ledgerTransaction).where(eq(ledgerTransaction.id, input.transactionId));
  if (!row) throw new Problem("not-found", "no-such-entry", "There is no such entry in the ledger.");
  const reversed = /^reverse:([\da-f-]{36})$/.exec(row.idempotencyKey)?.[1];
  const [reversal] = await q
    .select()
    .from(ledgerTransaction)
    .where(eq(ledgerTransaction.idempotencyKey, reversalKey(row.id)));
  const [first] = reversed
    ? await q.select().from(ledgerTransaction).where(eq(ledgerTransaction.id, reversed))
    : [];
  const link = (found: typeof row | undefined): LinkedEntry | null =>
    found ? { transactionId: found.id, text: found.text, effectiveOn: found.effectiveOn } : null;
  const { facts } = await reversalFacts(q, row.id);
  return {
    transactionId: row.id,
    idempotencyKey: row.idempotencyKey,
    kind: row.kind as EntryKind,
    text: row.text,
    orderId: row.orderId,
    invoiceNumber: row.invoiceNumber,
    effectiveOn: row.effectiveOn,
    recordedAt: row.recordedAt,
    lines: await ledgerLines(q, { transactionId: row.id, limit: MOST_LINES }),
    reversedBy: link(reversal),
    reverses: link(first),
    source: sourceOf({ idempotencyKey: row.idempotencyKey, kind: row.kind as EntryKind }),
    movesBack: movesBack(backwards(facts.transfers) ?? []),
    whyNotReverse: whyNotReverse(facts)?.public ?? null,
  };
}
