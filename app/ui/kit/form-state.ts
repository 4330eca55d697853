import { useActionData, useRouteLoaderData } from "@remix-run/react";
import { isFormState } from "~/web/forms/form-draft";
import type { FormState } from "./form";

interface Root {
  held?: FormState | null;
  draft?: FormState | "gone" | null;
}

/**
 * What the form of this page was answered with, in the answer itself or on the page that its browser was sent on to.
 * Null on a page that is seen for the first time.
 */
export function useAnswered<Answer = FormState>(): Answer | null {
  const answered = useActionData<unknown>();
  const root = useRouteLoaderData<Root>("root");
  const draft = root?.draft === "gone" ? null : root?.draft;
  return (answered ?? draft ?? null) as Answer | null;
}

/**
 * What the form of this page should show again: what was typed into the one that was just refused, or into the one that
 * was sent when the session had ended. Null on a page that is seen for the first time.
 */
export function useFormState(): FormState | null {
  const answered = useAnswered<unknown>();
  const root = useRouteLoaderData<Root>("root");
  if (isFormState(answered)) return answered;
  return root?.held ?? null;
}

/** True when the form of this page was in order and now waits to be checked and sent. Nothing has happened yet. */
export function useIsChecked(): boolean {
  const answered = useAnswered<unknown>();
  return isFormState(answered) && "checked" in answered && answered.checked === true;
}
