import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { grantView } from "~/domain/applications/grant-views.server";
import { signMemorandum } from "~/domain/applications/sign-memorandum.server";
import { withdrawGrant } from "~/domain/applications/withdraw-grant.server";
import { Problem } from "~/domain/shared/problem";
import { Inset } from "~/ui/kit/callouts";
import { Details } from "~/ui/kit/details";
import { Downloads } from "~/ui/kit/downloads";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { GrantDocument } from "~/ui/applications/grant-document";
import { SignGrant } from "~/ui/applications/grant-list";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextArea } from "~/ui/kit/text-fields";
import { GrantParams } from "~/web/applications/application-forms";
import { centre } from "~/web/audience.server";
import { GrantDeedForm } from "~/web/applications/grant-forms";

const DONE = {
  awarded: "The money was awarded and set aside",
  sign: "You have signed the memorandum",
  end: "The award was withdrawn",
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
    officer: actor.roles.includes("commercial_officer"),
    name: actor.name,
    done: query.done,
  }),
);

export const action = centre.action(
  { params: GrantParams, form: GrantDeedForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now, today }) => {
    const deed = { actor, at: now, today, awardId: params.id, side: "centre" as const };
    if (form.deed === "sign") await signMemorandum(tx, { ...deed, signatoryName: form.signatoryName });
    else if (form.deed === "end") await withdrawGrant(tx, { ...deed, reason: form.reason });
    else
      throw new Problem("bad-request", "provider-only", "Only the provider gives back what it will not use.");
    return redirect(`/commercial/awards/${params.id}?done=${form.deed}`);
  },
);

export default function Award() {
  const { grant, officer, name, done } = useLoaderData<typeof loader>();
  const state = useFormState();
  const signed = grant.signedSides.includes("centre");
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
        {officer && grant.state === "awaiting_signature" && !signed ? (
          <SignGrant state={state} forWhom={grant.memorandum.centre} name={name} />
        ) : null}
        {officer && grant.state !== "withdrawn" ? <Withdraw /> : null}
      </ReadingColumn>
    </>
  );
}

function Withdraw() {
  const state = useFormState();
  return (
    <Details summary="Withdraw the award" open={state?.values["deed"] === "end"}>
      <Form>
        <TextArea
          {...fields(state)("reason")}
          label="Why is it withdrawn?"
          hint="The provider reads it. What its orders have taken stays set aside; the rest can be allocated again."
          rows={3}
        />
        <SubmitButton name="deed" value="end" variant="warning">
          Withdraw the award
        </SubmitButton>
      </Form>
    </Details>
  );
}
