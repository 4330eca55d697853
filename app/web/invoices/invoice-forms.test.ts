import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { readPayment } from "./invoice-forms";

const within = { today: day("2026-12-10"), issuedOn: day("2026-12-01") };
const payment = (
  amount: string,
  reference: string,
  [date, month, year]: readonly [string, string, string],
) => ({
  intent: "check" as const,
  amount,
  reference,
  "paidOn-day": date,
  "paidOn-month": month,
  "paidOn-year": year,
});

describe("a payment by Bacs", () => {
  it("is read", () => {
    expect(readPayment(payment("100.80", "BACS 4711", ["10", "12", "2026"]), within)).toEqual({
      payment: { amount: 10_080n, reference: "BACS 4711", paidOn: "2026-12-10" },
      errors: {},
    });
  });

  it("is told everything that is wrong with it in one round", () => {
    const { errors } = readPayment(payment("none", "B".repeat(101), ["11", "12", "2026"]), within);
    expect(errors).toEqual({
      amount: "Enter the amount you paid in pounds and pence, for example 1,234.56",
      reference: "Keep the reference to 100 characters",
      paidOn: "The date of payment cannot be in the future",
    });
  });

  it.each([
    [["", "", ""], "Enter the date on which you paid"],
    [["31", "2", "2026"], "The date on which you paid must be a real date"],
    [["30", "11", "2026"], "The date of payment cannot be before the invoice was issued, on 1 December 2026"],
  ] as const)("paid on %j: %s", (typed, words) => {
    expect(readPayment(payment("1", "BACS", typed), within).errors).toEqual({ paidOn: words });
  });
});
