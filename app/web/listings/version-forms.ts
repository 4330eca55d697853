import { z } from "zod";
import {
  CHANGE_CLASSES,
  classFault,
  numberFault,
  parentOf,
  releaseFault,
  versionNotice,
  type ChangeClass,
  type ProductVersion,
} from "~/domain/certification/product-versions/product-version";
import type { Day } from "~/domain/shared/day";
import { tooLong } from "~/domain/shared/range-words";
import { readDay } from "~/web/orders/order-forms";

/** "/supplying/listings/10045-001/product-versions" */
export const versionsPath = (solutionId: string): string =>
  `/supplying/listings/${encodeURIComponent(solutionId)}/product-versions`;

const NUMBER = "Enter the version as two or three numbers, for example 4.3 or 4.3.1";
const CHANGES = "Enter what changed, for example Discharge letters are sent as FHIR documents";
const LONGEST_NUMBER = 20;
const LONGEST_CHANGES = 2_000;

/** The form on which a supplier brings out a version; the day of its release stands in three boxes. */
export const VersionForm = z.looseObject({
  step: z.string().optional(),
  version: z.string(NUMBER).trim().min(1, NUMBER).max(LONGEST_NUMBER, tooLong("the version", LONGEST_NUMBER)),
  changeClass: z.enum(CHANGE_CLASSES, "Choose patch, minor or major"),
  changes: z
    .string(CHANGES)
    .trim()
    .min(1, CHANGES)
    .max(LONGEST_CHANGES, tooLong("what changed", LONGEST_CHANGES)),
});

interface Known {
  versions: readonly ProductVersion[];
  frameworks: readonly { name: string; versionNoticeDays: number | null }[];
  today: Day;
}

/** What is wrong with a version in view of those that there are and of the notice, by field. */
export function versionErrors(
  form: Partial<z.output<typeof VersionForm>>,
  { versions, frameworks, today }: Known,
): Record<string, string> {
  const { version, changeClass } = form;
  const errors: Record<string, string> = {};
  const wrong = version ? numberFault(versions, version, today) : null;
  if (wrong) errors["version"] = wrong;
  const parent = version && !wrong ? parentOf(versions, version) : null;
  const misfit = parent && changeClass ? classFault(parent.version, version!, changeClass) : null;
  if (misfit) errors["changeClass"] = misfit;
  const releasedOn = readDay(form, "releasedOn");
  if (releasedOn === null) errors["releasedOn"] = "The day of its release must be a real date";
  else if (releasedOn === "") errors["releasedOn"] = "Enter the day of its release, for example 30 6 2027";
  else if (changeClass) {
    const late = releasedTooSoon(releasedOn, changeClass, { frameworks, today });
    if (late) errors["releasedOn"] = late;
  }
  return errors;
}

function releasedTooSoon(
  releasedOn: Day,
  changeClass: ChangeClass,
  { frameworks, today }: Pick<Known, "frameworks" | "today">,
): string | null {
  return releaseFault(releasedOn, { changeClass, notice: versionNotice(changeClass, frameworks), today });
}

/** The day that was typed; the form was checked. */
export const releasedOnOf = (form: Record<string, unknown>): Day => readDay(form, "releasedOn") as Day;
