import { data } from "@remix-run/node";
import { z } from "zod";
import { supportEndFault, type ListingStatusAction } from "~/domain/listings/status/listing-status";
import type { Day } from "~/domain/shared/day";
import { shownAgain } from "~/web/forms/check-step.server";
import { reasonField } from "~/web/forms/reason-form";
import { readDay } from "~/web/orders/order-forms";

/** The form that suspends, reinstates or withdraws a solution; the day stands in three boxes. */
export const StatusForm = z.looseObject({
  step: z.string().optional(),
  sure: z.string().optional(),
  reason: reasonField,
});

type Fields = Record<string, unknown>;

/** What is wrong with the last day of support; only a withdrawal has one, and only a supplier must know it. */
export function supportEndErrors(
  form: Fields,
  { action, needed, today }: { action: ListingStatusAction; needed: boolean; today: Day },
): { supportEndsOn?: string } {
  if (action !== "withdraw") return {};
  const typed = readDay(form, "supportEndsOn");
  if (typed === null) return { supportEndsOn: "The last day of support must be a real date" };
  if (typed === "")
    return needed ? { supportEndsOn: "Enter the last day of support, for example 30 6 2027" } : {};
  const fault = supportEndFault(typed, today);
  return fault ? { supportEndsOn: fault } : {};
}

/** The day that was typed, or null. */
export const supportEndOf = (form: Fields): Day | null => readDay(form, "supportEndsOn") || null;

/** The check page again, asking for the tick without which nothing is withdrawn for good. */
export function askSure(form: z.output<typeof StatusForm>) {
  const sure = "Confirm that it is withdrawn for good, or go back";
  return data({ ...shownAgain(form, "check").data, errors: { sure } }, { status: 422 });
}
