import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import type { Framework } from "./framework";
import type { DatedRule, DatedThreshold } from "./rule";

/** Ways to buy: two under the framework, two outside it. */
export const ROUTES = ["direct_award", "further_competition", "below_threshold", "open_procedure"] as const;
export type Route = (typeof ROUTES)[number];

export const ROUTE_NAMES: Record<Route, string> = {
  direct_award: "Direct award",
  further_competition: "Further competition",
  below_threshold: "Purchase below the threshold",
  open_procedure: "Open procedure",
};

export const ROUTE_HINTS: Record<Route, string> = {
  direct_award: "Under the framework: its objective mechanism names the supplier, and you order from it.",
  further_competition: "Under the framework: every capable supplier of the lot is invited to bid.",
  below_threshold: "Outside the framework: a purchase too small for the full rules.",
  open_procedure: "Outside the framework: a tender on Find a Tender that anybody may answer.",
};

export interface Lot {
  id: string;
  number: string;
  name: string;
  minimumValue: Pence | null;
  maximumValue: Pence | null;
  minimumTermMonths: number;
  maximumTermMonths: number;
  eligibleBuyerKinds: readonly string[];
  /** The objective mechanism that names the supplier of a direct award; null when the framework states none. */
  directAwardMechanism: string | null;
  directAwardLimit: Pence | null;
  competitionLimit: Pence | null;
  /** In basis points, how far an order may leave what was compared before the mechanism is run again. */
  awardTolerance?: number;
}

export type LotStatus = "active" | "suspended" | "excluded" | "not-admitted";

export interface RouteCandidate {
  solutionId: string;
  solutionName: string;
  supplierId: string;
  supplierName: string;
  /** The supplier's status in the lot on the day. */
  lotStatus: LotStatus;
  lotStatusReason: string | null;
  /** The solution itself is offered in the lot. */
  inLot: boolean;
  compliant: boolean;
}

export interface RouteInputs {
  on: Day;
  framework: Framework;
  lot: Lot;
  buyer: { code: string; name: string; kind: string };
  candidates: readonly RouteCandidate[];
  /** Suppliers active in the lot on the day, whether considered or not. */
  activeSuppliersInLot: number;
  /** Over the whole term with all its options, VAT included; null while no solution is chosen, when it is not known. */
  valueIncVat: Pence | null;
  termMonths: number;
  /** Gross value of the framework's live call-offs so far. */
  ceilingUsed: Pence;
  rules: readonly DatedRule[];
  thresholds: readonly DatedThreshold[];
}

export interface RouteReason {
  ruleId: string;
  /** Where the rule is written; empty when no such rule is in force on the day. */
  reference: string;
  text: string;
  effect: "closes" | "allows" | "warns";
}

/** JSON-safe: it is kept as evidence of the award. */
export interface RouteAnswer {
  route: Route;
  name: string;
  open: boolean;
  reasons: RouteReason[];
}
