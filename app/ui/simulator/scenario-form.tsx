import type { ReactNode } from "react";
import { COST_CATEGORY_IDS, costCategoryName } from "~/domain/agreements/rules/cost-line";
import { ErrorSummary, Form, hasErrors, SubmitButton, type FormState } from "~/ui/kit/form";
import { EditCount } from "~/ui/orders/order-form";
import { BackLink, PageTitle, ReadingColumn } from "~/ui/kit/page";

export const CATEGORY_CHOICES = COST_CATEGORY_IDS.map((value) => ({
  value,
  label: costCategoryName(value),
}));

export const NATURE_CHOICES = [
  { value: "revenue", label: "Revenue" },
  { value: "capital", label: "Capital" },
];

/** The frame of a page that changes one part of a scenario. `after` stands below the form, for forms of its own. */
export function ScenarioForm({
  scenario,
  title,
  lede,
  state,
  children,
  after,
  button = "Save and see the result",
}: {
  scenario: { id: string; title: string; editCount: number };
  title: string;
  lede?: ReactNode;
  state: FormState | null;
  children: ReactNode;
  after?: ReactNode;
  button?: string;
}) {
  return (
    <>
      <BackLink href={`/simulator/${scenario.id}`}>Back to the scenario</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${scenario.title} (${scenario.id})`} lede={lede}>
          {title}
        </PageTitle>
        <Form>
          <EditCount value={scenario.editCount} />
          {children}
          <SubmitButton>{button}</SubmitButton>
        </Form>
        {after}
      </ReadingColumn>
    </>
  );
}
