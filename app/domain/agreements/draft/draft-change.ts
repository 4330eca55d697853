import { formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import type { AgreementScope } from "../agreement";
import type { Rule } from "../rules/rule";

/** What of a draft can be changed. */
export interface AgreementDraft {
  title: string;
  summary: string;
  parties: readonly string[];
  effectiveFrom: Day;
  effectiveTo: Day | null;
  scope: AgreementScope;
  rules: readonly Rule[];
}

/** One change of one part. A new rule gets a number of its own, whatever number it comes with. */
export type DraftChange =
  | { part: "words"; title: string; summary: string }
  | { part: "add-party"; organisationCode: string }
  | { part: "remove-party"; organisationCode: string }
  | { part: "scope"; scope: AgreementScope }
  | { part: "dates"; effectiveFrom: Day; effectiveTo: Day | null }
  | { part: "add-rule"; rule: Rule }
  | { part: "change-rule"; rule: Rule }
  | { part: "remove-rule"; ruleNumber: number }
  | { part: "move-rule"; ruleNumber: number; by: 1 | -1 };

export interface ChangedDraft {
  draft: AgreementDraft;
  /** What was done, for the audit trail: "Moved rule 4 up". */
  summary: string;
  before: unknown;
  after: unknown;
}

/**
 * Applies one change. `nextNumber` is the first rule number that no version of the agreement has used:
 * numbers are never given twice, so that differences between versions can name a rule by its number; `nameOf` names
 * the code of an organisation. Throws
 * Problem when the change does not fit the draft as it is. Throws Problem rule-broken `dates-not-in-order`,
 * conflict `no-such-rule`.
 */
export function applyChange(
  draft: AgreementDraft,
  change: DraftChange,
  { nextNumber, nameOf }: { nextNumber: number; nameOf: (code: string) => string },
): ChangedDraft {
  switch (change.part) {
    case "words": {
      const { title, summary } = change;
      const before = { title: draft.title, summary: draft.summary };
      return {
        draft: { ...draft, title, summary },
        summary: "Changed the title and summary",
        before,
        after: { title, summary },
      };
    }
    case "scope":
      return {
        draft: { ...draft, scope: change.scope },
        summary: "Changed what it covers",
        before: draft.scope,
        after: change.scope,
      };
    case "dates":
      return changeDates(draft, change);
    case "add-party":
    case "remove-party":
      return changeParties(draft, change, nameOf);
    default:
      return changeRules(draft, change, nextNumber);
  }
}

function changeDates(
  draft: AgreementDraft,
  { effectiveFrom, effectiveTo }: { effectiveFrom: Day; effectiveTo: Day | null },
): ChangedDraft {
  if (effectiveTo !== null && effectiveTo < effectiveFrom) {
    throw new Problem("rule-broken", "dates-not-in-order", {
      title: "The last day must be on or after the first day.",
      detail: `The first day is ${formatDay(effectiveFrom)} and the last day ${formatDay(effectiveTo)}.`,
    });
  }
  const before = { effectiveFrom: draft.effectiveFrom, effectiveTo: draft.effectiveTo };
  const after = { effectiveFrom, effectiveTo };
  return { draft: { ...draft, ...after }, summary: "Changed its dates", before, after };
}

function changeParties(
  draft: AgreementDraft,
  { part, organisationCode }: { part: "add-party" | "remove-party"; organisationCode: string },
  nameOf: (code: string) => string,
): ChangedDraft {
  const name = nameOf(organisationCode);
  const others = draft.parties.filter((code) => code !== organisationCode);
  const isParty = others.length < draft.parties.length;
  const adding = part === "add-party";
  if (adding === isParty) {
    throw new Problem("conflict", adding ? "party-already" : "party-not-there", {
      title: adding ? `${name} is a party already.` : `${name} is not a party to this draft.`,
      detail: "Look at the list of parties as it is now.",
    });
  }
  const parties = adding ? [...others, organisationCode] : others;
  const summary = adding ? `Added ${name} as a party` : `Removed ${name} from the parties`;
  return { draft: { ...draft, parties }, summary, before: draft.parties, after: parties };
}

type RuleChange = Extract<DraftChange, { part: "add-rule" | "change-rule" | "remove-rule" | "move-rule" }>;

function changeRules(draft: AgreementDraft, change: RuleChange, nextNumber: number): ChangedDraft {
  const { rules } = draft;
  if (change.part === "add-rule") {
    const rule = { ...change.rule, ruleNumber: nextNumber };
    const last = rules.at(-1);
    // The rule that takes what is left stays the last.
    const at = last?.shape === "residual" && rule.shape !== "residual" ? rules.length - 1 : rules.length;
    return withRules(draft, rules.toSpliced(at, 0, rule), `Added rule ${nextNumber}`);
  }
  const number = change.part === "change-rule" ? change.rule.ruleNumber : change.ruleNumber;
  const at = rules.findIndex((rule) => rule.ruleNumber === number);
  if (at < 0) {
    throw new Problem("conflict", "no-such-rule", {
      title: `There is no rule ${number} in this draft.`,
      detail: "Somebody may have removed it since you opened the page.",
    });
  }
  if (change.part === "change-rule")
    return withRules(draft, rules.with(at, change.rule), `Changed rule ${number}`);
  if (change.part === "remove-rule")
    return withRules(draft, rules.toSpliced(at, 1), `Removed rule ${number}`);
  const to = Math.min(rules.length - 1, Math.max(0, at + change.by));
  const moved = rules.toSpliced(at, 1).toSpliced(to, 0, rules[at]!);
  return withRules(draft, moved, `Moved rule ${number} ${change.by < 0 ? "up" : "down"}`);
}

function withRules(draft: AgreementDraft, rules: readonly Rule[], summary: string): ChangedDraft {
  return { draft: { ...draft, rules }, summary, before: draft.rules, after: rules };
}

/** The first rule number that none of the rules has. */
export function nextRuleNumber(rules: readonly Rule[]): number {
  return Math.max(0, ...rules.map((rule) => rule.ruleNumber)) + 1;
}
