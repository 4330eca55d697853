import { withCode } from "~/domain/shared/organisation-words";
import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { allPeople } from "~/domain/people/people-views.server";
import { roleList } from "~/domain/people/role";
import { DataTable } from "~/ui/kit/lists/data-table";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { SubmitButton } from "~/ui/kit/form";
import { FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { Pagination } from "~/ui/kit/lists/pagination";
import { TextField } from "~/ui/kit/fields/text-fields";
import { centre } from "~/web/audience.server";

const Query = z.object({
  search: z.string().trim().max(100).optional(),
  name: z.string().max(200).optional(),
  id: z.string().max(100).optional(),
});

export const meta: MetaFunction = () => [{ title: pageTitle("People") }];

export const loader = centre.loader(
  { query: Query, roles: ["commercial_officer", "auditor"] },
  async ({ q, query }) => {
    const after = query.name !== undefined && query.id ? { name: query.name, userId: query.id } : undefined;
    const { people, next } = await allPeople(q, { search: query.search || undefined, after });
    return { people, next, search: query.search ?? "" };
  },
);

export default function People() {
  const { people, next, search } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <PageTitle lede="Everybody with an account, and what they may do where. Organisations look after their own people.">
        People
      </PageTitle>
      <form method="get" action="/commercial/people" noValidate>
        <TextField name="search" label="Name or e-mail address" value={search} width={20} />
        <SubmitButton variant="secondary">Search</SubmitButton>
      </form>
      <DataTable
        caption="People by name"
        rows={people}
        rowKey={(person) => person.userId}
        columns={[
          { key: "name", header: "Name", rowHeader: true, cell: (person) => person.name },
          { key: "email", header: "E-mail address", cell: (person) => person.email },
          {
            key: "roles",
            header: "Organisations and roles",
            cell: (person) =>
              person.memberships.length === 0 ? (
                "None"
              ) : (
                <ul className="nhsuk-list nhsuk-u-margin-bottom-0">
                  {person.memberships.map(({ code, name, roles }) => (
                    <li key={code}>
                      {withCode(name, code)}: {roleList(roles)}
                    </li>
                  ))}
                </ul>
              ),
          },
          {
            key: "factor",
            header: "Authenticator app",
            cell: (person) => (person.twoFactorEnabled ? "Yes" : "No"),
          },
        ]}
        empty={
          <EmptyState
            heading="Nobody was found"
            action={{ label: "Show everybody", href: "/commercial/people" }}
          >
            <p>Try a part of the name or of the address.</p>
          </EmptyState>
        }
      />
      <Pagination
        label="Pages of people"
        next={
          next
            ? {
                href: `/commercial/people?${new URLSearchParams({ search, name: next.name, id: next.userId })}`,
                label: "More people",
              }
            : undefined
        }
      />
    </FullWidth>
  );
}
