import type { Sorting, SortWords } from "~/domain/shared/sorting";

export type InvoiceSort = "number" | "due" | "payer" | "supplier" | "gross";

/** What lists of invoices can be sorted by. By number is not called the latest first: the list shows another day. */
export const INVOICE_SORTS: SortWords<InvoiceSort> = {
  number: {
    ascending: "by number, the lowest first",
    descending: "by number, the highest first",
    usual: "descending",
  },
  due: {
    ascending: "what is due first at the top",
    descending: "what is due last at the top",
    usual: "ascending",
  },
  payer: { ascending: "by payer, A to Z", descending: "by payer, Z to A", usual: "ascending" },
  supplier: { ascending: "by supplier, A to Z", descending: "by supplier, Z to A", usual: "ascending" },
  gross: { ascending: "the smallest first", descending: "the largest first", usual: "descending" },
};

/** The usual order of what has to be paid, and of all other lists. */
export const DUE_FIRST: Sorting<InvoiceSort> = { by: "due", descending: false };
export const LATEST_FIRST: Sorting<InvoiceSort> = { by: "number", descending: true };
