import { z } from "zod";
import {
  effectiveDayFault,
  MOST_REGULATOR_NAME,
} from "~/domain/certification/certificates/certificate-event";
import type { Day } from "~/domain/shared/day";
import { tooLong } from "~/domain/shared/range-words";
import { reasonField } from "~/web/forms/reason-form";
import { readDay } from "~/web/orders/order-forms";

/** The form that suspends, reinstates or withdraws a certificate; its first day stands in three boxes. */
export const StatusEventForm = z.looseObject({
  step: z.string().optional(),
  sure: z.string().optional(),
  decidedBy: z.enum(["centre", "regulator"], "Choose who decided it").optional().default("centre"),
  regulatorName: z
    .string()
    .trim()
    .max(MOST_REGULATOR_NAME, tooLong("the name", MOST_REGULATOR_NAME))
    .optional()
    .default(""),
  reason: reasonField,
});

type Fields = Record<string, unknown>;

interface Dated {
  validFrom: Day;
  validTo: Day | null;
  events: readonly { effectiveOn: Day }[];
}

/** What is wrong with the day and the regulator of an event. A supplier withdraws from today, and is no regulator. */
export function statusEventErrors(
  fields: Fields,
  { certificate, today, byCentre }: { certificate: Dated; today: Day; byCentre: boolean },
): { effectiveOn?: string; regulatorName?: string } {
  const named = fields["decidedBy"] !== "regulator" || fields["regulatorName"] !== "";
  const regulator = !byCentre || named ? {} : { regulatorName: "Enter the name of the regulator" };
  const typed = readDay(fields, "effectiveOn");
  if (typed === "") return regulator;
  if (typed === null) return { ...regulator, effectiveOn: "The first day must be a real date" };
  const days = certificate.events.map(({ effectiveOn }) => effectiveOn).sort();
  const fault = effectiveDayFault(typed, { ...certificate, lastEventOn: days.at(-1) ?? null, today });
  return fault ? { ...regulator, effectiveOn: fault } : regulator;
}

/** What was typed, as the command takes it; without a day it is today. */
export const statusEventOf = (form: z.output<typeof StatusEventForm>, today: Day) => ({
  reason: form.reason,
  effectiveOn: readDay(form, "effectiveOn") || today,
  regulatorName: form.decidedBy === "regulator" ? form.regulatorName : null,
});
