import { NAMED } from "~/web/forms/too-long";
import { z } from "zod";
import { FORMULAS } from "~/domain/funding/allocations/allocation-formula";
import { parsePence } from "~/domain/money/format";
import { LARGEST_FUND, PENNY, sumFrom } from "~/domain/money/sum";
import { reasonField } from "~/web/forms/reason-form";
import { givenTwice, hasUpload, newFile, uploadFields } from "~/web/forms/kept-upload";
import { ZERO } from "~/domain/money/money";

const MOST_BYTES = 1_000_000;
const text = (most: number) => z.string().max(most, NAMED).optional().default("");

/**
 * How money of a fund is to be set aside for organisations: by a table that is uploaded or pasted, or by a formula over
 * chosen organisations. What does not belong to the way that was chosen is ignored.
 */
export const AllocateForm = z
  .looseObject({
    step: z.string().optional(),
    by: z.enum(["table", "formula"], "Choose how to set money aside"),
    ...uploadFields("file", MOST_BYTES),
    table: text(MOST_BYTES),
    formula: z.enum(FORMULAS).catch("per-head"),
    amount: text(30),
    who: z.enum(["kind", "list"]).catch("kind"),
    kind: text(30),
    region: text(10),
    list: text(MOST_BYTES),
    weights: text(MOST_BYTES),
    ...uploadFields("weightsFile", MOST_BYTES),
    reason: reasonField,
    digest: text(100),
  })
  .transform((form, ctx) => {
    const refuse = (field: string, message: string) =>
      ctx.addIssue({ code: "custom", path: [field], message });
    const amount = parsePence(form.amount);
    const codes = form.list.split(/[\s,;]+/).filter(Boolean);
    const tooLarge = (name: string) => (newFile(form, name)?.size ?? 0) > MOST_BYTES;
    if (form.by === "table") {
      const twice = givenTwice(form, "file", "table");
      if (twice) refuse("table", twice);
      if (!hasUpload(form, "file") && form.table.trim() === "")
        refuse("table", "Choose a file, or paste the table");
      if (tooLarge("file")) refuse("file", "Choose a file of at most 1 MB");
    } else {
      if (amount === null || amount <= 0n) {
        refuse("amount", "Enter the amount to divide in pounds, for example 1,250,000");
      } else if (amount > LARGEST_FUND) refuse("amount", `Enter an amount ${sumFrom(PENNY, LARGEST_FUND)}`);
      const twice = form.formula === "weighted" ? givenTwice(form, "weightsFile", "weights") : null;
      if (twice) refuse("weights", twice);
      if (tooLarge("weightsFile")) refuse("weightsFile", "Choose a file of at most 1 MB");
      if (form.formula === "weighted" && !hasUpload(form, "weightsFile") && form.weights.trim() === "") {
        refuse("weights", "Enter each organisation and its weight, for example QWO,1.25");
      }
      if (form.formula !== "weighted" && form.who === "list" && codes.length === 0) {
        refuse("list", "Enter the codes of the organisations, for example QWO QOP");
      }
      if (form.formula !== "weighted" && form.who === "kind" && form.kind === "") {
        refuse("kind", "Choose the kind of organisation");
      }
    }
    return { ...form, amount: amount ?? ZERO, codes };
  });

export type AllocateInput = Pick<
  z.output<typeof AllocateForm>,
  "by" | "table" | "formula" | "amount" | "who" | "kind" | "region" | "codes" | "weights"
>;
