import { NAMED } from "~/web/forms/too-long";
import { z } from "zod";
import { parsePence } from "~/domain/money/format";
import { isWebAddress, nameAsKept, NO_LAST_YEAR, whyNotYears } from "~/domain/funding/programme";
import { LARGEST_FUND, PENNY, sumFrom } from "~/domain/money/sum";
import { ZERO, type Pence } from "~/domain/money/money";
import { BUYER_KINDS, isBuyerKind } from "~/domain/organisations/organisation";
import type { Day } from "~/domain/shared/day";
import { optionalReason, reasonField } from "~/web/forms/reason-form";
import { requireDay, several } from "~/web/orders/order-forms";

/** What the pages about funds ask for: programmes, funds, more money, other dates, transfers. */

const words = (missing: string, most: number) => z.string(missing).trim().min(1, missing).max(most, NAMED);
const LAST_YEAR = "Choose the last financial year, or that it is not known";
const optional = (most: number) => z.string().trim().max(most, NAMED).optional().default("");
const step = z.string().optional();

/** The sum up to which one officer puts money into a fund alone; nothing is a sum too. */
const limit = z.string("Enter an amount in pounds, or 0").transform((text, ctx): Pence => {
  const read = parsePence(text);
  if (read !== null && read >= 0n && read <= LARGEST_FUND) return read;
  ctx.addIssue({
    code: "custom",
    message:
      read === null
        ? "Enter an amount in pounds with at most two decimals, for example 10,000, or 0 for none"
        : `Enter an amount ${sumFrom(ZERO, LARGEST_FUND)}, for example 10,000, or 0 for none`,
  });
  return 0n as Pence;
});

/** A sum above zero, to the penny. */
const amount = z.string("Enter an amount in pounds, for example 1,250,000").transform((text, ctx): Pence => {
  const read = parsePence(text);
  if (read !== null && read > 0n && read <= LARGEST_FUND) return read;
  ctx.addIssue({
    code: "custom",
    message:
      text.trim() === ""
        ? "Enter an amount in pounds, for example 1,250,000"
        : read === null
          ? "Enter an amount in pounds with at most two decimals, for example 1,250,000.50"
          : `Enter an amount ${sumFrom(PENNY, LARGEST_FUND)}, for example 1,250,000.50`,
  });
  return 0n as Pence;
});

export const FundParams = z.object({ id: z.string().max(100) });
/** A message of the page before. */
export const DoneQuery = z.object({ done: z.string().max(30).optional() });

const financialYear = (missing: string) =>
  z
    .string(missing)
    .regex(/^20\d{2}$/, missing)
    .transform(Number);

/** One address of the web on each line; an error for the first line that is none. */
function webAddresses(text: string, ctx: z.RefinementCtx): string[] {
  const sources = text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const bad = sources.find((source) => !isWebAddress(source));
  if (bad !== undefined) {
    const short = bad.length > 40 ? `${bad.slice(0, 40)}…` : bad;
    ctx.addIssue({
      code: "custom",
      message: `“${short}” is no address on the web. Enter one on each line, for example https://www.england.nhs.uk/digitaltechnology`,
    });
  }
  return sources;
}

const programmeFields = {
  step,
  name: words("Enter the name of the programme", 120).refine(
    (name) => name === "" || programmeId(name).length >= 3,
    "The name needs at least three letters",
  ),
  summary: words("Enter what the programme is for", 600),
  firstYear: financialYear("Choose the first financial year"),
  lastYear: z.union([z.literal(NO_LAST_YEAR), financialYear(LAST_YEAR)], LAST_YEAR),
  flow: optional(200),
  amountText: optional(200),
  ruleText: optional(600),
  sources: optional(2_000).transform(webAddresses),
};

type ProgrammeAnswers = z.output<z.ZodObject<typeof programmeFields>>;
const lastYearOf = ({ lastYear }: Pick<ProgrammeAnswers, "lastYear">) =>
  typeof lastYear === "number" ? lastYear : null;

/** What its two years say only together; asked of them whatever else is wrong, so that all errors come in one round. */
function programmeYearsHold(form: ProgrammeAnswers, ctx: z.RefinementCtx): void {
  const wrong = whyNotYears({ firstYear: form.firstYear, lastYear: lastYearOf(form) });
  if (wrong) ctx.addIssue({ code: "custom", path: ["lastYear"], message: wrong });
}

const programmeTerms = <Form extends ProgrammeAnswers>(form: Form) => ({
  ...form,
  name: nameAsKept(form.name),
  id: programmeId(form.name),
  lastYear: lastYearOf(form),
});

export const ProgrammeForm = z
  .looseObject(programmeFields)
  .superRefine(programmeYearsHold)
  .transform(programmeTerms);

/** The same of a programme that is there, with why it changes. */
export const ProgrammeChangeForm = z
  .looseObject({ ...programmeFields, reason: reasonField })
  .superRefine(programmeYearsHold)
  .transform(programmeTerms);

/** Closes a programme, or opens a closed one again. */
export const ProgrammeClosingForm = z.looseObject({ step, reason: reasonField });

/** "Frontline Digitisation 2" becomes frontline-digitisation-2: the address of its public page. */
export function programmeId(name: string): string {
  return name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80);
}

export const FundForm = z
  .looseObject({
    step,
    programme: words("Choose the programme", 100),
    name: words("Enter a name, for example Frontline Digitisation 2027/28", 120),
    id: z
      .string("Enter a reference, for example FD-2027")
      .trim()
      .transform((text) => text.toUpperCase())
      .pipe(
        z
          .string()
          .regex(
            /^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/,
            "Enter a reference of letters, digits and hyphens, for example FD-2027",
          )
          .min(2, "The reference needs at least two letters")
          .max(30, "Keep the reference to 30 characters"),
      ),
    payer: z
      .string("Enter the code of who pays, for example X24")
      .trim()
      .min(1, "Enter the code of who pays, for example X24")
      .transform((text) => text.toUpperCase()),
    financialYear: financialYear("Choose the financial year"),
    nature: z.enum(["capital", "revenue"], "Choose capital or revenue"),
    atEnd: z.enum(["lapses", "carries-over"], "Choose what happens to money that is left"),
    amount,
    kinds: several,
    /** Ticked on the check page, where its first day is seldom meant. */
    unusual: z.string().optional(),
  })
  .transform((form, ctx) => {
    const opensOn = requireDay(form, "opens", "the opening date, for example 1 4 2027", ctx);
    const closesOn = requireDay(form, "closes", "the closing date, for example 31 3 2028", ctx);
    const kinds = form.kinds.filter(isBuyerKind);
    if (kinds.length !== form.kinds.length) {
      ctx.addIssue({ code: "custom", path: ["kinds"], message: "Choose from the kinds of buyer listed" });
    }
    return {
      ...form,
      opensOn: opensOn as Day,
      closesOn: closesOn as Day,
      // All of them is the same as no limit, also for a kind that is added later.
      kinds: kinds.length === BUYER_KINDS.length ? [] : kinds,
    };
  });

const reason = reasonField;

export const LimitForm = z.looseObject({ step, amount: limit, reason });

export const AddForm = z.looseObject({ step, amount, reason });

export const DatesForm = z.looseObject({ step, reason }).transform((form, ctx) => {
  const opensOn = requireDay(form, "opens", "the opening date, for example 1 4 2027", ctx);
  const closesOn = requireDay(form, "closes", "the closing date, for example 31 3 2028", ctx);
  return { ...form, opensOn: opensOn as Day, closesOn: closesOn as Day };
});

export const BindForm = z.object({
  step,
  bind: z.enum(["yes", "no"], "Choose whether allocations bind"),
  reason,
});

export const TransferForm = z.looseObject({
  step,
  kind: z.enum(["transfer", "carry-over"], "Choose what kind of movement this is"),
  from: words("Choose the fund that gives", 100),
  to: words("Choose the fund that gets", 100),
  amount,
  reason,
});

export const TransferDecisionForm = z
  .object({
    step,
    decision: z.enum(["approve", "decline", "withdraw"], "Choose to approve or to decline"),
    reason: optionalReason,
  })
  .refine((form) => form.decision !== "decline" || form.reason !== "", {
    path: ["reason"],
    message: "Enter why it is declined",
  });

/** The payer's word about a payment into a fund, or the centre's that takes it back. */
export const PaymentForm = z
  .object({
    step,
    decision: z.enum(["agree", "decline", "withdraw"], "Choose to agree or to decline"),
    reason: optionalReason,
  })
  .refine((form) => form.decision === "agree" || form.reason !== "", {
    path: ["reason"],
    message: "Enter why, which the other side reads",
  });

/** The same where the payer decides and nobody withdraws. */
export const PayerForm = z
  .object({
    step,
    decision: z.enum(["agree", "decline"], "Choose to agree or to decline"),
    reason: optionalReason,
  })
  .refine((form) => form.decision === "agree" || form.reason !== "", {
    path: ["reason"],
    message: "Enter why you decline, which the centre reads",
  });

/** One organisation's allocation, typed. Zero takes it away. */
export const AllocationForm = z.looseObject({
  step,
  amount: z.string("Enter an amount in pounds, for example 450,000").transform((text, ctx): Pence => {
    const read = parsePence(text);
    if (read !== null && read >= 0n && read <= LARGEST_FUND) return read;
    ctx.addIssue({
      code: "custom",
      message:
        read !== null
          ? `Enter an amount ${sumFrom(ZERO, LARGEST_FUND)}`
          : "Enter an amount in pounds with at most two decimals, for example 450,000, or 0 to take it away",
    });
    return 0n as Pence;
  }),
  before: z.string().regex(/^\d{1,18}$/),
  reason,
});
