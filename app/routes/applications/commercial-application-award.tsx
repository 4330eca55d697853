import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { grantView } from "~/domain/applications/awards/grant-views.server";
import { signMemorandum } from "~/domain/applications/awards/sign-memorandum.server";
import { proposalsWaiting } from "~/domain/proposals/proposal-views.server";
import { Inset } from "~/ui/kit/callouts";
import { Downloads } from "~/ui/kit/lists/downloads";
import { ErrorSummary, hasErrors } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { GrantDocument } from "~/ui/applications/grant-document";
import { SignGrant } from "~/ui/applications/grant-list";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { GrantParams } from "~/web/applications/application-forms";
import { centre } from "~/web/audience.server";
import { SignForm } from "~/web/applications/grant-forms";

const DONE = {
  awarded: "The money was awarded and set aside",
  sign: "You have signed the memorandum",
} as const;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Award ${data.grant.id}` : "Award") },
];

export const loader = centre.loader(
  {
    params: GrantParams,
    query: z.object({ done: z.enum(Object.keys(DONE) as (keyof typeof DONE)[]).optional() }),
  },
  async ({ q, actor, params, query }) => ({
    grant: await grantView(q, { awardId: params.id, organisationCode: null }),
    withdrawals: await proposalsWaiting(q, { kind: "withdraw-award", about: `grant:${params.id}` }),
    officer: actor.roles.includes("commercial_officer"),
    name: actor.name,
    me: actor.userId,
    done: query.done,
  }),
);

export const action = centre.action(
  { params: GrantParams, form: SignForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now }) => {
    const by = { actor, at: now, awardId: params.id, side: "centre" as const };
    await signMemorandum(tx, { ...by, signatoryName: form.signatoryName });
    return redirect(`/commercial/awards/${params.id}?done=sign`);
  },
);

export default function Award() {
  const { grant, withdrawals, officer, name, me, done } = useLoaderData<typeof loader>();
  const state = useFormState();
  const signed = grant.signedSides.includes("centre");
  const toSign = officer && grant.state === "awaiting_signature" && !signed;
  return (
    <>
      <BackLink href="/commercial/awards">Awards</BackLink>
      <ReadingColumn>
        {done ? <NotificationBanner heading={DONE[done]} success /> : null}
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`Award ${grant.id} from ${grant.fundName}`}>{grant.organisationName}</PageTitle>
        {grant.state === "awaiting_signature" && signed ? (
          <Inset>
            <p>The centre has signed. The award takes effect when {grant.organisationName} signs.</p>
          </Inset>
        ) : null}
        {grant.state === "withdrawn"
          ? null
          : withdrawals.map((one) => (
              <Inset key={one.id}>
                <p>
                  {one.proposedByName} proposed to withdraw it:{" "}
                  <a href={`/commercial/proposals/${one.id}`}>see the proposal</a>. It stays as it is until
                  another commercial officer approves.
                </p>
              </Inset>
            ))}
        <GrantDocument grant={grant} orderHref={(id) => `/commercial/orders/${id}`} />
        <Downloads
          count={1}
          noun={["letter", "letters"]}
          files={[{ label: "PDF", href: `/commercial/awards/${grant.id}/letter.pdf` }]}
        />
        <p>
          From{" "}
          <a href={`/commercial/applications/${grant.applicationId}`}>application {grant.applicationId}</a>.
        </p>
        {toSign && grant.awardedBy === me ? (
          <Inset>
            <p>
              You decided this award, so another commercial officer signs for {grant.memorandum.centre}. It is
              in their list of what waits for them.
            </p>
          </Inset>
        ) : null}
        {toSign && grant.awardedBy !== me ? (
          <SignGrant state={state} forWhom={grant.memorandum.centre} name={name} />
        ) : null}
        {officer && grant.state !== "withdrawn" && withdrawals.length === 0 ? (
          <p>
            <a href={`/commercial/awards/${grant.id}/withdraw`}>Withdraw the award</a>
          </p>
        ) : null}
      </ReadingColumn>
    </>
  );
}
