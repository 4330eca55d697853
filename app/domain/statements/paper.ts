import type { Pence, UnitPrice } from "../money/money";

/**
 * A table as it stands on the page, in the files and on paper, so that all of them carry the same figures. A cell is a
 * text, a sum in pence, a price for each person where its column says so, or a plain number; null is blank.
 */
export interface PaperTable {
  key: string;
  title: string;
  /** One sentence under the title, where the table needs one. */
  note?: string;
  columns: readonly PaperColumn[];
  rows: readonly PaperRow[];
  totals?: readonly PaperCell[];
  /** Said instead of a table without rows. */
  empty: string;
}

export interface PaperColumn {
  header: string;
  kind: "text" | "money" | "per-head" | "number";
  /** Its part of the width on paper, relative to the others. */
  width: number;
}

export type PaperCell = string | Pence | UnitPrice | number | null;

export interface PaperRow {
  key: string;
  cells: readonly PaperCell[];
  /** What the row is about, by number; a page may link it. */
  orderId?: string;
  invoiceNumber?: string;
}

/** A column of text on a paper, of a width relative to the others. */
export const text = (header: string, width = 3): PaperColumn => ({ header, kind: "text", width });
/** A column of sums in pence, shown in pounds and right-aligned; the width is relative to the others. */
export const sumOfMoney = (header: string, width = 2): PaperColumn => ({ header, kind: "money", width });
/** A column of prices for each person, in ten-thousandths of a pound: shown by `formatPerHead`, in files in pence. */
export const perHead = (header: string, width = 2): PaperColumn => ({ header, kind: "per-head", width });
/** A column of whole numbers, right-aligned; the width is relative to the others. */
export const count = (header: string, width = 1.5): PaperColumn => ({ header, kind: "number", width });
