import { liftingWords } from "~/domain/certification/certificates/certificate-event";
import type { Day } from "~/domain/shared/day";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { TextField } from "~/ui/kit/fields/text-fields";
import { fields, type FormState } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";

/** What the regulator that suspended a certificate said, on whose word alone it counts again. */
export function LiftingFields({ regulator }: { regulator: string }) {
  const state = useFormState();
  const field = fields(state);
  return (
    <Radios
      {...field("lifting")}
      label={`What did ${regulator} say?`}
      hint="It suspended the certificate, so the certificate counts again on its word only."
      choices={[
        {
          value: "decision",
          label: "It decided that the suspension ends",
          conditional: (
            <>
              <TextField {...field("reference")} label="Reference of its decision" width={20} />
              <DateField
                {...field("decidedOn")}
                parts={typedDate(state, "decidedOn")}
                label="Day of its decision"
              />
            </>
          ),
        },
        {
          value: "said",
          label: "It lifted the suspension, without a reference",
          hint: "The public history says that it did, and you say in the reason how you know.",
        },
      ]}
    />
  );
}

/** The same on the page on which it is checked. */
export function liftingText(regulator: string, state: FormState | null, decidedOn: Day | null): string {
  const said = state?.values["lifting"] === "said";
  const words = liftingWords({
    regulatorReference: said ? null : String(state?.values["reference"] ?? ""),
    regulatorDecidedOn: said ? null : decidedOn,
    regulatorLifted: said,
  });
  return `${regulator}. ${words ?? ""}`.trim();
}
