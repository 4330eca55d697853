import type { ClaimableVersion } from "~/domain/certification/claimable-views.server";
import { validityText } from "~/domain/certification/standard-text";
import { isDay } from "~/domain/shared/day";
import { CheckAnswers } from "./check-answers";
import { Radios } from "./choice-fields";
import { Inset, WarningCallout } from "./callouts";
import { EvidenceText } from "./claim-parts";
import { DateField, typedDate } from "./date-field";
import { fields, Fieldset, Form, SubmitButton, type FormState } from "./form";
import { TextArea } from "./text-fields";

interface Item {
  position: number;
  title: string;
}

const KINDS = [
  { value: "url", label: "A link to the document", hint: "The assessor must be able to open it" },
  { value: "register", label: "An entry in a register", hint: "For example a DSPT or ICO registration" },
  { value: "declaration", label: "A declaration", hint: "Your own statement, in your own words" },
];

/** The evidence of a claim, a group of fields for each item that the version asks for. */
export function EvidenceForm({
  version,
  items,
  state,
  stored,
  reason,
}: {
  version: ClaimableVersion;
  items: readonly Item[];
  state: FormState | null;
  stored: Record<string, string>;
  /** Why the assessor returned it, when it is corrected. */
  reason: string | null;
}) {
  return (
    <Form>
      {reason ? (
        <WarningCallout level={2} heading="Why it came back">
          <p>{reason}</p>
        </WarningCallout>
      ) : null}
      <p>
        <a href={`/standards/${version.standardId}`}>What {version.title} asks for</a>. A certificate lasts:{" "}
        {validityText(version.validityMonths).toLowerCase()}.
      </p>
      {items.length === 0 ? <Inset>This version of the standard asks for no evidence.</Inset> : null}
      {items.map((item) => (
        <ItemFields key={item.position} item={item} state={state} stored={stored} />
      ))}
      <SubmitButton name="step" value="check">
        Check your claim
      </SubmitButton>
    </Form>
  );
}

function ItemFields({
  item: { position, title },
  state,
  stored,
}: {
  item: Item;
  state: FormState | null;
  stored: Record<string, string>;
}) {
  const field = fields(state, stored);
  const dateOf = (name: string) => ({
    name: `${name}-${position}`,
    error: state?.errors[`${name}-${position}`],
    parts: typedDate(state, `${name}-${position}`, stored[`${name}-${position}`]),
  });
  return (
    <Fieldset legend={title} size="m">
      <Radios {...field(`kind-${position}`)} label="Kind of evidence" choices={KINDS} small />
      <TextArea
        {...field(`reference-${position}`)}
        label="Link, register entry or words of the declaration"
        rows={2}
        labelSize="s"
      />
      <DateField {...dateOf("issuedOn")} label="Issued on" hint="For example 31 3 2026" />
      <DateField {...dateOf("expiresOn")} label="Expires on" hint="Leave it empty when it has no end date" />
    </Fieldset>
  );
}

function given(state: FormState | null, position: number) {
  const text = (name: string) => String(state?.values[`${name}-${position}`] ?? "").trim();
  const dayOf = (name: string) => {
    const { day, month, year } = typedDate(state, `${name}-${position}`);
    const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    return isDay(written) ? written : null;
  };
  return {
    kind: text("kind"),
    reference: text("reference"),
    issuedOn: dayOf("issuedOn"),
    expiresOn: dayOf("expiresOn"),
  };
}

/** The claim as it would be sent. */
export function EvidenceCheck({
  version,
  holder,
  items,
  state,
}: {
  version: ClaimableVersion;
  holder: string;
  items: readonly Item[];
  state: FormState | null;
}) {
  return (
    <CheckAnswers
      state={state}
      button="Send the claim"
      rows={[
        { key: "standard", label: "Standard", value: `${version.title}, version ${version.version}` },
        { key: "holder", label: "For", value: holder },
        ...items.map(({ position, title }) => ({
          key: String(position),
          label: title,
          value: <EvidenceText given={given(state, position)} />,
        })),
      ]}
    >
      <p>
        By sending it you say that this is true on behalf of your organisation. An assessor reviews it. You
        cannot change it until it is decided or comes back.
      </p>
    </CheckAnswers>
  );
}
