import { eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { ledgerTransaction } from "~db/schema/funding";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { whyYearForbidsReversal } from "./closed-year";
import { closedThrough } from "./closed-year-views.server";
import { reversalKey, type DeedKind } from "./ledger";
import { ledgerLines, type LedgerLine } from "./ledger-views.server";

export interface DeedView {
  transactionId: string;
  deedKey: string;
  kind: DeedKind;
  text: string;
  orderId: string | null;
  invoiceNumber: string | null;
  effectiveOn: Day;
  recordedAt: Date;
  lines: LedgerLine[];
  /** The reversal of this deed, and the deed that this one reverses. */
  reversedBy: LinkedDeed | null;
  reverses: LinkedDeed | null;
  /** Why a closed year keeps it as it is, in a sentence; null when none does. */
  keptByYear: string | null;
}

export interface LinkedDeed {
  transactionId: string;
  text: string;
  effectiveOn: Day;
}

const MOST_LINES = 2_000;

/** One deed of the ledger with its movements, linked to its reversal and to what it reverses. Throws Problem not-found. */
export async function deedView(q: Queryable, input: { transactionId: string }): Promise<DeedView> {
  const [row] = await q.select().from(ledgerTransaction).where(eq(ledgerTransaction.id, input.transactionId));
  if (!row) throw new Problem("not-found", "no-such-deed", "There is no such entry in the ledger.");
  const reversed = /^reverse:([\da-f-]{36})$/.exec(row.deedKey)?.[1];
  const [reversal] = await q
    .select()
    .from(ledgerTransaction)
    .where(eq(ledgerTransaction.deedKey, reversalKey(row.id)));
  const [first] = reversed
    ? await q.select().from(ledgerTransaction).where(eq(ledgerTransaction.id, reversed))
    : [];
  const link = (found: typeof row | undefined): LinkedDeed | null =>
    found ? { transactionId: found.id, text: found.text, effectiveOn: found.effectiveOn } : null;
  return {
    transactionId: row.id,
    deedKey: row.deedKey,
    kind: row.kind as DeedKind,
    text: row.text,
    orderId: row.orderId,
    invoiceNumber: row.invoiceNumber,
    effectiveOn: row.effectiveOn,
    recordedAt: row.recordedAt,
    lines: await ledgerLines(q, { transactionId: row.id, limit: MOST_LINES }),
    reversedBy: link(reversal),
    reverses: link(first),
    keptByYear: whyYearForbidsReversal(row, await closedThrough(q)),
  };
}
