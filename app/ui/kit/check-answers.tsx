import type { ReactNode } from "react";
import { ButtonGroup, Form, SubmitButton, type FormState } from "./form";
import { SummaryList, type SummaryRow } from "./summary-list";

/** The last look before a binding step: the answers, what follows from them, and two ways on. */
export function CheckAnswers({
  state,
  rows,
  children,
  confirm,
  button,
  variant = "primary",
}: {
  state: FormState | null;
  rows: readonly SummaryRow[];
  /** What the step means. */
  children?: ReactNode;
  /** What must be ticked beside the button, for a step that cannot be undone: its field, and the field's name. */
  confirm?: { name: string; field: ReactNode };
  button: string;
  variant?: "primary" | "warning";
}) {
  const values = Object.entries(state?.values ?? {}).filter(
    ([name]) => name !== "step" && name !== confirm?.name,
  );
  return (
    <>
      <SummaryList rows={rows} />
      {children}
      {/* Answers can hold a whole table: as multipart it stays as long as it is, and within the limit of an upload. */}
      <Form encType="multipart/form-data">
        {values.flatMap(([name, value]) =>
          [value]
            .flat()
            .map((one, index) => <input type="hidden" name={name} value={one} key={`${name}-${index}`} />),
        )}
        {confirm?.field}
        <ButtonGroup>
          <SubmitButton name="step" value="submit" variant={variant}>
            {button}
          </SubmitButton>
          <SubmitButton name="step" value="change" variant="secondary">
            Change your answers
          </SubmitButton>
        </ButtonGroup>
      </Form>
    </>
  );
}
