/**
 * Where the time comes from. It is passed to whatever needs it, so that a test can stand on any day. Which London day an
 * instant lies in is a rule of the domain: `dayOf`.
 */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/**
 * A clock that stood at nine in the morning (UTC) of a day ("2026-04-01") at a real instant, by default now, and goes on
 * from there. Processes that are given the same instant tell the same time, also one that was started again.
 */
export function clockFrom(start: string, since: Date = new Date()): Clock {
  const offset = new Date(`${start}T09:00:00Z`).getTime() - since.getTime();
  return { now: () => new Date(Date.now() + offset) };
}
