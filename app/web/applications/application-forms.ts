import { NAMED } from "~/web/forms/too-long";
import { tooLong } from "~/domain/shared/range-words";
import { z } from "zod";
import type { Match, PlanYear } from "~/domain/applications/application-content";
import { LONGEST_ANSWER, MOST_MATCHES, planYears } from "~/domain/applications/application-content";
import {
  CQC_STATUSES,
  DSPT_STATUSES,
  MATURITY_ANSWERS,
  MATURITY_QUESTIONS,
  RECORDS,
  type MaturityAnswer,
  type MaturityQuestion,
  type NeedCost,
  type Readiness,
} from "~/domain/applications/profile/profile";
import { isCostCategory } from "~/domain/agreements/rules/cost-line";
import { parsePence } from "~/domain/money/format";
import { LARGEST_SUM, PENNY, sumFrom } from "~/domain/money/sum";
import { ZERO, type Pence } from "~/domain/money/money";
import { MOST_EDITS, requireDay } from "~/web/orders/order-forms";
import { numberPattern } from "~/domain/shared/document-number";
import { proofKey } from "~/domain/shared/proof";

/** Addresses and forms of the profile's and the application's pages. */
export const ApplicationParams = z.object({ id: z.string().regex(numberPattern("application")) });
export const GrantParams = z.object({ id: z.string().regex(numberPattern("grantAward")) });
export const FundParams = z.object({ fund: z.string().min(1).max(60) });
export const NeedParams = z.object({ need: z.string().regex(/^(new|ND-\d{4,15})$/) });

export const version = z.coerce.number().int().min(0).max(MOST_EDITS);

type Fields = Record<string, unknown>;
interface Issues {
  addIssue(issue: { code: "custom"; path: string[]; message: string }): void;
}

export function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value.trim() : "";
}

const oneOf = <T extends string>(options: Readonly<Record<T, unknown>>, message: string) =>
  z.enum(Object.keys(options) as [T, ...T[]], message);

/** A sum above zero, or above or equal to it; what is wrong is said beside the field. */
export function requireSum(
  fields: Fields,
  name: string,
  words: string,
  ctx: Issues,
  options: { zero?: boolean } = {},
): Pence | null {
  const amount = parsePence(textOf(fields, name));
  if (amount !== null && amount > LARGEST_SUM) {
    ctx.addIssue({
      code: "custom",
      path: [name],
      message: `Enter ${words}, ${sumFrom(options.zero ? ZERO : PENNY, LARGEST_SUM)}`,
    });
    return null;
  }
  if (amount !== null && (amount > 0n || (options.zero && amount === 0n))) return amount;
  ctx.addIssue({
    code: "custom",
    path: [name],
    message: textOf(fields, name) === "" ? `Enter ${words}` : `Enter ${words} in pounds, for example 12,500`,
  });
  return null;
}

export const ReadinessForm = z
  .looseObject({
    version,
    dspt: oneOf(DSPT_STATUSES, "Choose what your toolkit assessment says"),
    cqc: oneOf(CQC_STATUSES, "Choose whether you are registered with the Care Quality Commission"),
    records: oneOf(RECORDS, "Choose how you keep records"),
    system: z.string().trim().max(200, "Keep the system to 200 characters").optional().default(""),
  })
  .transform((form, ctx): { version: number; readiness: Readiness } => {
    const maturity = {} as Record<MaturityQuestion, MaturityAnswer>;
    for (const question of Object.keys(MATURITY_QUESTIONS) as MaturityQuestion[]) {
      const answer = textOf(form, question);
      if (answer in MATURITY_ANSWERS) maturity[question] = answer as MaturityAnswer;
      else
        ctx.addIssue({
          code: "custom",
          path: [question],
          message: `Answer: ${MATURITY_QUESTIONS[question]}`,
        });
    }
    const { dspt, cqc, records, system } = form;
    return { version: form.version, readiness: { dspt, cqc, records, system, maturity } };
  });

export const MOST_COSTS = 12;

/** The rows of a need's costs; a row without a sum and a category is left out. */
function readCosts(fields: Fields, ctx: Issues): NeedCost[] {
  const costs: NeedCost[] = [];
  for (let row = 0; row < MOST_COSTS; row += 1) {
    const name = (part: string) => `costs-${row}-${part}`;
    const category = textOf(fields, name("category"));
    if (category === "" && textOf(fields, name("amount")) === "") continue;
    const amount = requireSum(fields, name("amount"), "what it costs", ctx);
    const nature = textOf(fields, name("nature"));
    const year = Number(textOf(fields, name("year")));
    if (!isCostCategory(category))
      ctx.addIssue({ code: "custom", path: [name("category")], message: "Choose what the cost is for" });
    else if (nature !== "capital" && nature !== "revenue")
      ctx.addIssue({ code: "custom", path: [name("nature")], message: "Choose capital or revenue" });
    else if (!Number.isInteger(year) || year < 2020 || year > 2100)
      ctx.addIssue({ code: "custom", path: [name("year")], message: "Choose the financial year" });
    else if (amount !== null) costs.push({ category, nature, financialYear: year, amount });
  }
  return costs;
}

const LONGEST_LINE = 200;
const MATCH_PARTS = {
  source: "where it comes from",
  evidence: "what shows that the money is there",
} as const;
const line = (words: string, most = LONGEST_LINE) =>
  z.string(`Enter ${words}`).trim().min(1, `Enter ${words}`).max(most, NAMED);

export const NeedForm = z
  .looseObject({
    version,
    title: line("a name for the need, for example A digital care record", 100),
    summary: line("what you need and why", 1_500),
    capability: line("what the system must be able to do, for example Care planning"),
    assured: z.enum(["yes", "no"], "Choose whether you will buy a certified solution"),
    contactName: line("the name of the person to ask"),
    contactEmail: z
      .email("Enter an e-mail address, for example name@example.nhs.uk")
      .max(LONGEST_LINE, NAMED),
  })
  .transform((form, ctx) => {
    const startsOn = requireDay(form, "startsOn", "the date on which the work starts", ctx);
    const costs = readCosts(form, ctx);
    if (
      costs.length === 0 &&
      !Object.keys(form).some((name) => /^costs-\d+-amount$/.test(name) && textOf(form, name))
    )
      ctx.addIssue({ code: "custom", path: ["costs-0-category"], message: "Enter at least one cost" });
    if (!startsOn) return z.NEVER;
    const { title, summary, capability, contactName, contactEmail } = form;
    const assuredProduct = form.assured === "yes";
    return {
      version: form.version,
      need: { title, summary, capability, assuredProduct, startsOn, contactName, contactEmail, costs },
    };
  });

const Removal = z.object({ remove: z.literal("yes"), version });

/** The page of a need sends the need, or that it is to be removed. (A union would lose which field is wrong.) */
export const NeedOrRemoval = z.unknown().transform((fields, ctx) => {
  const removal = Removal.safeParse(fields);
  if (removal.success) return { version: removal.data.version, need: null };
  const parsed = NeedForm.safeParse(fields);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) ctx.addIssue({ code: "custom", path, message });
  return z.NEVER;
});

/** What is asked for of each cost, by the cost's position on the page. */
export function readAsked(
  fields: Fields,
  costs: readonly NeedCost[],
): { asked: NeedCost[]; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const asked = costs.flatMap((cost, index): NeedCost[] => {
    const name = `asked-${index}`;
    const typed = textOf(fields, name);
    if (typed === "") return [];
    const amount = parsePence(typed);
    if (amount === null || amount < 0n) errors[name] = "Enter a sum in pounds, for example 12,500";
    else if (amount > cost.amount) errors[name] = "Ask for at most what it costs";
    else return [{ ...cost, amount }];
    return [];
  });
  if (Object.keys(errors).length === 0 && asked.every(({ amount }) => amount === 0n))
    errors["asked-0"] = "Enter how much you ask for of at least one cost";
  return { asked, errors };
}

export const MatchForm = z
  .looseObject({ editCount: version, own: z.enum(["yes", "no"], "Choose whether you add money of your own") })
  .transform((form, ctx): { editCount: number; match: Match[] } => {
    const match: Match[] = [];
    if (form.own === "no") return { editCount: form.editCount, match };
    for (let row = 0; row < MOST_MATCHES; row += 1) {
      const name = (part: string) => `match-${row}-${part}`;
      if (["amount", "source", "evidence"].every((part) => textOf(form, name(part)) === "")) continue;
      const amount = requireSum(form, name("amount"), "how much you add", ctx);
      const source = textOf(form, name("source"));
      const evidence = textOf(form, name("evidence"));
      const nature = textOf(form, name("nature"));
      if (source === "")
        ctx.addIssue({ code: "custom", path: [name("source")], message: "Enter where it comes from" });
      for (const [part, text] of Object.entries({ source, evidence }))
        if (text.length > LONGEST_LINE)
          ctx.addIssue({
            code: "custom",
            path: [name(part)],
            message: tooLong(MATCH_PARTS[part as keyof typeof MATCH_PARTS], LONGEST_LINE),
          });
      if (evidence === "")
        ctx.addIssue({
          code: "custom",
          path: [name("evidence")],
          message: "Enter what shows that the money is there",
        });
      if (nature !== "capital" && nature !== "revenue")
        ctx.addIssue({ code: "custom", path: [name("nature")], message: "Choose capital or revenue" });
      else if (amount !== null) {
        if (match.some((one) => proofKey(one.evidence) === proofKey(evidence)))
          ctx.addIssue({
            code: "custom",
            path: [name("evidence")],
            message: `“${evidence}” stands above already. One proof counts once: name another, or add the two sums up`,
          });
        match.push({ amount, source, nature, evidence });
      }
    }
    if (match.length === 0)
      ctx.addIssue({ code: "custom", path: ["match-0-amount"], message: "Enter how much you add" });
    return { editCount: form.editCount, match };
  });

/** Five years of running costs from the fund's year on; null when every year is empty: there is no plan, or no more. */
export function readPlan(
  fields: Fields,
  from: number,
): { plan: PlanYear[] | null; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const isEmpty = planYears(from).every((year) =>
    [`amount-${year}`, `payer-${year}`].every((name) => textOf(fields, name) === ""),
  );
  if (isEmpty) return { plan: null, errors };
  const ctx: Issues = { addIssue: ({ path, message }) => (errors[path[0]!] ??= message) };
  const plan = planYears(from).map((financialYear) => {
    const amount = requireSum(fields, `amount-${financialYear}`, "the running costs, 0 if none", ctx, {
      zero: true,
    });
    const payer = textOf(fields, `payer-${financialYear}`);
    if (payer.length > LONGEST_LINE)
      errors[`payer-${financialYear}`] = tooLong("who pays these costs", LONGEST_LINE);
    if (amount !== null && amount > 0n && payer === "")
      errors[`payer-${financialYear}`] = "Enter who pays these costs";
    return { financialYear, amount: amount ?? (0n as Pence), payer };
  });
  return { plan, errors };
}

/** The answers to a fund's questions. */
export function readAnswers(
  fields: Fields,
  criteria: readonly { id: string; title: string }[],
): { answers: Record<string, string>; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const answers: Record<string, string> = {};
  for (const { id, title } of criteria) {
    const answer = textOf(fields, `answer-${id}`);
    if (answer.length > LONGEST_ANSWER)
      errors[`answer-${id}`] = tooLong(`the answer on ${title.toLowerCase()}`, LONGEST_ANSWER);
    answers[id] = answer;
  }
  return { answers, errors };
}

export const EditForm = z.looseObject({ editCount: version });

export const signatoryName = z
  .string("Enter your full name to sign")
  .trim()
  .min(2, "Enter your full name to sign")
  .max(200, "Enter a name of at most 200 characters");

export const SendForm = z.object({
  editCount: version,
  true: z.literal("yes", "Confirm that what you send is true"),
  signatoryName,
});

export const reason = z
  .string("Enter a reason")
  .trim()
  .min(1, "Enter a reason")
  .max(1_500, "Keep the reason to 1,500 characters");
