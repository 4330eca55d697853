import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { addDays, addMonths, formatDay, type Day } from "~/domain/shared/day";
import type { StateTable, StateWords } from "~/domain/shared/state-table";
import { numberOf, ruleOn, type DatedRule } from "./rule";

export type FrameworkState =
  | "coming"
  | "open_to_applications"
  | "assessing"
  | "standstill"
  | "live"
  | "expired"
  | "suspended"
  | "terminated";

export type FrameworkAction =
  | "open_applications"
  | "close_applications"
  | "announce_award"
  | "go_live"
  | "suspend"
  | "resume"
  | "expire"
  | "terminate";

/** The life of a framework (product.md, section 10). */
export const FRAMEWORK_STATES: StateTable<FrameworkState, FrameworkAction> = {
  coming: { open_applications: "open_to_applications", terminate: "terminated" },
  open_to_applications: { close_applications: "assessing", terminate: "terminated" },
  assessing: { announce_award: "standstill", terminate: "terminated" },
  standstill: { go_live: "live", terminate: "terminated" },
  live: { suspend: "suspended", expire: "expired", terminate: "terminated" },
  suspended: { resume: "live", expire: "expired", terminate: "terminated" },
  expired: {},
  terminated: {},
};

/** How its refusals are said. */
export const FRAMEWORK_WORDS: StateWords<FrameworkState, FrameworkAction> = {
  actions: {
    open_applications: "open this framework to applications",
    close_applications: "close this framework to applications",
    announce_award: "announce the award of this framework",
    go_live: "start this framework",
    suspend: "suspend this framework",
    resume: "resume this framework",
    expire: "let this framework expire",
    terminate: "terminate this framework",
  },
  states: {
    coming: "it is not open to applications yet",
    open_to_applications: "it is open to applications",
    assessing: "its applications are being assessed",
    standstill: "it is in its standstill period",
    live: "it is live",
    expired: "it has expired",
    suspended: "it is suspended",
    terminated: "it was terminated",
  },
};

export interface Framework {
  id: string;
  name: string;
  state: FrameworkState;
  startsOn: Day;
  /** The last day on which a call-off may be awarded. */
  endsOn: Day;
  isOpenFramework: boolean;
  /** The most that all call-offs together may come to, VAT included; null when none is stated. */
  ceiling: Pence | null;
  accreditedUntil: Day | null;
}

/** Why no call-off may be awarded under a framework on a day, or null when it may. */
export function whyNotLive(framework: Framework, on: Day): string | null {
  if (on > framework.endsOn) return `${framework.name} ended on ${formatDay(framework.endsOn)}.`;
  if (framework.state === "expired" || framework.state === "terminated" || framework.state === "suspended") {
    return `${framework.name} is ${framework.state}.`;
  }
  if (framework.state !== "live") return `${framework.name} is not live yet.`;
  if (on < framework.startsOn) return `${framework.name} starts on ${formatDay(framework.startsOn)}.`;
  return null;
}

/** True when a call-off may be awarded under the framework on a day. */
export function isLiveOn(framework: Framework, on: Day): boolean {
  return whyNotLive(framework, on) === null;
}

/** The state that people see: a live framework whose last day has passed is expired. */
export function stateOn(framework: Framework, on: Day): FrameworkState {
  const running = framework.state === "live" || framework.state === "suspended";
  return running && on > framework.endsOn ? "expired" : framework.state;
}

/**
 * What is wrong with a framework's term: closed frameworks at most four years (PA-03), open ones at most eight, and
 * four with a single supplier (PA-04). The years are parameters of the rule in force when it starts. Null when sound.
 */
export function termProblem(
  framework: Pick<Framework, "startsOn" | "endsOn" | "isOpenFramework">,
  rules: readonly DatedRule[],
): { ruleId: string; reference: string; text: string } | null {
  const ruleId = framework.isOpenFramework ? "PA-04" : "PA-03";
  const rule = ruleOn(rules, ruleId, framework.startsOn);
  const years = rule && numberOf(rule, "maximumYears");
  if (!rule || years === null) {
    const text = `No rule ${ruleId} with a longest term is on record for ${formatDay(framework.startsOn)}. Record it first.`;
    return { ruleId, reference: rule?.reference ?? "", text };
  }
  const last = addDays(addMonths(framework.startsOn, years * 12), -1);
  if (framework.endsOn <= last) return null;
  const kind = framework.isOpenFramework ? "An open framework" : "A framework";
  return {
    ruleId,
    reference: rule.reference,
    text: `${kind} lasts at most ${years} years: one that starts on ${formatDay(framework.startsOn)} ends by ${formatDay(last)}.`,
  };
}

export interface CeilingCheck {
  level: "within" | "warn" | "over";
  /** Used after the purchase, in whole per cent, rounded down. */
  percent: number;
  text: string;
}

/**
 * Where a framework stands against its ceiling with one more purchase of `more` pence in it (PA-09): warned from one
 * share of it on, refused beyond the other; both shares are whole per cent from the rule.
 */
export function checkCeiling(
  ceiling: Pence,
  used: Pence,
  more: Pence,
  limits: { warnPercent: number; refusePercent: number },
): CeilingCheck {
  const after = used + more;
  const percent = ceiling === 0n ? 100 : Number((after * 100n) / ceiling);
  const figures = `${formatPence(used as Pence, { whole: true })} of ${formatPence(ceiling, { whole: true })} is used`;
  if (after * 100n > ceiling * BigInt(limits.refusePercent)) {
    const over = (after - (ceiling * BigInt(limits.refusePercent)) / 100n) as Pence;
    const text = `${figures}, and this purchase of ${formatPence(more, { whole: true })} would go over the framework's ceiling by ${formatPence(over, { whole: true })}.`;
    return { level: "over", percent, text };
  }
  if (after * 100n >= ceiling * BigInt(limits.warnPercent)) {
    const text = `${figures}. With this purchase it is at ${percent}%, past the warning at ${limits.warnPercent}%.`;
    return { level: "warn", percent, text };
  }
  return { level: "within", percent, text: `${figures}.` };
}
