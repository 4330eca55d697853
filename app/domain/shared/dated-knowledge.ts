import { BANK_HOLIDAYS_PROJECTED_UNTIL, BANK_HOLIDAYS_PUBLISHED_UNTIL } from "./bank-holidays";
import { addMonths, formatDay, type Day } from "./day";

/** Something the portal knows up to a day, because somebody outside decides what holds after it. */
export interface DatedKnowledge {
  /** "bank-holidays", "threshold:light-touch". */
  id: string;
  /** "The threshold light-touch" */
  what: string;
  /** The last day for which it is published; null when no end is announced. */
  lastDay: Day | null;
  /** The last day up to which we work it out ourselves after that; null when we do not. */
  projectedUntil: Day | null;
  /** Who publishes it, and where. */
  source: string;
  /** What the centre does before it ends. */
  whatToDo: string;
}

/** What is written in the code; thresholds, rules and standards are rows of the database. */
export const KNOWN_IN_THE_CODE: readonly DatedKnowledge[] = [
  {
    id: "bank-holidays",
    what: "Bank holidays in England",
    lastDay: BANK_HOLIDAYS_PUBLISHED_UNTIL,
    projectedUntil: BANK_HOLIDAYS_PROJECTED_UNTIL,
    source: "gov.uk/bank-holidays",
    whatToDo: "Ask support to record the years that gov.uk has published since.",
  },
  {
    id: "vat-rate",
    what: "The standard rate of VAT, 20% since 4 January 2011",
    lastDay: null,
    projectedUntil: null,
    source: "Value Added Tax Act 1994 s.2",
    whatToDo:
      "Each price carries its own rate; when a new rate is announced, suppliers list prices from that day.",
  },
];

/** How long before its last day the centre is told. */
export const NOTICE_MONTHS = 6;

export interface EndingKnowledge {
  id: string;
  what: string;
  lastDay: Day;
  projectedUntil: Day | null;
  /** "ended": we are beyond the last day; "ending": it comes within six months. */
  state: "ended" | "ending";
  source: string;
  whatToDo: string;
}

/** What has ended or ends within six months of a day, the earliest first. */
export function endingKnowledge(known: readonly DatedKnowledge[], today: Day): EndingKnowledge[] {
  const horizon = addMonths(today, NOTICE_MONTHS);
  return known
    .flatMap(({ lastDay, ...rest }) =>
      lastDay !== null && lastDay <= horizon
        ? [{ ...rest, lastDay, state: lastDay < today ? ("ended" as const) : ("ending" as const) }]
        : [],
    )
    .sort((a, b) => (a.lastDay < b.lastDay ? -1 : a.lastDay > b.lastDay ? 1 : a.id < b.id ? -1 : 1));
}

/** "Bank holidays in England are published up to 31 December 2028; after it they are worked out by rule, up to ..." */
export function endingSentence(one: EndingKnowledge): string {
  const until = `${one.what}: known up to ${formatDay(one.lastDay)}`;
  if (one.projectedUntil) {
    return `${until}, and after it worked out by rule up to ${formatDay(one.projectedUntil)}, which may miss a day that is proclaimed or moved.`;
  }
  return one.state === "ended"
    ? `${until}. That day has passed, and what turns on it is refused.`
    : `${until}. From the day after, what turns on it is refused.`;
}
