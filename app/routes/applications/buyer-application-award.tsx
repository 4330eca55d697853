import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { grantView } from "~/domain/applications/awards/grant-views.server";
import { signMemorandum } from "~/domain/applications/awards/sign-memorandum.server";
import { Inset } from "~/ui/kit/callouts";
import { Downloads } from "~/ui/kit/lists/downloads";
import { ErrorSummary, hasErrors } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { GrantDocument } from "~/ui/applications/grant-document";
import { SignGrant } from "~/ui/applications/grant-list";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { GrantParams } from "~/web/applications/application-forms";
import { buyer } from "~/web/audience.server";
import { GRANT_DONE, SignForm } from "~/web/applications/grant-forms";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Award ${data.grant.id}` : "Award") },
];

export const loader = buyer.loader(
  { params: GrantParams, query: z.object({ done: z.enum(GRANT_DONE).optional() }) },
  async ({ q, actor, params, query }) => ({
    grant: await grantView(q, { awardId: params.id, organisationCode: actor.organisationCode }),
    maySign: actor.roles.includes("approver"),
    name: actor.name,
    done: query.done,
  }),
);

export const action = buyer.action(
  { params: GrantParams, form: SignForm, roles: ["approver"] },
  async ({ tx, actor, params, form, now }) => {
    const by = { actor, at: now, awardId: params.id, side: "provider" as const };
    await signMemorandum(tx, { ...by, signatoryName: form.signatoryName });
    return redirect(`/buying/awards/${params.id}?done=sign`);
  },
);

const DONE = {
  sign: "You have signed the memorandum",
  "give-back": "The sum was given back",
  end: "You turned the award down",
} as const;

export default function Award() {
  const { grant, maySign, name, done } = useLoaderData<typeof loader>();
  const state = useFormState();
  const signed = grant.signedSides.includes("provider");
  return (
    <>
      <BackLink href="/buying/awards">Your awards</BackLink>
      <ReadingColumn>
        {done ? <NotificationBanner heading={DONE[done]} success /> : null}
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`Award ${grant.id}`}>{grant.fundName}</PageTitle>
        {grant.state === "awaiting_signature" ? (
          <Inset>
            <p>
              {signed
                ? `You have signed. It takes effect when ${grant.memorandum.centre} has signed too.`
                : maySign
                  ? "Read the memorandum and sign it at the end of this page."
                  : "A budget approver of your organisation has to sign the memorandum."}
            </p>
          </Inset>
        ) : null}
        <GrantDocument grant={grant} orderHref={(id) => `/buying/orders/${id}`} />
        <Downloads
          count={1}
          noun={["letter", "letters"]}
          files={[{ label: "PDF", href: `/buying/awards/${grant.id}/letter.pdf` }]}
        />
        <p>
          From <a href={`/buying/applications/${grant.applicationId}`}>application {grant.applicationId}</a>.
        </p>
        {grant.state === "awaiting_signature" && maySign && !signed ? (
          <SignGrant state={state} forWhom={grant.organisationName} name={name} />
        ) : null}
        {grant.state === "awaiting_signature" && maySign ? (
          <p>
            <a href={`/buying/awards/${grant.id}/turn-down`}>Turn the award down</a>
          </p>
        ) : null}
        {grant.state === "in_force" && maySign && grant.left > 0n ? (
          <p>
            <a href={`/buying/awards/${grant.id}/give-back`}>Give back what you will not use</a>
          </p>
        ) : null}
      </ReadingColumn>
    </>
  );
}
