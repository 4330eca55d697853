import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { impactCounts } from "~/domain/standards/impact";
import { impactReport } from "~/domain/standards/impact-views.server";
import { noticePlan } from "~/domain/standards/notice";
import { proposeDraft } from "~/domain/standards/propose-draft.server";
import { publishDraft } from "~/domain/standards/publish-draft.server";
import { WarningCallout } from "~/ui/kit/callouts";
import { ButtonGroup, ButtonLink, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { DraftFacts } from "~/ui/standards/draft-facts";
import { DraftForm, draftHref, DraftPage } from "~/ui/standards/draft-frame";
import { impactSentence } from "~/ui/standards/impact-words";
import { noticeSentence } from "~/ui/standards/notice-words";
import { centre } from "~/web/audience.server";
import { draftPath, DraftParams, SeenForm } from "~/web/standards/draft-forms";
import { openDraft } from "~/web/standards/draft-page.server";

export const meta = () => [{ title: pageTitle("Check the draft") }];

export const loader = centre.loader(
  { params: DraftParams, roles: ["commercial_officer"] },
  async ({ q, params, today }) => {
    const draft = await openDraft(q, params.id, today);
    // What is missing is said where it is put right.
    if (draft.gaps.length > 0) throw redirect(draftPath(params.id));
    const notices = noticeSentence(noticePlan(draft, today), draft.whyTwo === "mandatory");
    return { draft, notices, counts: impactCounts(await impactReport(q, { draftId: params.id, today })) };
  },
);

export const action = centre.action(
  { params: DraftParams, form: SeenForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now, today }) => {
    const command = { draftId: params.id, seen: form.seen, actor, at: now, today };
    const byTwo = (await openDraft(tx, params.id, today)).whyTwo !== null;
    if (byTwo) await proposeDraft(tx, command);
    else await publishDraft(tx, command);
    return redirect(`${draftPath(params.id)}?done=${byTwo ? "proposed" : "publish"}`);
  },
);

export default function CheckDraft() {
  const { draft, counts, notices } = useLoaderData<typeof loader>();
  return (
    <DraftPage
      draft={draft}
      title={draft.whyTwo ? "Check it before you propose it" : "Check it before you publish it"}
      state={useFormState()}
    >
      <WarningCallout level={2} heading="What it does">
        <p>{impactSentence(counts)}</p>
        {notices ? <p>{`If it is published today: ${notices}`}</p> : null}
        <p>
          <a href={draftHref(draft, "impact")}>See each of them, and the day</a>
        </p>
      </WarningCallout>
      <DraftFacts draft={draft} changing />
      <p>
        {draft.whyTwo
          ? "Its words are fixed while another officer reads it. You can take it back until it is decided."
          : "Everybody sees it at once, and its dates decide from then on. What is published is not changed: a mistake is put right by another version."}
      </p>
      <DraftForm draft={draft}>
        <ButtonGroup>
          <SubmitButton>{draft.whyTwo ? "Propose it to another officer" : "Publish it"}</SubmitButton>
          <ButtonLink href={draftHref(draft)} variant="secondary">
            Go back to the draft
          </ButtonLink>
        </ButtonGroup>
      </DraftForm>
    </DraftPage>
  );
}
