import type { ProblemText } from "~/domain/shared/problem";

/** The fields of a form without its files, by name. */
export type FormValues = Record<string, string | string[]>;

/** What was typed and what is wrong with it, by field name; an action answers with it and the page shows it again. */
export interface FormState {
  values: FormValues;
  errors: Record<string, string>;
  /** A rule that refused the whole form, rather than one field. */
  problem?: ProblemText;
}
