import { pence, unitPrice, type Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import type { ComparedSolution } from "./comparison";

/** What the lock kept of one solution: as it was compared on that day. Whole numbers stand in it as text. */
export interface LockedEvidence {
  on: Day;
  compared: ComparedSolution;
}

const SUMS = new Set([
  "net",
  "vat",
  "gross",
  "perYear",
  "recoverableVat",
  "cost",
  "ownCost",
  "minimumCharge",
  "maximumCharge",
]);
const QUANTITIES = new Set(["from", "to", "quantity"]);

/** Text back to what it was, by the name it stands under; `working` and all other text stay as they are. */
function revive(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => revive("", each));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, revive(key, each)]));
  }
  if (typeof value !== "string" || !/^-?\d+$/.test(value)) return value;
  if (SUMS.has(name)) return pence(BigInt(value)) satisfies Pence;
  if (name === "unitPrice") return unitPrice(BigInt(value));
  return QUANTITIES.has(name) ? BigInt(value) : value;
}

/** Reads what the lock kept. The reasons and the choice came later and are not in it. */
export function readEvidence(stored: unknown): LockedEvidence {
  const { on, compared } = revive("", stored) as LockedEvidence;
  // Locks of before services were compared kept the price of the solution alone.
  const { vat, gross } = compared.offer.quote ?? { vat: pence(0), gross: pence(0) };
  return {
    on,
    compared: {
      ...compared,
      needed: compared.needed ?? { services: [], missing: null },
      total: { ...compared.total, vat: compared.total.vat ?? vat, gross: compared.total.gross ?? gross },
    },
  };
}
