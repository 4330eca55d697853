import { z } from "zod";
import type { Need } from "~/domain/shortlists/create-shortlist.server";
import {
  LONGEST_TERM_MONTHS,
  mostOf,
  NEED_SERVICE_NAMES,
  NEED_SERVICES,
  NEED_UNIT_NAMES,
  NEED_UNITS,
  parseQuantity,
  type Quantities,
} from "~/domain/pricing/quantity";
import { LONGEST_NAME } from "~/domain/shortlists/shortlist";
import type { Day } from "~/domain/shared/day";
import type { FormValues } from "~/web/forms/form-state";
import { readDay, requireDay } from "~/web/orders/order-forms";

const MOST_LETTERS = { name: LONGEST_NAME, need: 2000 };

type Fields = Record<string, unknown>;

function text(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value.trim() : "";
}

interface Issues {
  addIssue(issue: { code: "custom"; path: string[]; message: string }): void;
}

function readQuantities(fields: Fields, ctx: Issues): Quantities {
  const quantities: Quantities = {};
  for (const unit of NEED_UNIT_NAMES) {
    const name = `quantity-${unit}`;
    const typed = text(fields, name);
    if (typed === "") continue;
    const quantity = parseQuantity(typed, unit);
    if (quantity !== null) quantities[unit] = quantity;
    else {
      const what = NEED_UNITS[unit].label.toLowerCase();
      ctx.addIssue({
        code: "custom",
        path: [name],
        message: `Enter the number of ${what} as a whole number of at most ${mostOf(unit).toLocaleString("en-GB")}, ${NEED_UNITS[unit].example}`,
      });
    }
  }
  for (const service of NEED_SERVICE_NAMES) {
    const { category, label } = NEED_SERVICES[service];
    const typed = text(fields, `days-${category}`);
    if (typed === "" || typed === "0") continue;
    const days = parseQuantity(typed, service);
    if (days !== null) quantities[service] = days;
    else
      ctx.addIssue({
        code: "custom",
        path: [`days-${category}`],
        message: `Enter the days of ${label.toLowerCase()} as a whole number of at most ${mostOf(service).toLocaleString("en-GB")}, or leave it empty`,
      });
  }
  if (NEED_UNIT_NAMES.every((unit) => text(fields, `quantity-${unit}`) === "")) {
    ctx.addIssue({
      code: "custom",
      path: ["quantity-patient"],
      message: "Enter how many you need of at least one unit, for example 9,500 registered patients",
    });
  }
  return quantities;
}

function readTerm(fields: Fields, ctx: Issues): number {
  const typed = text(fields, "termMonths");
  const months = /^\d{1,3}$/.test(typed) ? Number(typed) : 0;
  if (months < 1 || months > LONGEST_TERM_MONTHS) {
    ctx.addIssue({
      code: "custom",
      path: ["termMonths"],
      message: `Enter the term in whole months, from 1 to ${LONGEST_TERM_MONTHS}, for example 24`,
    });
  }
  return months;
}

/** The form of a need, read with every mistake in the words of its field. `typed` is kept for showing it again. */
export const NeedForm = z.record(z.string(), z.unknown()).transform((fields, ctx): NeedSent => {
  const name = text(fields, "name");
  const need = text(fields, "need");
  const issue = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
  if (name === "") issue("name", "Enter a name for the shortlist, for example Ward records 2027");
  if (name.length > MOST_LETTERS.name)
    issue("name", `The name must be ${MOST_LETTERS.name} characters or fewer`);
  if (need === "") issue("need", "Enter what you need, in a sentence or two");
  if (need.length > MOST_LETTERS.need) issue("need", "What you need must be 2,000 characters or fewer");
  const quantities = readQuantities(fields, ctx);
  const termMonths = readTerm(fields, ctx);
  const startsOn = requireDay(fields, "startsOn", "the date on which it should start", ctx);
  return {
    need: { name, need, lotId: text(fields, "lotId") || null, quantities, termMonths, startsOn: startsOn! },
    solutionId: text(fields, "solution") || null,
    typed: fields as FormValues,
  };
});

export interface NeedSent {
  need: Need;
  solutionId: string | null;
  typed: FormValues;
}

/** What only the day and the lots can tell of what was typed: a start in the past, a lot that is not offered. */
export function wrongWithNeed(
  fields: Fields,
  context: { today: Day; lotIds: readonly string[] },
): Record<string, string> {
  const errors: Record<string, string> = {};
  const startsOn = readDay(fields, "startsOn");
  const lotId = text(fields, "lotId");
  if (startsOn && startsOn < context.today) errors.startsOn = "The start must be today or a day to come";
  if (lotId && !context.lotIds.includes(lotId)) errors.lotId = "Choose a lot from the list";
  return errors;
}
