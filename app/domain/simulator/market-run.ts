import type { AgreementScope, AgreementVersion } from "~/domain/agreements/agreement";
import type { Actor } from "~/domain/audit/event";
import { formatPence } from "~/domain/money/format";
import { sum, type Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";

export type MarketRunState = "running" | "done";

/** Which orders a run is about, besides its financial year; what is left out does not matter. */
export interface RunScope {
  lots?: readonly string[];
  buyerKinds?: readonly string[];
  /** Of the agreement version whose rules are tried: orders outside it stay as they were. */
  agreement?: AgreementScope;
}

/** Orders worked out in one transaction: few enough that the progress moves. */
export const BATCH = 25;

export interface RunTotal {
  payerCode: string;
  payerName: string;
  before: Pence;
  after: Pence;
  difference: Pence;
}

/** The answer for a market run that does not exist. Answers Problem not-found `no-such-run`. */
export function noSuchRun(id: string): Problem {
  return new Problem("not-found", "no-such-run", {
    title: `There is no market run ${id}.`,
    next: { label: "See the market runs", href: "/commercial/market-runs" },
  });
}

/**
 * Throws not-allowed for everybody but a commercial officer (or the system itself). Codes: not-allowed
 * `officers-only`.
 */
export function requireRunner(actor: Actor): void {
  if (actor.userId === null || actor.roles.includes("commercial_officer")) return;
  throw new Problem("not-allowed", "officers-only", {
    title: "Only a commercial officer can start a run over the market.",
    detail: "Ask the commercial team. Their runs can be read by auditors.",
  });
}

/** The rules of a run as the engine applies them, whatever the dates of the agreement that they come from. */
export function runAgreement(run: {
  title: string;
  rules: AgreementVersion["rules"];
  parties: readonly string[];
  scope: RunScope;
  from: Day;
}): AgreementVersion {
  return {
    agreementId: "market-run",
    version: 0,
    title: run.title,
    parties: run.parties,
    effectiveFrom: run.from,
    effectiveTo: null,
    scope: run.scope.agreement ?? {},
    rules: run.rules,
  };
}

const size = (amount: bigint) => (amount < 0n ? -amount : amount) as Pence;

/** What a finished run found, in one sentence. */
export function runFinding(totals: readonly RunTotal[]): string {
  const changed = totals
    .filter(({ difference }) => difference !== 0n)
    .sort((a, b) => Number(size(b.difference) - size(a.difference)));
  const [first, second] = changed;
  if (!first) return "These rules would have changed nothing";
  const words = ({ difference }: RunTotal) =>
    `${formatPence(size(difference), { whole: true })} ${difference > 0n ? "more" : "less"}`;
  const others = changed.length - 1;
  const one = `${first.payerName} would have paid ${words(first)}`;
  if (!second) return one;
  return others === 1
    ? `${one} and ${second.payerName} ${words(second)}`
    : `${one}; the shares of ${others} other payers change too`;
}

/** What all payers together bear before and after, for the picture beside the finding. */
export function runTotalFinding(totals: readonly RunTotal[]): string {
  const [before, after] = [totals.map((row) => row.before), totals.map((row) => row.after)].map(sum);
  if (before === after)
    return `In all, these orders cost the payers the same ${formatPence(after!, { whole: true })}`;
  return `In all, these orders cost the payers ${formatPence(before!, { whole: true })} before and ${formatPence(after!, { whole: true })} after`;
}

/** Whose rules a run tried, in words: "Scenario SIM-0001" or "Agreement AG-0001, version 2". */
export function runSourceWords({ sourceKind, sourceRef }: { sourceKind: string; sourceRef: string }): string {
  if (sourceKind === "scenario") return `Scenario ${sourceRef}`;
  const [agreementId, version] = sourceRef.split(":");
  return `Agreement ${agreementId}, version ${version}`;
}
