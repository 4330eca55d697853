import { addDays, addMonths, type Day, day } from "~/domain/shared/day";

/** A version of the DTAC form, as the demonstration publishes it. */
export interface DtacForm {
  /** "2"; what is invented says so: "3-demo". */
  version: string;
  effectiveFrom: Day;
  /** From the day after, certificates of earlier forms no longer count; null for the first form. */
  complyBy: Day | null;
  /** The last day on which it can be claimed; null while no later form is published. */
  retiredOn: Day | null;
}

export const DTAC_MONTHS = 12;

/** Form 1 was published on 22 February 2021. */
const FIRST_FORM_FROM = day("2021-02-22");
/** Form 2 was published on 24 February 2026, and form 1 is not to be used from 6 April 2026 (NHS England). */
const SECOND_FORM_COMPLY_BY = day("2026-04-05");
const FIRST_KNOWN_YEAR = 2026;
/** Forms 1 and 2 can both be claimed for forty days, and so it stays. */
const OVERLAP_DAYS = 40;
/**
 * The years after form 2 are invented: a form a year, each five days earlier than the one before. A certificate claimed
 * near the last day of a form therefore outlives the last day of the next, so that on every day somebody holds one that
 * was superseded and has not run out.
 */
const EARLIER_EACH_YEAR_DAYS = 5;

/** The last day on which certificates of the form before still count, in a year from 2026 on. */
function complyByIn(year: number): Day {
  const years = year - FIRST_KNOWN_YEAR;
  return addDays(addMonths(SECOND_FORM_COMPLY_BY, years * 12), -EARLIER_EACH_YEAR_DAYS * years);
}

/** The forms that are published by a day, oldest first. Forms 1 and 2 are facts; later ones are the demonstration's. */
export function dtacForms(by: Day): DtacForm[] {
  const forms: DtacForm[] = [
    { version: "1", effectiveFrom: FIRST_FORM_FROM, complyBy: null, retiredOn: null },
  ];
  for (let year = FIRST_KNOWN_YEAR; ; year += 1) {
    const complyBy = complyByIn(year);
    const effectiveFrom = addDays(complyBy, -OVERLAP_DAYS);
    if (effectiveFrom > by) return forms;
    const number = year - FIRST_KNOWN_YEAR + 2;
    forms.at(-1)!.retiredOn = complyBy;
    forms.push({
      version: number === 2 ? "2" : `${number}-demo`,
      effectiveFrom,
      complyBy,
      retiredOn: null,
    });
  }
}

/** The id of a form's version, as publishing gives it. */
export const dtacVersionId = ({ version }: DtacForm): string => `dtac@${version}`;

/** The newest form that could be claimed on a day. Throws RangeError before the first. */
export function formOn(forms: readonly DtacForm[], on: Day): DtacForm {
  const found = forms.findLast((form) => form.effectiveFrom <= on);
  if (!found) throw new RangeError(`there was no DTAC form on ${on}`);
  return found;
}
