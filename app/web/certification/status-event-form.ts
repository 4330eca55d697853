import { z } from "zod";
import {
  effectiveDayFault,
  MOST_REGULATOR_NAME,
} from "~/domain/certification/certificates/certificate-event";
import {
  decisionDayFault,
  reinstatedFromFault,
  MOST_REFERENCE,
  currentSuspension,
  type Lifting,
} from "~/domain/certification/certificates/lifting";
import type { DatedEvent } from "~/domain/certification/certificates/certificate-event";
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
  /** Of a reinstatement: what the regulator that suspended it said; its decision's day stands in three boxes. */
  lifting: z.enum(["decision", "said"]).optional(),
  reference: z
    .string()
    .trim()
    .max(MOST_REFERENCE, tooLong("the reference", MOST_REFERENCE))
    .optional()
    .default(""),
  reason: reasonField,
});

type Fields = Record<string, unknown>;

interface Dated {
  validFrom: Day;
  validTo: Day | null;
  events: readonly DatedEvent[];
}

type Errors = Partial<
  Record<"effectiveOn" | "regulatorName" | "lifting" | "reference" | "decidedOn", string>
>;

/**
 * What is wrong with the day and the regulator of an event. A supplier withdraws from today, and is no regulator; what a regulator
 * suspended is reinstated on that regulator's word.
 */
export function statusEventErrors(
  fields: Fields,
  of: { certificate: Dated; today: Day; byCentre: boolean; reinstates?: boolean },
): Errors {
  const { certificate, today, byCentre } = of;
  const ended = of.reinstates ? regulatorSuspension(certificate.events) : null;
  const regulator = ended ? liftingErrors(fields, ended, today) : byCentre ? bodyErrors(fields) : {};
  const typed = readDay(fields, "effectiveOn");
  if (typed === "") return regulator;
  if (typed === null) return { ...regulator, effectiveOn: "The first day must be a real date" };
  const days = certificate.events.map(({ effectiveOn }) => effectiveOn).sort();
  const fault = effectiveDayFault(typed, { ...certificate, lastEventOn: days.at(-1) ?? null, today });
  if (fault) return { ...regulator, effectiveOn: fault };
  const early = ended && reinstatedFromFault(typed, liftingOf(fields));
  return early ? { ...regulator, effectiveOn: early } : regulator;
}

/** The suspension that stands, where a regulator decided it. */
export function regulatorSuspension(events: readonly DatedEvent[]): DatedEvent | null {
  const current = currentSuspension(events);
  return current?.body === "regulator" ? current : null;
}

const bodyErrors = (fields: Fields): Errors =>
  fields["decidedBy"] !== "regulator" || fields["regulatorName"] !== ""
    ? {}
    : { regulatorName: "Enter the name of the regulator" };

function liftingErrors(fields: Fields, suspension: DatedEvent, today: Day): Errors {
  if (fields["lifting"] === "said") return {};
  const { regulatorName } = suspension;
  if (fields["lifting"] !== "decision") return { lifting: `Choose what ${regulatorName} said` };
  const errors: Errors = fields["reference"] ? {} : { reference: "Enter the reference of its decision" };
  const decidedOn = readDay(fields, "decidedOn");
  if (decidedOn === "") return { ...errors, decidedOn: "Enter the day of its decision" };
  if (decidedOn === null) return { ...errors, decidedOn: "The day of its decision must be a real date" };
  const fault = decisionDayFault(decidedOn, suspension.effectiveOn, today);
  return fault ? { ...errors, decidedOn: fault } : errors;
}

function liftingOf(form: Fields): Lifting | null {
  if (form["lifting"] === "said") return "said";
  const decidedOn = readDay(form, "decidedOn");
  const reference = String(form["reference"] ?? "");
  return form["lifting"] === "decision" && decidedOn ? { reference, decidedOn } : null;
}

/** What was typed, as the command takes it; without a day it is today. */
export const statusEventOf = (form: z.output<typeof StatusEventForm>, today: Day) => ({
  reason: form.reason,
  effectiveOn: readDay(form, "effectiveOn") || today,
  regulatorName: form.decidedBy === "regulator" ? form.regulatorName : null,
  lifting: liftingOf(form),
});
