import { isDay, type Day } from "~/domain/shared/day";
import { typedDate } from "./fields/date-field";
import { useFormState } from "./form-state";

/** The day that stands in the three boxes of a form which is checked, or null where they hold none. */
export function useTypedDay(name: string): Day | null {
  const { day, month, year } = typedDate(useFormState(), name);
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDay(written) ? written : null;
}
