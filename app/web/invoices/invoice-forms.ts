import { z } from "zod";
import { OPEN_INVOICES, SETTLED_INVOICES } from "~/domain/invoices/invoice";
import { parsePence } from "~/domain/money/format";
import { DUE_FIRST, INVOICE_SORTS, LATEST_FIRST, type InvoiceSort } from "~/domain/invoices/invoice-sort";
import { sortWords, type Sorting } from "~/domain/shared/sorting";
import { atMost, LARGEST_SUM } from "~/domain/money/sum";
import { placeFields } from "~/web/lists/list-page";
import { chosenSort, sortLinks, written } from "~/web/lists/list-sort";
import { requireDay } from "~/web/orders/order-forms";
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

/**
 * A payment as its payer records it, with everything that is wrong with it at once. `intent` says whether to check it,
 * to change it or to record it.
 */
export const PaymentForm = z
  .looseObject({
    intent: z.enum(["check", "change", "record"], "Choose what to do"),
    amount: typed,
    reference: typed,
  })
  .transform((form, ctx) => {
    const wrong = (name: string, message: string) => ctx.addIssue({ code: "custom", path: [name], message });
    const amount = parsePence(form.amount);
    if (amount === null || amount <= 0n)
      wrong("amount", "Enter the amount you paid in pounds and pence, for example 1,234.56");
    else if (amount > LARGEST_SUM) wrong("amount", `Enter the amount you paid, ${atMost(LARGEST_SUM)}`);
    if (form.reference === "") wrong("reference", "Enter the reference on your bank statement");
    if (form.reference.length > 100) wrong("reference", "Keep the reference to 100 characters");
    const paidOn = requireDay(form, "paidOn", "the date on which you paid", ctx);
    if (amount === null || !paidOn) return z.NEVER;
    return { intent: form.intent, reference: form.reference, amount, paidOn };
  });

/** Which invoices a file holds: those paid, those not, or all. */
export const InvoiceFileQuery = z.object({
  paid: z
    .enum(["yes", "no"])
    .optional()
    .transform((value) => value && (value === "yes" ? SETTLED_INVOICES : OPEN_INVOICES)),
  own: z.literal("yes").optional(),
  ...listFields,
});
