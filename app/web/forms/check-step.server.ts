import { data } from "@remix-run/node";
import type { FormState } from "./form-state";

type Fields = Record<string, unknown>;

/** The button that was pressed on the way "fill in, check, send". */
export type Step = "check" | "change" | "submit";

export function stepOf(form: Fields): Step {
  return form.step === "submit" || form.step === "change" ? form.step : "check";
}

/** The page again with what was typed: to be checked, or to be changed. Nothing has happened yet. */
export function shownAgain(form: Fields, step: "check" | "change") {
  const values = Object.fromEntries(
    Object.entries(form).filter(
      (entry): entry is [string, string | string[]] =>
        entry[0] !== "step" && (typeof entry[1] === "string" || Array.isArray(entry[1])),
    ),
  );
  const state: FormState & { checked: boolean } = { values, errors: {}, checked: step === "check" };
  return data(state);
}
