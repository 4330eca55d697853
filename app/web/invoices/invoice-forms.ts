import { z } from "zod";
import { OPEN_INVOICES, SETTLED_INVOICES } from "~/domain/invoices/invoice";
import { parsePence } from "~/domain/money/format";
import { DUE_FIRST, INVOICE_SORTS, LATEST_FIRST, type InvoiceSort } from "~/domain/invoices/invoice-sort";
import { sortWords, type Sorting } from "~/domain/shared/sorting";
import { LARGEST_SUM, PENNY, sumFrom } from "~/domain/money/sum";
import { placeFields } from "~/web/lists/list-page";
import { chosenSort, sortLinks, written } from "~/web/lists/list-sort";
import { readDay } from "~/web/orders/order-forms";
import { formatDay, type Day } from "~/domain/shared/day";
import type { Pence } from "~/domain/money/money";
import { numberPattern } from "~/domain/shared/document-number";

export const InvoiceParams = z.object({ number: z.string().regex(numberPattern("invoice")) });

/** The two lists of a page of invoices, each with its own place. */
const listFields = {
  q: z.string().trim().max(100).optional().catch(undefined),
  sort: chosenSort(INVOICE_SORTS),
};
export const InvoicesQuery = z.object({ ...listFields, ...placeFields(), ...placeFields("paid") });
export const CentreInvoicesQuery = z.object({ ...listFields, ...placeFields(), ...placeFields("all") });

/** What both lists of a page are searched for, and how each is sorted where nobody has chosen. */
export const invoiceSearch = (
  { q, sort }: { q?: string; sort: Sorting<InvoiceSort> | null },
  usual: Sorting<InvoiceSort>,
) => ({ words: q || undefined, sort: sort ?? usual });

/** What the pages of invoices show of it: the words, the sorting chosen, and a link for each heading of both lists. */
export const shownSearch = (url: string, { q, sort }: { q?: string; sort: Sorting<InvoiceSort> | null }) => ({
  words: q ?? "",
  sort: sort && written(sort),
  due: {
    order: sortWords(INVOICE_SORTS, sort ?? DUE_FIRST),
    headings: sortLinks(url, INVOICE_SORTS, sort ?? DUE_FIRST),
  },
  latest: {
    order: sortWords(INVOICE_SORTS, sort ?? LATEST_FIRST),
    headings: sortLinks(url, INVOICE_SORTS, sort ?? LATEST_FIRST),
  },
});
export type ShownSearch = ReturnType<typeof shownSearch>;

const typed = z.string().trim().optional().default("");

/** A payment as its payer sends it; `readPayment` reads it. `intent`: to check it, to change it or to record it. */
export const PaymentForm = z.looseObject({
  intent: z.enum(["check", "change", "record"], "Choose what to do"),
  amount: typed,
  reference: typed,
});

const LONGEST_REFERENCE = 100;

/**
 * A payment as typed, or everything that is wrong with it at once, by field. The day is neither in the future nor before
 * `issuedOn`, the day of the invoice, as when it is recorded (`recordBacsPayment`).
 */
export function readPayment(
  form: z.output<typeof PaymentForm>,
  { today, issuedOn }: { today: Day; issuedOn: Day },
): { payment: { amount: Pence; reference: string; paidOn: Day } | null; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const { reference } = form;
  const amount = parsePence(form.amount);
  if (amount === null || amount <= 0n)
    errors.amount = "Enter the amount you paid in pounds and pence, for example 1,234.56";
  else if (amount > LARGEST_SUM) errors.amount = `Enter the amount you paid, ${sumFrom(PENNY, LARGEST_SUM)}`;
  if (reference === "") errors.reference = "Enter the reference on your bank statement";
  else if (reference.length > LONGEST_REFERENCE)
    errors.reference = `Keep the reference to ${LONGEST_REFERENCE} characters`;
  const paidOn = readDay(form, "paidOn");
  if (paidOn === "") errors.paidOn = "Enter the date on which you paid";
  else if (paidOn === null) errors.paidOn = "The date on which you paid must be a real date";
  else if (paidOn > today) errors.paidOn = "The date of payment cannot be in the future";
  else if (paidOn < issuedOn)
    errors.paidOn = `The date of payment cannot be before the invoice was issued, on ${formatDay(issuedOn)}`;
  if (amount === null || !paidOn || Object.keys(errors).length > 0) return { payment: null, errors };
  return { payment: { amount, reference, paidOn }, errors };
}

/** Which invoices a file holds: those paid, those not, or all. */
export const InvoiceFileQuery = z.object({
  paid: z
    .enum(["yes", "no"])
    .optional()
    .transform((value) => value && (value === "yes" ? SETTLED_INVOICES : OPEN_INVOICES)),
  own: z.literal("yes").optional(),
  ...listFields,
});
