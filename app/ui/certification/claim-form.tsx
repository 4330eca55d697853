import type { ClaimableVersion } from "~/domain/certification/claimable-views.server";
import { EVIDENCE_KIND_WORDS, kindsFor, type EvidenceKind } from "~/domain/certification/evidence-kinds";
import { validityText } from "~/domain/certification/standard-text";
import { isDay } from "~/domain/shared/day";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { Radios } from "~/ui/kit/choice-fields";
import { Inset, WarningCallout } from "~/ui/kit/callouts";
import { EvidenceText } from "./claim-parts";
import { DateField, typedDate } from "~/ui/kit/date-field";
import { fields, Fieldset, Form, SubmitButton, type FormState } from "~/ui/kit/form";
import { TextArea } from "~/ui/kit/text-fields";

interface Item {
  position: number;
  title: string;
}

const HINTS: Partial<Record<EvidenceKind, string>> = {
  url: "The assessor must be able to open it",
  register: "For example a DSPT or ICO registration",
  declaration: "Your own statement, in your own words",
};

/** The kinds that fit what an item asks for and need no upload. */
const choicesFor = (title: string) =>
  kindsFor(title)
    .filter((kind) => kind in HINTS)
    .map((value) => ({ value, label: EVIDENCE_KIND_WORDS[value], hint: HINTS[value] }));

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
  const kinds = choicesFor(title);
  const only = kinds.length === 1 ? kinds[0]! : null;
  const dateOf = (name: string) => ({
    name: `${name}-${position}`,
    error: state?.errors[`${name}-${position}`],
    parts: typedDate(state, `${name}-${position}`, stored[`${name}-${position}`]),
  });
  return (
    <Fieldset legend={title} size="m">
      {only ? (
        <input type="hidden" name={`kind-${position}`} value={only.value} />
      ) : (
        <Radios {...field(`kind-${position}`)} label="Kind of evidence" choices={kinds} small />
      )}
      <TextArea
        {...field(`reference-${position}`)}
        label={
          only
            ? "Link to the document"
            : kinds.some((kind) => kind.value === "declaration")
              ? "Link, register entry or words of the declaration"
              : "Link or register entry"
        }
        hint={only?.hint}
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
