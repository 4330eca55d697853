import { fields, SubmitButton } from "../form";
import { useFormState } from "../form-state";
import { TextArea } from "./text-fields";

/** The end of a form that is checked before it is sent: why, with who reads it as the hint, and the way to the check. */
export function ReasonStep({
  label = "Reason",
  hint,
  rows = 3,
}: {
  label?: string;
  hint?: string;
  rows?: number;
}) {
  const field = fields(useFormState());
  return (
    <>
      <TextArea {...field("reason")} label={label} hint={hint} rows={rows} maxLength={1000} />
      <SubmitButton name="step" value="check">
        Continue
      </SubmitButton>
    </>
  );
}
