/** What a lot says of the length of its call-offs. */
export interface LotTerm {
  name: string;
  /** The longest call-off in months, with every option to extend (PA-02). */
  maximumTermMonths: number;
  /** The shortest, in months. */
  minimumTermMonths: number;
}

/**
 * Why a term cannot stand in its lot, with the lot's own figure and what to do; null when it can. The term is
 * in months and counts every option to extend. Source: PA-02, the lot's shortest and longest term.
 */
export function whyTermNotInLot(termMonths: number, lot: LotTerm): string | null {
  if (termMonths < lot.minimumTermMonths)
    return `${lot.name} asks for at least ${lot.minimumTermMonths} months, and the term is ${termMonths}. Lengthen the term, or choose another lot.`;
  if (termMonths <= lot.maximumTermMonths) return null;
  return `${lot.name} allows at most ${lot.maximumTermMonths} months, options to extend included, and the term is ${termMonths}. Shorten the term, or choose another lot.`;
}

/** What terms a lot allows, as a sentence goes on: "up to 36 months", "12 to 36 months". */
export const termWords = ({ minimumTermMonths, maximumTermMonths }: Omit<LotTerm, "name">): string =>
  minimumTermMonths > 1
    ? `${minimumTermMonths} to ${maximumTermMonths} months`
    : `up to ${maximumTermMonths} months`;
