import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { endText } from "~/domain/certification/standard-text";
import { dayOf, formatDay, type Day } from "~/domain/shared/day";
import { discardDraft } from "~/domain/standards/discard-draft.server";
import { draftView, type DraftView } from "~/domain/standards/draft-views.server";
import { noticePlan } from "~/domain/standards/notice";
import { publishDraft } from "~/domain/standards/publish-draft.server";
import { sendBackDraft } from "~/domain/standards/send-back-draft.server";
import { Details } from "~/ui/kit/details";
import { WarningCallout } from "~/ui/kit/callouts";
import { ButtonGroup, ButtonLink, ErrorSummary, fields, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { MomentText } from "~/ui/kit/day";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";
import { TaskList, TaskProgress } from "~/ui/kit/task-list";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { DifferencesTable, DraftFacts } from "~/ui/standards/draft-facts";
import { draftName, draftStateWord, KIND_WORDS } from "~/domain/standards/draft-words";
import { DraftForm, draftHref } from "~/ui/standards/draft-frame";
import { draftTasks } from "~/ui/standards/draft-tasks";
import { noticeSentence } from "~/ui/standards/notice-words";
import { centre } from "~/web/audience.server";
import { DecisionForm, draftPath, DraftParams, DraftQuery } from "~/web/standards/draft-forms";

export const meta = ({ data }: { data?: { draft: DraftView } }) => [
  { title: pageTitle(data ? draftName(data.draft) : "A draft of a standard") },
];

export const loader = centre.loader(
  { params: DraftParams, query: DraftQuery },
  async ({ q, actor, params, query, today }) => {
    const draft = await draftView(q, { id: params.id, today });
    const officer = actor.roles.includes("commercial_officer");
    const publishedOn = draft.decidedAt ? dayOf(draft.decidedAt) : today;
    return {
      draft,
      notices: noticeSentence(noticePlan(draft, publishedOn), draft.whyTwo === "mandatory"),
      published: query.done === "publish" && draft.state === "published",
      officer,
      own: draft.proposedBy === actor.userId,
      done: doneOf(query.done, draft, today),
    };
  },
);

export const action = centre.action(
  { params: DraftParams, form: DecisionForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now, today }) => {
    const { intent, reason, seen } = form;
    const command = { draftId: params.id, actor, at: now };
    if (intent === "discard") {
      await discardDraft(tx, { ...command, seen });
      return redirect("/commercial/standards?done=discarded");
    }
    if (intent === "publish") await publishDraft(tx, { ...command, seen, today });
    else await sendBackDraft(tx, { ...command, reason });
    return redirect(`${draftPath(params.id)}?done=${intent}`);
  },
);

/** What was just done; the end of a standard is told as its public page tells it. */
function doneOf(done: string | undefined, draft: DraftView, today: Day) {
  if (done === "publish" && draft.kind === "retirement")
    return { heading: "Its end is published", next: endText(draft.content.retiredOn, today) ?? "" };
  return DONE[done ?? ""] ?? null;
}

const DONE: Record<string, { heading: string; next: string }> = {
  started: {
    heading: "The draft is there",
    next: "Nobody has to meet a draft. Change it until it is right.",
  },
  saved: { heading: "Your change is saved", next: "" },
  proposed: {
    heading: "Another officer is asked",
    next: "The other commercial officers have been e-mailed. Nothing changes until one of them publishes it.",
  },
  publish: {
    heading: "It is published",
    next: "Its dates decide from now on.",
  },
  "send-back": { heading: "It was sent back", next: "Whoever proposed it was e-mailed your reason." },
  "take-back": { heading: "You took it back", next: "It is a draft again." },
};

export default function StandardDraft() {
  const { draft, done, notices, published } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <>
      {done ? (
        <NotificationBanner heading={done.heading} success>
          {done.next ? <p>{done.next}</p> : null}
          {published && notices ? <p>{notices}</p> : null}
        </NotificationBanner>
      ) : null}
      <BackLink href="/commercial/standards">Drafts of standards</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${draft.id}: ${KIND_WORDS[draft.kind].toLowerCase()}`}>
          {draftName(draft)}
        </PageTitle>
        {draft.state === "draft" ? <Writing /> : <Decided />}
      </ReadingColumn>
    </>
  );
}

/** A draft that is being written: what is to do, in order. */
function Writing() {
  const { draft, officer } = useLoaderData<typeof loader>();
  const tasks = draftTasks(draft);
  return (
    <>
      {draft.decisionReason ? (
        <WarningCallout level={2} heading="Why it came back">
          <p>{draft.decisionReason}</p>
        </WarningCallout>
      ) : null}
      {officer ? (
        <>
          <TaskProgress tasks={tasks} />
          <TaskList tasks={tasks} />
          <Details summary="Discard this draft">
            <p>Nobody has to meet it, and what it says stays on record. It cannot be taken up again.</p>
            <DraftForm draft={draft}>
              <SubmitButton variant="warning" name="intent" value="discard">
                Discard the draft
              </SubmitButton>
            </DraftForm>
          </Details>
        </>
      ) : (
        <DraftFacts draft={draft} />
      )}
      <Differences />
    </>
  );
}

/** What was proposed, published or discarded, as it was. */
function Decided() {
  const { draft, officer, own } = useLoaderData<typeof loader>();
  const { proposedByName, proposedAt, decidedByName, decidedAt } = draft;
  const waits = draft.state === "proposed";
  return (
    <>
      <SummaryList
        rows={[
          { key: "state", label: "State", value: <StatusTag status={draftStateWord(draft.state)} /> },
          { key: "begun", label: "Begun by", value: draft.createdByName },
          ...(proposedAt
            ? [
                {
                  key: "proposed",
                  label: "Proposed",
                  value: (
                    <>
                      {proposedByName}, <MomentText at={proposedAt} />
                    </>
                  ),
                },
              ]
            : []),
          ...(decidedAt
            ? [
                {
                  key: "decided",
                  label: "Published",
                  value: (
                    <>
                      {decidedByName}, <MomentText at={decidedAt} />
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      {waits ? (
        <p>
          <a href={draftHref(draft, "impact")}>See whom it reaches, and when</a>
        </p>
      ) : null}
      {draft.state === "published" ? (
        <p>
          <a href={`/standards/${draft.standardId}`}>See the standard as everybody does</a>
        </p>
      ) : null}
      <Differences />
      <DraftFacts draft={draft} />
      {waits && officer ? own ? <TakeBack /> : <Decide /> : null}
    </>
  );
}

function Differences() {
  const { draft } = useLoaderData<typeof loader>();
  if (draft.kind === "standard" || draft.differences.length === 0) return null;
  return (
    <>
      <h2 className="nhsuk-heading-m">What it changes</h2>
      <DifferencesTable differences={draft.differences} caption="Before and after" captionHidden />
    </>
  );
}

function TakeBack() {
  const { draft } = useLoaderData<typeof loader>();
  return (
    <DraftForm draft={draft}>
      <p>You proposed this, so another commercial officer decides. You can take it back until then.</p>
      <SubmitButton variant="secondary" name="intent" value="take-back">
        Take it back
      </SubmitButton>
    </DraftForm>
  );
}

function Decide() {
  const { draft, notices } = useLoaderData<typeof loader>();
  const field = fields(useFormState());
  const from = draft.content.effectiveFrom ?? draft.content.retiredOn;
  return (
    <DraftForm draft={draft}>
      <h2 className="nhsuk-heading-m">Decide</h2>
      {notices ? <p>{`If it is published today: ${notices}`}</p> : null}
      <Radios
        {...field("intent")}
        label="Should this be published?"
        choices={[
          {
            value: "publish",
            label: "Publish it",
            hint: from
              ? `Everybody sees it at once. The first day that it changes is ${formatDay(from)}.`
              : undefined,
          },
          { value: "send-back", label: "Send it back", hint: "Say why below" },
        ]}
      />
      <TextArea {...field("reason")} label="Why, if you send it back" rows={3} maxLength={1000} />
      <ButtonGroup>
        <SubmitButton>Decide</SubmitButton>
        <ButtonLink href={draftHref(draft, "impact")} variant="secondary">
          See whom it reaches
        </ButtonLink>
      </ButtonGroup>
    </DraftForm>
  );
}
