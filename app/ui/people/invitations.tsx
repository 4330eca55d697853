import { roleList, ROLE_HINTS, ROLE_NAMES, ROLES } from "~/domain/people/role";
import { WarningCallout } from "~/ui/kit/callouts";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { MomentText } from "~/ui/kit/day";
import { Form, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { DataTable } from "~/ui/kit/lists/data-table";
import { ReadingColumn } from "~/ui/kit/page";

interface ShownInvitation {
  id: string;
  email: string;
  role: string;
  expiresAt: Date;
  invitedByName: string;
  /** A second officer has to confirm it. */
  waits: boolean;
  /** The reader may. */
  confirm: boolean;
}

/** Who was invited, by whom, and whether another officer still confirms it. */
export function OpenInvitations({
  invitations,
  keeper,
}: {
  invitations: readonly ShownInvitation[];
  keeper: boolean;
}) {
  return (
    <DataTable
      caption="Open invitations"
      rows={invitations}
      rowKey={(row) => row.id}
      columns={[
        { key: "email", header: "E-mail address", rowHeader: true, cell: (row) => row.email },
        { key: "role", header: "Role", cell: (row) => roleList([row.role]) },
        { key: "by", header: "Invited by", cell: (row) => row.invitedByName },
        {
          key: "state",
          header: "State",
          cell: (row) => (row.waits ? "Waits for another commercial officer" : "Sent"),
        },
        { key: "until", header: "Open until", cell: (row) => <MomentText at={row.expiresAt} /> },
        {
          key: "withdraw",
          header: "Change",
          cell: (row) =>
            keeper ? (
              <>
                {row.confirm ? (
                  <OneButton
                    intent="confirm"
                    name="invitationId"
                    value={row.id}
                    label={`Confirm the invitation to ${row.email}`}
                  />
                ) : null}
                <OneButton
                  intent="withdraw"
                  name="invitationId"
                  value={row.id}
                  label={`Withdraw the invitation to ${row.email}`}
                />
              </>
            ) : (
              "–"
            ),
        },
      ]}
    />
  );
}

/** A role at the centre: what it means, and that a second officer has the last word. */
export function CheckInvitation({ organisationName }: { organisationName: string }) {
  const state = useFormState();
  const role = ROLES.find((one) => one === state?.values["role"]);
  return (
    <ReadingColumn>
      <h2 className="nhsuk-heading-m">Check the invitation</h2>
      <CheckAnswers
        state={state}
        button="Ask another officer to confirm"
        rows={[
          { key: "email", label: "E-mail address", value: String(state?.values["email"] ?? "") },
          { key: "role", label: "Role", value: role ? `${ROLE_NAMES[role]}: ${ROLE_HINTS[role]}` : "" },
        ]}
      >
        <WarningCallout heading="A second officer confirms it">
          <p>
            This person will act for {organisationName}. The other commercial officers and the auditors are
            e-mailed, and nothing is sent to the address until another commercial officer confirms it.
          </p>
        </WarningCallout>
      </CheckAnswers>
    </ReadingColumn>
  );
}

function OneButton({
  intent,
  name,
  value,
  label,
}: {
  intent: string;
  name: string;
  value: string;
  label: string;
}) {
  return (
    <Form>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name={name} value={value} />
      <SubmitButton variant="secondary">{label}</SubmitButton>
    </Form>
  );
}
