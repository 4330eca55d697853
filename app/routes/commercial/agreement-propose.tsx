import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { clashesOf, partiesWithoutSignatory } from "~/domain/cost-sharing/check-views.server";
import { proposeAgreement } from "~/domain/cost-sharing/propose-agreement.server";
import { scopeLines } from "~/domain/cost-sharing/scope-words";
import { DraftForm, DraftPage, draftPath, RulesText } from "~/ui/agreement-draft";
import { WarningCallout } from "~/ui/callouts";
import { PeriodText } from "~/ui/day";
import { SubmitButton } from "~/ui/form";
import { useFormState } from "~/ui/form-state";
import { pageTitle } from "~/ui/page";
import { SummaryList } from "~/ui/summary-list";
import { openDraft, shownDraft } from "~/web/agreement-draft.server";
import { SeenForm, VersionParams, versionPath } from "~/web/agreement-forms";
import { centre } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Propose to the parties") }];

export const loader = centre.loader(
  { params: VersionParams, roles: ["commercial_officer"] },
  async ({ q, params }) => {
    const draft = await openDraft(q, params);
    const { version, nameOf } = draft;
    if ((await clashesOf(q, version, draft.summary)).length > 0) {
      throw redirect(`${versionPath(params.id, params.version)}/check`);
    }
    return {
      draft: shownDraft(draft),
      unable: (await partiesWithoutSignatory(q, version.parties)).map(nameOf),
      from: version.effectiveFrom,
      to: version.effectiveTo,
      scope: scopeLines(version.scope, nameOf).filter((line) => line.value !== null),
    };
  },
);

export const action = centre.action(
  { params: VersionParams, form: SeenForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now }) => {
    const { id: agreementId, version } = params;
    await proposeAgreement(tx, { agreementId, version, seen: form.seen, actor, at: now });
    return redirect(`/commercial/agreements/${agreementId}?done=proposed`);
  },
);

export default function ProposeAgreement() {
  const { draft, from, to, scope, unable } = useLoaderData<typeof loader>();
  const state = useFormState();
  const at = `${draftPath(draft)}/edit`;
  const row = (key: string, label: string, value: ReactNode, page: string) => ({
    key,
    label,
    value,
    change: { href: `${at}/${page}`, what: label.toLowerCase() },
  });
  return (
    <DraftPage draft={draft} title="Check the agreement before you propose it" state={state}>
      <SummaryList
        rows={[
          row("title", "Title", draft.title, "summary"),
          row("summary", "Summary", draft.summary, "summary"),
          row("parties", "Parties", draft.parties.map((party) => party.label).join(", "), "parties"),
          row("dates", "Dates", <PeriodText from={from} to={to} />, "dates"),
          row(
            "scope",
            "It covers",
            scope.length === 0
              ? "Every order of every buyer"
              : scope.map((line) => (
                  <span className="dt-line" key={line.key}>
                    {line.label}: {line.value}
                  </span>
                )),
            "scope",
          ),
        ]}
      />
      <h2>Rules</h2>
      <RulesText rules={draft.rules} />
      <WarningCallout heading="Its words are fixed from now on">
        <p>
          Those who may sign for each of the {draft.parties.length}{" "}
          {draft.parties.length === 1 ? "party" : "parties"} get an email with a link. It comes into force
          when the last of them has signed, and not before its first day. Until then you can withdraw it.
        </p>
        {unable.length > 0 ? (
          <p>
            Nobody may sign here yet for {unable.join(", ")}. Ask them to invite their budget approver, or it
            will wait for them.
          </p>
        ) : null}
      </WarningCallout>
      <DraftForm draft={draft}>
        <SubmitButton>Propose to the parties</SubmitButton>
      </DraftForm>
    </DraftPage>
  );
}
