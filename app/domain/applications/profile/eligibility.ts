import { fundState, type Nature } from "../../funding/fund";
import { formatPence } from "../../money/format";
import { pence, portion, sum, type Pence } from "../../money/money";
import { kindLabel } from "../../organisations/organisation";
import { formatDay, type Day } from "../../shared/day";
import { formatFinancialYear, type FinancialYear } from "../../shared/financial-year";
import { isPlanComplete, type ApplicationContent } from "../application-content";
import { conditionsFor, conditionText, type ConditionKind, type FundCondition } from "./condition";
import { isCqcRegistered, meetsDspt, RECORDS, type Need, type Profile, type RegisterFacts } from "./profile";

export interface FundAsked {
  name: string;
  financialYear: FinancialYear;
  nature: Nature;
  opensOn: Day;
  closesOn: Day;
  eligibleBuyerKinds: readonly string[];
  conditions: readonly FundCondition[];
}

export interface ConditionAnswer {
  condition: ConditionKind | "dates" | "kind";
  /** Null: answered by the application itself, later. */
  met: boolean | null;
  text: string;
  /** Why not, and what to do; empty where it is met. */
  whatToDo: string;
}

export interface Eligibility {
  /** No condition is unmet. */
  eligible: boolean;
  conditions: ConditionAnswer[];
}

/** What an application says so far; without it the conditions about sums are left for later. */
export interface Applied {
  need: Need | null;
  content: ApplicationContent;
}

/**
 * Whether an organisation may apply to a fund on a day, one line for each condition. Pure: the page that lists the funds,
 * the application's own page and the action that sends it ask the same function.
 */
export function eligibilityOf(
  who: { facts: RegisterFacts; profile: Profile },
  fund: FundAsked,
  on: Day,
  applied?: Applied,
): Eligibility {
  const conditions = [
    datesOf(fund, on),
    kindOf(who.facts, fund),
    ...conditionsFor(fund.nature, fund.conditions).map((condition) =>
      answerOf(condition, who.facts, who.profile, applied),
    ),
  ];
  return { eligible: conditions.every(({ met }) => met !== false), conditions };
}

function datesOf(fund: FundAsked, on: Day): ConditionAnswer {
  const state = fundState(fund, on);
  const text = `Open from ${formatDay(fund.opensOn)} to ${formatDay(fund.closesOn)}`;
  const whatToDo = {
    open: "",
    coming: `It opens on ${formatDay(fund.opensOn)}. Get your profile ready until then.`,
    closed: `It closed on ${formatDay(fund.closesOn)}. Look for the fund of ${formatFinancialYear(fund.financialYear + 1)}.`,
  }[state];
  return { condition: "dates", met: state === "open", text, whatToDo };
}

function kindOf(facts: RegisterFacts, fund: FundAsked): ConditionAnswer {
  const kinds = fund.eligibleBuyerKinds;
  const met = kinds.length === 0 || kinds.includes(facts.kind);
  // "NHS trusts" and "GP practices" keep their capitals inside a sentence.
  const names = kinds
    .map((kind) => kindLabel(kind, true))
    .map((name) => (/^[A-Z]{2}/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)));
  return {
    condition: "kind",
    met,
    text: kinds.length === 0 ? "For every kind of organisation" : `For ${names.join(", ")}`,
    whatToDo: met
      ? ""
      : `You are in the directory as: ${kindLabel(facts.kind)}. If that is wrong, ask the NHS directory to correct it.`,
  };
}

const answer = (condition: FundCondition, met: boolean | null, whatToDo: string): ConditionAnswer => ({
  condition: condition.kind,
  met,
  text: conditionText(condition),
  whatToDo: met === true ? "" : whatToDo,
});

function answerOf(
  condition: FundCondition,
  facts: RegisterFacts,
  profile: Profile,
  applied: Applied | undefined,
): ConditionAnswer {
  const { readiness } = profile;
  const sayWhereYouStand = "Say so in your profile, under where you stand.";
  switch (condition.kind) {
    case "regions":
      return answer(
        condition,
        facts.regionCode !== null && condition.regions.includes(facts.regionCode),
        "The directory has you in another region. Ask your own region’s team which fund is for you.",
      );
    case "dspt":
      return answer(
        condition,
        meetsDspt(facts, readiness),
        facts.dsptStatus !== null
          ? `The toolkit’s register says “${facts.dsptStatus}”. Publish an assessment that meets the standards; the register is loaded again then.`
          : readiness
            ? "Publish a toolkit assessment that meets the standards, then change your profile."
            : sayWhereYouStand,
      );
    case "cqc-registered":
      return answer(
        condition,
        isCqcRegistered(facts, readiness),
        readiness
          ? "Register with the Care Quality Commission first, then change your profile."
          : sayWhereYouStand,
      );
    case "on-paper": {
      const met = readiness !== null && isOnPaper(readiness.records, condition.mixed);
      const has = readiness ? `Your profile says: ${RECORDS[readiness.records].toLowerCase()}. ` : "";
      return answer(
        condition,
        met,
        readiness
          ? `${has}This fund is for those who still have to leave paper; look for one that builds on a record.`
          : sayWhereYouStand,
      );
    }
    default:
      return appliedAnswer(condition, applied);
  }
}

function isOnPaper(records: keyof typeof RECORDS, mixed: boolean): boolean {
  return records === "paper" || (mixed && records === "mixed");
}

type AppliedCondition = Exclude<FundCondition, { kind: "regions" | "dspt" | "cqc-registered" | "on-paper" }>;

/** Conditions on what is asked for: known only once there is an application. */
function appliedAnswer(condition: AppliedCondition, applied: Applied | undefined): ConditionAnswer {
  if (!applied) return answer(condition, null, "You answer this when you apply.");
  const { need, content } = applied;
  const asked = askedOf(content);
  switch (condition.kind) {
    case "product-assured":
      return answer(
        condition,
        need === null ? null : need.assuredProduct,
        need === null
          ? "Choose the need first."
          : "Change the need in your profile to one that buys a certified solution.",
      );
    case "minimum":
      return sumAnswer(condition, asked, asked >= condition.amount, condition.amount);
    case "maximum":
      return sumAnswer(condition, asked, asked <= condition.amount, condition.amount);
    case "match": {
      const needed = portion(asked, condition.ratio);
      const own = sum((content.match ?? []).map(({ amount }) => amount));
      const met = asked === 0n || content.match === null ? null : own >= needed;
      return answer(
        condition,
        met,
        met === null
          ? "Say what you ask for and what you add."
          : `You ask for ${formatPence(asked)} and declare ${formatPence(own)} of your own: ${formatPence(pence(needed - own))} more is needed.`,
      );
    }
    case "revenue-plan": {
      const met = content.revenuePlan === null ? null : isPlanComplete(content.revenuePlan);
      return answer(condition, met, "Fill in the five years of running costs, and who pays each.");
    }
  }
}

function sumAnswer(condition: FundCondition, asked: Pence, met: boolean, limit: Pence): ConditionAnswer {
  return answer(
    condition,
    asked === 0n ? null : met,
    asked === 0n
      ? "Say how much you ask for."
      : `You ask for ${formatPence(asked)}. Change it to ${condition.kind === "minimum" ? "at least" : "at most"} ${formatPence(limit)}.`,
  );
}

/** The sum that an application asks for. In pence. */
export function askedOf(content: Pick<ApplicationContent, "asked">): Pence {
  return sum(content.asked.map(({ amount }) => amount));
}
