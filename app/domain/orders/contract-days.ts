import { lastDayOf } from "~/domain/pricing/quote-by-period";
import { formatDay, type Day } from "~/domain/shared/day";

export interface Contract {
  startsOn: Day;
  /** Whole months. */
  termMonths: number;
}

/** Something that a contract dates: "The delivery of Alder Record", "Go live". */
export interface ContractDay {
  part: "dates" | "milestones";
  name: string;
  on: Day;
}

/**
 * Why something cannot be due on a day, with the contract's own days and what to do; null when it can: from
 * the contract's first day to its last, both included.
 */
export function whyDayNotInContract(
  { name, on }: Omit<ContractDay, "part">,
  contract: Contract,
): string | null {
  const last = lastDayOf(contract.startsOn, contract.termMonths);
  if (on >= contract.startsOn && on <= last) return null;
  const where =
    on < contract.startsOn
      ? `before the contract starts on ${formatDay(contract.startsOn)}`
      : `after the contract ends on ${formatDay(last)}`;
  return `${name} is due on ${formatDay(on)}, ${where}. Choose a day from ${formatDay(contract.startsOn)} to ${formatDay(last)}`;
}

/** Every delivery or milestone that the contract's term does not reach, each with why; none while the term is not set. */
export function daysNotInContract(
  { startsOn, termMonths }: { startsOn: Day | null; termMonths: number | null },
  days: readonly ContractDay[],
): { part: ContractDay["part"]; text: string }[] {
  if (!startsOn || !termMonths) return [];
  return days.flatMap((day) => {
    const text = whyDayNotInContract(day, { startsOn, termMonths });
    return text === null ? [] : [{ part: day.part, text }];
  });
}
