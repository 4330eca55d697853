import type { Day } from "../domain/shared/day";
import { type Clock, clockFrom, systemClock } from "./clock";
import { env } from "./env.server";
import { singleton } from "./singleton.server";

/** The clock of this process: the real one, or one that began on the day that TODAY names (tests, demonstrations). */
export const clock = (): Clock =>
  singleton("clock", () => {
    const { TODAY } = env();
    return TODAY === undefined ? systemClock : clockFrom(TODAY as Day);
  });
