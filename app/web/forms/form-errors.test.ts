import { describe, expect, it } from "vitest";
import { z } from "zod";
import { formFaults } from "./form-errors.server";
import { FundForm } from "~/web/funding/fund-forms";
import { requireDay } from "~/web/orders/order-forms";

const errorsOf = (schema: z.ZodType, sent: Record<string, unknown>) => {
  const parsed = schema.safeParse(sent);
  return parsed.success ? {} : formFaults(schema, sent, parsed.error).errors;
};

describe("the errors of a form", () => {
  it("come in one round: single fields, and dates in three boxes", () => {
    const errors = errorsOf(FundForm, { programme: "p", id: "FD 2027", amount: "-1", "opens-day": "31" });
    expect(Object.keys(errors)).toEqual(
      expect.arrayContaining(["name", "id", "amount", "payer", "nature", "opens", "closes"]),
    );
  });

  it("come in one round where one answer needs another", () => {
    const schema = z
      .object({
        title: z.string().min(1, "Enter a title"),
        choice: z.string(),
        reason: z.string().optional(),
      })
      .refine((form) => form.choice !== "decline" || form.reason, { path: ["reason"], message: "Enter why" });
    expect(errorsOf(schema, { title: "", choice: "decline" })).toEqual({
      title: "Enter a title",
      reason: "Enter why",
    });
  });

  it("are not made up where a later question counts on a field that is wrong", () => {
    const schema = z
      .looseObject({ name: z.string("Enter a name").min(1, "Enter a name") })
      .transform((form, ctx) => {
        if (form.name.length < 3) ctx.addIssue({ code: "custom", path: ["name"], message: "Too short" });
        return { ...form, day: requireDay(form, "from", "the first day", ctx) };
      });
    expect(errorsOf(schema, {})).toEqual({ name: "Enter a name" });
    expect(errorsOf(schema, { name: "" })).toEqual({ name: "Enter a name" });
  });
});
