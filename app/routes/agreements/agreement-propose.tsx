import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { z } from "zod";
import { coversEverything } from "~/domain/agreements/agreement";
import { namesIn } from "~/domain/agreements/agreement-views.server";
import { boundPayers } from "~/domain/agreements/payers";
import { payersToNotify } from "~/domain/agreements/payers-to-notify.server";
import { clashesOf, partiesWithoutSignatory } from "~/domain/agreements/checks/check-views.server";
import { sentencesAsProposed } from "~/domain/agreements/draft/draft-views.server";
import { proposeAgreement } from "~/domain/agreements/propose-agreement.server";
import { formatDay, type Day } from "~/domain/shared/day";
import { scopeLines } from "~/domain/agreements/rules/scope-words";
import { PayersBound } from "~/ui/agreements/agreement-reach";
import { DraftForm, DraftPage, draftPath, RulesText } from "~/ui/agreements/agreement-draft";
import { WarningCallout } from "~/ui/kit/callouts";
import { Checkboxes } from "~/ui/kit/fields/choice-fields";
import { PeriodText } from "~/ui/kit/day";
import { SubmitButton, type FormState } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { openDraft, shownDraft } from "~/web/agreements/agreement-draft.server";
import { SeenForm, VersionParams, versionPath } from "~/web/agreements/agreement-forms";
import { centre } from "~/web/audience.server";
import { fieldRefused } from "~/web/refusals.server";

const ProposeForm = SeenForm.extend({ breadth: z.string().optional(), past: z.string().optional() });

export const meta = () => [{ title: pageTitle("Propose to the parties") }];

export const loader = centre.loader(
  { params: VersionParams, roles: ["commercial_officer"] },
  async ({ q, params, today }) => {
    const draft = await openDraft(q, params);
    const { version, nameOf } = draft;
    if ((await clashesOf(q, version, draft.summary)).length > 0) {
      throw redirect(`${versionPath(params.id, params.version)}/check`);
    }
    const tell = await payersToNotify(q, version);
    return {
      draft: { ...shownDraft(draft), rules: sentencesAsProposed(draft) },
      payers: boundPayers(version.rules),
      tell: tell.map(await namesIn(q, [tell])),
      broad: coversEverything(version.scope),
      unable: (await partiesWithoutSignatory(q, version.parties)).map(nameOf),
      from: version.effectiveFrom,
      past: version.effectiveFrom < today,
      to: version.effectiveTo,
      scope: scopeLines(version.scope, nameOf).filter((line) => line.value !== null),
    };
  },
);

export const action = centre.action(
  { params: VersionParams, form: ProposeForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now, today }) => {
    const { id: agreementId, version } = params;
    const breadthAccepted = form.breadth === "yes";
    const pastAccepted = form.past === "yes";
    const { scope, effectiveFrom } = (await openDraft(tx, params)).version;
    const errors: Record<string, string> = {};
    if (!breadthAccepted && coversEverything(scope))
      errors.breadth = "Tick that it may cover every order of every buyer, or change what it covers";
    if (!pastAccepted && effectiveFrom < today)
      errors.past = "Tick that the first day is meant to be in the past, or change the dates";
    // What was ticked stays ticked: both are asked again on one page.
    if (Object.keys(errors).length > 0)
      return fieldRefused(errors, { breadth: form.breadth ?? "", past: form.past ?? "" });
    const accepted = { breadthAccepted, pastAccepted };
    await proposeAgreement(tx, { agreementId, version, seen: form.seen, ...accepted, actor, at: now });
    return redirect(`/commercial/agreements/${agreementId}?done=proposed`);
  },
);

export default function ProposeAgreement() {
  const { draft, from, to, scope, unable, payers, tell, broad, past } = useLoaderData<typeof loader>();
  const state = useFormState();
  const named = new Map(draft.parties.map((party) => [party.value, party.label]));
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
      <PayersBound payers={payers} nameOf={(code) => named.get(code) ?? code} tell={tell} />
      <WarningCallout heading="Its words are fixed from now on">
        <p>
          {draft.parties.length === 1
            ? "Those who may sign for the party get an email with a link."
            : `Those who may sign for each of the ${draft.parties.length} parties get an email with a link.`}{" "}
          It comes into force when every party has signed, and not before its first day. Until then you can
          withdraw it.
        </p>
        <p>
          Two people stand behind every agreement: as you propose it, at least one signature is somebody
          else’s.
        </p>
        {unable.length > 0 ? (
          <p>
            Nobody may sign here yet for {unable.join(", ")}. Ask them to invite their budget approver, or it
            will wait for them.
          </p>
        ) : null}
      </WarningCallout>
      <DraftForm draft={draft}>
        {broad ? <Breadth state={state} /> : null}
        {past ? <Past state={state} from={from} /> : null}
        <SubmitButton>Propose to the parties</SubmitButton>
      </DraftForm>
    </DraftPage>
  );
}

/** That it may cover everything, to be ticked by whoever proposes it. */
function Breadth({ state }: { state: FormState | null }) {
  return (
    <Checkboxes
      name="breadth"
      label="It covers every order of every buyer"
      hint="Nothing keeps it to some buyers or products."
      error={state?.errors["breadth"]}
      values={[state?.values["breadth"] ?? ""].flat()}
      choices={[{ value: "yes", label: "Yes, it is meant for every order of every buyer" }]}
    />
  );
}

/** That its first day may be in the past, to be ticked by whoever proposes it. */
function Past({ state, from }: { state: FormState | null; from: Day }) {
  return (
    <Checkboxes
      name="past"
      label={`Its first day, ${formatDay(from)}, is past`}
      hint="Orders that were placed before it is signed keep the shares they were placed with."
      error={state?.errors["past"]}
      values={[state?.values["past"] ?? ""].flat()}
      choices={[{ value: "yes", label: `Yes, it is meant to apply from ${formatDay(from)}` }]}
    />
  );
}
