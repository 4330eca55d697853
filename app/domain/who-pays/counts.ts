import { COUNTED_UNITS, type CountedUnit } from "~/domain/agreements/rules/rule";
import { formatDay, type Day } from "~/domain/shared/day";
import type { CostedItem } from "./cost";
import { countKey, type FactEvidence } from "./fact-evidence";

/** The names under which the directory records what is counted of an organisation. */
export const COUNT_FACTS = {
  registeredPatient: "registered_patients",
  weightedPatient: "weighted_patients",
  bed: "beds",
  serviceUser: "service_users",
  staffWTE: "staff_wte",
} as const satisfies Partial<Record<CountedUnit, string>>;

/** Units of which one is one person's right to use it. */
const LICENCE_UNITS = ["user", "licence"];

interface Recorded {
  code: string;
  name: string;
  asAt: Day;
  number: bigint | null;
  source: string;
}

export interface Counts {
  counts: Partial<Record<CountedUnit, bigint>>;
  evidence: FactEvidence[];
}

/** The newest of each organisation's counts up to a day. */
function newest(
  recorded: readonly Recorded[],
  name: string,
  codes: readonly string[],
  asAt: Day,
): Recorded[] {
  const found = new Map<string, Recorded>();
  for (const each of recorded) {
    if (each.name !== name || each.number === null || each.asAt > asAt || !codes.includes(each.code))
      continue;
    const before = found.get(each.code);
    if (!before || before.asAt < each.asAt) found.set(each.code, each);
  }
  return [...found.values()];
}

function words(unit: CountedUnit, count: bigint): string {
  return `${count.toLocaleString("en-GB")} ${COUNTED_UNITS[unit][count === 1n ? 0 : 1]}`;
}

/**
 * What is counted of those who receive a purchase, as at a day: for each organisation its newest count up to that day.
 * Where nothing is recorded about any recipient, the buyer's own count stands. Locations and licences follow from the
 * purchase itself.
 */
export function countsAt(
  recorded: readonly Recorded[],
  purchase: { buyerCode: string; items: readonly CostedItem[] },
  asAt: Day,
  censusDate?: Day,
): Counts {
  const { buyerCode, items } = purchase;
  const recipients = [
    ...new Set(items.flatMap((item) => item.quantities.map((one) => one.organisationCode))),
  ];
  const counts: Counts["counts"] = {};
  const evidence: FactEvidence[] = [];
  const note = (unit: CountedUnit, count: bigint, whence: string) => {
    counts[unit] = count;
    evidence.push({ key: countKey(unit, censusDate), text: `${words(unit, count)}${whence}.` });
  };
  for (const [unit, name] of Object.entries(COUNT_FACTS) as [CountedUnit, string][]) {
    const own = newest(recorded, name, recipients, asAt);
    const found = own.length > 0 ? own : newest(recorded, name, [buyerCode], asAt);
    if (found.length === 0) continue;
    const total = found.reduce((sum, one) => sum + one.number!, 0n);
    const last = found
      .map((one) => one.asAt)
      .sort()
      .at(-1)!;
    const of =
      found.length === 1 ? found[0]!.code : `${found.length} of the order’s ${recipients.length} recipients`;
    const sources = [...new Set(found.map((one) => one.source))].slice(0, 2).join("; ");
    const census = censusDate ? ` as at ${formatDay(censusDate)}` : "";
    note(unit, total, ` of ${of}${census}, counted on ${formatDay(last)} (${sources})`);
  }
  note("location", BigInt(recipients.length), ", the recipients of the order");
  const licences = items.filter(
    (item) => item.costCategory === "licence-subscription" && LICENCE_UNITS.includes(item.price.unit),
  );
  if (licences.length > 0) {
    const total = licences.flatMap((item) => item.quantities).reduce((sum, one) => sum + one.quantity, 0n);
    note("licence", total, ", the quantities of the order");
  }
  return { counts, evidence };
}
