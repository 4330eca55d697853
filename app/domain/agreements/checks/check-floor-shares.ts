import { listed } from "~/domain/shared/sentence";
import type { Contradiction } from "./contradiction";
import { NOTHING, percentText, plus } from "../rules/ratio-sums";
import type { FloorRule, PayerRef, Ratio } from "../rules/rule";

/** What one rule makes one payer pay of the whole of a kind of cost. */
export interface Paid {
  ruleNumber: number;
  payer: PayerRef;
  portion: Ratio;
}

/**
 * A minimum contribution that the others' percentages leave no room for: 80% and 20% beside "pays at least 10%". The
 * engine would cut every share, so no sentence of the agreement would be true. A minimum in pounds clashes where the
 * others pay all of it.
 */
export function floorClash(floor: FloorRule, paid: readonly Paid[], where: string): Contradiction | null {
  const others = paid.filter(({ payer }) => payer !== floor.payer);
  const sum = others.reduce((total, { portion }) => plus(total, portion), NOTHING);
  const withFloor = floor.portion === undefined ? sum : plus(sum, floor.portion);
  const holds = floor.portion === undefined ? withFloor.n < withFloor.d : withFloor.n <= withFloor.d;
  if (holds || others.length === 0) return null;
  const numbers = [...new Set(others.map(({ ruleNumber }) => ruleNumber))];
  const rules = numbers.length === 1 ? `rule ${numbers[0]} pays` : `rules ${listed(numbers)} together pay`;
  const least =
    floor.portion === undefined ? "a minimum sum" : `at least ${percentText(plus(NOTHING, floor.portion))}`;
  const text = `Rule ${floor.ruleNumber} makes ${floor.payer} pay ${least}, and ${rules} ${percentText(sum)} of ${where}. They cannot all hold: lower a percentage, or the minimum.`;
  return { code: "floor-against-shares", ruleNumbers: [floor.ruleNumber, ...numbers], text };
}
