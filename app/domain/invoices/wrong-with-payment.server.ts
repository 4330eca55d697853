import { and, eq, isNull } from "drizzle-orm";
import type { Queryable } from "~db";
import { payment } from "~db/schema/invoices";
import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { proofKey } from "~/domain/shared/proof";

/** The other invoice that a bank reference has paid, in whatever spelling, or null. */
export async function invoicePaidBy(
  q: Queryable,
  { number, reference }: { number: string; reference: string },
): Promise<string | null> {
  const [other] = await q
    .select({ invoiceNumber: payment.invoiceNumber })
    .from(payment)
    .where(
      and(
        eq(payment.method, "bacs"),
        eq(payment.referenceKey, proofKey(reference)),
        isNull(payment.reversalId),
      ),
    );
  return other && other.invoiceNumber !== number ? other.invoiceNumber : null;
}

/** Says which other invoice a bank reference has paid. */
export const referenceUsed = (number: string): string =>
  `This bank reference is already recorded for invoice ${number}.`;

/** Says that a payment is not the invoice's sum; both in pence. */
export const amountDiffers = (gross: Pence, amount: Pence): string =>
  `This invoice is for ${formatPence(gross)}, and the payment is ${formatPence(amount)}.`;

/** What only the books know to be wrong with a payment as it was typed, by field; what cannot be read is null. */
export async function wrongWithPayment(
  q: Queryable,
  invoice: { number: string; gross: Pence },
  typed: { amount: Pence | null; reference: string | null },
): Promise<{ amount?: string; reference?: string }> {
  const other =
    typed.reference === null
      ? null
      : await invoicePaidBy(q, { number: invoice.number, reference: typed.reference });
  return {
    ...(typed.amount !== null && typed.amount !== invoice.gross
      ? { amount: amountDiffers(invoice.gross, typed.amount) }
      : {}),
    ...(other === null
      ? {}
      : { reference: `${referenceUsed(other)} Check the reference on your bank statement` }),
  };
}
