import { wholeNumberFrom } from "~/domain/shared/range-words";
import { z } from "zod";
import { whyTermNotInLot, type LotTerm } from "~/domain/frameworks/term";
import type { Need } from "~/domain/shortlists/create-shortlist.server";
import {
  isCountedKey,
  labelOf,
  LONGEST_TERM_MONTHS,
  mostOf,
  NEED_SERVICE_NAMES,
  NEED_SERVICES,
  NEED_UNIT_NAMES,
  NEED_UNITS,
  nounOf,
  parseQuantity,
  type NeedUnit,
  type Quantities,
} from "~/domain/pricing/quantity";
import { OTHER_COUNTED, OTHER_QUANTITY, quantityField } from "~/web/shortlists/need-field-names";
import { LONGEST_NAME, LONGEST_NEED } from "~/domain/shortlists/shortlist";
import type { Day } from "~/domain/shared/day";
import type { FormValues } from "~/web/forms/form-state";
import { readDay, requireDay } from "~/web/orders/order-forms";

const LONGEST = { name: LONGEST_NAME, need: LONGEST_NEED };

type Fields = Record<string, unknown>;

function text(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value.trim() : "";
}

interface Issues {
  addIssue(issue: { code: "custom"; path: string[]; message: string }): void;
}

/** More than a shortlist of eight solutions can ask for. */
const MOST_COUNTED = 40;

/** What is counted in suppliers' own words and has a field in what was sent, as quantity keys. */
function countedFields(fields: Fields): string[] {
  const start = quantityField("");
  return Object.keys(fields)
    .filter((name) => name.startsWith(start))
    .map((name) => name.slice(start.length))
    .filter(isCountedKey)
    .slice(0, MOST_COUNTED);
}

function readQuantities(fields: Fields, ctx: Issues): Quantities {
  const quantities: Quantities = {};
  const issue = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
  const read = (key: string, name: string) => {
    const typed = text(fields, name);
    if (typed === "") return;
    const quantity = parseQuantity(typed, key);
    if (quantity !== null) quantities[key] = quantity;
    else {
      const { example } = NEED_UNITS[key as NeedUnit] ?? NEED_UNITS.item;
      const what = isCountedKey(key) ? nounOf(key) : labelOf(key).toLowerCase();
      issue(name, `Enter the number of ${what} as ${wholeNumberFrom(1, mostOf(key))}, ${example}`);
    }
  };
  const counted = countedFields(fields);
  for (const key of [...NEED_UNIT_NAMES, ...counted]) read(key, quantityField(key));
  const other = text(fields, OTHER_COUNTED);
  if (other !== "" && (!isCountedKey(other) || counted.length >= MOST_COUNTED))
    issue(OTHER_COUNTED, "Choose what else is counted from the list");
  else if (other !== "" && text(fields, OTHER_QUANTITY) === "")
    issue(OTHER_QUANTITY, `Enter the number of ${nounOf(other)}, for example 30`);
  else if (other !== "") read(other, OTHER_QUANTITY);
  else if (text(fields, OTHER_QUANTITY) !== "")
    issue(OTHER_COUNTED, "Choose what the number is of, or leave both empty");
  for (const service of NEED_SERVICE_NAMES) {
    const { category, label } = NEED_SERVICES[service];
    const typed = text(fields, `days-${category}`);
    if (typed === "" || typed === "0") continue;
    const days = parseQuantity(typed, service);
    if (days !== null) quantities[service] = days;
    else
      issue(
        `days-${category}`,
        `Enter the days of ${label.toLowerCase()} as ${wholeNumberFrom(1, mostOf(service))}, or leave it empty`,
      );
  }
  const names = [...[...NEED_UNIT_NAMES, ...counted].map(quantityField), OTHER_COUNTED, OTHER_QUANTITY];
  if (names.every((name) => text(fields, name) === "")) {
    issue(
      quantityField("patient"),
      "Enter how many you need of at least one unit, for example 9,500 registered patients",
    );
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
  if (name.length > LONGEST.name) issue("name", `The name must be ${LONGEST.name} characters or fewer`);
  if (need === "") issue("need", "Enter what you need, in a sentence or two");
  if (need.length > LONGEST.need) issue("need", "What you need must be 2,000 characters or fewer");
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

/**
 * What only the day and the lots can tell of what was typed, by field: a start in the past, a lot that is not
 * offered, a term that the lot forbids.
 */
export function wrongWithNeed(
  fields: Fields,
  context: { today: Day; lots: readonly (LotTerm & { id: string })[] },
): Record<string, string> {
  const errors: Record<string, string> = {};
  const startsOn = readDay(fields, "startsOn");
  const lotId = text(fields, "lotId");
  if (startsOn && startsOn < context.today) errors.startsOn = "The start must be today or a day to come";
  const lot = context.lots.find(({ id }) => id === lotId);
  if (lotId && !lot) errors.lotId = "Choose a lot from the list";
  const termMonths = text(fields, "termMonths");
  const forbidden = lot && /^\d+$/.test(termMonths) && whyTermNotInLot(Number(termMonths), lot);
  if (forbidden) errors.termMonths = forbidden;
  return errors;
}
