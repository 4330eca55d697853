import type { Pence } from "~/domain/money/money";
import { sum } from "~/domain/money/money";

/** Where eligible money of the year could still be used. An application says how much; a shortlist not yet. */
export interface Demand {
  key: string;
  source: "application" | "order" | "shortlist";
  organisationCode: string;
  organisationName: string;
  /** The fund that it asks for or would draw on; null where several could pay. */
  fundId: string | null;
  fundName: string | null;
  /** What it would take of the fund, in pence; null while that is not known. */
  amount: Pence | null;
  text: string;
  href: string | null;
}

/** How far a fund has reached the organisations it is for. */
export interface Reach {
  fundId: string;
  fundName: string;
  eligible: number;
  /** Of these, how many have reserved or drawn anything of it. */
  reached: number;
}

export const SOURCES: Record<Demand["source"], string> = {
  application: "Application",
  order: "Order that is not signed yet",
  shortlist: "Shortlist",
};

/** What demand there is against what would lapse, in words; `money` formats a sum. */
export function demandFinding(
  rows: readonly Demand[],
  lapses: Pence,
  money: (amount: Pence) => string,
): string {
  const known = sum(rows.flatMap((row) => row.amount ?? []));
  const unknown = rows.filter((row) => row.amount === null).length;
  if (rows.length === 0) return "Nobody who is eligible asks for this money at present.";
  const and =
    unknown > 0 ? `, and ${unknown === 1 ? "1 shortlist" : `${unknown} shortlists`} may ask for more` : "";
  if (lapses === 0n) return `${money(known)} is asked for${and}. Nothing lapses as things stand.`;
  if (known >= lapses) return `${money(known)} is asked for, enough to use all that would lapse${and}.`;
  return `${money(known)} of the ${money(lapses)} that would lapse is asked for${and}.`;
}
