import { withCode } from "~/domain/shared/organisation-words";
import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { formatPence } from "~/domain/money/format";
import type { Queryable } from "~db";
import { confirmInvitation } from "~/domain/people/confirm-invitation.server";
import { invitePerson } from "~/domain/people/invite-person.server";
import { wrongWithInvitation } from "~/domain/people/wrong-with-invitation.server";
import { organisationPeople, removedPersonName, type Colleague } from "~/domain/people/people-views.server";
import { needsConfirmation, whyMayNot, whyNotConfirm } from "~/domain/people/permission";
import { roleList, ROLE_HINTS, ROLE_NAMES, ROLES, rolesOf, type PersonActor } from "~/domain/people/role";
import { withdrawInvitation } from "~/domain/people/withdraw-invitation.server";
import { Problem } from "~/domain/shared/problem";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { DataTable } from "~/ui/kit/lists/data-table";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, FullWidth, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextField } from "~/ui/kit/fields/text-fields";
import { CheckInvitation, OpenInvitations } from "~/ui/people/invitations";
import { signedIn } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";

const InviteForm = z.object({
  intent: z.literal("invite"),
  step: z.string().optional(),
  email: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.email({ error: "Enter an e-mail address, for example sam.whitfield@nhs.net" })),
  role: z.enum(ROLES, { error: "Choose what this person may do" }),
});
const WithdrawForm = z.object({ intent: z.literal("withdraw"), invitationId: z.uuid() });
const ConfirmForm = z.object({ intent: z.literal("confirm"), invitationId: z.uuid() });
const PeopleForm = z.discriminatedUnion("intent", [InviteForm, WithdrawForm, ConfirmForm]);
const Query = z.object({
  removed: z.string().max(100).optional().catch(undefined),
  done: z.string().max(20).optional().catch(undefined),
});
const DONE: Record<string, string> = {
  invited: "The invitation is sent",
  asked: "Another commercial officer is asked. The invitation is sent when one of them confirms it",
  confirmed: "You confirmed the invitation, and it is sent",
  withdrawn: "The invitation was withdrawn: its link does not work any more",
  reset: "The authenticator app was reset, and the person is told by e-mail",
};

export const meta: MetaFunction = () => [{ title: pageTitle("People of your organisation") }];

const noOrganisation = () =>
  new Problem("not-allowed", "no-organisation", {
    title: "You do not act for an organisation",
    detail: "Choose one first.",
    next: { label: "See your account", href: "/account" },
  });

export const loader = signedIn.loader({ query: Query }, async ({ q, actor, query, now }) => {
  const { organisation } = actor;
  if (!organisation) throw noOrganisation();
  const { people, invitations } = await organisationPeople(q, {
    actor,
    organisationCode: organisation.code,
    at: now,
  });
  const keeper = whyMayNot(actor, "invite-person", organisation.code) === null;
  const about = query.removed && { organisationCode: organisation.code, userId: query.removed };
  const removed = about && keeper ? await removedPersonName(q, about) : null;
  return {
    organisation,
    people,
    invitations: invitations.map((row) => {
      const of = { ...row, organisationCode: organisation.code, kind: organisation.kind };
      return {
        ...row,
        waits: row.confirmedBy === null && needsConfirmation(of.kind, of.role),
        confirm: whyNotConfirm(of, actor) === null,
      };
    }),
    keeper,
    me: actor.userId,
    roles: rolesOf(organisation.kind),
    removed,
    done: (query.done && DONE[query.done]) || null,
  };
});

/** Of an invitation the organisation knows more than the form: it is asked also where the rest is wrong. */
async function wrongWithInvited({
  q,
  actor,
  known,
}: {
  q: Queryable;
  actor: PersonActor;
  known: Record<string, unknown>;
}) {
  const role = ROLES.find((one) => one === known["role"]) ?? null;
  if (known["intent"] !== "invite" || !actor.organisation || typeof known["email"] !== "string") return {};
  if (whyMayNot(actor, "invite-person", actor.organisation.code)) return {};
  return wrongWithInvitation(q, { organisation: actor.organisation, email: known["email"], role });
}

export const action = signedIn.action(
  { form: PeopleForm, also: wrongWithInvited },
  async ({ tx, actor, form, now: at }) => {
    if (!actor.organisation) throw noOrganisation();
    const organisationCode = actor.organisation.code;
    if (form.intent === "invite") {
      const { email, role } = form;
      const command = { actor, at, organisationCode, email, role };
      const byTwo = needsConfirmation(actor.organisation.kind, role);
      const step = stepOf(form);
      if (byTwo && step !== "submit") {
        if (step === "check") await rehearse(tx, (t) => invitePerson(t, command));
        return shownAgain(form, step);
      }
      await invitePerson(tx, command);
      return redirect(`/account/people?done=${byTwo ? "asked" : "invited"}`);
    }
    if (form.intent === "confirm") {
      await confirmInvitation(tx, { actor, at, invitationId: form.invitationId });
      return redirect("/account/people?done=confirmed");
    }
    await withdrawInvitation(tx, { actor, at, invitationId: form.invitationId });
    return redirect("/account/people?done=withdrawn");
  },
);

export default function People() {
  const { organisation, people, invitations, keeper, me, removed, done } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  return (
    <>
      <FullWidth>
        <BackLink href="/account">Your account</BackLink>
        {removed ? (
          <NotificationBanner heading={`${removed} was removed from ${organisation.name}`} success>
            <p>They were told by e-mail, and it is kept in the audit.</p>
          </NotificationBanner>
        ) : null}
        {done ? <NotificationBanner heading={done} success /> : null}
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={withCode(organisation.name, organisation.code)}>People</PageTitle>
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
        {invitations.length > 0 ? <OpenInvitations invitations={invitations} keeper={keeper} /> : null}
      </FullWidth>
      {keeper ? checked ? <CheckInvitation organisationName={organisation.name} /> : <Invite /> : null}
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
      <p>
        <a href={`/account/people/${userId}/remove`}>{`Remove ${name}`}</a>
      </p>
      {authenticator ? (
        <p>
          <a
            href={`/account/people/${userId}/reset-authenticator`}
          >{`Reset the authenticator app of ${name}`}</a>
        </p>
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
