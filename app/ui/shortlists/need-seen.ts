import { formatDay, type Day } from "~/domain/shared/day";
import type { Seen } from "~/domain/shared/seen";
import { quantitiesText } from "./quantities-text";

/** What the form of a need shows of what is stored, in the words of its fields. */
export function seenNeed(
  stored: {
    name: string;
    need: string;
    lotId: string | null;
    quantities: Record<string, string>;
    termMonths: number;
    startsOn: Day;
  },
  lots: readonly { id: string; name: string }[],
): Seen {
  const { name, need, lotId, quantities, termMonths, startsOn } = stored;
  const inOrder = Object.fromEntries(Object.entries(quantities).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    "Name of the shortlist": name,
    "What you need": need,
    "Framework lot": lots.find((lot) => lot.id === lotId)?.name ?? lotId ?? "",
    "How many": quantitiesText(inOrder),
    Term: `${termMonths} months`,
    "When it should start": formatDay(startsOn),
  };
}
