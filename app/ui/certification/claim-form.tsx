import type { ReactNode } from "react";
import { ageText } from "~/domain/certification/claims/claim";
import {
  EVIDENCE_KIND_WORDS,
  kindsOf,
  type AskedItem,
  type EvidenceKind,
} from "~/domain/certification/claims/evidence-kinds";
import { ACCEPTED_ENDINGS, ACCEPTED_FILES } from "~/domain/files/file-kind";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { FileField, TextArea, TextField } from "~/ui/kit/fields/text-fields";
import { fields, Form, SubmitButton, type FormState } from "~/ui/kit/form";

/** The evidence for one item of a claim: what kind it is, the thing itself, and its dates. */
export function EvidenceForm({
  item,
  state,
  stored,
}: {
  item: AskedItem;
  state: FormState | null;
  /** What was given before, by field. */
  stored: Record<string, string>;
}) {
  const field = fields(state, stored);
  const kinds = kindsOf(item);
  const only = kinds.length === 1 ? kinds[0]! : null;
  const file = field("fileText").value;
  const dateOf = (name: string) => ({
    name,
    error: state?.errors[name],
    parts: typedDate(state, name, stored[name]),
  });
  const inputs = evidenceInputs(field, file);
  return (
    <Form encType="multipart/form-data">
      {item.form ? <p>It must be: {item.form}</p> : null}
      {only ? (
        <input type="hidden" name="kind" value={only} />
      ) : (
        <Radios
          {...field("kind")}
          label="What kind of evidence is it?"
          choices={kinds.map((kind) => ({
            value: kind,
            label: EVIDENCE_KIND_WORDS[kind],
            conditional: inputs[kind],
          }))}
        />
      )}
      {only ? inputs[only] : null}
      {file ? (
        <>
          <input type="hidden" name="fileId" value={field("fileId").value} />
          <input type="hidden" name="fileText" value={file} />
        </>
      ) : null}
      <DateField
        {...dateOf("issuedOn")}
        label="Issued on"
        hint={`It must be ${ageText(item)}, for example 31 3 2026`}
      />
      <DateField {...dateOf("expiresOn")} label="Expires on" hint="Leave it empty when it has no end date" />
      <SubmitButton>Save</SubmitButton>
    </Form>
  );
}

/** The field in which each kind of evidence is given. */
function evidenceInputs(
  field: ReturnType<typeof fields>,
  file: string | undefined,
): Record<EvidenceKind, ReactNode> {
  return {
    file: (
      <FileField
        {...field("file")}
        label={file ? "Choose another file" : "Choose the file"}
        hint={
          file ? `${file} is here and stays, unless you choose another. ${ACCEPTED_FILES}` : ACCEPTED_FILES
        }
        accept={ACCEPTED_ENDINGS}
      />
    ),
    url: (
      <TextField
        {...field("url")}
        label="Link to the document"
        hint="The assessor must be able to open it"
        inputMode="url"
        spellCheck={false}
      />
    ),
    register: (
      <TextField
        {...field("entry")}
        label="Register, and the entry in it"
        hint="For example a DSPT or ICO registration"
      />
    ),
    declaration: <TextArea {...field("declaration")} label="What you declare" rows={4} maxLength={2000} />,
  };
}
