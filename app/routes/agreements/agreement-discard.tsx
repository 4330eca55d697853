import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { discardDraft } from "~/domain/agreements/draft/discard-draft.server";
import { DraftForm, DraftPage, draftPath } from "~/ui/agreements/agreement-draft";
import { ButtonGroup, ButtonLink, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { openDraft, shownDraft } from "~/web/agreements/agreement-draft.server";
import { SeenForm, VersionParams } from "~/web/agreements/agreement-forms";
import { centre } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Discard the draft") }];

export const loader = centre.loader(
  { params: VersionParams, roles: ["commercial_officer"] },
  async ({ q, params }) => ({ draft: shownDraft(await openDraft(q, params)) }),
);

export const action = centre.action(
  { params: VersionParams, form: SeenForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now }) => {
    const { id: agreementId, version } = params;
    const { agreementLeft } = await discardDraft(tx, {
      agreementId,
      version,
      seen: form.seen,
      actor,
      at: now,
    });
    return redirect(
      agreementLeft
        ? `/commercial/agreements/${agreementId}?done=discarded`
        : "/commercial/agreements?done=discarded",
    );
  },
);

export default function DiscardDraft() {
  const { draft } = useLoaderData<typeof loader>();
  return (
    <DraftPage
      draft={draft}
      title="Discard this draft?"
      lede="Nobody was shown it and nobody is bound by it. What it said stays in the audit trail."
      state={useFormState()}
    >
      <DraftForm draft={draft}>
        <ButtonGroup>
          <SubmitButton variant="warning">Discard the draft</SubmitButton>
          <ButtonLink href={`${draftPath(draft)}/edit`} variant="secondary">
            Keep it
          </ButtonLink>
        </ButtonGroup>
      </DraftForm>
    </DraftPage>
  );
}
