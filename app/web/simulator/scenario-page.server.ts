import { data } from "@remix-run/node";
import { Problem } from "~/domain/shared/problem";
import type { FormState } from "~/web/forms/form-state";

type Fields = Record<string, unknown>;

/** The form again with what was typed and what is wrong with it, for what only the stored scenario can tell. */
export function refusedFields(form: Fields, errors: Record<string, string>) {
  const values = Object.fromEntries(
    Object.entries(form).flatMap(([name, value]): [string, string | string[]][] => {
      if (Array.isArray(value)) return [[name, value.map(String)]];
      return typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : [];
    }),
  );
  const state: FormState = { values, errors };
  return data(state, { status: 422 });
}

/** A page that changes a scenario is not for those who may only read it. */
export function requireChangeable<T extends { id: string; mayChange: boolean }>(scenario: T): T {
  if (scenario.mayChange) return scenario;
  throw new Problem("not-allowed", "scenario-read-only", {
    title: "You can read this scenario, and not change it.",
    detail: "Save a copy of it to change. The copy belongs to your organisation.",
    next: { label: "See the scenario", href: `/simulator/${scenario.id}` },
  });
}
