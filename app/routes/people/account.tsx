import { withCode } from "~/domain/shared/organisation-words";
import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ROLE_HINTS, roleList } from "~/domain/people/role";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { signedIn } from "~/web/audience.server";
import { personOfRequest } from "~/web/session.server";

export const meta: MetaFunction = () => [{ title: pageTitle("Your account") }];

export const loader = signedIn.loader({}, async ({ actor, request }) => {
  const person = await personOfRequest(request);
  return {
    name: actor.name,
    email: actor.email,
    organisation: actor.organisation,
    roles: actor.roles,
    memberships: actor.memberships,
    authenticator: person?.twoFactorEnabled === true,
  };
});

export default function Account() {
  const { name, email, organisation, roles, memberships, authenticator } = useLoaderData<typeof loader>();
  const several = memberships.length > 1;
  return (
    <ReadingColumn>
      <PageTitle>Your account</PageTitle>
      <SummaryList
        rows={[
          { key: "name", label: "Name", value: name },
          { key: "email", label: "E-mail address", value: email },
          {
            key: "organisation",
            label: "You act for",
            value: organisation ? withCode(organisation.name, organisation.code) : "No organisation",
            change: several
              ? { href: "/account/organisation", what: "the organisation you act for" }
              : undefined,
          },
          {
            key: "authenticator",
            label: "Authenticator app",
            value: authenticator ? "Asked for each time you sign in" : "Not set up",
            change: {
              href: "/account/authenticator",
              what: "the authenticator app",
              label: authenticator ? "Change" : "Set up",
            },
          },
        ]}
      />
      {organisation ? (
        <>
          <h2 className="nhsuk-heading-m">What you may do at {organisation.name}</h2>
          <ul className="nhsuk-list nhsuk-list--bullet">
            {roles.map((role) => (
              <li key={role}>
                <strong>{roleList([role])}</strong>: {ROLE_HINTS[role as keyof typeof ROLE_HINTS]}
              </li>
            ))}
          </ul>
          <p>
            <a href="/account/people">People of this organisation</a>
          </p>
        </>
      ) : null}
      {memberships.length === 0 ? (
        <EmptyState heading="You do not belong to an organisation yet">
          <p>Ask somebody who looks after people at your organisation to invite {email}.</p>
        </EmptyState>
      ) : null}
    </ReadingColumn>
  );
}
