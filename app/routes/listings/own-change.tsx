import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerReview } from "~/domain/listings/review/answer-review.server";
import { CHANGE_KIND_WORDS, isOpen, isWriting, waitsForCentre } from "~/domain/listings/change";
import { ownChange, verdictOfContent, type ChangeView } from "~/domain/listings/change-views.server";
import { withdrawChange } from "~/domain/listings/withdraw-change.server";
import { VerdictLines } from "~/ui/certification/verdict-lines";
import { WarningCallout } from "~/ui/kit/callouts";
import { Details } from "~/ui/kit/details";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { ErrorSummary, fields, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TaskList, TaskProgress } from "~/ui/kit/task-list";
import { ChangeFacts, LintList } from "~/ui/listings/change-facts";
import { changeCaption, ChangeForm, changeHref } from "~/ui/listings/change-frame";
import { ChangeRecord } from "~/ui/listings/change-record";
import { changeTasks } from "~/ui/listings/change-tasks";
import { DifferenceList } from "~/ui/listings/difference-list";
import { Thread } from "~/ui/listings/thread";
import { supplier } from "~/web/audience.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { WRITERS } from "~/web/listings/change-page.server";
import { ChangeParams, changePath, DoneQuery, OwnChangeForm } from "~/web/listings/listing-forms";

export const meta = ({ data }: { data?: { change: ChangeView } }) => [
  { title: pageTitle(data ? changeCaption(data.change) : "A change of a listing") },
];

export const loader = supplier.loader(
  { params: ChangeParams, query: DoneQuery },
  async ({ q, actor, params, query, today }) => {
    const change = await ownChange(q, { changeId: params.change, supplierId: ownSupplier(actor), today });
    const { solutionId, content } = change;
    return {
      change,
      verdict: await verdictOfContent(q, { solutionId, content, on: today }),
      writer: WRITERS.some((role) => actor.roles.includes(role)),
      done: DONE[query.done ?? ""] ?? null,
    };
  },
);

export const action = supplier.action(
  { params: ChangeParams, form: OwnChangeForm, roles: WRITERS },
  async ({ tx, actor, params, form, now }) => {
    const { intent, seen, message } = form;
    const command = { changeId: params.change, supplierId: ownSupplier(actor), actor, at: now };
    if (intent === "message") {
      await answerReview(tx, { ...command, message });
      return redirect(`${changePath(params.change)}?done=message`);
    }
    await withdrawChange(tx, { ...command, action: intent, seen });
    return redirect(`${changePath(params.change)}?done=${intent}`);
  },
);

const DONE: Record<string, { heading: string; next: string }> = {
  started: {
    heading: "The draft is there",
    next: "Nobody else sees it. Fill in its parts in any order, and come back whenever you like.",
  },
  saved: { heading: "Your change is saved", next: "" },
  submitted: {
    heading: "It is sent to the centre",
    next: "Commercial officers have been e-mailed. You are e-mailed when they publish it or ask for changes.",
  },
  published: {
    heading: "It is published",
    next: "Nothing in it had to be reviewed. Everybody sees it in the catalogue now.",
  },
  message: { heading: "Your message is sent", next: "Commercial officers have been e-mailed." },
  take_back: { heading: "You took it back", next: "Change it, and send it in again." },
  discard: { heading: "It is discarded", next: "What it said stays on record here." },
};

export default function OwnChange() {
  const { change, done } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <>
      <BackLink href={`/supplying/listings/${change.solutionId}`}>{change.name}</BackLink>
      <ReadingColumn>
        {done && !hasErrors(state) ? (
          <NotificationBanner heading={done.heading} success>
            {done.next ? <p>{done.next}</p> : null}
          </NotificationBanner>
        ) : null}
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${change.id}, ${CHANGE_KIND_WORDS[change.kind].toLowerCase()}`}>
          {change.name}
        </PageTitle>
        {isWriting(change.state) ? <Writing /> : <Sent />}
        <Messages />
      </ReadingColumn>
    </>
  );
}

/** What is being written: the parts in order, what waits, what a buyer will miss. */
function Writing() {
  const { change, verdict, writer } = useLoaderData<typeof loader>();
  const tasks = changeTasks(change);
  const last = change.thread.filter(({ side }) => side === "centre").at(-1);
  return (
    <>
      {change.state === "returned" && last ? (
        <WarningCallout level={2} heading="The centre asks for changes">
          <p className="dt-pre-line">{last.text}</p>
        </WarningCallout>
      ) : null}
      {writer ? (
        <>
          <TaskProgress tasks={tasks} />
          <TaskList tasks={tasks} />
        </>
      ) : null}
      {change.kind === "edit" ? (
        <>
          <h2 className="nhsuk-heading-m">What it changes</h2>
          <DifferenceList
            differences={change.differences}
            caption="Against what is published"
            captionHidden
            none="Nothing yet."
          />
        </>
      ) : null}
      {verdict.lines.length > 0 ? (
        <>
          <h2 className="nhsuk-heading-m">Standards that bind it</h2>
          <p>
            {verdict.outcome !== "not-compliant"
              ? "All of them are met today."
              : waitsForCentre(change)
                ? "None of them keeps it from being sent in. It is published once each of these is met."
                : "What the centre reviews is published once each of these is met. Nothing in this edit waits for the centre."}
          </p>
          <VerdictLines verdict={verdict} caption={`Standards that bind ${change.name}`} narrow />
          <p>
            <a href="/supplying/certification">Claims and certificates</a>
          </p>
        </>
      ) : null}
      <LintList change={change} lint={change.lint} />
      {writer ? <Discard /> : null}
    </>
  );
}

function Discard() {
  const { change } = useLoaderData<typeof loader>();
  return (
    <Details summary={change.kind === "new" ? "Discard this draft" : "Discard this edit"}>
      <p>
        {change.kind === "edit"
          ? "What is published stays as it is."
          : "The solution stays among your listings as an empty draft."}{" "}
        What was written stays on record and cannot be taken up again.
      </p>
      <ChangeForm change={change} state={null}>
        <SubmitButton variant="warning" name="intent" value="discard">
          Discard it
        </SubmitButton>
      </ChangeForm>
    </Details>
  );
}

/** What was sent in or decided, as it was. */
function Sent() {
  const { change, writer } = useLoaderData<typeof loader>();
  return (
    <>
      <ChangeRecord
        change={change}
        whose={{ key: "begun", label: "Begun by", value: change.createdByName }}
      />
      {change.state === "submitted" && writer ? (
        <ChangeForm change={change} state={null}>
          <p>Its words are fixed while the centre reads them. Take it back to change them.</p>
          <SubmitButton variant="secondary" name="intent" value="take_back">
            Take it back
          </SubmitButton>
        </ChangeForm>
      ) : null}
      {change.kind === "edit" ? (
        <>
          <h2 className="nhsuk-heading-m">What it changes</h2>
          <DifferenceList differences={change.differences} caption="Before and after" captionHidden />
        </>
      ) : null}
      <p>
        <a href={changeHref(change, "preview")}>
          See it as buyers {change.state === "published" ? "do" : "will"}
        </a>
      </p>
      <ChangeFacts change={change} />
    </>
  );
}

function Messages() {
  const { change, writer } = useLoaderData<typeof loader>();
  const state = useFormState();
  const begun = change.thread.length > 0;
  // Before it is sent in there is nobody to write to.
  if (!begun && change.state !== "submitted") return null;
  return (
    <>
      <h2 className="nhsuk-heading-m">Messages</h2>
      <Thread messages={change.thread} />
      {isOpen(change.state) && writer ? (
        <ChangeForm change={change} state={null}>
          <TextArea {...fields(state)("message")} label="Write to the centre" rows={3} maxLength={1000} />
          <SubmitButton variant="secondary" name="intent" value="message">
            Send the message
          </SubmitButton>
        </ChangeForm>
      ) : null}
    </>
  );
}
