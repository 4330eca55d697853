import { certificateEnd } from "~/domain/certification/claims/claim";
import { addDays, daysBetween, earlier, later, type Day } from "~/domain/shared/day";
import type { SeedSolution } from "./content/shapes";
import { DTAC_MONTHS, dtacForms, dtacVersionId, formOn, type DtacForm } from "./dtac-forms";

/*
 * When the demonstration's suppliers claimed what, worked out from the day it is loaded and from nothing else, so that a
 * test can walk it through years without a database.
 */

export type CertificateState = NonNullable<SeedSolution["certificates"]>;

export interface PlannedClaim {
  on: Day;
  standardVersionId: string;
  /** Left with the assessors. */
  undecided?: boolean;
  /** Approved with conditions. */
  conditions?: boolean;
}

/** The day of everybody's first claim, long enough ago for a year of purchases. */
export const FIRST_CLAIM_DAYS_AGO = 460;
/** A sound certificate was renewed when the last orders of the year were still to come. */
const SOUND_DAYS_AGO = 235;
/** It is renewed this long before it ends. */
const RENEWED_DAYS_BEFORE = 5;
/** A sound certificate has more than the 90 days left at which it would be called expiring. */
const SOUND_DAYS_LEFT = 100;
/** What suppliers themselves hold was renewed in the middle of the year. */
const YEARLY_DAYS_AGO = 130;
const EXPIRING_DAYS_LEFT = 60;
const EXPIRING_SOON_DAYS_LEFT = 20;
const EXPIRED_DAYS_AGO = 35;
const IN_REVIEW_DAYS_AGO = 6;
/** Claimed so shortly before a form's last day that the certificate outlives the last day of the next form. */
const SUPERSEDED_DAYS_BEFORE = 2;

/** The day on which a certificate of twelve months began that has so many days left. */
const begunWith = (today: Day, daysLeft: number): Day => addDays(today, daysLeft - 364);

/** The last day on which a certificate of a form counts, if it was claimed on a day. */
function countsUntil(forms: readonly DtacForm[], form: DtacForm, on: Day): Day {
  const end = certificateEnd(on, DTAC_MONTHS)!;
  const next = forms[forms.indexOf(form) + 1];
  return next?.complyBy ? earlier(end, next.complyBy) : end;
}

const claimOf = (form: DtacForm, on: Day): PlannedClaim => ({ on, standardVersionId: dtacVersionId(form) });

/** Claims that count on every day from the first to the day before another claim. */
function coverUntil(forms: readonly DtacForm[], first: Day, before: Day): PlannedClaim[] {
  const claims: PlannedClaim[] = [];
  for (let on = first; on < before;) {
    const form = formOn(forms, on);
    claims.push(claimOf(form, on));
    const until = countsUntil(forms, form, on);
    if (until >= addDays(before, -1)) return claims;
    on = later(addDays(until, -RENEWED_DAYS_BEFORE), addDays(on, 1));
  }
  return claims;
}

/** Sound today and on every day since the first claim. */
function renewed(forms: readonly DtacForm[], today: Day, first: Day): PlannedClaim[] {
  const newest = forms.at(-1)!;
  const last = later(addDays(today, -SOUND_DAYS_AGO), newest.effectiveFrom);
  const before = coverUntil(forms, first, last);
  const latest = before.at(-1)!;
  const isSound =
    latest.standardVersionId === dtacVersionId(newest) &&
    daysBetween(today, countsUntil(forms, newest, latest.on)) >= SOUND_DAYS_LEFT;
  return isSound ? before : [...before, claimOf(newest, last)];
}

/** Sound up to a claim whose certificate ends soon; sound altogether where no form can end soon and count. */
function expiring(forms: readonly DtacForm[], today: Day, first: Day, daysLeft: number): PlannedClaim[] {
  const on = begunWith(today, daysLeft);
  if (formOn(forms, on) !== forms.at(-1)) return renewed(forms, today, first);
  return [...coverUntil(forms, first, on), claimOf(formOn(forms, on), on)];
}

/** The claims of DTAC for a solution of the demonstration, oldest first, as its state asks for them on the day of loading. */
export function dtacClaims(state: CertificateState, today: Day): PlannedClaim[] {
  const forms = dtacForms(today);
  const newest = forms.at(-1)!;
  const first = addDays(today, -FIRST_CLAIM_DAYS_AGO);
  switch (state) {
    case "missing":
      return [];
    case "in-review":
      return [
        {
          ...claimOf(newest, later(addDays(today, -IN_REVIEW_DAYS_AGO), newest.effectiveFrom)),
          undecided: true,
        },
      ];
    case "superseded": {
      // The form before the newest one that has taken over.
      const taken = forms.findLast((form) => form.complyBy !== null && form.complyBy < today)!;
      const old = forms[forms.indexOf(taken) - 1]!;
      const on = addDays(taken.complyBy!, -SUPERSEDED_DAYS_BEFORE);
      return [...coverUntil(forms, first, on), claimOf(old, on)];
    }
    case "expired": {
      const on = begunWith(today, -EXPIRED_DAYS_AGO);
      return [claimOf(formOn(forms, on), on)];
    }
    case "expiring":
      return expiring(forms, today, first, EXPIRING_DAYS_LEFT);
    case "expiring-soon":
      return expiring(forms, today, first, EXPIRING_SOON_DAYS_LEFT);
    case "conditions": {
      const claims = renewed(forms, today, first);
      return [...claims.slice(0, -1), { ...claims.at(-1)!, conditions: true }];
    }
    case "sound":
    case "suspended":
    case "withdrawn":
      return renewed(forms, today, first);
  }
}

/** Suppliers whose own certificate of the Cyber Essentials scheme ends soon, on whatever day the demonstration is loaded. */
const CYBER_ESSENTIALS_DAYS_LEFT: Readonly<Record<string, number>> = {
  "20009": EXPIRING_DAYS_LEFT,
  "20011": EXPIRING_SOON_DAYS_LEFT,
};

/** The days on which a supplier claimed a standard of organisations that lasts twelve months. */
export function yearlyClaims(supplierId: string, standardId: string, today: Day): Day[] {
  const first = addDays(today, -FIRST_CLAIM_DAYS_AGO);
  const left = standardId === "cyber-essentials" ? CYBER_ESSENTIALS_DAYS_LEFT[supplierId] : undefined;
  return [first, left === undefined ? addDays(today, -YEARLY_DAYS_AGO) : begunWith(today, left)];
}
