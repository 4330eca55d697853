import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { acceptInvitation } from "~/domain/people/accept-invitation.server";
import { invitationView } from "~/domain/people/people-views.server";
import { ROLE_HINTS, ROLE_NAMES, type Role } from "~/domain/people/role";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { TextField } from "~/ui/kit/fields/text-fields";
import { anyone } from "~/web/audience.server";
import { fieldRefused } from "~/web/refusals.server";

const Params = z.object({ token: z.string().regex(/^[\w-]{20,60}$/) });
const AcceptForm = z.object({
  // Asked of those who have no account yet.
  name: z.string().trim().max(100, "Enter a name of at most 100 characters").optional().default(""),
});

export const meta: MetaFunction = () => [{ title: pageTitle("Your invitation") }];

export const loader = anyone.loader({ params: Params }, async ({ q, params, now }) =>
  invitationView(q, { token: params.token, at: now }),
);

export const action = anyone.action(
  { params: Params, form: AcceptForm },
  async ({ tx, params, form, now, requestId }) => {
    const offer = await invitationView(tx, { token: params.token, at: now });
    if (!offer.hasAccount && form.name.length < 2) {
      return fieldRefused({ name: "Enter your name, as colleagues know you" }, { name: form.name });
    }
    const { email } = await acceptInvitation(tx, {
      token: params.token,
      name: form.name,
      at: now,
      requestId,
    });
    return redirect(`/sign-in?email=${encodeURIComponent(email)}`);
  },
);

export default function Invitation() {
  const offer = useLoaderData<typeof loader>();
  const state = useFormState();
  const role = offer.role as Role;
  return (
    <ReadingColumn>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle>Join {offer.organisationName}</PageTitle>
      <SummaryList
        rows={[
          { key: "from", label: "Invited by", value: offer.invitedBy },
          { key: "role", label: "You will be", value: `${ROLE_NAMES[role]}: ${ROLE_HINTS[role]}` },
          { key: "email", label: "Your e-mail address", value: offer.email },
        ]}
      />
      <Form>
        {offer.hasAccount ? (
          <p>You have an account already. It keeps the name it has.</p>
        ) : (
          <TextField
            {...fields(state)("name")}
            label="Your name"
            hint="It stands beside what you do here."
            autoComplete="name"
            width={20}
          />
        )}
        <SubmitButton>Accept the invitation</SubmitButton>
      </Form>
      <p>Then you sign in with a code that we send to this address.</p>
    </ReadingColumn>
  );
}
