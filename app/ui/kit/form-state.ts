import { useActionData, useRouteLoaderData } from "@remix-run/react";
import type { FormState } from "./form";

function isFormState(value: unknown): value is FormState {
  return typeof value === "object" && value !== null && "values" in value && "errors" in value;
}

/**
 * What the form of this page should show again: what was typed into the one that was just refused, or into the one that
 * was sent when the session had ended. Null on a page that is seen for the first time.
 */
export function useFormState(): FormState | null {
  const answered = useActionData<unknown>();
  const root = useRouteLoaderData<{ held?: FormState | null }>("root");
  if (isFormState(answered)) return answered;
  return root?.held ?? null;
}

/** True when the form of this page was in order and now waits to be checked and sent. Nothing has happened yet. */
export function useIsChecked(): boolean {
  const answered = useActionData<unknown>();
  return isFormState(answered) && "checked" in answered && answered.checked === true;
}
