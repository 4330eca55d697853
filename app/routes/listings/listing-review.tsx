import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerReview } from "~/domain/listings/review/answer-review.server";
import { CHANGE_KIND_WORDS, isOpen } from "~/domain/listings/change";
import { reviewPath } from "~/domain/listings/change-guards";
import { reviewedChange, verdictOfContent, type ChangeView } from "~/domain/listings/change-views.server";
import { endedPath } from "~/domain/listings/review/ended-review";
import { endedReview } from "~/domain/listings/review/ended-review-views.server";
import { publishChange } from "~/domain/listings/review/publish-change.server";
import { returnChange } from "~/domain/listings/review/return-change.server";
import { VerdictLines } from "~/ui/certification/verdict-lines";
import { WarningCallout } from "~/ui/kit/callouts";
import { DayText } from "~/ui/kit/day";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { ErrorSummary, fields, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { ChangeFacts } from "~/ui/listings/change-facts";
import { changeCaption, ChangeForm } from "~/ui/listings/change-frame";
import { ChangeRecord } from "~/ui/listings/change-record";
import { DifferenceList } from "~/ui/listings/difference-list";
import { Thread } from "~/ui/listings/thread";
import { centre } from "~/web/audience.server";
import { ChangeParams, DoneQuery, ReviewForm } from "~/web/listings/listing-forms";

const OFFICERS = ["commercial_officer"] as const;

export const meta = ({ data }: { data?: { change: ChangeView } }) => [
  { title: pageTitle(data ? changeCaption(data.change) : "A listing to review") },
];

export const loader = centre.loader(
  { params: ChangeParams, query: DoneQuery },
  async ({ q, actor, params, query, today }) => {
    const ended = await endedReview(q, params.change);
    if (ended) throw redirect(endedPath(ended.id));
    const change = await reviewedChange(q, { changeId: params.change, today });
    const { solutionId, content, state } = change;
    return {
      change,
      verdict: state === "submitted" ? await verdictOfContent(q, { solutionId, content, on: today }) : null,
      officer: OFFICERS.some((role) => actor.roles.includes(role)),
      done: DONE[query.done ?? ""] ?? null,
    };
  },
);

export const action = centre.action(
  { params: ChangeParams, form: ReviewForm, roles: OFFICERS },
  async ({ tx, actor, params, form, now, today }) => {
    const { intent, decision, seen, reason, message } = form;
    const command = { changeId: params.change, actor, at: now };
    if (intent === "message") await answerReview(tx, { ...command, supplierId: null, message });
    else if (decision === "publish") await publishChange(tx, { ...command, seen, today });
    else if (decision) await returnChange(tx, { ...command, seen, action: decision, message: reason });
    return redirect(`${reviewPath(params.change)}?done=${intent === "message" ? intent : decision}`);
  },
);

const DONE: Record<string, { heading: string; next: string }> = {
  publish: { heading: "It is published", next: "Everybody sees it at once. The supplier was e-mailed." },
  return: { heading: "Changes are asked for", next: "The supplier was e-mailed your message." },
  reject: {
    heading: "It is rejected",
    next: "What is published stays. The supplier was e-mailed your message.",
  },
  message: { heading: "Your message is sent", next: "The supplier was e-mailed." },
};

export default function ListingReview() {
  const { change, done, officer } = useLoaderData<typeof loader>();
  const state = useFormState();
  const waits = change.state === "submitted";
  return (
    <>
      {done && !hasErrors(state) ? (
        <NotificationBanner heading={done.heading} success>
          <p>{done.next}</p>
        </NotificationBanner>
      ) : null}
      <BackLink href="/commercial/listings">Listings to review</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${change.id}, ${CHANGE_KIND_WORDS[change.kind].toLowerCase()}`}>
          {change.name}
        </PageTitle>
        <Status />
        {waits ? <Gate /> : null}
        {change.state === "returned" ? (
          <p>The supplier is changing it. You see what it says when it is sent in again.</p>
        ) : (
          <Words />
        )}
        {waits && officer ? <Decide /> : null}
        <h2 className="nhsuk-heading-m">Messages</h2>
        <Thread messages={change.thread} />
        {officer && isOpen(change.state) ? <Write /> : null}
      </ReadingColumn>
    </>
  );
}

function Status() {
  const { change } = useLoaderData<typeof loader>();
  const supplier = <a href={`/suppliers/${change.supplierId}`}>{change.supplierName}</a>;
  const isPublic = change.kind === "edit" || change.publishedVersion !== null;
  const page = isPublic ? <a href={`/solutions/${change.solutionId}`}>Public page</a> : "Not yet";
  return (
    <ChangeRecord
      change={change}
      whose={{ key: "supplier", label: "Supplier", value: supplier }}
      where={{ key: "public", label: "In the catalogue", value: page }}
    />
  );
}

/** Whether the gate lets it through today, by the one verdict. */
function Gate() {
  const { verdict, change } = useLoaderData<typeof loader>();
  if (!verdict) return null;
  return (
    <>
      {verdict.outcome === "not-compliant" ? (
        <WarningCallout level={2} heading="It cannot be published yet">
          <p>A standard that binds it is not met. You can ask for changes, or wait for the certificate.</p>
        </WarningCallout>
      ) : null}
      <h2 className="nhsuk-heading-m">Standards that bind it</h2>
      {verdict.lines.length === 0 ? (
        <p>None.</p>
      ) : (
        <VerdictLines verdict={verdict} caption={`Standards that bind ${change.name}`} narrow />
      )}
    </>
  );
}

function Words() {
  const { change } = useLoaderData<typeof loader>();
  return (
    <>
      {change.kind === "edit" ? (
        <>
          <h2 className="nhsuk-heading-m">What it changes</h2>
          {change.materials.length > 0 ? (
            <>
              <p>It is reviewed, because:</p>
              <ul>
                {change.materials.map(({ text }) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </>
          ) : null}
          {change.pricesFrom && change.state === "submitted" ? (
            <p>
              Published today, the changed prices hold from <DayText day={change.pricesFrom} />, and buyers
              with drafts and live orders are e-mailed.
            </p>
          ) : null}
          <DifferenceList differences={change.differences} caption="Before and after" captionHidden />
        </>
      ) : null}
      <p>
        <a href={`${reviewPath(change.id)}/preview`}>See it as buyers will</a>
      </p>
      <ChangeFacts change={change} />
    </>
  );
}

function Decide() {
  const { change } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state);
  const reject =
    change.kind === "edit"
      ? [{ value: "reject", label: "Reject it", hint: "For good. What is published stays as it is" }]
      : [];
  return (
    <ChangeForm change={change} state={state}>
      <h2 className="nhsuk-heading-m">Decide</h2>
      <Radios
        {...field("decision")}
        label="Should this be published?"
        choices={[
          { value: "publish", label: "Publish it", hint: "Everybody sees it at once" },
          {
            value: "return",
            label: "Ask for changes",
            hint: "The supplier changes it and sends it in again",
          },
          ...reject,
        ]}
      />
      <TextArea
        {...field("reason")}
        label="What has to change, or why not"
        hint="The supplier reads it"
        rows={3}
        maxLength={1000}
      />
      <SubmitButton name="intent" value="decide">
        Decide
      </SubmitButton>
    </ChangeForm>
  );
}

function Write() {
  const { change } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <ChangeForm change={change} state={state}>
      <TextArea {...fields(state)("message")} label="Write to the supplier" rows={3} maxLength={1000} />
      <SubmitButton variant="secondary" name="intent" value="message">
        Send the message
      </SubmitButton>
    </ChangeForm>
  );
}
