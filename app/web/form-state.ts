import type { ProblemText } from "~/domain/shared/problem";

/** What was typed and what is wrong with it, by field name; an action answers with it and the page shows it again. */
export interface FormState {
  values: Record<string, string | string[]>;
  errors: Record<string, string>;
  /** A rule that refused the whole form, rather than one field. */
  problem?: ProblemText;
}
