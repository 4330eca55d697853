import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { formatPence } from "~/domain/money/format";
import { changeRoles } from "~/domain/people/change-roles.server";
import { invitePerson } from "~/domain/people/invite-person.server";
import { organisationPeople, type Colleague } from "~/domain/people/people-views.server";
import { whyMayNot } from "~/domain/people/permission";
import { resetAuthenticator } from "~/domain/people/reset-authenticator.server";
import { roleList, ROLE_HINTS, ROLE_NAMES, ROLES, rolesOf } from "~/domain/people/role";
import { withdrawInvitation } from "~/domain/people/withdraw-invitation.server";
import { Problem } from "~/domain/shared/problem";
import { Radios } from "~/ui/kit/choice-fields";
import { DataTable } from "~/ui/kit/data-table";
import { MomentText } from "~/ui/kit/day";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, FullWidth, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextField } from "~/ui/kit/text-fields";
import { signedIn } from "~/web/audience.server";

const InviteForm = z.object({
  intent: z.literal("invite"),
  email: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.email({ error: "Enter an e-mail address, for example sam.whitfield@nhs.net" })),
  role: z.enum(ROLES, { error: "Choose what this person may do" }),
});
const WithdrawForm = z.object({ intent: z.literal("withdraw"), invitationId: z.uuid() });
const RemoveForm = z.object({ intent: z.literal("remove"), userId: z.string().min(1) });
const ResetForm = z.object({ intent: z.literal("reset-authenticator"), userId: z.string().min(1) });
const PeopleForm = z.discriminatedUnion("intent", [InviteForm, WithdrawForm, RemoveForm, ResetForm]);

export const meta: MetaFunction = () => [{ title: pageTitle("People of your organisation") }];

const noOrganisation = () =>
  new Problem("not-allowed", "no-organisation", {
    title: "You do not act for an organisation",
    detail: "Choose one first.",
    next: { label: "See your account", href: "/account" },
  });

export const loader = signedIn.loader({}, async ({ q, actor, now }) => {
  const { organisation } = actor;
  if (!organisation) throw noOrganisation();
  const { people, invitations } = await organisationPeople(q, {
    actor,
    organisationCode: organisation.code,
    at: now,
  });
  const keeper = whyMayNot(actor, "invite-person", organisation.code) === null;
  return { organisation, people, invitations, keeper, me: actor.userId, roles: rolesOf(organisation.kind) };
});

export const action = signedIn.action({ form: PeopleForm }, async ({ tx, actor, form, now: at }) => {
  if (!actor.organisation) throw noOrganisation();
  const organisationCode = actor.organisation.code;
  if (form.intent === "invite") {
    const { email, role } = form;
    await invitePerson(tx, { actor, at, organisationCode, email, role });
  } else if (form.intent === "withdraw") {
    await withdrawInvitation(tx, { actor, at, invitationId: form.invitationId });
  } else if (form.intent === "reset-authenticator") {
    await resetAuthenticator(tx, { actor, at, organisationCode, userId: form.userId });
  } else {
    await changeRoles(tx, { actor, at, organisationCode, userId: form.userId, roles: [] });
  }
  return redirect("/account/people");
});

export default function People() {
  const { organisation, people, invitations, keeper, me } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <>
      <FullWidth>
        <BackLink href="/account">Your account</BackLink>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${organisation.name} (${organisation.code})`}>People</PageTitle>
        <DataTable
          caption="Who belongs to this organisation"
          rows={people}
          rowKey={(person) => person.userId}
          columns={[
            { key: "name", header: "Name", rowHeader: true, cell: (person) => person.name },
            { key: "email", header: "E-mail address", cell: (person) => person.email },
            {
              key: "roles",
              header: "Roles",
              cell: (person) =>
                `${roleList(person.roles)}${person.signs?.limit ? `, signs orders of up to ${formatPence(person.signs.limit)} including VAT` : ""}`,
            },
            {
              key: "remove",
              header: "Change",
              cell: (person) => (keeper && person.userId !== me ? <Keeping person={person} /> : "–"),
            },
          ]}
        />
        {invitations.length > 0 ? (
          <DataTable
            caption="Open invitations"
            rows={invitations}
            rowKey={(row) => row.id}
            columns={[
              { key: "email", header: "E-mail address", rowHeader: true, cell: (row) => row.email },
              { key: "role", header: "Role", cell: (row) => roleList([row.role]) },
              { key: "until", header: "Open until", cell: (row) => <MomentText at={row.expiresAt} /> },
              {
                key: "withdraw",
                header: "Change",
                cell: (row) =>
                  keeper ? (
                    <OneButton
                      intent="withdraw"
                      name="invitationId"
                      value={row.id}
                      label={`Withdraw the invitation to ${row.email}`}
                    />
                  ) : (
                    "–"
                  ),
              },
            ]}
          />
        ) : null}
      </FullWidth>
      {keeper ? <Invite /> : null}
    </>
  );
}

/** What a keeper does about somebody else. */
function Keeping({ person }: { person: Colleague }) {
  const { userId, name, authenticator, signs } = person;
  return (
    <>
      {signs ? (
        <p>
          <a href={`/account/people/${userId}/signing-limit`}>Change how much {name} may sign</a>
        </p>
      ) : null}
      <OneButton intent="remove" name="userId" value={userId} label={`Remove ${name}`} />
      {authenticator ? (
        <OneButton
          intent="reset-authenticator"
          name="userId"
          value={userId}
          label={`Reset the authenticator app of ${name}`}
        />
      ) : null}
    </>
  );
}

function Invite() {
  const { roles } = useLoaderData<typeof loader>();
  const field = fields(useFormState());
  return (
    <ReadingColumn>
      <h2 className="nhsuk-heading-m">Invite somebody</h2>
      <Form>
        <input type="hidden" name="intent" value="invite" />
        <TextField
          {...field("email")}
          label="Work e-mail address"
          hint="We send a link that works once, for 14 days."
          type="email"
          autoComplete="off"
          spellCheck={false}
        />
        <Radios
          {...field("role")}
          label="What may this person do?"
          choices={roles.map((role) => ({ value: role, label: ROLE_NAMES[role], hint: ROLE_HINTS[role] }))}
        />
        <SubmitButton>Send the invitation</SubmitButton>
      </Form>
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
