import { formatDay, type Day } from "../shared/day";
import { formatFinancialYear, type FinancialYear } from "../shared/financial-year";
import { Problem } from "../shared/problem";
import { listed } from "../shared/sentence";

/** The financial years of a programme, both ends counted; one without a last year has not said when it ends. */
export interface ProgrammeYears {
  firstYear: FinancialYear;
  lastYear: FinancialYear | null;
}

/** How a form says that no last year is known. */
export const NO_LAST_YEAR = "none";

/** What officers write of a programme. Its sources are addresses on the web. */
export interface ProgrammeTerms extends ProgrammeYears {
  name: string;
  summary: string;
  /** "NHS England to integrated care boards to practices" */
  flow: string;
  amountText: string;
  ruleText: string;
  sources: string[];
}

/** "2026/27 to 2028/29", "2026/27", or "2026/27 onwards" where no last year is known. */
export function yearsText({ firstYear, lastYear }: ProgrammeYears): string {
  const first = formatFinancialYear(firstYear);
  if (lastYear === null) return `${first} onwards`;
  return lastYear === firstYear ? first : `${first} to ${formatFinancialYear(lastYear)}`;
}

/** A name as it is kept: without spaces around it or two in a row, so that "A  b " is the same name as "A b". */
export const nameAsKept = (name: string): string => name.trim().replaceAll(/\s+/g, " ");

/** Whether this is an address on the web that somebody can follow: http or https, and a host with a dot. */
export function isWebAddress(text: string): boolean {
  if (/\s/.test(text)) return false;
  try {
    const { protocol, hostname } = new URL(text);
    return (protocol === "http:" || protocol === "https:") && /^[^.]+(\.[^.]+)+$/.test(hostname);
  } catch {
    return false;
  }
}

/** Why these years cannot be, one sentence; null when they can. `fundYears` are those of the programme's funds. */
export function whyNotYears(
  { firstYear, lastYear }: ProgrammeYears,
  fundYears: readonly FinancialYear[] = [],
): string | null {
  if (lastYear !== null && lastYear < firstYear) return "The last year cannot be before the first.";
  const outside = [...new Set(fundYears)]
    .filter((year) => year < firstYear || (lastYear !== null && year > lastYear))
    .sort((a, b) => a - b);
  if (outside.length === 0) return null;
  return `The programme has a fund of ${listed(outside.map(formatFinancialYear))}, so its years cannot leave that out.`;
}

/**
 * Throws a Problem where the terms of a programme cannot be kept: no name, years the wrong way round or without those of
 * its funds, a source that is no address. Throws Problem rule-broken `programme-terms`.
 */
export function requireProgrammeTerms(terms: ProgrammeTerms, fundYears: readonly FinancialYear[] = []): void {
  const years = whyNotYears(terms, fundYears);
  const bad = terms.sources.filter((source) => !isWebAddress(source));
  const reasons = [
    ...(nameAsKept(terms.name) ? [] : ["A programme has a name."]),
    ...(years ? [years] : []),
    ...bad.map((source) => `“${source}” is no address on the web.`),
  ];
  if (reasons.length === 0) return;
  throw new Problem("rule-broken", "programme-terms", {
    title: "A programme cannot have these terms.",
    detail: reasons.join(" "),
  });
}

/** The refusal of a name that another programme bears, whatever its case. */
export const programmeNameTaken = (name: string) =>
  new Problem("conflict", "programme-exists", {
    title: `There is a programme ${name} already.`,
    detail: "Two programmes of one name cannot be told apart. Give this one another name.",
  });

/** What still hangs on a programme: its funds by name and last day, and requests to open one that wait for an officer. */
export interface HangsOn {
  closedOn: Day | null;
  funds: readonly { name: string; closesOn: Day }[];
  /** Numbers of the requests, for example FR-0001. */
  requests: readonly string[];
}

/**
 * Why a programme cannot be closed today; null when it can. A closed programme opens no fund any more, so none of its own
 * may be open or still to open. Answers null or Problem conflict `programme-closed`, rule-broken `programme-has-open-funds`.
 */
export function whyNotClose(programme: HangsOn & { name: string }, today: Day): Problem | null {
  if (programme.closedOn !== null) {
    return new Problem("conflict", "programme-closed", {
      title: `${programme.name} was closed on ${formatDay(programme.closedOn)} already.`,
    });
  }
  const open = programme.funds.filter((fund) => fund.closesOn >= today);
  const reasons = [
    ...open.map((fund) => `${fund.name} closes on ${formatDay(fund.closesOn)}.`),
    ...programme.requests.map((id) => `${id} asks to open a fund in it.`),
  ];
  if (reasons.length === 0) return null;
  return new Problem("rule-broken", "programme-has-open-funds", {
    title: `${programme.name} still has money that orders may use, or will.`,
    detail: `${reasons.join(" ")} Close its funds first, with their last day, and decide on what was asked for.`,
    rule: "A programme is closed after its funds",
    next: { label: "See its funds", href: "/commercial/funding" },
  });
}

/**
 * Throws where no fund of this year is opened in a programme, because it is closed or its years leave that year out.
 * Programmes whose years are only told in words take any. Throws Problem rule-broken `programme-is-closed` and
 * `outside-programme-years`.
 */
export function requireTakesFund(
  programme: {
    name: string;
    closedOn: Day | null;
    firstYear: FinancialYear | null;
    lastYear: FinancialYear | null;
  },
  year: FinancialYear,
): void {
  const { name, closedOn, firstYear, lastYear } = programme;
  if (closedOn !== null) {
    throw new Problem("rule-broken", "programme-is-closed", {
      title: `${name} was closed on ${formatDay(closedOn)}: no fund is opened in it any more.`,
      detail: "Choose a programme that is open, or open this one again.",
    });
  }
  if (firstYear === null || whyNotYears({ firstYear, lastYear }, [year]) === null) return;
  throw new Problem("rule-broken", "outside-programme-years", {
    title: `${formatFinancialYear(year)} is not among the years of ${name} (${yearsText({ firstYear, lastYear })}).`,
    detail: "Choose another year, or change the years of the programme first.",
  });
}
