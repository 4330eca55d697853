import { describe, expect, it } from "vitest";
import { parseAmountTable } from "~/domain/funding/allocations/allocation-table";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { NEED_UNIT_NAMES, parseQuantity } from "~/domain/pricing/quantity";
import { AllocateForm } from "~/web/funding/allocate-form";
import { MatchForm, NeedOrRemoval, readAsked, readPlan } from "~/web/applications/application-forms";
import { DecisionForm as AwardForm, TermsForm } from "~/web/applications/assessment-forms";
import { formFaults } from "./form-errors.server";
import { AddForm, AllocationForm, FundForm, LimitForm, TransferForm } from "~/web/funding/fund-forms";
import { GiveBackForm } from "~/web/applications/grant-forms";
import { readPayment } from "~/web/invoices/invoice-forms";
import { LocalSpendForm } from "~/web/local-spend/local-spend-form";
import { NeedForm } from "~/web/shortlists/need-form";
import { editCount } from "~/web/orders/order-forms";
import { readBasket, readChosenPrice, readFacts } from "~/web/simulator/scenario-forms";
import type { z } from "zod";

/*
 * Every field in which a sum or a quantity is typed has the limit of its field: more than the database holds, or than
 * anybody means, is an error beside the field that names the limit, and never "Something went wrong".
 */

type Typed = Record<string, unknown>;
const of = (schema: z.ZodType, field: string, rest: Typed = {}) => ({
  field,
  errors: (typed: string): Record<string, string> => {
    const sent = { ...rest, [field]: typed };
    const result = schema.safeParse(sent);
    return result.success ? {} : formFaults(schema, sent, result.error).errors;
  },
});
const by = (field: string, errors: (typed: string) => Record<string, string>) => ({ field, errors });
const cost = {
  category: "licence-subscription" as const,
  nature: "revenue" as const,
  financialYear: 2026,
  amount: pence(100n),
};

const MATCH = { "match-0-source": "Reserves", "match-0-nature": "revenue", "match-0-evidence": "Minutes" };
const NEED = {
  version: "1",
  title: "A record",
  summary: "Why",
  capability: "Care planning",
  assured: "yes",
  contactName: "Grace",
  contactEmail: "grace@example.org",
  "startsOn-day": "1",
  "startsOn-month": "1",
  "startsOn-year": "2027",
  "costs-0-category": "training-change",
  "costs-0-nature": "revenue",
  "costs-0-year": "2026",
};

const PAID = { today: day("2026-12-10"), issuedOn: day("2026-12-01") };
const SUMS: [where: string, field: ReturnType<typeof of>][] = [
  ["own spend", of(LocalSpendForm, "amount", { category: "training-change" })],
  [
    "a payment",
    by(
      "amount",
      (typed) => readPayment({ intent: "check", amount: typed, reference: "BACS 1" }, PAID).errors,
    ),
  ],
  ["a match", of(MatchForm, "match-0-amount", { ...MATCH, own: "yes", editCount: "0" })],
  ["a cost of a need", of(NeedOrRemoval, "costs-0-amount", NEED)],
  ["what is asked for", by("asked-0", (typed) => readAsked({ "asked-0": typed }, [cost]).errors)],
  ["running costs", by("amount-2026", (typed) => readPlan({ "amount-2026": typed }, 2026).errors)],
  ["an award", of(AwardForm, "amount", { decision: "award", reason: "Good" })],
  ["the least that a fund gives", of(TermsForm, "minimum", { conditions: "minimum" })],
  ["the most that a fund gives", of(TermsForm, "maximum", { conditions: "maximum" })],
  ["own money for each pound", of(TermsForm, "ratio", { conditions: "match" })],
  ["what is given back", of(GiveBackForm, "amount", { reason: "Less" })],
  ["a fund", of(FundForm, "amount")],
  ["more for a fund", of(AddForm, "amount", { reason: "More" })],
  ["the limit of one officer", of(LimitForm, "amount", { reason: "Two" })],
  ["a transfer", of(TransferForm, "amount", { from: "A", to: "B", reason: "Move" })],
  ["an allocation", of(AllocationForm, "amount", { before: "0", reason: "Set" })],
  ["what is divided", of(AllocateForm, "amount", { by: "formula", reason: "Divide" })],
  [
    "an allocation of a table",
    by("table", (typed) => {
      const [fault] = parseAmountTable(`ODS code,Amount\nQWO,"${typed}"`).faults;
      return fault ? { table: fault.reason } : ({} as Record<string, string>);
    }),
  ],
  [
    "a line of a scenario",
    by(
      "amount-new",
      (typed) =>
        readBasket(
          { "name-new": "Training", "amount-new": typed, "category-new": "training-change", "vat-new": "0" },
          [],
        ).errors,
    ),
  ],
  ["own spend of a scenario", by("spend-1", (typed) => readFacts({ "spend-1": typed }).errors)],
];

const QUANTITIES: [where: string, field: ReturnType<typeof of>][] = [
  ...NEED_UNIT_NAMES.map((unit): [string, ReturnType<typeof of>] => [
    `${unit} of a need`,
    of(NeedForm, `quantity-${unit}`, { name: "Need", need: "Beds", termMonths: "12" }),
  ]),
  ["the months of a need", of(NeedForm, "termMonths", { name: "Need", need: "Beds", "quantity-bed": "1" })],
  [
    "a price of a scenario",
    by("addQuantity", (typed) => readChosenPrice({ addPrice: "P1", addQuantity: typed }).errors),
  ],
  [
    "patients of a scenario",
    by("count-registeredPatient", (typed) => readFacts({ "count-registeredPatient": typed }).errors),
  ],
];

describe("a sum beyond its limit is an error of its field", () => {
  it.each(SUMS)("%s", (_, { field, errors }) => {
    for (const typed of ["9999999999999999999", "99,999,999,999,999", "9".repeat(400)]) {
      expect(Object.keys(errors(typed)), typed).toContain(field);
      expect(errors(typed)[field], typed).not.toMatch(/invalid|expected/i);
    }
    // The field is the one that is read: a sum in its limits has no error of it.
    expect(errors("1")[field]).toBeUndefined();
  });

  it.each(["own spend", "a payment", "a match", "an award", "an allocation", "what is divided"])(
    "%s names its limit",
    (where) => {
      const { field, errors } = SUMS.find(([name]) => name === where)![1];
      expect(errors("9999999999999999999")[field]).toMatch(/from £0(\.01)? to £[\d,]+$/);
    },
  );
});

describe("a quantity beyond its limit is an error of its field", () => {
  it.each(QUANTITIES)("%s", (_, { field, errors }) => {
    for (const typed of ["999,999,999", "9999999999999999999", "9".repeat(400)])
      expect(errors(typed)[field], typed).toMatch(/from [01] to [\d,]+/);
    expect(errors("12")[field]).toBeUndefined();
  });

  it("as a quantity is read anywhere", () => {
    expect(parseQuantity("999,999,999")).toBeNull();
    expect(parseQuantity("300,000", "bed")).toBe(300_000n);
    expect(parseQuantity("300,001", "bed")).toBeNull();
  });
});

it("the picture that a form was made from is one that a column of whole numbers holds", () => {
  expect(editCount.safeParse("2147483647").success).toBe(true);
  for (const typed of ["2147483648", "9999999999999999999", "1e300", "-1"])
    expect(editCount.safeParse(typed).success, typed).toBe(false);
});
