import { type Day, dayOf } from "../domain/shared/day";

/** Where the time comes from. It is passed to whatever needs it, so that a test can stand on any day. */
export interface Clock {
  /** The instant, for records. */
  now(): Date;
  /** The London date, for rules. */
  today(): Day;
}

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => dayOf(new Date()),
};

/**
 * A clock that stood at nine in the morning (UTC) of a day at a real instant, by default now, and goes on from there.
 * Processes that are given the same instant tell the same time, also one that was started again.
 */
export function clockFrom(start: Day, since: Date = new Date()): Clock {
  const offset = new Date(`${start}T09:00:00Z`).getTime() - since.getTime();
  const now = () => new Date(Date.now() + offset);
  return { now, today: () => dayOf(now()) };
}

/** A clock that stands still. */
export function stoppedClock(at: Date): Clock {
  return { now: () => new Date(at), today: () => dayOf(at) };
}
