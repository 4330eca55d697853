import { type Clock, clockFrom, systemClock } from "./clock";
import { env } from "./env.server";
import { singleton } from "./singleton.server";

/** The clock of this process: the real one, or one that began on the day that TODAY names (tests, demonstrations). */
export const clock = (): Clock =>
  singleton("clock", () => {
    const { TODAY, TODAY_SINCE } = env();
    if (TODAY === undefined) return systemClock;
    return clockFrom(TODAY, TODAY_SINCE === undefined ? undefined : new Date(TODAY_SINCE));
  });
