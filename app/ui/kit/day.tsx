import { formatDay, type Day } from "~/domain/shared/day";

/** A London date for people, "3 March 2027", with the machine's own beside it. */
export function DayText({ day }: { day: Day }) {
  return (
    <time className="dt-day" dateTime={day}>
      {formatDay(day)}
    </time>
  );
}

/** "1 April 2026 to 31 March 2027"; without an end, "from 1 April 2026". */
export function PeriodText({ from, to }: { from: Day; to: Day | null }) {
  if (to === null) {
    return (
      <>
        from <DayText day={from} />
      </>
    );
  }
  return (
    <>
      <DayText day={from} /> to <DayText day={to} />
    </>
  );
}

const moment = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "numeric",
  minute: "2-digit",
  // Not hour12: in this language it counts from 0, and half past noon would be 0:30pm.
  hourCycle: "h12",
  timeZone: "Europe/London",
});

/** An instant in London time: "3 March 2027 at 2:05pm". */
export function MomentText({ at }: { at: Date }) {
  const parts = Object.fromEntries(moment.formatToParts(at).map((part) => [part.type, part.value]));
  const noon = (parts["dayPeriod"] ?? "").toLowerCase();
  return (
    <time className="dt-day" dateTime={at.toISOString()}>
      {`${parts["day"]} ${parts["month"]} ${parts["year"]} at ${parts["hour"]}:${parts["minute"]}${noon}`}
    </time>
  );
}
