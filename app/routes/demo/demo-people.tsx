import { asSentence } from "~/domain/shared/sentence";
import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { demoPeople } from "~/domain/people/people-views.server";
import { roleList } from "~/domain/people/role";
import { Problem } from "~/domain/shared/problem";
import { clock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { Form, SubmitButton } from "~/ui/kit/form";
import { PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { nextStep } from "~/web/sign-in/after-sign-in";
import { anyone } from "~/web/audience.server";
import { demoOnly } from "~/web/demo";
import { safePath } from "~/web/safe-path";
import { sessionTokenOf } from "~/web/session.server";
import { markSecondFactor, redirectWith, signIn } from "~/web/sign-in/sign-in.server";

const Query = z.object({ returnTo: z.string().optional() });
const BecomeForm = z.object({ email: z.string(), returnTo: z.string().optional() });

export const meta: MetaFunction = () => [{ title: pageTitle("Become a demonstration person") }];

export const loader = anyone.loader({ query: Query }, async ({ q, demo, query }) => {
  demoOnly(demo);
  return { people: await demoPeople(q), returnTo: safePath(query.returnTo) };
});

/** One click instead of a code: opens a real session of a demonstration person, never of anybody else. */
export const action = anyone.actionOutside({ form: BecomeForm }, async ({ form, demo, request }) => {
  demoOnly(demo);
  const people = await demoPeople(database().db);
  const person = people.find(({ email }) => email === form.email);
  if (!person) {
    throw new Problem("not-found", "no-such-person", {
      title: "There is no such demonstration person",
      next: { label: "Choose a person", href: "/demo/people" },
    });
  }
  if (sessionTokenOf(request)) await signIn().signOut(request.headers);
  const { cookies, token } = await signIn().openSession(person.userId);
  await markSecondFactor(token, clock().now());
  const fresh = { owes: null, activeOrganisationCode: null, memberships: person.memberships };
  return redirectWith(nextStep(fresh, form.returnTo), cookies);
});

export default function DemoPeople() {
  const { people, returnTo } = useLoaderData<typeof loader>();
  return (
    <ReadingColumn>
      <PageTitle lede="Each of them is signed in by one click, without a code. Their organisations are real; what they do here is invented.">
        Become a demonstration person
      </PageTitle>
      {people.length === 0 ? (
        <EmptyState heading="Nobody is here yet">
          <p>Load the demonstration data: it brings a dozen people with it.</p>
        </EmptyState>
      ) : null}
      <ul className="nhsuk-list">
        {people.map((person) => (
          <li key={person.userId}>
            <h2 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">{person.name}</h2>
            <p className="nhsuk-u-margin-bottom-2">
              {asSentence(person.summary)}{" "}
              {person.memberships.map(({ name, roles }) => `${roleList(roles)} at ${name}`).join("; ")}.
            </p>
            <Form>
              <input type="hidden" name="email" value={person.email} />
              <input type="hidden" name="returnTo" value={returnTo} />
              <SubmitButton variant="secondary">Become {person.name}</SubmitButton>
            </Form>
          </li>
        ))}
      </ul>
    </ReadingColumn>
  );
}
