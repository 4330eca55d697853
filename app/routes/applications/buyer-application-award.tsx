import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { giveBackGrant } from "~/domain/applications/give-back-grant.server";
import { grantView } from "~/domain/applications/grant-views.server";
import { signMemorandum } from "~/domain/applications/sign-memorandum.server";
import { withdrawGrant } from "~/domain/applications/withdraw-grant.server";
import { Inset } from "~/ui/kit/callouts";
import { Details } from "~/ui/kit/details";
import { Downloads } from "~/ui/kit/downloads";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { GrantDocument } from "~/ui/applications/grant-document";
import { SignGrant } from "~/ui/applications/grant-list";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { MoneyField, TextArea } from "~/ui/kit/text-fields";
import { GrantParams } from "~/web/applications/application-forms";
import { buyer } from "~/web/audience.server";
import { GrantDeedForm, GRANT_DONE } from "~/web/applications/grant-forms";

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
  { params: GrantParams, form: GrantDeedForm, roles: ["approver"] },
  async ({ tx, actor, params, form, now, today }) => {
    const deed = { actor, at: now, today, awardId: params.id, side: "provider" as const };
    if (form.deed === "sign") await signMemorandum(tx, { ...deed, signatoryName: form.signatoryName });
    else if (form.deed === "give-back") {
      await giveBackGrant(tx, { ...deed, amount: form.amount, reason: form.givenBackReason });
    } else await withdrawGrant(tx, { ...deed, reason: form.reason });
    return redirect(`/buying/awards/${params.id}?done=${form.deed}`);
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
        {grant.state === "awaiting_signature" && maySign ? <TurnDown /> : null}
        {grant.state === "in_force" && maySign && grant.left > 0n ? <GiveBack /> : null}
      </ReadingColumn>
    </>
  );
}

function TurnDown() {
  const state = useFormState();
  return (
    <Details summary="Turn the award down" open={state?.values["deed"] === "end"}>
      <Form>
        <TextArea
          {...fields(state)("reason")}
          label="Why do you turn it down?"
          hint="What was set aside can be allocated to others again, and another fund may pay for the costs."
          rows={3}
        />
        <SubmitButton name="deed" value="end" variant="warning">
          Turn the award down
        </SubmitButton>
      </Form>
    </Details>
  );
}

function GiveBack() {
  const state = useFormState();
  return (
    <Details summary="Give back what you will not use" open={state?.values["deed"] === "give-back"}>
      <Form>
        <MoneyField
          {...fields(state)("amount")}
          label="How much do you give back?"
          hint="Others can be granted it this year. You cannot take it back."
        />
        <TextArea {...fields(state)("givenBackReason")} label="Why?" rows={3} />
        <SubmitButton name="deed" value="give-back" variant="secondary">
          Give it back
        </SubmitButton>
      </Form>
    </Details>
  );
}
