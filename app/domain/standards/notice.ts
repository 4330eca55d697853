import { addDays, daysBetween, later, type Day } from "~/domain/shared/day";
import { NOTICE_DAYS, type DraftContent, type DraftKind } from "./draft";

export type NoticeDays = (typeof NOTICE_DAYS)[number];

export interface DueNotice {
  daysBefore: NoticeDays;
  /** The day on which it should have gone: so many days before, or the day of publication where that was later. */
  dueOn: Day;
  /** It goes later than it should have: the service was away. */
  late: boolean;
}

/**
 * The notice that is due on a day for a last day to comply, or null: none more than 180 days before, none after it. Of several
 * that were missed only the latest is due, because its days are what matters now. Each is sent once, which the database keeps.
 */
export function noticeDue(complyBy: Day, on: Day, publishedOn: Day): DueNotice | null {
  const left = daysBetween(on, complyBy);
  if (left < 0) return null;
  const daysBefore = NOTICE_DAYS.findLast((days) => left <= days);
  if (daysBefore === undefined) return null;
  const planned = addDays(complyBy, -daysBefore);
  const dueOn = later(planned, publishedOn);
  return { daysBefore, dueOn, late: dueOn < on };
}

/** The e-mails of a change that is published on a day, to suppliers whose products it reaches and buyers with live orders of them. */
export interface NoticePlan {
  /** One goes on the day of publication: at most 180 days are left, or there is no last day to comply to count from. */
  atOnce: boolean;
  /** Those that go so many days before the last day to comply. */
  later: NoticeDays[];
  /** Days until the last day to comply; null: there is none, as of a standard that ends. */
  left: number | null;
}

/** Which notices a change can still keep when it is published on a day: only these are promised. */
export function noticePlan(
  { kind, content }: { kind: DraftKind; content: Pick<DraftContent, "complyBy"> },
  publishedOn: Day,
): NoticePlan {
  if (kind === "retirement" || content.complyBy === null) return { atOnce: true, later: [], left: null };
  const left = daysBetween(publishedOn, content.complyBy);
  return { atOnce: left <= NOTICE_DAYS[0], later: NOTICE_DAYS.filter((days) => days < left), left };
}
